"""What stands above the table: one label a row with its value in the next cell, or both in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from typing import NamedTuple, TypeAlias

from fazhi_check.findings import Finding, Place
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.workbook.book import Cell, Sheet
from fazhi_check.submission.sheet.cells import read_cell, unreadable
from fazhi_check.submission.sheet.columns import LABEL_OF, Label, head_of
from fazhi_check.submission.sheet.tables import Table
from fazhi_check.words import KEYS_ZH

_NEEDED = (("plan",), ("unit", "name"), ("unit", "level"), ("unit", "code"), ("as_of",))
_PARTS = re.compile(r"\s{2,}|\n|\u3000+")


Cells: TypeAlias = Map[int, Cell]


class Labelled(NamedTuple):
    """A label with its value: both places, and the text, None where there is none."""

    label: Label
    key: Place
    value: Place
    text: str | None


def labelled(table: Table) -> tuple[list[Labelled], list[Finding]]:
    """Return what the rows above a table say, and what is wrong with their cells."""
    found: list[Labelled] = []
    wrong: list[Finding] = []
    for row in sorted(table.sheet.rows):
        if row < table.head:
            for label, column, cell, at in _in_row(table.sheet, row):
                read = read_cell(cell, label.holds)
                place = table.place(row, at)
                if cell and read.wrong:
                    wrong.append(unreadable(label.word, cell, read.wrong, place))
                found.append(Labelled(label, table.place(row, column), place, read.text))
    return found, wrong


def _in_row(sheet: Sheet, row: int) -> Iterator[tuple[Label, int, Cell | None, int]]:
    """Yield each label of a row: its column, the cell of its value if there is one, and the column of that."""
    cells = sheet.rows[row]
    for column, cell in sorted(cells.items()):
        label = LABEL_OF.get(head_of(cell.text))
        if label:
            at = _next(sheet, row, column)
            yield label, column, *_value(cells, at)
        else:
            for part in _PARTS.split(cell.text):
                word, colon, value = part.replace("：", ":").partition(":")
                if colon and head_of(word) in LABEL_OF:
                    yield LABEL_OF[head_of(word)], column, Cell(value.strip()), column


def _value(cells: Cells, at: int) -> tuple[Cell | None, int]:
    """Return the first cell from a column on that is no label, and its column; else none, at that column."""
    for column in sorted(column for column in cells if column >= at):
        if head_of(cells[column].text) in LABEL_OF:
            break
        return cells[column], column
    return None, at


def _next(sheet: Sheet, row: int, column: int) -> int:
    """Return the column after a cell, which may be merged with those to its right."""
    area = sheet.merged.get((row, column))
    return (area[3] if area else column) + 1


def head_tree(found: list[Labelled], fallback: Place) -> Mapping:
    """Return the top of a submission's tree without its entries.

    What it lacks is told at the empty cell for it, where there is one.
    """
    root = Mapping(_lacking(found, fallback))
    for one in found:
        holder = root
        for key in one.label.path[:-1]:
            holder = _inner(holder, key, found, one)
        holder.pairs.append((Scalar(one.key, KEYS_ZH[one.label.path[-1]]), Scalar(one.value, one.text)))
    return root


def _inner(holder: Mapping, key: str, found: list[Labelled], one: Labelled) -> Mapping:
    called = KEYS_ZH[key]
    inner = next((value for name, value in holder.pairs if isinstance(name, Scalar) and name.text == called), None)
    if isinstance(inner, Mapping):
        return inner
    made = Mapping(_lacking([other for other in found if other.label.path[0] == key], one.key))
    node: tuple[Node, Node] = (Scalar(made.place, called), made)
    if any(other.text is not None for other in found if other.label.path[0] == key):
        holder.pairs.append(node)
    return made


def _lacking(found: list[Labelled], fallback: Place) -> Place:
    empty = [one.value for one in found if one.text is None and one.label.path in _NEEDED]
    return empty[0] if empty else found[0].key if found else fallback
