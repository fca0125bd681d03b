"""What is wrong with the file itself: the findings that no verdict already tells, at file, line and column."""

from __future__ import annotations

from fazhi_check.codes import Severity
from fazhi_check.findings import Finding
from fazhi_check.outcome import FileReport
from fazhi_check.reports.text.table.page import Page
from fazhi_check.reports.wording import problems
from fazhi_check.sanitize import clean
from fazhi_check.words import SEVERITIES, Text

_STYLES = {Severity.error: "bold red", Severity.warning: "yellow", Severity.note: "cyan"}


def print_problems(page: Page, one: FileReport) -> None:
    """Print the findings of the file, errors and warnings in the order of their places."""
    found = problems(one)
    if one.hidden:
        text = Text(
            f"按 --select、--ignore 未列出 {one.hidden} 处", f"{one.hidden} findings hidden by --select or --ignore"
        )
        page.blank()
        page.line((page.say(text), "dim"))
    if not found:
        return
    page.blank()
    errors = sum(finding.severity is Severity.error for finding in found)
    title = Text(
        f"! 文件问题 {len(found)} 处，其中错误 {errors} 处",
        f"! problems in the file: {len(found)}, errors among them: {errors}",
    )
    page.line((page.say(title), "bold"))
    for finding in found:
        _print_finding(page, one.path, finding)


def _print_finding(page: Page, path: str, finding: Finding) -> None:
    severity = page.say(SEVERITIES[finding.severity])
    page.line(
        f"{clean(path)}{finding.at} ",
        (f"{severity} {finding.code} ", _STYLES[finding.severity]),
        clean(finding.message(page.view.lang)) + (page.say(Text("(已知)", " (known)")) if finding.known else ""),
        indent=2,
    )
