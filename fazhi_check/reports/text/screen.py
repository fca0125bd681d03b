"""The console that a report for people is printed on."""

from __future__ import annotations

from io import TextIOWrapper
from typing import TextIO

from rich.console import Console


class Screen(Console):
    """A console that leaves it to the command what to do when its reader has gone."""

    def on_broken_pipe(self) -> None:
        """Raise instead of ending the program."""
        raise BrokenPipeError


def screen(out: TextIO, color: str = "auto") -> Screen:
    """Return the console for a stream; NO_COLOR, COLUMNS and TERM=dumb are respected."""
    if isinstance(out, TextIOWrapper):
        # A terminal that cannot show a character shows another one instead of failing.
        out.reconfigure(errors="replace")
    console = Screen(
        file=out,
        force_terminal=True if color == "always" else None,
        no_color=True if color == "never" else None,
        color_system=None if color == "never" else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    # Asked once: a console that does not know its size asks the terminal for it at every line.
    console.size = console.size
    return console
