"""Tables of indicators in a drafted plan: rows of tabs, pipes and wide blanks, or one cell a line; what is no row is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.plan.draft.cells import value
from tests.test_draft_plan import made, proof, targets_of

HEAD = ("序号", "指标", "2020年", "2025年", "属性")
ROWS = (
    ("1", "森林覆盖率（%）", "21.66", "23.04", "约束性"),
    ("2", "细颗粒物浓度（微克/立方米）", "42", "35", "约束性"),
    ("3", "单位产值能耗降低（%）", "—", "[13.5]", "约束性"),
    ("4", "空气质量优良天数比率（%）", "76.7", "＞80", "预期性"),
    ("5", "生态环境状况指数", "60.4", "＞60.4", "预期性"),
    ("6", "新增治理面积（万亩）", "-", "〔27〕", "预期性"),
)
EXPECTED: dict[str, dict[str, Any]] = {
    "森林覆盖率": {"kind": "quantity", "at_least": 23.04, "unit": "%", "baseline": 21.66},
    "细颗粒物浓度": {"kind": "quantity", "at_most": 35, "unit": "微克/立方米", "baseline": 42},
    "单位产值能耗降低": {"kind": "cumulative", "at_most": -13.5, "unit": "%"},
    "空气质量优良天数比率": {"kind": "quantity", "at_least": 80, "unit": "%", "baseline": 76.7},
    "生态环境状况指数": {"kind": "quantity", "at_least": 60.4},
    "新增治理面积": {"kind": "quantity", "at_least": 27, "unit": "万亩"},
}
FORMS = {
    "tabs": "\t".join,
    "pipes": lambda cells: f"| {' | '.join(cells)} |",
    "blanks": "   ".join,
    "wide-blanks": "　　".join,
    "lines": "\n".join,
}
BEFORE = "云山县生态保护规划（2021—2025年）\n第一章 总体要求\n到2025年，生态环境持续改善。\n"
AFTER = "\n第二章 重点任务\n建立部门协同机制，健全巡查制度。\n"


def text_of(table: str) -> str:
    """Return a plan with a table in its first chapter."""
    return f"{BEFORE}专栏1 主要指标\n{table}{AFTER}"


def measures(files: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the measure of every target of a table by its title, a baseline by its value."""
    rows = [one for one in targets_of(files) if "指标表" in str(one.get("note", ""))]
    return {str(one["title"]): _flat(one["measure"]) for one in rows}


def _flat(measure: Any) -> dict[str, Any]:
    return {key: held["value"] if key == "baseline" else held for key, held in measure.items()}


@pytest.mark.parametrize("form", FORMS)
def test_a_row_is_a_target_with_its_baseline_and_its_mark(form: str):
    join = FORMS[form]
    text = text_of("\n".join(join(cells) for cells in (HEAD, *ROWS)))
    _, files = made(text)
    codes, trace = proof(text, files)
    assert measures(files) == EXPECTED
    assert codes == ["FZ727"]
    assert trace.ok
    [forest] = [one for one in targets_of(files) if one["title"] == "森林覆盖率"]
    assert str(forest["measure"]["baseline"]["date"]) == "2020-12-31"
    assert {str(day): asked for day, asked in forest["schedule"].items()} == {"2025-12-31": "done"}
    assert "约束性" in forest["note"]
    assert not any("\t" in str(one["title"]) or "专栏" in str(one["title"]) for one in targets_of(files))


def test_the_numbers_on_the_way_are_its_schedule_and_the_unit_has_its_own_column():
    text = text_of(
        "| 指标名称 | 单位 | 2020年基期值 | 2023年目标值 | 2025年目标值 |\n|---|---|---|---|---|\n"
        "| 污水处理率 | % | 90 | 93 | 95以上 |\n| 公园 | 个 | 10 | 12 | 15 |\n"
    )
    _, files = made(text)
    assert measures(files)["污水处理率"] == {"kind": "quantity", "at_least": 95, "unit": "%", "baseline": 90}
    [parks] = [one for one in targets_of(files) if one["title"] == "公园"]
    assert {str(day): str(asked) for day, asked in parks["schedule"].items()} == {
        "2023-12-31": "12",
        "2025-12-31": "done",
    }
    assert proof(text, files)[1].ok


