"""The encoding of the Urumqi plan: complete fields, consistent numbering, phrases that can be looked up."""

from __future__ import annotations

import re
from typing import Any

import pytest
from helpers.project import ROOT
from helpers.submissions import CJK
from ruamel.yaml import YAML

from fazhi_check.findings import Finding
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.model import Plan
from fazhi_check.plan.spec import WrittenPlan
from fazhi_check.plan.store import load_plan

FOLDER = ROOT / "targets" / "urumqi-14fyp"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """The plan as the program uses it."""
    return load_plan("urumqi-14fyp")


@pytest.fixture(scope="module")
def spec() -> WrittenPlan:
    """The plan as it is written."""
    return written({path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.yaml"))})


@pytest.fixture(scope="module")
def frame() -> Any:
    """The plain data of plan.yaml."""
    return YAML(typ="safe", pure=True).load((FOLDER / "plan.yaml").read_text("utf-8"))


def told(finding: Finding) -> str:
    place = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
    return f"{finding.file}{place} {finding.code} {finding.message('en')}"


def test_it_is_without_findings(spec: WrittenPlan) -> None:
    assert [told(finding) for finding in [*spec.findings, *lint(spec)]] == []


def test_it_is_the_draft_of_the_fourteenth_five_year_plan(plan: Plan) -> None:
    assert (plan.id, plan.edition, plan.publisher) == ("urumqi-14fyp", "征求意见稿", "乌鲁木齐市司法局")
    assert plan.jurisdiction is not None
    assert plan.jurisdiction.code == "650100"
    assert (plan.period.start.isoformat(), plan.period.end.isoformat()) == ("2021-01-01", "2025-12-31")


def test_its_phases_are_the_three_of_the_plan(plan: Plan) -> None:
    phases = [(phase.id, phase.start and phase.start.isoformat(), phase.deadline.isoformat()) for phase in plan.phases]
    assert phases == [
        ("2022", "2021-01-01", "2022-12-31"),
        ("2024", "2023-01-01", "2024-12-31"),
        ("2025", "2024-01-01", "2025-12-31"),
    ]


def test_every_title_has_a_title_in_english(spec: WrittenPlan) -> None:
    for target in spec.targets:
        assert target.spec.title_en, target.spec.id
        assert not CJK.search(target.spec.title_en), target.spec.id
        assert CJK.search(target.spec.title), target.spec.id


def test_every_target_names_its_lead_from_the_list_of_bodies(plan: Plan) -> None:
    for target in plan.every.values():
        assert target.lead, target.id
        assert set(target.lead) <= set(plan.bodies), target.id


def test_every_task_says_which_evidence_counts(spec: WrittenPlan) -> None:
    for target, _ in spec.tasks:
        assert "evidence" in target.spec.model_fields_set, target.spec.id
        assert set(target.spec.evidence.kinds) & {"document", "record", "publication", "figure"}, target.spec.id
        assert target.spec.evidence.min >= 1, target.spec.id


def test_every_anchor_is_a_phrase_of_4_to_24_characters(plan: Plan) -> None:
    for target in plan.every.values():
        assert target.anchors, target.id
        for anchor in target.anchors:
            assert 4 <= len(anchor) <= 24, (target.id, anchor)
            assert anchor == anchor.strip(), (target.id, anchor)
        assert len(set(target.anchors)) == len(target.anchors), target.id


def test_every_title_is_at_most_30_characters(plan: Plan) -> None:
    assert [target.id for target in plan.every.values() if len(target.title) > 30] == []


def test_ids_items_and_sections_are_consistent(plan: Plan) -> None:
    items = {section.id: {item.id for item in section.items} for section in plan.sections}
    for target in plan.every.values():
        assert re.fullmatch(r"\d\.\d\.\d{1,2}-\d{2}", target.id)
        assert target.id.rpartition("-")[0] == target.item
        assert target.item.rpartition(".")[0] == target.section
        assert target.item in items[target.section], target.id


def test_items_belong_to_their_sections(plan: Plan) -> None:
    for section in plan.sections:
        assert [item.id for item in section.items if item.id.rpartition(".")[0] != section.id] == []
    items = [item.id for section in plan.sections for item in section.items]
    assert len(items) == len(set(items))


def test_ids_are_unique_and_in_order_within_an_item(plan: Plan) -> None:
    listed = list(plan.every.values())
    assert len(plan.by_id) + len(plan.aim_by_id) == len(listed)
    for item in {target.item for target in listed}:
        numbers = [int(target.id.rpartition("-")[2]) for target in listed if target.item == item]
        assert numbers == sorted(numbers), item
        assert numbers[0] >= 1, item


def test_targets_of_a_section_stand_together_and_in_its_order(plan: Plan) -> None:
    order = [section.id for section in plan.sections]
    positions = [order.index(target.section) for target in plan.every.values()]
    assert positions == sorted(positions)


def test_headings_are_marked_as_printed_or_lost(frame: Any) -> None:
    parts = [part for section in frame["sections"] for part in (section, *section["items"])]
    assert [part["id"] for part in parts if part.get("heading") not in ("printed", "lost")] == []
    assert {part["heading"] for part in parts} == {"printed", "lost"}


def test_chapter_three_up_to_government_has_more_than_a_hundred_targets(plan: Plan) -> None:
    assert sum(target.section in ("3.1", "3.2", "3.3") for target in plan.targets) > 100


def test_every_section_of_the_frame_is_named_in_english(frame: Any) -> None:
    parts = [part for section in frame["sections"] for part in (section, *section["items"])]
    assert [part["id"] for part in parts if not part.get("title_en")] == []


def test_every_deadline_lies_in_the_period(plan: Plan) -> None:
    for target in plan.targets:
        for asked in target.schedule:
            assert plan.period.start <= asked.deadline <= plan.period.end, target.id


def test_every_target_applies_to_someone(plan: Plan) -> None:
    assert [target.id for target in plan.every.values() if not target.applies_to] == []


def test_a_standing_duty_without_a_mark_has_no_number(plan: Plan) -> None:
    for target in plan.targets:
        if target.measure.kind in ("milestone", "standing", "frequency"):
            assert all(isinstance(asked.requires, str) for asked in target.schedule), target.id
