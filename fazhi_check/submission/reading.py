"""A text to a submission: the quick way for plain texts, the exact way for all others, one form for both.

Every entry is filled in on its own where anything is wrong, so that a slip in one leaves the others usable.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq
from types import MappingProxyType
from typing import Any

from pydantic_core import ValidationError

from fazhi_check.findings import Finding, Found, Path, Place, Unusable, in_order
from fazhi_check.sanitize import suspicious
from fazhi_check.source.form import Shape, is_aside, shown, text_of, without_asides
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.plain.data import Data
from fazhi_check.source.plain.grammar import NotPlain
from fazhi_check.source.plain.reader import DataReader
from fazhi_check.source.yaml import compose
from fazhi_check.submission.kinds import misplaced
from fazhi_check.submission.places import FORM, READY, LinePlaces, Places, TreePlaces, entries_of, is_entries
from fazhi_check.submission.records import Entry, Evidence, Origin, Record, Submission, Unit
from fazhi_check.submission.schema import keys_of, validator
from fazhi_check.words import KEY_TWINS, KEYS_ZH, Term, Text

read_data = DataReader(KEY_TWINS).read
# Mappings whose keys are free: these are no keys of the form, whatever they are called.
_FREE = ("by_unit", "by_year")
# What stands below a key of the form, where that is a record of its own.
_INNER: dict[str, type[Record]] = {"unit": Unit, "source": Origin, "evidence": Evidence}


class Read:
    """A submission as read: the records as far as its head is whole, and what is wrong with its form.

    `found` has what is wrong with values, each under its code, `noticed` what the readers saw themselves (keys that
    stand twice). `ids` are those of all entries, `plan` the plan that is named, also where the rest cannot be used.
    A text may be `suspicious`: something that does not belong there may stand in it. Its `root` is there where the
    whole was read as a tree, its `text` where it was read from one. `numbered` are the cells of a sheet in which an id
    should stand and a number does, `titled` those of ids with what the sheet calls their targets.
    """

    __slots__ = (
        "found",
        "ids",
        "noticed",
        "numbered",
        "places",
        "plan",
        "root",
        "submission",
        "suspicious",
        "text",
        "titled",
    )

    def __init__(self, places: Places, ids: tuple[str, ...] = (), root: Node | None = None, text: str = "") -> None:
        self.places, self.ids, self.root, self.text = places, ids, root, text
        self.submission: Submission | None = None
        self.found: list[tuple[str, Found]] = []
        self.noticed: list[Finding] = []
        self.numbered: Seq[tuple[Place, str]] = ()
        self.titled: Seq[tuple[Place, str, str]] = ()
        self.plan: str | None = None
        self.suspicious = False

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the form, with places. Raises Refused."""
        return in_order([*self.noticed, *(one.placed(code, self.places.of(one)) for code, one in self.found)])

    def written(self, found: Found) -> str:
        """Return the text of a value as it was written, without quotes around it; of a text its line from there on."""
        if self.root is not None:
            return text_of(FORM.find(self.root, found.path)[1])
        place = self.places.of(found)
        return self.text.split("\n")[place.line - 1][place.column - 1 :].lstrip("\"'")


class UnusableSubmission(Unusable):
    """A file from which no submission can be read; `findings` say why."""


def read_submission(text: str, limits: Limits = DEFAULT, json: bool = False) -> Read | Finding:
    """Return what a text says, or the finding for which it cannot be read at all; a `json` one must be JSON."""
    quick = read_quickly(text, limits) if not json or text[:1] == "{" else None
    return quick or read_exactly(text, limits, json)


def read_quickly(text: str, limits: Limits = DEFAULT) -> Read | None:
    """Return what a plain text says; None for one that only the exact way can vouch for."""
    try:
        data = read_data(text, limits)
        settled = _settled(data)
    except NotPlain:
        return None
    read = Read(LinePlaces(text, data, limits), tuple(settled["entries"]), text=text)
    try:
        read.submission = validator(Submission).validate_python(settled)
        read.plan = read.submission.plan
    except ValidationError:
        entries, settled["entries"] = settled["entries"], {}
        _fill(read, settled, entries)
    return read


def read_exactly(text: str, limits: Limits = DEFAULT, json: bool = False) -> Read | Finding:
    """Return what a text says, read as a tree, or the finding for which it cannot be read at all."""
    root = compose(text, limits, json)
    if isinstance(root, Finding):
        return root
    return _nothing_in(text) or misplaced(root, "submission") or read_tree(root, text)


def _nothing_in(text: str) -> Finding | None:
    """Return the finding FZ101 for a text without content: that is one thing to say, not all the keys it lacks."""
    written = [line for line in map(str.strip, text.split("\n")) if line not in ("", "---", "...")]
    if not all(line.startswith("#") for line in written):
        return None
    why = (
        Text(
            "里面只有注释；把要填的各行行首的“#”删去",
            "it holds only comments: delete the # before the lines to be filled in",
        )
        if written
        else Text(
            "文件是空的；可用 fazhi-check init 生成填报模板", "it is empty; fazhi-check init writes a form to fill in"
        )
    )
    return Finding("FZ101", None, {"why": why})


def read_tree(root: Node, text: str = "") -> Read:
    """Return the submission in the tree of a text."""
    root = _emptied(root)
    head = _without_entries(without_asides(root))
    read = Read(TreePlaces(root), root=root, text=text)
    read.noticed, read.suspicious = list(FORM.duplicates(head)), _suspicious(root)
    repeated: dict[str, set[Path]] = {"": set()}
    data = FORM.plain(head, repeated=repeated[""])
    _fill(read, data, _entries(read, repeated), repeated)
    return read


