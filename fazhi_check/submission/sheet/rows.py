"""The rows of a table to entries: several rows may belong to one id, one piece of evidence in each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from fazhi_check.findings import Finding, Place
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar, Sequence
from fazhi_check.source.workbook.book import Area, Cell
from fazhi_check.submission.sheet.cells import is_nothing, read_cell, unreadable
from fazhi_check.submission.sheet.columns import Column, is_foot, is_sum
from fazhi_check.submission.sheet.tables import Table
from fazhi_check.words import Text

# What of a piece of evidence a form has ready: told with the rest though it is empty, so that it counts as unfilled.
_READY = ("kind", "title", "ref", "date")
_NEEDED = ("kind", "title")
_WIDE = 3  # columns that a heading inside a table is merged over, at least
_SHORT = 60  # characters of a line for signatures, at most


class Row(NamedTuple):
    """One row: its cells by column, those that are merged from above too, which `inherited` names."""

    number: int
    cells: Mapping[int, Cell]
    inherited: frozenset[int] = frozenset()

    @property
    def own(self) -> list[Cell]:
        """Its own cells from left to right."""
        return [self.cells[column] for column in sorted(self.cells) if column not in self.inherited]


class Entries:
    """What the tables of a book say, entry by entry.

    `found` is what is wrong with cells and what was passed over, `numbers` the ids that are stored as numbers or dates.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[Scalar, Tree]] = {}
        self.found: list[Finding] = []
        self.numbers: list[tuple[Place, str]] = []

    def tree(self, fallback: Place) -> Tree:
        """Return the mapping of all entries."""
        place = next((key.place for key, _ in self.nodes.values()), fallback)
        return Tree(place, [(key, entry) for key, entry in self.nodes.values()])

    def entry(self, target: str, place: Place) -> Tree:
        """Return the mapping of one entry, made where an id is first met."""
        return self.nodes.setdefault(target, (Scalar(place, target), Tree(place)))[1]

    def read(self, table: Table) -> None:
        """Take in the rows of a table."""
        _Reader(self, table).read()


class _Reader:
    """Reads one table, row by row."""

    def __init__(self, entries: Entries, table: Table) -> None:
        self._entries, self._table = entries, table
        self._id = table.id_column
        self._title = next((n for n, one in table.columns.items() if one.key == "title" and one.use == "shown"), None)
        self._last: tuple[str, Row] | None = None  # the last id, and its first row
        self._above: str | None = None  # the id of the row above
        self._below = False
        self._passed: dict[str, list[int]] = {"sum": [], "heading": [], "below": []}

    def read(self) -> None:
        rows = [_row(self._table, number, areas) for number, areas in _with_areas(self._table)]
        self._sorted = in_order(_texts(rows, self._id))
        for row in rows:
            self._take(row)
        self._entries.found += self._notes()

    def _take(self, row: Row) -> None:
        own = row.own
        if not own:
            return
        first, written = own[0].text.strip(), row.cells.get(self._id)
        if self._is_foot(row):
            self._below = True
        elif is_sum(first):
            self._passed["sum"].append(row.number)
        elif written is None or is_nothing(written.text.strip()):
            self._without_id(row)
        elif self._is_heading(row, written):
            self._passed["heading"].append(row.number)
        elif written.kind in ("number", "date", "percent", "boolean"):
            self._entries.numbers.append((self._table.place(row.number, self._id), written.text))
            self._last = self._above = None
        else:
            self._with_id(written.text.strip(), row)

    def _is_foot(self, row: Row) -> bool:
        """Tell whether a row is one to be signed: told so where an id would stand, or with nothing else in it.

        Its places to sign may be spread below any columns.
        """
        own = row.own
        first = own[0].text.strip()
        if not is_foot(first) or len(first) > _SHORT:
            return False
        begins_where_ids_stand = own[0] is row.cells.get(self._id)
        return begins_where_ids_stand or not self._holds_data(row) or all(is_foot(cell.text) for cell in own)

    def _with_id(self, target: str, row: Row) -> None:
        if self._last is None or self._last[0] != target:
            self._last = (target, row)
        self._fill(target, row)
        self._above = target

    def _without_id(self, row: Row) -> None:
        if self._below:
            self._passed["below"].append(row.number)
        elif not self._holds_data(row) or self._is_wide(row):
            self._passed["heading"].append(row.number)
        elif self._last is None or not self._sorted or self._titled_otherwise(row):
            self._entries.found.append(self._homeless(row))
        else:
            target, first = self._last
            place = self._table.place(row.number, self._first_data(row))
            self._entries.found.append(Finding("FZ108", place, {"what": _joined(row.number, target, first.number)}))
            self._fill(target, row)

    def _fill(self, target: str, row: Row) -> None:
        entry = self._entries.entry(target, self._table.place(row.number, self._id))
        piece: list[tuple[Node, Node]] = []
        for number, column in self._table.columns.items():
            if column.use not in ("entry", "evidence") or self._is_repeated(row, number, column, target):
                continue
            place, cell = self._table.place(row.number, number), row.cells.get(number)
            read = read_cell(cell, column.holds)
            if cell and read.wrong:
                self._entries.found.append(unreadable(column.head, cell, read.wrong, place, target))
            elif column.use == "evidence":
                piece.append((Scalar(place, column.key), Scalar(place, read.text)))
            elif read.text is not None:
                _add(entry, Scalar(place, column.written), Scalar(place, read.text))
        self._add_piece(entry, piece)

    def _is_repeated(self, row: Row, number: int, column: Column, target: str) -> bool:
        """Tell whether a piece of evidence was merged over the rows of one entry: it is one piece."""
        return column.use == "evidence" and number in row.inherited and target == self._above

    def _add_piece(self, entry: Tree, piece: list[tuple[Node, Node]]) -> None:
        given = [pair for pair in piece if _text(pair[1]) is not None]
        if not given:
            return
        pairs = [pair for pair in piece if pair in given or _text(pair[0]) in _READY]
        # What a piece lacks is told at the empty cell for it, where there is one.
        lacking = (key.place for key, value in piece if _text(key) in _NEEDED and _text(value) is None)
        place = next(lacking, given[0][1].place)
        evidence = next((value for key, value in entry.pairs if _text(key) == "evidence"), None)
        if not isinstance(evidence, Sequence):
            evidence = Sequence(given[0][1].place)
            entry.pairs.append((Scalar(evidence.place, "evidence"), evidence))
        evidence.items.append(Tree(place, pairs))

    def _data(self, row: Row) -> list[int]:
        columns = self._table.columns
        return [
            number
            for number in sorted(columns)
            if columns[number].use in ("entry", "evidence")
            and number in row.cells
            and number not in row.inherited
            and not is_nothing(row.cells[number].text.strip())
        ]

    def _holds_data(self, row: Row) -> bool:
        return bool(self._data(row))

    def _first_data(self, row: Row) -> int:
        return self._data(row)[0]

    def _is_heading(self, row: Row, written: Cell) -> bool:
        """Tell whether a row with something under 编号 only parts the table: 一、科学立法, merged or alone."""
        if self._is_wide(row):
            return True
        return not any(char.isdigit() for char in written.text) and not self._holds_data(row)

    def _is_wide(self, row: Row) -> bool:
        if len(row.own) != 1:
            return False
        column = next(column for column in row.cells if column not in row.inherited)
        area = self._table.sheet.merged.get((row.number, column))
        return area is not None and area[3] - area[1] + 1 >= _WIDE

    def _titled_otherwise(self, row: Row) -> bool:
        """Tell whether a row without an id says 事项 of its own: then it is no further line of the one above."""
        if self._title is None or self._last is None or self._title not in row.cells:
            return False
        above = self._last[1].cells.get(self._title)
        return above is None or above.text.strip() != row.cells[self._title].text.strip()

    def _homeless(self, row: Row) -> Finding:
        return unreadable("编号", Cell("（空）"), _NO_ID, self._table.place(row.number, self._first_data(row)))

    def _notes(self) -> Iterable[Finding]:
        for kind, rows in self._passed.items():
            if rows:
                listed = "、".join(map(str, rows[:10])) + ("等" if len(rows) > 10 else "")
                en = ", ".join(map(str, rows[:10])) + (", ..." if len(rows) > 10 else "")
                zh, english = _PASSED[kind]
                place = self._table.place(rows[0], min(self._table.sheet.rows[rows[0]]))
                yield Finding("FZ108", place, {"what": Text(zh.format(rows=listed), english.format(rows=en))})


