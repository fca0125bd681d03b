"""The measures of targets: each has what its kind needs, asks for more as time goes on, and can be paced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from fazhi_check.plan.model import Period
from fazhi_check.plan.rules.found import Found, Rules, at
from fazhi_check.plan.spec import MeasureSpec, TargetSpec, WrittenPlan
from fazhi_check.words import LADDER, Text

_NUMBERED = {"quantity", "coverage", "minimum", "cumulative"}
# How a note says that the plan's text tells no baseline: 基期：原文没有.
_NO_BASELINE = re.compile("基期(?:值|数)?[：:]|baseline:", re.IGNORECASE)
_TAKES: dict[str, set[str]] = {
    "milestone": set(),
    "quantity": {"at_least", "at_most", "baseline", "unit", "basis"},
    "coverage": {"at_least", "baseline", "unit", "basis"},
    "minimum": {"at_least", "unit", "basis"},
    "frequency": {"per_year", "unit", "basis"},
    "standing": {"at_least", "at_most", "unit", "basis"},
    "cumulative": {"at_least", "at_most", "unit", "basis"},
}


def schedules_rise(plan: WrittenPlan) -> Found:
    """时间表里后一个时限的要求不能低于前一个。

    阶段按 not_started、under_way、substantial、done 递进；数值朝目标值的方向走。基期值与各年数值之间也是如此。

    ---
    A later deadline never asks for less than an earlier one.

    Stages rise from not_started over under_way and substantial to done; numbers move towards the mark,
    from the baseline on.

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2022-12-31": done, "2025-12-31": under_way}

    ---
    - id: 1.1.1-01
      title: 设立工作机构
      measure: {kind: milestone}
      schedule: {"2022-12-31": under_way, "2025-12-31": done}
    """
    for target in plan.targets:
        for (earlier, before), (later, after) in pairwise(_levels(plan, target.spec)):
            if after < before:
                yield at(target, "FZ705", _schedule_key(target.spec), earlier=earlier, later=later)


def complete_measures(plan: WrittenPlan) -> Found:
    """每种衡量方式要写全，不多不少。

    quantity 写 at_least 或 at_most 之一；coverage 的 at_least 是百分数，不写就是 100；minimum 写 at_least；frequency
    写大于 0 的 per_year；standing 至多写一个目标值；milestone 不写数。方向由 at_least 或 at_most 得出，从不默认。基期值不能
    已经达到目标值。

    cumulative（逐年变化率累计）写 at_least 或 at_most 之一，按百分数：要下降的写 at_most，小于 0、大于 -100，例如 -13.5；
    要增长的写 at_least，大于 0。不写基期值，规划期里至少要有一个整年。

    basis（口径）写统计的规则，填报的口径与它不同就不能判定；没有数的 milestone 和没有目标值的 standing 不写。

    ---
    A measure has all it needs and nothing else.

    quantity takes at_least or at_most; coverage a percentage as at_least (100 where it is left out); minimum at_least; frequency a per_year above 0; standing at most one mark;
    milestone no number. The direction follows from at_least or at_most and is never defaulted.
    A baseline must not have reached the mark already.

    cumulative (yearly rates of change that compound) takes at_least or at_most, in percent: at_most for a fall, below 0
    and above -100, e.g. -13.5; at_least for a rise, above 0. It has no baseline, and its plan has a full calendar year.

    basis is the rule by which a value is counted; a submission that counts by another is not judged. A milestone, and a
    standing duty without a mark, count nothing and have none.

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, unit: 个}
      group: regular

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, at_least: 100, unit: 个,
                baseline: {date: 2020-12-31, value: 20}}
      group: regular
    """
    for target, measure in plan.tasks:
        for why in (*_measure_gaps(measure), *_change_gaps(measure, plan)):
            yield at(target, "FZ707", "measure", kind=measure.kind, why=why)
        if measure.kind not in _NUMBERED and any(
            isinstance(asked, Fraction) for _, _, asked in plan.deadlines(target.spec)
        ):
            why = Text("时间表里不能写数", "its schedule takes no number")
            yield at(target, "FZ707", _schedule_key(target.spec), kind=measure.kind, why=why)


def has_pace(plan: WrittenPlan) -> Found:
    """数量指标要有推算进度的起点：基期值，或时限之前的分期数。

    两样都没有时，填报的数在时限到来之前无法判断快慢，只会判为达进度。规划写了起点的，写 baseline；
    规划分年定了数的，写进 schedule。规划都没有写的，不要编一个 0：在说明（note）里写“基期：原文没有”，就不再提醒。
    从规划第一天数起的（新建多少个），起点确实是 0，才写 0。

    ---
    A quantity needs something to start from: a baseline, or a number before its mark.

    Without either, what is reported cannot be judged on its way and is on track until the deadline. Where the plan
    tells a start, give it as baseline; where it tells numbers by year, give them in schedule. Where it tells neither,
    invent no 0: say so in the note (基期： and a colon, or baseline: none), and this is told no more. A count that begins
    on the plan's first day (so many newly built) does begin at 0.

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, at_least: 1200, unit: 个}
      group: regular

    ---
    - id: 1.1.1-01
      title: 建成公共法律服务站
      measure: {kind: quantity, at_least: 1200, unit: 个,
                baseline: {date: 2020-12-31, value: 860}}
      group: regular
    """
    for target, measure in plan.tasks:
        dated = [day for _, day, asked in plan.deadlines(target.spec) if isinstance(asked, Fraction) or asked == "done"]
        told = measure.baseline or len(dated) > 1 or _NO_BASELINE.search(target.spec.note or "")
        if measure.kind == "quantity" and _mark(measure) is not None and not told:
            yield at(target, "FZ713", "measure")


def _schedule_key(spec: TargetSpec) -> str:
    return "schedule" if spec.schedule else "group"


def _levels(plan: WrittenPlan, spec: TargetSpec) -> Iterator[tuple[str, tuple[int, Fraction]]]:
    """Yield each dated requirement on one rising scale: the stage first, then the number towards the mark."""
    measure = spec.measure
    if measure is None:
        return
    falling = measure.at_most is not None
    asked = sorted((day, written, requires) for written, day, requires in plan.deadlines(spec) if day)
    floor = _start(measure)
    if floor is not None:
        yield "baseline" if measure.baseline else "0%", (0, Fraction(0))
    for _, written, requires in asked:
        number = requires if isinstance(requires, Fraction) else _mark(measure) if requires == "done" else None
        if number is None:
            yield written, (LADDER.index(requires) if requires in LADDER else 0, Fraction(0))
        else:
            gain = (floor or Fraction(0)) - number if falling else number - (floor or Fraction(0))
            behind = floor is not None and gain < 0
            yield written, (-1 if behind else 3, gain)


def _start(measure: MeasureSpec) -> Fraction | None:
    """Return the number from which a measure counts: its baseline, of a change none at all; None where none is known."""
    if measure.baseline:
        return measure.baseline.value
    one_mark = (measure.at_least is None) is not (measure.at_most is None)
    if measure.kind != "cumulative" or not one_mark or _reached(measure, Fraction(0)):  # or its mark is what is wrong
        return None
    return Fraction(0)


def _mark(measure: MeasureSpec) -> Fraction | None:
    if measure.kind == "coverage":
        return measure.at_least if measure.at_least is not None else Fraction(100)
    return measure.at_least if measure.at_least is not None else measure.at_most


def _measure_gaps(measure: MeasureSpec) -> Iterator[Text]:
    extra = {key for key in measure.model_fields_set - {"kind"} if key not in _TAKES[measure.kind]}
    for key in sorted(extra):
        yield Text(f"不用 {key}", f"it has no use for {key}")
    both = measure.at_least is not None and measure.at_most is not None
    neither = measure.at_least is None and measure.at_most is None
    if both:
        yield Text("at_least 与 at_most 只能写一个", "give at_least or at_most, not both")
    if measure.kind in ("quantity", "cumulative") and neither:
        yield Text("要写 at_least 或 at_most", "it needs at_least or at_most")
    if measure.kind == "minimum" and measure.at_least is None:
        yield Text("要写 at_least", "it needs at_least")
    if measure.kind == "coverage" and measure.at_least is not None and not 0 < measure.at_least <= 100:
        yield Text("at_least 写百分数，大于 0、不超过 100", "its at_least is a percentage above 0, at most 100")
    if measure.kind == "frequency" and not (measure.per_year or 0) > 0:
        yield Text("要写大于 0 的 per_year", "it needs a per_year above 0")
    if measure.kind == "standing" and neither and measure.basis:
        yield Text("没有目标值就不用 basis", "without a mark it has no use for basis")
    if measure.baseline and _reached(measure, measure.baseline.value):
        yield _at_the_mark(measure) or Text("基期值已经达到目标值", "the baseline has reached the mark already")


def _at_the_mark(measure: MeasureSpec) -> Text | None:
    """Return what to write where a plan asks for more than it began with (大于60.4): a mark is met by its own number."""
    mark = _mark(measure)
    if measure.baseline is None or mark is None or measure.baseline.value != mark:
        return None
    side, words = ("at_least", "大于、超过") if measure.at_most is None else ("at_most", "小于、低于")
    return Text(
        f"基期值与目标值相同，而 {side} 含本数，等于没有要求。原文是“{words}”这个数的，目标值按数据的精度写下一个数"
        "（大于60.4，精确到一位小数，写 60.5）；原文是保持的，用 standing",
        f"the baseline equals the mark, and {side} is met by the number itself: nothing would be asked. Where the text "
        "asks for more (or less) than it, write the next number at the precision of the data (above 60.4: 60.5); where it "
        "asks to keep it, use standing",
    )


def _change_gaps(measure: MeasureSpec, plan: WrittenPlan) -> Iterator[Text]:
    """Yield what is wrong with a change that adds up over the years: it begins at 0 and cannot fall by all there is."""
    if measure.kind != "cumulative":
        return
    if measure.at_most is not None and not -100 < measure.at_most < 0:
        yield Text(
            "at_most 写要下降的百分数，小于 0、大于 -100，例如 -13.5",
            "its at_most is a fall in percent, below 0 and above -100, e.g. -13.5",
        )
    if measure.at_least is not None and measure.at_least <= 0:
        yield Text(
            "at_least 写要增长的百分数，大于 0；要下降的写 at_most，例如 -13.5",
            "its at_least is a rise in percent, above 0; for a fall give at_most, e.g. -13.5",
        )
    if (measure.unit or "%").strip() != "%":
        yield Text("只按百分数计，unit 写 % 或不写", "it counts in percent: its unit is %, or left out")
    period = plan.frame and plan.frame.period
    if period and period.start and period.end and not Period(period.start, period.end).full_years:
        yield Text("规划期里没有一个整年，无从累计", "the plan has no full calendar year to add up")


def _reached(measure: MeasureSpec, value: Fraction) -> bool:
    if measure.at_most is not None:
        return value <= measure.at_most
    mark = _mark(measure)
    return mark is not None and value >= mark


# The rule of each code.
RULES: Rules = {
    "FZ705": schedules_rise,
    "FZ707": complete_measures,
    "FZ713": has_pace,
}
