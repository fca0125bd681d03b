"""What a report says of a goal: the tasks behind it by verdict, and what the unit itself says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.entry import quotes_of
from fazhi_check.outcome import Goal
from fazhi_check.sanitize import mask
from fazhi_check.words import Text


class Statement(NamedTuple):
    """What a unit says of a goal: a status, a note, quotes; None or empty where it does not say."""

    status: str | None
    note: str | None
    quotes: Sequence[str]


class GoalDigest(NamedTuple):
    """A goal with how many of the unit's tasks stand behind it, those by verdict, and the unit's statement."""

    target: str
    title: Text
    tasks: int
    counts: Mapping[str, int]
    statement: Statement | None


def goal_digest(goal: Goal) -> GoalDigest:
    """Return a goal as it is shown."""
    aim, entry = goal.aim, goal.entry
    said = entry and Statement(entry.status, mask(entry.note) if entry.note else None, quotes_of(entry))
    return GoalDigest(aim.id, Text(aim.title, aim.title_en), sum(goal.counts.values()), goal.counts, said or None)
