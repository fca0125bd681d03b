"""The units of a round as they are listed: by category and by what they lie within, on screens the worst first.

Sums stand beside counts and never in their place: nothing here is a mean, or a verdict made of verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from fazhi_check.digest.blocks import Counts, summed
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import Numbers, RoundDigest, UnitDigest, numbers_of
from fazhi_check.digest.round.headings import CARRIED, MISSED, NO_CATEGORY
from fazhi_check.digest.words import COMMA, counted, joined, same, with_more
from fazhi_check.words import VERDICTS, Text

# An order of units.
Order: TypeAlias = Callable[[Iterable[UnitDigest]], list[UnitDigest]]
# What puts units in order, after those that have not reported.
_BY = ("overdue", "lagging", "unproven", "missing")
_TROUBLES = {**{verdict: VERDICTS[verdict] for verdict in _BY}, "missing": MISSED}


def worst_first(units: Iterable[UnitDigest]) -> list[UnitDigest]:
    """Return units in the order of screens: not submitted first, then by their troubles; what is alike as it stood.

    Who owes nothing comes last.
    """
    return sorted(units, key=_urgency)


def as_listed(units: Iterable[UnitDigest]) -> list[UnitDigest]:
    """Return units in the order of papers: the office's own."""
    return list(units)


def _urgency(one: UnitDigest) -> tuple[bool, bool, *tuple[int, ...]]:
    found = troubles(one)
    return (one.state == "excused", one.state != "not_submitted", *(-found[verdict] for verdict in _BY))


def shown_file(one: UnitDigest) -> FileDigest | None:
    """Return the file that is shown for a unit: its own of this round, else one from before; None without any."""
    return one.file or one.shown


def troubles(one: UnitDigest) -> dict[str, int]:
    """Return how many lines of a unit's file ask for attention by the verdicts that put units in order.

    Of what is missing only that counts which is past its deadline.
    """
    file = shown_file(one)
    if file is None:
        return dict.fromkeys(_BY, 0)
    return {verdict: file.tally.past if verdict == "missing" else file.tally.flagged[verdict] for verdict in _BY}


def told_troubles(one: UnitDigest) -> Text:
    """Return a unit's troubles in words, with the number of all that was judged beside them; nothing without any."""
    file, found = shown_file(one), {name: number for name, number in troubles(one).items() if number}
    if file is None or not found:
        return same("")
    total = sum(file.counts.values())
    return with_more(joined(counted(_TROUBLES, found), COMMA), Text(f"共 {total} 项", f"of {total}"))


def told_state(one: UnitDigest) -> Text:
    """Return how a unit stands with its report: its state, what is shown in its place, why it owes none."""
    word = one.called
    more = []
    if one.stale:
        more.append(Text(f"{CARRIED.zh} {one.stale} 数据", f"{CARRIED.en} {one.stale}"))
    if one.excused:
        more.append(same(one.excused))
    return with_more(word, joined(more, COMMA)) if more else word


def counts_of(units: Iterable[UnitDigest]) -> Counts:
    """Return the counts of the files that are in the sums."""
    return summed(one.file.all_counts for one in units if one.counted and one.file)


class Group(NamedTuple):
    """Units that are told together: those of a category, in some order, with how many have reported and their sums."""

    name: Text
    units: Sequence[UnitDigest]
    numbers: Numbers
    counts: Counts

    @property
    def title(self) -> Text:
        """Its name with the number of its units."""
        number = len(self.units)
        return Text(f"{self.name.zh}（{number}）", f"{self.name.en} ({number})")


def by_category(one: RoundDigest, order: Order = worst_first) -> list[Group]:
    """Return the units by category, in the order of the first of each; each unit stands in exactly one."""
    named = any(one.categories)
    return [
        Group(same(name) if name else NO_CATEGORY if named else Text("全部单位", "all units"), *_summed(units, order))
        for name, units in one.categories.items()
    ]


def _summed(units: Sequence[UnitDigest], order: Order) -> tuple[list[UnitDigest], Numbers, Counts]:
    return order(units), numbers_of(units), counts_of(units)


class Branch(NamedTuple):
    """A unit with how deep it lies below others, and what lies below it on every level; None where nothing does."""

    unit: UnitDigest
    depth: int
    below: Group | None


def tree(one: RoundDigest, order: Order = as_listed) -> list[Branch]:
    """Return every unit once, each followed by those within it; who names no unit of the round stands at the top."""
    grown = _Tree(one, order)
    names = {unit.name for unit in one.units}
    top = [unit for unit in one.units if unit.within not in names or unit.within == unit.name]
    # Units that lie within each other in a circle have no top: they stand there all the same.
    for units in (order(top), one.units):
        for unit in units:
            grown.add(unit, 0)
    return grown.branches


class _Tree:
    """Grows the branches of a round, each unit once."""

    def __init__(self, one: RoundDigest, order: Order) -> None:
        self._round, self._order = one, order
        self._seen: set[int] = set()
        self.branches: list[Branch] = []

    def add(self, unit: UnitDigest, depth: int) -> None:
        """Add a unit and what lies below it, unless it stands there already."""
        if id(unit) in self._seen:
            return
        self._seen.add(id(unit))
        self.branches.append(Branch(unit, depth, below_group(self._round, unit, self._order)))
        for child in self._order(self._round.children(unit)):
            self.add(child, depth + 1)


def below_group(one: RoundDigest, unit: UnitDigest, order: Order = as_listed) -> Group | None:
    """Return the units below one, on every level, as a group; None where there are none."""
    below = one.below(unit)
    if not below:
        return None
    return Group(Text(f"{unit.name}所辖", f"within {unit.name}"), *_summed(below, order))
