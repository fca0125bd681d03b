"""A coverage told unit by unit (`by_unit`): all stages, all percentages, or all fractions."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from helpers.clerks import handed_in, message, sheet, told
from helpers.project import SMALL
from helpers.running import examine, verdict_of
from helpers.submissions import PROOF, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.assess import Assessment
from fazhi_check.carried import carried
from fazhi_check.outcome import Report
from fazhi_check.plan.store import load_plan
from fazhi_check.submission.reading import read_exactly, read_quickly

PLAN = load_plan(str(SMALL))
COVERAGE, MINIMUM = "1.2.1-03", "1.2.1-04"
START, END = date(2021, 1, 1), date(2025, 12, 31)
DONE, GOING = "已完成", "推进中"


def report_of(parts: Any, day: str = "2025-12-31", target: str = COVERAGE, **beside: Any) -> Report:
    entry = {"by_unit": parts, "evidence": [PROOF["figure"]], **beside}
    return examine(submission({target: entry}, day), PLAN)


def judged(parts: Any, day: str = "2025-12-31", **beside: Any) -> Assessment:
    return verdict_of(report_of(parts, day, **beside), COVERAGE)


def errors(report: Report) -> list[tuple[str, str]]:
    """Return what is wrong with a report's file: the code and the words."""
    return [(one.code, one.message("zh")) for one in report.findings if one.code < "FZ4"]


# What counts as covered.


@pytest.mark.parametrize(
    ("parts", "verdict", "said"),
    [
        ({"甲区": DONE, "乙区": "done"}, "met", "填报为100%（2/2）"),
        ({"甲区": DONE, "乙区": GOING, "丙区": "取得突破"}, "overdue", "填报为33.3%（1/3，缺：乙区、丙区）"),
        ({"甲区": DONE, "乙区": "不适用"}, "overdue", "（1/2，缺：乙区（填了不适用，仍计入））"),
        ({"甲区": "100%", "乙区": "100"}, "met", "填报为100%（2/2）"),
        ({"甲区": "100%", "乙区": "99.9%"}, "overdue", "填报为50%（1/2，缺：乙区）"),
        ({"甲区": "100%", "乙区": "98%以上"}, "unproven", "1–2/2，不能确定：乙区"),
        ({"甲区": "不足100%", "乙区": "98%以上"}, "overdue", "0–1/2，缺：甲区；不能确定：乙区"),
        ({"甲区": "37/40", "乙区": "9/9"}, "overdue", "填报为93.9%（46/49，缺：甲区）"),
        ({"甲区": "40／40", "乙区": " 9 / 9 "}, "met", "填报为100%（49/49）"),
        ({"甲区": "30以上/40", "乙区": "9/9"}, "unproven", "39–49/49，不能确定：甲区"),
        ({"甲区": "不足40/40", "乙区": "9/9"}, "overdue", "缺：甲区"),
    ],
)
def test_what_the_units_come_to(parts: dict[str, str], verdict: str, said: str) -> None:
    found = judged(parts)
    assert found.verdict == verdict
    assert said in str(found.why)


def test_of_many_units_the_first_are_named_and_the_data_has_all() -> None:
    parts = {f"第{number}区": GOING for number in range(1, 31)} | {"末区": DONE}
    found = judged(parts)
    assert "（1/31，缺：第1区、第2区、" in str(found.why)
    assert "第10区等 30 个）" in str(found.why)
    assert "第11区" not in str(found.why)
    read = read_quickly(submission({COVERAGE: {"by_unit": parts}}))
    assert read
    assert read.submission
    exact = carried(read.submission.entries[COVERAGE], found.target)
    assert exact.exact
    assert exact.exact.lacking == tuple(parts)[:30]
    assert exact.exact.value == "100/31"


# A literal second reckoning.


