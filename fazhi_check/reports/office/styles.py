"""How the cells of a ledger look: fonts, borders, and a soft colour a verdict, each readable in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

# No clock: every workbook was made on the same day, by nobody.
_MADE = datetime(2000, 1, 1)
_FONT, _HEAVY_FONT = "宋体", "黑体"
_LINE, _SHADE = "#9AA5B1", "#E6ECF3"
# What asks for attention is bold; the colours are light enough to be copied.
_FILLS: Mapping[str, str] = {
    "overdue": "#F9D5D3",
    "lagging": "#FBE0C4",
    "unproven": "#E9DDF5",
    "invalid": "#F9D5D3",
    "missing": "#DCE6F2",
    "due_soon": "#FFF3C4",
    "on_track": "#EAF5F8",
    "met": "#DDF0D9",
    "exempt": "#EFEFEF",
    "waived": "#EFEFEF",
}
_BOLD = frozenset(("overdue", "lagging", "unproven", "invalid", "missing"))
_BOXED = {"border": 1, "border_color": _LINE, "text_wrap": True}
_KINDS: Mapping[str, dict[str, Any]] = {
    "title": {"font_name": _HEAVY_FONT, "font_size": 18, "align": "center"},
    "under": {"text_wrap": True, "align": "center"},
    "head": {**_BOXED, "font_name": _HEAVY_FONT, "align": "center", "bg_color": _SHADE},
    "sub-head": {**_BOXED, "font_name": _FONT, "font_size": 9, "align": "center", "valign": "top", "rotation": 270},
    "text": _BOXED,
    "name": {**_BOXED, "indent": 1},
    "name-1": {**_BOXED, "indent": 3},
    "name-2": {**_BOXED, "indent": 5},
    "centre": {**_BOXED, "align": "center"},
    "id": {**_BOXED, "align": "center", "num_format": "@"},
    "number": {**_BOXED, "align": "center", "num_format": "0;-0;–"},
    "part": {**_BOXED, "align": "center", "num_format": "0;-0;–", "italic": True, "font_color": "#555555"},
    "part-name": {**_BOXED, "indent": 3, "italic": True, "font_color": "#555555"},
    "sum": {**_BOXED, "align": "center", "num_format": "0;-0;–", "bold": True, "top": 2, "bg_color": _SHADE},
    "sum-name": {**_BOXED, "indent": 1, "bold": True, "top": 2, "bg_color": _SHADE},
    "label": {**_BOXED, "indent": 1, "font_name": _HEAVY_FONT, "bg_color": _SHADE},
    "strong": {**_BOXED, "indent": 1, "bold": True},
    "plain": {"text_wrap": True},
    "small": {"text_wrap": True, "font_size": 9, "font_color": "#555555"},
}


def opened(out: IO[bytes], title: str, folder: str) -> Workbook:
    """Return a workbook to be written to a stream when it is closed: without clock and author, and all texts as texts.

    Its rows wait in files in a `folder`.
    """
    book = Workbook(
        out,
        {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": _FONT, "font_size": 10, "valign": "vcenter"},
        },
    )
    book.set_properties({"title": title, "author": "", "company": "", "created": _MADE})
    return book


class Styles:
    """The formats of a workbook, each made when it is first used."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}

    def of(self, kind: str, verdict: str = "", quoted: bool = False) -> Format:
        """Return the format of a kind of cell, coloured for a verdict; one that is `quoted` stays text when retyped."""
        key = (kind, verdict, quoted)
        if key not in self._made:
            self._made[key] = self._book.add_format(_properties(*key))
        return self._made[key]


@cache
def _properties(kind: str, verdict: str, quoted: bool) -> dict[str, Any]:
    colour = {"bg_color": _FILLS[verdict], "bold": verdict in _BOLD} if verdict else {}
    return {**_KINDS[kind], **colour, **({"quote_prefix": True} if quoted else {})}
