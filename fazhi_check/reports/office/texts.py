"""Texts as a cell of a workbook holds them: what comes from outside stays text and is seen whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from fazhi_check.reports.text.widths import cell_len
from fazhi_check.sanitize import visible

# What a cell can hold, in units of UTF-16, and how many lines.
MOST, _MOST_LINES = 32767, 250
_CUT = f"……（一格最多 {MOST} 字，其余见填报文件 / the rest stands in the submission）"
_LINE_END = re.compile(r"\r\n|\r|\n")
_HALVES = re.compile("[\ud800-\udfff]")
# Where a spreadsheet would begin a formula if the cell were typed in again.
_FORMULA = frozenset("=+-@＝＋－＠")
_BAD_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_FOOT = 31, 200
# The one name that Excel keeps for itself.
_RESERVED = "history"


@lru_cache(maxsize=4096)
def cell_text(text: str) -> str:
    """Return text as a cell shows it: line by line, with everything to be seen; what does not fit is cut and says so."""
    lines = [" ".join(line.split()) for line in _LINE_END.split(text)]
    shown = visible(("\n" if len(lines) <= _MOST_LINES else " ").join(lines)).strip()
    shown = _HALVES.sub(lambda half: f"‹U+{ord(half.group()):04X}›", shown)
    if shown.startswith("<r>") and shown.endswith("</r>"):  # the writer would take it for its own markup
        shown += " "
    return _cut(shown, MOST, _CUT)


def _cut(text: str, most: int, tail: str) -> str:
    """Return text that takes at most so many units of UTF-16, its end replaced where it is longer."""
    if 2 * len(text) <= most or len(raw := text.encode("utf-16-le")) <= 2 * most:
        return text
    return raw[: 2 * (most - len(tail))].decode("utf-16-le", "ignore") + tail


def is_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would make a formula of a text, were it typed in."""
    return text[:1] in _FORMULA


def lines_in(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of a width in halves of a Chinese character."""
    if 2 * len(text) <= width and "\n" not in text:  # most texts: nothing is to be measured
        return 1
    return sum(max(1, -(-cell_len(line) // width)) for line in text.split("\n"))


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name for a sheet as near to the one that is wanted as a workbook allows, and unlike those `taken`."""
    plain = _HALVES.sub("", _BAD_IN_NAMES.sub(" ", visible(" ".join(wanted.split())))).strip(" '") or "-"
    others = {_RESERVED, *(one.casefold() for one in taken)}
    for number in range(1, len(others) + 2):
        tail = f"~{number}" if number > 1 else ""
        name = _cut(plain, _LONGEST_NAME - len(tail), "").strip(" '") + tail
        if name.casefold() not in others:
            break
    return name


def foot_text(text: str) -> str:
    """Return text as the foot of a printed page holds it: short, and nothing in it a command."""
    shown = cell_text(text)
    while len(shown.replace("&", "&&")) > _LONGEST_FOOT:
        shown = shown[:-2] + "…"
    return shown.replace("&", "&&")
