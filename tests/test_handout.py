"""`fazhi-check handout`: whose papers are written and where, what is asked stands in them once, what is refused and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fazhi_check.fill.papers.making import made
from fazhi_check.fill.papers.units import OfPlan, OfRound
from fazhi_check.plan.select import ALL
from fazhi_check.plan.store import load_plan
from fazhi_check.round.duties import Duties
from fazhi_check.round.members import Members
from fazhi_check.round.rows import Assignment, Head, Member, Round

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
ROUND = """
规划: small
标题: 2023年第四季度调度
截至: 2023-12-31
报送截止: 2024-01-10
印发单位: 市委依法治市办
单位:
  - {名称: 甲市, 层级: 市级, 代码: "650100"}
  - {名称: 市文旅局, 层级: 部门, 代码: "650100", 免报: 机构改革}
  - {名称: 天山区, 层级: 县级, 代码: "650102"}
  - {名称: 解放路街道, 层级: 乡镇, 代码: "650102"}
  - {名称: 市司法局, 层级: 部门, 代码: "650100", 分工: [1.1.1-01, 1.2.1-01]}
  - {名称: 市教育局, 层级: 部门, 代码: "650100"}
  - {名称: 鹤岗市, 层级: 市级, 代码: "230400"}
分工:
  - {编号: 1.1.1-01, 牵头单位: 市司法局, 配合单位: [市教育局, 天山区], 节点: {2024-06-30: 推进中}}
"""
PLAN = ("--plan", str(SMALL))
OF_ROUND = (*PLAN, "--round", "round.yaml")


@pytest.fixture
def there(here: Path) -> Path:
    """A folder with a round."""
    (here / "round.yaml").write_text(ROUND, "utf-8")
    return here


def text_of(raw: bytes) -> str:
    """Return all text of a Word file, its tables' cells too, each paragraph on a line."""
    return "\n".join(one.text for one in _paragraphs(Document(BytesIO(raw))))


def _paragraphs(document) -> Iterator:
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in dict.fromkeys(row.cells):
                yield from cell.paragraphs


def ids_in(raw: bytes, plan) -> list[str]:
    """Return the ids that stand alone in a cell of a paper's tables, in their order."""
    tables = Document(BytesIO(raw)).tables
    found = (cell.text for table in tables for row in table.rows for cell in row.cells)
    return [one for one in found if one in plan.by_id]


def names_in(folder: Path) -> set[str]:
    """Return the papers in a folder by their paths."""
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.suffix in (".docx", ".xlsx")}


def test_each_unit_of_a_round_gets_its_own_in_the_rounds_order(run: Run, there: Path) -> None:
    done = run("handout", "responsibility", *OF_ROUND, "-o", "out")
    assert names_in(there / "out") == {
        "01甲市目标责任书.docx",
        "03天山区目标责任书.docx",
        "天山区/01解放路街道目标责任书.docx",
        "04市司法局目标责任书.docx",
    }
    assert "免报，没有写：市文旅局" in done.err
    assert "未分工）：市教育局" in done.err
    assert "没有约束力，没有写：鹤岗市" in done.err
    assert done.code == 1


def test_a_sheet_of_duties_says_who_leads_supports_and_by_when(run: Run, there: Path) -> None:
    assert run("handout", "responsibility", *OF_ROUND, "--unit", "司法局", "-o", "a.docx").code == 0
    said = text_of((there / "a.docx").read_bytes())
    assert "市司法局承担任务 2 项" in said
    assert "2024年1月10日" in said
    assert "调度节点：2024年6月30日前：推进中" in said
    assert "市教育局、天山区" in said
    assert "市委依法治市办（盖章）" in said
    assert "市司法局（盖章）" in said


