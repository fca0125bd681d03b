"""What to write instead of a slip in the file of a round: by the heads that real ledgers have for the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fazhi_check.findings import Path
from fazhi_check.round.columns import LABELS, REGISTERS, Column
from fazhi_check.round.keys import HEAD_TWINS, LISTS, ROW_TWINS
from fazhi_check.source.hint import Hint, asked
from fazhi_check.submission.advice.dates import of_date
from fazhi_check.submission.advice.values import of_value
from fazhi_check.submission.sheet.signs import head_of, is_person
from fazhi_check.words import Text

_DAYS: Final = frozenset(
    (
        *(one.key for one in LABELS if one.holds == "date"),
        *(column.key for one in REGISTERS for column in one.columns if column.holds == "date"),
    )
)
_MONTHS: Final = ("fixed_on",)  # a month or a year is enough there
_NO_PERSONS: Final = Text(
    "本工具不收个人信息，请删去；要写的写单位", "no personal data belongs here, delete it; name the office"
)
_AS_ROW: Final[Mapping[str, str]] = {
    "units": '- {名称: 天山区, 层级: 县级, 代码: "650102"}',
    "assignments": "- {编号: 3.3.2-07, 牵头单位: 市司法局}",
    "receipts": "- {单位: 天山区, 收到: 2024-01-09}",
}
# English words that people write for a key of a row.
_ENGLISH: Final = {
    "units": {"unit": "name", "title": "name", "parent": "within", "type": "category", "tasks": "assigned"},
    "assignments": {"target": "task", "id": "task", "unit": "lead", "units": "lead", "county": "counties"},
    "receipts": {"name": "unit", "date": "received", "path": "file", "state": "handling", "deadline": "correct_by"},
    "reviews": {"target": "task", "id": "task"},
    "problems": {"target": "task", "id": "no", "problem": "text", "due": "deadline", "number": "ref"},
    "closings": {"target": "task", "id": "no", "state": "decision", "approved_by": "by"},
    "extensions": {"target": "task", "id": "no", "until": "to", "approved_by": "by"},
    "dispatches": {"no": "number", "ref": "number", "type": "kind", "problem": "problems", "due": "reply_by"},
    "notes": {"target": "task", "id": "task", "note": "text", "answer": "text"},
    "entered": {"id": "item", "name": "unit", "number": "cases", "score": "points", "note": "reason"},
}
_HEAD_ENGLISH: Final = {
    "name": "title",
    "date": "as_of",
    "start": "from",
    "since": "from",
    "deadline": "due",
    "unit": "units",
    "members": "units",
    "tasks": "assignments",
    "assignment": "assignments",
    "publisher": "issuer",
}


def key_meant(written: str, meant: Mapping[str, str]) -> Text | None:
    """Return what to write instead of a key: what is `meant` by another word, that persons do not belong here."""
    head = head_of(written)
    if is_person(head):
        return _NO_PERSONS
    found = meant.get(head) or meant.get(written.strip().casefold())
    return asked(found) if found else None


class Adviser:
    """Advice on the keys and values of one list's rows, of the head where `name` is empty (see source.hint.Adviser)."""

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._keys = _keys_of(name) if name else _head_keys()

    def of_key(self, written: str, options: Sequence[str]) -> Text | None:
        """Return what to write instead of a key that does not belong where `options` do."""
        return key_meant(written, self._keys)

    def of_value(self, written: str, path: Path, options: Sequence[str] = ()) -> Hint | None:
        """Return what to write instead of a value at a path of a row, where `options` are keys of what belongs there."""
        if not path:
            sample = _AS_ROW.get(self._name)
            return Hint(Text(f"一行写成 {sample}", f"write a row as {sample}"), whole=True) if sample else None
        key = str(path[-1])
        if path == ("node",):
            return _of_nodes(written)
        if key in _DAYS or path[0] == "node":
            return of_date(written, by_day=key not in _MONTHS)
        return of_value(written, (key,)) if key in ("level", "code") else self._of_word(written.strip(), key)

    def _of_word(self, written: str, key: str) -> Hint | None:
        """Return the one fixed word of a key that a word is a part of, or that is a part of it: 提醒函, 已受理了."""
        choices = next((one.choices for one in _columns(self._name) if one.key == key and not one.several), ())
        near = [one for one in choices if written and (written in one or one in written)]
        return Hint(asked(near[0])) if len(near) == 1 else None


def _of_nodes(written: str) -> Hint | None:
    """Return nodes as they are to be written, where their days and stages are certain: 20241231 完成."""
    from fazhi_check.round.given import meant_nodes

    meant = meant_nodes(written)
    return Hint(Text(f"应写 {meant}", f"write {meant}"), whole=True) if meant else None


def _keys_of(name: str) -> dict[str, str]:
    """Return by other words for the keys of a list's rows what each is called there."""
    aliases = {alias: column.head for column in _columns(name) for alias in column.aliases}
    return {**_ENGLISH[name], **{alias: head for alias, head in aliases.items() if alias not in ROW_TWINS[name]}}


def _columns(name: str) -> Sequence[Column]:
    return next((one.columns for one in REGISTERS if one.list == name), ())


def _head_keys() -> dict[str, str]:
    """Return by other words for the keys at the top of a round what each is called."""
    labels = {alias: label.word for label in LABELS for alias in label.aliases if alias not in HEAD_TWINS}
    lists = {alias: LISTS[one.list][0] for one in REGISTERS for alias in (one.name, *one.aliases)}
    known = {word for words in LISTS.values() for word in words}
    return {**_HEAD_ENGLISH, **labels, **{alias: zh for alias, zh in lists.items() if alias not in known}}
