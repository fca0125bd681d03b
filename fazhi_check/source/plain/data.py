"""A plain text to plain data: dicts, lists and texts, with the places of the keys of the first two levels and no other.

For texts in which nothing is found: whoever needs a place reads the text again as a tree. A line is looked at once
and remembered, since forms repeat themselves. What stands twice or is hard to tell is refused, as is every
character that nobody can see.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

from fazhi_check.findings import Place
from fazhi_check.hygiene import suspicious
from fazhi_check.source.limits import Limits
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
)

# What a line is: nothing, `key: value`, `key:`, `- value`, `- key: value`, `- key:`.
_SKIP, _PAIR, _OPEN, _ITEM, _ITEM_PAIR, _ITEM_OPEN = range(6)
# Column, what it is, key, value, and the column of the key after a dash.
_Line: TypeAlias = tuple[int, int, str, Any, int]
_NOTHING: _Line = (0, _SKIP, "", None, 0)
_LINES: dict[str, _Line] = {}
# Names that the grammar takes for keys, once they were met.
_NAMES: set[str] = set()
_MOST_LINES = 20_000
_NAME = re.compile(r"\w[\w.-]*")
_UNSIMPLE = re.compile(r"[\[\]{}#?'\"]")
_QUOTES = ("'", '"')
# A text that begins with one of these is not simply that text.
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")


class Data(NamedTuple):
    """The mapping that a text holds; `places` gives the place of each key in it and in the mappings below it, by path."""

    root: dict[str, Any]
    places: dict[tuple[str, ...], Place]


def read_data(text: str, limits: Limits) -> Data:
    """Return the data of a plain text.

    Raises NotPlain, also where a tree could be read: for a key that stands twice, and for suspicious characters.
    """
    text = text.replace("\r\n", "\n")
    lines = text.split("\n")
    if suspicious(text) or OTHER.search(text) or 4 * len(lines) + 2 * text.count(",") > limits.max_nodes:
        raise NotPlain
    if len(_LINES) > _MOST_LINES:
        _LINES.clear()
        _NAMES.clear()
    return _Builder().read(lines)


class _Builder:
    """Grows the data line by line; the open collections stand on a stack with their columns."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self._stack: list[tuple[int, Any]] = [(0, self._root)]
        self._awaiting: str | None = None  # the last key has no value yet: a deeper line may bring one
        self._places: dict[tuple[str, ...], Place] = {}
        self._top = ""

    def read(self, lines: list[str]) -> Data:
        """Return the data that the lines hold."""
        known, column, current = _LINES.get, 0, self._root
        for number, line in enumerate(lines, 1):
            token = known(line) or _remember(line)
            at, what, key, value, _ = token
            if at == column and 0 < what < _ITEM and self._awaiting is None and key not in current:
                current[key] = value
                if what == _OPEN:
                    self._awaiting = key
                if len(self._stack) <= 2:
                    self._note(key, Place(number, at + 1))
            elif what:
                self._take(token, number)
                column, current = self._stack[-1]
                if current.__class__ is list:
                    column = -1
        if not self._root:
            raise NotPlain
        return Data(self._root, self._places)

    def _take(self, token: _Line, number: int) -> None:
        at, what, key, value, inner = token
        if what >= _ITEM:
            self._enter(list, at)
            if what == _ITEM:
                self._stack[-1][1].append(value)
                return
            mapping: dict[str, Any] = {}
            self._stack[-1][1].append(mapping)
            self._push(inner, mapping)
        else:
            self._enter(dict, at)
        self._pair(key, value, Place(number, at + 1))
        self._awaiting = key if what in (_OPEN, _ITEM_OPEN) else None

    def _pair(self, key: str, value: Any, place: Place) -> None:
        mapping = self._stack[-1][1]
        if key in mapping:
            raise NotPlain
        mapping[key] = value
        if len(self._stack) <= 2:
            self._note(key, place)

    def _note(self, key: str, place: Place) -> None:
        """Note the place of a key of the first or second level."""
        if len(self._stack) == 1:
            self._top = key
            self._places[(key,)] = place
        else:
            self._places[(self._top, key)] = place

    def _enter(self, kind: type, at: int) -> None:
        """Make the collection at a column the innermost open one, opening it where a key awaits its value."""
        stack, awaiting = self._stack, self._awaiting
        self._awaiting = None
        column, current = stack[-1]
        if awaiting is not None and (at > column or (at == column and kind is list)):
            new = kind()
            current[awaiting] = new
            self._push(at, new)
            return
        while column > at or (column == at and kind is dict and current.__class__ is list):
            stack.pop()
            if not stack:
                raise NotPlain
            column, current = stack[-1]
        if column != at or current.__class__ is not kind:
            raise NotPlain

    def _push(self, column: int, collection: Any) -> None:
        if len(self._stack) >= DEEPEST:
            raise NotPlain
        self._stack.append((column, collection))


def _remember(line: str) -> _Line:
    token = _LINES[line] = _look(line)
    return token


