"""The Chinese twins of the keys and fixed values of a plan's files: either may be written, as in a submission."""

from __future__ import annotations

from fazhi_check.words import EVIDENCE_KINDS, FORCES, LEVEL_ALIASES, LEVELS, MEASURES, ROLES, STATUSES, Text

PLAN_TWINS: dict[str, str] = {
    "编号": "id",
    "标题": "title",
    "英文标题": "title_en",
    "名称": "name",
    "版本": "edition",
    "发布单位": "publisher",
    "发布日期": "published",
    "适用地区": "jurisdiction",
    "代码": "code",
    "规划期": "period",
    "开始": "start",
    "结束": "end",
    "来源": "source",
    "文件": "file",
    "校验码": "sha256",
    "起句": "begins",
    "止句": "ends",
    "阶段": "phases",
    "时限": "deadline",
    "分组": "groups",
    "进度尺度": "pace",
    "容差": "tolerance",
    "严重": "serious",
    "临期天数": "due_soon_days",
    "责任主体": "bodies",
    "章节": "sections",
    "本节": "section",
    "条目": "items",
    "标题情况": "heading",
    "背景": "context",
    "短语": "anchor",
    "理由": "reason",
    "目标": "targets",
    "原文摘句": "anchors",
    "衡量": "measure",
    "类型": "kind",
    "不低于": "at_least",
    "不高于": "at_most",
    "每年": "per_year",
    "单位": "unit",
    "基期": "baseline",
    "日期": "date",
    "数值": "value",
    "角色": "role",
    "通过": "through",
    "重申": "restates",
    "草稿": "draft",
    "编写规则": "rules",
    "力度": "force",
    "条件": "condition",
    "组": "group",
    "领域表": "fields",
    "领域": "field",
    "领题": "claims",
    "单位范围": "units",
    "时间表": "schedule",
    "适用层级": "applies_to",
    "只限本地": "local_only",
    "牵头": "lead",
    "佐证": "evidence",
    "种类": "kinds",
    "至少": "min",
    "说明": "note",
    "改为": "replaced_by",
}


def _twins(words: dict[str, Text]) -> dict[str, str]:
    return {text.zh: en for en, text in words.items()}


# By the key under which they stand.
PLAN_VALUES: dict[str, dict[str, str]] = {
    "kind": _twins(MEASURES),
    "kinds": _twins(EVIDENCE_KINDS),
    "force": _twins(FORCES),
    "applies_to": {**_twins(LEVELS), **LEVEL_ALIASES},
    "heading": {"有": "printed", "缺": "lost"},
    "requires": _twins({name: text for name, text in STATUSES.items() if name != "not_applicable"}),
    "role": _twins(ROLES),
    "flag": {"是": "true", "否": "false"},
}
