"""What a unit has by an office's standard: points by item with their reasons, exact, rounded where the standard rounds."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.words import Text

_CENT = 100


class Reason(NamedTuple):
    """Why an item has the points it has; `target` and `verdict` where a task is the reason, else None."""

    text: Text
    target: str | None = None
    verdict: str | None = None


class ItemPoints(NamedTuple):
    """What a unit has by one item: `points` are None where they must still be entered (`open`), or it is left out.

    `max` is 0 of what adds to no maximum, `own` what the unit gave itself. Of the tasks that count `on_statements` rest
    on statements only, and `unreviewed` need review and are not settled. `criterion` and `method` are the office's words.
    """

    id: str
    title: str
    max: Fraction
    points: Fraction | None = None
    own: Fraction | None = None
    reasons: Sequence[Reason] = ()
    criterion: str | None = None
    method: str | None = None
    on_statements: int = 0
    unreviewed: int = 0
    open: bool = False

    @property
    def left_out(self) -> bool:
        """Tell whether it is in neither sum: nothing of it is asked of the unit."""
        return self.points is None and not self.open


class Points(NamedTuple):
    """What a unit has by a standard: the sums are those of the rounded points.

    `total` is a subtotal where something must still be entered, and None where every item is left out. `on_statements`
    and `unreviewed` count each task once.
    """

    title: str
    issued_by: str | None
    items: Sequence[ItemPoints]
    total: Fraction | None
    max: Fraction
    on_statements: int = 0
    unreviewed: int = 0


def rounded(value: Fraction) -> Fraction:
    """Return a number at two decimals, half away from zero."""
    cents = (2 * _CENT * abs(value) + 1) // 2
    return Fraction(cents if value >= 0 else -cents, _CENT)
