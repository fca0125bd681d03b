"""The top and the bottom of a report: who, against what, when; the three worst things; the outcome; the foot."""

from __future__ import annotations

from fazhi_check.assess import Assessment
from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport
from fazhi_check.reports.text.table.page import STYLES, Page
from fazhi_check.reports.wording import RESULT, against, comparison, foot, outcome, when
from fazhi_check.sanitize import clean
from fazhi_check.words import LEVELS, VERDICTS, Text

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
    page.line(page.say(Text("对照 ", "against ")), (page.say(against(one.plan)), "bold"))
    if one.unit and not one.binding:
        page.line((page.say(comparison(one)), "bold yellow"))
    if one.as_of:
        page.line(page.say(when(one, one.as_of)))


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
    text = page.say(outcome(one, page.view.fail_on))
    head = page.say(RESULT)
    nothing = not one.assessments and one.valid
    style = "bold yellow" if nothing else "bold red" if failures(one, page.view.fail_on) else "bold green"
    ended, mark, rest = text[len(head) :].partition("：" if page.view.lang == "zh" else ": ")
    page.line((head, "bold"), (ended, style), f"{mark}{rest}")


def print_foot(page: Page, one: FileReport) -> None:
    """Print tool version, plan with the short hash of its files, and the date of the verdicts."""
    page.line((page.say(foot(one)), "dim"))
