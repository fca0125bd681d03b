"""What the page shows, as plain records: one sheet a file, the overview of several, and what can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.blocks import Block, by_section
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import columns
from fazhi_check.reports.view import View
from fazhi_check.reports.web.bars import Bar, bar
from fazhi_check.reports.web.labels import AMOUNT
from fazhi_check.sanitize import visible
from fazhi_check.words import FORCES, VERDICTS, Lang, Text


class Chip(NamedTuple):
    """A verdict with its number."""

    verdict: str
    word: str
    number: int


class Shown(NamedTuple):
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
    lines: list[Shown]


class Listed(NamedTuple):
    """A list of one kind; `amount` heads its column of days or points, where it has one."""

    verdict: str
    word: str
    meaning: str
    amount: str
    lines: list[Shown]
    groups: list[Group]


class Problem(NamedTuple):
    """A finding on the file itself."""

    place: str
    severity: str
    word: str
    code: str
    message: str


class Ended(NamedTuple):
    """How a file ended: `kind` is passed, failed or nothing."""

    kind: str
    word: str
    rest: str


class Row(NamedTuple):
    """A line of a table of counts: `day`, `link` and `conclusion` are for the overview."""

    name: str
    numbers: list[int]
    total: int
    bar: Bar
    day: str = ""
    link: str = ""
    conclusion: Ended | None = None
    judged: bool = True


class Grid(NamedTuple):
    """A table of counts: the verdicts of its columns, its rows, and their sum."""

    verdicts: list[Chip]
    rows: list[Row]
    total: Row
    said: str = ""


class Sheet(NamedTuple):
    """Everything the page says of one file."""

    anchor: str
    unit: str
    name: str
    facts: list[tuple[str, str]]
    comparison: tuple[str, str] | None
    conclusion: Ended | None
    chips: list[Chip]
    sections: Grid | None
    problems: list[Problem]
    flagged: list[Listed]
    set_apart: list[Listed]
    table: list[Group]
    foot: str


class Keys:
    """Short keys for the sections and units of a page, in the order they are met."""

    def __init__(self) -> None:
        self.sections: dict[str, str] = {}
        self.units: dict[str, str] = {}

    def unit(self, label: str) -> str:
        """Return the key of a unit."""
        return self.units.setdefault(label, f"u{len(self.units) + 1}")

    def section(self, heading: str) -> None:
        """Give a section its key."""
        self.sections.setdefault(heading, f"s{len(self.sections) + 1}")


def sheet(one: FileDigest, view: View, keys: Keys, number: int) -> Sheet:
    """Return the sheet of one file, the page's `number`-th."""
    lang = view.lang
    for section in one.sections:
        keys.section(_heading(one, section, lang))
    notice = one.comparison
    return Sheet(
        anchor=_anchor(number),
        unit=keys.unit(f"{one.name} ({one.level.say(lang)})" if one.unit else one.name),
        name=one.name,
        facts=[(label.say(lang), visible(value.say(lang))) for label, value in one.facts],
        comparison=(notice.word.say(lang), notice.means.say(lang)) if notice else None,
        conclusion=_ended(one, lang) if one.is_submission else None,
        chips=_chips(one.counts, lang) if one.lines else [],
        sections=_sections(one, lang) if one.lines else None,
        problems=[
            Problem(found.at[1:], found.severity.value, found.word.say(lang), found.code, found.said(lang))
            for found in one.problems
        ],
        flagged=[_listed(one, block, lang) for block in one.flagged],
        set_apart=[_listed(one, block, lang) for block in one.set_apart],
        table=_groups(one, one.in_order, lang),
        foot=one.foot.say(lang),
    )


def _anchor(number: int) -> str:
    return f"file-{number}"


def _heading(one: FileDigest, part: str, lang: Lang) -> str:
    return one.heading(part).say(lang)


def _ended(one: FileDigest, lang: Lang) -> Ended:
    found = one.conclusion
    return Ended(found.kind, found.word.say(lang) + found.gate.say(lang), found.rest.say(lang))


def chips(digest: Digest, lang: Lang) -> list[Chip]:
    """Return the verdicts that occur on the page, with their numbers."""
    return [chip for chip in _chips(digest.totals, lang) if chip.number]


def _chips(counts: Mapping[str, int], lang: Lang) -> list[Chip]:
    return [Chip(verdict, VERDICTS[verdict].say(lang), counts[verdict]) for verdict in columns(counts)]


def _listed(one: FileDigest, block: Block, lang: Lang) -> Listed:
    return Listed(
        block.mark,
        block.word.say(lang),
        block.meaning.say(lang) if block.meaning else "",
        AMOUNT.get(block.kind, Text("", "")).say(lang),
        [_shown(one, line, lang) for line in block.lines],
        _groups(one, block.lines, lang),
    )


def _groups(one: FileDigest, lines: Sequence[Line], lang: Lang) -> list[Group]:
    """Return lines under their sections."""
    return [
        Group(_heading(one, section, lang), [_shown(one, line, lang) for line in members])
        for section, members in by_section(lines)
    ]


def _shown(one: FileDigest, line: Line, lang: Lang) -> Shown:
    return Shown(
        id=line.target,
        title=visible(line.title.say(lang)),
        section=_heading(one, line.section, lang),
        force="" if line.force == "shall" else FORCES[line.force].say(lang),
        verdict=line.group,
        word=line.word.say(lang),
        serious=line.serious,
        required=line.asked.say(lang),
        deadline=str(line.deadline or ""),
        reported=line.told.say(lang),
        amount=line.amount,
        why=line.said(lang),
        waiver=line.waiver.say(lang),
        place=str(line.place.line) if line.place else "",
    )


def _sections(one: FileDigest, lang: Lang) -> Grid:
    return _grid([(_heading(one, section, lang), counts) for section, counts in one.sections.items()], one.counts, lang)


def _grid(rows: Sequence[tuple[str, Mapping[str, int]]], total: Mapping[str, int], lang: Lang) -> Grid:
    shown = _chips(total, lang)
    return Grid(shown, [_row(name, counts, shown, lang) for name, counts in rows], _row("", total, shown, lang))


def _row(name: str, counts: Mapping[str, int], shown: Sequence[Chip], lang: Lang) -> Row:
    numbers = [counts.get(chip.verdict, 0) for chip in shown]
    return Row(name, numbers, sum(numbers), bar(counts, lang))


def overview(digest: Digest, view: View) -> Grid:
    """Return the counts of every file of a run, with the sum and the tally in words."""
    listed = [(number, one) for number, one in enumerate(digest.files, 1) if one.listed]
    grid = _grid([(one.name, one.counts) for _, one in listed], digest.totals, view.lang)
    rows = [
        row._replace(
            day=str(one.as_of or ""),
            link=_anchor(number),
            conclusion=_ended(one, view.lang),
            judged=one.judged,
        )
        for row, (number, one) in zip(grid.rows, listed, strict=True)
    ]
    return grid._replace(rows=rows, said=digest.conclusion.text.say(view.lang))
