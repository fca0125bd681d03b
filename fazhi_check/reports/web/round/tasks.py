"""The tasks of a round on the page: how many units have which verdict, and who is behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fazhi_check.digest.blocks import summed
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.tasks import Task, most_common
from fazhi_check.digest.words import columns
from fazhi_check.reports.web.keys import Keys
from fazhi_check.sanitize import visible
from fazhi_check.words import Lang

_IN_ORDER = ("overdue", "lagging", "unproven", "invalid", "missing", "due_soon", "on_track", "met", "exempt", "waived")
# So many are open from the start, and so many units are named.
FIRST, _NAMED = 10, 5


class TaskRow(NamedTuple):
    """A task: the keys of its section, of the units behind and their categories, the verdicts it has somewhere."""

    section: str
    units: str
    categories: str
    verdicts: str
    id: str
    title: str
    verdict: str
    number: int
    asked: int
    cells: Sequence[int]
    who: str


class TaskTable(NamedTuple):
    """The tasks that somebody is behind with: the first of them, and the rest; `heads` are verdicts with their words."""

    heads: Sequence[tuple[str, str]]
    first: Sequence[TaskRow]
    rest: Sequence[TaskRow]


def task_table(one: RoundDigest, every: Sequence[Task], lang: Lang, keys: Keys) -> TaskTable:
    """Return the tasks that somebody is behind with, those of most units first."""
    total = summed(task.counts for task in every)
    heads = [verdict for verdict in _IN_ORDER if verdict in columns(total.numbers)]
    rows = [_row(one, task, heads, lang, keys) for task in most_common(every)]
    return TaskTable([(verdict, total.called[verdict].say(lang)) for verdict in heads], rows[:FIRST], rows[FIRST:])


def _row(one: RoundDigest, task: Task, heads: Sequence[str], lang: Lang, keys: Keys) -> TaskRow:
    members = [keys.member(each.unit) for each in task.open]
    return TaskRow(
        keys.section(one.heading(task.section).say(lang)),
        " ".join(dict.fromkeys(unit for unit, _ in members)),
        " ".join(dict.fromkeys(category for _, category in members if category)),
        " ".join(verdict for verdict in heads if task.counts.numbers.get(verdict)),
        task.target,
        visible(task.title.say(lang)),
        task.open[0].line.verdict,
        len(task.open),
        task.units,
        [task.counts.numbers.get(verdict, 0) for verdict in heads],
        task.named(_NAMED).say(lang),
    )