def test_what_a_unit_only_supports_stands_apart(run: Run, there: Path) -> None:
    (there / "round.yaml").write_text(ROUND.replace("分工: [1.1.1-01, 1.2.1-01]", "分工: [1.2.1-01]"), "utf-8")
    text = (
        (there / "round.yaml")
        .read_text("utf-8")
        .replace('市教育局, 层级: 部门, 代码: "650100"', '市教育局, 层级: 部门, 代码: "650100", 分工: [1.2.1-01]')
    )
    (there / "round.yaml").write_text(text, "utf-8")
    assert run("handout", "responsibility", *OF_ROUND, "--unit", "市教育局", "-o", "a.docx").code == 0
    said = text_of((there / "a.docx").read_bytes())
    assert "承担任务 1 项" in said
    assert "另配合其他单位 1 项" in said
    assert "市教育局配合任务清单" in said


def test_a_plan_without_a_round_is_one_table_of_all_tasks(run: Run, here: Path) -> None:
    assert run("handout", "responsibility", *PLAN, "-o", "分解表.docx").code == 0
    plan = load_plan(str(SMALL))
    assert ids_in((here / "分解表.docx").read_bytes(), plan) == [one.id for one in plan.targets]
    said = text_of((here / "分解表.docx").read_bytes())
    assert "任务分解表" in said
    assert "牵头机构" in said


