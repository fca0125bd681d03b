"""A plain text to a tree of nodes, each with its place."""

from __future__ import annotations

from fazhi_check.findings import Finding, Place
from fazhi_check.sanitize import INVISIBLE
from fazhi_check.source.limits import DEFAULT, Limits, exceeded
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.plain.blocks import set_aside
from fazhi_check.source.plain.flow import FlowReader, TooManyValues, pair, read_flow_text
from fazhi_check.source.plain.grammar import (
    DEEPEST,
    END,
    LINE,
    LONGEST_KEY,
    MARKERS,
    NULLS,
    OTHER,
    SCALAR,
    NotPlain,
    check_limits,
    check_scalar,
    is_flow,
    most_values,
    scalar_text,
)


def read_tree(text: str, limits: Limits) -> Node | Finding:
    """Return the tree of a plain text, or the finding FZ105 where it has more values than the limit.

    Raises NotPlain.
    """
    text = text.replace("\r\n", "\n")
    if INVISIBLE.search(text) or OTHER.search(text):
        raise NotPlain
    check_limits(limits)
    try:
        root = read_flow_text(text, limits.max_values) if is_flow(text) else _lines(text, limits)
    except TooManyValues as found:
        return exceeded("max_values", limits, found.place)
    beyond = most_values(text) > limits.max_values and _beyond(root, limits.max_values)
    return exceeded("max_values", limits, beyond) if beyond else root


def _lines(text: str, limits: Limits) -> Node:
    """Return the tree that the lines of a text make up."""
    lines, texts = set_aside(text, text.split("\n"))
    reader = _TreeReader(limits.max_values, texts)
    for number, line in enumerate(lines, 1):
        stripped = line.lstrip(" ")
        if stripped and stripped[0] != "#":
            reader.take(number, line)
    if reader.root is None:
        raise NotPlain
    return reader.root


def _beyond(root: Node, most: int) -> Place | None:
    """Return the place of the value, collections and keys among them, that is one too many."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        most -= 1
        if most < 0:
            return node.place
        if isinstance(node, Sequence):
            waiting.extend(reversed(node.items))
        elif isinstance(node, Mapping):
            waiting.extend(part for pair in reversed(node.pairs) for part in reversed(pair))
    return None


class _TreeReader:
    """Grows the tree line by line; the open collections stand on a stack with their columns."""

    def __init__(self, most: int, texts: dict[str, str]) -> None:
        self._most, self._texts = most, texts
        self.root: Node | None = None
        self._open: list[tuple[int, Mapping | Sequence]] = []
        self._awaiting = False  # the last key has no value yet: a deeper line may bring one

    def take(self, number: int, line: str) -> None:
        """Take one line that is neither blank nor a comment."""
        found = LINE.match(line)
        if found is None or line.startswith(MARKERS):
            raise NotPlain
        blanks, dash, key, rest = found.groups()
        column = len(blanks)
        if dash:
            self._enter(Sequence, number, column)
            column += len(dash)
            if key is None:
                self._item(self._value(rest, number, found.start(4)))
                return
            self._open_in_list(number, column)
        elif key is None:
            raise NotPlain
        else:
            self._enter(Mapping, number, column)
        self._pair(key, rest, number, column, found.start(4))

    def _enter(self, kind: type[Mapping | Sequence], number: int, column: int) -> None:
        """Make the collection at `column` the innermost open one, opening it where a key awaits its value."""
        awaiting, self._awaiting = self._awaiting, False
        while self._open and self._is_left(kind, column):
            self._open.pop()
            awaiting = False
        if self._open and self._open[-1][0] == column and isinstance(self._open[-1][1], kind):
            return
        node = kind(Place(number, column + 1))
        if not self._open:
            if self.root is not None or column:
                raise NotPlain
            self.root = node
        elif awaiting and self._may_hold(kind, column):
            holder = self._open[-1][1]
            assert isinstance(holder, Mapping)
            holder.pairs[-1] = (holder.pairs[-1][0], node)
        else:
            raise NotPlain
        self._push(column, node)

    def _is_left(self, kind: type[Mapping | Sequence], column: int) -> bool:
        """Tell whether a line at `column` ends the innermost collection; a list may stand below its key's column."""
        top, node = self._open[-1]
        return top > column or (top == column and isinstance(node, Sequence) and kind is Mapping)

    def _may_hold(self, kind: type[Mapping | Sequence], column: int) -> bool:
        top, node = self._open[-1]
        return isinstance(node, Mapping) and (column > top or (column == top and kind is Sequence))

    def _push(self, column: int, node: Mapping | Sequence) -> None:
        if len(self._open) >= DEEPEST:
            raise NotPlain
        self._open.append((column, node))

    def _open_in_list(self, number: int, column: int) -> None:
        node = Mapping(Place(number, column + 1))
        self._item(node)
        self._push(column, node)

    def _item(self, node: Node) -> None:
        sequence = self._open[-1][1]
        assert isinstance(sequence, Sequence)
        sequence.items.append(node)

    def _pair(self, written: str, rest: str, number: int, column: int, start: int) -> None:
        mapping = self._open[-1][1]
        assert isinstance(mapping, Mapping)
        if len(mapping.pairs) >= DEFAULT.max_keys:
            raise NotPlain
        quoted = written[0] == '"'
        text = written[1:-1] if quoted else None if written in NULLS else written
        check_scalar(text or "")
        if len(written) > LONGEST_KEY:
            raise NotPlain
        key = Scalar(Place(number, column + 1), text)
        if rest and rest[0] != "#":
            mapping.pairs.append(pair(key, self._value(rest, number, start)))
        else:
            mapping.pairs.append(pair(key, Scalar(key.place, None)))
            self._awaiting = True

    def _value(self, rest: str, number: int, start: int) -> Node:
        if rest[:1] in ("[", "{"):
            return self._flow(rest, number, start)
        if rest in self._texts:
            check_scalar(self._texts[rest])
            return Scalar(Place(number, start + 1), self._texts[rest])
        found = SCALAR.match(rest)
        if found is None:
            raise NotPlain
        return Scalar(Place(number, start + 1), scalar_text(found))

    def _flow(self, rest: str, number: int, start: int) -> Node:
        """Return the collection that a [..] or {..} on one line holds."""
        reader = FlowReader(rest, lambda at: Place(number, start + at + 1), self._most)
        node = reader.read(0)
        if not END.match(rest, reader.at):
            raise NotPlain
        return node
