"""What the keys and fixed values of a round are called in Chinese: of its head, and of each of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fazhi_check.words import LADDER, LEVEL_ALIASES, LEVELS, STATUSES, VERDICT_ALIASES, VERDICTS, Text

# The verdicts an office may settle on, and the stages of a node, by what they are called in Chinese.
_VERDICT_NAMES: Final = {
    **{text.zh: name for name, text in VERDICTS.items() if name != "waived"},
    **VERDICT_ALIASES,
}
HANDLINGS: Final[Mapping[str, Text]] = {
    "accepted": Text("受理", "accepted"),
    "returned": Text("退回补正", "returned"),
}
EVIDENCE_FOUND: Final[Mapping[str, Text]] = {
    "confirmed": Text("属实", "confirmed"),
    "contradicted": Text("不符", "contradicted"),
    "absent": Text("未附", "absent"),
    "unchecked": Text("未核", "unchecked"),
}
DECISIONS: Final[Mapping[str, Text]] = {
    "accept": Text("认可", "accepted"),
    "reject": Text("不认可", "not accepted"),
    "return": Text("退回补正", "returned"),
    "agree_exempt": Text("同意不适用", "agreed: not applicable"),
    "refuse_exempt": Text("不同意不适用", "refused: it applies"),
}
FINALS: Final[Mapping[str, Text]] = {"keep": Text("维持", "kept"), "change": Text("变更", "changed")}
CLOSINGS: Final[Mapping[str, Text]] = {
    "closed": Text("已销号", "closed"),
    "returned": Text("退回整改", "returned"),
    "cancelled": Text("经批准取消", "cancelled"),
}
# What an office sends has no name in English that it would use.
DISPATCHES: Final = ("提示", "督促提醒函", "督办单", "通报", "约谈")


def _zh(words: Mapping[str, Text], **more: str) -> dict[str, str]:
    """Return the English name of each Chinese word; `more` are other words for the same."""
    return {**{text.zh: name for name, text in words.items()}, **more}


# Each list of a round with its names in Chinese, the usual one first.
LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "units": ("单位", "名册"),
    "assignments": ("分工",),
    "receipts": ("收件", "收件登记"),
    "reviews": ("核定",),
    "problems": ("问题",),
    "closings": ("销号",),
    "extensions": ("延期",),
    "dispatches": ("发文", "发文登记"),
    "notes": ("口径",),
    "entered": ("计分录入", "录入"),
}
HEAD_TWINS: Final = {
    "规划": "plan",
    "计划": "plan",
    "标题": "title",
    "截至": "as_of",
    "起": "from",
    "报送截止": "due",
    "印发单位": "issuer",
}
_UNIT, _TASK, _DATE, _BY = {"单位": "unit"}, {"编号": "task", "任务": "task"}, {"日期": "date"}, "by"
# The keys of each list's rows.
ROW_TWINS: Final[Mapping[str, Mapping[str, str]]] = {
    "units": {
        "名称": "name",
        "层级": "level",
        "代码": "code",
        "机构": "body",
        "上级": "within",
        "类别": "category",
        "主送": "addressee",
        "曾用": "formerly",
        "免报": "excused",
        "分工": "assigned",
    },
    "assignments": {
        **_TASK,
        "牵头单位": "lead",
        "配合单位": "support",
        "承办": "counties",
        "节点": "node",
        "本期": "asked",
    },
    "receipts": {
        **_UNIT,
        "收到": "received",
        "版次": "version",
        "文件": "file",
        "处理": "handling",
        "补正期限": "correct_by",
    },
    "reviews": {
        **_UNIT,
        **_TASK,
        **_DATE,
        "佐证核查": "evidence",
        "核定意见": "decision",
        "改判": "verdict",
        "理由": "reason",
        "单位异议": "objection",
        "复核": "final",
        "复核判定": "final_verdict",
        "核定单位": _BY,
    },
    "problems": {
        **_UNIT,
        **_DATE,
        "问题编号": "no",
        "编号": "task",
        "任务": "task",
        "问题表述": "text",
        "来源": "source",
        "来源依据": "source",
        "文号": "ref",
        "整改时限": "deadline",
    },
    "closings": {
        **_UNIT,
        **_TASK,
        **_DATE,
        "问题编号": "no",
        "决定": "decision",
        "批准单位": _BY,
        "现场核查记录": "basis",
        "补充整改要求": "requirement",
        "整改到位时间": "fixed_on",
    },
    "extensions": {
        **_UNIT,
        **_TASK,
        **_DATE,
        "问题编号": "no",
        "原时限": "from",
        "延至": "to",
        "理由": "reason",
        "批准单位": _BY,
    },
    "dispatches": {
        **_UNIT,
        **_DATE,
        "文号": "number",
        "种类": "kind",
        "问题": "problems",
        "问题编号": "problems",
        "回复期限": "reply_by",
        "回复日期": "replied",
    },
    "notes": {**_TASK, **_DATE, "口径": "text", "答复": "text"},
    "entered": {**_UNIT, "项目": "item", "件数": "cases", "得分": "points", "理由": "reason"},
}
# The fixed values of each list's rows, by key.
ROW_VALUES: Final[Mapping[str, Mapping[str, dict[str, str]]]] = {
    "units": {"level": {**_zh(LEVELS), **LEVEL_ALIASES}},
    "assignments": {"node": {STATUSES[stage].zh: stage for stage in LADDER}},
    "receipts": {"handling": _zh(HANDLINGS, 退回="returned", 已受理="accepted")},
    "reviews": {
        "evidence": _zh(EVIDENCE_FOUND),
        "decision": _zh(DECISIONS, 退回="return"),
        "final": _zh(FINALS),
        "verdict": _VERDICT_NAMES,
        "final_verdict": _VERDICT_NAMES,
    },
    # To courts, procuratorates and congresses the same letter is called otherwise.
    "dispatches": {"kind": {**{kind: kind for kind in DISPATCHES}, "商请函": "督促提醒函"}},
    "closings": {
        "decision": {
            **_zh(CLOSINGS, 销号="closed", 取消="cancelled", 退回="returned"),
            **dict.fromkeys(("同意销号", "准予销号", "予以销号"), "closed"),
            **dict.fromkeys(("不同意销号", "不予销号"), "returned"),
        }
    },
}
