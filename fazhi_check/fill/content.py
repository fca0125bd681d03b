"""What a submission says, as data to be written out again: in the plan's order, with keys in either language.

Two submissions say the same where their data is equal: what was left blank is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from fazhi_check.examine import with_body
from fazhi_check.fill.written import Data
from fazhi_check.findings import Path, Place
from fazhi_check.plan.model import Plan, Standing
from fazhi_check.source.dates import Span
from fazhi_check.source.form import is_aside, shown, text_of, without_asides
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar
from fazhi_check.source.numbers import Amount
from fazhi_check.source.scalars import Bare
from fazhi_check.submission.places import FORM
from fazhi_check.submission.reading import Read
from fazhi_check.submission.records import Entry, Portion, Record, Stage, Submission
from fazhi_check.submission.schema import keys_of, validator
from fazhi_check.words import EVIDENCE_KINDS, KEYS_ZH, LEVELS, STATUSES, STATUSES_OF_DUTIES, Lang, Text

Words: TypeAlias = Mapping[str, Mapping[str, Text]]
# How the fixed values of a key are written in each language.
_WORDS = {
    name: {value: Text(text.zh, value) for value, text in words.items()}
    for name, words in (("status", STATUSES), ("level", LEVELS), ("kind", EVIDENCE_KINDS))
}
_YES, _NO = Text("是", "true"), Text("否", "false")
_OF_DUTIES = {value: Text(text.zh, value) for value, text in STATUSES_OF_DUTIES.items()}


def whole(read: Read, submission: Submission, plan: Plan) -> Submission:
    """Return a submission as it was written, personal numbers too: records that a check works with have them masked."""
    if not read.suspicious or read.root is None:
        return submission
    data = FORM.plain(without_asides(read.root))
    data.setdefault("entries", {})
    for target in read.ids:
        data["entries"].setdefault(target, {})
    made: Submission = validator(Submission).validate_python(data)
    return with_body(made, plan)


def data_of(submission: Submission, plan: Plan, lang: Lang, root: Node | None = None) -> dict[str, Data]:
    """Return what was given, its entries in the plan's order, those that the plan does not know behind them.

    An entry with nothing in it is left out where the plan knows its id. The keys of the text's `root` that say
    nothing of its content, where one is given, come first, as they were.
    """
    return {**_asides(root), **_Writer(plan, lang).submission(submission)}


class _Writer:
    """Makes data of records, with keys and fixed values in one language."""

    def __init__(self, plan: Plan, lang: Lang) -> None:
        self._plan, self._lang = plan, lang
        self._words = {**_WORDS, "body": {body: Text(name, body) for body, name in plan.bodies.items()}}

    def submission(self, record: Submission) -> dict[str, Data]:
        own = {} if record.self_points else {"self_points": ()}
        head = self._record(record.replace(entries={}, **own), self._words)
        order = self._plan.order
        known = sorted((one for one in record.entries if one in order), key=order.__getitem__)
        written = [one for one in known if not record.entries[one].empty]
        unknown = [one for one in record.entries if one not in order]
        entries: dict[str, Data] = {Bare(one): self._entry(one, record.entries[one]) for one in [*written, *unknown]}
        return {**head, self._key("entries"): entries}

    def _entry(self, target: str, entry: Entry) -> dict[str, Data]:
        asked = self._plan.by_id.get(target)
        duty = asked is not None and isinstance(asked.measure, Standing)
        return self._record(entry, {**self._words, "status": _OF_DUTIES} if duty else self._words)

    def _record(self, record: Record, words: Words) -> dict[str, Data]:
        """Return the fields that were given, in the order of the form; `words` are what fixed values are called."""
        given = {name: record.given[name] for name in keys_of(type(record)) if record.given.get(name, ()) != ()}
        return {self._key(name): self._value(name, value, words) for name, value in given.items()}

    def _value(self, name: str, value: Any, words: Words) -> Data:
        if isinstance(value, Record):
            return self._record(value, words)
        if isinstance(value, str):
            return self._word(words[name][value]) if value in words.get(name, ()) else value
        if isinstance(value, tuple) and not isinstance(value, Amount | Stage | Portion | Span):
            return [self._record(one, words) for one in value]
        if isinstance(value, Mapping):
            parts = sorted(value.items()) if name == "by_year" else value.items()
            return {_name(one): self._value(name, inner, words) for one, inner in parts}
        if isinstance(value, bool | Stage):
            word = _YES if value is True else _NO if value is False else _WORDS["status"][value.status]
            return self._word(word)
        return Bare(value.isoformat() if isinstance(value, date) else value.text)

    def _word(self, word: Text) -> Bare:
        return Bare(word.zh if self._lang == "zh" else word.en)

    def _key(self, name: str) -> str:
        return KEYS_ZH[name] if self._lang == "zh" else name


def _name(key: str | int) -> str:
    """Return the name of a part: a unit's is a text, a year a number."""
    return Bare(key) if isinstance(key, int) else key


def _asides(root: Node | None) -> dict[str, Data]:
    pairs = root.pairs if isinstance(root, Tree) else []
    return {text_of(key): _as_data(value) for key, value in pairs if is_aside(text_of(key))}


def asides(root: Node | None) -> list[Node]:
    """Return the keys at the top of a text that say nothing of its content."""
    pairs = root.pairs if isinstance(root, Tree) else []
    return [key for key, _ in pairs if is_aside(text_of(key))]


def _as_data(node: Node) -> Data:
    if isinstance(node, Scalar):
        return None if node.text is None else Bare(node.text)
    if isinstance(node, Tree):
        return {Bare(text_of(key)): _as_data(value) for key, value in node.pairs}
    return [_as_data(item) for item in node.items]


class Change(NamedTuple):
    """Where two submissions differ: the path, what stands there in the one and in the other, None where nothing does."""

    path: Path
    old: Data
    new: Data


def changes(old: Data, new: Data, path: Path = ()) -> Iterator[Change]:
    """Yield where data differs, each time as deep down as it does."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from changes(old.get(key), new.get(key), (*path, str(key)))
    elif _listed(old) and _listed(new) and len(old) == len(new):  # type: ignore[arg-type]
        for number, (one, other) in enumerate(zip(old, new, strict=True)):  # type: ignore[arg-type]
            yield from changes(one, other, (*path, number))
    elif old != new:
        yield Change(path, old, new)


def called(path: Path, data: Data, why: Text | None = None) -> Text:
    """Return how what stands at a path is called: its key, the value where it is a single one, and what is said of it."""
    key = FORM.name(next(part for part in reversed(path) if isinstance(part, str)))
    zh, en = key.zh, key.en
    if isinstance(data, str):
        value = str(shown(Scalar(Place(1, 1), " ".join(data.split()))))
        zh, en = f"{zh}“{value}”", f'{en} "{value}"'
    return Text(f"{zh}：{why.zh}", f"{en}: {why.en}") if why else Text(zh, en)


def _listed(data: Data) -> bool:
    return isinstance(data, Sequence) and not isinstance(data, str)
