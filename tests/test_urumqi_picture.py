"""What the Urumqi plan asks: which of its sentences are judged, by which measure, in which field, and of whom."""

from __future__ import annotations

import re
from typing import Any

import pytest
from helpers.project import ROOT
from ruamel.yaml import YAML

FOLDER = ROOT / "targets" / "urumqi-14fyp"

# Sentences that no one body can prove: the states of chapter two, and attitudes without an act.
NOT_JUDGED = [
    "2.1.0-01",
    "2.1.0-02",
    "2.1.0-03",
    "2.1.1-01",
    "2.1.1-02",
    "2.1.4-02",
    "2.1.5-01",
    "2.1.6-01",
    "2.1.6-02",
    "2.2.1-01",
    "2.2.1-05",
    "2.2.2-01",
    "2.2.2-02",
    "2.2.2-03",
    "2.2.2-04",
    "2.2.2-05",
    "2.2.3-01",
    "2.2.3-02",
    "2.2.3-03",
    "3.1.1-01",
    "3.1.1-02",
    "3.1.1-03",
    "3.1.1-04",
    "3.1.3-02",
    "3.2.3-01",
    "3.2.3-11",
    "3.2.4-01",
    "3.5.2-01",
    "3.5.2-09",
    "3.5.2-13",
    "3.5.3-02",
    "3.5.3-04",
    "3.6.1-01",
    "3.6.1-04",
    "3.6.2-04",
    "3.6.3-01",
    "3.6.4-08",
    "3.6.4-09",
    "3.6.5-01",
    "3.6.5-05",
    "3.6.6-06",
    "4.1.0-04",
    "4.1.0-05",
    "4.3.0-01",
]
# Rises for which the plan gives no level: two dated figures show them.
RISES = [
    "2.1.1-03",
    "2.1.3-02",
    "2.1.3-06",
    "2.1.4-01",
    "2.1.4-03",
    "2.1.4-04",
    "2.1.4-05",
    "2.1.5-02",
    "3.1.3-07",
    "3.1.3-13",
    "3.2.1-11",
    "3.2.3-10",
    "3.5.2-16",
    "3.5.3-08",
    "3.6.1-05",
    "3.6.1-10",
    "3.6.3-15",
]
STANDING = [
    "2.1.2-03",
    "3.1.2-01",
    "3.1.2-10",
    "3.1.3-05",
    "3.1.3-11",
    "3.2.1-02",
    "3.2.1-13",
    "3.2.1-16",
    "3.2.2-08",
    "3.2.3-08",
    "3.2.3-16",
    "3.2.4-04",
    "3.3.5-01",
    "3.5.1-01",
    "3.5.1-06",
    "3.5.1-08",
    "3.5.2-08",
    "3.5.2-10",
    "3.5.2-14",
    "3.5.3-05",
    "3.5.3-11",
    "3.5.3-15",
    "3.5.3-16",
    "3.6.1-03",
    "3.6.1-13",
    "3.6.1-14",
    "3.6.3-12",
    "3.6.3-16",
    "3.6.3-17",
    "3.6.3-20",
    "3.6.4-02",
    "3.6.4-03",
    "3.6.4-04",
    "3.6.4-06",
    "3.6.4-07",
    "3.6.6-11",
    "4.2.0-08",
    "4.2.0-09",
    "4.3.0-06",
    "4.3.0-08",
    "4.4.0-03",
]
FIELDS = {
    "safe_capital": ["3.2.3-12", "3.2.3-14"],
    "rule_of_law_economy": ["3.2.2-04", "3.2.3-02", "3.2.3-05", "3.2.3-07"],
    "rule_of_law_society": ["3.2.3-03", "3.2.3-15", "3.2.3-16", "3.2.3-17", "3.2.3-18", "3.2.3-19"],
}


