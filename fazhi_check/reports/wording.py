"""Sentences that several reports share: when, against what, how it ended, what a verdict means for its reader."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from fazhi_check.findings import Finding
from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.version import __version__
from fazhi_check.words import FAILURES, Text

MEANING: dict[str, Text] = {
    "overdue": Text("时限已过，没有达到要求", "the deadline has passed, the requirement is not reached"),
    "lagging": Text("慢于序时进度", "behind the share of time"),
    "unproven": Text("报了完成，佐证不够", "reported as done, not proven"),
    "invalid": Text("数据有误，改正后才能判定", "data to be corrected before it can be judged"),
    "missing": Text("没有填报，不等于没有做", "not reported, which does not mean not done"),
    "due_soon": Text("时限临近，还没有达到", "the deadline is near, not yet reached"),
    "exempt": Text("不计入应报数", "not counted among what is asked"),
    "waived": Text("经批准暂不计入需处理，到期恢复", "set aside by approval until the waiver expires"),
    "known": Text("已登记在已知问题清单里，不影响结论", "on the list of known findings: they fail nothing"),
}
KNOWN = Text("已知", "known")
COMPARISON = Text("仅作对照：规划对本单位没有约束力", "Comparison only: the plan does not bind this unit")
NO_FILE = Text("没有可检查的文件", "no file to check")
NO_TARGET = Text("没有适用的目标，没有可判定的内容", "no target applies: nothing to check")
BROKEN = Text("有错误，未能判定", "has errors, could not be judged")
RESULT = Text("结论 ", "Result: ")
PASSED, FAILED = Text("通过", "passed"), Text("不通过", "failed")


def against(plan: Plan) -> Text:
    """Return the plan's title with its edition."""
    zh, en = (f"({plan.edition})", f" ({plan.edition})") if plan.edition else ("", "")
    return Text(plan.name("zh") + zh, plan.name("en") + en)


def comparison(one: FileReport) -> Text:
    """Return what a unit outside the plan's jurisdiction is told."""
    place = one.plan.jurisdiction.name if one.plan and one.plan.jurisdiction else ""
    if not place:
        return COMPARISON
    return Text(
        f"仅作对照：规划适用于{place}，对本单位没有约束力", f"Comparison only: the plan binds {place}, not this unit"
    )


def when(one: FileReport, as_of: date) -> Text:
    """Return the date of the verdicts with the phases in force, or the phase under acceptance."""
    if one.phase:
        phase = one.phase
        return Text(
            f"阶段验收 {phase.title}，按时限 {phase.deadline} 判定",
            f"acceptance of phase {phase.id}, judged as of its deadline {phase.deadline}",
        )
    if one.plan and not one.plan.phases:
        return Text(f"截至 {as_of}", f"as of {as_of}")
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


def unasked(one: FileReport) -> Text:
    """Return what missing means, and how many more are missing that the plan only encourages."""
    more = sum(a.verdict == "missing" and a.target.force != "shall" for a in one.assessments)
    meaning = MEANING["missing"]
    if not more:
        return meaning
    return Text(
        f"{meaning.zh}；另有鼓励、探索类 {more} 项不计",
        f"{meaning.en}; {more} more that are only encouraged are not counted",
    )


def problems(one: FileReport) -> list[Finding]:
    """Return the findings on the file itself: those that no verdict already tells."""
    return [finding for finding in one.findings if finding.meaning.verdict is None]


def outcome(one: FileReport, fail_on: Collection[str]) -> Text:
    """Return how one file ended at the gate: what failed it, and the counts."""
    if not one.assessments and one.valid:
        return Text(RESULT.zh + NO_TARGET.zh, RESULT.en + NO_TARGET.en)
    failed, counts = failures(one, fail_on), one.counts()
    asked = sum(counts.values()) - counts["exempt"]
    ended = FAILED if failed else PASSED
    zh = " · ".join(f"{FAILURES[verdict].zh} {number}" for verdict, number in failed.items())
    en = " · ".join(f"{FAILURES[verdict].en} {number}" for verdict, number in failed.items())
    before = known(one)
    return Text(
        f"{RESULT.zh}{ended.zh}{'：' if failed else ''}{zh}(应报 {asked} 项，已完成 {counts['met']} 项{before.zh})",
        f"{RESULT.en}{ended.en}{': ' if failed else ''}{en} ({asked} targets asked, {counts['met']} met{before.en})",
    )


def known(*files: FileReport) -> Text:
    """Return how many findings were known before, as the end of a sentence; nothing where none was."""
    number = sum(one.tally().known for one in files)
    return Text(f"，已知问题 {number} 处", f", {number} known before") if number else Text("", "")


def tally(report: Report, fail_on: Collection[str]) -> Text:
    """Return how many files there are, how many could be used, and how many failed the gate."""
    counts = report.counts()
    failed = sum(bool(failures(one, fail_on)) for one in report.files)
    before = known(*report.files)
    return Text(
        f"共 {counts['files']} 个文件，可用 {counts['valid']} 个，不通过 {failed} 个{before.zh}",
        f"{counts['files']} files, {counts['valid']} usable, {failed} failed{before.en}",
    )


def foot(one: FileReport) -> Text:
    """Return tool version, plan with the short hash of its files, and the date of the verdicts."""
    plan = f" · {one.plan.id} {one.plan.hash}" if one.plan else ""
    zh, en = (f" · 截至 {one.as_of}", f" · as of {one.as_of}") if one.as_of else ("", "")
    return Text(f"fazhi-check {__version__}{plan}{zh}", f"fazhi-check {__version__}{plan}{en}")
