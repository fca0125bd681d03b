"""A submission written in another form: what it says stays the same, and what the other form cannot hold is named.

Whatever is written is read again before anybody gets it, and held against what there was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.fill.content import Change, changes, data_of, whole
from fazhi_check.fill.left import Loss, left_of_book, left_of_text
from fazhi_check.fill.written import as_json, as_yaml
from fazhi_check.findings import Finding, Found, Path, Place
from fazhi_check.plan.model import Plan
from fazhi_check.source.form import shown
from fazhi_check.source.nodes import Scalar
from fazhi_check.submission.places import FORM
from fazhi_check.submission.reading import Read, read_exactly
from fazhi_check.submission.records import Submission
from fazhi_check.words import Lang, Text

Kind: TypeAlias = Literal["yaml", "json", "xlsx"]


class Given(NamedTuple):
    """A submission as it was read, of the `kind` that its file is, with its plan."""

    kind: Kind
    content: str | bytes
    read: Read
    submission: Submission
    plan: Plan


class Converted(NamedTuple):
    """The new file, and what of the old one is not in it."""

    raw: bytes
    losses: list[Loss]


class NotKept(ValueError):
    """What would be written does not say what was given; `losses` name it, if it is known."""

    def __init__(self, losses: list[Loss]) -> None:
        super().__init__(losses)
        self.losses = losses


def converted(given: Given, kind: Kind, keys: Lang) -> Converted:
    """Return a submission in another form, texts with keys in one language. Raises NotKept."""
    said = whole(given.read, given.submission, given.plan)
    data = data_of(said, given.plan, keys, given.read.root)
    text = as_json(data) if kind == "json" else as_yaml(data)
    _prove_text(given, said, text, kind)
    return Converted(text.encode("utf-8"), list(_left_behind(given)))


def _prove_text(given: Given, said: Submission, text: str, kind: Kind) -> None:
    read = read_exactly(text, json=kind == "json")
    if isinstance(read, Finding) or read.submission is None or read.findings:
        raise NotKept([])
    _prove(given, said, whole(read, read.submission, given.plan))


def _prove(given: Given, said: Submission, again: Submission) -> None:
    found = [Loss(_named(one), _place(given, one.path)) for one in differences(said, again, given.plan)]
    if found:
        raise NotKept(found)


def differences(one: Submission, other: Submission, plan: Plan) -> Iterator[Change]:
    """Yield where two submissions do not say the same."""
    return changes(data_of(one, plan, "en"), data_of(other, plan, "en"))


def _named(change: Change) -> Text:
    """Return how what differs is called: its key, and the value where it is a single one."""
    names = [part for part in change.path if isinstance(part, str)]
    key = FORM.name(names[-1])
    if not isinstance(change.old, str):
        return Text(key.zh, key.en)
    value = str(shown(Scalar(Place(1, 1), " ".join(change.old.split()))))
    return Text(f"{key.zh}“{value}”", f'{key.en} "{value}"')


def _place(given: Given, path: Path) -> Place:
    return given.read.places.of(Found(path=path))


def _left_behind(given: Given) -> Iterator[Loss]:
    """Yield what of a submission no other form holds."""
    if isinstance(given.content, bytes):
        yield from (Loss(_what(one), one.place) for one in given.read.findings if one.code == "FZ108")
        yield from left_of_book(given.content)
    elif given.kind == "yaml":
        yield from left_of_text(given.content)


def _what(note: Finding) -> Text:
    """Return what a note on a sheet says was not read."""
    what = note.data["what"]
    return what if isinstance(what, Text) else Text(str(what), str(what))
