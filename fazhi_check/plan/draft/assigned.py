"""Who is named behind a paragraph as responsible, and by when: （责任单位：市教育局、市财政局；完成时限：2023年底）."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from fazhi_check.plan.draft.deadlines import days
from fazhi_check.plan.draft.organs import leads

_LABEL = "(?:责任|牵头|主责|主办|负责|配合|协办|参与|实施|落实)(?:单位|部门|主体|机关)|(?:完成)?(?:时限|时间)|进度安排"
_ASSIGNED = re.compile(rf"[(（\[【〔]?\s*(?:{_LABEL})(?:和|及)?[^:：。]{{0,6}}[:：][^()（）。]*[)）\]】〔]?")
_LED = re.compile(r"(?:责任|牵头|主责|主办|负责|实施|落实)(?:单位|部门|主体|机关)[^:：]{0,6}[:：](?P<names>[^;；:：]*)")
_MOST = 6  # bodies that a ledger's column of leading ones may hold


class Assigned(NamedTuple):
    """The bodies named as responsible and the days by which, as far as they are named; `is_all` where it says no more."""

    lead: tuple[str, ...]
    due: tuple[date, ...]
    is_all: bool = False


def opening(text: str) -> Assigned | None:
    """Return who and by when a sentence says first: of what stands before it, for it opens with that."""
    found = _ASSIGNED.match(text)
    if not found:
        return None
    return _named(found.group(), is_all=not text[found.end() :].strip(" 。；;，,"))


def inside(text: str) -> Assigned:
    """Return who and by when a text says behind its own words."""
    found = next((one for one in _ASSIGNED.finditer(text) if one.start()), None)
    return _named(found.group()) if found else Assigned((), ())


def without(text: str) -> str:
    """Return a clause without what it says of who is responsible."""
    return _ASSIGNED.sub("", text) or text


def _named(text: str, is_all: bool = False) -> Assigned:
    """Return the bodies that lead, without those that join in, and the days."""
    led = _LED.search(text)
    names = led["names"] if led else ""
    return Assigned(leads(names, most=_MOST) if names.strip() else (), days(text), is_all)
