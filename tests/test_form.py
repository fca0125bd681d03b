"""The form of a submission: keys and values in both languages, written scalars, and every problem at its place."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from helpers.running import examine, verdict_of
from helpers.submissions import HEAD, submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.findings import Finding, Place
from fazhi_check.source.yaml import compose
from fazhi_check.submission.reading import Read, read_tree
from fazhi_check.submission.records import Submission

laws = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

KEYS = {
    "plan": "计划",
    "unit": "单位",
    "name": "名称",
    "level": "层级",
    "code": "代码",
    "body": "机构",
    "as_of": "截至",
    "source": "来源",
    "entries": "事项",
    "status": "状态",
    "progress": "进度",
    "value": "数值",
    "covered": "覆盖数",
    "total": "总数",
    "by_unit": "分单位",
    "by_year": "分年度",
    "done_on": "完成日期",
    "evidence": "佐证",
    "kind": "类型",
    "title": "标题",
    "ref": "文号",
    "date": "日期",
    "url": "链接",
    "quote": "原文",
    "period": "期间",
    "owner": "责任单位",
    "problem": "存在问题",
    "next_step": "下一步措施",
    "note": "说明",
    "reason": "理由",
    "publisher": "发布单位",
}
STATUSES = {
    "not_started": "未启动",
    "under_way": "推进中",
    "substantial": "取得突破",
    "done": "已完成",
    "not_applicable": "不适用",
}
LEVELS = {"city": "市级", "county": "县级", "department": "部门", "township": "乡镇"}
KINDS = {"document": "文件", "record": "记录", "publication": "公开", "figure": "数据", "report": "自述"}


def read(text: str) -> Read:
    """Read a text that is valid YAML."""
    root = compose(text)
    assert not isinstance(root, Finding), root
    return read_tree(root)


def good(text: str) -> Submission:
    """Return the submission of a text without any problem of form."""
    done = read(text)
    assert done.findings == []
    assert done.submission is not None
    return done.submission


def marked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Take the «CODE» marks out of a text; return it with each code's line and column."""
    expected = []
    while found := re.search("«(FZ[0-9]{3})»", text):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        expected.append((found[1], line, column))
        text = before + text[found.end() :]
    return text, expected


def problems(report: Any) -> list[tuple[str, int, int]]:
    """Return code, line and column of what a report finds about file, form and consistency."""
    return [(f.code, f.place.line, f.place.column) for f in report.findings if f.code < "FZ4"]


def only(text: str, plan: Any, code: str) -> Finding:
    """Return the one finding about form that a text has."""
    found = [f for f in examine(text, plan).findings if f.code < "FZ4"]
    assert [f.code for f in found] == [code]
    return found[0]


# Two languages.

FULL: dict[str, Any] = {
    "plan": "small",
    "unit": {"name": "甲市", "level": "city", "code": "650100", "body": "government"},
    "as_of": "2023-08-30",
    "source": {
        "title": "某报告",
        "publisher": "某局",
        "date": "2023-08-30",
        "url": "https://example.com/a",
        "note": "取自公开材料",
    },
    "entries": {
        "1.1.1-01": {
            "status": "done",
            "progress": "100",
            "done_on": "2023-05",
            "evidence": [
                {"kind": "document", "title": "某办法", "ref": "某政发〔2023〕12号", "date": "2023-05-01"},
                {"kind": "record", "title": "某会议", "url": "https://example.com/b"},
                {"kind": "publication", "title": "某公告", "quote": "一段原文", "period": "2023年上半年"},
                {"kind": "figure", "title": "某统计"},
                {"kind": "report", "title": "某总结"},
            ],
            "owner": "某局",
            "problem": "人手不足",
            "next_step": "加强培训",
            "note": "备注",
        },
        "1.1.1-02": {"status": "under_way"},
        "1.1.1-03": {"status": "substantial"},
        "1.1.1-04": {"status": "not_started"},
        "1.1.1-05": {"status": "not_applicable", "reason": "没有这项工作"},
        "1.2.1-01": {"value": "45"},
        "1.2.1-03": {"covered": "37", "total": "40"},
        "1.2.1-04": {"by_unit": {"甲县": "6", "状态": "7余"}},
        "1.2.1-05": {"by_year": {"2021": "4", "2022": "5"}},
    },
}
_FREE = ("by_unit", "by_year", "entries")


def translated(data: Any, pick: Any, above: str = "") -> Any:
    """Return the data with each key and fixed value in the language that `pick(word)` chooses (True: Chinese)."""
    if isinstance(data, list):
        return [translated(item, pick) for item in data]
    if not isinstance(data, dict):
        values = {"status": STATUSES, "level": LEVELS, "kind": KINDS}.get(above, {})
        return values[data] if data in values and pick(data) else data
    return {
        (KEYS[key] if above not in _FREE and pick(key) else key): translated(value, pick, "" if above in _FREE else key)
        for key, value in data.items()
    }


def as_yaml(data: Any) -> str:
    """Return data as YAML; JSON is YAML."""
    return json.dumps(data, ensure_ascii=False)


def keys_in(data: Any, above: str = "") -> set[str]:
    """Return all keys of a form that are not the writer's own."""
    if isinstance(data, list):
        return set().union(*(keys_in(item) for item in data))
    if not isinstance(data, dict):
        return set()
    own = set() if above in _FREE else set(data)
    return own.union(*(keys_in(value, "" if above in _FREE else key) for key, value in data.items()))


def test_the_full_submission_uses_every_key():
    assert keys_in(FULL) == set(KEYS)


