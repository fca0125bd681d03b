"""What a file has beside what it says, and no other form of it holds: comments of a text, the office's columns and signatures of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_check.findings import Finding, Place, letters_of
from fazhi_check.source.comments import comments
from fazhi_check.source.workbook.book import Sheet
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.submission.sheet.reading import tables_of
from fazhi_check.submission.sheet.signs import is_foot
from fazhi_check.submission.sheet.tables import Table
from fazhi_check.words import Text

_MOST_LISTED = 5
# What the office says in a form, beside what the plan says.
_OFFICE = ("last", "review")
# A line for signatures as it is handed out: labels, brackets, room to write, a date without numbers.
_LABELS = re.compile(
    r"单位主要负责人|主要负责人|分管领导|审核人|填报人|填表人|经办人|联系人|联系电话|填报日期|日期|签字|签名|盖章|公章"
    r"|年\s*月\s*日|[\s:：()（）_＿—、，,]"
)


class Loss(NamedTuple):
    """What is not carried over, and where it stands, unless it stands in many places.

    One that is `told` says itself what became of it, as a note of the check does.
    """

    what: Text
    place: Place | None = None
    told: bool = False


def left_of_text(text: str) -> Iterator[Loss]:
    """Yield what of a YAML text stands in no other form: its comments."""
    found = comments(text)
    if found:
        lines = [str(one.line) for one in found]
        yield Loss(
            Text(
                f"注释 {len(found)} 处（第 {_listed(lines, '、', '等')} 行）",
                f"comments: {len(found)} (line {_listed(lines, ', ', ' and others')})",
            )
        )


def left_of_book(raw: bytes) -> Iterator[Loss]:
    """Yield what of a workbook that was read stands in no text: what the office wrote, signatures."""
    book = read_book(raw)
    if isinstance(book, Finding):
        return
    for table in tables_of(book):
        yield from _of_office(table)
        yield from _signed(table)


def _of_office(table: Table) -> Iterator[Loss]:
    filled = [row for row in table.rows() if not _is_foot(table.sheet, row)]
    for number, column in table.columns.items():
        rows = [row for row in filled if number in table.sheet.rows[row]] if column.key in _OFFICE else []
        if rows:
            what = Text(
                f"“{column.head}”一栏的内容 {len(rows)} 处（第 {_listed(map(str, rows), '、', '等')} 行）",
                f"what stands in the column {letters_of(number)} of the office: {len(rows)} cells",
            )
            yield Loss(what, table.place(table.head, number))


def _signed(table: Table) -> Iterator[Loss]:
    """Yield that lines for signatures are filled in; what stands there is never repeated."""
    rows = [row for row in table.rows() if _is_foot(table.sheet, row)]
    signed = [row for row in rows if any(_LABELS.sub("", cell.text) for cell in table.sheet.rows[row].values())]
    if signed:
        lines = _listed(map(str, signed), "、", "等")
        what = Text(f"签字栏里填写的内容（第 {lines} 行）", f"what is written in the lines for signatures: {lines}")
        yield Loss(what, table.place(signed[0], min(table.sheet.rows[signed[0]])))


def _is_foot(sheet: Sheet, row: int) -> bool:
    cells = sheet.rows[row]
    return is_foot(cells[min(cells)].text)


def _listed(given: Iterator[str] | list[str], comma: str, more: str) -> str:
    """Return the first of some words, and that there are more."""
    words = list(given)
    return comma.join(words[:_MOST_LISTED]) + (more if len(words) > _MOST_LISTED else "")
