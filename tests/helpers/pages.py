"""The HTML page, made in this process."""

from __future__ import annotations

import io

from fazhi_check.digest.run import digest
from fazhi_check.examine import Checker
from fazhi_check.outcome import Report
from fazhi_check.plan.model import Plan
from fazhi_check.reports import web as html
from fazhi_check.reports.view import View
from fazhi_check.words import Lang

HOSTILE = "</td></script><script>document.title='gone'</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}&amp;\"'"


def report_on(files: dict[str, str], plan: Plan, phase: str | None = None) -> Report:
    """Check texts by the names of their files."""
    return Report([Checker(plan, phase=phase).text(name, text) for name, text in files.items()])


def page(report: Report, lang: Lang = "zh", show_all: bool = False) -> str:
    """Return the HTML page of a report."""
    out = io.StringIO()
    html.render(digest(report), out, View(lang=lang, show_all=show_all))
    return out.getvalue()
