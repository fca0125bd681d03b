"""What of a round stands above the fold: how many have reported, the three units to call, the three common problems."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.digest.round.calls import to_call
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.head import compared_of, day_of, returns_of
from fazhi_check.digest.round.headings import COMMON, TO_CALL
from fazhi_check.digest.round.tasks import Task, common_of
from fazhi_check.reports.text.page import STYLES, Page, widest
from fazhi_check.words import Text

_THREE = 3


def print_head(page: Page, one: RoundDigest, against: Text | None) -> None:
    """Print what it is called, its day, against which plan, and how many have reported."""
    issuer = f"  {one.issuer}" if one.issuer else ""
    page.line((one.title, "bold"), f"  {page.say(day_of(one))}{issuer}")
    if against:
        page.line(page.say(Text("对照 ", "against ")), (page.say(against), "bold"))
    compared = compared_of(one)
    if compared:
        page.line((page.say(compared), "bold yellow"))
    page.line((page.say(returns_of(one)), "bold"))


def print_calls(page: Page, one: RoundDigest, most: int = _THREE) -> None:
    """Print the units to call first, one line each; nothing where nobody is to be called."""
    calls = to_call(one, most)
    if not calls:
        return
    page.line((page.say(TO_CALL), "bold"))
    room = min(widest(call.unit.name for call in calls), page.width // 3)
    for call in calls:
        name = page.fit(call.unit.name, room)
        _print_cut(page, call.mark, f"{name}  {page.say(call.why)}")


def print_common(page: Page, tasks: Sequence[Task], most: int = _THREE) -> None:
    """Print the most common problems, one line each: which task, at how many units, by which verdicts."""
    shown = common_of(tasks, most)
    if not shown:
        return
    page.line((page.say(COMMON), "bold"))
    spreads = [page.say(one.spread) for one in shown]
    titles = [f"{one.target}  {page.say(one.title)}" for one in shown]
    room = min(widest(titles), max(page.width - 6 - widest(spreads), page.width // 3))
    for one, title, spread in zip(shown, titles, spreads, strict=True):
        _print_cut(page, one.open[0].line.verdict, f"{page.fit(title, room)}  {spread}")


def _print_cut(page: Page, mark: str, text: str) -> None:
    """Print a mark and what stands behind it on exactly one line."""
    page.emit("  ", (page.mark(mark), STYLES[mark]), " ", page.fit(text, page.width - 4).rstrip())
