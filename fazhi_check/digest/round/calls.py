"""Whom to call first (需重点调度的单位): the units that come first in the order of screens, each with why."""

from __future__ import annotations

from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.units import shown_file, told_state, told_troubles, troubles, worst_first
from fazhi_check.digest.round.words import CHANGES, PROBLEM_STATES
from fazhi_check.digest.words import COMMA, DOT, counted, joined
from fazhi_check.words import Text

_MOST = 3


class Call(NamedTuple):
    """A unit to call, with the mark of its worst verdict and why."""

    unit: UnitDigest
    mark: str
    why: Text


def to_call(one: RoundDigest, most: int = _MOST) -> list[Call]:
    """Return the units to call first, so many at `most`; who has reported and has nothing open is not among them."""
    owing = [unit for unit in worst_first(one.units) if unit.state != "excused"]
    return [Call(unit, mark_of(unit), _why(unit)) for unit in owing if _wanted(unit)][:most]


def mark_of(one: UnitDigest) -> str:
    """Return the verdict whose mark a unit bears: the worst of its file; that of what is missing without a report."""
    if one.state == "excused":
        return "exempt"
    if one.state == "not_submitted":
        return "missing"
    found = [verdict for verdict, number in troubles(one).items() if number]
    return found[0] if found else one.file.mark if one.file else "met"


def _wanted(one: UnitDigest) -> bool:
    return one.state in ("not_submitted", "returned") or any(troubles(one).values())


def _why(one: UnitDigest) -> Text:
    state = [told_state(one)] if one.state in ("not_submitted", "returned") else []
    parts = [*state, told_troubles(one), _turned(one)]
    return joined([part for part in parts if part.zh], DOT)


def _turned(one: UnitDigest) -> Text:
    """Return how much came back or fell back since earlier reports; nothing where nothing did."""
    numbers = {"reopened": reopened(one), "fallen_back": fallen_back(shown_file(one))}
    words = {"reopened": PROBLEM_STATES["reopened"], "fallen_back": CHANGES["fallen_back"]}
    return joined(counted(words, {name: number for name, number in numbers.items() if number}), COMMA)


def reopened(one: UnitDigest) -> int:
    """Return how many problems of a unit came back after they had been closed."""
    return sum(problem.state == "reopened" for problem in one.problems or ())


def fallen_back(file: FileDigest | None) -> int:
    """Return how many lines of a file fell back since an earlier report."""
    return sum(line.change is not None and line.change.kind == "fallen_back" for line in file.lines) if file else 0
