"""The columns of a sheet of reviews (核定单): what the program says of a row, then what the office fills in.

The office's columns are those of the round's own list of reviews, so that what is filled in here is read as what stands
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi_check.round.columns import REGISTERS

Use: TypeAlias = Literal["key", "shown", "hint", "office"]

SHEET: Final = "核定单"
VERSION: Final = "1"


class Column(NamedTuple):
    """One column: its `key`, what heads it, other heads that mean the same, and what it is for.

    A `key` tells which unit and task a row is of; what is `shown` the program says and brings up to date, and a `hint`
    says what became of the row since; the rest is the office's. `width` is in pixels; `choices` are words to choose
    from.
    """

    key: str
    head: str
    width: int
    use: Use = "shown"
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    note: str = ""
    centred: bool = False


_OF_REVIEWS = next(one for one in REGISTERS if one.list == "reviews")
_WIDTHS: Final[Mapping[str, int]] = {
    "evidence": 72,
    "decision": 96,
    "verdict": 80,
    "reason": 180,
    "objection": 150,
    "final": 60,
    "final_verdict": 80,
    "by": 104,
    "date": 86,
}
_NOTES: Final[Mapping[str, str]] = {
    "evidence": "对照佐证材料核查：属实、不符、未附，还没有核查的选“未核”。",
    "decision": "认可：同意初核。不认可：在“改判”里选应判定为什么。退回补正：由单位补报。"
    "初核是“申请不适用”的，选同意不适用或不同意不适用。",
    "verdict": "核定意见是“不认可”的必填：应判定为什么。",
    "reason": "不认可、退回补正、不同意不适用的写明理由。不写个人信息。",
    "objection": "单位对核定意见有不同意见的，记在这里。",
    "final": "有异议的，复核后选维持或变更。",
    "final_verdict": "复核是“变更”的必填：变更为什么。",
    "by": "写单位，不写个人。",
    "date": "写成 2024-01-20。",
}


def _by_office() -> tuple[Column, ...]:
    """Return the columns that the office fills in, as the round's own list of reviews has them."""
    found = (one for one in _OF_REVIEWS.columns if one.key not in ("unit", "task"))
    return tuple(
        Column(
            one.key,
            one.head,
            _WIDTHS[one.key],
            "office",
            one.aliases,
            one.choices,
            _NOTES[one.key],
            one.key not in ("reason", "objection"),
        )
        for one in found
    )


_KEYS: Final = {one.key: one.aliases for one in _OF_REVIEWS.columns}
COLUMNS: Final = (
    Column("no", "序号", 42, centred=True),
    Column("unit", "单位", 88, "key", _KEYS["unit"]),
    Column("task", "编号", 76, "key", _KEYS["task"], centred=True),
    Column("title", "事项", 168),
    Column("asked", "要求及时限", 96),
    Column("reported", "填报", 176),
    Column("listed", "佐证", 182, note="填报所列的佐证，程序没有看过原件。"),
    Column("judged", "初核", 88, note="程序按填报内容判定的结果，以核定为准。", centred=True),
    Column("change", "较上期", 70, centred=True),
    Column("drawn", "抽查", 46, note="“是”为抽到的，核对佐证原件。", centred=True),
    Column(
        "hint",
        "提示",
        104,
        "hint",
        note="填报或初核在上次更新以后变了的、新增的、本期已没有的，写在这里；看过可以清掉。",
    ),
    *_by_office(),
)
# What heads mean; where one column's own head is another's alias, as that of 佐证, the own one counts.
HEADS: Final[Mapping[str, Column]] = {
    **{alias: one for one in COLUMNS for alias in one.aliases},
    **{one.head: one for one in COLUMNS},
}
# What a checklist of an inspection shows beside, for whoever fills it in.
SHOWN_ELSEWHERE: Final = frozenset(("章节", "调度节点", "依据", "查看材料", "口径"))
