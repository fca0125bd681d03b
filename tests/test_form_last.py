"""What was reported last stands beside what is to be filled in, taken from a saved report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.sheets import workbook
from openpyxl import load_workbook

Run = Callable[..., Ran]
ASKED = ("--plan", str(SMALL), "--level", "市级", "--code", "650100")
LABELS = (("规划", "small"), ("单位", "甲市"), ("层级", "市级"), ("代码", "650100"), ("截至", "2023-08-30"))


@pytest.fixture
def saved(run: Run, here: Path) -> str:
    rows = [("1.1.1-01", "推进中", "正在起草", "文件", "办法"), ("1.1.1-02", "未启动")]
    heads = ("编号", "状态", "进展情况", "佐证类型", "佐证标题")
    (here / "a.xlsx").write_bytes(workbook(heads, rows, LABELS))
    run("a.xlsx", "--plan", str(SMALL), "-q", "-o", "json:上期.json")
    return "上期.json"


def test_the_column_has_what_was_reported(run: Run, saved: str, here: Path) -> None:
    assert run("init", *ASKED, "--unit", "甲市", "--since", saved, "-o", "b.xlsx").code == 0
    sheet = load_workbook(here / "b.xlsx")["填报"]
    found = {row[0].value: row[3].value for row in sheet.iter_rows(min_row=10) if row[3].value and "-" in row[0].value}
    assert found == {"1.1.1-01": "推进中\n正在起草\n佐证 1 件", "1.1.1-02": "未启动"}


def test_it_is_for_reading_only(run: Run, saved: str, here: Path) -> None:
    run("init", *ASKED, "--unit", "甲市", "--since", saved, "--as-of", "2023-12-31", "-o", "b.xlsx")
    report = run("b.xlsx", "--plan", str(SMALL), "-f", "json").json["files"][0]
    assert {one["verdict"] for one in report["assessments"]} == {"missing"}
    assert not [one for one in report["findings"] if one["code"] < "FZ4"]


@pytest.mark.parametrize(
    ("unit", "output", "said"),
    [
        ("甲市", ("-o", "b.yaml"), "--since 只用于填报表：-o 后面写 .xlsx 文件名"),
        ("甲市", (), "--since 只用于填报表"),
    ],
)
def test_a_text_has_no_place_for_it(run: Run, saved: str, unit: str, output: tuple[str, ...], said: str) -> None:
    done = run("init", *ASKED, "--unit", unit, "--since", saved, *output)
    assert (done.code, said in done.err) == (2, True)


def test_a_report_without_the_unit_is_told(run: Run, saved: str) -> None:
    other = ("--plan", str(SMALL), "--level", "市级", "--code", "650200", "--unit", "乙市")
    done = run("init", *other, "--since", saved, "-o", "b.xlsx")
    assert (done.code, done.err) == (2, "上期.json 里没有 乙市（650200）的填报，里面有：甲市\n")


def test_a_file_that_is_no_report_is_told(run: Run, here: Path) -> None:
    (here / "x.json").write_text("{}", "utf-8")
    assert run("init", *ASKED, "--unit", "甲市", "--since", "x.json", "-o", "b.xlsx").code == 2