def read(name: str) -> Any:
    """Return the plain data of a file of the plan."""
    return YAML(typ="safe", pure=True).load((FOLDER / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def frame() -> Any:
    """The plain data of plan.yaml."""
    return read("plan.yaml")


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """Every target as it is written, by id, those that others have replaced among them."""
    return {one["id"]: one for path in sorted(FOLDER.glob("[0-9]*.yaml")) for one in read(path.name)["targets"]}


@pytest.fixture(scope="module")
def asked(written: dict[str, Any]) -> dict[str, Any]:
    """The tasks: what is judged."""
    return {
        name: one for name, one in written.items() if one.get("role", "task") == "task" and not one.get("replaced_by")
    }


@pytest.mark.parametrize("name", NOT_JUDGED)
def test_what_nobody_can_prove_is_not_judged(written: dict[str, Any], name: str) -> None:
    target = written[name]
    assert target["role"] in ("goal", "principle")
    assert not {"measure", "group", "schedule", "evidence", "field"} & set(target)
    assert ("through" in target) is (target["role"] == "goal")
    assert target["lead"]
    assert target["applies_to"]


def test_the_breakthroughs_of_phase_two_come_through_their_fields(written: dict[str, Any], frame: Any) -> None:
    fields = [one["id"] for one in frame["fields"]]
    assert [written[f"2.2.2-0{number}"]["through"] for number in range(1, 6)] == [[one] for one in fields]
    assert written["2.2.3-01"]["through"] == fields


def test_all_tasks_of_the_plan_come_through_its_sections(written: dict[str, Any], frame: Any) -> None:
    sections = [one["id"] for one in frame["sections"]]
    assert written["2.2.1-01"]["through"] == [one for one in sections if not one.startswith("2.")]
    assert written["2.2.3-02"]["through"] == [one for one in sections if one != "2.2"]


@pytest.mark.parametrize("name", RISES)
def test_a_rise_without_a_level_asks_for_two_dated_figures(asked: dict[str, Any], name: str) -> None:
    assert asked[name]["measure"] == {"kind": "milestone"}
    assert asked[name]["evidence"] == {"kinds": ["figure"], "min": 2}


@pytest.mark.parametrize("name", STANDING)
def test_what_has_no_end_is_a_standing_duty(asked: dict[str, Any], name: str) -> None:
    assert asked[name]["measure"] == {"kind": "standing"}


@pytest.mark.parametrize("name", ["3.1.2-04", "3.1.2-05", "3.1.2-06", "3.5.1-03"])
def test_a_duty_on_each_document_or_person_is_kept_at_100_percent(asked: dict[str, Any], name: str) -> None:
    assert asked[name]["measure"] == {"kind": "standing", "at_least": 100, "unit": "%"}
    assert "口径" in asked[name]["note"]


def test_a_prohibition_is_kept_at_0(asked: dict[str, Any]) -> None:
    assert asked["2.1.6-03"]["measure"] == {"kind": "standing", "at_most": 0, "unit": "件"}


def test_what_was_one_target_of_two_proofs_is_two(written: dict[str, Any], asked: dict[str, Any]) -> None:
    assert asked["3.2.2-08"]["anchors"] == ["重大利益调整事项加强论证咨询"]
    assert "引入第三方评估工作" in asked["3.2.2-10"]["anchors"]
    assert written["2.1.1-05"]["role"] == "goal"
    assert written["2.1.3-07"]["role"] == "principle"
    assert asked["2.1.3-08"]["evidence"]["kinds"] == ["document", "publication"]
    assert asked["2.1.4-07"]["evidence"]["kinds"] == ["document", "publication"]


@pytest.mark.parametrize(("old", "new"), [("2.1.2-02", "3.2.1-02"), ("3.2.3-04", "3.2.3-03"), ("3.5.1-10", "3.5.1-09")])
def test_what_said_the_same_twice_is_one(written: dict[str, Any], asked: dict[str, Any], old: str, new: str) -> None:
    assert written[old]["replaced_by"] == new
    assert new in asked


@pytest.mark.parametrize("name", ["2.1.0-01", "2.1.0-03", "2.1.1-04"])
def test_what_speaks_of_the_whole_city_is_asked_of_the_city_alone(written: dict[str, Any], name: str) -> None:
    assert written[name]["applies_to"] == ["city"]


@pytest.mark.parametrize("field", FIELDS)
def test_legislation_belongs_to_the_field_of_its_subject(asked: dict[str, Any], field: str) -> None:
    found = [name for name, one in asked.items() if name.startswith("3.2.") and one.get("field") == field]
    assert found == FIELDS[field]


@pytest.mark.parametrize("section", ["2.1", "2.2", "3.1"])
def test_a_section_outside_the_fields_has_no_task_in_one(asked: dict[str, Any], section: str) -> None:
    assert [name for name, one in asked.items() if name.startswith(f"{section}.") and one.get("field")] == []


def test_every_body_that_the_plan_lists_is_asked_something(asked: dict[str, Any], frame: Any) -> None:
    assert set(frame["bodies"]) == {body for one in asked.values() for body in one["lead"]}


def test_the_rules_of_the_encoding_are_written_as_sentences(frame: Any) -> None:
    assert len(frame["rules"]) > 15
    assert [rule for rule in frame["rules"] if not rule.endswith("。") or len(rule) > 90] == []


def test_a_task_is_in_focus_exactly_when_it_has_a_field(asked: dict[str, Any], frame: Any) -> None:
    assert [name for name, one in asked.items() if ("field" in one) is not (one.get("group") == "focus")] == []
    assert {one["field"] for one in asked.values() if "field" in one} == {one["id"] for one in frame["fields"]}


def test_whatever_is_not_judged_has_no_measure(written: dict[str, Any], asked: dict[str, Any]) -> None:
    aims = [one for name, one in written.items() if name not in asked and not one.get("replaced_by")]
    assert [one["id"] for one in aims if {"measure", "group", "schedule", "evidence", "field"} & set(one)] == []
    assert [one["id"] for one in aims if ("through" in one) is not (one["role"] == "goal")] == []
    assert sum(one["role"] == "goal" for one in aims) >= 8
    assert sum(one["role"] == "principle" for one in aims) >= 6


def test_notes_point_to_targets_that_there_are(written: dict[str, Any]) -> None:
    for name, one in written.items():
        for other in re.findall(r"\d\.\d\.\d{1,2}-\d{2}", one.get("note") or ""):
            assert other in written, (name, other)
            assert other != name


def test_notes_are_punctuated_as_chinese_sentences(written: dict[str, Any]) -> None:
    for name, one in written.items():
        note = re.sub(r"党委\(党组\)|区\(县\)", "", one.get("note") or "")
        assert not re.search("[(),;:]", note), (name, note)
