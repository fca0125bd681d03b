"""Known findings: what is kept by content fails no more, what is new does, what is gone is told; and broken lists."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from helpers.answers import days, submissions
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import (
    ALL_GOOD,
    BROKEN,
    FLAGGED,
    MIXED,
    NO_TARGET,
    ON_ITS_ONLY_TARGET,
    PROOF,
    all_good,
    mixed,
    submission,
    township,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.cli import main
from fazhi_check.reports import FORMATS
from fazhi_check.round.baseline import read_baseline

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
LIST = "k.yaml"
PLAN = ("--plan", str(SMALL))
USED = (*PLAN, "--known", LIST)
# Verdicts of every kind, and two errors of the file beside them.
ENTRIES: dict[str, dict[str, Any]] = {
    **MIXED,
    "1.2.1-06": {"status": "under_way", "done_on": "2025-01", "备注": "甲"},
}


def put(name: str, text: str | bytes) -> None:
    """Write one file below the working folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def reported(entries: dict[str, Any] | None = None, **unit: str) -> str:
    """Return a city's submission of late 2024."""
    return submission(ENTRIES if entries is None else entries, "2024-11-15", **unit)


def keep(run: Run, *paths: str) -> Ran:
    """Write the list of what is found in the paths."""
    done = run("known", "write", *paths, *USED)
    assert (done.code, done.out) == (0, "")
    return done


def again(run: Run, *paths: str) -> Ran:
    """Check the paths with the list in use."""
    return run(*paths, *USED, "-f", "json")


def lines() -> list[str]:
    """Return the findings of the list, in its order."""
    found = re.findall(r"^    - (.*)$", Path(LIST).read_text("utf-8"), re.MULTILINE)
    return [json.loads(one) if one.startswith('"') else one for one in found]


def place_of(text: str) -> tuple[int, int]:
    """Return line and column of a finding in the list."""
    written = Path(LIST).read_text("utf-8").splitlines()
    return next((number, line.index(text) + 1) for number, line in enumerate(written, 1) if text in line)


def gone(done: Ran) -> list[tuple[str, int, int]]:
    """Return what a run says of findings that are gone: the message with its place in the list."""
    notes = [(one, file["path"]) for file in done.json["files"] for one in file["findings"] if one["code"] == "FZ801"]
    assert {(one["severity"], path) for one, path in notes} <= {("note", LIST)}
    return [(one["message"], one["line"], one["column"]) for one, _ in notes]


def new(done: Ran) -> set[str]:
    """Return what a run counts: ids of flagged targets and codes of errors."""
    files = done.json["files"]
    targets = {one["target"] for file in files for one in file["assessments"] if one["flagged"]}
    errors = [one for file in files for one in file["findings"] if one["severity"] == "error"]
    return targets | {one["code"] for one in errors if "known" not in one}


def flagged(done: Ran) -> list[str]:
    """Return the ids of what is flagged or known in the first file."""
    found = done.json["files"][0]["assessments"]
    return sorted(one["target"] for one in found if one["flagged"] or "known" in one)


# Old findings are listed as known, in every format.


@pytest.fixture
def old(run: Run, here: Path) -> Ran:
    """A submission with its list written; gives the report without the list."""
    put("a.yaml", reported())
    keep(run, "a.yaml")
    return run("a.yaml", *PLAN, "-f", "json")


def test_after_writing_nothing_is_new(run: Run, old: Ran) -> None:
    done = again(run, "a.yaml")
    assert (old.code, done.code) == (1, 0)
    assert new(done) == set()
    assert gone(done) == []
    assert done.json["counts"] == old.json["counts"]


def test_the_list_says_verdict_and_target_or_code_and_what_it_is_about(old: Ran) -> None:
    told = old.json["files"][0]["assessments"]
    verdicts = {f"{one['verdict']} {one['target']}" for one in told if one["flagged"]}
    assert {line for line in lines() if not line.startswith("FZ")} == verdicts
    errors = [line.split()[:2] for line in lines() if line.startswith("FZ")]
    assert sorted(errors) == [["FZ202", "1.2.1-06"], ["FZ301", "1.2.1-06"], ["FZ304", "1.2.1-07"]]


def test_json_marks_exactly_what_was_flagged(run: Run, old: Ran) -> None:
    before, [after] = old.json["files"][0], again(run, "a.yaml").json["files"]
    assert [one["target"] for one in after["assessments"] if one.get("known") is True] == sorted(flagged(old))
    by_id = {one["target"]: one for one in before["assessments"]}
    for one in after["assessments"]:
        known = one.pop("known", False)
        assert known == by_id[one["target"]]["flagged"]
        assert one == {**by_id[one["target"]], "flagged": False}


def test_json_marks_errors_and_what_tells_a_known_verdict(run: Run, old: Ran) -> None:
    for one in again(run, "a.yaml").json["files"][0]["findings"]:
        expected = one["severity"] == "error" or one["code"] in ("FZ401", "FZ501", "FZ502", "FZ503")
        unasked = one["target"] == "1.1.1-04"
        assert one.get("known", False) == (expected and not unasked), one


def test_known_ones_are_listed_after_new_ones(run: Run, old: Ran) -> None:
    put("a.yaml", reported(ENTRIES | {"1.1.1-02": {"status": "done"}}))
    found = again(run, "a.yaml").json["files"][0]["assessments"]
    assert [one["target"] for one in found if one["flagged"]] == ["1.1.1-02"] == [found[0]["target"]]


