"""`fazhi-check targets`: what a plan asks, target by target."""

from __future__ import annotations

from typing import Annotated

import typer

from fazhi_check.cli.help import Command, both
from fazhi_check.cli.misuse import choose
from fazhi_check.cli.options import LangOption, PlanOption
from fazhi_check.cli.terminal import console, utf8_output
from fazhi_check.cli.values import DEFAULT_PLAN, read_lang, read_plan

_FORMATS = ("table", "json")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("targets", cls=Command, help=both("列出计划的全部目标。", "List the targets of a plan."))(targets)


def targets(
    plan: PlanOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="NAME", help=both("输出格式：table 或 json", "Output format: table or json")
        ),
    ] = "table",
    lang: LangOption = "zh",
) -> int:
    """Print the targets of one plan, resolved."""
    from fazhi_check.reports.table.page import Page
    from fazhi_check.reports.targets import render_json, render_tree
    from fazhi_check.reports.view import View

    view = View(read_lang(lang))
    choose(form, _FORMATS, "--format")
    found = read_plan(plan or DEFAULT_PLAN)
    if form == "json":
        render_json(found, utf8_output())
    else:
        render_tree(found, Page(console(), view))
    return 0
