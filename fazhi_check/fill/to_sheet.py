"""A submission as a workbook: the form with all that was given filled in, and what a sheet reads otherwise than a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fazhi_check.fill.content import Change, asides, called, data_of
from fazhi_check.fill.left import Loss
from fazhi_check.fill.workbook.book import form
from fazhi_check.fill.written import Data
from fazhi_check.findings import Found, Path
from fazhi_check.plan.model import Plan
from fazhi_check.sanitize import INVISIBLE
from fazhi_check.source.form import text_of
from fazhi_check.submission.places import Places
from fazhi_check.submission.reading import Read
from fazhi_check.submission.records import Record, Submission
from fazhi_check.submission.sheet.cells import is_nothing
from fazhi_check.words import Text

# How much text a cell of a sheet holds, in units of UTF-16: a limit of the file format.
_MOST: Final = 32_767
_BLANKS: Final = re.compile(rf"\s|{INVISIBLE.pattern}")
_NEVER: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")

_EMPTY: Final = Text("表格里这样写等于没填", "in a sheet this counts as empty")
_SIGNS: Final = Text(
    "首尾的空格、回车符和看不见的控制字符不保留，其余照写",
    "blanks at its ends, carriage returns and invisible characters are not kept, the rest is",
)
_LONG: Final = Text("超过一个单元格能放的 32767 字", "it is longer than the 32,767 characters that a cell holds")


def as_sheet(said: Submission, plan: Plan) -> bytes:
    """Return the workbook of a submission. Raises ImportError where it cannot be written here, TooLong."""
    clean: Submission = _clean(said)
    return form(plan, clean.unit, clean.as_of, submission=clean)


def _clean(value: Any) -> Any:
    """Return a record with its texts freed of what XML cannot hold: it would stand there as _x001F_."""
    if isinstance(value, Record):
        return value.replace(**{name: _clean(one) for name, one in value.given.items()})
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return tuple(map(_clean, value))
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    return _NEVER.sub("", value) if isinstance(value, str) else value


def too_long(said: Submission, plan: Plan, places: Places) -> list[Loss]:
    """Return the texts that no cell holds."""
    texts = _texts(data_of(said, plan, "en"))
    return [
        Loss(called(path, text, _LONG), places.of(Found(path=path)))
        for path, text in texts
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * _MOST
    ]


def reason_of(change: Change) -> Text | None:
    """Return why something stands otherwise in a sheet than in a text; None where that is no matter of writing."""
    old, new = change.old, change.new
    if new is None and all(is_nothing(_BLANKS.sub("", text)) for _, text in _texts(old)):
        return _EMPTY  # an entry in which nothing but such texts stands is none
    if isinstance(old, str) and isinstance(new, str) and _BLANKS.sub("", old) == _BLANKS.sub("", new):
        return _SIGNS
    return None


def culprits(change: Change) -> Iterator[Change]:
    """Yield the texts in what is not kept that no sheet would take for content; else the whole of it."""
    found = [
        Change(path, text, None) for path, text in _texts(change.old, change.path) if reason_of(Change((), text, None))
    ]
    yield from found or [change]


def left_of_head(read: Read) -> Iterator[Loss]:
    """Yield the keys at the top of a text that a sheet has no place for: that of a schema, those that begin with x-."""
    for key in asides(read.root):
        yield Loss(Text(f"键 {text_of(key)}", f"the key {text_of(key)}"), key.place)


def _texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(value, (*path, str(key)))
    else:
        for number, item in enumerate(data or ()):
            yield from _texts(item, (*path, number))
