"""Points by an office's standard in Markdown: of a unit item by item with why, of several units side by side."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.digest.points import PointsDigest, shown
from fazhi_check.digest.run import Digest
from fazhi_check.digest.scored import (
    COLUMNS,
    REMARKS,
    SUM,
    TITLE,
    UNIT,
    based_on,
    given,
    groups_of,
    row_of,
    told_unscored,
)
from fazhi_check.digest.words import joined
from fazhi_check.reports.text.markup import aside, safe, table
from fazhi_check.words import Lang, Text


def points_lines(points: PointsDigest, lang: Lang) -> Iterator[str]:
    """Yield what a unit has: the standard, a row for each item, the sum."""
    yield from ("", f"### {TITLE.say(lang)}", "", safe(based_on(points).say(lang)), "")
    yield from table(COLUMNS, ([cell.say(lang) for cell in row_of(one)] for one in points.items), lang)
    yield from ("", f"**{safe(points.sum.say(lang))}**")
    yield from aside(points.notes, lang)


def scores_lines(digest: Digest, lang: Lang, by_points: bool) -> Iterator[str]:
    """Yield a table for each standard, units by items, then the units without points."""
    yield from ("", f"## {TITLE.say(lang)}")
    for group in groups_of(digest, by_points):
        yield from ("", safe(group.head.say(lang)), "")
        heads = [UNIT, *(Text(safe(title.zh), safe(title.en)) for _, title in group.items), SUM, REMARKS]
        rows = [
            [
                one.name,
                *(given(item).say(lang) for item in one.points.items),
                shown(one.points.total),
                joined([one.points.sum, *([one.points.notes] if one.points.notes.zh else [])], "；").say(lang),
            ]
            for one in group.units
        ]
        yield from table(heads, rows, lang)
    yield from aside(told_unscored(digest), lang)
