"""TOML text to a tree of nodes with places, so that settings are checked like every other file people write.

The standard reader decides what the text says; where a key stands is looked up in the lines afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from fazhi_check.findings import Finding, Place
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.nodes import Sequence as ListNode
from fazhi_check.words import Text

_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEAD = re.compile(rf"^\s*\[\[?\s*({_PATH})\s*\]")
_PAIR = re.compile(rf"^\s*({_PATH})\s*=\s*")
# Inside brackets: texts of every kind, comments, bare values, and the signs that part them.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|' r"'''.*?'''|" r'"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'|#[^\n]*|[\[\]{},=]|[^\s\[\]{},=#\"']+",
    re.DOTALL,
)
_AT = re.compile(r"\((?:at line (\d+), column (\d+)|at end of document)\)")
Path = tuple[str, ...]


class Bare(Scalar):
    """A value that is no text: a number, a truth value, a date."""


class _Spot(NamedTuple):
    """Where a key and its value stand; `start` counts the characters of the text before the value."""

    key: Place
    value: Place
    start: int


def compose_toml(text: str, table: Sequence[str] = ()) -> Node | Finding | None:
    """Return the tree of one table of a TOML text, None where the text has no such key, or the finding FZ103."""
    import tomllib

    try:
        data: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return _slip(str(error), text)
    for part in table:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return _Places(text).table(tuple(table), data)


def _slip(error: str, text: str) -> Finding:
    at = _AT.search(error)
    lines = text.splitlines() or [""]
    place = Place(int(at[1]), int(at[2])) if at and at[1] else Place(len(lines), len(lines[-1]) + 1)
    why = _AT.sub("", error).strip()
    return Finding("FZ103", place, {"slip": Text(f"此处不符合 TOML 写法({why})", f"this is no valid TOML: {why}")})


class _Places:
    """Knows where the keys of a text stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: dict[Path, Place] = {}
        self._spots: dict[Path, _Spot] = {}
        for path, spot in self._scan():
            self._spots.setdefault(path, spot)

    def _scan(self) -> Iterator[tuple[Path, _Spot]]:
        table: Path = ()
        start, inside = 0, ""
        for number, line in enumerate(self._text.splitlines(keepends=True), start=1):
            head, pair = _HEAD.match(line), _PAIR.match(line)
            if inside:
                pass
            elif head:
                table = _parts(head[1])
                self._heads.setdefault(table, Place(number, head.start(1) + 1))
            elif pair:
                places = Place(number, pair.start(1) + 1), Place(number, pair.end() + 1)
                yield (*table, *_parts(pair[1])), _Spot(*places, start + pair.end())
            inside = _still_inside(line, inside)
            start += len(line)

    def table(self, path: Path, data: Any) -> Node:
        """Return the node of a table, which may stand inside an inline one."""
        for number in range(1, len(path)):
            if path[:number] in self._spots:
                self._look_inside(path[:number])
        return self.node(path, data)

    def node(self, path: Path, value: Any) -> Node:
        """Return the node of what stands at a path."""
        if isinstance(value, dict):
            return self._mapping(path, value)
        if not isinstance(value, list):
            return (Scalar if isinstance(value, str) else Bare)(self._place(path), str(value))
        node = ListNode(self._place(path))
        spots = self._items(path)
        for number, item in enumerate(value):
            place = spots[number] if number < len(spots) else node.place
            node.items.append(_item(place, item))
        return node

    def _mapping(self, path: Path, data: dict[str, Any]) -> Mapping:
        if path in self._spots:
            self._look_inside(path)
        node = Mapping(self._heads.get(path) or self._place(path))
        for key, value in data.items():
            inner = (*path, key)
            node.pairs.append((Scalar(self._key_place(inner), key), self.node(inner, value)))
        return node

    def _look_inside(self, path: Path) -> None:
        """Note where the keys of an inline table stand."""
        tokens = list(self._tokens(self._spots[path].start))
        for (depth, at, written), (_, _, sign), (_, start, _) in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if depth == 1 and sign == "=":
                spot = _Spot(self._place_of(at), self._place_of(start), start)
                self._spots.setdefault((*path, *_parts(written)), spot)

    def _items(self, path: Path) -> list[Place]:
        """Return where the items of a list stand."""
        if path not in self._spots:
            return []
        tokens = self._tokens(self._spots[path].start)
        return [self._place_of(at) for depth, at, written in tokens if depth == 1 and written not in _NO_ITEM]

    def _tokens(self, start: int) -> Iterator[tuple[int, int, str]]:
        """Yield what stands in the brackets that open at a position: in how many, where, and its text."""
        depth = 0
        for found in _TOKEN.finditer(self._text, start):
            written = found.group()
            if written[0] == "#":
                continue
            depth -= written in _CLOSING
            if depth == 0 and found.start() > start:
                return
            yield depth, found.start(), written
            depth += written in _OPENING

    def _place(self, path: Path) -> Place:
        return self._spots[path].value if path in self._spots else self._key_place(path)

    def _key_place(self, path: Path) -> Place:
        """Return where a key stands; one that only a longer path names stands where that does."""
        if path in self._spots:
            return self._spots[path].key
        if path in self._heads:
            return self._heads[path]
        longer = [spot.key for name, spot in self._spots.items() if name[: len(path)] == path]
        longer += [place for name, place in self._heads.items() if name[: len(path)] == path]
        return min(longer, default=None) or (self._key_place(path[:-1]) if path else Place(1, 1))

    def _place_of(self, position: int) -> Place:
        before = self._text[:position]
        return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


_OPENING, _CLOSING, _NO_ITEM = ("[", "{"), ("]", "}"), frozenset("]},=")


def _item(place: Place, item: Any) -> Node:
    if isinstance(item, dict):
        return Mapping(place)
    if isinstance(item, list):
        return ListNode(place)
    return (Scalar if isinstance(item, str) else Bare)(place, str(item))


def _still_inside(line: str, inside: str) -> str:
    """Return the triple quotes that are still open after a line."""
    for quotes in re.findall("\"\"\"|'''", line):
        if not inside:
            inside = quotes
        elif quotes == inside:
            inside = ""
    return inside


def _parts(written: str) -> Path:
    import tomllib

    return tuple(
        tomllib.loads(f"part = {part}")["part"] if "\\" in part else part.strip("\"'")
        for part in re.findall(_PART, written)
    )
