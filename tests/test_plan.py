"""Plans: how schedules become dates, how a compiled plan is kept, and what a broken plan is told."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from helpers.plans import problems
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import all_good, edited, submission

from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.model import Jurisdiction, Plan, phases_on
from fazhi_check.plan.rules.measures import _measure_gaps
from fazhi_check.plan.spec import MeasureSpec
from fazhi_check.plan.store import BrokenPlan, UnknownPlan, keep_shipped, known_plans, load_plan, plan_files

Run = Callable[..., Ran]
Edit = tuple[str, str]

A, B, FRAME = "1.1-a.yaml", "1.2-b.yaml", "plan.yaml"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for compiled plans, of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def place(folder: Path, file: str, text: str) -> str:
    """Return where a text that stands once in a file begins, as file:line:column."""
    whole = (folder / file).read_text("utf-8")
    assert whole.count(text) == 1, f"{text} stands {whole.count(text)} times in {file}"
    before = whole[: whole.index(text)]
    return f"{file}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"


def schedule(plan: Plan, target: str) -> list[tuple[str, object]]:
    return [(asked.deadline.isoformat(), asked.requires) for asked in plan.by_id[target].schedule]


# What a plan becomes.


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("1.1.1-01", [("2022-12-31", "done")], id="one-phase"),
        pytest.param(
            "1.1.1-02",
            [("2022-12-31", "under_way"), ("2024-12-31", "substantial"), ("2025-12-31", "done")],
            id="three-phases",
        ),
        pytest.param("1.1.1-03", [("2022-12-31", "under_way"), ("2025-12-31", "done")], id="two-phases"),
        pytest.param("1.2.1-01", [("2022-12-31", Fraction(40)), ("2025-12-31", "done")], id="its-own-dates"),
    ],
)
def test_phases_become_dates(small: Plan, target: str, expected: list[tuple[str, object]]) -> None:
    assert schedule(small, target) == expected


@pytest.mark.parametrize(
    ("written_as", "expected"),
    [
        pytest.param('{"2023-06-30": done}', [("2023-06-30", "done")], id="replaces-the-group"),
        pytest.param("{2023年6月30日: done}", [("2023-06-30", "done")], id="a-chinese-date"),
        pytest.param(
            '{"2025-06-30": done, "2023-06-30": under_way}',
            [("2023-06-30", "under_way"), ("2025-06-30", "done")],
            id="sorted-by-date",
        ),
        pytest.param(
            '{"2022": under_way, "2023-06-30": done}',
            [("2022-12-31", "under_way"), ("2023-06-30", "done")],
            id="phase-and-date",
        ),
    ],
)
def test_a_schedule_of_its_own_replaces_the_groups(
    tmp_path: Path, written_as: str, expected: list[tuple[str, object]]
) -> None:
    folder = edited(tmp_path / "plan", A, ("group: regular\n", f"group: regular\n    schedule: {written_as}\n"))
    assert schedule(load_plan(str(folder)), "1.1.1-03") == expected


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("98.5", Fraction(197, 2)),
        ("0.1", Fraction(1, 10)),
        ("1.2万", Fraction(12000)),
        ('"12,000"', Fraction(12000)),
        ("33.333333333333333333", Fraction(33333333333333333333, 10**18)),
    ],
)
def test_numbers_stay_exact_through_the_cache(cache: Path, tmp_path: Path, number: str, value: Fraction) -> None:
    folder = edited(tmp_path / "plan", B, ("at_least: 6,", f"at_least: {number},"))
    first, second = load_plan(str(folder)), load_plan(str(folder))
    assert list(cache.rglob("*.json"))
    assert first.by_id["1.2.1-04"].measure.at_least == value
    assert second.by_id["1.2.1-04"].measure.at_least == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("force", "shall"),
        ("local_only", False),
        ("applies_to", ("city", "county", "department", "township")),
        ("condition", None),
        ("note", None),
    ],
)
def test_what_a_target_leaves_out_has_a_default(tmp_path: Path, field: str, value: object) -> None:
    folder = edited(tmp_path / "plan", A, ("    applies_to: [city, county]\n", ""))
    assert getattr(load_plan(str(folder)).by_id["1.1.1-01"], field) == value


def test_a_coverage_asks_for_all_unless_it_says_less(small: Plan) -> None:
    assert small.by_id["1.2.1-03"].measure.at_least == 100


def test_an_english_title_may_be_left_out(tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A, ("    title_en: Set up the office\n", ""))
    assert load_plan(str(folder)).by_id["1.1.1-01"].title_en == "设立机构"


def test_headings_give_number_and_title(small: Plan) -> None:
    assert (small.heading("1.1", "zh"), small.heading("1.2.1", "en")) == ("1.1 甲节", "1.2.1 Item B")


@pytest.mark.parametrize(
    ("day", "phases"),
    [
        ("2020-12-31", []),
        ("2021-01-01", ["2022"]),
        ("2022-12-31", ["2022"]),
        ("2023-01-01", ["2024"]),
        ("2024-01-01", ["2024", "2025"]),
        ("2025-12-31", ["2025"]),
        ("2026-01-01", []),
    ],
)
def test_phases_in_force_on_a_day(small: Plan, day: str, phases: list[str]) -> None:
    assert [phase.id for phase in phases_on(small.dated_phases, date.fromisoformat(day))] == phases


@pytest.mark.parametrize(
    ("code", "inside"), [("650100", True), ("650199", True), ("650200", False), ("650000", False), ("110100", False)]
)
def test_the_jurisdiction_of_a_city_is_told_by_the_first_four_digits(small: Plan, code: str, inside: bool) -> None:
    assert small.within(code) is inside


@pytest.mark.parametrize(
    ("jurisdiction", "inside", "outside"),
    [
        ("650000", ["650000", "650100", "659001"], ["640000", "110101"]),
        ("650100", ["650100", "650102"], ["650000", "650200"]),
        ("650102", ["650102"], ["650100", "650103", "650000"]),
        ("659000", ["659000", "659001"], ["650000", "650100"]),
        ("000000", ["000000", "110101", "650102"], []),
    ],
)
def test_a_plan_binds_by_its_code_up_to_the_trailing_pairs_of_zeros(
    small: Plan, jurisdiction: str, inside: list[str], outside: list[str]
) -> None:
    plan = small._replace(jurisdiction=Jurisdiction("某地", jurisdiction))
    assert [code for code in [*inside, *outside] if plan.within(code)] == inside


def test_a_plan_without_a_jurisdiction_binds_everyone(tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", FRAME, ('jurisdiction: {name: 乌鲁木齐市, code: "650100"}\n', ""))
    assert load_plan(str(folder)).within("110100")


# Where plans are found.


def test_the_shipped_plan_is_known_by_its_id() -> None:
    assert "urumqi-14fyp" in known_plans().plans
    assert load_plan("urumqi-14fyp").id == "urumqi-14fyp"


def test_an_installed_plan_does_not_depend_on_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_plan("urumqi-14fyp").targets


@pytest.mark.parametrize("wanted", ["nowhere", "", "urumqi", "../urumqi-14fyp"])
def test_what_is_no_plan_is_unknown(wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownPlan) as caught:
        load_plan(wanted)
    assert "urumqi-14fyp" in caught.value.known


def test_a_folder_without_a_frame_is_no_plan(run: Run, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A)
    (folder / FRAME).unlink()
    done = run("targets", "--plan", folder)
    assert (done.code, done.out) == (2, "")
    assert "plan.yaml" in done.err


def test_every_yaml_of_the_folder_is_read_whatever_its_name(tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A)
    (folder / A).rename(folder / "甲.yml")
    assert len(load_plan(str(folder)).targets) == 14


@pytest.mark.parametrize("name", [".hidden.yaml", "README.md", "1.1-a.yaml~"])
def test_other_files_are_let_be(tmp_path: Path, name: str) -> None:
    folder = edited(tmp_path / "plan", A)
    before = load_plan(str(folder))
    (folder / name).write_text("targets: [", "utf-8")
    assert load_plan(str(folder)) == before


# The hash, and compiled plans.


def test_the_hash_is_that_of_the_files(tmp_path: Path, small: Plan) -> None:
    copy = edited(tmp_path / "copy", A)
    assert load_plan(str(copy)).hash == small.hash
    assert re.fullmatch("[0-9a-f]{7,16}", small.hash)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: edited(folder, A, ("设立机构", "设立机关")), id="a-title"),
        pytest.param(lambda folder: edited(folder, A, ("section", "# 注\nsection")), id="a-comment"),
        pytest.param(lambda folder: (folder / A).rename(folder / "0.yaml"), id="a-name"),
        pytest.param(lambda folder: (folder / B).unlink(), id="a-file-less"),
        pytest.param(lambda folder: (folder / "z.yaml").write_text('section: "1.2"\n'), id="a-file-more"),
    ],
)
def test_any_change_of_the_files_changes_the_hash(tmp_path: Path, change: Callable[[Path], object]) -> None:
    folder = edited(tmp_path / "plan", A)
    before = load_plan(str(folder)).hash
    change(folder)
    assert load_plan(str(folder)).hash != before


def test_a_compiled_plan_is_the_plan(cache: Path, small: Plan) -> None:
    first = load_plan(str(SMALL))
    kept = list(cache.rglob("*.json"))
    assert len(kept) == 1
    assert load_plan(str(SMALL)) == first == small


def test_a_compiled_plan_is_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_plan(str(SMALL))
    monkeypatch.setattr("fazhi_check.plan.store.compile_plan", lambda _: pytest.fail("compiled again"))
    assert len(load_plan(str(SMALL)).targets) == 14
    assert list(cache.rglob("*.json"))


def test_a_shipped_plan_is_found_compiled_in_the_package(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    package.mkdir()
    keep_shipped(package)
    monkeypatch.setattr("fazhi_check.plan.store.COMPILED", str(package))
    monkeypatch.setattr("fazhi_check.plan.store.compile_plan", lambda _: pytest.fail("compiled again"))
    assert [load_plan(plan).id for plan in known_plans().every] == known_plans().every
    assert not cache.exists()


def test_an_edited_target_is_never_ignored(cache: Path, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A)
    assert load_plan(str(folder)).by_id["1.1.1-01"].title == "设立机构"
    times = (folder / A).stat()
    edited(folder, A, ("title: 设立机构", "title: 撤销机构"))
    os.utime(folder / A, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert load_plan(str(folder)).by_id["1.1.1-01"].title == "撤销机构"
    assert len(list(cache.rglob("*.json"))) == 2


def test_a_plan_that_breaks_is_not_saved_by_its_cache(cache: Path, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A)
    load_plan(str(folder))
    edited(folder, A, ("group: foundation", "group: fundation"))
    assert "FZ704" in {code for _, code in problems(folder)}
    assert len(list(cache.rglob("*.json"))) == 1


def test_a_broken_plan_is_not_kept(cache: Path, tmp_path: Path) -> None:
    problems(edited(tmp_path / "plan", A, ("kind: milestone", "kind: millstone")))
    assert list(cache.rglob("*.json")) == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"id": "sm', id="cut-off"),
        pytest.param(b"\xff\xfe\x00", id="binary"),
        pytest.param(b"null", id="null"),
        pytest.param(b"5", id="a-number"),
        pytest.param(b'"text"', id="a-text"),
        pytest.param(b"[]", id="a-list"),
        pytest.param(b"{}", id="an-empty-object"),
        pytest.param(b'{"id": "small", "title": "x"}', id="another-form"),
        pytest.param(b'{"period": 5}', id="a-number-for-an-object"),
        pytest.param(
            b'{"id": "small", "title": "x", "period": {"start": "2021-01-01", "end": "2025-12-31"}, "phases": [],'
            b' "groups": [], "pace": {}, "sections": [], "targets": []}',
            id="a-list-for-an-object",
        ),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_a_corrupt_compiled_plan_is_no_error(cache: Path, small: Plan, content: bytes) -> None:
    load_plan(str(SMALL))
    [kept] = cache.rglob("*.json")
    kept.write_bytes(content)
    assert load_plan(str(SMALL)) == small
    assert load_plan(str(SMALL)) == small


def test_a_folder_where_the_compiled_plan_should_be_is_no_error(cache: Path, small: Plan) -> None:
    load_plan(str(SMALL))
    [kept] = cache.rglob("*.json")
    kept.unlink()
    kept.mkdir()
    assert load_plan(str(SMALL)) == small


@pytest.mark.parametrize(
    "place_for_it",
    [
        pytest.param("FOLDER/a-file/below", id="below-a-file"),
        pytest.param("relative", id="relative"),
        pytest.param("", id="empty"),
    ],
)
def test_a_cache_that_cannot_be_written_is_no_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Plan, place_for_it: str
) -> None:
    (tmp_path / "a-file").write_text("", "utf-8")
    (tmp_path / "a.yaml").write_text(all_good(), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "a-file"))
    monkeypatch.setenv("XDG_CACHE_HOME", place_for_it.replace("FOLDER", str(tmp_path)))
    done = run("a.yaml", "--plan", str(SMALL))
    assert (done.code, done.err) == (0, "")
    assert load_plan(str(SMALL)) == small
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-file", "a.yaml"]


# The form of a plan.


@pytest.mark.parametrize(
    ("file", "change", "at", "code"),
    [
        pytest.param(FRAME, ("edition:", "editon:"), "editon", "FZ202", id="key-of-the-frame"),
        pytest.param(
            FRAME,
            ("{start: 2021-01-01, end", "{starts: 2021-01-01, start: 2021-01-01, end"),
            "starts",
            "FZ202",
            id="key-of-the-period",
        ),
        pytest.param(FRAME, ("source: 一", "sources: 一"), "sources: 一", "FZ202", id="key-of-a-phase"),
        pytest.param(FRAME, ("tolerance", "tolerence"), "tolerence", "FZ202", id="key-of-the-pace"),
        pytest.param(
            FRAME,
            ("name: 乌鲁木齐市,", "name: 乌鲁木齐市, region: 西北,"),
            "region",
            "FZ202",
            id="key-of-the-jurisdiction",
        ),
        pytest.param(FRAME, ("title: 甲条", "titel: 甲条, title: 甲条"), "titel", "FZ202", id="key-of-an-item"),
        pytest.param(A, ("targets:", "notes: 注\ntargets:"), "notes", "FZ202", id="key-of-a-section"),
        pytest.param(
            A,
            (
                "    lead: [party]\n    evidence: {kinds: [document]",
                "    leed: [party]\n    evidence: {kinds: [document]",
            ),
            "leed",
            "FZ202",
            id="key-of-a-target",
        ),
        pytest.param(
            B,
            ("at_least: 100, unit: 个", "atleast: 1, at_least: 100, unit: 个"),
            "atleast",
            "FZ202",
            id="key-of-a-measure",
        ),
        pytest.param(B, ("value: 30}", "value: 30, unit: 天}"), "unit: 天}}", "FZ202", id="key-of-a-baseline"),
        pytest.param(A, ("min: 2}", "min: 2, max: 3}"), "max", "FZ202", id="key-of-the-evidence"),
        pytest.param(
            A, ("    title: 设立机构\n", "    题目: 设立机构\n    title: 设立机构\n"), "题目", "FZ202", id="chinese-key"
        ),
        pytest.param(FRAME, ("id: small\n", ""), "title: 示例规划", "FZ201", id="frame-without-id"),
        pytest.param(
            A,
            ("    measure: {kind: milestone}\n    group: foundation\n", "    group: foundation\n"),
            "id: 1.1.1-01",
            "FZ201",
            id="target-without-measure",
        ),
        pytest.param(
            B, ("measure: {kind: minimum, ", "measure: {"), "measure: {at_least: 6", "FZ201", id="measure-without-kind"
        ),
        pytest.param(
            FRAME, ("start: 2021-01-01, end", "start: 2021, end"), "2021, end", "FZ203", id="a-year-for-a-day"
        ),
        pytest.param(
            FRAME, ("heading: lost\n    items", "heading: lots\n    items"), "lots", "FZ203", id="another-heading"
        ),
        pytest.param(FRAME, ('{"2022": done}', '{"2022": finished}'), "finished", "FZ203", id="another-stage"),
        pytest.param(FRAME, ("tolerance: 10", "tolerance: 约10"), "约10", "FZ203", id="a-number-that-is-none"),
        pytest.param(FRAME, ("due_soon_days: 90", "due_soon_days: 9.5"), "9.5", "FZ203", id="half-a-day"),
        pytest.param(A, ("force: explore", "force: explored"), "explored", "FZ203", id="another-force"),
        pytest.param(A, ("local_only: true", "local_only: yes"), "yes", "FZ203", id="another-truth"),
        pytest.param(
            A, ("[city, county, department, township]", "[city, province]"), "province", "FZ203", id="another-level"
        ),
        pytest.param(
            A,
            ("[document, record], min: 2", "[document, photo], min: 2"),
            "photo",
            "FZ203",
            id="another-kind-of-evidence",
        ),
        pytest.param(A, ("kinds: [record], min: 1", "kinds: [record], min: -1"), "-1}", "FZ203", id="a-negative-count"),
        pytest.param(
            A, ("anchors: [探索新的方式]", "anchors: 探索新的方式"), "探索新的方式", "FZ203", id="anchors-as-text"
        ),
        pytest.param(B, ("at_least: 6,", "at_least: 6以上,"), "6以上", "FZ203", id="a-bound-for-a-mark"),
        pytest.param(B, ("kind: minimum", "kind: minimal"), "minimal", "FZ203", id="another-measure"),
        pytest.param(
            A,
            ("    title: 设立机构\n", "    title: 设立机构\n    title: 另一个名\n"),
            "title: 另一个名",
            "FZ104",
            id="key-given-twice",
        ),
        pytest.param(A, ("title: 设立机构", "title：设立机构"), "：设立机构", "FZ103", id="full-width-colon"),
        pytest.param(A, ("anchors: [设立工作机构]", "anchors: !x [设立工作机构]"), "!x", "FZ107", id="tag"),
    ],
)
def test_a_slip_of_form_is_refused_at_its_place(tmp_path: Path, file: str, change: Edit, at: str, code: str) -> None:
    folder = edited(tmp_path / "plan", file, change)
    assert (place(folder, file, at), code) in problems(folder)


def test_unknown_keys_are_answered_with_the_nearest(run: Run, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", FRAME, ("edition:", "editon:"))
    assert "是不是“edition”？" in run("targets", "--plan", folder).err
    assert "did you mean edition?" in run("targets", "--plan", folder, "--lang", "en").err


def test_a_frame_that_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", FRAME, ("period: {start", "period: [{start"))
    found = problems(folder)
    assert "FZ103" in {code for _, code in found}
    assert [(where, code) for where, code in found if code == "FZ711"] == []


@pytest.mark.parametrize("code", ["65", "6501000", "65010x"])
def test_the_code_of_the_jurisdiction_has_six_digits(tmp_path: Path, code: str) -> None:
    folder = edited(tmp_path / "plan", FRAME, ('code: "650100"', f'code: "{code}"'))
    assert place(folder, FRAME, f'"{code}"') in {where for where, _ in problems(folder)}


# The rules of a plan: FZ7.

TOO_LONG = "甲" * 31
MEASURE = "measure: {kind: "
BROKEN = [
    pytest.param(
        A, [("id: 1.1.1-03", "id: 1.1.1-02")], "FZ701", "id: 1.1.1-02\n    title: 健全机制", 4, id="701-id-twice"
    ),
    pytest.param(
        B,
        [('section: "1.2"', 'section: "1.1"'), ("id: 1.2.1-01", "id: 1.1.1-05")],
        "FZ701",
        "id: 1.1.1-05",
        4,
        id="701-id-twice-in-two-files",
    ),
    pytest.param(A, [("id: 1.1.1-03", "id: 1.1.1-09")], "FZ702", "id: 1.1.1-04", 4, id="702-out-of-order"),
    pytest.param(A, [("id: 1.1.1-05", "id: 1.1.0-01")], "FZ702", "id: 1.1.0-01", 4, id="702-item-out-of-order"),
    pytest.param(A, [("title: 设立机构", f"title: {TOO_LONG}")], "FZ703", TOO_LONG, 0, id="703-title-of-31"),
    pytest.param(A, [("group: foundation", "group: fundation")], "FZ704", "fundation", 0, id="704-group"),
    pytest.param(A, [("lead: [government, court]", "lead: [government, curt]")], "FZ704", "curt", 0, id="704-body"),
    pytest.param(A, [('section: "1.1"', 'section: "1.9"')], "FZ704", "1.1.1-01", 0, id="704-section"),
    pytest.param(
        A,
        [("lead: [government, court]", "lead: [government, court]\n    restates: 1.1.1-99")],
        "FZ704",
        "1.1.1-99",
        0,
        id="704-restates",
    ),
    pytest.param(A, [("id: 1.1.1-05", "id: 1.1.2-05")], "FZ704", "1.1.2-05", 0, id="704-item"),
    pytest.param(
        FRAME, [('foundation: {"2022": done}', 'foundation: {"2023": done}')], "FZ704", None, 0, id="704-phase"
    ),
    pytest.param(
        FRAME,
        [('foundation: {"2022": done}', 'foundation: {"2022": done, "2024": under_way}')],
        "FZ705",
        None,
        0,
        id="705-group-steps-back",
    ),
    pytest.param(
        B,
        [('{"2022-12-31": 40, "2025-12-31": done}', '{"2022-12-31": 140, "2025-12-31": done}')],
        "FZ705",
        '{"2022-12-31": 140',
        0,
        id="705-number-above-the-mark",
    ),
    pytest.param(
        B,
        [('{"2022-12-31": 40,', '{"2022-12-31": 40, "2023-12-31": 30,')],
        "FZ705",
        '{"2022-12-31": 40',
        0,
        id="705-number-steps-back",
    ),
    pytest.param(
        B,
        [('{"2022-12-31": 60,', '{"2022-12-31": 60, "2023-12-31": 70,')],
        "FZ705",
        '{"2022-12-31": 60',
        0,
        id="705-falling-number-steps-back",
    ),
    pytest.param(
        B,
        [("baseline: {date: 2020-12-31, value: 0}", "baseline: {date: 2020-12-31, value: 50}")],
        "FZ705",
        '{"2022-12-31": 40',
        0,
        id="705-below-the-baseline",
    ),
    pytest.param(
        B, [('"2022-12-31": 40', '"2020-12-31": 40')], "FZ706", '40, "2025-12-31"', 0, id="706-before-the-period"
    ),
    pytest.param(B, [('"2022-12-31": 40', '"2026-01-01": 100')], "FZ706", '100, "2025', 0, id="706-after-the-period"),
    pytest.param(B, [('"2022-12-31": 40', '"2022年底": 40')], "FZ706", '40, "2025-12-31"', 0, id="706-no-date"),
    pytest.param(
        FRAME,
        [("deadline: 2025-12-31, source: 三", "deadline: 2026-12-31, source: 三")],
        "FZ706",
        "2026-12-31",
        0,
        id="706-phase-after-the-period",
    ),
    pytest.param(
        B,
        [("at_least: 100, unit: 个,", "unit: 个,")],
        "FZ707",
        "{kind: quantity, unit: 个",
        0,
        id="707-quantity-without-a-mark",
    ),
    pytest.param(
        B,
        [("at_least: 100, unit: 个", "at_least: 100, at_most: 200, unit: 个")],
        "FZ707",
        "{kind: quantity, at_least: 100",
        0,
        id="707-two-marks",
    ),
    pytest.param(
        B,
        [("kind: minimum, at_least: 6,", "kind: minimum,")],
        "FZ707",
        "{kind: minimum",
        0,
        id="707-minimum-without-a-mark",
    ),
    pytest.param(B, [("per_year: 4, ", "")], "FZ707", "{kind: frequency", 0, id="707-frequency-without-a-number"),
    pytest.param(B, [("per_year: 4", "per_year: 0")], "FZ707", "{kind: frequency", 0, id="707-frequency-of-0"),
    pytest.param(
        B,
        [("{kind: coverage}", "{kind: coverage, at_most: 5}")],
        "FZ707",
        "{kind: coverage",
        0,
        id="707-coverage-with-at_most",
    ),
    pytest.param(
        B,
        [('{kind: standing, at_least: 100, unit: "%"}', "{kind: standing, per_year: 2}")],
        "FZ707",
        "{kind: standing, per_year",
        0,
        id="707-standing-with-per_year",
    ),
    pytest.param(
        A,
        [("{kind: milestone}\n    group: foundation", "{kind: milestone, at_least: 3}\n    group: foundation")],
        "FZ707",
        "{kind: milestone, at_least",
        0,
        id="707-milestone-with-a-number",
    ),
    pytest.param(
        B,
        [("baseline: {date: 2020-12-31, value: 30}", "baseline: {date: 2020-12-31, value: 9}")],
        "FZ707",
        "{kind: quantity, at_most: 10",
        0,
        id="707-baseline-has-reached-the-mark-falling",
    ),
    pytest.param(
        B,
        [("baseline: {date: 2020-12-31, value: 0}", "baseline: {date: 2020-12-31, value: 100}")],
        "FZ707",
        "{kind: quantity, at_least: 100",
        0,
        id="707-baseline-has-reached-the-mark-rising",
    ),
    pytest.param(
        A,
        [
            (
                "    group: regular\n    applies_to: [city, county, department, township]",
                '    schedule: {"2025-12-31": 40}\n    applies_to: [city, county, department, township]',
            )
        ],
        "FZ707",
        '{"2025-12-31": 40}',
        0,
        id="707-number-in-the-schedule-of-a-milestone",
    ),
    pytest.param(A, [("anchors: [设立工作机构]", "anchors: [设机构]")], "FZ708", "设机构", 0, id="708-anchor-of-3"),
    pytest.param(
        A,
        [("anchors: [设立工作机构]", f"anchors: [设立工作机构, {'甲' * 25}]")],
        "FZ708",
        "甲" * 25,
        0,
        id="708-anchor-of-25",
    ),
    pytest.param(
        A,
        [
            (
                "    group: regular\n    applies_to: [city, county, department, township]",
                "    applies_to: [city, county, department, township]",
            )
        ],
        "FZ710",
        "1.1.1-03",
        0,
        id="710-no-deadline",
    ),
    pytest.param(
        FRAME,
        [("period: {start: 2021-01-01, end: 2025-12-31}", "period: {start: 2025-12-31, end: 2021-01-01}")],
        "FZ711",
        "{start: 2025-12-31",
        0,
        id="711-period-runs-backwards",
    ),
]


@pytest.mark.parametrize(("file", "changes", "code", "at", "offset"), BROKEN)
def test_each_rule_refuses_a_plan_at_the_place(
    run: Run, tmp_path: Path, file: str, changes: list[Edit], code: str, at: str | None, offset: int
) -> None:
    folder = edited(tmp_path / "plan", file, *changes)
    found = problems(folder)
    assert code in {one for _, one in found}
    if at is not None:
        where, line, column = place(folder, file, at).split(":")
        assert (f"{where}:{line}:{int(column) + offset}", code) in found
    path = tmp_path / "a.yaml"
    path.write_text(submission(""), "utf-8")
    done = run(path, "--plan", folder)
    assert (done.code, done.out) == (2, "")
    for where, one in found:
        assert f"{folder}/{where} {one} " in done.err


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        pytest.param(A, [("title: 设立机构", f"title: {'甲' * 30}")], id="title-of-30"),
        pytest.param(A, [("anchors: [设立工作机构]", f"anchors: [设立机构, {'甲' * 24}]")], id="anchors-of-4-and-24"),
        pytest.param(B, [("per_year: 4", "per_year: 0.5")], id="once-in-two-years"),
        pytest.param(
            B,
            [("baseline: {date: 2020-12-31, value: 30}", "baseline: {date: 2020-12-31, value: 11}")],
            id="baseline-short-of-the-mark",
        ),
        pytest.param(A, [("id: 1.1.1-05", "id: 1.1.1-15")], id="a-gap-in-the-numbers"),
        pytest.param(
            A,
            [("    group: regular\n    applies_to: [city]\n    local_only", "    applies_to: [city]\n    local_only")],
            id="a-standing-duty-without-a-group",
        ),
        pytest.param(
            B,
            [('{"2022-12-31": 40, "2025-12-31": done}', '{"2021-01-01": 40, "2025-12-31": done}')],
            id="first-day-of-the-period",
        ),
        pytest.param(B, [('{"2022-12-31": 40,', '{"2022-12-31": 40, "2023-12-31": 40,')], id="the-same-number-twice"),
        pytest.param(
            B,
            [("{kind: coverage}", "{kind: coverage, at_least: 80, baseline: {date: 2020-12-31, value: 20}}")],
            id="coverage-with-a-baseline",
        ),
    ],
)
def test_what_just_keeps_a_rule_is_accepted(tmp_path: Path, file: str, changes: list[Edit]) -> None:
    assert load_plan(str(edited(tmp_path / "plan", file, *changes))).id == "small"


def test_titles_much_alike_are_a_warning_and_the_plan_is_used(tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A, ("title: 健全机制", "title: 完善制度"))
    assert len(load_plan(str(folder)).targets) == 14
    plan = written({file.name: file.read_bytes() for file in sorted(folder.glob("*.yaml"))})
    [found] = lint(plan)
    assert (found.code, found.severity, found.target) == ("FZ709", "warning", "1.1.1-03")
    assert found.data["other"] == "1.1.1-02"


WARNED = [
    pytest.param(A, "    anchors: [设立工作机构]\n", "", [("FZ714", 3, 9)], id="no-anchors"),
    pytest.param(A, "    lead: [party]\n", "", [("FZ714", 3, 9)], id="no-lead"),
    pytest.param(A, "{kinds: [document], min: 1}", "{kinds: [report], min: 1}", [("FZ714", 11, 23)], id="no-proof"),
    pytest.param(
        A, "{kinds: [document], min: 1}", "{kinds: [document], min: 0}", [("FZ714", 11, 40)], id="no-evidence"
    ),
    pytest.param(A, "id: 1.1.1-01", "id: 1.1.1-1", [("FZ715", 3, 9)], id="a-number-of-one-digit"),
    pytest.param(B, "40, ", "under_way, ", [], id="a-baseline-is-enough"),
    pytest.param(B, ", baseline: {date: 2020-12-31, value: 0}", "", [], id="a-number-before-the-mark-is-enough"),
    pytest.param(B, ", baseline: {date: 2020-12-31, value: 30}", "", [("FZ713", 16, 14)], id="neither"),
    pytest.param(
        B,
        ", baseline: {date: 2020-12-31, value: 30}}",
        "}\n    note: 基期：原文没有",
        [],
        id="a-text-that-tells-no-baseline",
    ),
    pytest.param(FRAME, "edition: 征求意见稿\n", "", [("FZ716", 2, 1)], id="no-edition"),
    pytest.param(FRAME, "pace: {tolerance: 10, serious: 30, due_soon_days: 90}\n", "", [("FZ716", 2, 1)], id="no-pace"),
]


@pytest.mark.parametrize(("file", "old", "new", "found"), WARNED)
def test_what_a_plan_lacks_is_a_warning_and_the_plan_is_used(
    tmp_path: Path, file: str, old: str, new: str, found: list[tuple[str, int, int]]
) -> None:
    folder = edited(tmp_path / "plan", file, (old, new))
    plan = written({one.name: one.read_bytes() for one in sorted(folder.glob("*.yaml"))})
    findings = lint(plan)
    assert [(one.code, one.place.line, one.place.column) for one in findings if one.place] == found
    assert {one.severity for one in findings} <= {"warning"}
    assert load_plan(str(folder)).id == "small"


def test_a_mark_that_is_the_baseline_is_told_how_to_say_more_than_it() -> None:
    spec = MeasureSpec.model_validate(
        {"kind": "quantity", "at_least": "60.4", "baseline": {"date": "2015-12-31", "value": "60.4"}}
    )
    [why] = _measure_gaps(spec)
    assert "60.5" in why.zh
    assert "standing" in why.en
    lower = MeasureSpec.model_validate(
        {"kind": "quantity", "at_most": "3", "baseline": {"date": "2015-12-31", "value": "3"}}
    )
    assert "小于" in next(_measure_gaps(lower)).zh


def test_an_id_of_two_levels_is_told(run: Run, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A, ("id: 1.1.1-01", "id: 1.1-2"))
    found = run("lint", folder, "-f", "json").json["findings"]
    assert {"FZ704", "FZ715"} == {one["code"] for one in found if one["target"] == "1.1-2"}


def test_a_broken_plan_is_told_by_its_errors_alone(run: Run, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A, ("group: foundation", "group: fundation"), ("    lead: [party]\n", ""))
    assert "FZ714" not in run("targets", "--plan", folder).err
    assert {one["code"] for one in run("lint", folder, "-f", "json").json["findings"]} == {"FZ704", "FZ714"}


def test_ids_count_by_their_numbers(tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A, ("id: 1.1.1-04", "id: 1.1.1-09"), ("id: 1.1.1-05", "id: 1.1.1-10"))
    assert list(load_plan(str(folder)).by_id)[3:5] == ["1.1.1-09", "1.1.1-10"]


def test_a_folder_with_no_frame_is_told_by_the_rule_too() -> None:
    plan = written({A: (SMALL / A).read_bytes()})
    assert ("FZ711", FRAME) in {(one.code, one.file) for one in lint(plan)}


def test_a_sound_plan_has_no_findings() -> None:
    plan = written({file.name: file.read_bytes() for file in sorted(SMALL.glob("*.yaml"))})
    assert [*plan.findings, *lint(plan)] == []


def test_every_problem_is_told_at_once(run: Run, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", A, ("group: foundation", "group: fundation"), ("[设立工作机构]", "[设机构]"))
    edited(folder, B, ("per_year: 4", "per_year: 0"))
    lines = run("targets", "--plan", folder).err.splitlines()
    assert [line.removeprefix(f"{folder}/").split(" ")[:2] for line in lines[1:]] == [
        [place(folder, A, "设机构"), "FZ708"],
        [place(folder, A, "fundation"), "FZ704"],
        [place(folder, B, "{kind: frequency"), "FZ707"],
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("targets",),
        ("explain", "1.1.1-01"),
        ("schema", "submission"),
        ("init", "--unit", "甲", "--level", "city", "--code", "650100"),
    ],
    ids=lambda c: c[0],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_command_uses_a_broken_plan(run: Run, tmp_path: Path, command: tuple[str, ...], lang: str) -> None:
    folder = edited(tmp_path / "plan", A, ("group: foundation", "group: fundation"))
    done = run(*command, "--plan", folder, "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert f"{folder}/{place(folder, A, 'fundation')} FZ704" in done.err


def test_a_folder_that_cannot_be_listed_is_told_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(BrokenPlan) as broken:
        plan_files(str(tmp_path / "gone"))
    (finding,) = broken.value.findings
    assert finding.message("zh") == "文件读不出来：不存在"
    assert finding.message("en") == "the file cannot be read: it does not exist"


# Roles.


@pytest.mark.parametrize(
    ("key", "role"),
    [("through: [1.1.1-02]", "goal"), ("through: ['1.2']", "goal"), ("through: [1.2.1]", "goal"), ("", "principle")],
)
def test_a_goal_or_principle_is_listed_and_asked_of_nobody(tmp_path: Path, key: str, role: str) -> None:
    folder = tmp_path / "roles"
    shutil.copytree(SMALL, folder)
    path = folder / "1.1-a.yaml"
    text = path.read_text("utf-8")
    first = text.index("  - id: 1.1.1-02")
    head = f"    role: {role}\n" + (f"    {key}\n" if key else "")
    aim = f"  - id: 1.1.1-00\n    title: 社会长期稳定\n    anchors: [社会长期稳定]\n{head}    lead: [government]\n"
    start = text.index("  - id: 1.1.1-01")
    path.write_text(text[:start] + aim + text[start:first] + text[first:], "utf-8")
    plan = load_plan(str(folder))
    assert [(one.id, one.role) for one in plan.aims] == [("1.1.1-00", role)]
    assert "1.1.1-00" not in plan.targets_of("city", "650100")
    assert [one.id for one in plan.aims_of("city", "650100")] == ["1.1.1-00"]
    again = load_plan(str(folder))  # from its compiled form
    assert again.aims == plan.aims
    assert next(iter(plan.every)) == "1.1.1-00"
    assert plan.size == 14


def test_a_phase_that_a_group_names_and_nobody_defines_is_told_once_at_the_group(run: Run, tmp_path: Path) -> None:
    folder = edited(tmp_path / "plan", FRAME, ('"2025": done', '"2026": done'))
    told = [one for one in run("lint", folder, "-f", "json").json["findings"] if one["code"] == "FZ704"]
    groups = (folder / FRAME).read_text("utf-8").partition("groups:")[2].partition("pace:")[0]
    assert (len(told), {one["target"] for one in told}) == (groups.count('"2026"'), {None})
    assert all("2026" in one["message"] for one in told)
