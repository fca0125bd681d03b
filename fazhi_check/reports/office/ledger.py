"""The sheets of the ledger in their order: overview, all targets, problems in the files, a sheet a section, goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook

from fazhi_check.digest.round.followed import members
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import DOT, joined
from fazhi_check.reports.office.beside import AIM_HEADS, PROBLEM_HEADS, aim_rows, problem_rows
from fazhi_check.reports.office.columns import COLUMNS, MORE, NUMBER, UNITS, Column, Row, units_of
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.overview import overview, phases_of
from fazhi_check.reports.office.paper import A3, A4, Cell, Paper, lines_of
from fazhi_check.reports.office.round.matrix import matrix
from fazhi_check.reports.office.round.problems import problems
from fazhi_check.reports.office.round.settled import looking_back, settled
from fazhi_check.reports.office.round.tasks import tasks
from fazhi_check.reports.office.round.units import not_reported
from fazhi_check.reports.office.round.units import units as round_units
from fazhi_check.reports.office.styles import Styles
from fazhi_check.reports.office.texts import cell_text, sheet_name
from fazhi_check.reports.office.words import AIMS, LEDGER, OVERVIEW, OWN, PROBLEMS, TITLE, UNTITLED
from fazhi_check.version import LEDGER_MARK, NAME
from fazhi_check.words import Lang, Text

_NUMBER_WIDTH = 6
# How the number of a row begins that is a sum of others.
_SUMS = {"sum-name": "sum", "part-name": "part"}
# So many targets fit a sheet, with its title and heads: a workbook has 1,048,576 rows.
MOST_ROWS = 1_000_000


class _Ready(NamedTuple):
    """A row with its cells in the columns of the whole ledger, which its section's sheet has too, and their lines."""

    row: Row
    cells: list[Cell]
    lines: int


class Ledger:
    """The ledger of one run."""

    def __init__(self, digest: Digest, lang: Lang, by_points: bool = False) -> None:
        self._digest, self._lang, self._by_points = digest, lang, by_points
        self._units = [UNITS] if digest.several else []
        units = members(digest)
        called = zip(units, units_of(units, digest.mixed, lang), strict=True)
        self._named = [(unit.file, name) for unit, name in called if unit.file]
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
        """Write all sheets."""
        self._book, self._styles = book, Styles(book)
        self._names = [one.say(self._lang) for one in OWN]
        overview(self._digest, self.title, self._lang, lambda widths: self._paper(OVERVIEW, widths))
        self._of_round()
        self._targets(LEDGER, self.title, self._rows)
        self._list(Listed(PROBLEMS, PROBLEM_HEADS, problem_rows(self._digest, self._lang)))
        for heading, rows in self._sections():
            self._targets(heading, heading.say(self._lang), rows, MORE)
        self._followed()
        self._of_standards()
        units = [(column.head, column.width) for column in self._units]
        told = aim_rows(self._named, bool(units), self._lang)
        self._list(Listed(AIMS, [*units, *AIM_HEADS], told, 3 + len(units)))
        self._hidden()

    def _of_round(self) -> None:
        """Write what a round brings before the targets: its units, its tasks, the matrix of both."""
        if stands := self._digest.round:
            self._list(round_units(stands, self._lang))
            self._list(tasks(stands, self._lang))
            matrix(stands, self._lang, self._paper)

    def _followed(self) -> None:
        """Write what rounds and earlier reports bring after the targets."""
        for listed in (problems, settled, looking_back):
            for one in listed(self._digest, self._lang):
                self._list(one)
        if stands := self._digest.round:
            self._list(not_reported(stands, self._lang))

    def _of_standards(self) -> None:
        """Write the points of units by their offices' standards, where there are any."""
        if not any(one.points for one in self._digest.files):
            return
        # Imported here: a ledger without a standard does without.
        from fazhi_check.reports.office.points import points

        for listed in points(self._digest, self._lang, self._by_points):
            self._list(listed)

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

    def _list(self, one: Listed) -> None:
        """Write a list of what is beside the verdicts, where there is something to be said."""
        if not one.rows and not one.empty.zh:
            return
        lang, first = self._lang, [_NUMBER_WIDTH] if one.numbered else []
        widths = [*first, *(width for _, width in one.heads)]
        paper = self._paper(one.name, widths)
        paper.across(one.name.say(lang), "title", 34.0)
        if one.under.zh:
            paper.across(one.under.say(lang), "under")
        pairs = zip(_numbers(one.rows), one.rows, strict=True)
        rows = ([number, *cells] if one.numbered else list(cells) for number, cells in pairs)
        heads = [*([NUMBER.say(lang)] if one.numbered else []), *(head.say(lang) for head, _ in one.heads)]
        paper.table(heads, ((cells, lines_of(cells, widths)) for cells in rows), one.fixed)
        for text in one.below if one.rows else (one.empty, *one.below):
            paper.across(text.say(lang), "plain")

    def _hidden(self) -> None:
        """Write the sheet by which a program knows a ledger."""
        sheet = self._book.add_worksheet(LEDGER_MARK)
        plans = dict.fromkeys((one.plan.id, one.plan.hash) for one in self._digest.files if one.plan)
        named = [pair for id_, hash_ in plans for pair in (("plan", id_), ("hash", hash_))]
        for number, pair in enumerate([("tool", NAME), ("kind", "ledger"), ("form", "1"), *named]):
            for column, text in enumerate(pair):
                sheet.write_string(number, column, cell_text(text))
        sheet.hide()


def _numbers(rows: Sequence[Sequence[Cell]]) -> Iterator[Cell]:
    """Yield the cells that number rows; those of sums have none."""
    number = 0
    for cells in rows:
        kind = cells[0].kind
        number += kind not in _SUMS
        yield Cell("", _SUMS[kind]) if kind in _SUMS else Cell(number, "number")
