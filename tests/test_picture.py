"""What a report shows beside its counts and verdicts: claims, deadlines, sources, the unit's own words, the gate."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.running import examine
from helpers.scenes import rendered, report_on
from helpers.submissions import all_good, mixed, submission

from fazhi_check.digest.blocks import flagged
from fazhi_check.digest.run import digest
from fazhi_check.digest.saved import read_saved
from fazhi_check.outcome import Report
from fazhi_check.plan.model import Plan

PROOF = {"kind": "document", "title": "某办法"}
CLAIM = [{"kind": "report", "title": "自述", "quote": "全面推进“十四五”规划"}]
SOURCE = "source: {title: 某市工作综述, publisher: 某网站, note: 原文未署日期}\nentries:"
SAID = {
    "status": "under_way",
    "evidence": CLAIM,
    "owner": "市司法局",
    "problem": "人手不足",
    "next_step": "增加编制",
    "note": "已经启动",
}
READERS = ("table", "markdown", "html")
WORDS = (
    "责任单位：市司法局",
    "说明：已经启动",
    "存在问题：人手不足",
    "下一步措施：增加编制",
    "原文：“全面推进‘十四五’规划”",
)


def told(form: str, report: Report, **view: Any) -> str:
    """Return a report without blanks, ends of lines and escapes."""
    return "".join(re.sub(r"<[^>]+>|\\", "", rendered(form, report, **view)).split())


def of(entries: dict[str, Any], as_of: str = "2023-08-30", **unit: str) -> Report:
    """Check one submission."""
    return report_on({"a.yaml": submission(entries, as_of, **unit).replace("entries:", SOURCE, 1)})


# Claims.


@pytest.mark.parametrize("width", ["100", "160"])
def test_what_rests_on_statements_stands_beside_the_count_of_its_section(
    width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = rendered("table", of({"1.1.1-03": SAID, "1.1.1-02": {"status": "under_way", "evidence": [PROOF]}}))
    (total,) = [line for line in out.splitlines() if line.startswith("  合计")]
    assert "2（1）" in total
    assert "达进度中仅有情况说明 1 项" in out


def test_where_there_is_no_room_the_total_tells_what_rests_on_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "32")
    out = rendered("table", of({"1.1.1-03": SAID}))
    assert "（1）" not in out
    assert "达进度中仅有情况说明1项" in "".join(out.split())


def test_columns_that_count_nothing_give_way_to_what_rests_on_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "56")
    out = rendered("table", of({"1.1.1-03": SAID}))
    assert "1（1）" in out
    assert "临期" not in out
    assert "达进度中仅有情况说明 1 项" in out


@pytest.mark.parametrize("form", ["markdown", "html", "summary"])
def test_every_format_of_counts_tells_what_rests_on_statements(form: str) -> None:
    assert "达进度中仅有情况说明1项" in told(form, of({"1.1.1-03": SAID}))


def test_what_was_done_late_is_counted() -> None:
    late = {"status": "done", "done_on": "2023-05", "evidence": [PROOF]}
    report = of({"1.1.1-01": late}, as_of="2023-08-30")
    assert "已完成 1 项（其中逾期完成 1）" in digest(report).files[0].conclusion.text.zh
    assert "逾期完成1项" in told("table", report)


# What is missing, and what is not proven.


def test_what_is_missing_is_parted_by_its_deadline() -> None:
    (one,) = digest(of({}, as_of="2022-06-01")).files
    past, ahead = (block for block in one.flagged if block.kind == "missing")
    assert (past.word.zh, ahead.word.zh) == ("未填报，时限已过", "未填报，未到期")
    assert all(line.past_due for line in past.lines)
    assert not any(line.past_due for line in ahead.lines)
    assert sum(fold.missing for fold in past.folded) == len(past.lines) == one.tally.past
    assert f"（其中时限已过 {len(past.lines)}）" in one.conclusion.text.zh


def test_under_the_want_of_evidence_stands_only_what_wants_it() -> None:
    (one,) = digest(of({"1.2.1-02": {"status": "done", "evidence": [PROOF]}, "1.1.1-01": {"status": "done"}})).files
    found = {block.word.zh: [line.target for line in block.lines] for block in one.flagged if block.kind == "unproven"}
    assert found["佐证不足"] == ["1.1.1-01"]
    assert found["数值无法认定"] == ["1.2.1-02"]


# The conclusion and the gate.


def test_nothing_to_be_done_is_said_first_and_the_gate_after_it() -> None:
    lines = rendered("table", report_on({"a.yaml": all_good()})).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("结论 "))
    assert lines[at].startswith("结论 没有需处理的事项；应报 ")
    assert "检查通过（退出码 0）" in lines[at + 1 : at + 3]


@pytest.mark.parametrize("form", ["table", "summary", "concise", "markdown", "html", "github"])
def test_a_unit_that_the_plan_does_not_bind_owes_nothing_in_any_format(form: str) -> None:
    report = report_on({"a.yaml": mixed(code="230400", name="鹤岗市")})
    out = told(form, report)
    assert "结论仅作对照" in out
    assert not re.search("需补报|需督促整改|应报|不通过", out)


def test_units_that_are_only_compared_are_counted_beside_what_others_owe() -> None:
    report = report_on({"a.yaml": mixed(), "b.yaml": mixed(code="230400", name="鹤岗市")})
    alone = digest(report_on({"a.yaml": mixed()})).files[0].conclusion
    both = digest(report).conclusion
    assert both.word == alone.word
    assert both.rest.zh.startswith("另有仅作对照的单位 1 个，共 2 个文件")


# Sources, days and the unit's own words.


@pytest.mark.parametrize("form", READERS)
def test_the_source_and_the_unit_s_own_words_are_shown(form: str) -> None:
    out = told(form, of({"1.1.1-01": SAID}), show_all=form == "table")
    for said in (*WORDS, "某市工作综述，某网站", "原文未署日期"):
        assert said in out, said


def test_the_screen_shows_them_only_where_everything_is_asked_for() -> None:
    out = told("table", of({"1.1.1-01": SAID}))
    assert not [said for said in (*WORDS, "原文未署日期") if said in out]


@pytest.mark.parametrize("form", ["table", "summary", "concise", "markdown", "html", "csv", "json", "github", "junit"])
def test_both_days_are_told_where_they_differ(form: str) -> None:
    report = report_on({"a.yaml": all_good()}, as_of=date(2025, 2, 3))
    out = rendered(form, report)
    assert "2025-02-03" in out
    assert "2023-08-30" in out


def test_days_of_several_units_find_a_place_on_a_narrow_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    files = {"a.yaml": mixed(), "b.yaml": all_good().replace("2023-08-30", "2023-08-31").replace("甲市", "乙市")}
    out = told("summary", report_on(files))
    assert "填报截至2024-11-15甲市；2023-08-31乙市" in out


def test_a_saved_report_keeps_the_source_and_the_own_words() -> None:
    report = of({"1.1.1-01": SAID, "1.2.1-02": {"status": "done", "evidence": [PROOF]}})
    again, _ = read_saved(rendered("json", report), str(SMALL))
    for form in ("table", "markdown", "html", "csv"):
        assert rendered(form, again, show_all=True) == rendered(form, report, show_all=True)


def test_the_conclusion_tells_how_two_lists_make_one_count_of_what_is_unproven(small: Plan):

    entries = {
        "1.1.1-01": {"status": "done"},
        "1.2.1-02": {"status": "done", "evidence": [{"kind": "figure", "title": "年报"}]},
    }
    (one,) = digest(Report([examine(submission(entries, "2025-12-31"), small)])).files
    lists = [len(block.lines) for block in flagged(one.lines, one.in_order) if block.kind == "unproven"]
    assert lists == [1, 1]
    assert "佐证不足 2（其中数值无法认定 1）" in one.conclusion.text.zh
    assert "unproven 2 (1 of them not settled by value)" in one.conclusion.text.en


def test_a_sum_says_that_it_takes_in_units_that_are_only_compared():
    both = {"a.yaml": submission({}), "b.yaml": submission({}, code="230400")}
    for form in (*READERS, "summary"):
        assert "合计含仅作对照的单位1个" in told(form, report_on(both))
        assert "合计含仅作对照" not in told(form, report_on({"a.yaml": both["a.yaml"]}))
    assert "合计含仅作对照的单位·" in told("html", report_on(both))


@pytest.mark.parametrize("form", READERS)
def test_of_a_unit_that_is_only_compared_nothing_is_called_to_be_done(form: str):
    said = told(form, report_on({"b.yaml": submission({}, code="230400")}))
    assert "不计入需处理" not in said
    assert form != "html" or "有差距（滞后、逾期、佐证不足、填报有误）" in said
