"""The rows of a table sorted out: which id each belongs to, and which are headings, sums, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from re import ASCII, findall
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi_check.findings import Finding, Place
from fazhi_check.source.workbook.book import Cell
from fazhi_check.submission.sheet.cells import is_nothing, read_cell, unreadable
from fazhi_check.submission.sheet.grid import Row, counts_columns, is_foot_row, is_heading, repeats_heads, rows_of
from fazhi_check.submission.sheet.signs import (
    head_of,
    is_foot,
    is_id,
    is_labelled,
    is_signing_day,
    is_sum,
    is_worded,
)
from fazhi_check.submission.sheet.tables import Table
from fazhi_check.words import Text

_MOST_LISTED: Final = 10
_DIGITS: Final = frozenset("0123456789")
# What a row is, by its looks alone.
_Sort: TypeAlias = Literal["id", "none", "number", "unreadable", "foot", "sum", "heading", "below", "heads"]
_Passed: TypeAlias = Literal["sum", "heading", "below"]


class Line(NamedTuple):
    """A row with the id it belongs to; `again` tells that the row above belongs to it too."""

    target: str
    row: Row
    again: bool = False


class Lines:
    """Goes through the rows of a table: each that says something of an id is a line, all others are told.

    `found` is what is wrong with rows or was passed over, `numbers` the ids that are stored as numbers or dates,
    `titled` what 事项 says beside each id.
    """

    def __init__(self, table: Table) -> None:
        self.found: list[Finding] = []
        self.numbers: list[tuple[Place, str]] = []
        self.titled: list[tuple[Place, str, str]] = []
        self._table, self._id = table, table.id_column
        self._title = next((n for n, one in table.columns.items() if one.use == "shown" and one.key == "title"), None)
        self._given = [number for number, column in sorted(table.columns.items()) if column.given]
        self._last: Line | None = None  # the first line of the last id
        self._above: str | None = None  # the id of the row above
        self._below = self._unread = False
        self._stray: Stray | None = None  # why rows without an id cannot be joined to the one above
        self._joined: list[int] = []
        self._passed: dict[_Passed, list[int]] = {"sum": [], "heading": [], "below": []}

    def __iter__(self) -> Iterator[Line]:
        rows = rows_of(self._table)
        self._stray = out_of_order(self._ids(rows))
        for row in rows:
            line = self._line(row)
            if line:
                yield line
        self._end_joined()
        self.found += self._notes()

    def _ids(self, rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
        cells = ((row.cells[self._id], row.number) for row in rows if self._id in row.cells)
        texts = ((cell.text.strip(), number) for cell, number in cells if cell.kind == "text")
        return ((text, number) for text, number in texts if text[:1] in _DIGITS and not is_worded(text))

    def _line(self, row: Row) -> Line | None:
        written = row.cells.get(self._id)
        text = written.text.strip() if written else ""
        sort = "id" if is_id(text) and written and written.kind == "text" else self._sort(row, written, text)
        if sort == "id":
            return self._with_id(text, row)
        if sort == "none":
            return self._without_id(row)
        if sort == "number":
            self.numbers.append((self._table.place(row.number, self._id), text))
            self._start(None)
        elif sort == "unreadable":
            self.found.append(self._unreadable_id(row))
            self._start(None)
        elif sort == "foot":
            self._below = True
        elif sort in ("sum", "heading", "below"):
            self._passed[sort].append(row.number)
        return None

    def _sort(self, row: Row, written: Cell | None, text: str) -> _Sort:
        """Tell what a row is that does not begin as others do."""
        own = row.own
        if not own or self._repeats_heads(row, text) or counts_columns(self._table, row):
            return "heads"
        bare = written is None or is_nothing(text)
        if (bare or is_foot(text) or is_signing_day(text)) and is_foot_row(row, self._below):
            return "foot"
        if (bare or is_sum(text)) and self._sums_up(row, own[0]):
            return "sum"
        if written is None or bare:
            return "none"
        return self._of_words(row, written, text)

    def _of_words(self, row: Row, written: Cell, text: str) -> _Sort:
        """Tell what a row is by what stands where an id should."""
        if written.kind != "text":
            return "unreadable" if read_cell(written).wrong else "number"
        if is_labelled(text):
            return "below"
        return "heading" if is_heading(self._table, row) or (is_worded(text) and not self._data(row)) else "id"

    def _sums_up(self, row: Row, first: int) -> bool:
        """Tell whether a row begins with 合计, where it would say what it is of, not where a report stands."""
        column = self._table.columns.get(first)
        reported = column is not None and column.use in ("entry", "evidence")
        return not reported and is_sum(row.cells[first].text)

    def _repeats_heads(self, row: Row, text: str) -> bool:
        """Tell whether the heads stand here once more."""
        head = head_of(text)
        again = head == "编号" or head in self._table.columns[self._id].aliases
        return again and repeats_heads(self._table, row)

    def _with_id(self, target: str, row: Row) -> Line:
        line = Line(target, row, target == self._above)
        if self._title is not None and self._title in row.cells and self._title not in row.inherited:
            self.titled.append((self._table.place(row.number, self._id), target, row.cells[self._title].text))
        if self._last is None or self._last.target != target:
            self._start(line)
        self._above = target
        return line

    def _start(self, line: Line | None) -> None:
        """Note that another id begins; None where it is one that cannot be read."""
        self._end_joined()
        self._last, self._above, self._unread = line, None, line is None

    def _without_id(self, row: Row) -> Line | None:
        data = self._data(row)
        if self._below or not data or is_heading(self._table, row):
            self._passed["below" if self._below else "heading"].append(row.number)
        elif self._last and not self._stray and not self._titled_otherwise(row, self._last.row):
            self._joined.append(row.number)
            return Line(self._last.target, row, self._last.target == self._above)
        elif self._stray or not self._unread:  # what stands below an id that cannot be read went with it
            self.found.append(self._homeless(row, data[0]))
        return None

    def _data(self, row: Row) -> list[int]:
        """Return the columns in which a row says something of its own."""
        cells, inherited = row.cells, row.inherited
        return [
            number
            for number in self._given
            if number in cells and number not in inherited and not is_nothing(cells[number].text.strip())
        ]

    def _titled_otherwise(self, row: Row, above: Row) -> bool:
        """Tell whether a row without an id says 事项 of its own: then it is no further line of the one above."""
        if self._title is None or self._title not in row.cells:
            return False
        title = above.cells.get(self._title)
        return title is None or title.text.strip() != row.cells[self._title].text.strip()

    def _homeless(self, row: Row, column: int) -> Finding:
        advice = _no_order(*self._stray) if self._stray else _NO_ID
        head = self._table.columns[column].head
        return unreadable(head, row.cells[column], advice, self._table.place(row.number, column))

    def _unreadable_id(self, row: Row) -> Finding:
        """Return what is wrong with a cell in which a formula should give an id, and does not."""
        cell, head = row.cells[self._id], self._table.columns[self._id].head
        return unreadable(head, cell, read_cell(cell).wrong or _NO_ID, self._table.place(row.number, self._id))

    def _end_joined(self) -> None:
        """Tell which rows without an id joined the one above them."""
        if self._joined and self._last:
            target, first = self._last.target, self._last.row.number
            zh, en = _listed(self._joined)
            what = Text(
                f"第 {zh} 行没有编号，按 {target}（第 {first} 行）的又一行读取",
                f"without an id, read as further lines of {target} (row {first}): {en}",
            )
            place = self._table.place(self._joined[0], self._id)
            self.found.append(Finding("FZ108", place, {"what": what}))
        self._joined = []

    def _notes(self) -> Iterator[Finding]:
        for kind, rows in self._passed.items():
            if rows:
                (zh, en), (wording, wording_en) = _listed(rows), _PASSED[kind]
                place = self._table.place(rows[0], min(self._table.sheet.rows[rows[0]]))
                yield Finding("FZ108", place, {"what": Text(wording.format(rows=zh), wording_en.format(rows=en))})


class Stray(NamedTuple):
    """An id that stands out of the order of a form, with its row, and the id it stands behind."""

    id: str
    row: int
    behind: str


def out_of_order(ids: Iterable[tuple[str, int]]) -> Stray | None:
    """Return the first of some ids with their rows that is out of order: 3.3.2-09 stands before 3.3.2-10."""
    for (one, _), (other, row) in pairwise(ids):
        if _place_in_order(one) > _place_in_order(other):
            return Stray(other, row, one)
    return None


def _place_in_order(target: str) -> list[int]:
    return [int(part) for part in findall(r"\d{1,9}", target, ASCII)]


def _listed(rows: list[int]) -> tuple[str, str]:
    """Return the numbers of rows in both languages, the first of them where they are many."""
    first = list(map(str, rows[:_MOST_LISTED]))
    more = len(rows) > _MOST_LISTED
    return "、".join(first) + (f" 等 {len(rows)} " if more else ""), ", ".join(first) + (" and others" if more else "")


_NO_ID = Text(
    "这一行没有编号，不知道属于哪一项；在“编号”栏写上编号",
    "this row has no id: write that of its target under 编号",
)


def _no_order(stray: str, row: int, behind: str) -> Text:
    return Text(
        f"这一行没有编号，编号又不按顺序（第 {row} 行的 {stray} 排在 {behind} 后面），不能当作上一行的续行；在“编号”栏写上编号",
        f"this row has no id, and the ids are out of order ({stray} of row {row} stands behind {behind}), so that it"
        " cannot be joined to the row above: write the id of its target under 编号",
    )


_PASSED: Final[Mapping[_Passed, tuple[str, str]]] = {
    "sum": ("第 {rows} 行是合计，没有读取", "rows of sums were not read: {rows}"),
    "heading": (
        "第 {rows} 行没有编号也没有填报内容，没有读取",
        "rows without an id and without content were not read: {rows}",
    ),
    "below": (
        "表下面第 {rows} 行没有编号，没有读取",
        "rows below the table without an id were not read: {rows}",
    ),
}
