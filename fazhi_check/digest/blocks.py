"""The lists of a report, in the order in which every format shows them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import Line
from fazhi_check.digest.words import AHEAD, APPLIED, FREE, KNOWN, MEANING, PAST_DUE, UNSETTLED, counted_items, numbered
from fazhi_check.outcome import told_beside
from fazhi_check.words import VERDICTS, Lang, Text


class Fold(NamedTuple):
    """An item with how many of its targets are missing, and how many are asked."""

    item: str
    missing: int
    asked: int
    section: str


class Block(NamedTuple):
    """A list of lines: `kind` is the verdict of them all, or `waived`, `known` or `free` (encouraged or explored).

    What is missing makes two lists, past its deadline and not yet due, and so does what is unproven, for want of
    evidence and for another reason; `folded` tells of what is missing how many each item has.
    """

    kind: str
    word: Text
    lines: Sequence[Line]
    meaning: Text | None = None
    folded: Sequence[Fold] = ()

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


class _Kind(NamedTuple):
    """A list among those of what is flagged: its verdict, what it is called, and which lines belong to it."""

    verdict: str
    word: Text
    takes: Callable[[Line], object]
    meaning: Text


def _kinds(verdict: str) -> list[_Kind]:
    """Return the lists of a verdict, in their order."""
    word, meaning = VERDICTS[verdict], MEANING[verdict]
    if verdict == "missing":
        past = _Kind(verdict, PAST_DUE, lambda line: line.past_due, meaning)
        return [past, _Kind(verdict, AHEAD, lambda line: not line.past_due, meaning)]
    if verdict == "unproven":
        lacking = _Kind(verdict, word, lambda line: not line.unsettled, meaning)
        return [lacking, _Kind(verdict, UNSETTLED, lambda line: line.unsettled, MEANING["unsettled"])]
    return [_Kind(verdict, word, lambda _: True, meaning)]


def flagged(lines: Sequence[Line], in_order: Sequence[Line]) -> list[Block]:
    """Return the lists of what asks for attention, each the most urgent first; one that nothing stands in is none.

    `in_order` are all lines in the plan's order.
    """
    kinds = [kind for verdict in FLAGGED for kind in _kinds(verdict)]
    blocks = [_flagged(kind, lines, in_order) for kind in kinds]
    return [block for block in blocks if block.lines]


def _flagged(kind: _Kind, lines: Sequence[Line], in_order: Sequence[Line]) -> Block:
    found = [line for line in lines if line.verdict == kind.verdict and kind.takes(line)]
    asked = [line for line in found if line.flagged]
    folds = _folds(asked, in_order) if kind.verdict == "missing" and asked else ()
    meaning = MEANING["node"] if any(line.by_node for line in asked) else kind.meaning
    return Block(kind.verdict, kind.word, asked, _meaning(meaning, sum(line.free for line in found)), folds)


def _meaning(meaning: Text, more: int) -> Text:
    """Return what a list means, and how many more would stand in it that the plan only encourages."""
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
    """Return what does not concern the unit, and before it what it only says so of."""
    applied = [line for line in in_order if line.applied]
    agreed = [line for line in in_order if line.group == "exempt" and not line.applied]
    return _filled(
        Block("exempt", APPLIED, applied, MEANING["applied"]),
        Block("exempt", VERDICTS["exempt"], agreed, MEANING["exempt"]),
    )


def unflagged(in_order: Sequence[Line], called: Mapping[str, Text]) -> list[Block]:
    """Return what is only listed where everything is: what is free, on track and met, as verdicts are `called`."""
    free = Block("free", FREE, [line for line in in_order if line.free])
    return _filled(free, _of(in_order, "on_track"), _of(in_order, "met", called))


def _of(lines: Iterable[Line], group: str, called: Mapping[str, Text] = VERDICTS) -> Block:
    return Block(group, called[group], [line for line in lines if line.group == group], MEANING.get(group))


def _filled(*blocks: Block) -> list[Block]:
    return [block for block in blocks if block.lines]


def _folds(missing: Sequence[Line], in_order: Sequence[Line]) -> list[Fold]:
    """Return the items that have some missing targets, in the plan's order."""
    asked = Counter(line.item for line in in_order)
    number = Counter(line.item for line in missing)
    section = {line.item: line.section for line in in_order}
    return [Fold(item, number[item], asked[item], section[item]) for item in asked if number[item]]


def by_section(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines under their sections, as they come."""
    return [(section, list(members)) for section, members in groupby(lines, key=lambda line: line.section)]


class Counts(NamedTuple):
    """How many lines have each verdict, and of how many of them something is told beside it (see outcome.told_beside).

    `called` tells what the verdicts are called.
    """

    numbers: Mapping[str, int]
    within: Mapping[str, int]
    called: Mapping[str, Text] = VERDICTS

    def cell(self, verdict: str, lang: Lang) -> str:
        """Return the count of a verdict, with the part of it that is told apart in brackets."""
        return numbered(self.numbers.get(verdict, 0), self.within.get(verdict, 0), lang)


def counts_by_section(in_order: Iterable[Line], called: Mapping[str, Text]) -> dict[str, Counts]:
    """Return the counts of each section, in the plan's order, as verdicts are `called`."""
    numbers: dict[str, Counter[str]] = {}
    within: dict[str, Counter[str]] = {}
    for line in in_order:
        numbers.setdefault(line.section, Counter())[line.group] += 1
        within.setdefault(line.section, Counter())[line.verdict] += told_beside(line)
    return {section: Counts(found, within[section], called) for section, found in numbers.items()}


def summed(rows: Iterable[Counts]) -> Counts:
    """Return the sum of counts."""
    numbers, within = Counter[str](), Counter[str]()
    called: Mapping[str, Text] = VERDICTS
    for row in rows:
        numbers.update(row.numbers)
        within.update(row.within)
        called = row.called
    return Counts(numbers, within, called)
