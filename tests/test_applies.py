"""Which targets a unit has to answer: by level, by the plan's jurisdiction and by its body, if it has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran, examine
from helpers.submissions import submission

from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan

LOCAL = "1.1.1-05"
EVERY_SECOND_SECTION = {f"1.2.1-0{number}" for number in range(1, 10)}
CITY = {f"1.1.1-0{number}" for number in range(1, 6)} | EVERY_SECOND_SECTION
COUNTY = {"1.1.1-01", "1.1.1-02", "1.1.1-03", *EVERY_SECOND_SECTION} - {"1.2.1-01", "1.2.1-02", "1.2.1-09"}
DEPARTMENT = {"1.1.1-02", "1.1.1-03"}
TOWNSHIP = {"1.1.1-03"}


def asked(report: FileReport) -> set[str]:
    """Return the targets that were assessed."""
    return {one.target.id for one in report.assessments}


def with_body(body: str, level: str = "department", key: str = "body") -> str:
    """Return a submission without entries of a unit that names its body."""
    return submission().replace("level: city", f"level: {level}, {key}: {body}")


@pytest.mark.parametrize(
    ("level", "targets"),
    [("city", CITY), ("county", COUNTY), ("department", DEPARTMENT), ("township", TOWNSHIP)],
)
def test_a_target_applies_to_the_levels_it_names(small: Plan, level: str, targets: set[str]):
    assert asked(examine(submission(level=level), small)) == targets


@pytest.mark.parametrize(
    ("written", "targets"), [("市级", CITY), ("县级", COUNTY), ("部门", DEPARTMENT), ("乡镇", TOWNSHIP)]
)
def test_a_level_may_be_written_in_chinese(small: Plan, written: str, targets: set[str]):
    assert asked(examine(submission(level=written), small)) == targets


@pytest.mark.parametrize("code", ["650100", "650102", "650199"])
def test_a_local_target_applies_where_the_first_four_digits_agree(small: Plan, code: str):
    report = examine(submission(code=code), small)
    assert asked(report) == CITY
    assert report.binding is True


@pytest.mark.parametrize("code", ["650200", "651100", "659001", "640100", "410300", "230400"])
def test_a_local_target_applies_nowhere_else(small: Plan, code: str):
    report = examine(submission(code=code), small)
    assert asked(report) == CITY - {LOCAL}
    assert report.binding is False


def test_a_local_target_still_asks_for_its_level(small: Plan):
    assert LOCAL not in asked(examine(submission(level="county", code="650102"), small))


@pytest.mark.parametrize("level", ["city", "county", "department", "township"])
@pytest.mark.parametrize("code", ["650000", "650100", "650121", "000000"])
def test_level_and_code_are_not_checked_against_each_other(small: Plan, level: str, code: str):
    report = examine(submission(level=level, code=code), small)
    assert report.valid
    assert asked(report)


@pytest.mark.parametrize(
    ("body", "targets"),
    [("government", {"1.1.1-02", "1.1.1-03"}), ("court", {"1.1.1-02"}), ("party", set()), ("justice", set())],
)
@pytest.mark.parametrize("key", ["body", "机构"])
def test_a_department_answers_for_what_its_body_leads(small: Plan, body: str, targets: set[str], key: str):
    report = examine(with_body(body, key=key), small)
    assert report.valid
    assert asked(report) == targets


def test_a_department_without_a_body_answers_for_all_of_its_level(small: Plan):
    assert asked(examine(submission(level="department"), small)) == DEPARTMENT


@pytest.mark.parametrize(
    ("level", "targets"),
    [("city", {"1.1.1-02"}), ("county", {"1.1.1-02"}), ("department", {"1.1.1-02"}), ("township", set())],
)
def test_a_body_narrows_what_a_unit_of_any_level_answers(small: Plan, level: str, targets: set[str]):
    assert asked(examine(with_body("court", level), small)) == targets


def test_a_body_the_plan_does_not_have_is_an_error_at_its_place(small: Plan):
    report = examine(with_body("ministry"), small)
    (found,) = [one for one in report.findings if one.code == "FZ203"]
    assert found.place is not None
    assert (found.place.line, found.place.column) == (2, 43)
    assert report.valid is False


@pytest.mark.parametrize(
    ("written", "targets"),
    [("政府", DEPARTMENT), ("法院", {"1.1.1-02"}), ("党委", set())],
    ids=["government", "court", "party"],
)
def test_a_body_may_be_written_in_chinese(small: Plan, written: str, targets: set[str]):
    # The advice of FZ203 offers just these words, and every fixed value has a Chinese twin.
    report = examine(with_body(written), small)
    assert [one.message("zh") for one in report.findings if one.code == "FZ203"] == []
    assert asked(report) == targets


@pytest.mark.parametrize(
    ("level", "code", "target"),
    [
        ("county", "650100", "1.2.1-01"),
        ("township", "650100", "1.1.1-02"),
        ("city", "410300", LOCAL),
        ("department", "650100", "1.1.1-01"),
    ],
    ids=["not-its-level", "not-a-townships", "not-its-place", "not-a-departments"],
)
def test_what_does_not_apply_gets_no_assessment_but_a_warning(small: Plan, level: str, code: str, target: str):
    report = examine(submission({target: {"status": "done"}}, level=level, code=code), small)
    assert target not in asked(report)
    assert [one.target for one in report.findings if one.code == "FZ206"] == [target]
    assert sum(report.counts().values()) == len(report.assessments)


def test_a_department_whose_body_leads_nothing_has_nothing_to_check(run: Callable[..., Ran], tmp_path: Path):
    path = tmp_path / "justice.yaml"
    path.write_text(with_body("justice"), encoding="utf-8")
    ran = run(path, "--plan", SMALL, "--format", "json")
    assert (ran.code, ran.json["exit_code"]) == (3, 3)
    assert ran.json["files"][0]["assessments"] == []
    assert ran.json["files"][0]["unit"]["body"] == "justice"


def test_the_report_says_whether_the_plan_binds_the_unit(run: Callable[..., Ran], tmp_path: Path):
    bound = {}
    for code in ("650102", "410300"):
        path = tmp_path / f"{code}.yaml"
        path.write_text(submission(code=code), encoding="utf-8")
        bound[code] = run(path, "--plan", SMALL, "--format", "json").json["files"][0]["binding"]
    assert bound == {"650102": True, "410300": False}


@pytest.mark.parametrize("written", ["党委(党组)", "党委（党组）", "party"])
def test_a_body_is_known_by_brackets_of_either_width(run: Callable[..., Ran], tmp_path: Path, written: str) -> None:
    """The plan's own name has full-width brackets, and many write the others."""
    path = tmp_path / "a.yaml"
    path.write_text(
        "计划: urumqi-14fyp\n"
        f"单位: {{名称: 某市, 层级: 市级, 代码: '990000', 机构: {written}}}\n截至: 2023-08-30\n事项: {{}}\n",
        "utf-8",
    )
    assert run(path, "-f", "json").json["files"][0]["unit"]["body"] == "party"
    assert run("targets", "--lead", written).out == run("targets", "--lead", "party").out


def test_what_is_not_asked_is_said_once_and_is_no_goal(small: Plan) -> None:
    [told] = [
        one
        for one in examine(submission({"1.1.1-02": {"status": "done"}}, level="township"), small).findings
        if one.code == "FZ206"
    ]
    assert told.message("zh").startswith("这一项不要求本单位填报（")
    assert "1.1.1-02" not in told.message("en")
    assert told.data["id"] == "1.1.1-02"
