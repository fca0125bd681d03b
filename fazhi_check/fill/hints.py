"""What may be written behind a key of a blank form: an example made of what the target itself asks."""

from __future__ import annotations

from datetime import date
from math import ceil

from fazhi_check.measures import full_years
from fazhi_check.plan.model import Plan, Target
from fazhi_check.wording import has_mark, mark_of
from fazhi_check.words import Text, number


def hint_of(key: str, target: Target, plan: Plan) -> Text | None:
    """Return what may be written behind one of the keys that a target's measure understands, None where it needs no hint."""
    if key == "progress":
        return Text("可不填；0 到 100", "optional; 0 to 100")
    if key == "done_on":
        day = _done_by(target, plan).strftime("%Y-%m")
        return Text(f"完成了才填，如 {day}", f"only once it is done, e.g. {day}")
    return _figures(key, target, plan) if has_mark(target.measure) else None


def _figures(key: str, target: Target, plan: Plan) -> Text | None:
    mark = mark_of(target.measure)
    whole = ceil(mark)
    if key == "value":
        return _value(target)
    if key == "covered":
        return Text(f"已覆盖的个数，如 {whole}", f"how many are covered, e.g. {whole}")
    if key == "total":
        return Text("应覆盖的总数，如 100", "how many there are, e.g. 100")
    if key == "by_unit":
        return Text(
            f"逐个单位的数，如 {{甲: {whole}, 乙: {whole}}}", f"a number for each unit, e.g. {{A: {whole}, B: {whole}}}"
        )
    if key == "by_year":
        years = ", ".join(f"{year}: {whole}" for year in _years(plan)[:5])
        return Text(f"逐年的次数，如 {{{years}}}", f"a count for each year, e.g. {{{years}}}")
    return None


def _value(target: Target) -> Text:
    mark = number(mark_of(target.measure))
    unit = (getattr(target.measure, "unit", None) or "").strip()
    if unit == "%":
        return Text(f"百分数，如 {mark}", f"in percent, e.g. {mark}")
    counted = f"({unit})" if unit else ""
    return Text(f"数字{counted}，如 {mark}", f"a number{counted and f' {counted}'}, e.g. {mark}")


def _years(plan: Plan) -> list[int]:
    """Return the years that count; of a plan without a full one, those that it touches."""
    return full_years(plan) or list(range(plan.period.start.year, plan.period.end.year + 1))


def _done_by(target: Target, plan: Plan) -> date:
    return target.schedule[-1].deadline if target.schedule else plan.period.end
