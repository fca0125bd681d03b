"""One pass over the part of a sheet: its cells with something in them, what is hidden and merged. Blanks cost nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from fazhi_check.findings import Place
from fazhi_check.source.workbook.book import Area, Cell, Sheet
from fazhi_check.source.workbook.cells import Stored, Values
from fazhi_check.source.workbook.markup import Attributes, Scan, without_blanks
from fazhi_check.source.workbook.package import Package, broken, too_much
from fazhi_check.source.workbook.structure import TRUE, Listed
from fazhi_check.words import Text

_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)


class _Grid(Scan):
    """The pass. A cell or row without its place follows the one before, as the standard has it."""

    def __init__(self, listed: Listed, package: Package, values: Values, held: int) -> None:
        super().__init__(package, listed.part)
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: dict[tuple[int, int], Area] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.cells = held
        self._name, self._values = listed.name, values
        self._row = self._column = 0
        self._stored: Stored | None = None
        self._into: list[str] | None = None
        self._in_data = self._reading = False

    def pieces(self) -> Iterable[bytes]:
        return without_blanks(super().pieces())

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        texts = dict.fromkeys(("v", "f", "t"), self._open_text)
        areas = {"row": self._open_row, "col": self._hide, "mergeCell": self._merge}
        return {"c": self._open_cell, **texts, "rPh": self._open_reading, "sheetData": self._open_data, **areas}

    def ends(self) -> dict[str, Callable[[], None]]:
        texts = {"v": self._close_value, "f": self._close_formula, "t": self._close_run}
        return {"c": self._close_cell, **texts, "rPh": self._close_reading, "sheetData": self._close_data}

    def text(self, text: str) -> None:
        if self._into is not None:
            self._length += len(text)
            if self._length > self.limits.max_text:
                too_much("max_text", self.limits, self._place)
            self._into.append(text)

    @property
    def _place(self) -> Place:
        return Place(self._row, self._column, self._name)

    def _open_data(self, _: Attributes) -> None:
        self._in_data = True

    def _close_data(self) -> None:
        self._in_data = False

    def _open_row(self, attributes: Attributes) -> None:
        written = attributes.get("r")
        self._row = self._row + 1 if written is None else self._position("A" + written)[0]
        self._column = 0
        if _is_hidden(attributes, "ht"):
            self.hidden_rows.add(self._row)

    def _open_cell(self, attributes: Attributes) -> None:
        if not self._in_data:
            return
        written = attributes.get("r")
        if written is None:
            self._column += 1
        else:
            self._row, self._column = self._position(written)
        kind = attributes.get("t", "n")
        if kind == "e" and "vm" in attributes:  # a picture in a cell, or other content from outside, as Excel has it
            kind = "picture"
        self._stored = Stored(kind, attributes.get("s", "0"))

    def _open_text(self, _: Attributes) -> None:
        if self._stored and not self._reading:
            self._into, self._length = [], 0

    def _open_reading(self, _: Attributes) -> None:
        self._reading = True

    def _close_reading(self) -> None:
        self._reading = False

    def _taken(self) -> str:
        text, self._into = "".join(self._into or ()), None
        return text

    def _close_value(self) -> None:
        if self._stored and self._into is not None:
            self._stored.value = self._taken()

    def _close_formula(self) -> None:
        if self._stored and self._into is not None:
            self._stored.formula = self._taken()

    def _close_run(self) -> None:
        """Take in the next run of a text that stands in the cell itself."""
        if self._stored and self._into is not None:
            self._stored.value = (self._stored.value or "") + self._taken()

    def _close_cell(self) -> None:
        stored, self._stored, self._into = self._stored, None, None
        cell = self._values.cell(stored) if stored else None
        if cell is not None:
            self._keep(cell)

    def _keep(self, cell: Cell) -> None:
        """Keep a cell with something in it."""
        if self._row > self.limits.max_rows:
            too_much("max_rows", self.limits, self._place)
        if self._column > self.limits.max_columns:
            too_much("max_columns", self.limits, self._place)
        self.cells += 1
        if self.cells > self.limits.max_cells:
            too_much("max_cells", self.limits, self._place)
        row = self.rows.setdefault(self._row, {})
        if self._column in row:
            broken(Text(f"单元格{self._place.cell}有两份", f"the cell {self._place.cell} stands twice"))
        row[self._column] = cell

    def _hide(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        known = first.isdecimal() and last.isdecimal() and len(self.hidden_columns) < self.limits.max_columns
        if known and _is_hidden(attributes, "width"):
            self.hidden_columns.append((int(first[:6]), int(last[:6])))

    def _merge(self, attributes: Attributes) -> None:
        """Keep an area of merged cells if its first holds something: they are listed behind the cells."""
        first, _, last = attributes.get("ref", "").partition(":")
        row, column = self._position(first)
        if column in self.rows.get(row, {}):
            self.merged[row, column] = (row, column, *self._position(last or first))

    def _position(self, written: str) -> tuple[int, int]:
        """Return row and column of a reference. Raises Refused (FZ101) where it is none."""
        found = _REFERENCE.fullmatch(written)
        if not found:
            broken(
                Text(f"{self.part} 里的位置“{written[:20]}”写坏了", f"no cell is called {written[:20]} ({self.part})")
            )
        return int(found[2]), column_number(found[1])


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return the number of a column by its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number


def _is_hidden(attributes: Attributes, size: str) -> bool:
    return attributes.get("hidden") in TRUE or attributes.get(size) in ("0", "0.0")


def read_sheet(listed: Listed, package: Package, values: Values, held: int = 0) -> tuple[Sheet, int]:
    """Return a sheet and how many cells are held with it, `held` of them by the sheets before. Raises Refused."""
    grid = _Grid(listed, package, values, held)
    grid.run()
    used = {column for row in grid.rows.values() for column in row}
    hidden = {column for column in used if any(first <= column <= last for first, last in grid.hidden_columns)}
    sheet = Sheet(
        listed.name,
        {row: dict(sorted(grid.rows[row].items())) for row in sorted(grid.rows)},
        listed.hidden,
        grid.merged,
        frozenset(grid.hidden_rows & grid.rows.keys()),
        frozenset(hidden),
    )
    return sheet, grid.cells
