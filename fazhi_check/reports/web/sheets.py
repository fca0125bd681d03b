"""What the page shows, as plain records: one sheet a file, the overview of several, and what can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fazhi_check.findings import Finding
from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.view import View
from fazhi_check.reports.web.bars import Bar, bar
from fazhi_check.reports.web.head import Outcome, comparison, facts, foot, name, outcome
from fazhi_check.reports.web.lines import Block, Group, flagged, set_apart, table
from fazhi_check.reports.wording import KNOWN
from fazhi_check.sanitize import clean
from fazhi_check.words import LEVELS, SEVERITIES, VERDICTS, Lang, Text

_ALWAYS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing")


class Chip(NamedTuple):
    """A verdict with its number."""

    verdict: str
    word: str
    number: int


class Problem(NamedTuple):
    """A finding on the file itself."""

    place: str
    severity: str
    word: str
    code: str
    message: str


class Row(NamedTuple):
    """A line of a table of counts: `day`, `link` and `outcome` are for the overview."""

    name: str
    numbers: list[int]
    total: int
    bar: Bar
    day: str = ""
    link: str = ""
    outcome: Outcome | None = None
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
    day: str
    facts: list[tuple[str, str]]
    comparison: tuple[str, str] | None
    outcome: Outcome
    chips: list[Chip]
    sections: Grid | None
    problems: list[Problem]
    flagged: list[Block]
    set_apart: list[Block]
    table: list[Group]
    foot: str
    counts: Mapping[str, int]


@dataclass(slots=True)
class Keys:
    """Short keys for the sections and units of a page, in the order they are met."""

    sections: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)

    def unit(self, label: str) -> str:
        """Return the key of a unit."""
        return self.units.setdefault(label, f"u{len(self.units) + 1}")

    def section(self, heading: str) -> None:
        """Give a section its key."""
        self.sections.setdefault(heading, f"s{len(self.sections) + 1}")


def sheet(one: FileReport, view: View, keys: Keys, number: int) -> Sheet:
    """Return the sheet of one file, the page's `number`-th."""
    lang = view.lang
    groups = table(one, lang)
    for group in groups:
        keys.section(group.heading)
    unit = keys.unit(_unit(one, lang))
    return Sheet(
        anchor=f"file-{number}",
        unit=unit,
        name=name(one),
        day=str(one.as_of or ""),
        facts=facts(one, lang),
        comparison=comparison(one, lang),
        outcome=outcome(one, view),
        chips=_chips(one.counts(), lang) if one.assessments else [],
        sections=_sections(groups, lang) if groups else None,
        problems=[_problem(f, lang) for f in one.findings if f.meaning.verdict is None],
        flagged=flagged(one, lang),
        set_apart=set_apart(one, lang),
        table=groups,
        foot=foot(one, lang),
        counts=one.counts(),
    )


def _unit(one: FileReport, lang: Lang) -> str:
    if one.unit is None:
        return name(one)
    return f"{name(one)} ({LEVELS[one.unit.level].say(lang)} {one.unit.code})"


def _problem(found: Finding, lang: Lang) -> Problem:
    place = f"{found.place.line}:{found.place.column}" if found.place else ""
    severity = found.severity.value
    word = SEVERITIES[severity].say(lang) + (f"({KNOWN.say(lang)})" if found.known else "")
    return Problem(place, severity, word, found.code, clean(found.message(lang)))


def chips(report: Report, lang: Lang) -> list[Chip]:
    """Return the verdicts that occur on the page, with their numbers."""
    return [chip for chip in _chips(report.counts(), lang) if chip.number]


def _chips(counts: Mapping[str, int], lang: Lang) -> list[Chip]:
    shown = [verdict for verdict in VERDICTS if verdict in _ALWAYS or counts[verdict]]
    return [Chip(verdict, VERDICTS[verdict].say(lang), counts[verdict]) for verdict in shown]


def _sections(groups: Sequence[Group], lang: Lang) -> Grid:
    counts = [(group.heading, Counter(line.verdict for line in group.lines)) for group in groups]
    total = sum((one for _, one in counts), Counter[str]())
    columns = _chips(total, lang)
    return Grid(columns, [_row(heading, one, columns, lang) for heading, one in counts], _row("", total, columns, lang))


def _row(heading: str, counts: Mapping[str, int], columns: Sequence[Chip], lang: Lang) -> Row:
    numbers = [counts.get(chip.verdict, 0) for chip in columns]
    return Row(heading, numbers, sum(numbers), bar(Counter(counts), lang))


def overview(report: Report, sheets: Sequence[Sheet], view: View) -> Grid:
    """Return the counts of every file of a run, with the sum and the outcome in words."""
    total = Counter({verdict: report.counts()[verdict] for verdict in VERDICTS})
    columns = _chips(total, view.lang)
    rows = [
        _row(one.name, one.counts, columns, view.lang)._replace(
            day=one.day, link=one.anchor, outcome=one.outcome, judged=bool(one.table)
        )
        for one in sheets
    ]
    return Grid(columns, rows, _row("", total, columns, view.lang), _said(report, view))


def _said(report: Report, view: View) -> str:
    counts = report.counts()
    failed = sum(bool(failures(one, view.fail_on)) for one in report.files)
    return Text(
        f"共 {counts['files']} 个文件，可用 {counts['valid']} 个，不通过 {failed} 个",
        f"{counts['files']} files, {counts['valid']} usable, {failed} failed",
    ).say(view.lang)