def test_a_submission_all_in_chinese_is_the_same():
    chinese = translated(FULL, lambda _: True)
    assert keys_in(chinese) & set(KEYS) == set()
    assert good(as_yaml(chinese)) == good(as_yaml(FULL))


@pytest.mark.parametrize("key", KEYS)
def test_one_key_in_chinese_among_english_ones_is_the_same_key(key):
    text = as_yaml(translated(FULL, lambda word: word == key))
    assert KEYS[key] in text
    assert good(text) == good(as_yaml(FULL))


@pytest.mark.parametrize("key", KEYS)
def test_one_key_in_english_among_chinese_ones_is_the_same_key(key):
    assert good(as_yaml(translated(FULL, lambda word: word != key))) == good(as_yaml(FULL))


@pytest.mark.parametrize(("english", "chinese"), STATUSES.items(), ids=STATUSES)
def test_a_status_is_said_in_either_language(english, chinese):
    for written in (english, chinese, f"'{chinese}'", f'" {english} "'):
        entry = good(submission(f"  1.1.1-01: {{status: {written}}}\n")).entries["1.1.1-01"]
        assert entry.status == english


@pytest.mark.parametrize(("english", "chinese"), LEVELS.items(), ids=LEVELS)
def test_a_level_is_said_in_either_language(english, chinese):
    for written in (english, chinese):
        assert good(submission(level=written)).unit.level == english


@pytest.mark.parametrize(("english", "chinese"), KINDS.items(), ids=KINDS)
def test_a_kind_of_evidence_is_said_in_either_language(english, chinese):
    for written in (english, chinese):
        text = submission(f"  1.1.1-01: {{佐证: [{{kind: {written}, 标题: 甲}}]}}\n")
        assert good(text).entries["1.1.1-01"].evidence[0].kind == english


@given(choices=st.lists(st.booleans(), min_size=1, max_size=80))
@laws
def test_any_mixture_of_the_languages_is_the_same_submission(choices):
    rest = list(choices)

    def pick(_word: str) -> bool:
        rest.append(rest.pop(0))
        return rest[-1]

    assert good(as_yaml(translated(FULL, pick))) == good(as_yaml(FULL))


@pytest.mark.parametrize("key", ["by_unit", "分单位"])
def test_names_of_parts_are_never_taken_for_keys(key):
    entry = good(submission(f"  1.2.1-04: {{{key}: {{状态: 5, total: 6, 总数: 7}}}}\n")).entries["1.2.1-04"]
    assert set(entry.by_unit) == {"状态", "total", "总数"}


def test_a_chinese_word_belongs_to_its_own_key_only():
    (found,) = read(submission("  1.1.1-01: {status: 文件}\n")).findings
    assert (found.code, found.data["value"]) == ("FZ203", "文件")


# A key given twice, in whichever language.


def with_twice(data: Any, key: str, chinese_first: bool, done: list[bool]) -> str:
    """Return the data as JSON on many lines, `key` standing twice at its first use, each time in one language."""
    if isinstance(data, list):
        return "[\n" + ",\n".join(with_twice(item, key, chinese_first, done) for item in data) + "\n]"
    if not isinstance(data, dict):
        return json.dumps(data, ensure_ascii=False)
    parts = []
    for name, value in data.items():
        inner = json.dumps(value, ensure_ascii=False)
        if name == key and not done:
            done.append(True)
            first, second = (KEYS[key], key) if chinese_first else (key, KEYS[key])
            parts += [f'"{first}": {inner}', f'"{second}": {inner}']
        else:
            parts.append(f"{json.dumps(name)}: {with_twice(value, key, chinese_first, done)}")
    return "{\n" + ",\n".join(parts) + "\n}"


@pytest.mark.parametrize("chinese_first", [False, True], ids=["english-first", "chinese-first"])
@pytest.mark.parametrize("key", KEYS)
def test_a_key_and_its_twin_are_a_duplicate(key, chinese_first):
    text = with_twice(FULL, key, chinese_first, [])
    second = key if chinese_first else KEYS[key]
    first = KEYS[key] if chinese_first else key
    lines = text.split("\n")
    line = 1 + next(number for number, one in enumerate(lines) if one.startswith(f'"{KEYS[key]}": ')) + chinese_first
    found = [f for f in read(text).findings if f.code == "FZ104"]
    assert [(f.place, f.data["key"], f.data["first"], f.data["line"]) for f in found] == [
        (Place(line, 1), second, first, line - 1)
    ]
    assert second in found[0].message("zh")
    assert f"第 {line - 1} 行" in found[0].message("zh")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(submission() + "«FZ104»计划: small\n", id="plan"),
        pytest.param(submission() + "«FZ104»as_of: 2023-08-30\n", id="as-of"),
        pytest.param(submission() + "«FZ104»事项: {}\n", id="entries"),
        pytest.param(submission().replace("level:", "«FZ104»名称: 乙市, level:"), id="unit-name"),
        pytest.param(
            submission("  1.1.1-01:\n    status: done\n    evidence: [{kind: record, «FZ104»类型: 文件, title: 甲}]\n"),
            id="evidence-kind",
        ),
    ],
)
def test_a_required_key_given_twice_is_not_called_missing_too(small, text):
    text, expected = marked(text)
    assert problems(examine(text, small)) == expected


def test_a_key_may_be_repeated_in_another_mapping(small):
    text = submission(
        "  1.1.1-01: {说明: 甲, evidence: [{标题: 乙, kind: 文件}, {title: 丙, 类型: 记录}], 状态: 已完成}\n"
    )
    assert problems(examine(text, small)) == []


