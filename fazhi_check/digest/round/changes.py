"""What became of the units' tasks since earlier reports, as counts by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.units import shown_file, worst_first
from fazhi_check.digest.round.words import CHANGES

# What is no news has no column.
TOLD = tuple(kind for kind in CHANGES if kind != "kept")


class Changed(NamedTuple):
    """A unit with how many of its tasks changed in which way."""

    unit: UnitDigest
    kinds: Mapping[str, int]


class Changes(NamedTuple):
    """The kinds of change that occur, the units that have any, and the sums of those that are in sums."""

    kinds: Sequence[str]
    rows: Sequence[Changed]
    sums: Mapping[str, int]


def changes_of(one: RoundDigest) -> Changes:
    """Return what changed at each unit, in the order of screens; without earlier reports there are no rows."""
    rows = [Changed(unit, kinds) for unit in worst_first(one.units) if (kinds := kinds_of(shown_file(unit)))]
    sums = _sum(row.kinds for row in rows if row.unit.counted)
    any_of = _sum(row.kinds for row in rows)
    return Changes([kind for kind in TOLD if any_of[kind]], rows, sums)


def kinds_of(file: FileDigest | None) -> Counter[str]:
    """Return how many lines of a file changed in which way; what did not change is none of them."""
    found: Counter[str] = (
        Counter(line.change.kind for line in file.lines if line.change is not None) if file else Counter()
    )
    return Counter({kind: found[kind] for kind in TOLD if found[kind]})


def _sum(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total
