"""The short way from a text to a submission, for files with which nothing is wrong: one room with this one door.

It either gives what the exact way gives, or nothing: whatever it cannot vouch for (any error of form, a key written
twice, a null where it matters, a suspicious character) is left to the exact way, which knows how to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import SchemaValidator

from fazhi_check.findings import Finding
from fazhi_check.hygiene import mask
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar
from fazhi_check.source.plain.data import Data, read_data
from fazhi_check.source.plain.grammar import NotPlain
from fazhi_check.source.yaml import compose
from fazhi_check.submission import FORM, EntryNode, Read, Submission
from fazhi_check.words import KEY_TWINS, KEYS_ZH

_ENTRIES = ("entries", KEYS_ZH["entries"])
_NAMES = {**{name: name for name in KEYS_ZH}, **KEY_TWINS}
_FREE = ("by_unit", "by_year")


class Disagreement(Exception):
    """The exact way refuses what the short way read: the exact one is right."""


class _NotClean(Exception):
    """Something has to be said, or may have to be."""


def read_clean(text: str, limits: Limits = DEFAULT) -> Read | None:
    """Return a submission with which nothing is wrong in form, or None where that cannot be said for certain."""
    try:
        data = read_data(text, limits)
        submission: Submission = _validator().validate_python(_submission(data.root))
    except (NotPlain, _NotClean, ValidationError):
        return None
    tree = cache(partial(_tree, text, limits))
    keys = {_NAMES[path[0]]: place for path, place in data.places.items() if len(path) == 1}
    nodes = _nodes(data, tree)
    return Read(tree, submission, nodes, plan=submission.plan, clean=True, keys=keys)


@cache
def _validator() -> SchemaValidator:
    """Return the submission's own validator but for the masking of texts: a clean file has nothing to mask."""
    Submission.model_rebuild(force=True)
    return SchemaValidator(_unmasked(Submission.__pydantic_core_schema__))


def _unmasked(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_unmasked(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "function-after" and schema["function"].get("function") is mask:
        return _unmasked(schema["schema"])
    return {name: _unmasked(part) for name, part in schema.items()}


def _submission(root: dict[str, Any]) -> dict[str, Any]:
    """Return the data by English names, nulls left out."""
    named = _named(root)
    if not any(name in root for name in _ENTRIES):
        raise _NotClean
    entries = named.get("entries", {})
    if entries.__class__ is not dict:
        raise _NotClean
    named["entries"] = {target: _entry(entry) for target, entry in entries.items()}
    for part in ("unit", "source"):
        if part in named:
            named[part] = _named(named[part])
    return named


def _entry(entry: Any) -> dict[str, Any]:
    if entry is None:
        return {}
    named = _named(entry)
    if "evidence" in named:
        evidence = named["evidence"]
        if evidence.__class__ is not list:
            raise _NotClean
        named["evidence"] = [_named(item) for item in evidence]
    return named


def _named(written: Any) -> dict[str, Any]:
    """Return a mapping by English names without its nulls."""
    if written.__class__ is not dict:
        raise _NotClean
    try:
        named = {_NAMES[key]: value for key, value in written.items() if value is not None}
    except KeyError:
        raise _NotClean from None
    if len(named) < len(written):
        _check_nulls(written)
    return named


def _check_nulls(written: Mapping[str, Any]) -> None:
    """Refuse a mapping with an unknown key, or one key in both languages; a null beside a known key is absent."""
    names = [_NAMES.get(key) for key in written]
    if None in names or len(set(names)) < len(names):
        raise _NotClean


def _nodes(data: Data, tree: Callable[[], Node]) -> dict[str, EntryNode]:
    top = _ENTRIES[0] if _ENTRIES[0] in data.root else _ENTRIES[1]
    targets = data.root.get(top) or {}
    places, entries = data.places, cache(partial(_entries, tree))
    try:
        return {
            target: EntryNode(Scalar(places[top, target], target), partial(_value, entries, target))
            for target in targets
        }
    except KeyError:  # entries in one line: their places are not known
        found = entries()
        return {
            target: EntryNode(Scalar(found[target][0].place, target), partial(_value, entries, target))
            for target in targets
        }


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
