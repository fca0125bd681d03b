"""`fazhi-check check PATH...`: the main job."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from fazhi_check.cli.help import Command, both
from fazhi_check.cli.misuse import Misuse, choose
from fazhi_check.cli.options import LangOption, PlanOption, read_day, read_lang, read_plan
from fazhi_check.cli.terminal import COLORS, console, utf8_output

FORMATS = ("table", "json")
SHOW = ("flagged", "all")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "check",
        cls=Command,
        help=both(
            "检查填报文件：缺报、滞后、逾期、佐证不足各有哪些，为什么，依据哪一条。",
            "Check submissions: what is missing, lagging, overdue or unproven, why, and by which clause.",
        ),
    )(check)


def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help=both("文件、文件夹，或 - 表示标准输入", "Files, folders, or - for standard input")
        ),
    ],
    plan: PlanOption = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=both("按这一天判定，代替文件里的截至日期", "Judge as of this day instead of the file's own"),
        ),
    ] = None,
    phase: Annotated[
        str | None,
        typer.Option(
            "--phase",
            metavar="ID",
            help=both("阶段验收：2022、2024 或 2025", "Acceptance of a phase: 2022, 2024 or 2025"),
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="NAME", help=both("输出格式：table 或 json", "Output format: table or json")
        ),
    ] = "table",
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="LIST",
            help=both(
                "哪些判定算不通过，逗号分隔；never 表示总是通过。默认 overdue,lagging,unproven,missing,invalid",
                "Verdicts that fail the gate, by commas; never passes always. Default: overdue,lagging,unproven,missing,invalid",
            ),
        ),
    ] = None,
    show: Annotated[
        str,
        typer.Option(
            "--show",
            metavar="WHAT",
            help=both("flagged 折叠缺报，all 全部列出", "flagged folds what is missing, all lists everything"),
        ),
    ] = "flagged",
    color: Annotated[
        str,
        typer.Option(
            "--color", metavar="WHEN", help=both("颜色：auto、always 或 never", "Colour: auto, always or never")
        ),
    ] = "auto",
    lang: LangOption = "zh",
) -> int:
    """Check every path and print one report; return the exit code of the gate."""
    from fazhi_check.check import Checker, UnknownPhase
    from fazhi_check.check import check as run_check
    from fazhi_check.gate import DEFAULT_FAIL_ON, decide
    from fazhi_check.reports.view import View
    from fazhi_check.source.files import expand

    view = View(
        read_lang(lang), choose(show, SHOW, "--show") == "all", _fail_on(fail_on) if fail_on else DEFAULT_FAIL_ON
    )
    choose(form, FORMATS, "--format")
    choose(color, COLORS, "--color")
    if as_of and phase:
        raise Misuse("--as-of 和 --phase 不能同时使用", "--as-of and --phase cannot be used together")
    checker = Checker(read_plan(plan) if plan else None, read_day(as_of, "--as-of") if as_of else None, phase)
    _refuse_absent(paths)
    try:
        report = run_check(expand(paths), checker)
    except UnknownPhase as unknown:
        raise Misuse(
            f"计划 {unknown.plan} 没有阶段 {unknown.phase}。可填：{', '.join(unknown.known)}",
            f"The plan {unknown.plan} has no phase {unknown.phase}. Allowed: {', '.join(unknown.known)}",
        ) from None
    report.exit_code = decide(report, view.fail_on)
    if form == "json":
        from fazhi_check.reports import json

        json.render(report, utf8_output(), view.lang)
    else:
        from fazhi_check.reports import table

        table.render(report, console(color), view)
    if not report.files:
        print(_nothing(view.lang), file=sys.stderr)
    return int(report.exit_code)


def _fail_on(written: str) -> frozenset[str]:
    from fazhi_check.gate import UnknownVerdict, parse_fail_on

    try:
        return parse_fail_on(written)
    except UnknownVerdict as unknown:
        raise Misuse(unknown.message.zh, unknown.message.en) from None


def _refuse_absent(paths: list[str]) -> None:
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
