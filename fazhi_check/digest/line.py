"""One assessment as a line of a report: everything a format may say of a target."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check import sentences
from fazhi_check.assess import FLAGGED, Assessment, Waived
from fazhi_check.digest.entry import EntryDigest, Waiting, entry_digest, quoted, waiting
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.words import (
    APPLIED,
    COMMA,
    EVIDENCE,
    KNOWN,
    PAST_DUE,
    SUPPORT,
    SUPPORT_PLAIN,
    UNREVIEWED,
    joined,
    same,
    settled_as,
)
from fazhi_check.findings import Place
from fazhi_check.plan.model import Measure, basis_of
from fazhi_check.sanitize import clean, mask
from fazhi_check.submission.records import Entry, Evidence
from fazhi_check.wording import counted_by, in_all, status_of, wanted
from fazhi_check.words import DUTIES, STATUSES, Lang, Sentence, Text, number, verdict_words

if TYPE_CHECKING:  # nothing is told beside most judgements
    from fazhi_check.digest.tracked import Change, Reading, Settled

_MOST_NAMED = 3  # places of errors in one line
# Where a line stands that asks for no attention by its verdict.
UNRANKED = FLAGGED.index("invalid")
# A duty that holds all the time and is broken.
NOT_KEPT = Text("未保持", "not kept")
# A change that is reported of a year, where its percent sign is left out.
_RATE = re.compile(r"(?<=\d{4}: )[-−+]?\d[\d.,]*(?=$|, )")
_UNITS = {"overdue": Text(" 天", " days"), "lagging": Text(" 个百分点", " points")}


class Line(NamedTuple):
    """The verdict on one target, as it is shown.

    `why` is said when it is asked for: of most lines a report shows only counts. `required` and `reported` are a
    stage or a number (see Assessment), `measure` is unknown where only a saved report tells of the target, `as_of`
    the day of the verdict, `place` that of the entry; `errors` are the places of what is wrong with one that is not judged;
    `lead` are the ids of the bodies that lead it, `support` is what its entry rests on (see assess.Support), `proofs`
    how many pieces of its evidence count, `entry` what it says itself; `past_due`, `slow` and `late` are those of the
    assessment; it may be `accepted`: judged in the acceptance of a phase. `change` is what became of it since an
    earlier report, `settled` what an office has settled of it. In a round `review` is why it needs review, if it does,
    and an exempt one is `applied` for until an office has agreed; `readings` are what its office says of the task,
    `evidence` the pieces that its entry lists, which a saved report does not keep. What is missing may have been
    `proposed` from a report: that is kept here, and nothing of it counts.
    """

    target: str
    title: Text
    section: str
    item: str
    force: str
    measure: Measure | None
    verdict: str
    why: Sentence | Text
    required: str | Fraction | None
    deadline: date | None
    reported: str | float | None
    lag: Fraction | None
    serious: bool
    waived: Waived | None
    known: bool
    flagged: bool
    place: Place | None
    as_of: date | None
    errors: Text | None = None
    lead: tuple[str, ...] = ()
    support: str | None = None
    proofs: int = 0
    past_due: bool | None = False
    slow: bool = False
    entry: EntryDigest | None = None
    accepted: bool = False
    late: bool = False
    change: "Change | None" = None
    settled: "Settled | None" = None
    applied: bool = False
    review: str | None = None
    readings: "tuple[Reading, ...]" = ()
    evidence: Sequence[Evidence] = ()
    proposed: Waiting | None = None

    @property
    def called(self) -> Text:
        """What its verdict is called."""
        return APPLIED if self.applied else verdict_words(self.accepted)[self.verdict]

    @property
    def unreviewed(self) -> bool:
        """Tell whether it needs review and no office has settled it."""
        return self.review is not None and (self.settled is None or self.settled.verdict is None)

    @property
    def settlement(self) -> Text:
        """What an office has settled; that nothing is, where it needs review; nothing for the others."""
        if self.settled is None:
            return UNREVIEWED if self.review else same("")
        return settled_as(self.settled, verdict_words(self.accepted))

    @property
    def settled_by(self) -> Text:
        """What an office has settled, with who did, when and why; nothing where it has not."""
        one = self.settled
        if one is None:
            return same("")
        said = [clean(str(part)) for part in (one.by, one.day, one.reason) if part]
        return joined([self.settlement, *map(same, said)], COMMA)

    @property
    def group(self) -> str:
        """Under which word it counts: its verdict, or waived."""
        return "waived" if self.waived else self.verdict

    @property
    def free(self) -> bool:
        """Tell whether it would ask for attention if the plan asked for it instead of encouraging it."""
        return self.verdict in FLAGGED and self.force not in DUTIES and not self.waived

    @property
    def slow_duty(self) -> bool:
        """Tell whether it is slow in what the plan asks for (see assess.Assessment)."""
        return self.slow and self.force in DUTIES and self.waived is None

    @property
    def rank(self) -> int:
        """Its verdict's place among those that ask for attention; that of invalid data for the others."""
        return FLAGGED.index(self.verdict) if self.verdict in FLAGGED else UNRANKED

    @property
    def days_over(self) -> int:
        """The days since the deadline that was missed; 0 for every other verdict."""
        if self.verdict != "overdue" or self.deadline is None or self.as_of is None or self.standing:
            return 0
        return (self.as_of - self.deadline).days

    @property
    def standing(self) -> bool:
        """Tell whether it is a duty that holds from the plan's first day on: it has no day to be late by."""
        return self.measure is not None and self.measure.kind == "standing"

    @property
    def turned(self) -> Text:
        """What became of it since an earlier report, and since when; nothing without one, or where it is as it was."""
        if self.change is None:
            return same("")
        from fazhi_check.digest.round.words import turned  # a run without earlier reports does without

        return turned(self.change)

    @property
    def turned_briefly(self) -> Text:
        """The same in a word, for the most urgent things."""
        if self.change is None:
            return same("")
        from fazhi_check.digest.round.words import briefly  # a run without earlier reports does without

        return briefly(self.change)

    @property
    def unsettled(self) -> Text | None:
        """Why it is unproven where that is no matter of evidence: a value is lacking, or settles nothing; else None.

        A standing duty may be overdue for want of a value: nobody said that it is not kept.
        """
        said = self.why.text if isinstance(self.why, Sentence) else self.why
        may_be = self.verdict == "unproven" or (self.verdict == "overdue" and self.standing)
        return sentences.reason_of(said) if may_be else None

    @property
    def by_node(self) -> bool:
        """Tell whether it lags by a node that the office has set, as its sentence says."""
        said = self.why.text if isinstance(self.why, Sentence) else self.why
        return self.verdict == "lagging" and sentences.is_of_node(said)

    @property
    def amount(self) -> str:
        """The days over or the points behind, where its verdict has such a number."""
        if self.verdict == "overdue" and self.days_over:
            return str(self.days_over)
        return number(self.lag, 1) if self.verdict == "lagging" and self.lag is not None else ""

    @property
    def due_today(self) -> bool:
        """Tell whether the day of judgement is its deadline; in the acceptance of a phase that is no news."""
        return self.deadline == self.as_of and not self.accepted

    @property
    def degree(self) -> Text:
        """Its verdict with how far it has gone: the days or points, due today, not kept, past its deadline."""
        own = self.called
        if self.verdict == "missing" and self.past_due:
            return Text(f"{own.zh}，今日到期", f"{own.en}, due today") if self.due_today else PAST_DUE
        if self.unsettled:
            return Text(f"{own.zh}（{self.unsettled.zh}）", f"{own.en} ({self.unsettled.en})")
        if self.verdict == "overdue" and self.standing:
            return NOT_KEPT
        if self.verdict == "overdue" and self.due_today:
            return Text("今日到期", "due today")
        unit = _UNITS.get(self.verdict) if self.amount else None
        return Text(f"{own.zh} {self.amount}{unit.zh}", f"{own.en} {self.amount}{unit.en}") if unit else own

    @property
    def word(self) -> Text:
        """Its verdict in words, with whether it was waived or known before."""
        own = self.called
        if self.known:
            return Text(f"{own.zh}（{KNOWN.zh}）", f"{own.en} ({KNOWN.en})")
        return Text(f"豁免（原为{own.zh}）", f"waived ({own.en})") if self.waived else own

    @property
    def asked(self) -> Text:
        """What was required, in words; nothing where nothing was."""
        if self.required is None:
            return same("")
        if self.measure:
            return counted_by(wanted(self.required, self.measure), basis_of(self.measure))
        if isinstance(self.required, Fraction):
            return Text(f"不低于 {number(self.required)}", f"at least {number(self.required)}")
        return STATUSES.get(self.required) or same(clean(self.required))

    @property
    def told(self) -> Text:
        """What was reported, in words, and by which rule where the plan has one; nothing where nothing was."""
        if self.reported is None:
            return same("")
        rule = self.entry.basis if self.entry and self.measure and basis_of(self.measure) else None
        return counted_by(self._told, rule and clean(rule))

    @property
    def _told(self) -> Text:
        if isinstance(self.reported, str):
            named = self.reported in STATUSES
            return status_of(self.reported, self.measure) if named else self._as_reported(self.reported)
        unit = "%" if self.measure and self.measure.kind == "coverage" else getattr(self.measure, "unit", None) or ""
        return same(f"{self.reported}{'' if unit == '%' else ' '}{unit}".rstrip())

    def _as_reported(self, reported: str) -> Text:
        """Return what was reported; changes by year each with its percent sign, and what they add up to."""
        if self.measure is None or self.measure.kind != "cumulative":
            return same(clean(reported))
        said, total = clean(_RATE.sub(r"\g<0>%", reported)), self.entry and self.entry.exact
        value = _exactly(total.value) if total and not total.bound else None
        if value is None:
            return same(said)
        added = in_all(value, self.measure)
        return Text(f"{said}；{added.say('zh')}", f"{said}; {added.say('en')}")

    @property
    def waiver(self) -> Text:
        """Until when it is waived, why and by whom; nothing for the others."""
        waived = self.waived
        if waived is None:
            return same("")
        until, left = waived.expires, self.left
        return Text(
            clean(f"豁免至 {until}（{left.zh}）：{waived.reason}，{waived.approved_by}批准"),
            clean(f"waived until {until} ({left.en}): {waived.reason}, approved by {waived.approved_by}"),
        )

    @property
    def left(self) -> Text:
        """The days that a waiver still holds."""
        if self.waived is None or self.as_of is None:
            return same("")
        days = (self.waived.expires - self.as_of).days
        return Text(f"还有 {days} 天", f"{days} days left")

    @property
    def resting_on(self) -> Text:
        """What its entry rests on; nothing without one."""
        if self.support is None or self.verdict in ("missing", "exempt"):
            return same("")
        seen = EVIDENCE[(self.settled and self.settled.evidence) or "unchecked"]
        if self.support == "proven" and self.proofs:  # a report of version 1 counts none
            return Text(f"已列佐证 {self.proofs} 件（{seen.zh}）", f"evidence listed: {self.proofs} ({seen.en})")
        if self.settled and self.settled.evidence:
            plain = SUPPORT_PLAIN[self.support]
            return Text(f"{plain.zh}（{seen.zh}）", f"{plain.en} ({seen.en})")
        return SUPPORT[self.support]

    def told_besides(self, lang: Lang) -> list[str]:
        """Return what the unit adds to its entry: whose it is, its notes, and what its evidence quotes."""
        return [quoted(word, said, lang) for word, said in self.entry.told] if self.entry else []

    def message(self, lang: Lang) -> str:
        """Return why it is judged so, as it was said."""
        return self.why.say(lang)

    def said(self, lang: Lang) -> str:
        """Return why it is judged so, on one line and with everything to be seen."""
        return clean(self.why.say(lang) + (self.errors.say(lang) if self.errors else ""))


