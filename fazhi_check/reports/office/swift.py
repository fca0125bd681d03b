"""A worksheet that writes plain cells straight away: a ledger has half a million, and the library weighs each anew."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# What a text may hold that has to be escaped, or kept by a mark of its own: the library sees to that.
_SPECIAL = re.compile(r"[&<>\x00-\x1f]|_x[0-9a-fA-F]{4}_|^\s|\s$")
_letters = cache(xl_col_to_name)


class SwiftSheet(Worksheet):
    """A worksheet that keeps nothing in memory; the bytes are those that the library would write, only sooner."""

    fh: Any

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Write a cell: a text without special signs, or one with nothing in it, as it is; all others the library's way."""
        kind = type(cell).__name__
        if cell.format is None or not self.constant_memory:
            super()._write_cell(row, col, cell)
        elif kind == "Blank":
            self.fh.write(f'<c r="{_letters(col)}{row + 1}" s="{cell.format._get_xf_index()}"/>')
        elif kind == "String" and not _SPECIAL.search(cell.string):
            start = f'<c r="{_letters(col)}{row + 1}" s="{cell.format._get_xf_index()}" t="inlineStr">'
            self.fh.write(f"{start}<is><t>{cell.string}</t></is></c>")
        else:
            super()._write_cell(row, col, cell)
