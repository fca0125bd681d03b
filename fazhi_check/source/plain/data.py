"""A plain text to plain data: dicts, lists and texts, with the places of the keys of the first two levels and no other.

For texts in which nothing is found: whoever needs a place reads the text again as a tree. What stands before a colon
is looked at once and remembered, since forms repeat themselves. What stands twice or is hard to tell is refused, as
is every character that nobody can see.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

from fazhi_check.findings import Place
from fazhi_check.hygiene import suspicious
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.plain.grammar import (
    BLANKS,
    COLON,
    DEEPEST,
    END,
    FLOW,
    LINE,
    MARKERS,
    NULLS,
    SCALAR,
    NotPlain,
    check_limits,
    check_number,
    most_values,
)

# What a line is: nothing, `key: value`, `- value`, `- key: value`; a pair without value is one whose value may follow.
_SKIP, _PAIR, _ITEM, _ITEM_PAIR = range(4)
# Column, what it is, key, and the column of the key after a dash.
_Head: TypeAlias = tuple[int, int, str, int]
_NOTHING: _Head = (0, _SKIP, "", 0)
# Heads of pairs (all before the first colon and blank) and whole lines without such, once they were looked at.
_PAIRS: dict[str, _Head] = {}
_LINES: dict[str, _Head] = {}
# Short values that are simply texts: forms have few of them, again and again.
_TEXTS: set[str] = set()
_SHORT = 24
_MOST = 20_000

_NEVER = -1  # no line has this column: the next one looks where it belongs
_OPENING = object()  # stands for a value that is not on its key's line
# A pair in brackets that can be told at a glance, and some of them.
_PAIR_IN_FLOW = r"""(\w[\w.-]*): +("[^"\\]*+"|'[^']*+'|[^\s\-?:,\[\]{}#&*!|>'"%@`][^,\[\]{}#:?'"]*+)"""
_FLAT_PAIR = re.compile(_PAIR_IN_FLOW)
_FLAT = re.compile(rf"{_PAIR_IN_FLOW} *(?:, +{_PAIR_IN_FLOW} *)*+")
# A text that begins with one of these, or ends so, is not simply that text.
_SIGNS = frozenset(["", *"-?:,[]{}#&*!|>'\"%@` "])
_ENDS = (" ", ":")
_QUOTES = ("'", '"')


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
    check_limits(limits, lines)
    if suspicious(text) or text.count(",") >= DEFAULT.max_keys or most_values(text, lines) > DEFAULT.max_values:
        raise NotPlain
    for remembered in (_PAIRS, _LINES, _TEXTS):
        if len(remembered) > _MOST:
            remembered.clear()
    return _Builder().read(lines)


class _Builder:
    """Grows the data line by line; the open collections stand on a stack, with their columns on another."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self._open: list[Any] = [self._root]
        self._columns = [0]
        self._places: dict[tuple[str, ...], Place] = {}
        self._top = ""

    def read(self, lines: list[str]) -> Data:
        """Return the data that the lines hold."""
        opened, column, current = self._open, 0, self._root
        awaiting: str | None = None  # the last key has no value yet: a deeper line may bring one
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            head, colon, rest = line.partition(": ")
            found = _PAIRS.get(head) if colon else _LINES.get(line)
            if found is None:
                found, rest = _look(line, head)
            at, what, key, inner = found
            if not what:
                continue
            value = rest if rest in _TEXTS else _value(rest) if rest else _OPENING
            if at != column or what != _PAIR or awaiting is not None:
                current = self._enter(at, what != _PAIR, awaiting)
                if what == _ITEM:
                    column, awaiting = _NEVER, None
                    self._item(current, value)
                    continue
                column = at if what == _PAIR else inner
                if what == _ITEM_PAIR:
                    current = self._begin(current, inner)
            awaiting = key if value is _OPENING else None
            if key in current:
                raise NotPlain
            current[key] = None if value is _OPENING else value
            if len(opened) <= 2:
                self._note(key, Place(number, at + 1))
        if not self._root or (len(lines) >= DEFAULT.max_keys and _wide(self._root)):
            raise NotPlain
        return Data(self._root, self._places)

    def _item(self, current: list[Any], value: Any) -> None:
        if value is _OPENING:
            raise NotPlain
        current.append(value)

    def _begin(self, current: list[Any], column: int) -> dict[str, Any]:
        """Begin the mapping of a list's item."""
        mapping: dict[str, Any] = {}
        current.append(mapping)
        self._push(column, mapping)
        return mapping

    def _note(self, key: str, place: Place) -> None:
        """Note the place of a key of the first or second level."""
        if len(self._open) == 1:
            self._top = key
            self._places[(key,)] = place
        else:
            self._places[(self._top, key)] = place

    def _enter(self, at: int, is_list: bool, awaiting: str | None) -> Any:
        """Return the collection at a column, opened now where a key awaits its value; all deeper ones are closed."""
        opened, columns = self._open, self._columns
        column, kind = columns[-1], list if is_list else dict
        if awaiting is not None and (at > column or (at == column and is_list)):
            new: Any = kind()
            opened[-1][awaiting] = new
            self._push(at, new)
            return new
        while column > at or (column == at and not is_list and opened[-1].__class__ is list):
            opened.pop()
            columns.pop()
            if not columns:
                raise NotPlain
            column = columns[-1]
        if column != at or opened[-1].__class__ is not kind:
            raise NotPlain
        return opened[-1]

    def _push(self, column: int, collection: Any) -> None:
        if len(self._open) >= DEEPEST:
            raise NotPlain
        self._open.append(collection)
        self._columns.append(column)


