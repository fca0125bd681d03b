"""How large, deep and tangled a text may be before it is refused (FZ105). All far above real use.

A submission that answers the whole plan has some 130 KB, five levels, 400 keys in one mapping, 7,000 values, no alias
at all, and texts of some hundred characters. The slowest way to read 30,000 values takes more than a second.
"""

from __future__ import annotations

from typing import NamedTuple

from fazhi_check.findings import Finding, Place
from fazhi_check.guess import did_you_mean
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import Text


class Limits(NamedTuple):
    """What is refused above these numbers.

    `max_bytes` of the file, `max_depth` of nesting, `max_aliases` in use, `max_values` once aliases are followed,
    `max_keys` of one mapping (the entries of a submission are one), `max_text` characters of one text, `max_digits`
    of one number.
    """

    max_bytes: int = 1_000_000
    max_depth: int = 50
    max_aliases: int = 100
    max_values: int = 30_000
    max_keys: int = 5_000
    max_text: int = 50_000
    max_digits: int = 40


DEFAULT = Limits()
# The highest that each may be raised to: so far a run stays within a machine's means and Python's own bounds.
HIGHEST = Limits(100_000_000, 200, 10_000, 10_000_000, 1_000_000, 10_000_000, 4_000)
NAMES: dict[str, Text] = {
    "max_bytes": Text("文件字节数", "bytes of the file"),
    "max_depth": Text("嵌套层数", "levels of nesting"),
    "max_aliases": Text("别名个数", "aliases"),
    "max_values": Text("内容项数", "values"),
    "max_keys": Text("一层的键数", "keys of one level"),
    "max_text": Text("一段文字的字数", "characters of one text"),
    "max_digits": Text("一个数的位数", "digits of one number"),
}


def parse_limit(written: str) -> dict[str, int]:
    """Return the one limit that a text like bytes:5000000 sets, by the name of its field.

    Raises Unreadable.
    """
    name, _, number = (part.strip() for part in written.partition(":"))
    field = f"max_{name}"
    if field not in NAMES:
        listed = [one.removeprefix("max_") for one in NAMES]
        hint, names = did_you_mean(name, listed), ", ".join(listed)
        raise Unreadable(f"写成“名称:数”，{hint.zh}名称有：{names}", f"write NAME:NUMBER; {hint.en}names: {names}")
    highest = getattr(HIGHEST, field)
    if not (number.isascii() and number.isdecimal() and len(number) < 12 and 1 <= int(number) <= highest):
        raise Unreadable(f"{name} 是 1 到 {highest} 的整数", f"{name} is a whole number from 1 to {highest}")
    return {field: int(number)}


def exceeded(name: str, limits: Limits, place: Place | None) -> Finding:
    """Return the finding that a text goes beyond one of its limits, with how to raise it."""
    short, limit = name.removeprefix("max_"), getattr(limits, name)
    advice = Text(f"；确需更多的，用 --limit {short}:N 放宽", f"; if it must be, raise it with --limit {short}:N")
    return Finding("FZ105", place, {"what": NAMES[name], "limit": limit, "advice": advice})
