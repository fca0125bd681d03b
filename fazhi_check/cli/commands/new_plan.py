"""`fazhi-check new-plan ID`: a commented skeleton of a plan that passes lint."""

from __future__ import annotations

import os
import re
import sys
from typing import Annotated, TypeAlias

import typer

from fazhi_check.cli.help import Command, both, described
from fazhi_check.cli.options import LangOption
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.cli.values import read_lang

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")

_Plan: TypeAlias = Annotated[
    str, typer.Argument(metavar="ID", help=both("计划编号，如 my-plan", "The plan's id, e.g. my-plan"))
]
_Output: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help=both("写到这个文件夹，默认与编号同名", "Where to write; default: a folder of that id"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("new-plan", cls=Command, help=described("new-plan"))(new_plan)


def new_plan(
    plan: _Plan,
    output: _Output = None,
    lang: LangOption = "zh",
) -> int:
    """Write the skeleton into a new folder."""
    from fazhi_check.plan.skeleton import skeleton
    from fazhi_check.source.output import write_whole

    read_lang(lang)
    if not _ID.fullmatch(plan):
        raise UsageError(
            f"计划编号用小写字母、数字和连字号，不是“{plan}”",
            f"A plan's id is of small letters, digits and hyphens, not {plan}",
        )
    folder = output or plan
    try:
        os.makedirs(folder)
        for name, text in skeleton(plan).items():
            write_whole(os.path.join(folder, name), text, replace=False)
    except FileExistsError:
        raise UsageError(f"{folder} 已经存在，不覆盖", f"{folder} exists and is not overwritten") from None
    except OSError as error:
        raise unwritten(folder, error) from None
    print(folder, file=sys.stderr)
    return 0
