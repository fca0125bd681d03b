"""What a judgement carries on of its entry, so that a later one can be held against it: worked out in one place.

Saved reports tell it, and so does the present run where it is held against one.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.measures import reported_amount
from fazhi_check.plan.model import BY_YEAR, Baseline, Measure, Target
from fazhi_check.sanitize import mask
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.parts import coverage
from fazhi_check.submission.records import Entry
from fazhi_check.words import exact

Bound: TypeAlias = Literal["lower", "upper"]


class Exact(NamedTuple):
    """A reported value without rounding: a fraction as `value`, which may be a bound, or the numbers of the years.

    A number of a year that is only a bound keeps its wording. With yearly changes `value` is what they add up to by the
    day of judgement. `lacking` names the units of a coverage that are not covered, `open` those of which a bound does
    not tell.
    """

    value: str | None
    bound: Bound | None = None
    by_year: Mapping[str, str] = {}
    lacking: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class Carried(NamedTuple):
    """What an entry says that is compared; what it does not say is None or empty.

    `measure` is the short hash of what its target measures, `basis` by what rule it was counted, `progress` a number or
    the wording of a bound, `quotes` are those of its evidence.
    """

    exact: Exact | None = None
    progress: str | int | float | None = None
    measure: str | None = None
    basis: str | None = None
    quotes: tuple[str, ...] = ()


def carried(entry: Entry, target: Target, total: Amount | None = None) -> Carried:
    """Return what is carried on of the entry on a target; `total` is what its yearly changes add up to."""
    return Carried(
        _exact(entry, target, total),
        _number(entry.progress) if entry.progress else None,
        measure_hash(target.measure),
        mask(entry.basis) if entry.basis else None,
        quotes_of(entry),
    )


def quotes_of(entry: Entry) -> tuple[str, ...]:
    """Return what the evidence of an entry quotes."""
    return tuple(mask(item.quote) for item in entry.evidence if item.quote)


@lru_cache(maxsize=1024)
def measure_hash(measure: Measure) -> str:
    """Return the short hash of a measure: another kind, mark, unit or baseline has another."""
    said = {name: value for name, value in sorted(measure._asdict().items()) if value is not None}
    texts = (f"{name}={' '.join(map(str, one)) if isinstance(one, Baseline) else one}" for name, one in said.items())
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _exact(entry: Entry, target: Target, total: Amount | None) -> Exact | None:
    if target.measure.kind in BY_YEAR and entry.by_year:
        counts = sorted(entry.by_year.items())
        return Exact(*_summed(total), {str(year): _count(amount) for year, amount in counts})
    amount = reported_amount(target.measure, entry)
    if amount is None:
        return None
    return _with_parts(_one(amount), entry, target)


def _one(amount: Amount) -> Exact:
    if amount.exact is not None:
        return Exact(mask(str(amount.exact)))
    return Exact(mask(str(amount.high)), "upper") if amount.low is None else Exact(mask(str(amount.low)), "lower")


def _summed(total: Amount | None) -> tuple[str | None, Bound | None]:
    """Return what yearly changes add up to, which nobody wrote, or its one bound; nothing where it has two, or none.

    That all is lost is the least that there can be, and no bound.
    """
    if total is None or total.exact is not None:
        return (None if total is None else str(total.exact)), None
    low, high = None if total.low == -100 else total.low, total.high
    if low is None:
        return (None, None) if high is None else (str(high), "upper")
    return (str(low), "lower") if high is None else (None, None)


def _with_parts(one: Exact, entry: Entry, target: Target) -> Exact:
    parts = coverage(entry.by_unit) if target.measure.kind == "coverage" else None
    if parts is None:
        return one
    return one._replace(lacking=tuple(map(mask, parts.lacking)), open=tuple(map(mask, parts.open)))


def _count(amount: Amount) -> str:
    return mask(amount.text if amount.exact is None else str(amount.exact))


def _number(amount: Amount) -> str | int | float:
    if amount.exact is None:
        return mask(amount.text)
    number = exact(amount.exact)
    masked = mask(str(number))
    return number if masked == str(number) else masked
