"""The page on workbooks keeps its word: its messages are the program's, its commands run, its pictures are there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers.project import ROOT
from helpers.running import Ran
from helpers.sheets import workbook

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PAGE = (ROOT / "docs" / "workbook.md").read_text("utf-8")
IMAGES = ROOT / "docs" / "images"
EXAMPLE = IMAGES / "example.yaml"
LABELS = (("规划", "urumqi-14fyp"), ("单位", "示例区"), ("层级", "县级"), ("代码", "650199"), ("截至", "2023-06-30"))
# A milestone, and a coverage: what the cells of a row are for where it does not say itself.
MILESTONE, COVERAGE = "3.3.1-02", "3.3.1-12"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FILES = {
    "天山区.xls": OLD,
    "天山区.et": OLD,
    "天山区.csv": "编号,状态\n".encode(),
    "没传完.xlsx": workbook(["编号", "状态"], [[MILESTONE, "推进中"]])[:2000],
    "没有编号.xlsx": workbook(["序号", "状态"], [["1", "推进中"]]),
}


class Told(NamedTuple):
    """A row of a table of messages: what stands in the cells by head, the code, and what is said."""

    written: dict[str, str]
    code: str
    said: str


def tables(label: str) -> list[list[str]]:
    """Return the rows of the tables that follow a comment, without their heads."""
    found = re.findall(rf"<!-- {label} -->\n\|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for table in found for row in table.splitlines()]


def told(row: list[str]) -> Told:
    code, _, said = row[1].partition(" ")
    return Told(dict(re.findall(r"(\w+) `([^`]+)`", row[0])), code, said)


MESSAGES = [told(row) for row in tables("messages")]


def answered(written: dict[str, str], run: Run, folder: Path) -> str:
    """Return what is said of a form with these cells."""
    cells = {"编号": COVERAGE if "覆盖数" in written else MILESTONE, "状态": "", **written}
    labels = [(label, cells.pop(label, value).strip()) for label, value in LABELS]
    path = folder / "示例区.xlsx"
    path.write_bytes(workbook([*cells], [[*cells.values()]], labels))
    return run(path, "--section", "3.3", "-f", "concise").out


@pytest.mark.parametrize(
    "one", MESSAGES, ids=lambda one: "-".join(f"{key}={value}" for key, value in one.written.items())
)
def test_a_cell_is_answered_as_the_page_says(one: Told, run: Run, tmp_path: Path) -> None:
    lines = answered(one.written, run, tmp_path).splitlines()
    assert [line for line in lines if one.code in line and one.said in line], lines


def test_the_page_tells_of_every_kind_of_slip() -> None:
    assert {one.code for one in MESSAGES} == {f"FZ{number}" for number in (201, 203, 205, 301, 303, 304, 305, 308, 401)}
    assert len(MESSAGES) == 21


@pytest.mark.parametrize("row", tables("files"), ids=lambda row: row[0])
def test_a_file_is_answered_as_the_page_says(row: list[str], run: Run, tmp_path: Path) -> None:
    name, (code, _, said) = row[0].strip("`"), row[1].partition(" ")
    path = tmp_path / name
    path.write_bytes(FILES[name])
    out = run(path, "-f", "concise").out
    assert code in out
    assert said in out


def test_every_file_of_the_page_is_tried() -> None:
    assert {row[0].strip("`") for row in tables("files")} == {*FILES}


@pytest.fixture
def office(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as an office has it, in which tests run: the forms that came back, none of the others yet."""
    (tmp_path / "收回").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "示例.yaml")
    monkeypatch.chdir(tmp_path)
    assert run("convert", "示例.yaml", "收回/天山区.xlsx").code == 0
    return tmp_path


def commands_in(page: str) -> list[list[str]]:
    """Return the command lines of the program in a page's scripts, as words."""
    scripts = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    lines = [shlex.split(line, comments=True) for script in scripts for line in script.splitlines()]
    return [words[1:] for words in lines if words[:1] == ["fazhi-check"]]


def test_the_commands_shown_run(office: Path, run: Run) -> None:
    shown = [[word for word in words if word != "--open"] for words in commands_in(PAGE)]
    assert len(shown) > 6
    for words in sorted(shown, key=lambda words: words[0] != "init" or "--update" in words):  # forms before checks
        assert run(*words).code in (0, 1), words
    for name in ("天山区.xlsx", "天山区法院.xlsx", "结果.html", "台账.xlsx", "天山区.yaml", "天山区-新表.xlsx"):
        assert (office / name).stat().st_size > 1000, name


def test_the_example_of_the_pictures_is_read_without_an_error(run: Run) -> None:
    report = run(EXAMPLE, "--section", "3.3", "-f", "json").json
    assert report["files"][0]["valid"]
    assert {verdict for verdict, number in report["counts"].items() if number} >= {
        *("met", "on_track", "overdue", "unproven", "missing", "exempt")
    }


def test_every_picture_is_shown_small_and_told_in_words() -> None:
    shown = dict(re.findall(r"!\[([^\]]*)\]\(images/(\S+)\)", PAGE))
    assert {*shown.values()} == {path.name for path in IMAGES.glob("*.png")}
    assert all(len(words) > 8 for words in shown)
    for path in IMAGES.glob("*.png"):
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size < 150_000, path


def test_the_script_takes_each_picture() -> None:
    script = (IMAGES / "make.py").read_text("utf-8")
    named = re.findall(r'^    "(\w+)": (?:Shot|Paper|Page)\(', script, re.MULTILINE)
    assert {f"{name}.png" for name in named} == {path.name for path in IMAGES.glob("*.png")}


def test_the_readme_s_first_example_runs(office: Path, run: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    make, check, collect = commands_in(readme.partition("### 填报用一张表")[2].partition("###")[0])
    assert run(*make).code == 0
    (office / "天山区.xlsx").write_bytes((office / "收回" / "天山区.xlsx").read_bytes())
    assert run(*check[:-1]).code == 1
    assert run(*collect).code == 1
    assert (office / "结果.html").exists()
    assert (office / "台账.xlsx").exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(
            [[COVERAGE, "推进中", ""], [MILESTONE, "推进中", "甲"], ["", "", "乙"]], "不能当作上一行的续行", id="sorted"
        ),
        pytest.param([[MILESTONE, "推进中", "甲"], ["", "", "乙"]], "FZ108 读表：", id="inserted"),
        pytest.param([[MILESTONE, "推进中", "甲"], [MILESTONE, "已完成", "乙"]], "FZ104", id="two-statuses"),
    ],
)
def test_what_the_page_says_of_rows_is_said(run: Run, tmp_path: Path, rows: list[list[str]], said: str) -> None:
    path = tmp_path / "示例区.xlsx"
    path.write_bytes(workbook(["编号", "状态", "佐证标题"], rows, LABELS))
    assert said in run(path, "-f", "concise").out
    assert f"“{said}”" in PAGE or f"`{said}" in PAGE


def test_somebody_s_own_ledger_is_read_once_the_lines_above_are_there(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    heads, row = ["序号", "任务编号", "任务内容", "任务状态", "具体进展"], ["1", MILESTONE, "某事", "推进中", "某进展"]
    path.write_bytes(workbook(heads, [row], []))
    assert "FZ201" in run(path, "-f", "concise").out
    path.write_bytes(workbook(heads, [row], LABELS))
    assert run(path, "-f", "json").json["counts"]["on_track"] == 1
    assert "、".join(label for label, _ in LABELS) in PAGE
