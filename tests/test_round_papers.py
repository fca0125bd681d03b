"""`round papers` and what of it is frozen: written anew where nobody touched them, kept where an office edited them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from helpers.clerk import Clerk, files, report, send_back
from helpers.killed import ended_at
from helpers.papers import quick_papers
from helpers.project import SMALL
from helpers.running import Ran

from fazhi_check.reports.papers.approved import approved

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
BOOK, ROUND = "调度台账.xlsx", "2023四季度"
DRAFT, TIANSHAN = "通报（送审稿）.docx", "督促提醒函/督促提醒函-天山区.docx"
UNITS: tuple[dict[str, str], ...] = (
    {"名称": "甲市", "层级": "市级", "代码": "650100"},
    {"名称": "天山区", "层级": "县级", "代码": "650102", "上级": "甲市"},
    {"名称": "市司法局", "层级": "部门", "代码": "650100", "分工": "1.1.1"},
    {"名称": "市文旅局", "层级": "部门", "代码": "650100", "免报": "机构改革"},
)


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have papers made at once."""
    quick_papers(monkeypatch)


@pytest.fixture
def back(run: Run, here: Path) -> Path:
    """A round of four units: two have reported, one has not, one is excused."""
    assert run("round", "new", ROUND, "--plan", str(SMALL), "--as-of", "2023-12-31").code == 0
    with Clerk(here / ROUND / BOOK) as clerk:
        clerk.rows("名册", *UNITS)
    assert run("round", "hand-out", ROUND).code == 0
    send_back(here / ROUND, "02天山区.xlsx", "天山区.xlsx")
    send_back(here / ROUND, "03市司法局.xlsx", "市司法局.xlsx")
    return here / ROUND


def papers_in(folder: Path, part: str = "文书") -> dict[str, bytes]:
    """Return the papers in a part of a round's folder."""
    return {name: raw for name, raw in files(folder / part).items() if not name.startswith(".")}


def edit(path: Path, text: str = "办公室改过") -> bytes:
    """Change a paper as an office would; return what it holds then."""
    path.write_text(text, "utf-8")
    return path.read_bytes()


def test_papers_are_written_counted_and_told(run: Run, back: Path) -> None:
    done = run("round", "papers", ROUND)
    assert done.code == 0
    assert {*papers_in(back)} == {
        *("数据核对单/数据核对单-天山区.docx", "数据核对单/数据核对单-市司法局.docx", DRAFT),
        *(TIANSHAN, "督促提醒函/督促提醒函-甲市.docx", "督促提醒函/督促提醒函-市司法局.docx"),
    }
    assert done.out == "数据核对单 2 份，督促提醒函 3 份，通报 1 份（送审稿）\n"
    assert "不发函的单位：免报 1（市文旅局）\n" in done.err
    assert "未报送 1（甲市）" in done.err
    assert "“发文登记”里登记一行：登记了才算催办，写出文件不算" in done.err
    assert "送审稿" in papers_in(back)[DRAFT].decode()