def test_what_a_table_says_in_changes_in_words_and_with_marks_of_notes_is_read():
    text = text_of(
        "二级指标\t2020年\t2025年\t年均增速/累计\t属性\n"
        "1.生产总值增长（%）\t2.3\t—\t保持在合理区间\t预期性\n"
        "2.常住人口城镇化率（%）\t60.6*\t65\t—\t预期性\n"
        "3.人均预期寿命（岁）*\t77.3\t—\t〔1〕\t预期性\n"
        "4.人均可支配收入增长（%）\t2.1\t—\t5.5\t预期性\n"
        "5.水耗下降（%）\t—\t—\t〔16〕\t约束性\n"
        "6.重大项目开工\t完成\t完成上级任务\t—\t约束性\n"
    )
    _, files = made(text)
    assert measures(files) == {
        "生产总值增长": {"kind": "milestone"},
        "常住人口城镇化率": {"kind": "quantity", "at_least": 65, "unit": "%", "baseline": 60.6},
        "人均预期寿命": {"kind": "quantity", "at_least": 78.3, "unit": "岁", "baseline": 77.3},
        "人均可支配收入增长": {"kind": "quantity", "at_least": 5.5, "unit": "%"},
        "水耗下降": {"kind": "cumulative", "at_most": -16, "unit": "%"},
        "重大项目开工": {"kind": "milestone"},
    }
    notes = {str(one["title"]): str(one.get("note", "")) for one in targets_of(files)}
    assert "完成上级任务" in notes["重大项目开工"]
    assert "年均" in notes["人均可支配收入增长"]
    codes, trace = proof(text, files)
    assert (set(codes), trace.ok) == ({"FZ727"}, True)


@pytest.mark.parametrize("form", ["tabs", "pipes", "blanks"])
def test_numbered_rows_are_no_headings_where_headings_are_numbered_alike(form: str):
    join = FORMS[form]
    table = "\n".join(
        join(cells)
        for cells in (
            ("指　　标" if form == "tabs" else "**指标**", "2020年", "2025年"),
            ("1.森林覆盖率（%）", "21.66", "23.04"),
            ("2.水质达标率（%）", "76.7", "＞80"),
            ("3.湿地率（%）", "4.2", "5.0"),
        )
    )
    heads = "\n".join(
        f"{number}.{what}\n完善{what}制度，健全巡查机制。" for number, what in enumerate(("治水", "治气", "治土"), 1)
    )
    text = f"云山县方案（2021—2025年）\n一、目标\n（一）指标\n主要指标见表。\n{table}\n二、任务\n（一）治理\n{heads}\n"
    _, files = made(text)
    assert set(measures(files)) == {"森林覆盖率", "水质达标率", "湿地率"}
    assert {str(one["id"]).rsplit("-", 1)[0] for one in targets_of(files) if "指标表" in str(one.get("note", ""))} == {
        "1.1.0"
    }
    assert "\t" not in "".join(files.values())
    assert proof(text, files)[1].ok


def test_the_heading_of_rows_tells_what_they_count():
    text = text_of(
        "指标\t2020年\t2025年\t属性\n主要污染物排放总量减少（%）\n化学需氧量\t-\t〔10〕\t约束性\n氨氮总量\t-\t〔8〕\t约束性\n"
    )
    _, files = made(text)
    found = measures(files)["氨氮总量（主要污染物排放总量减少）"]
    assert found == {"kind": "cumulative", "at_most": -8, "unit": "%"}
    assert proof(text, files)[1].ok


