"""How a paper looks by GB/T 9704-2012: page, line grid, fonts, styles, page numbers, tables.

Lengths are in millimetres, sizes in points. Each function returns WordprocessingML as text; what stands in double braces
or {% %} in it is filled in later by the program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

SONG, FANG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# What stands in for a font where it is not installed.
_ELSE: Final = {SONG: "小标宋", FANG: "仿宋", HEI: "SimHei", KAI: "楷体", PLAIN: "SimSun"}
# Sizes (号) in points.
TWO, THREE, FOUR, SMALL_FOUR, FIVE = 22, 16, 14, 12, 10.5
# The page, its margins, and a line: 22 of 28 characters in a type area of 156 by 225.
WIDTH, HEIGHT = 210, 297
TOP, BOTTOM, INNER, OUTER = 37, 35, 28, 26
FOOT: Final = 24  # where the page number stands, from the lower edge
_LINES, _CHARACTERS = 22, 28


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, never longer than it is."""
    return int(millimetres * 1440 / 25.4)


LINE: Final = twips(HEIGHT - TOP - BOTTOM) // _LINES
# By how much a character of the text is set closer than its size, in twentieths of a point: 28 of them fill a line. A
# grid of characters would say the same, but some programs take it for one of the default size.
_CLOSER: Final = twips(WIDTH - INNER - OUTER) // _CHARACTERS - THREE * 20


