"""A published text as sentences and clauses that can be searched, each with the line it stands on.

The publication left stray spaces inside words (风 险) and broke lines; both are mended before anything is searched, and
places are those of the text as it was published.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from fazhi_check.source.outline import Mark, outline
from fazhi_check.source.paragraphs import STRAY, close_up, paragraphs

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’」』）)]*")
_STATEMENT = re.compile(r"[^。！？!?；;\n]*[。！？!?；;]*[”’」』）)]*")
_CLAUSE = re.compile(r"[^。！？；;，,\n]*[。！？；;，,]?[”’」』）)]*")
_STOP = re.compile(r"[。！？]?[”’」』）)]*$")
# A line that is a row of a table: cells between tabs or pipes, or numbers behind wide blanks.
_ROW = re.compile(r"\t[^\t]*\t|[|｜][^|｜]*[|｜]|(?:[ \u3000]{2,}[-—≥≤<>＞＜〔\[]?\d\S*){2}")
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """A stretch of the closed-up text: `start` to `end` are its offsets, `line` is counted from 1."""

    start: int
    end: int
    line: int
    text: str


class SourceText:
    """A published text with its stray blanks closed up and its broken lines joined, one paragraph a line."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.closed, self._starts, self.wrapped = paragraphs(text)
        self._asked: tuple[int, list[int]] = (-1, [])

    @cached_property
    def marks(self) -> list[Mark]:
        """The numbers at the head of its lines, with the headings among them; rows of a table are numbered, but head none."""
        return [mark for mark in outline(self.closed) if not _ROW.search(self.printed(self.line_at(mark.start)))]

    def line_at(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        from bisect import bisect_right

        return bisect_right(self._starts, offset)

    def printed(self, line: int) -> str:
        """Return a line, counted from 1, as it was published: with its blanks and tabs."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    def within(self, lines: tuple[int, int] | None) -> tuple[int, int | None]:
        """Return the offsets of some lines (first and last, from 1) of a text that holds several reports; None is all."""
        if lines is None:
            return 0, None
        starts, end = self._starts, len(self.closed)
        first, after = lines[0] - 1, lines[1]
        return starts[first] if first < len(starts) else end, starts[after] if after < len(starts) else end

    def find(self, phrase: str, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return every place where a phrase stands verbatim, blanks inside words apart."""
        wanted = close_up(phrase)
        end = len(self.closed) if end is None else end
        found: list[Piece] = []
        at = self.closed.find(wanted, start, end) if wanted else -1
        while at >= 0:
            found.append(Piece(at, at + len(wanted), self.line_at(at), wanted))
            at = self.closed.find(wanted, at + 1, end)
        return found

    def is_whole(self, piece: Piece) -> bool:
        """Tell whether a piece is a whole sentence, the stop at its end apart."""
        return self._whole.get(piece.start) == _STOP.sub("", piece.text)

    @cached_property
    def _whole(self) -> dict[int, str]:
        return {piece.start: _STOP.sub("", piece.text) for piece in self.sentences()}

    def sentences(self, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the sentences between two offsets; numbered headings are none."""
        end = len(self.closed) if end is None else end
        pieces: list[Piece] = []
        at = start
        for mark in self.marks:
            if mark.end > at and mark.start < end:
                pieces += self._pieces(_SENTENCE, at, max(at, mark.start))
                at = min(mark.end, end)
        return pieces + self._pieces(_SENTENCE, at, end)

    def headings(self, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the numbered headings between two offsets."""
        end = len(self.closed) if end is None else end
        found = [mark for mark in self.marks if mark.heads and start <= mark.start and mark.end <= end]
        return [Piece(m.start, m.end, self.line_at(m.start), self.closed[m.start : m.end]) for m in found]

    def statements(self, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the sentences between two offsets, cut at 。；！？ and the ends of lines; headings are among them."""
        return self._pieces(_STATEMENT, start, end)

    def as_published(self, start: int, end: int) -> str:
        """Return what stands between two offsets as it was published, with its stray blanks; joined lines stay joined."""
        number = self.line_at(start) - 1
        if start < end and self.line_at(end - 1) > number + 1:
            return self.closed[start:end]
        line, begins, kept = self._lines[number].strip(), self._starts[number], self._kept(number)
        return line[kept[start - begins] : kept[end - begins - 1] + 1] if start < end else ""

    def _kept(self, number: int) -> list[int]:
        """Return where the signs of a closed-up line stood in it as published; those of the last line asked are at hand."""
        if self._asked[0] != number:
            line = self._lines[number].strip()
            ends = [*(found.span() for found in STRAY.finditer(line)), (len(line), len(line))]
            kept = [at for (_, after), (before, _) in pairwise([(0, 0), *ends]) for at in range(after, before)]
            self._asked = number, kept
        return self._asked[1]

    def clauses(self, start: int, end: int) -> list[Piece]:
        """Return the clauses between two offsets, cut at 。;, and their full-width forms."""
        return self._pieces(_CLAUSE, start, end)

    def _pieces(self, pattern: re.Pattern[str], start: int, end: int | None) -> list[Piece]:
        end = len(self.closed) if end is None else end
        found = (match for match in pattern.finditer(self.closed, start, end) if _WORD.search(match.group()))
        return [Piece(m.start(), m.end(), self.line_at(m.start()), m.group()) for m in found]


def overlaps(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces share a character."""
    return one.start < other.end and other.start < one.end


def spans(starts: list[int], end: int) -> list[tuple[int, int]]:
    """Return each start with the offset where the next begins."""
    return list(pairwise([*starts, end]))
