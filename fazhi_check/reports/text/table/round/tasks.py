"""The tasks of a round on the screen: on which most units are behind, and which nobody was asked or nobody answered."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import BY_TASK, MOST_UNITS_FIRST
from fazhi_check.digest.round.tasks import Task, left_out
from fazhi_check.digest.words import counted_items
from fazhi_check.reports.text.page import STYLES, Page, widest
from fazhi_check.reports.text.screen import Part
from fazhi_check.words import Text

_MOST, _NAMED = 10, 20
_ID_WIDTH, _NAME = 10, 50


def print_tasks(page: Page, one: RoundDigest, tasks: Sequence[Task], common: Sequence[Task]) -> None:
    """Print the tasks with problems, those of most units first, and those that nobody is asked or has answered."""
    if common:
        page.blank()
        page.line((page.say(BY_TASK), "bold"), (f"  {page.say(MOST_UNITS_FIRST)}", "dim"))
    shown = common if page.view.show_all or len(common) <= _MOST else common[:_MOST]
    for task in shown:
        _print_task(page, task)
    if len(shown) < len(common):
        rest = len(common) - len(shown)
        said = Text(f"其余 {rest} 项任务，--show all 逐项列出", f"{rest} more tasks: --show all lists them")
        page.line((page.say(said), "dim"), indent=2)
    for heading, ids in left_out(one, tasks):
        _print_ids(page, heading, ids)


def _print_task(page: Page, task: Task) -> None:
    """Print a task with the units that have it as a problem, on one line where the page is wide."""
    mark = task.open[0].line.verdict
    name = page.fit(task.target, _ID_WIDTH) + page.say(task.title)
    said, who = page.say(task.spread), page.say(task.who)
    head: list[Part] = [(f"{page.mark(mark)} ", STYLES[mark])]
    if page.wide and widest([name]) <= _NAME and _NAME + widest([said]) + widest([who]) + 8 <= page.width:
        page.line(*head, f"{page.fit(name, _NAME)}  ", (said, "bold"), (f"  {who}", "dim"), indent=2)
        return
    page.line(*head, f"{name}  ", (said, "bold"), indent=2)
    page.line((who, "dim"), indent=4 + _ID_WIDTH)


def _print_ids(page: Page, heading: Text, ids: Sequence[str]) -> None:
    """Print tasks by their ids, the first of many."""
    if not ids:
        return
    page.blank()
    shown = ids if page.view.show_all else ids[:_NAMED]
    more = len(ids) - len(shown)
    rest = page.say(Text(f" 等，其余 {more} 项用 --show all 列出", f" and {more} more: see --show all")) if more else ""
    page.line((page.say(counted_items(heading, len(ids))), "bold"))
    page.line(page.say(Text("、", ", ")).join(shown) + rest, indent=2)