@pytest.mark.parametrize(
    ("entry", "target"),
    [
        pytest.param("  1.1.1-01: {status: done, «FZ104»status: done}\n", "1.1.1-01", id="same-key"),
        pytest.param("  1.1.1-01: {status: done, «FZ104»状态: done, «FZ104»status: done}\n", "1.1.1-01", id="thrice"),
        pytest.param("  1.2.1-04: {by_unit: {甲: 6, «FZ104»甲: 7}}\n", "1.2.1-04", id="part"),
        pytest.param('  1.2.1-05: {by_year: {2022: 6, «FZ104»"2022": 7}}\n', "1.2.1-05", id="year"),
        pytest.param("  1.1.1-01: {status: done, note: ~, «FZ104»说明: 甲}\n", "1.1.1-01", id="null-and-value"),
        pytest.param("  1.1.1-01: {status: done}\n  «FZ104»1.1.1-01: {status: done}\n", "1.1.1-01", id="entry"),
        pytest.param(
            "  1.1.1-01: {status: done, 佐证: [{kind: 文件, title: 甲, «FZ104»标题: 乙}]}\n", "1.1.1-01", id="evidence"
        ),
    ],
)
def test_an_entry_with_a_duplicate_cannot_be_judged(small, entry, target):
    text, expected = marked(submission(entry))
    report = examine(text, small)
    assert [one for one in problems(report) if one[0] == "FZ104"] == expected
    assert {f.target for f in report.findings if f.code == "FZ104"} == {target}
    assert verdict_of(report, target).verdict == "invalid"


def test_a_year_given_in_two_spellings_is_refused(small):
    finding = only(submission("  1.2.1-05: {by_year: {2022: 3, 2022年: 4}}\n"), small, "FZ203")
    assert "写了两次" in finding.message("zh")
    assert "twice" in finding.message("en")


# Several problems, one run.


def test_every_problem_of_a_file_is_reported_in_one_run_at_its_line_and_column(small):
    text, expected = marked("""# 示例
计划: small
«FZ201»单位: {名称: 甲市, 层级: «FZ203»城市}
截至: «FZ203»2023年2月30日
«FZ202»备 注: 多余
来源: {标题: 某报告, «FZ202»作者: 某人, 日期: «FZ203»2023-13-01}
事项:
  1.1.1-01:
    状态: «FZ203»完成
    «FZ202»状太: 已完成
    佐证:
      - {类型: «FZ203»文档, 标题: 某办法}
      - «FZ201»{类型: 文件}
      - «FZ203»某文件
    完成日期: «FZ203»二〇二三年
  1.1.1-02: «FZ203»已完成
  1.1.1-03:
    «FZ203»- 状态
  1.1.1-04: {状态: 推进中, «FZ104»status: 推进中}
  1.2.1-01: {数值: «FZ203»约45}
  1.2.1-03: {覆盖数: «FZ203»很多, 总数: «FZ203»[40]}
  1.2.1-04: {分单位: {甲县: «FZ203»2至4, 乙县: «FZ203»nan, 丙县: 6}}
  1.2.1-05: {分年度: «FZ203»3}
  «FZ205»9.9.9-99: {状态: «FZ203»done!}
""")
    assert sorted(problems(examine(text, small))) == sorted(expected)


def test_problems_come_in_the_order_of_the_text(small):
    text = submission(
        "  1.2.1-01: {value: 约5}\n  1.1.1-01: {状太: 1, status: x}\n  0.0.0-00: {}\n", as_of="2023-13-01"
    )
    found = problems(examine(text, small))
    assert len(found) == 5
    assert [place for _, *place in found] == sorted(place for _, *place in found)


def test_one_spoiled_entry_leaves_the_others_judged(small):
    text = submission("  1.1.1-01: {status: doen}\n  1.1.1-02: {status: under_way}\n  1.2.1-01: {value: 45}\n")
    report = examine(text, small)
    assert verdict_of(report, "1.1.1-01").verdict == "invalid"
    assert verdict_of(report, "1.1.1-02").verdict not in ("invalid", "missing")
    assert verdict_of(report, "1.2.1-01").verdict not in ("invalid", "missing")
    assert not report.valid


def test_a_slip_in_an_optional_part_of_the_head_leaves_the_entries_judged(small):
    text = submission("  1.1.1-01: {status: under_way}\n").replace(
        "entries:", "source: {date: 去年, 作者: 某}\nentries:"
    )
    report = examine(text, small)
    assert [code for code, *_ in problems(report)] == ["FZ203", "FZ202"]
    assert len(report.assessments) == len(examine(submission(), small).assessments)


def test_problems_of_entries_are_reported_though_the_head_is_broken(small):
    text = submission("  1.1.1-01: {status: doen}\n", as_of="soon")
    report = examine(text, small)
    assert [code for code, *_ in problems(report)] == ["FZ203", "FZ203"]
    assert report.assessments == []


@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["crlf", "lf"])
def test_places_of_problems_do_not_depend_on_line_ends(small, end):
    text, expected = marked("# 注\n" + submission("  1.1.1-01:\n    status: «FZ203»doen\n    «FZ202»状太: 1\n"))
    assert problems(examine(text.replace("\n", end), small)) == expected


def test_a_submission_in_json_is_reported_at_its_places(small):
    text, expected = marked("""{
\t"plan": "small",
\t"unit": {"name": "甲市", "level": «FZ203»"市", "code": 650100},
\t"as_of": «FZ203»20230830,
\t"entries": {"1.1.1-01": {"status": "done", «FZ202»"stauts": "done"}}
}
""")
    assert problems(examine(text, small)) == expected


# FZ201.

