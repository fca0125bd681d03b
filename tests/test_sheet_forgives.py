"""What a sheet may look like and still be read as the usual one: every word of "reading forgives"."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from helpers.clerks import FILE, FIRST, HEADS, LABELS, PLAN, RECORD, USUAL, handed_in, message, row, sheet, shown, told
from helpers.scenes import rendered
from helpers.sheets import workbook

from fazhi_check.outcome import Report
from fazhi_check.reports import FORMATS, renderer
from fazhi_check.words import LANGS

AS_USUAL = handed_in(sheet())
A, B, C, D = USUAL


def same(raw: bytes, *notes: str) -> None:
    """Assert that a sheet says what the usual one does, with some notes."""
    report = handed_in(raw)
    assert told(report) == list(notes)
    assert report.entries == AS_USUAL.entries
    assert (report.unit, report.as_of) == (AS_USUAL.unit, AS_USUAL.as_of)


def test_the_usual_sheet_has_nothing_to_tell() -> None:
    assert AS_USUAL.valid
    assert told(AS_USUAL) == []
    assert len(AS_USUAL.entries) == 4


# Columns.


def test_columns_may_be_moved() -> None:
    order = sorted(range(len(HEADS)), key=lambda number: number * 7 % 16)
    same(sheet([[one[number] for number in order] for one in USUAL], [HEADS[number] for number in order]))


def test_columns_may_be_hidden() -> None:
    same(sheet(more=lambda _, out: out.set_column(1, 5, None, None, {"hidden": True})))


def test_columns_may_be_added_and_are_told_once() -> None:
    added = [[*one, "甲", 5] for one in USUAL]
    same(sheet(added, [*HEADS, "科室", "打分"]), "填报!Q7 FZ108")
    assert message(handed_in(sheet(added, [*HEADS, "科室", "打分"])), "FZ108") == (
        "读表：这些列没有读取：科室（Q 列）、打分（R 列）"
    )


def test_an_added_column_without_content_is_not_worth_a_word() -> None:
    same(sheet(USUAL, [*HEADS, "科室", "责任人"]))


def test_columns_that_are_not_used_may_be_deleted() -> None:
    used = [number for number, _ in enumerate(HEADS) if any(one[number] for one in USUAL)]
    same(sheet([[one[number] for number in used] for one in USUAL], [HEADS[number] for number in used]))


@pytest.mark.parametrize(
    "head",
    [
        "编号 ",
        " 编  号",
        "编号*",
        "编号：",
        "编号（必填）",
        "编号\n规划里的编号，不要改",
        "*编号",
        "【编号】编号",
        "事项编号",
        "编\u3000号",
    ],
)
def test_a_head_may_carry_more_than_its_word(head: str) -> None:
    same(sheet(heads=[head, *HEADS[1:]]))


@pytest.mark.parametrize(
    ("head", "alias"),
    [
        ("状态", "任务状态"),
        ("进展情况", "具体进展"),
        ("存在问题", "存在的困难或问题"),
        ("责任单位", "主办单位"),
        ("佐证标题", "佐证材料"),
    ],
)
def test_heads_of_real_ledgers_are_known(head: str, alias: str) -> None:
    same(sheet(heads=[alias if one == head else one for one in HEADS]))


def test_heads_may_stand_in_two_rows_with_groups_above() -> None:
    def more(book: Any, out: Any) -> None:
        style, at = book.add_format(), len(LABELS) + 1
        for number, head in enumerate(HEADS):
            if not 4 <= number <= 7:
                out.merge_range(at, number, at + 1, number, head, style)
        out.merge_range(at, 4, at, 7, "佐证", style)

    lower = [head.removeprefix("佐证") if 4 <= number <= 7 else "" for number, head in enumerate(HEADS)]
    report = handed_in(sheet([lower, *USUAL], [""] * len(HEADS), more))
    assert told(report) == []
    assert report.entries == AS_USUAL.entries


def test_a_row_below_the_heads_may_count_the_columns() -> None:
    same(sheet([[str(number) for number, _ in enumerate(HEADS, 1)], *USUAL]))
    same(sheet([list(range(1, len(HEADS) + 1)), *USUAL]))
    same(sheet([["甲", "乙", *range(1, len(HEADS) - 1)], *USUAL]))


def test_the_heads_may_stand_again_further_down() -> None:
    same(sheet([A, B, HEADS, C, D]))


# Rows.


def test_rows_may_be_sorted_otherwise() -> None:
    report = handed_in(sheet([D, B, A, C]))
    assert told(report) == []
    assert report.entries == AS_USUAL.entries


def test_blank_rows_may_be_inserted() -> None:
    same(sheet([[], A, [], [], B, C, [None] * 16, D]))


def test_rows_may_be_hidden_by_a_filter() -> None:
    def more(_: Any, out: Any) -> None:
        out.autofilter(6, 0, 10, 15)
        out.set_row(8, None, None, {"hidden": True})

    same(sheet(more=more))


def test_headings_may_part_the_rows_and_are_told() -> None:
    def more(book: Any, out: Any) -> None:
        out.merge_range(FIRST - 1, 0, FIRST - 1, 15, "一、2022 年的任务", book.add_format())

    same(sheet([[], A, ["（二）常规任务"], B, ["", "三、数字"], C, D], more=more), "填报!A8 FZ108")
    assert "第 8、10、12 行没有编号也没有填报内容" in message(
        handed_in(sheet([[], A, ["（二）常规任务"], B, ["", "三、数字"], C, D], more=more)), "FZ108"
    )


@pytest.mark.parametrize("word", ["合计", "小计", "总计", "合　计", "共计：4 项"])
def test_sums_are_told_and_not_read(word: str) -> None:
    same(sheet([*USUAL, row(word, 数值="60", 覆盖数="30")]), "填报!A12 FZ108")
    same(sheet([*USUAL, row(None, 事项=word, 数值="60")]), "填报!B12 FZ108")


# Merged cells.


def merged(first: int, column: int, last: int, text: str) -> Any:
    """Return what merges cells downwards."""
    return lambda book, out: out.merge_range(first - 1, column, last - 1, column, text, book.add_format())


def test_an_id_may_be_merged_over_its_rows() -> None:
    rows = [row("", 事项="设立机构", 状态="已完成", 完成日期="2022-05-20", **FILE), row("", **RECORD), *USUAL[1:]]
    report = handed_in(sheet(rows, more=merged(FIRST, 0, FIRST + 1, "1.1.1-01")))
    assert told(report) == []
    assert [piece.title for piece in report.entries["1.1.1-01"].evidence] == ["甲办法", "会议纪要"]


def test_a_value_may_be_merged_over_the_rows_of_one_id() -> None:
    rows = [row("1.1.1-01", 状态="已完成", **FILE), row("1.1.1-01", **RECORD)]
    report = handed_in(sheet(rows, more=merged(FIRST, 3, FIRST + 1, "两件都已印发")))
    assert told(report) == []
    assert report.entries["1.1.1-01"].note == "两件都已印发"


def test_the_kind_may_be_merged_over_several_pieces() -> None:
    rows = [row("1.1.1-01", 状态="已完成", 佐证标题="甲办法"), row("1.1.1-01", 佐证标题="乙办法")]
    report = handed_in(sheet(rows, more=merged(FIRST, 4, FIRST + 1, "文件")))
    assert told(report) == []
    assert [(piece.kind, piece.title) for piece in report.entries["1.1.1-01"].evidence] == [
        ("document", "甲办法"),
        ("document", "乙办法"),
    ]


def test_a_piece_merged_over_the_rows_of_one_id_is_one_piece() -> None:
    def more(book: Any, out: Any) -> None:
        for column, text in ((4, "文件"), (5, "甲办法")):
            out.merge_range(FIRST - 1, column, FIRST, column, text, book.add_format())

    report = handed_in(sheet([row("1.1.1-01", 状态="已完成"), row("1.1.1-01")], more=more))
    assert told(report) == []
    assert len(report.entries["1.1.1-01"].evidence) == 1


def test_a_value_merged_over_several_ids_is_said_of_each() -> None:
    rows = [row("1.1.1-02", 事项="甲"), row("1.1.1-03", 事项="乙"), row("1.1.1-04", 状态="已完成")]
    report = handed_in(sheet(rows, more=merged(FIRST, 2, FIRST + 1, "推进中")))
    assert told(report) == []
    assert [entry.status for entry in report.entries.values()] == ["under_way", "under_way", "done"]


def test_a_column_of_groups_may_be_merged() -> None:
    same(sheet([["", *one] for one in USUAL], ["领域", *HEADS], merged(FIRST, 0, FIRST + 3, "法治政府")))


# One entry in several rows.


def test_further_evidence_stands_below_with_the_same_id() -> None:
    report = handed_in(sheet([A, row("1.1.1-01", **RECORD), row("1.1.1-01", 事项="设立机构", 状态="已完成"), B]))
    assert told(report) == []
    assert [piece.title for piece in report.entries["1.1.1-01"].evidence] == ["甲办法", "会议纪要"]


def test_an_empty_id_joins_the_row_above_and_is_told() -> None:
    report = handed_in(sheet([A, row(None, **RECORD), row("——", 佐证类型="公开", 佐证标题="公告"), B, C, D]))
    assert told(report) == ["填报!A9 FZ108"]
    assert message(report, "FZ108") == "读表：第 9、10 行没有编号，按 1.1.1-01（第 8 行）的又一行读取"
    assert [piece.title for piece in report.entries["1.1.1-01"].evidence] == ["甲办法", "会议纪要", "公告"]
    assert report.entries["1.1.1-02"] == AS_USUAL.entries["1.1.1-02"]


# Values.


@pytest.mark.parametrize(
    ("head", "written", "wanted"),
    [
        ("佐证日期", "２０２２－０５－１７", "2022-05-17"),
        ("佐证日期", "２０２２年５月１７日", "2022-05-17"),
        ("佐证日期", "20220517", "2022-05-17"),
        ("佐证日期", 20220517, "2022-05-17"),
        ("佐证日期", "２０２２０５１７", "2022-05-17"),
        ("佐证日期", date(2022, 5, 17), "2022-05-17"),
        ("佐证日期", 2022, "2022"),
        ("佐证日期", 2022.5, "2022.5"),
        ("佐证日期", 2022.11, "2022.11"),
        ("完成日期", " 2022-05-20 ", "2022-05-20"),
        ("数值", "６０", "60"),
        ("数值", "６０．５", "60.5"),
        ("数值", 60, "60"),
        ("数值", 60.5, "60.5"),
        ("数值", "60", "60"),
        ("数值", "1,200", "1200"),
        ("覆盖数", "３０", "30"),
        ("进度", 45, "45"),
    ],
)
def test_a_value_may_be_written_otherwise(head: str, written: object, wanted: str) -> None:
    def more(book: Any, out: Any) -> None:
        if isinstance(written, date):
            out.write_datetime(FIRST - 1, HEADS.index(head), written, book.add_format({"num_format": "yyyy/m/d"}))

    target = {"数值": "1.2.1-01", "覆盖数": "1.2.1-03"}.get(head, "1.1.1-03")
    told_of = {"佐证类型": "文件", "佐证标题": "甲"} if head == "佐证日期" else {}
    given = {"总数": "40"} if head == "覆盖数" else {} if head == "数值" else {"状态": "推进中"}
    cells = {**told_of, **given, head: None if isinstance(written, date) else written}
    report = handed_in(sheet([row(target, **cells)], more=more))
    usual = handed_in(sheet([row(target, **cells | {head: wanted})]))
    assert [one.code for one in shown(report)] == [one.code for one in shown(usual)]
    assert amounts(report) == amounts(usual)


def amounts(report: Any) -> list[Any]:
    """Return the days and numbers of a report without how they were written."""
    found: list[Any] = []
    for entry in report.entries.values():
        found += [(key, value.low, value.high) for key in entry.numbers if (value := getattr(entry, key))]
        found += [piece.date and piece.date[:2] for piece in entry.evidence]
        found.append(entry.done_on and entry.done_on[:2])
    return found


@pytest.mark.parametrize("nothing", ["——", "—", "-", "－", "/", "／", "无", "无。", "  ", "\u3000", "— —", "（空）"])
def test_dashes_and_nothing_are_empty(nothing: str) -> None:
    blank = row("1.1.1-03", **dict.fromkeys(HEADS[2:], nothing))
    report = handed_in(sheet([*USUAL, blank]))
    assert told(report) == []
    assert report.entries["1.1.1-03"].empty
    assert next(one.verdict for one in report.assessments if one.target.id == "1.1.1-03") == "missing"


def test_a_percent_cell_is_in_percent() -> None:
    def more(book: Any, out: Any) -> None:
        out.write_number(FIRST - 1, HEADS.index("数值"), 0.985, book.add_format({"num_format": "0.0%"}))

    report = handed_in(sheet([row("1.2.1-07")], more=more))
    assert told(report) == []
    value = report.entries["1.2.1-07"].value
    assert value
    assert (value.text, value.percent, float(value.low or 0)) == ("98.5%", True, 98.5)


def test_a_form_of_which_only_the_kinds_are_chosen_is_not_filled_in() -> None:
    report = handed_in(sheet([*USUAL, row("1.1.1-03", 佐证类型="文件")]))
    assert told(report) == []
    assert report.entries["1.1.1-03"].empty


# Persons.

NAMES = ("张三丰", "李四光", "王五一", "13812345678", "0991-1234567")


def test_columns_of_persons_are_named_and_never_read() -> None:
    heads = [*HEADS, "责任人", "联系电话", "分管领导", "填报人（签字）"]
    same(sheet([[*one, *NAMES[:4]] for one in USUAL], heads), "填报!Q7 FZ108")
    report = handed_in(sheet([[*one, *NAMES[:4]] for one in USUAL], heads))
    assert message(report, "FZ108") == (
        "读表：涉及个人的列不读取、不保留：责任人（Q 列）、联系电话（R 列）、分管领导（S 列）、填报人（T 列）"
    )


FEET = (
    ("单位主要负责人（签字）：张三丰", "", "审核人：李四光", "", "填报人：王五一", "", "联系电话：0991-1234567"),
    ("单位主要负责人（签字）：张三丰    审核人：李四光  填报人：王五一  电话：13812345678",),
    ("", "负责人：", "张三丰", "审核：", "李四光", "制表人：", "王五一"),
    ("填报单位（盖章）：", "", "", "", "", "填报人：王五一"),
    ("（盖章）      2023年  月  日",),
    ("", "", "", "", "（公章）"),
)


@pytest.mark.parametrize("foot", FEET)
def test_lines_to_be_signed_are_never_read(foot: tuple[str, ...]) -> None:
    same(sheet([*USUAL, [], foot]))
    same(sheet([A, B, foot, C, D]))  # sorted into the middle


def test_what_stands_below_the_signatures_without_an_id_is_told() -> None:
    same(sheet([*USUAL, FEET[0], row(None, 佐证标题="另附一件")]), "填报!F13 FZ108")
    same(sheet([*USUAL, FEET[0], ["注：1. 本表一式两份"]]), "填报!A13 FZ108")
    same(sheet([*USUAL, ["审批意见：同意", "", "张三丰"]]), "填报!A12 FZ108")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMATS)
def test_no_format_says_a_word_of_a_person(form: str, lang: Any) -> None:
    heads = [*HEADS, "责任人", "联系电话"]
    labels = [*LABELS, ("填报人", NAMES[2]), ("联系电话：0991-1234567", "")]
    raw = sheet([*([*one, *NAMES[:2]] for one in USUAL), *FEET], heads, labels=labels)
    out = rendered(renderer(form), Report([handed_in(raw)]), lang, show_all=True)
    assert [name for name in NAMES if name in out] == []


# Above the table.


@pytest.mark.parametrize(
    "labels",
    [
        [
            ("规划：", "small"),
            ("填报单位：", "甲市"),
            ("层级:", "市级"),
            ("行政区划代码", "650100"),
            ("截至日期", "2023-08-30"),
        ],
        [("规划：small",), ("填报单位：甲市",), ("层级：市级",), ("代码：650100",), ("截至：2023年8月30日",)],
        [("规划：small　　单位：甲市　　层级：市级　　代码：650100　　截至：2023-08-30",)],
        [("规划", "small", "单位", "甲市", "层级", "市级"), ("代码", 650100, "截至", 20230830)],
        [
            ("规划", "", "", "small"),
            ("单位", "", "甲市"),
            ("层级", "市级"),
            ("代码", "６５０１００"),
            ("截止时间", "2023.8.30"),
        ],
        [
            ("规划", "small"),
            ("填报单位（盖章）：甲市（盖章）",),
            ("层级", "市级"),
            ("代码", "650100"),
            ("截至", "２０２３－０８－３０"),
        ],
        [
            ("甲市法治建设填报表",),
            ("规划", "small"),
            ("单位", "甲市"),
            ("层级", "city"),
            ("代码", "650100"),
            ("截至", "2023-8-30"),
        ],
    ],
)
def test_labels_may_be_written_in_many_ways(labels: list[tuple[object, ...]]) -> None:
    report = handed_in(workbook(HEADS, USUAL, labels))  # type: ignore[arg-type]
    assert told(report) == []
    assert (report.unit, report.as_of, report.entries) == (AS_USUAL.unit, AS_USUAL.as_of, AS_USUAL.entries)


def test_a_label_may_be_merged_with_the_cells_beside_it() -> None:
    def more(book: Any, out: Any) -> None:
        out.merge_range(1, 0, 1, 2, "单位", book.add_format())
        out.merge_range(1, 3, 1, 6, "甲市", book.add_format())

    same(sheet(more=more, labels=[LABELS[0], (), *LABELS[2:]]))


def test_labels_of_persons_and_others_above_the_table_are_told_by_their_words() -> None:
    labels = [*LABELS, ("填报人：", NAMES[0]), ("联系科室：", "法治科")]
    report = handed_in(sheet(labels=labels))
    assert told(report) == ["填报!A6 FZ108", "填报!A7 FZ108"]
    assert [one.message("zh") for one in shown(report)] == [
        "读表：表头以上涉及个人的不读取、不保留：填报人",
        "读表：表头以上这些没有读取：联系科室",
    ]


# Sheets.


def several(**sheets: Any) -> bytes:
    """Return a workbook of several sheets, each with its labels and rows."""
    (first, rows), *rest = sheets.items()

    def more(book: Any, _: Any) -> None:
        for name, (labels, lines) in rest:
            out = book.add_worksheet(name)
            for number, line in enumerate([*labels, [], HEADS, *lines]):
                for column, text in enumerate(line):
                    if text:
                        out.write_string(number, column, text)

    return sheet(rows[1], labels=rows[0], name=first, more=more)


def test_a_renamed_sheet_is_found_by_its_heads() -> None:
    report = handed_in(sheet(name="天山区报送"))
    assert report.entries == AS_USUAL.entries


def test_a_sheet_for_each_section_is_read_with_the_others() -> None:
    report = handed_in(several(科学立法=(LABELS, [A, B]), 依法行政=((), [C, D])))
    assert told(report) == []
    assert report.entries == AS_USUAL.entries


def test_sheets_that_contradict_each_other_above_the_table_are_told() -> None:
    other = [("截至", "2023-09-30"), *LABELS[:4]]
    report = handed_in(several(科学立法=(LABELS, [A, B]), 依法行政=(other, [C, D])))
    assert told(report) == ["依法行政!A1 FZ104"]


def test_a_copy_beside_the_form_is_not_read_and_told() -> None:
    changed = row("1.1.1-01", 状态="推进中")
    report = handed_in(several(**{"填报": (LABELS, USUAL), "填报 (2)": (LABELS, [changed])}))
    assert told(report) == ["填报 (2)!A1 FZ108"]
    assert "填报 (2)是“填报”的副本" in message(report, "FZ108")
    assert report.entries == AS_USUAL.entries


def test_the_same_piece_in_two_sheets_is_one_piece() -> None:
    report = handed_in(several(一季度=(LABELS, USUAL), 二季度=(LABELS, USUAL)))
    assert told(report) == []
    assert report.entries == AS_USUAL.entries


def test_a_hidden_sheet_is_told_if_it_holds_anything() -> None:
    def more(book: Any, _: Any) -> None:
        book.add_worksheet("空的").hide()
        old = book.add_worksheet("旧稿")
        old.write_string(0, 0, "编号")
        old.hide()

    same(sheet(more=more), "旧稿!A1 FZ108")


def test_a_hidden_sheet_of_numbers_by_unit_is_not_read_but_told() -> None:
    def more(book: Any, out: Any) -> None:
        parts("分单位", [["1.2.1-04", "甲村", 6]])(book, out)
        book.get_worksheet_by_name("分单位").hide()

    same(sheet(more=more), "分单位!A1 FZ108")


# Numbers by unit and by year.


def parts(name: str, rows: list[list[object]], heads: tuple[str, ...] | None = None) -> Any:
    """Return what adds a sheet of numbers by unit or year."""
    known = heads or ("编号", {"分单位": "单位", "分年度": "年度"}[name], "数值", "状态", "覆盖数", "总数")

    def more(book: Any, _: Any) -> None:
        out = book.add_worksheet(name)
        for number, line in enumerate([known, *rows]):
            for column, value in enumerate(line):
                out.write(number, column, value)

    return more


def test_numbers_by_unit_and_year_stand_on_sheets_of_their_own() -> None:
    report = handed_in(
        sheet(more=parts("分单位", [["1.2.1-04", "甲村", 6], ["1.2.1-04", "乙村", "７"], ["合计", "", 13]]))
    )
    assert told(report) == ["分单位!A4 FZ108"]
    assert {name: amount.text for name, amount in (report.entries["1.2.1-04"].by_unit or {}).items()} == {
        "甲村": "6",
        "乙村": "７",
    }
    report = handed_in(
        sheet(more=parts("分年度", [["1.2.1-05", 2021, 4], ["1.2.1-05", "２０２２年", "5"], ["", 2023, 3]]))
    )
    assert told(report) == ["分年度!A4 FZ108"]
    assert list(report.entries["1.2.1-05"].by_year or {}) == [2021, 2022, 2023]


def test_an_id_on_such_a_sheet_may_be_merged_and_its_columns_moved() -> None:
    def more(book: Any, out: Any) -> None:
        parts("分单位", [["甲村", 6, ""], ["乙村", 7, ""]], ("单位名称", "数值", "编号"))(book, out)
        book.get_worksheet_by_name("分单位").merge_range(1, 2, 2, 2, "1.2.1-04", book.add_format())

    report = handed_in(sheet(more=more))
    assert told(report) == []
    assert list(report.entries["1.2.1-04"].by_unit or {}) == ["甲村", "乙村"]


def test_a_sum_by_name_on_such_a_sheet_is_no_unit() -> None:
    report = handed_in(sheet(more=parts("分单位", [["1.2.1-04", "甲村", 6], ["1.2.1-04", "合计", 6]])))
    assert told(report) == ["分单位!B3 FZ108"]
    assert list(report.entries["1.2.1-04"].by_unit or {}) == ["甲村"]


def test_json_names_the_cells() -> None:
    report = handed_in(sheet([row("1.1.1-01", 状态="完工")]))
    data = json.loads(rendered(renderer("json"), Report([report]), "zh", show_all=True))
    [found] = [one for one in data["files"][0]["findings"] if one["code"] == "FZ203"]
    assert (found["line"], found["column"], found["cell"]) == (8, 3, "填报!C8")
    assert PLAN.id == "small"
