"""The workbook of a round (调度台账.xlsx) as the tree that the same content would give as YAML, with cells as places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from fazhi_check.findings import Finding, Place
from fazhi_check.guess import closest
from fazhi_check.round.columns import EXAMPLE, LABELS, OTHERS, REGISTERS, Column, Label, Register
from fazhi_check.round.keys import ROW_TWINS
from fazhi_check.round.review_columns import HEADS as REVIEW_HEADS
from fazhi_check.round.review_columns import SHEET as REVIEWS
from fazhi_check.round.review_columns import SHOWN_ELSEWHERE
from fazhi_check.round.tree import Number, Written
from fazhi_check.source.form import text_of
from fazhi_check.source.limits import Limits
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar
from fazhi_check.source.nodes import Sequence as ListNode
from fazhi_check.source.workbook.book import Book, Sheet
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.submission.kinds import misplaced_book
from fazhi_check.submission.sheet import unread
from fazhi_check.submission.sheet.cells import is_nothing, read_cell, unreadable
from fazhi_check.submission.sheet.entries import add
from fazhi_check.submission.sheet.grid import (
    Grid,
    Row,
    counts_columns,
    grids_in,
    heads_in,
    is_foot_row,
    is_heading,
    repeats_heads,
    rows_of,
)
from fazhi_check.submission.sheet.head import Above
from fazhi_check.submission.sheet.signs import head_of, is_sum
from fazhi_check.words import Term, Text

_Grid: TypeAlias = Grid[Column]
_OURS: Final = "_fazhi"  # how the names of hidden sheets begin that the program writes for itself
_EXAMPLE: Final = re.compile(rf"\s*{EXAMPLE}\s*[:：]")
_NO_EXAMPLES: Final = "示例行没有读取"
_NUMBERED: Final = re.compile(r"^\d+")
_MOST_LISTED: Final = 10
# Keys that hold ids of tasks, items and sections: what is stored as a number there has changed.
_IDS: Final = ("task", "assigned")
# By which key a row is found again, the first of these that it has.
_SUBJECTS: Final = ("name", "unit", "task")
_NEEDED: Final = frozenset(("plan", "title", "as_of"))
_LABEL_OF: Final[Mapping[str, Label]] = {word: one for one in LABELS for word in (one.word, *one.aliases)}
_REGISTER_OF: Final[Mapping[str, Register]] = {word: one for one in REGISTERS for word in (one.name, *one.aliases)}
_COLUMN_OF: Final[Mapping[str, Mapping[str, Column]]] = {
    one.list: {head: column for column in one.columns for head in (column.head, *column.aliases)} for one in REGISTERS
}


def read_register(raw: bytes, name: str, limits: Limits) -> Written | Finding:
    """Return what the workbook of a round says, or the finding for which it cannot be read at all."""
    book = read_book(raw, limits, name)
    if isinstance(book, Finding):
        return book
    sheets = _sheets(book)
    units = sheets.get("units")
    if units is None:
        return misplaced_book([one.name for one in book.sheets], "round") or _no_units(book)
    return _Registers(book, sheets).read()


def read_review_sheet(raw: bytes, name: str, limits: Limits) -> Written | Finding:
    """Return the reviews that a workbook holds, or the finding for which it cannot be read.

    A sheet of reviews lists every task: rows in which the office has not said anything are none.
    """
    book = read_book(raw, limits, name)
    if isinstance(book, Finding):
        return book
    names = (REVIEWS, *_sheet_names("reviews"))
    sheet = next((one for name in names for one in book.sheets if one.name.strip() == name), None)
    return _Registers(book, {"reviews": sheet}).reviews() if sheet else _no_sheet(book, REVIEWS, "核定写在那里")


def is_of_examples(one: Finding) -> bool:
    """Tell whether a finding is the note on the examples that a register is made with, of which nobody need know."""
    what = one.data.get("what")
    return one.code == "FZ108" and isinstance(what, Text) and what.zh.startswith(_NO_EXAMPLES)


def sheets_called(*names: str) -> set[str]:
    """Return what the sheets of some lists may be called."""
    return {word for name in names for word in _sheet_names(name)}


def _sheet_names(name: str) -> Iterable[str]:
    return (word for word, one in _REGISTER_OF.items() if one.list == name)


def _sheets(book: Book) -> dict[str, Sheet]:
    """Return by list the sheet that holds it: by its name; units are also known by their heads alone."""
    found: dict[str, Sheet] = {}
    for sheet in book.sheets:
        register = None if sheet.hidden else _REGISTER_OF.get(_NUMBERED.sub("", head_of(sheet.name)))
        if register and _is_better(sheet, register, found.get(register.list)):
            found[register.list] = sheet
    if "units" not in found:
        others = (one for one in book.sheets if not one.hidden and one not in found.values())
        whole = next((one for one in others if (grid := _grid(one, "units")) and not _lacking(grid, "units")), None)
        found |= {"units": whole} if whole else {}
    return found


def _is_better(sheet: Sheet, register: Register, known: Sheet | None) -> bool:
    """Tell whether a sheet is rather the one of a list than the one known so far: 名册, not 名册 (2)."""
    return known is None or (sheet.name.strip() == register.name != known.name.strip())


def _grid(sheet: Sheet, name: str) -> _Grid | None:
    """Return the table of a list in a sheet: the row with the most heads of it, at least two."""
    grids = max(grids_in(sheet, _COLUMN_OF[name]), key=lambda grid: len(grid.columns), default=None)
    return grids if grids and len(grids.columns) > 1 else None


def _lacking(grid: _Grid, name: str) -> list[Column]:
    """Return the columns that are needed and not there."""
    keys = {column.key for column in grid.columns.values()}
    return [column for column in _register(name).columns if column.needed and column.key not in keys]


def _register(name: str) -> Register:
    return next(one for one in REGISTERS if one.list == name)


def _no_units(book: Book) -> Finding:
    return _no_sheet(book, "名册", "一次调度的单位写在那里")


def _no_sheet(book: Book, wanted: str, what: str) -> Finding:
    names = [one.name for one in book.sheets if not one.hidden]
    why = Text(
        f"没有找到工作表“{wanted}”（{what}）；工作簿里有：{'、'.join(names)}",
        f"there is no sheet {wanted}; the workbook has: {', '.join(names)}",
    )
    return Finding("FZ101", None, {"why": why})


class _Registers:
    """Reads the sheets of one workbook."""

    def __init__(self, book: Book, sheets: Mapping[str, Sheet]) -> None:
        self._book, self._sheets = book, sheets
        self._grids: dict[str, _Grid] = {}
        self.found: list[Finding] = []
        self.faulty: set[Place] = set()
        self._examples: list[Place] = []
        self._lacking: dict[str, list[Column]] = {}
        self.numbers: list[Number] = []

    def read(self) -> Written:
        """Return what they say, in the order of the lists."""
        for name, sheet in self._sheets.items():
            grid = _grid(sheet, name)
            if grid:
                self._grids[name] = grid
                self._lacking[sheet.name] = _lacking(grid, name)
            elif sheet.rows:
                self.found.append(_no_heads(sheet, name))
        root = self._head()
        for name, grid in self._grids.items():
            place = grid.place(grid.head, min(grid.columns))
            rows = ListNode(place)
            rows.items.extend(self._rows(name, grid))
            root.pairs.append((Scalar(place, name), rows))
        self.found += self._unread()
        return Written(root, self.found, self.faulty, self.numbers)

    def reviews(self) -> Written:
        """Return what a sheet of reviews says: a list of rows, each with what the office wrote there."""
        sheet = self._sheets["reviews"]
        grid = _grid(sheet, "reviews")
        found = ListNode(Place(1, 1, sheet.name))
        if grid is None:
            return Written(found, [_no_heads(sheet, "reviews")])
        shown = REVIEW_HEADS.keys() | SHOWN_ELSEWHERE
        ours = {number: head for number, head in grid.unknown.items() if head not in shown}
        self._grids["reviews"] = grid._replace(unknown=ours)
        self._lacking[sheet.name] = _lacking(grid, "reviews")
        found.items.extend(row for row in self._rows("reviews", grid) if self._is_filled_in(row))
        self.found += self._unread()
        self.numbers = [one for one in self.numbers if one.place.line in {row.place.line for row in found.items}]
        return Written(found, self.found, self.faulty, self.numbers)

    @staticmethod
    def _is_filled_in(row: Tree) -> bool:
        """Tell whether a row says more than which unit and task it is of."""
        keys = {ROW_TWINS["reviews"].get(text_of(key)) for key, value in row.pairs if _says_something(key, value)}
        return bool(keys - {"unit", "task", None})

    def _head(self) -> Tree:
        """Return the head of the round, which stands above the units; what it lacks is told at the empty cell for it."""
        grid = self._grids.get("units")
        if grid is None:
            return Tree(Place(1, 1, self._sheets["units"].name))
        above = Above([grid], _LABEL_OF)
        self.found += [*above.wrong, *above.notes()]
        root = Tree(above.known[0].key if above.known else grid.place(grid.head, min(grid.columns)))
        for one in above.known:
            text = None if one.text == one.label.hint else one.text  # a hint stands beside where a value may
            at = one.value if text else one.key._replace(column=one.key.column + 1)
            if text is not None or one.label.key in _NEEDED:
                add(root, Scalar(one.key if text else at, one.label.word), Scalar(at, text))
        return root

    def _rows(self, name: str, grid: _Grid) -> Iterator[Tree]:
        """Yield the rows of a table that say something; those of sums and signatures are told."""
        below, sums, headings, left = False, list[int](), list[int](), list[int]()
        for row in rows_of(grid):
            filled = _filled(grid, row)
            if not row.own or counts_columns(grid, row) or (filled and repeats_heads(grid, row)):
                continue
            if is_foot_row(row, below):
                below = True
            elif is_sum(row.cells[row.own[0]].text):
                sums.append(row.number)
            elif filled and _EXAMPLE.match(row.cells[filled[0]].text):
                self._examples.append(grid.place(row.number, filled[0]))
            elif filled and is_heading(grid, row):
                headings.append(row.number)
            elif filled and below and not self._is_whole(name, grid, filled):
                left.append(row.number)
            elif filled:
                yield self._row(grid, row)
        self.found += _passed(grid, sums, headings, left)

    def _is_whole(self, name: str, grid: _Grid, filled: Collection[int]) -> bool:
        keys = {grid.columns[number].key for number in filled}
        return all(column.key in keys for column in _register(name).columns if column.needed)

    def _row(self, grid: _Grid, row: Row) -> Tree:
        subject = _subject(grid)
        tree = Tree(grid.place(row.number, subject))
        for number, column in sorted(grid.columns.items()):
            text = self._text(grid, row, number, tree.place)
            if text is not None:
                place = grid.place(row.number, number)
                add(tree, Scalar(place, column.head), Scalar(place, text))
        _leave_blank(tree, grid, row, self._lacking[grid.sheet.name])
        return tree

    def _text(self, grid: _Grid, row: Row, number: int, at: Place) -> str | None:
        """Return what a cell says; None where it is empty, or cannot be read, which is told."""
        cell, column = row.cells.get(number), grid.columns[number]
        read = read_cell(cell, column.holds)
        place = grid.place(row.number, number)
        if cell and read.wrong:
            self.found.append(unreadable(column.head, cell, read.wrong, place))
            self.faulty.add(at)
        elif cell and read.text and column.key in _IDS and cell.kind in ("number", "date"):
            self.numbers.append(Number(place, read.text, column.head, at))
        return read.text

    def _unread(self) -> Iterator[Finding]:
        """Yield the notes on columns, sheets, pictures and remarks that were not read."""
        grids, read = list(self._grids.values()), [one.name for one in self._sheets.values()]
        yield from unread.columns(grids, _advised)
        yield from unread.remarks(grids)
        if self._examples:
            cells = [one.cell for one in self._examples]
            what = Text(f"{_NO_EXAMPLES}：{'、'.join(cells)}", f"rows that are examples, not read: {', '.join(cells)}")
            yield Finding("FZ108", self._examples[0], {"what": what})
        left = [one for one in self._book.sheets if one.name not in read and one.rows and not _is_known(one)]
        if left:
            yield unread.sheets(left)
        if self._book.pictures and grids:
            yield unread.pictures(self._book.pictures, grids[0].place(grids[0].head, min(grids[0].columns)))


def _filled(grid: _Grid, row: Row) -> list[int]:
    """Return the columns in which a row says something of its own."""
    known = (number for number in sorted(grid.columns) if number in row.cells and number not in row.inherited)
    return [number for number in known if not is_nothing(row.cells[number].text.strip())]


def _says_something(key: Node, value: Node) -> bool:
    return isinstance(key, Scalar) and isinstance(value, Scalar) and value.text is not None


def _subject(grid: _Grid) -> int:
    """Return the number of the column by which a row is found again."""
    by_key = {column.key: number for number, column in sorted(grid.columns.items(), reverse=True)}
    return next((by_key[key] for key in _SUBJECTS if key in by_key), min(grid.columns))


def _leave_blank(tree: Tree, grid: _Grid, row: Row, lacking: Sequence[Column]) -> None:
    """Add to a row the keys of its empty cells: what it lacks is told at the cell for it.

    For a column that is lacking in all rows that is the cell beside the heads.
    """
    given = {key.text for key, _ in tree.pairs if isinstance(key, Scalar)}
    places = {column.head: grid.place(row.number, number) for number, column in grid.columns.items()}
    places |= {column.head: grid.place(grid.head, max(grid.columns) + 1) for column in lacking}
    for head, place in places.items():
        if head not in given:
            tree.pairs.append((Scalar(place, head), Scalar(place, None)))


def _passed(grid: _Grid, sums: list[int], headings: list[int], left: list[int]) -> Iterator[Finding]:
    """Yield a note on rows of sums, one on headings inside the table, and one on rows below the signatures."""
    for rows, zh, en in (
        (sums, "第 {} 行是合计，没有读取", "rows of sums were not read: {}"),
        (headings, "第 {} 行是小标题，没有读取", "rows that are headings were not read: {}"),
        (left, "表下面第 {} 行没有读取", "rows below the table were not read: {}"),
    ):
        if rows:
            first = list(map(str, rows[:_MOST_LISTED]))
            more = len(rows) > len(first)
            what = Text(
                zh.format("、".join(first) + (f" 等 {len(rows)} " if more else "")),
                en.format(", ".join(first) + (" and others" if more else "")),
            )
            yield Finding("FZ108", grid.place(rows[0], min(grid.sheet.rows[rows[0]])), {"what": what})


def _no_heads(sheet: Sheet, name: str) -> Finding:
    """Return what is wrong with a sheet of a list that holds something without the heads of one."""
    wanted = _listed(column.head for column in _register(name).columns if column.needed)
    seen = "、".join(head[:20] for head in heads_in(sheet, _COLUMN_OF[name])[:12])
    advice = Text(
        f"没有找到表头，这张表没有读取：要有一行写着{wanted}；最像表头的一行是：{seen}",
        f"it has no row of heads and was not read: one row must have {wanted}; the nearest is {seen}",
    )
    place = Place(min(sheet.rows), 1, sheet.name)
    return Finding("FZ203", place, {"key": Term(f"工作表“{sheet.name}”", sheet.name), "value": "", "advice": advice})


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)


def _advised(head: str, table: _Grid) -> Text | None:
    """Return which head of a table to write instead of one that nobody knows."""
    known = next((one for one in _COLUMN_OF.values() if set(table.columns.values()) <= set(one.values())), {})
    meant = closest(head, known)
    likely = known[meant].head if meant else None
    taken = {column.head for column in table.columns.values()}
    return unread.meant_head(likely) if likely and likely not in taken else None


def _is_known(sheet: Sheet) -> bool:
    return head_of(sheet.name) in OTHERS or (sheet.hidden and sheet.name.startswith(_OURS))