def test_the_table_of_a_round_names_who_owes_each_task(run: Run, there: Path) -> None:
    assert run("handout", "responsibility", *OF_ROUND, "-o", "a.xlsx").code == 0
    sheet = load_workbook(there / "a.xlsx")["任务分解表"]
    heads = [cell.value for cell in sheet[3]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
    row = next(one for one in rows if one["编号"] == "1.1.1-01")
    assert row["牵头单位"] == "市司法局"
    assert "市司法局" in row["责任单位"]
    assert row["配合单位"] == "市教育局、天山区"
    assert row["调度节点"] == "2024年6月30日前：推进中"


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize("kind", ["responsibility", "checklist"])
def test_equal_input_gives_equal_bytes_and_nothing_is_overwritten(
    run: Run, there: Path, kind: str, ending: str
) -> None:
    for name in ("a", "b"):
        assert run("handout", kind, *OF_ROUND, "--unit", "天山区", "-o", f"{name}.{ending}").code == 0
    before = (there / f"a.{ending}").read_bytes()
    assert before == (there / f"b.{ending}").read_bytes()
    again = run("handout", kind, *OF_ROUND, "--unit", "市司法局", "-o", f"a.{ending}")
    assert (again.code, (there / f"a.{ending}").read_bytes()) == (2, before)
    assert "已经存在" in again.err


def test_a_folder_that_is_not_empty_is_refused_unless_asked(run: Run, there: Path) -> None:
    (there / "out").mkdir()
    (there / "out" / "旧.txt").write_text("旧", "utf-8")
    refused = run("handout", "checklist", *OF_ROUND, "-o", "out")
    assert (refused.code, names_in(there / "out")) == (2, set())
    assert "--replace" in refused.err
    assert run("handout", "checklist", *OF_ROUND, "-o", "out", "--replace").code == 1
    (there / "out" / "01甲市督察清单.docx").write_bytes(b"edited")
    told = run("handout", "checklist", *OF_ROUND, "-o", "out", "--replace")
    assert (there / "out" / "01甲市督察清单.docx").read_bytes() == b"edited"
    assert "01甲市督察清单.docx" in told.err
    assert (there / "out" / "旧.txt").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("responsibility", "--unit", "天山曲", "-o", "a.docx"), "是不是 天山区"),
        (("responsibility", "--unit", "市文旅局", "-o", "a.docx"), "免报"),
        (("responsibility", "--unit", "市教育局", "-o", "a.docx"), "未分工"),
        (("responsibility", "--unit", "鹤岗市", "-o", "a.docx"), "没有约束力"),
        (("checklst", "-o", "a.docx"), "checklist"),
        (("责任书", "-o", "a.docx"), "目标责任书"),
        (("checklist", "-o", "a.pdf"), "a.docx"),
        (("checklist", "-o", "a.docx", "-f", "xlsx"), "a.xlsx"),
        (("responsibility", "-o", "a.docx", "--since", "x.json"), "--since"),
        (("checklist", "-o", "-"), "督察清单.docx"),
        (("templates", "-o", "t", "--unit", "天山区"), "--unit"),
        (("checklist", "-o", "a.docx", "--unit", "天山区", "--level", "县级"), "--level"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(run: Run, there: Path, args: tuple[str, ...], said: str) -> None:
    more = () if args[0] == "templates" else OF_ROUND
    done = run("handout", *args, *more)
    assert (done.code, said in done.err) == (2, True), done.err
    assert {one.name for one in there.iterdir()} == {"round.yaml"}


def test_without_a_round_a_unit_needs_a_level_and_a_folder_needs_a_round(run: Run, here: Path) -> None:
    assert "--level" in run("handout", "checklist", *PLAN, "--unit", "天山区", "-o", "a.docx").err
    assert "--round" in run("handout", "checklist", *PLAN, "-o", "out").err
    assert run("handout", "checklist", *PLAN, "--unit", "天山区", "--level", "县级", "-o", "a.docx").code == 0
    assert "被督察单位：天山区" in text_of((here / "a.docx").read_bytes())


def test_a_checklist_shows_what_was_reported_and_is_read_as_reviews(run: Run, there: Path) -> None:
    (there / "天山区.yaml").write_text(
        '规划: small\n单位: {名称: 天山区, 层级: 县级, 代码: "650102"}\n截至: 2023-12-31\n事项:\n'
        "  1.1.1-01: {状态: 已完成, 说明: 已经印发, 佐证: [{类型: 文件, 标题: 暂行办法, 文号: 某政发〔2023〕2号}]}\n",
        "utf-8",
    )
    args = ("handout", "checklist", *OF_ROUND, "--unit", "天山区", "--since", "天山区.yaml", "-o", "清单.xlsx")
    assert run(*args).code == 0
    book = load_workbook(there / "清单.xlsx")
    sheet = book["督察清单"]
    heads = [cell.value for cell in sheet[3]]
    row = next(row for row in sheet.iter_rows(min_row=4) if row[heads.index("编号")].value == "1.1.1-01")
    assert (
        row[heads.index("填报")].value
        == "已完成\n已经印发\n已列佐证 1 件（未核）：\n1．文件《暂行办法》（某政发〔2023〕2号）"
    )
    row[heads.index("是否属实")].value = "不符"
    row[heads.index("发现问题")].value = "没有原件"
    book.save(there / "清单.xlsx")
    done = run("天山区.yaml", *OF_ROUND, "--reviews", "清单.xlsx", "-f", "json")
    files = {one["path"]: one for one in done.json["files"]}
    settled = {one["target"]: one["settled"] for one in files["天山区.yaml"]["assessments"]}
    assert settled["1.1.1-01"]["evidence"] == "contradicted"
    assert "发现问题" in str(files)


def test_what_is_given_as_reported_and_says_nothing_is_told(run: Run, there: Path) -> None:
    other = '规划: small\n单位: {名称: 甲市, 层级: 市级, 代码: "650100"}\n截至: 2023-12-31\n事项: {}\n'
    (there / "甲市.yaml").write_text(other, "utf-8")
    args = ("handout", "checklist", *OF_ROUND, "--unit", "天山区", "-o")
    done = run(*args, "a.docx", "--since", "甲市.yaml")
    assert (done.code, "没有这些单位的填报" in done.err, "天山区" in done.err) == (0, True, True)
    absent = run(*args, "b.docx", "--since", "没有.yaml")
    assert (absent.code, "没有.yaml" in absent.err, (there / "b.docx").exists()) == (2, True, False)


def test_a_checklist_in_a_folder_is_no_submission(run: Run, there: Path) -> None:
    (there / "sub").mkdir()
    assert run("handout", "checklist", *OF_ROUND, "--unit", "天山区", "-o", "sub/清单.xlsx").code == 0
    assert run("sub", *PLAN).code == 3


def test_a_units_paper_in_a_folder_is_called_as_in_the_whole_run(run: Run, there: Path) -> None:
    text = ROUND.replace(
        '市教育局, 层级: 部门, 代码: "650100"', '外事办/港澳办, 层级: 部门, 代码: "650100", 分工: [1.2.1]'
    )
    (there / "round.yaml").write_text(text, "utf-8")
    run("handout", "responsibility", *OF_ROUND, "-o", "all", "-f", "xlsx")
    assert run("handout", "responsibility", *OF_ROUND, "-o", "one", "-f", "xlsx", "--unit", "外事办/港澳办").code == 0
    assert (
        names_in(there / "one")
        == {"05外事办_港澳办目标责任书.xlsx"}
        == {one for one in names_in(there / "all") if "外事办" in one}
    )


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_what_is_not_installed_is_told(run: Run, there: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    done = run("handout", "checklist", *OF_ROUND, "--unit", "天山区", "-o", f"a.{ending}")
    assert (done.code, "fazhi-check[office]" in done.err) == (2, True)


def test_settings_and_english_are_kept_to(run: Run, there: Path) -> None:
    (there / "fazhi-check.toml").write_text(f"plan = {str(SMALL)!r}\nround = 'round.yaml'\nlang = 'en'\n", "utf-8")
    done = run("handout", "checklist", "--unit", "天山区", "-o", "a.docx")
    assert (done.code, done.err.splitlines()[-1]) == (0, "a.docx: checklist for an inspection: 1; tasks: 9")
    assert "did you mean" in run("handout", "checklist", "--unit", "天山曲", "-o", "b.docx").err.casefold()


def test_a_part_of_the_plan_is_told_with_both_numbers(run: Run, there: Path) -> None:
    assert run("handout", "checklist", *OF_ROUND, "--unit", "天山区", "--section", "1.1", "-o", "a.docx").code == 0
    assert re.search(r"共 \d+ 项（只列“1\.1 .*”的，全部 \d+ 项）", text_of((there / "a.docx").read_bytes()))


def test_a_draft_plan_prints_sample_and_what_is_given_stands_there(run: Run, here: Path) -> None:
    unit = ("--unit", "天山区", "--level", "县级")
    assert run("handout", "responsibility", *unit, "-o", "a.docx", "--letter", "发文机关=某办").code == 0
    document = Document(here / "a.docx")
    assert "样稿" in document.sections[0].header.paragraphs[0].text
    assert "某办（盖章）" in text_of((here / "a.docx").read_bytes())
    assert run("handout", "responsibility", *unit, "-o", "b.docx").code == 0
    assert "＿＿＿＿＿＿（盖章）" in text_of((here / "b.docx").read_bytes())


@pytest.mark.parametrize("paper", ["responsibility", "checklist"])
def test_days_given_in_figures_are_written_as_papers_write_them(run: Run, there: Path, paper: str) -> None:
    document = Document()
    document.add_paragraph("{{ 单位 }} {{ 成文日期 }} {{ 回复期限 }}")
    document.save(there / "own.docx")
    days = ("--letter", "成文日期=2024-01-05", "--letter", "due=2024/2/10", "--template", f"{paper}:own.docx")
    assert run("handout", paper, *OF_ROUND, "--unit", "天山区", *days, "-o", "a.docx").code == 0
    assert text_of((there / "a.docx").read_bytes()).startswith("天山区 2024年1月5日 2024年2月10日")


def test_an_own_template_is_used_and_its_mistake_told(run: Run, there: Path) -> None:
    document = Document()
    document.add_paragraph("{{ 单位 }} 共 {{ 任务数 }} 项")
    document.save(there / "own.docx")
    args = ("handout", "checklist", *OF_ROUND, "--unit", "天山区", "--template", "督察清单:own.docx")
    assert run(*args, "-o", "a.docx").code == 0
    assert text_of((there / "a.docx").read_bytes()).startswith("天山区 共 ")
    document.add_paragraph("{{ 任务树 }}")
    document.save(there / "own.docx")
    wrong = run(*args, "-o", "b.docx")
    assert (wrong.code, "任务树" in wrong.err, "own.docx" in wrong.err) == (2, True, True)
    assert not (there / "b.docx").exists()


def test_templates_are_copied_out_and_never_over_a_file(run: Run, here: Path) -> None:
    shipped = {one.name: one.read_bytes() for one in (ROOT / "templates").glob("*.docx")}
    (here / "t").mkdir()
    (here / "t" / "督察清单.docx").write_bytes(b"mine")
    done = run("handout", "templates", "-o", "t")
    assert done.code == 0
    found = {one.name: one.read_bytes() for one in (here / "t").glob("*.docx")}
    assert found == {**shipped, "督察清单.docx": b"mine"}
    assert "督察清单.docx" in done.err


SECTIONS = ["1.1.1", "1.2.1", "1.1", "1.1.1-01", "1.2.1-01"]
NAMED = st.sampled_from([f"局{number}" for number in range(4)])


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.sampled_from(SECTIONS), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from(SECTIONS), NAMED, NAMED), max_size=4),
)
def test_every_task_that_is_asked_stands_once_in_the_plans_order(assigned, rows) -> None:
    plan = load_plan(str(SMALL))
    units = [Member(name=f"局{one}", level="department", code="650100", assigned=tuple(assigned)) for one in range(4)]
    listed = [Assignment(task=task, lead=(lead,), support=(support,)) for task, lead, support in rows]
    round_ = Round("r", Head(plan="small", title="一", as_of="2023-12-31"), {"units": units, "assignments": listed})
    duties = Duties(Members(units, plan), plan, listed)
    papers = OfRound(round_, duties, ALL, "目标责任书").each().papers
    for member, paper in zip(units, papers.values(), strict=True):
        asked, supported = list(duties.asked(member)), [one.id for one in paper.supported]
        assert ids_in(made("responsibility", paper, {}, {}, False), plan) == [*asked, *supported]
        assert not set(asked) & set(supported)
        assert ids_in(made("checklist", paper, {}, {}, False), plan) == asked
        assert _ids_in_book(made("checklist", paper, {}, {}, True), plan) == asked


