"""A JSON text to plain data.

Python's own reader does the work; the keys of the first two levels are read one by one, for their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from json import JSONDecoder
from typing import Any

from fazhi_check.sanitize import suspicious
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.plain.data import Data, Mark
from fazhi_check.source.plain.grammar import BLANKS, DEEPEST, NotPlain, check_scalar

_WORDS = {True: "true", False: "false"}


def read_json(text: str, names: Mapping[str, str]) -> Data:
    """Return the data of a text that is one JSON object. Raises NotPlain."""
    # One of these signs follows each value and key but the whole.
    if sum(map(text.count, ",:]}")) >= DEFAULT.max_values:
        raise NotPlain
    try:
        data = _JsonReader(text, names).read()
    except (ValueError, RecursionError):
        raise NotPlain from None
    _check_depth(data.root, 1)
    if "\\" in text:  # what escapes stand for was not seen yet
        written = "\n".join(_texts(data.root))
        if suspicious(written, written.split("\n")):
            raise NotPlain
    return data


class _JsonReader:
    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self._text, self._name = text, names.get
        self._data = Data({}, [], [])
        self._line, self._line_start, self._counted = 1, 0, 0
        number: Callable[[str], str] = _checked
        self._inner = JSONDecoder(
            object_pairs_hook=self._mapping, parse_int=number, parse_float=number, parse_constant=_refused
        ).raw_decode

    def read(self) -> Data:
        """Return the data. Raises NotPlain, and ValueError where the text is no JSON."""
        at = self._object(self._blanks(0), 1, self._data.root)
        if self._blanks(at) != len(self._text):
            raise NotPlain
        return self._data

    def _object(self, at: int, level: int, mapping: dict[str, Any]) -> int:
        """Read the object that begins at a position into a mapping, and return where it ends."""
        at = self._expected("{", at)
        if self._text[at : at + 1] == "}":
            return at + 1
        while True:
            start = at
            key, at = self._inner(self._text, self._quote(at))
            name = self._named(key, mapping)
            self._mark(level, name, start)
            at = self._expected(":", self._blanks(at))
            at = self._pair(at, level, mapping, name)
            at = self._blanks(at)
            if self._text[at : at + 1] == "}":
                return at + 1
            at = self._expected(",", at)

    def _pair(self, at: int, level: int, mapping: dict[str, Any], name: str) -> int:
        if level == 1 and self._text[at : at + 1] == "{":
            inner: dict[str, Any] = {}
            mapping[name] = inner
            return self._object(at, 2, inner)
        value, at = self._inner(self._text, at)
        self._put(mapping, name, value)
        return at

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in pairs:
            self._put(mapping, self._named(key, mapping), value)
        return mapping

    def _put(self, mapping: dict[str, Any], name: str, value: Any) -> None:
        if value is None:
            self._data.nulls.append((mapping, name))
        elif value.__class__ is str:
            check_scalar(value)
        elif value.__class__ is bool:
            value = _WORDS[value]
        elif value.__class__ is list and not _only_mappings_and_texts(value):
            raise NotPlain
        mapping[name] = value

    def _named(self, key: str, mapping: dict[str, Any]) -> str:
        name = self._name(key, key)
        if name in mapping or len(mapping) >= DEFAULT.max_keys:
            raise NotPlain
        check_scalar(key)
        return name

    def _mark(self, level: int, key: str, at: int) -> None:
        self._line += self._text.count("\n", self._counted, at)
        self._line_start = max(self._text.rfind("\n", self._counted, at) + 1, self._line_start)
        self._counted = at
        self._data.marks.append(Mark(level, key, self._line, at - self._line_start + 1))

    def _quote(self, at: int) -> int:
        if self._text[at : at + 1] != '"':
            raise NotPlain
        return at

    def _expected(self, sign: str, at: int) -> int:
        """Return where what follows a sign begins."""
        if self._text[at : at + 1] != sign:
            raise NotPlain
        return self._blanks(at + 1)

    def _blanks(self, at: int) -> int:
        return BLANKS.match(self._text, at).end()  # type: ignore[union-attr]


def _only_mappings_and_texts(items: list[Any]) -> bool:
    for item in items:
        if item.__class__ is str:
            check_scalar(item)
        elif item.__class__ is not dict:
            return False
    return True


def _checked(number: str) -> str:
    check_scalar(number)
    return number


def _refused(_constant: str) -> None:
    raise NotPlain


def _check_depth(value: Any, level: int) -> None:
    if level >= DEEPEST:
        raise NotPlain
    for inner in value.values() if value.__class__ is dict else value:
        if inner.__class__ in (dict, list):
            _check_depth(inner, level + 1)


def _texts(value: Any) -> Iterator[str]:
    if value.__class__ is str:
        yield value
    elif value.__class__ is dict:
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif value.__class__ is list:
        for inner in value:
            yield from _texts(inner)
