"""The sheets of the ledger in their order: overview, all targets, problems in the files, a sheet a section, goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter import Workbook

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import DOT, GOALS, PRINCIPLES, joined
from fazhi_check.reports.cells import TARGET
from fazhi_check.reports.cells import TITLE as NAMED
from fazhi_check.reports.office.columns import COLUMNS, MORE, NUMBER, UNITS, Column, Row, units_of
from fazhi_check.reports.office.overview import overview
from fazhi_check.reports.office.paper import A3, A4, Cell, Paper
from fazhi_check.reports.office.styles import Styles
from fazhi_check.reports.office.texts import cell_text, sheet_name
from fazhi_check.reports.office.words import (
    AIMS,
    BEHIND,
    CODE,
    FILE,
    HIDDEN,
    KIND,
    LEDGER,
    MESSAGE,
    OVERVIEW,
    OWN,
    PLACE,
    PROBLEMS,
    SEVERITY,
    STATED,
    TITLE,
    UNIT,
    UNTITLED,
)
from fazhi_check.version import NAME
from fazhi_check.words import Lang, Text

_NUMBER_WIDTH = 6


class Ledger:
    """The ledger of one run."""

    def __init__(self, digest: Digest, lang: Lang) -> None:
        self._digest, self._lang = digest, lang
        self._units = [UNITS] if digest.several else []
        self._named = list(zip(digest.submissions, units_of(digest, lang), strict=True))
        self._rows = [Row(one, line, unit) for one, unit in self._named for line in one.in_order]

    @property
    def title(self) -> str:
        """What it is called: by its plan, where there is one for all."""
        plans = dict.fromkeys(one.plan.name for one in self._digest.files if one.plan)
        if len(plans) != 1:
            return UNTITLED.say(self._lang)
        return TITLE.say(self._lang).format(plan=cell_text(next(iter(plans)).say(self._lang), self._lang))

    def write(self, book: Workbook) -> None:
        """Write all sheets. Those of problems, settlements and units that owe a report come with rounds, after the second."""
        self._book, self._styles = book, Styles(book)
        self._names = [one.say(self._lang) for one in OWN]
        overview(self._digest, self.title, self._lang, lambda widths: self._paper(OVERVIEW, widths))
        self._targets(LEDGER, self.title, self._rows, COLUMNS)
        self._problems()
        for heading, rows in self._sections():
            self._targets(heading, heading.say(self._lang), rows, [*COLUMNS, *MORE])
        self._aims()
        self._hidden()

    def _paper(self, name: Text, widths: Sequence[int]) -> Paper:
        """Return a new sheet, set up to be printed."""
        called = name.say(self._lang)
        if name not in OWN:
            called = sheet_name(called, self._names)
            self._names.append(called)
        paper = Paper(self._book.add_worksheet(called), self._styles, self._lang, widths)
        paper.print_on(self._digest.foot.say(self._lang), A4 if name in OWN else A3)
        return paper

    def _sections(self) -> Iterator[tuple[Text, list[Row]]]:
        """Yield the sections of each plan in its order, with their rows: each target of all units together."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self._rows:
            found.setdefault((row.one.plan.hash if row.one.plan else "", row.line.section), []).append(row)
        for rows in found.values():
            one = rows[0].one
            order = one.plan.order if one.plan else {}
            rows.sort(key=lambda row: order.get(row.line.target, 0))
            yield one.heading(rows[0].line.section), rows

    def _targets(self, name: Text, title: str, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        shown = [*self._units, *columns]
        paper = self._paper(name, [_NUMBER_WIDTH, *(column.width for column in shown)])
        paper.across(title, "title", 34.0)
        paper.across(self._under.say(self._lang), "under")
        heads = [NUMBER.say(self._lang), *(column.head.say(self._lang) for column in shown)]
        cells = ([Cell(number, "number"), *self._cells(row, shown)] for number, row in enumerate(rows, 1))
        paper.table(heads, cells, 3 + len(self._units))
        if not rows:
            paper.across(self._digest.conclusion.word.say(self._lang), "plain")

    def _cells(self, row: Row, columns: Iterable[Column]) -> Iterator[Cell]:
        for column in columns:
            verdict = row.line.group if column.kind == "verdict" else ""
            yield Cell(column.say(row, self._lang), "centre" if verdict else column.kind, verdict)

    @property
    def _under(self) -> Text:
        """What stands below the title of a list: who, which edition, when, and that it is a comparison only."""
        digest = self._digest
        one = None if digest.several else next(iter(digest.submissions), None)
        plans = dict.fromkeys(one.plan.against for one in digest.files if one.plan)
        compared = dict.fromkeys(one.comparison.text for one in digest.submissions if one.comparison)
        said = [Text(one.name, one.name), one.level] if one and one.unit else []
        said += [*plans, *([digest.part.text] if digest.part else []), *([digest.dated] if digest.dated else [])]
        return joined([*said, *(compared if not digest.mixed else ())], DOT)

    def _problems(self) -> None:
        """Write what was found that is no verdict: in submissions, and in lists beside them."""
        found = [(one, problem) for one in self._digest.files for problem in one.problems]
        if not found:
            return
        lang, heads = (
            self._lang,
            (UNIT, FILE, PLACE, SEVERITY, CODE, TARGET, MESSAGE),
        )
        paper = self._paper(PROBLEMS, [_NUMBER_WIDTH, 18, 26, 12, 10, 9, 11, 80])
        paper.across(PROBLEMS.say(lang), "title", 34.0)
        rows = (
            [
                *(Cell(number, "number"), Cell(one.name if one.unit else ""), Cell(one.shown_path)),
                *(Cell(problem.at.lstrip(": "), "centre"), Cell(problem.word.say(lang), "centre")),
                *(Cell(problem.code, "centre"), Cell(problem.target or "", "id"), Cell(problem.said(lang))),
            ]
            for number, (one, problem) in enumerate(found, 1)
        )
        paper.table([NUMBER.say(lang), *(head.say(lang) for head in heads)], rows, 1)

    def _aims(self) -> None:
        """Write the goals with the tasks behind them, and what units wrote under goals and principles."""
        rows = [cells for one, unit in self._named for cells in self._aims_of(one, unit)]
        if not rows:
            return
        lang, heads = self._lang, (TARGET, KIND, NAMED, BEHIND, STATED)
        units = [column.head for column in self._units]
        paper = self._paper(AIMS, [_NUMBER_WIDTH, *(14 for _ in units), 10, 12, 36, 46, 60])
        paper.across(AIMS.say(lang), "title", 34.0)
        numbered = ([Cell(number, "number"), *cells] for number, cells in enumerate(rows, 1))
        paper.table([NUMBER.say(lang), *(head.say(lang) for head in (*units, *heads))], numbered, 3 + len(units))

    def _aims_of(self, one: FileDigest, name: str) -> Iterator[list[Cell]]:
        lang, unit = self._lang, [Cell(name) for _ in self._units]
        for goal in one.goals:
            behind = goal.behind(one.called).say(lang)
            first = [*unit, Cell(goal.target, "id"), Cell(GOALS.say(lang), "centre"), Cell(goal.title.say(lang))]
            yield [*first, Cell(behind), Cell(goal.said(lang))]
        for said in one.statements:
            first = [*unit, Cell(said.target, "id"), Cell(PRINCIPLES.say(lang), "centre"), Cell(said.title.say(lang))]
            yield [*first, Cell(""), Cell(said.statement.told(lang))]

    def _hidden(self) -> None:
        """Write the sheet by which a program knows a ledger."""
        sheet = self._book.add_worksheet(HIDDEN)
        plans = dict.fromkeys((one.plan.id, one.plan.hash) for one in self._digest.files if one.plan)
        named = [pair for id_, hash_ in plans for pair in (("plan", id_), ("hash", hash_))]
        for number, pair in enumerate([("tool", NAME), ("kind", "ledger"), ("form", "1"), *named]):
            for column, text in enumerate(pair):
                sheet.write_string(number, column, cell_text(text, "en"))
        sheet.hide()
