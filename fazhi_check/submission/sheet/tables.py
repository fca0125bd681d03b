"""The table of a submission in a sheet: where it begins, and which of its columns holds the ids."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_check.source.workbook.book import Sheet
from fazhi_check.submission.sheet.columns import COLUMN_OF, COLUMNS, Column
from fazhi_check.submission.sheet.grid import Grid, grids_in
from fazhi_check.submission.sheet.signs import is_id

# What may stand over ids where no head says 编号: looked into only if that is what it holds.
_NUMBERS = ("序号", "编码", "号")


class Table(Grid[Column]):
    """A table with ids."""

    __slots__ = ()

    @property
    def id_column(self) -> int:
        """The number of the column of the ids."""
        return next(number for number, column in self.columns.items() if column.use == "id")


def find_table(sheet: Sheet, known: Mapping[str, Column] = COLUMN_OF) -> Table | None:
    """Return the table of a sheet, None where no row has the heads of one; `known` says what the heads mean."""
    tables = [table for grid in grids_in(sheet, known) if (table := _table(grid))]
    return max(tables, key=lambda table: len(table.columns)) if tables else None  # of equal ones the first


def _table(grid: Grid[Column]) -> Table | None:
    columns, unknown = dict(grid.columns), dict(grid.unknown)
    _take_ids(grid.sheet, grid.head, columns, unknown)
    ids = sum(column.use == "id" for column in columns.values())
    if ids != 1 or not any(column.given for column in columns.values()):
        return None
    return Table(grid.sheet, grid.head, columns, unknown, grid.persons)


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
