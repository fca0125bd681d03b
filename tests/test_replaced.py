"""Targets that a later edition replaced: they are asked no more, and who answers an old id is told the new one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.plans import plain, problems, section
from helpers.project import SMALL
from helpers.running import Ran, examine
from helpers.submissions import edited, mixed, submission
from jsonschema import Draft202012Validator

from fazhi_check.pages.schemas import plan_schema, submission_schema
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import compile_plan, load_plan, plan_files
from fazhi_check.trace.plan import trace_plan

Run = Callable[..., Ran]
A, B = "1.1-a.yaml", "1.2-b.yaml"
TITLES = {"1.1.1-01": "设立机构", "1.1.1-02": "完善制度", "1.1.1-03": "健全机制", "1.1.1-04": "探索新方式"}


def edition(folder: Path, **replaced: str) -> Path:
    """Write a copy of the small plan in which targets of section 1.1, by the end of their id, are replaced."""
    changes = [
        (f"    title: {TITLES[old]}\n", f"    title: {TITLES[old]}\n    replaced_by: {new}\n")
        for old, new in ((f"1.1.1-{number.removeprefix('n')}", new) for number, new in replaced.items())
    ]
    return edited(folder, A, *changes)


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The small plan in an edition without 1.1.1-02, which 1.1.1-03 replaces."""
    return edition(tmp_path / "plan", n02="1.1.1-03")


# What it is no longer.


def test_it_is_no_target_of_the_plan(later: Path, small: Plan) -> None:
    plan = load_plan(str(later))
    assert [target.id for target in plan.targets] == [t.id for t in small.targets if t.id != "1.1.1-02"]
    assert plan.replaced == {"1.1.1-02": ("1.1.1-03",)}
    assert plan.targets == tuple(target for target in small.targets if target.id != "1.1.1-02")


def test_it_is_not_listed_and_the_listing_has_no_new_field(run: Run, later: Path) -> None:
    before, after = (run("targets", "--plan", folder, "-f", "json").json for folder in (SMALL, later))
    assert after["targets"] == [target for target in before["targets"] if target["id"] != "1.1.1-02"]
    assert after["plan"] == before["plan"]
    for form in ("table", "markdown", "csv"):
        assert "完善制度" not in run("targets", "--plan", later, "-f", form).out


def test_it_is_not_asked_judged_or_counted(run: Run, tmp_path: Path, later: Path) -> None:
    blank = run("init", "--plan", later, "--unit", "甲", "--level", "city", "--code", "650100").out
    assert "1.1.1-02:" not in blank
    path = tmp_path / "a.yaml"
    path.write_text(mixed(), "utf-8")
    before, after = (run(path, "--plan", folder, "-f", "json").json["files"][0] for folder in (SMALL, later))
    assert after["assessments"] == [one for one in before["assessments"] if one["target"] != "1.1.1-02"]
    assert after["plan"]["targets"] == before["plan"]["targets"] - 1
    assert sum(after["counts"].values()) == sum(before["counts"].values()) - 1


def test_the_schema_of_submissions_does_not_take_its_id(later: Path) -> None:
    listed = submission_schema(load_plan(str(later)))["$defs"]["entries"]["properties"]
    assert "1.1.1-02" not in listed
    assert "1.1.1-03" in listed


def test_its_anchors_are_not_looked_for_and_cover_nothing(tmp_path: Path) -> None:
    folder = edition(tmp_path / "plan", n02="1.1.1-03")
    plan = written(plan_files(str(folder)).files)
    anchors = [anchor for target in plan.targets for anchor in target.spec.anchors]
    assert trace_plan(plan, "。".join(anchors)).ok
    with_old = trace_plan(plan, "。".join([*anchors, "完善有关制度"]))
    assert [sentence.piece.text for sentence in with_old.of("uncovered")] == ["完善有关制度"]


# What an old id is told.


@pytest.mark.parametrize(
    ("replaced", "zh", "en"),
    [
        pytest.param(
            {"n02": "1.1.1-03"},
            "已由 1.1.1-03“健全机制”取代，请把这一项移到新编号下",
            "replaced by 1.1.1-03 (Improve the mechanism): move this entry under the new id",
            id="one",
        ),
        pytest.param(
            {"n02": "[1.1.1-03, 1.2.1-06]"},
            "已由 1.1.1-03“健全机制”、1.2.1-06“",
            "replaced by 1.1.1-03 (Improve the mechanism), 1.2.1-06 (",
            id="split",
        ),
        pytest.param(
            {"n01": "1.1.1-02", "n02": "1.1.1-03"}, "已由 1.1.1-03“健全机制”取代", "1.1.1-03 (Improve", id="chain"
        ),
    ],
)
def test_an_entry_under_an_old_id_is_told_the_new_one(
    tmp_path: Path, replaced: dict[str, str], zh: str, en: str
) -> None:
    plan = load_plan(str(edition(tmp_path / "plan", **replaced)))
    old = f"1.1.1-{min(replaced).removeprefix('n')}"
    report = examine(submission(f"  {old}: {{status: done}}\n"), plan)
    [finding] = [finding for finding in report.findings if finding.code == "FZ205"]
    assert (finding.at, finding.target, report.valid) == (":5:3", old, False)
    assert zh in finding.message("zh")
    assert en in finding.message("en")


