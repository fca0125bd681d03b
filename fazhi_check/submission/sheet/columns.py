"""The columns of the sheet 填报 in their order: what each is called, by which other heads it is known, what it holds.

One table for the form that is handed out, for the reader that takes it back, and for the page on workbooks. The other
heads are those of real ledgers. Heads that could mean two things (完成时间 is a deadline here and a day of completion
there) are not read but told, with what to write instead; those of persons are neither read nor kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi_check.words import KEY_TWINS, KEYS_ZH, Text

Use: TypeAlias = Literal["id", "entry", "evidence", "part", "shown"]
Holds: TypeAlias = Literal["text", "date", "number", "digits"]


class Column(NamedTuple):
    """One column of a sheet.

    `key` is that of an entry or of a piece of evidence, by `use`; a column that is only `shown` says what the plan or
    the office says, and is not read. `aliases` are other heads that mean the same. `rare` ones stand in a form only
    where one of its rows uses them.
    """

    head: str
    key: str
    use: Use = "entry"
    aliases: tuple[str, ...] = ()
    holds: Holds = "text"
    rare: bool = False

    @property
    def written(self) -> str:
        """Its key as a submission has it in Chinese: the head itself where that is one of the key's names."""
        return self.head if KEY_TWINS.get(self.head) == self.key else KEYS_ZH.get(self.key, self.key)

    @property
    def given(self) -> bool:
        """Tell whether what stands in it is part of a submission."""
        return self.use in ("entry", "evidence", "part")


MAIN: Final = "填报"
NOTES: Final = "说明"
FORM_VERSION: Final = "1"
# What the hidden sheet of a form calls the ids that a round asks of its unit.
ASSIGNED: Final = "assigned"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS: Final = (
    Column("编号", "id", "id", _words("事项编号 任务编号 目标编号 指标编号")),
    Column(
        "事项",
        "title",
        "shown",
        _words("事项名称 任务内容 任务 指标名称 跟踪督办事项 任务名称 目标任务 工作任务 项目名称 三级指标"),
    ),
    Column(
        "要求及时限",
        "asked",
        "shown",
        _words("要求 时限 有关要求 任务要求 完成时限 整改时限 整改期限 拟办结时间 目标值"),
    ),
    Column("上期填报", "last", "shown"),
    Column("状态", "status", "entry", _words("任务状态 推进状态 落实状态 办理状态 完成状态 整改回复状态")),
    Column(
        "进展情况",
        "note",
        "entry",
        _words("说明 具体进展 工作进展 落实情况 整改进展 整改情况 完成情况 推进情况 最新进展 自评描述"),
    ),
    Column("佐证类型", "kind", "evidence", _words("材料类型 佐证类别")),
    Column("佐证标题", "title", "evidence", _words("佐证 佐证材料 佐证名称 材料 材料名称 证明材料 佐证材料名称")),
    Column("文号", "ref", "evidence", _words("佐证文号 发文字号 文件号")),
    Column("佐证日期", "date", "evidence", _words("印发日期 发文日期 成文日期"), "date"),
    Column(
        "完成日期",
        "done_on",
        "entry",
        _words("落实时间 整改到位时间 办结时间 办结日期 实际完成时间 实际完成日期"),
        "date",
    ),
    Column(
        "存在问题",
        "problem",
        "entry",
        _words(
            "存在的困难或问题 存在的问题 存在问题或困难 问题和困难 困难和问题 存在困难 主要问题 存在的问题或隐患"
            " 存在问题或隐患 存在的隐患或问题 存在隐患或问题 存在的安全隐患"
        ),
    ),
    Column(
        "下一步措施",
        "next_step",
        "entry",
        _words("下步措施 下一步工作措施 下一步工作 下一步打算 下一步计划 工作计划 整改措施"),
    ),
    Column("市办审核意见", "review", "shown", _words("审核意见 评价描述 核验结论 复查结果")),
    Column("申请销号", "apply", "entry", _words("能否申请销号 是否申请销号")),
    Column("理由", "reason", "entry", _words("不适用理由 不适用原因")),
    Column("责任单位", "owner", "entry", _words("主办单位 承办单位 责任部门 主责单位 牵头责任单位")),
    Column("链接", "url", "evidence", _words("网址 佐证链接 网页链接")),
    Column("原文", "quote", "evidence", _words("原文摘录 佐证原文 摘录")),
    Column("牵头单位", "lead", "shown", _words("牵头部门")),
    Column("配合单位", "support", "shown", _words("协办单位 协助单位 配合部门")),
    Column("依据", "clause", "shown", _words("来源依据 任务来源")),
    Column("口径与条件", "rule", "shown"),
    Column("佐证要求", "proof", "shown"),
    Column("数值", "value", "entry", _words("指标值 完成值 实际值"), "number", rare=True),
    Column("覆盖数", "covered", "entry", _words("已覆盖数 已覆盖"), "number", rare=True),
    Column("总数", "total", "entry", _words("应覆盖数 应覆盖"), "number", rare=True),
    Column("进度", "progress", "entry", _words("完成进度 工作进度 完成比例"), "number", rare=True),
    Column("口径", "basis", "entry", _words("填报口径"), rare=True),
    Column("佐证期间", "period", "evidence", _words("所属期间 统计期间"), rare=True),
    Column("待确认", "proposed", "entry", _words("是否待确认"), rare=True),
)
# Heads of ledgers that say nothing a submission has a key for, and nothing of persons: passed over without a word.
PLAIN_HEADS: Final = _words("序号 章节 条目 所属章节 部分 板块 领域 阶段")


