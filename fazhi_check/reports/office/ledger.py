"""The sheets of the ledger in their order: overview, all targets, problems in the files, a sheet a section, goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook

from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import DOT, joined
from fazhi_check.reports.office.beside import AIM_HEADS, PROBLEM_HEADS, aim_rows, problem_rows
from fazhi_check.reports.office.columns import COLUMNS, MORE, NUMBER, UNITS, Column, Row, units_of
from fazhi_check.reports.office.overview import overview, phases_of
from fazhi_check.reports.office.paper import A3, A4, Cell, Paper, lines_of
from fazhi_check.reports.office.styles import Styles
from fazhi_check.reports.office.texts import cell_text, sheet_name
from fazhi_check.reports.office.words import AIMS, LEDGER, OVERVIEW, OWN, PROBLEMS, TITLE, UNTITLED
from fazhi_check.version import LEDGER_MARK, NAME
from fazhi_check.words import Lang, Text

_NUMBER_WIDTH = 6
# So many targets fit a sheet, with its title and heads: a workbook has 1,048,576 rows.
MOST_ROWS = 1_000_000


class _Ready(NamedTuple):
    """A row with its cells in the columns of the whole ledger, which its section's sheet has too, and their lines."""

    row: Row
    cells: list[Cell]
    lines: int


