"""Where the parts of a submission stand: from a path in it to line and column, looked up only when it is asked for.

A submission that was read as plain data has the places of its first two levels; for what lies deeper, the lines of
that one entry are read again as a tree, or the whole text where it is not written line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from fazhi_check.findings import Finding, Found, Path, Place
from fazhi_check.source.composer import Refused
from fazhi_check.source.form import Form, Ready, text_of
from fazhi_check.source.limits import Limits
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar
from fazhi_check.source.plain.data import Data, Mark
from fazhi_check.source.plain.grammar import is_flow
from fazhi_check.source.yaml import compose
from fazhi_check.submission.advice import Adviser
from fazhi_check.words import EVIDENCE_KINDS, KEY_TWINS, KEYS_ZH, VALUE_TWINS

# A piece of evidence as `fazhi-check init` writes it: with a kind that the target takes, the rest to be filled in.
READY = Ready({"kind": frozenset((*EVIDENCE_KINDS, *VALUE_TWINS["kind"]))}, frozenset(("title", "ref", "date")))
FORM = Form(frozenset(KEYS_ZH), twins=KEY_TWINS, adviser=Adviser(), ready=READY)


class Places(Protocol):
    """Where the parts of one submission stand."""

    def of(self, found: Found) -> Place:
        """Return the place of what was found. Raises Refused."""

    def entries(self) -> Mapping[str, Place]:
        """Return the place of each entry's id. Raises Refused."""


class TreePlaces:
    """Places in a tree that is there anyway."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def of(self, found: Found) -> Place:
        """See Places."""
        has_cell = found.lacks and self._root.place.sheet
        if found.on_key and not has_cell and len(found.path) == 2 and found.path[0] == "entries":
            return self._entries.get(str(found.path[1])) or self._entries_key
        return place_in(self._root, found)

    def entries(self) -> Mapping[str, Place]:
        """See Places."""
        return self._entries

    @cached_property
    def _entries_key(self) -> Place:
        return place_in(self._root, Found(path=("entries",), on_key=True))

    @cached_property
    def _entries(self) -> dict[str, Place]:
        first: dict[str, Place] = {}
        for key, _ in entries_of(self._root).pairs:
            first.setdefault(text_of(key), key.place)
        return first


class LinePlaces:
    """Places in a text that was read as plain data."""

    def __init__(self, text: str, data: Data, limits: Limits) -> None:
        self._text, self._data, self._limits = text, data, limits
        self._ids = frozenset(data.root["entries"])
        self._parts: dict[int, Node | None] = {}

    def of(self, found: Found) -> Place:
        """See Places."""
        if found.place:
            return found.place
        if not found.path and not is_flow(self._text):
            return self._data.marks[0].place
        known = self._known_key(found.path) if found.on_key else None
        if known:
            return known
        number = None if is_flow(self._text) else self._mark_of(found.path)
        part = None if number is None else self._part(number)
        return place_in(self._whole if part is None else part, found)

    def entries(self) -> Mapping[str, Place]:
        """See Places."""
        found = {str(path[1]): place for path, place in self._keys.items() if len(path) == 2 and path[0] == "entries"}
        return found if len(found) == len(self._ids) else TreePlaces(self._whole).entries()

    @cached_property
    def _keys(self) -> Mapping[Path, Place]:
        return self._data.places()

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.replace("\r\n", "\n").split("\n")

    @cached_property
    def _whole(self) -> Node:
        return self._tree(self._text)

    def _tree(self, text: str) -> Node:
        root = compose(text, self._limits)
        if isinstance(root, Finding):  # the exact reader refuses what the quick one took: it is right
            raise Refused(root)
        return root

    def _known_key(self, path: Path) -> Place | None:
        """Return the place of a key of the first two levels, for an entry that is not there that of `entries`."""
        absent = len(path) == 2 and path[0] == "entries" and path[1] not in self._ids
        return self._keys.get(path[:1] if absent else path)

    def _part(self, number: int) -> Node | None:
        """Return the tree of the lines below one of the keys; None where that takes the whole."""
        if number not in self._parts:
            self._parts[number] = self._read_part(number)
        return self._parts[number]

    def _read_part(self, number: int) -> Node | None:
        marks = self._data.marks
        mark = marks[number]
        end = next((later.line for later in marks[number + 1 :] if later.level <= mark.level), len(self._lines) + 1)
        if mark.line == end or not self._stands_alone(mark):
            return None
        lines = self._lines[mark.line - 1 : end - 1]
        root = compose("\n" * (mark.line - 1) + "\n".join(lines) + "\n", self._limits)
        if not isinstance(root, Tree):
            return None
        return root if mark.level == 1 else Tree(root.place, [(Scalar(root.place, self._top(number)), root)])

    def _top(self, number: int) -> str:
        """Return the key of the first level above a key of the second."""
        return next(mark.key for mark in reversed(self._data.marks[:number]) if mark.level == 1)

    def _mark_of(self, path: Path) -> int | None:
        """Return the number of the mark of the deepest key of a path that has one."""
        for depth in (2, 1):
            place = self._keys.get(path[:depth]) if len(path) >= depth else None
            if place is not None:
                return self._numbers[place]
        return None

    @cached_property
    def _numbers(self) -> dict[Place, int]:
        return {mark.place: number for number, mark in enumerate(self._data.marks)}

    def _stands_alone(self, mark: Mark) -> bool:
        """Tell whether nothing but blanks stands before a key on its line: else its lines are no text of their own."""
        return not self._lines[mark.line - 1][: mark.column - 1].strip(" ")


def place_in(root: Node, found: Found) -> Place:
    """Return the place of what was found in a tree; a year may be written 2022 or 2022年."""
    if found.path[2:3] == ("by_year",) and len(found.path) == 4:
        found = found._replace(path=_written_year(root, found.path))
    return FORM.place(root, found)


def _written_year(root: Node, path: Path) -> Path:
    _, years = FORM.find(root, path[:3])
    for written, _ in years.pairs if isinstance(years, Tree) else ():
        if text_of(written).strip().removesuffix("年") == str(path[3]):
            return (*path[:3], text_of(written))
    return path


def entries_of(root: Node | None) -> Tree:
    """Return the mapping of entries in the tree of a submission, an empty one where there is none or more than one."""
    pairs = root.pairs if isinstance(root, Tree) else []
    found = [value for key, value in pairs if is_entries(key)]
    only = found[0] if len(found) == 1 else None
    return only if isinstance(only, Tree) else Tree(Place(1, 1))


def is_entries(key: Node) -> bool:
    """Tell whether a key of the file's top level is that of the entries."""
    return FORM.key(text_of(key), free=False) == "entries"
