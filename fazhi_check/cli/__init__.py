"""The command line. Nothing heavy is imported before it is known which command is meant."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

# The commands, each in a module of its own; a first word that is none of them is a path to check.
COMMANDS = (
    "check",
    "init",
    "targets",
    "explain",
    "known",
    "config",
    "reformat",
    "schema",
    "trace",
    "lint",
    "new-plan",
)
_HELP = ("--help", "-h")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (0 to 3; 130 when interrupted)."""
    args = list(sys.argv[1:] if argv is None else argv)
    if _leading_lang(args)[1] == ["--version"]:
        return print_version()
    _start_lightly()
    if "_FAZHI_CHECK_COMPLETE" in os.environ:
        from fazhi_check.cli.shell import name_check

        name_check(os.environ, COMMANDS)
    from fazhi_check.cli.run import run

    return run(with_command(args), language(args))


def _start_lightly() -> None:
    """Spare what a short-lived command has no use for: collecting garbage while importing, pydantic's plugins."""
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def language(args: Sequence[str]) -> str:
    """Return the language that the arguments ask for, for help and messages before they are parsed."""
    for number, arg in enumerate(args):
        if arg.startswith("--lang="):
            return arg.partition("=")[2]
        if arg == "--lang" and number + 1 < len(args):
            return args[number + 1]
    return "zh"


def print_version() -> int:
    """Print name and version; return 0."""
    from fazhi_check import __version__

    with suppress(BrokenPipeError):
        print(f"fazhi-check {__version__}", flush=True)
    return 0


def with_command(args: Sequence[str]) -> list[str]:
    """Return the arguments with their command first; without one they are paths for `check`."""
    lang, rest = _leading_lang(list(args))
    if not rest:
        return ["--help"]
    if rest[0] in COMMANDS:
        return [rest[0], *lang, *rest[1:]]
    if rest[0] in _HELP or rest[0].startswith(("--install-completion", "--show-completion")):
        return ["--help" if rest[0] == "-h" else rest[0], *rest[1:]]
    return ["check", *lang, *rest]


def _leading_lang(args: list[str]) -> tuple[list[str], list[str]]:
    if args[:1] == ["--lang"]:
        return args[:2], args[2:]
    if args and args[0].startswith("--lang="):
        return args[:1], args[1:]
    return [], args
