"""Workbooks for tests: labels above, heads in one row, rows of texts below, and whatever else a test puts there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

LABELS = (("规划", "urumqi-14fyp"), ("单位", "示例市"), ("层级", "市级"), ("代码", "650100"), ("截至", "2023-08-30"))


def workbook(
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    labels: Iterable[tuple[str, str]] = LABELS,
    name: str = "填报",
    more: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """Return the bytes of a workbook with one sheet; `more` may do anything else to the workbook and its sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet(name)
    lines = [*(list(pair) for pair in labels), [], list(heads), *(list(row) for row in rows)]
    for number, line in enumerate(lines):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(number, column, value) if value else None
            elif value is not None:
                sheet.write(number, column, value)
    if more:
        more(book, sheet)
    book.close()
    return out.getvalue()
