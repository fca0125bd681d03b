"""Where yearly changes and the rule of counting show: lint, findings, forms, every format, saved and earlier reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers.plans import problems
from helpers.project import SMALL
from helpers.running import Ran, examine
from test_cumulative import COVERAGE, FALL, FIGURE, MINIMUM, RISE, STEPS, Entry, text_of

from fazhi_check.carried import measure_hash
from fazhi_check.digest.run import digest
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import FORMATS
from fazhi_check.reports.data.json import file_data
from fazhi_check.round.changes import changed
from fazhi_check.round.judged import Earlier, judged_now
from fazhi_check.round.kept import judgement_of

Run = Callable[..., Ran]
FOLDER = SMALL.parent / "changes"
PLAN = ("--plan", str(FOLDER))
PLAN_OF = load_plan(str(FOLDER))
RATES = {"by_year": {2021: -2.7, 2022: "−0.1%", 2023: -1}, "evidence": [FIGURE]}
RULED = {"value": 96, "basis": "按户计", "evidence": [FIGURE]}


def reported(*pairs: tuple[str, Entry], as_of: str = "2023-08-30") -> str:
    """Return a submission that answers some targets."""
    (first, entry), *more = pairs
    lines = "".join(f"  {target}: {json.dumps(one, ensure_ascii=False)}\n" for target, one in more)
    return text_of(first, entry, as_of) + lines


# Lint.


def edited(folder: Path, old: str, new: str, file: str = "1.1-a.yaml") -> Path:
    """Write the plan of changes with one piece of a file replaced."""
    folder.mkdir()
    for source in FOLDER.glob("*.yaml"):
        text = source.read_text("utf-8")
        assert source.name != file or old in text
        (folder / source.name).write_text(text.replace(old, new, 1) if source.name == file else text, "utf-8")
    return folder


_FALL = 'kind: cumulative, at_most: -13.5, unit: "%"'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(_FALL, "kind: cumulative", id="no-mark"),
        pytest.param(_FALL, "kind: cumulative, at_most: -13.5, at_least: 5", id="two-marks"),
        pytest.param(_FALL, "kind: cumulative, at_most: 0", id="a-mark-of-0"),
        pytest.param(_FALL, "kind: cumulative, at_least: 0", id="a-rise-of-0"),
        pytest.param(_FALL, "kind: cumulative, at_most: -100", id="all-there-is"),
        pytest.param(_FALL, "kind: cumulative, at_most: -120", id="more-than-there-is"),
        pytest.param(_FALL, "kind: cumulative, at_most: 5", id="reached-at-the-start"),
        pytest.param(_FALL, "kind: cumulative, at_least: -5", id="a-fall-as-at_least"),
        pytest.param(_FALL, "kind: cumulative, at_most: -13.5, unit: 件", id="another-unit"),
        pytest.param(_FALL, "kind: cumulative, at_most: -13.5, per_year: 2", id="per_year"),
        pytest.param(
            _FALL, "kind: cumulative, at_most: -13.5, baseline: {date: 2020-12-31, value: 0}", id="a-baseline"
        ),
        pytest.param(_FALL, "kind: milestone, basis: 按件计", id="a-rule-on-a-milestone"),
        pytest.param(_FALL, "kind: standing, basis: 按件计", id="a-rule-on-a-duty-without-a-mark"),
        pytest.param(_FALL, "kind: coverage, at_least: 120", id="a-coverage-of-more-than-all"),
        pytest.param(_FALL, "kind: coverage, at_least: 0", id="a-coverage-of-none"),
    ],
)
def test_a_measure_that_cannot_be_is_told(tmp_path: Path, old: str, new: str):
    found = problems(edited(tmp_path / "plan", f"{{{old}}}", f"{{{new}}}"))
    assert [code for _, code in found] == ["FZ707"]
    assert found[0][0].startswith("1.1-a.yaml:7:")


def test_a_plan_without_a_full_year_has_nothing_to_add_up(tmp_path: Path):
    folder = edited(
        tmp_path / "plan", "{start: 2021-01-01, end: 2025-12-31}", "{start: 2021-01-02, end: 2022-12-30}", "plan.yaml"
    )
    assert ("1.1-a.yaml:7:14", "FZ707") in problems(folder)


@pytest.mark.parametrize("numbers", ["-6, -5", "-20, -20", "5, -10"])
def test_the_numbers_of_a_schedule_fall_towards_the_mark(tmp_path: Path, numbers: str):
    first, second = numbers.split(", ")
    folder = edited(
        tmp_path / "plan", '{"2022": -6, "2024": -10,', f'{{"2022": {first}, "2024": {second},', "plan.yaml"
    )
    assert {code for _, code in problems(folder)} == {"FZ705"}


def test_a_deadline_is_needed(tmp_path: Path):
    folder = edited(tmp_path / "plan", "    group: regular\n", "")
    assert [code for _, code in problems(folder)] == ["FZ710"]


def test_a_plan_may_be_written_in_chinese(tmp_path: Path):
    folder = edited(
        tmp_path / "plan", f"measure: {{{_FALL}}}", "衡量: {类型: 累计变化, 不高于: -13.5, 口径: 按比上年计}"
    )
    measure = load_plan(str(folder)).by_id[FALL].measure
    assert measure._asdict() == {
        "kind": "cumulative",
        "at_least": None,
        "at_most": Fraction(-27, 2),
        "unit": "%",
        "basis": "按比上年计",
    }
    assert measure_hash(measure) != measure_hash(PLAN_OF.by_id[FALL].measure)


def test_the_targets_of_a_plan_tell_measure_and_rule(run: Run):
    found = {one["id"]: one["measure"] for one in run("targets", *PLAN, "-f", "json").json["targets"]}
    assert found[FALL] == {"kind": "cumulative", "at_most": -13.5, "unit": "%"}
    assert found[RISE] == {"kind": "cumulative", "at_least": 30, "unit": "%"}
    assert found[COVERAGE] == {"kind": "coverage", "at_least": 95, "basis": "按件计"}
    shown = run("targets", *PLAN, "-f", "markdown").out
    assert "累计下降不少于13.5%" in shown
    assert "口径：按件计" in shown
    assert run("targets", *PLAN, "--measure", "累计变化").out.count("1.1.1-0") == 3


# Findings.


@pytest.mark.parametrize(
    ("target", "entry", "code"),
    [
        pytest.param(FALL, {"by_year": {2021: -100.1}}, "FZ304", id="more-than-all"),
        pytest.param(FALL, {"by_year": {2021: "不足-100.5"}}, "FZ304", id="a-bound-below-all"),
        pytest.param(FALL, {"by_year": {2021: "不足-100"}}, "FZ304", id="a-bound-at-all"),
        pytest.param(FALL, {"by_year": {2021: "1.2亿"}}, "FZ304", id="an-amount"),
        pytest.param(FALL, {"by_year": {2021: "120万余"}}, "FZ304", id="a-bound-of-an-amount"),
        pytest.param(FALL, {"by_year": {2021: -2}, "value": -2}, "FZ202", id="a-value"),
        pytest.param(FALL, {"value": -2}, "FZ202", id="a-value-alone"),
        pytest.param(FALL, {"status": "under_way", "progress": 40}, "FZ202", id="progress"),
        pytest.param(FALL, {"by_year": {2024: -2}}, "FZ301", id="a-year-to-come"),
        pytest.param(FALL, {"status": "done", "by_year": {2021: -2, 2022: -2}}, "FZ306", id="done-and-far-from-it"),
        pytest.param(FALL, {"status": "not_started", "by_year": {2021: -9, 2022: -9}}, "FZ306", id="there-not-begun"),
        pytest.param(FALL, {"by_year": {2021: "下降2.7%"}}, "FZ203", id="in-words"),
        pytest.param(FALL, {"by_year": {2021: "约-3"}}, "FZ203", id="about"),
        pytest.param(FALL, {"note": "正在统计"}, "FZ201", id="words-alone"),
    ],
)
def test_what_cannot_be_is_found(target: str, entry: Entry, code: str):
    report = examine(text_of(target, entry, "2023-08-30"), PLAN_OF)
    assert code in {one.code for one in report.findings if one.target == target}


@pytest.mark.parametrize(
    ("target", "entry"),
    [
        pytest.param(FALL, {"by_year": {2021: -100, 2022: 150}}, id="the-ends"),
        pytest.param(FALL, {"by_year": {2021: "-2.7%", 2022: "－2.7％", 2023: "– 1"}}, id="signs"),
        pytest.param(FALL, {"status": "done", "by_year": {2022: -2}}, id="nothing-to-hold-it-against"),
        pytest.param(FALL, {"status": "under_way", "by_year": {2021: -9, 2022: -9}}, id="there"),
        pytest.param(FALL, {"by_year": {2019: -5, 2021: -1, 2022: -1}}, id="a-year-before-the-plan"),
    ],
)
def test_what_can_be_is_let_pass(target: str, entry: Entry):
    report = examine(text_of(target, entry, "2023-08-30"), PLAN_OF)
    assert not [one.code for one in report.findings if one.target == target and one.code[:3] in ("FZ2", "FZ3")]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("下降2.7%", "写成 -2.7"),
        ("同比增长3.1%", "写成 3.1"),
        ("比上年降低了 0.5", "写成 -0.5"),
        ("下降2.7%左右", "例如 -2.7"),
        ("下降5%以上", "例如 -2.7"),
    ],
)
def test_a_change_in_words_is_answered_with_how_to_write_it(written: str, said: str):
    report = examine(text_of(FALL, {"by_year": {2021: written}}, "2023-08-30"), PLAN_OF)
    (message,) = (str(one.message) for one in report.findings if one.code == "FZ203")
    assert said in message
    assert "写成 5" not in message


def test_a_rate_of_change_is_no_share():
    targets = [
        one._replace(measure=one.measure._replace(unit="%", at_least=mark))  # type: ignore[call-arg]
        for one in PLAN_OF.targets
        if one.measure.kind == "quantity"
        for mark in (Fraction(120), Fraction(90))
    ]
    for target, wrong in zip(targets, (False, True), strict=True):
        plan = PLAN_OF._replace(targets=(target,), hash=str(wrong))
        report = examine(text_of(target.id, {"value": -3}, "2023-08-30"), plan)
        assert ("FZ304" in {one.code for one in report.findings}) is wrong


def test_growth_without_end_stops_nothing():
    period = PLAN_OF.period._replace(start=date(1951, 1, 1))
    plan = PLAN_OF._replace(period=period, hash="long")
    entry = {"by_year": dict.fromkeys(range(1951, 2026), 999999.9999), "evidence": [FIGURE]}
    report = examine(text_of(FALL, entry, "2025-12-31"), plan)
    data = of_report(report)
    assert next(one["verdict"] for one in data["assessments"] if one["target"] == FALL) == "overdue"


# Forms.

CITY = ("--unit", "甲市", "--level", "city", "--code", "650100")


def test_a_form_tells_how_to_report_changes_and_by_which_rule(run: Run, here: Path):
    written = run("init", *PLAN, *CITY).out
    assert "分年度:  # 逐年比上年变化的百分数，下降写负数，如 {2021: -2.9," in written
    assert "口径:  # 怎样统计的；规划的口径是：按件计" in written
    (here / "a.yaml").write_text(written, "utf-8")
    counts = run("a.yaml", *PLAN, "-f", "json").json["counts"]
    assert (counts["missing"], counts["invalid"]) == (8, 0)


@pytest.mark.parametrize("target", [FALL, RISE, STEPS])
def test_the_sample_reaches_what_is_asked(run: Run, target: str):
    page = run("explain", target, *PLAN).out
    (years,) = (line.partition(":")[2] for line in page.splitlines() if "分年度:" in line)
    rates = {int(year): float(rate) for year, rate in (part.split(":") for part in years.strip(" {}").split(","))}
    report = examine(text_of(target, {"by_year": rates, "evidence": [FIGURE]}, "2025-12-31"), PLAN_OF)
    assert next(one.verdict for one in report.assessments if one.target.id == target) == "met"


def cells(path: Path) -> dict[str, Any]:
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path)}


def test_a_sheet_takes_changes_as_offices_write_them(run: Run, here: Path):
    assert run("init", *PLAN, *CITY, "--as-of", "2023-08-30", "-o", "a.xlsx").code == 0
    book = openpyxl.load_workbook("a.xlsx")
    sheet = book["分年度"]
    rows = {(row[0].value, row[1].value): row[2] for row in sheet.iter_rows() if row[0].value}
    rows[FALL, "2021"].value, rows[FALL, "2021"].number_format = -0.027, "0.0%"
    rows[FALL, "2022"].value = "−0.1%"
    rows[FALL, "2023"].value = -1
    head = next(row for row in book["填报"].iter_rows() if str(row[0].value).startswith("编号"))
    assert "口径" in [str(cell.value).partition("\n")[0] for cell in head]
    book.save("b.xlsx")
    found = {one["target"]: one for one in run("b.xlsx", *PLAN, "-f", "json").json["files"][0]["assessments"]}
    assert found[FALL]["exact"]["by_year"] == {"2021": "-27/10", "2022": "-1/10", "2023": "-1"}
    for before, after in (("b.xlsx", "c.yaml"), ("c.yaml", "d.xlsx"), ("d.xlsx", "e.yaml")):
        assert run("convert", before, after, *PLAN).code == 0
    assert (here / "c.yaml").read_text("utf-8") == (here / "e.yaml").read_text("utf-8")
    assert run("init", "--update", "c.yaml", *PLAN).code == 0
    assert "2022: −0.1%" in (here / "c.yaml").read_text("utf-8")


# Formats.

NO_LINES = ("summary",)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"xlsx"}))
def test_every_format_tells_value_mark_and_rule(run: Run, here: Path, name: str):
    (here / "a.yaml").write_text(reported((FALL, RATES), (COVERAGE, RULED)), "utf-8")
    done = run("a.yaml", *PLAN, "-f", name, "--color", "never")
    assert done.code == 1, done.err
    shown = "".join(done.out.split()).replace("%25", "%")
    if name not in NO_LINES:
        for said in ("-2.8%", "13.5%", "按件计", "按户计"):
            assert said in shown


def test_the_ledger_tells_value_and_mark(run: Run, here: Path):
    (here / "a.yaml").write_text(reported((FALL, RATES), (COVERAGE, RULED)), "utf-8")
    assert run("a.yaml", *PLAN, "-o", "xlsx:ledger.xlsx").code == 1
    rows = [[str(cell.value) for cell in row] for row in cells(here / "ledger.xlsx")["综合台账"].iter_rows()]
    (row,) = (row for row in rows if FALL in row)
    assert "累计下降不少于13.5%" in row
    assert "2021: -2.7%, 2022: −0.1%, 2023: -1%；累计 -2.8%" in row
    (row,) = (row for row in rows if COVERAGE in row)
    assert "不低于95%（口径：按件计）" in row
    assert "96%（口径：按户计）" in row


def test_a_report_keeps_the_exact_value_and_the_years(run: Run, here: Path):
    (here / "a.yaml").write_text(reported((FALL, RATES), (MINIMUM, {"by_unit": {"甲村": 3}})), "utf-8")
    (here / "r.json").write_text(run("a.yaml", *PLAN, "-f", "json").out, "utf-8")
    found = {one["target"]: one for one in json.loads((here / "r.json").read_text("utf-8"))["files"][0]["assessments"]}
    assert found[FALL]["exact"] == {
        "value": "-27973/10000",
        "bound": None,
        "by_year": {"2021": "-27/10", "2022": "-1/10", "2023": "-1"},
    }
    assert found[FALL]["reported"] == "2021: -2.7, 2022: −0.1%, 2023: -1"
    for name in ("markdown", "csv", "json"):
        assert run("reformat", "r.json", "-f", name, *PLAN).out == run("a.yaml", *PLAN, "-f", name).out


@pytest.mark.parametrize("value", ["1/0", "0", None])
def test_a_sum_that_nobody_worked_out_stops_no_saved_report(run: Run, here: Path, value: str | None):
    (here / "a.yaml").write_text(reported((FALL, RATES)), "utf-8")
    data = run("a.yaml", *PLAN, "-f", "json").json
    data["files"][0]["assessments"][0]["exact"]["value"] = value
    (here / "r.json").write_text(json.dumps(data), "utf-8")
    assert run("reformat", "r.json", "-f", "markdown", *PLAN).code == 1
    assert run("a.yaml", *PLAN, "--since", "r.json", "-f", "json").code == 1


@pytest.mark.parametrize(
    ("by_year", "value", "bound"),
    [
        ({2021: "不足-4", 2022: 0}, "-4", "upper"),
        ({2021: "-4以上", 2022: 0}, "-4", "lower"),
        ({2021: "-4以上", 2022: "不足-4"}, None, None),
        ({2022: -4}, None, None),
    ],
)
def test_bounds_of_what_changes_add_up_to(by_year: dict[int, Any], value: str | None, bound: str | None):
    data = of_report(examine(text_of(FALL, {"by_year": by_year}, "2023-08-30"), PLAN_OF))
    exact = next(one for one in data["assessments"] if one["target"] == FALL)["exact"]
    assert (exact["value"], exact["bound"]) == (value, bound)


def of_report(report: FileReport) -> dict[str, Any]:
    """Return what a saved report keeps of a file."""
    return file_data(digest(Report([report])).files[0], "zh", frozenset())


# Earlier reports.


def kind(before: Entry | None, first: str, now: Entry | None, second: str, plan: Plan = PLAN_OF) -> str:
    """Return what became of the fall between two reports of two days."""
    then, after = (examine(text_of(FALL, entry or {}, day), plan) for entry, day in ((before, first), (now, second)))
    made = [judgement_of(one, plan.id, date.fromisoformat(first)) for one in of_report(then)["assessments"]]
    earlier = Earlier(date.fromisoformat(first), plan.id, {one.target: one for one in made})
    day = date.fromisoformat(second)
    present = [judged_now(one, day, plan.id, after.entries.get(one.target.id)) for one in after.assessments]
    found = {one.target.id: one.change for one in changed(after.assessments, present, [earlier], plan)}[FALL]
    assert found
    return found.kind


def years(*rates: Any) -> Entry:
    """Return an entry with a rate for each year from 2021 on; None leaves a year out."""
    return {"by_year": {2021 + n: rate for n, rate in enumerate(rates) if rate is not None}}


@pytest.mark.parametrize(
    ("before", "first", "now", "second", "wanted"),
    [
        (years(-1, -1), "2023-08-30", years(-1, -1, -2), "2024-08-30", "eased"),
        (years(-1, -1), "2023-08-30", years(-1, -1, 0.5), "2024-08-30", "open"),
        (years(-1, -1), "2023-08-30", years(-1, -1), "2023-12-30", "open"),
        (years(-3, -3), "2023-08-30", years(-3, 1), "2023-12-30", "fallen_back"),
        (years(-3, -3), "2023-08-30", years(-3, -3, 0), "2024-08-30", "due"),
        (years(-3, -3), "2023-08-30", years(-3, -3, 0.5), "2024-08-30", "fallen_back"),
        (years(-3, -3), "2023-08-30", years(-3, None), "2023-12-30", "fallen_back"),
        (years(-3, -3), "2023-08-30", years(-3, -3), "2024-08-30", "due"),
        (years(None, -3), "2023-08-30", years(-2, -3), "2023-12-30", "solved"),
        (years(None, -1), "2023-08-30", years(-1, -1), "2023-12-30", "eased"),
        (years(None, -1), "2023-08-30", years(None, -1), "2023-12-30", "open"),
        (years(-1, -1), "2023-08-30", years(-6, -6, -2), "2024-08-30", "solved"),
        (years(-3, -3), "2023-08-30", None, "2024-08-30", "dropped"),
        (years("不足-1", -1), "2023-08-30", years(-2, -1), "2023-12-30", "eased"),
        ({"status": "under_way"}, "2025-12-31", {"status": "under_way"}, "2026-12-31", "open"),
    ],
)
def test_what_became_of_changes(before: Entry, first: str, now: Entry | None, second: str, wanted: str):
    assert kind(before, first, now, second) == wanted


def test_another_rule_of_counting_is_not_compared(tmp_path: Path):
    plan = load_plan(str(edited(tmp_path / "plan", f"{{{_FALL}}}", f"{{{_FALL}, basis: 按可比价计}}")))
    first, second = years(-1, -1) | {"basis": "按现价计"}, years(-1, -1) | {"basis": "按可比价计"}
    assert kind(first, "2023-08-30", second, "2023-12-30", plan) == "not_comparable"
