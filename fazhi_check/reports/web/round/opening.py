"""What of a round stands above the fold: who has not reported, the units to call first, the most common problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.round.calls import to_call
from fazhi_check.digest.round.facts import RETURNS, RoundDigest, UnitDigest
from fazhi_check.digest.round.head import day_of, returns_of
from fazhi_check.digest.round.headings import CARRIED
from fazhi_check.digest.round.tasks import Task, common_of
from fazhi_check.digest.round.units import shown_file
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import DOT, joined, same
from fazhi_check.words import Lang, Text

# In these a report is owed; the first of them more urgently.
OWING = ("not_submitted", "returned")


class Owing(NamedTuple):
    """A unit that owes a report, with what is shown in its place and a link to that."""

    name: str
    more: str
    link: str


class Owed(NamedTuple):
    """The units of one state, under what that is called."""

    state: str
    word: str
    units: Sequence[Owing]


class Called(NamedTuple):
    """A unit to call, with the mark of its worst verdict, why, and a link."""

    name: str
    verdict: str
    why: str
    link: str


class Shared(NamedTuple):
    """A common problem: the mark of the worst verdict, the task, how many units have it, and which."""

    verdict: str
    id: str
    title: str
    spread: str
    who: str


class Opening(NamedTuple):
    """The head of the page: its lines and the three lists."""

    title: str
    under: str
    returns: str
    since: str
    owed: Sequence[Owed]
    calls: Sequence[Called]
    common: Sequence[Shared]
    said: Sequence[str]


def opening(digest: Digest, one: RoundDigest, every: Sequence[Task], lang: Lang, links: Mapping[str, str]) -> Opening:
    """Return the head of the page; `every` are the tasks of the round."""
    issuer = [same(one.issuer)] if one.issuer else []
    against = [digest.against] if digest.against else []
    ended = digest.conclusion
    said = [ended.text, digest.reviewed, ended.gate, digest.part and digest.part.text]
    return Opening(
        one.title,
        joined([day_of(one), *issuer, *against], DOT).say(lang),
        returns_of(one).say(lang),
        digest.since.say(lang) if digest.since else "",
        [owed for state in OWING if (owed := _owed(one, state, lang, links)).units],
        [Called(call.unit.name, call.mark, call.why.say(lang), _link(call.unit, links)) for call in to_call(one)],
        [
            Shared(
                task.open[0].line.verdict, task.target, task.title.say(lang), task.spread.say(lang), task.who.say(lang)
            )
            for task in common_of(every)
        ],
        [text.say(lang) for text in said if text and text.zh],
    )


def _owed(one: RoundDigest, state: str, lang: Lang, links: Mapping[str, str]) -> Owed:
    units = [unit for unit in one.units if unit.state == state]
    number = len(units)
    word = Text(f"{RETURNS[state].zh} {number} 个单位", f"{RETURNS[state].en}: {number}")
    return Owed(state, word.say(lang), [Owing(unit.name, _carried(unit, lang), _link(unit, links)) for unit in units])


def _carried(unit: UnitDigest, lang: Lang) -> str:
    return Text(f"{CARRIED.zh} {unit.stale}", f"{CARRIED.en} {unit.stale}").say(lang) if unit.stale else ""


def _link(unit: UnitDigest, links: Mapping[str, str]) -> str:
    file = shown_file(unit)
    return links.get(file.path, "") if file else ""
