"""Text as a cell of a table that another program opens: nothing in it may become a formula or break the table."""

from __future__ import annotations

import re

from fazhi_check.sanitize import visible

# A spreadsheet takes a cell that begins with one of these for a formula, after blanks too.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")
_PLAIN_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?%?$")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def spreadsheet(text: str) -> str:
    """Return text that a spreadsheet shows as text: what looks like a formula gets an apostrophe."""
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) and not _PLAIN_NUMBER.match(shown) else shown


def markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line of a table."""
    return _MARKDOWN.sub(r"\\\1", visible(" ".join(text.split())))
