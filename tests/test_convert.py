"""`convert`: a submission in another form says the same, what is not carried over is named, and no file is ever spoilt."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.answers import submissions
from helpers.project import ROOT, SMALL
from helpers.running import Ran, examine
from helpers.submissions import mixed, submission
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.fill.content import changes, data_of, whole
from fazhi_check.fill.convert import Converted, Given, Kind, converted, differences
from fazhi_check.fill.written import as_json, as_yaml
from fazhi_check.findings import Finding, Found
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan
from fazhi_check.source.comments import comments
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.scalars import Bare
from fazhi_check.source.yaml import compose
from fazhi_check.submission.reading import read_exactly
from fazhi_check.submission.sheet.reading import read_workbook
from fazhi_check.words import LANGS, Lang

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
REAL = sorted((ROOT / "submissions").glob("*.yaml"))


def plain(node: Node) -> Any:
    """Return a tree as plain data."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {plain(key): plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def read_back(text: str, is_json: bool = False) -> Any:
    """Return the data of a text that must be readable."""
    root = compose(text, json=is_json)
    assert not isinstance(root, Finding), (root, text)
    return plain(root)


def given_text(text: str | bytes, plan: Plan, kind: Kind = "yaml") -> Given:
    """Return a text, or a workbook, as the command reads it."""
    read = read_exactly(text, json=kind == "json") if isinstance(text, str) else read_workbook(text)
    assert not isinstance(read, Finding), read
    assert read.submission
    return Given(kind, text, read, read.submission, plan)


def turned(text: str | bytes, plan: Plan, kind: Kind, keys: Lang = "zh", of: Kind = "yaml") -> Converted:
    """Return a text in another form."""
    return converted(given_text(text, plan, of), kind, keys)


def said(report: FileReport, sheet: bool = False) -> tuple[Any, Any]:
    """Return what a check says of a file, apart from places and hints that name them; of a sheet without FZ108."""
    verdicts = {
        one.target.id: (one.verdict, one.flagged, one.support, one.required, one.reported, one.lag)
        for one in report.assessments
    }
    found = [one for one in report.findings if not (sheet and one.code == "FZ108")]
    return verdicts, sorted((one.code, one.target or "", str(one.content)) for one in found)


def bare(data: Any) -> Any:
    """Return data with its numbers as they are written in a text."""
    if isinstance(data, dict):
        return {Bare(key) if isinstance(key, int) else key: bare(value) for key, value in data.items()}
    if isinstance(data, list):
        return [bare(item) for item in data]
    return Bare(data) if isinstance(data, int | float) else data


HEAD = {"plan": "small", "unit": {"name": "甲市", "level": "city", "code": "650100"}, "as_of": "2023-08-30"}


