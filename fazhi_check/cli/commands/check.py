"""`fazhi-check check PATH...`: the main job."""

from __future__ import annotations

import typer

from fazhi_check.cli.checking import run_check
from fazhi_check.cli.declared import add_run


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    add_run(app, "check", run_check)