@pytest.mark.parametrize(
    ("lang", "title", "ending"),
    [("zh", "已知 10 项", "已知问题 13 处"), ("en", "known 10", "13 known before")],
)
@pytest.mark.parametrize("form", ["table", "markdown", "summary"])
def test_reports_for_readers_count_what_is_known(
    run: Run, old: Ran, form: str, lang: str, title: str, ending: str
) -> None:
    done = run("a.yaml", *USED, "-f", form, "--lang", lang)
    assert len(flagged(old)) == 10
    assert done.code == 0
    assert ending in done.out
    assert (title in re.sub(r"[*_()]|: ", " ", done.out).replace("  ", " ")) or form == "summary"
    assert {"zh": "检查通过", "en": "check passed"}[lang] in done.out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_reports_for_readers_list_every_known_target_and_error(run: Run, old: Ran, form: str, lang: str) -> None:
    done = run("a.yaml", *USED, "-f", form, "--lang", lang, "--show", "all")
    words = {"zh": ("已知", "不影响结论"), "en": ("known", "they fail nothing")}[lang]
    for part in (*words, *flagged(old), "FZ301", "FZ202", "FZ304"):
        assert part in done.out
    assert {"zh": "检查通过", "en": "check passed"}[lang] in done.out or form == "html"


def test_csv_has_a_column_for_it(run: Run, old: Ran) -> None:
    for lang, column, target, words in (("zh", "已知", "编号", ("是", "否")), ("en", "known", "target", ("yes", "no"))):
        done = run("a.yaml", *USED, "-f", "csv", "--lang", lang)
        told = list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))
        known = {row[target] for row in told if row[column] == words[0]}
        assert known == set(flagged(old))
        assert {row[column] for row in told} <= set(words)


def test_jsonl_marks_the_same_as_json(run: Run, old: Ran) -> None:
    done = run("a.yaml", *USED, "-f", "jsonl")
    told = [json.loads(line) for line in done.out.splitlines()]
    [file] = again(run, "a.yaml").json["files"]
    assert [one.get("target") for one in told if one.get("known")] == [
        one["target"] for kind in ("assessments", "findings") for one in file[kind] if one.get("known")
    ]
    assert told[-1]["exit_code"] == 0


def test_junit_skips_them(run: Run, old: Ran) -> None:
    suites = ET.fromstring(run("a.yaml", *USED, "-f", "junit").out)
    assert (suites.get("failures"), suites.get("errors")) == ("0", "0")
    skipped = {case.get("name", "").split()[0]: case.find("skipped") for case in suites.iter("testcase")}
    known = {name for name, one in skipped.items() if one is not None and "已知" in one.get("message", "")}
    assert known == set(flagged(old))


def test_sarif_suppresses_them(run: Run, old: Ran) -> None:
    results = run("a.yaml", *USED, "-f", "sarif").json["runs"][0]["results"]
    suppressed = [one["ruleId"] for one in results if one.get("suppressions")]
    [file] = again(run, "a.yaml").json["files"]
    assert sorted(suppressed) == sorted(one["code"] for one in file["findings"] if one.get("known"))
    assert {one["suppressions"][0]["kind"] for one in results if "suppressions" in one} == {"external"}


def test_github_annotates_none_of_them(run: Run, old: Ran) -> None:
    done = run("a.yaml", *USED, "-f", "github")
    told = [line for line in done.out.splitlines() if line.startswith(("::error", "::warning"))]
    [file] = again(run, "a.yaml").json["files"]
    assert len(told) == sum(one["severity"] != "note" and "known" not in one for one in file["findings"])
    assert "已知问题 13 处" in done.out


def test_gitlab_lowers_them_to_info(run: Run, old: Ran) -> None:
    told = run("a.yaml", *USED, "-f", "gitlab").json
    [file] = again(run, "a.yaml").json["files"]
    known = sum(one.get("known", False) for one in file["findings"])
    assert sum(one["description"].startswith("已知：") and one["severity"] == "info" for one in told) == known
    assert {one["severity"] for one in told if not one["description"].startswith("已知：")} <= {"info", "minor"}


@pytest.mark.parametrize("form", FORMATS)
def test_in_every_format_old_findings_pass_and_new_ones_fail(run: Run, old: Ran, form: str) -> None:
    assert run("a.yaml", *USED, "-f", form).code == 0
    put("a.yaml", reported(ENTRIES | {"1.1.1-02": {"status": "done"}}))
    done = run("a.yaml", *USED, "-f", form)
    assert (done.code, done.err) == (1, "")
    assert form in ("summary", "gitlab") or "1.1.1-02" in done.out


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_every_format_what_is_gone_is_told(run: Run, old: Ran, form: str, lang: str) -> None:
    put("a.yaml", reported({**ENTRIES, "1.1.1-03": ALL_GOOD["1.1.1-01"]}))
    done = run("a.yaml", *USED, "-f", form, "--lang", lang)
    assert done.code == 0
    line, _ = place_of("overdue 1.1.1-03")
    if form == "github":  # notes beyond the ten that the service shows are counted
        assert re.search(f"file={LIST},line={line}|提示 [1-9]|note [1-9]", done.out)
    elif form != "summary":
        assert LIST in done.out
        assert form == "html" or "FZ801" in done.out  # the page for people shows no codes
        assert str(line) in done.out


