"""A collection in brackets, on one line or over several as in JSON, to a tree of nodes with their places."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeAlias

from fazhi_check.findings import Place
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.plain.grammar import (
    BLANKS,
    DEEPEST,
    FLOW,
    LONGEST_KEY,
    MARKERS,
    NotPlain,
    check_scalar,
    scalar_text,
)

_TOKEN = re.compile(FLOW.pattern + r'|"(?P<escaped>(?:[^"\\\n]++|\\[^\n])*+)"')
# A key in quotes needs no blank after its colon.
_COLON, _COLON_AFTER_QUOTES = re.compile(":(?=[ \n])[ \n]*"), re.compile(" {0,20}:[ \n]*")
_CLOSING = {Sequence: "]", Mapping: "}"}
# Each open collection, and the key that awaits its value.
_Opened: TypeAlias = list[tuple[Mapping | Sequence, Scalar | None]]


class TooManyValues(Exception):
    """There are more values in one collection than the limit; carries the place of the first that is too many."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


def read_flow_text(text: str, most: int) -> Node:
    """Return the tree of a text that is one collection in brackets. Raises NotPlain, TooManyValues."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(at: int) -> Place:
        line = bisect_right(starts, at)
        return Place(line, at - starts[line - 1] + 1)

    reader = FlowReader(text, place, most)
    root = reader.read(BLANKS.match(text, 0).end())  # type: ignore[union-attr]
    if BLANKS.match(text, reader.at).end() != len(text):  # type: ignore[union-attr]
        raise NotPlain
    return root


class FlowReader:
    """Reads one collection of a text; `place` tells where a position of it stands, `at` where the collection ends.

    There may be at most so many values in it, collections and keys among them.
    """

    def __init__(self, text: str, place: Callable[[int], Place], most: int) -> None:
        self.at = 0
        self._text, self._place, self._left = text, place, most
        self._opened: _Opened = []

    def read(self, start: int) -> Node:
        """Return the collection that begins at a position. Raises NotPlain, TooManyValues."""
        self.at = start
        root = self._value()
        while self._opened:
            self._skip_blanks()
            sign, (node, _) = self._text[self.at : self.at + 1], self._opened[-1]
            if sign == _CLOSING[node.__class__]:
                self._opened.pop()
                self.at += 1
            elif sign == ",":
                self.at += 1
                self._next(node)
            else:
                raise NotPlain
        return root

    def _next(self, node: Mapping | Sequence) -> None:
        """Read the next item or pair of the innermost collection."""
        self._skip_blanks()
        if isinstance(node, Mapping):
            self._opened[-1] = node, self._key()
        self._value()

    def _value(self) -> Node:
        found, place = self._token()
        sign = found["sign"]
        if sign is None:
            node: Node = _scalar(found, place)
            self._put(node)
            return node
        if sign not in ("[", "{"):
            raise NotPlain
        opened: Mapping | Sequence = Sequence(place) if sign == "[" else Mapping(place)
        self._put(opened)
        if len(self._opened) >= DEEPEST:
            raise NotPlain
        self._opened.append((opened, None))
        self._skip_blanks()
        if self._text[self.at : self.at + 1] != _CLOSING[opened.__class__]:
            self._next(opened)
        return opened

    def _key(self) -> Scalar:
        found, place = self._token()
        if found["sign"] is not None or len(found[0]) > LONGEST_KEY:
            raise NotPlain
        colon = (_COLON if found["plain"] else _COLON_AFTER_QUOTES).match(self._text, self.at)
        if colon is None:
            raise NotPlain
        self.at = colon.end()
        return _scalar(found, place)

    def _token(self) -> tuple[re.Match[str], Place]:
        found = _TOKEN.match(self._text, self.at)
        if found is None:
            raise NotPlain
        place = self._place(self.at)
        self._left -= 1
        if self._left < 0:
            raise TooManyValues(place)
        self.at = found.end()
        return found, place

    def _put(self, node: Node) -> None:
        if not self._opened:
            return
        holder, key = self._opened[-1]
        if isinstance(holder, Sequence):
            holder.items.append(node)
        elif key is not None and len(holder.pairs) < DEFAULT.max_keys:
            holder.pairs.append(pair(key, node))
        else:
            raise NotPlain

    def _skip_blanks(self) -> None:
        self.at = BLANKS.match(self._text, self.at).end()  # type: ignore[union-attr]


def pair(key: Scalar, value: Node) -> tuple[Node, Node]:
    """Return a pair; a null has no text to point at and stands where its key stands."""
    null = isinstance(value, Scalar) and value.text is None
    return key, Scalar(key.place, None) if null else value


def _scalar(found: re.Match[str], place: Place) -> Scalar:
    if found["escaped"] is not None:
        text = _unescaped(found[0])
        check_scalar(text)
        return Scalar(place, text)
    if found[0].startswith(MARKERS):
        raise NotPlain
    return Scalar(place, scalar_text(found))


def _unescaped(written: str) -> str:
    """Return a text in double quotes as JSON reads it; what only YAML can read is left to the exact reader."""
    try:
        text: str = json.loads(written)
        text.encode()
    except ValueError:  # of both: an escape that JSON does not have, half a character
        raise NotPlain from None
    return text
