"""A submission brought up to a new edition of its plan: targets it has no entry for are added, blank.

What its author wrote stays as it is, byte for byte wherever new text can simply be put in, and is never lost: the
result is read again, and used only if every old value is still there and every new entry is empty.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple

from fazhi_check.fill.blank import Writer
from fazhi_check.findings import Finding, Place
from fazhi_check.plan.model import Plan, Target
from fazhi_check.source.insert import add_lines, add_pairs, find_mapping, line_end
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.yaml import compose
from fazhi_check.submission.places import is_entries
from fazhi_check.submission.reading import Read, read_tree
from fazhi_check.submission.records import Submission
from fazhi_check.words import KEY_TWINS, KEYS_ZH, Lang, Text

_STEP = 2
_WIDEST = 1_000_000
_TITLE = Text("# ── 规划新增的目标（{number} 项）", "# ── Targets new in the plan ({number})")


class NotProven(ValueError):
    """Nothing could be added in a way that provably keeps all that was there."""


class Addition(NamedTuple):
    """What is to be added to a text: blank entries for `targets`."""

    text: str
    read: Read
    plan: Plan
    targets: list[Target]


def new_targets(read: Read, submission: Submission, plan: Plan) -> list[Target]:
    """Return the targets asked of the unit for which the submission has no entry, in the plan's order."""
    unit = submission.unit
    asked = plan.targets_of(unit.level, unit.code, unit.body)
    return [target for target in asked.values() if target.id not in read.ids]


class Updated(NamedTuple):
    """The new text; `rewritten` where the whole was written anew rather than left with an insertion."""

    text: str
    rewritten: bool = False


def update(text: str, read: Read, plan: Plan, targets: list[Target]) -> Updated:
    """Return the text of a submission with a blank entry added for each of the targets.

    Raises NotProven.
    """
    if not targets:
        return Updated(text)
    addition = Addition(text, read, plan, targets)
    for attempt in (_inserted, _round_tripped):
        result = attempt(addition)
        if result is not None and _proven(addition, result):
            return Updated(result, attempt is _round_tripped)
    raise NotProven


def _inserted(addition: Addition) -> str | None:
    """Return the text with the entries put in at the end of the others; None where that place is not found."""
    text, read, plan, targets = addition
    spot = find_mapping(text, _names_entries)
    if spot is None:
        return None
    lang = _language(_root(read))
    title = _TITLE.say(lang).format(number=len(targets))
    outer, inner = _indents(_entries(_root(read)), spot.margin)
    writer = Writer(plan, lang, outer, inner)
    if spot.block:
        return add_lines(text, spot, [f"{outer}{title}", *writer.entries(targets)])
    pairs = {target.id: dict.fromkeys(writer.keys_of(target)) for target in targets}
    return add_pairs(text, spot, pairs, "" if _is_json(text) else title)


def _names_entries(key: str) -> bool:
    return is_entries(Scalar(Place(1, 1), key))


def _indents(entries: Mapping, margin: int) -> tuple[str, str]:
    """Return what stands before an entry's id and before its keys, as the first entry in block style has it."""
    outer = margin + _STEP
    if entries.pairs:
        first = entries.pairs[0][0].place
        # The mapping's own place is before a key's question mark, but may be an anchor on an earlier line.
        outer = (entries.place if entries.place.line == first.line else first).column - 1
    inner = outer + _STEP
    for key, value in entries.pairs:
        if isinstance(value, Mapping) and value.pairs and value.place.line > key.place.line:
            inner = max(value.place.column - 1, outer + 1)
            break
    return " " * outer, " " * inner


def _round_tripped(addition: Addition) -> str | None:
    """Return the text with the entries put in after ruamel.yaml has written it anew; None where it cannot do so."""
    anew = _written_anew(addition)
    root = compose(anew) if anew is not None else None
    if anew is None or root is None or isinstance(root, Finding):
        return None
    return _inserted(addition._replace(text=anew, read=read_tree(root)))


