"""A copy of a broken text in which slips are mended one by one, every line in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fazhi_check.findings import Place
from fazhi_check.words import Text


class Edit(NamedTuple):
    """What is to stand in a line (counted from 1) instead of its characters `start` to `end` (counted from 0)."""

    line: int
    start: int
    end: int
    new: str


class Slip(NamedTuple):
    """A slip of the pen: where it is, what to write instead, and the edits that mend it in a copy of the text."""

    place: Place
    text: Text
    edits: tuple[Edit, ...]


class _Around(NamedTuple):
    """Where reading begins so that a unit is read, the key above that, and the unit: all lines."""

    start: int
    top: int
    unit: int


class Draft:
    """The lines of a text with some slips mended; places in it lead back to the text as it was written."""

    def __init__(self, lines: Sequence[str], edits: Sequence[Edit] = ()) -> None:
        self.lines, self._edits = list(lines), tuple(edits)

    def edited(self, edits: Iterable[Edit]) -> Draft:
        """Return a draft with more edits, made from the last to the first so that their places hold."""
        made = sorted(edits, reverse=True)
        draft = Draft(self.lines, (*self._edits, *made))
        for line, start, end, new in made:
            old = draft.lines[line - 1]
            draft.lines[line - 1] = old[:start] + new + old[end:]
        return draft

    def written(self, place: Place) -> Place:
        """Return where in the written text a place of the draft is."""
        column = place.column - 1
        for line, start, end, new in reversed(self._edits):
            if line == place.line and column > start:
                column = max(start, column - len(new) + end - start)
        return Place(place.line, column + 1)

    def unit(self, number: int) -> int:
        """Return the line with which the top-level key or entry that holds a line begins."""
        return self._around(number).unit

    def end(self, number: int) -> int:
        """Return the last line of what begins in a line: all below it that stands deeper."""
        deep = indent_of(self.lines[number - 1])
        for later in range(number + 1, len(self.lines) + 1):
            line = self.lines[later - 1]
            if says_something(line) and indent_of(line) <= deep and line.lstrip(" ")[:1] not in "]},":
                return later - 1
        return len(self.lines)

    def blanked(self, number: int) -> list[Edit]:
        """Return the edits that take away the entry or top-level key that begins in a line, with all below it."""
        return [Edit(one, 0, len(self.lines[one - 1]), "") for one in range(number, self.end(number) + 1)]

    def text_from(self, number: int) -> str:
        """Return the text with all lines empty that are not needed to read from a line on.

        Left are the unit before that of the line, for what stands in one column with it, and the key above them.
        """
        start, top, _ = self._around(number)
        lines = [""] * (start - 1)
        if top < start:
            lines[top - 1] = self.lines[top - 1]
        return "\n".join([*lines, *self.lines[start - 1 :], ""])

    def _around(self, number: int) -> _Around:
        top = self._upward(number, 0)
        inner = next((n for n in range(top + 1, len(self.lines) + 1) if says_something(self.lines[n - 1])), top)
        deep = indent_of(self.lines[inner - 1]) if inner > top else 0
        unit = self._upward(number, deep)
        if unit <= inner or not deep:
            start = self._upward(top - 1, 0)
            return _Around(start, start, unit)
        return _Around(max(self._upward(unit - 1, deep), inner), top, unit)

    def _upward(self, number: int, deep: int) -> int:
        """Return the first line at or above one that begins something, no deeper than a column."""
        for above in range(min(number, len(self.lines)), 0, -1):
            line = self.lines[above - 1]
            if says_something(line) and indent_of(line) <= deep and line.lstrip(" ")[:1] not in "]},":
                return above
        return 1


def says_something(line: str) -> bool:
    """Tell whether a line holds more than blanks and a comment."""
    return line.strip(" \t")[:1] not in ("", "#")


def indent_of(line: str) -> int:
    """Return the number of blanks that a line begins with."""
    return len(line) - len(line.lstrip(" "))
