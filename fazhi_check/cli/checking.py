"""The main job as a plain function: what `check` does with its options."""

from __future__ import annotations

import os
import sys

from fazhi_check.cli.misuse import Misuse, choose
from fazhi_check.cli.terminal import drop_output, utf8_output
from fazhi_check.cli.values import read_day, read_lang, read_plan
from fazhi_check.examine import Checker, Report, UnknownPhase
from fazhi_check.examine import check as run_check
from fazhi_check.gate import DEFAULT_FAIL_ON, UnknownVerdict, decide, parse_fail_on
from fazhi_check.reports import FORMATS, SCREEN, renderer
from fazhi_check.reports.view import View
from fazhi_check.source.files import expand

COLORS = ("auto", "always", "never")
SHOW = ("flagged", "all")


def check(
    *paths: str,
    plan: str | None = None,
    as_of: str | None = None,
    phase: str | None = None,
    format_: str = "table",
    fail_on: str | None = None,
    show: str = "flagged",
    color: str = "auto",
    lang: str = "zh",
) -> int:
    """Check every path and print one report; return the exit code of the gate."""
    view = View(
        read_lang(lang),
        choose(show, SHOW, "--show") == "all",
        DEFAULT_FAIL_ON if fail_on is None else _fail_on(fail_on),
        choose(color, COLORS, "--color"),
    )
    choose(format_, FORMATS, "--format")
    if as_of and phase:
        raise Misuse("--as-of 和 --phase 不能同时使用", "--as-of and --phase cannot be used together")
    checker = Checker(read_plan(plan) if plan else None, read_day(as_of, "--as-of") if as_of else None, phase)
    if checker.plan and phase:
        choose(phase, [one.id for one in checker.plan.phases], "--phase")
    _refuse_absent(paths)
    try:
        report = run_check(expand(paths), checker)
    except UnknownPhase as unknown:
        choose(unknown.phase, unknown.known, "--phase")
        raise
    report.exit_code = decide(report, view.fail_on)
    try:
        _print(report, format_, view)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()  # whoever read the report has seen enough; the outcome stands
    if not report.files:
        print(_nothing(view.lang), file=sys.stderr)
    return int(report.exit_code)


def _print(report: Report, format_: str, view: View) -> None:
    out = sys.stdout if format_ in SCREEN else utf8_output()
    renderer(format_).render(report, out, view)


def _fail_on(written: str) -> frozenset[str]:
    try:
        return parse_fail_on(written)
    except UnknownVerdict as unknown:
        raise Misuse(unknown.message.zh, unknown.message.en) from None


def _refuse_absent(paths: tuple[str, ...]) -> None:
    absent = [path for path in paths if path != "-" and not os.path.lexists(path)]
    if absent:
        zh = "找不到：" + "、".join(absent)
        raise Misuse(zh, f"No such file or folder: {', '.join(absent)}")


def _nothing(lang: str) -> str:
    return (
        "没有找到可检查的文件(.yaml、.yml、.json)"
        if lang == "zh"
        else "Nothing to check: no .yaml, .yml or .json file found"
    )
