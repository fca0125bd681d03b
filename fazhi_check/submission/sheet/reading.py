"""A workbook to a submission: its sheets become the tree that the same content would give as YAML, with cells as places.

So everything that is said of a text is said of a sheet, by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi_check.findings import Finding
from fazhi_check.source.composer import Refused
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.workbook.book import Book, Sheet
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.submission.kinds import misplaced_book
from fazhi_check.submission.reading import Read, read_tree
from fazhi_check.submission.sheet.columns import COLUMN_OF, COLUMNS, LABEL_OF, MAIN, NOTES, Column
from fazhi_check.submission.sheet.entries import Entries
from fazhi_check.submission.sheet.grid import Grid, heads_in
from fazhi_check.submission.sheet.head import Above, head_tree
from fazhi_check.submission.sheet.own_points import OwnPoints, points_table
from fazhi_check.submission.sheet.parts import part_table, read_parts
from fazhi_check.submission.sheet.signs import head_of
from fazhi_check.submission.sheet.tables import Table, find_table
from fazhi_check.words import KEY_TWINS, Text

_OURS = "_fazhi"  # how the names of hidden sheets begin that the program writes for itself


class Tables(NamedTuple):
    """The tables of a book from which a submission is read, those of numbers by unit and year, and all other sheets.

    `own` are those of points that the unit gives itself.
    """

    main: list[Table]
    parts: list[Table]
    left: list[Sheet]
    own: list[Grid[Column]]


def read_workbook(raw: bytes, limits: Limits = DEFAULT, name: str = "") -> Read | Finding:
    """Return what a workbook says, or the finding for which it cannot be read at all."""
    book = read_book(raw, limits, name)
    return book if isinstance(book, Finding) else read_sheets(book, limits)


def read_sheets(book: Book, limits: Limits = DEFAULT) -> Read | Finding:
    """Return the submission that stands in a book.

    FZ101 where none of its sheets has a table of one, FZ105 where it holds more than `limits` allow a text.
    """
    try:
        return _read(book, limits)
    except Refused as refused:
        return refused.finding


def _read(book: Book, limits: Limits) -> Read | Finding:
    fault = misplaced_book([sheet.name for sheet in book.sheets], "submission")
    if fault:
        return fault
    tables = _sorted(book)
    if not tables.main:
        return Finding("FZ101", None, {"why": _no_table(book)})
    first, above, entries = tables.main[0], Above(tables.main, LABEL_OF), Entries(limits)
    for table in tables.main:
        entries.read(table)
    for table in tables.parts:
        read_parts(table, entries)
    fallback = first.place(first.head, first.id_column)
    root = head_tree(above, fallback)
    root.pairs.append((Scalar(fallback, "entries"), entries.tree(fallback)))
    own = list(map(OwnPoints, tables.own))
    root.pairs += [(one.key, one.tree) for one in own if one.tree.pairs]
    entries.found += [found for one in own for found in one.found]
    read = read_tree(root)
    read.noticed += [*above.wrong, *above.notes(), *entries.found, *_unread(tables, book.pictures)]
    told = {
        one.place for one in (*above.wrong, *entries.found) if one.code == "FZ203"
    }  # what cannot be read there is not missing as well
    read.found = [one for one in read.found if one[0] != "FZ201" or read.places.of(one[1]) not in told]
    read.numbered, read.titled = entries.numbers, entries.titled
    return read


def tables_of(book: Book) -> list[Table]:
    """Return the tables from which a submission is read: that of the form alone where it is there, else all seen."""
    return _sorted(book).main


def _sorted(book: Book) -> Tables:
    parts = [table for sheet in book.sheets if not sheet.hidden and (table := part_table(sheet))]
    own = [points for sheet in book.sheets if not sheet.hidden and (points := points_table(sheet))]
    read = {table.sheet.name for table in (*parts, *own)}
    others = [sheet for sheet in book.sheets if sheet.name not in read]
    tables = [table for sheet in others if not sheet.hidden and (table := find_table(sheet))]
    main = [table for table in tables if table.sheet.name.strip() == MAIN] or tables
    read = {table.sheet.name for table in main}
    return Tables(main, parts, [sheet for sheet in others if sheet.name not in read], own)


def _no_table(book: Book) -> Text:
    """Return what was looked for and what was found instead."""
    wanted = "、".join(column.head for column in COLUMNS if column.given and not column.rare)
    seen = next((heads for sheet in book.sheets if not sheet.hidden and (heads := heads_in(sheet, COLUMN_OF))), [])
    shown = "、".join(head[:20] for head in seen[:12])
    uses = {COLUMN_OF[head].use for head in seen if head in COLUMN_OF}
    lacks = bool(uses) and "id" not in uses
    zh = f"最像表头的一行{'没有“编号”' if lacks else '是'}：{shown}" if seen else "工作簿里没有内容"
    en = f"the nearest row{' lacks 编号' if lacks else ''}: {shown}" if seen else "the workbook is empty"
    return Text(
        f"没有找到填报的表：要有一行表头，写着“编号”和{wanted}等栏目；{zh}",
        f"no table of a submission: one row must have the heads 编号, {wanted}; {en}",
    )


def _unread(tables: Tables, pictures: int) -> Iterator[Finding]:
    """Yield the notes on columns, sheets and pictures that were not read."""
    every, first = [*tables.main, *tables.parts, *tables.own], tables.main[0]
    left = [sheet for sheet in tables.left if sheet.rows and not _is_ours(sheet)]
    columns = any(table.unknown or table.persons for table in every)
    remarks = any(any(row != table.head for row, _ in table.sheet.remarks) for table in every)
    if not (left or columns or remarks or pictures):
        return
    from fazhi_check.submission.sheet import unread

    yield from unread.columns(every, unread.advised)
    yield from unread.remarks(every)
    if left:
        yield unread.sheets(left, MAIN if first.sheet.name == MAIN else None)
    if pictures:
        yield unread.pictures(pictures, first.place(first.head, first.id_column))


def _is_ours(sheet: Sheet) -> bool:
    return head_of(sheet.name) == NOTES or (sheet.hidden and sheet.name.startswith(_OURS))


def dated(read: Read) -> Read:
    """Return what a workbook says with some day, where it only lacks that: forms are handed out without one."""
    root = read.root
    if read.submission or not isinstance(root, Mapping):
        return read
    days = [value for key, value in root.pairs if _is_day(key)]
    if any(not isinstance(day, Scalar) or day.text is not None for day in days):
        return read
    day = (Scalar(root.place, "as_of"), Scalar(root.place, _SOME_DAY))
    again = read_tree(Mapping(root.place, [*(pair for pair in root.pairs if not _is_day(pair[0])), day]))
    again.noticed, again.numbered, again.titled = read.noticed, read.numbered, read.titled
    return again


def _is_day(key: Node) -> bool:
    return isinstance(key, Scalar) and KEY_TWINS.get(key.text or "", key.text) == "as_of"


_SOME_DAY = "2000-01-01"
