"""Workbooks as offices send them: each is read to the last cell, or told by its kind with what to do."""

from __future__ import annotations

import io
import random
import re
import sys
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from helpers.project import SMALL
from helpers.workbooks import (
    HEADS,
    LABELS,
    LINKS,
    MAIN,
    ROWS,
    SHEET,
    Bare,
    Raw,
    Value,
    book,
    cell,
    changed,
    compound,
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
from fazhi_check.source.workbook.book import Book
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.source.workbook.structure import kind_of

DAY = 45063  # 2023-05-17, in days of the epoch of 1900
EMPTY_ROWS = "".join(
    f'<row r="{row}" s="2" customFormat="1">'
    + "".join(f'<c r="{letter}{row}" s="2"/>' for letter in "ABCDEFGHIJKLMN")
    + "</row>"
    for row in range(20, 2_000)
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
    "the heads again, as at the top of a page": lambda: book(data([*lines(ROWS[:2]), list(HEADS), *ROWS[2:]])),
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


# What is told of a sheet beside all that is told of the usual one: code, cell and words. Everything else still counts.
TELLS: dict[str, tuple[Callable[[], bytes], list[tuple[str, str, str]]]] = {
    "an id that became a number": (
        lambda: book(data(changed("1.2.1-01", 编号=number("3.1", "two")))),
        [("FZ205", "填报!A10", "存成了数字或日期")],
    ),
    "an id that became a date": (
        lambda: book(data(changed("1.2.1-01", 编号=number(DAY, "day")))),
        [("FZ205", "填报!A10", "存成了数字或日期")],
    ),
    "an id in digits of full width": (
        lambda: book(data(changed("1.2.1-01", 编号="１.２.１-０１"))),
        [("FZ205", "填报!A10", "是不是 1.2.1-01")],
    ),
    "an id with a character of no width": (
        lambda: book(data(changed("1.2.1-01", 编号="1.2.1\u200b-01"))),
        [("FZ205", "填报!A10", "是不是 1.2.1-01"), ("FZ307", "填报!A10", "U+200B")],
    ),
    "a character of no width": (
        lambda: book(data(changed("1.1.1-02", 进展情况="正在\u200b起草。"))),
        [("FZ307", "填报!D9", "U+200B")],
    ),
    "a formula without a value": (
        lambda: book(data(changed("1.2.1-01", 数值=Raw("<c{r}><f>30*2</f></c>")))),
        [("FZ203", "填报!J10", "“=30*2”不对：公式没有保存结果")],
    ),
    "a formula with an empty value, as openpyxl writes it": (
        lambda: book(data(changed("1.2.1-01", 数值=Raw("<c{r}><f>30*2</f><v/></c>")))),
        [("FZ203", "填报!J10", "公式没有保存结果")],
    ),
    "one formula for many cells, without a value": (
        lambda: book(data(changed("1.2.1-01", 数值=Raw('<c{r}><f t="shared" si="0"/></c>')))),
        [("FZ203", "填报!J10", "公式没有保存结果")],
    ),
    "#N/A": (
        lambda: book(data(changed("1.2.1-01", 数值=Raw('<c{r} t="e"><v>#N/A</v></c>')))),
        [("FZ203", "填报!J10", "“#N/A”不对：公式出错")],
    ),
    "#REF! of a formula": (
        lambda: book(data(changed("1.1.1-02", 进展情况=Raw('<c{r} t="e"><f>#REF!+1</f><v>#REF!</v></c>')))),
        [("FZ203", "填报!D9", "“#REF!”不对：公式出错")],
    ),
    "an id that a formula without a value should make": (
        lambda: book(data(changed("1.2.1-01", 编号=Raw("<c{r}><f>A9</f></c>")))),
        [("FZ203", "填报!A10", "编号的值“=A9”不对：公式没有保存结果")],
    ),
    "an id that a formula failed to make": (
        lambda: book(data(changed("1.2.1-01", 编号=Raw('<c{r} t="e"><f>B9</f><v>#N/A</v></c>')))),
        [("FZ203", "填报!A10", "编号的值“#N/A”不对：公式出错")],
    ),
    "a title that a formula without a value should make": (
        lambda: book(data(changed("1.1.1-01", 佐证标题=Raw("<c{r}><f>A9</f></c>")))),
        [("FZ203", "填报!F8", "“=A9”不对：公式没有保存结果")],
    ),
    "a picture in a cell, as WPS has it": (
        lambda: book(
            data(
                changed("1.1.1-01", 佐证标题=Raw('<c{r} t="str"><f>_xlfn.DISPIMG("A",1)</f><v>=DISPIMG("A",1)</v></c>'))
            )
        ),
        [("FZ203", "填报!F8", "“图片”不对：这一格是图片")],
    ),
    "a picture in a cell, as Excel has it": (
        lambda: book(data(changed("1.1.1-01", 佐证标题=Raw('<c{r} t="e" vm="1"><v>#VALUE!</v></c>')))),
        [("FZ203", "填报!F8", "“图片”不对：这一格是图片")],
    ),
    "pictures that lie on the sheet": (
        lambda: packed(Bare().parts() | {"xl/media/image1.png": b"\x89PNG", "xl/media/image2.jpeg": b"\xff\xd8"}),
        [("FZ108", "填报!A7", "有 2 张图片，没有读取")],
    ),
    "TRUE for a status": (
        lambda: book(data(changed("1.1.1-02", 状态=Raw('<c{r} t="b"><v>1</v></c>')))),
        [("FZ203", "填报!C9", "“TRUE”不对")],
    ),
    "a day for a status": (
        lambda: book(data(changed("1.1.1-02", 状态=number(DAY, "day")))),
        [("FZ203", "填报!C9", "“2023-05-17”不对")],
    ),
    "a percentage for a number of points": (
        lambda: book(data(changed("1.2.1-01", 数值=number("0.6", "share")))),
        [("FZ203", "填报!J10", "“60%”不对")],
    ),
    "a day as its bare number": (
        lambda: book(data(changed("1.1.1-01", 佐证日期=DAY))),
        [("FZ203", "填报!H8", "是不是“2023-05-17”")],
    ),
    "a day without its year": (
        lambda: book(data(changed("1.1.1-01", 佐证日期="5月17日"))),
        [("FZ203", "填报!H8", "写出年份")],
    ),
    "the 29 February of 1900": (
        lambda: book(data(changed("1.1.1-01", 佐证日期=number(60, "day")))),
        [("FZ203", "填报!H8", "“1900-02-29”不对")],
    ),
    "a day that a formula makes of an empty cell": (
        lambda: book(data(changed("1.1.1-01", 佐证日期=number(0, "day")))),
        [("FZ203", "填报!H8", "“1900-01-00”不对")],
    ),
    "other values for one id": (
        lambda: book(data(lines([*ROWS, ("1.1.1-02", "完善制度", "已完成")]))),
        [("FZ104", "填报!C12", "“状态”与第 9 行")],
    ),
    "a sum below": (
        lambda: book(data([*lines(), ["合计", *[None] * 8, "158.5"]])),
        [("FZ108", "填报!A12", "合计，没有读取")],
    ),
    "a remark below": (
        lambda: book(data([*lines(), [], ["备注：以上数据截至八月底"]])),
        [("FZ108", "填报!A13", "第 13 行没有编号")],
    ),
    "a stray word far off": (
        lambda: book(data([*lines(), *[[]] * 80, [*[None] * 200, "杂"]])),
        [("FZ108", "填报!GS92", "第 92 行没有编号")],
    ),
    "a hidden sheet with something in it": (
        lambda: Bare({"填报": sheet(data(lines())), "底稿|state='hidden'": sheet(data([["甲", 1]]))}).packed(),
        [("FZ108", "底稿!A1", "底稿")],
    ),
    "a sheet that is hidden deeper": (
        lambda: Bare({"填报": sheet(data(lines())), "底稿|state='veryHidden'": sheet(data([["甲", 1]]))}).packed(),
        [("FZ108", "底稿!A1", "底稿")],
    ),
    "an older table on a sheet beside": (
        lambda: Bare({"填报": sheet(data(lines())), "上半年": sheet(data(lines(ROWS[:2])))}).packed(),
        [("FZ108", "上半年!A1", "上半年")],
    ),
}


@pytest.mark.parametrize("name", TELLS)
def test_it_is_told_and_the_rest_is_read(name, small, usual):
    make, expected = TELLS[name]
    report = look(make(), small)
    known = told(usual)
    new = [one for one in report.all_findings if (one.code, str(one)) not in known and one.code != "FZ501"]
    assert [(one.code, one.place.cell) for one in new if one.place] == [(code, at) for code, at, _ in expected]
    for one, (_, _, words) in zip(new, expected, strict=True):
        assert words in str(one)
    kept = [target for target in usual.entries if report.entries.get(target) == usual.entries[target]]
    assert len(kept) >= len(usual.entries) - 1


@pytest.mark.parametrize(
    "foot",
    [
        ["单位主要负责人（签字）：张三", None, "审核人：李四", None, "填报人：王五", "联系电话：0991-1234567"],
        ["填报人", "张三", "审核人", "李四", "联系电话", "0991-1234567"],
        [None, "填报人", "张三", "联系电话", "0991-1234567"],
        [None, None, "填报人：张三", None, "李四"],
        [None, None, None, "单位负责人（签字）张三", "王五"],
        [None, None, "制表人:", "张三"],
    ],
)
def test_what_a_signature_line_says_is_kept_nowhere(foot, small, usual):
    report = look(book(data([*lines(), [], foot])), small)
    everything = repr(report.entries) + "".join(map(str, report.all_findings))
    assert [word for word in ("张三", "李四", "王五", "1234567") if word in everything] == []
    assert report.entries == usual.entries


@pytest.mark.parametrize("bad", [Raw("<c{r}><f>X1</f></c>"), Raw('<c{r} t="e"><v>#N/A</v></c>')])
@pytest.mark.parametrize("at", range(len(LABELS)))
def test_a_label_whose_value_cannot_be_read_is_told_once(at, bad, small):
    labels = [(word, bad if number == at else value) for number, (word, value) in enumerate(LABELS)]
    [found] = look(book(data(lines(labels=labels))), small).all_findings
    assert (found.code, found.place and found.place.cell) == ("FZ203", f"填报!B{at + 1}")


def test_a_title_that_speaks_of_a_contact_is_no_signature(small):
    more = (None, None, None, None, "记录", "联系人名册", None, "2022-06")
    report = look(book(data(lines([ROWS[0], more, *ROWS[1:]]))), small)
    assert [one.title for one in report.entries["1.1.1-01"].evidence] == ["关于设立的通知", "联系人名册"]


def archive(*names: str) -> Callable[[], bytes]:
    """Return what makes an archive with parts of these names."""
    return lambda: packed(dict.fromkeys(names, "x"))


PAGE = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>编号</td></tr></table></html>"
BOOK_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

# What is always said: what to do.
ADVICE = (
    "另存为",
    "存成 .xlsx 再用",
    "请核对",
    "再要一份",
    "请先解压",
    "请用密码解压",
    "导出为",
    "改成 .xlsx",
    "要有一行表头",
)

# What cannot be read: the file's name, what makes it, the code, and words that say what it is or what to do.
REFUSED: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "a .xls": ("甲.xls", lambda: compound("Workbook"), "FZ101", "旧版 Excel 表格（.xls）"),
    "a .xls called .xlsx": ("甲.xlsx", lambda: compound("Book"), "FZ101", "旧版 Excel 表格（.xls）"),
    "a .xls of 1992": ("甲.xls", lambda: b"\x09\x04\x06\x00" + bytes(60), "FZ101", "旧版 Excel 表格（.xls）"),
    "a .et of WPS": ("甲.et", lambda: compound("Workbook"), "FZ101", "WPS 表格（.et）"),
    "a password": ("甲.xlsx", lambda: compound("EncryptionInfo", "EncryptedPackage"), "FZ101", "取消密码"),
    "a .doc": ("甲.xlsx", lambda: compound("WordDocument"), "FZ101", "旧版 Word 文档"),
    "a .xlsb": ("甲.xlsb", archive("xl/workbook.bin"), "FZ101", "二进制工作簿（.xlsb）"),
    "a .docx": ("甲.xlsx", archive("[Content_Types].xml", "word/document.xml"), "FZ101", "Word 文档"),
    "a .pptx": ("甲.xlsx", archive("ppt/presentation.xml"), "FZ101", "演示文稿"),
    "an .ods": ("甲.ods", archive("mimetype", "content.xml"), "FZ101", "OpenDocument"),
    "a .numbers": ("甲.numbers", archive("Index/Document.iwa"), "FZ101", "Numbers"),
    "an archive of workbooks": ("甲.xlsx", archive("甲/天山区.xlsx"), "FZ101", "请先解压"),
    "an archive of anything": ("甲.xlsx", archive("a.txt"), "FZ101", "里面没有工作簿"),
    "an archive of nothing": ("甲.xlsx", archive(), "FZ101", "里面没有工作簿"),
    "a .csv": ("甲.csv", "编号,状态\n1.1.1-01,已完成\n".encode, "FZ101", "（.csv）"),
    "a flat .fods": ("甲.fods", lambda: b'<?xml version="1.0"?><office:document/>', "FZ101", "XML 文件"),
    "a .csv called .xlsx": ("甲.xlsx", lambda: "编号,状态\n1.1.1-01,已完成\n".encode("gbk"), "FZ101", "（.csv）"),
    "text with tabs": ("甲.xls", lambda: "编号\t状态\n".encode("utf-16"), "FZ101", "（.csv）"),
    "a page called .xls": ("甲.xls", PAGE.encode, "FZ101", "网页表格（HTML）"),
    "a page in UTF-16": ("甲.xls", lambda: PAGE.encode("utf-16"), "FZ101", "网页表格（HTML）"),
    "a page saved whole": ("甲.xls", lambda: b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "FZ101", "网页表格"),
    "XML of Excel 2003": ("甲.xls", BOOK_2003.encode, "FZ101", "XML 表格 2003"),
    "a submission as YAML": ("甲.xlsx", "规划: small\n".encode, "FZ101", "文字文件"),
    "a PDF": ("甲.xlsx", lambda: b"%PDF-1.7\n", "FZ101", "PDF"),
    "a picture": ("甲.xlsx", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF", "FZ101", "图片"),
    "a .rar": ("甲.xlsx", lambda: b"Rar!\x1a\x07\x01\x00", "FZ101", "压缩包（.rar）"),
    "nothing": ("甲.xlsx", bytes, "FZ101", "什么也没有"),
    "zeros": ("甲.xlsx", lambda: bytes(10_000), "FZ101", "什么也没有"),
    "noise": ("甲.xlsx", lambda: bytes(range(1, 256)) * 9 + b"\0", "FZ101", "不是工作簿"),
    "the first half": ("甲.xlsx", lambda: book()[:-400], "FZ101", "没有传完"),
    "the first bytes": ("甲.xlsx", lambda: book()[:30], "FZ101", "没有传完"),
    "a hole in the middle": ("甲.xlsx", lambda: _holed(book()), "FZ101", "已损坏"),
    "a workbook called .yaml": ("甲.yaml", book, "FZ101", "改成 .xlsx"),
    "a sheet that is not there": (
        "甲.xlsx",
        lambda: renamed(book(), lambda name: name.replace("sheet1", "sheet7")),
        "FZ101",
        "工作表“填报”的内容不在里面",
    ),
    "markup that is broken": ("甲.xlsx", lambda: book(data(lines())[:-60]), "FZ101", "写坏了"),
    "a character that no text has": ("甲.xlsx", lambda: book(data([["\x01"]])), "FZ101", "写坏了"),
    "a text that is not there": (
        "甲.xlsx",
        lambda: book(data(changed("1.1.1-02", 状态=Raw('<c{r} t="s"><v>99</v></c>')))),
        "FZ101",
        "第 99 个文字不存在",
    ),
    "a cell that is nowhere": ("甲.xlsx", lambda: book(data([[Raw('<c r="1A"><v>1</v></c>')]])), "FZ101", "位置“1A”"),
    "a cell that stands twice": (
        "甲.xlsx",
        lambda: book(data([["甲", Raw('<c r="A1"><v>1</v></c>')]])),
        "FZ101",
        "两份",
    ),
    "a part that stands twice": (
        "甲.xlsx",
        lambda: renamed(book(more_xml="x"), lambda name: name.replace("xl/more.xml", "XL/workbook.xml")),
        "FZ101",
        "里面有两份",
    ),
    "an archive with a password": ("甲.xlsx", lambda: locked(book()), "FZ101", "加了密码的压缩包"),
    "a part packed otherwise": (
        "甲.xlsx",
        lambda: renamed(book(), str, zipfile.ZIP_LZMA),
        "FZ101",
        "压缩方式",
    ),
    "no sheet at all": ("甲.xlsx", lambda: Bare({}).packed(), "FZ101", "没有找到填报的表"),
    "an empty sheet": ("甲.xlsx", lambda: book("<sheetData/>"), "FZ101", "没有找到填报的表"),
    "a sheet without the heads": (
        "甲.xlsx",
        lambda: book(data([["序号", "会议名称"], ["1", "例会"]])),
        "FZ101",
        "最像表头的一行是",
    ),
}


def locked(raw: bytes) -> bytes:
    """Return an archive whose parts are marked as encrypted."""
    flagged = bytearray(raw)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), raw):
            flagged[found.start() + at] |= 1
    return bytes(flagged)


