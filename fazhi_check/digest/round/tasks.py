"""The tasks of a round over all units that reported: how many have which verdict, and who is behind on each (共性问题)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.blocks import Counts
from fazhi_check.digest.line import Line
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.headings import MISSED, UNANSWERED, UNASSIGNED, UNCLAIMED
from fazhi_check.digest.words import COMMA, bracketed, counted, joined, same, with_more
from fazhi_check.outcome import told_beside
from fazhi_check.words import VERDICTS, Text

_MOST_NAMED, _MOST_COMMON = 5, 3
# What is missing is a problem only where its deadline has passed.
_PROBLEMS = {**VERDICTS, "missing": MISSED}


class Behind(NamedTuple):
    """A unit that a task asks for attention at, with its line."""

    unit: UnitDigest
    line: Line


class Task(NamedTuple):
    """A task over the units whose reports count; `behind` are those where it is flagged, the worst first.

    `counts` are the units by verdict, those waived under `waived`; `unanswered` of them wrote nothing under it.
    """

    target: str
    title: Text
    section: str
    item: str
    counts: Counts
    behind: Sequence[Behind]
    unanswered: int

    @property
    def units(self) -> int:
        """How many units it was judged at."""
        return sum(self.counts.numbers.values())

    @property
    def open(self) -> list[Behind]:
        """Those behind without the ones that have only not reported it yet, before its deadline: no problem so far."""
        return [one for one in self.behind if one.line.verdict != "missing" or one.line.past_due]

    @property
    def worst(self) -> str:
        """The worst verdict among the units behind; met without any."""
        return self.behind[0].line.verdict if self.behind else "met"

    @property
    def nobody(self) -> bool:
        """Tell whether every unit that is asked it has left it out."""
        return self.units > 0 and self.unanswered == self.units

    @property
    def spread(self) -> Text:
        """How many units have it as a problem, and by which verdicts, the worst first."""
        found = Counter(one.line.verdict for one in self.open)
        parts = counted(_PROBLEMS, {verdict: found[verdict] for verdict in FLAGGED if found[verdict]})
        said = Text(f"{len(self.open)} 个单位", f"{len(self.open)} units")
        return with_more(said, joined(parts, COMMA))

    @property
    def who(self) -> Text:
        """The units that have it as a problem by name, the first of many."""
        names = [one.unit.name for one in self.open]
        zh, en = "、".join(names[:_MOST_NAMED]), ", ".join(names[:_MOST_NAMED])
        more = len(names) - _MOST_NAMED
        return Text(f"{zh} 等 {len(names)} 个单位", f"{en} and {more} more") if more > 0 else Text(zh, en)

    def named(self, most: int) -> Text:
        """Return the units that have it as a problem, each with how far it has gone; of more than `most` the first."""
        said = [bracketed(one.unit.name, one.line.degree) for one in self.open[:most]]
        more = len(self.open) - most
        last = Text(f" 等 {len(self.open)} 个单位", f" and {more} more") if more > 0 else same("")
        return joined([joined(said, Text("、", ", ")), last], "")


def tasks_of(one: RoundDigest) -> list[Task]:
    """Return every task that was judged at a unit whose report counts, in the plan's order."""
    found: dict[str, list[Behind]] = {}
    for unit, line in _judged(one):
        found.setdefault(line.target, []).append(Behind(unit, line))
    order = _order(one)
    return [_task(lines) for _, lines in sorted(found.items(), key=lambda task: order.get(task[0], len(order)))]


def most_common(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks that are a problem somewhere: those of most units first, of as many the worst, then as planned."""
    return sorted((one for one in tasks if one.open), key=lambda one: (-len(one.open), one.behind[0].line.rank))


def common_of(tasks: Iterable[Task], most: int = _MOST_COMMON) -> list[Task]:
    """Return the problems that several units have in common, the first of those that `most_common` lists."""
    return [one for one in most_common(tasks) if len(one.open) > 1][:most]


def left_out(one: RoundDigest, tasks: Iterable[Task]) -> list[tuple[Text, Sequence[str]]]:
    """Return the tasks that nobody is asked, nobody has claimed and nobody has answered, as far as there are any."""
    nobody = [task.target for task in tasks if task.nobody]
    listed = ((UNASSIGNED, one.unassigned), (UNCLAIMED, one.unclaimed), (UNANSWERED, nobody))
    return [(heading, ids) for heading, ids in listed if ids]


def _judged(one: RoundDigest) -> Iterator[tuple[UnitDigest, Line]]:
    for unit in one.units:
        if unit.counted and unit.file:
            yield from ((unit, line) for line in unit.file.lines)


def _order(one: RoundDigest) -> Mapping[str, int]:
    plans = (unit.file.plan for unit in one.units if unit.counted and unit.file)
    return next((plan.order for plan in plans if plan), {})


def _task(found: Sequence[Behind]) -> Task:
    first = found[0].line
    lines = [one.line for one in found]
    counts = Counts(Counter(line.group for line in lines), Counter(line.verdict for line in lines if told_beside(line)))
    behind = sorted((one for one in found if one.line.flagged), key=lambda one: one.line.rank)
    unanswered = sum(line.verdict == "missing" for line in lines)
    return Task(first.target, first.title, first.section, first.item, counts, behind, unanswered)
