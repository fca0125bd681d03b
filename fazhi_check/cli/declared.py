"""The table of options as typer wants them: declarations made for each command."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer

from fazhi_check.cli import complete
from fazhi_check.cli.command import Command
from fazhi_check.cli.help import HelpfulCommand, both, described
from fazhi_check.cli.options import Option


def add(app: typer.Typer, name: str, command: Command) -> None:
    """Add a command to the application, as its options say."""

    def call(**written: Any) -> int:
        kept = {option.name: _kept(option, written[option.name]) for option in command.options}
        return command.run({one: value for one, value in kept.items() if value is not None})

    parameters = [_parameter(option) for option in command.options]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {one.name: one.annotation for one in parameters}
    app.command(name, cls=HelpfulCommand, help=described(name))(call)


def _kept(option: Option, value: Any) -> Any:
    """Return a value that was given; None for one that is only the default."""
    if option.repeatable:
        return tuple(value) if value else None
    return None if value == option.default else value


def _parameter(option: Option) -> inspect.Parameter:
    default = inspect.Parameter.empty if option.required else option.default
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(option.name, kind, default=default, annotation=_annotation(option))


def _annotation(option: Option) -> Any:
    said: dict[str, Any] = {"help": both(*option.help)}
    if option.kind == "flag":
        return Annotated[bool, typer.Option(*option.flags, **said)]
    said |= {"metavar": option.metavar, "autocompletion": complete.offered(option)}
    holds: Any = list[str] if option.repeatable else str
    if option.default is None and not option.required:
        holds |= None
    return Annotated[holds, typer.Option(*option.flags, **said) if option.flags else typer.Argument(**said)]
