"""What stands above the table: one label a row with its value in the next cell, or both in one cell."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from collections.abc import Mapping as Map
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from fazhi_check.findings import Finding, Place
from fazhi_check.source.nodes import Mapping, Scalar
from fazhi_check.source.workbook.book import Cell, Sheet
from fazhi_check.submission.sheet.cells import read_cell, unreadable
from fazhi_check.submission.sheet.columns import Holds, Label
from fazhi_check.submission.sheet.entries import add, inner
from fazhi_check.submission.sheet.grid import Grid
from fazhi_check.submission.sheet.signs import head_of, is_person
from fazhi_check.words import KEYS_ZH, Text

# Several labels may stand in one cell, far apart.
_APART = re.compile(r"\s{2,}|\n|\u3000+")
_SEAL = re.compile(r"[(（](?:盖章|公章|签章)[)）]$")
_LONGEST_LABEL: Final = 12

Cells: TypeAlias = Map[int, Cell]


class Worded(Protocol):
    """A label: its word, and what kind of value stands beside it."""

    @property
    def word(self) -> str:
        """What it is called."""

    @property
    def holds(self) -> Holds:
        """What its value is."""


One = TypeVar("One", bound=Worded)


class Labelled(NamedTuple, Generic[One]):
    """A label with its value: both places, and the text, None where there is none."""

    label: One
    key: Place
    value: Place
    text: str | None


class Above(Generic[One]):
    """What the rows above some tables say: the labels that are known with their values, the others by their words.

    `labels` are those that are known, by each of their words. `wrong` is what is wrong with the cells of values.
    """

    def __init__(self, tables: Iterable[Grid[Any]], labels: Map[str, One]) -> None:
        self._labels = labels
        self.known: list[Labelled[One]] = []
        self.wrong: list[Finding] = []
        self.unknown: dict[str, Place] = {}
        self.persons: dict[str, Place] = {}
        for table in tables:
            for row in sorted(row for row in table.sheet.rows if row < table.head):
                self._read(table, row)

    def _read(self, table: Grid[Any], row: int) -> None:
        for word, column, cell, at in _in_row(table.sheet, row, self._labels):
            label, place = self._labels.get(word), table.place(row, at)
            if label is None:
                unread = self.persons if is_person(word) else self.unknown
                unread.setdefault(word, table.place(row, column))
                continue
            read = read_cell(cell, label.holds)
            if cell and read.wrong:
                self.wrong.append(unreadable(label.word, cell, read.wrong, place))
            self.known.append(Labelled(label, table.place(row, column), place, read.text))

    def notes(self) -> Iterator[Finding]:
        """Yield one note on labels that nobody knows and one on those of persons, never with what stands there."""
        for words, zh, en in (
            (self.unknown, "表头以上这些没有读取：{}", "above the table, not read: {}"),
            (
                self.persons,
                "表头以上涉及个人的不读取、不保留：{}",
                "above the table, of persons, not read nor kept: {}",
            ),
        ):
            if words:
                what = Text(zh.format("、".join(words)), en.format(", ".join(words)))
                yield Finding("FZ108", next(iter(words.values())), {"what": what})


def head_tree(above: Above[Label], fallback: Place) -> Mapping:
    """Return the top of a submission's tree without its entries; what it lacks is told at the empty cell for it."""
    root = Mapping(above.known[0].key if above.known else fallback)
    for one in above.known:
        if one.text is None and not _needed(one.label):
            continue
        holder = root
        for key in one.label.path[:-1]:
            holder = inner(holder, KEYS_ZH[key], one.key)
        text = _SEAL.sub("", one.text).strip() if one.text and one.label.path == ("unit", "name") else one.text
        place = one.value if text is None else one.key
        add(holder, Scalar(place, KEYS_ZH[one.label.path[-1]]), Scalar(one.value, text))
    return root


def _needed(label: Label) -> bool:
    return label.path[0] != "source" and label.path != ("unit", "body")


def _in_row(sheet: Sheet, row: int, labels: Container[str]) -> Iterator[tuple[str, int, Cell | None, int]]:
    """Yield each label of a row: its word and column, the cell of its value if there is one, and the column of that."""
    cells = sheet.rows[row]
    values: set[int] = set()
    for column, cell in sorted(cells.items()):
        word = head_of(cell.text)
        if column in values:
            continue
        if word in labels or (_is_label(cell.text, word) and len(cells) > 1):
            value, at = _value(cells, _next(sheet, row, column), labels)
            values.add(at)
            yield word, column, value, at
        else:
            yield from _in_cell(cell, column)


def _in_cell(cell: Cell, column: int) -> Iterator[tuple[str, int, Cell | None, int]]:
    """Yield the labels that stand in one cell with their values: 填报单位：天山区　截至：2023-08-30."""
    for part in _APART.split(cell.text):
        word, colon, value = part.replace("：", ":").partition(":")
        name = head_of(word)
        if colon and name and len(name) <= _LONGEST_LABEL:
            yield name, column, Cell(value.strip()), column


def _is_label(text: str, word: str) -> bool:
    """Tell whether a text that nobody knows stands as a label before the next cell: 联系科室："""
    return text.rstrip().endswith(("：", ":")) and 0 < len(word) <= _LONGEST_LABEL


def _value(cells: Cells, at: int, labels: Container[str]) -> tuple[Cell | None, int]:
    """Return the next cell from a column on unless it is a label, and its column; else none, at that column."""
    right = sorted(column for column in cells if column >= at)
    if not right:
        return None, at
    cell = cells[right[0]]
    word = head_of(cell.text)
    if word in labels or (len(right) > 1 and _is_label(cell.text, word)):
        return None, at
    return cell, right[0]


def _next(sheet: Sheet, row: int, column: int) -> int:
    """Return the column after a cell, which may be merged with those to its right."""
    area = sheet.merged.get((row, column))
    return (area[3] if area else column) + 1
