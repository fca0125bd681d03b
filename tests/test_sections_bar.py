"""The bar of the section table: its shares keep to laws, and the drawn bar shows them."""

from __future__ import annotations

import io
from fractions import Fraction
from itertools import pairwise

import pytest
from helpers.project import SMALL
from helpers.running import examine
from helpers.submissions import mixed
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fazhi_check.digest.run import digest
from fazhi_check.digest.shares import shares
from fazhi_check.outcome import Report
from fazhi_check.plan.store import load_plan
from fazhi_check.reports.text import table
from fazhi_check.reports.text.screen import Screen
from fazhi_check.reports.view import View

numbers = st.lists(st.integers(0, 500), min_size=1, max_size=6).filter(any)
# A bar is at least as wide as it has shares: narrower ones are not drawn.
widths = st.integers(6, 60)


@given(numbers, widths)
def test_shares_add_up_to_the_width(counts: list[int], width: int) -> None:
    assert sum(shares(counts, width)) == width


@given(numbers, widths)
def test_what_counts_never_goes_unseen_and_nothing_is_drawn_for_nothing(counts: list[int], width: int) -> None:
    assert [cells > 0 for cells in shares(counts, width)] == [count > 0 for count in counts]


@given(numbers, widths)
@example([54, 53, 1, 1], 11)
@example([3, 32, 1, 30], 7)
def test_a_larger_number_never_has_a_shorter_share(counts: list[int], width: int) -> None:
    drawn = sorted(zip(counts, shares(counts, width), strict=True))
    for (smaller, short), (larger, long) in pairwise(drawn):
        assert smaller == larger or short <= long


@given(numbers, widths)
def test_a_share_is_within_a_cell_for_each_part_of_its_proportion(counts: list[int], width: int) -> None:
    total = sum(counts)
    for count, cells in zip(counts, shares(counts, width), strict=True):
        assert abs(cells - Fraction(count * width, total)) <= len(counts)


@given(numbers, widths, st.integers(2, 9))
def test_shares_depend_on_proportion_only(counts: list[int], width: int, times: int) -> None:
    assert shares([count * times for count in counts], width) == shares(counts, width)


@given(st.integers(1, 500), widths, st.integers(1, 5))
def test_one_number_alone_fills_the_bar(count: int, width: int, others: int) -> None:
    assert shares([count] + [0] * others, width) == [width] + [0] * others


@pytest.mark.parametrize(
    ("counts", "width", "expected"),
    [
        pytest.param([1, 1], 10, [5, 5], id="halves"),
        pytest.param([3, 1], 8, [6, 2], id="exact-quarters"),
        pytest.param([381, 1], 10, [9, 1], id="one-in-many-is-seen"),
        pytest.param([1, 0, 0, 380], 10, [1, 0, 0, 9], id="zero-between"),
        pytest.param([1, 1, 1, 1], 4, [1, 1, 1, 1], id="as-wide-as-its-parts"),
        pytest.param([1000, 1, 1, 1], 4, [1, 1, 1, 1], id="no-room-for-proportion"),
        pytest.param([0, 0, 0], 10, [0, 0, 0], id="nothing-to-draw"),
    ],
)
def test_shares_of_known_counts(counts: list[int], width: int, expected: list[int]) -> None:
    assert shares(counts, width) == expected


MARKS = "█▒░."


def bars(width: int) -> list[str]:
    """Return the bars that a report at this width draws, one for each section and one for the sum."""
    report = examine(mixed(), load_plan(str(SMALL)))
    out = io.StringIO()
    table.draw(digest(Report([report])), Screen(out, width), View())
    found = [line.rpartition("  ")[2] for line in out.getvalue().splitlines()]
    return [bar for bar in found if len(bar) > 3 and set(bar) <= set(MARKS)]


@settings(max_examples=15, deadline=None)
@given(st.integers(100, 200))
def test_all_bars_of_a_report_are_of_one_length(width: int) -> None:
    drawn = bars(width)
    assert len(drawn) == 3
    assert len({len(bar) for bar in drawn}) == 1


def test_a_bar_draws_its_parts_in_the_order_of_the_legend() -> None:
    for bar in bars(120):
        assert list(bar) == sorted(bar, key=MARKS.index)


def test_a_bar_draws_met_on_the_way_wanting_and_missing() -> None:
    first, second, total = bars(120)
    assert set(first) == set("█▒░.")
    assert set(second) == set("▒░.")
    assert set(total) == set("█▒░.")
