"""The paper of the terminal report: width, marks, and lines that keep Chinese columns straight."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text as Line

from fazhi_check.reports.view import View
from fazhi_check.sanitize import visible
from fazhi_check.words import Text

STYLES: dict[str, str] = {
    "met": "green",
    "on_track": "cyan",
    "due_soon": "yellow",
    "lagging": "bold yellow",
    "overdue": "bold red",
    "unproven": "magenta",
    "missing": "bright_blue",
    "invalid": "bold red",
    "exempt": "dim",
    "waived": "dim",
}
# One mark a verdict, told apart without colour. The second form is for terminals that have only ASCII or GBK, and for
# the old Windows console, which shows many of ours two columns wide. What stands inside columns is always plain.
_MARKS: dict[str, tuple[str, str]] = {
    "met": ("✔", "v"),
    "on_track": ("●", "+"),
    "due_soon": ("◔", "~"),
    "lagging": ("▼", "<"),
    "overdue": ("✘", "x"),
    "unproven": ("?", "?"),
    "missing": ("○", "o"),
    "invalid": ("!", "!"),
    "exempt": ("–", "-"),
    "waived": ("–", "-"),
    "full": ("█", "#"),
    "half": ("▒", "="),
    "light": ("░", "-"),
    "none": (".", "."),
    "zero": ("-", "-"),
    "line": ("─", "-"),
    "dot": ("·", "/"),
    "cut": ("…", "."),
}
_MOST, _WIDE = 160, 120
# What a pipeline's log would take for a command: the one form at the start of a line, the older one anywhere.
_COMMAND = re.compile(r"^(\s*):(?=:)|()(?<=#)#(?=\[|vso\[)")
_NEVER_FIRST, _NEVER_LAST = ",.;:!?)]}、，。；：！？）】》”’…% ", "([{（【《“‘"


class Page(NamedTuple):
    """Where and how a report is printed."""

    console: Console
    view: View

    @property
    def width(self) -> int:
        """The columns in use: those of the terminal, up to 160, and one left free against wrapping."""
        return max(min(self.console.width, _MOST), 40)

    @property
    def wide(self) -> bool:
        """Tell whether a target fits one line."""
        return self.width >= _WIDE

    def mark(self, name: str) -> str:
        """Return a mark; where the terminal cannot show it, printing puts a plain one in its place."""
        return _MARKS[name][0]

    def emit(self, line: Line | str) -> None:
        """Print one line as it is, with plain marks where the terminal cannot show ours."""
        text = Line(line) if isinstance(line, str) else line
        if _COMMAND.search(text.plain):
            text.plain = _COMMAND.sub(lambda found: f"{found[1] or ''};", text.plain)
        lost = _lost(self.console.encoding)
        if lost:
            text.plain = text.plain.translate(lost)
        self.console.print(text, soft_wrap=True)

    def say(self, text: Text) -> str:
        """Return a wording in the reader's language."""
        return text.say(self.view.lang)

    def line(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """Print one line of parts, each a string or a string with its style; what is too long wraps under itself."""
        line = Line.assemble(*(_clean(part) for part in parts))
        for wrapped in line.divide(breaks(line.plain, self.width - indent)):
            wrapped.rstrip()
            self.emit(Line(" " * indent) + wrapped)

    def blank(self) -> None:
        """Print an empty line."""
        self.console.print()

    def rule(self) -> None:
        """Print a line across the page with space around it."""
        self.console.print()
        self.emit(Line(self.mark("line") * self.width, style="dim"))
        self.console.print()

    def fit(self, text: str, cells: int) -> str:
        """Return text padded or cut to exactly so many cells; a cut shows."""
        if cell_len(text) <= cells:
            return text + " " * (cells - cell_len(text))
        return (
            set_cell_size(text, cells - 1).rstrip() + self.mark("cut") + " " * (cells - 1 - _cut_len(text, cells - 1))
        )

    def row(self, left: str, right: str, style: str = "", indent: int = 0) -> None:
        """Print a text and, at the right edge, where it stands; the place goes below where both do not fit."""
        room = self.width - indent - cell_len(right) - 2
        if cell_len(left) <= room:
            gap = " " * (self.width - indent - cell_len(left) - cell_len(right))
            self.line((left, style), gap, (right, "dim"), indent=indent)
            return
        self.line((left, style), indent=indent)
        if right:
            self.line((right, "dim"), indent=max(self.width - cell_len(right), indent))


def _cut_len(text: str, cells: int) -> int:
    return cell_len(set_cell_size(text, cells).rstrip())


def _clean(part: str | tuple[str, str]) -> str | tuple[str, str]:
    return visible(part) if isinstance(part, str) else (visible(part[0]), part[1])


@cache
def _lost(encoding: str) -> dict[int, str]:
    """Return the marks that an encoding does not have, with what is shown instead."""
    old_console = sys.platform == "win32" and "WT_SESSION" not in os.environ
    lost: dict[int, str] = {}
    for best, plain in _MARKS.values():
        try:
            best.encode("ascii" if old_console else encoding)
        except (UnicodeEncodeError, LookupError):
            lost[ord(best)] = plain
    return lost


def breaks(text: str, width: int) -> list[int]:
    """Return where to break a line into pieces of at most `width` cells.

    Chinese text breaks anywhere but before a closing mark; a word of Latin letters or digits stays whole.
    """
    found: list[int] = []
    start = cells = 0
    for index, char in enumerate(text):
        cells += cell_len(char)
        if cells > width and index > start:
            start = _break_before(text, start, index)
            found.append(start)
            cells = cell_len(text[start : index + 1])
    return found


def _break_before(text: str, start: int, index: int) -> int:
    """Return the last place after `start`, at or before `index`, where a line may begin; `index` if there is none."""
    for place in range(index, start + 1, -1):
        inside_word = (
            text[place].isascii() and text[place - 1].isascii() and text[place - 1] != " " and text[place] != " "
        )
        if not inside_word and text[place] not in _NEVER_FIRST and text[place - 1] not in _NEVER_LAST:
            return place
    return index


def widest(texts: Iterable[str]) -> int:
    """Return the cells of the widest text."""
    return max(map(cell_len, texts), default=0)
