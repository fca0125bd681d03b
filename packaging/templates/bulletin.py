"""The bulletin of a round (通报): red head, four parts, tables as annexes, the counts of all units on wide pages."""

from __future__ import annotations

from frame import AROUND, PIECES
from looks import (
    LINE,
    SONG,
    Column,
    Style,
    fonts,
    imprint,
    paragraph,
    section,
    styles,
    table,
    tag,
)
from package import packed

_RED = "FF0000"
# Styles that this paper has alone: the name of the issuer in red, the number below it with the rule, marks of drafts.
_OWN = (
    Style("发文机关标志", SONG, 36, "center", 0, grid=False, colour=_RED),
    Style("发文字号", align="center", indent=0, before=100),
)
_RULE = (
    f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{_RED}"/></w:pBdr>'
    f'<w:spacing w:before="{LINE}" w:after="{LINE}"/>'
)
_BASIS = "以上各项，已经核定的按核定结果统计，未经核定的按初核结果统计{% if 待核定 %}，{{ 待核定 }}{% endif %}。"
_TOGETHER = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"


def bulletin() -> bytes:
    """Return the template of the 通报."""
    body = [
        *_head(),
        *_overall(),
        *_progress(),
        *_problems(),
        *_demands(),
        *_end(),
        section(references=AROUND),
        *_units(),
        section(landscape=True, references=AROUND),
        *_returns(),
        *_listed(),
        *_points(),
        imprint("抄送：＿＿＿＿＿＿＿＿＿＿＿＿", "{{ 发文机关 }}", "＿＿＿＿年＿＿月＿＿日印发"),
        section(references=AROUND, ends=True),
    ]
    return packed("".join(body), styles(_OWN), fonts(), PIECES, "通报")


def _head() -> list[str]:
    return [
        *_marked("样稿"),
        *_marked("送审稿"),
        paragraph("发文机关标志", "{{ 发文机关 }}"),
        paragraph("发文字号", "{{ 文号 }}", more=_RULE),
        paragraph("公文标题", "{{ 标题 }}"),
        paragraph("正文"),
        paragraph("主送机关", "{{ 主送 }}："),
        paragraph(
            "正文", "根据{{ 规划 }}，{{ 发文机关 }}对{{ 核对范围 }}进行了核对。{{ 核对部分 }}现将有关情况通报如下。"
        ),
    ]


def _marked(mark: str) -> list[str]:
    """Return a mark of a paper that is not one yet, in a line of its own: it comes off when the paper is."""
    return [tag(f"if {mark}"), paragraph("样稿标记", f"{{{{ {mark} }}}}"), tag("endif")]


def _overall() -> list[str]:
    return [
        paragraph("一级标题", "一、总体情况"),
        paragraph("正文", "{{ 总体情况 }}"),
        *_if("报送率 or 占比", "{{ 报送率 }}{{ 占比 }}{% if 占比 %}" + _BASIS + "{% endif %}"),
        *_each("另列单位"),
        *_if("较上期", "{{ 较上期 }}"),
        *_if("问题台账", "{{ 问题台账 }}"),
        *_each("分类情况"),
    ]


def _if(name: str, text: str) -> list[str]:
    return [tag(f"if {name}"), paragraph("正文", text), tag("endif")]


def _each(name: str) -> list[str]:
    return [tag(f"for 句 in {name}"), paragraph("正文", "{{ 句 }}"), tag("endfor")]


def _progress() -> list[str]:
    return [
        paragraph("一级标题", "二、进展较好的单位和做法"),
        *_if("进展单位", "{{ 进展单位 }}"),
        paragraph("正文", "（主要做法由印发单位填写）＿＿＿＿＿＿＿＿＿＿＿＿"),
    ]


def _problems() -> list[str]:
    return [
        paragraph("一级标题", "三、共性问题、个别单位问题"),
        paragraph("二级标题", "（一）共性问题"),
        *_each("共性问题"),
        paragraph("二级标题", "（二）个别单位问题"),
        *_each("个别问题"),
        *_if("交办问题", "{{ 交办问题 }}"),
        *_if("未到期", "{{ 未到期 }}"),
    ]


