"""How many columns text takes on a terminal: known at once for what reports are made of, else asked of rich."""

from __future__ import annotations

import re

# One column: ASCII, and the marks and quotation marks of our own. Two: Chinese with its punctuation, full-width forms.
_NARROW = " -~\u00b7\u00d7\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2039\u203a\u2500\u2588\u2591\u2592\u25bc\u25cb\u25cf\u25d4\u2714\u2718"
_WIDE = "\u3000-\u3011\u3014-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_SIMPLE = re.compile(f"[{_NARROW}{_WIDE}]*")
_WIDE_ONES = re.compile(f"[{_WIDE}]+")


def is_simple(text: str) -> bool:
    """Tell whether every character has a width of its own, whatever stands beside it."""
    return _SIMPLE.fullmatch(text) is not None


def cell_len(text: str) -> int:
    """Return the columns that a text takes."""
    if is_simple(text):
        return len(text) if text.isascii() else 2 * len(text) - len(_WIDE_ONES.sub("", text))
    from rich.cells import cell_len as measured

    return measured(text)


def cut(text: str, cells: int) -> str:
    """Return the beginning of a text that fits so many columns, without blanks at its end."""
    if not is_simple(text):
        from rich.cells import set_cell_size

        return set_cell_size(text, cells).rstrip()
    while cell_len(text) > cells:
        text = text[: min(cells, len(text) - 1)]
    return text.rstrip()
