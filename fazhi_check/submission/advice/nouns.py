"""What people call levels, organs and kinds of evidence, each with the word of the form that it belongs to.

Of two kinds of evidence that a noun may be, the one that proves less is named, or both with what tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_check.source.hint import Hint, asked
from fazhi_check.submission.advice.written import is_english, plain, shortened
from fazhi_check.words import EVIDENCE_KINDS, LEVELS, Text

_LEVELS: dict[str, str] = {
    "city": "市 地级市 设区市 设区的市 地市 地市级 地级 州 地州 自治州 盟 市本级 本级 全市 municipal prefecture municipality",
    "county": "县区 县市区 区县级 区级 旗 县级市 市辖区 district",
    "department": """
        局 委 办 委办局 市直部门 市直单位 市直机关 市级部门 市直 直属单位 单位 机关 职能部门 政府部门 部委办局 科室
        bureau office agency dept""",
    "township": "乡 镇 乡级 镇级 乡镇级 街道办 街道办事处 乡镇街道 镇街 街镇 town village subdistrict street",
}
_LEVEL_OF = {word: level for level, words in _LEVELS.items() for word in words.split()}

# What organs are called, with a part of the name that a plan gives to such a body.
_BODIES: dict[str, str] = {
    "党委": "党委 党组 市委 县委 区委 党工委 党委办 party",
    "人大": "人大 人大常委会 人民代表大会 congress",
    "政府": "政府 市政府 县政府 区政府 人民政府 政府办 政府办公室 government",
    "监察": "监委 监察委 监察委员会 纪委 纪委监委 纪检监察 supervision",
    "法院": "法院 人民法院 中院 中级法院 中级人民法院 court",
    "检察": "检察院 人民检察院 检察 procuratorate",
    "公安": "公安 公安局 公安分局 police",
    "司法": "司法 司法局 司法厅 司法行政 司法行政机关 司法所 justice",
    "治市": "法治办 依法治市办公室 依法治市委员会办公室 依法治县办 依法治区办 市委依法治市办",
    "政法": "政法委 政法委员会 市委政法委",
    "组织": "组织部 市委组织部",
    "宣传": "宣传部 市委宣传部",
    "执法": "执法局 综合执法局 城管局 城市管理局 综合行政执法局 执法部门 执法机关 市场监管局",
    "街道": "管委会 乡镇 街道 街道办 社区 村 居委会 村委会",
}
_BODY_OF = {word: part for part, words in _BODIES.items() for word in words.split()}

_KINDS: dict[str, str] = {
    "document": """
        通知 方案 实施方案 工作方案 制度 办法 规定 规则 细则 意见 实施意见 决定 决议 批复 函 条例 规章 法规 政策 规划
        计划 工作计划 要点 工作要点 清单 目录 预案 文档 红头文件 公文 发文 印发文件 规范性文件 制度文件 政策文件 责任书
        合同 协议 标准 notice plan regulation rule rules policy decision file doc pdf""",
    "record": """
        会议纪要 纪要 会议记录 会议 会议材料 签到表 签到册 签到 会议通知 照片 图片 影像 视频 录音 台账 工作台账 卷宗
        案卷 档案 日志 工作日志 检查记录 培训记录 活动记录 谈话记录 走访记录 登记表 回执 收据 证书 证明
        minutes meeting photo photos picture video log ledger archive""",
    "publication": """
        网页 网站 公告 公示 公报 通告 公开信息 新闻 报道 新闻报道 媒体报道 新闻发布 微信 公众号 微博 官网 链接 发布
        信息公开 政务公开 link website web webpage news press announcement""",
    "figure": """
        报表 统计 统计表 统计报表 统计数据 统计数 数字 数值 数据表 年报 月报 季报 统计公报 汇总表 指标 指标值 表格 测评
        测评结果 excel table data statistics stats number numbers""",
    "report": """
        总结 工作总结 汇报 工作汇报 情况汇报 情况报告 工作报告 报告 自查报告 自评报告 自评 自查 自评表 情况说明 说明 述职
        述法 述职报告 简报 summary self-report selfreport statement claim""",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_SHOTS = frozenset(
    [
        "材料",
        "证明材料",
        "佐证材料",
        "工作材料",
        "截图",
        "网页截图",
        "屏幕截图",
        "截屏",
        "扫描件",
        "复印件",
        "附件",
        "影印件",
        "screenshot",
        "scan",
        "copy",
        "attachment",
    ]
)


def level_of(written: str) -> str | None:
    """Return the level that a noun belongs to, None for one that belongs to none of the four."""
    return _LEVEL_OF.get(plain(written))


def body_of(written: str, bodies: Mapping[str, str]) -> str | None:
    """Return the id of the body of a plan (ids with their names) that an organ is; None where it is not known."""
    word = plain(written)
    part = _BODY_OF.get(word) or next((part for part in _tails(word) if part), None)
    found = [body for body, name in bodies.items() if part and (part in name or body == word)]
    return found[0] if len(found) == 1 else None


def _tails(word: str) -> list[str | None]:
    """Return what the ends of a word stand for, the longest first: 乌鲁木齐市司法局 is a 司法局."""
    return [_BODY_OF.get(word[start:]) for start in range(1, len(word) - 1)]


def kind_of(written: str) -> str | None:
    """Return the kind of evidence that a noun, or the noun that a text ends with, belongs to."""
    word = plain(written)
    ends = (_KIND_OF.get(word[start:]) for start in range(max(len(word) - 1, 1)))
    return next((kind for kind in ends if kind), None)


def of_level(written: str) -> Hint | None:
    """Return which level a noun belongs to."""
    level = level_of(written)
    return Hint(asked(level if is_english(written) else LEVELS[level].zh)) if level else None


def of_kind(written: str) -> Hint | None:
    """Return which kind of evidence a noun belongs to."""
    word, shown = plain(written), shortened(written.strip(), 20)
    if word in _SHOTS:
        return Hint(
            Text(
                "看原件是什么：公开发布的写“公开”，印发的文件写“文件”，工作留痕写“记录”，统计数写“数据”",
                "by what it shows: publication, document (issued), record (of work) or figure",
            )
        )
    kind = kind_of(written)
    if kind is None:
        return None
    own = Text("本单位自己写的情况材料是自述", "the unit's own account is a report")
    name = Text(f"“{shown}”写进“标题”", f"write {shown} under title")
    zh, en = own if kind == "report" else name
    return Hint(asked(kind if is_english(written) else EVIDENCE_KINDS[kind].zh, zh, en))
