"""The workbook that is handed out: what stands where, what can be filled in, and that it comes back as all-missing."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers.answers import submissions
from helpers.office import OPENS, saved_as
from helpers.project import SMALL
from helpers.running import Ran
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from fazhi_check.examine import Checker
from fazhi_check.fill.workbook.book import form
from fazhi_check.fill.workbook.table import TooLong
from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan, Standing
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.plan.store import load_plan
from fazhi_check.source.dates import parse_span
from fazhi_check.source.numbers import parse_amount
from fazhi_check.submission.reading import read_exactly
from fazhi_check.submission.records import Entry, Evidence, Origin, Submission, Unit
from fazhi_check.version import FORM_MARK

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
DAY = date(2023, 12, 31)
SCREEN = 1366 - 40 - 20  # pixels, less the row numbers and the scroll bar
FIRST = ["编号", "事项", "要求及时限", "上期填报", "状态", "进展情况", "佐证类型", "佐证标题", "文号", "佐证日期"]
SCREENFUL = [*FIRST, "完成日期", "存在问题", "下一步措施", "市办审核意见"]
BESIDE = ["申请销号", "理由", "责任单位", "链接", "原文", "牵头单位", "配合单位", "依据", "口径与条件", "佐证要求"]
CODES = {"city": "650100", "county": "650102", "department": "650100", "township": "650102"}


def unit(level: str = "county", body: str | None = None) -> Unit:
    return Unit(name="天山区", level=level, code=CODES[level], **({"body": body} if body else {}))


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


class Sheet:
    """A form's table as it was read back."""

    def __init__(self, raw: bytes) -> None:
        self.book = opened(raw)
        self.sheet = self.book["填报"]
        self.head_row = next(row for row in range(1, 30) if str(self.sheet.cell(row, 1).value).startswith("编号"))
        head_row = [str(cell.value or "").split("\n")[0] for cell in self.sheet[self.head_row]]
        self.heads = [head for head in head_row if head]

    def column(self, head: str) -> int:
        return self.heads.index(head) + 1

    def rows(self) -> list[int]:
        rows = range(self.head_row + 1, self.sheet.max_row + 1)
        return [row for row in rows if "-" in str(self.sheet.cell(row, 1).value or "")]

    def ids(self) -> list[str]:
        return [str(self.sheet.cell(row, 1).value) for row in self.rows()]

    def cell(self, row: int, head: str) -> Any:
        return self.sheet.cell(row, self.column(head))

    def row_of(self, target: str) -> int:
        return self.rows()[self.ids().index(target)]

    def choices(self, row: int, head: str) -> tuple[str, ...]:
        where = f"{get_column_letter(self.column(head))}{row}"
        for one in self.sheet.data_validations.dataValidation:
            if where in one.sqref:
                return tuple(str(one.formula1).strip('"').split(","))
        return ()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan("urumqi-14fyp")


@pytest.fixture(scope="module")
def county(plan: Plan) -> Sheet:
    return Sheet(form(plan, unit(), DAY))


def test_the_heads_stand_in_their_order_and_values_only_where_they_are_used(county: Sheet) -> None:
    assert county.heads == [*SCREENFUL, *BESIDE, "数值", "覆盖数", "总数", "进度"]


@pytest.mark.parametrize(
    ("chosen", "values"),
    [
        (["1.1.1-01"], ["进度"]),
        (["1.2.1-01"], ["数值"]),
        (["1.2.1-03"], ["覆盖数", "总数"]),
        (["1.2.1-04"], []),
        (["1.2.1-06"], []),
        (["1.2.1-07"], ["数值"]),
    ],
)
def test_only_the_values_that_some_row_takes_have_a_column(small: Plan, chosen: list[str], values: list[str]) -> None:
    narrow = small._replace(targets=tuple(small.by_id[one] for one in chosen))
    assert Sheet(form(narrow, unit("city"), DAY)).heads == [*SCREENFUL, *BESIDE, *values]


