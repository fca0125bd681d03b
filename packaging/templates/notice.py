"""The figures of a unit, to be checked by it before the bulletin (数据核对单): on one page where they are few."""

from __future__ import annotations

from frame import AROUND, PIECES
from looks import (
    FANG,
    FOUR,
    HEI,
    Column,
    Style,
    cell,
    fonts,
    paragraph,
    run,
    section,
    styles,
    table,
    table_look,
    tag,
    twips,
)
from package import packed

_WIDE = 156
# It is a form and no letter: its text is smaller than that of letters, so that few figures stand on one page.
_OWN = (
    Style("表单正文", FANG, FOUR, grid=False, before=20),
    Style("表单主送", FANG, FOUR, "left", 0, grid=False, before=30),
    Style("表单署名", FANG, FOUR, "right", 0, right=4, grid=False, keep=True, before=30),
)


def notice() -> bytes:
    """Return the template of the 数据核对单."""
    body = [
        *(tag("if 样稿"), paragraph("样稿标记", "{{ 样稿 }}"), tag("endif")),
        paragraph("公文标题", "数据核对单"),
        paragraph("表单主送", "{{ 主送 }}："),
        paragraph(
            "表单正文",
            "《{{ 通报 }}》印发前，请核对下列情况（截至{{ 判定日期 }}{% if 有数据 %}，已核定的按核定，其余按初核{% endif %}），"
            "于{{ 回复期限 }}前盖章回复。",
        ),
        _part("一、报送情况：", "{{ 报送情况 }}"),
        tag("if 有数据"),
        *_counts(),
        *_listed(),
        tag("endif"),
        paragraph("表单署名", "{{ 发文机关 }}　　{{ 成文日期 }}"),
        *_reply(),
        section(references=AROUND, ends=True),
    ]
    return packed("".join(body), styles(_OWN), fonts(), PIECES, "数据核对单")


def _part(head: str, text: str) -> str:
    """Return a paragraph that begins with its heading."""
    return paragraph("表单正文", run(head, HEI, FOUR), text)


_COUNTS = ("达进度", "临期", "滞后", "逾期", "佐证不足", "未填报", "填报有误", "申请不适用", "不适用", "豁免")


def _counts() -> list[str]:
    wide = 13  # three characters of 申请不适用 on a line
    width = (_WIDE - 21 - wide) / 11
    columns = [
        Column("判定", "{{ 数.名称 }}", 21, True),
        Column("承担任务", "{{ 数.承担任务 }}", width, True),
        Column("{{ 完成称谓 }}", "{{ 数.已完成 }}", width, True),
        *(Column(one, f"{{{{ 数.{one} }}}}", wide if len(one) > 4 else width, True) for one in _COUNTS),
    ]
    return [
        _part("二、任务情况：", "{{ 任务情况 }}{{ 列项说明 }}"),
        table(
            columns,
            "数",
            "合计",
            small=True,
            note="注：对照{{ 规划 }}判定。{{ 核对部分 }}{{ 较上期 }}{{ 问题台账 }}",
        ),
    ]


def _listed() -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 8, True),
        Column("编号", "{{ 行.编号 }}", 18, True),
        Column("事项（依据）", "{{ 行.事项 }}（{{ 行.依据 }}）", 52),
        Column("填报及佐证", "{{ 行.填报 }}{% if 行.佐证 %}；{{ 行.佐证 }}{% endif %}", 26),
        Column("初核", "{{ 行.初核 }}", 15, True),
        Column("核定", "{{ 行.核定 }}", 21, True),
        Column("通报采用", "{{ 行.采用 }}", 16, True),
    ]
    return [
        paragraph("小表格"),
        *(
            tag("if 逐项"),
            table(columns, "行", "逐项", small=True, below=("行.理由", "{{ 行.编号 }} 核定理由：{{ 行.理由 }}")),
            tag("endif"),
        ),
    ]


_ROW = '<w:trPr><w:cantSplit/><w:trHeight w:val="{}" w:hRule="atLeast"/></w:trPr>'
_KEEP = "<w:keepNext/>"  # the form stays on one page, with who asks for it


def _reply() -> list[str]:
    """Return the form that the unit fills in: its answer, its objections, signature and seal."""
    widths = (24, 50, 41, 41)
    heads = ("编号", "有异议的内容", "理由（可另附页）", "佐证材料")
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths)
    given = paragraph("小表头", "核对意见（{{ 单位 }}）", more=_KEEP)
    answer = paragraph("小表格", "□ 无异议　□ 有异议（逐条写明，并附佐证）", more=_KEEP)
    signed = "单位负责人（签字）：　　　　　　　单位（盖章）　　　　　　　　　年　　月　　日"
    empty = [paragraph("小表格", *text, more=_KEEP) for text in (["{{ 空 }}"], [], [], [])]
    rows = [
        _row(7, cell(74, given, span=2), cell(82, answer, span=2)),
        _row(6, *(cell(wide, paragraph("小表头", head, more=_KEEP)) for wide, head in zip(widths, heads, strict=True))),
        f"<w:tr>{cell(_WIDE, paragraph('小表格', '{%tr for 空 in 空行 %}'), span=4)}</w:tr>",
        _row(7, *(cell(wide, text) for wide, text in zip(widths, empty, strict=True))),
        f"<w:tr>{cell(_WIDE, paragraph('小表格', '{%tr endfor %}'), span=4)}</w:tr>",
        _row(10, cell(_WIDE, paragraph("小表格", signed, more=_KEEP), span=4)),
    ]
    return [
        paragraph("小表格", more=_KEEP),
        f"<w:tbl>{table_look(_WIDE)}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>",
        paragraph("小表格", "回复至：{{ 发文机关 }}，联系方式：{{ 联系方式 }}"),
    ]


def _row(height: float, *cells: str) -> str:
    return f"<w:tr>{_ROW.format(twips(height))}{''.join(cells)}</w:tr>"
