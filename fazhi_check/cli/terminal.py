"""The output stream: encoding, width and colour of where a report is going."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

COLORS = ("auto", "always", "never")


def console(color: str = "auto") -> Console:
    """Return the console for standard output; NO_COLOR, COLUMNS and TERM=dumb are respected."""
    from rich.console import Console

    _forgive(sys.stdout)
    return Console(
        file=sys.stdout,
        force_terminal=True if color == "always" else None,
        no_color=True if color == "never" else None,
        color_system=None if color == "never" else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def utf8_output() -> TextIO:
    """Return standard output as UTF-8 with plain line ends: machine formats do not follow the terminal."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def _forgive(stream: TextIO) -> None:
    """Let a terminal that cannot show a character show another one instead of failing."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
