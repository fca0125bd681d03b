"""The sheet of what several units have in common (共性问题): a row a task, those of most units first."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.digest.blocks import summed
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import BEHIND_UNITS, MOST_UNITS_FIRST
from fazhi_check.digest.round.tasks import Task, left_out, most_common, tasks_of
from fazhi_check.digest.words import COLON, joined, same
from fazhi_check.reports.cells import TARGET, TITLE
from fazhi_check.reports.office.counts import CountColumns
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import COMMON_PROBLEMS, SECTION
from fazhi_check.words import Lang, Text

_HEADS: Sequence[tuple[Text, int]] = (
    (TARGET, 11),
    (TITLE, 30),
    (SECTION, 18),
    (Text("需处理单位数", "units behind"), 10),
    (Text("承担单位数", "units asked"), 10),
    (BEHIND_UNITS, 46),
)

# So many units are named in a row: the rest stands in the ledger itself.
_NAMED = 10


def tasks(one: RoundDigest, lang: Lang) -> Listed:
    """Return the tasks that some unit is behind with, those of most units first; then all others in the plan's order."""
    every = tasks_of(one)
    first = most_common(every)
    named = {task.target for task in first}
    rest = [task for task in every if task.target not in named]
    counted = CountColumns(summed(task.counts for task in every))
    rows = [_row(one, task, counted, lang) for task in (*first, *rest)]
    heads = [*_HEADS, *((same(head), 9) for head in counted.heads(lang))]
    return Listed(COMMON_PROBLEMS, heads, rows, 3, MOST_UNITS_FIRST, _below(one, every))


def _row(one: RoundDigest, task: Task, counted: CountColumns, lang: Lang) -> list[Cell]:
    return [
        Cell(task.target, "id"),
        Cell(task.title.say(lang)),
        Cell(one.heading(task.section).say(lang)),
        Cell(len(task.open), "number", task.open[0].line.verdict if task.open else ""),
        Cell(task.units, "number"),
        Cell(task.named(_NAMED).say(lang)),
        *counted.cells(task.counts),
    ]


def _below(one: RoundDigest, every: Sequence[Task]) -> list[Text]:
    """Return the tasks that nobody is asked, has claimed or has answered."""
    return [joined([word, same("、".join(ids))], COLON) for word, ids in left_out(one, every)]
