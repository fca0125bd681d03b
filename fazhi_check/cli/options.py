"""The options that several commands share."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from fazhi_check.cli.help import both

LangOption: TypeAlias = Annotated[str, typer.Option("--lang", help=both("界面语言：zh 或 en", "Language: zh or en"))]
PlanOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="ID|FOLDER",
        help=both("计划的编号，或自己的计划文件夹", "A plan's id, or the folder of your own"),
    ),
]
FormatOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="NAME", help=both("输出格式：table 或 json", "Output format: table or json")
    ),
]
