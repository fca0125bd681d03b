"""Where rows, cells, ranges and formulas of a sheet are once rows were put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from fazhi_check.findings import letters_of

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_RANGE = re.compile(r"(\$?[A-Za-z]{1,3}\$?\d{1,7})(?::(\$?[A-Za-z]{1,3}\$?\d{1,7}))?")
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")


class Insertion(NamedTuple):
    """Rows put in before a row; at an end of the table what reached to that end goes on to reach it.

    `first` and `last` tell that the rows go in before the first or behind the last row of the table.
    """

    before: int
    number: int
    first: bool = False
    last: bool = False


class Shift(NamedTuple):
    """All that is put into one sheet, told by its name; the rows are those of the sheet as it was."""

    sheet: str
    insertions: Sequence[Insertion]

    def row(self, row: int) -> int:
        """Return where a row is now."""
        return row + sum(one.number for one in self.insertions if one.before <= row)

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Return where a stretch of rows is now: it grows with what is put into it."""
        start, end = self.row(first), self.row(last)
        for one in self.insertions if last > first else ():
            start -= one.number if one.first and one.before == first else 0
            end += one.number if one.last and one.before == last + 1 else 0
        return start, end

    def range(self, written: str) -> str:
        """Return where a cell or range is now, as E12 or A1:N25."""
        found = _RANGE.fullmatch(written)
        if not found:
            return written
        if found[2] is None:
            return _at(found[1], self.row(_row(found[1])))
        start, end = self.rows(_row(found[1]), _row(found[2]))
        return f"{_at(found[1], start)}:{_at(found[2], end)}"

    def ranges(self, written: str) -> str:
        """Return where each of several ranges is now, as they stand in one attribute."""
        return " ".join(map(self.range, written.split()))

    def reference(self, written: str, inside: bool, by: int | None = None) -> str:
        """Return a reference of a formula as it is now; `inside` tells that the formula stands in the sheet itself.

        That of a rule for ranges goes `by` so many rows with the first of these, as far as it has no $ before its row.
        """
        sheet, mark, area = written.rpartition("!")
        name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        if not inside if not mark else name.casefold() != self.sheet.casefold():
            return written
        found = _ROWS.fullmatch(area)
        if found:
            start, end = self.rows(int(found[2]), int(found[4]))
            return f"{sheet}{mark}{found[1]}{start}:{found[3]}{end}"
        return f"{sheet}{mark}{self.range(area) if by is None else self._carried(area, by)}"

    def _carried(self, area: str, by: int) -> str:
        cells = [_CELL.fullmatch(cell) for cell in area.split(":")]
        if any(cell is None for cell in cells):
            return area
        rows = ((cell, self.row(int(cell[4])) if cell[3] else int(cell[4]) + by) for cell in cells if cell)
        return ":".join(f"{cell[1]}{cell[2]}{cell[3]}{row}" for cell, row in rows)

    def formula(self, written: str, inside: bool = True, by: int | None = None) -> str:
        """Return a formula with all its references to the sheet as they are now."""
        from openpyxl.formula import Tokenizer

        if not any(char.isdigit() for char in written):
            return written
        tokens = Tokenizer(f"={written}").items
        return "".join(self.reference(one.value, inside, by) if one.subtype == "RANGE" else one.value for one in tokens)

    def rule(self, written: str, ranges: str) -> str:
        """Return the formula of a rule for some ranges: it is written for the first cell of these."""
        first, now = ranges.split()[:1], self.ranges(ranges).split()[:1]
        by = cell_at(now[0].split(":")[0])[0] - cell_at(first[0].split(":")[0])[0] if first else 0
        return self.formula(written, by=by)


@lru_cache(maxsize=4096)
def cell_at(written: str) -> tuple[int, int]:
    """Return the row and the column of a cell that is written as E12."""
    found = _CELL.fullmatch(written)
    column = 0
    for letter in found[2].upper() if found else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return (int(found[4]) if found else 0), column


def covers(ranges: str, row: int, column: int) -> bool:
    """Tell whether one of several ranges has a cell in it."""
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in _boxes(ranges))


@lru_cache(maxsize=1024)
def _boxes(ranges: str) -> tuple[tuple[int, int, int, int], ...]:
    """Return first row, first column, last row and last column of each of several ranges."""
    ends = (one.partition(":") for one in ranges.split())
    return tuple((*cell_at(first), *cell_at(last or first)) for first, _, last in ends)


def without(ranges: str, row: int, column: int) -> str:
    """Return ranges without one cell: one that has it in it falls into what is above, below and beside."""
    return " ".join(piece for one in ranges.split() for piece in _pieces(one, row, column))


def _pieces(written: str, row: int, column: int) -> Iterator[str]:
    if not covers(written, row, column):
        yield written
        return
    first, _, last = written.replace("$", "").partition(":")
    (top, left), (bottom, right) = cell_at(first), cell_at(last or first)
    yield from _area(top, left, row - 1, right)
    yield from _area(row, left, row, column - 1)
    yield from _area(row, column + 1, row, right)
    yield from _area(row + 1, left, bottom, right)


def _area(top: int, left: int, bottom: int, right: int) -> Iterator[str]:
    if top <= bottom and left <= right:
        first, last = f"{letters_of(left)}{top}", f"{letters_of(right)}{bottom}"
        yield first if first == last else f"{first}:{last}"


def joined(ranges: str) -> str:
    """Return ranges in their order, those that lie below each other in the same columns as one."""
    areas: list[tuple[int, int, int, int]] = []
    for written in ranges.split():
        first, _, last = written.replace("$", "").partition(":")
        (top, left), (bottom, right) = cell_at(first), cell_at(last or first)
        areas.append((left, right, top, bottom))
    found: list[tuple[int, int, int, int]] = []
    for left, right, top, bottom in sorted(areas):
        if found and found[-1][:2] == (left, right) and found[-1][3] >= top - 1:
            found[-1] = (left, right, found[-1][2], max(bottom, found[-1][3]))
        else:
            found.append((left, right, top, bottom))
    return " ".join(one for left, right, top, bottom in found for one in _area(top, left, bottom, right))


def _row(cell: str) -> int:
    return cell_at(cell)[0]


def _at(cell: str, row: int) -> str:
    return f"{cell.rstrip('0123456789')}{row}"