# What is new.


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param({"1.1.1-02": {"status": "not_started"}}, {"1.1.1-02"}, id="worse-than-before"),
        pytest.param({"1.1.1-02": {"status": "finished"}}, {"1.1.1-02", "FZ203"}, id="an-error-with-its-verdict"),
        pytest.param({"1.2.1-08": {}}, {"1.2.1-08"}, id="reported-no-more"),
        pytest.param({"1.1.1-03": {"status": "done"}}, {"1.1.1-03"}, id="another-verdict"),
        pytest.param({"1.1.1-09": {"status": "done"}}, {"FZ205"}, id="unknown-target"),
        pytest.param({"1.2.1-06": {**ENTRIES["1.2.1-06"], "注": "乙"}}, {"FZ202"}, id="another-unknown-key"),
        pytest.param({"1.1.1-01": {**ENTRIES["1.1.1-01"], "备注": "甲"}}, {"1.1.1-01", "FZ202"}, id="key-elsewhere"),
    ],
)
def test_what_was_not_there_fails(run: Run, old: Ran, change: dict[str, Any], found: set[str]) -> None:
    put("a.yaml", reported(ENTRIES | change))
    done = again(run, "a.yaml")
    assert (done.code, new(done)) == (1, found)


def test_a_changed_verdict_is_new_and_the_old_one_gone(run: Run, old: Ran) -> None:
    put("a.yaml", reported(ENTRIES | {"1.1.1-03": {"status": "done"}}))
    done = again(run, "a.yaml")
    assert (done.code, new(done)) == (1, {"1.1.1-03"})
    [(message, *place)] = gone(done)
    assert ("逾期" in message, "1.1.1-03" in message, "甲市" in message) == (True, True, True)
    assert tuple(place) == place_of("overdue 1.1.1-03")


def test_a_worse_value_under_the_same_verdict_stays_known(run: Run, old: Ran) -> None:
    put("a.yaml", reported(ENTRIES | {"1.2.1-01": {"value": 40}}))
    assert again(run, "a.yaml").code == 0


def test_what_is_known_of_one_unit_is_new_of_another(run: Run, old: Ran) -> None:
    put("b.yaml", reported(name="乙市"))
    done = again(run, "b.yaml")
    assert done.code == 1
    assert new(done) == {*flagged(old), "FZ202", "FZ301", "FZ304"}
    assert gone(done) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("name: 甲局", "name: 乙局"), id="another-office"),
        pytest.param(("body: court", "body: government"), id="another-body"),
        pytest.param(("650100", "650102"), id="another-district"),
        pytest.param(("department, body: court", "township"), id="another-level"),
    ],
)
def test_units_of_one_district_are_kept_apart(run: Run, here: Path, change: tuple[str, str]) -> None:
    text = submission("", level="department, body: court").replace("甲市", "甲局")
    put("a.yaml", text)
    keep(run, "a.yaml")
    assert again(run, "a.yaml").code == 0
    put("a.yaml", text.replace(*change))
    assert again(run, "a.yaml").code == 1


def test_only_what_is_new_counts_for_a_chosen_gate(run: Run, old: Ran) -> None:
    put("a.yaml", reported(ENTRIES | {"1.1.1-02": {"status": "not_started"}}))
    codes = {verdict: run("a.yaml", *USED, "--fail-on", verdict).code for verdict in FLAGGED}
    assert codes == {"overdue": 1, "lagging": 0, "unproven": 0, "missing": 0, "invalid": 0}


# What changes nothing.


def without_places(done: Ran) -> Any:
    """Return a report without the things that move."""
    data = done.json
    for file in data["files"]:
        file["path"] = ""
        for one in (*file["assessments"], *file["findings"]):
            one["line"] = one["column"] = None
        file["findings"].sort(key=lambda one: json.dumps(one, ensure_ascii=False))
    return data


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.yaml", "# 说明\n\n\n" + reported(), id="moved-down"),
        pytest.param("a.yaml", reported(dict(reversed(ENTRIES.items()))), id="reordered"),
        pytest.param("in/b.yml", reported(), id="renamed"),
        pytest.param("a.yaml", "\ufeff" + reported().replace("\n", "\r\n"), id="line-ends"),
        pytest.param("a.yaml", reported().replace("unit:", "单位:").replace("as_of:", "截至:"), id="chinese-keys"),
        pytest.param("a.yaml", reported().replace('"status"', '"状态"'), id="chinese-keys-of-entries"),
    ],
)
def test_findings_are_known_by_content_not_by_place(run: Run, old: Ran, name: str, text: str) -> None:
    expected = without_places(again(run, "a.yaml"))
    put(name, text)
    assert without_places(again(run, name)) == expected


def test_a_list_holds_whatever_its_language_and_order(run: Run, old: Ran) -> None:
    expected = again(run, "a.yaml").out
    assert run("known", "write", "a.yaml", *USED, "--lang", "en").code == 0
    assert again(run, "a.yaml").out == expected
    head, _, rest = Path(LIST).read_text("utf-8").partition("    - ")
    put(LIST, head + "    - " + "    - ".join(reversed([f"{line}\n" for line in rest.rstrip().split("\n    - ")])))
    assert again(run, "a.yaml").out == expected


