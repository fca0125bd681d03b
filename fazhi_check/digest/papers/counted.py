"""What a paper counts of tasks: each stands under what counts on paper, once, so that the parts make up the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import Line
from fazhi_check.digest.papers.official import is_settled, verdict_on_paper
from fazhi_check.digest.words import APPLIED
from fazhi_check.outcome import CLAIMS
from fazhi_check.words import verdict_words

# What is applied for stays asked, until an office has agreed: it is a part of its own.
_APPLIED: Final = "applied"
# What leaves the denominator of shares.
OUTSIDE: Final = ("exempt", "waived")
# Beside their numbers the part of them stands that rests on statements alone.
_GOOD: Final = ("met", "on_track", "due_soon")


def part_words(accepting: bool = False) -> dict[str, str]:
    """Return what the parts are called, in their order: the ten counts, with what is only applied for apart."""
    words = {name: text.zh for name, text in verdict_words(accepting).items()}
    after = ("exempt", "waived")
    return {name: words[name] for name in words if name not in after} | {
        _APPLIED: APPLIED.zh,
        **{name: words[name] for name in after},
    }


PARTS: Final = tuple(part_words())


def part_of(line: Line) -> str:
    """Return the part that a line counts in: one of PARTS."""
    verdict = verdict_on_paper(line)
    if line.waived is not None and verdict in FLAGGED:
        return "waived"
    return _APPLIED if verdict == "exempt" and line.applied else verdict


class Counted(NamedTuple):
    """How many tasks stand in each part; how many of these rest on statements alone; how many nobody has settled.

    With `accepting` it is the acceptance of a phase. So many of what nobody has settled are `waiting`: an office goes
    through these first (see digest.line.for_review).
    """

    parts: Mapping[str, int]
    claims: Mapping[str, int]
    unsettled: int
    accepting: bool = False
    waiting: int = 0

    @property
    def total(self) -> int:
        """How many tasks there are."""
        return sum(self.parts.values())

    @property
    def told(self) -> dict[str, int]:
        """The parts that have any, in their order."""
        return {name: self.parts[name] for name in PARTS if self.parts.get(name)}

    @property
    def inside(self) -> dict[str, int]:
        """The same without what leaves the denominator of shares."""
        return {name: number for name, number in self.told.items() if name not in OUTSIDE}

    @property
    def words(self) -> dict[str, str]:
        """What its parts are called."""
        return part_words(self.accepting)


def counted(lines: Iterable[Line]) -> Counted:
    """Return what is counted of some lines."""
    listed = list(lines)
    placed = [(part_of(line), line) for line in listed]
    claims = Counter(part for part, line in placed if part in _GOOD and line.support in CLAIMS)
    unsettled = sum(not is_settled(line) for line in listed)
    waiting = sum(line.unreviewed for line in listed)
    return Counted(
        Counter(part for part, _ in placed), claims, unsettled, any(line.accepted for line in listed), waiting
    )
