"""`fazhi-check lint PLAN`: the checker for those who write plans."""

from __future__ import annotations

import sys
from typing import Any

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import chosen
from fazhi_check.cli.values import DEFAULT_PLAN, read_folder, read_lang
from fazhi_check.codes import Severity
from fazhi_check.findings import Finding, in_order
from fazhi_check.words import SEVERITIES, Lang, Text


def lint(
    plan_or_folder: str | None,
    form: str,
    lang: str | None,
) -> int:
    """Print what is wrong with a plan; return 1 if it cannot be used as it is."""
    from fazhi_check.plan.folder import written
    from fazhi_check.plan.lint import lint as lint_plan
    from fazhi_check.plan.store import plan_files

    language = read_lang(lang)
    chosen(form, OPTIONS["form"])
    files = plan_files(read_folder(plan_or_folder or DEFAULT_PLAN))
    read = written(files.files)
    findings = in_order([*read.findings, *lint_plan(read)])
    if form == "json":
        _print_json(findings, files.folder, language)
    else:
        _print_lines(findings, files.folder, len(read.targets), language)
    return 1 if any(finding.severity is Severity.error for finding in findings) else 0


def _print_lines(findings: list[Finding], folder: str, targets: int, lang: Lang) -> None:
    from fazhi_check.reports.text.page import Page
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.view import View
    from fazhi_check.sanitize import clean

    page = Page(screen(sys.stdout), View(lang))
    for finding in findings:
        style = "bold red" if finding.severity is Severity.error else "yellow"
        kind = page.say(SEVERITIES[finding.severity])
        page.line(
            f"{folder}/{finding.file}{finding.at} ", (f"{kind} {finding.code} ", style), clean(finding.message(lang))
        )
    errors = sum(finding.severity is Severity.error for finding in findings)
    rest = len(findings) - errors
    text = Text(
        f"目标 {targets} 项，错误 {errors} 处，警告 {rest} 处", f"{targets} targets, {errors} errors, {rest} warnings"
    )
    page.line((page.say(text), "bold red" if errors else "bold green"))


def _print_json(findings: list[Finding], folder: str, lang: Lang) -> None:
    rows: list[dict[str, Any]] = [
        {
            "path": f"{folder}/{finding.file}",
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message(lang),
            "line": finding.place and finding.place.line,
            "column": finding.place and finding.place.column,
            "target": finding.target,
        }
        for finding in findings
    ]
    print_json({"schema_version": 1, "findings": rows})


COMMAND = command(lint)
