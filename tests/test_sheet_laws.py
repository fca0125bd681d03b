"""The law of workbooks: a sheet says what the same content says as a text, verdict for verdict, finding for finding."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from helpers.answers import LADDER, TARGETS
from helpers.content import FILLED, as_book, as_text
from helpers.scenes import rendered
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import renderer
from fazhi_check.submission.sheet.cells import is_nothing
from fazhi_check.submission.sheet.columns import LABEL_OF
from fazhi_check.submission.sheet.signs import head_of, is_foot
from fazhi_check.words import EVIDENCE_KINDS, LANGS, STATUSES, Lang

pytestmark = pytest.mark.slow  # together they take many seconds

# What may stand in a cell beside ordinary words: markup, formulas as text, line ends, full width, what must be hidden.
PIECES = (
    *(
        "已印发",
        "=1+1",
        "@SUM(A1)",
        "-2+3",
        "+1",
        "'",
        '"',
        "&lt;",
        "<b>",
        "</is>",
        "]]>",
        "{said}",
        "%s",
        ": ",
        "# ",
        "- ",
    ),
    *("\n", "\t", "　", "\u200b", "\ufeff", "\u202e", "\u0301", "😀", "𠀀", "ﷺ", "_x000D_", "_x0041_"),
    *("13812345678", "138 1234 5678", "１３８１２３４５６７８", "999999190001010000", "秘密★1年", "机密★"),
    *("合计", "签字", "审核人：", "编号", "填报", "——", "无", "约", "98%", "2023-05-01", "3.10", "法治" * 30),
)
texts = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), st.text(max_size=8))
words = st.text(max_size=8).filter(lambda text: head_of(text) not in LABEL_OF)
days = st.dates(date(2018, 1, 1), date(2026, 12, 31))
dates = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: f"{day.year}/{day.month}/{day.day}"),
    days.map(lambda day: f"{day.year}.{day.month}.{day.day}"),
    days.map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: f"{day.year}年{day.month}月"),
    days.map(lambda day: f"{day:%Y}"),
    st.sampled_from(["2023-13-01", "2023.2.30", "去年", "0000", "2023-5", "5月17日", "2023—5—1"]),
)
numbers = st.one_of(
    st.integers(-3, 30_000).map(str),
    st.integers(0, 1200).map(lambda n: f"{n / 10}%"),
    st.integers(0, 2000).map(lambda n: f"{n / 10}"),
    st.sampled_from(
        ["98%以上", "12,000", "1.2万", "1.2万余", "不足30", "超过5", "约30", "2至4", "NaN", "３０", "30个", "0"]
    ),
)
statuses = st.one_of(
    st.sampled_from([*STATUSES, *LADDER, *(text.zh for text in STATUSES.values())]),
    st.sampled_from(["持续开展", "未开展", "完成", "已落实", "finished", "不适用（无此机构）"]),
)
kinds = st.sampled_from([*EVIDENCE_KINDS, *(text.zh for text in EVIDENCE_KINDS.values()), "照片"])
pieces = st.fixed_dictionaries(
    {},
    optional={"kind": kinds, "title": texts, "date": dates, **dict.fromkeys(("ref", "url", "quote", "period"), texts)},
)
entries = st.fixed_dictionaries(
    {},
    optional={
        "status": statuses,
        "done_on": dates,
        "evidence": st.lists(pieces, max_size=3),
        "apply": st.sampled_from(["是", "否", "√", "true", "也许"]),
        "by_unit": st.dictionaries(st.sampled_from(["甲村", "乙村", "一二三街道"]), numbers, min_size=1, max_size=3),
        "by_year": st.dictionaries(st.sampled_from(["2021", "2022年", "2023", "二〇二二"]), numbers, min_size=1),
        **dict.fromkeys(("progress", "value", "covered", "total"), numbers),
        **dict.fromkeys(("owner", "problem", "next_step", "note", "reason", "basis"), texts),
    },
)
STRANGERS = ("9.9.9-99", "1.1.1-1", "１.１.１-０１", "1.1.1-01\u200b", "1.1.1", "x-01")
heads = st.fixed_dictionaries(
    {
        "plan": st.sampled_from(["small"] * 8 + ["smal"]),
        "unit": st.fixed_dictionaries(
            {
                "name": st.sampled_from(["甲市", "甲市" * 9]),
                "level": st.sampled_from(["市级", "city", "县级", "区", "部门", "乡镇", "省级"]),
                "code": st.sampled_from(["650100", "650102", "230400", "6501"]),
            },
            optional={"body": st.sampled_from(["司法行政部门", "justice", "某局"])},
        ),
        "as_of": dates,
    },
    optional={"source": st.fixed_dictionaries({}, optional={"title": words, "date": dates, "note": words})},
)


@st.composite
def contents(draw: st.DrawFn, ids: st.SearchStrategy[str]) -> dict[str, Any]:
    """Return a whole submission, its entries in any order."""
    given = draw(st.dictionaries(ids, entries, max_size=6))
    return as_in_cells({**draw(heads), "entries": given})


def as_in_cells(value: Any) -> Any:
    """Return content as a sheet can hold it: these are the only differences there are.

    A cell has no blanks around its text, no line ends but one, no other control characters; one of only dashes or 无 is
    empty, and so is a piece of evidence of which only the kind is there.
    """
    if isinstance(value, dict):
        made = {key: as_in_cells(one) for key, one in value.items()}
        return {key: one for key, one in made.items() if one is not None and (one or key in (*TARGETS, "entries"))}
    if isinstance(value, list):
        return [one for piece in value if (one := as_in_cells(piece)) and not _only_a_kind(one)]
    text = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", "", value).strip()
    return None if is_nothing(text) else text


def _only_a_kind(piece: dict[str, Any]) -> bool:
    return all(key == "kind" or text is None for key, text in piece.items())


def said(report: FileReport, lang: Lang) -> list[str]:
    """Return all that the report on a file says as data, but for places, line by line."""
    shown = placeless(json.loads(rendered(renderer("json"), Report([report]), lang, show_all=True)))
    [file] = shown["files"]
    lists = {key: value for key, value in file.items() if isinstance(value, list)}
    lines = [f"{key}: {json.dumps(one, ensure_ascii=False)}" for key, value in lists.items() for one in value]
    return [*sorted(lines), *(f"{key}: {value}" for key, value in file.items() if key not in lists)]


PLACES = {"line", "column", "cell", "path", "fingerprint"}


def placeless(data: Any) -> Any:
    """Return data without what tells of places."""
    if isinstance(data, dict):
        return {key: placeless(value) for key, value in data.items() if key not in PLACES}
    if isinstance(data, list):
        return [placeless(one) for one in data]
    return re.sub(r"第 \d+ 行|line \d+| ?\w+![A-Z]+\d+|:\d+:\d+", "…", data) if isinstance(data, str) else data


def same(plan: Plan, content: dict[str, Any], book: bytes, joined: bool = False) -> None:
    """Assert that a text and a workbook are judged the same, but for notes on rows that joined another."""
    text, sheet = Checker(plan).text("a.yaml", as_text(content)), Checker(plan).workbook("a.xlsx", book)
    notes = [one for one in sheet.all_findings if one.code == "FZ108"]
    assert joined or not notes
    sheet.all_findings = [one for one in sheet.all_findings if one.code != "FZ108"]
    for lang in LANGS:
        assert said(text, lang) == said(sheet, lang)
    assert all(one.place is None or one.place.sheet for one in sheet.all_findings)


@settings(max_examples=150, deadline=None)
@given(content=contents(st.sampled_from([*TARGETS, *TARGETS, *STRANGERS])), order=st.permutations(range(len(FILLED))))
def test_a_sheet_says_what_the_same_content_says_as_a_text(small: Plan, content: dict[str, Any], order: list[int]):
    same(small, content, as_book(content, [FILLED[number] for number in order]))


@settings(max_examples=60, deadline=None)
@given(content=contents(st.sampled_from(TARGETS)))
def test_further_evidence_stands_in_rows_without_an_id(small: Plan, content: dict[str, Any]):
    pieces = [piece for entry in content["entries"].values() for piece in entry.get("evidence", [])]
    assume(not any(is_foot(text) for piece in pieces for text in piece.values() if text))  # such a row is a foot
    content["entries"] = dict(sorted(content["entries"].items()))
    same(small, content, as_book(content, bare=True), joined=True)


URUMQI = load_plan("urumqi-14fyp")
AIMS = [aim.id for aim in URUMQI.aims][:12]


@settings(max_examples=20, deadline=None)
@given(content=contents(st.sampled_from([*AIMS, *list(URUMQI.by_id)[:12]])))
def test_so_it_is_for_goals_and_principles(content: dict[str, Any]):
    content["plan"] = "urumqi-14fyp"
    same(URUMQI, content, as_book(content))
