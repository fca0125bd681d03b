"""A round on one screen: how many have reported, whom to call, what is common, the categories, the conclusion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import UNCLAIMED
from fazhi_check.digest.round.tasks import Task, tasks_of
from fazhi_check.digest.round.units import by_category
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import RESULT, counted_items, joined
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import Screen
from fazhi_check.reports.text.summary import print_points_briefly
from fazhi_check.reports.text.table import total
from fazhi_check.reports.text.table.head import CONCLUSIONS
from fazhi_check.reports.text.table.round.head import print_calls, print_common, print_head
from fazhi_check.reports.text.table.round.units import print_brief

_LINES, _ROWS, _THREE = 24, 12, 3


class _Room(NamedTuple):
    """How many units to call and common problems are shown, how many rows of counts, and whether notes on these are."""

    each: int
    rows: int
    notes: bool


def draw_round(paper: Screen, page: Page, digest: Digest, one: RoundDigest) -> None:
    """Draw the screen with as much as it has room for."""
    tasks = tasks_of(one)
    for room in _rooms(_fewest(one)):
        paper.drop()
        _draw(page, digest, one, tasks, room)
        if paper.gathered <= _LINES:
            return


def _fewest(one: RoundDigest) -> int:
    """Return the fewest rows of counts: all categories where there are several, unless they alone fill the screen."""
    groups = len(by_category(one))
    return groups if groups <= _ROWS else 1


def _rooms(fewest: int) -> Iterator[_Room]:
    """Yield ways to share out the lines, from the one that says most; the last is taken where none fits."""
    yield from (_Room(_THREE, rows, True) for rows in range(_ROWS, fewest - 1, -1))
    yield from (_Room(each, fewest, notes) for notes in (False, True) for each in (_THREE, 2, 1))


def _draw(page: Page, digest: Digest, one: RoundDigest, tasks: list[Task], room: _Room) -> None:
    print_head(page, one, digest.against)
    total.print_course(page, digest)
    print_calls(page, one, room.each)
    print_common(page, tasks, room.each)
    if any(unit.file or unit.shown for unit in one.units):
        print_brief(page, one, [digest.notes] if room.notes else [], room.rows)
    if one.unclaimed:
        page.line(page.say(counted_items(UNCLAIMED, len(one.unclaimed))))
    print_points_briefly(page, digest)
    if digest.unlisted:
        page.line((page.say(digest.unlisted), "dim"))
    page.line((page.say(joined([RESULT, digest.conclusion.word], " ")), "bold"))
    if digest.reviewed.zh:
        page.line((page.say(digest.reviewed), "bold"))
    page.line((page.say(digest.conclusion.gate), CONCLUSIONS[digest.conclusion.kind]))
    page.line((page.say(digest.foot), "dim"))
