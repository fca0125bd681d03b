"""The sheet 自评分: what a unit gives itself by its office's standard, an item a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fazhi_check.findings import Finding
from fazhi_check.source.nodes import Mapping, Scalar
from fazhi_check.source.workbook.book import Cell, Sheet
from fazhi_check.submission.sheet.cells import is_nothing, read_cell, unreadable
from fazhi_check.submission.sheet.columns import OWN_POINTS, OWN_POINTS_OF, Column
from fazhi_check.submission.sheet.grid import Grid, Row, grids_in, is_foot_row, repeats_heads, rows_of
from fazhi_check.submission.sheet.signs import head_of, is_sum
from fazhi_check.words import Text

_NO_ITEM: Final = Text(
    "这一行没有写是哪个项目；在“项目”栏写上", "this row does not say of which item: write it under 项目"
)


def points_table(sheet: Sheet) -> Grid[Column] | None:
    """Return the table of such a sheet, None where it is none, or has no heads of one."""
    if head_of(sheet.name) != OWN_POINTS:
        return None
    found = max(grids_in(sheet, OWN_POINTS_OF), key=lambda grid: len(_given(grid)), default=None)
    return found if found and {"item", "points"} <= _given(found).keys() else None


def _given(table: Grid[Column]) -> dict[str, int]:
    """Return the numbers of the columns that are read, by key."""
    return {one.key: number for number, one in sorted(table.columns.items(), reverse=True) if one.given}


class OwnPoints:
    """What such a table says: the tree of it, and what is wrong with its cells or was passed over in `found`."""

    def __init__(self, table: Grid[Column]) -> None:
        self._table, self._at = table, _given(table)
        self.found: list[Finding] = []
        self.key = Scalar(table.place(table.head, self._at["points"]), OWN_POINTS)
        self.tree = Mapping(self.key.place)
        below = False
        for row in rows_of(table):
            below = is_foot_row(row, below)
            if not below and not repeats_heads(table, row):
                self._take(row)

    def _take(self, row: Row) -> None:
        item, points = (row.cells.get(self._at[key], Cell("")) for key in ("item", "points"))
        if is_nothing(points.text.strip()):
            return
        name, read = read_cell(item, "text").text, read_cell(points, "number")
        place = self._table.place(row.number, self._at["points"])
        if name and is_sum(name):
            self.found += self._passed(row)
        elif read.wrong or not name:
            self.found.append(unreadable(OWN_POINTS, points, read.wrong or _NO_ITEM, place))
        else:
            self.tree.pairs.append(
                (Scalar(self._table.place(row.number, self._at["item"]), name), Scalar(place, read.text))
            )

    def _passed(self, row: Row) -> Iterator[Finding]:
        what = Text(f"第 {row.number} 行是合计，没有读取", f"row {row.number} is a sum and was not read")
        yield Finding("FZ108", self._table.place(row.number, self._at["item"]), {"what": what})
