"""The paper of the terminal report: width, marks, and lines that keep Chinese columns straight."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.text.screen import Part, Screen
from fazhi_check.reports.text.widths import cell_len, cut, is_simple
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
_LEAST, _MOST, _WIDE = 20, 160, 120
# What a pipeline's log would take for a command: the one form at the start of a line, the older one anywhere.
_COMMAND = r"^(\s*):(?=:)|()(?<=#)#(?=\[|vso\[)"
_NEVER_FIRST, _NEVER_LAST = ",.;:!?)]}、，。；：！？）】》”’…% ", "([{（【《“‘"


class Page(NamedTuple):
    """Where and how a report is printed."""

    screen: Screen
    view: View

    @property
    def width(self) -> int:
        """The columns in use: those of the terminal, from 20 up to 160."""
        return max(min(self.screen.width, _MOST), _LEAST)

    @property
    def wide(self) -> bool:
        """Tell whether a target fits one line."""
        return self.width >= _WIDE

    def mark(self, name: str) -> str:
        """Return a mark; where the terminal cannot show it, printing puts a plain one in its place."""
        return MARKS[name][0]

    def emit(self, *parts: str | Part) -> None:
        """Print one line as it is, with plain marks where the terminal cannot show ours."""
        line = [(part, "") if isinstance(part, str) else part for part in parts]
        text = "".join(text for text, _ in line)
        if "::" in text or "##" in text:
            line = _over(line, re.sub(_COMMAND, lambda found: f"{found[1] or ''};", text))
        marks = self.view.marks
        lost = _lost(self.screen.encoding, marks == "ascii" or (marks == "auto" and self.screen.doubles))
        self.screen.put([(text.translate(lost), style) for text, style in line] if lost else line)

    def say(self, text: Text) -> str:
        """Return a wording in the reader's language."""
        return text.say(self.view.lang)

    def line(self, *parts: str | Part, indent: int = 0) -> None:
        """Print one line of parts, each a string or a string with its style; what is too long wraps under itself."""
        line = [_clean(part) for part in parts]
        text = "".join(text for text, _ in line)
        for start, end in pairwise((0, *breaks(text, self.width - indent), len(text))):
            piece = line if end - start == len(text) else _between(line, start, end)
            self.emit((" " * indent, ""), *stripped(piece))

    def blank(self) -> None:
        """Print an empty line."""
        self.screen.put(())

    def rule(self) -> None:
        """Print a line across the page with space around it."""
        self.blank()
        self.emit((self.mark("line") * self.width, "dim"))
        self.blank()

    def fit(self, text: str, cells: int) -> str:
        """Return text padded or cut to exactly so many cells; a cut shows."""
        length = cell_len(text)
        if length <= cells:
            return text + " " * (cells - length)
        kept = cut(text, cells - 1)
        return kept + self.mark("cut") + " " * (cells - 1 - cell_len(kept))

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


def _clean(part: str | Part) -> Part:
    """Return a part on one line, with everything to be seen."""
    text, style = (part, "") if isinstance(part, str) else part
    if is_simple(text):
        return text, style
    return visible(text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")), style


def _over(parts: Sequence[Part], text: str) -> list[Part]:
    """Return a text of the same length in the styles of some parts."""
    ends = list(accumulate(len(part) for part, _ in parts))
    return [(text[end - len(part) : end], style) for (part, style), end in zip(parts, ends, strict=True)]


def _between(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    """Return what stands between two positions of a line."""
    found, at = [], 0
    for text, style in parts:
        found.append((text[max(start - at, 0) : max(end - at, 0)], style))
        at += len(text)
    return found


def stripped(parts: Sequence[Part]) -> list[Part]:
    """Return a line without blanks at its end."""
    kept = list(parts)
    while kept:
        text, style = kept.pop()
        if text.rstrip():
            return [*kept, (text.rstrip(), style)]
    return kept


@cache
def _lost(encoding: str, only_ascii: bool) -> dict[int, str]:
    """Return the marks that are not shown, with what is shown instead."""
    lost: dict[int, str] = {}
    for best, plain in MARKS.values():
        try:
            best.encode("ascii" if only_ascii else encoding)
        except (UnicodeEncodeError, LookupError):
            lost[ord(best)] = plain
    return lost


def breaks(text: str, width: int) -> list[int]:
    """Return where to break a line into pieces of at most `width` cells.

    Chinese text breaks anywhere but before a closing mark; a word of Latin letters or digits stays whole, and so does
    what names a cell (填报!E12).
    """
    found: list[int] = []
    if is_simple(text) and cell_len(text) <= width:
        return found
    named = _CELL.finditer(text) if "!" in text else ()
    inside = {place for cell in named for place in range(cell.start() + 1, cell.end())}
    start = cells = 0
    for index, char in enumerate(text):
        cells += cell_len(char)
        if cells > width and index > start:
            start = _break_before(text, start, index, inside)
            found.append(start)
            cells = cell_len(text[start : index + 1])
    return found


# The name of a sheet, as far as it is a word, with a cell of it.
_CELL = re.compile(r"\w{1,31}![A-Z]{1,3}[0-9]+")


def _break_before(text: str, start: int, index: int, inside: Collection[int]) -> int:
    """Return the last place after `start`, at or before `index`, where a line may begin; `index` if there is none."""
    for place in range(index, start + 1, -1):
        inside_word = (
            text[place].isascii() and text[place - 1].isascii() and text[place - 1] != " " and text[place] != " "
        )
        if (
            not inside_word
            and place not in inside
            and text[place] not in _NEVER_FIRST
            and text[place - 1] not in _NEVER_LAST
        ):
            return place
    return index


def widest(texts: Iterable[str]) -> int:
    """Return the cells of the widest text."""
    return max(map(cell_len, texts), default=0)
