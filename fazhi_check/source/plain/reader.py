"""A plain text to plain data: dicts, lists and texts, under the names that a form gives its keys.

For texts in which nothing is found: whoever needs a place reads the text again as a tree. What stands before a colon
is looked at once and remembered, since forms repeat themselves. What stands twice or is hard to tell is refused, as
is every character that nobody can see.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from fazhi_check.sanitize import suspicious
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.plain.blocks import set_aside
from fazhi_check.source.plain.data import Data, Mark
from fazhi_check.source.plain.grammar import (
    DEEPEST,
    LINE,
    LONGEST_KEY,
    MARKERS,
    NULLS,
    NotPlain,
    check_limits,
    check_scalar,
    most_values,
)
from fazhi_check.source.plain.json import read_json
from fazhi_check.source.plain.values import OPENING, Values

# What a line begins with: how deep it stands, its key ("" for an item without keys), and how deep the key after a
# dash stands. Depth is counted in half columns, and a dash stands half a column deeper than a key at its place: so a
# list that begins right under its own key is deeper than that key, as every other collection is.
_Head: TypeAlias = tuple[int, str, int]
_NOTHING: _Head = (-1, "", 0)  # a line that says nothing
_INNERMOST = 1 << 30  # an item without keys: whatever follows stands before it
_MOST_HEADS, _LONGEST_HEAD = 4_000, 200

# An open collection: its depth, itself, its level (1 is the whole), and the one around it.
_Open: TypeAlias = tuple[int, Any, int, Any]


class DataReader:
    """Reads data under one set of `names`: what keys are called that are written otherwise."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names, self._name = names, names.get
        self._values = Values(names)
        # All before the first colon and blank of a line, and whole lines without such, once they were looked at.
        self._pairs: dict[str, _Head] = {}
        self._lines: dict[str, _Head] = {}

    def read(self, text: str, limits: Limits) -> Data:
        """Return the data of a plain text.

        Raises NotPlain, also where a tree could be read: for a key that stands twice (under any of its names), for
        nothing inside brackets, and for suspicious characters.
        """
        text = text.replace("\r\n", "\n")
        lines = text.split("\n")
        check_limits(limits)
        if suspicious(text, lines):
            raise NotPlain
        if text[:1] == "{":
            return read_json(text, self._names)
        if text.count(",") >= DEFAULT.max_keys or most_values(text) > DEFAULT.max_values:
            raise NotPlain
        self._forget()
        left, texts = set_aside(text, lines)
        joined = "\n\n".join(texts.values())
        if texts and suspicious(joined, joined.split("\n")):  # what lines make up together was not seen yet
            raise NotPlain
        data = self._data(left)
        if texts:
            _put_back(data.root, texts)
        if not data.root or (len(lines) >= DEFAULT.max_keys and _wide(data.root)):
            raise NotPlain
        return data

    def _forget(self) -> None:
        """Forget what was looked at where it has become too much."""
        self._values.forget()
        for heads in (self._pairs, self._lines):
            if len(heads) > _MOST_HEADS:
                heads.clear()

    def _data(self, lines: list[str]) -> Data:
        data = Data({}, [], [])
        pairs, whole, texts, value_of = self._pairs, self._lines, self._values.texts, self._values.read
        innermost: _Open = (0, data.root, 1, None)
        deep, current, level, _ = innermost
        awaiting: str | None = None  # the last key has no value yet: a deeper line may bring one
        for number, line in enumerate(lines, 1):
            head, colon, rest = line.partition(": ")
            found = pairs.get(head) if colon else whole.get(line)
            if found is None:
                found, rest = self._look(line, head)
            at, key, inner = found
            if at != deep or awaiting is not None:
                if at < 0:
                    continue
                if awaiting is not None and at > deep:
                    innermost = _opened(innermost, awaiting, at)
                elif awaiting is not None:
                    data.nulls.append((current, awaiting))
                innermost = _entered(innermost, at, key, inner)
                deep, current, level, _ = innermost
                awaiting = None
                if not key:
                    _append(current, value_of(rest))
                    continue
            value = rest if rest in texts else value_of(rest) if rest else OPENING
            if key in current:
                raise NotPlain
            if value is OPENING:
                awaiting, value = key, None
            elif value is None:
                data.nulls.append((current, key))
            current[key] = value
            if level <= 2:
                data.marks.append(Mark(level, key, number, at // 2 + 1))
        if awaiting is not None:
            data.nulls.append((current, awaiting))
        return data

    def _look(self, line: str, head: str) -> tuple[_Head, str]:
        """Return what a line begins with, by the grammar, and what stands after its key or dash."""
        text = line.lstrip(" ")
        if text[:3] == "- {":
            return (2 * (len(line) - len(text)) + 1, "", _INNERMOST), text[2:]
        if not text or text[0] == "#":
            return self._remember(line, head, _NOTHING), ""  # whatever follows: it is a comment
        found = LINE.match(line)
        if found is None or line.startswith(MARKERS):
            raise NotPlain
        blanks, dash, key, rest = found.groups()
        deep, start = 2 * len(blanks), found.start(4)
        if key is None:
            if not dash:
                raise NotPlain
            return (deep + 1, "", _INNERMOST), rest
        token = deep + bool(dash), self._named(key), 2 * (len(blanks) + len(dash or ""))
        between = line[len(head) : start].strip(" ")
        if between == ":" if head != line else start == len(line):
            self._remember(line, head, token)
        return token, rest

    def _remember(self, line: str, head: str, token: _Head) -> _Head:
        """Remember what a line begins with, by its head where it has one, unless that is long."""
        if len(head) <= _LONGEST_HEAD:
            (self._pairs if head != line else self._lines)[head] = token
        return token

    def _named(self, key: str) -> str:
        quoted = key[0] == '"'
        text = key[1:-1] if quoted else key
        if not text or (not quoted and text in NULLS) or len(text) > LONGEST_KEY:
            raise NotPlain
        check_scalar(text)
        return self._name(text, text)


def _opened(around: _Open, key: str, at: int) -> _Open:
    """Return the collection that begins as the value of a key: a list where a dash stands, else a mapping."""
    _, mapping, level, _ = around
    if level >= DEEPEST:
        raise NotPlain
    new: Any = [] if at % 2 else {}
    mapping[key] = new
    return at, new, level + 1, around


def _entered(innermost: _Open, at: int, key: str, inner: int) -> _Open:
    """Return the collection that a line adds to: all deeper ones are closed, the mapping of an item is begun."""
    while innermost[0] > at:
        innermost = innermost[3]
    if innermost[0] != at:
        raise NotPlain
    if at % 2 == 0:
        return innermost
    _, items, level, _ = innermost
    if level >= DEEPEST:
        raise NotPlain
    if not key:
        return inner, items, level + 1, innermost
    mapping: dict[str, Any] = {}
    items.append(mapping)
    return inner, mapping, level + 1, innermost


def _append(items: list[Any], value: Any) -> None:
    if value is OPENING or value is None:  # nothing in a list counts as absent, which a form has to see to
        raise NotPlain
    items.append(value)


def _put_back(value: Any, texts: Mapping[str, str]) -> None:
    """Put the texts that were set aside in the places of what stands for them."""
    for at, inner in list(value.items() if value.__class__ is dict else enumerate(value)):
        if inner.__class__ is not str:
            if inner is not None:
                _put_back(inner, texts)
        elif inner in texts:
            check_scalar(texts[inner])
            value[at] = texts[inner]


def _wide(value: Any) -> bool:
    """Tell whether a mapping in some data has more keys than usual."""
    if value.__class__ is dict:
        return len(value) > DEFAULT.max_keys or any(map(_wide, value.values()))
    return value.__class__ is list and any(map(_wide, value))
