"""What a round asks of a unit: its level's tasks or those assigned, more or less by rows, nodes on the way."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.rounds import row

from fazhi_check.assess import Duty, aims_of
from fazhi_check.plan.store import load_plan
from fazhi_check.round.course import Course
from fazhi_check.round.duties import Duties
from fazhi_check.round.members import Members
from fazhi_check.round.rows import Assignment, Head, Member, Round
from fazhi_check.submission.records import Unit

PLAN = load_plan("urumqi-14fyp")
CITY = row("乌鲁木齐市", "city", "650100")
TIANSHAN = row("天山区", within="乌鲁木齐市")
SHAYBAK = row("沙依巴克区", code="650103", within="乌鲁木齐市")
JUSTICE = row("市司法局", "department", "650100", assigned=["3.3.2"])
CULTURE = row("市文旅局", "department", "650100")
ITEM = [one.id for one in PLAN.targets if one.item == "3.3.2"]
SECTION = [one.id for one in PLAN.targets if one.section == "3.3"]
STONE = next(one for one in ITEM if PLAN.by_id[one].measure.kind == "milestone")
STANDING = next(one.id for one in PLAN.targets if one.measure.kind == "standing")
FIELD = PLAN.fields[0]


def duties(units: list[dict[str, Any]], *rows: dict[str, Any]) -> Duties:
    """Return what some units are asked by some rows."""
    members = Members([Member.model_validate(one) for one in units], PLAN)
    return Duties(members, PLAN, [Assignment.model_validate(one) for one in rows])


def asked(found: Duties, name: str) -> list[str]:
    """Return the tasks that a unit is asked, by its name."""
    member = found.members.unit_named(name)
    assert member
    return list(found.asked(member))


def level(one: dict[str, Any]) -> list[str]:
    """Return what the plan asks of a unit by itself."""
    return list(PLAN.targets_of(one["level"], one["code"]))


def said(found: Duties) -> list[str]:
    return [one.what.zh for one in found.faults()]


def test_without_rows_levels_decide_and_a_department_has_its_own_list():
    found = duties([CITY, TIANSHAN, JUSTICE])
    assert asked(found, "乌鲁木齐市") == level(CITY)
    assert asked(found, "天山区") == level(TIANSHAN)
    assert asked(found, "司法局") == ITEM
    assert found.of(found.members.unit_named("天山区")) == Duty()  # type: ignore[arg-type]
    assert not said(found)


def test_a_list_of_its_own_stands_in_place_of_the_level():
    found = duties([{**TIANSHAN, "assigned": ["3.3.2-01"]}, SHAYBAK])
    assert asked(found, "天山区") == ["3.3.2-01"]
    assert asked(found, "沙依巴克区") == level(SHAYBAK)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        (STONE, [STONE]),
        ("3.3.2", ITEM),
        ("3.3", SECTION),
        (FIELD.id, [one.id for one in PLAN.targets if one.field == FIELD.id]),
        (FIELD.title, [one.id for one in PLAN.targets if one.field == FIELD.id]),
    ],
)
def test_a_task_an_item_a_section_or_a_field_is_assigned_and_comes_to_its_tasks(name: str, ids: list[str]):
    assert ids
    assert asked(duties([{**JUSTICE, "assigned": [name]}]), "市司法局") == ids
    assert asked(duties([CULTURE], {"task": name, "lead": "文旅局"}), "市文旅局") == ids


def test_rows_add_to_those_who_lead_and_carry_out_and_not_to_those_who_support():
    found = duties([TIANSHAN, SHAYBAK, JUSTICE, CULTURE], {"task": "4.3", "lead": "市司法局", "support": ["市文旅局"]})
    chapter = [one.id for one in PLAN.targets if one.section == "4.3"]
    assert asked(found, "市司法局") == [one.id for one in PLAN.targets if one.id in {*ITEM, *chapter}]
    assert asked(found, "市文旅局") == []
    culture = found.members.unit_named("市文旅局")
    assert culture
    assert found.supporting(culture) == chapter


def test_counties_are_all_or_some():
    only = next(one.id for one in PLAN.targets if "county" not in one.applies_to)
    for counties, who in (
        ("全部", ["天山区", "沙依巴克区"]),
        ("all", ["天山区", "沙依巴克区"]),
        ("天山区", ["天山区"]),
    ):
        found = duties([CITY, TIANSHAN, SHAYBAK, JUSTICE], {"task": only, "counties": counties})
        assert [one for one in ("天山区", "沙依巴克区", "市司法局") if only in asked(found, one)] == who
        assert set(asked(found, who[0])) == {*level(TIANSHAN), only}


def test_what_is_not_asked_this_time_is_taken_from_those_named_or_from_all():
    some = ITEM[0]
    named = duties([TIANSHAN, SHAYBAK, JUSTICE], {"task": some, "counties": ["天山区"], "asked": False})
    assert some not in asked(named, "天山区")
    assert some in asked(named, "沙依巴克区")
    assert some in asked(named, "市司法局")
    whole = duties([TIANSHAN, SHAYBAK, JUSTICE], {"task": some, "asked": "否"}, {"task": some, "lead": "市司法局"})
    assert not any(some in asked(whole, one) for one in ("天山区", "沙依巴克区", "市司法局"))


def test_a_department_with_nothing_is_refused_by_name_and_asked_nothing():
    found = duties([CITY, CULTURE])
    assert asked(found, "市文旅局") == []
    assert ["市文旅局 未分工" in one for one in said(found)] == [True]
    assert not said(duties([{**CULTURE, "excused": "机构改革"}]))


def test_what_is_unknown_or_never_assigned_is_said_with_what_was_meant():
    goal = next(aim.id for aim in PLAN.aims if aim.role == "goal")
    found = duties([{**JUSTICE, "assigned": ["3.3.2", "3.3.22-01", goal]}], {"task": "平安首付", "lead": "市司法局"})
    assert asked(found, "市司法局") == ITEM
    first, second, third = said(found)
    assert "规划里没有“3.3.22-01”" in first
    assert "是目标，不分给单位" in second
    assert f"是不是 {FIELD.title}" in third or "规划里没有“平安首付”" in third


def test_tasks_that_nobody_is_asked_are_known_only_where_something_is_assigned():
    assert duties([CITY]).unassigned == []
    assert duties([JUSTICE]).unassigned == [one.id for one in PLAN.targets if one.id not in ITEM]
    assert duties([CITY, {**JUSTICE, "assigned": [one.id for one in PLAN.targets]}]).unassigned == []


def test_nodes_hold_for_the_units_of_their_row_or_for_all_who_are_asked():
    days = {"2024-12-31": "已完成", "2024-06-30": "substantial"}
    row_ = {"task": STONE, "counties": ["天山区"], "node": days}
    found = duties([TIANSHAN, SHAYBAK, JUSTICE], row_)
    by_name = {one.name: found.of(one) for one in found.members}
    ((task, nodes),) = by_name["天山区"].nodes
    assert task == STONE
    assert [(str(one.deadline), one.requires) for one in nodes] == [
        ("2024-06-30", "substantial"),
        ("2024-12-31", "done"),
    ]
    assert not by_name["沙依巴克区"].nodes
    assert not by_name["市司法局"].nodes
    whole = duties([TIANSHAN, JUSTICE, CULTURE], {"task": "3.3.2", "node": "2024-06-30 取得突破"})
    names = {one.name: [task for task, _ in whole.of(one).nodes] for one in whole.members}
    stones = [one for one in ITEM if PLAN.by_id[one].measure.kind == "milestone"]
    assert names["市司法局"] == stones
    assert names["天山区"] == [one for one in stones if one in level(TIANSHAN)]
    assert names["市文旅局"] == []


def test_a_node_is_for_milestones_only():
    found = duties([CITY], {"task": STANDING, "node": {"2024-06-30": "done"}})
    assert f"{STANDING} 不是节点任务" in said(found)[0]
    assert not any(found.of(one).nodes for one in found.members)


def test_a_course_says_what_a_file_is_asked_and_nothing_under_another_plan(small: Any):
    head = Head.model_validate({"plan": PLAN.id, "title": "一", "as_of": "2024-06-30"})
    course = Course(Round("调度.yaml", head, {"units": [Member.model_validate(JUSTICE)]}))
    unit = Unit(name="乌鲁木齐市司法局", level="department", code="650100")
    assert course.duty(unit, PLAN) == Duty(frozenset(ITEM))
    assert course.duty(unit.replace(name="市财政局"), PLAN) is None
    assert course.duty(unit, small) == Duty(frozenset()), "ids of another plan mean nothing, and never all of it"


def test_goals_are_those_with_a_task_behind_them_that_is_asked():
    by_level = aims_of(PLAN, Unit(name="市司法局", level="department", code="650100"))
    found = duties([JUSTICE, CULTURE])
    told = {one.name: aims_of(PLAN, found.members.unit(one), found.of(one)) for one in found.members}
    goals = {one.id for one in told["市司法局"] if one.role == "goal"}
    assert goals == {goal for goal, behind in PLAN.behind.items() if set(behind) & set(ITEM)}
    assert not [one for one in told["市文旅局"] if one.role == "goal"]
    principles = [one for one in by_level if one.role == "principle"]
    assert [one for one in told["市文旅局"] if one.role == "principle"] == principles


def test_several_ids_parted_by_blanks_are_told_to_be_parted_otherwise():
    found = duties([row("市司法局", "department", "650100", assigned=["3.3.2 3.3.2-07"])])
    assert said(found)[0] == "规划里没有“3.3.2 3.3.2-07”，几个之间用“、”隔开：3.3.2、3.3.2-07"
