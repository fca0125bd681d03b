"""Where a report for people is printed: how wide it is, and whether it has colour.

Lines are gathered and written in one go. Where no colour is wanted they are written as they are and rich, which knows
the colours of terminals, is not even loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import TextIO, TypeAlias

from fazhi_check.reports.text.widths import cell_len

Part: TypeAlias = tuple[str, str]
Painter: TypeAlias = Callable[[str, str], str]

_TAB = 8
# Lines that are written at a time; consoles of Windows take no long texts.
_AT_A_TIME = 50 if sys.platform == "win32" else 5_000
_WIDTH = 80


class Screen:
    """A stream with its width and encoding; `paint` puts a text into a style, where there is colour.

    `doubles` tells that it is known to show bars and circles two columns wide.
    Lines are written at once, unless they are gathered until `flush`.
    """

    def __init__(self, out: TextIO, width: int = _WIDTH, paint: Painter | None = None, gather: bool = False) -> None:
        self._out, self.width, self._paint, self._gather = out, width, paint, gather
        self.encoding: str = (getattr(out, "encoding", None) or "utf-8").lower()
        self.doubles = _doubles(self.encoding)
        self._lines: list[str] = []

    def put(self, parts: Iterable[Part]) -> None:
        """Print one line of parts, each a text with its style."""
        parts = list(parts)
        if any("\t" in text for text, _ in parts):
            parts = _without_tabs(parts)
        paint = self._paint
        self._lines.append("".join(paint(*part) if paint and part[1] else part[0] for part in parts))
        if not self._gather or len(self._lines) >= _AT_A_TIME:
            self.flush()

    @property
    def gathered(self) -> int:
        """The lines that wait to be written."""
        return len(self._lines)

    def drop(self) -> None:
        """Forget the lines that wait."""
        self._lines.clear()

    def flush(self) -> None:
        """Write what was gathered."""
        if self._lines:
            self._out.write("\n".join([*self._lines, ""]))
            self._lines.clear()
        self._out.flush()


def screen(out: TextIO, color: str = "auto", gather: bool = False) -> Screen:
    """Return the screen for a stream; NO_COLOR, FORCE_COLOR, TTY_COMPATIBLE, COLUMNS and TERM are respected."""
    if isinstance(out, TextIOWrapper):
        # A terminal that cannot show a character shows another one instead of failing.
        out.reconfigure(errors="replace")
    terminal = color == "always" or _is_terminal(out)
    dumb = terminal and os.environ.get("TERM", "").lower() in ("dumb", "unknown")
    plain = color == "never" or not terminal or dumb or (color == "auto" and os.environ.get("NO_COLOR", "") != "")
    return Screen(out, _width(dumb), None if plain else _painter(out, color), gather)


def _doubles(encoding: str) -> bool:
    """Tell whether bars and circles are known to be shown two columns wide.

    Terminals of an older Chinese, Japanese or Korean encoding do so, the old Windows console, and VTE where it is told.
    """
    old_console = sys.platform == "win32" and "WT_SESSION" not in os.environ
    return old_console or os.environ.get("VTE_CJK_WIDTH") == "wide" or not encoding.startswith(("utf", "cp65001"))


def _is_terminal(out: TextIO) -> bool:
    """Tell whether a stream takes what steers terminals, by the rules that rich has."""
    if getattr(sys.stdin, "__module__", "").startswith("idlelib"):
        return False
    compatible = os.environ.get("TTY_COMPATIBLE", "")
    if compatible in ("0", "1"):
        return compatible == "1"
    forced = os.environ.get("FORCE_COLOR")
    if forced is not None:
        return forced != ""
    try:
        return out.isatty()
    except (AttributeError, ValueError):  # closed
        return False


def _width(dumb: bool) -> int:
    """Return the columns of the terminal; a dumb one counts as 80 unless both of its sizes are set."""
    columns, lines = (os.environ.get(name, "") for name in ("COLUMNS", "LINES"))
    if columns.isdigit() and (lines.isdigit() or not dumb):
        return int(columns)
    if dumb:
        return _WIDTH
    for stream in (1, 2) if sys.platform == "win32" else (0, 1, 2):
        try:
            return os.get_terminal_size(stream).columns or _WIDTH
        except (AttributeError, ValueError, OSError):  # not a terminal
            continue
    return _WIDTH


def _painter(out: TextIO, color: str) -> Painter | None:
    """Return what puts texts into styles with the colours that the terminal has; None if it has none."""
    from rich.console import COLOR_SYSTEMS, Console

    console = Console(file=out, force_terminal=True if color == "always" else None, legacy_windows=False)
    if console.color_system is None:
        return None
    system = COLOR_SYSTEMS[console.color_system]
    # With NO_COLOR what is bold stays so.
    styles = {
        name: console.get_style(name).without_color if console.no_color else console.get_style(name) for name in _STYLES
    }
    return lambda text, style: styles[style].render(text, color_system=system)


_STYLES = (
    *("bold", "dim", "bold dim", "green", "cyan", "yellow", "red", "magenta", "bright_blue"),
    *("bold red", "bold yellow", "bold green"),
)


def _without_tabs(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with tabs as blanks up to the next eighth column."""
    found: list[Part] = []
    column = 0
    for text, style in parts:
        shown = ""
        for piece in text.split("\t"):
            shown += piece
            column += cell_len(piece)
            blanks = _TAB - column % _TAB
            shown, column = shown + " " * blanks, column + blanks
        found.append((shown[:-blanks], style))
        column -= blanks
    return found
