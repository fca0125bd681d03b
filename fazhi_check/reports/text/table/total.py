"""The closing total of a run over several files."""

from __future__ import annotations

from collections import Counter

from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.text.table.page import Page
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.reports.wording import BROKEN, NO_TARGET, tally
from fazhi_check.sanitize import clean
from fazhi_check.words import Text


def print_total(page: Page, report: Report) -> None:
    """Print the counts of every file, those that could not be judged, and the outcome of the whole run."""
    judged = [one for one in report.files if one.assessments]
    if judged:
        print_grid(page, [Row(_name(page, one), Counter(one.counts())) for one in judged], Text("单位", "unit"))
        page.blank()
    for one in report.files:
        if one.is_submission and not one.assessments:
            _print_unjudged(page, one)
    _print_outcome(page, report)


def _name(page: Page, one: FileReport) -> str:
    mark = page.mark("overdue" if failures(one, page.view.fail_on) else "met")
    return f"{mark} {clean(one.unit.name) if one.unit else clean(one.path)}"


def _print_unjudged(page: Page, one: FileReport) -> None:
    broken = not one.valid
    why = BROKEN if broken else NO_TARGET
    name = clean(one.unit.name) if one.unit else clean(one.path)
    page.line(f"{page.mark('invalid' if broken else 'exempt')} {name}  ", page.say(why), indent=2)


def _print_outcome(page: Page, report: Report) -> None:
    page.line((page.say(tally(report, page.view.fail_on)), "bold"))
