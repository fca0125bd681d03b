"""What a published text looks like: its paragraphs, its headings by their numbers, its page and its dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_check.plan.draft.page import page
from fazhi_check.plan.draft.period import dates, dues
from fazhi_check.plan.draft.structure import structure
from fazhi_check.source.paragraphs import paragraphs
from fazhi_check.source.prose import SourceText

BODY = "各单位要把这项工作放在重要位置，落实人员和经费，按时报告进展情况。"


def outline(text: str) -> list[tuple[str, int, str]]:
    """Return the marks of a text: kind, number and title."""
    return [(mark.kind, mark.number, mark.title) for mark in SourceText(text).marks]


def items(text: str) -> dict[str, tuple[str, str]]:
    """Return title and heading of what each part's own head says, by its item."""
    source = SourceText(text)
    parts = structure(source, 0, len(source.closed)).parts
    return {part.item: (part.own.title, part.own.heading) for part in parts if part.heads}


def lost(text: str) -> list[tuple[str, int, bool]]:
    """Return the lost headings: id, line, and whether text was found for it."""
    source = SourceText(text)
    return [(one.id, one.line, one.placed) for one in structure(source, 0, len(source.closed)).lost]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("第一章总则", ("chapter", 1, "总则")),
        ("第十一章　附则", ("chapter", 11, "附则")),
        ("第2章 任务", ("chapter", 2, "任务")),
        ("第三节 保障", ("section", 3, "保障")),
        ("第二部分 目标", ("part", 2, "目标")),
        ("一、总体要求", ("cn", 1, "总体要求")),
        ("二十三、其他", ("cn", 23, "其他")),
        ("（一）指导思想", ("paren_cn", 1, "指导思想")),
        ("(二)指导思想：", ("paren_cn", 2, "指导思想")),
        ("1.健全制度", ("num", 1, "健全制度")),
        ("2、健全制度", ("num", 2, "健全制度")),
        ("３．健全制度", ("num", 3, "健全制度")),
        ("(1)健全制度", ("paren_num", 1, "健全制度")),
        ("②健全制度", ("circle", 2, "健全制度")),
    ],
)
def test_a_number_before_a_short_line_is_a_heading(line: str, found: tuple[str, int, str]):
    assert outline(f"{line}\n{BODY}")[0] == found


@pytest.mark.parametrize(
    "line",
    [
        "一是健全制度，二是完善机制。",
        "12.4万人次参加。",
        "2021.5开工。",
        "第三产业占比提高。",
        "十年来成绩显著。",
        "1211项目开工。",
    ],
)
def test_other_numbers_are_no_headings(line: str):
    assert outline(line) == []


def test_the_title_may_stand_on_the_next_line():
    assert outline(f"第一章\n总则\n{BODY}") == [("chapter", 1, "总则")]


def test_a_run_in_title_ends_at_the_first_stop_and_its_text_follows():
    text = f"（一）健全制度。{BODY}\n（二）完善机制。{BODY}"
    assert outline(text) == [("paren_cn", 1, "健全制度"), ("paren_cn", 2, "完善机制")]
    assert [piece.text for piece in SourceText(text).sentences()] == [BODY, BODY]


def test_listed_sentences_are_no_titles():
    text = (
        f"一、任务\n{BODY}\n1.到2025年，建成三个中心。各区负责。\n2.各县要建立台账，按月更新。各县负责。\n3.开展培训；"
    )
    assert [title for kind, _, title in outline(text) if kind == "num"] == ["", "", ""]
    assert "到2025年，建成三个中心。" in [piece.text for piece in SourceText(text).sentences()]


def test_listed_lines_that_nothing_follows_are_no_titles():
    text = f"（一）任务\n1.建立台账\n2.开展培训\n（二）保障\n{BODY}"
    assert [piece.text for piece in SourceText(text).sentences()][:2] == ["建立台账", "开展培训"]


