"""Where reports for people are printed: as wide as rich finds a stream, coloured where it would colour, no wider text."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len as rich_len
from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text as RichText

from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import Screen, screen
from fazhi_check.reports.text.widths import cell_len, cut, is_simple
from fazhi_check.reports.view import View

ENVIRONMENT: dict[str, tuple[str | None, ...]] = {
    "COLUMNS": (None, "97", "x"),
    "LINES": (None, "30"),
    "TERM": (None, "dumb", "unknown", "xterm", "xterm-256color"),
    "COLORTERM": (None, "truecolor"),
    "TTY_COMPATIBLE": (None, "0", "1", "2"),
    "FORCE_COLOR": (None, "", "1"),
    "NO_COLOR": (None, "", "1"),
}


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def reference(out: io.StringIO, color: str) -> Console:
    """Return the console that rich makes of a stream."""
    never = color == "never"
    return Console(
        file=out,
        force_terminal=True if color == "always" else None,
        no_color=True if never else None,
        color_system=None if never else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


@settings(max_examples=300, deadline=None)
@given(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in ENVIRONMENT.items()}),
    st.sampled_from(["auto", "always", "never"]),
    st.sampled_from([io.StringIO, Terminal]),
)
def test_a_screen_is_what_rich_finds(
    environment: dict[str, str | None], color: str, stream: Callable[[], io.StringIO]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.delenv(name, raising=False)
            if value is not None:
                patch.setenv(name, value)
        out, expected = stream(), stream()
        made, console = screen(out, color), reference(expected, color)
        made.put([("甲\t乙 ", ""), ("丙", "bold red"), ("\t1", ""), (" 1", "dim"), ("", "bold")])
        # Without colour nothing is bold either, unless it is asked for.
        if color == "auto" and environment["NO_COLOR"]:
            console = reference(expected, "never")
        line = RichText.assemble("甲\t乙 ", ("丙", "bold red"), "\t1", (" 1", "dim"), ("", "bold"))
        console.print(line, soft_wrap=True)
        assert out.getvalue() == expected.getvalue()
        assert (made.width, made.encoding) == (console.size.width, console.encoding)


def test_a_closed_stream_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Terminal()
    out.close()
    monkeypatch.setattr(Terminal, "isatty", io.StringIO.isatty)
    assert screen(out).width == 80


@pytest.mark.parametrize("start", range(0, 0x11000, 0x1000), ids=hex)
def test_every_character_is_as_wide_as_rich_says(start: int) -> None:
    for code in range(start, min(start + 0x1000, sys.maxunicode)):
        if not 0xD800 <= code <= 0xDFFF:
            assert cell_len(chr(code)) == rich_len(chr(code))


texts = st.text(st.sampled_from("甲乙（）。，“”…✘█ab -12\t\u200d👨e\u0301"), max_size=40)


@given(texts)
def test_a_text_is_as_wide_as_rich_says(text: str) -> None:
    assert cell_len(text) == rich_len(text)
    assert is_simple(text) is all(map(is_simple, text))


@given(texts, st.integers(1, 30))
def test_a_text_is_cut_as_rich_cuts_it(text: str, cells: int) -> None:
    assert cut(text, cells) == set_cell_size(text, cells).rstrip()


def test_lines_are_gathered_and_written_in_one_go() -> None:
    class Slow(io.StringIO):
        writes = 0

        def write(self, text: str) -> int:
            self.writes += 1
            return super().write(text)

    out = Slow()
    page = Page(Screen(out, 80, gather=True), View())
    for number in range(100):
        page.line(f"{number}")
    assert (out.writes, out.getvalue()) == (0, "")
    page.screen.flush()
    assert (out.writes, out.getvalue()) == (1, "".join(f"{number}\n" for number in range(100)))