def test_a_list_may_be_written_as_json(run: Run, old: Ran) -> None:
    group = {"plan": "small", "unit": "甲市", "code": "650100", "findings": lines()}
    put(LIST, json.dumps([group], ensure_ascii=False))
    assert again(run, "a.yaml").code == 0


def test_the_list_may_lie_anywhere_and_be_found_from_anywhere(run: Run, old: Ran, here: Path) -> None:
    (here / "else").mkdir()
    with contextlib.chdir("else"):
        assert run("../a.yaml", *PLAN, "--known", f"../{LIST}").code == 0
        assert run(here / "a.yaml", *PLAN, "--known", here / LIST).code == 0


# What is gone.


def test_a_fixed_finding_is_gone_at_its_line(run: Run, old: Ran) -> None:
    fixed = {"1.1.1-03": ALL_GOOD["1.1.1-01"], "1.2.1-06": {"status": "under_way", "done_on": "2024-01"}}
    put("a.yaml", reported(ENTRIES | fixed))
    done = again(run, "a.yaml")
    assert done.code == 0
    assert [place for _, *place in gone(done)] == [
        list(place_of(text)) for text in ("overdue 1.1.1-03", "invalid 1.2.1-06", "FZ301", "FZ202")
    ]
    assert done.json["counts"]["files"] == 1


def test_only_units_that_were_looked_at_have_findings_gone(run: Run, here: Path) -> None:
    put("a.yaml", reported())
    put("b.yaml", reported(name="乙市"))
    put("c.yaml", BROKEN)
    keep(run, "a.yaml", "b.yaml", "c.yaml")
    put("a.yaml", all_good())
    assert {message.split("“")[1].split()[0] for message, *_ in gone(again(run, "a.yaml"))} == {"甲市"}
    assert gone(again(run, "b.yaml")) == []
    put("c.yaml", all_good().replace("甲市", "丙市"))
    assert [message for message, *_ in gone(again(run, "c.yaml"))] == ["已知的“c.yaml FZ103”不再出现，可以从清单里删去"]


def test_two_files_of_one_unit_share_what_is_known(run: Run, here: Path) -> None:
    put("a.yaml", submission({"1.1.1-03": {"status": "not_started"}}, "2023-08-30", level="township"))
    put("b.yaml", submission({"1.1.1-03": {"status": "not_started"}}, "2023-09-30", level="township"))
    keep(run, "a.yaml", "b.yaml")
    assert lines() == ["overdue 1.1.1-03"]
    assert (again(run, "a.yaml").code, again(run, "b.yaml").code) == (0, 0)
    put("b.yaml", submission({"1.1.1-03": {"status": "under_way"}}, "2023-09-30", level="township"))
    assert gone(again(run, "a.yaml", "b.yaml")) == []
    assert len(gone(again(run, "b.yaml"))) == 1


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(("--select", "FZ8"), id="select"),
        pytest.param(("--ignore", "FZ402"), id="ignore"),
        pytest.param(("--section", "1.2"), id="section"),
        pytest.param(("--lead", "court"), id="lead"),
        pytest.param(("--group", "focus"), id="group"),
        pytest.param(("--phase", "2022"), id="phase"),
    ],
)
def test_a_run_that_does_not_look_at_everything_says_nothing_of_what_is_gone(
    run: Run, old: Ran, options: tuple[str, ...]
) -> None:
    put("a.yaml", reported(ENTRIES | {"1.1.1-03": ALL_GOOD["1.1.1-01"]}))
    assert len(gone(again(run, "a.yaml"))) == 1
    assert gone(run("a.yaml", *USED, "-f", "json", *options)) == []


def test_what_is_gone_and_comes_back_is_known_still(run: Run, old: Ran) -> None:
    put("a.yaml", all_good())
    assert again(run, "a.yaml").code == 0
    put("a.yaml", reported())
    assert again(run, "a.yaml").code == 0


# Files that name no unit.


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(BROKEN.encode(), id="syntax"),
        pytest.param(mixed().encode("gbk"), id="gbk"),
        pytest.param(b"", id="empty"),
        pytest.param(b"- a\n", id="a-list"),
        pytest.param(mixed().replace("plan: small\n", "").encode(), id="no-plan"),
        pytest.param(mixed().replace("plan: small", "plan: none").encode(), id="another-plan"),
        pytest.param(mixed().replace("level: city, ", "").encode(), id="no-level"),
    ],
)
def test_a_file_without_a_unit_is_known_by_its_path(run: Run, here: Path, raw: bytes) -> None:
    put("in/a.yaml", raw)
    keep(run, "in")
    assert "- path: in/a.yaml\n" in Path(LIST).read_text("utf-8")
    assert (again(run, "in").code, again(run, "in/a.yaml").code, again(run, here / "in").code) == (0, 0, 0)
    with contextlib.chdir("in"):
        assert run("a.yaml", *PLAN, "--known", f"../{LIST}").code == 0
    put("in/b.yaml", raw)
    assert again(run, "in/b.yaml").code == 1