def of_one_kind() -> st.SearchStrategy[dict[str, str]]:
    """Return parts of one kind, exact ones."""
    names = st.sampled_from(["甲区", "乙区", "丙区", "丁区", "戊区"])
    share = st.integers(1, 12).flatmap(lambda whole: st.integers(0, whole).map(lambda part: f"{part}/{whole}"))
    kinds = (st.sampled_from([DONE, GOING, "未启动", "取得突破"]), st.sampled_from(["100%", "99%", "0", "100"]), share)
    return st.one_of(*(st.dictionaries(names, kind, min_size=1) for kind in kinds))


def reckoned(parts: dict[str, str], day: date, proven: bool) -> tuple[str, list[str], Fraction]:
    """Return verdict, lacking units and percentage by the letter of the design, mark 100 at the plan's end."""
    if any("/" in part for part in parts.values()):
        pairs = {name: tuple(map(int, part.split("/"))) for name, part in parts.items()}
        percent = Fraction(100 * sum(one for one, _ in pairs.values()), sum(one for _, one in pairs.values()))
        lacking = [name for name, (covered, total) in pairs.items() if covered < total]
    else:
        lacking = [name for name, part in parts.items() if part not in (DONE, "100%", "100")]
        percent = Fraction(100 * (len(parts) - len(lacking)), len(parts))
    if percent == 100:
        return "met" if proven else "unproven", lacking, percent
    if day >= END:
        return "overdue", lacking, percent
    expected = 100 * Fraction((day - START).days, (END - START).days)
    if expected - percent > 10:
        return "lagging", lacking, percent
    return "due_soon" if (END - day).days <= 90 else "on_track", lacking, percent


@settings(max_examples=150, deadline=None)
@given(of_one_kind(), st.dates(date(2021, 1, 2), date(2026, 6, 30)), st.booleans())
def test_verdicts_are_those_of_a_second_reckoning(parts: dict[str, str], day: date, proven: bool) -> None:
    found = judged(parts, day.isoformat(), **({} if proven else {"evidence": []}))
    verdict, lacking, percent = reckoned(parts, day, proven)
    assert found.verdict == verdict
    assert found.reported == (int(percent) if percent.denominator == 1 else round(float(percent), 6))
    assert ("缺" in str(found.why)) == bool(lacking)
    if lacking:
        assert f"缺：{'、'.join(lacking)}" in str(found.why)


# What is refused.

