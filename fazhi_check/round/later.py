"""What of a round is still to come: rows dated after the day of judgement, objections that no office has answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fazhi_check.round.columns import REGISTERS
from fazhi_check.round.members import Members
from fazhi_check.round.report import RoundReport
from fazhi_check.round.rows import Review
from fazhi_check.words import Text

# The lists of which rows dated after the day wait (see problems.problems_of).
_DATED = ("problems", "closings", "extensions", "dispatches")


def later_rows(stands: RoundReport) -> Text | None:
    """Return how many rows of which lists count only from the next round on; None where there are none."""
    round_, day = stands.round, stands.as_of
    days: list[list[date]] = [
        [row.date for row in round_.problems if row.date],
        [row.date for row in round_.closings],
        [row.date for row in round_.extensions],
        [row.date for row in round_.dispatches],
    ]
    numbers = {name: sum(one > day for one in found) for name, found in zip(_DATED, days, strict=True)}
    heads = {one.list: one.name for one in REGISTERS}
    zh = "、".join(f"{heads[name]} {number} 行" for name, number in numbers.items() if number)
    en = ", ".join(f"{heads[name]} {number}" for name, number in numbers.items() if number)
    return (
        Text(
            f"{zh}的日期晚于截至 {day}，下一期起才算",
            f"rows dated after {day}, which count from the next round on: {en}",
        )
        if zh
        else None
    )


def unanswered(stands: RoundReport) -> int:
    """Return how many tasks a unit objects to the review of, with nothing said in 复核; the last row of each counts."""
    members = Members(stands.round.units, stands.plan)
    last: dict[tuple[int, str], Review] = {}
    for row in _by_date(stands.round.all_reviews):
        member = members.unit_named(row.unit)
        if member is not None:
            last[id(member), row.task] = row
    return sum(bool(row.objection) and row.final is None for row in last.values())


def _by_date(rows: Iterable[Review]) -> list[Review]:
    return sorted(rows, key=lambda row: row.date or date.min)


def unanswered_called(number: int) -> Text:
    """Return how a number of objections without an answer is told."""
    return Text(f"单位异议未复核 {number} 项", f"{number} objections without an answer")
