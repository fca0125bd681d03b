"""`fazhi-check check PATH...`: the main job."""

from __future__ import annotations

import typer

from fazhi_check.cli.checking import check
from fazhi_check.cli.help import Command, both
from fazhi_check.cli.options import taking


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "check",
        cls=Command,
        help=both(
            "检查填报文件，与计划逐条对照。命令名可省略：fazhi-check 文件。",
            "Check submissions against a plan. The word check may be left out: fazhi-check FILE.",
        ),
    )(taking()(check))
