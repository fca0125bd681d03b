"""What somebody in an office does with the folder of a round: fills in sheets by the heads she sees, hands files in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_check.round.columns import REGISTERS


class Clerk:
    """Fills in sheets as somebody in an office does: by the heads she sees."""

    def __init__(self, path: Path) -> None:
        self._path, self._book = path, load_workbook(path)

    def __enter__(self) -> Clerk:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.save(self._path)

    def label(self, name: str, word: str, value: str) -> None:
        """Write beside a label."""
        sheet = self._book[name]
        place = next(cell for row in sheet.iter_rows() for cell in row if cell.value == word)
        sheet.cell(place.row, place.column + 1).value = value

    def rows(self, name: str, *rows: dict[str, str]) -> None:
        """Write rows below the example and what is there."""
        sheet = self._book[name]
        head, columns = heads(sheet)
        start = max(row for row in range(head, sheet.max_row + 1) if any(c.value for c in sheet[row])) + 1
        for number, row in enumerate(rows, start):
            for word, value in row.items():
                sheet.cell(number, columns[word]).value = value

    def of(self, name: str) -> list[dict[str, Any]]:
        """Return the cells of the rows below the example that say something, by the heads."""
        sheet = self._book[name]
        head, columns = heads(sheet)
        rows = range(head + 2, sheet.max_row + 1)
        kept = (row for row in rows if any(cell.value for cell in sheet[row]))
        return [{word: sheet.cell(row, column) for word, column in columns.items()} for row in kept]

    def entry(self, target: str, **texts: str) -> None:
        """Fill in the row of a task in a form."""
        sheet = self._book["填报"]
        head, columns = heads(sheet)
        row = next(
            row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, columns["编号"]).value == target
        )
        for word, value in texts.items():
            sheet.cell(row, columns[word]).value = value


def heads(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Return the number of the row of heads, and the columns by their heads."""
    known = {column.head for one in REGISTERS for column in one.columns} | {"编号", "状态", "事项"}
    rows = ((row[0].row, {str(c.value).split("\n")[0]: c.column for c in row if c.value}) for row in sheet.iter_rows())
    return max(rows, key=lambda one: len(one[1].keys() & known))


def told(sheet: Worksheet) -> list[dict[str, Any]]:
    """Return the rows of a sheet below its example that say something."""
    head, columns = heads(sheet)
    rows = (
        {word: sheet.cell(row, column).value for word, column in columns.items()}
        for row in range(head + 2, sheet.max_row + 1)
    )
    return [found for row in rows if (found := {word: value for word, value in row.items() if value})]


def send_back(folder: Path, form: str, name: str, **texts: str) -> None:
    """Fill in a form and put it where forms come back."""
    target = folder / "回收" / name
    target.parent.mkdir(exist_ok=True)
    shutil.copy(folder / "下发" / form, target)
    with Clerk(target) as clerk:
        clerk.entry("1.1.1-01", **(texts or {"状态": "推进中", "进展情况": "正在起草", "申请销号": "是"}))


def files(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds."""
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def report(folder: Path) -> Any:
    """Return the report of the last check."""
    return json.loads((folder / "结果" / "报告.json").read_text("utf-8"))