def _exactly(said: str | None) -> Fraction | None:
    """Return the fraction that a report tells, None where it tells none: a saved one may have been written by anybody."""
    try:
        return None if said is None else Fraction(said)
    except (ValueError, ZeroDivisionError):
        return None


def line_of(one: Assessment, place: Place | None, as_of: date | None, entry: Entry | None = None) -> Line:
    """Return an assessment as a line; `entry` is that under its target, if something is filled in there."""
    target, waived = one.target, one.waived
    return Line(
        target.id,
        Text(target.title, target.title_en),
        target.section,
        target.item,
        target.force,
        target.measure,
        one.verdict,
        one.why,
        one.required,
        one.deadline,
        mask(one.reported) if isinstance(one.reported, str) else one.reported,
        one.lag,
        one.serious,
        waived and resting(waived.reason, waived.approved_by, waived.expires),
        one.known,
        one.flagged,
        place,
        as_of,
        lead=target.lead,
        support=one.support,
        proofs=one.proofs,
        past_due=one.past_due,
        slow=one.slow,
        entry=entry_digest(entry, target, one.total) if entry and one.support else None,
        late=one.late,
        change=one.change and _shown_change(one.change),
        settled=one.settled and _shown_settled(one.settled),
        applied=one.applied,
        evidence=entry.evidence if entry and one.support else (),
        proposed=waiting(entry, target) if entry and one.proposed else None,
    )


