"""How large, deep and tangled a text may be before it is refused (FZ105). All far above real use.

A workbook that answers it has 30 columns, some thousand rows at most, and 20,000 cells with something in them.
A submission that answers the whole plan has some 130 KB, five levels, 400 keys in one mapping, 7,000 values, no alias
at all, and texts of some hundred characters. The slowest way to read 30,000 values takes more than a second.
"""

from typing import NamedTuple

from fazhi_check.findings import Finding, Place
from fazhi_check.guess import did_you_mean
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import Text


class Limits(NamedTuple):
    """What is refused above these numbers.

    `max_bytes` of the file, `max_depth` of nesting, `max_aliases` in use, `max_values` once aliases are followed,
    `max_keys` of one mapping (the entries of a submission are one), `max_text` characters of one text, `max_digits`
    of one number. Of a workbook: `max_workbook` bytes of the file, `max_unpacked` bytes of what is packed in it,
    `max_ratio` of the two for one large part, `max_parts` in it, `max_rows` and `max_columns` down to the last cell
    with something in it, `max_cells` with something in them, `max_styles` of cells.
    """

    max_bytes: int = 1_000_000
    max_depth: int = 50
    max_aliases: int = 100
    max_values: int = 30_000
    max_keys: int = 5_000
    max_text: int = 50_000
    max_digits: int = 40
    max_workbook: int = 20_000_000
    max_unpacked: int = 200_000_000
    max_ratio: int = 200
    max_parts: int = 5_000
    max_rows: int = 100_000
    max_columns: int = 1_000
    max_cells: int = 100_000
    max_styles: int = 65_490  # Excel's own bound


DEFAULT = Limits()
# The highest that each may be raised to: so far a run stays within a machine's means and Python's own bounds.
HIGHEST = Limits(
    max_bytes=100_000_000,
    max_depth=200,
    max_aliases=10_000,
    max_values=10_000_000,
    max_keys=1_000_000,
    max_text=10_000_000,
    max_digits=4_000,
    max_workbook=200_000_000,
    max_unpacked=2_000_000_000,
    max_ratio=1_100,
    max_parts=100_000,
    max_rows=1_048_576,
    max_columns=16_384,
    max_cells=10_000_000,
    max_styles=1_000_000,
)
NAMES: dict[str, Text] = {
    "max_bytes": Text("文件字节数", "bytes of the file"),
    "max_depth": Text("嵌套层数", "levels of nesting"),
    "max_aliases": Text("别名个数", "aliases"),
    "max_values": Text("内容项数", "values"),
    "max_keys": Text("一层的键数", "keys of one level"),
    "max_text": Text("一段文字的字数", "characters of one text"),
    "max_digits": Text("一个数的位数", "digits of one number"),
    "max_workbook": Text("工作簿的字节数", "bytes of the workbook"),
    "max_unpacked": Text("工作簿解压后的字节数", "bytes of what is packed in the workbook"),
    "max_ratio": Text("工作簿的压缩倍数", "times that a part of the workbook is packed together"),
    "max_parts": Text("工作簿里的文件数", "parts of the workbook"),
    "max_rows": Text("有内容的最大行号", "the last row with something in it"),
    "max_columns": Text("有内容的最大列号", "the last column with something in it"),
    "max_cells": Text("有内容的单元格数", "cells with something in them"),
    "max_styles": Text("单元格样式数", "styles of cells"),
}
_STRAY = Text("，看看这一格是不是误写的，是就删去", ": if this cell is a slip, delete it")
# What is tried before a limit is raised.
_FIRST = {"max_rows": _STRAY, "max_columns": _STRAY}


def parse_limit(written: str) -> dict[str, int]:
    """Return the one limit that a text like bytes:5000000 sets, by the name of its field.

    Raises Unreadable.
    """
    name, _, number = (part.strip() for part in written.partition(":"))
    field = f"max_{name}"
    if field not in NAMES:
        listed = [one.removeprefix("max_") for one in NAMES]
        hint, names = did_you_mean(name, listed), ", ".join(listed)
        raise Unreadable(f"写成“名称:数”，{hint.zh}名称有：{names}", f"write NAME:NUMBER; {hint.en}names: {names}")
    highest = getattr(HIGHEST, field)
    if not (number.isascii() and number.isdecimal() and len(number) < 12 and 1 <= int(number) <= highest):
        raise Unreadable(f"{name} 是 1 到 {highest} 的整数", f"{name} is a whole number from 1 to {highest}")
    return {field: int(number)}


def exceeded(name: str, limits: Limits, place: Place | None) -> Finding:
    """Return the finding that a text or workbook goes beyond one of its limits, with how to raise it."""
    short, limit = name.removeprefix("max_"), getattr(limits, name)
    first = _FIRST.get(name, Text("", ""))
    advice = Text(
        f"{first.zh}；确需更多的，用 --limit {short}:N 放宽",
        f"{first.en}; if it must be, raise it with --limit {short}:N",
    )
    return Finding("FZ105", place, {"what": NAMES[name], "limit": limit, "advice": advice})
