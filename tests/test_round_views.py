"""The views of a round: orders, sums that add up, who is called first, and what is common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from helpers.rounds import DAY, Given, problems_of, round_of, row, small, twelve, twelve_report
from helpers.submissions import ALL_GOOD, MIXED, submission
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from fazhi_check.digest.round.calls import to_call
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.head import day_of, notes_of, returns_of, told_numbers
from fazhi_check.digest.round.matrix import matrix_of
from fazhi_check.digest.round.tasks import most_common, tasks_of
from fazhi_check.digest.round.units import as_listed, by_category, counts_of, tree, troubles, worst_first
from fazhi_check.digest.run import digest
from fazhi_check.words import VERDICTS

pytestmark = pytest.mark.slow


def made(given: list[Given], **more: Any) -> RoundDigest:
    """Return the digest of a round by hand."""
    found = digest(round_of(given, small(), **more)).round
    assert found
    return found


@pytest.fixture(scope="module")
def twelve_units() -> RoundDigest:
    found = digest(twelve_report()).round
    assert found
    return found


def names(units: list[UnitDigest]) -> list[str]:
    return [one.name for one in units]


def text(name: str, entries: Any, level: str = "county") -> str:
    return submission(entries, str(DAY), name=name, level=level, code="650102")


def test_who_has_not_reported_comes_first_and_who_owes_nothing_last(twelve_units: RoundDigest) -> None:
    order = worst_first(twelve_units.units)
    assert {one.name for one in order[:3]} == {"水磨沟区", "头屯河区", "市信访局"}
    assert order[-1].name == "市文旅局"


def test_the_rest_stands_by_its_troubles_each_in_turn(twelve_units: RoundDigest) -> None:
    rest = [one for one in worst_first(twelve_units.units) if one.state not in ("not_submitted", "excused")]
    found = [tuple(troubles(one).values()) for one in rest]
    assert found == sorted(found, reverse=True)


def test_what_is_alike_stays_in_the_offices_order() -> None:
    units = made([Given(row(name), None, "not_submitted") for name in ("丙区", "甲区", "乙区")]).units
    assert names(worst_first(units)) == names(as_listed(units)) == ["丙区", "甲区", "乙区"]


def test_an_encouraged_task_left_out_puts_nobody_forward() -> None:
    plan = small()
    city = submission(ALL_GOOD, str(DAY))
    one = digest(round_of([Given(row("甲市", "city", "650100"), city)], plan)).round
    assert one
    file = one.units[0].file
    assert file
    assert file.counts["missing"] == 1  # 探索
    assert troubles(one.units[0])["missing"] == 0


def test_the_head_names_who_has_not_reported_and_whose_data_is_carried_over(twelve_units: RoundDigest) -> None:
    assert returns_of(twelve_units).zh == (
        "应报 11 个单位：已报 7（按期 5，迟报 2），退回补正 1（新市区），"
        "未报送 3（水磨沟区、市信访局；头屯河区，沿用 2024-06-30 数据）；另有免报 1"
    )
    assert day_of(twelve_units).zh == "截至 2024-11-15；报送截止 2024-11-10"
    assert [note.zh for note in notes_of(twelve_units)] == ["带 * 的不计入合计：新市区、头屯河区"]


def test_nobody_is_said_to_be_punctual_where_nobody_knows() -> None:
    one = made([Given(row("甲区"), text("甲区", ALL_GOOD))], due=None)
    assert returns_of(one).zh == "应报 1 个单位：已报 1，未报送 0"
    assert "on time" not in returns_of(one).en
    assert told_numbers(one.numbers, one.punctual).zh == "应报 1：已报 1"


def test_a_round_of_excused_units_expects_nobody() -> None:
    one = made([Given(row("甲区", excused="机构改革"), None, "excused")])
    assert returns_of(one).zh == "没有应报的单位；另有免报 1"


def test_many_who_have_not_reported_are_named_as_far_as_a_head_may_be_long() -> None:
    said = returns_of(made([Given(row(f"第{n}区"), None, "not_submitted") for n in range(60)])).zh
    assert said.endswith("第9区 等 60 个）")


def test_three_units_to_call_say_why(twelve_units: RoundDigest) -> None:
    calls = to_call(twelve_units)
    assert [call.unit.name for call in calls] == ["头屯河区", "水磨沟区", "市信访局"]
    assert calls[1].why.zh == "未报送"
    assert calls[0].why.zh.startswith("未报送（沿用 2024-06-30 数据）")
    (called,) = [call for call in to_call(twelve_units, 12) if call.unit.name == "天山区"]
    assert called.mark == "overdue"
    assert "反弹 1" in called.why.zh
    assert "共 9 项" in called.why.zh
    assert any("退步" in call.why.zh for call in to_call(twelve_units, 12))


def test_who_reported_and_has_nothing_open_is_not_called() -> None:
    good = submission(ALL_GOOD, name="甲区", level="county")
    assert to_call(made([Given(row("甲区"), good)], as_of=date(2023, 8, 30))) == []


def test_common_problems_are_those_of_most_units_and_of_as_many_the_worst(twelve_units: RoundDigest) -> None:
    tasks = most_common(tasks_of(twelve_units))
    found = [(-len(one.open), one.open[0].line.rank) for one in tasks]
    assert found == sorted(found)
    assert tasks[0].target == "1.1.1-03"
    assert tasks[0].spread.zh == "4 个单位（逾期 4）"
    assert tasks[0].who.zh == "天山区、达坂城区、解放南路街道、市司法局"


def test_a_task_that_all_units_left_out_is_told_apart() -> None:
    tasks = tasks_of(made([Given(row(name), text(name, {})) for name in ("甲区", "乙区")]))
    assert all(one.nobody for one in tasks)
    assert not any(one.nobody for one in tasks_of(made([Given(row("甲区"), text("甲区", ALL_GOOD))])) if not one.behind)


def test_units_stand_below_those_they_lie_within_each_once(twelve_units: RoundDigest) -> None:
    branches = tree(twelve_units)
    assert Counter(id(one.unit) for one in branches) == Counter(map(id, twelve_units.units))
    depths = {one.unit.name: one.depth for one in branches}
    assert (depths["甲市"], depths["天山区"], depths["解放南路街道"]) == (0, 1, 2)
    city = next(one for one in branches if one.unit.name == "甲市")
    assert city.below
    assert sorted(names(list(city.below.units))) == sorted(one.name for one in twelve_units.units if one.within)
    # The children's sums stand beside the parent's own counts, never in them.
    assert city.unit.file
    assert sum(city.unit.file.counts.values()) != sum(city.below.counts.numbers.values())


def test_units_that_lie_within_each_other_are_listed_all_the_same() -> None:
    given = [Given(row("甲区", within="乙区")), Given(row("乙区", within="甲区")), Given(row("丙区", within="丙区"))]
    assert sorted(one.unit.name for one in tree(made(given))) == ["丙区", "乙区", "甲区"]


_STATES = ("reported", "late", "returned", "not_submitted", "excused")
_ENTRIES = (ALL_GOOD, MIXED, {})


@st.composite
def rounds(draw: Callable[[Any], Any]) -> RoundDigest:
    """Draw a round of up to eight units, each in a category and within one before it."""
    given = []
    for number in range(draw(st.integers(0, 8))):
        state = draw(st.sampled_from(_STATES))
        within = f"第{draw(st.integers(0, number - 1))}区" if number and draw(st.booleans()) else None
        entries = _ENTRIES[draw(st.integers(0, 2))]
        level = draw(st.sampled_from(("city", "county", "township")))
        name = f"第{number}区"
        silent = state in ("not_submitted", "excused")
        about = row(name, level, within=within, category=draw(st.sampled_from((None, "区县", "部门"))))
        given.append(Given(about, None if silent else text(name, entries, level), state))
    return made(given)


@settings(max_examples=40, deadline=None)
@drawn(rounds())
def test_all_sums_are_of_the_same(one: RoundDigest) -> None:
    whole = Counter(one.numbers.counts)
    groups = by_category(one)
    assert sum((Counter(group.counts.numbers) for group in groups), Counter()) == +whole
    assert sum(group.numbers.expected for group in groups) == one.numbers.expected
    branches = tree(one)
    top = counts_of(branch.unit for branch in branches if not branch.depth)
    below = [branch.below.counts.numbers for branch in branches if branch.below and not branch.depth]
    assert sum(map(Counter, below), Counter(top.numbers)) == +whole
    tasks = [one.counts.numbers for one in tasks_of(one)]
    assert sum(map(Counter, tasks), Counter()) == +whole
    assert one.numbers.expected == sum(one.numbers[1:5])


@settings(max_examples=40, deadline=None)
@drawn(rounds(), st.sampled_from(("section", "item")))
def test_the_matrix_adds_up_to_the_units_and_the_round(one: RoundDigest, part: Any) -> None:
    found = matrix_of(one, part)
    assert [row.unit for row in found.rows] == worst_first(one.units)
    for row_ in found.rows:
        file = row_.unit.file
        assert row_.total.asked == (sum(file.counts.values()) if file else 0)
        assert row_.total.attention == (sum(file.tally.flagged.values()) if file else 0)
        assert all(cell.asked for cell in row_.cells.values())
        assert bool(row_.total.worst) == bool(row_.total.attention)
    assert found.total.asked == sum(one.numbers.counts.values())
    assert sum(cell.asked for cell in found.sums.values()) == found.total.asked


def test_cells_say_what_needs_attention_of_all(twelve_units: RoundDigest) -> None:
    found = matrix_of(twelve_units)
    assert found.parts == ["1.1", "1.2"]
    rows = {one.unit.name: one for one in found.rows}
    assert rows["水磨沟区"].cells == {}
    assert rows["水磨沟区"].total.said == ""
    assert rows["解放南路街道"].cells["1.1"].said == "1/1"
    assert "1.2" not in rows["解放南路街道"].cells  # nothing asked: empty, not zero


def test_the_twelve_have_every_state() -> None:
    assert {one.state for one in twelve()} == set(_STATES)
    assert problems_of("650102")
    assert set(VERDICTS)
