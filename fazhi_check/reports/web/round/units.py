"""The table of a round's units: by category, the worst first, with the sums of what lies within one beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.blocks import Counts, summed
from fazhi_check.digest.round.calls import mark_of
from fazhi_check.digest.round.changes import kinds_of
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.head import told_numbers
from fazhi_check.digest.round.headings import WITHIN_UNIT
from fazhi_check.digest.round.units import (
    Branch,
    Group,
    by_category,
    counts_of,
    shown_file,
    told_state,
    tree,
    worst_first,
)
from fazhi_check.digest.round.words import CHANGE_MARKS, CHANGES, UNSETTLED
from fazhi_check.digest.words import DOT, WITHIN, WITHIN_SHORT, columns, joined, same
from fazhi_check.reports.web.keys import Keys
from fazhi_check.words import Lang, Text

# The order of columns: what asks for attention stands first.
_IN_ORDER = ("overdue", "lagging", "unproven", "invalid", "missing", "due_soon", "on_track", "met", "exempt", "waived")

# The changes that are told in a row; all of them are told where one points at it, and in the unit's own sheet.
_TOLD = ("solved", "open", "fallen_back", "dropped")


class Head(NamedTuple):
    """The head of a column of counts."""

    verdict: str
    word: str
    short: str


class Cell(NamedTuple):
    """A count with the part of it that is told apart, in brackets."""

    number: int
    within: str


class UnitRow(NamedTuple):
    """A unit with its keys, how it stands, its counts, what changed and what waits to be settled.

    `sum` is the row of what lies within it, None where nothing does; `star` marks a file that is in no sum.
    """

    unit: str
    category: str
    name: str
    link: str
    depth: int
    state: str
    word: str
    within: str
    star: bool
    mark: str
    cells: Sequence[Cell]
    total: int | None
    changed: str
    changes: str
    settled: str
    sum: UnitSum | None


class UnitSum(NamedTuple):
    """The sums of the units within one, under what they are called."""

    name: str
    cells: Sequence[Cell]
    total: int


class UnitGroup(NamedTuple):
    """The units of a category with how many have reported, and their sums."""

    category: str
    title: str
    said: str
    rows: Sequence[UnitRow]
    sum: UnitSum


class UnitTable(NamedTuple):
    """The whole table; `changes` and `settled` tell whether it has these columns."""

    heads: Sequence[Head]
    groups: Sequence[UnitGroup]
    sum: UnitSum
    changes: bool
    settled: bool


def unit_table(one: RoundDigest, lang: Lang, keys: Keys, links: Mapping[str, str]) -> UnitTable:
    """Return the table of units."""
    files = [file for unit in one.units if (file := shown_file(unit))]
    every = summed(file.all_counts for file in files)
    heads = [verdict for verdict in _IN_ORDER if verdict in columns(every.numbers)]
    maker = _Rows(one, lang, keys, links, heads)
    total = maker.sum("", counts_of(one.units))
    changes = any(line.change for file in files for line in file.lines)
    settled = any(file.reviews[0] for file in files)
    shown = [_head(verdict, every, lang) for verdict in heads]
    return UnitTable(shown, list(map(maker.group, by_category(one))), total, changes, settled)


def _head(verdict: str, counts: Counts, lang: Lang) -> Head:
    short = WITHIN_SHORT.get(verdict) if counts.within.get(verdict) else None
    return Head(
        verdict, counts.called[verdict].say(lang), Text(f"（{short.zh}）", f"({short.en})").say(lang) if short else ""
    )


class _Rows:
    """Makes the rows of one table."""

    def __init__(
        self, one: RoundDigest, lang: Lang, keys: Keys, links: Mapping[str, str], verdicts: Sequence[str]
    ) -> None:
        self._one, self._lang, self._keys, self._links, self._verdicts = one, lang, keys, links, verdicts
        self._branches = {id(branch.unit): branch for branch in tree(one, worst_first)}

    def group(self, group: Group) -> UnitGroup:
        """Return the rows of a category: who lies within another unit of it stands below that."""
        parents = {unit.within for unit in group.units}
        (parent,) = parents if len(parents) == 1 else ("",)
        said = [told_numbers(group.numbers, self._one.punctual), *([_within(parent)] if parent else [])]
        category = self._keys.category(group.units[0].category)
        rows = [self.row(unit, depth, not parent) for unit, depth in self._nested(group.units)]
        return UnitGroup(
            category, group.title.say(self._lang), joined(said, DOT).say(self._lang), rows, self.sum("", group.counts)
        )

    def _nested(self, units: Sequence[UnitDigest]) -> Iterator[tuple[UnitDigest, int]]:
        """Yield the units of a category in their order, those within one of them below it and one step deeper."""
        names = {unit.name for unit in units}
        top = [unit for unit in units if unit.within not in names or unit.within == unit.name]
        done: set[int] = set()

        def below(unit: UnitDigest, depth: int) -> Iterator[tuple[UnitDigest, int]]:
            if id(unit) in done:
                return
            done.add(id(unit))
            yield unit, depth
            for child in units:
                if child.within == unit.name:
                    yield from below(child, depth + 1)

        for unit in (*top, *units):
            yield from below(unit, 0)

    def row(self, unit: UnitDigest, depth: int, within: bool) -> UnitRow:
        """Return the row of a unit, with what it lies `within` where the rows around it do not say so."""
        file, lang = shown_file(unit), self._lang
        key, category = self._keys.member(unit)
        counts = file.all_counts if file else None
        return UnitRow(
            key,
            category,
            unit.name,
            self._links.get(file.path, "") if file else "",
            depth,
            unit.state,
            told_state(unit).say(lang),
            _within(unit.within).say(lang) if unit.within and within and not depth else "",
            file is not None and not unit.counted,
            mark_of(unit),
            self._cells(counts) if counts else [],
            sum(counts.numbers.values()) if counts else None,
            *_changed(unit, lang),
            _waiting(unit, lang),
            self._below(self._branches[id(unit)]),
        )

    def _below(self, branch: Branch) -> UnitSum | None:
        if branch.below is None:
            return None
        arrived, number = branch.below.numbers.arrived, len(branch.below.units)
        name = Text(f"所辖 {number} 个合计（已报 {arrived}）", f"{number} within it ({arrived} reported)")
        return self.sum(name.say(self._lang), branch.below.counts)

    def sum(self, name: str, counts: Counts) -> UnitSum:
        """Return sums under a name."""
        return UnitSum(name, self._cells(counts), sum(counts.numbers.values()))

    def _cells(self, counts: Counts) -> list[Cell]:
        return [Cell(counts.numbers.get(verdict, 0), self._within(counts, verdict)) for verdict in self._verdicts]

    def _within(self, counts: Counts, verdict: str) -> str:
        number = counts.within.get(verdict, 0) if verdict in WITHIN else 0
        return Text(f"（{number}）", f"({number})").say(self._lang) if number else ""


def _within(parent: str) -> Text:
    return joined([WITHIN_UNIT, same(parent)], " ")


def _changed(unit: UnitDigest, lang: Lang) -> tuple[str, str]:
    """Return what of a unit's changes an office acts on, and all of them, kind by kind with their numbers."""
    found = kinds_of(shown_file(unit))
    said = {kind: f"{CHANGE_MARKS[kind]}{CHANGES[kind].say(lang)} {number}" for kind, number in found.items()}
    return "  ".join(said[kind] for kind in _TOLD if kind in said), "\n".join(said.values())


def _waiting(unit: UnitDigest, lang: Lang) -> str:
    """Return how much of a unit is not settled yet; nothing where nothing needs it."""
    file = shown_file(unit)
    needed, waiting = file.reviews if file else (0, 0)
    if not needed:
        return ""
    return Text(f"{UNSETTLED.zh} {waiting}/{needed}", f"{UNSETTLED.en} {waiting}/{needed}").say(lang)
