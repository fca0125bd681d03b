"""The top and the foot of a sheet: who, against what, when, with what outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.reports.view import View
from fazhi_check.sanitize import clean
from fazhi_check.version import __version__
from fazhi_check.words import FAILURES, LEVELS, Lang, Text


class Outcome(NamedTuple):
    """What the gate says on a file: `kind` is passed, failed or nothing."""

    kind: str
    word: str
    reasons: str


def name(one: FileReport) -> str:
    """Return what a file is called: its unit, or its path where the unit could not be read."""
    return clean(one.unit.name if one.unit else one.path)


def facts(one: FileReport, lang: Lang) -> list[tuple[str, str]]:
    """Return the head as pairs of label and value."""
    return [(label.say(lang), clean(value.say(lang))) for label, value in _facts(one)]


def _facts(one: FileReport) -> Iterator[tuple[Text, Text]]:
    if one.unit:
        level = LEVELS[one.unit.level]
        body = f" · {one.plan.bodies.get(one.unit.body, one.unit.body)}" if one.plan and one.unit.body else ""
        yield Text("单位层级", "Unit"), Text(f"{level.zh} {one.unit.code}{body}", f"{level.en} {one.unit.code}{body}")
    if one.plan:
        yield Text("对照规划", "Plan"), Text(one.plan.name("zh"), one.plan.name("en"))
        if one.plan.edition:
            yield Text("版本", "Edition"), _same(one.plan.edition)
    if one.as_of:
        yield Text("截至", "As of"), _same(str(one.as_of))
        if one.reported_on and one.reported_on != one.as_of:
            yield Text("填报截至", "Reported as of"), _same(str(one.reported_on))
    if one.plan and one.as_of:
        yield Text("阶段", "Phase"), _phase(one.plan, one.phase, one.as_of)
    yield Text("文件", "File"), _same(one.path)


def _same(text: str) -> Text:
    return Text(text, text)


def _phase(plan: Plan, accepted: Phase | None, as_of: date) -> Text:
    if accepted:
        return Text(
            f"{accepted.title}阶段验收，按时限 {accepted.deadline} 判定",
            f"acceptance of phase {accepted.id}, judged as of its deadline {accepted.deadline}",
        )
    running = [_running(phase, as_of) for phase in plan.phases_on(as_of)]
    if not running:
        return Text("不在任何阶段之内", "outside every phase")
    return Text("；".join(part.zh for part in running), "; ".join(part.en for part in running))


def _running(phase: Phase, as_of: date) -> Text:
    days = (phase.deadline - as_of).days
    return Text(
        f"{phase.title}({phase.deadline} 到期，还有 {days} 天)", f"{phase.id} (due {phase.deadline}, {days} days left)"
    )


def comparison(one: FileReport, lang: Lang) -> tuple[str, str] | None:
    """Return the notice on a unit that the plan does not bind: its heading and what it means."""
    if one.unit is None or one.plan is None or one.binding:
        return None
    place = one.plan.jurisdiction.name if one.plan.jurisdiction else ""
    means = Text(f"规划适用于{place}，对本单位没有约束力", f"the plan binds {place} and does not bind this unit")
    return Text("仅作对照", "Comparison only").say(lang), means.say(lang)


def outcome(one: FileReport, view: View) -> Outcome:
    """Return the gate's word on a file with what fails it, and the tally."""
    if not one.assessments and one.valid:
        return Outcome(
            "nothing",
            Text("没有适用的目标，没有可判定的内容", "No target applies: nothing to check").say(view.lang),
            "",
        )
    failed = failures(one, view.fail_on)
    reasons = [f"{FAILURES[verdict].say(view.lang)} {number}" for verdict, number in failed.items()]
    kind, word = ("failed", Text("不通过", "Failed")) if failed else ("passed", Text("通过", "Passed"))
    return Outcome(kind, word.say(view.lang), _reasons(reasons, _tally(one).say(view.lang), view.lang))


def _reasons(reasons: list[str], tally: str, lang: Lang) -> str:
    return Text("；", "; ").say(lang).join(filter(None, [" · ".join(reasons), tally]))


def _tally(one: FileReport) -> Text:
    counts = one.counts()
    asked = sum(counts.values()) - counts["exempt"]
    return Text(f"应报 {asked} 项，已完成 {counts['met']} 项", f"{asked} targets asked, {counts['met']} met")


def foot(one: FileReport, lang: Lang) -> str:
    """Return tool version, plan with the short hash of its files, and the date of the verdicts."""
    plan = f" · {one.plan.id} {one.plan.hash}" if one.plan else ""
    day = f" · {Text('截至', 'as of').say(lang)} {one.as_of}" if one.as_of else ""
    return f"fazhi-check {__version__}{plan}{day}"