def test_a_link_to_nothing_is_known_by_its_own_path(run: Run, here: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (here / name).symlink_to("gone.yaml" if name == "a.yaml" else "gone-too.yaml")
    keep(run, "a.yaml")
    assert (again(run, "a.yaml").code, again(run, "b.yaml").code) == (0, 1)


def test_another_error_of_a_known_broken_file_is_new(run: Run, here: Path) -> None:
    put("a.yaml", BROKEN)
    keep(run, "a.yaml")
    put("a.yaml", mixed().encode("gbk"))
    done = again(run, "a.yaml")
    assert (done.code, new(done)) == (1, {"FZ102"})


def test_standard_input_is_known_by_its_unit_or_name(run: Run, old: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    def piped(text: str, name: str) -> int:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
        return run("-", *USED, "--stdin-filename", name).code

    assert piped(reported(), "x.yaml") == 0
    put("b.yaml", BROKEN)
    keep(run, "b.yaml")
    assert (piped(BROKEN, "b.yaml"), piped(BROKEN, "c.yaml")) == (0, 1)


# Hostile texts.

PERSONAL = ("13812345678", "11010519491231002X", "１３８１２３４５６７８", "138 1234 5678")


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize(
    "where",
    [
        pytest.param(("甲市", "甲市NUMBER"), id="unit"),
        pytest.param(("under_way", "under_way, note: NUMBER"), id="note"),
        pytest.param(("under_way", "under_way, NUMBER: 1"), id="key"),
        pytest.param(("under_way", "NUMBER"), id="value"),
        pytest.param(("1.1.1-01", "NUMBER"), id="target"),
        pytest.param(('"650100"', '"650100", body: NUMBER'), id="body"),
        pytest.param(("small", "NUMBER"), id="plan"),
    ],
)
def test_personal_data_never_gets_into_the_list(run: Run, here: Path, where: tuple[str, str], number: str) -> None:
    put("a.yaml", submission("  1.1.1-01: {status: under_way}\n").replace(where[0], where[1].replace("NUMBER", number)))
    said = keep(run, "a.yaml").err
    shown = re.sub(r"[\s　]", "", said + Path(LIST).read_text("utf-8"))
    assert number.replace(" ", "")[3:-2] not in shown
    assert again(run, "a.yaml").code == 0


@pytest.mark.parametrize("number", PERSONAL[:2])
def test_personal_data_in_a_name_of_a_file_is_masked_too(run: Run, here: Path, number: str) -> None:
    put(f"{number}.yaml", BROKEN)
    keep(run, f"{number}.yaml")
    assert number not in Path(LIST).read_text("utf-8")
    assert again(run, f"{number}.yaml").code == 0


ODD = [
    "=1+1",
    "-",
    "~",
    "null",
    "true",
    "1",
    "1_0",
    "2023-01-01",
    "a: b",
    "a # b",
    "'",
    '"',
    "\\",
    "[a",
    "{a}",
    "| a",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "a\nb",
    "a\tb",
    "a  b",
    "a\u3000b",
    "a\u200bb",
    "a\u202eb",
    "a\x1b[31mb",
    "😀",
    "missing",
    "FZ301",
]


def quoted(text: str) -> str:
    """Return text as a YAML scalar in quotes."""
    return json.dumps(text).replace("\\ud83d\\ude00", "😀").replace("\x7f", "\\x7f")


@pytest.mark.parametrize("text", [*ODD, "a\u2028b", "a\x85b", "a\x7fb"], ids=ascii)
@pytest.mark.parametrize("where", ["甲市", '"650100"'], ids=["unit", "body"])
def test_a_unit_of_any_name_is_found_again(run: Run, here: Path, text: str, where: str) -> None:
    value = quoted(text) if where == "甲市" else f'"650100", body: {quoted(text)}'
    level = {} if where == "甲市" else {"level": "department"}
    put("a.yaml", submission("", **level).replace(where, value))
    keep(run, "a.yaml")
    done = again(run, "a.yaml")
    assert (done.code, new(done), gone(done)) == (0, set(), [])


ABOUT = {
    "target": "  TEXT: {status: done}\n",
    "key": "  1.1.1-01: {status: under_way, TEXT: 1}\n",
    "value": "  1.1.1-01: {status: TEXT}\n",
}


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        pytest.param(entry, text, id=f"{name}-{text!a}")
        for name, entry in ABOUT.items()
        for text in (*ODD, "a\u2028b", "a\x85b", "a\x7fb")
    ],
)
def test_an_error_about_any_text_is_found_again(run: Run, here: Path, entry: str, text: str) -> None:
    put("a.yaml", submission(entry.replace("TEXT", quoted(text))))
    keep(run, "a.yaml")
    done = again(run, "a.yaml")
    assert (done.code, new(done), gone(done)) == (0, set(), [])


@pytest.mark.parametrize("name", ["a b.yaml", "-a.yaml", "a: b.yaml", "#.yaml", "'\".yaml", "甲.yaml", "a\u200b.yaml"])
def test_a_file_of_any_name_is_found_again(run: Run, here: Path, name: str) -> None:
    put(name, BROKEN)
    assert run("known", "write", *USED, "--", name).code == 0
    assert run(*USED, "--", name).code == 0


def test_a_file_whose_name_is_no_utf8_is_found_again(run: Run, here: Path) -> None:
    put("in/\udcff.yaml", BROKEN)
    keep(run, "in")
    assert again(run, "in").code == 0


# Writing the list.


