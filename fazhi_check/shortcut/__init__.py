"""The short way from a text to a submission, for files with which nothing is wrong: one room with this one door.

It either gives what the exact way gives, or nothing: whatever it cannot vouch for (any error of form, a key written
twice, a null where it matters, a suspicious character) is left to the exact way, which knows how to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from typing import Any

from pydantic import ValidationError

from fazhi_check.findings import Finding, Place
from fazhi_check.shortcut.validator import validator
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar
from fazhi_check.source.plain.data import Data
from fazhi_check.source.plain.grammar import NotPlain
from fazhi_check.source.plain.reader import DataReader
from fazhi_check.source.yaml import compose
from fazhi_check.submission import FORM, EntryNode, Read, Submission
from fazhi_check.words import KEY_TWINS, KEYS_ZH

read_data = DataReader(KEY_TWINS).read
# Mappings whose keys are free: these are no keys of the form, whatever they are called.
_FREE = ("by_unit", "by_year")


class Disagreement(Exception):
    """The exact way refuses what the short way read: the exact one is right."""


class _NotClean(Exception):
    """Something has to be said, or may have to be."""


def read_clean(text: str, limits: Limits = DEFAULT) -> Read | None:
    """Return a submission with which nothing is wrong in form, or None where that cannot be said for certain."""
    validate = validator().validate_python  # made before the models build theirs, which would be preferred
    try:
        data = read_data(text, limits)
        submission: Submission = validate(_submission(data))
    except (NotPlain, _NotClean, ValidationError):
        return None
    tree = cache(partial(_tree, text, limits))
    keys = {mark.key: Place(mark.line, mark.column) for mark in data.marks if mark.level == 1}
    return Read(tree, submission, _Nodes(data, tree), plan=submission.plan, clean=True, keys=keys)


def _submission(data: Data) -> dict[str, Any]:
    """Return the data as what its form makes of it: a key with nothing is left out, an entry with nothing is empty."""
    root, entries = data.root, data.root.get("entries", _NotClean)
    if entries is None:
        entries = root["entries"] = {}
    if entries.__class__ is not dict:
        raise _NotClean
    _refuse_names(entries)
    for entry in entries.values():
        if entry.__class__ is dict:
            for part in _FREE:
                if part in entry:
                    _refuse_names(entry[part])
    for mapping, key in data.nulls:
        if mapping is entries:
            entries[key] = {}
        elif mapping is not root or key != "entries":
            _leave_out(mapping, key)
    return root


def _refuse_names(free: Any) -> None:
    """Refuse a key of the form where keys are free: it may have been written otherwise."""
    if free.__class__ is dict and not KEYS_ZH.keys().isdisjoint(free):
        raise _NotClean


def _leave_out(mapping: dict[str, Any], key: str) -> None:
    """Leave out a key of the form that has no value; any other is to be told."""
    if key not in KEYS_ZH:
        raise _NotClean
    del mapping[key]


class _Nodes(Mapping[str, EntryNode]):
    """Where the entries stand, told when it is asked for."""

    def __init__(self, data: Data, tree: Callable[[], Node]) -> None:
        self._data, self._targets = data, data.root["entries"]
        self._entries = cache(partial(_entries, tree))

    def __len__(self) -> int:
        return len(self._targets)

    def __iter__(self) -> Iterator[str]:
        return iter(self._targets)

    def __getitem__(self, target: str) -> EntryNode:
        if target not in self._targets:
            raise KeyError(target)
        place = self._places.get(("entries", target))
        if place is None:  # entries in one line
            place = self._entries()[target][0].place
        return EntryNode(Scalar(place, target), partial(_value, self._entries, target))

    @cached_property
    def _places(self) -> dict[tuple[str, ...], Place]:
        return self._data.places()


def _tree(text: str, limits: Limits) -> Node:
    root = compose(text, limits)
    if isinstance(root, Finding):
        raise Disagreement(root.code)
    return root


def _entries(tree: Callable[[], Node]) -> dict[str, tuple[Node, Node]]:
    """Return key and value of every entry by its id."""
    _, entries = FORM.find(tree(), ("entries",))
    pairs = entries.pairs if isinstance(entries, Tree) else []
    return {key.text or "": (key, value) for key, value in pairs if isinstance(key, Scalar)}


def _value(entries: Callable[[], dict[str, tuple[Node, Node]]], target: str) -> Node:
    return entries()[target][1]
