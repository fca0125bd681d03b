"""The cells of a table of indicators that hold a number to reach: 95, ≥95%, [13.5], 〔10〕, 1,200 以上, 70左右."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from unicodedata import normalize

from fazhi_check.source.in_prose import YEAR

_LEAST, _MOST = "≥|>=|>|不低于|不少于|大于|超过|高于|至少", "≤|<=|<|不高于|不超过|不大于|小于|低于|少于"
_VALUE = re.compile(
    rf"(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|约|达到|达)?(?P<sum>[\[〔【(])?"
    r"(?P<n>[-+−–]?\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>%|‰|(?!以|左右|及以)[\u4e00-\u9fff/A-Za-z]{1,8}?)?"
    r"(?P<after>以上|以下|以内|左右)?[\]〕】)]?(?P<behind>以上|以下|以内|左右)?[*#①-⑳]*"
)
_STRICT = re.compile("^(?:>|<|大于|超过|高于|小于|低于|少于)(?!=)")
_BLANK = re.compile(r"[-—–－―/\\*\s]*|/|无|—")


class Value(NamedTuple):
    """A number as a cell gives it: on which side of it what is asked lies, where a sign tells, and its own unit.

    `summed` says that it stands in brackets, as changes over all years do; `loose` that it is about (左右) or more than
    (大于) the number.
    """

    number: int | float
    side: Literal["at_least", "at_most"] | None
    unit: str | None
    summed: bool
    loose: str


def value(cell: str) -> Value | None:
    """Return the number of a cell; None where it holds something else."""
    text = normalize("NFKC", cell).replace(" ", "")
    found = _VALUE.fullmatch(text)
    if not found or re.fullmatch(f"{YEAR}年.*", text):
        return None
    number = float(found["n"].replace(",", "").replace("−", "-").replace("–", "-"))
    after = found["after"] or found["behind"] or ""
    side: Literal["at_least", "at_most"] | None = (
        "at_least"
        if found["least"] or after == "以上"
        else "at_most"
        if found["most"] or after in ("以下", "以内")
        else None
    )
    loose = "左右" if after == "左右" else "不含本数" if _STRICT.match(text) else ""
    whole = int(number) if number == int(number) else number
    return Value(whole, side, found["unit"], bool(found["sum"]), loose)


def is_value(cell: str) -> bool:
    """Tell whether a cell holds a number."""
    return value(cell) is not None


def is_blank(cell: str) -> bool:
    """Tell whether a cell holds nothing, or the dash that stands for it."""
    return bool(_BLANK.fullmatch(normalize("NFKC", cell)))
