"""What became of a unit's tasks since its earlier reports: one kind for each (DESIGN, section 11).

Judgements are compared by criteria (see `standing`): the first that both have, and that tells them apart, decides. Those
that have none in common stand the same. Nothing here looks at what kind of change it would make.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import takewhile
from typing import TypeAlias

from fazhi_check.assess import Assessment
from fazhi_check.beside import Change, ChangeKind
from fazhi_check.measures import compounded, full_years, years_over
from fazhi_check.plan.model import Cumulative, Frequency, Measure, Plan
from fazhi_check.round.judged import Earlier, Judged
from fazhi_check.source.numbers import exactly, parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import LADDER

# What a judgement is compared by, in this order; more is better.
Standing: TypeAlias = Mapping[str, Fraction | int]
_FRACTION = re.compile(r"-?\d{1,300}(?:/\d{1,300})?", re.ASCII)
# Nothing was reported that could be used.
_NOTHING = ("missing", "invalid")


def changed(
    assessments: Sequence[Assessment], present: Sequence[Judged], earlier: Sequence[Earlier], plan: Plan
) -> list[Assessment]:
    """Return the assessments of a unit with what became of each since its `earlier` reports, the oldest first.

    `present` are the same as judgements. A unit without earlier reports has no change to tell of.
    """
    if not earlier:
        return list(assessments)
    return [one._replace(change=_change(now, earlier, plan)) for one, now in zip(assessments, present, strict=True)]


def _change(now: Judged, earlier: Sequence[Earlier], plan: Plan) -> Change:
    before = earlier[-1].judged.get(now.target)
    kind = kind_since(now, earlier[-1], plan)
    run = _run(now, earlier) if now.flagged or kind == "solved" else []
    return Change(kind, before and before.before, run[-1].as_of if run else None, len(run))


def _run(now: Judged, earlier: Sequence[Earlier]) -> list[Judged]:
    """Return the unbroken run of flagged judgements, the last first: it begins now where that is flagged itself."""
    past = (report.judged.get(now.target) if report.plan == now.plan else None for report in reversed(earlier))
    run = takewhile(lambda one: one is not None and one.flagged, past)
    return [*([now] if now.flagged else []), *(one for one in run if one)]


def kind_since(now: Judged, last: Earlier | None, plan: Plan) -> ChangeKind:
    """Return what became of a task since a report; one of another plan can be compared in nothing."""
    if last and last.plan != now.plan:
        return "not_comparable"
    return kind_of(now, last.judged.get(now.target) if last else None, plan)


def kind_of(now: Judged, before: Judged | None, plan: Plan) -> ChangeKind:
    """Return what became of a task since the judgement `before`, None where that report did not assess it.

    The kinds and their order are the table's of section 11.
    """
    if before and not _comparable(now, before):
        return "not_comparable"
    was = before is not None and before.flagged
    if not now.flagged:
        return "solved" if was else "kept"
    if before is None or before.verdict == "exempt":
        return "new"
    better = _compared(now, before, plan)
    if was:
        return "eased" if better > 0 else "open"
    if now.verdict == "missing" and before.verdict not in _NOTHING:
        return "dropped"
    return "fallen_back" if better < 0 else "due"


def _comparable(now: Judged, before: Judged) -> bool:
    """Tell whether two judgements are of one plan, and by the same rule of what is the same measure as far as both say."""
    here, there = now.carried, before.carried
    pairs = ((here.basis, there.basis), (here.measure, there.measure))
    return now.plan == before.plan and all(one == other for one, other in pairs if one and other)


def _compared(now: Judged, before: Judged, plan: Plan, leaving: Container[str] = ()) -> int:
    """Return 1 where it stands better now, -1 where worse, 0 where the same, `leaving` some criteria out.

    Yearly duties are held over the years that were full on the earlier day: what was not due then is no falling back.
    """
    target = plan.by_id.get(now.target)
    measure, day = target.measure if target else None, min(now.as_of, before.as_of)
    here, there = (standing(one, measure, plan, day) for one in (now, before))
    differ = (
        (here[name] > there[name]) - (here[name] < there[name])
        for name in here
        if name in there and name not in leaving
    )
    return next((sign for sign in differ if sign), 0)


def is_better(now: Judged, before: Judged, plan: Plan) -> bool:
    """Tell whether what a unit reports has become better: it is met now and was not, or stage or value have come closer.

    Progress and the number of proofs alone say nothing of that, nor does a unit that says it does not apply.
    """
    if now.verdict == "exempt" or not _comparable(now, before):
        return False
    met = now.verdict == "met" and before.verdict != "met"
    return met or _compared(now, before, plan, leaving=("progress", "proofs")) > 0


def standing(one: Judged, measure: Measure | None, plan: Plan, day: date) -> Standing:
    """Return what a judgement is compared by: that anything was given at all, how far it has got, progress, proofs.

    How far is the stage, or for a value the distance to the mark; of a yearly duty how many of the years full on `day`
    fall short, then the count of its own year; of yearly changes how many of these years are not given, then the distance
    of what they add up to.
    """
    if one.verdict in _NOTHING:
        return {"given": 0}
    return {
        "given": 1,
        **(_far(one, measure, plan, day) or _stage(one)),
        "progress": _number(one.carried.progress) or 0,
        "proofs": one.proofs,
    }


def _far(one: Judged, measure: Measure | None, plan: Plan, day: date) -> Standing:
    if isinstance(measure, Frequency):
        return _years(one, measure, plan, day)
    return _changes(one, measure, plan, day) if isinstance(measure, Cumulative) else _value(one, measure)


def _stage(one: Judged) -> Standing:
    return {"stage": LADDER.index(one.reported)} if one.reported in LADDER else {}


def _value(one: Judged, measure: Measure | None) -> Standing:
    """Return how far a value is from the final mark: a bound counts as its number, one that is reached as nothing."""
    return _distance(_number(one.carried.exact.value if one.carried.exact else one.reported), measure)


def _distance(value: Fraction | None, measure: Measure | None) -> Standing:
    low: Fraction | None = getattr(measure, "at_least", None)
    high: Fraction | None = getattr(measure, "at_most", None)
    if value is None or (low is None and high is None):
        return {}
    below = low - value if low is not None else Fraction(0)
    above = value - high if high is not None else Fraction(0)
    return {"distance": -max(below, above, Fraction(0))}


def _years(one: Judged, measure: Frequency, plan: Plan, day: date) -> Standing:
    counts = _counts(one)
    if not counts:
        return {}
    years = full_years(plan)
    given = {year: _number(counts.get(str(year))) or 0 for year in years}
    full = (year for year in years if date(year, 12, 31) <= day)
    short = sum(given[year] < measure.per_year or _below(counts.get(str(year)), measure.per_year) for year in full)
    own = one.as_of.year
    return {"short": -short, **({f"in {own}": given[own]} if own in given else {})}


def _changes(one: Judged, measure: Cumulative, plan: Plan, day: date) -> Standing:
    """Return how far the changes of the years that were over on the judgement's own day are from the mark, if all are given."""
    given = {year: _number(rate) for year, rate in _counts(one).items()}
    if not given:
        return {}
    lacking = sum(given.get(str(year)) is None for year in years_over(plan, day))
    rates = [given.get(str(year)) for year in years_over(plan, one.as_of)]
    known = [exactly(rate) for rate in rates if rate is not None]
    whole = len(known) == len(rates)
    return {"lacking": -lacking, **(_distance(compounded(known).exact, measure) if whole else {})}


def _below(said: str | None, asked: Fraction) -> bool:
    """Tell whether a count is a bound that is sure to be short of what is asked, as the verdict has it: 不足2 is below 2."""
    try:
        return said is not None and parse_amount(said).at_least(asked) is False
    except Unreadable:
        return False


def _counts(one: Judged) -> Mapping[str, str]:
    """Return the counts of the years; those of a report of version 1 stand in one text (2021: 3, 2022: 4)."""
    if one.carried.exact:
        return one.carried.exact.by_year
    said = one.reported if isinstance(one.reported, str) else ""
    return dict(pair.split(": ", 1) for pair in said.split(", ") if ": " in pair)


def _number(said: str | float | None) -> Fraction | None:
    """Return the number of a value or a bound as reports write it; None where there is none."""
    if said is None or said in LADDER:
        return None
    try:
        if isinstance(said, str) and not _FRACTION.fullmatch(said):
            amount = parse_amount(said)
            return amount.high if amount.low is None else amount.low
        return Fraction(str(said))
    except (Unreadable, ValueError, ZeroDivisionError):
        return None
