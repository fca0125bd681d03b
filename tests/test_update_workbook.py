"""`init --update` on a workbook: rows for what is new in the plan, and nothing that was there is lost or led astray."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers.office import OPENS, saved_as
from helpers.project import SMALL
from helpers.running import Ran
from helpers.sheets import workbook
from helpers.submissions import ALL_GOOD
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from test_clumsy_workbooks import SAME, TELLS

from fazhi_check.fill.content import data_of
from fazhi_check.fill.update import NotProven, new_targets
from fazhi_check.fill.workbook.book import form
from fazhi_check.fill.workbook.update import update
from fazhi_check.fill.written import as_yaml
from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan
from fazhi_check.plan.select import Choice
from fazhi_check.plan.store import load_plan
from fazhi_check.source.workbook.editing.lines import offers
from fazhi_check.source.workbook.editing.shift import Insertion, Shift, joined, without
from fazhi_check.submission.reading import Read, read_exactly
from fazhi_check.submission.records import Submission, Unit
from fazhi_check.submission.sheet.reading import dated, read_workbook

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
UNIT = Unit(name="甲市", level="city", code="650100")
LABELS = (("规划", "small"), ("单位", "甲市"), ("层级", "市级"), ("代码", "650100"), ("截至", "2023-08-30"))
HEAD = {"plan": "small", "unit": {"name": "甲市", "level": "city", "code": "650100"}, "as_of": "2023-08-30"}
IDS = list(load_plan(str(SMALL)).targets_of("city", "650100"))


def plan_without(ids: Iterable[str]) -> Plan:
    """Return the small plan as it was before some targets came to it."""
    plan = load_plan(str(SMALL))
    return plan._replace(
        targets=tuple(one for one in plan.targets if one.id not in ids),
        listing=tuple(one for one in plan.listing if one not in ids),
        hash="0" * 12,
    )


def filled(ids: Iterable[str] = ()) -> Submission:
    """Return a submission with all that is reported in the good example, but on some ids."""
    given = {one: bare(entry) for one, entry in ALL_GOOD.items() if one not in ids}
    read = read_exactly(as_yaml({**HEAD, "entries": given}))
    assert isinstance(read, Read)
    assert read.submission
    return read.submission


def bare(data: Any) -> Any:
    """Return data with its numbers as texts."""
    if isinstance(data, dict):
        return {str(key): bare(value) for key, value in data.items()}
    return [bare(one) for one in data] if isinstance(data, list) else str(data)


def understood(raw: bytes) -> Read:
    """Return what a workbook says; it must say something."""
    found = read_workbook(raw)
    assert not isinstance(found, Finding), found
    read = dated(found)
    assert read.submission
    return read


def updated(raw: bytes) -> bytes:
    """Return a workbook with all that it lacks of the small plan."""
    read, plan = understood(raw), load_plan(str(SMALL))
    assert read.submission
    return update(raw, read, read.submission, plan, new_targets(read, read.submission, plan))


def sheet_of(raw: bytes, name: str = "填报") -> Any:
    """Return a sheet as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(raw))[name]


def head_row(sheet: Any) -> int:
    """Return the number of the row of the heads."""
    return next(row for row in range(1, 30) if str(sheet.cell(row, 1).value).startswith("编号"))


def ids_of(sheet: Any) -> list[str]:
    """Return the ids from the top down."""
    values = (sheet.cell(row, 1).value for row in range(head_row(sheet) + 1, sheet.max_row + 1))
    return [value for value in values if value and value[0].isdigit()]


def lists_of(raw: bytes) -> dict[tuple[str, str], str]:
    """Return what each cell offers, by id and head."""
    sheet = sheet_of(raw)
    head = head_row(sheet)
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row, column in area.cells:
                if row > head and rule.formula1:
                    title = str(sheet.cell(head, column).value).split("\n")[0]
                    found[sheet.cell(row, 1).value, title] = rule.formula1
    return found


