"""Sample values that keep what a target asks: the example of its page, the hints of a blank form."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

from fazhi_check.measures import full_years
from fazhi_check.plan.model import Plan, Target, basis_of
from fazhi_check.wording import has_mark, mark_of
from fazhi_check.words import STATUSES, Lang, Text, number

_LANGS: tuple[Lang, ...] = ("zh", "en")

# What stands in the example of a draft that knows no day.
_SOME_DAY = date(2021, 12, 31)


def sample(key: str, target: Target, plan: Plan, lang: Lang) -> str | None:
    """Return a value that keeps what a target asks, for one of the keys that its measure understands; None where it needs none."""
    if key == "done_on":
        return _done_by(target, plan).strftime("%Y-%m")
    if key == "progress" or not has_mark(target.measure):
        return None
    mark = mark_of(target.measure)
    whole, years = ceil(mark), _years(plan)[:5]
    of_year = str(_each_year(mark, len(_years(plan)))) if target.measure.kind == "cumulative" else str(whole)
    first, second = ("甲", "乙") if lang == "zh" else ("A", "B")
    done = STATUSES["done"].zh if lang == "zh" else "done"
    each = done if target.measure.kind == "coverage" else whole
    samples = {
        "value": str(number(mark)),
        "covered": str(whole),
        "total": "100",
        "by_unit": f"{{{first}: {each}, {second}: {each}}}",
        "by_year": f"{{{', '.join(f'{year}: {of_year}' for year in years)}}}",
    }
    return samples.get(key)


def hint_of(key: str, target: Target, plan: Plan) -> Text | None:
    """Return what may be written behind one of the keys of a measure, None where it needs no hint."""
    if key == "progress":
        return Text("可不填；0 到 100", "optional; 0 to 100")
    if key == "basis":
        rule = basis_of(target.measure)
        return Text(f"怎样统计的；规划的口径是：{rule}", f"by what rule it was counted; the plan's: {rule}")
    zh, en = (sample(key, target, plan, lang) for lang in _LANGS)
    if zh is None:
        return None
    what = _what(key, target)
    return Text(f"{what.zh}，如 {zh}", f"{what.en}, e.g. {en}")


def by_parts(target: Target) -> Text | None:
    """Return how a coverage may be told unit by unit in place of its two numbers; None for all else."""
    if target.measure.kind != "coverage":
        return None
    return Text(
        "覆盖数和总数；或者改填“分单位”，一行一个单位，写状态（已完成、推进中）、百分数，或 37/40",
        "covered and total; or by_unit in their place, a line for each unit: its status, a percentage, or 37/40",
    )


def _what(key: str, target: Target) -> Text:
    """Return what is to be written behind a key."""
    if key == "by_year" and target.measure.kind == "cumulative":
        return Text("逐年比上年变化的百分数，下降写负数", "each year's change in percent, a fall as a negative number")
    if key == "by_unit" and target.measure.kind == "coverage":
        return Text("逐个单位的状态、百分数或 37/40", "each unit's status, percentage or share (37/40)")
    if key != "value":
        return _WHAT[key]
    unit = (getattr(target.measure, "unit", None) or "").strip()
    if unit == "%":
        return Text("百分数", "in percent")
    return Text(f"数字（{unit}）", f"a number ({unit})") if unit else Text("数字", "a number")


def _each_year(mark: Fraction, years: int) -> float:
    """Return a change in percent that comes to a mark where every one of some years has it: away from 0 to one decimal."""
    rate: float = 100 * (pow(1 + float(mark) / 100, 1 / years) - 1)
    return (floor(10 * rate) if rate < 0 else ceil(10 * rate)) / 10


_WHAT: dict[str, Text] = {
    "covered": Text("已覆盖的个数", "how many are covered"),
    "total": Text("应覆盖的总数", "how many there are"),
    "by_unit": Text("逐个单位的数", "a number for each unit"),
    "by_year": Text("逐年的次数", "a count for each year"),
    "done_on": Text("完成了才填", "only once it is done"),
}


def _years(plan: Plan) -> list[int]:
    """Return the years that count; of a plan without a full one, those that it touches."""
    first, last = plan.period.first, plan.period.last or plan.period.first
    first = first or last or _SOME_DAY
    return full_years(plan) or list(range(first.year, (last or first).year + 1))


def _done_by(target: Target, plan: Plan) -> date:
    return target.schedule[-1].deadline if target.schedule else plan.period.last or _SOME_DAY
