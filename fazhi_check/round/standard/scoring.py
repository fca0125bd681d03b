"""The points of one unit by one standard (DESIGN, section 15): pure and exact; each item is rounded, sums are of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.assess import Assessment
from fazhi_check.outcome import CLAIMS
from fazhi_check.plan.model import Plan, Target
from fazhi_check.round.review import review_of
from fazhi_check.round.standard.points import ItemPoints, Points, Reason, rounded
from fazhi_check.round.standard.rows import Item, Shares, Standard
from fazhi_check.words import VERDICTS, Text, number

_NONE_LEFT = Text(
    "所列任务本次都不适用、已豁免或没有要求，本项不计",
    "all its tasks are exempt, waived or not asked: it is left out",
)


class Task(NamedTuple):
    """A task of a unit as it counts: by its settled verdict where there is one, else by the computed one.

    `waiting` tells that it needs review and no office has settled it.
    """

    target: Target
    verdict: str
    support: str | None = None
    settled: bool = False
    waiting: bool = False

    @property
    def claimed(self) -> bool:
        """Tell whether it rests on statements only."""
        return self.support in CLAIMS


class Counts(NamedTuple):
    """What was counted or entered for an item and a unit: cases, or points, with the reasons."""

    cases: Fraction | None = None
    points: Fraction | None = None
    reasons: Sequence[Text] = ()


class Unit(NamedTuple):
    """What a unit is measured by: its tasks by id, without those that leave; what was counted, its own points, by item.

    `called` tells what verdicts are called.
    """

    tasks: Mapping[str, Task]
    counted: Mapping[str, Counts] = {}
    own: Mapping[str, Fraction] = {}
    called: Mapping[str, Text] = VERDICTS


def tasks_of(assessments: Iterable[Assessment], contradicted: Iterable[str] = ()) -> dict[str, Task]:
    """Return the tasks that count, by id: those that are exempt (agreed, or without a round) or waived leave."""
    contradictions = frozenset(contradicted)
    found = (_task(one, contradictions) for one in assessments if not one.waived)
    return {task.target.id: task for task in found if task}


def _task(one: Assessment, contradicted: frozenset[str]) -> Task | None:
    settled = one.settled.verdict if one.settled else None
    verdict = settled or one.verdict
    if verdict == "exempt" and not one.applied:
        return None
    needed = review_of(one, one.target.id, contradicted)
    return Task(one.target, verdict, one.support, settled is not None, needed is not None and settled is None)


def score(standard: Standard, unit: Unit, plan: Plan, parts: Mapping[str, Sequence[str]]) -> Points:
    """Return the points of a unit; `parts` gives the plan's tasks by every name that may stand for them."""
    scorer = _Scorer(standard.shares, unit, plan, parts)
    scored = [scorer.item(item) for item in standard.items]
    total, most = _sums([one.points for one in scored], standard.head.rescale)
    behind = {task.target.id: task for one in scored for task in one.tasks}.values()
    return Points(
        standard.head.title,
        standard.head.issued_by,
        [one.points for one in scored],
        total,
        most,
        sum(task.claimed for task in behind),
        sum(task.waiting for task in behind),
    )


class _Scored(NamedTuple):
    """An item's points, and the tasks behind them."""

    points: ItemPoints
    tasks: Sequence[Task] = ()


def _sums(items: Sequence[ItemPoints], rescale: bool) -> tuple[Fraction | None, Fraction]:
    """Return total and maximum; where items are left out these shrink, or are made up to the full maximum."""
    full = sum((one.max for one in items), Fraction(0))
    left = sum((one.max for one in items if not one.left_out), Fraction(0))
    total = sum((one.points or Fraction(0) for one in items), Fraction(0))
    most = full if rescale else left
    if all(one.left_out for one in items):
        return None, most
    return (rounded(total * full / left) if rescale and left else total), most


