"""The top and the bottom of a report: who, against what, when; the three worst things; the outcome; the foot."""

from __future__ import annotations

from datetime import date

from fazhi_check import __version__
from fazhi_check.assess import Assessment
from fazhi_check.examine import FileReport
from fazhi_check.gate import failures
from fazhi_check.plan.model import Phase
from fazhi_check.reports.table.page import STYLES, Page, clean
from fazhi_check.words import FAILURES, LEVELS, VERDICTS, Text

_WORST = 3


def print_head(page: Page, one: FileReport) -> None:
    """Print who reports, against which edition of which plan, as of when, and the phase in force."""
    if one.unit is None:
        page.line((clean(one.path), "bold"))
    else:
        level = page.say(LEVELS[one.unit.level])
        page.line((clean(one.unit.name), "bold"), f"  {level} {one.unit.code}  {clean(one.path)}")
    if one.plan is None:
        return
    edition = Text(f"({one.plan.edition})", f" ({one.plan.edition})") if one.plan.edition else Text("", "")
    page.line(page.say(Text("对照 ", "against ")), (one.plan.name(page.view.lang), "bold"), page.say(edition))
    if one.unit and not one.binding:
        page.line((page.say(_comparison(one)), "bold yellow"))
    if one.as_of:
        page.line(page.say(_when(one, one.as_of)))


def _comparison(one: FileReport) -> Text:
    place = one.plan.jurisdiction.name if one.plan and one.plan.jurisdiction else ""
    return Text(
        f"仅作对照：规划适用于{place}，对本单位没有约束力", f"Comparison only: the plan binds {place}, not this unit"
    )


def _when(one: FileReport, as_of: date) -> Text:
    if one.phase:
        phase = one.phase
        return Text(
            f"阶段验收 {phase.title}，按时限 {phase.deadline} 判定",
            f"acceptance of phase {phase.id}, judged as of its deadline {phase.deadline}",
        )
    running = one.plan.phases_on(as_of) if one.plan else []
    if not running:
        return Text(f"截至 {as_of} · 不在任何阶段之内", f"as of {as_of} · outside every phase")
    parts = [_phase(phase, as_of) for phase in running]
    zh, en = (" · ".join(part.say(lang) for part in parts) for lang in ("zh", "en"))
    return Text(f"截至 {as_of} · {zh}", f"as of {as_of} · {en}")


def _phase(phase: Phase, as_of: date) -> Text:
    days = (phase.deadline - as_of).days
    return Text(
        f"{phase.title}阶段 {phase.deadline} 到期，还有 {days} 天",
        f"phase {phase.id} due {phase.deadline}, {days} days left",
    )


def print_worst(page: Page, one: FileReport) -> None:
    """Print the three most urgent things in the design's order, large enough to be seen from the tenth row."""
    worst = one.flagged[:_WORST]
    if len(one.flagged) <= _WORST:
        return
    page.blank()
    page.line((page.say(Text("最要紧的", "Most urgent")), "bold"))
    for found in worst:
        style = STYLES[found.verdict]
        verdict = page.say(VERDICTS[found.verdict])
        page.line(
            (f"{page.mark(found.verdict)} {verdict}{_how_much(found, one, page)}  ", style),
            (found.target.name(page.view.lang), "bold"),
            indent=2,
        )


def _how_much(found: Assessment, one: FileReport, page: Page) -> str:
    if found.verdict == "overdue" and one.as_of:
        days = found.days_over(one.as_of)
        return page.say(Text(f" {days} 天", f" {days} days"))
    if found.lag is not None:
        points = float(round(found.lag, 1))
        return page.say(Text(f" {points} 个百分点", f" {points} points"))
    return ""


def print_outcome(page: Page, one: FileReport) -> None:
    """Print the closing line: the gate's outcome, what failed it, and the counts."""
    page.blank()
    failed = failures(one, page.view.fail_on)
    reasons = f" {page.mark('dot')} ".join(f"{page.say(FAILURES[verdict])} {n}" for verdict, n in failed.items())
    counts = one.counts()
    asked = sum(counts.values()) - counts["exempt"]
    if not one.assessments and one.valid:
        text = Text("没有适用的目标，没有可判定的内容", "no target applies: nothing to check")
        page.line((page.say(Text("结论 ", "Result: ")), "bold"), (page.say(text), "bold yellow"))
        return
    verdict = Text("不通过", "failed") if failed else Text("通过", "passed")
    tally = Text(f"应报 {asked} 项，已完成 {counts['met']} 项", f"{asked} targets asked, {counts['met']} met")
    page.line(
        (page.say(Text("结论 ", "Result: ")), "bold"),
        (page.say(verdict), "bold red" if failed else "bold green"),
        f"{page.say(Text('：', ': '))}{reasons}" if failed else "",
        page.say(Text(f"({tally.zh})", f" ({tally.en})")),
    )


def print_foot(page: Page, one: FileReport) -> None:
    """Print tool version, plan with the short hash of its files, and the date of the verdicts."""
    plan = f" · {one.plan.id} {one.plan.hash}" if one.plan else ""
    day = f" · {page.say(Text('截至', 'as of'))} {one.as_of}" if one.as_of else ""
    page.line((f"fazhi-check {__version__}{plan}{day}", "dim"))