def test_what_a_clerk_needs_fits_one_screen(county: Sheet) -> None:
    widths = {
        number: one.width
        for one in county.sheet.column_dimensions.values()
        for number in range(one.min, one.max + 1)
        if number <= len(SCREENFUL)
    }
    assert len(widths) == len(SCREENFUL)
    assert sum(round(width * 7) for width in widths.values()) <= SCREEN
    assert county.sheet.freeze_panes == county.sheet.cell(county.head_row + 1, 4).coordinate


def test_labels_that_do_not_concern_a_clerk_are_hidden(county: Sheet) -> None:
    labels = {str(county.sheet.cell(row, 1).value): row for row in range(2, county.head_row)}
    assert list(labels) == ["规划", "单位", "层级", "代码", "机构", "截至", "来源"]
    assert {word for word, row in labels.items() if not county.sheet.row_dimensions[row].hidden} == {"单位", "截至"}
    values = {word: county.sheet.cell(row, 2).value for word, row in labels.items()}
    assert values == {
        "规划": "urumqi-14fyp",
        "单位": "天山区",
        "层级": "县级",
        "代码": "650102",
        "机构": None,
        "截至": "2023-12-31",
        "来源": None,
    }
    day = county.sheet.cell(labels["截至"], 2)
    assert (day.number_format, day.protection.locked) == ("@", False)


@pytest.mark.parametrize("level", ["city", "county", "department", "township"])
def test_it_has_one_row_for_each_task_that_is_asked(plan: Plan, level: str) -> None:
    made = Sheet(form(plan, unit(level), DAY))
    assert made.ids() == list(plan.targets_of(unit(level).level, CODES[level]))


def test_a_part_of_the_plan_is_a_part_of_the_form_and_says_so(plan: Plan) -> None:
    made = Sheet(form(plan, unit(), DAY, Choice(section="3.3", lead="court")))
    whole = plan.targets_of("county", CODES["county"]).values()
    assert made.ids() == [one.id for one in whole if one.section == "3.3" and "court" in one.lead]
    said = " ".join(str(cell.value) for row in made.sheet.iter_rows(1, made.head_row) for cell in row if cell.value)
    assert "法院牵头" in said
    assert f"全部 {len(whole)} 项" in said


def test_the_explanations_of_a_part_say_what_becomes_of_the_rest(plan: Plan) -> None:
    def told(choice: Choice) -> str:
        sheet = opened(form(plan, unit(), DAY, choice))["说明"]
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)

    assert "没有列出的不用填" in told(Choice(section="3.3"))
    assert "没有列出的不用填" not in told(ALL)


def test_the_rest_is_locked_without_a_password(county: Sheet) -> None:
    kept = county.sheet.protection
    assert kept.sheet
    assert kept.password is None
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")
    assert [name for name in allowed if getattr(kept, name)] == []  # what is not protected from
    row = county.rows()[0]
    locked = {head for head in county.heads if county.cell(row, head).protection.locked}
    assert {"编号", "事项", "要求及时限", "上期填报", "市办审核意见", "牵头单位", "佐证要求"} <= locked
    assert not {"状态", "进展情况", "佐证标题", "佐证日期", "存在问题", "下一步措施", "理由"} & locked


def test_ids_and_dates_are_text(county: Sheet) -> None:
    for row in county.rows():
        for head in ("编号", "佐证日期", "完成日期"):
            assert county.cell(row, head).number_format == "@"


def test_what_a_row_has_no_use_for_is_grey_and_locked(county: Sheet, plan: Plan) -> None:
    grounds = {
        kind: {
            (
                county.cell(county.row_of(one), head).fill.fgColor.rgb,
                county.cell(county.row_of(one), head).protection.locked,
            )
            for one in county.ids()
            if (plan.by_id[one].measure.kind == "standing") == kind
        }
        for kind, head in ((True, "完成日期"), (False, "完成日期"))
    }
    assert len(grounds[True]) == len(grounds[False]) == 1
    [(grey, locked)], [(filled, open_)] = grounds[True], grounds[False]
    assert locked
    assert not open_
    assert grey != filled


