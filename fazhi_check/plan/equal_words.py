"""Equal words, equal kind: which ways of putting a duty ask for which measure or role.

A plan that lists its `rules` promises that its words are read one way throughout; what of that a program can tell from
titles and anchors is told here. An exception is declared in a target's note with the word 例外 and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_check.plan.spec import TargetSpec, WrittenPlan, WrittenTarget
from fazhi_check.words import MEASURES, ROLES, Text

_EXCEPTION = re.compile("例外[：:]")
# What is finished one day: with it, to strengthen something is a task that can be done.
_NATURAL_END = re.compile(
    r"(机制|制度|体系|平台|中心|清单|标准|规定|办法|方案|机构|格局|网络|站|所|库|台账|法规|规章)(建设|$)?"
)
_RISE = re.compile(
    r"^(?:逐步|不断|切实|有效|全面|着力)?(?:提高|提升|增强|扩大)|(?:明显|显著|有效|普遍|不断|逐步)?(?:提高|提升|增强)$"
)
_STRENGTHEN = re.compile(r"^(?:进一步|不断|全面|切实|持续)?(?:加强|加大|强化)")
_WHOLE_SYSTEM = re.compile("全面(?:落实|推行|实行)[^，。；,;]*制度")
_TWO_DATED_FIGURES = 2


class Reading(NamedTuple):
    """A way of putting a duty that is to be read one way wherever it stands."""

    name: Text
    pattern: re.Pattern[str]


_READ_ONE_WAY = (
    Reading(Text("规范…秩序", "to regulate the order of something"), re.compile("规范[^，。；,;、]{0,12}秩序")),
    Reading(Text("深入学习宣传", "to study and publicize thoroughly"), re.compile("深入学习宣传")),
    Reading(Text("强化…意识", "to strengthen an awareness"), re.compile("强化[^，。；,;]{0,12}意识")),
    Reading(Text("树立…意识", "to foster an awareness"), re.compile("树立[^，。；,;]{0,20}意识")),
    Reading(
        Text("自觉在宪法法律范围内活动", "to act within the Constitution and the law"),
        re.compile("自觉在[^，。；]{0,12}活动"),
    ),
)


class Unequal(NamedTuple):
    """A target that is read otherwise than its words ask for: the key to change and why."""

    target: WrittenTarget
    key: str
    why: Text


def unequal(plan: WrittenPlan) -> Iterator[Unequal]:
    """Yield the targets of a plan with rules whose role or measure is not that of their words."""
    if plan.frame is None or not plan.frame.rules:
        return
    asked = [target for target in plan.targets if not _EXCEPTION.search(target.spec.note or "")]
    for target in asked:
        if target.spec.role == "task" and target.spec.measure:
            yield from _of_one(target)
    for reading in _READ_ONE_WAY:
        yield from _against_the_first(reading, asked)


def _of_one(target: WrittenTarget) -> Iterator[Unequal]:
    spec = target.spec
    if any(map(_WHOLE_SYSTEM.search, spec.anchors)) and not _measures_all(spec):
        yield Unequal(target, "measure", _ALL_OF_THEM)
    milestone = spec.measure is not None and spec.measure.kind == "milestone"
    rises = bool(milestone and _RISE.search(spec.title))
    if rises and (spec.evidence.kinds != ["figure"] or spec.evidence.min < _TWO_DATED_FIGURES):
        yield Unequal(target, "evidence" if "evidence" in spec.model_fields_set else "id", _TWO_FIGURES)
    if milestone and not rises and _STRENGTHEN.search(spec.title) and not _NATURAL_END.search(spec.title):
        yield Unequal(target, "measure", _NO_END)


def _measures_all(spec: TargetSpec) -> bool:
    measure = spec.measure
    return measure is not None and (measure.kind == "coverage" or measure.at_least == 100)


def _against_the_first(reading: Reading, asked: list[WrittenTarget]) -> Iterator[Unequal]:
    same = [target for target in asked if any(map(reading.pattern.search, (target.spec.title, *target.spec.anchors)))]
    for target in same[1:]:
        first, this = _kind(same[0].spec), _kind(target.spec)
        if first != this:
            why = Text(
                f"“{reading.name.zh}”在 {same[0].spec.id} 按{first.zh}写，这里按{this.zh}写",
                f"{reading.name.en} is a {first.en} in {same[0].spec.id} and a {this.en} here",
            )
            yield Unequal(target, "measure" if target.spec.measure else "role", why)


def _kind(spec: TargetSpec) -> Text:
    return MEASURES[spec.measure.kind] if spec.role == "task" and spec.measure else ROLES[spec.role]


_ALL_OF_THEM = Text(
    "“全面落实、推行、实行…制度”是覆盖要求：写 coverage；逐件的义务写 standing，at_least: 100",
    "a system to be applied in full is a coverage; a duty on each case is standing with at_least: 100",
)
_TWO_FIGURES = Text(
    "没有定量的提高，佐证要两个时点的数据：evidence: {kinds: [figure], min: 2}",
    "a rise without a level is proven by figures of two dates: evidence: {kinds: [figure], min: 2}",
)
_NO_END = Text(
    "“加强、加大、强化”没有做完的一天，写 standing；有可以建成的东西的，标题要写出来",
    "what is to be strengthened is never finished: make it standing, or name in the title the thing that can be built",
)
