"""The columns of the workbooks that are handed out: what the plan and the round say, then what is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from fazhi_check.fill.papers.checklist import LIST
from fazhi_check.fill.papers.paper import Handed
from fazhi_check.round.columns import REGISTERS
from fazhi_check.round.keys import EVIDENCE_FOUND


class Column(NamedTuple):
    """One column: the tag of a row that stands in it, which is its head too unless it is `called` otherwise.

    `width` is in pixels. One to `fill` in is empty; `choices` are words to choose from, other words are refused where
    `error` is stop.
    """

    key: str
    width: int
    centred: bool = False
    small: bool = False
    fill: bool = False
    choices: tuple[str, ...] = ()
    error: str = "stop"
    note: str = ""
    called: str = ""

    @property
    def head(self) -> str:
        """What heads it."""
        return self.called or self.key


ASKED, NODE = "要求及时限", "调度节点"
_SECTION = Column("章节", 96, small=True)
_HEAD: Final = (Column("序号", 42, centred=True), _SECTION, Column("编号", 76, centred=True), Column("事项", 190))
_DUTIES: Final = (
    *_HEAD,
    Column("要求", 150, called=ASKED),
    Column("节点", 130, called=NODE),
    Column("依据", 250, small=True),
    Column("牵头单位", 110),
    Column("责任单位", 130),
    Column("承担层级", 100),
    Column("配合单位", 110),
    Column("佐证要求", 110, small=True),
    Column("口径", 210, small=True),
    Column("备注", 90),
)
_WAYS: Final = ("查阅资料", "实地查看", "座谈询问")
_LOOKED_AT: Final = (
    _HEAD[0],
    Column("单位", 80),
    Column("编号", 76, centred=True),
    Column("事项", 170),
    Column("要求", 120, small=True, called=ASKED),
    Column("节点", 110, small=True, called=NODE),
    Column("依据", 190, small=True),
    Column("佐证要求", 96, small=True, called="查看材料", note="规划要求的佐证类型和件数：查这些材料的原件。"),
    Column("口径", 150, small=True),
    Column("填报", 190, small=True, note="单位填报的内容和所列佐证，查看以前都没有核过。"),
    Column("检查方式", 84, True, fill=True, choices=_WAYS, error="information", note="点开选，也可以自己写。"),
    Column("检查情况", 190, fill=True, note="看了什么、是什么情况。不写个人信息，不写涉密内容。"),
    Column(
        "是否属实",
        76,
        True,
        fill=True,
        choices=tuple(text.zh for text in EVIDENCE_FOUND.values()),
        note="对照佐证原件选：属实、不符、未附；没有查看的空着或选“未核”。用 --reviews 读回，记入“佐证核查”。",
    ),
    Column("发现问题", 170, fill=True, note="简要写。要列入问题台账的，在“问题”表另写一行。"),
    Column("备注", 80, fill=True),
)
# Columns that stand there only where some row says something in them.
_RARE: Final = ("节点", "配合单位", "口径", "填报", "责任单位", "单位")
_PIXELS: Final = 7  # of a letter as spreadsheets count a width


def columns_of(kind: str, paper: Handed, rows: Iterable[Mapping[str, Any]]) -> list[Column]:
    """Return the columns of a table: rare ones only where they say something, who owes a task only where it is nobody's."""
    used = {key for row in rows for key, value in row.items() if value}
    left_out = {"责任单位", "承担层级"} if paper.unit else {"承担层级"} if paper.by_round else {"责任单位"}
    table = _LOOKED_AT if kind == LIST else _DUTIES
    kept = (one for one in table if one.key not in left_out)
    return [one for one in kept if one.key not in _RARE or one.key in used]


def _of_problems() -> tuple[Column, ...]:
    """Return the columns of the register's list of problems."""
    found = next(one for one in REGISTERS if one.list == "problems")
    return tuple(
        Column(one.head, one.width * _PIXELS, one.holds != "text" or one.width < 14, fill=True, note=one.hint)
        for one in found.columns
    )


PROBLEM_HEADS: Final = _of_problems()