@pytest.mark.slow
@given(st.sets(st.sampled_from(IDS), min_size=1, max_size=len(IDS) - 1))
@settings(max_examples=25, deadline=None)
def test_whatever_is_new_the_workbook_becomes_what_a_new_form_would_be_and_keeps_what_was_reported(ids):
    plan = load_plan(str(SMALL))
    said = filled(ids)
    old = form(plan_without(ids), UNIT, said.as_of, submission=said)
    new, fresh = updated(old), form(plan, UNIT, said.as_of, submission=said)
    before, after = understood(old).submission, understood(new).submission
    assert before
    assert after
    assert data_of(before, plan, "en") == data_of(after, plan, "en")
    rows = sheet_of(new)
    assert ids_of(rows) == ids_of(sheet_of(fresh))
    assert lists_of(new) == lists_of(fresh)
    assert rows.cell(rows.max_row, 1).value.startswith("单位主要负责人")
    assert [str(rows.print_area), rows.auto_filter.ref.split(":")[0]] == [
        str(sheet_of(fresh).print_area),
        sheet_of(fresh).auto_filter.ref.split(":")[0],
    ]
    assert (
        ids_of(rows)[-1]
        == rows.cell(int(rows.auto_filter.ref.rpartition(":")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), 1).value
    )
    for name in ("分单位", "分年度"):
        wanted = ids_of(sheet_of(fresh, name))
        assert sorted(wanted) == sorted(ids_of(sheet_of(new, name)))  # new rows stand behind those that were there


def test_what_each_new_cell_is_for_is_seen_as_in_a_new_form():
    plan = load_plan(str(SMALL))
    ids = {"1.1.1-02", "1.1.1-05", "1.2.1-06", "1.2.1-08"}
    new, fresh = sheet_of(updated(form(plan_without(ids), UNIT, None))), sheet_of(form(plan, UNIT, None))
    for row in range(head_row(fresh), fresh.max_row + 1):
        for column in range(1, fresh.max_column + 1):
            one, other = new.cell(row, column), fresh.cell(row, column)
            assert (one.value, one.fill.fgColor.rgb, one.protection.locked) == (
                other.value,
                other.fill.fgColor.rgb,
                other.protection.locked,
            ), one.coordinate


def test_a_form_says_how_many_rows_it_has_now():
    plan = load_plan(str(SMALL))
    for old in (form(plan_without({"1.1.1-02"}), UNIT, None), form(plan, UNIT, None, Choice(section="1.1"))):
        hint = sheet_of(updated(old)).cell(3, 4).value
        assert hint.startswith(f"共 {len(IDS)} 项。先填左边的截至日期，再只填")