def test_drop_downs_fit_the_row(county: Sheet, plan: Plan) -> None:
    for one in county.ids():
        target, row = plan.by_id[one], county.row_of(one)
        stages = ("未启动", "推进中", "已完成", "不适用")
        if isinstance(target.measure, Standing):
            stages = ("未开展", "持续开展", "不适用")
        elif target.field and target.measure.kind == "milestone":
            stages = ("未启动", "推进中", "取得突破", "已完成", "不适用")
        assert county.choices(row, "状态") == stages, one
        kinds = {"document": "文件", "record": "记录", "publication": "公开", "figure": "数据", "report": "自述"}
        assert county.choices(row, "佐证类型") == tuple(kinds[kind] for kind in target.evidence.kinds)
        assert county.choices(row, "申请销号") == ("是",)


def test_heads_carry_notes_and_a_second_line(county: Sheet) -> None:
    for head in SCREENFUL[:-1]:
        cell = county.cell(county.head_row, head)
        assert "\n" in str(cell.value)
    said = str(county.cell(county.head_row, "状态").comment.text)
    assert "推进中" in said
    assert "持续开展" in said
    assert county.cell(county.head_row, "状态").comment.author in (None, "", "None")


def test_it_prints_on_landscape_pages_with_the_heads_on_each(county: Sheet) -> None:
    page = county.sheet
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.page_setup.fitToWidth in (None, 1)  # 1 where it is not said
    assert page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == f"${county.head_row}:${county.head_row}"
    assert page.print_area.startswith("'填报'!$A$1:$N$") or page.print_area.startswith("$A$1:$N$")
    assert "&P" in page.oddFooter.center.text or "Page" in page.oddFooter.center.text
    assert "天山区" in page.oddFooter.left.text
    assert page.auto_filter.ref.startswith(f"A{county.head_row}:")


def test_it_is_signed_below_the_table(county: Sheet) -> None:
    foot = [str(cell.value) for cell in county.sheet[county.rows()[-1] + 2] if cell.value]
    assert foot == ["单位主要负责人（签字）：", "审核人：", "填报人：", "联系电话：", "（盖章）"]


def test_the_other_sheets(county: Sheet, small: Plan) -> None:
    assert county.book.sheetnames == ["填报", "分单位", "说明", FORM_MARK]
    assert county.book[FORM_MARK].sheet_state == "hidden"
    facts = dict(county.book[FORM_MARK].values)
    assert facts == {"tool": "fazhi-check", "kind": "form", "form": "1", "plan": "urumqi-14fyp", "hash": facts["hash"]}
    assert opened(form(small, unit("city"), DAY)).sheetnames == ["填报", "分单位", "分年度", "说明", FORM_MARK]


def test_parts_and_years_have_sheets_of_their_own(small: Plan) -> None:
    book = opened(form(small, unit("city"), DAY))
    for name, head, targets in (("分单位", "单位", {"1.2.1-03", "1.2.1-04"}), ("分年度", "年度", {"1.2.1-05"})):
        rows = [row[:6] for row in book[name].values]
        start = rows.index(("编号", head, "数值", "状态", "覆盖数", "总数"))
        assert {row[0] for row in rows[start + 1 :]} == targets
        assert all(row[2] is None for row in rows[start + 1 :])


def test_ids_of_further_rows_are_chosen_from_a_list(small: Plan) -> None:
    sheet = opened(form(small, unit("city"), DAY))["分单位"]
    assert not sheet["A4"].protection.locked
    assert sheet["A4"].number_format == "@"
    [ids] = [one for one in sheet.data_validations.dataValidation if "A4" in one.sqref]
    assert ids.formula1 == '"1.2.1-03,1.2.1-04"'


def test_a_row_says_which_numbers_belong_to_it(small: Plan) -> None:
    made = Sheet(form(small, unit("city"), DAY))
    asked = {one: str(made.cell(made.row_of(one), "要求及时限").value) for one in made.ids()}
    assert "另填覆盖数、总数，或者填“分单位”表" in asked["1.2.1-03"]
    assert "另填“分单位”表" in asked["1.2.1-04"]
    assert "另填“分年度”表" in asked["1.2.1-05"]
    assert "另填" not in asked["1.1.1-01"] + asked["1.2.1-06"]


