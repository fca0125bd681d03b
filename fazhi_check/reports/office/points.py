"""The sheets of points: the units of each standard by its items (考评), and why each has what it has (考评明细)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi_check.digest.points import ItemDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.scored import (
    COLUMNS,
    REMARKS,
    SUM,
    Group,
    Scored,
    given,
    groups_of,
    most,
    remarks,
    titled,
    told_unscored,
)
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import POINTS, POINTS_WHY, UNIT
from fazhi_check.words import Lang, Text, exact

_MOST, _DIFFERENCE = Text("满分", "maximum"), Text("自评差额", "own less given")
_WIDTHS: Sequence[int] = (24, 8, 26, 20, 9, 11, 60)


def points(digest: Digest, lang: Lang, by_points: bool) -> list[Listed]:
    """Return the sheets of points: one for each standard, then all items of all units."""
    groups = groups_of(digest, by_points)
    without = told_unscored(digest)
    below = [without] if without.zh else []
    heads = [(UNIT, 20), *zip(COLUMNS, _WIDTHS, strict=True), (_DIFFERENCE, 10)]
    rows = [row for group in groups for one in group.units for row in _items(one, lang)]
    return [*(_listed(group, below, lang) for group in groups), Listed(POINTS_WHY, heads, rows, 2, numbered=False)]


def _listed(group: Group, below: Sequence[Text], lang: Lang) -> Listed:
    """Return the units of a standard; no number stands before them, which might be read as a rank."""
    heads = [(UNIT, 20), *((title, 12) for _, title in group.items), (SUM, 11), (_MOST, 9), (REMARKS, 50)]
    return Listed(POINTS, heads, [_unit(one, lang) for one in group.units], 1, group.head, below, numbered=False)


def _unit(one: Scored, lang: Lang) -> list[Cell]:
    found = one.points
    notes = f"；{found.notes.say(lang)}" if found.notes.zh else ""
    return [
        Cell(one.name, "name"),
        *(_given(item, lang) for item in found.items),
        _number(found.total),
        _number(found.max),
        Cell(found.word.say(lang) + notes),
    ]


def _items(one: Scored, lang: Lang) -> Iterator[list[Cell]]:
    for item in one.points.items:
        yield [
            Cell(one.name, "name"),
            Cell(titled(item).say(lang)),
            _number(item.max) if item.max else Cell(most(item).say(lang), "centre"),
            Cell(item.criterion or ""),
            Cell(item.method or ""),
            _number(item.own),
            _given(item, lang),
            Cell(remarks(item).say(lang)),
            _number(item.difference),
        ]
    found = one.points
    sums = [Cell(one.name, "strong"), Cell(found.word.say(lang), "strong"), _number(found.max), Cell(""), Cell("")]
    yield [*sums, Cell(""), _number(found.total), Cell(found.notes.say(lang)), Cell("")]


def _given(item: ItemDigest, lang: Lang) -> Cell:
    return Cell(given(item).say(lang), "centre") if item.points is None else _number(item.points)


def _number(value: Fraction | None) -> Cell:
    return Cell("", "centre") if value is None else Cell(exact(value), "centre")
