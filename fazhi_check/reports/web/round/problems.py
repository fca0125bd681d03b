"""The problems (问题台账) on the page: a row for each, with where it stands and the words before and now."""

from __future__ import annotations

from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.followed import Member, members
from fazhi_check.digest.round.words import PROBLEM_STATES
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Before
from fazhi_check.digest.tracked import Problem as Tracked
from fazhi_check.digest.words import DOT, joined, same
from fazhi_check.reports.web.keys import Keys
from fazhi_check.sanitize import visible
from fazhi_check.words import STATUSES, VERDICTS, Lang, Text


class Problem(NamedTuple):
    """A problem with its keys; `before` and `now` are judgements with what was reported and quoted."""

    unit: str
    category: str
    section: str
    verdict: str
    no: str
    name: str
    text: str
    state: str
    word: str
    opened: str
    deadline: str
    over: bool
    before: str
    now: str
    more: str


def problems(digest: Digest, one: RoundDigest, lang: Lang, keys: Keys) -> list[Problem] | None:
    """Return the problems of all units; None where no earlier report and no row of the round tells of any."""
    units = [member for member in members(digest) if member.problems is not None]
    found = {id(unit): keys.member(unit) for unit in one.units}
    named = dict(zip([unit.name for unit in one.units], found.values(), strict=True))
    rows = [
        _row(member, each, lang, keys, named.get(member.name) or _of(member.file, keys))
        for member in units
        for each in member.problems or ()
    ]
    return rows if units else None


def _of(file: FileDigest | None, keys: Keys) -> tuple[str, str]:
    return keys.file(file) if file else ("", "")


def _row(member: Member, each: Tracked, lang: Lang, keys: Keys, of: tuple[str, str]) -> Problem:
    line = member.line(each.target)
    heading = member.file.heading(line.section).say(lang) if member.file and line else ""
    return Problem(
        *of,
        keys.section(heading) if heading else "",
        each.now.verdict if each.now else "",
        each.no,
        member.name,
        visible(str(each.text)),
        each.state,
        PROBLEM_STATES[each.state].say(lang),
        str(each.opened),
        str(each.deadline or ""),
        member.day is not None and each.overdue(member.day),
        _told(each.before, lang),
        _told(each.now, lang),
        _more(each).say(lang),
    )


def _told(one: Before | None, lang: Lang) -> str:
    """Return a judgement in words: its day, its verdict, what was reported and quoted."""
    if one is None:
        return ""
    reported = STATUSES.get(str(one.reported), same(str(one.reported))) if one.reported is not None else None
    said = [Text(f"{one.as_of} {VERDICTS[one.verdict].zh}", f"{one.as_of} {VERDICTS[one.verdict].en}")]
    said += [Text(f"填报{reported.zh}", f"reported {reported.en}")] if reported else []
    said += [Text(f"“{quote}”", f'"{quote}"') for quote in one.quotes]
    return joined(said, DOT).say(lang)


def _more(each: Tracked) -> Text:
    """Return what is to be known beside it: its source, in how many reports it stood, reminders, the last decision."""
    said = [same(each.source)] if each.source else []
    said += [Text(f"涉及 {each.rounds} 期", f"in {each.rounds} reports")] if each.rounds > 1 else []
    said += [Text(f"催办 {each.reminders} 次", f"reminders: {each.reminders}")] if each.reminders else []
    said += (
        [Text(f"{each.decided_on} {each.by or ''}".strip(), f"{each.decided_on} {each.by or ''}".strip())]
        if each.decided_on
        else []
    )
    return joined(said, DOT)
