"""The terminal report: counts first, then what asks for attention, then one closing line.

Marks and words carry the meaning; colour only helps. Text from a submission is data: it is never read as markup,
and characters that could steer a terminal are written out.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console

from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.text.screen import screen
from fazhi_check.reports.text.table import flagged, head, problems, sections, total
from fazhi_check.reports.text.table.page import Page
from fazhi_check.reports.view import View


def render(report: Report, out: TextIO, view: View) -> None:
    """Write the report to a stream, as wide and as colourful as it allows."""
    draw(report, screen(out, view.color), view)


def draw(report: Report, console: Console, view: View) -> None:
    """Print one report for each file and, for several, a closing total."""
    page = Page(console, view)
    for number, one in enumerate(report.files):
        if number:
            page.rule()
        _file(page, one)
    if sum(one.is_submission for one in report.files) != 1:
        page.rule()
        total.print_total(page, report)


def _file(page: Page, one: FileReport) -> None:
    head.print_head(page, one)
    if one.assessments:
        head.print_worst(page, one)
        sections.print_sections(page, one)
    problems.print_problems(page, one)
    if not one.is_submission:
        return
    flagged.print_lists(page, one)
    head.print_outcome(page, one)
    head.print_foot(page, one)
