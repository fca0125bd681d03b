"""The sheets 分单位 and 分年度 of a workbook that is brought up to its plan: rows put behind theirs, or a sheet put in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.fill.workbook.parts import Line as Asked
from fazhi_check.fill.workbook.parts import Part
from fazhi_check.source.workbook.book import Book, Sheet
from fazhi_check.source.workbook.editing.archive import Archive, NotKnown, add_sheet, attributes_of
from fazhi_check.source.workbook.editing.lines import Line, lines, new_line, with_lines, with_words, written_cell
from fazhi_check.source.workbook.editing.rewrite import moved, with_attribute
from fazhi_check.source.workbook.editing.shift import Insertion, Shift, cell_at
from fazhi_check.submission.sheet.columns import PART_COLUMNS
from fazhi_check.submission.sheet.parts import part_of, part_table
from fazhi_check.submission.sheet.signs import head_of
from fazhi_check.submission.sheet.tables import Table

_CELL = re.compile(r"<c\b([^<>]*?)(?:/>|>.*?</c>)", re.DOTALL)
_VIEW = re.compile(r"<sheetView\b[^<>]*")
_ASKED = "事项及要求"


class Put(NamedTuple):
    """What was put into a sheet: how its old rows moved, and the numbers of the new ones."""

    shift: Shift
    rows: frozenset[int]
    parts: frozenset[str]


def add_rows(archive: Archive, book: Book, part: Part, targets: Collection[str]) -> Put | None:
    """Put the rows of some targets behind those of the sheet of their kind; None where there is no such sheet.

    Raises NotKnown.
    """
    sheet = next((one for one in book.sheets if part_of(one) == part.key), None)
    if sheet is None:
        return None
    table = part_table(sheet)
    if table is None:
        raise NotKnown
    last = max([table.head, *_ids(table)])
    name = archive.sheets()[sheet.name]
    old = lines(archive.text(name))
    new = [line for line in part.lines if line.id in targets]
    shift = Shift(sheet.name, (Insertion(last + 1, len(new), last=True),))
    changed = moved(archive, shift)
    archive.put(changed)
    written = dict(enumerate(_written(table, part, new, old), last + 1))
    text = with_lines(archive.text(name), {number: new_line(number, *row) for number, row in written.items()})
    archive.put({name: with_words(text, table.id_column, list(dict.fromkeys(line.id for line in new)))})
    return Put(shift, frozenset(written), frozenset({*changed, name}))


def _written(
    table: Table, part: Part, new: Sequence[Asked], old: Mapping[int, Line]
) -> Iterator[tuple[Line, dict[int, tuple[str, str]]]]:
    """Yield for each new row the old one that it is like, and its cells: the first of an id is like the first of one."""
    columns, last, before = _heads(table, part), max([table.head, *_ids(table)]), ""
    for line in new:
        first, before = line.id != before, line.id
        texts = {"编号": line.id, part.head: line.part, _ASKED: line.asked if first else ""}
        like = old.get(_begins(table, last) if first else last, Line({}, {}))
        said = {column: texts[head] for column, head in columns.items() if head in texts}
        cells = {column: (like.styles.get(column, ""), said.get(column, "")) for column in {*like.styles, *said}}
        yield like, cells


def _heads(table: Table, part: Part) -> dict[int, str]:
    """Return what the columns of a sheet are called in a form."""
    named = {number: part.head for number, column in table.columns.items() if column.key == "name"}
    seen = {number: head_of(cell.text) for number, cell in table.sheet.rows[table.head].items()}
    return seen | {table.id_column: "编号"} | named


def _ids(table: Table) -> dict[int, str]:
    """Return the ids by row."""
    column = table.id_column
    rows = ((row, table.sheet.rows[row]) for row in table.rows())
    return {row: cells[column].text.strip() for row, cells in rows if column in cells}


def _begins(table: Table, last: int) -> int:
    """Return the first of the rows that have the id of the last one."""
    ids = _ids(table)
    return min((row for row, one in ids.items() if one == ids.get(last)), default=last)


def put_sheet(archive: Archive, model: Sheet, text: str, styles: Mapping[str, str]) -> str:
    """Put in a sheet of a new form, given as it reads and as the text of its part; return the name of the new part.

    `styles` are those that the workbook has for heads, ids, texts, numbers, what is asked, and cells without use. The
    sheets of other tasks stand in it too: whoever took the sheet out has none of these. Raises NotKnown.
    """
    head = min(row for row, cells in model.rows.items() if any(cell.text == "编号" for cell in cells.values()))
    heads = {column: cell.text for column, cell in model.rows[head].items()}

    def cell(found: re.Match[str]) -> str:
        at = attributes_of(found[1])["r"]
        row, column = cell_at(at)
        own = model.rows.get(row, {}).get(column)
        kind = "head" if row == head else _kind(heads.get(column, ""), own is not None) if row > head else ""
        return written_cell(at, styles.get(kind, ""), own.text if own else "")

    sheet = _CELL.sub(cell, text)
    sheet = _VIEW.sub(lambda found: with_attribute(found[0], "tabSelected", lambda _: "0"), sheet)
    before = set(archive.parts)
    add_sheet(archive, model.name, sheet)
    return next(iter(set(archive.parts) - before))


def _kind(head: str, given: bool) -> str:
    """Return what a cell below a head is for: a unit or year that stands there already is not to be changed."""
    if head in ("编号", _ASKED):
        return {"编号": "id"}.get(head, "asked")
    if head == PART_COLUMNS[0]:
        return "number"
    return "idle" if head in PART_COLUMNS else "id" if given else "text"
