"""Short titles of our own, cut from a text: at most thirty characters, at the border of a clause or a word."""

from __future__ import annotations

import re
from typing import Final

NO_TITLE: Final = "标题缺失"
_CLAUSE = re.compile(r"[^，,。；;：:！？!?]+")
_SHORT = 20  # what a heading of our own takes where its clause goes on
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’", "「": "」", "〔": "〕"}


def cut(text: str, most: int = _SHORT) -> str:
    """Return the first clause of a text, cut before an enumeration or an open quotation where it is too long."""
    found = _CLAUSE.search(text)
    clause = found.group().strip() if found else ""
    if len(clause) <= most:
        return clause or NO_TITLE
    short = clause[:most]
    pause = short.rfind("、")
    return _closed(short[:pause] if pause >= most // 2 else short) or NO_TITLE


def _closed(text: str) -> str:
    """Return a text without a quotation or bracket that its end leaves open."""
    open_: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            open_.append((at, _PAIRS[char]))
        elif open_ and char == open_[-1][1]:
            open_.pop()
    return text[: open_[0][0]] if open_ else text
