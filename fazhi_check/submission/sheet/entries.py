"""The rows of tables to entries: several rows may belong to one id, one piece of evidence in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fazhi_check.findings import Finding, Place
from fazhi_check.source.composer import Refused
from fazhi_check.source.limits import DEFAULT, Limits, exceeded
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar, Sequence
from fazhi_check.source.plain.grammar import NUMBER
from fazhi_check.submission.sheet.cells import read_cell, unreadable
from fazhi_check.submission.sheet.columns import Column
from fazhi_check.submission.sheet.lines import Line, Lines
from fazhi_check.submission.sheet.tables import Table

# What a piece of evidence must have: told with the rest though it is empty, so that its place is known.
_NEEDED: Final = ("kind", "title")
Piece = list[tuple[Node, Node]]


class Entries:
    """What the tables of a book say, entry by entry; no more of it than `limits` allow a text (Refused, FZ105).

    `found` is what is wrong with cells and what was passed over, `numbers` the ids that are stored as numbers or dates.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits, self._values = limits, 0
        self._said: set[tuple[int, str | None, str | None]] = set()
        self.found: list[Finding] = []
        self.numbers: list[tuple[Place, str]] = []
        self._nodes: dict[str, tuple[Scalar, Tree]] = {}
        self._pieces: dict[tuple[str | None, ...], str] = {}  # the sheet in which each first stood

    def tree(self, fallback: Place) -> Tree:
        """Return the mapping of all entries."""
        place = next((key.place for key, _ in self._nodes.values()), fallback)
        return Tree(place, list(self._nodes.values()))

    def entry(self, target: str, place: Place) -> Tree:
        """Return the mapping of one entry, made where an id is first met."""
        known = self._nodes.get(target)
        if known is None:
            self._refuse_above("max_keys", len(self._nodes) + 1, place)
            known = self._nodes[target] = (Scalar(place, target), Tree(place))
        return known[1]

    def read(self, table: Table) -> None:
        """Take in the rows of a table."""
        lines = Lines(table)
        columns = {
            use: {number: column for number, column in table.columns.items() if column.use == use}
            for use in ("entry", "evidence")
        }
        for line in lines:
            self._fill(table, line, columns["entry"])
            self._add_piece(table, line, columns["evidence"])
        self.take_over(lines)

    def take_over(self, lines: Lines) -> None:
        """Take in what was found while the rows of a table were sorted out."""
        self.found += lines.found
        self.numbers += lines.numbers

    def text(self, table: Table, line: Line, number: int, column: Column) -> str | None:
        """Return what a cell says; None where it is empty, or cannot be read, which is told."""
        cell, place = line.row.cells[number], table.place(line.row.number, number)
        self._values += 1
        self._refuse_above("max_values", self._values, place)
        read = read_cell(cell, column.holds)
        if len(cell.text) > self._limits.max_digits and NUMBER.fullmatch(cell.text):
            raise Refused(exceeded("max_digits", self._limits, place))
        if read.wrong:
            self.found.append(unreadable(column.head, cell, read.wrong, place, line.target))
        return read.text

    def add(self, mapping: Tree, key: Scalar, value: Scalar) -> None:
        """Add a value to a mapping of an entry, unless the same is there; another one is told as standing twice."""
        said = id(mapping), key.text, value.text
        if said not in self._said:
            self._said.add(said)
            self._refuse_above("max_keys", len(mapping.pairs) + 1, key.place)
            mapping.pairs.append((key, value))

    def _refuse_above(self, limit: str, count: int, place: Place) -> None:
        if count > getattr(self._limits, limit):
            raise Refused(exceeded(limit, self._limits, place))

    def _fill(self, table: Table, line: Line, columns: Mapping[int, Column]) -> None:
        row = line.row
        entry = self.entry(line.target, table.place(row.number, table.id_column))
        for number, column in columns.items():
            text = self.text(table, line, number, column) if number in row.cells else None
            if text is not None:
                place = table.place(row.number, number)
                self.add(entry, Scalar(place, column.written), Scalar(place, text))

    def _add_piece(self, table: Table, line: Line, columns: Mapping[int, Column]) -> None:
        """Add the piece of evidence of a row; one that was merged over the rows of an entry is one piece."""
        row = line.row
        held = {number: column for number, column in columns.items() if number in row.cells}
        if line.again and row.inherited.issuperset(held):
            return
        texts = {number: self.text(table, line, number, column) for number, column in held.items()}
        given = {number: text for number, text in texts.items() if text is not None}
        if not _says_something(columns, given) or self._stood_elsewhere(table, line, columns, given):
            return
        piece: Piece = []
        for number, column in columns.items():
            if number in given or column.key in _NEEDED:
                place = table.place(row.number, number)
                piece.append((Scalar(place, column.written), Scalar(place, given.get(number))))
        place = table.place(row.number, min(given))
        evidence(self.entry(line.target, place), place).items.append(Tree(place, piece))

    def _stood_elsewhere(
        self, table: Table, line: Line, columns: Mapping[int, Column], given: Mapping[int, str]
    ) -> bool:
        """Tell whether the same piece stands in another sheet, of which this is a copy: it is one piece."""
        said = (line.target, *(f"{columns[number].key}={given[number]}" for number in sorted(given)))
        return self._pieces.setdefault(said, table.sheet.name) != table.sheet.name


def _says_something(columns: Mapping[int, Column], given: Mapping[int, str]) -> bool:
    """Tell whether a piece has more than its kind, which a form may have filled in beforehand."""
    return any(columns[number].key != "kind" for number in given)


def add(entry: Tree, key: Scalar, value: Scalar) -> None:
    """Add a value to a mapping, unless the same is there; another one under the key is told as standing twice."""
    if not any(text_of(one) == key.text and text_of(other) == value.text for one, other in entry.pairs):
        entry.pairs.append((key, value))


def evidence(entry: Tree, place: Place) -> Sequence:
    """Return the list of evidence of an entry, made where there is none."""
    found = below(entry, "evidence")
    if isinstance(found, Sequence):
        return found
    made = Sequence(place)
    entry.pairs.append((Scalar(place, "evidence"), made))
    return made


def below(entry: Tree, key: str) -> Node | None:
    """Return what stands under a key of a mapping."""
    return next((value for name, value in entry.pairs if text_of(name) == key), None)


def text_of(node: Node) -> str | None:
    """Return the text of a single value."""
    return node.text if isinstance(node, Scalar) else None