REFUSED: dict[str, tuple[dict[str, str], dict[str, Any], str, str]] = {
    "stage and percent": ({"甲区": DONE, "乙区": "100%"}, {}, "FZ203", "同一种写法"),
    "stage and fraction": ({"甲区": "3/4", "乙区": DONE}, {}, "FZ203", "同一种写法"),
    "percent and fraction": ({"甲区": "90%", "乙区": "3/4"}, {}, "FZ203", "同一种写法"),
    "approximate": ({"甲区": "约90%"}, {}, "FZ203", "不能判定"),
    "percent in a fraction": ({"甲区": "90%/100"}, {}, "FZ203", "37/40"),
    "a sum": ({"甲区": "3/4", "合计": "3/4"}, {}, "FZ203", "不是一个单位"),
    "another sum": ({"甲区": "3/4", "全市总计（个）": "3/4"}, {}, "FZ203", "不是一个单位"),
    "one unit twice": ({"A区": DONE, "Ａ 区": DONE}, {}, "FZ203", "与“A区”是同一个单位"),
    "no name": ({" ": DONE}, {}, "FZ203", "名称不能空"),
    "more than all": ({"甲区": "5/4"}, {}, "FZ304", "大于总数 4"),
    "of nothing": ({"甲区": "0/0", "乙区": "1/1"}, {}, "FZ304", "总数为 0"),
    "below nothing": ({"甲区": "-1/4"}, {}, "FZ304", "负数"),
    "no percentage": ({"甲区": "120"}, {}, "FZ304", "0 到 100"),
    "other value": ({"甲区": DONE, "乙区": GOING}, {"value": "60%"}, "FZ304", "与分单位的 1/2 不符"),
    "other share": ({"甲区": "3/4"}, {"covered": 4, "total": 4}, "FZ304", "与分单位的 3/4 不符"),
    "other total": ({"甲区": "3/4"}, {"total": 5}, "FZ304", "与分单位的 3/4 不符"),
    "a bound that is broken": ({"甲区": "3/3"}, {"value": "不足100"}, "FZ304", "与分单位的 3/3 不符"),
    "a count below what the units come to": (
        {"甲区": "3/3"},
        {"covered": "不足3", "total": 3},
        "FZ304",
        "与分单位的 3/3 不符",
    ),
    "a bound is not rounded": ({"甲区": "39/40"}, {"value": "98%以上"}, "FZ304", "与分单位的 39/40 不符"),
    "a person's number in a name": ({"甲区13800138000": DONE}, {}, "FZ305", "手机号"),
    "unseen": ({"甲区\u200b": DONE}, {}, "FZ307", "U+200B"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    parts, beside, code, words = REFUSED[case]
    report = report_of(parts, **beside)
    [(found, said)] = errors(report)
    assert found == code
    assert words in said
    if code not in ("FZ305", "FZ307"):
        assert verdict_of(report, COVERAGE).verdict == "invalid"


def test_a_unit_of_which_nothing_is_said_is_told_and_never_left_out() -> None:
    report = report_of({"甲区": DONE, "乙区": None})
    [(code, said)] = errors(report)
    assert code == "FZ203"
    assert "没有写做到哪一步" in said
    assert verdict_of(report, COVERAGE).verdict == "invalid"
    sheet_said = handed_in(on_sheet((COVERAGE, "甲区", None, DONE), (COVERAGE, "乙区")))
    assert told(sheet_said) == ["分单位!B3 FZ203"]
    assert (
        told(handed_in(on_sheet((COVERAGE, "甲区"), (COVERAGE, "乙区"), (MINIMUM, "甲村", 6), (MINIMUM, "乙村")))) == []
    )


@pytest.mark.parametrize(
    ("part", "words"),
    [("完成", "是不是“已完成”"), ("正在推进", "推进中"), ("三分之二", "37/40"), ("37个/40个", "37/40")],
)
def test_what_is_meant_by_other_words_is_advised_on(part: str, words: str) -> None:
    [(code, said)] = errors(report_of({"甲区": part}))
    assert code == "FZ203"
    assert words in said


@pytest.mark.parametrize("beside", [{"value": "66.7%"}, {"value": "67%"}, {"covered": 2, "total": 3}, {"covered": 2}])
def test_forms_that_agree_are_taken_together(beside: dict[str, Any]) -> None:
    found = report_of({"甲区": DONE, "乙区": DONE, "丙区": GOING}, **beside)
    assert errors(found) == []
    assert "2/3" in str(verdict_of(found, COVERAGE).why)


@pytest.mark.parametrize(
    ("value", "covered", "fits"),
    [
        ("不足100", 40, False),
        ("不足97.5%", 39, False),
        ("97.5以上", 39, True),
        ("98%以上", 39, False),
        ("98", 39, True),
        ("97.50%", 39, True),
        ("95", "38以上", True),
        ("90", "38以上", False),
        ("不足95", "38以上", False),
    ],
)
def test_a_bound_beside_two_numbers_is_held_to_them_as_it_stands(value: str, covered: int | str, fits: bool) -> None:
    entry = {"value": value, "covered": covered, "total": 40, "evidence": [PROOF["figure"]]}
    found = errors(examine(submission({COVERAGE: entry}, "2025-12-31"), PLAN))
    assert [code for code, _ in found] == ([] if fits else ["FZ304"])


def test_a_rounded_percentage_does_not_reach_what_the_numbers_do_not() -> None:
    entry = {"value": "100%", "covered": 1999, "total": 2000, "evidence": [PROOF["figure"]]}
    report = examine(submission({COVERAGE: entry}, "2025-12-31"), PLAN)
    assert verdict_of(report, COVERAGE).verdict == "overdue"


def test_a_status_beside_the_units_is_held_against_them() -> None:
    report = report_of({"甲区": DONE, "乙区": GOING}, status="done")
    assert [one.code for one in report.findings if one.code == "FZ306"] == ["FZ306"]


@pytest.mark.parametrize(("part", "words"), [(DONE, "状态写进“状态”"), ("6/7", "写一个数")])
def test_a_minimum_takes_numbers_only(part: str, words: str) -> None:
    report = report_of({"甲村": 6, "乙村": part}, target=MINIMUM)
    [(code, said)] = errors(report)
    assert code == "FZ203"
    assert words in said
    assert verdict_of(report, MINIMUM).verdict == "invalid"


# The ways it is read and written.


def test_both_readers_read_the_same() -> None:
    text = submission(f"  {COVERAGE}: {{分单位: {{甲区: 已完成, 乙区: 37/40, 丙区: 98%以上}}}}\n")
    quick, exact = read_quickly(text), read_exactly(text)
    assert quick
    assert quick.submission == exact.submission  # type: ignore[union-attr]


HEADS = ("编号", "单位", "数值", "状态", "覆盖数", "总数")


def on_sheet(*rows: tuple[Any, ...]) -> bytes:
    def more(book: Any, _: Any) -> None:
        out = book.add_worksheet("分单位")
        for number, cells in enumerate((HEADS, *rows)):
            out.write_row(number, 0, cells)

    return sheet([], more=more)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("甲区", None, DONE), ("乙区", None, GOING)], "1/2，缺：乙区"),
        ([("甲区", None, None, 37, 40), ("乙区", "92.5%", None, 9, 9)], "46/49，缺：甲区"),
        ([("甲区", "37/40"), ("乙区", "9/9")], "46/49，缺：甲区"),
        ([("甲区", "100%"), ("乙区", "92.5%")], "1/2，缺：乙区"),
    ],
)
def test_a_sheet_has_them_in_rows(rows: list[tuple[Any, ...]], said: str) -> None:
    report = handed_in(on_sheet(*((COVERAGE, *row) for row in rows)))
    assert [one for one in told(report) if "FZ108" not in one] == []
    assert said in str(next(one.why for one in report.assessments if one.target.id == COVERAGE))


