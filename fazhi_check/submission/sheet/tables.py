"""Where the table of a sheet begins, and what its columns hold: by the heads, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from fazhi_check.findings import Place
from fazhi_check.source.workbook.book import Area, Cell, Sheet
from fazhi_check.submission.sheet.columns import COLUMN_OF, COLUMNS, Column
from fazhi_check.submission.sheet.signs import head_of, is_id, is_person

# Heads stand among the first rows; further down no office has them.
_DEEPEST = 60
# What may stand over ids where no head says 编号: looked into only if that is what it holds.
_NUMBERS = ("序号", "编码", "号")


class Table(NamedTuple):
    """A table: its sheet, the row of its heads, and the columns that are known by their number, the rest by head."""

    sheet: Sheet
    head: int
    columns: Mapping[int, Column]
    unknown: Mapping[int, str] = {}
    persons: Mapping[int, str] = {}

    @property
    def id_column(self) -> int:
        """The number of the column of the ids."""
        return next(number for number, column in self.columns.items() if column.use == "id")

    def rows(self) -> Iterator[int]:
        """Yield the rows below the heads that hold anything, in order."""
        return (row for row in sorted(self.sheet.rows) if row > self.head)

    def place(self, row: int, column: int) -> Place:
        """Return the place of one of its cells."""
        return Place(row, column, self.sheet.name)


def find_table(sheet: Sheet, known: Mapping[str, Column] = COLUMN_OF) -> Table | None:
    """Return the table of a sheet, None where no row has the heads of one; `known` says what the heads mean."""
    rows = sorted(sheet.rows)[:_DEEPEST]
    merged = [area for area in sheet.merged.values() if rows and area[0] < rows[-1]]
    found = [_table(sheet, row, merged, known) for row in rows]
    tables = [table for table in found if table]
    return max(tables, key=lambda table: len(table.columns)) if tables else None  # of equal ones the first


def heads_in(sheet: Sheet) -> list[str]:
    """Return the heads of the row that comes nearest to being that of a table: what was found instead."""
    rows = [[head_of(cell.text) for cell in sheet.rows[row].values()] for row in sorted(sheet.rows)[:_DEEPEST]]
    return max(rows, key=lambda row: (sum(head in COLUMN_OF for head in row), len(row)), default=[])


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


def _table(sheet: Sheet, row: int, merged: Iterable[Area], known: Mapping[str, Column]) -> Table | None:
    columns: dict[int, Column] = {}
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
    _take_ids(sheet, row, columns, unknown)
    ids = sum(column.use == "id" for column in columns.values())
    if ids != 1 or not any(column.given for column in columns.values()):
        return None
    return Table(sheet, row, columns, unknown, persons)


def _take_ids(sheet: Sheet, row: int, columns: dict[int, Column], unknown: dict[int, str]) -> None:
    """Where no head says 编号, take the column of numbers for that of the ids if ids is what it holds."""
    if any(column.use == "id" for column in columns.values()):
        return
    for number, head in unknown.items():
        if head in _NUMBERS and _holds_ids(sheet, row, number):
            columns[number] = COLUMNS[0]
            del unknown[number]
            return


def _holds_ids(sheet: Sheet, head: int, column: int) -> bool:
    texts = [sheet.rows[row][column].text.strip() for row in sheet.rows if row > head and column in sheet.rows[row]]
    return 2 * sum(map(is_id, texts)) > len(texts)
