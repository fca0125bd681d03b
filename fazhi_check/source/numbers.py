"""Numbers as reports write them: 98.5%, 12,000, 1.2万余, 98%以上. A bound stays a bound, its wording is kept.

The reading of 余, 多, 以上, 超 as lower and 不足, 不达 as upper bounds is the field's (METHODS: reading real reports).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from fazhi_check.source.unreadable import Unreadable

_LOWER_BEFORE, _UPPER_BEFORE = ("超过", "超", "至少", "不少于", "不低于"), ("不足", "不达", "不到")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_FORM = re.compile(
    rf"(?P<before>{'|'.join(_LOWER_BEFORE + _UPPER_BEFORE)})?\s*"
    r"(?P<sign>[-+]?)\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"\s*(?P<scale>[百千万亿]?)\s*(?P<more>[余多]?)\s*(?P<percent>%?)\s*(?P<after>余|多|以上)?",
    re.ASCII,
)
# Full-width forms, and what stands for a minus in published texts: the mathematical sign, the small one, a short dash.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％＋－−﹣–", "0123456789.,%+----")
_VAGUE = re.compile("约|近|左右|上下|大概|大约|~$")
_RANGE = re.compile(r"\d\S*\s*(?:至|到|[-~—–～－])\s*\d")
_SAMPLE = re.compile(r"(?:^|(?<=\D))-?\d+(?:,\d{3})*(?:\.\d+)?[百千万亿]?", re.ASCII)
_POWER = re.compile(r"[-+]?\d+(?:\.\d+)?[eE](?P<power>[-+]?\d+)", re.ASCII)
_NUMBER_OF_A_PERSON = 11  # so many digits may be a mobile number: no advice repeats them
_LONGEST = 40  # characters: far above any reported figure, far below Python's own limit for integers


class Amount(NamedTuple):
    """A number that is known exactly or only within bounds.

    `low` is the least it can be and `high` the most (None: no such bound). A high bound of 不足 n is below n
    itself, so `open_high` is True then. `percent` tells that the text carried a percent sign.
    """

    low: Fraction | None
    high: Fraction | None
    text: str
    percent: bool = False
    open_high: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The number where it is known exactly, else None."""
        return self.low if self.low is self.high or self.low == self.high else None

    def at_least(self, mark: Fraction) -> bool | None:
        """Tell whether it is `mark` or more; None where the bound does not settle it."""
        if self.low is not None and self.low >= mark:
            return True
        if self.high is not None and (self.high < mark or (self.open_high and self.high == mark)):
            return False
        return None

    def at_most(self, mark: Fraction) -> bool | None:
        """Tell whether it is `mark` or less; None where the bound does not settle it."""
        if self.high is not None and self.high <= mark:
            return True
        return False if self.low is not None and self.low > mark else None


def exactly(value: Fraction | int, text: str = "") -> Amount:
    """Return an exact amount."""
    number = Fraction(value)
    return Amount(number, number, text or str(number))


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Amount:
    """Return the amount that `text` states.

    Raises Unreadable with what to write instead: approximations (约, 近) and ranges settle nothing.
    """
    written = text.strip()
    plain = written.translate(_FULL_WIDTH)
    found = _FORM.fullmatch(plain) if len(plain) <= _LONGEST else None
    if not found or _two_bounds(found):
        raise _not_a_number(plain)
    value = Fraction(found["digits"].replace(",", "") + (found["decimals"] or "")) * _SCALES[found["scale"]]
    value = -value if found["sign"] == "-" else value
    percent = bool(found["percent"])
    if found["before"] in _UPPER_BEFORE:
        return Amount(None, value, written, percent, open_high=True)
    bounded = found["before"] or found["more"] or found["after"]
    return Amount(value, None if bounded else value, written, percent)


def _two_bounds(found: re.Match[str]) -> bool:
    bounds = [part for part in (found["before"], found["more"], found["after"]) if part]
    return found["before"] in _UPPER_BEFORE and len(bounds) > 1


def _not_a_number(written: str) -> Unreadable:
    plain = written[: 2 * _LONGEST]  # the searches below take time by the square of the length
    power = _POWER.fullmatch(plain)
    if power:
        sample = f"{Decimal(plain):f}" if len(power["power"]) < 3 else ""
        return _written_as(_harmless(sample), "不用科学记数法；", "no powers of ten; ")
    digits = _SAMPLE.search(plain)
    sample = _harmless(digits.group() if digits else "")
    if _VAGUE.search(plain):
        return _too_vague(sample)
    if _RANGE.search(plain):
        return Unreadable(
            f"区间不能判定，请写确切数，或只写下限（如 {sample}以上）",
            f"a range settles nothing; write the exact number or its lower bound (e.g. {sample}以上)",
        )
    if plain.lower().lstrip("+-.") in {"nan", "inf", "infinity"}:
        return Unreadable("这不是数；没有数据就删去这一行", "this is no number; leave the line out if there is none")
    return _written_as(sample)


def _too_vague(sample: str) -> Unreadable:
    # What is near a number may lie below it: a bound is offered only to who has reached it.
    return Unreadable(
        f"“约、近、左右”不能判定，请写确切数，或写下限（确已达到 {sample} 的才写 {sample}以上）",
        f"an approximation settles nothing; write the exact number, or a lower bound"
        f" ({sample}以上 only if {sample} was reached)",
    )


def _harmless(number: str) -> str:
    """Return a number as a sample; one that may be a person's is never repeated."""
    return number if number and len(number) < _NUMBER_OF_A_PERSON else "98.5"


def _written_as(sample: str, zh: str = "", en: str = "") -> Unreadable:
    return Unreadable(
        f"{zh}数字写成 {sample}、98.5%、12000、1.2万、1.2万余、98%以上，不写计量单位",
        f"{en}write a number as {sample}, 98.5%, 12000, 1.2万, 1.2万余 or 98%以上, without a unit of count",
    )
