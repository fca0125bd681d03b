"""The CSV report, opened by a spreadsheet library (pyexcel): a row each, and no text that becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pyexcel
import pytest
from helpers.project import ROOT
from helpers.scenes import HOSTILE, LANGS, SCENES, hostile, rendered, report_on, waive
from helpers.snapshots import LISTED, hold
from helpers.submissions import BROKEN, NO_TARGET, mixed, submission

from fazhi_check.digest.run import digest
from fazhi_check.outcome import Report
from fazhi_check.reports.cells import spreadsheet
from fazhi_check.reports.data import csv as format_csv

COLUMNS = [
    "path",
    "unit",
    "level",
    "code",
    "as_of",
    "reported_on",
    "section",
    "item",
    "target",
    "title",
    "lead",
    "verdict",
    "flagged",
    "required",
    "reported",
    "support",
    "proofs",
    "deadline",
    "past_due",
    "days_over",
    "lag",
    "serious",
    "waived_reason",
    "waived_expires",
    "finding",
    "message",
    "line",
    "column",
    "known",
    "binding",
    "owner",
    "note",
    "problem",
    "next_step",
    "quotes",
    "cell",
]


def rows(report: Report, lang: str = "en") -> list[dict[str, str]]:
    text = rendered(format_csv, report, lang)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scene", LISTED)
def test_the_whole_report_is_that_of_the_snapshot(scene: str, lang: str) -> None:
    hold(f"csv-{scene}-{lang}.csv", rendered(format_csv, report_on(SCENES[scene]), lang))


def test_a_spreadsheet_library_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(rendered(format_csv, report_on(SCENES["flagged"]), "en").encode())
    sheet = pyexcel.get_sheet(file_name=str(path), name_columns_by_row=0, encoding="utf-8-sig")
    assert list(sheet.colnames) == COLUMNS
    assert sheet.number_of_rows() == 15  # the targets, and the one problem in the file
    by_target = {row["target"]: row for row in sheet.to_records()}
    lagging = by_target["1.2.1-01"]
    assert (lagging["unit"], lagging["verdict"], lagging["serious"]) == ("甲市", "lagging", "yes")
    assert (lagging["reported"], lagging["required"]) == (41, "at least 100")
    assert lagging["lag"] == pytest.approx(36.5, abs=0.1)
    assert str(by_target["1.1.1-03"]["deadline"]) == "2022-12-31"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_hostile_report_is_a_formula(text: str, tmp_path: Path) -> None:
    report = waive(report_on(hostile(text)), "1.1.1-02", text)
    path = tmp_path / "report.csv"
    path.write_bytes(rendered(format_csv, report).encode())
    for separator in (",", ";"):
        sheet = pyexcel.get_array(
            file_name=str(path), encoding="utf-8-sig", delimiter=separator, auto_detect_float=False
        )
        for cell in (cell for row in sheet for cell in row if isinstance(cell, str)):
            assert not re.match(r"[\s\"]*[=+\-@＝＋－＠]", cell), cell


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    report = report_on(hostile(text))
    out = rendered(format_csv, report, "en")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", out)
    assert "13812345678" not in out
    expected = sum(len(one.lines) + len(one.problems) for one in digest(report).files)
    found = rows(report)
    assert len(found) == expected
    assert out.count("\n") == out.count("\r\n") == expected + 1
    assert all(set(row) == set(COLUMNS) for row in found)


def test_negative_numbers_stay_numbers() -> None:
    entry = {"a.yaml": mixed().replace('"value": 41', '"value": -41')}
    [row] = [row for row in rows(report_on(entry)) if row["target"] == "1.2.1-01"]
    assert row["reported"] == "-41"


def test_a_file_that_could_not_be_judged_has_a_row_for_each_finding() -> None:
    [row] = rows(report_on({"a.yaml": BROKEN}))
    assert (row["path"], row["finding"], row["line"]) == ("a.yaml", "FZ103", "2")
    assert row["message"]
    assert row["verdict"] == ""


def test_a_unit_without_targets_has_a_row_that_says_so() -> None:
    told, row = rows(report_on({"a.yaml": NO_TARGET}))
    assert (row["unit"], row["message"]) == ("甲市", "no target applies: nothing to check")
    assert told["finding"] == "FZ206"  # its body leads nothing there


def test_nothing_to_check_is_said() -> None:
    [row] = rows(report_on({}))
    assert row["message"] == "no file to check"


def test_a_waiver_stands_beside_the_verdict_it_sets_aside() -> None:
    found = rows(waive(report_on(SCENES["flagged"]), "1.1.1-03"), "zh")
    [row] = [row for row in found if row["编号"] == "1.1.1-03"]
    assert (row["判定"], row["需处理"]) == ("逾期", "否")
    assert (row["豁免理由"], row["豁免到期"]) == ("机构改革，职责正在移交", "2024-12-31")


def test_rows_stand_in_the_order_of_files_and_urgency() -> None:
    report = report_on(SCENES["several"])
    expected = [(one.path, a.target.id) for one in report.files for a in one.assessments]
    assert [(row["path"], row["target"]) for row in rows(report) if row["verdict"]] == expected


def test_the_page_of_formats_says_what_each_column_holds() -> None:
    section = (ROOT / "docs" / "formats.md").read_text("utf-8").partition("\n## csv\n")[2].partition("\n## ")[0]
    described = re.findall(r"^\| (\S+) \| `(\w+)` \| .+ \|$", section, re.MULTILINE)
    assert described == [tuple(head) for head in {**format_csv.COLUMNS, **format_csv.OF_ROUNDS}.values()]


def test_who_leads_what_it_rests_on_and_the_days_are_told() -> None:
    found = {row["编号"]: row for row in rows(report_on(SCENES["flagged"]), "zh")}
    late = found["1.1.1-03"]
    assert (late["判定"], late["逾期天数"]) == ("逾期", str((date(2024, 11, 15) - date(2022, 12, 31)).days))
    assert {row["逾期天数"] for row in found.values() if row["判定"] != "逾期"} == {""}
    assert {row["佐证情况"] for row in found.values() if row["判定"] == "佐证不足"} <= {
        "仅有情况说明（没有佐证）",
        "仅有情况说明（自述）",
        "佐证不全",
    }
    assert {row["佐证情况"] for row in found.values() if row["判定"] == "未填报"} == {""}
    assert all(row["责任主体"] for row in found.values() if row["判定"])


@pytest.mark.parametrize(
    ("evidence", "support"),
    [
        ([], "仅有情况说明（没有佐证）"),
        ([{"kind": "report", "title": "总结"}], "仅有情况说明（自述）"),
        ([{"kind": "document", "title": "办法", "date": "2030-01"}], "仅有情况说明（自述）"),
        ([{"kind": "record", "title": "记录"}], "佐证不全"),
        ([{"kind": "document", "title": "办法", "date": "2022-01"}], "已列佐证（未核）"),
    ],
)
def test_support_tells_what_an_entry_rests_on(evidence: list[dict[str, str]], support: str) -> None:
    report = report_on({"a.yaml": submission({"1.1.1-01": {"status": "done", "evidence": evidence}})})
    [row] = [row for row in rows(report, "zh") if row["编号"] == "1.1.1-01" and row["判定"]]
    assert row["佐证情况"] == support


def test_what_is_asked_in_numbers_is_told_in_numbers() -> None:
    found = {row["编号"]: row["要求"] for row in rows(report_on(SCENES["good"]), "zh")}
    assert found["1.2.1-01"] == "不低于 100 个"
    assert found["1.2.1-08"] == "0 件"
    assert found["1.1.1-03"] == "已完成"


def test_both_days_are_told_and_what_is_past_due() -> None:
    found = rows(report_on(SCENES["flagged"], as_of=date(2025, 1, 31)), "zh")
    assert {(row["判定日期"], row["填报截至"]) for row in found} == {("2025-01-31", "2024-11-15")}
    past = {row["判定"] for row in found if row["时限已过"] == "是"}
    assert {"逾期", "未填报"} <= past <= {"逾期", "未填报", "填报有误"}


def test_one_column_has_one_name_in_every_csv() -> None:
    from fazhi_check.pages.targets import columns
    from fazhi_check.plan.store import load_plan

    plan = load_plan("urumqi-14fyp")
    heads = [name for name, _ in columns(plan.targets[0], plan)]
    for index in (0, 1):  # a name of one language means the same column in the other
        other = {head[index]: head for head in format_csv.COLUMNS.values()}
        assert all(other[head[index]] == head for head in heads if head[index] in other)
    assert {"编号", "事项", "责任主体"} <= {head.zh for head in heads}


@pytest.mark.parametrize("lang", LANGS)
def test_lists_in_a_cell_are_parted_alike(lang: str) -> None:
    from fazhi_check.pages.targets import render_csv
    from fazhi_check.plan.store import load_plan

    out = io.StringIO(newline="")
    render_csv(load_plan("urumqi-14fyp"), out, "zh" if lang == "zh" else "en")
    told = list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))
    word = {"zh": "责任主体", "en": "lead"}[lang]
    assert any({"zh": "；", "en": "; "}[lang] in row[word] for row in told)
    assert not any("、" in row[word] or ", " in row[word] for row in told)


def test_no_cell_has_a_second_line() -> None:
    assert format_csv._cell("a\n=b\r\n c\u2028d", "zh") == "a =b c d"
    assert spreadsheet("=x\ny") == "'=x y"