def test_what_still_lacks_is_coloured_while_it_is_filled_in(county: Sheet) -> None:
    first, last = county.rows()[0], county.rows()[-1]
    ruled = {str(rules.sqref): rules.rules[0].formula[0] for rules in county.sheet.conditional_formatting}
    letters = {head: get_column_letter(county.column(head)) for head in ("状态", "佐证类型", "佐证标题", "理由")}
    assert set(ruled) == {f"{letter}{first}:{letter}{last}" for letter in letters.values()}
    assert ruled[f"{letters['理由']}{first}:{letters['理由']}{last}"] == f'AND($E{first}="不适用",$P{first}="")'


def test_equal_input_gives_equal_bytes_without_clock_or_author(plan: Plan) -> None:
    raw = form(plan, unit(), DAY)
    assert raw == form(plan, unit(), DAY)
    properties = opened(raw).properties
    assert properties.created.year == properties.modified.year == 1980
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_rows_may_grow_with_what_is_typed(plan: Plan) -> None:
    raw = form(plan, unit(), DAY)
    rows = Sheet(raw).rows()
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode("utf-8")
    heads = dict(re.findall(r'<row r="(\d+)"([^>]*)>', text))
    assert all("ht=" in heads[str(row)] and "customHeight" not in heads[str(row)] for row in rows)


def test_what_was_reported_last_stands_beside(small: Plan) -> None:
    made = Sheet(form(small, unit("city"), DAY, last={"1.1.1-01": "推进中：方案已印发"}))
    assert made.cell(made.row_of("1.1.1-01"), "上期填报").value == "推进中：方案已印发"
    assert made.cell(made.row_of("1.1.1-02"), "上期填报").value is None


def submission(small: Plan) -> Submission:
    pieces = (
        Evidence(kind="document", title="实施方案", ref="某政发〔2023〕12号", date=parse_span("2023-05-01")),
        Evidence(kind="report", title="=总结", url="https://example.org/a?b=1&c=2", quote="一\n二", period="2023年"),
    )
    entries = {
        "1.1.1-01": Entry(status="under_way", note="前有\n换行", progress=parse_amount("40"), evidence=pieces),
        "1.2.1-07": Entry(value=parse_amount("98.5%"), basis="按件统计"),
        "1.1.1-03": Entry(status="done", apply=True, done_on=parse_span("2023")),
        "1.2.1-03": Entry(covered=parse_amount("37"), total=parse_amount("1,200"), owner="市司法局"),
        "1.2.1-04": Entry(by_unit={"甲": parse_amount("3"), "乙": parse_amount("1.2万余")}),
        "1.2.1-05": Entry(by_year={2022: parse_amount("12"), 2019: parse_amount("1")}),
        "1.2.1-06": Entry(status="under_way", evidence=pieces[:1]),
        "1.1.1-02": Entry(status="done", done_on=parse_span("2023年5月"), problem="——无", next_step="再办"),
        "2.0.0-99": Entry(status="substantial", note="编号写错了", evidence=pieces),
        "1.1.1-04": Entry(status="not_applicable", reason="本级没有"),
    }
    source = Origin(title="工作报告", publisher="市政府", date=DAY, url="https://example.org", note="摘录")
    return Submission(plan=small.id, unit=unit("county"), as_of=DAY, source=source, entries=entries)


def test_what_a_submission_says_is_filled_in(small: Plan) -> None:
    made = Sheet(form(small, unit("county"), DAY, submission=submission(small)))
    rows = {target: made.row_of(target) for target in made.ids()}
    first = rows["1.1.1-01"]
    assert [made.sheet.cell(row, 1).value for row in (first, first + 1)] == ["1.1.1-01", "1.1.1-01"]
    assert made.cell(first, "进展情况").value == "前有\n换行"
    assert made.cell(first, "进度").value == "40"
    titles = [made.cell(row, "佐证标题") for row in (first, first + 1)]
    assert [(cell.value, cell.data_type) for cell in titles] == [("实施方案", "s"), ("=总结", "s")]
    assert made.cell(first + 1, "状态").value is None
    assert made.cell(first + 1, "状态").protection.locked
    assert made.cell(rows["1.2.1-03"], "总数").value == "1,200"
    assert made.cell(rows["1.2.1-06"], "状态").value == "持续开展"
    assert made.heads[-2:] == ["口径", "佐证期间"]