def test_papers_are_judged_as_the_check_judges(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    counts = papers_in(back)["数据核对单/数据核对单-天山区.docx"].decode()
    run("round", "check", ROUND, "-q")
    [one] = [one for one in report(back)["files"] if one["path"] == "回收/天山区.xlsx"]
    assert str({name: number for name, number in one["counts"].items() if number})[1:-1] in counts


def test_a_second_time_nothing_changes(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    before = files(back)
    again = run("round", "papers", ROUND)
    assert files(back) == before
    assert "写出 0 份，6 份没有变化" in again.err


def test_what_nobody_touched_is_written_anew_and_what_was_edited_is_kept(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    mine = edit(back / "文书" / TIANSHAN)
    other = edit(back / "文书" / "数据核对单" / "数据核对单-市司法局.docx")
    old = papers_in(back)["数据核对单/数据核对单-天山区.docx"]
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="已完成")
    again = run("round", "papers", ROUND)
    now = papers_in(back)
    assert (now[TIANSHAN], now["数据核对单/数据核对单-市司法局.docx"]) == (mine, other)
    assert now["数据核对单/数据核对单-天山区.docx"] != old
    # Of the one its figures are others now; the other is as it was but for what the office wrote.
    assert f"有人改过，保留，但写出以后内容有变化（要用新的，把它移到别处，再运行一次）：{TIANSHAN}\n" in again.err
    assert "有人改过，保留：数据核对单/数据核对单-市司法局.docx\n" in again.err


def test_papers_that_nothing_calls_for_any_more_go_away_unless_edited(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    mine = edit(back / "文书" / TIANSHAN)
    with Clerk(back / BOOK) as clerk:
        for row in clerk.of("名册"):
            if row["名称"].value in ("天山区", "甲市"):
                row["免报"].value = "经市委依法治市办同意"
    again = run("round", "papers", ROUND)
    now = papers_in(back)
    assert "督促提醒函/督促提醒函-甲市.docx" not in now
    assert now[TIANSHAN] == mine
    assert "没有人改过，已经删去：数据核对单/数据核对单-天山区.docx、督促提醒函/督促提醒函-甲市.docx\n" in again.err
    assert f"不再需要，但有人改过，没有删：{TIANSHAN}\n" in again.err
    assert "不发函的单位：免报 3（甲市、天山区、市文旅局）\n" in again.err


def test_what_an_office_puts_among_papers_is_left_alone(run: Run, back: Path) -> None:
    (back / "文书" / "督促提醒函").mkdir()
    mine = edit(back / "文书" / TIANSHAN, "自己写的函")
    scan = edit(back / "文书" / "盖章件.pdf", "%PDF")
    run("round", "papers", ROUND)
    run("round", "papers", ROUND)
    assert (papers_in(back)[TIANSHAN], papers_in(back)["盖章件.pdf"]) == (mine, scan)


def test_errors_in_the_files_are_told_with_the_papers(run: Run, back: Path) -> None:
    send_back(back, "01甲市.xlsx", "甲市.xlsx", 状态="取得突坡")
    told = run("round", "papers", ROUND).err
    assert "文件错误 1 处，文书里的数字可能跟着变，改好再运行一次：" in told
    assert "回收/甲市.xlsx 填报!" in told


def test_a_form_that_came_back_blank_is_told_before_its_unit_gets_a_letter(run: Run, back: Path) -> None:
    shutil.copy(back / "下发" / "01甲市.xlsx", back / "回收" / "甲市.xlsx")
    assert "回收/甲市.xlsx：一项也没有填\n" in run("round", "papers", ROUND).err


def test_papers_take_the_options_of_papers_only(run: Run, back: Path) -> None:
    (back.parent / "我的函.docx").write_bytes(b"x")
    done = run("round", "papers", ROUND, "--letter", "文号=〔2023〕5号", "--template", "督促提醒函:我的函.docx")
    assert done.code == 0
    written = papers_in(back)[TIANSHAN].decode()
    assert "〔2023〕5号" in written
    assert "文号 〔2023〕5号 印在通报和 3 份函上：各份文号不同的" in done.err
    assert str(back.parent / "我的函.docx") in written
    refused = run("round", "papers", ROUND, "--open")
    assert (refused.code, "round papers 不用 --open，它用于 round check" in refused.err) == (2, True)
    refused = run("round", "papers", ROUND, "--replace")
    assert (refused.code, "它用于 round hand-out" in refused.err) == (2, True)


def test_what_was_given_for_papers_holds_until_something_else_is(run: Run, back: Path) -> None:
    run("round", "papers", ROUND, "--letter", "文号=〔2023〕5号", "--letter", "联系方式=市委依法治市办秘书科")
    again = run("round", "papers", ROUND, "--letter", "文号=〔2023〕6号")
    written = papers_in(back)[DRAFT].decode()
    assert ("〔2023〕6号" in written, "秘书科" in written) == (True, True)
    assert "照上次给的：联系方式=市委依法治市办秘书科" in again.err
    frozen = run("round", "freeze", ROUND)
    assert "照上次给的：文号=〔2023〕6号、联系方式=市委依法治市办秘书科" in frozen.err
    assert "〔2023〕6号" in papers_in(back, "定稿/文书")["通报.docx"].decode()
    run("round", "papers", ROUND, "--letter", "文号=", "--letter", "联系方式=")
    assert "照上次给的" not in run("round", "papers", ROUND).err
    assert "〔2023〕6号" not in papers_in(back)[DRAFT].decode()


def test_quiet_tells_only_what_is_to_be_looked_at(run: Run, back: Path) -> None:
    first = run("round", "papers", ROUND, "-q")
    assert (first.out, first.err) == ("", "")
    edit(back / "文书" / TIANSHAN)
    again = run("round", "papers", ROUND, "-q")
    assert (again.out, again.err) == ("", f"有人改过，保留：{TIANSHAN}\n")


def test_papers_are_known_again_where_the_list_of_them_is_lost(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    (back / "文书" / ".fazhi-check.json").unlink()
    run("round", "papers", ROUND)
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="已完成")
    assert "有人改过" not in run("round", "papers", ROUND).err


def test_a_paper_that_cannot_be_read_is_not_frozen_empty(run: Run, back: Path) -> None:
    (back / "文书" / DRAFT).mkdir()
    refused = run("round", "freeze", ROUND)
    assert (refused.code, f"{DRAFT} 读不出来，没有定稿" in refused.err) == (2, True)
    assert not files(back / "定稿")
    assert (
        f"有人改过，保留，但写出以后内容有变化（要用新的，把它移到别处，再运行一次）：{DRAFT}"
        in run("round", "papers", ROUND).err
    )


# Frozen.


def test_a_frozen_round_has_its_papers_without_the_word_draft(run: Run, back: Path) -> None:
    assert run("round", "freeze", ROUND, "-q").code == 0
    frozen = files(back / "定稿")
    papers = papers_in(back, "定稿/文书")
    assert {*papers} >= {"通报.docx", TIANSHAN, "数据核对单/数据核对单-天山区.docx"}
    assert "送审稿" not in papers["通报.docx"].decode()
    lines = frozen.pop("清单.txt").decode("utf-8").splitlines()
    hashes = {name: value for value, _, name in (line.partition("  ") for line in lines if line[0] != "#")}
    assert hashes == {name: sha256(raw).hexdigest() for name, raw in frozen.items()}


def test_neither_later_returns_nor_papers_change_what_is_frozen(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    run("round", "freeze", ROUND, "-q")
    frozen = files(back / "定稿")
    send_back(back, "01甲市.xlsx", "甲市.xlsx")
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="已完成")
    run("round", "papers", ROUND, "--letter", "文号=〔2024〕1号")
    edit(back / "文书" / TIANSHAN)
    run("round", "check", ROUND, "-q")
    assert files(back / "定稿") == frozen


def test_an_edited_paper_is_frozen_as_the_office_has_it(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    letter, bulletin = edit(back / "文书" / TIANSHAN), edit(back / "文书" / DRAFT, "审定的通报")
    frozen = run("round", "freeze", ROUND)
    papers = papers_in(back, "定稿/文书")
    assert (papers[TIANSHAN], papers["通报.docx"]) == (letter, bulletin)
    assert DRAFT not in papers
    assert f"文书以办公室改过的为准：{TIANSHAN}、{DRAFT}\n" in frozen.err
    assert f"# 以办公室改过的为准 {TIANSHAN}、{DRAFT}\n" in (back / "定稿" / "清单.txt").read_text("utf-8")
    assert "又有变化" not in frozen.err


def test_the_bulletin_may_have_been_given_its_name_already(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    (back / "文书" / DRAFT).rename(back / "文书" / "通报.docx")
    mine = edit(back / "文书" / "通报.docx", "审定的通报")
    edit(back / "文书" / "通报 改.docx")
    frozen = run("round", "freeze", ROUND)
    assert papers_in(back, "定稿/文书")["通报.docx"] == mine
    assert "没有存入定稿的（改过的文书要用原来的名字）：通报 改.docx\n" in frozen.err


def test_what_has_changed_since_papers_were_written_is_told(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    mine = edit(back / "文书" / TIANSHAN)
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="已完成")
    frozen = run("round", "freeze", ROUND)
    papers = papers_in(back, "定稿/文书")
    assert f"其中改过以后数据又有变化、请核对的：{TIANSHAN}\n" in frozen.err
    assert "文书/ 里是以前写出的，定稿存的是现在的：数据核对单/数据核对单-天山区.docx" in frozen.err
    assert papers[TIANSHAN] == mine
    name = "数据核对单/数据核对单-天山区.docx"
    assert papers[name] != papers_in(back)[name]


def test_an_edited_letter_is_not_lost_when_nothing_calls_for_it_any_more(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    mine = edit(back / "文书" / TIANSHAN)
    with Clerk(back / BOOK) as clerk:
        for row in clerk.of("名册"):
            row["免报"].value = "并入" if row["名称"].value == "天山区" else row["免报"].value
    frozen = run("round", "freeze", ROUND)
    assert papers_in(back, "定稿/文书")[TIANSHAN] == mine
    assert f"其中现在已不需要发的：{TIANSHAN}\n" in frozen.err


@pytest.mark.skipif(not hasattr(Path, "group"), reason="needs a process to kill")
@pytest.mark.parametrize("step", ["papers", "freeze"])
def test_killed_anywhere_all_of_it_is_there_or_none_once_it_is_run_again(step: str, run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    send_back(back, "02天山区.xlsx", "天山区.xlsx", 状态="已完成")
    clean = back.parent / "clean"
    shutil.copytree(back, clean)
    run("round", step, "clean", "-q")
    number = 0
    while ended_at(number, lambda: run("round", step, ROUND, "-q")):
        number += 3
        (back / "回收" / "x.txt").touch()
    (back / "回收" / "x.txt").unlink(missing_ok=True)
    run("round", step, ROUND, "-q")
    assert papers_in(back) == papers_in(clean)


# A standard in the folder.

STANDARD = """\
规划: small
标题: 2023年度测评标准
印发单位: 市委依法治市办
适用: {层级: [县级]}
比例: {on_track: 0.5}
项目:
  - {编号: A1, 考评内容: 制度建设, 分值: 20, 任务: [1.1.1], 规则: 按比例}
"""


@pytest.mark.parametrize("place", ["测评标准.yaml", "测评标准（区县）.yaml", "测评标准/区县.yaml"])
def test_a_standard_in_the_folder_gives_points_and_is_frozen(run: Run, back: Path, place: str) -> None:
    (back / place).parent.mkdir(exist_ok=True)
    (back / place).write_text(STANDARD, "utf-8")
    run("round", "check", ROUND, "-q")
    [one] = [one["points"] for one in report(back)["files"] if one["path"] == "回收/天山区.xlsx"]
    assert one["standard"]["title"] == "2023年度测评标准"
    assert one["max"] == 20
    assert run("round", "papers", ROUND, "-q").code == 0
    assert run("round", "freeze", ROUND, "-q").code == 0
    assert (back / "定稿" / place).read_bytes() == (back / place).read_bytes()
    (back / place).write_text(STANDARD.replace("20", "30"), "utf-8")
    assert f"定稿以后改过：{place}\n" in run("round", "check", ROUND, "-q").err


def test_a_standard_that_cannot_be_used_is_told_by_its_place(run: Run, back: Path) -> None:
    (back / "测评标准.yaml").write_text(STANDARD.replace("1.1.1", "9.9.9"), "utf-8")
    refused = run("round", "papers", ROUND)
    assert (refused.code, "测评标准.yaml:7" in refused.err, "9.9.9" in refused.err) == (2, True, True)
    assert not papers_in(back)


# The word 送审稿 on a bulletin that was edited.


def in_word(*said: str) -> bytes:
    """Return a Word file with these paragraphs."""
    document, held = Document(), BytesIO()
    for one in said:
        paragraph = document.add_paragraph()
        for run in one.split("|"):
            paragraph.add_run(run).bold = True
    document.save(held)
    return held.getvalue()


def said_in(raw: bytes) -> list[str]:
    """Return the paragraphs of a Word file."""
    return [one.text for one in Document(BytesIO(raw)).paragraphs]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(["送审稿", "通报", "审定的文字"], ["通报", "审定的文字"], id="alone"),
        pytest.param(["（送审|稿）", "通报"], ["通报"], id="in-brackets-and-runs"),
        pytest.param(["样稿|送审稿", "通报"], ["样稿", "通报"], id="beside-that-of-a-sample"),
        pytest.param(["通报", "没有字样"], ["通报", "没有字样"], id="none"),
    ],
)
def test_the_word_draft_comes_off_and_nothing_else(before: list[str], after: list[str]) -> None:
    raw = in_word(*before)
    done = approved(raw)
    assert (said_in(done.raw), done.taken_off, done.left) == (
        after,
        after != [one.replace("|", "") for one in before],
        False,
    )
    assert (done.raw == raw) is not done.taken_off
    assert approved(done.raw).raw == done.raw
    old, new = (zipfile.ZipFile(BytesIO(one)) for one in (raw, done.raw))
    assert {one: old.read(one) for one in old.namelist() if one != "word/document.xml"} == {
        one: new.read(one) for one in new.namelist() if one != "word/document.xml"
    }


def test_a_word_that_stands_in_a_sentence_stays_and_is_told() -> None:
    done = approved(in_word("关于某事的通报（送审稿）", "送审稿"))
    assert (said_in(done.raw), done.left) == (["关于某事的通报（送审稿）"], True)


@pytest.mark.parametrize("raw", [b"", b"text", in_word("送审稿")[:900]], ids=["empty", "text", "cut"])
def test_what_is_no_word_file_stays_as_it_is(raw: bytes) -> None:
    assert approved(raw) == (raw, False, False)


def test_an_edited_bulletin_is_frozen_without_the_word_draft(run: Run, back: Path) -> None:
    run("round", "papers", ROUND)
    (back / "文书" / DRAFT).write_bytes(in_word("送审稿", "审定的通报"))
    frozen = run("round", "freeze", ROUND)
    assert said_in(papers_in(back, "定稿/文书")["通报.docx"]) == ["审定的通报"]
    assert "通报.docx 去掉了“送审稿”字样，其余一字未动\n" in frozen.err
    (back / "文书" / DRAFT).write_bytes(in_word("审定的通报（送审稿）"))
    again = run("round", "freeze", ROUND, "--again")
    assert "通报.docx 里还写着“送审稿”：改好以后，加 --again 另存一份\n" in again.err
