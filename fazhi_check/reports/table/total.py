"""The closing total of a run over several files."""

from __future__ import annotations

from fazhi_check.check import FileReport, Report
from fazhi_check.gate import failures
from fazhi_check.reports.table.page import STYLES, Page, clean
from fazhi_check.words import VERDICTS, Text

_SHOWN = ("met", "overdue", "lagging", "unproven", "missing")


def print_total(page: Page, report: Report) -> None:
    """Print one line a file with what counts most, then the outcome of the whole run."""
    if report.files:
        page.line((page.say(Text("合计", "Total")), "bold"))
        for one in report.files:
            _print_file(page, one)
    _print_outcome(page, report)


def _print_file(page: Page, one: FileReport) -> None:
    failed = bool(failures(one, page.view.fail_on))
    outcome = page.say(Text("不通过", "failed") if failed else Text("通过", "passed"))
    counts = one.counts()
    numbers = "  ".join(f"{page.say(VERDICTS[verdict])} {counts[verdict]:>3}" for verdict in _SHOWN)
    mark = page.mark("overdue" if failed else "met")
    name = clean(one.unit.name if one.unit else one.path)
    shown = numbers if one.assessments else page.say(Text("未能判定", "could not be judged"))
    style = STYLES["overdue" if failed else "met"]
    page.line((f"{mark} {outcome} ", style), page.fit(name, 20), f" {shown}", indent=2)


def _print_outcome(page: Page, report: Report) -> None:
    counts = report.counts()
    failed = sum(bool(failures(one, page.view.fail_on)) for one in report.files)
    text = Text(
        f"共 {counts['files']} 个文件，可用 {counts['valid']} 个，不通过 {failed} 个",
        f"{counts['files']} files, {counts['valid']} usable, {failed} failed",
    )
    page.line((page.say(text), "bold"))
