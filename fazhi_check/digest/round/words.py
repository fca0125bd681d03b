"""The words of a round: what became of something, what an office settled, where a problem stands."""

from __future__ import annotations

from fazhi_check.beside import Change
from fazhi_check.digest.words import (
    COLON,
    EVIDENCE,
    FIRST_CHECK,
    SENT_BACK,
    SETTLED,
    UNREVIEWED,
    joined,
    same,
    settled_as,
    with_more,
)
from fazhi_check.words import Text

__all__ = [
    "CHANGES",
    "CHANGE_MARKS",
    "EVIDENCE",
    "FIRST_CHECK",
    "PROBLEM_STATES",
    "SENT_BACK",
    "SETTLED",
    "SINCE",
    "UNSETTLED",
    "briefly",
    "changed",
    "settled_as",
    "turned",
]

UNSETTLED = UNREVIEWED
SINCE = Text("较上期", "since last")
# What became of something since an earlier report, in the order in which it is counted.
CHANGES: dict[str, Text] = {
    "solved": Text("自报已改", "reported as put right"),
    "eased": Text("有进展", "eased"),
    "open": Text("未解决", "still open"),
    "fallen_back": Text("退步", "fallen back"),
    "dropped": Text("本期漏报", "no longer reported"),
    "due": Text("到期新增", "fell due"),
    "new": Text("首次出现", "seen for the first time"),
    "not_comparable": Text("口径变化", "not comparable"),
    "kept": Text("无变化", "unchanged"),
}
# One mark for each, told apart without colour.
CHANGE_MARKS: dict[str, str] = {
    "solved": "✓",
    "eased": "↑",
    "open": "=",
    "fallen_back": "↓",
    "dropped": "↓",
    "due": "+",
    "new": "+",
    "not_comparable": "≠",
    "kept": "",
}
# Where a problem stands (问题台账).
PROBLEM_STATES: dict[str, Text] = {
    "reopened": Text("反弹", "reopened"),
    "returned": Text("退回整改", "sent back"),
    "open": Text("待整改", "to be put right"),
    "applied": Text("待核验", "to be verified"),
    "fixed": Text("自报已改", "reported as put right"),
    "closed": Text("已销号", "closed"),
    "cancelled": Text("经批准取消", "cancelled by approval"),
}


def changed(one: Change | None) -> Text:
    """Return what became of something, with for how many reports in a row it has been open; nothing without a change."""
    if one is None:
        return same("")
    lasting = one.kind in ("open", "eased") and one.rounds > 1
    run = Text(f"连续 {one.rounds} 期", f"{one.rounds} reports in a row") if lasting else same("")
    return with_more(CHANGES[one.kind], run)


def turned(one: Change) -> Text:
    """Return what became of something since an earlier report, and since when; nothing where it is as it was."""
    if one.kind == "kept":
        return same("")
    run = Text(f"，{one.since} 起", f", since {one.since}") if one.since and one.kind != "solved" else same("")
    return joined([joined([SINCE, changed(one)], COLON), run], "")


def briefly(one: Change) -> Text:
    """Return what became of something that asks for attention, in a word: for how long, or what is new; else nothing."""
    if one.kind in ("open", "eased"):
        return Text(f"连续 {one.rounds} 期", f"{one.rounds} reports in a row") if one.rounds > 1 else same("")
    return CHANGES[one.kind] if one.kind in ("fallen_back", "dropped", "due", "new", "not_comparable") else same("")
