"""The bars: counts by verdict as lengths of four patterns that can be told apart in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fazhi_check.digest.shares import numbers_of, shares
from fazhi_check.reports.web.labels import openings
from fazhi_check.words import Lang, Text

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


def bar(counts: Mapping[str, int], called: Mapping[str, Text], lang: Lang) -> Bar:
    """Return the bar of some counts by verdict, as these are `called`; exempt and waived targets have no share."""
    names = openings(called)
    numbers = dict(zip(names, numbers_of(counts), strict=True))
    pieces, start = [], 0
    for pattern, length in zip(numbers, shares(list(numbers.values()), WIDTH, LEAST), strict=True):
        if length:
            pieces.append(Piece(pattern, start, length))
        start += length
    spoken = [f"{names[pattern].say(lang)} {number}" for pattern, number in numbers.items() if number]
    return Bar(pieces, ("，" if lang == "zh" else ", ").join(spoken))