def _look(line: str) -> _Line:
    """Return what a line is: a simple pair at a glance, anything else by the grammar."""
    text = line.lstrip(" ")
    if not text or text[0] == "#":
        return _NOTHING
    at = len(line) - len(text)
    if text[0] == "-" and text[1:2] == " ":
        pair = text[1:].lstrip(" ")
        name, value = _simple_pair(pair)
        return (at, _ITEM_PAIR, name, value, len(line) - len(pair)) if name else _look_closely(line)
    name, value = _simple_pair(text)
    return (at, _PAIR, name, value, at) if name else _look_closely(line)


def _simple_pair(text: str) -> tuple[str, str | None]:
    """Return name and value of a pair that can be told at a glance: no escape, no bracket, no comment; else no name."""
    name, _, rest = text.partition(":")
    if name not in _NAMES or rest[:1] != " ":
        return "", None
    value = rest.strip(" ")
    first = value[:1]
    if first in _QUOTES:
        simple = len(value) > 1 and value[-1] == first and value.count(first) == 2 and "\\" not in value
        return (name, value[1:-1]) if simple else ("", None)
    plain = first not in _SIGNS and value not in NULLS and value[-1] != ":" and ": " not in value and " #" not in value
    return (name, value) if plain else ("", None)


def _look_closely(line: str) -> _Line:
    found = LINE.match(line)
    if found is None or line.startswith(MARKERS):
        raise NotPlain
    blanks, dash, key, rest = found.groups()
    column = len(blanks)
    if key is None:
        if not dash:
            raise NotPlain
        return column, _ITEM, "", _value(rest), 0
    name = _name(key)
    inner = column + len(dash) if dash else column
    if rest and rest[0] != "#":
        return column, _ITEM_PAIR if dash else _PAIR, name, _value(rest), inner
    return column, _ITEM_OPEN if dash else _OPEN, name, None, inner


def _name(key: str) -> str:
    if key[0] == '"':
        return key[1:-1]
    if key in NULLS:
        raise NotPlain
    _NAMES.add(key)
    return key


def _value(rest: str) -> Any:
    if rest[:1] in ("[", "{"):
        value, end = _flow(rest, 0, 1)
        if not END.match(rest, end):
            raise NotPlain
        return value
    found = SCALAR.match(rest)
    if found is None:
        raise NotPlain
    return _scalar(found)


def _scalar(found: Any) -> str | None:
    plain = found["plain"]
    if plain is None:
        text: str = found[found.lastgroup]
        return text
    return None if plain in NULLS else plain


def _flow(text: str, at: int, depth: int) -> tuple[Any, int]:
    """Return the collection of a [..] or {..} that begins at a position, and where it ends."""
    if depth > DEEPEST:
        raise NotPlain
    items: list[Any] = []
    mapping: dict[str, Any] | None = {} if text[at] == "{" else None
    if mapping is not None and depth == 1 and text[-1] == "}":
        flat = _flat(text[1:-1].strip(" "))
        if flat:
            return flat, len(text)
    close = "]" if mapping is None else "}"
    at = _blanks(text, at + 1)
    while text[at : at + 1] != close or items or mapping:
        if mapping is None:
            value, at = _flow_value(text, at, depth)
            items.append(value)
        else:
            at = _flow_pair(text, at, depth, mapping)
        at = _blanks(text, at)
        sign = text[at : at + 1]
        if sign == close:
            break
        if sign != ",":
            raise NotPlain
        at = _blanks(text, at + 1)
    return (items if mapping is None else mapping), at + 1


def _flat(inner: str) -> dict[str, Any] | None:
    """Return the mapping of simple pairs only, as most are: no quotes, no brackets, one colon and comma for each."""
    parts = inner.split(", ")
    if inner.count(":") != len(parts) or inner.count(",") != len(parts) - 1 or _UNSIMPLE.search(inner):
        return None
    mapping: dict[str, Any] = {}
    for part in parts:
        name, _, rest = part.partition(": ")
        value = rest.strip(" ")
        if name not in _NAMES or not value or value[0] in _SIGNS or value in NULLS or name in mapping:
            return None
        mapping[name] = value
    return mapping


def _flow_pair(text: str, at: int, depth: int, mapping: dict[str, Any]) -> int:
    found = FLOW.match(text, at)
    colon = COLON.match(text, found.end()) if found and found["sign"] is None else None
    key = _scalar(found) if colon else None
    if found is None or key is None or colon is None or key in mapping:
        raise NotPlain
    if found["plain"] and _NAME.fullmatch(key):
        _NAMES.add(key)
    mapping[key], at = _flow_value(text, colon.end(), depth)
    return at


def _flow_value(text: str, at: int, depth: int) -> tuple[Any, int]:
    found = FLOW.match(text, at)
    if found is None:
        raise NotPlain
    sign = found["sign"]
    if sign is None:
        return _scalar(found), found.end()
    if sign in ("[", "{"):
        return _flow(text, at, depth + 1)
    raise NotPlain


def _blanks(text: str, at: int) -> int:
    return BLANKS.match(text, at).end()  # type: ignore[union-attr]
