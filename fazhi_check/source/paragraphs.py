"""The lines of a published text put back to paragraphs: stray blanks, page numbers and hard-wrapped lines.

A copy taken from a paged document breaks every paragraph at the width of its page, and puts the page's number in
between. Such lines are joined again, so that a sentence can be found; each line keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

# A blank beside a character that is not ASCII parts no words in Chinese.
STRAY = re.compile(r"(?<=[^\x00-\x7f])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[^\x00-\x7f])")
_PAGE_NUMBER = re.compile(r"[-—–－─~]+\s*\d{1,4}\s*[-—–－─~]+|第\s*\d{1,4}\s*页(?:[，,/]?\s*共\s*\d{1,4}\s*页)?")
_ENDED = re.compile(r"[。！？!?；;：:][”’」』）)]*$")
_PAUSED = re.compile(r"[，、,（(“]$")
# A line that begins with the number of a heading or of a thing listed continues no other.
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+(?:部分|[编篇章节条])|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百\d]+[）)]"
    r"|\d{1,2}(?:[.．](?!\d)|、)|[①-⑳]"
)
_PAGES = 3  # so many pages make a rule of what stands on each
_LONGEST_HEAD = 40  # characters of a line that stands at the head or foot of every page
_NARROWEST = 32  # a page is wider than sixteen characters: shorter lines are cells of a table, or headings
_FEWEST = 4  # so many lines that end open at the same width are no chance


class Paragraphs(NamedTuple):
    """A text with its lines joined to paragraphs, one a line; `starts` are the offsets of the lines as published."""

    text: str
    starts: tuple[int, ...]
    wrapped: bool


def close_up(phrase: str) -> str:
    """Return a phrase with blanks inside Chinese words taken out."""
    return STRAY.sub("", phrase.strip())


def paragraphs(text: str) -> Paragraphs:
    """Return a published text as paragraphs; without page numbers, and with lines joined where the text was wrapped."""
    raw = text.splitlines()
    pages = _pages([line.strip() for line in raw])
    lines = ["" if number in pages else close_up(line) for number, line in enumerate(raw)]
    width = _width(lines)
    joints = _joints(lines, pages, width) if width else {}
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for number, line in enumerate(lines):
        joint = joints.get(number, "\n")
        starts.append(at)
        parts.append(line + joint)
        at += len(line) + len(joint)
    return Paragraphs("".join(parts).removesuffix("\n"), tuple(starts or [0]), bool(width))


def _width(lines: list[str]) -> _Width | None:
    """Return the width at which lines were broken; None where they were not.

    In a wrapped text many lines are as long as its longest, and they end open; elsewhere the longest are paragraphs.
    """
    written = [line for line in lines if line]
    if len(written) < _FEWEST:
        return None
    longest = len(written) - 1 - len(written) // 50  # a line in fifty may stand out, as an address does
    width = _Width(sorted(map(cells, written))[longest], sorted(map(len, written))[longest])
    filled = [number for number, line in enumerate(lines) if line and width.is_filled_by(line)]
    following = {number: lines[number + 1] if number + 1 < len(lines) else "" for number in filled}
    open_ = sum(_is_open(lines[number]) and _goes_on(following[number]) for number in filled)
    return width if width.cells >= _NARROWEST and open_ >= max(_FEWEST, len(filled) * 0.6) else None


def _pages(lines: list[str]) -> set[int]:
    """Return the lines that belong to pages: their numbers, and what stands beside three of them or more alike."""
    pages = {number for number, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line)} or _counted(lines)
    beside = {at for number in pages for step in (-1, 1) if (at := _beside(lines, number, step)) is not None}
    often = Counter(lines[at] for at in beside)
    return pages | {at for at in beside - pages if often[lines[at]] >= _PAGES and len(lines[at]) <= _LONGEST_HEAD}


def _beside(lines: list[str], number: int, step: int) -> int | None:
    """Return the next line that holds something, on this side of a line, if it is near."""
    near = [at for at in range(number + step, number + 4 * step, step) if 0 <= at < len(lines) and lines[at]]
    return near[0] if near else None


def _counted(lines: list[str]) -> set[int]:
    """Return the lines that hold a number alone, where these count the pages: each one more, with lines between."""
    bare = [(number, int(line)) for number, line in enumerate(lines) if len(line) <= 3 and line.isdecimal()]
    counts = all(two == one + 1 and after > at + 5 for (at, one), (after, two) in pairwise(bare))
    return {number for number, _ in bare} if counts and len(bare) >= _PAGES else set()


class _Width(NamedTuple):
    """How wide a page is: in cells, as type is set, or in characters, as programs break lines."""

    cells: int
    letters: int

    def is_filled_by(self, line: str) -> bool:
        """Tell whether a line is as long as the page is wide."""
        return cells(line) >= self.cells * 0.86 or len(line) >= self.letters


def _is_open(line: str) -> bool:
    return bool(line) and not _ENDED.search(line)


def _goes_on(line: str) -> bool:
    return not NUMBERED.match(line)


def _joints(lines: list[str], pages: set[int], width: _Width) -> dict[int, str]:
    """Return what stands after each line that runs on in the next, over the end of a page too: nothing or a blank.

    A blank line ends a paragraph, but for those about the number of a page.
    """
    joints: dict[int, str] = {}
    written = [number for number, line in enumerate(lines) if line]
    for number, after in pairwise(written):
        near = after == number + 1 or not pages.isdisjoint(range(number + 1, after))
        if near and _runs_on(lines[number], lines[after], width):
            joints[number] = _glue(lines[number], lines[after])
            joints |= dict.fromkeys(range(number + 1, after), "")
    return joints


def _glue(line: str, following: str) -> str:
    return " " if (line[-1] + following[0]).isascii() and line[-1].isalnum() and following[0].isalnum() else ""


def _runs_on(line: str, following: str, width: _Width) -> bool:
    return _is_open(line) and _goes_on(following) and (width.is_filled_by(line) or bool(_PAUSED.search(line)))


def cells(line: str) -> int:
    """Return how wide a line is, a Chinese character counting two."""
    return sum(1 if char < "\u0100" else 2 for char in line)
