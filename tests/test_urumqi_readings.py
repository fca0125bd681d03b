"""How sentences of the Urumqi plan on government and justice are read: settled readings, each with the plan's words."""

from __future__ import annotations

import pytest

from fazhi_check.plan.model import Plan, Target
from fazhi_check.plan.store import load_plan

KEPT = ("3.3.1-09", "3.3.3-02", "3.3.4-14", "3.3.4-15", "3.3.5-07", "3.3.6-03", "3.3.7-01", "3.3.7-05")
APPLIED = ("3.3.1-15", "3.4.1-01", "3.4.1-07", "3.4.3-01", "3.4.3-05", "3.4.4-12", "3.4.4-16")
RISES = ("3.3.2-02", "3.3.4-19", "3.4.3-02")
FIELDS = {
    "3.3.2-06": "public_concern",  # 涉及社会公众切身利益
    "3.3.4-14": "public_concern",  # 事关群众切身利益
    "3.4.3-01": "public_concern",  # 涉民生案件
    "3.3.4-18": "safe_capital",
    "3.3.4-19": "safe_capital",
    "3.3.1-14": "rule_of_law_economy",
    "3.3.4-09": "rule_of_law_economy",
    "3.3.4-12": "rule_of_law_economy",
    "3.3.2-03": None,
    "3.3.5-02": None,
}
SAID = {
    "3.3.4-12": "无法定依据",
    "3.3.4-08": "一律",
    "3.3.6-10": "全面",
    "3.3.4-19": "全面",
    "3.3.2-05": "公开制度",
    "3.3.3-14": "不同层级",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as the program uses it."""
    return load_plan("urumqi-14fyp")


@pytest.fixture(scope="module")
def ours(plan: Plan) -> list[Target]:
    """The tasks of government and of justice."""
    return [target for target in plan.targets if target.section in ("3.3", "3.4")]


@pytest.mark.parametrize("name", [*KEPT, *APPLIED])
def test_what_has_no_natural_end_or_applies_a_rule_in_force_is_a_standing_duty(plan: Plan, name: str) -> None:
    assert plan.by_id[name].measure.kind == "standing"


@pytest.mark.parametrize("name", RISES)
def test_a_rise_without_a_level_asks_for_figures_of_two_dates(plan: Plan, name: str) -> None:
    target = plan.by_id[name]
    assert (target.measure.kind, tuple(target.evidence.kinds), target.evidence.min) == ("milestone", ("figure",), 2)


def test_the_review_of_each_measure_is_a_standing_duty_at_one_hundred_percent(plan: Plan) -> None:
    measure = plan.by_id["3.3.6-07"].measure
    assert (measure.kind, measure.at_least, measure.unit) == ("standing", 100, "%")


@pytest.mark.parametrize(("name", "field"), FIELDS.items())
def test_the_words_decide_the_field(plan: Plan, name: str, field: str | None) -> None:
    assert (plan.by_id[name].field, plan.by_id[name].group) == (field, "focus" if field else "regular")


@pytest.mark.parametrize(("name", "word"), SAID.items())
def test_a_title_does_not_say_less_than_the_text(plan: Plan, name: str, word: str) -> None:
    assert word in plan.by_id[name].title


def test_every_share_says_what_is_counted_and_what_a_single_department_counts(plan: Plan, ours: list[Target]) -> None:
    shares = [target for target in ours if target.measure.kind == "coverage"]
    assert len(shares) == 9
    for target in shares:
        note = target.note or ""
        assert note.startswith("口径"), target.id
        assert "单个部门" in note, target.id


@pytest.mark.parametrize(("name", "other"), [("3.3.6-07", "3.3.1-14"), ("3.3.6-13", "3.3.1-15")])
def test_what_is_said_twice_names_where_it_counts(plan: Plan, name: str, other: str) -> None:
    assert plan.by_id[name].restates == other


def test_duties_of_a_post_are_asked_within_its_powers(plan: Plan) -> None:
    assert plan.by_id["3.4.2-09"].condition == "在各自职权范围内"


def test_departments_are_asked_of_justice_only_where_party_groups_are_named(ours: list[Target]) -> None:
    assert [one.id for one in ours if one.section == "3.4" and "department" in one.applies_to] == ["3.4.4-11"]


def test_a_form_is_workable(plan: Plan) -> None:
    most = {"city": 385, "county": 330, "department": 220, "township": 75}
    for level, limit in most.items():
        assert sum(level in target.applies_to for target in plan.targets) <= limit, level
    court = [target for target in plan.targets if "city" in target.applies_to and "court" in target.lead]
    assert 35 <= len(court) <= 60
    assert sum(target.section == "3.4" for target in court) > len(court) / 2