def test_nothing_that_a_submission_says_is_lost(small: Plan, run: Run, tmp_path: Path) -> None:
    filled = submission(small)
    path = tmp_path / "甲.xlsx"
    path.write_bytes(form(small, filled.unit, DAY, submission=filled))
    from fazhi_check.submission.sheet.reading import read_workbook

    read = read_workbook(path.read_bytes())
    assert read.submission.replace(entries={}) == filled.replace(entries={})
    assert {target: one for target, one in read.submission.entries.items() if not one.empty} == filled.entries


def test_what_is_said_under_goals_and_of_other_tasks_stands_at_the_end(plan: Plan) -> None:
    goal = next(aim.id for aim in plan.aims if aim.role == "goal")
    other = next(one.id for one in plan.targets if "county" not in one.applies_to)
    asked = next(iter(plan.targets_of("county", CODES["county"])))
    entries = {one: Entry(note=f"关于 {one}") for one in ("9.9.9-99", other, goal, asked)}
    filled = Submission(plan=plan.id, unit=unit(), as_of=DAY, entries=entries)
    made = Sheet(form(plan, unit(), DAY, Choice(section="3.4"), submission=filled))
    listed = [one.id for one in plan.targets_of("county", CODES["county"]).values() if one.section == "3.4"]
    assert made.ids()[: len(listed)] == listed
    rest = made.ids()[len(listed) :]
    assert rest == [*sorted((other, goal, asked), key=plan.order.__getitem__), "9.9.9-99"]
    assert [made.cell(made.row_of(one), "进展情况").value for one in rest] == [f"关于 {one}" for one in rest]
    assert not made.cell(made.row_of("9.9.9-99"), "编号").protection.locked
    assert made.cell(made.row_of(goal), "要求及时限").value == "目标，不单独判定"


SMALL_PLAN = load_plan(str(SMALL))


@pytest.mark.slow
@given(entries=submissions, choice=st.sampled_from([Choice(), Choice(section="1.1")]))
@settings(max_examples=60, deadline=None)
def test_a_form_that_is_filled_in_is_judged_as_the_text_is(entries: dict[str, Any], choice: Choice) -> None:
    said = {  # a list without a piece is told by its place, which is another one
        target: {key: value for key, value in entry.items() if value != []}
        for target, entry in entries.items()
        if entry.get("status") != "finished"  # no word for a status: no submission holds it
    }
    head = {"plan": "small", "unit": {"name": "甲市", "level": "city", "code": "650100"}, "as_of": "2023-12-31"}
    text = json.dumps({**head, "entries": said}, ensure_ascii=False)
    read = read_exactly(text, json=True)
    assert not isinstance(read, Finding)
    assert read.submission
    raw = form(SMALL_PLAN, read.submission.unit, read.submission.as_of, choice, read.submission)
    checker = Checker(SMALL_PLAN)
    reports = checker.text("a.json", text), checker.workbook("a.xlsx", raw)
    judged = [[(one.target.id, one.verdict, one.why.say("zh")) for one in report.assessments] for report in reports]
    told = [sorted((one.code, one.target or "", one.message("zh")) for one in report.findings) for report in reports]
    assert judged[0] == judged[1]
    assert told[0] == told[1]


@pytest.mark.parametrize("level", ["city", "county", "department", "township"])
def test_blank_it_comes_back_as_all_missing_and_nothing_else(run: Run, tmp_path: Path, level: str) -> None:
    path = tmp_path / "甲.xlsx"
    who = ("--unit", "天山区", "--level", level, "--code", CODES[level], "--as-of", "2023-12-31")
    assert run("init", *who, "-o", path).code == 0
    [file] = run(path, "-f", "json").json["files"]
    assert file["valid"]
    assert {one["verdict"] for one in file["assessments"]} == {"missing"}
    assert {one["code"] for one in file["findings"]} == {"FZ501"}
    assert file["unit"] == {"name": "天山区", "level": level, "code": CODES[level], "body": None}


