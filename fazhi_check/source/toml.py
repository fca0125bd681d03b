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
_HEAD = re.compile(rf"^\s*\[\s*({_PATH})\s*\]")
_PAIR = re.compile(rf"^\s*({_PATH})\s*=\s*")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
Path = tuple[str, ...]


class _Spot(NamedTuple):
    """Where a key and its value stand; `start` counts the characters of the text before the value."""

    key: Place
    value: Place
    start: int


def compose_toml(text: str, table: Sequence[str] = ()) -> Mapping | Finding | None:
    """Return the tree of one table of a TOML text, None where the text has no such table, or the finding FZ103."""
    import tomllib

    try:
        data: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _slip(str(error), text)
    for part in table:
        data = data.get(part) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        return None
    return _Places(text).mapping(tuple(table), data)


def _slip(error: str, text: str) -> Finding:
    at = _AT.search(error)
    lines = text.splitlines() or [""]
    place = Place(int(at[1]), int(at[2])) if at else Place(len(lines), len(lines[-1]) + 1)
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
        start = 0
        for number, line in enumerate(self._text.splitlines(keepends=True), start=1):
            head, pair = _HEAD.match(line), _PAIR.match(line)
            if head:
                table = _parts(head[1])
                self._heads.setdefault(table, Place(number, head.start(1) + 1))
            elif pair:
                places = Place(number, pair.start(1) + 1), Place(number, pair.end() + 1)
                yield (*table, *_parts(pair[1])), _Spot(*places, start + pair.end())
            start += len(line)

    def mapping(self, path: Path, data: dict[str, Any]) -> Mapping:
        """Return the node of a table."""
        node = Mapping(self._heads.get(path) or self._place(path))
        node.pairs = [
            (Scalar(self._key_place((*path, key)), key), self._node((*path, key), value)) for key, value in data.items()
        ]
        return node

    def _node(self, path: Path, value: Any) -> Node:
        if isinstance(value, dict):
            return self.mapping(path, value)
        if not isinstance(value, list):
            return Scalar(self._place(path), str(value).lower() if isinstance(value, bool) else str(value))
        node = ListNode(self._place(path))
        node.items = [Scalar(self._item_place(path, item), str(item)) for item in value]
        return node

    def _place(self, path: Path) -> Place:
        return self._spots[path].value if path in self._spots else self._key_place(path)

    def _key_place(self, path: Path) -> Place:
        if path in self._spots:
            return self._spots[path].key
        return self._heads.get(path) or (self._key_place(path[:-1]) if path else Place(1, 1))

    def _item_place(self, path: Path, item: object) -> Place:
        """Return where an item of a list stands: the first such text after the list begins, else the list."""
        start = self._spots[path].start if path in self._spots else len(self._text)
        found = [at for quote in "\"'" if (at := self._text.find(f"{quote}{item}{quote}", start)) >= 0]
        if not found:
            return self._place(path)
        before = self._text[: min(found)]
        return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _parts(written: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, written))
