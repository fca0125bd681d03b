"""What changed and what was settled, read back from a saved report."""

from __future__ import annotations

from datetime import date

from fazhi_check.assess import Before, Change, Settled
from fazhi_check.digest.contract import BeforeInfo, ChangeInfo, SettledInfo
from fazhi_check.digest.tracked import shown_change, shown_settled


def change_of(info: ChangeInfo) -> Change:
    """Return what became of something. Raises ValueError where a day does not exist."""
    before = before_of(info.before) if info.before else None
    return shown_change(Change(info.kind, before, day_of(info.since), info.rounds))


def settled_of(info: SettledInfo) -> Settled:
    """Return what was settled. Raises ValueError where a day does not exist."""
    return shown_settled(
        Settled(info.verdict, info.evidence, info.by, day_of(info.date), info.reason, bool(info.pending))
    )


def before_of(info: BeforeInfo) -> Before:
    """Return a judgement. Raises ValueError where its day does not exist."""
    return Before(date.fromisoformat(info.as_of), info.verdict, info.reported, tuple(info.quotes))


def day_of(written: str | None) -> date | None:
    """Return a day; None where none is given. Raises ValueError where it does not exist."""
    return date.fromisoformat(written) if written else None
