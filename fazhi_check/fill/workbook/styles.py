"""The look of a form's cells: fonts that every office has, soft colours that still tell apart in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

TEXT_FONT, HEAD_FONT = "宋体", "黑体"
BODY, SMALL, SECOND = 10.0, 9.0, 8.0

# The colours of the tabs: of sheets to fill in, and of the one to read.
TO_FILL, TO_READ = "#E0A100", "#5B8DB8"
_LINE, _STRONG = "#B7B7B7", "#7F7F7F"
_INK, _QUIET = "#1F1F1F", "#595959"
_GROUND: Final[Mapping[str, str]] = {
    "fill": "#FFF9E3",
    "idle": "#E1E1E1",
    "office": "#F1F4F8",
    "shown": "#FFFFFF",
    "head": "#D6E4F0",
    "head fill": "#FCE8B2",
    "head office": "#E3E7EC",
}


class Styles:
    """Makes each format once; a workbook writes them in the order in which they were first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def _format(self, **properties: object) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": TEXT_FONT, "valign": "vcenter", **properties})
        return self._made[key]

    def cell(
        self, use: str, *, centred: bool, literal: bool, first: bool, size: float = BODY, may_change: bool = False
    ) -> Any:
        """Return the format of a cell in the table; `literal` ones keep what is typed as text, `first` begins an item.

        What is to be filled in is open; so is what `may_change` though nobody has to fill it in.
        """
        return self._format(
            font_size=size,
            font_color=_QUIET if use == "office" else _INK,
            bg_color=_GROUND[use],
            align="center" if centred else "left",
            text_wrap=True,
            num_format="@" if literal else "General",
            locked=use != "fill" and not may_change,
            **_borders(first),
        )

    def typed(self, *, centred: bool) -> Any:
        """Return the format of cells beyond a table: what is typed there stays text as it is."""
        return self._format(
            font_size=BODY, align="center" if centred else "left", text_wrap=True, num_format="@", locked=False
        )

    def head(self, use: str) -> Any:
        """Return the format of a head: of columns to fill in, of the office's own, of those to read."""
        ground = _GROUND.get(f"head {use}", _GROUND["head"])
        return self._format(
            font_name=HEAD_FONT, font_size=BODY, bg_color=ground, align="center", text_wrap=True, **_borders(True)
        )

    def second_line(self) -> Any:
        """Return the format of the small line below a head's own word."""
        return self._format(font_size=SECOND, font_color=_QUIET)

    def first_line(self) -> Any:
        """Return the format of a head's own word."""
        return self._format(font_name=HEAD_FONT, font_size=BODY, font_color=_INK)

    def title(self) -> Any:
        """Return the format of the line at the top."""
        return self._format(font_name=HEAD_FONT, font_size=16, align="center")

    def label(self) -> Any:
        """Return the format of a label above the table."""
        return self._format(font_name=HEAD_FONT, font_size=BODY, align="right")

    def value(self, *, filled_in: bool, wrapped: bool = False) -> Any:
        """Return the format of what stands beside a label: text as typed, open where it is to be filled in."""
        fits = {"text_wrap": True} if wrapped else {"shrink": True, "num_format": "@"}
        open_ = {"bg_color": _GROUND["fill"], "locked": False, "border": 1, "border_color": _STRONG}
        return self._format(font_size=BODY, align="left", indent=1, **fits, **(open_ if filled_in else {}))

    def hint(self) -> Any:
        """Return the format of a line that says how to fill in."""
        return self._format(font_size=SMALL, font_color=_QUIET, align="left", indent=1)

    @cached_property
    def lacking(self) -> Any:
        """The ground of a cell that still has to be filled in."""
        return self._book.add_format({"bg_color": "#F4B183"})

    def foot(self) -> Any:
        """Return the format of a place to sign: open, and never read."""
        return self._format(font_size=BODY, align="left", locked=False)

    def number(self, size: float) -> Any:
        """Return the format of the number before a line of a list."""
        return self._format(font_size=size, align="right", valign="top")

    def step(self, size: float) -> Any:
        """Return the format of a line of a list."""
        return self._format(font_size=size, align="left", valign="top", text_wrap=True)

    def plain(self, *, strong: bool = False, size: float = BODY, ground: str = "shown", border: bool = False) -> Any:
        """Return the format of a text on the sheet of explanations."""
        font = HEAD_FONT if strong else TEXT_FONT
        lines = {"border": 1, "border_color": _LINE} if border else {}
        return self._format(
            font_name=font, font_size=size, bg_color=_GROUND[ground], text_wrap=True, align="left", **lines
        )


def _borders(first: bool) -> dict[str, object]:
    """Return thin lines around a cell, a stronger one above where an item begins."""
    lines: dict[str, object] = dict.fromkeys(("left", "right", "bottom", "top"), 1)
    colours: dict[str, object] = {f"{side}_color": _LINE for side in lines}
    return lines | colours | ({"top": 2, "top_color": _STRONG} if first else {})
