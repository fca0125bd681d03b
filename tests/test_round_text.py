"""A round in the formats of text: what a person reads byte for byte, and what no name and no number of units breaks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers.project import SMALL
from helpers.rounds import DAY, Given, round_of, row, small, twelve_report
from helpers.scenes import HOSTILE, LANGS, rendered
from helpers.snapshots import hold
from helpers.submissions import ALL_GOOD, MIXED, submission
from rich.cells import cell_len

from fazhi_check.cli import main
from fazhi_check.outcome import Report
from fazhi_check.words import Lang

pytestmark = pytest.mark.slow


WIDTHS = (80, 160)
_STATES = ("reported", "late", "returned", "not_submitted", "excused")


def wide(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))


def text(entries: Any, name: str = "甲区", level: str = "county") -> str:
    return submission(entries, str(DAY), level=level).replace("甲市", name, 1)


def many(number: int, name: str = "第{}区") -> Report:
    """Return a round of so many units with every state, each with the name that the pattern gives."""
    given = []
    for n in range(number):
        state = _STATES[n % len(_STATES)]
        silent = state in ("not_submitted", "excused")
        called = name.format(n)
        about = row(called, code=f"65{n:04}", category=("区县", "部门")[n % 2], within=name.format(0) if n else None)
        given.append(Given(about, None if silent else text((ALL_GOOD, MIXED)[n % 2], "甲区"), state))
    return round_of(given, small())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["table", "summary"])
def test_the_screen_is_that_of_the_snapshot(name: str, lang: Lang, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wide(monkeypatch, width)
    hold(f"round-{name}-{lang}-{width}.txt", rendered(name, twelve_report(), lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("name", "suffix"), [("markdown", "md"), ("csv", "csv"), ("concise", "txt"), ("github", "txt")]
)
def test_the_report_is_that_of_the_snapshot(name: str, suffix: str, lang: Lang) -> None:
    hold(f"round-{name}-{lang}.{suffix}", rendered(name, twelve_report(), lang))


def test_the_first_screen_holds_the_head_three_units_and_three_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    wide(monkeypatch, 80)
    first = rendered("table", twelve_report()).splitlines()[:24]
    whole = "\n".join(first)
    for said in ("应报 11 个单位", "需重点调度的单位", "头屯河区", "水磨沟区", "市信访局", "共性问题"):
        assert said in whole
    for target in ("1.1.1-03", "1.2.1-05", "1.2.1-03"):
        assert target in whole


def test_the_end_counts_who_is_to_be_urged() -> None:
    said = rendered("table", twelve_report())
    assert "结论 需催报 3 个单位，需催补正 1 个单位，需督促整改" in said
    assert "2 units to be urged" in rendered("concise", many(10), "en")


def test_a_round_of_many_shows_no_units_list_unless_everything_is_asked_for() -> None:
    short, long = rendered("table", many(60)), rendered("table", many(60), show_all=True)
    assert len(short.splitlines()) < 250
    assert "鼓励和探索的事项" not in short
    assert len(long.splitlines()) > 1_000


def test_few_files_have_their_whole_reports() -> None:
    one = round_of([Given(row("甲区"), text(MIXED))], small())
    assert "✘ 逾期 2 项" in rendered("table", one)
    assert "### 逾期 2 项" in rendered("markdown", one)
    four = round_of([Given(row(f"第{n}区", code=f"65010{n}"), text(MIXED)) for n in range(4)], small())
    assert "✘ 逾期 2 项" not in rendered("table", four)


def test_every_unit_without_a_report_is_told_however_many_are_folded() -> None:
    given = [Given(row(f"第{n}区"), None, "not_submitted") for n in range(60)]
    said = rendered("table", round_of(given, small()))
    assert "应报 60 个单位：已报 0，未报送 60" in said
    assert "其余 41 个单位" in said
    assert "第59区（未报送）" in rendered("table", round_of(given, small()), show_all=True)


@pytest.mark.parametrize(
    "name", ["table", "summary", "markdown", "csv", "concise", "github", "gitlab", "sarif", "junit"]
)
@pytest.mark.parametrize("number", [0, 1, 12])
def test_units_but_no_file_are_told_in_every_format(name: str, number: int) -> None:
    given = [Given(row(f"第{n}区"), None, "not_submitted") for n in range(number)]
    assert rendered(name, round_of(given, small(), due=None))


def test_nobody_reported_is_said_in_the_head_and_at_the_end() -> None:
    given = [Given(row(f"第{n}区"), None, "not_submitted") for n in range(2)]
    report = round_of(given, small(), due=None)
    report.exit_code = 1
    said = rendered("table", report)
    assert "应报 2 个单位：已报 0，未报送 2（第0区、第1区）" in said
    assert "结论 需催报 2 个单位；共 0 个文件，判定 0 个" in said


@pytest.mark.parametrize("width", [20, 40, 80, 100, 160])
@pytest.mark.parametrize("name", ["table", "summary"])
def test_long_names_stay_inside_the_screen(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wide(monkeypatch, width)
    said = rendered(name, many(12, "很长的单位名称" * 5 + "{:05}"))
    assert max(map(cell_len, said.splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_columns_of_the_units_stand_straight(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wide(monkeypatch, width)
    lines = rendered("table", twelve_report()).splitlines()
    start = next(n for n, line in enumerate(lines) if line.lstrip().startswith("单位"))
    end = next(n for n, line in enumerate(lines) if line.lstrip().startswith("合计"))
    rows = [line for line in lines[start : end + 1] if line.rstrip().endswith(tuple("0123456789"))]
    assert len({cell_len(line) for line in rows}) == 1


@pytest.mark.parametrize("written", HOSTILE)
@pytest.mark.parametrize("name", ["table", "summary", "markdown", "csv", "concise", "github"])
def test_no_name_steers_what_reads_the_report(name: str, written: str) -> None:
    about = row(written, category=written, within=written, excused=None)
    excused = row(written + "二", excused=written)
    given = [Given(about, text(MIXED)), Given(excused, None, "excused"), Given(row("乙区"), None, "not_submitted")]
    said = rendered(name, round_of(given, small(), title=written))
    assert not any(char in said for char in "\x1b\x07\u202e\u2066\u200b\u2028\x85\x0b")
    assert "13812345678" not in said
    assert "\n::error::x" not in said.replace("\r", "\n")
    if name == "csv":
        cells = [cell for line in csv.reader(io.StringIO(said)) for cell in line]
        assert not any(cell.startswith(("=", "@", "+", "-2")) for cell in cells)
    if name == "markdown":
        assert "<script>" not in said
        assert "\n# 结论" not in said


def test_marks_are_plain_where_a_terminal_has_no_others() -> None:
    for lang in LANGS:
        said = rendered("table", twelve_report(), lang, marks="ascii")
        assert not any(mark in said for mark in "✘○▼✔─…–●◔")


def test_rows_of_a_table_say_how_a_unit_stands_and_what_changed() -> None:
    found = list(csv.DictReader(io.StringIO(rendered("csv", twelve_report()).lstrip("\ufeff"))))
    silent = [one for one in found if one["报送情况"] == "未报送" and not one["编号"] and not one["文件"]]
    assert [one["单位"] for one in silent] == ["水磨沟区", "市信访局"]
    stale = [one for one in found if one["单位"] == "头屯河区" and one["编号"]]
    assert {(one["沿用数据日期"], one["计入汇总"]) for one in stale} == {("2024-06-30", "否")}
    fallen = [one for one in found if one["较上期"] == "退步"]
    assert fallen
    assert {one["上期日期"] for one in fallen} == {"2024-06-30"}
    excused = next(one for one in found if one["报送情况"] == "免报")
    assert excused["说明"] == "机构改革，经市委依法治市办同意"


ROUND = """\
plan: small
title: 第四季度调度
as_of: 2024-11-15
units:
  - {name: 甲市, level: city, code: "650100"}
  - {name: 乙区, level: county, code: "650102", within: 甲市}