class Ledger:
    """The ledger of one run."""

    def __init__(self, digest: Digest, lang: Lang) -> None:
        self._digest, self._lang = digest, lang
        self._units = [UNITS] if digest.several else []
        self._named = list(zip(digest.submissions, units_of(digest, lang), strict=True))
        self._columns = [*self._units, *COLUMNS]
        self._rows = [self._ready(Row(one, line, unit)) for one, unit in self._named for line in one.in_order]

    @property
    def title(self) -> str:
        """What it is called: by its plan, where there is one for all."""
        plans = dict.fromkeys(one.plan.name for one in self._digest.files if one.plan)
        if len(plans) != 1:
            return UNTITLED.say(self._lang)
        return TITLE.say(self._lang).format(plan=cell_text(next(iter(plans)).say(self._lang)))

    def write(self, book: Workbook) -> None:
        """Write all sheets. Those of problems, settlements and units that owe a report come with rounds, after the second."""
        self._book, self._styles = book, Styles(book)
        self._names = [one.say(self._lang) for one in OWN]
        overview(self._digest, self.title, self._lang, lambda widths: self._paper(OVERVIEW, widths))
        self._targets(LEDGER, self.title, self._rows)
        self._list(PROBLEMS, PROBLEM_HEADS, problem_rows(self._digest, self._lang), 1)
        for heading, rows in self._sections():
            self._targets(heading, heading.say(self._lang), rows, MORE)
        units = [(column.head, column.width) for column in self._units]
        self._list(AIMS, [*units, *AIM_HEADS], aim_rows(self._named, bool(units), self._lang), 3 + len(units))
        self._hidden()

    def _paper(self, name: Text, widths: Sequence[int]) -> Paper:
        """Return a new sheet, set up to be printed."""
        called = name.say(self._lang)
        if name not in OWN or called in self._book.sheetnames:
            called = sheet_name(called, self._names)
            self._names.append(called)
        paper = Paper(self._book.add_worksheet(called), self._styles, self._lang, widths)
        paper.print_on(self._digest.foot.say(self._lang), A4 if name in OWN else A3)
        return paper

    def _sections(self) -> Iterator[tuple[Text, list[_Ready]]]:
        """Yield the sections of each plan in its order, with their rows: each target of all units together."""
        found: dict[tuple[str, str], list[_Ready]] = {}
        for ready in self._rows:
            plan = ready.row.one.plan
            found.setdefault((plan.hash if plan else "", ready.row.line.section), []).append(ready)
        for rows in found.values():
            first = rows[0].row
            order = first.one.plan.order if first.one.plan else {}
            rows.sort(key=lambda ready: order.get(ready.row.line.target, 0))
            yield first.one.heading(first.line.section), rows

    def _targets(self, name: Text, title: str, rows: Sequence[_Ready], more: Sequence[Column] = ()) -> None:
        """Write a list of targets, in the columns of the whole ledger and some `more`; a long one goes on overleaf."""
        for start in range(0, max(len(rows), 1), MOST_ROWS):
            self._page(name, title, rows[start : start + MOST_ROWS], start, more)

    def _page(self, name: Text, title: str, rows: Sequence[_Ready], before: int, more: Sequence[Column]) -> None:
        """Write a list of targets on one sheet, after so many on those before."""
        shown = [*self._columns, *more]
        paper = self._paper(name, [_NUMBER_WIDTH, *(column.width for column in shown)])
        paper.across(title, "title", 34.0)
        paper.across(self._under.say(self._lang), "under")
        heads = [NUMBER.say(self._lang), *(column.head.say(self._lang) for column in shown)]
        paper.table(heads, self._numbered(rows, before, more), 3 + len(self._units))
        if not rows:
            paper.across(self._digest.conclusion.word.say(self._lang), "plain")

    def _numbered(
        self, rows: Sequence[_Ready], before: int, more: Sequence[Column]
    ) -> Iterator[tuple[list[Cell], int]]:
        widths = [column.width for column in more]
        for number, (row, cells, lines) in enumerate(rows, before + 1):
            beside = self._cells(row, more)
            yield [Cell(number, "number"), *cells, *beside], max(lines, lines_of(beside, widths))

    def _ready(self, row: Row) -> _Ready:
        cells = self._cells(row, self._columns)
        return _Ready(row, cells, lines_of(cells, [column.width for column in self._columns]))

    def _cells(self, row: Row, columns: Iterable[Column]) -> list[Cell]:
        group, lang = row.line.group, self._lang
        return [
            Cell(column.say(row, lang), "centre", group)
            if column.kind == "verdict"
            else Cell(column.say(row, lang), column.kind)
            for column in columns
        ]

    @property
    def _under(self) -> Text:
        """What stands below the title of a list: who, which edition, when, and that it is a comparison only."""
        digest = self._digest
        one = None if digest.several else next(iter(digest.submissions), None)
        plans = dict.fromkeys(one.plan.against for one in digest.files if one.plan)
        compared = dict.fromkeys(one.comparison.text for one in digest.submissions if one.comparison)
        said = [Text(one.name, one.name), one.level] if one and one.unit else []
        said += [*plans, *([digest.part.text] if digest.part else []), *([digest.dated] if digest.dated else [])]
        said += phases_of(digest)
        return joined([*said, *(compared if not digest.mixed else ())], DOT)

    def _list(self, name: Text, heads: Sequence[tuple[Text, int]], rows: Sequence[list[Cell]], fixed: int) -> None:
        """Write a list of what is beside the verdicts, where there is something."""
        if not rows:
            return
        widths = [_NUMBER_WIDTH, *(width for _, width in heads)]
        paper = self._paper(name, widths)
        paper.across(name.say(self._lang), "title", 34.0)
        numbered = ([Cell(number, "number"), *cells] for number, cells in enumerate(rows, 1))
        said = [NUMBER.say(self._lang), *(head.say(self._lang) for head, _ in heads)]
        paper.table(said, ((cells, lines_of(cells, widths)) for cells in numbered), fixed)

    def _hidden(self) -> None:
        """Write the sheet by which a program knows a ledger."""
        sheet = self._book.add_worksheet(LEDGER_MARK)
        plans = dict.fromkeys((one.plan.id, one.plan.hash) for one in self._digest.files if one.plan)
        named = [pair for id_, hash_ in plans for pair in (("plan", id_), ("hash", hash_))]
        for number, pair in enumerate([("tool", NAME), ("kind", "ledger"), ("form", "1"), *named]):
            for column, text in enumerate(pair):
                sheet.write_string(number, column, cell_text(text))
        sheet.hide()