def test_other_unknown_ids_are_told_as_before(later: Path, small: Plan) -> None:
    text = submission("  1.1.1-99: {status: done}\n  x: {}\n")
    said = [
        [f.message("zh") for f in examine(text, plan).findings if f.code == "FZ205"]
        for plan in (small, load_plan(str(later)))
    ]
    assert said[0][1:] == said[1][1:]
    assert "取代" not in "".join(said[1])


# Chains and splits.


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        pytest.param({"n01": "[1.1.1-03]"}, {"1.1.1-01": ("1.1.1-03",)}, id="a-list-of-one"),
        pytest.param(
            {"n01": "1.1.1-02", "n02": "1.1.1-03"}, {"1.1.1-01": ("1.1.1-03",), "1.1.1-02": ("1.1.1-03",)}, id="chain"
        ),
        pytest.param(
            {"n01": "[1.1.1-02, 1.2.1-01]", "n02": "[1.1.1-03, 1.1.1-05]"},
            {"1.1.1-01": ("1.1.1-03", "1.1.1-05", "1.2.1-01"), "1.1.1-02": ("1.1.1-03", "1.1.1-05")},
            id="a-split-of-a-split",
        ),
        pytest.param(
            {"n01": "[1.1.1-02, 1.1.1-03]", "n02": "1.1.1-03"},
            {"1.1.1-01": ("1.1.1-03",), "1.1.1-02": ("1.1.1-03",)},
            id="two-ways-to-one",
        ),
    ],
)
def test_the_last_ids_are_kept(tmp_path: Path, replaced: dict[str, str], expected: dict[str, tuple[str, ...]]) -> None:
    folder = str(edition(tmp_path / "plan", **replaced))
    assert load_plan(folder).replaced == expected
    assert load_plan(folder).replaced == expected  # compiled before


# A plan without any.


def test_a_plan_without_replaced_targets_is_compiled_as_before(small: Plan) -> None:
    data = json.loads(compile_plan(plan_files(str(SMALL))))
    assert "replaced" not in data
    assert not any("replaced_by" in target for target in data["targets"])
    assert small.replaced == {}


@pytest.mark.parametrize("form", [1, 2])
def test_a_compiled_plan_without_the_field_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: int) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_plan(str(SMALL))
    [kept] = (tmp_path / "cache").rglob("*.json")
    kept.rename(kept.with_name(kept.name.rpartition("-")[0] + f"-{form}.json"))
    assert load_plan(str(SMALL)).replaced == {}


def test_a_compiled_plan_with_a_wrong_field_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_plan(str(later))
    [kept] = (tmp_path / "cache").rglob("*.json")
    kept.write_text(json.dumps(json.loads(kept.read_text("utf-8")) | {"replaced": [1]}), "utf-8")
    assert load_plan(str(later)).replaced == {"1.1.1-02": ("1.1.1-03",)}


# What lint says.


def told(folder: Path) -> list[tuple[str, str, int, str]]:
    """Return code, target, line and message of each finding on a plan."""
    plan = written(plan_files(str(folder)).files)
    return [(f.code, f.target or "", f.place.line if f.place else 0, f.message("zh")) for f in lint(plan)]


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        pytest.param({"n02": "1.1.1-09"}, [("1.1.1-02", "由 1.1.1-09 取代：规划里没有这个编号")], id="unknown"),
        pytest.param({"n02": '""'}, [("1.1.1-02", "规划里没有这个编号")], id="empty"),
        pytest.param({"n02": "1.1.1-02"}, [("1.1.1-02", "它就是本项")], id="itself"),
        pytest.param(
            {"n02": "[1.1.1-03, 1.1.1-02]"}, [("1.1.1-02", "由 1.1.1-02 取代：它就是本项")], id="itself-in-a-list"
        ),
        pytest.param(
            {"n01": "1.1.1-02", "n02": "1.1.1-01"},
            [
                ("1.1.1-01", "由 1.1.1-02 取代：取代关系绕回了本项"),
                ("1.1.1-02", "由 1.1.1-01 取代：取代关系绕回了本项"),
            ],
            id="circle-of-two",
        ),
        pytest.param(
            {"n01": "1.1.1-02", "n02": "1.1.1-03", "n03": "1.1.1-02"},
            [("1.1.1-02", "绕回"), ("1.1.1-03", "绕回")],
            id="into-a-circle",
        ),
        pytest.param({"n01": "1.1.1-02", "n02": "1.1.1-03"}, [], id="chain"),
    ],
)
def test_unsound_successors_are_found(
    tmp_path: Path, replaced: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = told(edition(tmp_path / "plan", **replaced))
    assert [(code, target) for code, target, _, _ in found] == [("FZ712", target) for target, _ in expected]
    assert all(part in one[3] for one, (_, part) in zip(found, expected, strict=True))


def test_the_place_is_that_of_the_field(tmp_path: Path) -> None:
    folder = edition(tmp_path / "plan", n02="1.1.1-09")
    lines = (folder / A).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "replaced_by" in text)
    assert problems(folder) == [(f"{A}:{line}:{lines[line - 1].index('1.1.1-09') + 1}", "FZ712")]


