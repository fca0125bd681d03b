"""The matrix of a round: units in rows, sections or items in columns, a cell what needs attention of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.units import Order, shown_file, worst_first

# What columns are.
Part: TypeAlias = Literal["section", "item"]


class Cell(NamedTuple):
    """How many lines need attention, of all, and the worst verdict among those; empty without any."""

    attention: int = 0
    asked: int = 0
    worst: str = ""

    @property
    def said(self) -> str:
        """The two numbers; nothing where nothing is asked."""
        return f"{self.attention}/{self.asked}" if self.asked else ""


class Row(NamedTuple):
    """A unit with its cells by column, those with something asked alone, and all of them together."""

    unit: UnitDigest
    cells: Mapping[str, Cell]
    total: Cell


class Matrix(NamedTuple):
    """The columns by their ids, in the plan's order, the rows, and the sums of the rows that are in sums."""

    parts: Sequence[str]
    rows: Sequence[Row]
    sums: Mapping[str, Cell]
    total: Cell

    def behind(self, part: str | None = None) -> int:
        """Return how many units that are in the sums have something to be done in a column; in any without one."""
        cells = [row.total if part is None else row.cells.get(part, Cell()) for row in self.rows if row.unit.counted]
        return sum(cell.attention > 0 for cell in cells)


def matrix_of(one: RoundDigest, part: Part = "section", order: Order = worst_first) -> Matrix:
    """Return the matrix of a round by sections or items; every unit has a row, whose cells add up to its counts."""
    rows = [_row(unit, part) for unit in order(one.units)]
    counted = [row for row in rows if row.unit.counted]
    parts = _in_order((file for unit in one.units if (file := shown_file(unit))), part)
    sums = {name: together(row.cells.get(name, Cell()) for row in counted) for name in parts}
    return Matrix(parts, rows, sums, together(row.total for row in counted))


def _row(unit: UnitDigest, part: Part) -> Row:
    file = shown_file(unit)
    found: dict[str, list[Line]] = {}
    for line in file.lines if file else ():
        found.setdefault(getattr(line, part), []).append(line)
    cells = {name: _cell(lines) for name, lines in found.items()}
    return Row(unit, cells, together(cells.values()))


def _cell(lines: Sequence[Line]) -> Cell:
    flagged = [line for line in lines if line.flagged]
    worst = min(flagged, key=lambda line: line.rank).verdict if flagged else ""
    return Cell(len(flagged), len(lines), worst)


def together(cells: Iterable[Cell]) -> Cell:
    """Return the sum of cells, with the worst verdict in any of them."""
    listed = list(cells)
    worst = {cell.worst for cell in listed}
    return Cell(
        sum(cell.attention for cell in listed),
        sum(cell.asked for cell in listed),
        next((verdict for verdict in FLAGGED if verdict in worst), ""),
    )


def _in_order(files: Iterable[FileDigest], part: Part) -> list[str]:
    first: dict[str, int] = {}
    for file in files:
        order = file.plan.order if file.plan else {}
        for line in file.lines:
            name, place = getattr(line, part), order.get(line.target, len(order))
            first[name] = min(first.get(name, place), place)
    return sorted(first, key=lambda name: first[name])


def items_by_section(one: RoundDigest) -> dict[str, list[str]]:
    """Return the sections with their items, both in the plan's order."""
    files = [file for unit in one.units if (file := shown_file(unit))]
    section = {line.item: line.section for file in files for line in file.lines}
    found: dict[str, list[str]] = {}
    for item in _in_order(files, "item"):
        found.setdefault(section[item], []).append(item)
    return found
