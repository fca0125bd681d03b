"""One target as a line of the page, and the lists the lines stand in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from fazhi_check.assess import FLAGGED, Assessment, Waived
from fazhi_check.measures import wanted
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Target
from fazhi_check.reports.web.labels import AMOUNT, MEANING
from fazhi_check.reports.wording import KNOWN
from fazhi_check.sanitize import clean
from fazhi_check.words import FORCES, STATUSES, VERDICTS, Lang, Text, number


class Line(NamedTuple):
    """What the page says of one target; every field is ready to be shown."""

    id: str
    title: str
    section: str
    force: str
    verdict: str
    word: str
    serious: bool
    required: str
    deadline: str
    reported: str
    amount: str
    why: str
    waiver: str
    place: str


class Group(NamedTuple):
    """The lines of one section."""

    heading: str
    lines: list[Line]


class Block(NamedTuple):
    """A list of one verdict; `amount` heads its column of days or points, where it has one."""

    verdict: str
    word: str
    meaning: str
    amount: str
    lines: list[Line]
    groups: list[Group]


def group_of(found: Assessment) -> str:
    """Return under which word an assessment counts: its verdict, or waived."""
    return "waived" if found.waived else found.verdict


def table(one: FileReport, lang: Lang) -> list[Group]:
    """Return every assessment in the plan's order, by section."""
    order = one.plan.order if one.plan else {}
    found = sorted(one.assessments, key=lambda a: order[a.target.id])
    return _by_section(_line(one, a, lang) for a in found)


def flagged(one: FileReport, lang: Lang) -> list[Block]:
    """Return the lists of what asks for attention, in the design's order."""
    blocks = []
    for verdict in FLAGGED:
        found = [a for a in one.flagged if a.verdict == verdict]
        more = sum(a.verdict == verdict and a.target.force != "shall" and not a.waived for a in one.assessments)
        blocks.append(_block(one, verdict, found, lang, more))
    return [block for block in blocks if block.lines]


def set_apart(one: FileReport, lang: Lang) -> list[Block]:
    """Return what is not flagged but wants to be seen: what is due soon, what was waived, what was known before."""
    found = {verdict: [a for a in one.assessments if group_of(a) == verdict] for verdict in ("due_soon", "waived")}
    blocks = [_block(one, verdict, members, lang) for verdict, members in found.items() if members]
    if one.known:
        meaning, word = MEANING["known"].say(lang), KNOWN.say(lang)
        blocks.append(_block(one, "waived", one.known, lang)._replace(word=word, meaning=meaning))
    return blocks


def _block(one: FileReport, verdict: str, found: Iterable[Assessment], lang: Lang, more: int = 0) -> Block:
    lines = [_line(one, a, lang) for a in found]
    amount = AMOUNT[verdict].say(lang) if verdict in AMOUNT else ""
    return Block(
        verdict, VERDICTS[verdict].say(lang), _meaning(verdict, more).say(lang), amount, lines, _by_section(lines)
    )


def _meaning(verdict: str, more: int) -> Text:
    meaning = MEANING[verdict]
    if not more:
        return meaning
    return Text(
        f"{meaning.zh}；另有鼓励、探索类 {more} 项不计",
        f"{meaning.en}; {more} more that are only encouraged are not counted",
    )


def _by_section(lines: Iterable[Line]) -> list[Group]:
    return [Group(heading, list(members)) for heading, members in groupby(lines, key=lambda line: line.section)]


def _line(one: FileReport, found: Assessment, lang: Lang) -> Line:
    target, place = found.target, one.places.get(found.target.id)
    return Line(
        id=target.id,
        title=target.name(lang),
        section=one.plan.heading(target.section, lang) if one.plan else target.section,
        force="" if target.force == "shall" else FORCES[target.force].say(lang),
        verdict=group_of(found),
        word=_word(found).say(lang),
        serious=found.serious,
        required="" if found.required is None else wanted(found.required, target.measure).say(lang),
        deadline=str(found.deadline or ""),
        reported=_reported(found.reported, target, lang),
        amount=_amount(one, found),
        why=clean(found.why.say(lang)),
        waiver=_waiver(one, found.waived, lang) if found.waived else "",
        place=str(place.line) if place else "",
    )


def _word(found: Assessment) -> Text:
    own = VERDICTS[found.verdict]
    if found.known:
        return Text(f"{own.zh}({KNOWN.zh})", f"{own.en} ({KNOWN.en})")
    return Text(f"豁免(原为{own.zh})", f"waived ({own.en})") if found.waived else own


def _reported(value: str | float | None, target: Target, lang: Lang) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return STATUSES[value].say(lang) if value in STATUSES else clean(value)
    unit = "%" if target.measure.kind == "coverage" else getattr(target.measure, "unit", None) or ""
    return f"{value}{'' if unit == '%' else ' '}{unit}".rstrip()


def _amount(one: FileReport, found: Assessment) -> str:
    if found.verdict == "overdue" and one.as_of:
        return str(found.days_over(one.as_of))
    return number(found.lag, 1) if found.verdict == "lagging" and found.lag is not None else ""


def _waiver(one: FileReport, waived: Waived, lang: Lang) -> str:
    left = (waived.expires - one.as_of).days if one.as_of else 0
    text = Text(
        f"豁免至 {waived.expires}，还有 {left} 天；批准：{waived.approved_by}；理由：{waived.reason}",
        f"waived until {waived.expires}, {left} days left; approved by {waived.approved_by}; reason: {waived.reason}",
    )
    return clean(text.say(lang))
