"""How high a row has to be for its texts: what a program does as it shows a sheet, for those that do not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from math import ceil

# Of a cell's width, what its borders and margins take, in pixels; and the pixels of a point at 96 to the inch.
_MARGIN, _PIXELS = 7, 96 / 72
# The height of a line for a point of its letters, as the widest of the usual fonts has it; and what is above and below.
_LINE, _AROUND = 1.42, 6.0
LEAST = 31.5
MOST = 409.0  # points: no program takes more


def height(cells: Iterable[tuple[str, int, float]]) -> float:
    """Return the height in points for cells given by text, width in pixels and size of letters in points."""
    needed = max((lines(text, width, size) * size * _LINE + _AROUND for text, width, size in cells), default=LEAST)
    return min(max(ceil(needed * 4) / 4, LEAST), MOST)


def lines(text: str, width: int, size: float) -> int:
    """Return how many lines a text takes in a cell."""
    room = max((width - _MARGIN) / (size * _PIXELS), 1)  # in full-width letters
    return sum(_lines(line, room) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def _lines(line: str, room: float) -> int:
    """Return how many lines one line takes: words of narrow letters are not parted, nor marks from what they follow."""
    count, used = 1, 0.0
    for word in _words(line):
        long = sum(_wide(letter) for letter in word)
        if used and used + long > room:
            count, used = count + 1, 0.0
        count += int(long // room) if long > room else 0
        used += long % room if long > room else long
    return count


def _words(line: str) -> list[str]:
    words: list[str] = []
    for letter in line:
        narrow = _wide(letter) < 1 and letter != " "
        joins = bool(words) and (
            letter in "，。；：、”）》" or (narrow and _wide(words[-1][-1]) < 1 and words[-1] != " ")
        )
        if joins:
            words[-1] += letter
        else:
            words.append(letter)
    return words


def _wide(letter: str) -> float:
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.52
