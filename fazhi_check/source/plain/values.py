"""What stands after a key or a dash: a text, or a collection in brackets, as plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fazhi_check.source.plain.grammar import (
    BLANKS,
    COLON,
    DEEPEST,
    END,
    FLOW,
    LONGEST_KEY,
    NULLS,
    SCALAR,
    NotPlain,
    check_scalar,
    scalar_text,
)

OPENING = object()  # stands for a value that is not on its key's line

# Short values that are simply texts are remembered: forms have few of them, again and again.
_SHORT = 24
_MOST = 4_000

# A text in brackets that is simply that text, and a key.
_SIMPLE = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^,\[\]{}#:?'"]*+""")
_KEY = re.compile(r"\w[\w.-]*")
# A text that begins with one of these, or ends so, is not simply that text.
_SIGNS = frozenset(["", *"-?:,[]{}#&*!|>'\"%@` "])
_ENDS = (" ", ":")
_QUOTES = ("'", '"')


class Values:
    """Reads values under one set of `names`: what the keys in brackets are called that are written otherwise.

    `texts` are short values that are known to be simply texts.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._name = names.get
        self.texts: set[str] = set()
        self._simple: set[str] = set()  # likewise, in brackets
        self._keys: dict[str, str] = {}

    def forget(self) -> None:
        """Forget what is remembered where it has become too much."""
        for remembered in (self.texts, self._simple, self._keys):
            if len(remembered) > _MOST:
                remembered.clear()

    def read(self, rest: str) -> Any:
        """Return a value: at a glance where it is simply a text, else by the grammar; OPENING where there is none.

        Raises NotPlain, also for nothing inside brackets.
        """
        if rest[:1] in _SIGNS or rest[-1] in _ENDS or ": " in rest or " #" in rest or rest in NULLS:
            return self._closely(rest.strip(" "))
        if len(rest) > _SHORT:
            check_scalar(rest)
        else:
            self.texts.add(rest)
        return rest

    def _closely(self, rest: str) -> Any:
        first = rest[:1]
        if not rest or first == "#":
            return OPENING
        if first in _QUOTES and rest[-1] == first and len(rest) > 1 and rest.count(first) == 2 and "\\" not in rest:
            check_scalar(rest[1:-1])
            return rest[1:-1]
        if rest[:2] == "[{" and rest[-2:] == "}]" and (flat := self._flat(rest[2:-2].strip(" "))):
            return [flat]
        if first in ("[", "{"):
            value, end = self._flow(rest, 0, 1)
            if not END.match(rest, end):
                raise NotPlain
            return value
        found = SCALAR.match(rest)
        if found is None:
            raise NotPlain
        return scalar_text(found)

    def _flow(self, text: str, at: int, depth: int) -> tuple[Any, int]:
        """Return the collection of a [..] or {..} that begins at a position, and where it ends."""
        if depth > DEEPEST:
            raise NotPlain
        items: list[Any] = []
        mapping: dict[str, Any] | None = {} if text[at] == "{" else None
        if mapping is not None and depth == 1 and text[-1] == "}":
            flat = self._flat(text[1:-1].strip(" "))
            if flat:
                return flat, len(text)
        close = "]" if mapping is None else "}"
        at = _blanks(text, at + 1)
        while text[at : at + 1] != close or items or mapping:
            if mapping is None:
                value, at = self._in_flow(text, at, depth)
                items.append(value)
            else:
                at = self._pair(text, at, depth, mapping)
            at = _blanks(text, at)
            sign = text[at : at + 1]
            if sign == close:
                break
            if sign != ",":
                raise NotPlain
            at = _blanks(text, at + 1)
        return (items if mapping is None else mapping), at + 1

    def _flat(self, inner: str) -> dict[str, Any] | None:
        """Return the mapping of pairs without brackets or escapes, as most are, or None."""
        mapping: dict[str, Any] = {}
        for pair in inner.split(", "):
            key, _, value = pair.partition(": ")
            name = self._keys.get(key) or self._key(key)
            text = value if value in self._simple else self._text(value)
            if name is None or text is None or name in mapping:
                return None
            mapping[name] = text
        return mapping

    def _key(self, key: str) -> str | None:
        """Return what a key is called, or None where it is not simply a word."""
        if not _KEY.fullmatch(key) or key in NULLS or len(key) > LONGEST_KEY:
            return None
        check_scalar(key)
        name = self._keys[key] = self._name(key, key)
        return name

    def _text(self, value: str) -> str | None:
        """Return a text that stands in brackets, or None where it is not simply that text, nothing among them."""
        if value[:1] in _QUOTES:
            closed = len(value) > 1 and value[-1] == value[0] and value.count(value[0]) == 2 and "\\" not in value
            text = value[1:-1] if closed else None
        else:
            text = value.rstrip(" ") if _SIMPLE.fullmatch(value) else None
            if text in NULLS:
                return None
        if text is not None:
            check_scalar(text)
            if text == value and len(value) <= _SHORT:
                self._simple.add(value)
        return text

    def _pair(self, text: str, at: int, depth: int, mapping: dict[str, Any]) -> int:
        """Read a pair that begins at a position into a mapping, and return where it ends."""
        found = FLOW.match(text, at)
        colon = COLON.match(text, found.end()) if found and found["sign"] is None else None
        key = scalar_text(found) if found and colon else None
        if key is None or colon is None or len(key) > LONGEST_KEY:
            raise NotPlain
        name = self._name(key, key)
        if name in mapping:
            raise NotPlain
        mapping[name], at = self._in_flow(text, colon.end(), depth)
        return at

    def _in_flow(self, text: str, at: int, depth: int) -> tuple[Any, int]:
        found = FLOW.match(text, at)
        if found is None:
            raise NotPlain
        sign = found["sign"]
        if sign is None:
            value = scalar_text(found)
            if value is None:
                raise NotPlain
            return value, found.end()
        if sign in ("[", "{"):
            return self._flow(text, at, depth + 1)
        raise NotPlain


def _blanks(text: str, at: int) -> int:
    return BLANKS.match(text, at).end()  # type: ignore[union-attr]