def _written_anew(addition: Addition) -> str | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.util import load_yaml_guess_indent

    yaml: Any = YAML()
    yaml.preserve_quotes, yaml.width = True, _WIDEST
    outer, inner = _indents(_entries(_root(addition.read)), 0)
    out = StringIO()
    try:
        data, sequence, dash = load_yaml_guess_indent(addition.text.replace("\r\n", "\n"), yaml=yaml)
        yaml.indent(mapping=len(inner) - len(outer), sequence=sequence, offset=dash)
        yaml.dump(data, out)
    except Exception:  # whatever the library cannot hold is not proven
        return None
    result = out.getvalue().replace("\n", line_end(addition.text, len(addition.text)))
    return result if _keeps_remarks(addition.text, result) else None


def _proven(addition: Addition, result: str) -> bool:
    """Tell whether a result reads as all that was there, in its order, and behind it the new entries, empty."""
    root = compose(result)
    if isinstance(root, Finding) or (_is_json(addition.text) and not _is_json(result)):
        return False
    before = _root(addition.read)
    old, new = _entries(before).pairs, _entries(root).pairs
    return (
        _same(_without_members(before), _without_members(root))
        and _same(_mapping(old), _mapping(new[: len(old)]))
        and _blank(read_tree(root), new[len(old) :], [target.id for target in addition.targets])
    )


def _keeps_remarks(text: str, result: str) -> bool:
    """Tell whether all that may be a comment stands in the result too, in the same order."""
    at = 0
    for remark in re.findall(r"#[^\r\n]*", text):
        found = result.find(remark.rstrip(), at)
        if found < 0:
            return False
        at = found + len(remark.rstrip())
    return True


def _blank(read: Read, members: list[tuple[Node, Node]], ids: list[str]) -> bool:
    """Tell whether the members are empty entries of these ids, without a single finding."""
    entries = read.submission.entries if read.submission else {}
    return (
        [key.text for key, _ in members if isinstance(key, Scalar)] == ids
        and all(one in entries and entries[one].empty for one in ids)
        and not {finding.target for finding in read.findings} & set(ids)
    )


def _same(one: Node, other: Node) -> bool:
    """Tell whether two trees say the same, in the same order."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text
    mine, others = _parts(one), _parts(other)
    return (
        type(one) is type(other)
        and len(mine) == len(others)
        and all(_same(a, b) for a, b in zip(mine, others, strict=True))
    )


def _parts(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [part for pair in node.pairs for part in pair]
    return node.items if isinstance(node, Sequence) else []


def _root(read: Read) -> Node:
    """Return the tree that a submission was read from."""
    return _mapping([]) if read.root is None else read.root


def _entries(root: Node) -> Mapping:
    """Return the mapping of the entries; an empty one where there are none."""
    found = [value for key, value in root.pairs if is_entries(key)] if isinstance(root, Mapping) else []
    return found[0] if found and isinstance(found[0], Mapping) else _mapping([])


def _without_members(root: Node) -> Node:
    pairs = root.pairs if isinstance(root, Mapping) else []
    return _mapping([(key, _mapping([]) if is_entries(key) else value) for key, value in pairs])


def _mapping(pairs: list[tuple[Node, Node]]) -> Mapping:
    return Mapping(Place(1, 1), pairs)


def _language(root: Node) -> Lang:
    """Return the language of most of the keys; where both are even, that of the key of the entries."""
    keys = [key.text or "" for key in _keys(root)]
    zh, en = sum(key in KEY_TWINS for key in keys), sum(key in KEYS_ZH for key in keys)
    return "zh" if zh > en or (zh == en and KEYS_ZH["entries"] in keys) else "en"


def _keys(root: Node) -> Iterator[Scalar]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield from (key for key, _ in node.pairs if isinstance(key, Scalar))
        waiting += _parts(node)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
