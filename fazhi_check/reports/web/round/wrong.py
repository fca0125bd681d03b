"""What is wrong with the files of a round and its register, on the page: the first errors, the rest counted by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.wrong import Errors
from fazhi_check.words import Lang, Text

# Where the register's own list stands on the page.
LISTS = "lists"
# So many files are named of which errors are left.
_NAMED = 10


class WrongRow(NamedTuple):
    """An error: its file with a link to everything that is said of that, its cell or line, what it is."""

    name: str
    link: str
    place: str
    message: str


class WrongTable(NamedTuple):
    """The first errors; `more` introduces the files that have others, each with how many and a link; `last` ends these."""

    number: int
    rows: Sequence[WrongRow]
    more: str
    rest: Sequence[tuple[str, str]]
    last: str


def wrong_table(errors: Errors, lang: Lang, links: Mapping[str, str]) -> WrongTable:
    """Return the errors as the page shows them."""
    rows = [
        WrongRow(one.file.shown_path, _link(one.file, links), one.finding.at.lstrip(": "), one.finding.said(lang))
        for one in errors.shown
    ]
    left = errors.left
    more = Text(f"其余 {left} 处：", f"{left} more: ")
    rest = [
        (Text(f"{one.name} {number} 处", f"{one.name}: {number}").say(lang), _link(one, links))
        for one, number in errors.rest[:_NAMED]
    ]
    unnamed = len(errors.rest) - len(rest)
    last = Text(f"，另有 {unnamed} 个文件", f", and {unnamed} more files") if unnamed else Text("", "")
    return WrongTable(errors.number, rows, more.say(lang) if left else "", rest, last.say(lang))


def _link(one: FileDigest, links: Mapping[str, str]) -> str:
    return links.get(one.path, "") if one.is_submission else LISTS