def _demands() -> list[str]:
    return [
        paragraph("一级标题", "四、下一步要求"),
        paragraph("正文", "（由印发单位填写）＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿", more=_TOGETHER),
    ]


def _end() -> list[str]:
    """Return what ends the text; it stays together with its last paragraph, so that no page has only a date."""
    free = paragraph("正文", more=_TOGETHER)
    return [
        tag("if 附件目录"),
        free,
        paragraph("附件说明", "附件：{{ 附件目录[0] }}"),
        tag("for 名称 in 附件目录[1:]"),
        paragraph("附件续行", "{{ 名称 }}"),
        tag("endfor"),
        tag("endif"),
        free,
        free,
        paragraph("署名", "{{ 发文机关 }}"),
        paragraph("成文日期", "{{ 成文日期 }}"),
    ]


def _annex(name: str, *parts: str, new_page: bool = True) -> list[str]:
    """Return an annex with its number and title, which is left out where it has nothing in it."""
    return [
        tag(f"if 附件.{name}"),
        paragraph("附件序号", f"{{{{ 附件.{name}.序号 }}}}", more=_NEW_PAGE if new_page else ""),
        paragraph("公文标题", f"{{{{ 附件.{name}.标题 }}}}"),
        *parts,
        tag("endif"),
    ]


_COUNTS = ("达进度", "临期", "滞后", "逾期", "佐证不足", "未填报", "填报有误", "申请不适用", "不适用", "豁免")
_NOTE = (
    "注：各项之和等于承担任务；“—”表示不计入合计。“其中仅有情况说明”指{{ 完成称谓 }}、达进度、临期中没有佐证材料、"
    "只有情况说明的项数，已含在这三项之内。"
)


def _units() -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 9, True),
        Column("单位", "{{ 行.单位 }}", 40),
        Column("报送情况", "{{ 行.报送情况 }}", 19, True),
        Column("承担任务", "{{ 行.承担任务 }}", 11, True),
        Column("{{ 完成称谓 }}", "{{ 行.已完成 }}", 11, True),
        *(Column(name, f"{{{{ 行.{name} }}}}", 11, True) for name in _COUNTS),
        Column("其中仅有情况说明", "{{ 行.仅有情况说明 }}", 14, True),
        Column("未经核定", "{{ 行.未经核定 }}", 11, True),
    ]
    whole = table(columns, "行", "附件.单位情况.行", small=True, sums="附件.单位情况.合计", note=_NOTE)
    return _annex("单位情况", whole, new_page=False)


def _returns() -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 11, True),
        Column("单位", "{{ 行.单位 }}", 46),
        Column("情况", "{{ 行.情况 }}", 22, True),
        Column("收到日期", "{{ 行.收到日期 }}", 42, True),
        Column("备注", "{{ 行.备注 }}", 35),
    ]
    return _annex("未按时报送", table(columns, "行", "附件.未按时报送.行"), new_page=False)


def _listed() -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 10, True),
        Column("编号", "{{ 行.编号 }}", 20, True),
        Column("事项", "{{ 行.事项 }}", 44),
        Column("承担单位", "{{ 行.承担单位 }}", 11, True),
        Column("问题单位", "{{ 行.问题单位 }}", 11, True),
        Column("情况", "{{ 行.情况 }}", 60),
    ]
    return _annex("问题清单", table(columns, "行", "附件.问题清单.行", small=True))


def _points() -> list[str]:
    """Return the annex of points on wide pages of its own, where there are points."""
    columns = [
        Column("单位", "{{ 行.单位 }}", 20),
        Column("考评内容", "{{ 行.考评内容 }}", 30),
        Column("分值", "{{ 行.分值 }}", 12, True),
        Column("评分标准", "{{ 行.评分标准 }}", 28),
        Column("考评方法", "{{ 行.考评方法 }}", 18),
        Column("自评分", "{{ 行.自评分 }}", 13, True),
        Column("考评分", "{{ 行.考评分 }}", 13, True),
        Column("评分说明", "{{ 行.评分说明 }}", 91),
    ]
    whole = _annex("计分", table(columns, "行", "附件.计分.行", small=True), new_page=False)
    return [
        tag("if 附件.计分"),
        section(references=AROUND),
        *whole,
        section(landscape=True, references=AROUND),
        tag("endif"),
    ]
