"""What is handed out before anybody reports: the sheet of duties (目标责任书) with its annexes, the checklist (督察清单)."""

from __future__ import annotations

from collections.abc import Sequence

from frame import AROUND, PIECES
from looks import (
    FIVE,
    HEI,
    INNER,
    KAI,
    OUTER,
    WIDTH,
    Column,
    Style,
    cell,
    fonts,
    paragraph,
    section,
    styles,
    table_look,
    tag,
    twips,
)
from package import packed

_OWN = (
    Style("签字", indent=0, align="left", keep=True),
    Style("节名", HEI, FIVE, "left", 0, grid=False, keep=True),
    Style("条名", KAI, FIVE, "left", 0, grid=False, keep=True),
    Style("表下注", size=FIVE, indent=2, grid=False, keep=True),
)
_NEW_PAGE = "<w:pageBreakBefore/>"


def responsibility() -> bytes:
    """Return the template of the 目标责任书: signed on its first page, with all tasks as annexes; or the table alone."""
    body = [
        tag("if 单位"),
        *_agreement(),
        section(references=AROUND),
        paragraph("附件序号", "附件{% if 配合数 %}1{% endif %}"),
        paragraph("公文标题", "{{ 单位 }}任务清单"),
        *_of_unit("清单"),
        tag("if 配合数"),
        paragraph("附件序号", "附件2", more=_NEW_PAGE),
        paragraph("公文标题", "{{ 单位 }}配合任务清单"),
        *_of_unit("配合清单"),
        tag("endif"),
        tag("else"),
        *_of_all(),
        tag("endif"),
        section(landscape=True, references=AROUND, ends=True),
    ]
    return packed("".join(body), styles(_OWN), fonts(), PIECES, "目标责任书")


def _agreement() -> list[str]:
    return [
        paragraph("公文标题", "{{ 标题 }}"),
        paragraph("正文"),
        paragraph(
            "正文",
            "为落实{{ 规划 }}，明确目标任务、时限和佐证要求，{{ 发文机关 }}与{{ 单位 }}签订本责任书。",
        ),
        paragraph("一级标题", "一、目标任务"),
        paragraph(
            "正文",
            "{{ 单位 }}承担任务 {{ 任务数 }} 项{% if 范围 %}（{{ 范围 }}）{% endif %}，其中{{ 章节分布 }}。"
            "{% if 配合数 %}另配合其他单位 {{ 配合数 }} 项。{% endif %}各项要求、时限、依据和佐证要求见附件。",
        ),
        paragraph("一级标题", "二、时限和佐证"),
        paragraph(
            "正文",
            "上述任务中，{{ 时限分布 }}。{% if 节点数 %}{{ 调度 }}另设节点 {{ 节点数 }} 个。{% endif %}"
            "按调度安排报送进展和佐证材料{% if 报送截止 %}，本次报送截止日期为{{ 报送截止 }}{% endif %}。",
        ),
        paragraph("一级标题", "三、其他约定"),
        paragraph("正文", "（由双方填写）＿＿＿＿＿＿＿＿＿＿＿＿＿＿"),
        paragraph("附件说明", "附件：{% if 配合数 %}1.{% endif %}{{ 单位 }}任务清单"),
        tag("if 配合数"),
        paragraph("附件续行", "2.{{ 单位 }}配合任务清单"),
        tag("endif"),
        _signatures(("{{ 发文机关 }}（盖章）", "{{ 单位 }}（盖章）"), WIDTH - INNER - OUTER),
    ]


def _signatures(offices: Sequence[str], wide: float) -> str:
    """Return where two offices sign side by side: their names, who is responsible, the day."""
    half = wide / 2
    lines = ("负责人（签字）：＿＿＿＿", "＿＿＿＿年＿＿月＿＿日")
    cells = "".join(
        cell(half, "".join(paragraph("签字", text) for text in (office, *lines)), "top") for office in offices
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(wide)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(half)}"/><w:gridCol w:w="{twips(half)}"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


_REQUIRED = (
    paragraph("小表格", "{{ 行.要求 }}")
    + tag("if 行.节点")
    + paragraph("小表格", "调度节点：{{ 行.节点 }}")
    + tag("endif")
    + tag("if 行.答疑")
    + paragraph("小表格", "{{ 行.答疑 }}")
    + tag("endif")
)


_TASK = (
    paragraph("小表格", "{{ 行.事项 }}")
    + tag("if 行.条件")
    + paragraph("小表格", "（前提：{{ 行.条件 }}）")
    + tag("endif")
)


def _of_unit(among: str) -> list[str]:
    """Return the list of a unit's tasks, with a column of supporting units only where there is one."""
    return [
        tag("if 有配合"),
        sectioned(_columns(42, ("配合单位", "{{ 行.配合单位 }}", 22)), among),
        tag("else"),
        sectioned(_columns(64), among),
        tag("endif"),
    ]


def _columns(clause: float, *more: tuple[str, str, float]) -> list[Column]:
    return [
        Column("序号", "{{ 行.序号 }}", 10, True),
        Column("编号", "{{ 行.编号 }}", 19, True),
        Column("目标任务", _TASK, 45),
        Column("要求及时限", _REQUIRED, 41),
        Column("依据（规划原文）", "{{ 行.依据 }}", clause),
        Column("牵头单位", "{{ 行.牵头单位 }}", 23),
        *(Column(*one) for one in more),
        Column("佐证要求", "{{ 行.佐证要求 }}", 23),
    ]


