"""A plain text to a tree of nodes, each with its place."""

from __future__ import annotations

import re

from fazhi_check.findings import Finding, Place
from fazhi_check.hygiene import INVISIBLE
from fazhi_check.source.limits import DEFAULT, Limits, exceeded
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.plain.grammar import (
    BLANKS,
    COLON,
    DEEPEST,
    END,
    FLOW,
    LINE,
    MARKERS,
    NULLS,
    OTHER,
    SCALAR,
    NotPlain,
    check_limits,
    check_number,
    most_values,
)


def read_tree(text: str, limits: Limits) -> Node | Finding:
    """Return the tree of a plain text, or the finding FZ105 where it has more values than the limit.

    Raises NotPlain.
    """
    text = text.replace("\r\n", "\n")
    if INVISIBLE.search(text) or OTHER.search(text):
        raise NotPlain
    lines = text.split("\n")
    check_limits(limits, text, lines)
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        stripped = line.lstrip(" ")
        if stripped and stripped[0] != "#":
            reader.take(number, line)
    if reader.root is None:
        raise NotPlain
    beyond = most_values(text, lines) > limits.max_values and _beyond(reader.root, limits.max_values)
    return exceeded("max_values", limits, beyond) if beyond else reader.root


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


class _Reader:
    """Grows the tree line by line; the open collections stand on a stack with their columns."""

    def __init__(self) -> None:
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
        check_number(text or "")
        key = Scalar(Place(number, column + 1), text)
        if rest and rest[0] != "#":
            mapping.pairs.append(_pair_of(key, self._value(rest, number, start)))
        else:
            mapping.pairs.append(_pair_of(key, Scalar(key.place, None)))
            self._awaiting = True

    def _value(self, rest: str, number: int, start: int) -> Node:
        if rest[:1] in ("[", "{"):
            return self._flow(rest, number, start)
        found = SCALAR.match(rest)
        if found is None:
            raise NotPlain
        return _scalar(found, Place(number, start + 1))

    def _flow(self, rest: str, number: int, start: int) -> Node:
        """Return the collection that a [..] or {..} on one line holds."""
        root, position = None, 0
        opened: list[tuple[Mapping | Sequence, Scalar | None]] = []
        while True:
            found = FLOW.match(rest, position)
            if found is None:
                raise NotPlain
            place = Place(number, start + position + 1)
            sign = found["sign"]
            if sign in ("[", "{"):
                node: Mapping | Sequence = Sequence(place) if sign == "[" else Mapping(place)
                root = root or node
                _put(opened, node)
                opened.append((node, None))
                position = BLANKS.match(rest, found.end()).end()  # type: ignore[union-attr]
                if rest[position : position + 1] not in ("]", "}"):
                    position = _key(rest, position, opened, number, start)
                    continue
            elif sign is None:
                _put(opened, _scalar(found, place))
                position = found.end()
            else:
                raise NotPlain
            position = _after(rest, position, opened, number, start)
            if not opened:
                break
        if len(opened) > DEEPEST or not END.match(rest, position) or root is None:
            raise NotPlain
        return root


_Opened = list[tuple[Mapping | Sequence, Scalar | None]]


def _after(rest: str, position: int, opened: _Opened, number: int, start: int) -> int:
    """Close what ends after a value; return where the next value begins, after its comma and its key."""
    while opened:
        position = BLANKS.match(rest, position).end()  # type: ignore[union-attr]
        sign = rest[position : position + 1]
        node = opened[-1][0]
        if sign == ("]" if isinstance(node, Sequence) else "}"):
            opened.pop()
            position += 1
        elif sign == ",":
            position = BLANKS.match(rest, position + 1).end()  # type: ignore[union-attr]
            return _key(rest, position, opened, number, start)
        else:
            raise NotPlain
    return position


def _key(rest: str, position: int, opened: _Opened, number: int, start: int) -> int:
    """Read the key of the next pair where a mapping is open; return where its value begins."""
    node = opened[-1][0]
    if isinstance(node, Sequence):
        return position
    found = FLOW.match(rest, position)
    colon = COLON.match(rest, found.end()) if found and found["sign"] is None else None
    if found is None or colon is None:
        raise NotPlain
    opened[-1] = (node, _scalar(found, Place(number, start + position + 1)))
    return colon.end()


def _put(opened: _Opened, node: Node) -> None:
    if len(opened) >= DEEPEST:
        raise NotPlain
    if not opened:
        return
    holder, key = opened[-1]
    if isinstance(holder, Sequence):
        holder.items.append(node)
    elif len(holder.pairs) >= DEFAULT.max_keys:
        raise NotPlain
    elif key is not None:
        holder.pairs.append(_pair_of(key, node))


def _pair_of(key: Scalar, value: Node) -> tuple[Node, Node]:
    """Return a pair; a null has no text to point at and stands where its key stands."""
    null = isinstance(value, Scalar) and value.text is None
    return key, Scalar(key.place, None) if null else value


def _scalar(found: re.Match[str], place: Place) -> Scalar:
    plain = found["plain"]
    text: str = found[found.lastgroup or ""] if plain is None else plain
    check_number(text)
    return Scalar(place, None if plain in NULLS else text)
