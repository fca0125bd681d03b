"""What is handed out as documents: page, fonts, sizes, tables and page numbers by GB/T 9704-2012, and that they print."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers.office import PRINTS, printed
from helpers.rounds import small

from fazhi_check.fill.papers.making import made
from fazhi_check.fill.papers.office import Said
from fazhi_check.fill.papers.paper import Handed
from fazhi_check.plan.store import load_plan

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4
KINDS = ("responsibility", "checklist")


def paper(kind: str, **more: object) -> bytes:
    """Return a paper of a unit of the small plan."""
    plan = small()
    said = Said(supports={"1.1.1-01": "市司法局"}, nodes={"1.1.1-01": "2024年6月30日前：推进中"})
    one = Handed(plan, "天山区", plan.targets, plan.targets[:1], said, round="一次调度", issuer="市委依法治市办")
    return made(kind, one._replace(**more), {}, {}, False)


def part(raw: bytes, name: str = "document") -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def said(element: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def millimetres(element: ElementTree.Element, name: str) -> float:
    return int(element.attrib[f"{W}{name}"]) / MM


def test_the_sheet_of_duties_is_signed_upright_and_its_lists_lie_across() -> None:
    upright, across = part(paper("responsibility")).iter(f"{W}sectPr")
    size, margins = upright.find(f"{W}pgSz"), upright.find(f"{W}pgMar")
    assert (round(millimetres(size, "w")), round(millimetres(size, "h"))) == (210, 297)
    edges = [round(millimetres(margins, side)) for side in ("top", "bottom", "left", "right")]
    assert edges == [37, 35, 28, 26]
    size = across.find(f"{W}pgSz")
    assert (round(millimetres(size, "w")), size.attrib[f"{W}orient"]) == (297, "landscape")
    for section in (upright, across):
        kinds = {(one.tag.removeprefix(W), one.attrib[f"{W}type"]) for one in section if "Reference" in one.tag}
        assert {("footerReference", "default"), ("footerReference", "even")} <= kinds
        assert section.find(f"{W}docGrid").attrib[f"{W}type"] == "lines"


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_named_for_chinese_too(kind: str) -> None:
    raw = paper(kind)
    faces = [one for name in ("document", "styles") for one in part(raw, name).iter(f"{W}rFonts")]
    assert {one.attrib[f"{W}eastAsia"] for one in faces} <= {
        *("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体")
    }
    looks = {one.attrib[f"{W}styleId"]: one for one in part(raw, "styles").iter(f"{W}style")}
    for name, face, half in (
        ("公文标题", "方正小标宋简体", "44"),
        ("正文", "仿宋_GB2312", "32"),
        ("小表头", "黑体", "21"),
    ):
        run = looks[name].find(f"{W}rPr")
        assert run.find(f"{W}rFonts").attrib[f"{W}eastAsia"] == face
        assert run.find(f"{W}sz").attrib[f"{W}val"] == half


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reported", [None, {}])
def test_tables_repeat_their_head_fit_the_paper_and_rows_stay_whole(kind: str, reported: object) -> None:
    tables = [one for one in part(paper(kind, reported=reported)).iter(f"{W}tbl") if "编号" in said(one)]
    assert tables
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        grid = [millimetres(one, "w") for one in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert sum(grid) <= 297 - 2 * 19
        assert {len(row.findall(f"{W}tc")) for row in rows} == {1, len(grid)}


def test_no_tag_is_left_and_blanks_are_seen() -> None:
    for kind in KINDS:
        text = said(part(paper(kind, issuer="")))
        assert not re.search(r"{{|{%|None", text)
        assert "＿＿＿＿＿＿" in text


def test_a_condition_and_the_offices_reading_stand_with_the_task() -> None:
    plan = load_plan("urumqi-14fyp")
    task = next(one for one in plan.targets if one.condition)
    one = Handed(plan, "天山区", (task,), said=Said(readings={task.id: "市办口径（2023-11-02）：卷宗目录可作佐证"}))
    for kind in KINDS:
        text = said(part(made(kind, one, {}, {}, False)))
        assert f"（前提：{task.condition}）" in text
        assert "市办口径（2023-11-02）：卷宗目录可作佐证" in text


def test_the_counts_of_a_sheet_add_up() -> None:
    plan = load_plan("urumqi-14fyp")
    tasks = tuple(plan.targets_of("county", "650102").values())
    text = said(part(made("responsibility", Handed(plan, "天山区", tasks), {}, {}, False)))
    sections, kinds = re.search("，其中(.*?)。", text)[1], re.search("上述任务中，(.*?)。", text)[1]
    for sentence in (sections, kinds):
        assert sum(map(int, re.findall(r" (\d+) 项", sentence))) == len(tasks)


@pytest.mark.slow
@PRINTS
def test_a_department_of_three_tasks_signs_on_one_page_before_its_list(tmp_path: Path) -> None:
    plan = load_plan("urumqi-14fyp")
    one = Handed(
        plan, "市司法局", plan.targets[:3], round="2023年第四季度调度", issuer="市委依法治市办", due="2024年1月10日"
    )
    for kind in KINDS:
        (tmp_path / f"{kind}.docx").write_bytes(made(kind, one, {}, {}, False))
    names = ("responsibility", "checklist")
    duties, checklist = printed([tmp_path / f"{name}.docx" for name in names], tmp_path / "out")
    assert len(duties) == 2
    assert len(checklist) in (1, 2)
