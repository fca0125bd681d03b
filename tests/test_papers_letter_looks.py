"""Letters as documents: how they look by GB/T 9704-2012 (10.1, the form of a letter), and how they print."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers.invented import numbered, unit, write_plan, write_round, write_submission
from helpers.office import PRINTS, printed
from helpers.rounds import Given, round_of, row, small, twelve_report
from helpers.running import Ran
from helpers.submissions import MIXED, submission

from fazhi_check.digest.run import digest
from fazhi_check.reports.papers import letters
from fazhi_check.reports.view import View

Run = Callable[..., Ran]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GIVEN = {"number": "法治办函〔2024〕5号", "date": "2024年11月20日", "due": "2024年12月1日", "contact": "秘书科"}
PAPERS = ("督促提醒函-天山区.docx", "商请函-市中级人民法院.docx")
TITLE = "2024年第三季度全面依法治市重点任务和专项督察反馈问题整改落实情况联合调度"


@cache
def made() -> dict[str, bytes]:
    """Return the letters of a round: a long one, one that asks, one for a report alone."""
    court = submission(MIXED, "2024-11-15", name="市中级人民法院", level="department", code="650100")
    units = [
        Given(row("天山区"), submission(MIXED, "2024-11-15", name="天山区")),
        Given(row("市中级人民法院", "department", "650100"), court),
        Given(row("水磨沟区", code="650105"), None, "not_submitted"),
    ]
    return letters.render(digest(round_of(units, small(), title=TITLE)), View(given=GIVEN))


def member(raw: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def said(element: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def millimetres(value: str | None) -> float:
    return round(int(value or 0) * 25.4 / 1440, 1)


def shown(raw: bytes, kind: str, section: int = 0) -> dict[str, ElementTree.Element]:
    """Return the headers or footers of a section by the page that they stand on."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        relations = ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "").removesuffix(".xml") for one in relations}
    id_ = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    named = list(member(raw, "document").iter(f"{W}sectPr"))[section].findall(f"{W}{kind}Reference")
    return {one.get(f"{W}type", ""): member(raw, targets[one.get(id_)]) for one in named}


@pytest.mark.parametrize("name", PAPERS)
def test_the_page_is_that_of_the_standard(name: str) -> None:
    text, annexes = member(made()[name], "document").iter(f"{W}sectPr")
    size, margins, grid = (text.find(f"{W}{one}") for one in ("pgSz", "pgMar", "docGrid"))
    assert size is not None
    assert margins is not None
    assert grid is not None
    assert [round(millimetres(size.get(f"{W}{one}"))) for one in "wh"] == [210, 297]
    assert [round(millimetres(margins.get(f"{W}{one}"))) for one in ("top", "bottom", "left", "right")] == [
        37,
        35,
        28,
        26,
    ]
    pitch = int(grid.get(f"{W}linePitch", "0"))
    assert grid.get(f"{W}type") == "lines"
    assert 22 * pitch <= 225 * 1440 / 25.4 < 22.1 * pitch
    wide = annexes.find(f"{W}pgSz")
    assert wide is not None
    assert (wide.get(f"{W}orient"), round(millimetres(wide.get(f"{W}w")))) == ("landscape", 297)


@pytest.mark.parametrize("name", PAPERS)
def test_the_first_page_has_the_senders_name_and_two_red_rules_and_no_number(name: str) -> None:
    raw = made()[name]
    text, annexes = member(raw, "document").iter(f"{W}sectPr")
    assert text.find(f"{W}titlePg") is not None
    assert annexes.find(f"{W}titlePg") is None
    head, foot = (shown(raw, kind)["first"] for kind in ("header", "footer"))
    assert said(head) == "样稿市委依法治市办"
    assert "PAGE" not in "".join(foot.itertext())
    for part, thick in ((head, "top"), (foot, "bottom")):
        [edges] = list(part.iter(f"{W}pBdr"))
        sizes = {edge.tag.removeprefix(W): int(edge.get(f"{W}sz", "0")) for edge in edges}
        assert {edge.get(f"{W}color") for edge in edges} == {"FF0000"}
        assert max(sizes, key=lambda side: sizes[side]) == thick
    frame = foot.find(f".//{W}framePr")
    assert frame is not None
    assert millimetres(frame.get(f"{W}w")) == pytest.approx(170, abs=0.2)
    assert 297 - millimetres(frame.get(f"{W}y")) == pytest.approx(21, abs=1)
    # The upper one reaches beyond the text: 20 mm from either edge.
    reach = next(one.find(f".//{W}ind") for one in head.iter(f"{W}p") if one.find(f".//{W}pBdr") is not None)
    assert reach is not None
    assert [millimetres(reach.get(f"{W}{side}")) for side in ("left", "right")] == pytest.approx([-8, -6], abs=0.1)


