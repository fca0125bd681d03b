"""Where a sheet could mean two things, nothing is guessed: it is told at its cell, with what to write instead."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from helpers.clerks import FILE, FIRST, HEADS, LABELS, PLAN, RECORD, USUAL, handed_in, message, row, sheet, shown, told
from helpers.sheets import workbook

from fazhi_check.examine import Checker
from fazhi_check.findings import letters_of
from fazhi_check.submission.sheet.columns import COLUMNS, PART_COLUMNS

A, B, C, D = USUAL
AS_USUAL = handed_in(sheet())


def verdict(report: Any, target: str) -> str:
    return next(one.verdict for one in report.assessments if one.target.id == target)


# Ids.


@pytest.mark.parametrize(
    "target", ["１.１.１-０１", "1.1.1-1", "1.1.1－01", "1.1.1-01。", "1.1.1 -01", "[1.1.1-01]", "1.1.1—01"]
)
def test_an_id_is_exact(target: str) -> None:
    report = handed_in(sheet([row(target, 状态="已完成")]))
    assert told(report) == ["填报!A8 FZ205"]
    assert "1.1.1-01" in message(report, "FZ205")
    assert verdict(report, "1.1.1-01") == "missing"


def test_an_id_with_a_character_of_no_width_is_another() -> None:
    report = handed_in(sheet([row("1.1.1-01\u200b", 状态="已完成")]))
    assert told(report) == ["填报!A8 FZ205", "填报!A8 FZ307"]


def test_an_id_that_became_a_number_is_told_with_the_likely_one() -> None:
    tenth = PLAN._replace(
        hash="another",
        targets=tuple(one._replace(id="3.10") if one.id == "1.1.1-01" else one for one in PLAN.targets),
        listing=tuple("3.10" if one == "1.1.1-01" else one for one in PLAN.listing),
    )
    raw = sheet([row(3.1, 状态="已完成", **FILE), row(None, **RECORD), B])
    report = Checker(tenth).workbook("a.xlsx", raw)
    assert told(report) == ["填报!A8 FZ205"]  # and what stands below it went with it
    assert message(report, "FZ205") == (
        "规划里没有编号“3.1”的目标，这一格存成了数字或日期，写的编号已经变样，应是 3.10；"
        "把单元格格式改成“文本”，再重新输入编号"
    )
    assert told(Checker(tenth).workbook("a.xlsx", sheet([row("3.10", 状态="已完成", **FILE)]))) == []


def test_an_id_beside_the_title_of_another_target_is_told() -> None:
    swapped = [["1.1.1-02", *A[1:]], ["1.1.1-01", *B[1:]]]
    titles = {one.id: one.title for one in PLAN.targets}
    for line, of in zip(swapped, ("1.1.1-01", "1.1.1-02"), strict=True):
        line[1] = titles[of]
    report = handed_in(sheet(swapped))
    assert told(report) == ["填报!A8 FZ203", "填报!A9 FZ203"]
    assert verdict(report, "1.1.1-01") == verdict(report, "1.1.1-02") == "invalid"
    assert f"同一行的事项是 1.1.1-01“{titles['1.1.1-01']}”" in shown(report)[0].message("zh")


def test_a_title_in_words_of_the_unit_is_not_held_against_the_plan() -> None:
    assert told(handed_in(sheet([["1.1.1-01", "设机构，定编制", *A[2:]]]))) == []


def test_a_day_in_a_column_of_numbers_is_told() -> None:
    day = datetime(2023, 1, 5)  # what a sheet makes of 1/5

    def put(book: Any, page: Any) -> None:
        page.write_datetime(7, HEADS.index("覆盖数"), day, book.add_format({"num_format": "yyyy-mm-dd"}))

    report = handed_in(sheet([row("1.2.1-03", 总数="40")], more=put))
    assert "这一格存成了日期" in message(report, "FZ203")


def test_what_a_coverage_lacks_is_told_at_the_empty_cell() -> None:
    report = handed_in(sheet([row("1.2.1-03", 覆盖数="30")]))
    assert told(report) == [f"填报!{letters_of(HEADS.index('总数') + 1)}8 FZ201"]


def test_a_row_without_an_id_is_not_joined_where_the_ids_are_out_of_order() -> None:
    report = handed_in(sheet([B, A, row(None, **RECORD), C]))
    assert told(report) == ["填报!E10 FZ203"]
    assert "编号又不按顺序（第 9 行的 1.1.1-01 排在 1.1.1-02 后面）" in message(report, "FZ203")
    assert [piece.title for piece in report.entries["1.1.1-01"].evidence] == ["甲办法"]


def test_a_row_without_an_id_is_not_joined_where_it_says_another_title() -> None:
    report = handed_in(sheet([A, row(None, 事项="完善制度", 状态="推进中"), C]))
    assert told(report) == ["填报!C9 FZ203"]
    assert message(report, "FZ203") == ("状态的值“推进中”不对：这一行没有编号，不知道属于哪一项；在“编号”栏写上编号")


def test_a_row_without_an_id_above_all_others_belongs_to_nothing() -> None:
    assert told(handed_in(sheet([row(None, **RECORD), *USUAL]))) == ["填报!E8 FZ203"]


def test_ids_of_any_form_are_in_order_or_not() -> None:
    rows = [row("3.2", 状态="推进中"), row("3.10", 状态="推进中"), row("3.9", 状态="推进中"), row(None, **RECORD)]
    assert "填报!E11 FZ203" in told(handed_in(sheet(rows)))
    assert "填报!A11 FZ108" in told(handed_in(sheet([*rows[:2], row("3.11", 状态="推进中"), rows[3]])))


# Different values.


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        ("状态", "推进中", "已完成"),
        ("进展情况", "甲", "乙"),
        ("数值", "5", "6"),
        ("完成日期", "2022", "2023"),
        ("责任单位", "甲局", "乙局"),
    ],
)
def test_different_values_for_one_id_and_column_are_told_at_the_second(head: str, first: str, second: str) -> None:
    target = "1.2.1-01" if head == "数值" else "1.1.1-03"
    rows = [row(target, **{"状态": "推进中", head: first}), row(target, **{head: second})]
    report = handed_in(sheet(rows))
    at = "ABCDEFGHIJKLMNOP"[HEADS.index(head)]
    assert told(report)[0] == f"填报!{at}9 FZ104"
    assert f"填报!{at}8" in message(report, "FZ104") or "第 8 行" in message(report, "FZ104")
    assert verdict(report, target) == "invalid"


def test_two_columns_for_the_same_are_told_where_they_differ() -> None:
    heads = [*HEADS, "任务状态"]
    assert told(handed_in(sheet([[*A, "已完成"]], heads))) == []
    report = handed_in(sheet([[*A, "推进中"]], heads))
    assert told(report) == ["填报!Q8 FZ104"]


def test_a_unit_with_two_numbers_is_told() -> None:
    def more(book: Any, _: Any) -> None:
        out = book.add_worksheet("分单位")
        for number, line in enumerate([("编号", "单位", "数值"), ("1.2.1-04", "甲村", 6), ("1.2.1-04", "甲村", 7)]):
            out.write_row(number, 0, line)

    assert told(handed_in(sheet(more=more))) == ["分单位!B3 FZ104"]


# Cells that cannot be read.


@pytest.mark.parametrize("head", ["状态", "数值", "佐证标题", "佐证日期", "完成日期"])
def test_a_formula_without_a_stored_value_is_told(head: str) -> None:
    def more(_: Any, out: Any) -> None:
        out.write_formula(FIRST - 1, HEADS.index(head), "=A1&B2", None, "")

    target = "1.2.1-01" if head == "数值" else "1.1.1-03"
    report = handed_in(sheet([row(target, 状态="推进中", 佐证类型="文件", 佐证标题="甲")], more=more))
    assert "FZ203" in {one.code for one in shown(report)}
    found = next(one for one in shown(report) if one.code == "FZ203")
    assert found.place
    assert found.place.cell == f"填报!{'ABCDEFGHIJKLMNOP'[HEADS.index(head)]}8"
    assert found.message("zh").startswith(f"{head}的值“=A1&B2”不对：公式没有保存结果")
    assert verdict(report, target) == "invalid"


def test_a_formula_for_a_label_is_told() -> None:
    report = handed_in(sheet(more=lambda _, out: out.write_formula(4, 1, "=TODAY()", None, "")))
    assert told(report) == ["填报!B5 FZ203"]


def test_a_percent_cell_under_another_measure_is_told() -> None:
    def more(book: Any, out: Any) -> None:
        out.write_number(FIRST - 1, HEADS.index("数值"), 0.6, book.add_format({"num_format": "0%"}))

    report = handed_in(sheet([row("1.2.1-01")], more=more))
    assert told(report) == ["填报!M8 FZ203"]
    assert "“60%”不对：这里要个数" in message(report, "FZ203")


def test_a_share_that_is_not_shown_as_one_is_what_it_is() -> None:
    report = handed_in(sheet([row("1.2.1-07", 数值=0.985)]))
    value = report.entries["1.2.1-07"].value
    assert value
    assert (value.text, value.percent) == ("0.985", False)


@pytest.mark.parametrize("head", ["佐证日期", "完成日期"])
def test_a_month_stored_as_a_number_may_be_january_or_october(head: str) -> None:
    report = handed_in(sheet([row("1.1.1-03", 状态="推进中", **FILE | {head: 2022.1})]))
    assert told(report) == [f"填报!{'ABCDEFGHIJKLMNOP'[HEADS.index(head)]}8 FZ203"]
    assert "分不清是 1 月还是 10 月" in message(report, "FZ203")


@pytest.mark.parametrize(
    ("head", "written", "said"),
    [
        ("佐证日期", "20220230", "没有 30 日"),
        ("佐证日期", "5月17日", "写出年份"),
        ("佐证日期", 44698, "是不是“2022-05-17”"),
        ("完成日期", "已完成", "日期写成"),
        ("数值", "约60", "约"),
        ("数值", "60个", "不写计量单位"),
        ("数值", "60-70", "区间"),
        ("状态", "完工", "可填"),
        ("佐证类型", "照片", "可填"),
    ],
)
def test_a_wrong_value_is_told_at_its_cell_with_what_to_write(head: str, written: object, said: str) -> None:
    target = "1.2.1-01" if head == "数值" else "1.1.1-03"
    report = handed_in(sheet([row(target, **{"状态": "推进中", **FILE, head: written})]))
    assert told(report) == [f"填报!{'ABCDEFGHIJKLMNOP'[HEADS.index(head)]}8 FZ203"]
    assert said in message(report, "FZ203")


# What is missing.


@pytest.mark.parametrize("number", range(5))
def test_a_label_left_empty_is_told_at_its_empty_cell(number: int) -> None:
    labels = [(word, "" if at == number else value) for at, (word, value) in enumerate(LABELS)]
    report = handed_in(sheet(labels=labels))
    assert f"填报!B{number + 1} FZ201" in told(report)


def test_several_labels_left_empty_are_told_each_at_its_own() -> None:
    report = handed_in(sheet(labels=[(word, "——") for word, _ in LABELS]))
    assert told(report) == [f"填报!B{number} FZ201" for number in (1, 2, 3, 4, 5)]


def test_labels_that_are_not_there_are_told() -> None:
    report = handed_in(sheet(labels=[("甲市填报表", "")]))
    assert [one.code for one in shown(report)] == ["FZ201"] * 3
    assert {one.data["key"].zh.split("（")[0] for one in shown(report)} == {"计划", "单位", "截至"}


def test_a_piece_without_its_title_is_told_at_the_empty_cell() -> None:
    report = handed_in(sheet([row("1.1.1-01", 状态="已完成", 佐证类型="文件", 文号="甲发〔2022〕5号")]))
    assert told(report) == ["填报!F8 FZ201"]
    assert handed_in(sheet([row("1.1.1-01", 状态="已完成", 佐证标题="甲办法")])).findings
    assert told(handed_in(sheet([row("1.1.1-01", 状态="已完成", 佐证标题="甲办法")]))) == ["填报!E8 FZ201"]


def test_an_entry_with_words_alone_lacks_its_status() -> None:
    assert told(handed_in(sheet([row("1.1.1-03", 进展情况="已起草")]))) == ["填报!C8 FZ201"]


@pytest.mark.parametrize("missing", ["编号", "all"])
def test_a_missing_table_is_told_by_the_heads_that_were_looked_for(missing: str) -> None:
    heads = ["名称", *HEADS[1:]] if missing == "编号" else ["甲", "乙", "丙"]
    report = handed_in(sheet(USUAL if missing == "编号" else [["1", "2", "3"]], heads))
    assert [one.code for one in report.all_findings] == ["FZ101"]
    said = message(report, "FZ101")
    assert all(column.head in said for column in COLUMNS if column.given and not column.rare)
    assert "编号" in said
    found = "最像表头的一行没有“编号”：名称、事项、状态" if missing == "编号" else "最像表头的一行是：甲、乙、丙"
    assert found in said


def test_an_empty_workbook_is_told_as_one() -> None:
    report = handed_in(workbook([], [], []))
    assert [one.code for one in report.all_findings] == ["FZ101"]
    assert "没有内容" in message(report, "FZ101")


# Heads with two meanings, slips, and other words.


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("完成时间", "写的是办结的日期，就把表头改成“完成日期”；写的是时限，不用改"),
        ("备注", "写的是进展，就把表头改成“进展情况”；写的是问题，就把表头改成“存在问题”"),
        ("采取的整改措施", "写的是做了什么，就把表头改成“进展情况”；写的是打算做什么，就把表头改成“下一步措施”"),
        ("进展情況", "是不是“进展情况”？要读取，就把表头改成“进展情况”"),
        ("佐证标提", "是不是“佐证标题”？"),
        ("工作成效", "是不是“进展情况”？"),
        ("不适用的理由", "是不是“理由”？"),
    ],
)
def test_a_head_that_may_mean_one_of_the_forms_is_told_with_what_to_write(head: str, said: str) -> None:
    used = [one for one in HEADS if one not in ("进展情况", "佐证标题", "完成日期")]
    rows = [["1.1.1-01", "设立机构", "推进中"]]
    report = handed_in(sheet([[*rows[0], *[None] * (len(used) - 3), "某事"]], [*used, head]))
    assert told(report) == ["填报!N7 FZ108"]
    assert f"{head}（N 列）；{said}" in message(report, "FZ108")


def test_where_the_column_is_there_already_another_word_for_it_is_only_named() -> None:
    report = handed_in(sheet([[*A, "某事"]], [*HEADS, "工作成效"]))
    assert message(report, "FZ108") == "读表：这些列没有读取：工作成效（Q 列）"


# Numbers by unit and by year.


def on(name: str, *lines: tuple[object, ...]) -> Any:
    def more(book: Any, _: Any) -> None:
        out = book.add_worksheet(name)
        heads = ("编号", {"分单位": "单位", "分年度": "年度"}[name], *PART_COLUMNS)
        for number, line in enumerate([heads, *lines]):
            out.write_row(number, 0, line)

    return more


def test_a_number_of_no_unit_or_year_is_told() -> None:
    assert told(handed_in(sheet(more=on("分单位", ("1.2.1-04", "", 6))))) == ["分单位!C2 FZ203"]
    report = handed_in(sheet(more=on("分年度", ("1.2.1-05", "二〇二二", 6))))
    assert told(report) == ["分年度!B2 FZ203"]


def test_a_number_of_no_id_is_told() -> None:
    report = handed_in(sheet(more=on("分单位", ("", "甲村", 6), ("1.2.1-04", "乙村", 7))))
    assert told(report) == ["分单位!B2 FZ203"]


def test_an_id_as_a_number_on_such_a_sheet_is_told() -> None:
    assert told(handed_in(sheet(more=on("分单位", (3.1, "甲村", 6))))) == ["分单位!A2 FZ205"]


def test_what_is_not_read_beside_a_number_is_told() -> None:
    report = handed_in(sheet(more=on("分单位", ("1.2.1-04", "甲村", 6, "已完成"))))
    assert told(report) == ["分单位!D2 FZ108"]


def test_a_sheet_so_called_without_such_heads_is_told() -> None:
    def more(book: Any, _: Any) -> None:
        book.add_worksheet("分单位").write_row(0, 0, ("甲村", "乙村"))

    assert told(handed_in(sheet(more=more))) == ["分单位!A1 FZ108"]
