"""The page of a round: what stands on it and in which order, keys for its filters, and names that stay text."""

from __future__ import annotations

import os
import re
from typing import Any

import html5lib
import pytest
from helpers.pages import HOSTILE, page
from helpers.project import HERE
from helpers.rounds import EARLIER, Given, problems_of, round_of, row, small, twelve, twelve_report
from helpers.scenes import LANGS
from helpers.submissions import CJK, mixed

from fazhi_check.beside import Before
from fazhi_check.outcome import FileReport
from fazhi_check.version import __version__
from fazhi_check.words import Lang, Text

pytestmark = pytest.mark.slow


SNAPSHOTS = HERE / "snapshots"


def parsed(text: str) -> Any:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def text_of(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def classed(tree: Any, tag: str, name: str) -> list[Any]:
    return [node for node in tree.iter(tag) if name in node.get("class", "").split()]


@pytest.fixture(scope="module")
def tree() -> Any:
    return parsed(page(twelve_report()))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_that_of_the_snapshot(lang: Lang) -> None:
    written = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", page(twelve_report(), lang), flags=re.DOTALL)
    written = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-HASH", written)
    written = written.replace(f"fazhi-check {__version__}", "fazhi-check VERSION").replace(small().hash, "HASH")
    snapshot = SNAPSHOTS / f"html-round-{lang}.html"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.write_text(written, "utf-8")
    assert written == snapshot.read_text("utf-8")


def test_the_page_begins_with_who_has_not_reported_whom_to_call_and_what_many_have_in_common(tree: Any) -> None:
    opening, tables = classed(tree, "section", "round")
    said = text_of(opening)
    assert said.startswith("2024年第三季度调度")
    assert "未报送 3（" in said
    (owed,), (calls,), (common,) = (classed(opening, "section", name) for name in ("owed", "calls", "common"))
    assert [text_of(one) for one in owed.iter("li")] == ["水磨沟区", "头屯河区 沿用 2024-06-30", "市信访局", "新市区"]
    assert len(list(calls.iter("li"))) == 3
    assert len(list(common.iter("li"))) == 3
    assert [text_of(head).split(" ")[0] for head in tables.iter("h3")][:4] == [
        *("各单位情况", "单位×章节", "按任务", "问题台账")
    ]


def test_every_unit_has_a_row_by_category_the_worst_first(tree: Any) -> None:
    (table,) = classed(tree, "table", "units")
    found = {
        text_of(next(body.iter("tr"))).split("（")[0]: [
            text_of(row[0]) for row in body.iter("tr") if row.get("data-r") and "below" not in row.get("class", "")
        ]
        for body in table.iter("tbody")
    }
    assert {name: len(rows) for name, rows in found.items()} == {"未分类": 1, "区县": 6, "街道": 1, "部门": 4}
    assert [one.rstrip("*") for one in found["区县"]] == [
        *("头屯河区", "水磨沟区", "天山区", "新市区", "达坂城区", "沙依巴克区")
    ]
    states = {text_of(node) for node in classed(table, "td", "state")}
    assert {"已报", "迟报", "退回补正", "未报送", "未报送（沿用 2024-06-30 数据）"} <= states
    assert "免报（机构改革，经市委依法治市办同意）" in states
    assert [text_of(one[0]) for one in classed(table, "tr", "below") if one.get("data-r")] == [
        "所辖 11 个合计（已报 6）",
        "所辖 1 个合计（已报 1）",
    ]


def test_a_unit_without_a_report_has_no_numbers(tree: Any) -> None:
    (table,) = classed(tree, "table", "units")
    (one,) = [row for row in table.iter("tr") if row.get("data-r") and text_of(row[0]).startswith("水磨沟区")]
    assert [text_of(cell) for cell in one[2:]][:1] == ["–"]
    assert not list(one.iter("a")), "there is nothing to lead to"


def test_the_matrix_has_a_mark_where_something_is_open_and_opens_into_items(tree: Any) -> None:
    whole, first, second = classed(tree, "table", "matrix")
    rows = {text_of(row[0]).rstrip("*"): row for row in whole.iter("tr") if row.get("data-r")}
    cells = rows["天山区"][1:]
    assert [text_of(cell) for cell in cells] == ["5/9", "1/3", "4/6"]
    assert all(any(str(node.tag).endswith("}svg") for node in cell) for cell in cells), (
        "colour alone tells nothing apart"
    )
    assert [text_of(cell) for cell in rows["水磨沟区 未报送"][1:]] == ["", "", ""]
    assert [text_of(head) for head in next(first.iter("tr"))] == ["单位", "合计", "1.1.1甲条"]
    assert {text_of(one) for one in tree.iter("summary")} >= {"1.1 甲节", "1.2 乙节"}
    assert second is not first


def test_what_changed_and_what_was_settled_stand_beside_each_target(tree: Any) -> None:
    lines = [node for node in tree.iter("tr") if node.get("data-c")]
    assert {one.get("data-c") for one in lines} > {"open", "fallen_back", "solved"}
    assert any("= 未解决（连续 2 期）" in text_of(one) for one in lines)
    assert any("核定：" in text_of(one) for one in lines)
    assert {one.get("data-k") for one in lines} >= {"settled", "waiting"}
    blocks = [text_of(head) for head in tree.iter("h4")]
    assert any(head.startswith("自报已改") for head in blocks)


def test_every_choice_of_a_filter_is_a_key_that_some_row_has(tree: Any) -> None:
    selects = {one.get("data-dim"): [each.get("value") for each in one.iter("option")] for one in tree.iter("select")}
    assert set(selects) == {"s", "u", "g", "c", "k"}
    for name, values in selects.items():
        had = {key for node in tree.iter() for key in (node.get(f"data-{name}") or "").split()}
        assert set(values) - {""} <= had, name
    assert len(selects["u"]) == 1 + 12


def test_a_superseded_file_has_no_sheet_and_a_stranger_is_named() -> None:
    report = twelve_report()
    report.files[3].superseded, report.files[3].assessments = True, []
    report.round = report.round and report.round._replace(
        units=[one for one in report.round.units if one.member.name != "市公安局"]
    )
    tree = parsed(page(report))
    assert len(classed(tree, "article", "sheet")) == 8
    assert "不在本次名单内的文件：市公安局" in text_of(classed(tree, "section", "tables")[0])


def test_where_nobody_owes_and_nothing_is_common_the_page_says_so() -> None:
    report = round_of([one for one in twelve() if one.row["name"] == "市公安局"], small())
    said = text_of(classed(parsed(page(report)), "section", "round")[0])
    for word in ("应报单位已全部报送", "没有需要重点调度的单位", "没有几个单位共有的问题"):
        assert word in said


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_names_stay_text(lang: Lang) -> None:
    one = row(HOSTILE, category=HOSTILE, within=HOSTILE)
    bad = [each._replace(text=Text(HOSTILE, HOSTILE), source=HOSTILE, by=HOSTILE) for each in problems_of("650102")]
    report = round_of(
        [Given(one, mixed(), problems=bad), Given(row("乙", excused=HOSTILE), None, "excused")], small(), title=HOSTILE
    )
    tree = parsed(page(report, lang))
    assert len(list(tree.iter("script"))) == 1
    assert not list(tree.iter("img"))
    assert not [node for node in tree.iter() if node.get("style") or any(key.startswith("on") for key in node.attrib)]


def test_english_leaves_no_chinese_but_the_names() -> None:
    given = [
        one._replace(
            row={key: CJK.sub("x", value) for key, value in one.row.items()}, text=one.text and CJK.sub("x", one.text)
        )
        for one in twelve()
    ]
    written = page(round_of([one._replace(problems=None) for one in given], small(), title="x"), "en")
    tree = parsed(written)
    labels = [text_of(node) for name in ("h3", "th", "label") for node in tree.iter(name)]
    names = re.compile("|".join(map(re.escape, sorted(_plan_words(), key=len, reverse=True))))
    assert not [label for label in labels if CJK.search(names.sub("", label))]


def _plan_words() -> set[str]:
    plan = small()
    return {
        "市委依法治市办",
        *(
            word
            for part in ("1.1", "1.2", "1.1.1", "1.2.1")
            for word in (plan.heading(part, "en"), plan.heading(part, "en").split(" ", 1)[-1])
        ),
    }


def test_what_is_wrong_with_files_and_register_stands_right_after_the_first_block() -> None:
    from fazhi_check.findings import Finding, Place

    report = twelve_report()
    first, register = report.files[1], report.files[-1]
    many = [
        Finding("FZ203", Place(line, 3), {"key": "状态", "value": "完工", "advice": "可填：已完成"})
        for line in range(20, 35)
    ]
    first.all_findings = [*many, *first.all_findings]
    register.all_findings = [Finding("FZ906", Place(2, 1), {"what": Text("分工不对", "wrong")})]
    tree = parsed(page(report))
    sheets = [one for one in tree.iter("section") if "sheet" in one.get("class", "").split()]
    assert [one.get("class") for one in sheets][:3] == ["sheet round", "sheet wrong", "sheet round tables"]
    rows = [[text_of(cell) for cell in one.iter("td")] for one in sheets[1].iter("tr")][1:]
    assert len(rows) == 10
    assert rows[0] == ["调度.yaml", "2:1", "调度有误：分工不对"]
    assert rows[1][:2] == ["回收/天山区.yaml", "20:3"]
    links = [one.get("href") for one in sheets[1].iter("a")]
    ids = {one.get("id") for one in tree.iter() if one.get("id")}
    assert {one.removeprefix("#") for one in links} <= ids
    number = int(text_of(next(sheets[1].iter("b"))))
    left = number - 10
    assert f"其余 {left} 处：" in text_of(sheets[1])
    assert re.search(r"天山区 \d+ 处", text_of(sheets[1]))


def test_where_no_file_has_an_error_there_is_no_list_of_them() -> None:
    report = round_of([one for one in twelve() if one.row["name"] == "市公安局"], small())
    assert 'class="sheet wrong"' not in page(report)


def test_very_many_problems_leave_the_plainest_to_the_ledger_and_say_so() -> None:
    from fazhi_check.digest.tracked import Problem
    from fazhi_check.reports.web.round.problems import MOST

    made = problems_of("650102")[:1]
    missing = Before(EARLIER, "missing")
    plain = [
        Problem(f"650102-{number}", "1.1.1-03", Text("x", "x"), None, "open", EARLIER, now=missing)
        for number in range(MOST + 5)
    ]
    report = round_of([Given(row("天山区"), mixed(), problems=[*plain, *made])], small())
    (table,) = classed(parsed(page(report)), "table", "tracked")
    rows = [one for one in table.iter("tr") if one.get("data-r")]
    assert len(rows) == MOST
    assert any("反弹" in text_of(one) for one in rows)
    assert "另有 6 项未列在本表（待整改的未填报事项 6），见台账" in page(report)


def test_what_is_left_out_is_called_by_what_it_is() -> None:
    from fazhi_check.digest.tracked import Problem
    from fazhi_check.reports.web.round.problems import MOST

    def some(state: Any, number: int, target: str | None, **more: Any) -> list[Problem]:
        return [Problem(f"{state}-{at}", target, Text("x", "x"), None, state, EARLIER, **more) for at in range(number)]

    unreported = some("open", 5, "1.1.1-03", now=Before(EARLIER, "missing"))
    found = [
        *some("closed", 20, "1.1.1-05"),
        *unreported,
        *some("fixed", MOST, "1.1.1-05"),
        *(one._replace(no="督察-1", source="专项督察", target=None) for one in unreported[:1]),
    ]
    written = page(round_of([Given(row("天山区"), mixed(), problems=found)], small()))
    assert "另有 26 项未列在本表（待整改的未填报事项 5，自报已改 1，已销号 20）" in written
    (table,) = classed(parsed(written), "table", "tracked")
    assert text_of(next(one for one in table.iter("tr") if one.get("data-r"))).startswith("督察-1")


def test_what_an_inspection_found_stands_first_among_all_units_and_what_is_not_yet_due_last() -> None:
    from fazhi_check.digest.problems import rows_of
    from fazhi_check.digest.round.followed import members
    from fazhi_check.digest.run import digest
    from fazhi_check.digest.tracked import Problem

    def open_(no: str, target: str | None, **more: Any) -> Problem:
        return Problem(no, target, Text("x", "x"), None, "open", EARLIER, now=Before(EARLIER, "missing"), **more)

    first = round_of([Given(row("天山区"), mixed(), problems=[])], small()).files[0]
    early, *late = [one.target.id for one in first.assessments if one.verdict == "missing"]

    def not_due(file: FileReport) -> None:
        file.assessments = [one._replace(past_due=False) if one.target.id == early else one for one in file.assessments]

    own = [open_("甲-1", early), open_("甲-2", late[0])]
    given = [
        Given(row("天山区"), mixed(), problems=own),
        Given(
            row("新市区", code="650104"),
            mixed(code="650104"),
            problems=[
                open_("乙-1", late[0]),
                open_("督察-1", early)._replace(source="专项督察"),
                open_("反弹-1", late[0])._replace(state="reopened"),
            ],
        ),
    ]
    rows = rows_of(members(digest(round_of(given, small(), change=not_due))))
    assert [one.no for one in rows] == ["反弹-1", "督察-1", "甲-2", "乙-1", "甲-1"]