@pytest.mark.parametrize("name", PAPERS)
def test_the_other_pages_are_numbered_outside_and_every_page_of_a_draft_says_so(name: str) -> None:
    raw = made()[name]
    for section in (0, 1):
        feet = shown(raw, "footer", section)
        sides = {page: one.find(f"{W}p/{W}pPr/{W}pStyle") for page, one in feet.items() if page != "first"}
        styles = {page: style.get(f"{W}val") for page, style in sides.items() if style is not None}
        assert styles == {"default": "页码单", "even": "页码双"}
        heads = shown(raw, "header", section)
        assert all("样稿" in said(one) for one in heads.values())
    first = next(said(one) for one in member(raw, "document").iter(f"{W}p") if said(one))
    assert first.startswith("样稿")


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize(
    ("style", "font", "size", "align"),
    [
        ("发文机关标志", "方正小标宋简体", 36, "center"),
        ("函标题", "方正小标宋简体", 22, "center"),
        ("正文", "仿宋_GB2312", 16, "both"),
        ("主送机关", "仿宋_GB2312", 16, "left"),
        ("附件序号", "黑体", 16, "left"),
        ("公文标题", "方正小标宋简体", 22, "center"),
        ("页码单", "宋体", 14, "right"),
        ("页码双", "宋体", 14, "left"),
    ],
)
def test_fonts_and_sizes(name: str, style: str, font: str, size: int, align: str) -> None:
    one = next(each for each in member(made()[name], "styles") if each.get(f"{W}styleId") == style)
    fonts, points, side = (one.find(f".//{W}{tag}") for tag in ("rFonts", "sz", "jc"))
    assert fonts is not None
    assert points is not None
    assert side is not None
    assert {fonts.get(f"{W}{kind}") for kind in ("eastAsia", "ascii", "hAnsi")} == {font}
    assert (int(points.get(f"{W}val", "0")) / 2, side.get(f"{W}val")) == (size, align)


@pytest.mark.parametrize("name", PAPERS)
def test_what_stands_where(name: str) -> None:
    listed = [said(one) for one in member(made()[name], "document").iter(f"{W}p")]
    order = [
        *("样稿法治办函〔2024〕5号", "特此函告。", "附件：1．问题清单", "2．整改情况反馈表", "市委依法治市办"),
        *("2024年11月20日", "附件1", "问题清单", "附件2", "整改情况反馈表"),
    ]
    places = [listed.index(one) for one in order]
    assert places == sorted(places)


def test_annexes_repeat_their_heads_and_the_form_begins_a_page_of_its_own() -> None:
    document = member(made()[PAPERS[0]], "document")
    for table in document.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [one.find(f".//{W}tblHeader") is not None for one in rows] == [True] + [False] * (len(rows) - 1)
        assert all(one.find(f".//{W}cantSplit") is not None for one in rows)
        assert sum(int(one.get(f"{W}w", "0")) for one in table.iter(f"{W}gridCol")) <= 225 * 1440 / 25.4
    heads = {said(one): one for one in document.iter(f"{W}p")}
    assert heads["附件2"].find(f".//{W}pageBreakBefore") is not None


def test_a_long_title_stands_in_lines_of_sense() -> None:
    document = member(made()[PAPERS[0]], "document")
    [title] = [one for one in document.iter(f"{W}p") if said(one).endswith("的督促提醒函")]
    assert len(list(title.iter(f"{W}br"))) == 2


def test_equal_runs_give_equal_bytes() -> None:
    once = letters.render(digest(twelve_report()), View(given=GIVEN))
    assert once == letters.render(digest(twelve_report()), View(given=GIVEN))


# How they print.

# A line of text beside the header and the number of a page.
_LINES, _AROUND = 22, 2


def lines_of(papers: dict[str, bytes], where: Path) -> dict[str, list[list[str]]]:
    """Return the lines of every page of some documents, as LibreOffice prints them."""
    for name, raw in papers.items():
        (where / name).write_bytes(raw)
    told = printed([where / name for name in papers], where / "out")
    return {
        name: [[line for line in page.split("\n") if line.strip()] for page in pages]
        for name, pages in zip(papers, told, strict=True)
    }


@pytest.mark.slow
@PRINTS
def test_short_and_long_letters_print(tmp_path: Path) -> None:
    found = lines_of(made(), tmp_path)
    short = found["督促提醒函-水磨沟区.docx"]
    assert len(short) == 3  # the letter on one page, an annex on each of the others
    assert "特此函告" in "".join(short[0])
    assert re.search("2024 ?年 ?11 ?月 ?20 ?日", "".join(short[0]))
    assert not any("—" in line for line in short[0])
    for pages in found.values():
        assert all("样稿" in "".join(page) for page in pages)
        text = [page for page in pages if "附件 1" not in page[1] and "附件1" not in page[1]][:3]
        assert all(len(page) <= _LINES + _AROUND for page in text)


@pytest.mark.slow
@PRINTS
def test_many_things_print_over_pages_with_the_head_on_each(run: Run, here: Path, tmp_path: Path) -> None:
    who = unit("甲区", "county", "990101")
    plan = write_plan(here / "p1", [task for n in range(1, 9) for task in numbered(f"1.{n}.1", 15)])
    write_submission(here / "回收" / "甲区.yaml", "p1", who, "2023-12-31", {})
    write_round(here / "调度.yaml", "p1", "2023-12-31", [who])
    assert run("回收", "--plan", str(plan), "--round", "调度.yaml", "-o", "letters:函", "-q").code == 1
    name = "督促提醒函-甲区.docx"
    pages = lines_of({name: (here / "函" / name).read_bytes()}, tmp_path)[name]
    full = pages[1]
    assert len(full) == _LINES + 1  # no header where the plan is no draft
    heads = [page for page in pages if any("要求及时限" in line for line in page)]
    assert 5 <= len(heads) <= 25
    text = "\n".join("\n".join(page) for page in pages)
    assert len(set(re.findall(r"1\.\d\.1-\d\d", text))) == 120
    numbers = [int(found[1]) for page in pages if (found := re.search(r"— ?(\d+) ?—", page[-1]))]
    assert numbers == list(range(2, len(pages) + 1))