def _of_all() -> list[str]:
    columns = [
        Column("序号", "{{ 行.序号 }}", 10, True),
        Column("编号", "{{ 行.编号 }}", 19, True),
        Column("目标任务", _TASK, 43),
        Column("要求及时限", _REQUIRED, 41),
        Column("依据（规划原文）", "{{ 行.依据 }}", 45),
        Column("{{ 牵头称谓 }}", "{{ 行.牵头单位 }}", 22),
        Column("{{ 责任称谓 }}", "{{ 行.责任单位 }}", 23),
        Column("{{ 配合称谓 }}", "{{ 行.配合单位 }}", 22),
    ]
    return [
        paragraph("公文标题", "{{ 标题 }}"),
        paragraph(
            "表下注",
            "根据{{ 规划 }}{% if 调度 %}和{{ 调度 }}分工{% endif %}编制，共 {{ 任务数 }} 项{% if 范围 %}（{{ 范围 }}）{% endif %}。",
        ),
        sectioned(columns, "清单"),
    ]


def checklist() -> bytes:
    """Return the template of the 督察清单: what is looked at, and where what is found is written in."""
    body = [
        paragraph("公文标题", "{{ 标题 }}"),
        paragraph(
            "表下注",
            "督察单位：{{ 发文机关 }}　　被督察单位：{% if 单位 %}{{ 单位 }}{% else %}＿＿＿＿＿＿{% endif %}　　"
            "督察日期：＿＿＿＿年＿＿月＿＿日",
        ),
        paragraph(
            "表下注",
            "依据：{{ 规划 }}{% if 调度 %}，{{ 调度 }}{% endif %}。共 {{ 任务数 }} 项{% if 范围 %}（{{ 范围 }}）{% endif %}。",
        ),
        tag("if 列填报"),
        sectioned(_looked_at(True), "清单"),
        tag("else"),
        sectioned(_looked_at(False), "清单"),
        tag("endif"),
        *(paragraph("表下注", text) for text in _NOTES),
        paragraph("表下注"),
        _signatures(("督察单位（盖章）：{{ 发文机关 }}", "被督察单位（盖章）：{{ 单位 }}"), 225),
        section(landscape=True, references=AROUND, ends=True),
    ]
    return packed("".join(body), styles(_OWN), fonts(), PIECES, "督察清单")


_NOTES = (
    "注：1.“是否属实”对照佐证原件选一项；没有查看的不选。单位填报和已列佐证，在查看以前均未核。",
    "2.“检查方式”写查阅资料、实地查看、座谈询问等。不写个人信息，不写涉密内容。",
    "3.查后登记：“是否属实”记入核定单的“佐证核查”；发现问题在调度台账的“问题”表一项登记一行，写明来源、交办日期、整改时限。",
)
_TRUE = "".join(paragraph("小表格", text) for text in ("□属实", "□不符", "□未附"))


def _looked_at(reported: bool) -> list[Column]:
    """Return the columns of a checklist, with what its unit `reported` or with more room for what is found."""
    task = _TASK + paragraph("小表格", "依据：{{ 行.依据 }}")
    told = [Column("单位填报", "{{ 行.填报 }}", 36)] if reported else []
    found = (25, 20) if reported else (42, 33)
    narrow = 42 if reported else 48
    return [
        Column("序号", "{{ 行.序号 }}", 10, True),
        Column("编号", "{{ 行.编号 }}", 19, True),
        Column("事项和依据", task, narrow),
        Column("要求及时限", _REQUIRED, 41),
        Column("查看材料", "{{ 行.佐证要求 }}", 20),
        *told,
        Column("检查方式", "", 17),
        Column("检查情况", "", found[0]),
        Column("是否属实", _TRUE, 17),
        Column("发现问题", "", found[1]),
        Column("备注", "", 10),
    ]


def sectioned(columns: Sequence[Column], among: str) -> str:
    """Return a table of small letters, its head on every page, with a line for each section above the section's rows.

    A cell that is more than a tag is ready as it is.
    """
    whole = sum(one.width for one in columns)
    grid = "".join(f'<w:gridCol w:w="{twips(one.width)}"/>' for one in columns)
    heads = "".join(cell(one.width, paragraph("小表头", one.head)) for one in columns)
    cells = "".join(cell(one.width, _ready(one)) for one in columns)
    inside = [
        _tag_row(f"for 节 in {among}", len(columns)),
        _across("节名", "{{ 节.章节 }}（{{ 节.项数 }} 项）", whole, len(columns)),
        _tag_row("for 条 in 节.条", len(columns)),
        _across("条名", "{{ 条.条目 }}", whole, len(columns)),
        _tag_row("for 行 in 条.行", len(columns)),
        f"<w:tr>{_WHOLE}{cells}</w:tr>",
        *(_tag_row("endfor", len(columns)) for _ in range(3)),
    ]
    rows = "".join(inside)
    return (
        f"<w:tbl>{table_look(whole, 28)}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"
    )


_WHOLE = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(8)}" w:hRule="atLeast"/></w:trPr>'


def _across(style: str, text: str, whole: float, columns: int) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell(whole, paragraph(style, text), span=columns)}</w:tr>"


def _ready(one: Column) -> str:
    return one.cell if one.cell.startswith("<w:") else paragraph(f"小表格{'居中' if one.centred else ''}", one.cell)


def _tag_row(words: str, columns: int) -> str:
    return f"<w:tr>{cell(20, paragraph('小表格', f'{{%tr {words} %}}'), span=columns)}</w:tr>"
