"""The ledger of a round: its sheets, who has not reported, what was settled, what changed, the problems, the matrix."""

from __future__ import annotations

import io
from typing import Any

import pytest
from helpers.ledgers import ledger, plain, sheets, table
from helpers.rounds import DAY, EARLIER, Given, problems_of, round_of, row, small, twelve, twelve_report
from helpers.scenes import HOSTILE, LANGS, report_on
from helpers.submissions import MIXED, mixed, submission
from openpyxl import load_workbook

from fazhi_check.digest.run import digest
from fazhi_check.words import Lang

pytestmark = pytest.mark.slow


SHEETS = [
    *("总览", "单位", "共性问题", "矩阵", "综合台账", "填报问题", "1.1 甲节", "1.2 乙节"),
    *("问题台账", "核定", "回头看", "未报送", "_fazhi_ledger"),
]
# As offices have them.
PROBLEM_HEADS = [
    *("序号", "问题编号", "责任单位", "问题表述", "来源依据", "交办日期文号", "整改时限", "整改措施", "整改进展"),
    *("整改到位时间", "核验方式单位", "核验结论", "销号时间", "催办次数", "状态", "备注"),
]


@pytest.fixture(scope="module")
def book() -> dict[str, list[list[Any]]]:
    return sheets(ledger(twelve_report()))


def by_name(rows: list[list[Any]], head: str = "单位") -> dict[str, dict[str, Any]]:
    return {str(one[head]).removesuffix(" *"): one for one in table(rows, "序号")}


def test_the_sheets_of_a_round_stand_in_their_order(book):
    assert list(book) == SHEETS


def test_without_a_round_and_earlier_reports_there_are_none_of_them():
    assert not {"单位", "矩阵", "问题台账", "核定", "回头看", "未报送"} & set(sheets(ledger(report_on({"a": mixed()}))))


def test_the_first_sheet_says_who_reported_whom_to_call_and_what_many_have_in_common(book):
    said = plain(book["总览"])
    for part in (
        "应报11个单位：已报7（按期5，迟报2），退回补正1（新市区），未报送3",
        "沿用2024-06-30数据",
        "另有免报1",
        "需重点调度的单位",
        "共性问题",
        "1.1.1-03健全机制",
    ):
        assert part in said
    categories = {row[0]: row for row in reversed(book["总览"])}
    assert categories["区县"][1:7] == [6, 3, 1, 1, 2, 0]
    assert categories["合计"][1:7] == [11, 7, 2, 1, 3, 1]


def test_every_unit_has_a_row_and_the_sums_within_it_stand_beside_its_own(book):
    units = by_name(book["单位"])
    assert list(units) == [
        *("甲市", "天山区", "解放南路街道", "沙依巴克区", "新市区", "水磨沟区", "头屯河区", "达坂城区"),
        *("市司法局", "市文旅局", "市公安局", "市信访局"),
    ]
    assert (units["天山区"]["类别"], units["天山区"]["上级"], units["天山区"]["报送情况"]) == ("区县", "甲市", "✔ 已报")
    assert units["天山区"]["收件日期"] == "2024-11-08"
    assert (units["头屯河区"]["报送情况"], units["头屯河区"]["沿用数据日期"]) == ("✘ 未报送", str(EARLIER))
    assert units["水磨沟区"]["合计"] is None, "without a report nothing is counted, which is not zero"
    below = [one for one in book["单位"] if str(one[1]).startswith("所辖合计")]
    assert [one[1] for one in below] == ["所辖合计（已报 6 个）", "所辖合计（已报 1 个）"]
    assert [one[-1] for one in below] == [32, 1]
    assert next(one for one in book["单位"] if one[1] == "合计")[-1] == 46


def test_every_unit_owing_a_report_is_listed_with_what_is_shown_in_its_place(book):
    owing = by_name(book["未报送"])
    assert list(owing) == ["新市区", "水磨沟区", "头屯河区", "市信访局"]
    assert (owing["新市区"]["报送情况"], owing["新市区"]["最近收件日期"]) == ("▼ 退回补正", "2024-11-08")
    assert (owing["头屯河区"]["沿用数据日期"], owing["头屯河区"]["超期天数"]) == (str(EARLIER), 5)
    assert "免报：市文旅局（机构改革，经市委依法治市办同意）" in plain(book["未报送"])


def test_where_all_have_reported_the_sheet_says_so():
    report = round_of([one for one in twelve() if one.state == "reported"], small())
    rows = sheets(ledger(report))["未报送"]
    assert not table(rows, "序号")
    assert "应报单位已全部报送" in plain(rows)


def test_what_was_settled_and_what_changed_stand_beside_the_first_check(book):
    rows = table(book["综合台账"], "序号")
    settled = [one for one in rows if one["核定"] not in (None, "未经核定")]
    assert len(settled) == len(
        [line for file in digest(twelve_report()).submissions for line in file.lines if line.settled]
    )
    assert {one["核定"] for one in settled} <= {f"{word}（不符）" for word in _VERDICTS} | {"退回补正（不符）"}
    assert {one["较上期"].split("（")[0] for one in rows} == {
        *("未解决", "退步", "有进展", "到期新增", "首次出现", "本期漏报", "口径变化", "无变化", "自报已改"),
    }
    assert "未解决（连续 2 期）" in {one["较上期"] for one in rows}


_VERDICTS = ("已完成", "达进度", "临期", "滞后", "逾期", "佐证不足", "未填报", "填报有误", "不适用")