def test_writing_says_how_many_are_new_and_gone(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    assert keep(run, "a.yaml").err == f"{LIST}：登记 1 条，其中新增 1 条，去掉 0 条\n"
    assert keep(run, "a.yaml").err == f"{LIST}：登记 1 条，其中新增 0 条，去掉 0 条\n"
    put("a.yaml", township("unproven"))
    done = run("known", "write", "a.yaml", *USED, "--lang", "en")
    assert done == Ran(0, "", f"{LIST}: 1 known findings, 1 of them new, 1 taken off\n")
    assert lines() == ["unproven 1.1.1-03"]


def test_writing_for_some_files_keeps_what_the_list_has_of_others(run: Run, here: Path) -> None:
    put("in/a.yaml", mixed())
    put("in/b.yaml", mixed(code="230400", name="鹤岗市"))
    put("in/c.yaml", BROKEN)
    keep(run, "in")
    whole = read_baseline(LIST).places.keys()
    for one in ("in/a.yaml", "in/b.yaml", "in/c.yaml"):
        said = keep(run, one).err
        assert read_baseline(LIST).places.keys() == whole, one
        assert "新增 0 条，去掉 0 条，其他单位的 " in said
    assert run("in", *PLAN, "--known", LIST).code == 0
    put("in/b.yaml", all_good().replace("甲市", "鹤岗市").replace("650100", "230400"))
    keep(run, "in/b.yaml")
    assert {known.owner.unit for known in read_baseline(LIST).places} == {"甲市", ""}


def test_writing_keeps_nothing_but_what_is_found(run: Run, old: Ran) -> None:
    first = Path(LIST).read_text("utf-8")
    put(LIST, "# 我的说明\n" + first + "    - missing 9.9.9-99\n- path: x.yaml\n  findings: [FZ103]\n")
    said = keep(run, "a.yaml").err
    assert Path(LIST).read_text("utf-8") == first
    assert "去掉 2 条" in said


def test_writing_twice_writes_the_same(run: Run, old: Ran) -> None:
    first = Path(LIST).read_bytes()
    keep(run, "a.yaml")
    assert Path(LIST).read_bytes() == first
    assert b"\r" not in first


def test_what_is_known_already_is_written_again(run: Run, old: Ran) -> None:
    put("a.yaml", reported(ENTRIES | {"1.1.1-02": {"status": "not_started"}}))
    before = lines()
    keep(run, "a.yaml")
    assert set(lines()) == {*before, "overdue 1.1.1-02"}


def test_only_what_can_fail_a_gate_is_written(run: Run, here: Path) -> None:
    for verdict in ON_ITS_ONLY_TARGET:
        put("a.yaml", township(verdict))
        keep(run, "a.yaml")
        found = [line for line in lines() if not line.startswith("FZ")]
        assert found == ([f"{verdict} 1.1.1-03"] if verdict in FLAGGED else [])


@pytest.mark.parametrize("text", [all_good(), NO_TARGET], ids=["good", "no-target"])
def test_a_list_of_nothing_is_a_list(run: Run, here: Path, text: str) -> None:
    put("a.yaml", text)
    assert "登记 0 条" in keep(run, "a.yaml").err
    alone, beside = run("a.yaml", *PLAN, "-f", "json"), again(run, "a.yaml")
    assert (beside.code, beside.json) == (alone.code, alone.json)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("说明文字\n", id="text"),
        pytest.param(mixed(), id="a-submission"),
        pytest.param('{"files": []}', id="json"),
        pytest.param("- {target: 1.1.1-03, reason: 甲, approved_by: 乙, granted: 2023-01-01}\n", id="waivers"),
        pytest.param("- {findings: [missing 1.1.1-03]}\n", id="whose"),
        pytest.param("- {path: a.yaml, findings: [mising 1.1.1-03]}\n", id="a-slip-in-a-list"),
        pytest.param("- [\n", id="broken"),
        pytest.param("规划".encode("gbk"), id="gbk"),
        pytest.param(b"\x89PNG\0", id="binary"),
    ],
)
def test_a_file_that_is_no_list_is_not_written_over(run: Run, here: Path, content: str | bytes) -> None:
    put("a.yaml", township("overdue"))
    put(LIST, content)
    before = Path(LIST).read_bytes()
    done = run("known", "write", "a.yaml", *USED)
    assert (done.code, done.out) == (2, "")
    assert LIST in done.err
    assert Path(LIST).read_bytes() == before
    assert "Traceback" not in done.err


@pytest.mark.parametrize("content", ["", "[]\n", "# 空\n", "~\n"])
def test_an_empty_file_may_be_written_over(run: Run, here: Path, content: str) -> None:
    put("a.yaml", township("overdue"))
    put(LIST, content)
    assert "新增 1 条" in keep(run, "a.yaml").err


