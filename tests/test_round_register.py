"""The round's workbook (调度台账.xlsx): what is read from its sheets, whatever offices do to them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from fazhi_check.fill.register.book import Begun, register
from fazhi_check.findings import Finding, Place, Unusable
from fazhi_check.plan.store import load_plan
from fazhi_check.round.columns import LABELS, REGISTERS
from fazhi_check.round.course import Course
from fazhi_check.round.faults import faults
from fazhi_check.round.reading import read_round
from fazhi_check.round.rows import ROWS, Round
from fazhi_check.submission.loading import load
from fazhi_check.submission.sheet.cells import meant_by_number

pytestmark = pytest.mark.slow


Rows = Sequence[Sequence[Any]]
TOP = [("规划", "urumqi-14fyp"), ("标题", "2023年第四季度调度"), ("截至", "2023-12-31")]
UNITS = [
    ("名称", "层级", "代码", "上级", "类别"),
    ("乌鲁木齐市", "市级", "650100", None, None),
    ("天山区", "县级", "650102", "乌鲁木齐市", "区县"),
]


def book(sheets: Mapping[str, Rows], top: Rows = TOP) -> Workbook:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in [*top, (), *rows] if name in ("名册", "单位") else rows:
            sheet.append(list(row))
    return made


@pytest.fixture
def read(tmp_path: Path):
    def reading(made: Workbook | bytes, name: str = "调度台账.xlsx") -> Round:
        path = tmp_path / name
        if isinstance(made, bytes):
            path.write_bytes(made)
        else:
            made.save(path)
        return read_round(str(path))

    return reading


def said(found: Round | Unusable) -> list[str]:
    return [f"{one.at.strip()} {one}" for one in found.findings]


def test_the_head_stands_above_the_units_and_places_are_cells(read):
    found = read(book({"名册": UNITS, "收件登记": [("单位", "收到", "处理"), ("天山区", "2024/1/9", "受理")]}))
    assert said(found) == []
    assert (found.head.title, found.as_of) == ("2023年第四季度调度", date(2023, 12, 31))
    assert [(one.name, one.level, one.code, one.within) for one in found.units] == [
        ("乌鲁木齐市", "city", "650100", None),
        ("天山区", "county", "650102", "乌鲁木齐市"),
    ]
    assert [one.place.cell for one in found.units if one.place] == ["名册!A6", "名册!A7"]
    assert found.units[1].at("code") == Place(7, 3, "名册")
    assert [(one.unit, one.received, one.handling) for one in found.receipts] == [
        ("天山区", date(2024, 1, 9), "accepted")
    ]


def test_columns_are_found_wherever_they_stand_and_by_other_heads(read):
    rows = [
        ("单位名册",),
        ("序号", "行政区划代码", "所属单位", "单位名称", "单位层级", "联系人", "联系电话", "排名"),
        (1, 650100, "——", "乌鲁木齐市", "市级", "张三", "13800138000", 7),
        (2, 650102, "乌鲁木齐市", "天山区", "区县", "李四", "13800138001", 8),
        (None,),
        ("合计", None, None, "2"),
        ("填报人：王五", None, None, None, "联系电话：13800138002"),
        ("（盖章）",),
    ]
    made = book({"名册": rows})
    made["名册"].column_dimensions["B"].hidden = True
    found = read(made)
    assert [(one.name, one.level, one.code, one.within) for one in found.units] == [
        ("乌鲁木齐市", "city", "650100", None),
        ("天山区", "county", "650102", "乌鲁木齐市"),
    ]
    told = "\n".join(said(found))
    assert {one.code for one in found.findings} == {"FZ108"}
    assert "涉及个人的列不读取、不保留：联系人（F 列）、联系电话（G 列）" in told
    assert "这些列没有读取：排名（H 列）" in told
    assert "第 10 行是合计" in told
    assert "张三" not in told
    assert "138" not in told


def test_dates_codes_and_words_are_read_as_offices_store_them(read):
    made = book(
        {
            "名册": UNITS,
            "分工": [
                ("编号", "牵头单位", "承办", "节点", "本期"),
                ("3.3.2-07", "天山区；乌鲁木齐市", "全部", "2024-06-30 取得突破；2024-12-31 已完成", "否"),
                ("3.3.2-08", "", "", "", True),
            ],
            "发文登记": [
                ("文号", "日期", "单位", "种类", "问题", "回复期限"),
                ("某法发〔2024〕1号", datetime(2024, 1, 20), "天山区", "督办单", "无", "20240220"),
            ],
        },
        [*TOP[:2], ("截至", datetime(2023, 12, 31)), ("报送截止：2024年1月10日",)],
    )
    found = read(made)
    assert said(found) == []
    assert (found.as_of, found.head.due) == (date(2023, 12, 31), date(2024, 1, 10))
    first, second = found.assignments
    assert first.node == ((date(2024, 6, 30), "substantial"), (date(2024, 12, 31), "done"))
    assert (first.lead, first.counties, first.asked) == (("天山区", "乌鲁木齐市"), "all", False)
    assert (second.lead, second.counties, second.node, second.asked) == ((), (), (), True)
    sent = found.dispatches[0]
    assert (sent.date, sent.reply_by, sent.problems) == (date(2024, 1, 20), date(2024, 2, 20), ())


def test_what_cannot_be_used_is_told_at_its_cell_and_nothing_else_is_lost(read):
    rows = [
        *UNITS,
        ("沙依巴克区", "县", "65010", None, None),
        ("高新区", "区级", "650104", None, None),
        (None, "县级", "650105", None, None),
        ("米东区", "=A1", "650109", None, None),
    ]
    made = book({"名册": rows, "分工": [("编号", "牵头单位"), (3.1, "天山区"), (3.7, "天山区"), ("3.3.2", "天山区")]})
    found = read(made)
    assert [one.name for one in found.units] == ["乌鲁木齐市", "天山区"]
    assert [one.task for one in found.assignments] == [
        "3.1",
        "3.3.2",
    ]  # 3.1 is a section, and can have been nothing else
    told = said(found)
    assert [line.split(" ")[:2] for line in told] == [
        ["分工!A3", "FZ205"],
        ["名册!C8", "FZ203"],
        ["名册!B9", "FZ203"],
        ["名册!A10", "FZ201"],
        ["名册!B11", "FZ203"],
    ]
    assert "公式没有保存结果" in told[4]


def test_a_number_that_may_have_been_two_ids_is_asked_about():
    assert meant_by_number("3.1", ["3.1", "3.10", "3.1.1"]) == ["3.1", "3.10"]
    assert meant_by_number("3.1", ["3.1", "3.2"]) == ["3.1"]


def test_merged_cells_hold_for_all_their_rows(read):
    made = book({"名册": UNITS, "分工": [("编号", "牵头单位"), ("3.3.2-07", "天山区"), ("3.3.2-08", None)]})
    made["分工"].merge_cells("B2:B3")
    assert [(one.task, one.lead) for one in read(made).assignments] == [
        ("3.3.2-07", ("天山区",)),
        ("3.3.2-08", ("天山区",)),
    ]


def test_a_head_that_is_not_whole_is_told_at_the_cell_for_it(read):
    with pytest.raises(Unusable) as refused:
        read(book({"名册": UNITS}, [("规划", "urumqi-14fyp"), ("标题",), ("截至", "2023-13-01")]))
    assert [line.split(" ")[:2] for line in said(refused.value)] == [["名册!B2", "FZ201"], ["名册!B3", "FZ203"]]


def test_a_column_that_is_lacking_is_told_once_and_headings_inside_a_table_are_no_rows(read):
    rows = [*UNITS[:2], ("部门",), ("市司法局", "部门", "650100", None, None)]
    made = book(
        {
            "名册": rows,
            "销号": [("单位", "编号", "决定", "日期"), *[("天山区", "3.3.2-07", "已销号", "2024-01-09")] * 3],
        }
    )
    made["名册"].merge_cells("A7:E7")
    found = read(made)
    assert said(found) == ["名册!A7 FZ108 读表：第 7 行是小标题，没有读取", "销号!E1 FZ201 缺少必填的批准单位"]
    assert [one.name for one in found.units] == ["乌鲁木齐市", "市司法局"]


def test_other_workbooks_are_called_what_they_are(read):
    with pytest.raises(Unusable) as refused:
        read(book({"填报": [("编号", "状态"), ("3.3.2-07", "已完成")]}))
    assert "作为要检查的文件给出" in str(refused.value)
    with pytest.raises(Unusable) as refused:
        read(book({"Sheet1": [("项目", "金额"), ("a", 1)]}))
    assert "没有找到工作表“名册”" in str(refused.value)
    assert "Sheet1" in str(refused.value)


def test_an_empty_list_of_units_is_told_at_its_table(read):
    with pytest.raises(Unusable) as refused:
        read(book({"名册": UNITS[:1]}))
    assert said(refused.value) == ["名册!A5 FZ201 缺少必填的单位：从第 6 行起，一行写一个单位"]


def test_a_round_given_as_a_submission_is_called_what_it_is(tmp_path: Path):
    book({"名册": UNITS, "问题": [("单位", "编号"), ("天山区", "3.3.2-07")]}).save(tmp_path / "a.xlsx")
    found = load(str(tmp_path / "a.xlsx"))
    assert isinstance(found, Finding)
    assert (found.code, "用 --round 给出" in str(found)) == ("FZ203", True)


def test_sheets_that_are_not_read_are_named(read):
    found = read(
        book(
            {
                "名册": UNITS,
                "名册 (2)": UNITS,
                "收件登记": [("甲", "乙"), ("天山区", "1月")],
                "说明": [("怎样填",)],
                "计分录入": [("单位", "分数"), ("天山区", 3)],
                "草稿": [("随手",)],
            }
        )
    )
    told = "\n".join(said(found))
    assert "这些工作表没有读取：名册 (2)、草稿" in told
    assert "收件登记!A1 FZ203" in told
    assert "没有找到表头" in told


def test_rows_that_show_how_to_fill_in_are_not_read_and_hints_beside_labels_are_no_values(read):
    hint = next(one.hint for one in LABELS if one.key == "from")
    top = [*TOP, ("起", None, None, hint)]
    receipts = [("单位", "收到"), ("示例：某区", "2024-01-09"), ("天山区", "2024-01-08"), ("示例市", "2024-01-07")]
    found = read(book({"名册": UNITS, "收件登记": receipts}, top))
    assert said(found) == ["收件登记!A2 FZ108 读表：示例行没有读取：收件登记!A2"]
    assert [one.unit for one in found.receipts] == ["天山区", "示例市"]
    assert found.head.from_ is None


# What may stand in a column, by what the key holds: as YAML or a sheet would have it.
_NAMES = st.sampled_from(["天山区", "市司法局", "乌鲁木齐市", "达坂城区"])
_DAYS = st.dates(date(2021, 1, 1), date(2025, 12, 31)).map(date.isoformat)
_TASKS = st.sampled_from(["3.3.2-07", "3.3.2", "3.6", "safe_capital"])
_TEXTS = st.sampled_from(["已答复", "按 2023 年口径", "某法发〔2023〕1号", "第一行\n第二行"])
_OF_KEY: Mapping[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("unit", "name", "within"), _NAMES),
    **dict.fromkeys(("task", "assigned", "no", "problems"), _TASKS),
    **dict.fromkeys(("lead", "support", "formerly"), st.lists(_NAMES, min_size=1, max_size=3).map("、".join)),
    "counties": st.one_of(st.just("全部"), _NAMES),
    "node": st.sampled_from(["2024-06-30 取得突破", "2024-06-30 推进中；2024-12-31 已完成"]),
    "code": st.sampled_from(["650100", "650102"]),
    "cases": st.sampled_from(["0", "2", "3 件"]),
    "points": st.sampled_from(["8.5", "9.25分", "0"]),
}


def _value(sheet: str, key: str, choices: Sequence[str], holds: str) -> st.SearchStrategy[Any]:
    if key in _OF_KEY:
        return _OF_KEY[key]
    return st.sampled_from(choices) if choices else _DAYS if holds == "date" else _TEXTS


def _row(sheet: Any) -> st.SearchStrategy[dict[str, str]]:
    values = {one.head: _value(sheet.name, one.key, one.choices, one.holds) for one in sheet.columns}
    needed = {one.head: values[one.head] for one in sheet.columns if one.needed}
    return st.fixed_dictionaries(needed, optional={head: one for head, one in values.items() if head not in needed})


_ROUNDS = st.fixed_dictionaries(
    {one.name: st.lists(_row(one), min_size=1 if one.name == "名册" else 0, max_size=4) for one in REGISTERS}
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROUNDS, order=st.randoms(use_true_random=False))
def test_a_round_reads_the_same_from_a_text_and_from_a_workbook(tmp_path: Path, rows, order):
    text = ["规划: urumqi-14fyp", "标题: 调度", "截至: 2023-12-31"]
    sheets: dict[str, list[list[Any]]] = {}
    for one in REGISTERS:
        heads = [column.head for column in one.columns]
        order.shuffle(heads)
        sheets[one.name] = [heads, *([row.get(head) for head in heads] for row in rows[one.name])]
        if rows[one.name]:
            text.append(f"{one.list}:")
        for row in rows[one.name]:
            quoted = (f'{key}: "{value}"'.replace("\n", "\\n") for key, value in row.items())
            text.append(f"  - {{{', '.join(quoted)}}}")
    (tmp_path / "调度.yaml").write_text("\n".join(text), encoding="utf-8")
    out = io.BytesIO()
    book(sheets, [("规划", "urumqi-14fyp"), ("标题", "调度"), ("截至", "2023-12-31")]).save(out)
    (tmp_path / "调度台账.xlsx").write_bytes(out.getvalue())
    one, other = (read_round(str(tmp_path / name)) for name in ("调度.yaml", "调度台账.xlsx"))
    assert [one.findings, other.findings] == [[], []]
    assert one.head == other.head
    for name in ROWS:
        assert list(map(dict, getattr(one, name))) == list(map(dict, getattr(other, name)))
    assert len(other.units) == len(rows["名册"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROUNDS)
def test_what_is_carried_into_a_new_register_is_read_back(tmp_path: Path, rows):
    pytest.importorskip("xlsxwriter")
    head = {"plan": "urumqi-14fyp", "title": "调度", "as_of": "2023-12-31", "due": "2024-01-10"}
    lists = {one.list: [_by_key(one, row) for row in rows[one.name]] for one in REGISTERS if one.name != "核定"}
    (tmp_path / "调度台账.xlsx").write_bytes(register(load_plan("urumqi-14fyp"), Begun(head, lists)))
    found = read_round(str(tmp_path / "调度台账.xlsx"))
    assert {one.code for one in found.findings} == {"FZ108"}
    assert (found.head.title, found.head.due, found.head.issuer) == ("调度", date(2024, 1, 10), None)
    text = {"plan": "urumqi-14fyp", "title": "调度", "as_of": "2023-12-31", **lists}
    (tmp_path / "调度.json").write_text(json.dumps(text), encoding="utf-8")
    same = read_round(str(tmp_path / "调度.json"))
    for name in lists:
        assert list(map(dict, getattr(found, name))) == list(map(dict, getattr(same, name)))


def _by_key(sheet: Any, row: Mapping[str, str]) -> dict[str, str]:
    return {one.key: row[one.head] for one in sheet.columns if one.head in row}


def test_what_is_wrong_with_units_is_told_at_its_cell_and_a_letter_goes_by_either_name(read):
    heads = (*UNITS[0], "机构", "分工")
    units = [
        heads,
        (*UNITS[1], None, None),
        ("市司法局", "部门", "650100", "乌鲁木齐市", "部门", "司法居", "3.3.2、9.9.9"),
    ]
    sent = [("日期", "单位", "种类"), ("2024-01-12", "市司法局", "商请函"), ("2024-01-12", "市公安", "督促提醒函")]
    found = read(book({"名册": units, "发文登记": sent}))
    assert [one.kind for one in found.dispatches] == ["督促提醒函", "督促提醒函"]
    plan = load_plan("urumqi-14fyp")
    duties = Course(found).duties(plan)
    assert duties
    told = {one.place.cell for one in faults(found, duties) if one.place}
    assert told == {"名册!F7", "名册!G7", "发文登记!B3"}
