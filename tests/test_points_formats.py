"""Points by an office's standard: every format tells the same numbers, each unit beside its own kind only."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.running import Ran
from openpyxl import load_workbook
from test_points import DESIGN, ROUND, UNIT, units, written

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
ASKED = ("回收", "--round", "调度.yaml", "--standard", "标准.yaml")
ENTERED = "entered:\n  - {item: A4, unit: 天山区, cases: 1, reason: 典型案例}\n"
WITHOUT = "未计分：乌鲁木齐市（未报送）、新市区（没有适用的测评标准）、水磨沟区（未报送）、头屯河区（未报送）"
WHOLE, PART = "合计 15.22 分，满分 41 分；其中未经核定 1 项", "小计（尚缺 3 项） 2.22 分，满分 41 分；其中未经核定 1 项"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of which 天山区 has everything entered, and 沙依巴克区 says what it gives itself."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    units(tmp_path)
    told = tmp_path / "回收" / "沙依巴克区.yaml"
    told.write_text(told.read_text("utf-8").replace("事项:", "自评分: {A1: 18}\n事项:"), "utf-8")
    written(tmp_path, 调度=ROUND + ENTERED, 标准=DESIGN)
    return tmp_path


def test_every_format_tells_the_same_numbers(run: Run, here: Path):
    names = {"table": "a.txt", "markdown": "a.md", "html": "a.html", "xlsx": "a.xlsx", "csv": "a.csv", "json": "a.json"}
    run(*ASKED, *(word for name, path in names.items() for word in ("-o", f"{name}:{path}")))
    for path in ("a.txt", "a.md", "a.html"):
        text = re.sub(r"<[^>]+>", "", (here / path).read_text("utf-8")).replace("\\", "")
        for said in (WHOLE, PART, WITHOUT, "评分依据：《2023年度依法治理工作测评标准》，市委依法治市办印发"):
            assert said in text, (path, said)
    book = load_workbook(here / "a.xlsx")
    rows = [row for row in book["考评"].iter_rows(values_only=True) if row[0] in ("天山区", "沙依巴克区")]
    assert [row[1:8] for row in rows] == [
        (2.22, 0, 4, 0.5, 8.5, 15.22, 41),
        (2.22, 0, "未录入", "未录入", "未录入", 2.22, 41),
    ]
    detail = [row for row in book["考评明细"].iter_rows(values_only=True) if row[0] == "沙依巴克区"]
    assert [(row[5], row[6], row[8]) for row in detail if str(row[1]).startswith("A1")] == [(18, 2.22, 15.78)]
    with (here / "a.csv").open(encoding="utf-8-sig", newline="") as lines:
        told = [one for one in csv.DictReader(lines) if one["计分项目"]]
    first = [(one["计分项目"], one["考评分"]) for one in told if one["单位"] == "天山区"]
    assert first == [("A1", "2.22"), ("A2", "0"), ("A3", "4"), ("A4", "0.5"), ("A5", "8.5")]
    assert [one["考评分"] for one in told if one["单位"] == "沙依巴克区"] == ["2.22", "0", "", "", ""]


@pytest.mark.parametrize("name", ["table", "summary", "markdown", "html", "csv"])
def test_a_saved_report_is_shown_as_the_run_itself(run: Run, here: Path, name: str):
    run(*ASKED, "-o", "json:a.json", "-o", f"{name}:first.txt", "-q")
    run("reformat", "a.json", "-o", f"{name}:again.txt")
    assert (here / "again.txt").read_text("utf-8") == (here / "first.txt").read_text("utf-8")


def test_units_stand_in_the_rounds_order_unless_asked(run: Run, here: Path):
    written(here, 标准=DESIGN.replace("cases: 2", "cases: 6").replace("points: 8.5", "points: 0.5"))
    entered = "entered:\n  - {item: A5, unit: 沙依巴克区, points: 9}\n"
    written(here, 调度=ROUND + entered)
    for sort, first in (((), "天山区"), (("--sort", "points"), "沙依巴克区")):
        run(*ASKED, *sort, "-o", "markdown:a.md", "-o", "xlsx:a.xlsx", "-q")
        text = (here / "a.md").read_text("utf-8").split("## 考评计分")[1]
        assert re.findall(r"^\| (\S+区) \|", text, re.MULTILINE)[0] == first
        named = [row[0] for row in load_workbook(here / "a.xlsx")["考评"].iter_rows(values_only=True)]
        assert next(name for name in named if name in ("天山区", "沙依巴克区")) == first


def test_a_unit_alone_tells_each_deduction_with_its_clause(run: Run, here: Path):
    (here / "天山区.yaml").write_text(UNIT + "自评分: {A1: 18}\n事项:\n  3.3.2-08: {状态: 推进中}\n", "utf-8")
    run("天山区.yaml", "--standard", "标准.yaml", "-o", "table:a.txt", "-o", "markdown:a.md", "-o", "html:a.html", "-q")
    for path in ("a.txt", "a.md", "a.html"):
        text = re.sub(r"<[^>]+>", "", (here / path).read_text("utf-8")).replace("\\", "")
        assert all(said in text for said in ("小计（尚缺 1 项）", "仅有情况说明", "规划 3.3.2", "18（高 ")), path


def test_a_run_without_a_standard_loads_nothing_of_points(here: Path):
    (here / "天山区.yaml").write_text(UNIT, "utf-8")
    code = (
        "import sys; from fazhi_check.cli import main; sys.argv[1:] = ['天山区.yaml', '-q']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([one for one in sys.modules if one.startswith('fazhi_check') and ('points' in one or 'scored' in one"
        " or '.standard.' in one) and one != 'fazhi_check.rules.points'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=here)
    assert done.stdout.splitlines()[-1] == "[]"
