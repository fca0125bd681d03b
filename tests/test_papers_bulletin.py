"""The bulletin as a document: what stands where, how it looks by GB/T 9704-2012, and that it prints."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers.office import PRINTS, printed
from helpers.paper_content import with_points
from helpers.project import SMALL
from helpers.round_folder import ROUND, folder
from helpers.rounds import DAY, Given, many, problems_of, round_of, row, small, twelve, twelve_report
from helpers.running import Ran
from helpers.submissions import ALL_GOOD, MIXED, submission

from fazhi_check.beside import Settled
from fazhi_check.digest.papers.bulletin import content
from fazhi_check.digest.papers.titles import bulletin_title, title_lines
from fazhi_check.digest.run import digest
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.papers import bulletin
from fazhi_check.reports.view import View
from fazhi_check.round.problem import Problem
from fazhi_check.round.standard.points import ItemPoints, Points, Reason
from fazhi_check.words import Text

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GIVEN = {"number": "市法治办〔2024〕3号", "date": "2024年11月20日"}


def member(raw: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return ElementTree.fromstring(archive.read(f"word/{name}.xml"))


def said(element: ElementTree.Element) -> str:
    return "".join(
        one.text or "" if one.tag == f"{W}t" else "\n" for one in element.iter() if one.tag in (f"{W}t", f"{W}br")
    )


def paragraphs(raw: bytes) -> list[str]:
    return [said(one) for one in member(raw, "document").iter(f"{W}p")]


def made(report: Report, given: Mapping[str, str] = GIVEN, **view: Any) -> bytes:
    return bulletin.render(digest(report), View(given=given, **view))


def text(name: str, code: str, entries: Any = None) -> str:
    return submission(MIXED if entries is None else entries, "2024-11-15", name=name, level="county", code=code)


def of_units(number: int, **more: Any) -> Report:
    """Return the report of a round of so many counties with the same report."""
    units = [
        Given(row(f"第{at}区", code=f"6501{at:02}", category="区县"), text(f"第{at}区", f"6501{at:02}"), received=DAY)
        for at in range(2, number + 2)
    ]
    return round_of(units, small(), due=DAY, **more)


@pytest.fixture(scope="module")
def twelve_made() -> bytes:
    return made(twelve_report())


# What stands where.


def test_its_parts_stand_in_their_order(twelve_made: bytes) -> None:
    listed = paragraphs(twelve_made)
    heads = [
        *("样稿", "市委依法治市办", "市法治办〔2024〕3号", "关于2024年第三季度调度情况的通报"),
        "甲市、各区县、解放南路街道、各部门：",
        *("一、总体情况", "二、进展较好的单位和做法", "三、共性问题、个别单位问题", "（一）共性问题"),
        *(
            "（二）个别单位问题",
            "四、下一步要求",
            "附件：1．各单位情况表",
            "2．未报送、迟报、退回补正单位",
            "3．逐项问题清单",
        ),
        *("市委依法治市办", "2024年11月20日", "附件1", "各单位情况表", "附件2", "附件3", "逐项问题清单"),
    ]
    places = [listed.index(heads[0])]
    for one in heads[1:]:
        places.append(listed.index(one, places[-1] + 1))
    assert listed[listed.index("一、总体情况") + 1].startswith(
        "截至2024年11月15日，应报 11 个单位，已报 7 个（按期 5 个），"
    )


def test_what_is_not_given_is_a_blank_to_be_seen() -> None:
    listed = paragraphs(made(of_units(1), {}))
    assert listed.count("＿＿＿＿＿＿") == 2  # number and date
    assert not any(re.search(r"20[23]\d年\d+月\d+日", one) for one in listed if "2024年11月15日" not in one)


def test_a_bulletin_still_to_be_approved_says_so(twelve_made: bytes) -> None:
    assert paragraphs(made(twelve_report(), for_approval=True))[:2] == ["样稿", "送审稿"]
    assert "送审稿" not in paragraphs(twelve_made)


def test_equal_runs_give_equal_bytes(twelve_made: bytes) -> None:
    assert made(twelve_report()) == twelve_made


def test_units_stand_in_the_rounds_order_and_no_word_grades_them(twelve_made: bytes) -> None:
    rows = content(digest(twelve_report()), {})["附件"]["单位情况"]["行"]
    assert [one["单位"] for one in rows] == [one.row["name"] for one in twelve()]
    assert not re.search("排名|第一名|优秀|良好|较差|名次|通报批评", "".join(paragraphs(twelve_made)))


def test_problems_name_how_many_of_how_many_and_who() -> None:
    told = content(digest(twelve_report(changed=False)), {})
    assert told["共性问题"][0] == (
        "1．1.1.1-03 健全机制：7 个承担单位中有 4 个存在问题，其中逾期 4 个（天山区、达坂城区、解放南路街道、市司法局）。"
    )
    assert told["共性问题"][-1] == "其余 2 项见附件3。"
    listed = told["附件"]["问题清单"]["行"]
    assert [one["序号"] for one in listed] == [str(at) for at in range(1, len(listed) + 1)]


def test_where_nearly_all_are_concerned_the_others_are_named() -> None:
    units = [
        Given(row(f"第{at}区", code=f"6501{at:02}"), text(f"第{at}区", f"6501{at:02}", ALL_GOOD if at == 30 else MIXED))
        for at in range(10, 31)
    ]
    listed = content(digest(round_of(units, small())), {})["附件"]["问题清单"]["行"]
    told = {one["编号"]: one["情况"] for one in listed}
    assert told["1.1.1-03"] == "逾期 20 个（除第30区外的承担单位）"
    assert told["1.2.1-05"] == "逾期 21 个（全部承担单位）"


def test_problems_take_at_most_a_page() -> None:
    told = content(digest(many()), {})
    listed = [*told["共性问题"], *told["个别问题"], told["交办问题"], told["未到期"]]
    lines = sum(-(-(sum(1 if char.isascii() else 2 for char in one) + 4) // 56) for one in listed if one)
    assert lines + 3 <= LINES + 1  # with the headings; one line more where a paragraph runs over the page
    rows = told["附件"]["问题清单"]["行"]
    shown = [one for one in told["共性问题"] if one[0].isdigit()]
    assert told["共性问题"][-1] == f"其余 {sum(int(one['问题单位']) > 1 for one in rows) - len(shown)} 项见附件3。"


def test_what_an_office_does_not_accept_as_not_applying_is_a_problem() -> None:
    def refuse(file: FileReport) -> None:
        file.assessments = [
            one._replace(settled=Settled("missing"), applied=True) if one.verdict == "exempt" else one
            for one in file.assessments
        ]

    units = [Given(row("天山区"), text("天山区", "650102"))]
    told = content(digest(round_of(units, small(), change=refuse)), {})
    assert {one["编号"]: one["情况"] for one in told["附件"]["问题清单"]["行"]}["1.2.1-08"] == "未填报 1 个（天山区）"
    assert told["未到期"] == ""


def test_problems_from_inspections_stand_apart() -> None:
    found = Problem(
        "DC-1", None, Text("卷宗不全", ""), "2024年专项督察", "open", date(2024, 5, 1), 1, date(2024, 10, 31)
    )
    units = [Given(row("天山区"), text("天山区", "650102", ALL_GOOD), problems=[found, *problems_of("650102")])]
    told = content(digest(round_of(units, small())), {})
    assert told["交办问题"] == "督察、上级反馈等交办问题尚待整改 1 个（天山区），见附件2。"
    assert (
        told["附件"]["问题清单"]["行"][-1]["情况"]
        == "天山区（待整改，2024年专项督察，整改时限2024年10月31日，超过 15 天）"
    )
    assert told["问题台账"] == (
        "问题台账在册问题 4 个，其中已销号 1 个、申请销号待核验 1 个、待整改 1 个、反弹 1 个；超过整改时限的 2 个。"
    )


def test_units_that_the_plan_does_not_bind_are_compared_without_problems() -> None:
    units = [Given(row(name, code=code), text(name, code)) for name, code in (("甲县", "230402"), ("乙县", "230403"))]
    told = content(digest(round_of(units, small())), {})
    assert told["另列单位"] == ["甲县、乙县：规划对其没有约束力，仅作对照，所称承担任务是对照规划核对的任务。"]
    assert "承担任务 " in told["总体情况"]
    assert told["共性问题"] == ["规划对所核对的单位没有约束力，仅作对照，不列问题。"]
    assert told["附件"]["问题清单"] is None


def test_where_nobody_has_reported_it_says_no_more_than_that() -> None:
    units = [
        Given(row(name, code=code), None, "not_submitted") for name, code in (("甲区", "650102"), ("乙区", "650103"))
    ]
    told = content(digest(round_of(units, small(), due=None)), {})
    assert told["总体情况"] == (
        "截至2024年11月15日，应报 2 个单位，已报 0 个，未报送 2 个（甲区、乙区）；没有计入合计的填报。"
    )
    assert told["占比"] == ""
    assert told["共性问题"] == ["没有计入合计的填报，暂不归纳。"]
    assert told["样稿"] == "样稿"
    assert told["规划"] == "《示例规划》（征求意见稿）"


def test_without_a_round_it_says_how_many_were_checked(run: Run, here: Path) -> None:
    (here / "回收").mkdir()
    for at, name in enumerate(("天山区", "新市区"), 2):
        (here / "回收" / f"{name}.yaml").write_text(text(name, f"65010{at}", ALL_GOOD), "utf-8")
    assert run("check", "回收", "--plan", str(SMALL), "-o", "bulletin:通报.docx", "-q", "--fail-on", "never").code == 0
    listed = paragraphs((here / "通报.docx").read_bytes())
    assert listed[listed.index("一、总体情况") + 1].startswith("截至2024年11月15日，共核对 2 个单位的填报；承担任务 ")
    assert "＿＿＿＿＿＿：" in listed


def test_the_acceptance_of_a_phase_uses_its_own_word(run: Run, here: Path) -> None:
    folder(here)
    assert run("check", "回收", "--round", ROUND, "--phase", "2024", "-o", "bulletin:通报.docx", "-q").code == 1
    listed = paragraphs((here / "通报.docx").read_bytes())
    first = listed[listed.index("一、总体情况") + 1]
    assert first.startswith("截至2024年12月31日，应报 7 个单位，")
    assert "其中达标 3 项（其中仅有情况说明 3 项）、" in first
    assert "已完成" not in first
    assert "达标" in listed[listed.index("附件1") :]
    assert any("集中攻坚阶段（时限2024年12月31日）任务达标情况" in one for one in listed)


def test_a_part_of_the_plan_is_told_with_what_counts_of_it(run: Run, here: Path) -> None:
    folder(here)
    assert run("check", "回收", "--round", ROUND, "--lead", "court", "-o", "bulletin:通报.docx", "-q").code == 1
    listed = paragraphs((here / "通报.docx").read_bytes())
    told = re.search(r"只判定法院牵头的 (\d+) 项，全部 \d+ 项。", "".join(listed))
    assert told
    assert f"；承担任务 {told[1]} 项，" in "".join(listed)


def test_points_stand_in_an_annex_of_their_own() -> None:
    report = with_points(twelve_report())
    told = content(digest(report), {})
    rows = told["附件"]["计分"]["行"]
    assert told["附件"]["计分"]["序号"] == "附件4"
    assert told["附件目录"][3] == "4．计分表"
    assert (rows[0]["考评内容"], rows[0]["评分说明"]) == ("2024年测评标准", "市委依法治市办")
    assert list(dict.fromkeys(one["单位"] for one in rows[1:])) == [
        *("甲市", "天山区", "沙依巴克区", "新市区", "达坂城区", "解放南路街道", "市司法局", "市公安局"),
        *("水磨沟区", "头屯河区", "市信访局"),
    ]
    first = [(one["考评内容"], one["分值"], one["自评分"], one["考评分"], one["评分说明"]) for one in rows[1:6]]
    assert first == [
        ("机制建设", "20", "18", "12.5", "1.1.1-03 逾期（示例要求），得 0\n仅有情况说明 2 项\n未经核定 1 项"),
        ("群众满意度", "10", "", "", "尚未录入"),
        ("特色工作", "加分", "", "0.5", ""),
        ("备案审查", "5", "", "—", "没有承担有关任务"),
        ("小计（尚缺 1 项）", "30", "", "13", "其中仅有情况说明 2 项；未经核定 1 项"),
    ]
    # What was sent back for correction has its points as in every other format, and that it was.
    told_back = [one["评分说明"] for one in rows if one["单位"] == "新市区"]
    assert told_back[-1] == "报送材料已退回补正；其中仅有情况说明 2 项；未经核定 1 项"
    assert [one["评分说明"] for one in rows[-3:]] == ["未报送，未计分"] * 3
    assert [one.get("orient") for one in sections(made(report))] == [None, "landscape", None, "landscape", None]


def test_points_say_once_what_is_the_same_of_several_tasks() -> None:
    same = "初核为未填报，按 0 计（依据规划 3.3.2 甲条）"
    said = [
        ("3.3.2-01", f"3.3.2-01 公布目录：名单：{same}"),
        ("3.3.2-02", f"3.3.2-02 听取意见：{same}"),
        ("3.3.2-03", "3.3.2-03 风险评估：核定为未填报，按 0 计（依据规划 3.3.2 甲条）"),
        ("3.3.2-05", f"3.3.2-05 集体讨论：{same}"),
        ("3.3.2-06", "3.3.2-06 后评估：初核为未填报，按 0 计（依据规划 3.3.2 甲条；未经核定）"),
    ]
    reasons = [Reason(Text(zh, zh), target, "missing") for target, zh in said]
    report = twelve_report()
    report.files[0].points = Points(
        "标准", None, [ItemPoints("A1", "决策", Fraction(20), Fraction(0), reasons=reasons)], Fraction(0), Fraction(20)
    )
    rows = content(digest(report), {})["附件"]["计分"]["行"]
    assert rows[1]["评分说明"].splitlines() == [
        f"3.3.2-01、3.3.2-02、3.3.2-05：{same}",
        "3.3.2-03 风险评估：核定为未填报，按 0 计（依据规划 3.3.2 甲条）",
        "3.3.2-06 后评估：初核为未填报，按 0 计（依据规划 3.3.2 甲条；未经核定）",
    ]
    made = digest(report).files[0].points
    assert made
    assert [one.zh for one in made.items[0].remarks] == [zh for _, zh in said]  # other formats tell each


def test_every_category_has_its_own_sentence() -> None:
    told = content(digest(twelve_report()), {})["分类情况"]
    assert [one.partition("：")[0] for one in told] == ["甲市", "区县", "街道", "部门"]
    assert told[1].startswith(
        "区县：应报 6 个单位，已报 3 个（按期 2 个），未报送 2 个，退回补正 1 个；承担任务 27 项，其中"
    )
    assert sum(int(re.findall(r"承担任务 (\d+) 项", one)[0]) for one in told) == 46


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年第四季度调度", ["关于2023年第四季度调度情况的通报"]),
        ("关于法治政府建设情况的通报", ["关于法治政府建设情况的通报"]),
        ("2024年上半年法治建设任务调度", ["关于2024年上半年", "法治建设任务调度情况的通报"]),
        (
            "乌鲁木齐市法治首府建设“十四五”规划2023年度任务落实情况第四次调度暨专项督察反馈问题整改情况",
            [
                "关于乌鲁木齐市法治首府建设“十四五”",
                "规划2023年度任务落实情况第四次调度",
                "暨专项督察反馈问题整改情况的通报",
            ],
        ),
    ],
)
def test_a_title_breaks_into_lines_of_sense(title: str, lines: list[str]) -> None:
    assert title_lines(bulletin_title(title, [])) == lines


@pytest.mark.parametrize("length", [1, 19, 20, 57, 76, 77, 200, 50_000])
def test_a_title_of_any_length_is_kept_whole(length: int) -> None:
    title = ("某市法治建设2023年“十四五”规划调度，" * 3000)[:length]
    lines = title_lines(title)
    assert "".join(lines) == title
    assert not any(line[0] in "的、，。”》）" for line in lines if len(lines) > 1)


HOSTILE = (
    "<w:p>&amp;</w:p>",
    "{{ 文号 }}",
    "{% raw %}",
    '=HYPERLINK("x")',
    "甲\u202e乙\x07丙",
    "{_{ 1/0 }_}",
    "长" * 50_000,
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])
def test_hostile_texts_stay_text(hostile: str) -> None:
    units = [Given(row(hostile, excused=hostile), None, "excused"), Given(row("天山区"), text("天山区", "650102"))]
    raw = made(round_of(units, small(), title=hostile), {"number": hostile})
    shown = "".join(paragraphs(raw))
    assert "1/0" not in shown or "{_{ 1/0 }_}" in shown
    assert "\u202e" not in shown
    assert all(one in shown for one in re.findall(r"[\w ]+", re.sub(r"[\x00-\x1f\u202e]", "\n", hostile)))


# How it looks.


def styles(raw: bytes) -> dict[str, dict[str, str]]:
    """Return of each style its East Asian font, its size in half points, alignment and first line."""
    found = {}
    for one in member(raw, "styles").iter(f"{W}style"):
        fonts, size = one.find(f".//{W}rFonts"), one.find(f".//{W}sz")
        aligned, line = one.find(f".//{W}jc"), one.find(f".//{W}ind")
        assert fonts is not None
        assert size is not None
        assert aligned is not None
        assert line is not None
        found[one.get(f"{W}styleId", "")] = {
            "font": fonts.get(f"{W}eastAsia", ""),
            "latin": fonts.get(f"{W}ascii", ""),
            "size": size.get(f"{W}val", ""),
            "align": aligned.get(f"{W}val", ""),
            "first": line.get(f"{W}firstLineChars", ""),
        }
    return found


@pytest.mark.parametrize(
    ("style", "font", "size", "align"),
    [
        ("公文标题", "方正小标宋简体", "44", "center"),
        ("正文", "仿宋_GB2312", "32", "both"),
        ("一级标题", "黑体", "32", "both"),
        ("二级标题", "楷体_GB2312", "32", "both"),
        ("附件序号", "黑体", "32", "left"),
        ("页码单", "宋体", "28", "right"),
        ("页码双", "宋体", "28", "left"),
        ("发文机关标志", "方正小标宋简体", "72", "center"),
    ],
)
def test_fonts_and_sizes(twelve_made: bytes, style: str, font: str, size: str, align: str) -> None:
    found = styles(twelve_made)[style]
    assert (found["font"], found["latin"], found["size"], found["align"]) == (font, font, size, align)


def test_paragraphs_begin_two_characters_in(twelve_made: bytes) -> None:
    assert {styles(twelve_made)[name]["first"] for name in ("正文", "一级标题", "二级标题")} == {"200"}


def sections(raw: bytes) -> list[dict[str, str]]:
    found = []
    for one in member(raw, "document").iter(f"{W}sectPr"):
        size, margins, grid = (one.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
        assert size is not None
        assert margins is not None
        assert grid is not None
        attributes = {**size.attrib, **margins.attrib, **grid.attrib}
        found.append({name.removeprefix(W): value for name, value in attributes.items()})
    return found


def test_the_page_is_that_of_the_standard(twelve_made: bytes) -> None:
    text_, wide, annexes = sections(twelve_made)
    mm = {"w": 210, "h": 297, "top": 37, "bottom": 35, "left": 28, "right": 26}
    for one in (text_, annexes):
        assert {name: round(int(one[name]) * 25.4 / 1440) for name in mm} == mm
        assert one["type"] == "lines"
        assert 22 * int(one["linePitch"]) <= 225 * 1440 / 25.4 < 22.1 * int(one["linePitch"])
    assert wide["orient"] == "landscape"
    assert [round(int(wide[name]) * 25.4 / 1440) for name in ("w", "h")] == [297, 210]


def test_page_numbers_stand_outside_and_the_sample_is_told_on_every_page(twelve_made: bytes) -> None:
    for one in member(twelve_made, "document").iter(f"{W}sectPr"):
        kinds = [(part.tag.removeprefix(W), part.get(f"{W}type")) for part in one if part.tag.endswith("Reference")]
        assert sorted(kinds) == [
            (f"{kind}Reference", page) for kind in ("footer", "header") for page in ("default", "even")
        ]
    headers = [said(member(twelve_made, f"header{at}")) for at in (3, 4)]
    assert headers == ["样稿", "样稿"]
    feet = [said(member(twelve_made, f"footer{at}")) for at in (1, 2)]
    assert feet == ["— 1 —", "— 1 —"]


def test_a_table_repeats_its_head_and_its_rows_stay_whole(twelve_made: bytes) -> None:
    tables = [
        one for one in member(twelve_made, "document").iter(f"{W}tbl") if one.find(f".//{W}tblHeader") is not None
    ]
    assert len(tables) == 3
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [one.find(f".//{W}tblHeader") is not None for one in rows] == [True] + [False] * (len(rows) - 1)
        assert all(one.find(f".//{W}cantSplit") is not None for one in rows)


def test_tables_are_as_wide_as_their_columns_and_fit_the_page(twelve_made: bytes) -> None:
    for table in member(twelve_made, "document").iter(f"{W}tbl"):
        columns = [int(one.get(f"{W}w", "0")) for one in table.iter(f"{W}gridCol")]
        assert sum(columns) <= (225 if len(columns) > 10 else 156) * 1440 / 25.4 + len(columns)


# How it prints.

LINES, FEW = 22, 5


@pytest.mark.slow
@PRINTS
def test_they_print(tmp_path: Path) -> None:
    """Bulletins of twelve, one and many units, as LibreOffice prints them in one run, with the pages each may take."""
    reports = {"twelve": (twelve_report(), (6, 9)), "one": (of_units(1), (3, 6)), "many": (many(), (20, 60))}
    paths = [tmp_path / f"{name}.docx" for name in reports]
    for path, (report, _) in zip(paths, reports.values(), strict=True):
        path.write_bytes(made(report))
    for told, (_, pages) in zip(printed(paths, tmp_path / "out"), reports.values(), strict=True):
        prints_well(told, pages)


def prints_well(told: list[str], pages: tuple[int, int]) -> None:
    """Hold the text of each page against the standard, and their number against its bounds."""
    assert pages[0] <= len(told) <= pages[1]
    lines = [[line for line in page.split("\n") if line.strip()] for page in told]
    # A page of the text has as many lines as the standard says, besides what stands around them.
    assert all(len(page) <= LINES + 2 for page in lines[:3])
    if pages[0] > FEW:
        assert max(len(page) for page in lines[:3]) >= LINES + 1
    assert all("样稿" in page for page in told)
    assert [
        f"— {at} —" in re.sub(" +", " ", page) or f"—{at}—" in page.replace(" ", "") for at, page in enumerate(told, 1)
    ]
    dated = next(page for page in told if "2024 年 11 月 20 日" in page or "2024年11月20日" in page)
    assert "下一步要求" in dated
