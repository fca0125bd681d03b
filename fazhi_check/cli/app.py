"""The typer application in the reader's language, and one run of it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from fazhi_check.cli import COMMANDS
from fazhi_check.cli.help import Group, both, localise
from fazhi_check.cli.misuse import Misuse
from fazhi_check.words import Lang


def run_app(args: Sequence[str], lang: Lang) -> int:
    """Run a command line that begins with its command; return the exit code. Raises Misuse."""
    command = typer.main.get_command(application(args[:1]))
    localise(command, lang)
    try:
        result: Any = command.main(list(args), prog_name="fazhi-check", standalone_mode=False)
    except TyperException as error:
        from fazhi_check.cli.usage import explain_usage

        text = explain_usage(error)
        raise Misuse(text.zh, text.en) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return int(result or 0)


def application(only: Sequence[str] = ()) -> typer.Typer:
    """Return the application; with `only` a command's name, just that command is imported."""
    app = typer.Typer(
        help=both(
            "把一个城市、县或部门报送的情况，与已公布规划的承诺逐条对照：缺什么、慢在哪、逾期多久、哪些没有佐证。",
            "Hold what a city, county or department reports against what a published plan promised.",
        ),
        add_completion=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        cls=Group,
    )
    app.callback()(_root)
    for name in [name for name in COMMANDS if name in only] or COMMANDS:
        import_module(f"fazhi_check.cli.{name.replace('-', '_')}").register(app)
    return app


def _root(
    version: Annotated[
        bool, typer.Option("--version", help=both("显示版本并退出。", "Show the version and exit."))
    ] = False,
) -> None:
    """Take the options of the program itself; every other option is a command's own."""
    if version:
        from fazhi_check.cli import print_version

        raise typer.Exit(print_version())
