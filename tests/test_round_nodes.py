"""Nodes: what an office sets on the way to a milestone. Passed and not reached is lagging, with the node's day and stage."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from helpers.rounds import row
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.assess import Assessment, Duty, assess
from fazhi_check.plan.model import Requirement
from fazhi_check.plan.store import load_plan
from fazhi_check.source.numbers import parse_amount
from fazhi_check.submission.records import Entry, Evidence, Submission, Unit
from fazhi_check.words import LADDER

PLAN = load_plan("urumqi-14fyp")
UNIT = Unit(**row("天山区"))
# Under way by 2022, done by 2025.
TASK = next(one for one in PLAN.targets if one.id == "3.3.2-05")
NODE = date(2024, 6, 30)


def judged(entry: Entry, day: date, *nodes: tuple[date, str], phase: str | None = None) -> Assessment:
    """Return the verdict on the one task where the office has set some nodes for it."""
    duty = Duty(frozenset((TASK.id,)), ((TASK.id, tuple(Requirement(*one) for one in nodes)),))
    submission = Submission(plan=PLAN.id, unit=UNIT, as_of=day, entries={TASK.id: entry})
    accepted = next((one for one in PLAN.phases if one.id == phase), None)
    (found,) = assess(PLAN, submission, accepted.deadline if accepted else day, phase=accepted, duty=duty)
    return found


def entry(status: str, progress: str = "") -> Entry:
    return Entry(status=status, **({"progress": parse_amount(progress)} if progress else {}))


def test_the_task_of_these_tests_is_as_they_say():
    assert TASK.measure.kind == "milestone"
    assert [(str(one.deadline), one.requires) for one in TASK.schedule] == [
        ("2022-12-31", "under_way"),
        ("2025-12-31", "done"),
    ]


@pytest.mark.parametrize(("days", "verdict"), [(-1, "on_track"), (0, "lagging"), (1, "lagging")])
def test_a_node_has_passed_on_its_own_day(days: int, verdict: str):
    assert judged(entry("under_way"), NODE + timedelta(days), (NODE, "substantial")).verdict == verdict


def test_lagging_by_a_node_carries_its_day_and_stage_and_no_points():
    found = judged(entry("under_way"), date(2024, 9, 30), (NODE, "substantial"))
    assert (found.verdict, found.required, found.deadline, found.lag) == ("lagging", "substantial", NODE, None)
    assert found.flagged
    assert not found.serious
    assert found.why.say("zh") == "办公室所设节点：到 2024-06-30 应达到“取得突破”，填报为“推进中”"
    assert "a node set by the office" in found.why.say("en")


def test_the_first_node_missed_decides():
    nodes = ((date(2023, 6, 30), "under_way"), (NODE, "substantial"), (date(2024, 8, 31), "done"))
    assert judged(entry("under_way"), date(2024, 9, 30), *nodes).deadline == NODE
    assert judged(entry("substantial"), date(2024, 9, 30), *nodes).deadline == date(2024, 8, 31)


def test_points_by_progress_come_first():
    found = judged(entry("under_way", "20"), date(2024, 9, 30), (NODE, "substantial"))
    assert found.verdict == "lagging"
    assert found.lag is not None
    assert found.required == "done"
    kept = judged(entry("under_way", "75"), date(2024, 9, 30), (NODE, "substantial"))
    assert (kept.verdict, kept.lag, kept.deadline) == ("lagging", None, NODE)


def test_what_is_overdue_or_reached_is_not_lagging():
    assert judged(entry("not_started"), date(2024, 9, 30), (NODE, "substantial")).verdict == "overdue"
    proof = (Evidence(kind="document", title="通知"), Evidence(kind="publication", title="目录"))
    done = judged(Entry(status="done", evidence=proof), date(2024, 9, 30), (NODE, "substantial"))
    assert done.verdict in ("met", "unproven")


def test_the_acceptance_of_a_phase_asks_for_no_nodes():
    assert judged(entry("under_way"), date(2022, 12, 31), (date(2022, 6, 30), "done"), phase="2022").verdict == "met"


def test_a_node_makes_nothing_slow_or_due_soon():
    free, near = judged(entry("under_way"), date(2024, 9, 30)), (date(2024, 10, 15), "done")
    held = judged(entry("under_way"), date(2024, 9, 30), near)
    assert (held.verdict, held.slow) == (free.verdict, free.slow) == ("on_track", free.slow)


@given(
    st.lists(
        st.tuples(st.sampled_from(LADDER[:3]), st.sampled_from([(), ((NODE, "substantial"),), ((NODE, "done"),)])),
        min_size=2,
        max_size=6,
    )
)
def test_what_is_remembered_of_one_duty_is_not_told_of_another(asked: list[tuple[str, tuple[tuple[date, str], ...]]]):
    for status, nodes in asked:
        found = judged(entry(status), date(2024, 9, 30), *nodes)
        below = bool(nodes) and LADDER.index(status) < LADDER.index(nodes[0][1])
        expected = "overdue" if status == "not_started" else "lagging" if below else "on_track"
        assert found.verdict == expected


@given(st.dates(date(2023, 1, 1), date(2025, 12, 30)), st.sampled_from(LADDER[1:3]))
def test_a_node_never_makes_a_verdict_milder(node: date, status: str):
    day = date(2024, 9, 30)
    free, held = judged(entry(status), day), judged(entry(status), day, (node, "done"))
    assert held.verdict == ("lagging" if node <= day else free.verdict)
