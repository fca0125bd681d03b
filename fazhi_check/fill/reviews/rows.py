"""The rows of a sheet of reviews: what the program says of each task of a round, and what the office has said so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.reviews import REVIEWED, drawn_of, listed, sampled
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.words import changed
from fazhi_check.digest.run import Digest
from fazhi_check.reports.marks import MARKS

# What a row says of itself where its verdict does not: why it is among those to be reviewed first.
_TOLD = ("claim", "contradiction")
YES = "是"


class Row(NamedTuple):
    """A row: which unit and task it is of, what stands in each column by key, and whether it needs review.

    `office` is what the office has said of it elsewhere, by the keys of reviews.
    """

    unit: str
    task: str
    texts: Mapping[str, str]
    needed: bool
    office: Mapping[str, str] = {}

    @property
    def key(self) -> tuple[str, str]:
        """By what it is found again."""
        return self.unit, self.task


def rows(digest: Digest, number: int) -> list[Row]:
    """Return the rows of a run: those that need review first, by reason, then the round's units, then the plan's order.

    What nobody reported has nothing to be looked at: it has no row until an office says something of it. `number` are
    drawn for a look at their evidence.
    """
    if digest.round is None:
        return []
    drawn, places = drawn_of(sampled(digest, number)), {name: place for place, name in enumerate(REVIEWED)}
    found = [
        (places.get(line.review or "", len(places)), _row(unit, line, (id(file), line.target) in drawn))
        for unit, file in _files(digest.round)
        for line in file.in_order
        if line.verdict != "missing" or line.target in unit.reviews
    ]
    return [row for _, row in sorted(found, key=lambda one: one[0])]


def _files(stands: RoundDigest) -> Iterator[tuple[UnitDigest, FileDigest]]:
    return ((one, one.file) for one in stands.units if one.file)


def _row(unit: UnitDigest, line: Line, drawn: bool) -> Row:
    asked = "\n".join(part for part in (line.asked.zh, str(line.deadline or "")) if part)
    texts = {
        "title": line.title.zh,
        "asked": asked,
        "reported": _reported(line),
        "listed": listed(line.evidence, line.proofs),
        "judged": f"{MARKS[line.group][0]} {line.called.zh if line.applied else line.word.zh}",
        "change": changed(line.change).zh,
        "drawn": YES if drawn else "",
        "hint": REVIEWED[line.review].zh if line.review in _TOLD else "",
    }
    return Row(unit.name, line.target, texts, line.review is not None, unit.reviews.get(line.target, {}))


def _reported(line: Line) -> str:
    """Return what was reported, and below it what the unit says of it, or why it does not apply."""
    note = line.entry.lines("note") if line.entry else ""
    reason = line.said("zh") if line.verdict == "exempt" else ""
    return "\n".join(part for part in (line.told.zh, reason, note) if part)
