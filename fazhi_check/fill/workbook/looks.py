"""How the columns of a form look: widths, the second line of each head, and the note that hangs on it.

The first fourteen columns fill the width of a laptop's screen (1366 pixels, less the row numbers and the scroll bar),
and the width of a landscape page at four fifths of their size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fazhi_check.pages.glossary import words
from fazhi_check.submission.sheet.columns import Column


class Look(NamedTuple):
    """How one column looks: `width` in pixels, `centred` or not, `literal` where cells are to stay text as typed."""

    width: int
    second: str
    note: str = ""
    centred: bool = False
    literal: bool = False


# The first columns stay in sight when the sheet is moved to the left; the last of those on a screen is printed last.
FROZEN = 3
PRINTED = "市办审核意见"

_LOOKS: Mapping[str, Look] = {
    "编号": Look(
        64, "不要改", note="规划里每一项的编号，已锁定。新插入的行，编号留空就行。", centred=True, literal=True
    ),
    "事项": Look(132, "规划要求做的事"),
    "要求及时限": Look(
        122, "到这一天应达到", note="左边是时限，右边是到时应达到的状态或数。常态要求没有时限，一直有效。"
    ),
    "上期填报": Look(76, "上次报的", note="上次填报的内容，已锁定，只供对照。空着表示上次没有填报。"),
    "状态": Look(70, "点开选", note="点格子右边的箭头选一个词。{statuses}", centred=True),
    "进展情况": Look(
        140,
        "做了什么、到哪一步",
        note="写事实：做了什么、到哪一步、有什么成效。不写姓名、电话等个人信息，不写涉密内容。",
    ),
    "佐证类型": Look(76, "点开选", note="点格子右边的箭头选一个词。{kinds}", centred=True),
    "佐证标题": Look(
        116,
        "一行写一件",
        note="文件、记录、公开信息或数据的名称。一行只写一件；还有第二件的，在这一行下面插入一行接着写，编号留空。",
    ),
    "文号": Look(82, "有文号的填", note="如 某政发〔2023〕5号。没有文号的空着。", literal=True),
    "佐证日期": Look(
        78,
        "2023-05-01",
        note="文件印发、记录形成或公开的日期。只知道年月的写 2023-05。晚于截至日期的不算数。",
        centred=True,
        literal=True,
    ),
    "完成日期": Look(
        78, "完成了才填", note="这一项办结的日期，如 2023-05-01；只知道年月的写 2023-05。", centred=True, literal=True
    ),
    "存在问题": Look(86, "没有就空着", note="没有做到的，写明卡在哪里。"),
    "下一步措施": Look(86, "没完成的要写", note="打算怎么办、什么时候办完。"),
    "市办审核意见": Look(80, "", note="由市办填写，已锁定。"),
    "申请销号": Look(76, "要销号的选", note="市办列为问题、已经整改好的，选“是”申请销号，并附佐证。", centred=True),
    "理由": Look(120, "不适用的必填", note="状态选“不适用”的，在这里写明理由。"),
    "责任单位": Look(110, "具体承办的单位", note="具体承办这一项的单位，不写个人。"),
    "链接": Look(130, "公开网页的地址", note="佐证已经在网上公开的，写网页地址。", literal=True),
    "原文": Look(160, "材料里的原话", note="材料里能说明这一项的原话，照抄一两句。"),
    "牵头单位": Look(110, "规划写明的"),
    "配合单位": Look(100, ""),
    "依据": Look(320, "规划的条目和原文"),
    "口径与条件": Look(520, "怎样算、有什么前提"),
    "佐证要求": Look(150, "哪几类算数、要几件"),
    "数值": Look(84, "只填数", note="要求里写明的数，如 98.5 或 98.5%。没有填数的，只能按状态判断。"),
    "覆盖数": Look(84, "已做到的个数", note="应做到的里面，已经做到了多少个。"),
    "总数": Look(84, "应做到的个数", note="一共应有多少个做到。"),
    "进度": Look(84, "0 到 100", note="完成了百分之几，可不填。填了的，按时间进度对照。"),
    "口径": Look(140, "怎样统计的", note="上面的数是怎样统计出来的。"),
    "待确认": Look(
        76,
        "核对后清空",
        note="“是”表示本行是从报告里摘出来的，还没有人核对，不算填报。核对内容、填上状态后，把“是”删去。",
        centred=True,
    ),
    "佐证期间": Look(100, "数据所属的期间", note="数据、记录所属的期间，如 2023年上半年。"),
}


def look_of(column: Column) -> Look:
    """Return how a column looks."""
    return _LOOKS[column.head]


def note_of(column: Column) -> str:
    """Return the note on a column's head, with the meaning of the words that its cells take."""
    return look_of(column).note.format(statuses=_meanings("status"), kinds=_meanings("kind of evidence"))


def words_meaning(kind: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a kind with what it means, as `explain` has it; those of standing duties after the others."""
    for word in words():
        if word.kind.en == kind:
            yield word.called.zh, word.meaning.zh
    if kind == "status":
        yield from _DUTIES


_DUTIES = (("未开展", "常态要求：还没有开展。"), ("持续开展", "常态要求：一直在做。"))


def _meanings(kind: str) -> str:
    return "".join(f"\n{word}：{meaning}" for word, meaning in words_meaning(kind))