def test_notes_under_a_table_are_no_targets():
    rows = "\n".join("\t".join(cells) for cells in (HEAD, *ROWS))
    text = text_of(f"{rows}\n注：1.[ ]内为五年累计数。\n2.评价覆盖全县38个点位。\n3.为2019年数据。")
    _, files = made(text)
    assert measures(files) == EXPECTED
    assert not any("38" in str(one["anchors"]) or "2019" in str(one["anchors"]) for one in targets_of(files))
    assert "表注" in files["plan.yaml"]


def test_what_stands_before_a_note_in_its_line_is_still_asked():
    text = text_of("建立巡查制度。公布巡查结果。注：1.含全部乡镇。\n2.为2019年数据。\n完善管护制度。")
    _, files = made(text)
    assert {"建立巡查制度", "公布巡查结果", "完善管护制度"} <= {str(one["title"]) for one in targets_of(files)}
    assert not any("2019" in str(one["anchors"]) for one in targets_of(files))
    assert proof(text, files)[1].ok


@pytest.mark.parametrize(
    "table",
    [
        "指标\n2020年\n2025年\n森林覆盖率\n21.66\n水质达标率\n90\n95\n湿地率\n",  # cells that do not fit
        "指标\t要求\t部门\n森林覆盖率\t较高\t林业局\n",  # a head without years
        "指标\t2015年\t2020年实际完成\n森林覆盖率（%）\t21\t22\n",  # of the past
        "“十三五”规划指标完成情况\n指标\t2015年\t2020年\n森林覆盖率（%）\t21\t22\n",
    ],
)
def test_what_cannot_be_read_safely_is_no_indicator(table: str):
    text = text_of(table)
    _, files = made(text)
    codes, trace = proof(text, files)
    assert measures(files) == {}
    assert set(codes) == {"FZ727"}
    assert trace.ok


@pytest.mark.parametrize(
    ("cell", "number", "side", "unit", "summed"),
    [
        ("95", 95, None, None, False),
        ("≥ 95%", 95, "at_least", "%", False),
        ("＞80", 80, "at_least", None, False),
        ("1,200个以上", 1200, "at_least", "个", False),
        ("5.5以内", 5.5, "at_most", None, False),
        ("〔-13.5〕", -13.5, None, None, True),
        ("[10]以上", 10, "at_least", None, True),
        ("70左右", 70, None, None, False),
        ("９０％", 90, None, "%", False),
    ],
)
def test_a_cell_is_read(cell: str, number: float, side: str | None, unit: str | None, summed: bool):
    found = value(cell)
    assert found is not None
    assert (found.number, found.side, found.unit, found.summed) == (number, side, unit, summed)


@pytest.mark.parametrize("cell", ["", "—", "完成上级任务", "2025年", "约束性", "1.5—2.0", "Ⅲ类"])
def test_what_is_no_number_is_none(cell: str):
    assert value(cell) is None


CELLS = (
    *("指标", "序号", "单位", "2020年", "2025年", "2023年目标", "属性", "累计", "约束性", "预期性", "1", "粮食"),
    *(
        "森林覆盖率（%）",
        "能耗降低（%）",
        "水质达标率",
        "失业率",
        "21.66",
        "≥95",
        "[13.5]",
        "〔-3〕",
        "—",
        "",
        "完成",
        "5以内",
    ),
    *(
        "注：1.累计数。",
        "2.为2019年数据。",
        "建立工作机制。",
        "一、任务",
        "{a: 1}",
        "'",
        "#",
        "99999999999999999999",
        "0",
    ),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6), min_size=1, max_size=12),
    st.sampled_from(list(FORMS)),
    st.booleans(),
)
def test_any_table_becomes_a_draft_that_holds(rows: list[list[str]], form: str, headed: bool):
    lines = [FORMS[form](cells) for cells in ([list(HEAD), *rows] if headed else rows)]
    text = text_of("\n".join(lines))
    _, files = made(text)
    codes, trace = proof(text, files)
    assert set(codes) == {"FZ727"}
    assert trace.ok, (trace.lost, trace.of("uncovered"), trace.of("conflict"))
    assert not any("\t" in str(one["title"]) for one in targets_of(files))