def test_half_a_fraction_on_a_sheet_is_told_at_its_cell() -> None:
    report = handed_in(on_sheet((COVERAGE, "甲区", None, None, 37)))
    assert told(report) == ["分单位!E2 FZ203"]
    assert "一起填" in message(report, "FZ203")


@pytest.mark.parametrize(
    "parts", [{"甲区": DONE, "乙区": GOING}, {"甲区": "37/40"}, {"甲区": "98%以上", "乙区": "100%"}]
)
def test_texts_and_sheets_are_made_of_each_other(run: Any, tmp_path: Path, parts: dict[str, str]) -> None:
    given_as = tmp_path / "a.yaml"
    given_as.write_text(submission({COVERAGE: {"分单位": parts}}), "utf-8")
    book, back = tmp_path / "a.xlsx", tmp_path / "b.yaml"
    options = ("--plan", str(SMALL))
    assert run("convert", *options, str(given_as), str(book)).code == 0
    assert run("convert", *options, str(book), str(back)).code == 0
    one, other = (run(*options, "-f", "json", "--fail-on", "never", str(path)).out for path in (given_as, back))
    exact = [
        next(one for one in json.loads(text)["files"][0]["assessments"] if one["target"] == COVERAGE)["exact"]
        for text in (one, other)
    ]
    assert exact[0] == exact[1]


@pytest.mark.parametrize("name", ["table", "summary", "markdown", "html", "csv", "json", "jsonl", "sarif", "junit"])
def test_every_format_names_the_units_that_lack(run: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(submission({COVERAGE: {"分单位": {"甲区": DONE, "乙区": GOING}}}, "2025-12-31"), "utf-8")
    out = run("--plan", str(SMALL), "-f", name, "--fail-on", "never", str(path)).out
    assert name == "summary" or "乙区" in out.replace("\n", "").replace(" ", "")
