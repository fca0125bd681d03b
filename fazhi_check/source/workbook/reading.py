"""Bytes to a book, read by openpyxl."""

from __future__ import annotations

import io
from typing import Any

from fazhi_check.findings import Finding
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.workbook.book import Book, Cell, Sheet
from fazhi_check.words import Text

_SAVE_AS = Text("用 Excel 或 WPS 打开，另存为 .xlsx", "open it and save it as .xlsx")


def read_book(raw: bytes, limits: Limits = DEFAULT, name: str = "") -> Book | Finding:
    """Return the sheets of a workbook, or the finding FZ101 or FZ105 for which they cannot be read."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        why = Text(
            '读工作簿要装 openpyxl：pip install "fazhi-check[office]"',
            'workbooks need openpyxl: pip install "fazhi-check[office]"',
        )
        return Finding("FZ101", None, {"why": why})
    if not raw.startswith(b"PK"):
        why = Text(f"不是 .xlsx 工作簿；{_SAVE_AS.zh}", f"it is no .xlsx workbook: {_SAVE_AS.en}")
        return Finding("FZ101", None, {"why": why})
    try:
        book = load_workbook(io.BytesIO(raw), data_only=True)
    except Exception:
        return Finding("FZ101", None, {"why": Text(f"工作簿已损坏；{_SAVE_AS.zh}", f"it is broken: {_SAVE_AS.en}")})
    return Book(tuple(_sheet(one) for one in book.worksheets))


def _sheet(sheet: Any) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None and str(cell.value) != "":
                rows.setdefault(cell.row, {})[cell.column] = _cell(cell)
    merged = tuple((one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges)
    return Sheet(sheet.title, rows, sheet.sheet_state != "visible", merged)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "n":
        return Cell(f"{value:g}" if isinstance(value, float) else str(value), "number")
    return Cell(str(value))
