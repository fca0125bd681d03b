"""The notes on columns that were not read: by their heads, never by their content, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.findings import Finding, Place, letters_of
from fazhi_check.guess import closest
from fazhi_check.source.workbook.book import Sheet
from fazhi_check.submission.advice.keys import meant_by
from fazhi_check.submission.sheet.columns import COLUMN_OF, COLUMNS, DOUBTFUL, PLAIN_HEADS, Column
from fazhi_check.submission.sheet.grid import Grid, One
from fazhi_check.submission.sheet.signs import head_of
from fazhi_check.words import Text

_MOST_LISTED = 5
_HEADS: Mapping[str, Column] = {column.head: column for column in COLUMNS}
_OF_KEY: Mapping[tuple[str, str], str] = {(column.use, column.key): column.head for column in reversed(COLUMNS)}


class _Unread(NamedTuple):
    """A column that was not read: its head with its letters, where that stands, and what to do about it if anything."""

    name: Text
    place: Place
    advice: Text | None = None


def remarks(tables: Sequence[Grid[One]]) -> Iterator[Finding]:
    """Yield a note on the cells of each table that carry notes of people; those of the heads are the form's own."""
    for table in tables:
        cells = [table.place(*one) for one in table.sheet.remarks if one[0] != table.head]
        if cells:
            first = [one.cell for one in cells[:_MOST_LISTED]]
            more = len(cells) > len(first)
            what = Text(
                f"批注 {len(cells)} 处没有读取（{'、'.join(first)}{'等' if more else ''}）；要报的内容写进格子里",
                f"notes on cells, which are not read: {len(cells)} ({', '.join(first)}{' and others' if more else ''});"
                " write in the cells what is to be reported",
            )
            yield Finding("FZ108", cells[0], {"what": what})


def columns(tables: Sequence[Grid[One]], advise: Callable[[str, Grid[One]], Text | None]) -> Iterator[Finding]:
    """Yield a note on each column that may have been meant for one of the table's, and one on all others of each kind.

    `advise` says which head to write instead of one that is not known, None where none may be meant.
    """
    unknown = [one for table in tables for one in _unread(table, table.unknown, advise)]
    for one in unknown:
        if one.advice:
            zh, en = one.name
            what = Text(f"这一列没有读取：{zh}；{one.advice.zh}", f"the column {en} was not read: {one.advice.en}")
            yield Finding("FZ108", one.place, {"what": what})
    others = [one for one in unknown if one.advice is None]
    yield from _together(others, "这些列没有读取：{}", "columns that were not read: {}")
    persons = [one for table in tables for one in _unread(table, table.persons, lambda *_: None)]
    yield from _together(persons, "涉及个人的列不读取、不保留：{}", "columns of persons are neither read nor kept: {}")


def _together(columns: list[_Unread], zh: str, en: str) -> Iterator[Finding]:
    if columns:
        names = list(dict.fromkeys(one.name for one in columns))
        what = Text(zh.format("、".join(name.zh for name in names)), en.format(", ".join(name.en for name in names)))
        yield Finding("FZ108", columns[0].place, {"what": what})


def _unread(
    table: Grid[One], columns: Mapping[int, str], advise: Callable[[str, Grid[One]], Text | None]
) -> Iterator[_Unread]:
    """Yield the columns that hold anything, without those that only count or part the rows."""
    for number, head in columns.items():
        if head not in PLAIN_HEADS and _holds_any(table, number):
            letters = letters_of(number)
            name = Text(f"{head}（{letters} 列）", f"{head} ({letters})")
            yield _Unread(name, table.place(table.head, number), advise(head, table))


def _holds_any(table: Grid[One], column: int) -> bool:
    return any(row > table.head and column in cells for row, cells in table.sheet.rows.items())


def advised(head: str, table: Grid[Column]) -> Text | None:
    """Return which head to write where one may be meant: one of two, a slip of one, or another word for one."""
    if head in DOUBTFUL:
        return DOUBTFUL[head]
    meant = closest(head, COLUMN_OF) or ""
    likely = COLUMN_OF[meant].head if meant else _by_key(head)
    if likely is None or _HEADS[likely] in table.columns.values():
        return None
    return meant_head(likely)


def meant_head(likely: str) -> Text:
    """Return the question whether another head was meant, and what to do then."""
    return Text(
        f"是不是“{likely}”？要读取，就把表头改成“{likely}”", f"did you mean {likely}? Then write that as its head"
    )


def sheets(left: Sequence[Sheet], main: str | None = None) -> Finding:
    """Return one note on sheets that were not read though they hold something; copies of `main` are named as such."""
    names = [sheet.name for sheet in left]
    copies = [name for name in names if main and head_of(name) == main]
    zh = f"；{'、'.join(copies)}是“{main}”的副本，有用的内容移到“{main}”里" if copies else ""
    what = Text(f"这些工作表没有读取：{'、'.join(names)}{zh}", f"sheets that were not read: {', '.join(names)}")
    return Finding("FZ108", Place(min(left[0].rows), 1, names[0]), {"what": what})


def pictures(number: int, place: Place) -> Finding:
    """Return one note on the pictures in a workbook."""
    zh = f"工作簿里有 {number} 张图片，没有读取；图片里要报的内容写成文字"
    return Finding("FZ108", place, {"what": Text(zh, f"pictures, which are not read: {number}")})


def _by_key(head: str) -> str | None:
    """Return the head of the key that a word may stand for, as people use it in texts."""
    for place in ("entry", "evidence"):
        key = meant_by(head, place)
        if key and (place, key) in _OF_KEY:
            return _OF_KEY[place, key]
    return None
