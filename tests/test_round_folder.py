"""One folder is one round: from an empty folder to a frozen round without a line of YAML, with a clerk's mistakes."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from helpers.clerk import Clerk, files, heads, report, send_back, told
from helpers.killed import ended_at
from helpers.papers import quick_papers
from helpers.project import SMALL
from helpers.running import Ran
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from fazhi_check.cli.round.new import title_of
from fazhi_check.source.step import STEP

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
BOOK, ROUND = "调度台账.xlsx", "2023四季度"
NEW = ("--plan", str(SMALL), "--as-of", "2023-12-31")
PARTS = {"下发", "回收", "佐证材料", "结果", "文书", "定稿"}
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process to kill")


CITY = {"名称": "甲市", "层级": "市级", "代码": "650100"}
COUNTY = {"名称": "天山区", "层级": "县级", "代码": "650102", "上级": "甲市", "类别": "区县"}
BUREAU = {"名称": "市司法局", "层级": "部门", "代码": "650100", "类别": "部门", "分工": "1.1.1、1.2.1-02"}


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have papers made at once: tests of their own look at them."""
    quick_papers(monkeypatch)


@pytest.fixture
def made(run: Run, here: Path) -> Path:
    """A round with three units."""
    assert run("round", "new", ROUND, *NEW).code == 0
    with Clerk(here / ROUND / BOOK) as clerk:
        clerk.label("名册", "报送截止", "2024-01-10")
        clerk.rows("名册", CITY, COUNTY, BUREAU)
    return here / ROUND


@pytest.fixture
def back(run: Run, made: Path) -> Path:
    """The same with what two units sent back."""
    assert run("round", "hand-out", ROUND).code == 0
    send_back(made, "02天山区.xlsx", "天山区.xlsx")
    send_back(made, "03市司法局.xlsx", "部门/司法局（最终版）.xlsx")
    return made


def test_ten_commands_lead_from_nothing_to_a_frozen_round(run: Run, here: Path) -> None:
    folder = here / ROUND
    # 1. the folder, from nothing
    assert run("round", "new", ROUND, *NEW).code == 0
    assert {one.name for one in folder.iterdir()} == PARTS | {BOOK}
    # 2. too early: the register says what is missing, and where
    early = run("round", "hand-out", ROUND)
    assert (early.code, "名册!A" in early.err, "FZ201" in early.err) == (2, True, True)
    assert re.search(r"缺少必填的单位：从第 \d+ 行起，一行写一个单位", early.err)
    assert "示例行" not in early.err
    with Clerk(folder / BOOK) as clerk:
        clerk.label("名册", "报送截止", "2024-01-10")
        clerk.rows("名册", CITY, COUNTY, {**BUREAU, "分工": ""})
    # 3. a department without assignments is named and gets nothing
    refused = run("round", "hand-out", ROUND)
    assert (refused.code, refused.out) == (1, "本次下发 2 份、共 23 项，单位最多 14 项\n")
    assert "市司法局 未分工" in refused.err
    assert "没有任务，没有下发：市司法局" in refused.err
    with Clerk(folder / BOOK) as clerk:
        clerk.rows("分工", {"编号": "1.1.1", "牵头单位": "市司法局"})
    # 4. now it gets its own tasks, and what was handed out stays as it is
    before = (folder / "下发" / "02天山区.xlsx").read_bytes()
    assert run("round", "hand-out", ROUND).code == 0
    assert {one.name for one in (folder / "下发").glob("*.xlsx")} == {"01甲市.xlsx", "02天山区.xlsx", "03市司法局.xlsx"}
    assert (folder / "下发" / "02天山区.xlsx").read_bytes() == before
    # 5. nobody has reported
    assert "未报送 3：甲市、天山区、市司法局" in run("round", "status", ROUND, "--as-of", "2024-01-05").out
    send_back(folder, "02天山区.xlsx", "天山区.xlsx")
    send_back(folder, "03市司法局.xlsx", "部门/司法局（最终版）.xlsx")
    (folder / "回收" / "甲市.et").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    # 6. one came in a form that nobody reads
    status = run("round", "status", ROUND, "--as-of", "2024-01-12").out
    assert "报送截止 2024-01-10，已过 2 天" in status
    assert "应报 3 个单位：已报 2" in status
    assert "未报送 1：甲市" in status
    assert "回收/甲市.et：不能读取" in status
    # 7. a first check
    assert run("round", "check", ROUND).code == 1
    assert {one.name for one in (folder / "结果").iterdir()} >= {"调度结果.html", "台账.xlsx", "报告.json"}
    (folder / "回收" / "甲市.et").unlink()
    send_back(folder, "01甲市.xlsx", "甲市.xlsx", 状态="取得突坡")
    with Clerk(folder / BOOK) as clerk:
        clerk.rows(
            "收件登记",
            {"单位": "甲市", "收到": "2024-01-12", "文件": "甲市.xlsx"},
            {"单位": "天山区", "收到": "2024-01-09", "文件": "天山区.xlsx"},
            {"单位": "司法局", "收到": "2024-01-09", "处理": "退回补正", "补正期限": "2024-01-20"},
        )
    # 8. who was late, who has to correct
    status = run("round", "status", ROUND).out
    assert "迟报 1：甲市（2024-01-12 收到）" in status
    assert "退回补正 1：市司法局" in status
    # 9. the check again, with everything
    assert run("round", "check", ROUND, "-q").code == 1
    found = report(folder)["round"]
    assert [one["state"] for one in found["units"]] == ["late", "reported", "returned"]
    # 10. frozen
    assert run("round", "freeze", ROUND, "-q").code == 0
    frozen = files(folder / "定稿")
    assert {one for one in frozen if not one.startswith("文书/")} - {"核定单.xlsx"} == {
        *("清单.txt", "调度结果.html", "台账.xlsx", "报告.json", BOOK),
        *("回收/甲市.xlsx", "回收/天山区.xlsx", "回收/部门/司法局（最终版）.xlsx"),
    }
    assert not list(folder.rglob("*.yaml"))


