"""What a sheet of duties (目标责任书) says: the tags of its template, and how its tasks are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from fazhi_check.digest.papers.titles import title_lines
from fazhi_check.fill.papers.office import by_day
from fazhi_check.fill.papers.paper import Handed, facts, listed, rows_of
from fazhi_check.plan.model import Frequency, Standing, Target

SHEET, TABLE = "目标责任书", "任务分解表"


def content(one: Handed, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what fills the template of a sheet of duties, or of the table of all tasks where it is nobody's."""
    tasks, supported = listed(one.tasks, one), listed(one.supported, one)
    return {
        **facts(one, given),
        "标题": "\n".join(title(one)),
        "章节分布": _parts((group["章节"], group["项数"]) for group in tasks),
        "时限分布": _parts(_kinds(one).items()),
        "节点数": sum(len(text.splitlines()) for text in one.said.nodes.values()),
        "配合数": len(one.supported),
        "清单": tasks,
        "配合清单": supported,
        "牵头称谓": "牵头单位" if one.by_round else "牵头机构",
        "责任称谓": "责任单位" if one.by_round else "承担层级",
        "配合称谓": "配合单位" if one.by_round else "责任单位",
        "有配合": any(row["配合单位"] for row in rows_of(tasks)),
    }


def title(one: Handed) -> list[str]:
    """Return the lines of the title: the plan, and whose sheet it is."""
    plan = one.plan.title
    whose = f"{one.unit}{SHEET}" if one.unit else TABLE
    return [*title_lines(plan), *title_lines(whose)]


def _parts(parts: Any) -> str:
    return "，".join(f"{name} {number} 项" for name, number in parts)


def _kinds(one: Handed) -> Counter[str]:
    """Return how many tasks are due by which day, or always; each is counted once, by its last day."""
    return Counter(_sorted(one))


def _sorted(one: Handed) -> Iterator[str]:
    """Yield the kind of each task, those with days first and in their order."""
    dated = [task for task in one.tasks if not isinstance(task.measure, (Standing, Frequency))]
    for task in sorted(dated, key=lambda task: [last.deadline for last in task.schedule[-1:]]):
        yield _last(task)
    yield from ("常态要求" for task in one.tasks if isinstance(task.measure, Standing))
    yield from ("逐年要求" for task in one.tasks if isinstance(task.measure, Frequency))


def _last(task: Target) -> str:
    return f"{by_day(task.schedule[-1].deadline).removesuffix('前')}到期" if task.schedule else "没有写明时限"
