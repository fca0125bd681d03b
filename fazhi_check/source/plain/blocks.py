"""Texts of several lines after a | or > are set aside, so that what is left is read line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_check.source.plain.grammar import LINE, NotPlain

_HEADED = re.compile(r" [|>]-? *(?: #.*)?$", re.MULTILINE)
_HEAD = re.compile(r"([|>])(-?) *(?: #.*)?$")
# What stands for a text that was set aside: no text of a file has this character.
_SIGN = "\0"


class Blocks(NamedTuple):
    """The lines of a text without its texts of several lines, and these by what stands for each."""

    lines: list[str]
    texts: dict[str, str]


def set_aside(text: str, lines: list[str]) -> Blocks:
    """Return the lines of a text, each in its old place, and the texts of several lines that were in it.

    The text has no NUL in it. Raises NotPlain for a text whose bounds are hard to tell.
    """
    texts: dict[str, str] = {}
    if not _HEADED.search(text):
        return Blocks(lines, texts)
    left, number = lines.copy(), 0
    while number < len(left):
        line, number = left[number], number + 1
        found = LINE.match(line)
        head = _HEAD.match(found[4]) if found and line.lstrip(" ")[:1] != "#" else None
        if found is None or head is None:
            continue
        end, sign = _end(left, number, _column(found)), f"{_SIGN}{len(texts)}"
        texts[sign] = _text(left[number:end], folded=head[1] == ">", stripped=head[2] == "-")
        left[number - 1 : end] = [line[: found.start(4)] + sign, *[""] * (end - number)]
        number = end
    return Blocks(left, texts)


def _column(found: re.Match[str]) -> int:
    """Return the column of what holds the text: of the key, or of the dash of an item without one."""
    blanks, dash, key, _ = found.groups()
    return len(blanks) + (len(dash or "") if key is not None else 0)


def _end(lines: Sequence[str], start: int, column: int) -> int:
    """Return the number of the first line after a text that begins at `start` below a key in `column`."""
    indent = _depth(lines[start]) if start < len(lines) else None
    if indent is None or indent <= column:
        raise NotPlain  # it is empty, or begins with an empty line
    end = last = start
    while end < len(lines):
        deep = _depth(lines[end])
        if deep is None:
            if len(lines[end]) > indent:
                raise NotPlain
        elif deep >= indent:
            last = end + 1
        elif deep > column:
            raise NotPlain
        else:
            break
        end += 1
    if last == len(lines):
        raise NotPlain  # the file ends without a line end
    return last


def _depth(line: str) -> int | None:
    """Return how many blanks a line begins with, or None where it has nothing else."""
    inner = line.lstrip(" ")
    return len(line) - len(inner) if inner else None


def _text(lines: Sequence[str], folded: bool, stripped: bool) -> str:
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    inner = [line[indent:] for line in lines]
    return (_folded(inner) if folded else "\n".join(inner)) + ("" if stripped else "\n")


def _folded(lines: Sequence[str]) -> str:
    """Return lines joined by blanks; each empty line is a line end. Raises NotPlain for a line that stands deeper."""
    if any(line[:1] == " " for line in lines):
        raise NotPlain
    text, empty = lines[0], 0
    for line in lines[1:]:
        if not line:
            empty += 1
            continue
        text, empty = text + ("\n" * empty or " ") + line, 0
    return text
