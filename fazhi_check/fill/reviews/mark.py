"""The hidden sheet of a sheet of reviews: which round it is of, and what the program last wrote into each row.

By the latter it is known whether a cell that the program keeps up to date was changed by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from fazhi_check.round.review_columns import COLUMNS, VERSION
from fazhi_check.source.workbook.book import Sheet

# The columns whose cells the program brings up to date, in their order.
KEPT: Final = tuple(one.key for one in COLUMNS if one.use in ("shown", "hint") and one.key != "no")
_ROWS: Final = "rows"
_LENGTH = 8

Key = tuple[str, str]


class Mark(NamedTuple):
    """Which plan and round it is of, and by unit and task what was written last: a short hash for each of KEPT."""

    plan: str
    round: str
    written: Mapping[Key, tuple[str, ...]]


def hashed(text: str) -> str:
    """Return the short hash of what was written into a cell, whatever blanks and line ends a program makes of it."""
    return hashlib.sha256("".join(text.split()).encode("utf-8")).hexdigest()[:_LENGTH]


def written(texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the hashes of what is written into a row, by the keys of its columns."""
    return tuple(hashed(texts.get(key, "")) for key in KEPT)


def facts(mark: Mark) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the hidden sheet."""
    yield ("tool", "fazhi-check")
    yield ("kind", "reviews")
    yield ("version", VERSION)
    yield ("plan", mark.plan)
    yield ("round", mark.round)
    yield (_ROWS, " ".join(KEPT))
    for (unit, task), hashes in mark.written.items():
        yield (unit, task, " ".join(hashes))


def read_mark(sheet: Sheet) -> Mark:
    """Return what a hidden sheet says, as far as it does."""
    said: dict[str, str] = {}
    rows: dict[Key, tuple[str, ...]] = {}
    keys: list[str] = []
    for cells in (_texts(sheet, row) for row in sorted(sheet.rows)):
        if keys and len(cells) > 2:
            by_key = dict(zip(keys, cells[2].split(), strict=False))
            rows[cells[0], cells[1]] = tuple(by_key.get(key, "") for key in KEPT)
        elif len(cells) > 1:
            said[cells[0]] = cells[1]
            keys = cells[1].split() if cells[0] == _ROWS else keys
    return Mark(said.get("plan", ""), said.get("round", ""), rows)


def _texts(sheet: Sheet, row: int) -> list[str]:
    cells = sheet.rows[row]
    return [cells[column].text if column in cells else "" for column in range(1, max(cells) + 1)]


def mark_of(plan: str, title: str, rows: Iterable[tuple[Key, Mapping[str, str]]]) -> Mark:
    """Return the mark of a sheet with some rows."""
    return Mark(plan, title, {key: written(texts) for key, texts in rows})
