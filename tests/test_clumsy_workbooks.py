"""Workbooks as offices send them: each is read to the last cell, or told by its kind with what to do."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from helpers.workbooks import (
    LINKS,
    MAIN,
    SHEET,
    Bare,
    Raw,
    Value,
    book,
    cell,
    changed,
    data,
    escape,
    lines,
    number,
    packed,
    part,
    sheet,
)

from fazhi_check.examine import Checker
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan

DAY = 45063  # 2023-05-17, in days of the epoch of 1900
EMPTY_ROWS = "".join(
    f'<row r="{row}" s="2" customFormat="1">'
    + "".join(f'<c r="{letter}{row}" s="2"/>' for letter in "ABCDEFGHIJKLMN")
    + "</row>"
    for row in range(20, 20_000)
)


def look(raw: bytes, plan: Plan, name: str = "天山区.xlsx") -> FileReport:
    """Check a workbook against the small plan."""
    return Checker(plan).workbook(name, raw)


@pytest.fixture(scope="module")
def usual(small: Plan) -> FileReport:
    """What the usual sheet says."""
    return look(book(), small)


def told(report: FileReport) -> Counter[tuple[str, str]]:
    """Return what a report tells, place aside."""
    return Counter((one.code, str(one)) for one in report.all_findings)


def shared(content: Sequence[Sequence[Value]] | None = None, wrap: Callable[[str], str] = "<t>{}</t>".format) -> bytes:
    """Return the usual workbook with its texts shared, each as `wrap` has it."""
    texts: list[str] = []

    def draw(value: Value, place: str) -> str:
        if isinstance(value, str) and not isinstance(value, Raw):
            texts.append(f"<si>{wrap(escape(value))}</si>")
            return f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>'
        return cell(value, place)

    inside = data(lines() if content is None else content, draw)
    return book(inside, sharedStrings_xml=part("sst", "".join(texts)))


def rich(text: str) -> str:
    """Return a text in two runs of other colours, with a reading above them that is no part of it."""
    run = "<r><rPr><b/><color rgb='FFFF0000'/><sz val='11'/><rFont val='宋体'/></rPr><t xml:space='preserve'>{}</t></r>"
    return run.format(text[:2]) + run.format(text[2:]) + "<rPh sb='0' eb='1'><t>读音</t></rPh><phoneticPr fontId='1'/>"


def as_formulas(value: Value, place: str) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="str"><f>IF(TRUE,"x&amp;y")</f><v>{escape(value)}</v></c>'
    return cell(value, place)


def without_places(value: Value, place: str) -> str:
    return cell(value, place).replace(f' r="{place}"', "")


def full(content: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """Return lines with a blank cell wherever nothing stands."""
    return [[Raw("<c/>") if value is None else value for value in line] or [Raw("<c/>")] for line in content]


def with_prefix(markup: str) -> str:
    """Return the markup of a part with a prefix before the name of each element."""
    import re

    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", markup).replace('xmlns="', 'xmlns:x="')


def renamed(raw: bytes, name: Callable[[str], str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a workbook with its parts called otherwise."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return packed({name(one): archive.read(one) for one in archive.namelist()}, method)


def replaced(raw: bytes, *pairs: tuple[str, str, str]) -> bytes:
    """Return a workbook with a text in one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    for name, old, new in pairs:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    return packed(parts)


def by_openpyxl() -> bytes:
    """Return the usual workbook as openpyxl writes it, filter, notes, drop-downs, widths and all."""
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    made = openpyxl.Workbook()
    page = made.active
    page.title = "填报"
    for row, line in enumerate(lines(), 1):
        for column, value in enumerate(line, 1):
            page.cell(row, column, value)
    page["A7"].comment = Comment("编号不要改", "市办")
    page.auto_filter.ref = "A7:K11"
    page.freeze_panes = "B8"
    page.add_data_validation(DataValidation("list", '"已完成,推进中"', sqref="C8:C11"))
    page.row_dimensions[9].hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


