"""A submission written in another form: what it says stays the same, and what the other form cannot hold is named.

Whatever is written is read again before anybody gets it, and held against what there was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.examine import with_body
from fazhi_check.fill.content import Change, called, changes, data_of, whole
from fazhi_check.fill.left import Loss, left_of_book, left_of_text
from fazhi_check.fill.written import as_json, as_yaml
from fazhi_check.findings import Finding, Found
from fazhi_check.plan.model import Plan
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
    """Return a submission in another form, texts with keys in one language.

    Raises NotKept, and ImportError where a workbook cannot be written here.
    """
    said = whole(given.read, given.submission, given.plan)
    if kind == "xlsx":
        return _as_workbook(given, said)
    data = data_of(said, given.plan, keys, given.read.root)
    text = as_json(data) if kind == "json" else as_yaml(data)
    found = _changed(given, said, read_exactly(text, json=kind == "json"))
    if found:
        raise NotKept([_loss(given, one) for one in found])
    return Converted(text.encode("utf-8"), list(_left_behind(given)))


def _as_workbook(given: Given, said: Submission) -> Converted:
    from fazhi_check.fill import to_sheet
    from fazhi_check.submission.sheet.reading import read_workbook

    long = to_sheet.too_long(said, given.plan, given.read.places)
    if long:
        raise NotKept(long)
    raw = to_sheet.as_sheet(said, given.plan)
    found = _changed(given, said, read_workbook(raw))
    losses = [_loss(given, one, to_sheet.reason_of(one)) for one in found]
    unkept = [one for one in found if to_sheet.reason_of(one) is None]
    if unkept:
        raise NotKept([_loss(given, one, to_sheet.reason_of(one)) for bad in unkept for one in to_sheet.culprits(bad)])
    return Converted(raw, [*losses, *to_sheet.left_of_head(given.read), *_left_behind(given)])


def _changed(given: Given, said: Submission, read: Read | Finding) -> list[Change]:
    """Return where what was written reads otherwise than what was given. Raises NotKept where it cannot be read."""
    if isinstance(read, Finding) or read.submission is None:
        raise NotKept([])
    again = with_body(read.submission, given.plan)
    return list(differences(said, whole(read, again, given.plan), given.plan))


def differences(one: Submission, other: Submission, plan: Plan) -> Iterator[Change]:
    """Yield where two submissions do not say the same."""
    return changes(data_of(one, plan, "en"), data_of(other, plan, "en"))


def _loss(given: Given, change: Change, why: Text | None = None) -> Loss:
    path = change.path
    return Loss(called(path, change.old, why), given.read.places.of(Found(path=path, on_key=len(path) == 2)))


def _left_behind(given: Given) -> Iterator[Loss]:
    """Yield what of a submission no other form holds."""
    if isinstance(given.content, bytes):
        notes = (one for one in given.read.findings if one.code == "FZ108")
        yield from (Loss(Text(one.message("zh"), one.message("en")), one.place, told=True) for one in notes)
        yield from left_of_book(given.content)
    elif given.kind == "yaml":
        yield from left_of_text(given.content)
