"""The short way to `check`: a command line of paths and plain options needs no parser library to be imported.

Whatever is not plain (help, an unknown option, a missing value) is left to the application, which knows how to
complain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fazhi_check.cli.options import OPTIONS, RUN, Option, Options

_BY_FLAG = {flag: OPTIONS[name] for name in RUN for flag in OPTIONS[name].flags}


def quick_options(args: Sequence[str]) -> tuple[list[str], Options] | None:
    """Return paths and options if every argument is plain, else None."""
    paths: list[str] = []
    given: dict[str, Any] = {}
    waiting = list(reversed(args))
    while waiting:
        arg = waiting.pop()
        if not arg.startswith("-") or arg == "-":
            paths.append(arg)
            continue
        written, equals, value = arg.partition("=")
        option = _BY_FLAG.get(written)
        if option is None or (equals and option.kind == "flag"):
            return None
        if option.kind == "flag":
            given[option.name] = True
            continue
        if not equals and not waiting:
            return None
        _take(given, option, value if equals else waiting.pop())
    return paths, Options(**given)


def _take(given: dict[str, Any], option: Option, value: str) -> None:
    given[option.name] = (*given.get(option.name, ()), value) if option.repeatable else value