def test_rows_that_are_in_no_sum_say_why(book):
    assert {one["单位"] for one in table(book["综合台账"], "序号")} >= {
        *("天山区", "新市区（退回补正）", "头屯河区（未报送（沿用 2024-06-30 数据））"),
    }


def test_what_an_office_settles_first_follows_what_it_has_settled(book):
    rows = table(book["核定"], "序号")
    words = [one["核定"] for one in rows]
    assert words == sorted(words, key=lambda word: word == "未经核定")
    left = [one["核定重点"] for one in rows if one["核定"] == "未经核定"]
    order = ["已完成", "佐证不足", "申请不适用", "自述已完成", "填报有矛盾"]
    assert left == sorted(left, key=order.index)
    assert left
    assert "".join(digest(twelve_report()).reviewed.zh.split()) in plain(book["核定"])
    assert "佐证充分" not in plain(book["核定"])


def test_old_and_new_words_stand_side_by_side(book):
    rows = table(book["回头看"], "序号")
    kinds = [one["变化"] for one in rows]
    assert kinds[0].startswith("✓ 自报已改")
    assert not any("无变化" in kind or "首次出现" in kind for kind in kinds)
    assert {one["上期佐证原文"] for one in rows} == {"旧"}
    assert {one["上期日期"] for one in rows} == {str(EARLIER)}


def test_pingdingshan_looks_back_with_the_old_and_the_new_quotation_side_by_side():
    quoted = {"1.1.1-03": {**MIXED["1.1.1-03"], "evidence": [{"kind": "document", "title": "某", "quote": "本期原文"}]}}
    given = [Given(row("天山区"), submission(quoted, "2024-11-15", name="天山区", level="county", code="650102"))]
    report = round_of(given, small(), change=_all_open)
    (one,) = [one for one in table(sheets(ledger(report))["回头看"], "序号") if one["编号"] == "1.1.1-03"]
    assert (one["上期佐证原文"], one["本期佐证原文"]) == ("上期原文", "本期原文")


def _all_open(file: Any) -> None:
    from fazhi_check.beside import Before, Change

    change = Change("open", Before(EARLIER, "overdue", "not_started", ("上期原文",)), EARLIER, 2)
    file.assessments = [one._replace(change=change) for one in file.assessments]


def test_the_problems_stand_in_the_columns_that_offices_use(book):
    assert PROBLEM_HEADS in book["问题台账"]
    rows = table(book["问题台账"], "序号")
    assert [one["问题编号"] for one in rows] == [one.no for one in problems_of("650102")]
    first, entered, closed = rows
    assert (first["状态"], first["整改时限"], first["催办次数"]) == ("反弹", "2024-10-31", 2)
    assert "超过整改时限 15 天" in first["备注"]
    assert first["来源依据"].startswith("1.1.1")
    assert (entered["来源依据"], entered["状态"], entered["销号时间"]) == ("2024年专项督察", "待核验", None)
    assert (closed["核验结论"], closed["销号时间"], closed["核验方式单位"]) == ("已销号", str(DAY), "市委依法治市办")


def test_the_matrix_has_marks_and_numbers_for_each_item_and_stays_in_sight():
    sheet = load_workbook(io.BytesIO(ledger(twelve_report())))["矩阵"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    heads = next(line for line in rows if line[0] == "单位")
    assert heads[3:] == ["1.1", "1.1.1", "1.2", "1.2.1"]
    found = {line[0]: line for line in rows}
    assert found["天山区"][2:] == ["✘ 5/9", "✘ 1/3", "✘ 1/3", "✘ 4/6", "✘ 4/6"]
    assert found["水磨沟区"][1:] == ["✘ 未报送", None, None, None, None, None]
    assert found["有需处理事项的单位数"][2:] == [6, 4, 4, 4, 4]
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_cols == "$A:$B"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("text", HOSTILE)
def test_names_from_outside_stay_text(text: str, lang: Lang):
    one = row(text[:60], "county", "650102", category=text[:60], within=text[:60])
    raw = ledger(
        round_of([Given(one, mixed(), problems=[]), Given(row("乙区", excused=text), None, "excused")], small()), lang
    )
    cells = [cell for sheet in load_workbook(io.BytesIO(raw)) for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_equal_rounds_give_equal_bytes():
    assert ledger(twelve_report()) == ledger(twelve_report())


def test_english_names_its_sheets():
    found = sheets(ledger(twelve_report(), "en"))
    assert list(found)[:5] == ["overview", "units", "common problems", "matrix", "ledger"]
    assert list(found)[-5:-1] == ["problem ledger", "settled", "looking back", "not submitted"]


def test_puyang_s_ledgers_of_groups_have_the_ids_of_the_whole_one(book):
    """濮阳: one combined ledger and those of its groups from the same data, so that they cannot disagree."""
    whole = [(one["单位"], one["编号"], one["初核"]) for one in table(book["综合台账"], "序号")]
    parts = [
        (one["单位"], one["编号"], one["初核"])
        for name in ("1.1 甲节", "1.2 乙节")
        for one in table(book[name], "序号")
    ]
    assert sorted(parts) == sorted(whole)


def test_xinxiang_s_matrix_says_of_every_item_how_many_units_fall_short(book):
    """新乡: a matrix of items and units, per item how many fall short, per unit its open items."""
    rows = {line[0]: line for line in book["矩阵"]}
    heads = rows["单位"]
    counted = [line for line in book["矩阵"] if line[1] in ("✔ 已报", "◔ 迟报")]
    for column, head in enumerate(heads):
        if column > 2 and head:
            short = sum("/" in str(line[column]) and not str(line[column]).startswith("0/") for line in counted)
            assert rows["有需处理事项的单位数"][column] == short, head