def test_a_table_of_contents_has_no_headings():
    text = f"目　录\n第一章 总则……1\n第二章 任务……3\n第一章 总则\n{BODY}\n第二章 任务\n{BODY}"
    assert [number for _, number, _ in outline(text)] == [1, 2]
    text = f"目录\n一、总则\n二、任务\n一、总则\n{BODY}\n二、任务\n{BODY}"
    assert outline(text) == [("cn", 1, "总则"), ("cn", 2, "任务")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"第一章 甲\n第一节 乙\n一、丙项\n{BODY}", ["1.0.0", "1.1.0", "1.1.1"]),
        (f"一、甲项\n（一）乙项\n1.丙项\n{BODY}", ["1.0.0", "1.1.0", "1.1.1"]),
        (f"一、甲项\n{BODY}\n二、乙项\n{BODY}", ["1.1.0", "2.1.0"]),
        (f"第一章 甲\n一、乙项\n（一）丙项\n{BODY}", ["1.0.0", "1.1.0", "1.1.1"]),
        (
            f"第一章 甲\n第一条 {BODY}\n第二条 {BODY}\n第二章 乙\n第三条 {BODY}",
            ["1.1.0", "1.1.1", "1.1.2", "2.1.0", "2.1.3"],
        ),
        (f"1.甲项\n{BODY}\n2.乙项\n{BODY}", ["1.1.1", "1.1.2"]),
    ],
)
def test_levels_that_a_text_lacks_are_filled(text: str, found: list[str]):
    assert list(items(text)) == found


def test_a_skipped_number_names_the_lost_heading():
    text = f"第一章 甲\n第一节 乙\n{BODY}\n二、丙项\n{BODY}\n四、丁项\n{BODY}"
    assert lost(text) == [("1.1.1", 3, True), ("1.1.3", 6, False)]
    assert items(text)["1.1.1"][1] == "lost"


def test_a_number_that_starts_anew_tells_of_a_lost_section():
    text = f"第一章 甲\n第一节 乙\n一、丙项\n{BODY}\n二、丁项\n{BODY}\n一、戊项\n{BODY}\n第三节 己\n{BODY}"
    assert lost(text) == [("1.2", 7, True)]
    assert items(text)["1.2.1"] == ("戊项", "printed")
    assert "1.3.0" in items(text)


RUNNING = "\n".join(
    f"{'一二三'[n // 3]}、第{n // 3}章\n（{'一二三四五六七八九'[n]}）第{n}节。{BODY}"
    if n % 3 == 0
    else f"（{'一二三四五六七八九'[n]}）第{n}节。{BODY}"
    for n in range(9)
)


def test_numbers_that_run_on_through_the_text_are_kept_and_nothing_is_lost_before_them():
    assert lost(RUNNING) == []
    sections = [item for item in items(RUNNING) if item.count(".") == 2 and not item.endswith(".0.0")]
    assert sections == ["1.1.0", "1.2.0", "1.3.0", "2.4.0", "2.5.0", "2.6.0", "3.7.0", "3.8.0", "3.9.0"]


def test_a_number_lost_where_numbers_run_on_is_named():
    assert lost(RUNNING.replace(f"（五）第4节。{BODY}\n", "")) == [("2.5", 7, False)]


def test_a_number_lost_where_a_chapter_begins_is_the_only_one():
    text = RUNNING.replace(f"（四）第3节。{BODY}\n", "").split("\n三、")[0]
    assert lost(text) == [("2.4", 6, False)]


def test_the_first_of_decimal_numbers_that_is_lost_is_named():
    text = f"1 甲章\n1.1 乙节\n1.1.2 丙项\n{BODY}\n1.1.3 丁项\n{BODY}\n1.2 戊节\n{BODY}"
    assert [one for one, _, _ in lost(text)] == ["1.1.1"]