REQUIRED = {
    "plan": ("plan: small\n", 1, 1),
    "unit": ('unit: {name: 甲市, level: city, code: "650100"}\n', 1, 1),
    "as_of": ("as_of: 2023-08-30\n", 1, 1),
    "name": ("name: 甲市, ", 2, 1),
    "level": ("level: city, ", 2, 1),
    "code": (', code: "650100"', 2, 1),
}


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize("null", [None, "~", "null", ""], ids=["absent", "tilde", "null", "nothing"])
def test_what_is_required_is_missing_when_absent_or_null(small, key, null):
    part, line, column = REQUIRED[key]
    prefix = ", " if part.startswith(", ") else ""
    rest = part[len(prefix) :].lstrip()
    end = "\n" if part.endswith("\n") else ", " if part.endswith(", ") else ""
    given = "" if null is None else f"{prefix}{rest.split(':')[0]}: {null}{end}"
    finding = only(submission().replace(part, given), small, "FZ201")
    assert finding.place == Place(line, column)
    assert KEYS[key] in finding.message("zh")
    assert key in finding.message("zh")
    assert key in finding.message("en")


def test_entries_are_required_and_may_be_empty(small):
    head = HEAD % "2023-08-30"
    assert only(head.replace("entries:\n", ""), small, "FZ201").data["key"].en == "entries"
    for empty in ("entries: {}\n", "entries:\n", "事项: {}\n"):
        report = examine(head.replace("entries:\n", empty), small)
        assert problems(report) == []
        assert {one.verdict for one in report.assessments} == {"missing"}


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        pytest.param("1.1.1-01: {status: done, evidence: [«FZ201»{title: 甲}]}", "kind", id="kind"),
        pytest.param("1.1.1-01: {status: done, evidence: [«FZ201»{kind: 文件}]}", "title", id="title"),
        pytest.param("1.1.1-01: {status: done, evidence: [«FZ201»{kind: 文件, title: ~}]}", "title", id="null-title"),
        pytest.param("«FZ201»1.1.1-01: {note: 甲}", "status", id="milestone-without-status"),
        pytest.param("«FZ201»1.1.1-01: {progress: 40}", "status", id="progress-without-status"),
        pytest.param("«FZ201»1.2.1-01: {note: 甲}", "value or status", id="quantity-with-a-note-only"),
        pytest.param("«FZ201»1.2.1-03: {covered: 5}", "total", id="covered-without-total"),
        pytest.param("«FZ201»1.2.1-03: {total: 5}", "covered", id="total-without-covered"),
        pytest.param("«FZ201»1.2.1-04: {by_unit: {}, note: 甲}", "by_unit or status", id="no-parts"),
        pytest.param("«FZ201»1.2.1-05: {owner: 某局}", "by_year or status", id="frequency-with-an-owner-only"),
        pytest.param("«FZ201»1.2.1-06: {note: 甲}", "status", id="standing-without-mark"),
        pytest.param("«FZ201»1.1.1-01: {evidence: [{kind: 文件, title: 甲}]}", "status", id="evidence-only"),
    ],
)
def test_what_an_entry_lacks_is_named(small, entry, missing):
    text, expected = marked(submission(f"  {entry}\n"))
    finding = only(text, small, "FZ201")
    assert problems(examine(text, small)) == expected
    assert finding.data["key"].en == missing
    assert finding.target == entry.split(":")[0].removeprefix("«FZ201»")
    assert verdict_of(examine(text, small), finding.target).verdict == "invalid"


@pytest.mark.parametrize(
    "entry",
    [
        "1.1.1-01:",
        "1.1.1-01: {}",
        "1.1.1-01: ~",
        "1.1.1-01: {status: ~, note: , 佐证: }",
        "1.1.1-01: {evidence: []}",
        "1.1.1-01: {evidence: [{kind: , title: }]}",
        "1.1.1-01: {evidence: [{kind: 文件, title: , ref: , date: }, ~, {类型: ~}]}",
        "1.1.1-01:\n    evidence:\n      - kind: document  # 可填\n        title:\n        ref:\n        日期:",
    ],
)
def test_an_entry_with_nothing_filled_in_is_missing_not_wrong(small, entry):
    report = examine(submission(f"  {entry}\n"), small)
    assert problems(report) == []
    assert verdict_of(report, "1.1.1-01").verdict == "missing"


def test_null_counts_as_absent_everywhere(small):
    text = submission(
        "  1.1.1-01:\n    status: done\n    done_on: ~\n    progress:\n    note: null\n"
        "    evidence: [~, {kind: 文件, title: 甲, date: ~, ref: , url: null}, null]\n"
    ).replace("code:", "body: ~, code:")
    assert problems(examine(text, small)) == []
    entry = good(text).entries["1.1.1-01"]
    assert (entry.done_on, entry.progress, entry.note) == (None, None, None)
    assert [(item.title, item.date, item.ref) for item in entry.evidence] == [("甲", None, None)]
    assert good(text).unit.body is None


def test_places_in_a_list_are_right_behind_a_null(small):
    text, expected = marked(submission("  1.1.1-01: {status: done, evidence: [~, {kind: «FZ203»文档, title: 甲}]}\n"))
    assert problems(examine(text, small)) == expected


def test_quoted_null_is_a_word(small):
    assert good(submission('  1.1.1-01: {status: done, note: "null"}\n')).entries["1.1.1-01"].note == "null"


# FZ202.