def _settled(data: Data) -> dict[str, Any]:
    """Return the data as what its form makes of it: a key with nothing is left out, an entry with nothing is empty.

    Raises NotPlain where that is not certain.
    """
    root, entries = data.root, data.root.get("entries", NotPlain)
    for key in [key for key in root if is_aside(key)]:
        del root[key]
    if entries is None:
        entries = root["entries"] = {}
    if entries.__class__ is not dict:
        raise NotPlain
    _refuse_names(entries)
    _refuse_names(root.get("self_points"))
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
    _leave_out_lines(data)
    return root


def _leave_out_lines(data: Data) -> None:
    """Leave out the pieces of evidence that nobody filled in."""
    blank: dict[int, set[str]] = {}
    for mapping, key in data.nulls:
        if mapping.keys() <= READY.filled.keys():
            blank.setdefault(id(mapping), set()).add(key)
    if not blank:
        return
    for entry in data.root["entries"].values():
        lines = entry.get("evidence") if entry.__class__ is dict else None
        if lines.__class__ is list:
            entry["evidence"] = [
                one for one in lines if id(one) not in blank or not READY.unfilled(one, blank[id(one)])
            ]


def _refuse_names(free: Any) -> None:
    """Refuse a key of the form where keys are free: it may have been written otherwise."""
    if free.__class__ is dict and not KEYS_ZH.keys().isdisjoint(free):
        raise NotPlain


def _leave_out(mapping: dict[str, Any], key: str) -> None:
    """Leave out a key of the form that has no value; any other is to be told."""
    if key not in KEYS_ZH:
        raise NotPlain
    del mapping[key]


def _fill(
    read: Read, head: Any, entries: Map[str, Any], repeated: Map[str, Collection[Path]] = MappingProxyType({})
) -> None:
    """Fill in a submission part by part and note all that is wrong: its head, whose entries are empty, then each entry.

    Keys that stand twice are told already: `repeated` has their paths by entry, those of the head under "".
    """
    read.plan = _named_plan(head)
    filled = FORM.fill(_shape(Submission, read.suspicious), head, repeated=repeated.get("", ()))
    read.found += filled.found
    made: dict[str, Entry] = {}
    for target, data in entries.items():
        entry = FORM.fill(_shape(Entry, read.suspicious), data, Term(target, target), repeated.get(target, ()))
        read.found += [
            (code, one._replace(path=("entries", target, *one.path), target=target)) for code, one in entry.found
        ]
        if entry.model:
            made[target] = entry.model
    if filled.model:
        read.submission = filled.model.replace(entries=made)


def _named_plan(head: Any) -> str | None:
    plan = head.get("plan") if isinstance(head, dict) else None
    return plan if isinstance(plan, str) else None


def _shape(record: type[Any], masked: bool) -> Shape[Any]:
    return Shape(validator(record, masked).validate_python, lambda path: _keys_at(record, path))


def _keys_at(record: type[Record], path: Path) -> tuple[str, ...]:
    """Return the keys that belong at a path inside a record."""
    for part in path:
        record = _INNER.get(str(part), record)
    return keys_of(record)


def _entries(read: Read, repeated: dict[str, set[Path]]) -> dict[str, Any]:
    """Return the data of each entry by its id, and note ids that are none or stand twice; of two the first counts."""
    found: dict[str, Any] = {}
    node = entries_of(read.root)
    for key, value in node.pairs:
        target = text_of(key)
        if not isinstance(key, Scalar):
            read.noticed.append(_no_id(key))
        elif run_on := _RUN_ON.match(target):
            read.noticed.append(_run_on(key, run_on))
        elif target not in found:
            repeated[target] = set()
            found[target] = FORM.plain(_emptied(value), repeated=repeated[target])
            read.noticed += [one._replace(target=target) for one in FORM.duplicates(value)]
    read.noticed += [one._replace(target=str(one.data["key"])) for one in FORM.duplicate_keys(node, free=True)]
    read.ids = tuple(found)
    return found


# An id and the brace after it without a blank between: YAML takes all up to the next colon for the key.
_RUN_ON = re.compile(r"(\d+(?:\.\d+)+-\d+)( *[:：]? *)[{｛]")


def _run_on(key: Node, found: re.Match[str]) -> Finding:
    place = key.place._replace(column=key.place.column + found.start(2))
    slip = Text(
        f"编号后面要写半角冒号加一个空格：{found[1]}: {{…}}",
        f"write a colon and a blank after the id: {found[1]}: {{...}}",
    )
    return Finding("FZ103", place, {"slip": slip}, found[1])


def _no_id(key: Node) -> Finding:
    advice = Text("编号应是单个值，例如 3.3.2-01", "an id is a single value, e.g. 3.3.2-01")
    return Finding("FZ203", key.place, {"key": FORM.name("entries"), "value": shown(key), "advice": advice})


def _without_entries(root: Node) -> Node:
    """Return the root with its entries emptied: they are filled in one by one. `entries:` with nothing is empty."""
    if not isinstance(root, Mapping):
        return root
    pairs = [(key, _bare(value) if is_entries(key) else value) for key, value in root.pairs]
    return Mapping(root.place, pairs)


def _bare(entries: Node) -> Node:
    return Mapping(entries.place) if isinstance(entries, Mapping) else _emptied(entries)


def _emptied(value: Node) -> Node:
    """Return a value, where it is nothing an empty mapping."""
    return Mapping(value.place) if isinstance(value, Scalar) and value.text is None else value


def _suspicious(root: Node) -> bool:
    """Tell whether something that does not belong there may stand in the texts of a tree."""
    written = "\n".join(_texts(root))
    return suspicious(written, written.split("\n"))


def _texts(root: Node) -> Iterator[str]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node.text or ""
        elif isinstance(node, Sequence):
            waiting.extend(node.items)
        else:
            waiting.extend(part for pair in node.pairs for part in pair)
