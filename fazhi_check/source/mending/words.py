"""What the lines of a form are made of, and how a message writes them: keys, ids, values in quotes."""

from __future__ import annotations

import re
from typing import NamedTuple

from fazhi_check.words import KEY_TWINS, KEYS_ZH

# The keys of a form in both languages, and the ids of its entries.
KNOWN = "|".join(map(re.escape, sorted({*KEY_TWINS, *KEYS_ZH, "备注"}, key=len, reverse=True)))
_TOP = ("plan", "unit", "as_of", "source", "entries")
TOP = "|".join(word for word, name in {**{key: key for key in KEYS_ZH}, **KEY_TWINS}.items() if name in _TOP)
ID = r"\d+(?:\.\d+)+-\d+"
# What a message repeats of a text.
_LONGEST = 30
_QUOTED = re.compile(r"""(?<![^\s\[{,:｛［，：])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_LINE = re.compile(r"""( *)((?:- +)*)((?:[^\s"'#:\[\]{},&*!|>@`%-]|-(?=\S))[^\s:]*|"[^"]*"|'[^']*')?(?::(?= |$))? *""")
_COMMENT = re.compile(r"(?:^| )#")
HIDDEN = "\x01"  # stands for each character in quotes: no text that reaches here has it


class Line(NamedTuple):
    """A line taken apart: its key ("" without one), and where its value begins and ends, counted from 0.

    In `bare` the characters of quoted texts are hidden, and the comment is left out.
    """

    number: int
    text: str
    bare: str
    indent: int
    key: str
    start: int
    end: int

    @property
    def value(self) -> str:
        """What stands after the key or the dash."""
        return self.text[self.start : self.end]


def take_apart(text: str, number: int) -> Line:
    """Return a line taken apart."""
    hidden = _QUOTED.sub(lambda found: HIDDEN * len(found[0]), text)
    comment = _COMMENT.search(hidden)
    bare = (hidden[: comment.start()] if comment else hidden).rstrip()
    found = _LINE.match(text)
    assert found  # it matches anything
    keyed = found[3] is not None and text[found.end(3) : found.end(3) + 1] == ":"
    start = min(found.end() if keyed else found.end(2), len(bare))
    return Line(number, text, bare, len(found[1]), found[3] if keyed else "", start, len(bare))


def clipped(text: str) -> str:
    """Return a text as a message repeats it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2]}……"


def in_quotes(text: str) -> str:
    """Return a text in quotes, so that YAML reads it as it is."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def pair(key: str, value: str) -> str:
    """Return a key and value as a message writes them."""
    return f"{key}: {clipped(value)}" if key else clipped(value)


def ends_wide(text: str) -> bool:
    """Tell whether a text ends in a full-width quotation mark that closes none of its own."""
    last = text[-1:]
    if last in ("＂", "＇", "“", "‘"):
        return True
    opening = {"”": "“", "’": "‘"}.get(last)
    return opening is not None and text.count(last) > text.count(opening)