@pytest.mark.parametrize(
    ("entry", "guess"),
    [
        ("1.1.1-01: {status: done, «FZ202»stauts: x}", "status"),
        ("1.1.1-01: {status: done, «FZ202»状太: x}", "状态"),
        ("1.1.1-01: {status: done, «FZ202»Note: x}", "note"),
        ("1.1.1-01: {status: done, «FZ202»下步措施: x}", "下一步措施"),
        ("1.1.1-01: {status: done, «FZ202»done on: 2023}", "done_on"),
        ("1.1.1-01: {status: done, «FZ202»evidences: []}", "evidence"),
        ("1.1.1-01: {status: done, evidence: [{kind: 文件, title: 甲, «FZ202»发文日期: 2023}]}", "日期"),
        ("1.1.1-01: {status: done, evidence: [{kind: 文件, title: 甲, «FZ202»titel: 乙}]}", "title"),
    ],
)
def test_an_unknown_key_gets_the_nearest_one_that_belongs_there(small, entry, guess):
    text, expected = marked(submission(f"  {entry}\n"))
    finding = only(text, small, "FZ202")
    assert problems(examine(text, small)) == expected
    assert f"是不是“{guess}”" in finding.message("zh")
    assert f"did you mean {guess}?" in finding.message("en")
    assert finding.data["key"] in finding.message("zh")


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("plna: 1\n", "plan"),
        ("单 位: 1\n", "单位"),
        ("asof: 1\n", "as_of"),
        ("截止: 1\n", "截至"),
        ("事项清单: {}\n", "事项"),
        ("Entries: {}\n", "entries"),
    ],
)
def test_an_unknown_key_of_the_head_gets_the_nearest_one(small, text, guess):
    finding = only(submission() + text, small, "FZ202")
    assert finding.place == Place(5, 1)
    assert f"是不是“{guess}”" in finding.message("zh")


def test_a_key_like_no_other_gets_the_list_of_those_that_belong(small):
    finding = only(submission("  1.1.1-01: {status: done, qqq: 1}\n"), small, "FZ202")
    for key in ("status", "done_on", "evidence", "next_step"):
        assert KEYS[key] in finding.message("zh")
        assert key in finding.message("en")
    assert "kind" not in finding.message("en")
    inner = only(
        submission("  1.1.1-01: {status: done, evidence: [{kind: 文件, title: 甲, qqq: 1}]}\n"), small, "FZ202"
    )
    assert "kind, title" in inner.message("en")
    assert "status" not in inner.message("en")


@pytest.mark.parametrize(
    ("entry", "allowed"),
    [
        ("1.1.1-01: {status: done, «FZ202»by_year: {2022: 1}}", "status, progress"),
        ("1.1.1-01: {status: done, «FZ202»数值: 5}", "status, progress"),
        ("1.1.1-01: {status: done, «FZ202»覆盖数: 5, «FZ202»总数: 6}", "status, progress"),
        ("1.2.1-01: {value: 5, «FZ202»progress: 50}", "status, value"),
        ("1.2.1-03: {value: 5, «FZ202»by_year: {2022: 1}}", "status, covered, total, value, by_unit"),
        ("1.2.1-04: {by_unit: {甲: 1}, «FZ202»value: 5}", "status, by_unit"),
        ("1.2.1-05: {by_year: {2022: 1}, «FZ202»value: 5}", "status, by_year"),
        ("1.2.1-06: {status: under_way, «FZ202»value: 5}", "status"),
        ("1.2.1-07: {value: 100%, «FZ202»分年度: {2022: 1}}", "status, value"),
    ],
)
def test_a_key_that_the_measure_has_no_use_for_is_refused(small, entry, allowed):
    text, expected = marked(submission(f"  {entry}\n"))
    report = examine(text, small)
    assert problems(report) == expected
    for finding in (f for f in report.findings if f.code == "FZ202"):
        assert finding.message("en").endswith(f"give {allowed}")
    assert verdict_of(report, entry.split(":")[0]).verdict == "invalid"


@pytest.mark.parametrize(
    ("entry", "lost"),
    [
        pytest.param("1.1.1-01: {状态：已完成}", "状态：已完成", id="full-width-colon"),
        pytest.param("1.1.1-01: {status:done}", "status:done", id="no-blank"),
        pytest.param("1.2.1-01: {value: 12,000}", "000", id="unquoted-comma"),
        pytest.param("1.2.1-03: {covered: 1,000, total: 40}", "000", id="unquoted-comma-in-covered"),
        pytest.param("1.2.1-04: {by_unit: {甲县: 1,000}}", "000", id="unquoted-comma-in-a-part"),
        pytest.param("1.1.1-01: {status: done, 一段没有键的话}", "一段没有键的话", id="text-without-key"),
    ],
)
def test_what_was_written_as_a_key_without_value_is_not_lost_in_silence(small, entry, lost):
    found = [f for f in examine(submission(f"  {entry}\n"), small).findings if f.code < "FZ4"]
    assert found
    assert any(lost in f.message("zh") for f in found)


@pytest.mark.parametrize(
    "entry", ["[甲, 乙]: {status: done}", "{a: b}: {status: done}", "? [1.1.1-01]\n  : {status: done}"]
)
def test_an_entry_whose_key_is_no_single_value_is_reported(small, entry):
    assert problems(examine(submission(f"  {entry}\n"), small)) != []


# FZ203.