ODD_STYLES = part(
    "styleSheet",
    "<fonts><font><family val='99'/><sz val='x'/></font></fonts><fills><fill/><fill><patternFill patternType='odd'/></fill>"
    "</fills><borders/><cellXfs><xf numFmtId='0' fontId='77' fillId='-1'/></cellXfs><cellStyles><cellStyle xfId='9'/>"
    "</cellStyles><dxfs><dxf><numFmt numFmtId='0' formatCode='0.0%'/></dxf></dxfs><tableStyles/>",
)
OUTSIDE = (
    f'<Relationship Id="rId90" Type="{LINKS}/externalLink" Target="externalLinks/externalLink1.xml"/>'
    f'<Relationship Id="rId91" Type="{LINKS}/worksheet" Target="file:///etc/passwd" TargetMode="External"/>'
)
BESIDE = (
    "<autoFilter ref='A7:K11'><filterColumn colId='2'><filters><filter val='推进中'/></filters></filterColumn></autoFilter>"
    "<conditionalFormatting sqref='A1'><cfRule type='odd' priority='x'><formula>#REF!</formula></cfRule></conditionalFormatting>"
    "<dataValidations count='1'><dataValidation type='list' sqref='不是位置'><formula1>别处!$A$1</formula1></dataValidation>"
    "</dataValidations><hyperlinks><hyperlink ref='A1' r:id='rId404'/></hyperlinks><drawing r:id='rId9'/>"
    "<legacyDrawing r:id='rId8'/><extLst><ext uri='odd'><x14:sparklineGroups xmlns:x14='urn:x' xmlns:xm='urn:y'>"
    "<xm:f>别处!A1</xm:f><x14:c r='A1'><x14:v>丢</x14:v></x14:c></x14:sparklineGroups></ext></extLst>"
)
HIDDEN = {"x": '<row r="9" hidden="1">', "y": '<row r="9">'}

