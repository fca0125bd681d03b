"""A coverage told part by part (分单位): all stages, all percentages, or all fractions; parts are units, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.source.numbers import Amount
from fazhi_check.submission.records import Part, Portion, Stage
from fazhi_check.words import exact

Kind: TypeAlias = Literal["stage", "percentage", "fraction"]
_WHOLE = Fraction(100)


class Covered(NamedTuple):
    """What the parts of a coverage come to: `covered` of `total`, with the parts that lack and those a bound leaves open.

    Of stages and percentages it is parts that are counted, of fractions what they count is summed. `idle` are the parts
    that are said not to be concerned: nobody gave a reason for them, so that they are counted, as lacking.
    """

    covered: Amount
    total: Amount
    lacking: tuple[str, ...]
    open: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()

    @property
    def share(self) -> Amount | None:
        """The percentage that is covered, as far as it is known; None where there is nothing to cover."""
        covered, total = self.covered, self.total
        if total.high == 0:
            return None
        low = 100 * (covered.low or 0) / total.high if total.high is not None else Fraction(0)
        most = None if covered.high is None or not total.low else 100 * covered.high / total.low
        high = _WHOLE if most is None else min(_WHOLE, most)
        return Amount(low, high, f"{covered.text}/{total.text}", open_high=covered.open_high and high == most)


def kind_of(part: Part) -> Kind:
    """Return how a part is told; a number alone is a percentage, as the value of a coverage is."""
    if isinstance(part, Stage):
        return "stage"
    return "fraction" if isinstance(part, Portion) else "percentage"


def coverage(by_unit: Mapping[str, Part] | None) -> Covered | None:
    """Return what the parts of a coverage come to; None without any, or where they are told in several ways."""
    if not by_unit or len({kind_of(part) for part in by_unit.values()}) > 1:
        return None
    known = {name: is_covered(part) for name, part in by_unit.items()}
    lacking = tuple(name for name, whole in known.items() if whole is False)
    left = tuple(name for name, whole in known.items() if whole is None)
    idle = tuple(name for name in lacking if _is_idle(by_unit[name]))
    portions = [part for part in by_unit.values() if isinstance(part, Portion)]
    if portions:
        return Covered(*_summed(portions), lacking, left)
    sure, number = sum(whole is True for whole in known.values()), len(known)
    return Covered(_between(Fraction(sure), Fraction(sure + len(left))), _exactly(number), lacking, left, idle)


def is_covered(part: Part) -> bool | None:
    """Tell whether a part is covered: done, 100 percent, or all of what it counts; None where a bound leaves it open."""
    if isinstance(part, Stage):
        return part.status == "done"
    if isinstance(part, Amount):
        return part.at_least(_WHOLE)
    covered, total = part.covered, part.total
    if covered.low is not None and total.high is not None and covered.low >= total.high:
        return True
    most, least = covered.high, total.low
    if most is None or least is None:
        return None
    return False if most < least or (covered.open_high and most == least) else None


def _is_idle(part: Part) -> bool:
    return isinstance(part, Stage) and part.status == "not_applicable"


def _summed(portions: Iterable[Portion]) -> tuple[Amount, Amount]:
    """Return what is covered in all, and of how much; no part covers more than it counts, and none less than nothing."""
    listed = list(portions)
    lows = [part.covered.low or Fraction(0) for part in listed]
    highs = [_most(part) for part in listed]
    strict = any(part.covered.open_high and part.covered.high == _most(part) for part in listed)
    high = None if None in highs else sum((one for one in highs if one is not None), Fraction(0))
    covered = _between(sum(lows, Fraction(0)), high, strict)
    least = sum((part.total.low or Fraction(0) for part in listed), Fraction(0))
    ends = [part.total.high for part in listed]
    most = None if None in ends else sum((one for one in ends if one is not None), Fraction(0))
    return covered, _between(least, most, any(part.total.open_high for part in listed))


def _most(part: Portion) -> Fraction | None:
    known = [one for one in (part.covered.high, part.total.high) if one is not None]
    return min(known, default=None)


def _exactly(number: int) -> Amount:
    return _between(Fraction(number), Fraction(number))


def _between(low: Fraction, high: Fraction | None, open_high: bool = False) -> Amount:
    """Return a number with its bounds, as it is told."""
    if high is None:
        return Amount(low, None, f"≥{exact(low)}")
    text = f"{exact(low)}" if low == high else f"{exact(low)}–{exact(high)}"
    return Amount(low, high, text, open_high=open_high and low < high)
