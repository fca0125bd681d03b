"""A target in a few words: its measure, deadlines, scope, lead and evidence."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_check.measures import full_years
from fazhi_check.plan.model import Aim, Coverage, Cumulative, Frequency, Minimum, Plan, Standing, Target, basis_of
from fazhi_check.wording import asking, has_mark, mark_of, wanted, with_unit
from fazhi_check.words import EVIDENCE_KINDS, LEVELS, MEASURES, Text


def brief_measure(target: Target) -> Text:
    """Return the kind of measure with its mark, as short as a column allows."""
    kind = MEASURES[target.measure.kind]
    if not has_mark(target.measure):
        return kind
    mark = wanted(mark_of(target.measure), target.measure)
    return Text(f"{kind.zh} {mark.zh}", f"{kind.en}, {mark.en}")


def basis(target: Target, plan: Plan) -> Text:
    """Return how the number of a target is counted (口径), by its plan's own rule first; empty where it has none."""
    parts = [one for one in _basis(target, plan) if one.zh]
    return Text("；".join(one.zh for one in parts), "; ".join(one.en for one in parts))


def _basis(target: Target, plan: Plan) -> Iterator[Text]:
    own = (basis_of(target.measure) or "").strip()
    yield Text(own, own)
    yield _kind_of_counting(target, plan)
    start = getattr(target.measure, "baseline", None)
    if start is not None:
        figure = with_unit(start.value, target.measure)
        yield Text(f"基期值 {figure}（{start.date}）", f"baseline {figure} ({start.date})")


def _kind_of_counting(target: Target, plan: Plan) -> Text:
    """Return how the number of a kind of measure is made; empty where it is simply told."""
    measure = target.measure
    if isinstance(measure, Coverage):
        return Text("已覆盖数 ÷ 应覆盖总数", "covered ÷ total")
    if isinstance(measure, Minimum):
        return Text("逐个单位填报，以最小的数为准", "a number for each unit; the smallest one counts")
    years = full_years(plan)
    span = f"{years[0]}–{years[-1]}" if years else ""
    if isinstance(measure, Frequency):
        return Text(f"按整年计{span and f'，{span} 年'}", f"whole years are counted{span and f', {span}'}")
    if isinstance(measure, Cumulative):
        return Text(
            f"逐年填比上年的变化率，下降写负数；按整年连乘累计{span and f'，{span} 年'}",
            f"a rate of change for each year, a fall as a negative number; whole years compound{span and f', {span}'}",
        )
    return Text("", "")


def levels(target: Target | Aim) -> Text:
    """Return the levels that answer for a target."""
    return Text("、".join(LEVELS[level].zh for level in target.applies_to), ", ".join(target.applies_to))


def evidence(target: Target) -> Text:
    """Return which kinds of evidence count for a target and how many are needed."""
    if not target.evidence.min:
        return Text("不要求佐证", "no evidence asked")
    kinds = [EVIDENCE_KINDS[kind] for kind in target.evidence.kinds]
    zh, en = "、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds)
    return Text(f"{zh}，至少 {target.evidence.min} 件", f"{en}; at least {target.evidence.min}")


def deadlines(target: Target) -> Text:
    """Return what is asked of a target by when."""
    measure = target.measure
    if isinstance(measure, Standing):
        return Text("自规划第一天起，一直有效", "in force from the plan's first day")
    if isinstance(measure, Frequency):
        asked = wanted(measure.per_year, measure)
        return Text(f"规划期内{asked.zh}", f"{asked.en}, in every year of the plan")
    parts = [(asked.deadline, asking(asked.requires, measure)) for asked in target.schedule]
    return Text(
        "；".join(f"到 {day} 应{asked.say('zh')}" for day, asked in parts),
        "; ".join(f"{asked.say('en')} by {day}" for day, asked in parts),
    )


def scope(target: Target | Aim, plan: Plan) -> Text:
    """Return the levels that answer for a target, and where if not everywhere."""
    where = plan.jurisdiction.name if target.local_only and plan.jurisdiction else ""
    text = levels(target)
    return Text(f"{text.zh}（只限{where}）", f"{text.en} (only in {where})") if where else text


def bodies(target: Target | Aim, plan: Plan) -> Text:
    """Return the bodies that lead a target."""
    return Text("、".join(plan.bodies.get(body, body) for body in target.lead), ", ".join(target.lead))


def remarks(target: Target | Aim, plan: Plan) -> Text:
    """Return what else is to be known of a target: condition, field, counting rule, what it restates or is reached by."""
    said = list(_remarks(target, plan))
    return Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))


def _remarks(target: Target | Aim, plan: Plan) -> Iterator[Text]:
    if target.condition:
        yield Text(f"前提：{target.condition}", f"condition: {target.condition}")
    if isinstance(target, Target):
        named = {field.id: field.title for field in plan.fields}
        if target.field:
            yield Text(f"领域：{named.get(target.field, target.field)}", f"field: {target.field}")
        counted = basis(target, plan)
        own = basis_of(target.measure) is None and (target.note or "").startswith("口径")
        if counted.zh and not own:  # the plan's own counting rule says more
            yield Text(f"口径：{counted.zh}", f"counted: {counted.en}")
    elif target.through:
        yield Text(f"通过 {'、'.join(through(target, plan))} 实现", f"reached through {', '.join(target.through)}")
    if target.restates:
        yield Text(f"重申 {target.restates}", f"restates {target.restates}")
    if target.note:
        yield Text(target.note, target.note)


def through(aim: Aim, plan: Plan) -> list[str]:
    """Return what a goal is reached through: fields by their titles, all else by its id."""
    titles = {field.id: field.title for field in plan.fields}
    return [titles.get(part, part) for part in aim.through]