STYLES = (
    ("第{cn}章　", "第{cn}节 ", "{cn}、"),
    ("{cn}、", "（{cn}）", "{n}."),
    ("{cn}、", "({cn})", "（{n}）"),
    ("{n} ", "{a}.{n} ", "{a}.{b}.{n} "),
    ("## {cn}、", "### （{cn}）", "#### {n}. "),
    ("第{cn}部分 ", "{cn}、", "（{cn}）"),
    ("{n}、", "{n})", "({n})"),
)


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(STYLES),
    st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=3), min_size=2, max_size=4),
    st.sampled_from(("\n", "。\n", "。")),
    st.booleans(),
)
def test_every_printed_heading_is_found_and_none_is_lost(
    style: tuple[str, str, str], chapters: list[list[int]], end: str, indented: bool
):
    # Two levels of plain numbers may be sections and items as well as chapters and sections.
    assume(style is not STYLES[-1] or any(map(any, chapters)))
    lines: list[str] = []
    wanted: list[str] = []
    for a, sections in enumerate(chapters, 1):
        lines.append(f"{style[0].format(cn='一二三四'[a - 1], n=a)}甲{a}章")
        for b, count in enumerate(sections, 1):
            lines += f"{style[1].format(cn='一二三'[b - 1], n=b, a=a)}乙{a}{b}节{end}{BODY}".split("\n")
            wanted.append(f"{a}.{b}.0")
            for n in range(1, count + 1):
                lines += f"{style[2].format(cn='一二三'[n - 1], n=n, a=a, b=b)}丙{a}{b}{n}项{end}{BODY}".split("\n")
                wanted.append(f"{a}.{b}.{n}")
    text = "\n".join(f"　　{line}" if indented and not line.startswith("#") else line for line in lines)
    assert [item for item in items(text) if not item.endswith(".0.0")] == wanted
    assert lost(text) == []


def test_a_title_with_a_stop_alone_on_its_line_is_a_heading_where_text_follows():
    text = f"一、任务\n（一）严格执法，强化监管。\n{BODY}\n1.建立台账。\n{BODY}\n2.开展培训。\n{BODY}"
    assert [title for _, _, title in outline(text)] == ["任务", "严格执法，强化监管", "建立台账", "开展培训"]
    listed = f"一、任务\n1.建立台账。\n2.开展培训。\n3.按时报送。\n{BODY}"
    assert [piece.text for piece in SourceText(listed).sentences()][:3] == ["建立台账。", "开展培训。", "按时报送。"]


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ("（二）乙节", []),  # nothing can be lost between two numbers that follow each other
        ("（三）乙节", [("1.2", 7, True)]),
        ("二、乙章", [("1.2", 7, True)]),
    ],
)
def test_what_starts_anew_has_lost_a_heading_only_where_the_numbers_above_leave_room(
    between: str, found: list[tuple[str, int, bool]]
):
    twice = f"1.甲项\n{BODY}\n2.乙项\n{BODY}\n" * 2
    assert lost(f"一、甲章\n（一）甲节\n{twice}{between}\n{BODY}") == found


def test_a_list_that_is_announced_and_a_misprinted_number_have_lost_nothing():
    announced = f"一、甲章\n（一）甲节\n1.甲项\n{BODY}\n2.乙项\n重点做好以下几项：\n1.丙项\n{BODY}"
    misprinted = f"一、甲章\n（一）甲节\n{BODY}\n（二）乙节\n{BODY}\n（二）丙节\n{BODY}\n（四）丁节\n{BODY}"
    assert lost(announced) == lost(misprinted) == []


def test_numbers_of_things_listed_that_head_nothing_make_no_level():
    text = f"第一章 甲\n第一节 乙\n{BODY}\n2.覆盖全部县区，按年计算。\n3.包括监测断面，按月计算。"
    assert lost(text) == []
    assert list(items(text)) == ["1.0.0", "1.1.0"]


