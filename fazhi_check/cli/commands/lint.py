"""`fazhi-check lint PLAN|FILE`: the checker for those who write plans, or an office's own standard."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import UsageError, chosen
from fazhi_check.cli.values import DEFAULT_PLAN, read_folder, read_lang
from fazhi_check.codes import Severity
from fazhi_check.findings import Finding, in_order
from fazhi_check.words import SEVERITIES, Lang, Text

if TYPE_CHECKING:
    from fazhi_check.plan.spec import WrittenPlan


class _Looked(NamedTuple):
    """What was looked at: where it lies, what is wrong with it, and how many things it holds.

    `waiting` are the findings by code that a plan will have once its drafts are gone over.
    """

    path: str
    findings: Sequence[Finding]
    held: Text
    waiting: Mapping[str, int] = {}

    def at(self, one: Finding) -> str:
        """Return the file of a finding: of a folder the one it names."""
        return f"{self.path}/{one.file}" if one.file else self.path


def lint(
    plan_or_standard: str | None,
    standard_plan: str | None,
    form: str,
    lang: str | None,
) -> int:
    """Print what is wrong with a plan or a standard; return 1 if it cannot be used as it is."""
    language = read_lang(lang)
    chosen(form, OPTIONS["form"])
    if plan_or_standard and os.path.isfile(plan_or_standard):
        looked = _standard(plan_or_standard, standard_plan)
    else:
        looked = _plan(plan_or_standard or DEFAULT_PLAN, standard_plan)
    (_print_json if form == "json" else _print_lines)(looked, language)
    return 1 if any(finding.severity is Severity.error for finding in looked.findings) else 0


def _plan(named: str, standard_plan: str | None) -> _Looked:
    from fazhi_check.plan.folder import written
    from fazhi_check.plan.lint import lint as lint_plan
    from fazhi_check.plan.lint import waiting
    from fazhi_check.plan.store import plan_files

    if standard_plan:
        raise UsageError(
            "--plan 只在检查测评标准时用；检查规划，直接写它的编号或文件夹",
            "--plan goes with a standard; to look at a plan, name it alone",
        )
    files = plan_files(read_folder(named))
    read = written(files.files)
    return _Looked(files.folder, in_order([*read.findings, *lint_plan(read)]), _held(read), waiting(read))


def _held(read: WrittenPlan) -> Text:
    """Return how many targets a plan has; those of earlier editions stand in its files too, and are told beside."""
    targets, old = len(read.targets), len(read.replaced)
    if not old:
        return Text(f"目标 {targets} 项", f"{targets} targets")
    return Text(
        f"目标 {targets} 项（文件里共 {targets + old} 项，{old} 项已改为别的编号）",
        f"{targets} targets (of {targets + old} in its files, {old} are replaced by others)",
    )


def _standard(path: str, plan: str | None) -> _Looked:
    from fazhi_check.cli.standards import linted

    findings, items = linted(path, plan)
    return _Looked(path, in_order(findings), Text(f"考评项目 {items} 个", f"{items} items"))


def _print_lines(looked: _Looked, lang: Lang) -> None:
    from fazhi_check.reports.text.page import Page
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.view import View
    from fazhi_check.sanitize import clean

    page = Page(screen(sys.stdout), View(lang))
    for finding in looked.findings:
        style = "bold red" if finding.severity is Severity.error else "yellow"
        kind = page.say(SEVERITIES[finding.severity])
        page.line(
            f"{looked.at(finding)}{finding.at} ", (f"{kind} {finding.code} ", style), clean(finding.message(lang))
        )
    errors = sum(finding.severity is Severity.error for finding in looked.findings)
    rest = len(looked.findings) - errors
    text = Text(
        f"{looked.held.zh}，错误 {errors} 处，警告 {rest} 处", f"{looked.held.en}, {errors} errors, {rest} warnings"
    )
    page.line((page.say(text), "bold red" if errors else "bold green"))
    if looked.waiting:
        page.line(page.say(_later(looked.waiting)))


def _later(waiting: Mapping[str, int]) -> Text:
    """Return what is still to be written once the drafts of a plan are gone over."""
    every = sorted(waiting.items())
    zh, en = (
        sep.join(one)
        for sep, one in (
            ("、", [f"{code} {count} 处" for code, count in every]),
            (", ", [f"{count} of {code}" for code, count in every]),
        )
    )
    return Text(
        f"删去草稿标记后还有 {sum(waiting.values())} 处要补：{zh}",
        f"once no draft is left, {sum(waiting.values())} more are to be mended: {en}",
    )


def _print_json(looked: _Looked, lang: Lang) -> None:
    rows: list[dict[str, Any]] = [
        {
            "path": looked.at(finding),
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message(lang),
            "line": finding.place and finding.place.line,
            "column": finding.place and finding.place.column,
            "target": finding.target,
        }
        for finding in looked.findings
    ]
    print_json({"schema_version": 1, "findings": rows, **({"waiting": dict(looked.waiting)} if looked.waiting else {})})


COMMAND = command(lint)
