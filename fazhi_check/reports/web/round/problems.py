"""The problems (问题台账) on the page: a row for each, with where it stands and the words before and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.problems import Row, rows_of
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.followed import members
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Before
from fazhi_check.digest.words import DOT, joined, same
from fazhi_check.reports.web.keys import Keys
from fazhi_check.sanitize import visible
from fazhi_check.words import STATUSES, VERDICTS, Lang, Text

# So many rows a page of many units has room for.
MOST = 1000
# Problems that the program found for want of a report alone.
UNREPORTED = Text("待整改的未填报事项", "open for want of a report")


class Problem(NamedTuple):
    """A problem with its keys; `before` and `now` are judgements with what was reported and quoted.

    `kind` is what it is counted as where the page leaves it out.
    """

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
    over: str
    before: str
    now: str
    more: str
    kind: Text


def problems(digest: Digest, one: RoundDigest, lang: Lang, keys: Keys) -> list[Problem] | None:
    """Return the problems of all units; None where no earlier report and no row of the round tells of any."""
    units = [member for member in members(digest) if member.problems is not None]
    known = {unit.name: keys.member(unit) for unit in one.units}
    rows = [_row(row, lang, keys, known.get(row.member.name) or _of(row.member.file, keys)) for row in rows_of(units)]
    return rows if units else None


def fitted(rows: Sequence[Problem]) -> tuple[list[Problem], dict[Text, int]]:
    """Return the problems that the page has room for, in their order, and how many of which kind it leaves to the ledger.

    Of very many those stay out first that are open for want of a report alone, which the units' sheets list, then the
    last of the list.
    """
    plain = [number for number, one in enumerate(rows) if one.kind == UNREPORTED]
    out = set(plain[max(0, len(plain) - max(0, len(rows) - MOST)) :])
    kept = [one for number, one in enumerate(rows) if number not in out][:MOST]
    shown = set(map(id, kept))
    return kept, Counter(one.kind for one in rows if id(one) not in shown)


def _of(file: FileDigest | None, keys: Keys) -> tuple[str, str]:
    return keys.file(file) if file else ("", "")


def _row(row: Row, lang: Lang, keys: Keys, of: tuple[str, str]) -> Problem:
    each, member = row.problem, row.member
    line = member.line(each.target)
    heading = member.file.heading(line.section).say(lang) if member.file and line else ""
    return Problem(
        *of,
        keys.section(heading) if heading else "",
        each.now.verdict if each.now else "",
        row.no,
        row.unit,
        visible(row.text.say(lang)),
        each.state,
        row.state.say(lang),
        row.given,
        row.deadline,
        Text(f"超过 {row.over} 天", f"{row.over} days over").say(lang) if row.over else "",
        _told(each.before, lang),
        _told(each.now, lang),
        _more(row).say(lang),
        _kind(row),
    )


def _kind(row: Row) -> Text:
    """Return what a problem is counted as where it is left out: by its state, what only lacks a report apart."""
    now = row.problem.now
    plain = row.problem.state == "open" and not row.entered and now is not None and now.verdict == "missing"
    return UNREPORTED if plain else row.state


def _told(one: Before | None, lang: Lang) -> str:
    """Return a judgement in words: its day, its verdict, what was reported and quoted."""
    if one is None:
        return ""
    reported = STATUSES.get(str(one.reported), same(str(one.reported))) if one.reported is not None else None
    said = [Text(f"{one.as_of} {VERDICTS[one.verdict].zh}", f"{one.as_of} {VERDICTS[one.verdict].en}")]
    said += [Text(f"填报{reported.zh}", f"reported {reported.en}")] if reported else []
    said += [Text(f"“{quote}”", f'"{quote}"') for quote in one.quotes]
    return joined(said, DOT).say(lang)


def _more(row: Row) -> Text:
    """Return what is to be known beside it: its source, in how many reports it stood, reminders, the last decision."""
    each = row.problem
    said = [row.source] if each.source else []
    said += [Text(f"涉及 {each.rounds} 期", f"in {each.rounds} reports")] if each.rounds > 1 else []
    said += [Text(f"催办 {each.reminders} 次", f"reminders: {each.reminders}")] if each.reminders else []
    said += [same(part) for part in (str(each.decided_on or ""), row.checked) if part]
    return joined(said, DOT)