def _wide(value: Any) -> bool:
    """Tell whether a mapping in some data has more keys than usual."""
    if value.__class__ is dict:
        return len(value) > DEFAULT.max_keys or any(map(_wide, value.values()))
    return value.__class__ is list and any(map(_wide, value))


def _look(line: str, head: str) -> tuple[_Head, str]:
    """Return what a line is, by the grammar, and what stands after its key or dash."""
    text = line.lstrip(" ")
    if not text or text[0] == "#":
        if text:
            _LINES[line] = _PAIRS[head] = _NOTHING  # whatever follows: it is a comment
        return _NOTHING, ""
    found = LINE.match(line)
    if found is None or line.startswith(MARKERS):
        raise NotPlain
    blanks, dash, key, rest = found.groups()
    column, start = len(blanks), found.start(4)
    if key is None:
        if not dash:
            raise NotPlain
        return (column, _ITEM, "", 0), rest
    token = column, _ITEM_PAIR if dash else _PAIR, _name(key), column + len(dash or "")
    if start == len(line) and not rest:
        _LINES[line] = token
    elif line[len(head) : start].strip(" ") == ":":
        _PAIRS[head] = token
    return token, rest


def _name(key: str) -> str:
    if key[0] == '"':
        check_number(key[1:-1])
        return key[1:-1]
    if key in NULLS:
        raise NotPlain
    check_number(key)
    return key


def _value(rest: str) -> Any:
    """Return the value that stands after a key: at a glance where it is simply a text, else by the grammar."""
    if rest[0] in _SIGNS or rest[-1] in _ENDS or ": " in rest or " #" in rest or rest in NULLS:
        return _value_closely(rest.strip(" "))
    if len(rest) > _SHORT:
        check_number(rest)
    else:
        _TEXTS.add(rest)
    return rest


def _value_closely(rest: str) -> Any:
    first = rest[:1]
    if not rest or first == "#":
        return _OPENING
    if first in _QUOTES and rest[-1] == first and len(rest) > 1 and rest.count(first) == 2 and "\\" not in rest:
        check_number(rest[1:-1])
        return rest[1:-1]
    if rest[:2] == "[{" and rest[-2:] == "}]" and (flat := _flat(rest[2:-2].strip(" "))):
        return [flat]
    if first in ("[", "{"):
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
    text: str = found[found.lastgroup] if plain is None else plain
    check_number(text)
    return None if plain in NULLS else text


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
    """Return the mapping of pairs without brackets or escapes, as most are, or None."""
    if not _FLAT.fullmatch(inner):
        return None
    mapping: dict[str, Any] = {}
    for name, value in _FLAT_PAIR.findall(inner):
        quoted = value[0] in _QUOTES
        text = value[1:-1] if quoted else value.rstrip(" ")
        if name in mapping or name in NULLS or (not quoted and text in NULLS):
            return None
        if len(name) > _SHORT or len(text) > _SHORT:
            check_number(name)
            check_number(text)
        mapping[name] = text
    return mapping


def _flow_pair(text: str, at: int, depth: int, mapping: dict[str, Any]) -> int:
    found = FLOW.match(text, at)
    colon = COLON.match(text, found.end()) if found and found["sign"] is None else None
    key = _scalar(found) if colon else None
    if found is None or key is None or colon is None or key in mapping:
        raise NotPlain
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
