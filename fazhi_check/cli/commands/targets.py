"""`fazhi-check targets`: what a plan asks, target by target."""

from __future__ import annotations

import sys
from typing import Annotated, TypeAlias

import typer

from fazhi_check.cli import complete
from fazhi_check.cli.help import Command, both, described
from fazhi_check.cli.options import LangOption, PlanOption
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.usage_error import choose
from fazhi_check.cli.values import DEFAULT_PLAN, read_choice, read_lang, read_plan
from fazhi_check.plan.select import select

_FORMATS = ("table", "markdown", "csv", "json")

_Section: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--section",
        metavar="ID",
        help=both("只看这一节或这一条，如 3.3 或 3.3.2", "Only this section or item"),
        autocompletion=complete.sections,
    ),
]
_Group: TypeAlias = Annotated[
    str | None, typer.Option("--group", metavar="GROUP", help=both("只看这一组", "Only this group"))
]
_Lead: TypeAlias = Annotated[
    str | None,
    typer.Option("--lead", metavar="BODY", help=both("只看这个责任主体的", "Only those this body leads")),
]
_Level: TypeAlias = Annotated[
    str | None,
    typer.Option("--level", metavar="LEVEL", help=both("只看这个层级要报的", "Only those asked of this level")),
]
_Measure: TypeAlias = Annotated[
    str | None,
    typer.Option("--measure", metavar="KIND", help=both("只看这种衡量方式", "Only this kind of measure")),
]
_Find: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--find",
        metavar="TEXT",
        help=both("标题、锚文、说明里含这段文字的", "With this text in title, anchors or note"),
    ),
]
_Form: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="NAME", help=both("table、markdown、csv 或 json", "table, markdown, csv or json")
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("targets", cls=Command, help=described("targets"))(targets)


def targets(
    plan: PlanOption = None,
    section: _Section = None,
    group: _Group = None,
    lead: _Lead = None,
    level: _Level = None,
    measure: _Measure = None,
    find: _Find = None,
    form: _Form = "table",
    lang: LangOption = "zh",
) -> int:
    """Print the targets of one plan, resolved."""
    from fazhi_check.pages import targets as render
    from fazhi_check.reports.text.screen import screen
    from fazhi_check.reports.text.table.page import Page
    from fazhi_check.reports.view import View

    language = read_lang(lang)
    choose(form, _FORMATS, "--format")
    whole = read_plan(plan or DEFAULT_PLAN)
    chosen = select(whole, read_choice(whole, section, group, lead, level, measure)._replace(words=find))
    if form == "json":
        render.render_json(chosen, utf8_output())
    elif form == "markdown":
        render.render_markdown(chosen, utf8_output(), language)
    elif form == "csv":
        render.render_csv(chosen, utf8_output(), language)
    else:
        render.render_tree(chosen, Page(screen(sys.stdout), View(language)))
    return 0 if chosen.targets else 3