def adorned(ids: Iterable[str]) -> bytes:
    """Return a filled-in form to which an office has added whatever offices add."""
    said = filled(ids)
    book = openpyxl.load_workbook(io.BytesIO(form(plan_without(ids), UNIT, said.as_of, submission=said)))
    sheet = book["填报"]
    head, last = head_row(sheet), sheet.max_row - 2
    own = sheet.max_column + 1
    sheet.cell(head, own, "科室")
    for row in range(head + 1, last + 1):
        sheet.cell(row, own, f"=LEN(F{row})&$A${row}")
    sheet.cell(last + 4, 3, f"=COUNTA(E{head + 1}:E{last})")
    sheet.cell(last + 4, 2, "=SUM(1,2)")
    sheet.cell(head + 3, 6).comment = Comment("请核实", "", height=77, width=123)
    sheet.cell(last, 6).comment = Comment("末行", "")
    sheet.conditional_formatting.add(
        f"E{head + 2}:E{last}",
        CellIsRule(operator="equal", formula=['"已完成"'], fill=PatternFill("solid", bgColor="FF0000")),
    )
    rule = DataValidation(type="whole", formula1="0", formula2=f"$A${last + 4}")
    rule.add(f"Y{head + 1}:Y{last}")
    sheet.add_data_validation(rule)
    sheet.merge_cells(start_row=last + 6, start_column=1, end_row=last + 7, end_column=4)
    sheet.column_dimensions["F"].width = 44
    sheet.column_dimensions["T"].hidden = True
    sheet.row_dimensions[last].height = 66
    sheet.row_dimensions[head + 2].hidden = True
    sheet.row_breaks.append(Break(id=last))
    sheet.cell(last, 2).hyperlink = "https://example.org/a"
    other = book.create_sheet("汇总")
    other["A1"], other["A2"], other["A3"] = f"=填报!E{last}", f"=SUM('填报'!Y{head + 1}:Y{last})", "=A1"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=25, min_row=head + 1, max_row=last))
    other.add_chart(chart, "C3")
    book.defined_names["末项"] = openpyxl.workbook.defined_name.DefinedName("末项", attr_text=f"填报!$A${last}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_everything_an_office_added_stays_and_points_where_it_did():
    ids = {"1.1.1-03", "1.2.1-01", "1.2.1-09"}
    old = adorned(ids)
    new = updated(old)
    before, after = sheet_of(old), sheet_of(new)
    head, last = head_row(before), before.max_row - 7
    assert before.cell(last, 1).value == "1.2.1-08"
    where = {before.cell(row, 1).value: row for row in range(head + 1, last + 1)}
    now = {after.cell(row, 1).value: row for row in range(head + 1, last + 4)}
    assert list(now) == IDS
    own = before.max_column
    for one, row in where.items():
        assert after.cell(now[one], own).value == f"=LEN(F{now[one]})&$A${now[one]}"
        assert after.cell(now[one], 5).value == before.cell(row, 5).value
    end = last + 3
    assert after.cell(end + 4, 3).value == f"=COUNTA(E{head + 1}:E{end})"
    assert after.cell(end + 4, 2).value == "=SUM(1,2)"
    noted = {
        cell.coordinate: cell.comment for row in after.iter_rows() for cell in row if cell.comment and cell.row > head
    }
    assert {place: note.text for place, note in noted.items()} == {
        f"F{now['1.1.1-04']}": "请核实",
        f"F{now['1.2.1-08']}": "末行",
    }
    areas = {str(one.sqref): [rule.formula for rule in one.rules] for one in after.conditional_formatting}
    assert areas[f"E{head + 2}:E{end}"] == [['"已完成"']]
    rules = {str(one.sqref): (one.formula1, one.formula2) for one in after.data_validations.dataValidation}
    assert rules[f"Y{head + 1}:Y{end}"] == ("0", f"$A${end + 4}")
    assert f"A{end + 6}:D{end + 7}" in {str(one) for one in after.merged_cells.ranges}
    assert (after.column_dimensions["F"].width, after.column_dimensions["T"].hidden) == (44, True)
    assert (after.row_dimensions[now["1.2.1-08"]].height, after.row_dimensions[head + 2].hidden) == (66, True)
    assert [one.id for one in after.row_breaks.brk] == [now["1.2.1-08"]]
    assert after.cell(now["1.2.1-08"], 2).hyperlink.target == "https://example.org/a"
    book = openpyxl.load_workbook(io.BytesIO(new))
    assert [book["汇总"][cell].value for cell in ("A1", "A2", "A3")] == [
        f"=填报!E{now['1.2.1-08']}",
        f"=SUM('填报'!Y{head + 1}:Y{end})",
        "=A1",
    ]
    assert book.defined_names["末项"].attr_text == f"填报!$A${now['1.2.1-08']}"
    chart = zipfile.ZipFile(io.BytesIO(new)).read("xl/charts/chart1.xml").decode()
    assert f"$Y${head + 1}:$Y${end}" in chart
    assert (after.protection.sheet, after.freeze_panes) == (before.protection.sheet, before.freeze_panes)


def test_parts_that_have_nothing_to_do_with_it_keep_their_bytes():
    old = adorned({"1.2.1-01"})
    new = updated(old)
    one, other = zipfile.ZipFile(io.BytesIO(old)), zipfile.ZipFile(io.BytesIO(new))
    assert one.namelist() == other.namelist()
    changed = {name for name in one.namelist() if one.read(name) != other.read(name)}
    assert "xl/styles.xml" not in changed
    assert "xl/sharedStrings.xml" not in changed
    assert all(
        name.startswith(("xl/worksheets/sheet", "xl/workbook.xml", "xl/comments", "xl/charts", "xl/drawings"))
        for name in changed
    )


def test_rows_in_another_order_than_the_plan_s_get_theirs_behind_them_above_the_foot():
    ids = {"1.1.1-02"}
    book = openpyxl.load_workbook(io.BytesIO(form(plan_without(ids), UNIT, filled().as_of)))
    sheet = book["填报"]
    head = head_row(sheet)
    a, b = sheet.cell(head + 1, 1).value, sheet.cell(head + 5, 1).value
    sheet.cell(head + 1, 1).value, sheet.cell(head + 5, 1).value = b, a
    out = io.BytesIO()
    book.save(out)
    after = sheet_of(updated(out.getvalue()))
    assert ids_of(after)[-1] == "1.1.1-02"
    assert after.cell(after.max_row, 1).value.startswith("单位主要负责人")


def test_an_office_s_own_ledger_with_pieces_below_each_other_and_a_sum():
    heads = ["编号", "任务内容", "任务状态", "具体进展", "佐证标题", "科室"]
    rows: list[list[Any]] = [
        ["1.1.1-01", "甲", "已完成", "好", "某办法", "一科"],
        ["", "", "", "", "某会议", ""],
        ["1.2.1-09", "乙", "推进中", "", "", "二科"],
        ["合计", "", "", "2 项"],
    ]
    raw = workbook(heads, rows, LABELS)
    sheet = sheet_of(updated(raw))
    head = head_row(sheet)
    found = [
        [sheet.cell(row, column).value for column in (1, 2, 3, 5, 6)] for row in range(head + 1, sheet.max_row + 1)
    ]
    assert [line[0] for line in found] == ["1.1.1-01", None, *IDS[1:-1], "1.2.1-09", "合计"]
    assert found[0] == ["1.1.1-01", "甲", "已完成", "某办法", "一科"]
    assert found[1] == [None, None, None, "某会议", None]
    titles = {one.id: one.title for one in load_plan(str(SMALL)).targets}
    assert found[2][:3] == ["1.1.1-02", titles["1.1.1-02"], None]
    heads_now = [cell.value for cell in sheet[head]]
    assert [str(one).split("\n")[0] for one in heads_now[6:]] == ["数值", "覆盖数", "总数", "进度"]


def rewritten(raw: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return out.getvalue()


def part_of(raw: bytes, name: str) -> str:
    """Return a part of a workbook as text."""
    return zipfile.ZipFile(io.BytesIO(raw)).read(name).decode()


@pytest.mark.filterwarnings("ignore:.* extension is not supported")
def test_what_newer_programs_write_is_led_along_too():
    def more(_book: Any, sheet: Any) -> None:
        sheet.add_table(6, 0, 8, 5, {"columns": [{"header": head} for head in heads], "name": "表1"})
        sheet.conditional_format(
            7, 4, 8, 4, {"type": "data_bar", "data_bar_2010": True, "min_type": "formula", "min_value": "=$E$9"}
        )
        sheet.add_sparkline(8, 6, {"range": "填报!A8:E9"})
        sheet.insert_textbox(8, 8, "备忘", {"height": 40})
        sheet.insert_textbox(1, 8, "上面", {"height": 20})
        sheet.data_validation(7, 2, 8, 2, {"validate": "list", "source": "=填报!$K$8:$K$9"})

    heads = ["编号", "任务内容", "任务状态", "具体进展", "次数", "科室"]
    rows = [["1.1.1-01", "甲", "已完成", "好", 3, "一"], ["1.2.1-09", "乙", "推进中", "", 4, "二"]]
    old = workbook(heads, rows, LABELS, more=more)
    assert sheet_of(old).cell(9, 1).value == "1.2.1-09"
    new = updated(old)
    end = 9 + len(IDS) - 2
    assert sheet_of(new).cell(end, 1).value == "1.2.1-09"
    assert f'ref="A7:F{end}"' in part_of(new, "xl/tables/table1.xml")
    sheet = part_of(new, "xl/worksheets/sheet1.xml")
    assert f"<xm:sqref>E8:E{end}</xm:sqref>" in sheet
    assert f"<xm:f>$E${end}</xm:f>" in sheet
    assert f"<xm:f>填报!A8:E{end}</xm:f><xm:sqref>G{end}</xm:sqref>" in sheet
    assert f"填报!$K$8:$K${end}" in sheet
    before, after = part_of(old, "xl/drawings/drawing1.xml"), part_of(new, "xl/drawings/drawing1.xml")
    assert after == before.replace("<xdr:row>8<", f"<xdr:row>{end - 1}<").replace(
        "<xdr:row>10<", f"<xdr:row>{end + 1}<"
    )


def test_formulas_that_cells_share_are_each_led_along():
    rows = [[one, "甲", "推进中", "", "x"] for one in ("1.1.1-01", "1.1.1-02", "1.2.1-08", "1.2.1-09")]
    old = rewritten(
        workbook(["编号", "事项", "状态", "科室", "长"], rows, LABELS),
        "xl/worksheets/sheet1.xml",
        lambda text: re.sub(
            r'<c r="E(8|9|10|11)"[^>]*><v>\d+</v></c>',
            lambda found: (
                f'<c r="E{found[1]}"><f t="shared" si="0"'
                + (' ref="E8:E11">LEN(B8)+$A$11</f>' if found[1] == "8" else "/>")
                + "<v>1</v></c>"
            ),
            text,
        ),
    )
    sheet = sheet_of(updated(old))
    found = {sheet.cell(row, 1).value: (row, sheet.cell(row, 5).value) for row in range(8, 30)}
    end = found["1.2.1-09"][0]
    for one in ("1.1.1-01", "1.1.1-02", "1.2.1-08", "1.2.1-09"):
        row, formula = found[one]
        assert formula == f"=LEN(B{row})+$A${end}"


def with_parts(raw: bytes, parts: dict[str, str]) -> bytes:
    """Return a workbook with further parts."""
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_orders_of_computing_and_sources_of_pivots_are_led_along():
    rows = [["1.1.1-01", "甲", "已完成"], ["1.2.1-09", "乙", "推进中"]]
    chain = '<calcChain><c r="A9" i="1"/><c r="B9"/><c r="A9" i="2"/><c r="C9"/></calcChain>'
    source = '<pivotCacheDefinition><cacheSource><worksheetSource ref="A7:C9" sheet="填报"/></cacheSource></pivotCacheDefinition>'
    parts = {"xl/calcChain.xml": chain, "xl/pivotCache/pivotCacheDefinition1.xml": source}
    new = updated(with_parts(workbook(["编号", "事项", "状态"], rows, LABELS), parts))
    end = 9 + len(IDS) - 2
    moved = chain.replace('"A9" i="1"', f'"A{end}" i="1"').replace("B9", f"B{end}")
    assert part_of(new, "xl/calcChain.xml") == moved
    assert f'ref="A7:C{end}"' in part_of(new, "xl/pivotCache/pivotCacheDefinition1.xml")


@pytest.mark.parametrize("part", ["xl/revisions/revisionHeaders.xml", "_xmlsignatures/sig1.xml"])
def test_what_is_not_known_well_enough_is_refused_and_the_file_stays(run: Run, here: Path, part: str):
    raw = form(plan_without({"1.1.1-02"}), UNIT, filled().as_of)
    with zipfile.ZipFile(here / "a.xlsx", "w") as archive:
        old = zipfile.ZipFile(io.BytesIO(raw))
        for name in old.namelist():
            archive.writestr(name, old.read(name))
        archive.writestr(part, "<x/>")
    before = (here / "a.xlsx").read_bytes()
    done = run("init", "--update", "a.xlsx", *PLAN)
    assert (done.code, "没有改动" in done.err) == (2, True), done.err
    assert (here / "a.xlsx").read_bytes() == before


def test_a_formula_that_fills_a_block_is_not_torn_apart():
    raw = form(plan_without({"1.1.1-02"}), UNIT, filled().as_of)
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book["填报"]
    head = head_row(sheet)
    sheet.cell(head + 1, 30).value = openpyxl.worksheet.formula.ArrayFormula(f"AD{head + 1}:AD{head + 5}", "=1")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(NotProven):
        updated(out.getvalue())


def test_the_command_says_what_it_did_and_leaves_a_complete_file_as_it_is(run: Run, here: Path):
    path = here / "a.xlsx"
    path.write_bytes(form(plan_without({"1.1.1-02", "1.2.1-05"}), UNIT, filled().as_of))
    done = run("init", "--update", "a.xlsx", *PLAN, "--section", "1.1")
    assert (done.code, done.out, done.err) == (0, "", "a.xlsx：补上缺少的目标 1 项\n")
    done = run("init", "--update", "a.xlsx", *PLAN, "--lang", "en")
    assert (done.code, done.err) == (0, "a.xlsx: targets added: 1\n")
    before = path.read_bytes()
    done = run("init", "--update", "a.xlsx", *PLAN)
    assert (done.code, done.err) == (0, "a.xlsx：没有要补的目标，没有改动\n")
    assert path.read_bytes() == before
    plan = load_plan(str(SMALL))
    assert [row[:2] for row in sheet_of(before, "_fazhi_form").iter_rows(values_only=True)][-1] == ("hash", plan.hash)
    assert run("a.xlsx", *PLAN, "-f", "json").json["counts"]["missing"] == len(IDS)


def test_from_standard_input_to_standard_output(here: Path):
    raw = form(plan_without({"1.1.1-02"}), UNIT, filled().as_of)
    call = [sys.executable, "-m", "fazhi_check", "init", "--update", "-", *PLAN]
    done = subprocess.run(call, input=raw, capture_output=True, check=True)
    assert ids_of(sheet_of(done.stdout)) == IDS
    again = subprocess.run(call, input=done.stdout, capture_output=True, check=True)
    assert again.stdout == done.stdout


def test_ids_stored_as_numbers_are_told_first(run: Run, here: Path):
    (here / "a.xlsx").write_bytes(workbook(["编号", "任务状态"], [[1.1, "已完成"], ["1.1.1-02", "已完成"]], LABELS))
    done = run("init", "--update", "a.xlsx", *PLAN)
    assert (done.code, "FZ205" in done.err) == (2, True), done.err


ODD = {**SAME, **{name: make for name, (make, _) in TELLS.items()}}
# What is left as it is: what no program of offices writes, ids that cannot be read, macros that are sheets.
LEFT = {
    *("cells without their places", "a prefix before every element", "a part in UTF-16", "no list of types", "macros"),
    *("sheets of charts beside", "an id that became a number", "an id that became a date"),
    *("one formula for many cells, without a value", "an id that a formula without a value should make"),
    "an id that a formula failed to make",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD)
def test_clumsy_workbooks_are_brought_up_or_left_as_they_are(run: Run, here: Path, name: str):
    raw = ODD[name]()
    (here / "a.xlsx").write_bytes(raw)
    done = run("init", "--update", "a.xlsx", *PLAN)
    assert (done.code, "内部" in done.err) == (2 if name in LEFT else 0, False), done.err
    if name in LEFT:
        assert (here / "a.xlsx").read_bytes() == raw
        return
    assert set(understood((here / "a.xlsx").read_bytes()).ids) >= set(IDS)


@pytest.mark.slow
@OPENS
def test_a_workbook_that_libreoffice_saved_is_brought_up_and_opens_there(tmp_path: Path):
    ids = {"1.1.1-03", "1.2.1-01", "1.2.1-04"}
    said = filled(ids)
    (tmp_path / "a.xlsx").write_bytes(form(plan_without(ids), UNIT, said.as_of, submission=said))
    saved = _through_libreoffice(tmp_path / "a.xlsx", "xlsx")
    (tmp_path / "b.xlsx").write_bytes(updated(saved.read_bytes()))
    again = understood(_through_libreoffice(tmp_path / "b.xlsx", "xlsx").read_bytes()).submission
    assert again
    plan = load_plan(str(SMALL))
    assert data_of(again, plan, "en") == data_of(said, plan, "en")
    assert set(again.entries) == set(IDS)


def _through_libreoffice(path: Path, ending: str) -> Path:
    return saved_as([path], ending, path.parent / f"out-{path.stem}-{ending}")[0]


# What the pieces do.


def test_rows_cells_ranges_and_formulas_are_where_they_belong():
    shift = Shift("填报", (Insertion(10, 1, first=True), Insertion(15, 2), Insertion(21, 1, last=True)))
    assert [shift.row(row) for row in (9, 10, 14, 15, 20, 21)] == [9, 11, 15, 18, 23, 25]
    assert shift.ranges("A9 E10:E20 E11:E20 E12:E14 A1:N25") == "A9 E10:E24 E12:E24 E13:E15 A1:N29"
    assert shift.formula('IF(A15>"A15",SUM(E10:$E$20),其他!A15)') == 'IF(A18>"A15",SUM(E10:$E$24),其他!A15)'
    assert shift.formula("填报!$9:$9,'填报'!A15", inside=False) == "填报!$9:$9,'填报'!A18"
    assert shift.formula("A15", inside=False) == "A15"
    assert shift.rule("AND($E11=1,$A$21=2)", "H11:H14") == "AND($E12=1,$A$25=2)"


def test_ranges_without_a_cell_and_joined_again():
    assert without("A1:C3 E5", 2, 2) == "A1:C1 A2 C2 A3:C3 E5"
    assert joined("E12 E10 E11 G1:G2 G4") == "E10:E12 G1:G2 G4"
    assert offers('<dataValidation sqref="A1"/>')[0].words == ""


def test_a_form_of_a_part_of_the_plan_is_brought_up_to_that_part(run: Run, here: Path):
    asked = ("--unit", "甲县", "--level", "县级", "--code", "650102", "--section", "3.3.2")
    assert run("init", *asked, "-o", "a.xlsx").code == 0
    before = (here / "a.xlsx").read_bytes()
    done = run("init", "--update", "a.xlsx")
    assert (done.code, done.err, (here / "a.xlsx").read_bytes()) == (
        0,
        "a.xlsx：没有要补的目标，没有改动\n",
        before,
    )
    assert "补上缺少的目标" in run("init", "--update", "a.xlsx", "--section", "3.3").err