def test_a_second_paragraph_where_items_have_one_has_lost_its_heading():
    numbers = "一二三四五六七八九"
    text = "第一章 甲\n第一节 乙\n" + "".join(f"{number}、第{number}项\n{BODY}\n" for number in numbers) + BODY
    assert lost(text) == []  # the copy has lost no heading that its numbers tell of
    assert lost(f"{text}\n第三节 丙\n{BODY}") == [("1.1.10", 21, True), ("1.2", 22, False)]
    listed = text.removesuffix(BODY) + f"——{BODY}"
    assert lost(f"{listed}\n第三节 丙\n{BODY}") == [("1.2", 22, False)]


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (("1 ", "1.1 ", "1.1.1 ", "1.1.2 ", "1.2 ", "2 "), ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"]),
        (("1.", "1.1", "1.1.1", "1.1.2", "1.2.", "2."), ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"]),
        (
            ("第一章 ", "1.1 ", "1.1.1 ", "1.1.2 ", "1.2 ", "第二章 "),
            ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"],
        ),
        (("# ", "## ", "### ", "### ", "## ", "# "), ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"]),
        (
            ("## 一、", "### （一）", "**1. ", "**2. ", "### （二）", "## 二、"),
            ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"],
        ),
        (("1. ", "（1）", "1）", "2）", "（2）", "2. "), ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"]),
        (("一.", "(一)", "1)", "2)", "(二)", "二."), ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "2.0.0"]),
    ],
)
def test_headings_of_all_kinds_are_found(kinds: tuple[str, ...], found: list[str]):
    titles = ["甲项", "乙项", "丙项", "丁项", "戊项", "己项"]
    text = "".join(
        f"{kind}{title}{'**' if '*' in kind else ''}\n{BODY}\n" for kind, title in zip(kinds, titles, strict=True)
    )
    assert [(item, title) for item, (title, _) in items(text).items()] == list(zip(found, titles, strict=True))
    assert lost(text) == []


def test_amounts_and_a_title_with_a_sign_are_no_headings():
    assert outline(f"1.5倍于去年\n2.3 万吨\n3个村庄\n{BODY}\n4.2各县") == []
    assert outline(f"# 某县计划\n一、任务\n{BODY}\n二、保障\n{BODY}") == [("cn", 1, "任务"), ("cn", 2, "保障")]


@pytest.mark.parametrize(
    "kinds", [("第一章", "第一节", "一、", "二、"), ("一、", "（一）", "1.", "2."), ("1、", "(1)", "1)", "2)")]
)
def test_a_text_that_was_copied_as_one_line_is_parted_at_its_numbers(kinds: tuple[str, str, str, str]):
    chapter, section, one, two = kinds
    second = chapter.replace("一", "二").replace("1", "2")
    body = f"{BODY}按照第三条要求，推动一、二级站点全覆盖，(三)类问题清零，完成2.5万亩。"
    text = f"{chapter}甲项{section}乙项。{body * 3}{one}丙项。{body}{two}丁项。{body}{second}戊项{section}己项。{body}"
    assert "\n" not in text
    found = [(item, title) for item, (title, _) in items(text).items()]
    assert found == list(
        zip(
            ("1.0.0", "1.1.0", "1.1.1", "1.1.2", "2.0.0", "2.1.0"),
            ("甲项", "乙项", "丙项", "丁项", "戊项", "己项"),
            strict=True,
        )
    )
    assert lost(text) == []


def test_what_is_numbered_inside_a_box_is_no_heading_of_the_plan():
    box = "专栏1　重点工程\n一、河湖工程\n建设站点20个。\n二、道路工程\n改造道路300公里。\n"
    text = f"第一章 甲\n第一节 乙\n一、丙项\n{BODY}\n{box}二、丁项\n{BODY}\n第二节 戊\n{BODY}\n{box}第三节 己\n{BODY}"
    assert list(items(text)) == ["1.0.0", "1.1.0", "1.1.1", "1.1.2", "1.2.0", "1.3.0"]
    assert lost(text) == []


def test_the_rest_of_a_list_that_begins_in_the_line_before_is_no_heading():
    text = f"一、甲项\n{BODY}\n二、乙项\n{BODY}\n附件：1.任务分工表\n2.责任清单\n3.联系单位"
    assert list(items(text)) == ["1.1.0", "2.1.0"]
    assert lost(text) == []


def test_listed_things_under_articles_make_no_level():
    text = f"第一章 甲\n第一条 各单位建立台账：\n（一）用水台账；\n（二）设备台账。\n第二条 {BODY}\n第四条 {BODY}"
    assert list(items(text)) == ["1.1.0", "1.1.1", "1.1.2", "1.1.4"]
    assert lost(text) == [("1.1.3", 6, False)]


def test_titles_before_half_width_stops_are_read_and_times_are_no_titles():
    text = f"一、甲\n(一)健全制度.{BODY}\n(二)完善机制.{BODY}\n(三)到2025年,建成三个中心,覆盖率达到95%.{BODY}"
    assert [title for title, _ in items(text).values()][1:] == ["健全制度", "完善机制", "建成三个中心"]


def test_a_title_under_the_bodies_that_issue_it_is_whole():
    head = "中共云州市委 云州市人民政府\n关于加强节水工作的实施意见\n（2021年3月5日）\n"
    found = page(SourceText(f"{head}为推进节水工作，提出以下意见，请各单位认真执行，按时报告。\n一、任务\n{BODY}"))
    assert (found.title, found.publisher) == (
        "中共云州市委云州市人民政府关于加强节水工作的实施意见",
        "中共云州市委云州市人民政府",
    )
    assert (found.published, found.area) == (date(2021, 3, 5), "云州市")


def test_every_id_is_given_once():
    text = f"一、甲项\n{BODY}\n一、乙项\n{BODY}\n三、丙项\n{BODY}\n三、丁项\n{BODY}"
    assert list(items(text)) == ["1.1.0", "2.1.0", "3.1.0", "4.1.0"]


LONG = "建设覆盖城乡的公共文化服务体系，完善县乡村三级网络，推动服务资源向基层延伸，满足群众多样化需求，到2025年每个乡镇建成一个综合文化站。"


def test_broken_lines_are_joined_over_pages_too():
    whole = "\n".join(f"{number}、第{number}项任务\n{LONG}" for number in "一二三")
    lines: list[str] = []
    for line in whole.split("\n"):
        lines += [line[at : at + 20] for at in range(0, len(line), 20)]
    lines[2:2] = ["", "— 3 —", ""]
    found = paragraphs("\r\n".join(lines))
    assert found.wrapped
    assert found.text == whole
    assert SourceText("\n".join(lines)).find("综合文化站")[0].line == 8


def test_heads_of_pages_and_bare_page_numbers_are_left_out():
    lines = [LONG[at : at + 20] for at in range(0, len(LONG), 20)]
    page = [*lines, "某县规划"]
    text = "\n".join(line for number in "123" for line in (*page, *lines[:3], number, ""))
    assert "某县规划" not in SourceText(text.replace("某县规划\n" + lines[0], "某县规划\n— 1 —\n" + lines[0])).closed
    assert not any(line in "123" for line in paragraphs(text).text.split("\n") if line)


def test_paragraphs_that_were_not_broken_stay():
    assert paragraphs(f"一、甲项\n{BODY}\n{LONG}\n二、乙项\n{BODY}").wrapped is False


PAGE = """\
首页 > 政务公开
字体：大 中 小
清河县节水行动方案
（征求意见稿）
发布时间：2022-03-15 来源：清河县水务局 浏览次数：31
为推进节水工作，根据有关规定，结合我县实际，制定本行动方案，请认真执行。
一、目标
到2025年，万元产值用水量下降12%，全县建成节水型社区三十个，各类用水户均纳入管理。
附件：分工表
上一篇：无
版权所有 清河县人民政府
"""


def test_a_page_tells_what_is_printed_on_it():
    source = SourceText(PAGE)
    found = page(source)
    assert (found.title, found.edition, found.publisher) == ("清河县节水行动方案", "征求意见稿", "清河县水务局")
    assert (found.published, found.area) == (date(2022, 3, 15), "清河县")
    assert source.closed[found.start :].startswith("为推进节水工作")
    assert source.closed[found.end :].startswith("附件：分工表")


def test_the_plan_is_named_not_the_notice_of_its_issue():
    found = page(
        SourceText(
            f"某市人民政府关于印发《某市节水规划（2021—2025年）》的通知\n成文日期：2021-05-01 发布日期：2021-05-07\n{BODY}"
        )
    )
    assert (found.title, found.published) == ("某市节水规划（2021—2025年）", date(2021, 5, 7))
    assert page(SourceText(f"某县大会\n（2021年5月1日通过）\n某县节水规划\n{BODY}")).published is None


def test_what_a_page_does_not_tell_is_absent():
    found = page(SourceText(f"一、任务\n{BODY}"))
    assert found[:5] == (None, None, None, None, None)


NAMED = "云州省人民政府办公厅关于推进节水工作的意见"
SIGNED = f"为推进节水，提出以下意见。\n一、任务\n{BODY}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{NAMED}云政办发〔2020〕7号各市、县人民政府，省政府各部门：\n{SIGNED}\n云州省人民政府办公厅\n\n2020年3月5日\n（此件公开发布）",
            (NAMED, "云州省人民政府办公厅", date(2020, 3, 5), "云政办发〔2020〕7号"),
        ),
        (f"{NAMED}各市、县人民政府：\n{SIGNED}", (NAMED, "云州省人民政府办公厅", None, None)),
        (
            f"各市、县人民政府：\n{SIGNED}\n云州省人民政府　二○二〇年十二月二十一日",
            (None, "云州省人民政府", date(2020, 12, 21), None),
        ),
        (
            f"青石市水务局关于印发青石市\n“十四五”节水规划的通知青水〔2021〕3号各区县：\n现印发给你们，请认真执行。青石市水务局\n2021年1月9日\n{SIGNED}",
            ("青石市“十四五”节水规划", "青石市水务局", date(2021, 1, 9), "青水〔2021〕3号"),
        ),
    ],
)
def test_what_is_run_together_or_signed_is_told(text: str, found: tuple[str | None, str, date | None, str | None]):
    read = page(SourceText(text))
    assert (read.title, read.publisher, read.published, read.number) == found