def test_the_list_has_the_hash_of_every_file_and_what_it_rests_on(run: Run, back: Path) -> None:
    run("round", "freeze", ROUND, "-q")
    frozen = files(back / "定稿")
    lines = frozen.pop("清单.txt").decode("utf-8").splitlines()
    hashes = {name: value for value, _, name in (line.partition("  ") for line in lines if line[0] != "#")}
    assert hashes == {name: sha256(raw).hexdigest() for name, raw in frozen.items()}
    assert any(line.startswith("# 规划 small ") for line in lines)


def test_later_returns_never_change_what_is_frozen(run: Run, back: Path) -> None:
    run("round", "freeze", ROUND, "-q")
    frozen = files(back / "定稿")
    send_back(back, "01甲市.xlsx", "甲市.xlsx")
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="已完成")
    (back / "回收" / "部门" / "司法局（最终版）.xlsx").unlink()
    checked = run("round", "check", ROUND, "-q")
    assert "定稿以后改过：回收/天山区.xlsx" in checked.err
    assert "定稿以后新来：回收/甲市.xlsx\n" in checked.err
    assert "定稿以后不见了：回收/部门/司法局（最终版）.xlsx" in checked.err
    assert files(back / "定稿") == frozen
    again = run("round", "freeze", ROUND)
    assert (again.code, "已经定稿" in again.err, files(back / "定稿") == frozen) == (2, True, True)
    assert run("round", "freeze", ROUND, "-q", "--again").code == 0
    assert (files(back / "定稿") == frozen, "回收/甲市.xlsx" in files(back / "定稿-2")) == (True, True)


def test_every_step_can_be_repeated(run: Run, back: Path) -> None:
    run("round", "check", ROUND, "-q")
    first = files(back)
    for step_ in ("hand-out", "status", "check"):
        run("round", step_, ROUND)
    assert files(back) == first


