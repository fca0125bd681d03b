"""The places of a text by the number of characters before them."""

from __future__ import annotations

import re
from bisect import bisect_right

from fazhi_check.findings import Place

_LINE_END = re.compile("\r\n|\r|\n")


class Lines:
    """Knows where the lines of a text begin; no other sign than line feed and carriage return ends one."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, at: int) -> Place:
        """Return the line and column of a character."""
        line = bisect_right(self._starts, at)
        return Place(line, at - self._starts[line - 1] + 1)

    def start(self, line: int) -> int:
        """Return the number of characters before a line, which counts from 1."""
        return self._starts[line - 1]
