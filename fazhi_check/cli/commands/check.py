"""`fazhi-check check PATH...`: the main job."""

from __future__ import annotations

import typer

from fazhi_check.cli.checking import check
from fazhi_check.cli.help import Command, described
from fazhi_check.cli.options import taking


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(
        "check",
        cls=Command,
        help=described("check"),
    )(taking()(check))