def test_the_register_is_never_written_again(run: Run, back: Path) -> None:
    register = (back / BOOK).read_bytes()
    for step_ in ("hand-out", "status", "check", "freeze"):
        run("round", step_, ROUND)
    assert (back / BOOK).read_bytes() == register
    assert run("round", "new", ROUND, *NEW).code == 2
    assert (back / BOOK).read_bytes() == register


def test_a_report_tells_nothing_of_where_the_folder_lies(run: Run, back: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("round", "check", str(back), "-q")
    first = files(back / "结果")
    monkeypatch.chdir(back)
    run("round", "check", ".", "-q")
    assert files(back / "结果") == first
    assert {one["path"].split("/")[0] for one in report(back)["files"] if one["subject"] == "file"} == {"回收"}


def test_forms_that_somebody_filled_in_are_kept(run: Run, back: Path) -> None:
    with Clerk(back / "下发" / "01甲市.xlsx") as clerk:
        clerk.entry("1.1.1-01", 状态="推进中")
    mine = (back / "下发" / "01甲市.xlsx").read_bytes()
    with Clerk(back / BOOK) as clerk:
        clerk.rows("口径", {"编号": "1.1.1-01", "口径": "征求意见也算起草"})
    kept = run("round", "hand-out", ROUND)
    assert "没有重写，原来的表照旧：01甲市.xlsx、02天山区.xlsx、03市司法局.xlsx" in kept.err
    anew = run("round", "hand-out", ROUND, "--replace")
    assert "没有重写，原来的表照旧：01甲市.xlsx。" in anew.err
    assert (back / "下发" / "01甲市.xlsx").read_bytes() == mine
    sheet = load_workbook(back / "下发" / "02天山区.xlsx")["填报"]
    assert any("市办口径：征求意见也算起草" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_what_is_settled_in_the_sheet_of_reviews_stays_and_counts(run: Run, back: Path) -> None:
    run("round", "check", ROUND, "-q")
    book = load_workbook(back / "核定单.xlsx")
    sheet = book.worksheets[0]
    head, columns = heads(sheet)
    row = next(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, columns["编号"]).value)
    for word, value in {"核定意见": "认可", "核定单位": "市委依法治市办", "日期": "2024-01-15"}.items():
        sheet.cell(row, columns[word]).value = value
    target = sheet.cell(row, columns["编号"]).value
    book.save(back / "核定单.xlsx")
    run("round", "check", ROUND, "-q")
    settled = {
        one["target"]: one["settled"]["by"]
        for file in report(back)["files"]
        for one in file["assessments"]
        if one["settled"]
    }
    assert settled == {target: "市委依法治市办"}
    assert load_workbook(back / "核定单.xlsx").worksheets[0].cell(row, columns["核定意见"]).value == "认可"


# The next round.


@pytest.fixture
def following(run: Run, back: Path) -> Path:
    """The round after, made from the one before."""
    with Clerk(back / BOOK) as clerk:
        clerk.rows(
            "问题",
            {"单位": "天山区", "问题表述": "卷宗不全", "日期": "2023-11-01"},
            {"单位": "没有的区", "问题表述": "x"},
        )
        clerk.rows("收件登记", {"单位": "天山区", "收到": "2024-01-09"})
    run("round", "check", ROUND, "-q")
    made = run("round", "new", "2024一季度", "--as-of", "2024-03-31", "--since", ROUND)
    assert (made.code, "上期还没有定稿" in made.err) == (0, True)
    return back.parent / "2024一季度"


def test_the_lists_of_the_last_round_are_carried_over(following: Path) -> None:
    book = load_workbook(following / BOOK)
    assert [row["名称"] for row in told(book["名册"])] == ["甲市", "天山区", "市司法局"]
    # A row in which something is wrong is not lost either.
    assert [row["单位"] for row in told(book["问题"])] == ["天山区", "没有的区"]
    assert told(book["收件登记"]) == []
    labels = {row[0].value: row[1].value for row in book["名册"].iter_rows(min_row=3, max_row=8)}
    assert (labels["标题"], labels["截至"], labels["报送截止"]) == ("2024年第一季度调度", "2024-03-31", None)


def test_what_was_handed_in_last_is_typed_in_already(run: Run, following: Path) -> None:
    assert run("round", "hand-out", following.name).code == 0
    sheet = load_workbook(following / "下发" / "02天山区.xlsx")["填报"]
    head, columns = heads(sheet)
    row = next(row for row in range(head + 1, sheet.max_row) if sheet.cell(row, 1).value == "1.1.1-01")
    texts = {word: sheet.cell(row, column).value for word, column in columns.items()}
    assert (texts["状态"], texts["进展情况"], texts["上期填报"]) == ("推进中", "正在起草", "推进中\n正在起草")
    assert not texts["申请销号"]  # applied for anew, if at all


def test_the_next_check_is_held_against_the_last(run: Run, following: Path) -> None:
    run("round", "hand-out", following.name)
    shutil.copy(following / "下发" / "02天山区.xlsx", following / "回收" / "天山区.xlsx")
    run("round", "check", following.name, "-q")
    file = next(one for one in report(following)["files"] if one["subject"] == "file")
    assert {one["change"]["before"]["as_of"] for one in file["assessments"] if one["change"]["before"]} == {
        "2023-12-31"
    }
    run("round", "new", "2024二季度", "--as-of", "2024-06-30", "--since", following.name)
    earlier = following.parent / "2024二季度" / "结果" / "以前各期"
    assert sorted(one.name for one in earlier.iterdir()) == [
        "2023-12-31 2023年第四季度调度.json",
        "2024-03-31 2024年第一季度调度.json",
    ]


# What is wrong, told where it is looked for.


def spoil(folder: Path, name: str, *rows: dict[str, str]) -> None:
    """Write faulty rows into a list of the register."""
    with Clerk(folder / BOOK) as clerk:
        clerk.rows(name, *rows)


def test_a_check_lists_every_error_with_its_cell_and_what_to_do_then(run: Run, back: Path) -> None:
    spoil(back, "收件登记", {"单位": "天山", "收到": "2024-01-09"}, {"单位": "天山区", "收到": "10月9日"})
    send_back(back, "01甲市.xlsx", "甲市.xlsx", 状态="取得突坡")
    told = run("round", "check", ROUND).err.splitlines()
    at = told.index("文件错误 3 处：")
    assert [line.partition(" FZ")[0] for line in told[at + 1 : at + 4]] == [
        *(f"{BOOK} 收件登记!A5", f"{BOOK} 收件登记!B6"),
        "回收/甲市.xlsx 填报!E10",
    ]
    assert "收到的值“10月9日”不对" in told[at + 2]  # nobody sees a key in a sheet
    assert told[-2].endswith(f"{ROUND}/核定单.xlsx")
    assert told[-1] == f"改好存盘，再核对一次：fazhi-check round check {ROUND}"


def test_a_row_on_a_problem_that_there_is_not_is_told(run: Run, back: Path) -> None:
    with Clerk(back / BOOK) as clerk:
        row = {
            "单位": "天山区",
            "编号": "1.1.1-01",
            "决定": "已销号",
            "日期": "2023-12-30",
            "批准单位": "市委依法治市办",
        }
        clerk.rows("销号", row)
    told = run("round", "check", ROUND).err
    assert "调度台账.xlsx 销号!A5 FZ606 天山区：这条销号没有对应的问题：1.1.1-01 是 2023-12-31 才列入的" in told


def test_of_many_errors_the_first_are_listed(run: Run, back: Path) -> None:
    spoil(back, "收件登记", *({"单位": f"第{number}区", "收到": "2024-01-09"} for number in range(23)))
    told = run("round", "check", ROUND).err
    assert (told.count("FZ906"), "其余 3 处见 结果/" in told) == (20, True)


def test_a_check_without_errors_says_what_comes_next(run: Run, back: Path) -> None:
    told = run("round", "check", ROUND).err.splitlines()
    assert not any(line.startswith("文件错误") for line in told)
    assert told[-1].startswith("下一步：")


def test_hand_out_and_status_tell_all_that_is_wrong_or_not_read_but_the_examples(run: Run, made: Path) -> None:
    spoil(made, "收件登记", {"单位": "水磨沟区", "收到": "2024-01-09"})
    spoil(made, "问题", {"单位": "米东区", "问题表述": "卷宗不全", "日期": "2023-11-01"})
    book = load_workbook(made / BOOK)
    book.create_sheet("联系表")["A1"] = "内容"
    book["名册"].cell(heads(book["名册"])[0], 12).value = "处室"
    book["名册"].cell(heads(book["名册"])[0] + 2, 12).value = "协调处"
    book.save(made / BOOK)
    for step_ in ("hand-out", "status"):
        told = run("round", step_, ROUND).err
        assert all(word in told for word in ("水磨沟区", "米东区", "联系表", "处室（L 列）")), told
        assert "示例行" not in told


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("名册", {"名称": "米东区", "层级": "区里", "代码": "650109"}),
        ("名册", {"名称": "甲 市", "层级": "市级", "代码": "650100"}),
        ("分工", {"编号": "1.1.1", "牵头单位": "市司法局 市教育局"}),
        ("分工", {"编号": "9.9.9", "牵头单位": "市司法局"}),
    ],
)
def test_nothing_is_handed_out_while_units_or_assignments_are_wrong(
    run: Run, back: Path, name: str, row: dict[str, str]
) -> None:
    before = files(back / "下发")
    spoil(back, name, row)
    refused = run("round", "hand-out", ROUND, "--replace")
    assert (refused.code, refused.out) == (1, "")
    assert f"{BOOK} {name}!" in refused.err
    assert refused.err.splitlines()[-1].endswith("先改好再下发")
    assert files(back / "下发") == before