def _ids_in_book(raw: bytes, plan) -> list[str]:
    rows = load_workbook(BytesIO(raw)).worksheets[0].iter_rows(values_only=True)
    return [cell for row in rows for cell in row if cell in plan.by_id]


@pytest.mark.slow
def test_the_whole_plan_adds_up() -> None:
    plan = load_plan("urumqi-14fyp")
    paper = OfPlan(plan, ALL, "任务分解表").whole().papers["任务分解表"]
    assert ids_in(made("responsibility", paper, {}, {}, False), plan) == [one.id for one in plan.targets]


HOSTILE = "<w:p/>{{ 7*7 }}{% for x in y %}=1+1\u202e\x07&amp;" + "长" * 2000


def test_hostile_names_stay_text(run: Run, here: Path) -> None:
    paper = OfPlan(load_plan(str(SMALL)), ALL, "x").whole().papers["x"]._replace(unit=HOSTILE, round=HOSTILE)
    for kind in ("responsibility", "checklist"):
        said = text_of(made(kind, paper, {"issuer": HOSTILE}, {}, False))
        assert "{{ 7*7 }}" in said
        assert "<w:p/>" in said
        assert load_workbook(BytesIO(made(kind, paper, {}, {}, True))).worksheets[0]["A1"].data_type == "s"
