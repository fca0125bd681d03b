"""What is wrong with the file itself: the findings that no verdict already tells, at file, line and column."""

from __future__ import annotations

from fazhi_check.codes import Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.reports.text.page import Page
from fazhi_check.words import Text

_STYLES = {Severity.error: "bold red", Severity.warning: "yellow", Severity.note: "cyan"}


def print_problems(page: Page, one: FileDigest) -> None:
    """Print the findings of the file, errors and warnings in the order of their places."""
    found = one.problems
    if one.unlisted:
        page.blank()
        page.line((page.say(one.unlisted), "dim"))
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
        _print_finding(page, one.shown_path, finding)


def _print_finding(page: Page, path: str, finding: FindingDigest) -> None:
    page.line(
        f"{path}{finding.at} ",
        (f"{page.say(finding.word)} {finding.code} ", _STYLES[finding.severity]),
        finding.said(page.view.lang),
        indent=2,
    )
