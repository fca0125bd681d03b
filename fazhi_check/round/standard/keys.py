"""What the keys and fixed values of an office's standard are called in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fazhi_check.round.keys import LISTS, ROW_TWINS
from fazhi_check.words import LEVEL_ALIASES, LEVELS, VERDICT_ALIASES, VERDICTS, Text

RULES: Final[Mapping[str, Text]] = {
    "share": Text("按比例", "share"),
    "all": Text("全部", "all"),
    "per_case": Text("逐件", "per_case"),
    "bonus": Text("加分", "bonus"),
    "manual": Text("人工", "manual"),
}
SOURCES: Final[Mapping[str, Text]] = {
    "late": Text("迟报", "late"),
    "not_submitted": Text("未报送", "not_submitted"),
    "dispatches": Text("发文", "dispatches"),
}
# What an entry rests on, as offices may write it behind a verdict; one word may stand for two of ours.
SUPPORTS: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: (name,) for name in ("proven", "partial", "claim", "none")},
    "已列佐证": ("proven",),
    "佐证不全": ("partial",),
    "自述": ("claim",),
    "没有佐证": ("none",),
    "仅有情况说明": ("claim", "none"),
}
SHARED_VERDICTS: Final[Mapping[str, str]] = {
    **{name: name for name in VERDICTS if name != "waived"},
    **{text.zh: name for name, text in VERDICTS.items() if name != "waived"},
    **VERDICT_ALIASES,
    "达标": "met",
}
UNREVIEWED: Final = ("unreviewed", "未经核定", "未核定")
BLANK: Final = ("blank", "空着", "留空", "不计分")
# Each list of a standard with its names in Chinese, the usual one first.
STANDARD_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "items": ("项目", "考评项目"),
    "entered": ("录入", *(name for name in LISTS["entered"] if name != "录入")),
}
HEAD_TWINS: Final = {
    "规划": "plan",
    "计划": "plan",
    "标题": "title",
    "印发单位": "issued_by",
    "适用": "for",
    "层级": "level",
    "类别": "category",
    "比例": "shares",
    "总分": "total",
    "缺项折算": "rescale",
}
STANDARD_TWINS: Final[Mapping[str, Mapping[str, str]]] = {
    "items": {
        "编号": "id",
        "考评内容": "title",
        "标题": "title",
        "分值": "points",
        "任务": "targets",
        "规则": "rule",
        "每件": "each",
        "下限": "floor",
        "上限": "cap",
        "来源": "from",
        "评分标准": "criterion",
        "考评方法": "method",
        "重复计分": "repeats",
    },
    "entered": ROW_TWINS["entered"],
}
_FROM: Final = {text.zh: name for name, text in SOURCES.items()} | {"发文登记": "dispatches", "催办": "dispatches"}
STANDARD_VALUES: Final[Mapping[str, Mapping[str, dict[str, str]]]] = {
    "head": {"level": {**{text.zh: name for name, text in LEVELS.items()}, **LEVEL_ALIASES}},
    "items": {"rule": {text.zh: name for name, text in RULES.items()}, "from": _FROM},
    "entered": {},
}
