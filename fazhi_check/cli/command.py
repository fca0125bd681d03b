"""A command as data: the options it takes, from the table, and what is done with those that were given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from fazhi_check.cli.options import OPTIONS, RUN, Option, Options
from fazhi_check.cli.usage_error import UsageError

Job = Callable[[Sequence[str], Options], int]


class Command(NamedTuple):
    """What a command takes, its arguments first, and what it does: `run` gets what was given, by name."""

    options: tuple[Option, ...]
    run: Callable[[Mapping[str, Any]], int]


def command(job: Callable[..., int]) -> Command:
    """Return the command of a function whose parameters go by the names of their options."""
    code = job.__code__
    options = tuple(OPTIONS[name] for name in code.co_varnames[: code.co_argcount])

    def run(given: Mapping[str, Any]) -> int:
        _refuse_empty(options, given)
        return job(**{one.name: given.get(one.name, one.absent) for one in options})

    return Command(options, run)


def run_command(
    job: Job,
    left_out: Collection[str] = (),
    before: Sequence[str] = (),
    instead: Mapping[str, str] = MappingProxyType({}),
) -> Command:
    """Return a command that takes paths and the options of a run, but those left out.

    The job is called with the paths and all that was given, words `before` the paths among it. An option may be
    declared as another one of the table `instead`.
    """
    taken = [OPTIONS[instead.get(one, one)]._replace(name=one) for one in RUN if one not in left_out]

    options = (*(OPTIONS[one] for one in (*before, "paths")), *taken)

    def run(given: Mapping[str, Any]) -> int:
        _refuse_empty(options, given)
        kept = {name: value for name, value in given.items() if name != "paths"}
        return job(given.get("paths", ()), Options(**kept))

    return Command(options, run)


def _refuse_empty(options: Sequence[Option], given: Mapping[str, Any]) -> None:
    """Refuse options and arguments with nothing in them: mostly a variable of a script that was never set."""
    for option in options:
        value = given.get(option.name)
        if any(isinstance(one, str) and not one.strip() for one in (value if isinstance(value, tuple) else (value,))):
            raise UsageError(
                f"{option.flag} 不能为空：写上值，或者去掉它", f"{option.flag} is empty: give a value, or leave it out"
            )