@pytest.mark.parametrize("value", ["[]", "{a: b}", "[[1.1.1-03]]", "[{a: b}]"])
def test_it_takes_an_id_or_a_list_of_ids(tmp_path: Path, value: str) -> None:
    assert [code for _, code in problems(edition(tmp_path / "plan", n02=value))] == ["FZ203"]


@pytest.mark.parametrize("value", ["", "~"])
def test_nothing_written_is_not_replaced(tmp_path: Path, value: str, small: Plan) -> None:
    assert load_plan(str(edition(tmp_path / "plan", n02=value))).targets == small.targets


def test_its_id_order_and_title_are_still_checked(tmp_path: Path, later: Path) -> None:
    assert [code for code, *_ in told(edited(later, A, ("id: 1.1.1-02", "id: 1.1.1-01")))] == ["FZ701"]
    other = edition(tmp_path / "other", n02="1.1.1-03")
    assert [code for code, *_ in told(edited(other, A, ("id: 1.1.1-02", "id: 1.1.1-09")))] == ["FZ702"]
    third = edition(tmp_path / "third", n02="1.1.1-03")
    assert [code for code, *_ in told(edited(third, A, ("title: 完善制度", f"title: {'完' * 31}")))] == ["FZ703"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("    anchors: [完善有关制度]\n", ""), id="no-anchors"),
        pytest.param(("完善有关制度", "短"), id="a-short-anchor"),
        pytest.param(("    group: focus\n", "    group: gone\n"), id="a-group-of-the-old-edition"),
        pytest.param(("    group: focus\n", ""), id="no-deadline"),
        pytest.param(("    group: focus\n", '    schedule: {"2020-12-31": done}\n'), id="a-deadline-of-the-old-period"),
        pytest.param(("[government, court]", "[police]"), id="a-body-of-the-old-edition"),
        pytest.param(("title: 完善制度", "title: 健全机制"), id="the-title-of-its-successor"),
    ],
)
def test_what_else_it_says_is_of_the_old_edition_and_not_checked(later: Path, change: tuple[str, str]) -> None:
    assert told(edited(later, A, change)) == []
    assert load_plan(str(later)).replaced == {"1.1.1-02": ("1.1.1-03",)}


def test_lint_counts_only_what_is_asked(run: Run, later: Path) -> None:
    assert "13" in run("lint", later).out


def test_it_may_stand_in_another_section_than_its_successor(tmp_path: Path) -> None:
    assert load_plan(str(edition(tmp_path / "plan", n02="1.2.1-01"))).replaced == {"1.1.1-02": ("1.2.1-01",)}


# Its page and its schema.


@pytest.mark.parametrize(("lang", "part"), [("zh", "replaced_by"), ("en", "replaced_by")])
def test_its_rule_is_explained(run: Run, lang: str, part: str) -> None:
    done = run("explain", "FZ712", "--lang", lang)
    assert done.code == 0
    assert part in done.out


@pytest.mark.parametrize("value", ["1.1.1-03", ["1.1.1-03"], ["1.1.1-03", "1.2.1-01"]])
def test_the_schema_of_plans_takes_it(value: object) -> None:
    Draft202012Validator(plan_schema()).validate(section(replaced_by=value))


@pytest.mark.parametrize("value", [[], {"a": "b"}, [["1.1.1-03"]], [3]])
def test_the_schema_of_plans_refuses_what_lint_refuses(value: object) -> None:
    assert not Draft202012Validator(plan_schema()).is_valid(section(replaced_by=value))


def test_a_file_with_it_is_valid_against_the_schema(later: Path) -> None:
    Draft202012Validator(plan_schema()).validate(plain((later / A).read_text("utf-8")))


def test_explaining_an_old_id_explains_the_new_one(run: Run, tmp_path: Path) -> None:
    done = run("explain", "1.1.1-02", "--plan", edition(tmp_path / "plan", **{"02": "1.1.1-03"}))
    assert done.code == 0
    assert "1.1.1-02 已由 1.1.1-03 取代" in done.out
    assert TITLES["1.1.1-03"] in done.out
