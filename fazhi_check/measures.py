"""The seven kinds of measure: what was asked, what was reported, and which verdict follows. Pure functions.

The rules and their order are the design's (section 5). All comparisons are made in exact fractions; a bound
settles only what it proves, and what it leaves open where something is due is `unproven`.
"""

import calendar
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple, Protocol, TypeAlias

from fazhi_check import sentences, wording
from fazhi_check.plan.model import (
    VALUED,
    Coverage,
    Cumulative,
    Frequency,
    Measure,
    Minimum,
    Pace,
    Plan,
    Quantity,
    Requirement,
    Standing,
    Target,
    Valued,
    basis_of,
)
from fazhi_check.source.dates import Span
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.parts import coverage
from fazhi_check.submission.records import Entry
from fazhi_check.wording import Asked, asking, mark_of
from fazhi_check.words import EVIDENCE_KINDS, LADDER, STATUSES, Figure, Sentence, Text

Verdict: TypeAlias = Literal[
    "met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt"
]
Wording: TypeAlias = Text | Sentence


class Judgement(NamedTuple):
    """A verdict with the requirement that decided it, the lag in percentage points if it is a number, and why.

    `slow` tells of a stage below the one that time would expect: a signal beside the verdict. `total` is what yearly
    changes add up to, None for all else.
    """

    verdict: Verdict
    why: Sentence
    required: Asked | None = None
    deadline: date | None = None
    lag: Fraction | None = None
    slow: bool = False
    total: Amount | None = None


class Question(NamedTuple):
    """What a verdict depends on: the target, what was reported, the day, and whether evidence suffices.

    `proofs` pieces of evidence count, `later` more would but for their date (known only where they are missed).
    In the acceptance of a phase `as_of` is its deadline, `schedule` ends there, `acceptance` is True, and `after` is
    the number of pieces of evidence of whatever kind that are of later date than that. `nodes` are what an office has
    set on the way, in the order of the days: stages, of milestones only.
    """

    plan: Plan
    target: Target
    entry: Entry
    as_of: date
    schedule: Sequence[Requirement]
    proofs: int
    later: int = 0
    acceptance: bool = False
    after: int = 0
    nodes: Sequence[Requirement] = ()

    @property
    def proven(self) -> bool:
        """Tell whether enough evidence counts."""
        return self.proofs >= self.target.evidence.min


def judge(question: Question) -> Judgement:
    """Return the verdict on an entry that is neither empty, unusable nor exempt."""
    measure, entry = question.target.measure, question.entry
    if by_another_rule(measure, entry):
        return _by_another_rule(question)
    if isinstance(measure, Standing) and (not measure.marked or entry.value is not None):
        return _standing(question, measure)
    if isinstance(measure, Frequency) and entry.by_year:
        return _frequency(question, measure, entry.by_year)
    if isinstance(measure, Cumulative) and entry.by_year:
        return _changes(question, measure, entry.by_year)
    amount = amount_of(measure, entry)
    if amount is None or not isinstance(measure, VALUED):
        return _scheduled(question, _Stages(question))
    return _scheduled(question, _Amounts(question, measure, amount))


def amount_of(measure: Measure, entry: Entry) -> Amount | None:
    """Return the one amount that an entry reports for a measure, or None: percent for coverage, the smallest part."""
    found = reported_amount(measure, entry)
    return _percent(found) if found and isinstance(measure, Coverage) else found


def reported_amount(measure: Measure, entry: Entry) -> Amount | None:
    """Return the one amount that an entry reports for a measure with no more bounds than it was given, or None."""
    if isinstance(measure, Coverage):
        return _percentage(entry)
    if isinstance(measure, Minimum):
        return _smallest([part for part in (entry.by_unit or {}).values() if isinstance(part, Amount)])
    return entry.value if isinstance(measure, (Quantity, Standing)) else None


def _percentage(entry: Entry) -> Amount | None:
    """Return the percentage that an entry reports of a coverage: by its parts, by two numbers, or as a value.

    Where it is told in more than one way they agree as far as they were written; the first that is exact says most.
    """
    parts = coverage(entry.by_unit)
    told = [one for one in (parts and parts.share, entry.share, entry.value) if one is not None]
    return next((one for one in told if one.exact is not None), told[0] if told else None)


def _percent(amount: Amount) -> Amount:
    """Return a percentage with the bounds that every percentage has."""
    return Amount(*_bounds(amount), amount.text, open_high=amount.open_high)


