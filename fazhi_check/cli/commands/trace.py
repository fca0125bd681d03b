"""`fazhi-check trace PLAN|SUBMISSION --source FILE`: nothing invented, nothing left out."""

from __future__ import annotations

import os
import sys

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.published import published
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import absent, chosen, unreadable
from fazhi_check.cli.values import broken_plan, read_folder, read_lang, read_lines
from fazhi_check.findings import Finding
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import screen
from fazhi_check.reports.view import View
from fazhi_check.source.limits import Limits

# A source may hold the reports of a whole province.
_LIMITS = Limits(max_bytes=20_000_000)


def trace(
    traced: str,
    source: str,
    lines: str | None,
    every: bool,
    form: str,
    lang: str | None,
) -> int:
    """Hold a plan or a submission against its source; return 1 where something has no ground."""
    page = Page(screen(sys.stdout), View(read_lang(lang)))
    chosen(form, OPTIONS["form"])
    text = published(source).text
    if os.path.isfile(traced):
        return _trace_submission(traced, source, text, read_lines(lines), form == "json", page, every)
    return _trace_plan(traced, source, text, form == "json", page, every)


def _trace_plan(what: str, source: str, text: str, as_json: bool, page: Page, show: bool) -> int:
    from fazhi_check.pages.trace import plan_data, print_plan
    from fazhi_check.plan.folder import written
    from fazhi_check.plan.store import BrokenPlan, plan_files
    from fazhi_check.trace.plan import trace_plan

    files = plan_files(read_folder(what))
    plan = written(files.files)
    if plan.findings:
        raise broken_plan(BrokenPlan(files.folder, plan.findings))
    found = trace_plan(plan, text)
    if as_json:
        print_json(plan_data(found, plan.frame.id if plan.frame else what, source))
    else:
        print_plan(found, files.folder, page, show)
    return 0 if found.ok else 1


def _trace_submission(
    path: str, source: str, text: str, lines: tuple[int, int] | None, as_json: bool, page: Page, show: bool
) -> int:
    from fazhi_check.pages.trace import print_submission, submission_data
    from fazhi_check.submission.loading import load
    from fazhi_check.trace.submission import trace_submission

    if not os.path.lexists(path):
        raise absent(path)
    read = load(path, _LIMITS)
    if isinstance(read, Finding):
        raise unreadable(path, read)
    if read.submission is None:
        raise unreadable(path, read.findings[0])
    found = trace_submission(read, text, lines)
    if as_json:
        print_json(submission_data(found, path, source))
    else:
        print_submission(found, path, page, show)
    return 0 if found.ok else 1


COMMAND = command(trace)
