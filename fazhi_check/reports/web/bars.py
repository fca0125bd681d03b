"""The bars: counts by verdict as lengths of four patterns that can be told apart in black and white."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.reports.web.labels import OPENINGS
from fazhi_check.words import Lang

WIDTH = 320
_LEAST = 4
_SHARES: dict[str, tuple[str, ...]] = {
    "full": ("met",),
    "half": ("on_track", "due_soon"),
    "dense": ("lagging", "overdue", "unproven", "invalid"),
    "empty": ("missing",),
}


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
    numbers = {pattern: sum(counts[verdict] for verdict in verdicts) for pattern, verdicts in _SHARES.items()}
    pieces, start = [], 0
    for pattern, length in zip(numbers, lengths(list(numbers.values()), WIDTH), strict=True):
        if length:
            pieces.append(Piece(pattern, start, length))
        start += length
    spoken = [f"{OPENINGS[pattern].say(lang)} {number}" for pattern, number in numbers.items() if number]
    return Bar(pieces, ("，" if lang == "zh" else ", ").join(spoken))


def lengths(numbers: Sequence[int], width: int) -> list[int]:
    """Return a length for each number, adding up to `width`: in proportion, and none that counts goes unseen."""
    total = sum(numbers)
    if not total:
        return [0] * len(numbers)
    rest = width - _LEAST * sum(number > 0 for number in numbers)
    found = [(number > 0) * _LEAST + number * rest // total for number in numbers]
    by_remainder = sorted(range(len(numbers)), key=lambda index: -(numbers[index] * rest % total))
    for index in by_remainder[: width - sum(found)]:
        found[index] += 1
    return found