def _holed(raw: bytes) -> bytes:
    """Return an archive with some bytes of its longest part lost."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        start = archive.getinfo(SHEET).header_offset + 100
    return raw[:start] + bytes(50) + raw[start + 50 :]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_its_kind_with_what_to_do(name, small):
    file, make, code, words = REFUSED[name]
    [found] = look(make(), small, file).all_findings
    assert (found.code, found.severity) == (code, "error")
    assert words in str(found)
    assert [ending for ending in ADVICE if ending in str(found)]
    assert found.sentence.say("en").startswith("the file cannot be read: ")


@pytest.mark.parametrize("name", ["a .xls", "a .et of WPS", "a .xlsb", "an .ods", "a .csv", "a page called .xls"])
def test_a_table_of_another_kind_is_to_be_saved_as_xlsx(name, small):
    file, make, _, _ = REFUSED[name]
    assert str(look(make(), small, file).all_findings[0]).endswith(
        "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”再用"
    )


def test_a_report_of_ours_is_told_as_such(small, run, here):
    assert "fazhi-check 写出的结果" in str(look("文件,单位,层级,目标\n".encode(), small, "甲.csv").all_findings[0])


def test_the_command_reads_a_workbook_by_its_bytes(run, here):
    (here / "天山区.xlsx").write_bytes(book())
    (here / "旧.xls").write_bytes(compound("Workbook"))
    done = run("天山区.xlsx", "旧.xls", "--plan", SMALL, "-f", "json")
    good, bad = done.json["files"]
    assert good["unit"]["name"] == "甲市"
    assert [one["code"] for one in bad["findings"]] == ["FZ101"]


@pytest.mark.parametrize("name", [one for one in SAME if "1904" not in one and "month" not in one])
def test_openpyxl_reads_the_same_where_it_can(name):
    """An oracle: what openpyxl makes of a workbook, where it reads it at all, stands in ours too."""
    ours = read_book(SAME[name]())
    assert isinstance(ours, Book)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs = openpyxl.load_workbook(io.BytesIO(SAME[name]()), data_only=True)
        except Exception:
            pytest.skip("openpyxl cannot read it")
    for page in ours.sheets:
        for row, cells in page.rows.items():
            for column, one in cells.items():
                value = theirs[page.name].cell(row, column).value
                if one.kind == "text" and isinstance(value, str):
                    assert value.replace("\r\n", "\n") == one.text
                elif one.kind == "number" and not isinstance(value, str):
                    assert float(value) == float(one.text)


def test_without_openpyxl_it_is_said_how_to_get_it(small, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl.styles.numbers", None)
    [found] = look(book(), small).all_findings
    assert str(found) == 'FZ101 文件读不出来：读工作簿要装 openpyxl：pip install "fazhi-check[office]"'


@pytest.mark.parametrize(("mark", "kind"), [("_fazhi_form", "form"), ("_fazhi_ledger", "ledger"), ("_fazhi", None)])
def test_a_workbook_of_ours_is_known_by_a_hidden_sheet(mark, kind):
    assert kind_of(Bare({"填报": "<broken", f"{mark}|state='hidden'": "<broken"}).packed()) == kind
    assert kind_of(b"PK\x03\x04") is None


# What a broken disk, a broken program or a joker may put anywhere.
BITS = b'<c </c> <row </row> r=" t="s" s="1" <v> </v> <f> <is> <t> &x; " < > / = -1 1e400 nan hidden="1" XFD1048576 \xff \0'
PIECES = BITS.split()


def spoilt(chance: random.Random, content: bytes) -> bytes:
    """Return bytes with something left out, put in or written over at a place or two."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, length = chance.randrange(len(content) + 1), chance.choice((0, 1, 2, 20))
        new = chance.choice((b"", chance.choice(PIECES), content[at : at + 40]))
        content = content[:at] + new + content[at + length :]
    return content


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rich texts", "as openpyxl writes it", "a filter left on", "days as dates"])
def test_a_spoilt_workbook_is_read_or_refused(name, small):
    raw, chance = SAME[name](), random.Random(name)
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        parts = {one: opened.read(one) for one in opened.namelist()}
    for _ in range(150):
        part_of_it = chance.choice([SHEET, chance.choice(list(parts))])
        for bad in (packed(parts | {part_of_it: spoilt(chance, parts[part_of_it])}), spoilt(chance, raw)):
            assert all(str(one) and one.sentence.say("en") for one in look(bad, small).all_findings)
