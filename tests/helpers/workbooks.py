"""Workbooks written by hand, part by part, so that any of them can be as odd as those that offices send."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

Parts: TypeAlias = dict[str, str | bytes]
# What stands in a cell: a text or number, or the markup of the cell without its place (`<c{r} t="b"><v>1</v></c>`).
Value: TypeAlias = "str | int | float | Raw | None"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKED = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET = "xl/worksheets/sheet1.xml"

LABELS: tuple[tuple[str, Value], ...] = (
    ("规划", "small"),
    ("单位", "甲市"),
    ("层级", "市级"),
    ("代码", "650100"),
    ("截至", "2023-08-30"),
)
HEADS = ["编号", "事项", "状态", "进展情况", "佐证类型", "佐证标题", "文号", "佐证日期", "完成日期", "数值", "存在问题"]
COLUMN = {head: number for number, head in enumerate(HEADS)}
ROWS: tuple[tuple[Value, ...], ...] = (
    (
        "1.1.1-01",
        "设立机构",
        "已完成",
        "已设立。",
        "文件",
        "关于设立的通知",
        "甲发〔2022〕5号",
        "2022-05-17",
        "2022-05-20",
    ),
    ("1.1.1-02", "完善制度", "推进中", "正在起草。"),
    ("1.2.1-01", "建成服务站点", "推进中", None, "数据", "站点统计", None, "2023-06", None, "60"),
    (
        "1.2.1-07",
        "规范性文件一律报备",
        "持续开展",
        None,
        "数据",
        "报备统计",
        None,
        "2023-06-30",
        None,
        "98.5%",
        "个别迟报",
    ),
)
FIRST = len(LABELS) + 3  # the row of the first target; above it stands that of the heads, above that a blank one


class Raw(str):
    """The markup of a cell, with {r} where its place goes."""


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell(value: Value, place: str) -> str:
    """Return the markup of a cell."""
    if isinstance(value, Raw):
        return value.replace("{r}", f' r="{place}"')
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def lines(rows: Sequence[Sequence[Value]] = ROWS, labels: Iterable[Sequence[Value]] = LABELS) -> list[list[Value]]:
    """Return all lines of a sheet: labels, a blank one, heads, rows."""
    return [*map(list, labels), [], list(HEADS), *map(list, rows)]


def changed(target: str, **values: Value) -> list[list[Value]]:
    """Return the lines of the usual sheet with other values in the row of a target, by head."""
    rows = [[*row, *[None] * (len(HEADS) - len(row))] for row in ROWS]
    row = next(row for row in rows if row[0] == target)
    for head, value in values.items():
        row[COLUMN[head]] = value
    return lines(rows)


def data(content: Iterable[Sequence[Value]], draw: Callable[[Value, str], str] = cell) -> str:
    """Return lines as the markup of a sheet's data."""
    rows = []
    for number, line in enumerate(content, 1):
        cells = [draw(value, f"{letters(column)}{number}") for column, value in enumerate(line) if value is not None]
        if cells:
            rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f"<sheetData>{''.join(rows)}</sheetData>"


def part(name: str, inside: str, attributes: str = "") -> str:
    """Return the markup of a part by the name of its outermost element."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{MAIN}" xmlns:r="{LINKS}"{attributes}>{inside}</{name}>'


def sheet(inside: str, before: str = "", after: str = "") -> str:
    """Return the part of a sheet around its data."""
    return part("worksheet", before + inside + after)


# Style 0 is the general one, then formats by what they are for.
FORMATS: Mapping[str, str] = {
    "day": "yyyy-mm-dd",
    "month": 'yyyy"年"m"月"',
    "share": "0.0%",
    "two": "0.00",
    "thousands": "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
}
STYLE = {name: number for number, name in enumerate(FORMATS, 1)} | {"chinese": len(FORMATS) + 1}


def styles() -> str:
    """Return the part of the styles: a general one, the formats above, and one that only Chinese programs know."""
    codes = "".join(f'<numFmt numFmtId="{n}" formatCode={quoteattr(c)}/>' for n, c in enumerate(FORMATS.values(), 164))
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in [0, *range(164, 164 + len(FORMATS)), 31])
    return part("styleSheet", f'<numFmts count="5">{codes}</numFmts><cellXfs count="7">{xfs}</cellXfs>')


def number(value: object, style: str) -> Raw:
    """Return the markup of a number in a style."""
    return Raw(f'<c{{r}} s="{STYLE[style]}"><v>{value}</v></c>')


@dataclass
class Bare:
    """A workbook in the making: its parts by name, to be changed as a test likes.

    `sheets` gives the name of each sheet with its markup, and after a bar what else its entry in the list says.
    """

    sheets: dict[str, str] = field(default_factory=lambda: {"填报": sheet(data(lines()))})
    more: Parts = field(default_factory=dict)
    properties: str = ""
    links: str = ""
    listed: str = ""

    def parts(self) -> Parts:
        """Return all parts."""
        names = [name.partition("|") for name in self.sheets]
        found: Parts = {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
            "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": part(
                "workbook",
                f"{self.properties}<sheets>"
                + "".join(
                    f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}" {rest}/>'
                    for n, (name, _, rest) in enumerate(names, 1)
                )
                + f"</sheets>{self.listed}",
            ),
            "xl/_rels/workbook.xml.rels": _links(
                [
                    *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)),
                    ("styles", "styles.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                ],
                self.links,
            ),
            "xl/styles.xml": styles(),
            **{f"xl/worksheets/sheet{n}.xml": markup for n, markup in enumerate(self.sheets.values(), 1)},
        }
        return found | self.more

    def packed(self) -> bytes:
        """Return the workbook's bytes."""
        return packed(self.parts())


def _links(targets: Iterable[tuple[str, str]], more: str = "") -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{LINKED}">{listed}{more}</Relationships>'


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts as the bytes of an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(inside: str | None = None, before: str = "", after: str = "", **more: str | bytes) -> bytes:
    """Return a workbook with one sheet 填报; further parts are those under xl/, with __ for a slash and _ for a dot."""
    named: Parts = {f"xl/{name.replace('__', '/').replace('_', '.')}": content for name, content in more.items()}
    return Bare({"填报": sheet(data(lines()) if inside is None else inside, before, after)}, named).packed()


def squeezed(pieces: Iterable[bytes], into: str = SHEET, times: int = 1) -> bytes:
    """Return a workbook with a part that is packed piece by piece, `times` over: for parts too large to be held."""
    out, parts = io.BytesIO(), Bare().parts()
    parts.pop(into, None)
    pieces = list(pieces)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open(into, "w", force_zip64=True) as stream:
            stream.write(pieces[0])
            for _ in range(times):
                for piece in pieces[1:-1]:
                    stream.write(piece)
            stream.write(pieces[-1])
    return out.getvalue()


def compound(*streams: str) -> bytes:
    """Return the beginning of an old Office file with streams of these names in its directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    entries = [f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams)]
    return head + b"".join(entries).ljust(1024, b"\0")


def lying(raw: bytes, name: str, size: int) -> bytes:
    """Return an archive whose directory says another size for one of its parts."""
    at = raw.rindex(name.encode()) - 46
    return raw[: at + 24] + struct.pack("<I", size) + raw[at + 28 :]
