"""A workbook to a submission: its sheets become the tree that the same content would give as YAML, with cells as places.

So everything that is said of a text is said of a sheet, by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.findings import Finding, Place, letters_of
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Scalar
from fazhi_check.source.workbook.book import Book, Sheet
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.submission.reading import Read, read_tree
from fazhi_check.submission.sheet.columns import COLUMNS, FORM_MARK, MAIN, NOTES, head_of
from fazhi_check.submission.sheet.head import head_tree, labelled
from fazhi_check.submission.sheet.parts import part_of, read_parts
from fazhi_check.submission.sheet.rows import Entries
from fazhi_check.submission.sheet.tables import Table, find_table, heads_in
from fazhi_check.words import Text


def read_workbook(raw: bytes, limits: Limits = DEFAULT, name: str = "") -> Read | Finding:
    """Return what a workbook says, or the finding for which it cannot be read at all."""
    book = read_book(raw, limits, name)
    return book if isinstance(book, Finding) else read_sheets(book)


def read_sheets(book: Book) -> Read | Finding:
    """Return the submission that stands in a book; FZ101 where none of its sheets has a table of one."""
    tables, left = _tables(book)
    if not tables:
        return Finding("FZ101", None, {"why": _no_table(book)})
    entries, noticed = Entries(), []
    found, wrong = labelled(tables[0])
    for table in tables:
        entries.read(table)
    for sheet in [one for one in left if part_of(one) and read_parts(one, entries)]:
        left.remove(sheet)
    noticed += [*wrong, *entries.found, *_unread_columns(tables), *_unread_sheets(left)]
    fallback = Place(tables[0].head, tables[0].id_column, tables[0].sheet.name)
    root = head_tree(found, fallback)
    root.pairs.append((Scalar(fallback, "entries"), entries.tree(fallback)))
    read = read_tree(root)
    read.noticed += noticed
    read.numbered = entries.numbers
    return read


def tables_of(book: Book) -> list[Table]:
    """Return the tables from which a submission is read."""
    return _tables(book)[0]


def _tables(book: Book) -> tuple[list[Table], list[Sheet]]:
    """Return the tables of a submission, and the other sheets: that of the form alone if it is there, else all seen."""
    shown = [sheet for sheet in book.sheets if not sheet.hidden and part_of(sheet) is None]
    tables = [table for table in map(find_table, shown) if table]
    main = [table for table in tables if head_of(table.sheet.name) == MAIN]
    taken = main or tables
    names = {table.sheet.name for table in taken}
    return taken, [sheet for sheet in book.sheets if sheet.name not in names]


def _no_table(book: Book) -> Text:
    """Return what was looked for and what was found instead."""
    wanted = "、".join(column.head for column in COLUMNS if column.use != "shown" and not column.rare)
    seen = next((heads for sheet in book.sheets if (heads := heads_in(sheet))), [])
    shown = "、".join(seen[:12])
    zh = f"最像表头的一行是：{shown}" if seen else "工作簿里没有内容"
    en = f"the nearest row: {shown}" if seen else "the workbook is empty"
    return Text(
        f"没有找到填报的表：要有一行表头写着“编号”和“{wanted.removeprefix('编号、')}”等栏目；{zh}",
        f"no table of a submission: one row must have the heads {wanted}; {en}",
    )


def _unread_columns(tables: list[Table]) -> Iterator[Finding]:
    """Yield one note on columns that nobody knows, and one on those of persons: by their heads, never by content."""
    for table in tables:
        for columns, zh, en in (
            (table.unknown, "这些列没有读取：{}", "columns that were not read: {}"),
            (table.persons, "涉及个人的列不读取、不保留：{}", "columns of persons are neither read nor kept: {}"),
        ):
            given = {number: head for number, head in columns.items() if _holds_any(table, number)}
            if given:
                listed = "、".join(f"{head}（{letters_of(number)} 列）" for number, head in given.items())
                place = table.place(table.head, next(iter(given)))
                listed_en = ", ".join(f"{head} ({letters_of(number)})" for number, head in given.items())
                yield Finding("FZ108", place, {"what": Text(zh.format(listed), en.format(listed_en))})


def _holds_any(table: Table, column: int) -> bool:
    return any(row > table.head and column in cells for row, cells in table.sheet.rows.items())


def _unread_sheets(left: list[Sheet]) -> Iterator[Finding]:
    """Yield one note on sheets that were not read though they hold something."""
    names = [sheet.name for sheet in left if sheet.rows and head_of(sheet.name) != NOTES and sheet.name != FORM_MARK]
    if names:
        row = min(next(sheet for sheet in left if sheet.name == names[0]).rows)
        what = Text(f"这些工作表没有读取：{'、'.join(names)}", f"sheets that were not read: {', '.join(names)}")
        yield Finding("FZ108", Place(row, 1, names[0]), {"what": what})
