"""One content in both forms: as a text, and as the sheet that a clerk would write it into."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from fazhi_check.submission.sheet.columns import COLUMNS, PART_COLUMNS, PARTS, Column

Data = Mapping[str, Any]
# Where each value of the head stands above the table.
HEAD = {
    "规划": ("plan",),
    "单位": ("unit", "name"),
    "层级": ("unit", "level"),
    "代码": ("unit", "code"),
    "机构": ("unit", "body"),
    "截至": ("as_of",),
    "来源": ("source", "title"),
    "来源日期": ("source", "date"),
    "来源说明": ("source", "note"),
}
FILLED = [column for column in COLUMNS if column.use != "shown"]


def as_text(content: Data) -> str:
    """Return a submission as a text, its keys as the heads of a sheet have them."""
    head = {**_chinese(content), "事项": {}}
    entries = {target: _chinese(entry) for target, entry in content["entries"].items()}
    head["事项"] = {target: _with_parts(entry, content["entries"][target]) for target, entry in entries.items()}
    shown = json.dumps(head, ensure_ascii=False)
    return re.sub(r"[\x7f-\xa0\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", shown)


def _chinese(data: Data) -> dict[str, Any]:
    """Return data with the keys of the head or of an entry in Chinese."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key == "evidence":
            found["佐证"] = [{_written("evidence", one): text for one, text in piece.items()} for piece in value]
        elif key not in ("entries", "by_unit", "by_year"):
            found[_HEAD_KEYS.get(key) or _written("entry", key)] = value
    return found


_HEAD_KEYS = {"plan": "计划", "unit": "unit", "as_of": "截至", "source": "source"}


def _with_parts(entry: dict[str, Any], data: Data) -> dict[str, Any]:
    return entry | {name: data[key] for name, (key, _) in PARTS.items() if key in data}


def _written(use: str, key: str) -> str:
    return next(column.written for column in COLUMNS if (column.use, column.key) == (use, key))


def as_book(content: Data, order: Sequence[Column] = tuple(FILLED), bare: bool = False) -> bytes:
    """Return the same as a workbook; rows after the first of an entry have no id where they are to be `bare`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "use_zip64": False})
    rows = [[label, _at(content, path)] for label, path in HEAD.items() if _at(content, path) is not None]
    rows += [[], [column.head for column in order]]
    for target, entry in content["entries"].items():
        rows += [
            [_cell(column, target, entry, number, bare) for column in order]
            for number in range(max(1, len(entry.get("evidence", ()))))
        ]
    _write(book.add_worksheet("填报"), rows)
    for name, (key, head) in PARTS.items():
        lines = _parts(content, key)
        if lines:
            _write(book.add_worksheet(name), [["编号", head, *PART_COLUMNS], *lines])
    book.close()
    return out.getvalue()


def _at(data: Any, path: Sequence[str]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _cell(column: Column, target: str, entry: Data, number: int, bare: bool) -> Any:
    if column.use == "id":
        return None if number and bare else target
    if column.use == "evidence":
        pieces = entry.get("evidence", ())
        return pieces[number].get(column.key) if number < len(pieces) else None
    return entry.get(column.key) if number == 0 else None


def _parts(content: Data, key: str) -> list[list[Any]]:
    return [
        [target, name, value]
        for target, entry in content["entries"].items()
        for name, value in (entry.get(key) or {}).items()
    ]


def _write(sheet: Any, rows: Sequence[Sequence[Any]]) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, value)
            elif value is not None and not isinstance(value, str):
                sheet.write(number, column, value)
