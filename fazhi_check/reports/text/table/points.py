"""Points by an office's standard on the screen: of a unit item by item with why, of several units side by side."""

from __future__ import annotations

from fazhi_check.digest.points import ItemDigest, PointsDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.scored import TITLE, Scored, based_on, given, groups_of, most, own, titled, told_unscored
from fazhi_check.digest.words import joined
from fazhi_check.reports.text.page import Page, widest
from fazhi_check.words import Text

_LONGEST_NAME = 24
_BETWEEN = Text("；", "; ")


def print_points(page: Page, points: PointsDigest) -> None:
    """Print what a unit has: the standard, each item with its reasons, the sum."""
    page.blank()
    page.line((page.say(TITLE), "bold"))
    page.line(page.say(based_on(points)), indent=2)
    for one in points.items:
        _print_item(page, one)
    _print_sum(page, "", points)


def _print_item(page: Page, one: ItemDigest) -> None:
    number = page.say(given(one))
    if one.points is not None:
        number += f"/{page.say(most(one))}"
    said = page.say(own(one))
    beside = page.say(Text(f"  自评 {said}", f"  own {said}")) if said else ""
    page.line((page.say(titled(one)), "bold"), f"  {number}", (beside, ""), indent=2)
    for text in (one.criterion, one.method):
        if text and page.view.show_all:
            page.line((text, "dim"), indent=4)
    for why in one.remarks:
        page.line(page.say(why), indent=4)


def _print_sum(page: Page, name: str, points: PointsDigest) -> None:
    said = joined([points.sum, *([points.notes] if points.notes.zh else [])], _BETWEEN)
    page.line(name, (page.say(said), "bold"), indent=2)


def print_scores(page: Page, digest: Digest, by_points: bool) -> None:
    """Print the units of each standard side by side with their sums, then those without points."""
    page.blank()
    page.line((page.say(TITLE), "bold"))
    for group in groups_of(digest, by_points):
        page.line(page.say(group.head), indent=2)
        width = min(widest([one.name for one in group.units]), _LONGEST_NAME)
        for one in group.units:
            _print_unit(page, one, width)
    said = page.say(told_unscored(digest))
    if said:
        page.line((said, "bold"), indent=2)


def _print_unit(page: Page, one: Scored, width: int) -> None:
    _print_sum(page, f"{page.fit(one.name, width)}  ", one.points)
    items = [f"{item.id} {page.say(given(item))}" for item in one.points.items]
    page.line(("  ".join(items), "dim"), indent=4)