def test_blank_for_a_body_and_a_small_plan(run: Run, tmp_path: Path) -> None:
    for name, who in {
        "a.xlsx": ("--level", "department", "--body", "法院"),
        "b.xlsx": ("--level", "city"),
        "c.xlsx": ("--level", "department", "--body", "justice"),
    }.items():
        path = tmp_path / name
        options = ("--unit", "甲单位", "--code", "650100", "--as-of", "2023-12-31", *who)
        assert run("init", *PLAN, *options, "-o", path).code == 0
        [file] = run(path, *PLAN, "-f", "json").json["files"]
        assert file["valid"]
        assert {one["verdict"] for one in file["assessments"]} <= {"missing"}
        assert {one["code"] for one in file["findings"]} <= {"FZ501", "FZ206"}


def test_without_a_day_it_is_left_to_be_filled_in(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    run("init", *PLAN, "--unit", "甲", "--level", "city", "--code", "650100", "-o", path)
    [file] = run(path, *PLAN, "-f", "json").json["files"]
    assert [(one["code"], one["data"]) for one in file["findings"] if one["severity"] == "error"] == [
        ("FZ201", {"key": "as_of"})
    ]


WHO = ("--unit", "甲", "--level", "city", "--code", "650100")


def test_a_file_that_is_there_is_never_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_text("mine", "utf-8")
    done = run("init", *PLAN, *WHO, "-o", path)
    assert done.code == 2
    assert "已经存在" in done.err
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("ending", [".xlsm", ".xls", ".et", ".XLS", ".csv", ".ods"])
def test_other_kinds_of_sheets_are_not_written(run: Run, tmp_path: Path, ending: str) -> None:
    done = run("init", *PLAN, *WHO, "-o", tmp_path / f"甲{ending}")
    assert done.code == 2
    assert "甲.xlsx" in done.err
    assert not list(tmp_path.iterdir())


def test_the_heads_are_chinese_whatever_is_asked(run: Run, tmp_path: Path) -> None:
    assert run("init", *PLAN, *WHO, "--keys", "en", "-o", tmp_path / "a.xlsx").code == 2
    assert run("init", *PLAN, *WHO, "--keys", "zh", "-o", tmp_path / "b.XLSX").code == 0


def test_without_the_library_it_says_what_to_install(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = run("init", *PLAN, *WHO, "-o", tmp_path / "a.xlsx")
    assert done.code == 2
    assert 'pip install "fazhi-check[office]"' in done.err


def test_a_text_that_no_cell_holds_is_refused_by_its_place(small: Plan) -> None:
    filled = submission(small)
    long = filled.replace(entries={"1.1.1-01": Entry(status="done", note="长" * 32_768)})
    with pytest.raises(TooLong, match=r"1\.1\.1-01 进展情况"):
        form(small, filled.unit, DAY, submission=long)


@pytest.mark.slow
@OPENS
def test_opened_and_saved_with_libreoffice_it_reads_the_same(small: Plan, run: Run, tmp_path: Path) -> None:
    before = tmp_path / "before" / "甲.xlsx"
    before.parent.mkdir()
    filled = submission(small)
    before.write_bytes(form(small, filled.unit, DAY, submission=filled))
    [after] = saved_as([before], "xlsx", tmp_path / "after")
    told = [run(path, *PLAN, "-f", "json").json["files"] for path in (before, after)]
    for [file] in told:
        file.pop("path")
    assert told[0] == told[1]
    saved = Sheet(after.read_bytes())
    assert saved.sheet.protection.sheet
    assert saved.choices(saved.rows()[0], "状态") == ("未启动", "推进中", "已完成", "不适用")
    assert saved.book[FORM_MARK].sheet_state == "hidden"
