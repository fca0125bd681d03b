"""The letters to a unit: 督促提醒函, and 商请函 to courts, procuratorates and congresses, each with its two annexes.

Both have the form of a letter (GB/T 9704-2012, 10.1): the sender's name in red 30 mm below the edge, red double rules of
170 mm on the first page, which has no number.
"""

from __future__ import annotations

from typing import Final

from looks import (
    HEI,
    INNER,
    OUTER,
    SONG,
    WIDTH,
    Column,
    Style,
    fonts,
    number,
    paragraph,
    run,
    section,
    styles,
    table,
    tag,
    twips,
)
from package import Piece, packed

_RED: Final = "FF0000"
_RULE: Final = 170  # how long the red rules are
# Styles that letters have alone. The sender's name is the larger the shorter it is.
_OWN: Final = (
    Style("发文机关标志", SONG, 36, "center", 0, grid=False, colour=_RED),
    Style("发文机关标志中", SONG, 30, "center", 0, grid=False, colour=_RED),
    Style("发文机关标志小", SONG, 24, "center", 0, grid=False, colour=_RED),
    Style("眉首样稿", HEI, 14, "right", 0, grid=False),
    Style("细行", size=1, align="left", indent=0, grid=False),
    Style("函发文字号", align="left", indent=0),
    Style("函标题", SONG, 22, "center", 0, keep=True, before=200),
    Style("结语", keep=True),
    Style("函附件说明", align="left", keep=True, before=100),
    Style("函附件续行", align="left", indent=5, keep=True),
    Style("函署名", align="center", indent=0, keep=True, before=100),
    Style("函成文日期", align="center", indent=0),
)
_HEAD: Final = 15  # where headers begin
_MARK: Final = 6.35  # how high the line with 样稿 is
_NAME: Final = 30  # where the sender's name begins
_GAP: Final = 4  # from there to the rule
# A rule is as wide as it is told: it reaches beyond the text on both sides.
_REACH: Final = (
    f'<w:ind w:left="-{twips(INNER - (WIDTH - _RULE) / 2)}" w:right="-{twips(OUTER - (WIDTH - _RULE) / 2)}" '
    'w:firstLine="0"/>'
)
# The name stands in the middle above the date, which ends four characters from the edge: about so far from the left.
_SIGNED: Final = f'<w:ind w:left="{twips(74)}" w:right="0" w:firstLine="0"/>'


_BY: Final = "根据{{ 规划 }}{% if 调度 %}和{{ 调度 }}安排{% endif %}，{{ 核对情况 }}。"
_COUNTED: Final = "（{{ 分项 }}）{% if 未经核定 %}，{{ 未经核定 }}{% endif %}{% if 其余 %}，主要有{% endif %}："
_TO_ASK: Final = "联系方式：{{ 联系方式 }}。"


def reminder() -> bytes:
    """Return the template of the 督促提醒函."""
    return _letter(
        "督促提醒函",
        f"{_BY}请于{{{{ 回复期限 }}}}前补报，有关情况填写附件2；已经报送的，请告知报送日期和方式。{_TO_ASK}",
        f"{_BY}现有 {{{{ 件数 }}}} 项需要推进落实或者补充填报{_COUNTED}",
        "请对照附件1逐项研究，{% if 未报送 %}尽快报送本次材料，{% endif %}{% if 退回补正 %}补正后重新报送，{% endif %}"
        "已经落实的补充填报并附佐证材料，尚未落实的抓紧推进。附件2请逐项填写并加盖公章，于{{ 回复期限 }}前反馈；"
        f"有不同意见的，一并说明并附依据。{_TO_ASK}",
        "督促",
    )


def request() -> bytes:
    """Return the template of the 商请函."""
    by = _BY.replace("根据", "为共同做好有关工作，根据", 1)
    return _letter(
        "商请函",
        f"{by}恳请{{{{ 称谓 }}}}于{{{{ 回复期限 }}}}前提供，有关情况可在附件2说明；已经提供的，请告知日期和方式。{_TO_ASK}",
        f"{by}现有 {{{{ 件数 }}}} 项，恳请{{{{ 称谓 }}}}予以支持{_COUNTED}",
        "商请{{ 称谓 }}对附件1所列事项予以研究{% if 未报送 %}，并提供本次材料{% endif %}"
        "{% if 退回补正 %}，并补正材料{% endif %}；已经落实或者情况有变化的，请补充说明并附佐证材料；有不同意见的，请一并说明。"
        f"附件2所需情况，恳请于{{{{ 回复期限 }}}}前函复。{_TO_ASK}",
        "提请",
    )


def _letter(title: str, report: str, opening: str, asking: str, urged: str) -> bytes:
    """Return a letter: what it says where only a `report` is asked for, else how it opens, what it asks.

    `urged` is what its dispatches did to the unit: nobody urges a court.
    """
    around = {
        "header default": "rId13",
        "header even": "rId14",
        "header first": "rId15",
        "footer default": "rId11",
        "footer even": "rId12",
        "footer first": "rId16",
    }
    body = [
        *_begin(),
        tag("if 只缺材料"),
        paragraph("正文", report),
        tag("else"),
        paragraph("正文", opening),
        tag("for 问题 in 正文问题"),
        paragraph("正文", "{{ 问题.序号 }}．{{ 问题.名称 }}。{{ 问题.说明 }}"),
        tag("endfor"),
        tag("if 其余"),
        paragraph("正文", "{{ 其余 }}"),
        tag("endif"),
        paragraph("结语", asking),
        tag("endif"),
        paragraph("结语", "特此函告。"),
        *_end(section(references=around, first=True, ends=True)),
        *_problems(urged),
        *_answers(),
        section(landscape=True, references=around, ends=True),
    ]
    return packed("".join(body), styles(_OWN), fonts(), _pieces(), title)