def _shown_change(one: "Change") -> "Change":
    from fazhi_check.digest.tracked import shown_change

    return shown_change(one)


def _shown_settled(one: "Settled") -> "Settled":
    from fazhi_check.digest.tracked import shown_settled

    return shown_settled(one)


def for_review(lines: Iterable[Line], findings: Iterable[FindingDigest]) -> list[Line]:
    """Return the lines of a file of a round, each with why it needs review where it does (see round.review)."""
    from fazhi_check.round.review import contradicted, review_of  # a run without a round does without

    told = contradicted(findings)
    return [line._replace(review=why) if (why := review_of(line, line.target, told)) else line for line in lines]


def read_by_office(line: Line, readings: "Mapping[str, Sequence[Reading]]") -> Line:
    """Return a line with what the office of a round says of its task, item and section, by their ids."""
    found = [one for name in (line.section, line.item, line.target) for one in readings.get(name, ())]
    return line._replace(readings=tuple(found)) if found else line


def pointing(lines: Iterable[Line], findings: Iterable[FindingDigest]) -> list[Line]:
    """Return some lines; those of data that cannot be used with the places of the findings that say why."""
    wrong: dict[str, list[str]] = {}
    for one in findings:
        if one.target and one.place and one.meaning.spoils:
            wrong.setdefault(one.target, []).append(one.at[1:])
    return [
        line._replace(errors=_places(wrong[line.target]))
        if line.verdict == "invalid" and line.target in wrong
        else line
        for line in lines
    ]


def _places(places: Sequence[str]) -> Text:
    shown, more = places[:_MOST_NAMED], len(places) > _MOST_NAMED
    zh, en = "、".join(shown), ", ".join(shown)
    return Text(f"（{zh}{' 等' if more else ''}）", f" ({en}{' and more' if more else ''})")


def resting(reason: str, approved_by: str, expires: date) -> Waived:
    """Return a waiver as it is shown: reasons and offices are text from outside."""
    return Waived(mask(reason), mask(approved_by), expires)
