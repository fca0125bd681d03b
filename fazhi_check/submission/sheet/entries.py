"""The rows of tables to entries: several rows may belong to one id, one piece of evidence in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

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
from fazhi_check.words import KEYS_ZH

# What a piece of evidence must have: told with the rest though it is empty, so that its place is known.
_NEEDED: Final = ("kind", "title")
Piece: TypeAlias = list[tuple[Node, Node]]
Written: TypeAlias = Mapping[int, tuple[Column, str]]


class Entries:
    """What the tables of a book say, entry by entry; no more of it than `limits` allow a text (Refused, FZ105).

    `found` is what is wrong with cells and what was passed over, `numbers` the ids that are stored as numbers or dates,
    `titled` what 事项 says beside an id, where a row has both.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits, self._values = limits, 0
        self._said: set[tuple[int, str | None, str | None]] = set()
        self.found: list[Finding] = []
        self.numbers: list[tuple[Place, str]] = []
        self.titled: list[tuple[Place, str, str]] = []
        self._nodes: dict[str, tuple[Scalar, Tree]] = {}
        self._rows: dict[str, tuple[Table, int, Written]] = {}  # where each entry begins
        self._evidence: dict[str, Sequence] = {}
        self._pieces: dict[tuple[str, ...], str] = {}  # the sheet in which each first stood

    def tree(self, fallback: Place) -> Tree:
        """Return the mapping of all entries."""
        for target, at in self._rows.items():
            _leave_blank(self._nodes[target][1], *at)
        place = next((key.place for key, _ in self._nodes.values()), fallback)
        return Tree(place, list(self._nodes.values()))

    def entry(self, target: str, place: Place) -> Tree:
        """Return the mapping of one entry, made where an id is first met."""
        known = self._nodes.get(target)
        if known is None:
            self._refuse_above("max_keys", len(self._nodes) + 1, place)
            known = self._nodes[target] = (Scalar(place, target), Tree(place))
        return known[1]

    def parts(self, target: str, key: str) -> Tree | None:
        """Return the mapping under a key of an entry, None where nothing is there."""
        known = self._nodes.get(target)
        inside = known[1].pairs if known else ()
        return next((value for name, value in inside if text_of(name) == key and isinstance(value, Tree)), None)

    def read(self, table: Table) -> None:
        """Take in the rows of a table."""
        lines = Lines(table)
        entry, evidence = (_written(table, use) for use in ("entry", "evidence"))
        for line in lines:
            self._fill(table, line, entry)
            self._add_piece(table, line, evidence)
        self.take_over(lines)

    def take_over(self, lines: Lines) -> None:
        """Take in what was found while the rows of a table were sorted out."""
        self.found += lines.found
        self.numbers += lines.numbers
        self.titled += lines.titled

    def text(self, table: Table, line: Line, number: int, column: Column) -> str | None:
        """Return what a cell says; None where it is empty, or cannot be read, which is told."""
        cell, limits = line.row.cells[number], self._limits
        self._values += 1
        if self._values > limits.max_values:
            raise Refused(exceeded("max_values", limits, table.place(line.row.number, number)))
        if len(cell.text) > limits.max_digits and NUMBER.fullmatch(cell.text):
            raise Refused(exceeded("max_digits", limits, table.place(line.row.number, number)))
        read = read_cell(cell, column.holds)
        if read.wrong:
            place = table.place(line.row.number, number)
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

    def _fill(self, table: Table, line: Line, columns: Written) -> None:
        row = line.row
        known = self._nodes.get(line.target)
        entry = known[1] if known else self.entry(line.target, table.place(row.number, table.id_column))
        self._rows.setdefault(line.target, (table, row.number, columns))
        for number, (column, key) in columns.items():
            text = self.text(table, line, number, column) if number in row.cells else None
            if text is not None:
                place = table.place(row.number, number)
                self.add(entry, Scalar(place, key), Scalar(place, text))

    def _add_piece(self, table: Table, line: Line, columns: Written) -> None:
        """Add the piece of evidence of a row; one that was merged over the rows of an entry is one piece."""
        row = line.row
        held = [number for number in columns if number in row.cells]
        if not held or (line.again and row.inherited.issuperset(held)):
            return
        texts = {number: self.text(table, line, number, columns[number][0]) for number in held}
        given = {number: text for number, text in texts.items() if text is not None}
        # A form may have the kind filled in beforehand; and of copied sheets a piece is one.
        says_something = any(columns[number][0].key != "kind" for number in given)
        if not says_something or self._stood_elsewhere(table, line.target, columns, given):
            return
        piece: Piece = []
        for number, (column, key) in columns.items():
            if number in given or column.key in _NEEDED:
                place = table.place(row.number, number)
                piece.append((Scalar(place, key), Scalar(place, given.get(number))))
        place = table.place(row.number, min(given))
        self._list(line.target, place).items.append(Tree(place, piece))

    def _list(self, target: str, place: Place) -> Sequence:
        """Return the list of evidence of an entry, made where there is none."""
        known = self._evidence.get(target)
        if known is None:
            known = self._evidence[target] = Sequence(place)
            self.entry(target, place).pairs.append((Scalar(place, KEYS_ZH["evidence"]), known))
        return known

    def _stood_elsewhere(self, table: Table, target: str, columns: Written, given: Mapping[int, str]) -> bool:
        """Tell whether the same piece stands in another sheet, of which this is a copy."""
        said = (target, *sorted(f"{columns[number][1]}={text}" for number, text in given.items()))
        return self._pieces.setdefault(said, table.sheet.name) != table.sheet.name


def _written(table: Table, use: str) -> Written:
    """Return the columns of a use with the key that each has in a submission."""
    return {number: (column, column.written) for number, column in table.columns.items() if column.use == use}


def _leave_blank(entry: Tree, table: Table, row: int, columns: Written) -> None:
    """Add to an entry that says something the keys of its empty cells: what it lacks is told at the cell for it."""
    if not entry.pairs:
        return
    given = {text_of(key) for key, _ in entry.pairs}
    for number, (_, key) in columns.items():
        if key not in given:
            place = table.place(row, number)
            entry.pairs.append((Scalar(place, key), Scalar(place, None)))


def add(entry: Tree, key: Scalar, value: Scalar) -> None:
    """Add a value to a mapping, unless the same is there; another one under the key is told as standing twice."""
    if not any(text_of(one) == key.text and text_of(other) == value.text for one, other in entry.pairs):
        entry.pairs.append((key, value))


def inner(holder: Tree, key: str, place: Place) -> Tree:
    """Return the mapping under a key of another, made at a place where there is none."""
    for name, value in holder.pairs:
        if text_of(name) == key and isinstance(value, Tree):
            return value
    made = Tree(place)
    holder.pairs.append((Scalar(place, key), made))
    return made


def text_of(node: Node) -> str | None:
    """Return the text of a single value."""
    return node.text if isinstance(node, Scalar) else None
