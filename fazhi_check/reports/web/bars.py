"""The bars: counts by verdict as lengths of four patterns that can be told apart in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fazhi_check.digest.shares import numbers_of, shares
from fazhi_check.reports.web.labels import OPENINGS
from fazhi_check.words import Lang

WIDTH, LEAST = 320, 4


class Piece(NamedTuple):
    """One share of a bar: its pattern, where it begins and how long it is."""

    pattern: str
    start: int
    length: int


class Bar(NamedTuple):
    """A bar with its meaning in words, for those who cannot see it."""

    pieces: list[Piece]
    spoken: str


def bar(counts: Mapping[str, int], lang: Lang) -> Bar:
    """Return the bar of some counts by verdict; exempt and waived targets have no share."""
    numbers = dict(zip(OPENINGS, numbers_of(counts), strict=True))
    pieces, start = [], 0
    for pattern, length in zip(numbers, shares(list(numbers.values()), WIDTH, LEAST), strict=True):
        if length:
            pieces.append(Piece(pattern, start, length))
        start += length
    spoken = [f"{OPENINGS[pattern].say(lang)} {number}" for pattern, number in numbers.items() if number]
    return Bar(pieces, ("，" if lang == "zh" else ", ").join(spoken))