# What says the same as the usual sheet, however it is stored.
SAME: dict[str, Callable[[], bytes]] = {
    "texts in the cells": book,
    "shared texts": shared,
    "rich texts": lambda: shared(wrap=rich),
    "rich texts in the cells": lambda: book(
        data(
            lines(),
            lambda v, p: f'<c r="{p}" t="inlineStr"><is>{rich(v)}</is></c>' if isinstance(v, str) else cell(v, p),
        )
    ),
    "texts of formulas": lambda: book(data(lines(), as_formulas)),
    "formulas without text beside": lambda: book(
        data(changed("1.1.1-02", 存在问题=Raw('<c{r} t="str"><f>IF(1,"")</f><v></v></c>')))
    ),
    "a wrong dimension (WPS)": lambda: book(before='<dimension ref="A1"/>'),
    "a dimension that is too large": lambda: book(before='<dimension ref="A1:XFD1048576"/>'),
    "a dimension that is none": lambda: book(before='<dimension ref="#REF!"/>'),
    "cells without their places": lambda: book(data(full(lines()), without_places)),
    "a prefix before every element": lambda: Bare(
        {"填报": with_prefix(sheet(data(lines())))}, {"xl/styles.xml": ODD_STYLES}
    ).packed(),
    "the strict kind": lambda: replaced(
        book(), (SHEET, MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), ("xl/workbook.xml", LINKS, "urn:strict")
    ),
    "a part in UTF-16": lambda: Bare(
        {"填报": sheet(data(lines())).replace("UTF-8", "UTF-16").encode("utf-16")}  # type: ignore[dict-item]
    ).packed(),
    "a byte order mark in a part": lambda: Bare({"填报": "\ufeff" + sheet(data(lines()))}).packed(),
    "backslashes in the names of parts": lambda: renamed(book(), lambda name: name.replace("/", "\\")),
    "other capitals in the names of parts": lambda: renamed(book(), str.upper),
    "whole paths as targets": lambda: replaced(
        book(), ("xl/_rels/workbook.xml.rels", "worksheets/", "/xl/worksheets/")
    ),
    "no list of types": lambda: renamed(book(), lambda name: name.replace("[Content_Types]", "other")),
    "no root relations": lambda: renamed(book(), lambda name: name.replace("_rels/.rels", "other")),
    "not compressed": lambda: renamed(book(), str, zipfile.ZIP_STORED),
    "days as dates": lambda: book(
        data(changed("1.1.1-01", 佐证日期=number(44698, "day"), 完成日期=number(44701, "day")))
    ),
    "days in a Chinese format": lambda: book(data(changed("1.1.1-01", 佐证日期=number(44698, "chinese")))),
    "days with a time": lambda: book(data(changed("1.1.1-01", 佐证日期=number("44698.604166666664", "day")))),
    "days counted from 1904": lambda: Bare(
        {"填报": sheet(data(changed("1.1.1-01", 佐证日期=number(44698 - 1462, "day"))))},
        properties='<workbookPr date1904="1"/>',
    ).packed(),
    "days as ISO dates": lambda: book(
        data(changed("1.1.1-01", 佐证日期=Raw('<c{r} t="d"><v>2022-05-17T00:00:00</v></c>')))
    ),
    "a month by its format": lambda: book(data(changed("1.2.1-01", 佐证日期=number(45092, "month")))),
    "a day without marks": lambda: book(data(changed("1.1.1-01", 佐证日期="20220517"))),
    "a day without marks, as a number": lambda: book(data(changed("1.1.1-01", 佐证日期=20220517))),
    "a day without marks in a cell of dates": lambda: book(data(changed("1.1.1-01", 佐证日期=number(20220517, "day")))),
    "a percentage": lambda: book(data(changed("1.2.1-07", 数值=number("0.98499999999999999", "share")))),
    "a number": lambda: book(data(changed("1.2.1-01", 数值=60))),
    "a number with places": lambda: book(data(changed("1.2.1-01", 数值=number("60.0", "two")))),
    "a number with an exponent": lambda: book(data(changed("1.2.1-01", 数值=Raw("<c{r}><v>6E1</v></c>")))),
    "a number that a formula gives": lambda: book(
        data(changed("1.2.1-01", 数值=Raw("<c{r}><f>30*2</f><v>60</v></c>")))
    ),
    "a number that an outside file gives": lambda: Bare(
        {"填报": sheet(data(changed("1.2.1-01", 数值=Raw("<c{r}><f>[1]Sheet1!A1</f><v>60</v></c>"))))},
        {"xl/externalLinks/externalLink1.xml": "<externalLink><!-- never read"},
        links=OUTSIDE,
    ).packed(),
    "digits of full width": lambda: book(
        data(changed("1.1.1-01", 佐证日期="２０２２-０５-１７", 完成日期="２０２２０５２０"))
    ),
    "dashes and 无 where there is nothing": lambda: book(
        data(changed("1.1.1-02", 佐证类型="——", 佐证标题="无", 文号="/", 佐证日期="—", 存在问题="无", 数值="-"))
    ),
    "blanks at the ends": lambda: book(
        data(changed("1.1.1-02", 状态=" 推进中 ", 进展情况="正在起草。\u3000 \n", 存在问题="  "))
    ),
    "blank cells and rows with a format": lambda: book(
        data(lines()).replace("</sheetData>", EMPTY_ROWS + "</sheetData>")
    ),
    "a format in the last cell of all": lambda: book(
        data(lines()).replace("</sheetData>", '<row r="1048576" hidden="1"><c r="XFD1048576" s="2"/></row></sheetData>')
    ),
    "whole columns with a format": lambda: book(before='<cols><col min="1" max="16384" width="9" style="2"/></cols>'),
    "hidden rows": lambda: book(data(lines()).replace('<row r="9">', '<row r="9" hidden="1">')),
    "hidden columns": lambda: book(
        before='<cols><col min="2" max="5" width="0"/><col min="11" max="11" hidden="1"/></cols>'
    ),
    "a filter left on": lambda: book(data(lines()).replace('<row r="9">', '<row r="9" hidden="1">'), after=BESIDE),
    "drawings, rules and drop-downs that are broken": lambda: book(after=BESIDE, drawings__drawing1_xml="<broken"),
    "styles that are broken": lambda: book(styles_xml=ODD_STYLES),
    "styles that are not there": lambda: book(data(lines(), lambda v, p: cell(v, p).replace("<c ", '<c s="999" '))),
    "no styles at all": lambda: renamed(book(), lambda name: name.replace("styles.xml", "other.xml")),
    "names that lead nowhere": lambda: Bare(
        listed='<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="7">#REF!</definedName></definedNames>'
    ).packed(),
    "macros": lambda: book(vbaProject_bin=b"\0macro", macrosheets__sheet9_xml="<broken"),
    "a title above": lambda: book(
        data([["甲市2023年度法治政府建设填报表"], *lines()]),
        after='<mergeCells><mergeCell ref="A1:K1"/></mergeCells>',
    ),
    "a merged group": lambda: book(
        after='<mergeCells count="2"><mergeCell ref="$B$8:$B$9"/><mergeCell ref="A30:XFD1048576"/></mergeCells>'
    ),
    "definitions below the heads": lambda: book(
        data([[f"{v}\n（填写说明）" if line and line[0] == "编号" else v for v in line] for line in lines()])
    ),
    "_x000D_ at the ends of lines": lambda: shared(changed("1.1.1-02", 进展情况="正在起草。_x000D_\n")),
    "the sheet called otherwise": lambda: Bare({"Sheet1": sheet(data(lines()))}).packed(),
    "empty sheets beside": lambda: Bare(
        {"Sheet2": sheet("<sheetData/>"), "填报": sheet(data(lines())), "Sheet3|state='hidden'": sheet("")}
    ).packed(),
    "sheets of charts beside": lambda: replaced(
        Bare({"填报": sheet(data(lines())), "图": "<chartsheet/>"}).packed(),
        ("xl/_rels/workbook.xml.rels", 'worksheet" Target="worksheets/sheet2', 'chartsheet" Target="chartsheets/none'),
    ),
    "sheets in another order than their parts": lambda: Bare(
        {"填报": sheet(data(lines())), "另": sheet("<sheetData/>")},
    ).packed(),
    "as openpyxl writes it": by_openpyxl,
    "bytes before and behind": lambda: book() + b"\0" * 100,
}


@pytest.mark.parametrize("name", SAME)
def test_it_is_read_as_the_usual_sheet(name, small, usual):
    raw = SAME[name]()
    report = look(raw, small)
    assert report.entries == usual.entries
    assert told(report) == told(usual)