# Texts as they are typed and pasted, and all that YAML could take for something else.
WORDS = st.sampled_from(
    [
        *(
            "已印发",
            "x: y",
            "- z",
            "# 注",
            "甲 # 乙",
            "'",
            '"',
            "~",
            "null",
            "true",
            "是",
            "无",
            "——",
            "12,000",
            "98.5%",
        ),
        *(
            "2023-05",
            "=1+1",
            "@甲",
            "%",
            "{a}",
            "[b]",
            "a: ",
            ":",
            "?",
            "&a",
            "*a",
            "!t",
            "|",
            ">",
            "　　缩进",
            "\t",
            " 前",
        ),
        *(
            "后 ",
            "\u200b",
            "\ufeff",
            "\x85",
            "\u2028",
            "\U0001f600",
            "\U000e0041",
            "\r\n",
            "\n",
            "\\",
            "a\\n",
            "0x1F",
            "1e5",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.lists(WORDS, max_size=5).map("".join),
    st.lists(WORDS, max_size=5).map("\n".join),
)
DATA = st.dictionaries(
    TEXTS,
    st.recursive(
        st.one_of(TEXTS, st.none()),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
        max_leaves=8,
    ),
    max_size=5,
)


@pytest.mark.slow
@given(DATA)
@settings(max_examples=300, deadline=None)
def test_data_written_as_yaml_or_json_reads_back_the_same(data):
    data = {key: value for key, value in data.items() if key not in ("", "~", "null")} | {"z": "z"}
    assert read_back(as_yaml(data)) == data
    assert read_back(as_json(data), is_json=True) == data
    assert json.loads(as_json(data)) == data


def test_what_needs_no_quotes_has_none():
    data = {
        "说明": "市政府办公室印发〔2023〕12号",
        "代码": "650100",
        "数值": Bare("98.5"),
        "率": Bare("98%以上"),
        "日期": Bare("2023-05-01"),
        "是": "true",
        Bare("3.3.2-01"): {},
        Bare("2022"): Bare("3"),
        "2023": None,
        "段": "一、甲\n\n二、# 乙",
        "列": ["甲", {"键": "值", "又": "a: b"}],
    }
    assert as_yaml(data) == (
        "说明: 市政府办公室印发〔2023〕12号\n"
        '代码: "650100"\n'
        "数值: 98.5\n率: 98%以上\n日期: 2023-05-01\n"
        '是: "true"\n'
        "3.3.2-01: {}\n2022: 3\n"
        '"2023":\n'
        "段: |-\n  一、甲\n\n  二、# 乙\n"
        '列:\n  - 甲\n  - 键: 值\n    又: "a: b"\n'
    )


def test_numbers_are_numbers_in_json_where_they_are_written_the_same():
    text = as_json(
        {"a": Bare("98.5"), "b": Bare("3.10"), "c": Bare("-7"), "d": Bare("98%"), "e": "5", "f": Bare("007")}
    )
    assert json.loads(text) == {"a": 98.5, "b": "3.10", "c": -7, "d": "98%", "e": "5", "f": "007"}
    assert '"a": 98.5,' in text


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that are no comments, in any order, without dashes."""
    return sorted(line.replace("- ", "  ") for line in text.split("\n") if not line.startswith("#"))


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_submissions_come_through_every_form_and_are_judged_the_same(path):
    text = path.read_text("utf-8")
    plan = load_plan("urumqi-14fyp")
    wanted = said(Checker().text(str(path), text))
    sheet = turned(text, plan, "xlsx").raw
    assert said(Checker().workbook("a.xlsx", sheet), sheet=True) == wanted
    for keys in LANGS:
        there = turned(text, plan, "json", keys).raw.decode("utf-8")
        back = turned(there, plan, "yaml", keys, of="json").raw.decode("utf-8")
        assert turned(sheet, plan, "yaml", keys, of="xlsx").raw.decode("utf-8") == back
        assert said(Checker().text("a.json", there)) == wanted
        assert said(Checker().text("a.yaml", back)) == wanted
        if keys == "en":  # written as it was, but for the order of the keys in some pieces of evidence
            assert lines_of(back) == lines_of(text)


@pytest.mark.slow
@given(submissions, st.sampled_from(LANGS), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_reported_says_the_same_as_yaml_and_as_json(entries, keys, data):
    plan = load_plan(str(SMALL))
    words = st.one_of(
        st.dictionaries(st.sampled_from(["owner", "problem", "next_step", "note", "basis"]), TEXTS, max_size=2),
        st.sampled_from(["是", "否", "true", "√"]).map(lambda word: {"apply": word}),
    )
    entries = {one: entry | data.draw(words) for one, entry in entries.items() if entry.get("status") != "finished"}
    text = as_yaml({**HEAD, "entries": bare(entries)})
    before = given_text(text, plan)
    there = turned(text, plan, "json", keys).raw.decode("utf-8")
    back = turned(there, plan, "yaml", keys, of="json").raw.decode("utf-8")
    after = given_text(back, plan)
    old, new = whole(before.read, before.submission, plan), whole(after.read, after.submission, plan)
    assert list(differences(old, new, plan)) == []
    assert said(examine(text, plan)) == said(examine(there, plan)) == said(examine(back, plan))


@pytest.mark.slow
@given(submissions, st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_is_reported_says_the_same_in_a_workbook_but_for_what_is_named(entries, data):
    plan = load_plan(str(SMALL))
    words = st.one_of(
        st.dictionaries(st.sampled_from(["owner", "problem", "next_step", "note", "basis"]), TEXTS, max_size=2),
        st.sampled_from(["是", "否", "true", "√"]).map(lambda word: {"apply": word}),
    )
    entries = {one: entry | data.draw(words) for one, entry in entries.items() if entry.get("status") != "finished"}
    text = as_yaml({**HEAD, "entries": bare(entries)})
    before = given_text(text, plan)
    sheet = converted(before, "xlsx", "zh")
    after = given_text(sheet.raw, plan, "xlsx")
    old, new = whole(before.read, before.submission, plan), whole(after.read, after.submission, plan)
    named = {loss.place for loss in sheet.losses}
    found = list(differences(old, new, plan))
    assert {before.read.places.of(Found(path=one.path, on_key=len(one.path) == 2)) for one in found} == named
    if not found:
        assert said(examine(text, plan)) == said(Checker(plan).workbook("a.xlsx", sheet.raw), sheet=True)
        back = turned(sheet.raw, plan, "yaml", of="xlsx").raw.decode("utf-8")
        assert said(examine(back, plan)) == said(examine(text, plan))
        assert back == turned(text, plan, "yaml").raw.decode("utf-8")


def test_every_difference_between_two_submissions_is_seen(small):
    one = given_text(
        submission({"1.1.1-01": {"status": "done", "evidence": [{"kind": "document", "title": "甲"}]}}), small
    )
    other = given_text(submission({"1.1.1-01": {"status": "done"}, "1.1.1-02": {"note": "乙"}}), small)
    found = [change.path for change in differences(one.submission, other.submission, small)]
    assert found == [("entries", "1.1.1-01", "evidence"), ("entries", "1.1.1-02")]
    assert list(changes({"a": ["x"]}, {"a": ["x", "y"]})) != []


def test_ids_stand_in_the_plan_s_order_and_unknown_ones_behind_them(small):
    text = submission(
        {"9.9.9-01": {"note": "x"}, "1.2.1-01": {"value": 3}, "1.1.1-01": {"status": "done"}, "1.1.1-02": {}}
    )
    data = data_of(given_text(text, small).submission, small, "en")
    assert list(data["entries"]) == ["1.1.1-01", "1.2.1-01", "9.9.9-01"]  # type: ignore[arg-type,call-overload]


def test_a_duty_goes_by_the_words_of_duties(small):
    duty = next(one.id for one in small.targets if type(one.measure).__name__ == "Standing")
    there = turned(submission({duty: {"status": "under_way"}}), small, "yaml").raw.decode("utf-8")
    assert "状态: 持续开展" in there


def test_comments_are_found_and_what_only_looks_like_one_is_not():
    text = '# 一\na: "# 二"  # 三\nb: |  # 四\n  # 五\n\n  六 # 七\nc: x#y\nd: z # 八\n'
    assert [(one.line, one.column) for one in comments(text)] == [(1, 1), (2, 11), (3, 7), (8, 6)]
    assert [one.line for one in comments("a: [\n# x")] == [2]


# The command.


@pytest.fixture
def ready(here: Path) -> Path:
    """A folder with a submission in it."""
    (here / "a.yaml").write_text(f"# 一\n$schema: x.json\nx-常用: [甲, {{乙: 丙}}]\n{mixed()}# 二\n", "utf-8")
    return here


def test_from_yaml_to_json_and_back_with_what_is_left_named(run: Run, ready: Path):
    done = run("convert", "a.yaml", "a.json", *PLAN)
    last = (ready / "a.yaml").read_text("utf-8").count("\n")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"a.json\na.yaml 没有带过去：注释 2 处（第 1、{last} 行）\n"
    there = json.loads((ready / "a.json").read_text("utf-8"))
    assert there["$schema"] == "x.json"
    assert there["x-常用"] == ["甲", {"乙": "丙"}]
    done = run("convert", "a.json", "b.yml", *PLAN, "--keys", "en", "--lang", "en")
    assert (done.code, done.err) == (0, "b.yml\n")
    assert (
        (ready / "b.yml").read_text("utf-8").startswith("$schema: x.json\nx-常用:\n  - 甲\n  - 乙: 丙\nplan: small\n")
    )
    judged = [run(name, *PLAN, "-f", "json").json["counts"] for name in ("a.yaml", "a.json", "b.yml")]
    assert judged[0] | {"files": 1} == judged[1] == judged[2]


def test_personal_numbers_are_carried_over_as_they_are_and_told_by_the_check_as_before(run: Run, here: Path):
    (here / "a.yaml").write_text(submission({"1.1.1-01": {"status": "done", "note": "电话 13812345678"}}), "utf-8")
    assert run("convert", "a.yaml", "a.json", *PLAN).code == 0
    assert "13812345678" in (here / "a.json").read_text("utf-8")
    codes = [
        [one["code"] for one in run(name, *PLAN, "-f", "json").json["files"][0]["findings"]]
        for name in ("a.yaml", "a.json")
    ]
    assert codes[0] == codes[1]


def test_a_file_that_is_there_is_never_written_over(run: Run, ready: Path):
    (ready / "b.json").write_text("x", "utf-8")
    done = run("convert", "a.yaml", "b.json", *PLAN)
    assert (done.code, done.err) == (2, "b.json 已经存在，不覆盖；请换一个文件名\n")
    assert run("convert", "a.yaml", "a.yaml", *PLAN).code == 2
    assert (ready / "b.json").read_text("utf-8") == "x"


def test_the_ending_says_what_is_written(run: Run, ready: Path):
    done = run("convert", "a.yaml", "b.docx", *PLAN)
    assert done.code == 2
    assert done.err == "看不出 b.docx 要写成什么：文件名以 .xlsx、.yaml 或 .json 结尾\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (submission({"1.1.1-01": {"status": "finished"}}), "FZ203"),
        (submission({"1.1.1-01": {"stauts": "done"}}), "FZ202"),
        (submission("  1.1.1-01: {status: done, 状态: 已完成}\n"), "FZ104"),
        (submission({"1.2.1-01": {"value": "约90"}}), "FZ203"),
        (submission().replace("plan: small", "plan: other"), "FZ204"),
        ("a: [", "FZ103"),
        ("", "FZ101"),
    ],
)
def test_what_would_be_lost_is_told_and_nothing_is_written(run: Run, here: Path, text: str, code: str):
    (here / "a.yaml").write_text(text, "utf-8")
    done = run("convert", "a.yaml", "b.json", *PLAN)
    assert (done.code, code in done.err) == (2, True), done.err
    assert not (here / "b.json").exists()


def test_a_missing_file_and_a_missing_argument_are_told(run: Run, here: Path):
    assert run("convert", "a.yaml", "b.json").err == "找不到：a.yaml\n"
    assert "NEW-FILE" in run("convert", "a.yaml").err


# Into a workbook.


def test_what_a_sheet_cannot_hold_is_named_by_its_place(run: Run, here: Path):
    entries = (
        '  1.1.1-01: {status: done, note: "——", problem: 无, owner: " 甲科 "}\n'
        '  1.1.1-02: {status: under_way, next_step: "一\\r\\n二", note: "=SUM(A1)"}\n'
        "  1.2.1-04: {by_unit: {}, status: under_way}\n"
    )
    (here / "a.yaml").write_text(f"$schema: x\nx-a: {{b: c}}\n{submission(entries)}", "utf-8")
    done = run("convert", "a.yaml", "a.xlsx", *PLAN)
    assert done.code == 0, done.err
    assert done.err.replace("没有带过去：", "") == (
        "a.xlsx\n"
        "a.yaml:7:59 责任单位（owner）“甲科”：首尾的空格、回车符和看不见的控制字符不保留，其余照写\n"
        "a.yaml:7:49 存在问题（problem）“无”：表格里这样写等于没填\n"
        "a.yaml:7:34 说明（note）“——”：表格里这样写等于没填\n"
        "a.yaml:8:44 下一步措施（next_step）“一 二”：首尾的空格、回车符和看不见的控制字符不保留，其余照写\n"
        "a.yaml:9:23 分单位（by_unit）：表格里这样写等于没填\n"
        "a.yaml:1:1 键 $schema\n"
        "a.yaml:2:1 键 x-a\n"
    )
    back = run("convert", "a.xlsx", "b.yaml", *PLAN)
    assert (back.code, back.err) == (0, "b.yaml\n")
    assert "说明: =SUM(A1)" in (here / "b.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"1.1.1-01": {"note": "长" * 32_768}}, "超过一个单元格能放的 32767 字"),
        ({"1.1.1-01": {"note": "\U0001f600" * 16_384}}, "超过一个单元格能放的 32767 字"),
        ({"1.1.1-01": {"status": "done", "evidence": [{"kind": "document", "title": "——"}]}}, "a.yaml:5:75 标题"),
        ({"无": {"status": "done"}}, "a.yaml:5:3"),
    ],
)
def test_what_cannot_be_kept_in_a_sheet_is_refused_and_nothing_is_written(
    run: Run, here: Path, entries: Any, said: str
):
    (here / "a.yaml").write_text(submission(entries), "utf-8")
    done = run("convert", "a.yaml", "a.xlsx", *PLAN)
    assert (done.code, said in done.err) == (2, True), done.err[:500]
    assert not (here / "a.xlsx").exists()


def test_a_cell_is_filled_to_its_last_letter(run: Run, here: Path):
    (here / "a.yaml").write_text(submission({"1.1.1-01": {"status": "done", "note": "长" * 32_767}}), "utf-8")
    assert run("convert", "a.yaml", "a.xlsx", *PLAN).code == 0
    assert run("convert", "a.xlsx", "b.yaml", *PLAN).code == 0
    assert "长" * 32_767 in (here / "b.yaml").read_text("utf-8")


def test_other_sheets_and_english_heads_are_refused(run: Run, ready: Path):
    assert "b.xlsx" in run("convert", "a.yaml", "b.et", *PLAN).err
    assert run("convert", "a.yaml", "b.xlsx", *PLAN, "--keys", "en").code == 2
