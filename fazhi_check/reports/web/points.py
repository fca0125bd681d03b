"""The points of units by their offices' standards on the page: each unit item by item, and side by side with its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.points import PointsDigest, shown
from fazhi_check.digest.run import Digest
from fazhi_check.digest.scored import (
    COLUMNS,
    REMARKS,
    SUM,
    TITLE,
    UNIT,
    Group,
    Scored,
    based_on,
    given,
    groups_of,
    row_of,
    told_unscored,
)
from fazhi_check.reports.view import View
from fazhi_check.reports.web.keys import Keys
from fazhi_check.words import Lang


class UnitPoints(NamedTuple):
    """What a unit has: the standard in a sentence, the cells of each item, the sum, what is to be known of it."""

    head: str
    rows: Sequence[Sequence[str]]
    sum: str
    notes: str


class ScoreRow(NamedTuple):
    """A unit beside its kind: the anchor of its sheet, the keys of filters, its name, its cells, its sum."""

    link: str
    unit: str
    category: str
    name: str
    cells: Sequence[str]
    total: str
    said: str


class ScoreTable(NamedTuple):
    """The units of one standard: the sentence at its head, its items, a row for each unit."""

    head: str
    items: Sequence[str]
    rows: Sequence[ScoreRow]


class PointsPage(NamedTuple):
    """All that a page says of points; `tables` only where several units stand on it, `units` by their anchors."""

    title: str
    heads: Sequence[str]
    unit: str
    sum: str
    remarks: str
    units: Mapping[str, UnitPoints]
    tables: Sequence[ScoreTable]
    without: str


def points_page(digest: Digest, view: View, keys: Keys, anchors: Mapping[str, str]) -> PointsPage:
    """Return what the page says of points."""
    lang = view.lang
    groups = groups_of(digest, view.sort == "points") if digest.several else []
    units = {anchors[one.path]: _unit(one.points, lang) for one in digest.files if one.points and one.path in anchors}
    return PointsPage(
        TITLE.say(lang),
        [head.say(lang) for head in COLUMNS],
        UNIT.say(lang),
        SUM.say(lang),
        REMARKS.say(lang),
        units,
        [_table(group, lang, keys, anchors) for group in groups],
        told_unscored(digest).say(lang),
    )


def _unit(points: PointsDigest, lang: Lang) -> UnitPoints:
    rows = [
        [*(cell.say(lang) for cell in row_of(one)[:-1]), "\n".join(said.say(lang) for said in one.remarks)]
        for one in points.items
    ]
    return UnitPoints(based_on(points).say(lang), rows, points.sum.say(lang), points.notes.say(lang))


def _table(group: Group, lang: Lang, keys: Keys, anchors: Mapping[str, str]) -> ScoreTable:
    rows = [_row(one, lang, keys, anchors) for one in group.units]
    return ScoreTable(group.head.say(lang), [title.say(lang) for _, title in group.items], rows)


def _row(one: Scored, lang: Lang, keys: Keys, anchors: Mapping[str, str]) -> ScoreRow:
    unit, category = keys.member(one.unit) if one.unit else keys.file(one.file)
    cells = [given(item).say(lang) for item in one.points.items]
    said = one.points.sum.say(lang) + (f"；{one.points.notes.say(lang)}" if one.points.notes.zh else "")
    return ScoreRow(anchors.get(one.file.path, ""), unit, category, one.name, cells, shown(one.points.total), said)
