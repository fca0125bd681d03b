"""What changed, what was settled and which problems there are, read back from a saved report."""

from __future__ import annotations

from datetime import date

from fazhi_check.beside import Before, Change, Settled
from fazhi_check.digest.contract import BeforeInfo, ChangeInfo, ProblemInfo, SettledInfo
from fazhi_check.digest.tracked import Problem, shown_change, shown_problem, shown_settled
from fazhi_check.words import Text


def change_of(info: ChangeInfo) -> Change:
    """Return what became of something. Raises ValueError where a day does not exist."""
    before = before_of(info.before) if info.before else None
    return shown_change(Change(info.kind, before, day_of(info.since), info.rounds))


def settled_of(info: SettledInfo) -> Settled:
    """Return what was settled. Raises ValueError where a day does not exist."""
    return shown_settled(
        Settled(info.verdict, info.evidence, info.by, day_of(info.date), info.reason, bool(info.pending))
    )


def problem_of(info: ProblemInfo) -> Problem:
    """Return a problem. Raises ValueError where a day does not exist."""
    opened = date.fromisoformat(info.opened)
    return shown_problem(
        Problem(
            info.no,
            info.target,
            Text(info.text, info.text),
            info.source,
            info.state,
            opened,
            info.rounds,
            day_of(info.deadline),
            info.fixed_on,
            day_of(info.decided_on),
            info.by,
            info.reminders,
            before_of(info.before) if info.before else None,
            before_of(info.now) if info.now else None,
            info.ref,
            info.basis,
            info.requirement,
        )
    )


def before_of(info: BeforeInfo) -> Before:
    """Return a judgement. Raises ValueError where its day does not exist."""
    return Before(date.fromisoformat(info.as_of), info.verdict, info.reported, tuple(info.quotes))


def day_of(written: str | None) -> date | None:
    """Return a day; None where none is given. Raises ValueError where it does not exist."""
    return date.fromisoformat(written) if written else None
