"""Text as a cell of a table that another program opens: nothing in it may become a formula or break the table."""

from __future__ import annotations

import re

from fazhi_check.sanitize import visible
from fazhi_check.words import Text

# A spreadsheet takes a cell that begins with one of these for a formula, after blanks too.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")
# Where the list separator is a semicolon, a spreadsheet begins a cell after it, quotes or not.
_SECOND_CELL = re.compile(r"(;[\s\"]*)(?=[=+\-@＝＋－＠])")
_PLAIN_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?%?$")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~!])")


# Columns that more than one table has: the same thing has the same name everywhere.
TARGET, TITLE, LEAD = Text("编号", "target"), Text("事项", "title"), Text("责任主体", "lead")
# What parts the members of a list in one cell.
LIST = Text("；", "; ")


def spreadsheet(text: str) -> str:
    """Return text that a spreadsheet shows as text, on one line: what looks like a formula gets an apostrophe."""
    shown = visible(" ".join(text.split()))
    cell = f"'{shown}" if _FORMULA.match(shown) and not _PLAIN_NUMBER.match(shown) else shown
    return _SECOND_CELL.sub(r"\1'", cell)


def markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line of a table."""
    return _MARKDOWN.sub(r"\\\1", visible(" ".join(text.split())))