def test_a_checked_file_is_not_written_over(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    done = run("known", "write", "a.yaml", *PLAN, "--known", "a.yaml")
    assert (done.code, done.out) == (2, "")
    assert Path("a.yaml").read_text("utf-8") == township("overdue")


def test_a_list_that_cannot_be_written_is_told_and_leaves_nothing(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    done = run("known", "write", "a.yaml", *PLAN, "--known", "a.yaml/k.yaml")
    assert (done.code, done.out) == (2, "")
    assert "a.yaml/k.yaml 写不进去：路径中有一段不是文件夹" in done.err
    assert [path.name for path in here.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    ("args", "named"),
    [
        pytest.param(("write", "a.yaml", *PLAN), "--known", id="nowhere-to-write"),
        pytest.param(("writ", "a.yaml", *USED), "write", id="another-word"),
        pytest.param(("write", *USED), "PATH", id="no-path"),
        pytest.param(("write", "b.yaml", *USED), "b.yaml", id="no-such-path"),
        pytest.param(("write", "a.yaml", *USED, "--plan", "smal"), "urumqi-14fyp", id="no-such-plan"),
        pytest.param(("write", "a.yaml", *USED, "--knwon", "x"), "--known", id="unknown-option"),
        pytest.param((), "write", id="nothing"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wrong_usage_writes_nothing(run: Run, here: Path, args: tuple[str, ...], named: str, lang: str) -> None:
    put("a.yaml", township("overdue"))
    done = run("known", *args, "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert named in done.err
    assert [path.name for path in here.iterdir()] == ["a.yaml"]


def test_the_settings_may_name_the_list(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    put("fazhi-check.toml", f'plan = "{SMALL.as_posix()}"\nknown = "{LIST}"\n')
    assert run("a.yaml").code == 2
    assert run("known", "write", "a.yaml").code == 0
    assert run("a.yaml").code == 0


def test_the_list_is_no_submission_of_the_folder_it_lies_in(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    for _ in range(2):
        keep(run, ".")
        assert lines() == ["overdue 1.1.1-03"]
    assert [one["path"] for one in again(run, ".").json["files"]] == ["./a.yaml"]


def test_an_absent_list_is_wrong_usage_that_says_how_to_make_it(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    for lang in ("zh", "en"):
        done = run("a.yaml", *USED, "--lang", lang)
        assert (done.code, done.out) == (2, "")
        assert (LIST in done.err, "fazhi-check known write" in done.err) == (True, True)


# Broken lists.

GROUP = '- {plan: small, unit: 甲市, level: township, code: "650100", findings: [%s]}\n'


@pytest.mark.parametrize(
    ("text", "place", "code", "zh", "en"),
    [
        pytest.param("- {plan: [\n", (1, 10), "FZ103", "", "", id="syntax"),
        pytest.param("plan: small\n", (1, 1), "FZ203", "列表", "list", id="no-list"),
        pytest.param("- 甲\n", (1, 3), "FZ203", "键", "key", id="no-mapping"),
        pytest.param(GROUP % "mising 1.1.1-03", (1, 71), "FZ203", "是不是 missing", "mean missing?", id="verdict"),
        pytest.param(GROUP % "FZ3001 1.1.1-03", (1, 71), "FZ203", "是不是 FZ301", "mean FZ301?", id="code"),
        pytest.param(GROUP % "met 1.1.1-03", (1, 71), "FZ203", "overdue", "overdue", id="not-flagged"),
        pytest.param(GROUP % "''", (1, 71), "FZ203", "missing 3.3.2-01", "missing 3.3.2-01", id="empty"),
        pytest.param(GROUP % "[missing]", (1, 71), "FZ203", "", "", id="a-list-in-the-list"),
        pytest.param(
            "- path: a.yaml\n  findngs: []\n", (2, 3), "FZ202", "是不是“findings”", "mean findings?", id="key"
        ),
        pytest.param("- path: a.yaml\n", (1, 3), "FZ201", "findings", "findings", id="no-findings"),
        pytest.param("- findings: [FZ103]\n", (1, 3), "FZ201", "plan", "plan", id="whose"),
        pytest.param("- {plan: small, findings: []}\n", (1, 3), "FZ201", "unit", "unit", id="no-unit"),
        pytest.param("- {path: a.yaml, path: b.yaml, findings: []}\n", (1, 18), "FZ104", "path", "path", id="twice"),
        pytest.param("- path: a.yaml\n  findings: FZ103\n", (2, 13), "FZ203", "列表", "list", id="findings-as-text"),
        pytest.param("规划\n".encode("gbk"), (1, 1), "FZ102", "GBK", "GBK", id="gbk"),
        pytest.param("[]\n---\n[]\n", (None, None), "FZ106", "", "", id="two-documents"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_broken_list_is_told_with_its_place(
    run: Run, here: Path, text: str | bytes, place: tuple[int, int], code: str, zh: str, en: str, lang: str
) -> None:
    put("a.yaml", township("met"))
    put(LIST, text)
    done = run("a.yaml", *USED, "-f", "json", "--lang", lang)
    found = {one["code"]: one for one in done.json["files"][1]["findings"] if one["severity"] == "error"}
    assert (done.code, done.json["files"][1]["path"], done.json["counts"]["files"]) == (1, LIST, 1)
    one = found[code]
    assert all(expected in (None, at) for at, expected in zip((one["line"], one["column"]), place, strict=True))
    assert (zh if lang == "zh" else en) in one["message"]


def test_a_slip_in_one_line_leaves_the_others_in_force(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    put(LIST, GROUP % "mising 1.1.1-03, overdue 1.1.1-03, FZ9 x")
    done = again(run, "a.yaml")
    assert done.json["files"][0]["assessments"][0].get("known") is True
    assert [(one["code"], one["column"]) for one in done.json["files"][1]["findings"]] == [
        ("FZ203", 71),
        ("FZ203", 106),
    ]


def test_a_broken_list_passes_where_errors_do_not_count(run: Run, here: Path) -> None:
    put("a.yaml", township("met"))
    put(LIST, "plan: small\n")
    assert run("a.yaml", *USED, "--fail-on", "overdue").code == 0
    assert run("a.yaml", *USED, "--fail-on", "never").code == 0


def test_a_list_is_a_folder(run: Run, here: Path) -> None:
    put("a.yaml", township("met"))
    (here / LIST).mkdir()
    done = again(run, "a.yaml")
    assert (done.code, [one["code"] for one in done.json["files"][1]["findings"]]) == (1, ["FZ101"])


# Beside waivers, and the schema.

WAIVER = "- {target: 1.1.1-03, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: %s}\n"


def test_what_is_waived_is_not_written_and_counts_as_waived(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    put("w.yaml", WAIVER % "2024-12-31")
    waived = (*USED, "--waivers", "w.yaml")
    assert run("known", "write", "a.yaml", *waived).code == 0
    assert lines() == []
    done = run("a.yaml", *waived, "-f", "json")
    [one] = done.json["files"][0]["assessments"]
    assert (done.code, one["waived"]["reason"], "known" in one) == (0, "机构改革", False)
    assert again(run, "a.yaml").code == 1


def test_what_is_waived_is_not_gone(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    put("w.yaml", WAIVER % "2024-12-31")
    keep(run, "a.yaml")
    assert gone(run("a.yaml", *USED, "--waivers", "w.yaml", "-f", "json")) == []


def test_an_expired_waiver_stays_an_error_beside_a_known_verdict(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    put("w.yaml", WAIVER % "2023-06-30")
    keep(run, "a.yaml")
    done = run("a.yaml", *USED, "--waivers", "w.yaml", "-f", "json")
    assert (done.code, new(done)) == (1, {"FZ601"})


@pytest.mark.parametrize("text", [reported(), BROKEN, all_good()], ids=["flagged", "broken", "good"])
def test_the_written_list_is_valid_by_its_schema(run: Run, here: Path, text: str) -> None:
    import jsonschema
    from ruamel.yaml import YAML

    put("a.yaml", text)
    keep(run, "a.yaml")
    schema = run("schema", "known").json
    jsonschema.validate(YAML(typ="safe", pure=True).load(Path(LIST)), schema)


@pytest.mark.parametrize(
    "name",
    [
        *ODD[:4],
        pytest.param("true"),
        pytest.param("no"),
        "1",
        "0x1",
        "1e3",
        "2023-01-01",
        "a: b",
        pytest.param("a\ufffe"),
    ],
    ids=ascii,
)
def test_other_readers_of_yaml_read_the_same_names(run: Run, here: Path, name: str) -> None:
    from ruamel.yaml import YAML

    put("a.yaml", submission("").replace("甲市", json.dumps(name)))
    keep(run, "a.yaml")
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 1)  # type: ignore[assignment]
    assert [group["unit"] for group in reader.load("%YAML 1.1\n---\n" + Path(LIST).read_text("utf-8"))] == [name]


# The law: after writing, nothing is new.

slips = st.sampled_from(
    [
        {},
        {"9.9.9-99": {"status": "done"}},
        {"1.1.1-01": {"status": "done", "done_on": "2030-01", "备注": "甲: 乙 # 丙"}},
        {"1.1.1-02": {"status": "under_way", "note": "电话 13812345678"}},
        {"1.2.1-03": {"covered": 41, "total": 40}},
        {"1.2.1-01": {"value": "约 = 3", "evidence": [PROOF["figure"] | {"date": "2019-13"}]}},
        {"1.2.1-05": {"by_year": {"2022": "?", "十二": 3}}},
    ]
)
heads = st.sampled_from(
    [("", ""), ("level: city", "level: county"), ("level: city", "level: province"), ("650100", "230400"), ("{", "[")]
)


def in_a_folder(texts: list[str], *commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return exit code and output of commands run where the texts lie as files."""
    done: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for number, text in enumerate(texts):
            put(f"in/{number}.yaml", text)
        for command in commands:
            out = io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
                done.append((main(list(command)), out.getvalue()))
    return done


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.tuples(submissions, slips, heads, days), min_size=1, max_size=3))
def test_after_writing_no_check_fails_and_no_count_changes(parts: list[tuple[Any, Any, tuple[str, str], Any]]) -> None:
    texts = [submission(one | slip, day.isoformat()).replace(*head) for one, slip, head, day in parts]
    check = ("in", *PLAN, "-f", "json")
    before, written, after = in_a_folder(texts, check, ("known", "write", "in", *USED), (*check, "--known", LIST))
    assert written == (0, "")
    assert after[0] in (0, 3)
    assert json.loads(after[1])["counts"] == json.loads(before[1])["counts"]
    assert "FZ801" not in after[1]


def test_a_verdict_may_be_named_by_the_code_that_a_line_a_finding_prints(run: Run, here: Path) -> None:
    put("a.yaml", mixed())
    keep(run, "a.yaml")
    verdicts = {"missing": "FZ501", "overdue": "FZ502", "lagging": "FZ503", "unproven": "FZ401"}
    text = Path(LIST).read_text("utf-8")
    for verdict, code in verdicts.items():
        text = text.replace(f"- {verdict} ", f"- {code} ")
    put(LIST, text)
    assert "FZ501" in text
    done = run("a.yaml", *USED, "-f", "json")
    assert (done.code, gone(done)) == (0, [])
