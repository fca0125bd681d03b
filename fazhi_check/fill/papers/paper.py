"""What a paper that is handed out is made of: whose it is, its tasks in the plan's order, and each of them in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fazhi_check.digest.papers.facts import given_as_written, is_draft_edition, with_blanks
from fazhi_check.digest.plan import plan_digest
from fazhi_check.fill.papers.office import Said, by_day
from fazhi_check.pages.describe import bodies, evidence, levels, remarks
from fazhi_check.plan.model import Frequency, Plan, Standing, Target
from fazhi_check.wording import asking, has_mark, mark_of, wanted
from fazhi_check.words import FORCES


class Handed(NamedTuple):
    """A paper to be handed out.

    `unit` is whose it is, None for the plan as a whole; `tasks` are asked, `supported` only supported; `part` says which
    part of the plan it lists where that is not all. `round` is the title of the round, `due` its day for reports, both
    empty without one; `reported` what the unit reported last, by id, None where that is not known at all.
    """

    plan: Plan
    unit: str | None
    tasks: Sequence[Target]
    supported: Sequence[Target] = ()
    said: Said = Said()
    part: str = ""
    round: str = ""
    issuer: str = ""
    due: str = ""
    reported: Mapping[str, str] | None = None

    @property
    def by_round(self) -> bool:
        """Tell whether a round says who owes what."""
        return bool(self.round)

    @property
    def named(self) -> str:
        """The plan by title and edition, as a sentence cites it."""
        return plan_digest(self.plan).cited


def facts(one: Handed, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the tags that every paper has: what the office gives, blanks for the rest, and whether it is a sample."""
    told = {"issuer": one.issuer, **given_as_written(given)}
    return {
        **with_blanks(told, is_draft_edition(one.plan.edition)).tags,
        "规划": one.named,
        "单位": one.unit or "",
        "调度": one.round,
        "报送截止": one.due,
        "范围": one.part,
        "任务数": len(one.tasks),
    }


def row(one: Target, paper: Handed) -> dict[str, Any]:
    """Return a task in words, by the tags of a row."""
    said, plan = paper.said, paper.plan
    return {
        "编号": one.id,
        "事项": one.title + ("" if one.force == "shall" else f"（{FORCES[one.force].zh}）"),
        "条件": one.condition or "",
        "要求": "\n".join(required(one)),
        "节点": said.nodes.get(one.id, ""),
        "依据": clause(one),
        "牵头单位": said.leads.get(one.id) or bodies(one, plan).zh,
        "责任单位": said.owners.get(one.id, "") if paper.by_round else levels(one).zh,
        "配合单位": said.supports.get(one.id, ""),
        "佐证要求": evidence(one).zh,
        "答疑": said.readings.get(one.id, ""),
        "口径": "\n".join(filter(None, (remarks(one, plan).zh, said.readings.get(one.id, "")))),
    }


def listed(tasks: Sequence[Target], paper: Handed) -> list[dict[str, Any]]:
    """Return tasks in words, numbered through, by section (章节, 项数) and there by item (条: 条目, 行)."""
    made: list[dict[str, Any]] = []
    for number, one in enumerate(tasks, 1):
        section, item = paper.plan.heading(one.section, "zh"), paper.plan.heading(one.item, "zh")
        if not made or made[-1]["章节"] != section:
            made.append({"章节": section, "项数": 0, "条": []})
        items = made[-1]["条"]
        if not items or items[-1]["条目"] != item:
            items.append({"条目": item, "行": []})
        items[-1]["行"].append({"序号": number, **row(one, paper)})
        made[-1]["项数"] += 1
    return made


def rows_of(groups: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of listed tasks in their order, each with its section and item."""
    for group in groups:
        for item in group["条"]:
            yield from ({**one, "章节": group["章节"], "条目": item["条目"]} for one in item["行"])


def required(one: Target) -> Iterator[str]:
    """Yield what is asked of a task by when, a line each; what is always asked has no day."""
    measure = one.measure
    if isinstance(measure, Standing):
        yield f"{asking(mark_of(measure) if has_mark(measure) else 'done', measure).say('zh')}，一直有效"
    elif isinstance(measure, Frequency):
        yield f"{asking(measure.per_year, measure).say('zh')}，规划期内每个整年"
    else:
        yield from (f"{by_day(asked.deadline)}：{wanted(asked.requires, measure).zh}" for asked in one.schedule)


def clause(one: Target) -> str:
    """Return the plan's own words, each phrase in quotes; which item they stand in is its heading."""
    return "".join(f"“{anchor.translate(_INNER)}”" for anchor in one.anchors)


# What quotes become inside others (GB/T 15834, 4.8.3.3).
_INNER: Final = str.maketrans("“”", "‘’")