def test_forms_in_which_nothing_was_filled_in_are_named(run: Run, following: Path) -> None:
    run("round", "hand-out", following.name)
    for form in ("01甲市.xlsx", "02天山区.xlsx"):
        book = load_workbook(following / "下发" / form)
        book.save(following / "回收" / form)  # saved anew: no byte is the same
    for step_ in ("status", "check"):
        ran = run("round", step_, following.name)
        assert "回收/01甲市.xlsx：一项也没有填" in ran.out + ran.err
        assert "回收/02天山区.xlsx：与下发的表相同，没有改动" in ran.out + ran.err
    assert "已报 2" in run("round", "status", following.name).out


def test_a_round_is_frozen_with_what_is_open_told_first(run: Run, back: Path) -> None:
    spoil(back, "收件登记", {"单位": "没有的区", "收到": "2024-01-09"})
    frozen = run("round", "freeze", ROUND)
    assert frozen.code == 0
    assert frozen.err.splitlines()[0].endswith("未报送 1（甲市），文件错误 1 处。照样定稿")


def test_personal_numbers_and_secrets_are_not_frozen(run: Run, back: Path) -> None:
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="推进中", 进展情况="联系 13912345678")
    frozen = run("round", "freeze", ROUND, "-q")
    assert (frozen.code, "未存入：回收/天山区.xlsx，里面有个人信息" in frozen.err) == (0, True)
    assert "回收/天山区.xlsx" not in files(back / "定稿")
    listing = (back / "定稿" / "清单.txt").read_text("utf-8")
    assert "# 未存入 回收/天山区.xlsx：里面有个人信息\n" in listing
    assert not any(b"13912345678" in raw for raw in files(back / "定稿").values())
    assert "天山区" not in run("round", "check", ROUND, "-q").err.partition("定稿以后")[2]