def in_order(ids: Iterable[str]) -> bool:
    """Tell whether ids stand in the order of a form, 3.3.2-09 before 3.3.2-10."""
    keys = [[int(part) for part in re.findall(r"\d{1,9}", one)] for one in ids]
    return all(one <= other for one, other in pairwise(keys))


def _texts(rows: Iterable[Row], column: int) -> list[str]:
    cells = (row.cells[column] for row in rows if column in row.cells)
    return [cell.text.strip() for cell in cells if cell.kind == "text" and re.match(r"\d", cell.text)]


def _add(entry: Tree, key: Scalar, value: Scalar) -> None:
    """Add a value to an entry, unless the same is there; another one under the key is told as standing twice."""
    if not any(_text(one) == key.text and _text(other) == value.text for one, other in entry.pairs):
        entry.pairs.append((key, value))


def _text(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _with_areas(table: Table) -> Iterable[tuple[int, list[Area]]]:
    """Yield the rows below the heads, each with the merged cells that reach it from above."""
    deep = sorted(area for area in table.sheet.merged.values() if area[2] > area[0] > table.head)
    waiting, reaching = deque(deep), list[Area]()
    for row in table.rows():
        while waiting and waiting[0][0] < row:
            reaching.append(waiting.popleft())
        reaching = [area for area in reaching if area[2] >= row]
        yield row, reaching


def _row(table: Table, number: int, areas: list[Area]) -> Row:
    cells = dict(table.sheet.rows[number])
    inherited = set()
    for first, column, _, _ in areas:
        above = table.sheet.rows.get(first, {}).get(column)
        if above and column not in cells:
            cells[column] = above
            inherited.add(column)
    return Row(number, cells, frozenset(inherited))


def _joined(row: int, target: str, first: int) -> Text:
    return Text(
        f"第 {row} 行没有编号，按 {target}（第 {first} 行）的又一行读取",
        f"row {row} has no id and was read as a further line of {target} (row {first})",
    )


_NO_ID = Text(
    "这一行没有编号，不知道属于哪一项：在“编号”栏写上编号", "this row has no id: write that of its target under 编号"
)
_PASSED = {
    "sum": ("第 {rows} 行是合计，没有读取", "rows of sums were not read: {rows}"),
    "heading": (
        "第 {rows} 行没有编号也没有填报内容，没有读取",
        "rows without an id and without content were not read: {rows}",
    ),
    "below": (
        "签字栏以下第 {rows} 行没有编号，没有读取",
        "rows below the signatures without an id were not read: {rows}",
    ),
}
