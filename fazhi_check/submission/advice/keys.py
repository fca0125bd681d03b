"""The heads of ledgers and other names that people write as keys, each with the key of the form at that place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_check.source.hint import asked
from fazhi_check.submission.advice.written import is_english, plain
from fazhi_check.words import KEY_TWINS, KEYS_ZH, Text

_KEYS: dict[str, dict[str, str]] = {
    "entry": {
        "status": "状况 完成状态 办理状态 落实状态 工作状态 推进状态 是否完成 阶段 state stage",
        "progress": "完成率 完成度 完成比例 进展率 进度百分比 完成进度 工作进度 percent percentage",
        "value": "数量 指标值 完成值 实际值 当前值 现状值 完成数 比例 比率 数 值 amount number count result",
        "covered": "已覆盖 已覆盖数 覆盖数量 覆盖个数 覆盖 已完成数 分子 实际数 达标数 done_count",
        "total": "应覆盖 应覆盖数 应完成数 总量 总个数 总计 合计 分母 基数 全部数 sum",
        "by_unit": "各单位 分县区 分区县 分部门 分地区 各区县 units",
        "by_year": "各年度 逐年 分年 历年 年度 各年 years",
        "done_on": """
            时间 日期 完成时间 完成日 办结时间 办结日期 落实时间 实际完成时间 完成年月 date done_date completed
            completed_on finished finished_on""",
        "evidence": """
            佐证材料 佐证资料 证明材料 证明 证据 材料 支撑材料 印证材料 附件 附件材料 依据 成果 文件 相关文件 佐证文件
            proof proofs attachment attachments materials""",
        "owner": """
            牵头单位 牵头部门 责任部门 责任主体 责任科室 承办单位 承办部门 主办单位 主责单位 落实单位 实施单位
            department responsible""",
        "problem": "问题 困难 困难问题 存在的问题 主要问题 问题和困难 困难和问题 不足 存在不足 problems issue issues",
        "next_step": """
            下一步 下步措施 下步工作 下步打算 下一步工作 下一步计划 下一步打算 整改措施 改进措施 工作打算 措施 next
            next_steps plans""",
        "note": """
            备注 备注说明 进展 进展情况 工作进展 最新进展 完成情况 落实情况 工作情况 推进情况 开展情况 情况 情况说明
            具体情况 主要做法 做法 工作成效 成效 内容 描述 remark remarks comment comments notes description""",
        "reason": "原因 不适用理由 不适用原因 事由 理由说明 why",
    },
    "evidence": {
        "kind": "类别 种类 材料类型 材料类别 佐证类型 文件类型 形式 type category",
        "title": "名称 材料名称 文件名称 文件名 文件标题 佐证名称 题目 题名 材料 文件 name document",
        "ref": "文件号 发文字号 发文号 字号 编号 文件文号 文件编号 号 number no",
        "date": "时间 印发日期 印发时间 发布日期 发布时间 发文日期 发文时间 成文日期 成文时间 年月 issued published",
        "url": "网址 链接地址 网页 网站 地址 网页链接 出处 link href web",
        "quote": "摘录 原文摘录 摘要 内容 正文 节选 引文 excerpt text content",
        "period": "时段 周期 统计期间 统计时段 所属期间 期",
    },
    "unit": {
        "name": "单位名称 填报单位 单位 全称 单位全称 unit_name",
        "level": "级别 单位层级 行政级别 行政层级 单位级别 类型 层次 type",
        "code": "行政区划代码 区划代码 行政区划 区划 区划码 单位代码 行政代码 division_code",
        "body": "部门 机构类别 机构类型 机构名称 单位类型 单位性质 organ department",
    },
    "source": {
        "title": "名称 材料名称 文件名称 name",
        "publisher": "单位 发布机构 来源单位 发布部门 作者 publisher_name",
        "date": "时间 发布日期 发布时间 published",
        "url": "网址 链接地址 网页 link",
        "note": "备注 remark remarks comment",
    },
    "head": {
        "plan": "规划 规划名称 计划名称 规划编号 计划编号 plan_id",
        "unit": "填报单位 单位名称 报送单位 填报主体 unit_name",
        "as_of": "截止 截止日期 截至日期 截止时间 截至时间 填报日期 填报时间 报送日期 日期 时间 date asof as-of",
        "source": "数据来源 资料来源 出处 sources",
        "entries": "任务 任务清单 事项清单 目标 目标清单 指标 条目 明细 内容 工作任务 填报事项 tasks targets items entry",
    },
}
_KEY_OF = {place: {word: key for key, words in keys.items() for word in words.split()} for place, keys in _KEYS.items()}
# By which key each place is known, and how it is called.
_SIGNS = {"entry": "status", "evidence": "kind", "unit": "level", "source": "publisher", "head": "entries"}
_PLACES: dict[str, Text] = {
    "entry": Text("事项", "an entry"),
    "evidence": Text("佐证", "evidence"),
    "unit": Text("单位", "the unit"),
    "source": Text("来源", "source"),
    "head": Text("文件顶层", "the top of the file"),
}
_PERSONS = frozenset(
    [
        "责任人",
        "负责人",
        "联系人",
        "经办人",
        "填报人",
        "填表人",
        "审核人",
        "分管领导",
        "责任领导",
        "主要负责人",
        "具体负责人",
        "联系人电话",
        "电话",
        "手机",
        "手机号",
        "联系电话",
        "联系方式",
        "身份证号",
        "姓名",
        "责任人员",
        "承办人",
        "主办人",
        "person",
        "contact",
        "phone",
        "mobile",
        "responsible_person",
    ]
)
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")


def of_key(written: str, options: Sequence[str]) -> Text | None:
    """Return what to write instead of a key that does not belong where `options` do."""
    place = next((place for place, sign in _SIGNS.items() if sign in options), None)
    word = plain(_ASIDE.sub("", written))
    if place is None or not word:
        return None
    if word in _PERSONS:
        return _no_persons(place)
    meant = _KEY_OF[place].get(word) or _KEY_OF[place].get(re.sub(r"[\s-]", "_", word))
    if meant:
        return asked(meant if is_english(written) else KEYS_ZH[meant])
    return _elsewhere(word, place)


def meant_by(written: str, place: str) -> str | None:
    """Return the key of a place (entry, evidence, unit, source, head) that a word may stand for, None for no such."""
    word = plain(_ASIDE.sub("", written))
    known = KEY_TWINS.get(word, word)
    return known if known in _KEYS[place] else _KEY_OF[place].get(word)


def _no_persons(place: str) -> Text:
    zh, en = "；写单位，用“责任单位”", ": name the office instead, under owner"
    more = place == "entry"
    return Text(
        f"本工具不收个人信息，请删去{zh if more else ''}",
        f"no personal data belongs here, delete it{en if more else ''}",
    )


def _elsewhere(word: str, place: str) -> Text | None:
    """Return where a word belongs that is a key of another place; a remark on evidence belongs to its entry."""
    key = KEY_TWINS.get(word, word)
    if place == "evidence" and (key == "note" or _KEY_OF["entry"].get(word) == "note"):
        return Text("佐证下没有说明，写进这一事项的“说明”", "evidence has no note: write it under note of the entry")
    homes = [_PLACES[home] for home, keys in _KEYS.items() if key in keys]
    if not homes or key in _KEYS[place]:
        return None
    zh, en = "、".join(home.zh for home in homes), " or ".join(home.en for home in homes)
    return Text(f"这个键写在{zh}下，请核对缩进", f"this key belongs to {en}: check the indentation")
