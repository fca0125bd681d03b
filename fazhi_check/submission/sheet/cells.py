"""What a cell of a table gives: its text as a submission has it, nothing, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from fazhi_check.findings import Finding, Place
from fazhi_check.source.workbook.book import Cell
from fazhi_check.submission.sheet.columns import Holds
from fazhi_check.words import Term, Text

# What people write where they have nothing to write.
_STROKES = "-－—–―─━‐/／\\ \t\n\r\u3000\xa0"
_NOTHING = frozenset(("无", "无。", "（空）", "(空)"))
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)$", re.ASCII)
_DECIMAL = re.compile(r"\d+\.\d+")
_OCTOBER = re.compile(r"\d{4}\.1", re.ASCII)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


class Read(NamedTuple):
    """The text of a cell, None where it counts as empty; what is wrong where it cannot be read."""

    text: str | None
    wrong: Text | None = None


EMPTY = Read(None)


def read_cell(cell: Cell | None, holds: Holds = "text") -> Read:
    """Return what a cell of a column says."""
    if cell is None:
        return EMPTY
    text, kind = cell.text, cell.kind
    if kind in _UNREADABLE:
        return Read(None, _UNREADABLE[kind])
    text = text.strip()
    if is_nothing(text):
        return EMPTY
    if kind == "date" and holds == "number":
        return Read(None, _TAKEN_FOR_A_DAY)
    if holds == "date":
        return _day(text, kind == "number")
    return Read(text.translate(_FULL_WIDTH) if holds == "digits" else text)


def is_nothing(text: str) -> bool:
    """Tell whether a text stands where there was nothing to write: dashes, 无, blanks."""
    return not text.strip(_STROKES) or text in _NOTHING


def _day(text: str, stored_as_number: bool) -> Read:
    """Return a date in ordinary digits; eight of them alone are year, month and day."""
    plain = text.translate(_FULL_WIDTH)
    if stored_as_number and _OCTOBER.fullmatch(plain):
        return Read(None, _JANUARY_OR_OCTOBER)
    return Read(parted(plain))


def parted(text: str) -> str:
    """Return eight digits that are year, month and day as a date; anything else as it is."""
    return _COMPACT.sub(r"\1-\2-\3", text)


def unreadable(key: Text | str, cell: Cell, wrong: Text, place: Place, target: str | None = None) -> Finding:
    """Return the finding FZ203 for a cell from which nothing can be read; `key` is the head of its column."""
    name = Text(key, key) if isinstance(key, str) else key
    shown = cell.text if len(cell.text) <= 40 else f"{cell.text[:38]}……"
    return Finding("FZ203", place, {"key": name, "value": Term(shown, shown), "advice": wrong}, target)


def meant_by_number(written: str, ids: Iterable[str]) -> list[str]:
    """Return the ids that a sheet turns into a number: 3.1 is what it makes of 3.1 and of 3.10."""
    return [one for one in ids if _DECIMAL.fullmatch(one) and one.rstrip("0").rstrip(".") == written]


def taken_for_number(written: str, ids: Iterable[str], given: Container[str] = ()) -> Text:
    """Return which id a number in a cell was: a sheet makes 3.1 of 3.10; one that is `given` elsewhere it was hardly."""
    near = meant_by_number(written, ids)
    likely = [one for one in near if one not in given] or near
    zh = f"，应是 {'或 '.join(likely)}" if likely else ""
    en = f": it was {' or '.join(likely)}" if likely else ""
    return Text(
        f"这一格存成了数字或日期，写的编号已经变样{zh}；把单元格格式改成“文本”，再重新输入编号",
        f"the cell holds a number or date, which is not what was written{en}; make it a text cell and type the id anew",
    )


_UNREADABLE = {
    "picture": Text(
        "这一格是图片，读不到文字：把要写的写成文字，图片另附",
        "there is a picture in the cell: write what is to be said as text",
    ),
    "formula": Text(
        "公式没有保存结果，读不到数：在 Excel 或 WPS 里打开、保存一次，或直接写结果",
        "the formula has no stored result: open and save the file in a spreadsheet program, or write the result itself",
    ),
    "error": Text(
        "公式出错，没有结果：改好公式，或直接写结果", "the formula fails: mend it, or write the result itself"
    ),
}
_TAKEN_FOR_A_DAY = Text(
    "这一格存成了日期（1/5 会被当成 1 月 5 日）：把单元格格式改成“文本”或“数值”，再写数",
    "the cell holds a date, as 1/5 is taken for one: make it a text or number cell and write the number",
)
_JANUARY_OR_OCTOBER = Text(
    "这一格存成了数，分不清是 1 月还是 10 月：把单元格格式改成“文本”再写，如 2023-10",
    "the cell holds a number, which may be January or October: make it a text cell and write e.g. 2023-10",
)