def test_what_a_new_round_leaves_behind_is_told(run: Run, made: Path) -> None:
    book = load_workbook(made / BOOK)
    book.create_sheet("联系表")["A1"] = "内容"
    book["名册"].cell(heads(book["名册"])[0], 12).value = "处室"
    book["名册"].cell(heads(book["名册"])[0] + 2, 12).value = "协调处"
    book["名册"].cell(heads(book["名册"])[0] + 2, 1).comment = Comment("换人了", "x")
    book.save(made / BOOK)
    told = run("round", "new", "2024一季度", "--as-of", "20240331", "--since", ROUND).err
    assert told.count("没有带过来 ") == 3
    assert all(word in told for word in ("联系表", "处室（L 列）", "批注 1 处"))


@pytest.mark.parametrize("day", ["2023-12-31", "2023-09-30"])
def test_a_new_round_is_of_a_later_day(run: Run, made: Path, day: str) -> None:
    refused = run("round", "new", "下期", "--as-of", day, "--since", ROUND)
    assert (refused.code, day in refused.err, "截至 2023-12-31" in refused.err) == (2, True, True)
    assert not (made.parent / "下期").exists()


def test_a_node_is_advised_as_it_is_to_be_written(run: Run, made: Path) -> None:
    spoil(made, "分工", {"编号": "1.1.1-01", "牵头单位": "市司法局", "节点": "20241231 完成"})
    assert "应写 2024-12-31 已完成" in run("round", "hand-out", ROUND).err


