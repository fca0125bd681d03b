"""Words as people write them, brought to one form before they are looked up."""

from __future__ import annotations

import re
import unicodedata

_AROUND = " \t\u3000\"'“”‘’「」『』《》<>。．.，,；;：:！!？?、"
_INSIDE = re.compile(r"[\s\u3000]+")
_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
# What people put where there is nothing to write.
NOTHING = frozenset(["无", "暂无", "没有", "-", "--", "/", "—", "——", "none", "null", "nil"])
# The same where the place is for a date or a number that is not known.
UNKNOWN = NOTHING | {"不详", "待定", "n/a", "na"}
NUMERALS = "〇零○一二两三四五六七八九十百千万"


def plain(written: str) -> str:
    """Return a word in ordinary characters, in small letters, without blanks inside Chinese and without its quotes."""
    text = unicodedata.normalize("NFKC", written).casefold().strip(_AROUND)
    return text if text.isascii() else _INSIDE.sub("", text)


def is_english(written: str) -> bool:
    """Tell whether a word is to be answered in English."""
    return written.isascii()


def numeral(written: str) -> int | None:
    """Return the number that Chinese numerals name (三十, 一百零五, 二〇二三), None where they are none."""
    if not written or written.strip(NUMERALS):
        return None
    if not any(sign in _PLACES for sign in written):
        return int("".join(str(_DIGITS[sign]) for sign in written))
    total = part = digit = 0
    for sign in written:
        if sign == "万":
            total, part, digit = (total + part + digit) * 10_000, 0, 0
        elif sign in _PLACES:
            part, digit = part + (digit or 1) * _PLACES[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + part + digit


def shortened(text: str, most: int = 30) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= most else f"{text[: most - 2]}……"