notes:
  - {task: 1.1.1-03, date: 2024-10-08, text: "卷宗目录可作佐证 | <b>"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a round of two units, of which one has reported."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲市.yaml").write_text(submission(MIXED, str(DAY)), "utf-8")
    (tmp_path / "round.yaml").write_text(ROUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what the command prints for a check of the folder."""
    assert main([*words]) == 1
    return capsys.readouterr().out


_CHECK = ("check", "in", "--plan", str(SMALL), "--round", "round.yaml")


@pytest.mark.usefixtures("folder")
def test_how_the_office_reads_a_task_stands_at_it_and_is_never_the_plans_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(monkeypatch, 160)
    reading = "口径答疑（2024-10-08，调度单位的解释，非规划原文）：卷宗目录可作佐证"
    assert reading in said(capsys, *_CHECK)
    assert reading + r" \| \<b\>" in said(capsys, *_CHECK, "-f", "markdown")
    assert reading in said(capsys, *_CHECK, "-f", "csv")


@pytest.mark.parametrize("name", ["table", "summary", "markdown", "csv", "concise", "github", "gitlab", "junit"])
def test_a_saved_round_is_shown_as_it_was(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = said(capsys, *_CHECK, "-f", "json")
    (folder / "saved.json").write_text(saved, "utf-8")
    assert said(capsys, *_CHECK, "-f", name) == said(capsys, "reformat", "saved.json", "-f", name, "--plan", str(SMALL))


@pytest.mark.usefixtures("folder")
def test_who_has_not_reported_fails_at_its_row_of_the_round(capsys: pytest.CaptureFixture[str]) -> None:
    assert "::error file=round.yaml,line=6,col=5,title=FZ901::乙区 未报送" in said(capsys, *_CHECK, "-f", "github")
    junit = ElementTree.fromstring(said(capsys, *_CHECK, "-f", "junit"))
    failed = junit.find(".//testsuite[@name='round.yaml']/testcase/failure")
    assert failed is not None
    assert failed.get("type") == "not_submitted"
    assert failed.get("message") == "乙区 未报送"
    (issue,) = [one for one in json.loads(said(capsys, *_CHECK, "-f", "gitlab")) if one["check_name"] == "FZ901"]
    assert issue["severity"] == "major"
    sarif = json.loads(said(capsys, *_CHECK, "-f", "sarif"))["runs"][0]["results"]
    assert [one["level"] for one in sarif if one["ruleId"] == "FZ901"] == ["error"]
    lenient = said(capsys, *_CHECK, "--fail-on", "overdue", "-f", "github")
    assert "::warning file=round.yaml,line=6,col=5,title=FZ901::乙区 未报送" in lenient


@pytest.mark.parametrize("width", [80, 100, 160])
def test_all_categories_stand_beside_the_sum_on_one_screen(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wide(monkeypatch, width)
    told = rendered("summary", twelve_report()).splitlines()
    head = next(at for at, line in enumerate(told) if line.split()[:1] == ["合计"])
    assert all("（已报" in line for line in told[head - 4 : head])