def test_what_a_review_lacks_is_told_at_its_cell(run: Run, back: Path) -> None:
    run("round", "check", ROUND, "-q")
    book = load_workbook(back / "核定单.xlsx")
    sheet = book.worksheets[0]
    head, columns = heads(sheet)
    row = next(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, columns["编号"]).value)
    sheet.cell(row, columns["核定意见"]).value = "不认可"
    sheet.cell(row, columns["核定单位"]).value = "市委依法治市办"
    sheet.cell(row, columns["日期"]).value = "2024-01-15"
    book.save(back / "核定单.xlsx")
    at = f"{sheet.title}!{get_column_letter(columns['改判'])}{row}"
    assert f"核定单.xlsx {at} FZ201 缺少必填的改判" in run("round", "check", ROUND).err


def test_the_language_is_that_of_the_settings(run: Run, back: Path, here: Path) -> None:
    (here / "fazhi-check.toml").write_text('lang = "en"\n', "utf-8")
    for step_ in ("hand-out", "status", "check", "freeze"):
        ran = run("round", step_, ROUND)
        assert re.search(r"units owe|To hand out|Next:|later returns", ran.out + ran.err), (step_, ran.out, ran.err)
    assert "要新建一期" in run("round", "new", ROUND, *NEW, "--lang", "zh").err
    assert "never written over" in run("round", "new", ROUND, *NEW).err


# Folders that are not in order.


def test_what_a_new_round_lacks_is_named(run: Run, here: Path) -> None:
    lacking = run("round", "new", ROUND)
    assert (lacking.code, "缺少 --plan、--as-of" in lacking.err, (here / ROUND).exists()) == (2, True, False)


def test_a_folder_with_something_else_in_it_is_left_alone(run: Run, here: Path) -> None:
    (here / ROUND).mkdir()
    (here / ROUND / "照片.jpg").write_bytes(b"x")
    refused = run("round", "new", ROUND, *NEW)
    assert (refused.code, "照片.jpg" in refused.err) == (2, True)
    assert files(here / ROUND) == {"照片.jpg": b"x"}


def test_a_folder_that_is_no_round_is_told(run: Run, made: Path, here: Path) -> None:
    (here / "别的").mkdir()
    for path, said in (
        ("没有", "没有文件夹 没有：先新建"),
        ("别的", f"里面没有 {BOOK}"),
        (f"{ROUND}/{BOOK}", "不写里面的文件"),
        (f"{ROUND}/回收", "写它的上一层"),
    ):
        for step_ in ("hand-out", "status", "check", "freeze"):
            refused = run("round", step_, path)
            assert (refused.code, said in refused.err) == (2, True), refused.err


@pytest.mark.parametrize(
    ("name", "said"),
    [("调度台账 (1).xlsx", "有 2 份台账"), ("调度台账 - 副本.xlsx", "有 2 份台账"), ("调度台账.et", "有 2 份台账")],
)
def test_two_registers_are_one_too_many(run: Run, made: Path, name: str, said: str) -> None:
    shutil.copy(made / BOOK, made / name)
    refused = run("round", "check", ROUND)
    assert (refused.code, said in refused.err, name in refused.err) == (2, True, True)


