"""How sentences of the Urumqi plan on law education, social governance and its own carrying out are read."""

from __future__ import annotations

import pytest
from helpers.project import ROOT

from fazhi_check.plan.model import Plan, Target
from fazhi_check.plan.store import load_plan

# What one sentence asks of different bodies, or what different proofs settle.
SPLIT = {
    "3.5.2-10": ("3.5.2-17",),
    "3.6.1-03": ("3.6.1-13", "3.6.1-14"),
    "3.6.3-12": ("3.6.3-19",),
    "3.6.3-14": ("3.6.3-22",),
    "3.6.3-15": ("3.6.3-21",),
    "3.6.3-16": ("3.6.3-20",),
    "3.6.6-03": ("3.6.6-12", "3.6.6-13"),
}
SHARES = ("3.5.2-04", "3.5.3-09", "3.6.3-13", "3.6.6-04")
NO_FIELD = ("3.6.1-03", "3.6.1-05", "3.6.1-13", "3.6.1-14")
# The office and the publicity departments that the plan names are departments of a government or a committee.
ORGANS = {
    "4.1.0-02": "rule_of_law_office",
    "4.3.0-09": "rule_of_law_office",
    "4.3.0-10": "rule_of_law_office",
    "4.3.0-11": "rule_of_law_office",
    "4.4.0-03": "publicity",
    "4.4.0-04": "publicity",
}
# The plan's words by which a township is asked: the grass roots, every level, all state employees.
TOWNSHIP = {
    "3.5.1": {"02", "03"},
    "3.5.2": {"08", "10", "12", "14", "17"},
    "3.5.3": {"03", "09"},
    "3.6.1": {"02", "06", "07", "08", "09", "10", "11"},
    "3.6.3": {"10", "22"},
    "3.6.5": {"07", "08"},
    "3.6.6": {"04", "11"},
    "4.1.0": {"03", "06", "07", "08"},
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as the program uses it."""
    return load_plan("urumqi-14fyp")


@pytest.fixture(scope="module")
def ours(plan: Plan) -> list[Target]:
    """The tasks of sections 3.5 and 3.6 and of chapter four."""
    return [target for target in plan.targets if target.section in ("3.5", "3.6") or target.section[0] == "4"]


def field_of(name: str) -> str | None:
    """Return the field that the plan's rules give a task of these sections."""
    if name in NO_FIELD or name.startswith("4."):
        return None
    if name in ("3.6.1-07", "3.6.1-08") or name.startswith(("3.6.4-", "3.6.5-")):
        return "safe_capital"
    return "rule_of_law_culture" if name.startswith("3.5.3-") else "rule_of_law_society"


def test_one_criterion_gives_every_task_its_field(ours: list[Target]) -> None:
    assert {one.id: one.field for one in ours} == {one.id: field_of(one.id) for one in ours}
    assert all((one.group == "focus") is (one.field is not None) for one in ours)


@pytest.mark.parametrize("name", SPLIT)
def test_what_different_bodies_or_proofs_settle_is_asked_apart(plan: Plan, name: str) -> None:
    parts = [plan.by_id[one] for one in (name, *SPLIT[name])]
    assert len({anchor for part in parts for anchor in part.anchors}) == sum(len(part.anchors) for part in parts)
    assert len({(part.measure, tuple(part.lead), part.evidence, part.title) for part in parts}) == len(parts)


@pytest.mark.parametrize("name", SHARES)
def test_every_share_says_what_is_counted(plan: Plan, name: str) -> None:
    target = plan.by_id[name]
    assert (target.measure.kind, target.measure.at_least) == ("coverage", 100)
    assert (target.note or "").startswith("口径")
    if "department" in target.applies_to:
        assert "单个部门" in (target.note or "")


def test_the_separation_of_suits_and_petitions_is_led_by_those_who_handle_them(plan: Plan) -> None:
    assert plan.by_id["3.6.3-13"].lead == ("court", "procuratorate", "government")


@pytest.mark.parametrize(("name", "body"), ORGANS.items())
def test_an_organ_that_the_plan_names_can_report_as_a_department(plan: Plan, name: str, body: str) -> None:
    target = plan.by_id[name]
    assert target.lead == (body,)
    assert {"city", "department"} <= set(target.applies_to)


def test_a_township_is_asked_what_the_text_asks_of_it(plan: Plan, ours: list[Target]) -> None:
    asked = {one.id for one in ours if "township" in one.applies_to}
    assert asked == {f"{item}-{number}" for item, numbers in TOWNSHIP.items() for number in numbers}
    assert 40 <= sum("township" in one.applies_to for one in plan.targets) <= 75


def test_what_the_first_phase_names_is_the_foundation(ours: list[Target]) -> None:
    """2.2.1 names bodies, responsibility and the appraisal of targets; plans of implementation it does not name."""
    assert [one.id for one in ours if one.group == "foundation"] == [
        "4.1.0-03",
        "4.1.0-07",
        "4.2.0-01",
        "4.2.0-04",
        "4.2.0-05",
        "4.3.0-02",
        "4.3.0-04",
        "4.3.0-05",
        "4.3.0-10",
    ]


def test_what_the_plan_encourages_supports_or_explores_is_never_flagged(ours: list[Target]) -> None:
    assert {one.id: one.force for one in ours if one.force != "shall"} == {
        "3.6.3-08": "explore",
        "3.6.3-18": "encourage",
        "3.6.6-07": "encourage",
        "4.2.0-11": "explore",
    }


@pytest.mark.parametrize("name", ["3.6.2-01", "3.6.5-05"])
def test_a_note_mentions_nothing_that_the_plan_does_not_say(name: str) -> None:
    text = (ROOT / "targets" / "urumqi-14fyp" / "3.6-governance.yaml").read_text("utf-8")
    own = text.partition(f"- id: {name}\n")[2].partition("  - id: ")[0]
    assert not [word for word in ("电信网络诈骗", "网络查控", "执法监督网络", "民族复兴") if word in own]
