"""The sheets of a round's workbook (调度台账.xlsx) and their columns: one table for who writes it and who reads it back.

Each sheet is a list of the round, each column a key of its rows, headed by the key's Chinese name. The other heads are
those of real ledgers. What the head of the round says stands above the table of 名册.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi_check.round.given import STAGES
from fazhi_check.round.keys import CLOSINGS, DECISIONS, DISPATCHES, EVIDENCE_FOUND, FINALS, HANDLINGS
from fazhi_check.words import LEVELS, VERDICTS, Text

Holds: TypeAlias = Literal["text", "date", "digits"]
# Where the words of a drop-down stand that are not fixed: the names in 名册, the plan's bodies.
Source: TypeAlias = Literal["units", "bodies"]

BOOK: Final = "调度台账.xlsx"
NOTES: Final = "说明"
# The sheet on which an inspection says what it found: its reviews are read as those of 核定单.
CHECKLIST: Final = "督察清单"
TASKS: Final = "任务"
# A row whose first filled cell begins so, with a colon, shows how to fill in a sheet: it is never read.
EXAMPLE: Final = "示例"


class Column(NamedTuple):
    """One column of a sheet.

    `key` is that of the list's rows, `head` what it is called, `aliases` other heads that mean the same. `width` is in
    letters as spreadsheets count them, of which a Chinese character takes two. `hint` hangs on its head. `choices` are
    the words to choose from, or their `source`; with `several` a cell may name more than one, and others.
    """

    key: str
    head: str
    width: int
    hint: str = ""
    aliases: tuple[str, ...] = ()
    holds: Holds = "text"
    choices: tuple[str, ...] = ()
    source: Source | None = None
    several: bool = False
    needed: bool = False


class Register(NamedTuple):
    """One sheet: its name, the list of the round that it holds, its columns in order; `aliases` are other names of it."""

    name: str
    list: str
    hint: str
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()


class Label(NamedTuple):
    """What stands above the table of 名册, with its value in the next cell: a key of the round's head."""

    key: str
    word: str
    hint: str = ""
    aliases: tuple[str, ...] = ()
    holds: Holds = "text"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _zh(words: Mapping[str, Text]) -> tuple[str, ...]:
    return tuple(text.zh for text in words.values())


def _unit(hint: str = "名册里的名称。", *more: str) -> Column:
    aliases = ("单位名称", "责任单位", "填报单位", "报送单位", "承办单位", "被检查单位", *more)
    return Column("unit", "单位", 18, hint, aliases, source="units", needed=True)


def _task(hint: str, needed: bool = False) -> Column:
    return Column("task", "编号", 12, hint, _words("任务 任务编号 事项编号 目标编号"), needed=needed)


def _date(key: str, head: str, hint: str, aliases: str = "", needed: bool = False) -> Column:
    return Column(key, head, 13, hint, _words(aliases), "date", needed=needed)


