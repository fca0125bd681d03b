"""The Markdown report, rendered by markdown-it and by GitHub's own cmark: cells hold what was meant, and text stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from helpers.scenes import HOSTILE, LANGS, SCENES, hostile, rendered, report_on, waive
from helpers.snapshots import hold
from helpers.submissions import mixed
from markdown_it import MarkdownIt

from fazhi_check.reports.text import markdown
from fazhi_check.sanitize import mask, visible

EXTENSIONS = ["table", "strikethrough", "autolink", "tagfilter"]
# All the elements that the report has of itself.
OWN = {"h2", "h3", "ul", "li", "p", "strong", "hr", "table", "thead", "tbody", "tr", "th", "td"}


class Page(HTMLParser):
    """The tables of a page as rows of cells, its elements, and the text of its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.elements: set[str] = set()
        self.heads: list[str] = []
        self._into: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._into = self.tables[-1][-1]
            self._into.append("")
        elif tag in ("h2", "h3"):
            self._into = self.heads
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "h2", "h3"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def by_markdown_it(text: str) -> Page:
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def by_github(text: str) -> Page:
    return Page(cmarkgfm.markdown_to_html_with_extensions(text, extensions=EXTENSIONS))


READERS = pytest.mark.parametrize("read", [by_markdown_it, by_github])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scene", SCENES)
def test_the_whole_report_is_that_of_the_snapshot(scene: str, lang: str) -> None:
    hold(f"markdown-{scene}-{lang}.md", rendered(markdown, report_on(SCENES[scene]), lang))


@pytest.mark.parametrize("lang", LANGS)
def test_everything_shown_is_that_of_the_snapshot(lang: str) -> None:
    report = waive(report_on(SCENES["flagged"]), "1.1.1-03")
    hold(f"markdown-show-all-{lang}.md", rendered(markdown, report, lang, show_all=True))


@READERS
def test_the_counts_of_the_sections_add_up(read: type[Page]) -> None:
    head, *rows, total = read(rendered(markdown, report_on(SCENES["flagged"]))).tables[0]
    assert head[0] == "章节"
    assert head[-1] == "合计"
    assert [row[0] for row in rows] == ["1.1 甲节", "1.2 乙节"]
    numbers = [[int(cell.partition("（")[0]) for cell in row[1:]] for row in [*rows, total]]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert all(sum(row[:-1]) == row[-1] for row in numbers)


@READERS
def test_flagged_targets_stand_in_the_list_of_their_verdict(read: type[Page]) -> None:
    report = report_on(SCENES["flagged"])
    page = read(rendered(markdown, report))
    lists = [table for table in page.tables if table[0][0] == "编号"]
    [one] = report.files
    for verdict, table in zip(("overdue", "lagging", "unproven", "invalid"), lists, strict=False):
        found = [a for a in one.flagged if a.verdict == verdict]
        assert [row[0] for row in table[1:]] == [a.target.id for a in found]
        assert [row[3] for row in table[1:]] == [f"a.yaml:{one.places[a.target.id].line}" for a in found]
        assert all(a.why.say("zh") in row[2] for a, row in zip(found, table[1:], strict=True))


@READERS
def test_missing_targets_are_folded_into_counts_by_item(read: type[Page]) -> None:
    tables = read(rendered(markdown, report_on(SCENES["flagged"]))).tables
    [folded] = [table for table in tables if table[0] == ["条目", "未填报/应报"]]
    assert folded[1:] == [["1.1.1 甲条", "1/5"], ["1.2.1 乙条", "2/9"]]


def test_show_all_lists_every_target_once() -> None:
    report = report_on(SCENES["flagged"])
    tables = by_github(rendered(markdown, report, show_all=True)).tables
    listed = [row[0] for table in tables if table[0][0] == "编号" for row in table[1:]]
    assert sorted(listed) == sorted(a.target.id for a in report.files[0].assessments)


@READERS
def test_waived_targets_stay_listed_with_reason_and_days_left(read: type[Page]) -> None:
    tables = read(rendered(markdown, waive(report_on(SCENES["flagged"]), "1.1.1-03", "机构|改革"))).tables
    [waived] = [table for table in tables if "批准" in table[0]]
    row = ["1.1.1-03", "健全机制", "逾期", "机构|改革", "市委依法治市办", "2024-12-31，还有 46 天"]
    assert waived[1:] == [row]


@READERS
def test_several_files_have_a_closing_total(read: type[Page]) -> None:
    *_, total = read(rendered(markdown, report_on(SCENES["several"]))).tables
    results = [[*row[:2], row[3]] for row in total[1:]]
    assert results == [
        ["甲市", "a.yaml", "需督促整改 5 项，需更正 1 项，需补报 3 项，文件错误 1 处"],
        ["甲市", "c.yaml", "没有需处理的事项"],
        ["", "b.yaml", "有错误，未能判定"],
        ["甲市", "d.yaml", "没有适用的目标，没有可判定的内容"],
        ["合计", "", ""],
    ]


@READERS
@pytest.mark.parametrize("show_all", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.slow
def test_hostile_text_stays_text(text: str, show_all: bool, read: type[Page]) -> None:
    report = waive(report_on(hostile(text)), "1.1.1-02", text)
    page = read(rendered(markdown, report, show_all=show_all))
    assert page.elements <= OWN
    shown = visible(mask(" ".join(text.split())))
    assert shown in page.heads
    reason = next(a for a in report.files[0].assessments if a.verdict == "exempt").why.say("zh")
    cells = {cell for table in page.tables for row in table for cell in row}
    assert visible(" ".join(reason.split())) in cells
    for table in page.tables:
        assert len({len(row) for row in table}) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_line_of_its_own(text: str) -> None:
    out = rendered(markdown, report_on(hostile(text)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", out)
    assert not [line for line in out.splitlines() if line.startswith(("# ", "::", "结论"))]
    assert "13812345678" not in out


def test_nothing_to_check_is_said() -> None:
    assert rendered(markdown, report_on({})) == "**结论 没有可检查的文件**\n"


def test_the_outcome_is_that_of_the_gate() -> None:
    report = report_on({"a.yaml": mixed()})
    assert "\n检查未通过（退出码 1）\n" in rendered(markdown, report)
    assert "，不设门槛\n" in rendered(markdown, report, fail_on=frozenset())
