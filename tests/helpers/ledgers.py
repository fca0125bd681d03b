"""Ledgers read back: the sheets of a workbook as lists of rows, and the tables in them."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from fazhi_check.digest.run import Digest, digest
from fazhi_check.gate import DEFAULT_FAIL_ON
from fazhi_check.outcome import Report
from fazhi_check.reports import binder
from fazhi_check.reports.view import View
from fazhi_check.words import Lang

# What heads the first column of every list.
NUMBERED: dict[Lang, str] = {"zh": "序号", "en": "no."}


def ledger(report: Report | Digest, lang: Lang = "zh") -> bytes:
    """Return the ledger of a report, or of its digest."""
    made = digest(report, DEFAULT_FAIL_ON) if isinstance(report, Report) else report
    return binder("xlsx").render(made, View(lang))


def sheets(raw: bytes) -> dict[str, list[list[Any]]]:
    """Return the rows of every sheet by its name; a cell with nothing in it is None."""
    book = load_workbook(io.BytesIO(raw))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def table(rows: list[list[Any]], first: str) -> list[dict[str, Any]]:
    """Return the rows of the table whose first head is `first`, by their heads: those that are numbered."""
    at = next(number for number, row in enumerate(rows) if row and row[0] == first)
    heads = [head for head in rows[at] if head is not None]
    return [dict(zip(heads, row, strict=False)) for row in rows[at + 1 :] if isinstance(row[0], int)]


def plain(rows: list[list[Any]]) -> str:
    """Return all that stands on a sheet, without blanks."""
    return "".join("".join(str(value).split()) for row in rows for value in row if value is not None)
