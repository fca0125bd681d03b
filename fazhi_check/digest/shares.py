"""How a bar is shared out: counts by verdict as lengths that add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi_check.digest.words import SHARES


def numbers_of(counts: Mapping[str, int]) -> list[int]:
    """Return the numbers of the bar's shares; exempt and waived targets have none."""
    return [sum(counts.get(verdict, 0) for verdict in verdicts) for verdicts in SHARES]


def shares(numbers: Sequence[int], width: int, least: int = 1) -> list[int]:
    """Return a length for each number, adding up to `width`: in proportion, and none that counts goes unseen.

    Every number that counts has `least`; the rest is shared out in proportion, the largest remainders first. A bar
    too short for all of them has no shares.
    """
    total = sum(numbers)
    if total == 0 or width < least * len(numbers):
        return [0] * len(numbers)
    rest = width - least * sum(number > 0 for number in numbers)
    found = [(number > 0) * least + number * rest // total for number in numbers]
    by_remainder = sorted(range(len(numbers)), key=lambda index: -(numbers[index] * rest % total))
    for index in by_remainder[: width - sum(found)]:
        found[index] += 1
    return found


def percents(numbers: Sequence[int]) -> list[str]:
    """Return the share of each number in percent with one decimal: together exactly 100.0, by the largest remainders.

    What counts is never printed as 0.0: it has 0.1 of the largest share. Without anything that counts all are 0.0.
    """
    tenths = shares(numbers, 1000, least=0)
    for index, number in enumerate(numbers):
        if number and not tenths[index]:
            tenths[index] += 1
            tenths[tenths.index(max(tenths))] -= 1
    return [f"{one // 10}.{one % 10}" for one in tenths]


def rate(part: int, whole: int) -> str:
    """Return a part of a whole in percent with one decimal, rounded half up; 100.0 and 0.0 say all and none only.

    `whole` is not 0.
    """
    tenths = (part * 2000 + whole) // (2 * whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10}.{tenths % 10}"
