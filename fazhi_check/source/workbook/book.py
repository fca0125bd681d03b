"""A workbook as it is read: sheets of cells, each with what it says as an office would write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["text", "number", "percent", "date", "boolean", "formula", "error", "picture"]
# First row, first column, last row, last column, all counted from 1.
Area: TypeAlias = tuple[int, int, int, int]


class Cell(NamedTuple):
    """What a cell says.

    `text` is its content as an office would write it: 98.5% for 0.985 that is shown as a percentage, 2023-05-01 or
    2023-05 for a date by its format, 3.1 for a number. `kind` is what it is stored as. A formula counts as its stored
    value; one without is a `formula`, with its own text. A
    `picture` in a cell has no text. `shown` is how a number or a date with a time looks in the
    sheet, where that may be otherwise: 3.10.
    """

    text: str
    kind: Kind = "text"
    shown: str = ""


class Sheet(NamedTuple):
    """One sheet: only cells that hold something, by row and column; both count from 1.

    The value of `merged` cells stands at the first of them, by whose row and column they are looked up. `remarks` are
    the cells that carry notes.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]] = {}
    hidden: bool = False
    merged: Mapping[tuple[int, int], Area] = {}
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[tuple[int, int], ...] = ()


class Book(NamedTuple):
    """A workbook's sheets in their order, and how many pictures there are in it: what they show is not read."""

    sheets: tuple[Sheet, ...]
    pictures: int = 0
