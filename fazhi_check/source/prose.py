"""A published text as sentences and clauses that can be searched, each with the line it stands on.

The publication left stray spaces inside words (风 险); they are closed up before anything is searched, and places
are those of the text as it was published.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

# A blank beside a character that is not ASCII parts no words in Chinese.
_STRAY = re.compile(r"(?<=[^\x00-\x7f])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[^\x00-\x7f])")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’」』）)]*")
_STATEMENT = re.compile(r"[^。！？!?；;\n]*[。！？!?；;]*[”’」』）)]*")
_CLAUSE = re.compile(r"[^。！？；;，,\n]*[。！？；;，,]?[”’」』）)]*")
_HEADING = re.compile(r"(?:第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、)[^。；;]{1,40}$")
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """A stretch of the closed-up text: `start` to `end` are its offsets, `line` is counted from 1."""

    start: int
    end: int
    line: int
    text: str


class SourceText:
    """A published text with its stray blanks closed up."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self.closed = "\n".join(_STRAY.sub("", line.strip()) for line in self._lines)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.closed))]

    def line_at(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        from bisect import bisect_right

        return bisect_right(self._starts, offset)

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

    def sentences(self, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the sentences between two offsets; numbered headings are none."""
        pieces = self._pieces(_SENTENCE, start, end)
        return [piece for piece in pieces if not _HEADING.match(piece.text)]

    def headings(self, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the numbered headings between two offsets."""
        return [piece for piece in self._pieces(_SENTENCE, start, end) if _HEADING.match(piece.text)]

    def statements(self, start: int = 0, end: int | None = None) -> list[Piece]:
        """Return the sentences between two offsets, cut at 。；！？ and the ends of lines; headings are among them."""
        return self._pieces(_STATEMENT, start, end)

    def as_published(self, start: int, end: int) -> str:
        """Return what stands between two offsets of one line as it was published, with its stray blanks."""
        number = self.line_at(start) - 1
        line, begins = self._lines[number].strip(), self._starts[number]
        ends = [*(found.span() for found in _STRAY.finditer(line)), (len(line), len(line))]
        kept = [at for (_, after), (before, _) in pairwise([(0, 0), *ends]) for at in range(after, before)]
        return line[kept[start - begins] : kept[end - begins - 1] + 1] if start < end else ""

    def clauses(self, start: int, end: int) -> list[Piece]:
        """Return the clauses between two offsets, cut at 。;, and their full-width forms."""
        return self._pieces(_CLAUSE, start, end)

    def _pieces(self, pattern: re.Pattern[str], start: int, end: int | None) -> list[Piece]:
        end = len(self.closed) if end is None else end
        found = (match for match in pattern.finditer(self.closed, start, end) if _WORD.search(match.group()))
        return [Piece(m.start(), m.end(), self.line_at(m.start()), m.group()) for m in found]


def close_up(phrase: str) -> str:
    """Return a phrase with blanks inside Chinese words taken out."""
    return _STRAY.sub("", phrase.strip())


def overlaps(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces share a character."""
    return one.start < other.end and other.start < one.end


def spans(starts: list[int], end: int) -> list[tuple[int, int]]:
    """Return each start with the offset where the next begins."""
    return list(pairwise([*starts, end]))