def _either(*meant: tuple[str, str]) -> Text:
    """Return what to do about a head with two meanings: what it may say, each with the head to write then."""
    zh = "；".join(f"{what}，就把表头改成“{head}”" for what, head in meant)
    return Text(zh, " or ".join(f"write {head}" for _, head in meant))


_DONE = ("写的是办结的日期", "完成日期")
_LIMIT = Text(f"{_either(_DONE).zh}；写的是时限，不用改", f"{_either(_DONE).en} if it is the day of completion")
_REMARK = _either(("写的是进展", "进展情况"), ("写的是问题", "存在问题"))
# Heads that are not read because they mean this in one ledger and that in another: what to write instead.
DOUBTFUL: Final[Mapping[str, Text]] = {
    **dict.fromkeys(_words("完成时间 整改完成时间 完成年月 时间 日期"), _LIMIT),
    **dict.fromkeys(_words("备注 备注说明 情况说明 内容"), _REMARK),
    **dict.fromkeys(
        _words("采取的整改措施 已采取措施 采取措施 措施"),
        _either(("写的是做了什么", "进展情况"), ("写的是打算做什么", "下一步措施")),
    ),
    **dict.fromkeys(_words("材料名称及文号 文件 附件 成果 成果形式"), _either(("写的是佐证", "佐证标题"))),
    **dict.fromkeys(
        _words("数量 比例 完成率"), _either(("写的是要求里的数", "数值"), ("写的是完成了百分之几", "进度"))
    ),
}

# The sheets for numbers by unit and by year, by their names: the key of each.
PARTS: Final[Mapping[str, tuple[str, str]]] = {"分单位": ("by_unit", "单位"), "分年度": ("by_year", "年度")}
# The sheet on which a unit gives itself points by its office's standard.
OWN_POINTS: Final = "自评分"
PART_COLUMNS: Final = ("数值", "状态", "覆盖数", "总数")


class Label(NamedTuple):
    """What stands above the table: a label, with its value in the next cell."""

    word: str
    path: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    holds: Holds = "text"


LABELS: Final = (
    Label("规划", ("plan",), _words("计划 规划编号 计划编号")),
    Label("单位", ("unit", "name"), _words("填报单位 单位名称 报送单位 名称")),
    Label("层级", ("unit", "level"), _words("单位层级")),
    Label("代码", ("unit", "code"), _words("行政区划代码 区划代码 单位代码"), "digits"),
    Label("机构", ("unit", "body"), _words("所属机构")),
    Label("截至", ("as_of",), _words("截至日期 截至时间 截止 截止日期 截止时间 数据截至 数据截止 填报截至"), "date"),
    Label("来源", ("source", "title"), _words("来源标题 数据来源")),
    Label("来源发布单位", ("source", "publisher")),
    Label("来源日期", ("source", "date"), (), "date"),
    Label("来源链接", ("source", "url")),
    Label("来源说明", ("source", "note")),
)

COLUMN_OF: Final[Mapping[str, Column]] = {word: column for column in COLUMNS for word in (column.head, *column.aliases)}
LABEL_OF: Final[Mapping[str, Label]] = {word: label for label in LABELS for word in (label.word, *label.aliases)}
_PART_COLUMNS: Final = {
    **{head: column for head, column in COLUMN_OF.items() if column.use in ("id", "shown")},
    "事项及要求": Column("事项及要求", "asked", "shown"),
    **{
        head: Column(head, COLUMN_OF[head].key, "part", (), "text" if head == "状态" else "number")
        for head in PART_COLUMNS
    },
}
# What the heads of such a sheet mean, by its key.
PART_COLUMN_OF: Final[Mapping[str, Mapping[str, Column]]] = {
    "by_unit": {
        **_PART_COLUMNS,
        **dict.fromkeys(_words("单位 名称 单位名称 责任单位 部门 区县"), Column("单位", "name", "part")),
    },
    "by_year": {
        **_PART_COLUMNS,
        **dict.fromkeys(_words("年度 年份 年"), Column("年度", "name", "part", (), "digits")),
    },
}
# What the heads of the sheet 自评分 mean.
OWN_POINTS_OF: Final[Mapping[str, Column]] = {
    word: column
    for column in (
        Column("项目", "item", "part", _words("项目编号 考评项目 编号")),
        Column(OWN_POINTS, "points", "part", _words("自评 自评得分 得分 分数"), "number"),
        Column("考评内容", "title", "shown", _words("内容 标题")),
        Column("分值", "max", "shown", _words("满分")),
        Column("评分标准", "criterion", "shown"),
        Column("考评方法", "method", "shown"),
    )
    for word in (column.head, *column.aliases)
}
