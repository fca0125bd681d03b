"""Where the comments of a YAML text stand, for those that have to say that they are not carried on."""

from __future__ import annotations

import re

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import ScalarToken

from fazhi_check.findings import Place

_COMMENT = re.compile(r"(?:^|(?<=[ \t\n\r]))#[^\r\n]*", re.MULTILINE)
_BLOCK_HEAD = re.compile(r"[|>][^\n]*\n")


def comments(text: str) -> list[Place]:
    """Return where each comment of a YAML text begins.

    A text that the scanner refuses, though others read it, is looked through without regard to quotes.
    """
    within = _scalars(text)
    places = []
    for found in _COMMENT.finditer(text):
        at = found.start()
        while within and within[0][1] <= at:
            within.pop(0)
        if not within or at < within[0][0]:
            before = text.rfind("\n", 0, at) + 1
            places.append(Place(text.count("\n", 0, at) + 1, at - before + 1))
    return places


def _scalars(text: str) -> list[tuple[int, int]]:
    """Return from where to where the words of each scalar reach, in the order of the text."""
    try:
        tokens = [one for one in YAML(typ="safe", pure=True).scan(text) if isinstance(one, ScalarToken)]
    except (YAMLError, ValueError):
        return []
    return [_words(text, one.start_mark.index, one.end_mark.index) for one in tokens]


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a scalar's own words stand: what follows the sign of a block on its line is not of them."""
    head = _BLOCK_HEAD.match(text, start, end)
    return (head.end() if head else start), end