@pytest.mark.parametrize(
    ("entry", "guess"),
    [
        ("1.1.1-01: {status: «FZ203»完成}", "已完成"),
        ("1.1.1-01: {status: «FZ203»Done}", "done"),
        ("1.1.1-01: {status: «FZ203»underway}", "under_way"),
        ("1.1.1-01: {状态: «FZ203»正在推进中}", "推进中"),
        ("1.1.1-01: {status: «FZ203»不 适用}", "不适用"),
        ("1.1.1-01: {status: done, evidence: [{kind: «FZ203»documents, title: 甲}]}", "document"),
        ("1.1.1-01: {status: done, evidence: [{类型: «FZ203»统计数据, 标题: 甲}]}", "数据"),
    ],
)
def test_a_word_near_an_allowed_one_gets_it_offered(small, entry, guess):
    text, expected = marked(submission(f"  {entry}\n"))
    finding = only(text, small, "FZ203")
    assert problems(examine(text, small)) == expected
    assert f"是不是“{guess}”" in finding.message("zh")
    assert f"did you mean {guess}?" in finding.message("en")


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (submission("  1.1.1-01: {status: qqq}\n"), STATUSES, STATUSES.values()),
        (submission("  1.1.1-01: {status: done, evidence: [{kind: qqq, title: 甲}]}\n"), KINDS, KINDS.values()),
        (submission(level="qqq"), LEVELS, LEVELS.values()),
    ],
    ids=["status", "kind", "level"],
)
def test_a_word_that_is_not_allowed_gets_the_allowed_ones(small, text, english, chinese):
    finding = only(text, small, "FZ203")
    assert all(word in finding.message("en") for word in english)
    assert all(word in finding.message("zh") for word in chinese)
    assert "qqq" in finding.message("zh")


def test_a_level_near_an_allowed_one_gets_it_offered(small):
    finding = only(submission(level="城市级"), small, "FZ203")
    assert "是不是“市级”" in finding.message("zh")


@pytest.mark.parametrize("body", ["goverment", "某部"])
def test_a_body_that_the_plan_does_not_have_gets_the_plans_bodies(small, body):
    text, expected = marked(submission(level="department").replace("code:", f"机构: «FZ203»{body}, code:"))
    finding = only(text, small, "FZ203")
    assert [expected[0]] == problems(examine(text, small))
    assert "party, government, court, justice" in finding.message("en")


WRONG = {
    "code-too-short": (submission(code="65010"), "六位数字", "six digits"),
    "code-too-long": (submission(code="6501000"), "六位数字", "six digits"),
    "code-with-letters": (submission(code="65O100"), "六位数字", "six digits"),
    "code-full-width": (submission(code="６５０１００"), "六位数字", "six digits"),
    "name-empty": (submission(name='""'), "不能为空", "not be empty"),
    "name-blank": (submission(name='"  "'), "不能为空", "not be empty"),
    "name-list": (submission(name="[甲, 乙]"), "一段文字", "plain text"),
    "as-of-month": (submission(as_of="2023-08"), "2023-08-31", "2023-08-31"),
    "as-of-year": (submission(as_of="2023"), "2023-12-31", "2023-12-31"),
    "as-of-impossible": (submission(as_of="2023年2月30日"), "没有 30 日", "no day 30"),
    "as-of-list": (submission(as_of="[2023-08-30]"), "单个值", "single value"),
    "unit-text": (
        submission().replace("unit: {", "x: {").replace("x: {", "unit: 甲市 #{"),
        "“键: 值”",
        "keys and values",
    ),
    "entries-list": (submission().replace("entries:", "entries: [1.1.1-01]"), "“键: 值”", "keys and values"),
    "entries-text": (submission().replace("entries:", "entries: 无"), "“键: 值”", "keys and values"),
    "source-text": (submission() + "source: 某报告\n", "“键: 值”", "keys and values"),
    "entry-text": (submission("  1.1.1-01: 已完成\n"), "“键: 值”", "keys and values"),
    "entry-list": (submission("  1.1.1-01: [已完成]\n"), "“键: 值”", "keys and values"),
    "entry-full-width-colon": (submission("  1.1.1-01:\n    状态：已完成\n"), "全角冒号", "full-width colon"),
    "entry-no-blank": (submission("  1.1.1-01:\n    状态:已完成\n"), "缺一个空格", "blank is missing"),
    "evidence-mapping": (submission("  1.1.1-01: {status: done, 佐证: {kind: 文件, title: 甲}}\n"), "列表", "list"),
    "evidence-text": (submission("  1.1.1-01: {status: done, 佐证: 某文件}\n"), "列表", "list"),
    "evidence-item-text": (submission("  1.1.1-01: {status: done, 佐证: [某文件]}\n"), "“键: 值”", "keys and values"),
    "status-list": (submission("  1.1.1-01: {status: [done]}\n"), "可填", "llowed"),
    "note-list": (submission("  1.1.1-01: {status: done, note: [甲]}\n"), "一段文字", "plain text"),
    "note-mapping": (submission("  1.1.1-01: {status: done, note: {甲: 乙}}\n"), "一段文字", "plain text"),
    "done-on-words": (submission("  1.1.1-01: {status: done, done_on: 去年}\n"), "2023年5月1日", "2023-05-01"),
    "done-on-impossible": (
        submission("  1.1.1-01: {status: done, done_on: 2023年2月30日}\n"),
        "28 日",
        "last day is 28",
    ),
    "done-on-month-13": (submission("  1.1.1-01: {status: done, done_on: 2023.13}\n"), "没有 13 月", "no month 13"),
    "value-approximate": (submission("  1.2.1-01: {value: 约45}\n"), "确切数", "exact number"),
    "value-near": (submission("  1.2.1-01: {value: 近45}\n"), "确切数", "exact number"),
    "value-range": (submission("  1.2.1-01: {value: 2至4}\n"), "区间", "range"),
    "value-nan": (submission("  1.2.1-01: {value: .nan}\n"), "这不是数", "no number"),
    "value-infinite": (submission("  1.2.1-01: {value: -.inf}\n"), "这不是数", "no number"),
    "value-unit": (submission("  1.2.1-01: {value: 45个}\n"), "不写计量单位", "without a unit"),
    "value-list": (submission("  1.2.1-01: {value: [45]}\n"), "单个值", "single value"),
    "value-percent-of-a-count": (submission("  1.2.1-01: {value: 45%}\n"), "“个”", "not in percent"),
    "progress-words": (submission("  1.1.1-01: {status: done, progress: 一半}\n"), "98.5", "98.5"),
    "by-unit-text": (submission("  1.2.1-04: {by_unit: 6}\n"), "“键: 值”", "keys and values"),
    "by-unit-value": (submission("  1.2.1-04: {by_unit: {甲县: 很多}}\n"), "98.5", "98.5"),
    "by-year-list": (submission("  1.2.1-05: {by_year: [3]}\n"), "“键: 值”", "keys and values"),
    "by-year-value": (submission("  1.2.1-05: {by_year: {2022: 三次}}\n"), "98.5", "98.5"),
    "by-year-key": (submission("  1.2.1-05: {by_year: {二〇二二: 3}}\n"), "四位数字", "four digits"),
    "root-text": ("一段话\n", "“键: 值”", "keys and values"),
    "root-list": ("- 计划: small\n", "“键: 值”", "keys and values"),
    "root-full-width-colons": ("计划：small\n单位：甲市\n", "全角冒号", "full-width colon"),
}


