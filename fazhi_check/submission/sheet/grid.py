"""A table of a sheet as any of ours is: where its heads stand, what they mean, and its rows with what is merged into them.

What the heads of a table may mean, and which of its rows say something, is known to whoever reads it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, Protocol, TypeVar

from fazhi_check.findings import Place
from fazhi_check.source.workbook.book import Area, Cell, Sheet
from fazhi_check.submission.sheet.signs import head_of, is_counted, is_foot, is_person, is_signing_day

# Heads stand among the first rows; further down no office has them.
_DEEPEST = 60
_WIDE = 3  # columns that a heading inside a table is merged over, at least


class Headed(Protocol):
    """A column: what heads it, and by which other heads it is known."""

    @property
    def head(self) -> str:
        """What heads it."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other heads that mean the same."""


One = TypeVar("One", bound=Headed)


class Grid(NamedTuple, Generic[One]):
    """A table: its sheet, the row of its heads, and the columns that are known by their number, the rest by head."""

    sheet: Sheet
    head: int
    columns: Mapping[int, One]
    unknown: Mapping[int, str] = {}
    persons: Mapping[int, str] = {}

    def rows(self) -> Iterator[int]:
        """Yield the rows below the heads that hold anything, in order."""
        return (row for row in sorted(self.sheet.rows) if row > self.head)

    def place(self, row: int, column: int) -> Place:
        """Return the place of one of its cells."""
        return Place(row, column, self.sheet.name)


class Row(NamedTuple):
    """One row: its cells by column, those that are merged from above too, which `inherited` names."""

    number: int
    cells: Mapping[int, Cell]
    inherited: frozenset[int] = frozenset()

    @property
    def own(self) -> list[int]:
        """The columns of its own cells from left to right."""
        return [column for column in sorted(self.cells) if column not in self.inherited]


def grids_in(sheet: Sheet, known: Mapping[str, One]) -> Iterator[Grid[One]]:
    """Yield what each of the first rows of a sheet would be as the row of heads; `known` says what heads mean."""
    rows = sorted(sheet.rows)[:_DEEPEST]
    merged = [area for area in sheet.merged.values() if rows and area[0] < rows[-1]]
    for row in rows:
        yield _grid(sheet, row, merged, known)


def _grid(sheet: Sheet, row: int, merged: Iterable[Area], known: Mapping[str, One]) -> Grid[One]:
    columns: dict[int, One] = {}
    unknown: dict[int, str] = {}
    persons: dict[int, str] = {}
    for number, names in names_at(sheet, row, merged).items():
        column = next((known[name] for name in names if name in known), None)
        if column:
            columns[number] = column
        elif is_person(names[1]):
            persons[number] = names[1]
        else:
            unknown[number] = names[1]
    return Grid(sheet, row, columns, unknown, persons)


def heads_in(sheet: Sheet, known: Collection[str]) -> list[str]:
    """Return the heads of the row that comes nearest to being that of a table: what was found instead."""
    rows = [[head_of(cell.text) for cell in sheet.rows[row].values()] for row in sorted(sheet.rows)[:_DEEPEST]]
    return max(rows, key=lambda row: (sum(head in known for head in row), len(row)), default=[])


def names_at(sheet: Sheet, row: int, merged: Iterable[Area]) -> dict[int, tuple[str, ...]]:
    """Return by column what a head in a row may be called, what is most likely first.

    Heads may stand in two rows: 类型 and 标题 below a merged 佐证, others merged downwards beside them.
    """
    own = {column: head_of(cell.text) for column, cell in sheet.rows.get(row, {}).items()}
    groups: dict[int, str] = {}
    for area in merged:
        text = head_of(_first(sheet, area).text) if area[0] < row <= area[2] + 1 else ""
        if text and row <= area[2]:
            own.setdefault(area[1], text)
        elif text and area[3] > area[1]:
            groups.update(dict.fromkeys(range(area[1], min(area[3], area[1] + 60) + 1), text))
    return {column: (groups.get(column, "") + text, text) for column, text in own.items() if text}


def _first(sheet: Sheet, area: Area) -> Cell:
    return sheet.rows.get(area[0], {}).get(area[1], Cell(""))


def rows_of(table: Grid[One]) -> list[Row]:
    """Return the rows below the heads of a table, each with what is merged into it from above."""
    above = _merged_from_above(table)
    return [_row(table, number, above.get(number)) for number in table.rows()]


def _row(table: Grid[One], number: int, above: Mapping[int, int] | None) -> Row:
    cells = table.sheet.rows[number]
    if not above:
        return Row(number, cells)
    merged = {column: table.sheet.rows[first][column] for column, first in above.items() if column not in cells}
    return Row(number, {**cells, **merged}, frozenset(merged))


def _merged_from_above(table: Grid[One]) -> dict[int, dict[int, int]]:
    """Return by row and column the row in which the first of merged cells stands, for all but that itself."""
    rows, found = list(table.rows()), dict[int, dict[int, int]]()
    for first, column, last, _ in _deep(table):
        for row in rows[bisect_right(rows, first) : bisect_left(rows, last + 1)]:
            found.setdefault(row, {})[column] = first
    return found


def _deep(table: Grid[One]) -> Iterator[Area]:
    """Yield the cells merged downwards; of those that lie over each other, which no program makes, the upper ones."""
    reached: dict[int, int] = {}
    for area in sorted(table.sheet.merged.values()):
        first, column, last, _ = area
        known = column in table.columns and column in table.sheet.rows.get(first, ())
        if known and last > first > max(table.head, reached.get(column, 0)):
            reached[column] = last
            yield area


def counts_columns(table: Grid[One], row: Row) -> bool:
    """Tell whether a row right below the heads only counts the columns: 1, 2, 3."""
    first = row.number == table.head + 1
    return first and len(row.cells) > 1 and all(is_counted(cell.text) for cell in row.cells.values())


def repeats_heads(table: Grid[One], row: Row) -> bool:
    """Tell whether the heads stand in a row once more, as where every section has its own."""
    return all(
        head_of(row.cells[number].text) in (one.head, *one.aliases)
        for number, one in table.columns.items()
        if number in row.cells
    )


def is_heading(table: Grid[One], row: Row) -> bool:
    """Tell whether a row is a heading inside a table: its one cell is merged over several columns."""
    own = row.own
    area = table.sheet.merged.get((row.number, own[0])) if len(own) == 1 else None
    return area is not None and area[3] - area[1] + 1 >= _WIDE


def is_foot_row(row: Row, below: bool) -> bool:
    """Tell whether a row is to be signed: its places to sign may be spread below any columns.

    `below` tells that such a row stands above it.
    """
    texts = [row.cells[column].text for column in row.own]
    if is_foot(texts[0]):
        return True
    signed = below or any(map(is_foot, texts))
    return signed and all(is_foot(text) or is_signing_day(text) for text in texts)
