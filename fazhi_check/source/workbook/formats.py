"""A number format as an office chose it: whether it shows a day, a month, a time, a share or a number, and how."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

Shows: TypeAlias = Literal["number", "percent", "day", "month", "year", "time", "span"]
# Texts in quotes, characters after a backslash, blanks of a character's width, filling, colours and conditions.
_LITERAL: Final = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_HALVES: Final = re.compile(r"am/pm|a/p|上午/下午", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^([^0#?]*)([0#?,]*)(?:\.([0#?]+))?(%?)([^0#?]*)$")


class Format(NamedTuple):
    """What a format shows.

    Of a number also the `places` behind the point, `digits` before it at the least, whether thousands are set apart,
    and what stands before and behind it; `plain` is set where it is shown just as it is. `clock` is set where a day is
    shown with its time.
    """

    shows: Shows = "number"
    plain: bool = True
    digits: int = 1
    places: int = 0
    thousands: bool = False
    before: str = ""
    behind: str = ""
    clock: bool = False

    def shown(self, value: Decimal) -> str:
        """Return a number or share as the cell shows it."""
        scaled, share = (value * 100, "%") if self.shows == "percent" else (value, "")
        if self.plain:
            return written(scaled) + share
        whole = abs(scaled).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        text = f"{whole:,f}" if self.thousands else f"{whole:f}"
        before, point, after = text.partition(".")
        sign = "-" if scaled < 0 and whole else ""
        return f"{sign}{self.before}{before.rjust(self.digits, '0')}{point}{after}{share}{self.behind}"


def written(value: Decimal) -> str:
    """Return a number without an exponent and without zeros at the end of its places: 1200, 98.5."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


@lru_cache(maxsize=1_000)
def format_of(code: str) -> Format:
    """Return what a format code shows: of its sections the first counts, which is for positive numbers."""
    section = _first_section(code)
    bare = _HALVES.sub("h", _LITERAL.sub("", section)).lower()
    if "general" in bare or "通用格式" in bare or bare.strip() in ("", "@"):
        return Format()
    if re.search("[ymdhs]", bare):
        return _moment(bare)
    if "%" in bare:
        return _of_number(section)._replace(shows="percent")
    return _of_number(section)


def _first_section(code: str) -> str:
    """Return what stands before the first semicolon that is no text."""
    for match in re.finditer(r'"[^"]*"?|\\.|;', code):
        if match[0] == ";":
            return code[: match.start()]
    return code


def _moment(bare: str) -> Format:
    if re.search(r"\[[hms]+\]", bare):
        return Format("span")
    clock = bool(re.search("[hs]", bare))
    if "d" in bare:
        return Format("day", clock=clock)
    if "y" in bare or "e" in bare:
        return Format("month" if "m" in bare else "year")
    return Format("time" if clock else "day")


def _of_number(section: str) -> Format:
    """Return how a number is shown; a format of a kind that is not known shows it just as it is."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = match[1] or match[2] or ""
        kept.append(text)
        return chr(0xE000 + len(kept) - 1) if text else ""

    found = _NUMBER.match(_LITERAL.sub(keep, section))
    if not found or re.search("[Ee/]", found[1] + found[5]):
        return Format()
    before, whole, places, share, behind = found.groups()

    def literal(text: str) -> str:
        return "".join(kept[ord(c) - 0xE000] if 0xE000 <= ord(c) < 0xE000 + len(kept) else c for c in text)

    comma = whole.endswith(",")  # the number is shown in thousands: as it is, then
    return Format(
        plain=comma,
        digits=whole.count("0"),
        places=len(places or ""),
        thousands="," in whole,
        before=literal(before),
        behind=literal(behind.replace("%", "")).rstrip(),
    )._replace(shows="percent" if share else "number")