@pytest.mark.parametrize(("text", "zh", "en"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_says_what_to_write(small, text, zh, en):
    finding = only(text, small, "FZ203")
    assert zh in finding.message("zh")
    assert en in finding.message("en")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(submission("  1.1.1-01: 已完成\n"), "1.1.1-01", id="entry"),
        pytest.param(submission("  1.1.1-01: {status: done, 佐证: [某文件]}\n"), "evidence", id="item"),
        pytest.param(submission("  1.2.1-04: {by_unit: {甲县: 很多}}\n"), "甲县", id="part"),
        pytest.param(submission("  1.2.1-05: {by_year: {二〇二二: 3}}\n"), "二〇二二", id="year"),
    ],
)
def test_a_wrong_value_is_called_by_the_key_that_was_written(small, text, says):
    message = only(text, small, "FZ203").message("en")
    assert says in message
    assert "[key]" not in message
    assert "value of ," not in message


@pytest.mark.parametrize("text", ["一段话\n", "[甲]\n", "~\n", "null\n"])
def test_a_file_that_is_no_mapping_is_told_so_in_whole_sentences(small, text):
    for finding in examine(text, small).findings:
        assert "value of ," not in finding.message("en")
        assert not finding.message("zh").startswith(" ")


def test_a_long_wrong_value_is_cut_in_the_message(small):
    finding = only(submission(f"  1.1.1-01: {{status: {'长' * 5000}}}\n"), small, "FZ203")
    assert len(finding.message("zh")) < 200


# Written scalars.


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code: "650100"', "code: 650100"),
        ('code: "650100"', "代码: '650100'"),
        ("as_of: 2023-08-30", "as_of: 2023.8.30"),
        ("as_of: 2023-08-30", 'as_of: "2023-08-30"'),
        ("as_of: 2023-08-30", "截至: 2023年8月30日"),
        ("as_of: 2023-08-30", "as_of: 2023/08/30"),
        ("name: 甲市", 'name: "甲市"'),
    ],
)
def test_a_scalar_is_read_from_its_text_quoted_or_not(old, new):
    text = submission()
    assert old in text
    assert good(text.replace(old, new)) == good(text)


@pytest.mark.parametrize("code", ["012345", "000000", "650100"])
def test_a_code_keeps_its_zeros(code):
    text = submission().replace('"650100"', code)
    assert good(text).unit.code == code


@pytest.mark.parametrize("word", ["2022", "yes", "on", "1.0", "0x1F", "12:30", "2023-05-01", "1e3", ".5"])
def test_text_is_never_turned_into_something_else(word):
    done = good(submission(f"  1.1.1-01: {{status: done, note: {word}}}\n", name=word))
    assert (done.unit.name, done.entries["1.1.1-01"].note) == (word, word)


@pytest.mark.parametrize("year", ["2022", '"2022"', "'2022'", "2022年", '" 2022 "'])
def test_a_year_is_read_quoted_or_not(year):
    entry = good(submission(f"  1.2.1-05: {{by_year: {{{year}: 3}}}}\n")).entries["1.2.1-05"]
    assert {key: amount.exact for key, amount in entry.by_year.items()} == {2022: 3}


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2023.10", date(2023, 10, 1), date(2023, 10, 31)),
        ("2023.1", date(2023, 1, 1), date(2023, 1, 31)),
        ('"2022"', date(2022, 1, 1), date(2022, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2023-05", date(2023, 5, 1), date(2023, 5, 31)),
        ("2023年5月1日", date(2023, 5, 1), date(2023, 5, 1)),
    ],
)
def test_done_on_and_evidence_take_a_day_a_month_or_a_year(written, first, last):
    text = submission(f"  1.1.1-01: {{done_on: {written}, evidence: [{{kind: 文件, title: 甲, date: {written}}}]}}\n")
    entry = good(text).entries["1.1.1-01"]
    for span in (entry.done_on, entry.evidence[0].date):
        assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("98.5", Fraction(197, 2), Fraction(197, 2)),
        ("98.5%", Fraction(197, 2), Fraction(197, 2)),
        ('"12,000"', 12_000, 12_000),
        ("1.2万", 12_000, 12_000),
        ("3亿", 300_000_000, 300_000_000),
        ("1.2万余", 12_000, None),
        ("98%以上", 98, None),
        ("不足5", None, 5),
    ],
)
def test_a_number_is_read_as_reports_write_it(written, low, high):
    value = good(submission(f"  1.2.1-01: {{value: {written}}}\n")).entries["1.2.1-01"].value
    assert (value.low, value.high) == (low, high)
    assert value.text == written.strip('"')