def _pieces() -> list[Piece]:
    """Return headers and footers: on the first page the sender's name and the two rules, then 样稿 and the page's number."""
    mark = paragraph("眉首样稿", "{{ 样稿 }}")
    return [
        Piece("rId11", "footer", number(odd=True)),
        Piece("rId12", "footer", number(odd=False)),
        Piece("rId13", "header", mark),
        Piece("rId14", "header", mark),
        Piece("rId15", "header", _first()),
        Piece("rId16", "footer", _rule(thick="bottom", frame=_at_foot()) + _space(1)),
    ]


def _first() -> str:
    """Return what stands above the first page."""
    sizes = (("if 发文机关|length <= 12", ""), ("elif 发文机关|length <= 14", "中"), ("else", "小"))
    names = "".join(tag(words) + paragraph(f"发文机关标志{size}", "{{ 发文机关 }}") for words, size in sizes)
    mark = paragraph("眉首样稿", "{{ 样稿 }}", more=_exactly(_MARK))
    gap, below = _space(_NAME - _HEAD - _MARK), _space(4.9)
    return f"{mark}{gap}{names}{tag('endif')}{_space(_GAP)}{_rule(thick='top')}{below}"


def _exactly(height: float) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips(height)}" w:lineRule="exact"/>'


def _space(height: float) -> str:
    return paragraph("细行", more=_exactly(height))


def _rule(thick: str, frame: str = "") -> str:
    """Return a red double rule, the line on one side (top or bottom) thicker: two edges of a line without text."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{18 if side == thick else 6}" w:space="0" w:color="{_RED}"/>'
        for side in ("top", "bottom")
    )
    return paragraph("细行", more=f"{frame}<w:pBdr>{edges}</w:pBdr>{_exactly(0.9)}{'' if frame else _REACH}")


def _at_foot() -> str:
    """Return where the lower rule stands: 20 mm above the lower edge, in the middle of the page."""
    return (
        f'<w:framePr w:w="{twips(_RULE)}" w:h="{twips(1)}" w:hRule="exact" w:wrap="around" w:vAnchor="page" '
        f'w:hAnchor="page" w:x="{twips((WIDTH - _RULE) / 2)}" w:y="{twips(297 - 20 - 1.5)}"/>'
    )


def _begin() -> list[str]:
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{twips(WIDTH - INNER - OUTER)}"/></w:tabs>'
    return [
        paragraph("函发文字号", run("{{ 样稿 }}", HEI), "<w:r><w:tab/></w:r>", run("{{ 文号 }}"), more=edge),
        paragraph("函标题", "{{ 标题 }}"),
        paragraph("正文"),
        paragraph("主送机关", "{{ 主送 }}："),
    ]


def _end(last: str) -> list[str]:
    return [
        paragraph("函附件说明", "附件：1．问题清单"),
        paragraph("函附件续行", "2．整改情况反馈表"),
        tag("if 发文机关|length <= 14"),
        paragraph("函署名", "{{ 发文机关 }}", more=_SIGNED),
        tag("else"),
        paragraph("函署名", "{{ 发文机关 }}", more='<w:jc w:val="right"/>'),
        tag("endif"),
        paragraph("函成文日期", "{{ 成文日期 }}", more=_SIGNED + last),
    ]


def _problems(urged: str) -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 9, True),
        Column("编号和事项", "{{ 行.名称 }}", 46),
        Column("规划条目", "{{ 行.条目 }}", 30),
        Column("要求及时限", "{{ 行.要求 }}", 35),
        Column("填报情况", "{{ 行.填报 }}", 33),
        Column("核对情况", "{{ 行.判定 }}", 27),
        Column("起始情况", "{{ 行.起始 }}", 35),
        Column(f"{urged}次数", "{{ 行.督促次数 }}", 10, True),
    ]
    return [
        paragraph("附件序号", "附件1"),
        paragraph("公文标题", "问题清单"),
        table(columns, "行", "附件1", small=True),
        tag("for 句 in 注"),
        paragraph("表注", "注：{{ 句 }}"),
        tag("endfor"),
    ]


def _answers() -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 10, True),
        Column("问题", "{{ 行.问题 }}", 58),
        *(Column(name, "", width) for name, width in (("整改措施", 42), ("完成情况", 36), ("佐证", 31))),
        *(Column(name, "", width) for name, width in (("完成时间", 17), ("能否申请销号", 14), ("审签盖章", 17))),
    ]
    return [
        paragraph("附件序号", "附件2", more="<w:pageBreakBefore/>"),
        paragraph("公文标题", "整改情况反馈表"),
        paragraph("表注", "填报单位（盖章）：{{ 单位 }}　　　　　　填报日期：＿＿＿＿年＿＿月＿＿日"),
        table(columns, "行", "附件2", small=True, height=14),
        paragraph("表注", "注：“佐证”写明材料名称、文号和日期，材料附后；“能否申请销号”填“能”或者“否”。"),
    ]
