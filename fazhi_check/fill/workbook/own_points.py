"""Writes the sheet 自评分: what a unit gives itself by its office's standard, an item a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fazhi_check.fill.workbook.styles import Styles
from fazhi_check.fill.workbook.table import ALLOWED, TooLong, page_foot
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.sheet.columns import OWN_POINTS

_HEADS: Final = ("项目", OWN_POINTS)
_WIDTHS: Final = (150, 110)
_HEAD: Final = 2  # the row of heads, counted from 0
_SPARE: Final = 10  # rows for items that nobody has given points yet
_HINT: Final = "一个考评项目一行：项目写标准里的编号，如 A1。"


def write_own_points(sheet: Any, styles: Styles, given: Mapping[str, Amount], unit: str) -> None:
    """Write the whole sheet. Raises TooLong."""
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, 1, OWN_POINTS, styles.title())
    sheet.set_row(1, 32)
    sheet.merge_range(1, 0, 1, 1, _HINT, styles.hint())
    for number, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column_pixels(number, number, width)
        sheet.write_string(_HEAD, number, head, styles.head("fill"))
    rows = [*((name, amount.text) for name, amount in given.items()), *[("", "")] * _SPARE]
    for number, texts in enumerate(rows):
        _row(sheet, styles, _HEAD + 1 + number, texts, first=not number)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.protect("", ALLOWED)
    sheet.ignore_errors({"number_stored_as_text": f"A1:B{len(rows) + _HEAD + 1}"})
    sheet.center_horizontally()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_footer(page_foot(unit, OWN_POINTS), {"margin": 0.3})


def _row(sheet: Any, styles: Styles, number: int, texts: tuple[str, str], first: bool) -> None:
    style = styles.cell("fill", centred=True, literal=True, first=first)
    for place, text in enumerate(texts):
        if not text:
            sheet.write_blank(number, place, None, style)
        elif sheet.write_string(number, place, text, style):
            raise TooLong(texts[0])