def test_a_number_in_groups_needs_no_quotes_in_a_block():
    entry = good(submission("  1.2.1-01:\n    value: 12,000\n")).entries["1.2.1-01"]
    assert entry.value.exact == 12_000


def test_an_alias_fills_in_an_entry_like_any_other(small):
    text = submission(
        "  1.1.1-01: &a\n    状态: 已完成\n    佐证: &e [{类型: 文件, 标题: 甲}]\n"
        "  1.1.1-03: *a\n  1.1.1-04: {status: done, evidence: *e}\n"
    )
    assert problems(examine(text, small)) == []
    entries = good(text).entries
    assert entries["1.1.1-01"] == entries["1.1.1-03"]
    assert entries["1.1.1-04"].evidence == entries["1.1.1-01"].evidence


# FZ204, FZ205: names of plans and targets.


@pytest.mark.parametrize("plan", ["smal", "Small", "small2"])
def test_an_unknown_plan_gets_the_nearest_one(small, plan):
    finding = only(submission().replace("plan: small", f"plan: {plan}"), small, "FZ204")
    assert finding.place == Place(1, 7)
    assert "是不是“small”" in finding.message("zh")
    assert "did you mean small?" in finding.message("en")


@pytest.mark.parametrize(
    "target", ["1.1.1-1", "1.1.1-０1", "１.1.1-01", "1.1.1－01", "1.1.1_01", "1。1.1-01", "1.1.1-01 .", "01.1.1-01"]
)
def test_an_id_is_matched_exactly_and_the_nearest_one_offered(small, target):
    finding = only(submission(f'  "{target}": {{status: done}}\n'), small, "FZ205")
    assert finding.place == Place(5, 3)
    assert finding.data["id"] == target
    assert "1.1.1-01" in finding.message("zh")


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u202e", "\u00ad"], ids=lambda char: f"U+{ord(char):04X}")
def test_an_invisible_character_in_an_id_is_told_and_makes_another_id(small, hidden):
    text = submission(f"  1.1.1{hidden}-01: {{status: done}}\n")
    assert problems(examine(text, small)) == [("FZ205", 5, 3), ("FZ307", 5, 3)]
    assert verdict_of(examine(text, small), "1.1.1-01").verdict == "missing"


# Any data at all.

words = st.sampled_from(
    [*KEYS, *KEYS.values(), *STATUSES.values(), *KINDS, "small", "1.1.1-01", "2023-05-01", "5", "约5", "x", ""]
)
anything = st.recursive(
    st.one_of(st.none(), words, st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=4)),
    max_leaves=25,
)


@given(data=anything)
@laws
def test_any_data_is_read_or_reported_at_a_place_of_the_text(small, data):
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if isinstance(compose(text), Finding):
        return
    report = examine(text, small)
    for finding in report.findings:
        assert finding.message("zh")
        assert finding.message("en")
        assert 1 <= finding.place.line <= text.count("\n") + 1
        assert finding.place.column >= 1
    assert report.findings or report.assessments


@given(
    entries=st.dictionaries(
        st.sampled_from(["1.1.1-01", "1.2.1-01", "1.2.1-04", "1.2.1-05", "9"]), anything, max_size=4
    )
)
@laws
def test_any_entries_are_judged_or_reported(small, entries):
    report = examine(submission(entries), small)
    if report.findings and report.findings[0].code.startswith("FZ10") and not report.assessments:
        return
    assert len(report.assessments) == len(examine(submission(), small).assessments)
    spoiled = {f.target for f in report.findings if f.code.startswith(("FZ104", "FZ2")) and f.code != "FZ206"}
    for one in report.assessments:
        assert (one.verdict == "invalid") >= (one.target.id in spoiled)


# Keys at the top that say nothing of the content.

ASIDE = {
    "yaml": "x-proof: &p [{kind: document, title: 某办法, date: 2023-01-01}]\n"
    'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\n'
    "entries:\n  1.1.1-01: {status: done, evidence: *p}\n",
    "json": '{"$schema": "submission.json", "x-note": {"a": [1]}, "plan": "small", "as_of": "2023-08-30", '
    '"unit": {"name": "甲市", "level": "city", "code": "650100"}, "entries": {"1.1.1-01": {"status": "done"}}}',
}


@pytest.mark.parametrize("text", ASIDE.values(), ids=ASIDE)
def test_a_schema_for_editors_and_anchors_are_no_part_of_a_submission(small, text):
    report = Checker(small).text("a.yaml", text)
    assert [one.code for one in report.findings if one.code[:3] in ("FZ1", "FZ2")] == []
    assert report.assessments


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ASIDE["yaml"].replace("x-proof", "proofs"), "FZ202"),
        (ASIDE["yaml"].replace("status: done", "x-note: 1, status: done"), "FZ202"),
        (ASIDE["yaml"].replace("某办法", "13812345678"), "FZ305"),
        (ASIDE["json"].replace('"a": [1]', '"a": "13812345678"'), "FZ305"),
    ],
    ids=["another-key", "in-an-entry", "a-number-of-a-person", "the-same-in-json"],
)
def test_but_nothing_else_is_left_unread(small, text, code):
    assert code in {one.code for one in Checker(small).text("a.yaml", text).findings}