def test_a_signature_ends_the_plan():
    source = SourceText(f"{SIGNED}\n云州省水利厅\n2020年3月5日\n（此件公开发布）")
    assert source.closed[page(source).end :].startswith("云州省水利厅")


def test_a_table_of_contents_on_one_line_has_no_headings():
    text = f"目　录\n第一章 总则　第一节 目标　第二章 任务\n第一章 总则\n{BODY}\n第二章 任务\n{BODY}"
    assert outline(text) == [("chapter", 1, "总则"), ("chapter", 2, "任务")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("到2025年，建成体系", date(2025, 12, 31)),
        ("到2023年底前完成", date(2023, 12, 31)),
        ("2024年前完成", date(2023, 12, 31)),
        ("2025年6月底前建成", date(2025, 6, 30)),
        ("2025年6月前建成", date(2025, 5, 31)),
        ("2024年3月15日前报送", date(2024, 3, 15)),
        ("2023年底建成", date(2023, 12, 31)),
    ],
)
def test_days_by_which_something_is_asked(text: str, day: date):
    assert [due.day for due in dues(text)] == [day]


@pytest.mark.parametrize(
    "text", ["到2035年远景目标基本实现", "较2020年提高", "落实《2030年前行动方案》", "2021—2025年", "“十四五”末"]
)
def test_other_years_are_no_deadlines(text: str):
    assert dues(text) == []


