"""The typer application in the reader's language, and one run of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer
from typer.exceptions import TyperException

from fazhi_check.cli import COMMANDS, command_of
from fazhi_check.cli.declared import add
from fazhi_check.cli.help import localise
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.words import Lang


def run_app(args: Sequence[str], lang: Lang) -> int:
    """Run a command line that begins with its command; return the exit code. Raises UsageError."""
    command = typer.main.get_command(application(args[:1]))
    localise(command, lang)
    try:
        result: Any = command.main(list(args), prog_name="fazhi-check", standalone_mode=False)
    except TyperException as error:
        from fazhi_check.cli.usage import explain_usage

        text = explain_usage(error)
        raise UsageError(text.zh, text.en) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return int(result or 0)


def application(only: Sequence[str] = ()) -> typer.Typer:
    """Return the application; with `only` a command's name, just that command is imported."""
    app = typer.Typer(
        add_completion=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in [name for name in COMMANDS if name in only] or COMMANDS:
        add(app, name, command_of(name))
    return app


def _root() -> None:
    """Take the options of the program itself: there are none, so that each command has all of its own."""
