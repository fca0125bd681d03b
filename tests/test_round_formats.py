"""Every format of a round with every kind of file that may come back: none of them fails, and each is told for what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.round_folder import ROUND, folder
from helpers.running import Ran
from helpers.submissions import mixed

from fazhi_check.digest.run import digest
from fazhi_check.examine import Checker, gather
from fazhi_check.outcome import FileReport
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import FORMATS, binder, renderer
from fazhi_check.reports.view import View
from fazhi_check.round.course import Course
from fazhi_check.round.reading import read_round

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
# Files that no unit of the round goes with: a text, one that names another plan, one of a unit from elsewhere.
_ODD = {
    "说明.yaml": "只是一份说明\n",
    "别的规划.yaml": '计划: some-other-plan\n单位: {名称: 天山区, 层级: 县级, 代码: "650102"}\n截至: 2023-12-31\n',
    "生人 (2).yaml": '计划: urumqi-14fyp\n单位: {名称: 某县, 层级: 县级, 代码: "659999"}\n截至: 2023-12-31\n事项: {}\n',
}
_PROBLEMS = """\
问题:
  - {单位: 天山区, 任务: 3.3.2-08, 问题: 卷宗不全, 来源: 专项督察, 日期: 2023-11-01, 时限: 2023-12-01}
  - {单位: 新市区, 问题: 台账不全, 来源: 巡察移交, 日期: 2023-11-01}
  - {单位: 市文旅局, 问题: 制度不全, 来源: 专项督察, 日期: 2023-11-01}
"""


@pytest.fixture
def every(here: Path) -> Path:
    """A round in which each kind of file came back: superseded, stale, strange, broken, of an excused unit."""
    folder(here, more=_PROBLEMS)
    for name, text in _ODD.items():
        (here / "回收" / name).write_text(text, "utf-8")
    return here


def outputs(where: str) -> list[str]:
    return [part for form in (*FORMATS, "xlsx", "reviews") for part in ("-o", f"{form}:{where}/{form}.out")]


@pytest.mark.parametrize(
    "more", [[], ["--show", "all"], ["--lang", "en"], ["--since", "上期.json"], ["--plan", "urumqi-14fyp"]]
)
def test_every_format_is_written_whatever_came_back(run: Run, every: Path, more: list[str]) -> None:
    if "--since" in more:
        before = run("check", "回收", "--round", ROUND, "--as-of", "2023-12-30", "-f", "json")
        (every / "上期.json").write_text(before.out, "utf-8")
    (every / "报告").mkdir()
    done = run("check", "回收", "--round", ROUND, *more, *outputs("报告"))
    assert done.code == 1, done.err
    assert "内部出错" not in done.err
    assert len(list((every / "报告").iterdir())) == len(FORMATS) + 2


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_of_a_superseded_file_it_is_told_which_counts(run: Run, every: Path, form: str) -> None:
    said = run("check", "回收", "--round", ROUND, "-f", form).out
    assert "同一单位已有更新的一份，以 回收/天山区.yaml 为准" in re.sub(r"</?\w+>|\n +", "", said).replace("\\", "")
    (every / "报告.json").write_text(run("check", "回收", "--round", ROUND, "-f", "json").out, "utf-8")
    assert run("reformat", "报告.json", "-f", form).out == said


def test_the_ledger_tells_it_too(run: Run, every: Path) -> None:
    from openpyxl import load_workbook

    run("check", "回收", "--round", ROUND, "-o", "xlsx:台账.xlsx", "--quiet")
    rows = [row for sheet in load_workbook(every / "台账.xlsx") for row in sheet.iter_rows(values_only=True)]
    (told,) = [row for row in rows if "同一单位已有更新的一份，以 回收/天山区.yaml 为准，不判定" in row]
    assert "回收/天山区-旧.yaml" in told


def test_a_superseded_file_is_no_stranger(run: Run, every: Path) -> None:
    page = run("check", "回收", "--round", ROUND, "-f", "html").out
    (strangers,) = re.findall(r"不在本次名单内的文件：(.*?)</p>", page)
    assert "市司发局" in strangers
    assert "某县" in strangers
    assert "天山区" not in strangers


@pytest.mark.parametrize("show_all", [False, True])
@pytest.mark.parametrize("form", [*FORMATS, "xlsx"])
def test_a_file_of_another_plan_is_shown_in_every_format(every: Path, form: str, show_all: bool) -> None:
    plan, other = load_plan("urumqi-14fyp"), Checker(load_plan(str(SMALL)))
    own = Checker(plan, course=Course(read_round(ROUND)))
    files: list[FileReport] = [own.file(str(path)) for path in sorted(Path("回收").glob("*.yaml"))]
    files.append(other.text("回收/另一规划.yaml", mixed()))
    report = gather(files, own)
    view = View("zh", show_all=show_all)
    if form == "xlsx":
        assert binder(form).render(digest(report), view)
        return
    out = io.StringIO()
    renderer(form).render(digest(report), out, view)
    assert out.getvalue()
