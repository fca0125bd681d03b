"""What a published page says of itself before its text begins: a title, the day it was published, by whom.

Nothing is made up: what is not printed there is None, and what names a person is no title. Menus and paths (首页 > 要闻) are no titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from fazhi_check.sanitize import is_harmless
from fazhi_check.source.dates import parse_day
from fazhi_check.source.in_prose import DAY, PUBLISHED_BY, any_of
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.suggest.persons import names_person

# How many lines a head has at most, and from how many signs on a line is text.
_MOST_LINES, _LONG = 12, 60
_SHORTEST, _LONGEST = 6, 50  # signs of a title
_DAY = re.compile(DAY)
_PUBLISHER = re.compile(rf"{any_of(PUBLISHED_BY)}[:：]\s*([^\s:：【\[|]+)(?=[\s【\[|]|$)")
_MENU = re.compile(r"[>|〉»:：]|首页|网站|当前位置|https?:|www\.|登录|返回|关怀版|无障碍|扫一扫", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?；;，,]$")


class Masthead(NamedTuple):
    """What a page says of itself; None where it does not."""

    title: str | None = None
    day: date | None = None
    publisher: str | None = None


def masthead(text: str) -> Masthead:
    """Return what the first lines of a page say of it.

    The title is the line before that with the day, if one is; else the first that looks like a title.
    """
    lines = list(_head(text))
    dated = next((number for number, line in enumerate(lines) if _DAY.search(line)), None)
    above = lines if dated is None else lines[:dated]
    titles = [line for line in above if _is_title(line)]
    title = titles[0 if dated is None else -1] if titles else None
    return Masthead(title, None if dated is None else _day_in(lines[dated]), _publisher(lines))


def _head(text: str) -> Iterator[str]:
    written = [line for line in (" ".join(line.split()) for line in text[:20_000].splitlines()) if line][:_MOST_LINES]
    return takewhile(lambda line: len(line) < _LONG or _DAY.search(line[:_LONG]) is not None, written)


def _is_title(line: str) -> bool:
    fits = _SHORTEST <= len(line) <= _LONGEST
    return (
        fits
        and is_harmless(line)
        and not names_person(line)
        and not (_MENU.search(line) or _SENTENCE.search(line) or _DAY.search(line))
    )


def _day_in(line: str) -> date | None:
    found = _DAY.search(line)
    try:
        return parse_day(found.group()) if found else None
    except Unreadable:  # a day that no calendar has
        return None


def _publisher(lines: Sequence[str]) -> str | None:
    return next((found[1] for found in map(_PUBLISHER.search, lines) if found and is_harmless(found[1])), None)