@pytest.mark.parametrize("name", ["调度台账 (1).xlsx", "调度台账.xls"])
def test_a_register_of_another_name_is_told(run: Run, made: Path, name: str) -> None:
    (made / BOOK).rename(made / name)
    refused = run("round", "status", ROUND)
    assert (refused.code, f"另存为 {BOOK}" in refused.err) == (2, True)


def test_a_register_that_is_open_is_read_as_it_was_saved(run: Run, made: Path) -> None:
    (made / f"~${BOOK}").write_bytes(b"x")
    looked = run("round", "status", ROUND)
    assert (looked.code, "没有存盘的不算" in looked.err) == (0, True)


def test_a_damaged_register_is_told_and_left_as_it_is(run: Run, made: Path) -> None:
    raw = (made / BOOK).read_bytes()
    (made / BOOK).write_bytes(raw[: len(raw) // 2])
    for step_ in ("hand-out", "status", "check", "freeze"):
        refused = run("round", step_, ROUND)
        assert (refused.code, "FZ101" in refused.err, "Traceback" in refused.err) == (2, True, False)


def test_parts_that_are_gone_are_made_anew(run: Run, made: Path) -> None:
    for part in PARTS:
        (made / part).rmdir()
    assert run("round", "status", ROUND).code == 0
    assert {one.name for one in made.iterdir()} == PARTS | {BOOK}


def test_a_round_without_any_report_is_checked_too(run: Run, made: Path) -> None:
    checked = run("round", "check", ROUND)
    assert (checked.code, "应报 3 个单位" in checked.out, "程序内部出错" in checked.err) == (1, True, False)
    assert {one["state"] for one in report(made)["round"]["units"]} == {"not_submitted"}
    assert (made / "结果" / "台账.xlsx").exists()


def test_files_that_are_nobodys_are_named(run: Run, back: Path) -> None:
    shutil.copy(back / "回收" / "天山区.xlsx", back / "回收" / "天山区 (1).xlsx")
    (back / "回收" / "扫描件.pdf").write_bytes(b"%PDF")
    (back / "回收" / "空的.xlsx").write_bytes(b"")
    (back / "回收" / "外地.yaml").write_text(
        "规划: small\n单位: {名称: 外地市, 层级: 市级, 代码: '110000'}\n截至: 2023-12-31\n事项: {}\n", "utf-8"
    )
    status = run("round", "status", ROUND).out
    assert "回收/扫描件.pdf：不能读取" in status
    assert "回收/空的.xlsx：" in status
    assert "外地市 不在名册里" in status
    double = "回收/天山区 (1).xlsx：同一单位已有更新的一份，以 回收/天山区.xlsx 为准"
    assert double in status
    assert double in run("round", "check", ROUND).err


def test_reports_in_the_wrong_place_are_named(run: Run, back: Path) -> None:
    shutil.copy(back / "回收" / "天山区.xlsx", back / "天山区.xlsx")
    with Clerk(back / "下发" / "01甲市.xlsx") as clerk:
        clerk.entry("1.1.1-01", 状态="推进中")
    status = run("round", "status", ROUND).out
    assert "天山区.xlsx：放在了外面，没有读" in status
    assert "下发/01甲市.xlsx：下发的表里填了内容，没有读" in status
    assert "下发/02天山区.xlsx" not in status


def test_the_folder_or_its_plan_may_be_moved(run: Run, here: Path) -> None:
    shutil.copytree(SMALL, here / "规划")
    (here / "甲").mkdir()
    run("round", "new", "甲/一", "--plan", "规划", "--as-of", "2023-12-31")
    with Clerk(here / "甲" / "一" / BOOK) as clerk:
        clerk.rows("名册", CITY)
    shutil.copytree(here / "甲" / "一", here / "乙" / "丙" / "二")
    assert run("round", "hand-out", "乙/丙/二").code == 0
    (here / "规划").rename(here / "新规划")
    lost = run("round", "check", "甲/一")
    assert (lost.code, "加上 --plan 规划文件夹" in lost.err) == (2, True)
    assert run("round", "check", "甲/一", "--plan", "新规划", "-q").code == 1


def test_options_belong_to_their_steps(run: Run, made: Path) -> None:
    for step_, option in (("status", "--replace"), ("check", "--title=x"), ("new", "--open"), ("hand-out", "--again")):
        refused = run("round", step_, ROUND, option)
        assert (refused.code, f"round {step_} 不用 {option.partition('=')[0]}" in refused.err) == (2, True)
    assert "是不是" in run("round", "handout", ROUND).err


def test_steps_go_by_their_chinese_names_too(run: Run, made: Path) -> None:
    assert run("round", "收件情况", ROUND).out == run("round", "status", ROUND).out


@pytest.mark.parametrize(
    ("day", "title"),
    [("2023-12-31", "2023年第四季度调度"), ("2023-11-30", "2023年11月调度"), ("2023-11-15", "2023年11月15日调度")],
)
def test_a_title_is_made_of_the_day(day: str, title: str) -> None:
    from datetime import date

    assert title_of(date.fromisoformat(day)) == title


# Killed at any moment.


@posix
@pytest.mark.parametrize("args", [("check", "-q"), ("freeze", "-q")], ids=["check", "freeze"])
def test_a_step_killed_anywhere_leaves_a_folder_that_the_next_run_understands(
    run: Run, back: Path, tmp_path: Path, args: Sequence[str]
) -> None:
    for number in range(0, 60, 3):
        folder = tmp_path / f"{number}"
        shutil.copytree(back, folder)
        came = ended_at(number, lambda folder=folder: run("round", args[0], str(folder), *args[1:]))
        assert run("round", "status", str(folder)).code == 0
        written = {one for one in files(folder) if one.startswith(("结果/", "定稿/"))}
        whole = 3 if args[0] == "check" else 7 + 6  # with its papers
        assert len(written) in (0, whole), written
        assert not (folder / STEP).exists()
        assert run("round", "check", str(folder), "-q").code == 1
        if not came:
            break
    assert not came


@posix
def test_a_new_round_killed_anywhere_can_be_made_again(run: Run, here: Path) -> None:
    for number in range(100):
        folder = here / f"{number}"
        came = ended_at(number, lambda folder=folder: run("round", "new", folder.name, *NEW))
        again = run("round", "new", folder.name, *NEW)
        assert again.code == (0 if not (again.err and "已经有" in again.err) else 2)
        assert {one.name for one in folder.iterdir()} == PARTS | {BOOK}
        if not came:
            break


def test_rows_of_later_days_and_objections_without_an_answer_are_told(run: Run, back: Path) -> None:
    spoil(
        back,
        "发文登记",
        {"日期": "2024-01-15", "单位": "天山区", "种类": "督办单"},
        {"日期": "2023-12-31", "单位": "天山区", "种类": "督办单"},
        {"日期": "2024-02-15", "单位": "甲市", "种类": "通报"},
    )
    about = {"单位": "天山区", "核定意见": "退回补正", "单位异议": "已经补交"}
    run("round", "check", ROUND, "-q")
    with Clerk(back / "核定单.xlsx") as clerk:
        clerk.rows("核定单", {**about, "编号": "1.2.1-01"}, {**about, "编号": "1.2.1-02", "复核": "维持"})
    later = "发文登记 2 行的日期晚于截至 2023-12-31，下一期起才算"
    checked = run("round", "check", ROUND).err
    assert later in checked
    assert "单位异议未复核 1 项" in checked
    assert later in run("round", "papers", ROUND).err
    assert "单位异议未复核 1 项" in run("round", "freeze", ROUND).err.splitlines()[0]
    plain = ("check", f"{ROUND}/回收", "--round", f"{ROUND}/{BOOK}", *NEW[:2])
    assert later in run(*plain).err
    assert later not in run(*plain, "-q").err
