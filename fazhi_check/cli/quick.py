"""The short way to `check`: a command line of paths and plain options needs no parser library to be imported.

The options are those of the job itself, so there is nothing to keep in step. Whatever is not plain (help, an
unknown option, a missing value) is left to the application, which knows how to complain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_SHORT = {"-f": "--format", "-o": "--output", "-q": "--quiet", "-v": "--verbose"}


def quick_options(args: Sequence[str], defaults: Mapping[str, object]) -> tuple[list[str], dict[str, Any]] | None:
    """Return paths and options if every argument is plain, else None.

    `defaults` are those of the options: a tuple stands for an option that may be repeated, False for a flag.
    """
    names = {"--" + name.rstrip("_").replace("_", "-"): name for name in defaults}
    paths: list[str] = []
    options: dict[str, Any] = {}
    waiting = list(reversed(args))
    while waiting:
        arg = waiting.pop()
        if not arg.startswith("-") or arg == "-":
            paths.append(arg)
            continue
        written, equals, value = arg.partition("=")
        name = names.get(_SHORT.get(written, written))
        if name is None or (equals and defaults[name] is False):
            return None
        if defaults[name] is False:
            options[name] = True
            continue
        if not equals and not waiting:
            return None
        _take(options, name, value if equals else waiting.pop(), defaults[name])
    return paths, options


def _take(options: dict[str, Any], name: str, value: str, default: object) -> None:
    earlier = options.get(name, ())
    options[name] = (*earlier, value) if isinstance(default, tuple) and isinstance(earlier, tuple) else value
