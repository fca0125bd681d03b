"""What changed, what was settled and which problems there are, as it is shown: their texts come from outside."""

from __future__ import annotations

from fazhi_check.assess import Before, Change, Settled
from fazhi_check.round.problem import Problem
from fazhi_check.sanitize import clean, mask

__all__ = ["Before", "Change", "Problem", "Settled", "shown_change", "shown_problem", "shown_settled"]


def shown_change(one: Change) -> Change:
    """Return what changed as it is shown."""
    return one._replace(before=one.before and _before(one.before))


def shown_settled(one: Settled) -> Settled:
    """Return what was settled as it is shown."""
    return one._replace(by=one.by and mask(one.by), reason=one.reason and mask(one.reason))


def shown_problem(one: Problem) -> Problem:
    """Return a problem as it is shown."""
    return one._replace(
        no=clean(one.no),
        text=mask(one.text),
        source=one.source and mask(one.source),
        by=one.by and mask(one.by),
        before=one.before and _before(one.before),
        now=one.now and _before(one.now),
    )


def _before(one: Before) -> Before:
    reported = mask(one.reported) if isinstance(one.reported, str) else one.reported
    return one._replace(reported=reported, quotes=tuple(map(mask, one.quotes)))
