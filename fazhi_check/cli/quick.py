"""The short way to a command: a line of plain arguments and options needs no parser library to be imported.

Whatever is not plain (help, an unknown option, a missing value or argument) is left to the application, which knows
how to complain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fazhi_check.cli.options import Option


def parse_plainly(options: Sequence[Option], args: Sequence[str]) -> dict[str, Any] | None:
    """Return what was given by the names of the options if every argument is plain, else None."""
    by_flag = {flag: option for option in options for flag in option.flags}
    given: dict[str, Any] = {}
    words: list[str] = []
    waiting = list(reversed(args))
    while waiting:
        arg = waiting.pop()
        if not arg.startswith("-") or arg == "-":
            words.append(arg)
            continue
        written, equals, value = arg.partition("=")
        option = by_flag.get(written)
        if option is None or (equals and option.kind == "flag"):
            return None
        if option.kind == "flag":
            given[option.name] = True
            continue
        if not equals and not waiting:
            return None
        _take(given, option, value if equals else waiting.pop())
    return given if _take_words(given, options, words) else None


def _take(given: dict[str, Any], option: Option, value: str) -> None:
    given[option.name] = (*given.get(option.name, ()), value) if option.repeatable else value


def _take_words(given: dict[str, Any], options: Sequence[Option], words: list[str]) -> bool:
    """Give each argument its word, the last one all that is left; False where they do not come out even."""
    for option in options:
        if not option.flags:
            while words:
                _take(given, option, words.pop(0))
                if not option.repeatable:
                    break
    return not words and all(option.name in given for option in options if option.required)
