"""What is told beside a judgement: what changed since an earlier report, and what an office has settled."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

# What an earlier report is to a later one of the same unit and task, the first that fits (DESIGN, section 11).
ChangeKind: TypeAlias = Literal[
    "not_comparable", "new", "kept", "solved", "eased", "open", "dropped", "fallen_back", "due"
]


class Before(NamedTuple):
    """A judgement of an earlier report: its day, its verdict, the stage or number reported, what its evidence quoted."""

    as_of: date
    verdict: str
    reported: str | int | float | None = None
    quotes: tuple[str, ...] = ()


class Change(NamedTuple):
    """What changed since the report `before`.

    `since` is the first day of the unbroken run of flagged judgements, now included (of what is solved the run that
    ended), `rounds` the number of these; None and 0 for what is kept.
    """

    kind: ChangeKind
    before: Before | None = None
    since: date | None = None
    rounds: int = 0


class Settled(NamedTuple):
    """What an office has settled (核定): its verdict, None where it was returned; what it found of the evidence.

    One that is `pending` tells only what was found of the evidence: nothing is decided yet.
    """

    verdict: str | None
    evidence: str | None = None
    by: str | None = None
    day: date | None = None
    reason: str | None = None
    pending: bool = False