class _Scorer:
    """Scores the items of one standard for one unit."""

    def __init__(self, shares: Shares, unit: Unit, plan: Plan, parts: Mapping[str, Sequence[str]]) -> None:
        self._shares, self._unit, self._plan, self._parts = shares, unit, plan, parts

    def item(self, item: Item) -> _Scored:
        """Return what a unit has by one item."""
        points = ItemPoints(
            item.id,
            item.title,
            item.max,
            own=self._unit.own.get(item.id),
            criterion=item.criterion,
            method=item.method,
        )
        return self._by_tasks(item, points) if item.judged else self._by_cases(item, points)

    def _by_tasks(self, item: Item, points: ItemPoints) -> _Scored:
        names = dict.fromkeys(task for name in item.targets for task in self._parts.get(name, ()))
        tasks = [self._unit.tasks[one] for one in names if one in self._unit.tasks]
        if not tasks:
            return _Scored(points._replace(reasons=[Reason(_NONE_LEFT)]))
        waiting = sum(task.waiting for task in tasks)
        noted = points._replace(
            on_statements=sum(task.claimed for task in tasks), unreviewed=waiting, reasons=list(self._reasons(tasks))
        )
        if self._shares.blank and waiting:
            why = [Reason(_first_settle(waiting)), *noted.reasons]
            return _Scored(noted._replace(reasons=why, open=True), tasks)
        return _Scored(noted._replace(points=rounded(item.max * self._share(item, tasks))), tasks)

    def _share(self, item: Item, tasks: Sequence[Task]) -> Fraction:
        shares = [self._shares.of(task.verdict, task.support) for task in tasks]
        if item.rule == "all":
            return Fraction(all(share == 1 for share in shares))
        return sum(shares, Fraction(0)) / len(shares)

    def _reasons(self, tasks: Iterable[Task]) -> Iterator[Reason]:
        for task in tasks:
            share = self._shares.of(task.verdict, task.support)
            if share < 1:
                yield Reason(_told(task, share, self._plan, self._unit.called), task.target.id, task.verdict)

    def _by_cases(self, item: Item, points: ItemPoints) -> _Scored:
        counted = self._unit.counted.get(item.id)
        found = _of_cases(item, counted) if counted else None
        if counted is None or found is None:
            return _Scored(points._replace(open=True))
        return _Scored(points._replace(points=rounded(found), reasons=list(map(Reason, counted.reasons))))


def _of_cases(item: Item, counted: Counts) -> Fraction | None:
    """Return what an item's cases or entered points come to; None where what it needs was not entered."""
    if item.rule == "manual":
        return counted.points
    if counted.cases is None:
        return None
    found = (item.each or Fraction(0)) * counted.cases
    if item.rule == "bonus":
        return found if item.cap is None else min(item.cap, found)
    return max(item.floor or Fraction(0), item.max + found)


def _told(task: Task, share: Fraction, plan: Plan, called: Mapping[str, Text]) -> Text:
    """Return why a task is below its full share: its verdict, its share, its clause, and what it rests on."""
    target, verdict = task.target, called[task.verdict]
    zh = (
        f"{target.id} {target.name('zh')}：{'核定' if task.settled else '初核'}为{verdict.zh}，按 {number(share, 4)} 计"
    )
    en = f"{target.id} {target.name('en')}: {verdict.en} {'as settled' if task.settled else 'at first check'}"
    clause = Text(plan.heading(target.item, "zh"), plan.heading(target.item, "en"))
    claimed = Text("；仅有情况说明", "; on statements only") if task.claimed else Text("", "")
    waiting = Text("；未经核定", "; not yet settled") if task.waiting else Text("", "")
    return Text(
        f"{zh}（依据规划 {clause.zh}{claimed.zh}{waiting.zh}）",
        f"{en}, counted {number(share, 4)} (clause {clause.en}{claimed.en}{waiting.en})",
    )


def _first_settle(waiting: int) -> Text:
    return Text(
        f"有 {waiting} 项任务未经核定，先核定再计分", f"{waiting} tasks are not yet settled: settle these first"
    )