def fonts() -> str:
    """Return the table of fonts, each with what stands in for it."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in _ELSE.items()
    )


class Style(NamedTuple):
    """A style of paragraphs: its name, font and size; `align` left, center, right or both.

    `indent` is that of the first line, `right` the room on the right, both in characters; `bold` as it says. With
    `grid` it stands on the line grid; others are as high as they are. `colour` as RRGGBB, `keep` with what follows.
    """

    name: str
    font: str = FANG
    size: float = THREE
    align: str = "both"
    indent: int = 2
    right: int = 0
    grid: bool = True
    keep: bool = False
    colour: str = ""
    before: int = 0  # lines above it, in hundredths


# The styles that papers are made of; offices change these in their own templates.
STYLES: Final = (
    Style("正文"),
    Style("公文标题", SONG, TWO, "center", 0, keep=True),
    Style("主送机关", indent=0, align="left"),
    Style("一级标题", HEI, keep=True),
    Style("二级标题", KAI, keep=True),
    Style("附件说明", align="left", keep=True),
    Style("附件续行", align="left", indent=5, keep=True),
    Style("署名", align="right", indent=0, right=4, keep=True),
    Style("成文日期", align="right", indent=0, right=4),
    Style("附件序号", HEI, align="left", indent=0, keep=True),
    Style("表头", HEI, SMALL_FOUR, "center", 0, grid=False),
    Style("表格", FANG, SMALL_FOUR, "left", 0, grid=False),
    Style("表格居中", FANG, SMALL_FOUR, "center", 0, grid=False),
    Style("小表头", HEI, FIVE, "center", 0, grid=False),
    Style("小表格", FANG, FIVE, "left", 0, grid=False),
    Style("小表格居中", FANG, FIVE, "center", 0, grid=False),
    Style("表注", FANG, SMALL_FOUR, "left", 0, grid=False),
    Style("版记", FANG, FOUR, "left", 0, grid=False),
    Style("样稿标记", HEI, align="left", indent=0),
    Style("眉首样稿", HEI, FOUR, "right", 0, grid=False),
    Style("页码单", PLAIN, FOUR, "right", 0, right=1, grid=False),
    Style("页码双", PLAIN, FOUR, "left", 0, grid=False),
)
_NORMAL: Final = "正文"


def styles(more: Sequence[Style] = ()) -> str:
    """Return the styles, the first of them the one that text has by itself, and `more` of a single paper."""
    base = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_face(FANG, THREE, _KERN)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    return base + "".join(map(_style, (*STYLES, *more)))


_KERN: Final = '<w:kern w:val="2"/>'


def _style(one: Style) -> str:
    normal = one.name == _NORMAL
    default = ' w:default="1"' if normal else ""
    based = "" if normal else f'<w:basedOn w:val="{_NORMAL}"/>'
    colour = f'<w:color w:val="{one.colour}"/>' if one.colour else ""
    colour += f'<w:spacing w:val="{_CLOSER}"/>' if one.size == THREE else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{one.name}"><w:name w:val="{"Normal" if normal else one.name}"/>'
        f"{based}<w:qFormat/><w:pPr>{_setting(one)}</w:pPr><w:rPr>{_face(one.font, one.size, colour)}</w:rPr></w:style>"
    )


def _setting(one: Style) -> str:
    keep = "<w:keepNext/>" if one.keep else ""
    # Larger letters take the line that they need: on the grid some programs give each two.
    snap = "" if one.grid and one.size <= THREE else '<w:snapToGrid w:val="0"/>'
    height = f'w:line="{LINE}" w:lineRule="exact"' if one.grid else 'w:line="240" w:lineRule="auto"'
    if one.size > THREE and one.grid:  # a large line has room for its letters
        height = f'w:line="{max(LINE, int(one.size * 30))}" w:lineRule="exact"'
    right = f' w:rightChars="{one.right * 100}" w:right="{int(one.right * one.size * 20)}"' if one.right else ""
    first = f'w:firstLineChars="{one.indent * 100}" w:firstLine="{int(one.indent * one.size * 20)}"'
    before = f'w:beforeLines="{one.before}" w:before="{LINE * one.before // 100}" ' if one.before else ""
    return f'{keep}<w:widowControl w:val="0"/>{snap}<w:spacing {before}{height}/><w:ind {first}{right}/><w:jc w:val="{one.align}"/>'


def _face(font: str, size: float, between: str = "") -> str:
    """Return a font and size: the font named for every kind of letter, since Word asks for each.

    What else is said of letters stands `between` them: Word takes these in one order only.
    """
    half = int(size * 2)
    return (
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'
        f'{between}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )


def run(text: str, font: str = "", size: float = 0, bold: bool = False) -> str:
    """Return a run of text, in another font and size than its paragraph's where they are given."""
    heavy = "<w:b/>" if bold else ""
    look = _face(font, size or THREE, heavy) if font else heavy
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, *texts: str, more: str = "") -> str:
    """Return a paragraph of plain texts and ready runs; `more` are properties of its own."""
    runs = "".join(text if text.startswith("<w:") else run(text) for text in texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def tag(words: str) -> str:
    """Return a paragraph that only holds a tag ({%p … %}): the program takes it out."""
    return paragraph(_NORMAL, f"{{%p {words} %}}")


class Column(NamedTuple):
    """A column of a table: its head, what stands in each row (a tag), its width, whether it is centred."""

    head: str
    cell: str
    width: float
    centred: bool = False


def table(
    columns: Sequence[Column],
    each: str,
    among: str,
    small: bool = False,
    sums: str = "",
    note: str = "",
    height: float = 6,
    below: tuple[str, str] | None = None,
) -> str:
    """Return a table with a head that repeats on every page and a row for `each` of `among`, then one for each of `sums`.

    A `small` one has smaller letters and less room at the sides of its cells; its sums stand in the letters of the head.
    A `note` on the whole is the last row. Rows are at least so high (`height`). `below` is a tag and a text that stands in
    a row of its own below each where the tag holds something.
    """
    head, text, middle = (f"{'小' if small else ''}{name}" for name in ("表头", "表格", "表格居中"))
    grid = "".join(f'<w:gridCol w:w="{twips(one.width)}"/>' for one in columns)
    heads = "".join(cell(one.width, paragraph(head, one.head)) for one in columns)
    last = _rows(columns, each, sums, (head, head), height) if sums else ""
    if note:
        last += f"<w:tr>{_whole(height)}{cell(sum(one.width for one in columns), paragraph(text, note), span=len(columns))}</w:tr>"
    return (
        f"<w:tbl>{table_look(sum(one.width for one in columns), 28 if small else 57)}<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
        f"{_rows(columns, each, among, (text, middle), height, below)}{last}</w:tbl>"
    )


def _rows(
    columns: Sequence[Column],
    each: str,
    among: str,
    looks: tuple[str, str],
    height: float,
    below: tuple[str, str] | None = None,
) -> str:
    """Return a row for each of some, in the styles of a cell and of a centred one; short ones stay on one page."""
    cells = "".join(cell(one.width, paragraph(looks[one.centred], one.cell)) for one in columns)
    start, end = (_tag_row(words, len(columns)) for words in (f"for {each} in {among}", "endfor"))
    more = ""
    if below:
        wide = cell(sum(one.width for one in columns), paragraph(looks[0], below[1]), span=len(columns))
        first, last = (_tag_row(words, len(columns)) for words in (f"if {below[0]}", "endif"))
        more = f"{first}<w:tr>{_whole(height)}{wide}</w:tr>{last}"
    return f"{start}<w:tr>{_whole(height)}{cells}</w:tr>{more}{end}"


def _whole(height: float) -> str:
    """Return the properties of a row that stays on one page."""
    return f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/></w:trPr>'


def table_look(width: float, inset: int = 57) -> str:
    """Return the properties of a table: ruled, of one width, its columns as wide as they are told.

    `inset` is the room at the sides of its cells, in twentieths of a point.
    """
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{inset}" w:type="dxa"/>'
        f'<w:right w:w="{inset}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )


def cell(width: float, body: str, align: str = "center", span: int = 1) -> str:
    """Return a cell of a table."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{over}<w:vAlign w:val="{align}"/></w:tcPr>{body}</w:tc>'


def _tag_row(words: str, columns: int) -> str:
    """Return a row that only holds a tag ({%tr … %}): the program takes it out."""
    return f"<w:tr>{cell(20, paragraph('表格', f'{{%tr {words} %}}'), span=columns)}</w:tr>"


def imprint(copies: str, issuer: str, printed: str) -> str:
    """Return the foot of a paper (版记): to whom copies go, who had it printed and when, between rules.

    It stands at the lower edge of the text on the page where the paper ends. The outer rules are thicker than the inner.
    """
    wide, half = WIDTH - INNER - OUTER, (WIDTH - INNER - OUTER) / 2
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", 8), ("bottom", 8), ("insideH", 6))
    )
    right = paragraph(
        "版记", printed, more='<w:ind w:firstLine="0" w:rightChars="100" w:right="280"/><w:jc w:val="right"/>'
    )
    return (
        f'{paragraph("版记")}<w:tbl><w:tblPr><w:tblpPr w:horzAnchor="margin" w:vertAnchor="margin" w:tblpXSpec="center" w:tblpYSpec="bottom"/>'
        f'<w:tblW w:w="{twips(wide)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(half)}"/><w:gridCol w:w="{twips(half)}"/></w:tblGrid>'
        f"<w:tr>{cell(wide, _printed(copies), span=2)}</w:tr>"
        f"<w:tr>{cell(half, _printed(issuer))}{cell(half, right)}</w:tr></w:tbl>{paragraph('版记')}"
    )


def _printed(text: str) -> str:
    """Return a line of the imprint: one character of room on both sides."""
    return paragraph(
        "版记", text, more='<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280" w:firstLine="0"/>'
    )


def section(
    landscape: bool = False, references: Mapping[str, str] | None = None, first: bool = False, ends: bool = False
) -> str:
    """Return what the pages before it look like; as a paragraph where another kind of page follows (not `ends`).

    `references` are its headers and footers (see `package.Piece`), by `footer default`, `footer even`, `header first` …;
    with `first` the first page has its own.
    """
    named = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{rel}"/>'
        for (kind, page), rel in ((key.split(), rel) for key, rel in (references or {}).items())
    )
    across, down = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
    # Turned, the page keeps its binding: what was inner is above.
    top, bottom, left, right = (INNER, OUTER, BOTTOM, TOP) if landscape else (TOP, BOTTOM, INNER, OUTER)
    turned = ' w:orient="landscape"' if landscape else ""
    inside = (
        f'{named}<w:type w:val="nextPage"/><w:pgSz w:w="{twips(across)}" w:h="{twips(down)}"{turned}/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}" '
        f'w:header="{twips(15)}" w:footer="{twips(min(FOOT, bottom - 9))}" w:gutter="0"/>{"<w:titlePg/>" if first else ""}'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'
    )
    made = f"<w:sectPr>{inside}</w:sectPr>"
    return made if ends else f'<w:p><w:pPr><w:pStyle w:val="正文"/>{made}</w:pPr></w:p>'


def number(odd: bool) -> str:
    """Return the number of a page between dashes: on odd pages on the right, a character in, on even ones on the left."""
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' if kind != "PAGE" else f"<w:r>{_PAGE}</w:r>"
        for kind in ("begin", "PAGE", "separate")
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    inset = "" if odd else '<w:ind w:leftChars="100" w:left="280" w:firstLine="0"/>'
    return paragraph("页码单" if odd else "页码双", run("— "), field, run("1"), end, run(" —"), more=inset)


_PAGE: Final = '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