def spans_of(text: str, title: str = "") -> tuple[date | None, date | None, list[str]]:
    """Return the period of a text, and its phases by id."""
    source = SourceText(text)
    end = len(source.closed)
    found = dates(source, structure(source, 0, end).parts, 0, end, title)
    return found.start, found.end, [phase.id for phase in found.phases]


def test_the_period_spans_the_dates_named():
    phases = f"一、起步阶段（2021年-2022年）\n{BODY}\n二、提升阶段（2023年-2025年）\n{BODY}"
    assert spans_of(phases) == (date(2021, 1, 1), date(2025, 12, 31), ["2022", "2025"])
    assert spans_of("到2023年底完成一半，到2025年全部完成。") == (None, date(2025, 12, 31), ["2023", "2025"])
    assert spans_of("规划期为2021—2025年。到2030年再提高。") == (date(2021, 1, 1), date(2025, 12, 31), [])
    assert spans_of("落实《纲要（2021—2025年）》。") == (None, None, [])
    assert spans_of("6月底前公布。", "某县2024年工作要点") == (date(2024, 1, 1), date(2024, 12, 31), [])


def test_a_number_is_one_though_a_year_follows_at_once():
    text = f"一、任务\n1.2023年底前，建成平台。{BODY}\n2.2024年前，建成网络。{BODY}\n3.2.5万元以下的，从简办理。"
    assert [(kind, number) for kind, number, _ in outline(text)][:3] == [("cn", 1), ("num", 1), ("num", 2)]
