"""The lists of a report, in the order in which every format shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import Line
from fazhi_check.digest.words import FREE, KNOWN, MEANING, counted_items
from fazhi_check.words import VERDICTS, Text


class Block(NamedTuple):
    """A list of lines: `kind` is the verdict of them all, or `waived`, `known` or `free` (encouraged or explored)."""

    kind: str
    word: Text
    lines: Sequence[Line]
    meaning: Text | None = None

    @property
    def title(self) -> Text:
        """Its word with the number of its lines."""
        return counted_items(self.word, len(self.lines))

    @property
    def mark(self) -> str:
        """The verdict whose mark it bears."""
        return {"known": "waived", "free": "exempt"}.get(self.kind, self.kind)

    @property
    def by_section(self) -> list[tuple[str, list[Line]]]:
        """Its lines under their sections, as they come."""
        return by_section(self.lines)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many of its lines have each flagged verdict, those that none has left out."""
        counts = Counter(line.verdict for line in self.lines)
        return {verdict: counts[verdict] for verdict in FLAGGED if counts[verdict]}


class Fold(NamedTuple):
    """An item with how many of its targets are missing, and how many are asked."""

    item: str
    missing: int
    asked: int
    section: str


def flagged(lines: Sequence[Line]) -> list[Block]:
    """Return the lists of what asks for attention, each the most urgent first; a verdict that none has has no list."""
    blocks = []
    for verdict in FLAGGED:
        found = [line for line in lines if line.verdict == verdict]
        asked = [line for line in found if line.flagged]
        more = sum(line.free for line in found)
        blocks.append(Block(verdict, VERDICTS[verdict], asked, _meaning(verdict, more)))
    return [block for block in blocks if block.lines]


def _meaning(verdict: str, more: int) -> Text:
    """Return what a verdict means, and how many more have it that the plan only encourages."""
    meaning = MEANING[verdict]
    if not more:
        return meaning
    return Text(
        f"{meaning.zh}；另有鼓励、探索类 {more} 项不计",
        f"{meaning.en}; {more} more that are only encouraged are not counted",
    )


def set_apart(in_order: Sequence[Line]) -> list[Block]:
    """Return what is not flagged but wants to be seen: what is due soon, waived, or known before."""
    known = Block("known", KNOWN, [line for line in in_order if line.known], MEANING["known"])
    return _filled(_of(in_order, "due_soon"), _of(in_order, "waived"), known)


def exempt(in_order: Sequence[Line]) -> list[Block]:
    """Return what does not concern the unit."""
    return _filled(_of(in_order, "exempt"))


def unflagged(in_order: Sequence[Line]) -> list[Block]:
    """Return what is only listed where everything is: what is free, on track and met."""
    free = Block("free", FREE, [line for line in in_order if line.free])
    return _filled(free, _of(in_order, "on_track"), _of(in_order, "met"))


def _of(lines: Iterable[Line], group: str) -> Block:
    return Block(group, VERDICTS[group], [line for line in lines if line.group == group], MEANING.get(group))


def _filled(*blocks: Block) -> list[Block]:
    return [block for block in blocks if block.lines]


def folded(in_order: Sequence[Line]) -> list[Fold]:
    """Return the items that have missing targets, in the plan's order."""
    asked = Counter(line.item for line in in_order)
    missing = Counter(line.item for line in in_order if line.flagged and line.verdict == "missing")
    section = {line.item: line.section for line in in_order}
    return [Fold(item, number, asked[item], section[item]) for item, number in missing.items()]


def by_section(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines under their sections, as they come."""
    return [(section, list(members)) for section, members in groupby(lines, key=lambda line: line.section)]


def counts_by_section(in_order: Iterable[Line]) -> dict[str, Counter[str]]:
    """Return the counts by verdict of each section, in the plan's order."""
    counts: dict[str, Counter[str]] = {}
    for line in in_order:
        counts.setdefault(line.section, Counter())[line.group] += 1
    return counts