_NO: Final = Column("no", "问题编号", 16, "问题台账里的编号，如 650102-3.3.2-07。", _words("问题序号"))
_VERDICTS: Final = tuple(text.zh for name, text in VERDICTS.items() if name != "waived")
LABELS: Final = (
    Label("plan", "规划", "规划的编号，如 urumqi-14fyp。", _words("计划 规划编号 计划编号")),
    Label("title", "标题", "这一次调度叫什么，如 2023年第四季度调度。", _words("调度名称 名称 调度标题")),
    Label(
        "as_of",
        "截至",
        "按这一天判定。",
        _words("截至日期 截至时间 截止 截止日期 截止时间 数据截至 数据截止 判定日期"),
        "date",
    ),
    Label(
        "from", "起", "比这一天早的填报不算本期；不填就是“截至”那一天。", _words("起始 起始日期 起始时间 自"), "date"
    ),
    Label(
        "due",
        "报送截止",
        "各单位最迟哪一天交来；不填就不分按期和迟报。",
        _words("报送截止日期 报送截止时间 报送时限 报送期限"),
        "date",
    ),
    Label("issuer", "印发单位", "发文的单位，如 市委依法治市办。", _words("发文单位 组织单位 主办单位")),
)
REGISTERS: Final = (
    Register(
        "名册",
        "units",
        "一行一个单位，按规范顺序排。",
        (
            Column("name", "名称", 20, "单位的名称，不重复。", _words("单位 单位名称 填报单位 责任单位"), needed=True),
            Column(
                "level",
                "层级",
                9,
                "市级、县级、部门、乡镇。",
                _words("单位层级 级别"),
                choices=_zh(LEVELS),
                needed=True,
            ),
            Column(
                "code",
                "代码",
                10,
                "六位行政区划代码；部门和乡镇写所在市、县的。",
                _words("行政区划代码 区划代码 单位代码"),
                "digits",
                needed=True,
            ),
            Column(
                "body",
                "机构",
                12,
                "是党委、人大、法院、检察院等机构的，选一个；一般空着。",
                _words("所属机构"),
                source="bodies",
            ),
            Column(
                "within",
                "上级",
                18,
                "归在哪个单位下面汇总，写名册里的名称。",
                _words("上级单位 所属单位"),
                source="units",
            ),
            Column("category", "类别", 10, "汇总时分类用，如 区县、部门、乡镇。", _words("单位类别 分类 类型")),
            Column("addressee", "主送", 30, "文书主送给谁；不填就是单位名称。", _words("主送单位 主送机关")),
            Column(
                "formerly", "曾用", 16, "以前的名称，几个用“、”隔开。", _words("曾用名 曾用名称 原名称"), several=True
            ),
            Column("excused", "免报", 24, "本期不用报的，写明理由；要报的空着。", _words("免报理由 免报原因")),
            Column(
                "assigned",
                "分工",
                24,
                "部门承担的任务、条目或章节的编号，几个用“、”隔开；也可以写在“分工”表里。",
                _words("承担任务 任务 任务编号"),
                several=True,
            ),
        ),
        _words("单位 单位名册 填报单位"),
    ),
    Register(
        "分工",
        "assignments",
        "一行一项任务（或条目、章节、领域）。",
        (
            _task("任务、条目、章节或领域的编号。", needed=True),
            Column(
                "lead",
                "牵头单位",
                22,
                "要填报这一项的单位，几个用“、”隔开。",
                _words("牵头部门 责任单位 主办单位 主责单位"),
                source="units",
                several=True,
            ),
            Column(
                "support",
                "配合单位",
                22,
                "只列出来，不要求填报。",
                _words("配合部门 协办单位 协助单位"),
                source="units",
                several=True,
            ),
            Column(
                "counties",
                "承办",
                18,
                "哪些区县要填报：写“全部”，或写名称，几个用“、”隔开。",
                _words("承办区县 承办单位 区县"),
                choices=("全部",),
                source="units",
                several=True,
            ),
            Column(
                "node",
                "节点",
                28,
                f"到哪一天应到哪一步，如 2024-06-30 取得突破；2024-12-31 已完成。状态写{'、'.join(STAGES)}。",
                _words("时间节点 节点要求 阶段节点"),
                several=True,
            ),
            Column(
                "asked",
                "本期",
                8,
                "本期不要求的选“否”；要求的空着。",
                _words("本期要求 本期是否要求 是否要求"),
                choices=("是", "否"),
            ),
        ),
        _words("任务分工 分工表"),
    ),
    Register(
        "收件登记",
        "receipts",
        "收到一份登记一行；重报的另起一行。",
        (
            _unit(),
            _date(
                "received", "收到", "哪一天收到。", "收到日期 收到时间 收件日期 收件时间 报送日期 报送时间", needed=True
            ),
            Column("version", "版次", 7, "第几次报来，如 1、2。", _words("版本 次数")),
            Column("file", "文件", 26, "文件名，如 天山区.xlsx。", _words("文件名 文件名称 附件")),
            Column(
                "handling", "处理", 11, "不填就是受理。", _words("处理意见 处理结果 处理情况"), choices=_zh(HANDLINGS)
            ),
            _date("correct_by", "补正期限", "退回补正的，哪一天前改好。", "补正时限 补正截止"),
        ),
        _words("收件 收文登记"),
    ),
    Register(
        "问题",
        "problems",
        "人工录入的问题（督察、上级反馈、巡察移交）。程序判定出来的不用写。",
        (
            _NO._replace(hint="不填就按单位和任务编号。"),
            _unit(),
            _task("问题对应的任务；没有对应的空着。"),
            Column(
                "text",
                "问题表述",
                44,
                "写清是什么问题，不写个人信息。",
                _words("问题 存在问题 问题内容 存在的问题 存在隐患或问题 存在的问题或隐患 存在的安全隐患"),
                needed=True,
            ),
            Column("source", "来源依据", 22, "如 省督察反馈。", _words("来源 问题来源 依据 任务来源")),
            Column("ref", "文号", 20, "", _words("交办文号 来源文号")),
            _date("date", "日期", "交办的日期。", "交办日期 交办时间 检查日期 检查时间 反馈日期", needed=True),
            _date("deadline", "整改时限", "哪一天前改好。", "整改期限 时限 期限 完成时限 拟办结时间"),
        ),
        _words("问题登记 问题清单 问题台账"),
    ),
    Register(
        "销号",
        "closings",
        "一行一个决定；问题用“编号”或“问题编号”指明。",
        (
            _unit(),
            _task("哪一项任务的问题。"),
            _NO,
            Column(
                "decision",
                "决定",
                13,
                "",
                _words("销号意见 核验结论 审批意见 复查结果"),
                choices=_zh(CLOSINGS),
                needed=True,
            ),
            _date("date", "日期", "作出决定的日期。", "销号时间 销号日期 决定日期 批准日期 复查时间", needed=True),
            Column(
                "by", "批准单位", 20, "写单位，不写个人。", _words("核验单位 决定单位 审批单位 复查单位"), needed=True
            ),
            Column("basis", "现场核查记录", 34, "怎样核实的。", _words("核查记录 核验方式 核验方式单位 核验情况")),
            Column("requirement", "补充整改要求", 30, "退回整改的，还要做什么。", _words("整改要求")),
            _date("fixed_on", "整改到位时间", "哪一天改好的；只知道年月的写 2023-05。", "整改完成时间 到位时间"),
        ),
        _words("销号登记 销号台账"),
    ),
    Register(
        "延期",
        "extensions",
        "原时限之前批准的延期。",
        (
            _unit(),
            _task("哪一项任务的问题。"),
            _NO,
            _date("from", "原时限", "", "原定时限 原期限"),
            _date("to", "延至", "", "延期至 新时限 延长至", needed=True),
            Column("reason", "理由", 34, "", _words("延期理由 延期原因 原因")),
            Column("by", "批准单位", 20, "写单位，不写个人。", _words("审批单位"), needed=True),
            _date("date", "日期", "批准的日期。", "批准日期 批准时间", needed=True),
        ),
        _words("延期登记"),
    ),
    Register(
        "发文登记",
        "dispatches",
        "发出一份登记一行；催办次数按这里计算。",
        (
            Column("number", "文号", 22, "", _words("发文字号 发文号 文件号 编号")),
            _date("date", "日期", "", "发文日期 发出日期 印发日期 发文时间", needed=True),
            _unit("名册里的名称；发给几个单位的，一个单位一行。", "主送", "主送单位", "收文单位"),
            Column("kind", "种类", 13, "", _words("文种 类型 类别 发文种类"), choices=DISPATCHES, needed=True),
            Column("problems", "问题编号", 28, "提到哪些问题，几个用“、”隔开。", _words("问题 涉及问题"), several=True),
            _date("reply_by", "回复期限", "", "回复时限 反馈期限 反馈时限 办理期限"),
            _date("replied", "回复日期", "收到回复的日期。", "回复时间 反馈日期 反馈时间 整改回复时间"),
        ),
        _words("发文 发文台账"),
    ),
    Register(
        "计分录入",
        "entered",
        "有测评标准、里面有要人工录入的项目的，在这里录入，一行一个单位的一个项目；没有标准的空着。",
        (
            _unit(),
            Column(
                "item",
                "项目",
                12,
                "测评标准里项目的编号，如 A3。",
                _words("项目编号 考评项目 考评内容 编号"),
                needed=True,
            ),
            Column("cases", "件数", 9, "按件数扣分或加分的项目：几件；没有的写 0。", _words("数量 次数 件")),
            Column("points", "得分", 9, "直接打分的项目：多少分。", _words("分数 考评分 打分")),
            Column("reason", "理由", 44, "依据什么。", _words("说明 原因 依据 备注 事由")),
        ),
        _words("计分 录入 计分登记"),
    ),
    Register(
        "口径",
        "notes",
        "市办对怎样填报的答复；只作为市办的解释列出。",
        (
            _task("任务的编号。", needed=True),
            _date("date", "日期", "", "答复日期 答复时间"),
            Column("text", "口径", 60, "", _words("答复 口径答疑 答疑 内容 解答"), needed=True),
        ),
        _words("口径答疑 答疑"),
    ),
    Register(
        "核定",
        "reviews",
        "核定的结果；一般填在核定单里。",
        (
            _unit(),
            _task("任务的编号。", needed=True),
            Column("evidence", "佐证核查", 11, "", _words("佐证核查结果 是否属实"), choices=_zh(EVIDENCE_FOUND)),
            Column("decision", "核定意见", 15, "", _words("核定 意见 审核意见"), choices=_zh(DECISIONS)),
            Column("verdict", "改判", 11, "不认可的，应判定为什么。", _words("改判为 核定判定"), choices=_VERDICTS),
            Column("reason", "理由", 34, "", _words("核定理由")),
            Column("objection", "单位异议", 30, "", _words("异议")),
            Column("final", "复核", 9, "", _words("复核意见 复核结果"), choices=_zh(FINALS)),
            Column("final_verdict", "复核判定", 11, "变更的，复核后判定为什么。", choices=_VERDICTS),
            Column("by", "核定单位", 20, "写单位，不写个人。", _words("审核单位")),
            _date("date", "日期", "", "核定日期 审核日期"),
        ),
        (CHECKLIST,),
    ),
)
# Sheets of the register that are read elsewhere, or never.
OTHERS: Final = (NOTES, TASKS)
