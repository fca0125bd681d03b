"""The table of options as typer wants them: declarations made for a command's own parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any

import typer

from fazhi_check.cli import complete
from fazhi_check.cli.help import Command, both, described
from fazhi_check.cli.options import OPTIONS, RUN, Option, Options

Job = Callable[[Sequence[str], Options], int]


def add_command(app: typer.Typer, name: str, job: Callable[..., int]) -> None:
    """Add a command whose parameters go by the names of their options."""
    _add(app, name, job, [OPTIONS[one] for one in inspect.signature(job).parameters])


def add_run(
    app: typer.Typer,
    name: str,
    job: Job,
    left_out: Collection[str] = (),
    before: Sequence[str] = (),
    instead: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Add a command that takes paths and the options of a run, but those left out.

    The job is called with the paths and all that was given, words `before` the paths among it. An option may be
    declared as another one of the table `instead`.
    """
    options = [OPTIONS[one] for one in (*before, "paths")]
    options += [OPTIONS[instead.get(one, one)]._replace(name=one) for one in RUN if one not in left_out]

    def command(**given: Any) -> int:
        paths = given.pop("paths") or ()
        kept = {option.name: _kept(option, given.get(option.name)) for option in options}
        return job(paths, Options(**{one: value for one, value in kept.items() if value is not None}))

    _add(app, name, command, options)


def _kept(option: Option, value: Any) -> Any:
    """Return a value that was given; None for one that is only the default."""
    if option.repeatable:
        return tuple(value) if value else None
    return None if value == option.default else value


def _add(app: typer.Typer, name: str, job: Callable[..., int], options: Sequence[Option]) -> None:
    parameters = [_parameter(option) for option in options]
    job.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    job.__annotations__ = {one.name: one.annotation for one in parameters}
    job.declared = tuple(options)  # type: ignore[attr-defined]
    app.command(name, cls=Command, help=described(name))(job)


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