def _bounds(percentage: Amount) -> tuple[Fraction, Fraction]:
    low, high = percentage.low, percentage.high
    return Fraction(0) if low is None else low, Fraction(100) if high is None else high


def _smallest(parts: Sequence[Amount]) -> Amount | None:
    if not parts:
        return None
    lows = [part.low for part in parts]
    low = None if any(value is None for value in lows) else min(value for value in lows if value is not None)
    capped = [part for part in parts if part.high is not None]
    lowest = min(capped, key=lambda part: (part.high or 0, not part.open_high), default=None)
    written = min(parts, key=lambda part: (part.low if part.low is not None else part.high or 0, part.low is not None))
    return Amount(low, lowest.high if lowest else None, written.text, open_high=bool(lowest and lowest.open_high))


# What is counted by another rule shows nothing of what is asked.


def by_another_rule(measure: Measure, entry: Entry) -> bool:
    """Tell whether an entry says that it was counted by another rule (口径) than the plan's; only where both say."""
    if not entry.basis:  # of most
        return False
    wanted, given = _plain(basis_of(measure)), _plain(entry.basis)
    return bool(wanted and given) and wanted != given


def _plain(said: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", said or "").split()).casefold()


def _by_another_rule(question: Question) -> Judgement:
    measure, last = question.target.measure, question.schedule[-1]
    if isinstance(measure, (Standing, Frequency)):
        last = Requirement(_end(question), mark_of(measure))
    told = {"wanted": (basis_of(measure) or "").strip(), "given": (question.entry.basis or "").strip()}
    why = Sentence(sentences.OTHER_BASIS, {**told, "asked": asking(last.requires, measure)})
    return Judgement("unproven", why, last.requires, last.deadline)


# Scheduled kinds: a requirement at each deadline, and a pace in between.


class _PaceKept(NamedTuple):
    """How the pace test ended: kept, behind, or left open by a bound; `lag` in points, or at least so much."""

    kept: bool | None
    expected: Wording = sentences.NOTHING
    lag: Fraction | None = None
    note: Wording = sentences.NOTHING
    at_least: bool = False


class _Scale(Protocol):
    """What was reported, as something that requirements and the pace can be held against."""

    reported: Wording

    def reached(self, asked: Asked) -> bool | None:
        """Tell whether a requirement is reached; None where a bound leaves it open."""

    def pace(self) -> _PaceKept:
        """Hold what was reported against the share of time."""

    def asked(self, asked: Asked) -> Wording:
        """Return a requirement as it stands in a sentence."""

    def settles(self) -> bool:
        """Tell whether a requirement that is reached can be met at all (a status for a value cannot)."""

    def slow(self) -> bool:
        """Tell whether it is behind the stage that time would expect, which nobody asks before its deadline."""


def _scheduled(question: Question, scale: _Scale) -> Judgement:
    last = question.schedule[-1]
    late = question.acceptance and _finished_late(question)
    if scale.reached(last.requires) and not late:
        return _reached(question, scale, last)
    due = [asked for asked in question.schedule if asked.deadline <= question.as_of]
    for asked in due:
        if late or scale.reached(asked.requires) is False:
            return _overdue(question, asked, scale)
    for asked in due:
        if scale.reached(asked.requires) is None:
            return _open(question, asked, scale)
    return _ahead(question, scale)


def _ahead(question: Question, scale: _Scale) -> Judgement:
    """Judge a target whose due requirements are all reached: the pace, then how near the next deadline is."""
    following = next(asked for asked in question.schedule if asked.deadline > question.as_of)
    pace = scale.pace()
    data = _data(following, scale) | {"expected": pace.expected}
    if pace.kept is False:
        lag = sentences.LAG_AT_LEAST if pace.at_least else sentences.LAG
        behind = Sentence(lag, {"lag": Figure(pace.lag or Fraction(0), 1)})
        why = Sentence(sentences.LAGGING_POINTS, data | {"lag": behind})
        return Judgement("lagging", why, following.requires, following.deadline, pace.lag)
    missed = _node_missed(question, scale)
    if missed:
        why = Sentence(sentences.LAGGING_NODE, _data(missed, scale))
        return Judgement("lagging", why, missed.requires, missed.deadline)
    if pace.kept is None:
        last = question.schedule[-1]
        return Judgement("unproven", Sentence(sentences.OPEN_PACE, data), last.requires, last.deadline)
    days = (following.deadline - question.as_of).days
    near = days <= question.plan.pace.due_soon_days and not scale.reached(following.requires)
    verdict: Verdict = "due_soon" if near else "on_track"
    text = sentences.DUE_SOON if near else sentences.ON_TRACK
    if isinstance(question.target.measure, Standing):  # in force from the first day, whatever its stages are due by
        text = sentences.DUE_SOON_DUTY if near else sentences.ON_TRACK_DUTY
    said = {"days": Figure(Fraction(days), unit="天"), "note": pace.note, "start": question.plan.period.start}
    why = Sentence(text, data | said)
    return Judgement(verdict, why, following.requires, following.deadline, slow=scale.slow())


def _node_missed(question: Question, scale: _Scale) -> Requirement | None:
    """Return the first node that the office has set, has passed (its own day counts), and is not reached."""
    passed = (node for node in question.nodes if node.deadline <= question.as_of)
    return next((node for node in passed if scale.reached(node.requires) is False), None)


def _reached(question: Question, scale: _Scale, last: Requirement) -> Judgement:
    needs_proof = not question.acceptance or last.requires == "done" or isinstance(last.requires, Fraction)
    data = _data(last, scale)
    if not scale.settles():
        return Judgement("unproven", _valueless(question, last, data), last.requires, last.deadline)
    if needs_proof and not question.proven:
        why = Sentence(sentences.UNPROVEN, data | {"lacks": _lacking(question)})
        return Judgement("unproven", why, last.requires, last.deadline)
    timing = {"timing": _timing(question.entry, last.deadline, question.as_of)}
    why = Sentence(sentences.MET, data | timing | _ends(question, needs_proof))
    return Judgement("met", why, last.requires, last.deadline)


def _valueless(question: Question, asked: Requirement, data: Mapping[str, object]) -> Sentence:
    """Return why a status alone does not settle a kind that wants a value."""
    measure, status = question.target.measure, _status(question.entry)
    text = sentences.NO_VALUE_DUTY if isinstance(measure, Standing) else sentences.NO_VALUE
    own = {"asked": asking(asked.requires, measure), "status": wording.status_of(status, measure)}
    return Sentence(text, {**data, **own, "start": question.plan.period.start})


def _data(asked: Requirement, scale: _Scale) -> dict[str, object]:
    return {"deadline": asked.deadline, "asked": scale.asked(asked.requires), "reported": scale.reported}


def _ends(question: Question, needs_proof: bool) -> dict[str, Wording]:
    """Return how many pieces are listed as evidence, and how many facts are later than the phase under acceptance."""
    listed, after = needs_proof and question.proofs, question.after
    return {
        "proofs": Sentence(sentences.LISTED, {"have": question.proofs}) if listed else sentences.NOTHING,
        "after": Sentence(sentences.AFTER_THE_PHASE, {"number": after}) if after else sentences.NOTHING,
    }


def _overdue(question: Question, asked: Requirement, scale: _Scale) -> Judgement:
    data = _data(asked, scale)
    late = question.acceptance and _finished_late(question) and question.entry.done_on
    data["late"] = Sentence(sentences.DONE_LATER, {"done": late.text}) if late else sentences.NOTHING
    today = asked.deadline == question.as_of and not question.acceptance
    why = Sentence(sentences.DUE_TODAY if today else sentences.OVERDUE, data)
    if isinstance(question.target.measure, Standing):
        why = _no_duty_shown(question, asked, data)
    return Judgement("overdue", why, asked.requires, asked.deadline)


def _no_duty_shown(question: Question, asked: Requirement, data: Mapping[str, object]) -> Sentence:
    """Return why a standing duty that wants a number is overdue by its stage: not kept in the unit's own word, or no value."""
    if _status(question.entry) == "not_started":
        return Sentence(sentences.BROKEN, {**data, "deadline": question.plan.period.start})
    return _valueless(question, asked, data)


def _open(question: Question, asked: Requirement, scale: _Scale) -> Judgement:
    last = question.schedule[-1]
    return Judgement("unproven", Sentence(sentences.OPEN, _data(asked, scale)), last.requires, last.deadline)


def _lacking(question: Question) -> Sentence:
    """Return what is lacking of the evidence: how many pieces count, how many are needed, which are of too late a date."""
    proofs, later = question.target.evidence, question.later
    text = sentences.NOT_COUNTED_IN_PHASE if question.acceptance else sentences.NOT_COUNTED
    data = {
        "have": question.proofs,
        "need": proofs.min,
        "kinds": [EVIDENCE_KINDS[kind] for kind in proofs.kinds if kind != "report"],
        "late": Sentence(text, {"number": later}) if later else sentences.NOTHING,
    }
    return Sentence(sentences.LACKING, data)


def _finished_late(question: Question) -> bool:
    done_on = question.entry.done_on
    return done_on is not None and done_on.first > question.as_of


def timed(why: Sentence, entry: Entry, deadline: date | None, as_of: date) -> Sentence:
    """Return why a target is met with how the day it was done stands to the deadline."""
    if deadline is None:
        return why
    return Sentence(why.text, {**why.data, "timing": _timing(entry, deadline, as_of)})


def is_late(done_on: Span | None, deadline: date | None, as_of: date | None) -> bool:
    """Tell whether something was done after its deadline, as far as the day of judgement can know."""
    return bool(done_on and deadline and done_on.first > deadline and not _is_to_come(done_on, as_of))


def _is_to_come(done_on: Span, as_of: date | None) -> bool:
    return as_of is not None and done_on.first > as_of


def _timing(entry: Entry, deadline: date, as_of: date) -> Wording:
    done_on = entry.done_on
    if done_on and _is_to_come(done_on, as_of):
        return Sentence(sentences.DONE_AFTERWARDS, {"done": done_on.text})
    if done_on is None or done_on.first <= deadline < done_on.last:  # a month or year that tells nothing of a day in it
        return sentences.NOTHING
    early, late = done_on.last < deadline, is_late(done_on, deadline, as_of)
    text = sentences.EARLY if early else sentences.LATE if late else sentences.ON_TIME
    return Sentence(text, {"done": done_on.text})


def _passed(start: date, end: date, day: date) -> tuple[int, int]:
    """Return how many of the days between two days have passed on a third (none before the first), and how many there are."""
    return max((day - start).days, 0), max((end - start).days, 1)


@lru_cache(maxsize=256)
def _percent_passed(start: date, end: date, day: date) -> Fraction:
    """Return the share of the time between two days that has passed on a third, in percent."""
    return 100 * Fraction(*_passed(start, end, day))


class _Stages:
    """A stage on the ladder; for a kind that wants a value, a number in the schedule counts as done."""

    _UNPACED = _PaceKept(True)

    def __init__(self, question: Question) -> None:
        status = _status(question.entry)
        self._question = question
        self._stage = LADDER.index(status)
        self._is_milestone = question.target.measure.kind == "milestone"
        self.reported: Wording = wording.stage(status, question.target.measure, valueless=not self._is_milestone)

    def reached(self, asked: Asked) -> bool | None:
        """See _Scale."""
        return self._stage >= _rank(asked)

    def asked(self, asked: Asked) -> Wording:
        """See _Scale."""
        return asking(asked, self._question.target.measure, by_stage=True)

    def settles(self) -> bool:
        """See _Scale: a status without the value is a claim."""
        return self._is_milestone

    def pace(self) -> _PaceKept:
        """See _Scale: progress against the share of time; no stage is asked for before its deadline."""
        progress = self._question.entry.progress
        return self._progress(progress) if self._is_milestone and progress is not None else self._UNPACED

    def slow(self) -> bool:
        """See _Scale: below the stage on the way from the last requirement to the most demanding of those to come.

        The greatest, over every later requirement b' at q', of ⌊a + (b' - a)·(as_of - p)/(q' - p)⌋, with a the
        requirement at the previous deadline p (stage 0 at the plan's start).
        """
        question = self._question
        before, p = 0, question.plan.period.start
        for asked in question.schedule:
            if asked.deadline <= question.as_of:
                before, p = _rank(asked.requires), asked.deadline
        later = [asked for asked in question.schedule if asked.deadline > question.as_of]
        ways = ((_rank(asked.requires) - before, *_passed(p, asked.deadline, question.as_of)) for asked in later)
        return self._is_milestone and self._stage < max(before + rise * passed // days for rise, passed, days in ways)

    def _progress(self, progress: Amount) -> _PaceKept:
        question = self._question
        start, end = question.plan.period.start, question.schedule[-1].deadline
        expected = _percent_passed(start, end, question.as_of)
        low, high = _bounds(progress)
        status = STATUSES[_status(question.entry)]
        written = f"{progress.text}%" if progress.text[-1:].isdecimal() else progress.text
        self.reported = Sentence(sentences.WITH_PROGRESS, {"status": status, "progress": written})
        least = expected - high
        most = least if low is high else expected - low
        return _within(least, most, question.plan.pace, wording.expected(Figure(expected, 1, "%")), progress.open_high)


class _Amounts:
    """A number with a mark to reach; the pace runs in straight lines between the values that have a date."""

    def __init__(self, question: Question, measure: Valued, amount: Amount) -> None:
        self._question, self._measure, self._amount = question, measure, amount
        parts = coverage(question.entry.by_unit) if isinstance(measure, Coverage) else None
        self.reported: Wording = wording.parts(parts, amount) if parts else wording.amount(amount, measure)

    def reached(self, asked: Asked) -> bool | None:
        """See _Scale: a stage word before `done` asks only that a value be reported."""
        if isinstance(asked, str) and asked != "done":
            return True
        mark = asked if isinstance(asked, Fraction) else mark_of(self._measure)
        return reaches(self._amount, self._measure, mark)

    def asked(self, asked: Asked) -> Wording:
        """See _Scale."""
        return asking(asked, self._measure)

    def settles(self) -> bool:
        """See _Scale."""
        return True

    def slow(self) -> bool:
        """See _Scale: a number has a pace of its own."""
        return False

    def pace(self) -> _PaceKept:
        """See _Scale: 100·(expected − actual)/(last − first dated value), in both directions."""
        points = sorted(self._points())
        if isinstance(self._measure, Minimum):
            return _PaceKept(True)
        if len(points) < 2:
            return _PaceKept(True, note=sentences.NO_PACE)
        if self._question.as_of < points[0][0]:
            return _PaceKept(True, note=Sentence(sentences.NO_PACE_BEFORE, {"day": points[0][0]}))
        distance = points[-1][1] - points[0][1]
        if not distance:
            return _PaceKept(True)
        return self._held(_between(points, self._question.as_of), distance, places=1)

    def _held(self, expected: Fraction, distance: Fraction, places: int) -> _PaceKept:
        """Hold what was reported against what is expected by now; `distance` is that from the first number to the mark."""
        low, high = self._amount.low, self._amount.high
        ends = (high, low) if distance > 0 else (low, high)
        least, most = _both(lambda part: _lag(expected, part, distance), *ends)
        worded = wording.expected(wording.with_unit(expected, self._measure)._replace(places=places))
        return _within(least, most, self._question.plan.pace, worded, self._amount.open_high)

    def _points(self) -> Iterator[tuple[date, Fraction]]:
        measure = self._measure
        baseline = measure.baseline if isinstance(measure, (Quantity, Coverage)) else None
        if baseline:
            yield baseline.date, baseline.value
        elif isinstance(measure, Coverage):
            yield self._question.plan.period.start, Fraction(0)
        for asked in self._question.target.schedule:
            if isinstance(asked.requires, Fraction) or asked.requires == "done":
                value = asked.requires if isinstance(asked.requires, Fraction) else mark_of(measure)
                yield asked.deadline, value


class _Changes(_Amounts):
    """Yearly changes that add up to a mark; what is expected of them grows with the years that are over."""

    def __init__(self, question: Question, measure: Cumulative, by_year: Mapping[int, Amount]) -> None:
        over = years_over(question.plan, question.as_of)
        self.total = compounded([by_year[year] for year in over])
        super().__init__(question, measure, self.total)
        self.reported = wording.changes(by_year, over, self.total, measure)
        self._share = Fraction(len(over), max(len(full_years(question.plan)), 1))

    def pace(self) -> _PaceKept:
        """See _Scale: the mark times the years that are over, of all the plan's years."""
        mark = mark_of(self._measure)
        return self._held(mark * self._share, mark, places=2) if mark else _PaceKept(True)


def _changes(question: Question, measure: Cumulative, by_year: Mapping[int, Amount]) -> Judgement:
    """Judge changes by year; one that is over and not given leaves open what they add up to: absent is not zero."""
    lacking = [str(year) for year in years_over(question.plan, question.as_of) if year not in by_year]
    if not lacking:
        scale = _Changes(question, measure, by_year)
        return _scheduled(question, scale)._replace(total=scale.total)
    last = question.schedule[-1]
    told = {"years": lacking, "deadline": last.deadline, "asked": asking(last.requires, measure)}
    return Judgement("unproven", Sentence(sentences.OPEN_CHANGE, told), last.requires, last.deadline)


def change_by(measure: Measure, entry: Entry, plan: Plan, day: date) -> Amount | None:
    """Return what the changes of an entry add up to over the plan's years that are over on a day; None where one lacks."""
    by_year, over = entry.by_year or {}, years_over(plan, day)
    if not (isinstance(measure, Cumulative) and by_year and all(year in by_year for year in over)):
        return None
    return compounded([by_year[year] for year in over])


def compounded(rates: Sequence[Amount]) -> Amount:
    """Return what changes in percent, one upon the other, come to: 100·(∏(1 + r/100) − 1); no change where there are none.

    Nothing falls by more than all there is, which is the least that a rate without a lower bound can be.
    """
    low = high = Fraction(1)
    for rate in rates:
        low *= max(_factor(rate.low), Fraction(0)) if rate.low is not None else 0
        high *= max(_factor(rate.high), Fraction(0)) if rate.high is not None else 1
    without_end = high > 0 and any(rate.high is None for rate in rates)
    least, most = 100 * (low - 1), None if without_end else 100 * (high - 1)
    is_open = most is not None and high > 0 and any(rate.open_high for rate in rates)
    return Amount(least, most, "", open_high=is_open)


def _factor(rate: Fraction) -> Fraction:
    return 1 + rate / 100


def _status(entry: Entry) -> str:
    """Return the stage that an entry gives: none is the first."""
    return entry.status or "not_started"


def _rank(asked: Asked) -> int:
    return LADDER.index(asked) if isinstance(asked, str) else LADDER.index("done")


def _both(
    lag: Callable[[Fraction | None], Fraction | None], least: Fraction | None, most: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    """Return the lag of both ends of an amount; those of an exact one are the same number."""
    first = lag(least)
    return first, first if most is least else lag(most)


def _lag(expected: Fraction, actual: Fraction | None, distance: Fraction) -> Fraction | None:
    return None if actual is None else 100 * (expected - actual) / distance


def _between(points: Sequence[tuple[date, Fraction]], day: date) -> Fraction:
    for (p, a), (q, b) in pairwise(points):
        if p <= day < q:
            return a + (b - a) * Fraction((day - p).days, (q - p).days)
    return points[-1][1]


def _within(least: Fraction | None, most: Fraction | None, pace: Pace, expected: Wording, beyond: bool) -> _PaceKept:
    """Hold the least and the most that the lag can be (None: no bound) against the tolerance.

    `beyond` tells that it is more than the least: 不足30 is below 30.
    """
    if least is not None and (least > pace.tolerance or (beyond and least == pace.tolerance)):
        return _PaceKept(False, expected, least, at_least=most != least)
    if most is not None and most <= pace.tolerance:
        return _PaceKept(True, expected)
    return _PaceKept(None, expected)


# Duties that hold from the first day to the last.


def _standing(question: Question, measure: Standing) -> Judgement:
    plan, value, status = question.plan, question.entry.value, _status(question.entry)
    mark: Asked = "under_way"
    kept: bool | None = status != "not_started"
    reported: Wording = wording.stage(status, measure)
    if measure.marked and value:
        mark, reported = mark_of(measure), wording.amount(value, measure)
        kept = reaches(value, measure, mark)
    end = _end(question)
    data = {"asked": asking(mark, measure), "reported": reported, "deadline": end}
    if kept is False:
        start = plan.period.start
        return Judgement("overdue", Sentence(sentences.BROKEN, data | {"deadline": start}), mark, start)
    if kept is None:
        return Judgement("unproven", Sentence(sentences.OPEN_DUTY, data), mark, end)
    return _kept(question, Requirement(end, mark), data)


def _end(question: Question) -> date:
    """Return the day until which a duty is asked for: the plan's end, or that of the phase under acceptance."""
    return question.as_of if question.acceptance else question.plan.period.end


def _frequency(question: Question, measure: Frequency, by_year: dict[int, Amount]) -> Judgement:
    years = full_years(question.plan)
    over = years_over(question.plan, question.as_of)
    for year in over:
        if year in by_year and by_year[year].at_least(measure.per_year) is False:
            data = _of_year(year, measure, measure.per_year, by_year[year])
            return Judgement("overdue", Sentence(sentences.SHORT_YEAR, data), measure.per_year, date(year, 12, 31))
    unsettled = [year for year in over if year not in by_year or by_year[year].at_least(measure.per_year) is None]
    if unsettled:
        return _open_years(question, measure, unsettled, by_year)
    this_year = question.as_of.year
    if this_year in years and this_year not in over and this_year in by_year:
        behind = _this_year(question, measure, by_year[this_year])
        if behind:
            return behind
    ahead = (date(year, 12, 31) for year in years if year not in over)
    following = _end(question) if question.acceptance else next(ahead, question.plan.period.end)
    last = Requirement(following, measure.per_year)
    data = {"asked": asking(measure.per_year, measure), "reported": wording.years(by_year, measure)}
    return _kept(question, last, data | {"deadline": following})


def _of_year(year: int, measure: Frequency, expected: Fraction, count: Amount) -> dict[str, object]:
    counts = {"figure": wording.with_unit(expected, measure), "reported": wording.amount(count, measure)}
    return {"year": year, "asked": asking(measure.per_year, measure), **counts}


def _open_years(
    question: Question, measure: Frequency, unsettled: Sequence[int], by_year: Mapping[int, Amount]
) -> Judgement:
    """Judge a yearly duty of which some years are not given, or not exactly: absent is not zero."""
    lacking = Sentence(sentences.NO_COUNT, {"years": [str(year) for year in unsettled if year not in by_year]})
    bounds = Sentence(sentences.OPEN_COUNT, {"years": [str(year) for year in unsettled if year in by_year]})
    both = Sentence(sentences.NO_AND_OPEN_COUNT, {"lacking": lacking, "bounds": bounds})
    said = both if lacking.data["years"] and bounds.data["years"] else lacking if lacking.data["years"] else bounds
    why = Sentence(sentences.OPEN_YEARS, {"years": said, "asked": asking(measure.per_year, measure)})
    return Judgement("unproven", why, measure.per_year, _end(question))


def _this_year(question: Question, measure: Frequency, count: Amount) -> Judgement | None:
    """Hold this year's count against the whole times that the share of the year asks for; None if it is kept."""
    as_of = question.as_of
    days = 366 if calendar.isleap(as_of.year) else 365
    expected = Fraction(int(measure.per_year * as_of.timetuple().tm_yday / days))
    kept = count.at_least(expected)
    if kept:
        return None
    if kept is None:
        return _open_years(question, measure, [as_of.year], {as_of.year: count})
    why = Sentence(sentences.LAGGING_YEAR, _of_year(as_of.year, measure, expected, count))
    return Judgement("lagging", why, measure.per_year, date(as_of.year, 12, 31))


def full_years(plan: Plan) -> list[int]:
    """Return the calendar years that lie wholly inside the plan."""
    return plan.period.full_years


def years_over(plan: Plan, day: date) -> list[int]:
    """Return those of the plan's full years that are over by the end of a day."""
    return [year for year in full_years(plan) if date(year, 12, 31) <= day]


def first_year_end(plan: Plan) -> date:
    """Return the end of the first year that a plan's yearly duties are counted for; the plan's end where there is none."""
    years = full_years(plan)
    return date(years[0], 12, 31) if years else plan.period.end


def _kept(question: Question, last: Requirement, data: Mapping[str, object]) -> Judgement:
    """Judge a duty that is kept so far: on track until the plan's end, then met where it is proven."""
    over = question.acceptance or question.as_of >= question.plan.period.end
    if over and not question.acceptance and not question.proven:
        why = Sentence(sentences.UNPROVEN_DUTY, {**data, "lacks": _lacking(question)})
        return Judgement("unproven", why, last.requires, last.deadline)
    text = sentences.KEPT if isinstance(question.target.measure, Standing) else sentences.KEPT_YEARLY
    why = Sentence(text, {**data, **_ends(question, needs_proof=over and not question.acceptance)})
    return Judgement("met" if over else "on_track", why, last.requires, last.deadline)


def reaches(amount: Amount, measure: Measure, mark: Fraction) -> bool | None:
    """Tell whether an amount is on the right side of a mark; None where its bound leaves it open."""
    falling = getattr(measure, "at_most", None) is not None
    return amount.at_most(mark) if falling else amount.at_least(mark)
