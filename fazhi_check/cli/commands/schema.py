"""`fazhi-check schema KIND`: JSON Schemas for editors and programs."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from fazhi_check.cli import complete
from fazhi_check.cli.help import Command, both, described
from fazhi_check.cli.options import LangOption, PlanOption
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import choose
from fazhi_check.cli.values import read_lang, read_plan

_KINDS = ("submission", "plan", "report", "waivers", "known", "config")

_Kind: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="|".join(_KINDS), help=both("哪一种文件", "Which kind of file"), autocompletion=complete.words(*_KINDS)
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "schema",
        cls=Command,
        help=described("schema"),
    )(schema)


def schema(
    kind: _Kind,
    plan: PlanOption = None,
    lang: LangOption = "zh",
) -> int:
    """Print one schema; with a plan, a submission's target ids are listed in it."""
    from fazhi_check.pages.schemas import SCHEMAS, submission_schema

    read_lang(lang)
    choose(kind, _KINDS, "schema")
    found = submission_schema(read_plan(plan)) if plan and kind == "submission" else SCHEMAS[kind]()
    print_json(found, indent=2)
    return 0
