"""What a figure of a report says under the measure of a target, where it says something: never more than the figure does.

A percentage belongs to what is measured in percent, a count to what counts the same unit; all else is evidence only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from fazhi_check.plan.model import Coverage, Frequency, Plan, Quantity, Standing, Target
from fazhi_check.source.dates import parse_span
from fazhi_check.source.numbers import Amount, parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.suggest.model import Fact
from fazhi_check.wording import unit_of

# By how much something changed is no share of a whole.
_CHANGED = r"(?:同比|环比|增长|增加|增幅|增速|上升|提升|提高|上浮|下降|减少|降幅|降低|降|减|压缩|缩短|压减)[^，,、；;。到至达为]{0,6}"
# What follows the unit of a bound: 100个以上.
_BOUND = "以上"
_PERCENT = re.compile("[%％]")


def measured(fact: Fact, target: Target, plan: Plan, as_of: date | None) -> Mapping[str, str]:
    """Return what a fact fills in of an entry: a value, or the count of a year; nothing where it tells neither.

    A year that is to come on the day of the report, `as_of`, or lies outside the plan is none.
    """
    measure, said = target.measure, fact.value or ""
    if isinstance(measure, Coverage) or (isinstance(measure, (Quantity, Standing)) and unit_of(measure) == "%"):
        is_share = _PERCENT.search(said) and _may_be_share(_amount(said))
        written = said if is_share and not re.search(_CHANGED + re.escape(said), fact.quote) else None
        return {"value": written} if written else {}
    if isinstance(measure, Quantity) or (isinstance(measure, Standing) and measure.marked):
        written = _counted(said, unit_of(measure))
        return {"value": written} if written else {}
    if isinstance(measure, Frequency):
        year, written = _year(fact.date, plan, as_of), _counted(said, unit_of(measure))
        return {str(year): written} if year and written else {}
    return {}


def readable(written: str | None, as_of: date | None) -> str | None:
    """Return a day, month or year as a submission may have it; None for one that it may not, or that is to come."""
    try:
        span = parse_span(written or "")
    except Unreadable:
        return None
    return None if as_of and span.first > as_of else written


def _counted(said: str, unit: str) -> str | None:
    """Return the number of a figure that counts a unit; None for one that counts something else or settles nothing."""
    number, of, after = said.partition(unit) if unit else (said, "", "")
    if (unit and not of) or after not in ("", _BOUND):
        return None
    written = (number + after).strip()
    amount = _amount(written)
    return None if amount is None or amount.percent else written


def _amount(written: str) -> Amount | None:
    try:
        return parse_amount(written)
    except Unreadable:
        return None


def _may_be_share(amount: Amount | None) -> bool:
    """Tell whether a percentage can be one of a whole."""
    return amount is not None and all(bound is None or 0 <= bound <= 100 for bound in (amount.low, amount.high))


def _year(written: str | None, plan: Plan, as_of: date | None) -> int | None:
    told = readable(written, as_of)
    year = parse_span(told).first.year if told else 0
    return year if plan.period.start.year <= year <= plan.period.end.year else None
