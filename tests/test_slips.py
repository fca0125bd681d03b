"""All slips of a broken file in one run: each at its place with what to write, and nothing that is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from helpers.project import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.examine import Checker
from fazhi_check.findings import Finding
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.mending.loop import all_slips
from fazhi_check.source.yaml import compose

laws = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
HEAD = '计划: urumqi-14fyp\n单位: {名称: 示例市, 层级: 市级, 代码: "650100"}\n截至: 2023-08-30\n事项:\n'
TAIL = "  3.3.2-09: {状态: 推进中}\n"


def told(text: str) -> list[Finding]:
    """Return what is told of a broken text, nothing for one that can be read."""
    first = compose(text)
    return all_slips(text, first, DEFAULT) if isinstance(first, Finding) else []


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the « marks out of a text; return it with their lines and columns."""
    places = []
    while "«" in text:
        before, _, after = text.partition("«")
        places.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    return text, places


# What is written, with « where a slip is to be told; what the message says; the same in English.
EXAMPLES: dict[str, tuple[str, str, str]] = {
    "colon-of-full-width": ("  3.3.2-05:\n    状态«：推进中\n    说明: 甲\n", "全角冒号", "full-width colon"),
    "no-blank-after-colon": (
        "  3.3.2-05:\n    状态«:推进中\n    说明: 甲\n",
        "写成 状态: 推进中",
        "write 状态: 推进中",
    ),
    "no-blank-after-id": (
        "  3.3.2-05«:{状态: 推进中, 说明: 甲}\n",
        "写成 3.3.2-05: {状态: 推进中",
        "write 3.3.2-05: {",
    ),
    "no-colon": ("  3.3.2-05:\n    状态« 推进中\n    说明: 甲\n", "缺冒号，写成 状态: 推进中", "write 状态: 推进中"),
    "no-colon-after-id": ("  3.3.2-05«\n    状态: 推进中\n", "缺冒号，写成 3.3.2-05:", "write 3.3.2-05:"),
    "no-colon-before-a-list": (
        "  3.3.2-05:\n    状态: 推进中\n    佐证«\n      - {类型: 文件, 标题: 甲}\n",
        "写成 佐证:",
        "write 佐证:",
    ),
    "brackets-in-braces": (
        "  3.3.2-05: {佐证: [{类型: 文件, 标题: 甲, 文号: «某党发[2022]5号}]}\n",
        '请加引号：文号: "某党发[2022]5号"，文号也可用六角括号：某党发〔2022〕5号',
        "put the text in quotes, or write 某党发〔2022〕5号",
    ),
    "comma-of-full-width": ("  3.3.2-05: {状态: 推进中«，说明: 甲，责任单位: 乙}\n", "半角逗号", "an ordinary comma"),
    "comma-at-the-end-of-a-line": ("  3.3.2-05: {\n    状态: 推进中«，\n    说明: 甲\n  }\n", "半角逗号", "comma"),
    "comma-of-lists": ("  3.3.2-05: {状态: 推进中«、说明: 甲}\n", "这里是“、”", "here stands 、"),
    "no-comma": ("  3.3.2-05: {状态: 推进中« 说明: 甲}\n", "缺一个半角逗号", "a comma is missing"),
    "comma-twice": ("  3.3.2-05: {状态: 推进中,« , 说明: 甲}\n".replace(",« ", ", «"), "多了一个逗号", "too many"),
    "comma-after-braces": ("  3.3.2-05: {状态: 推进中}«,\n", "行末多了“,”", "too many"),
    "braces-of-full-width": ("  3.3.2-05: «｛状态: 推进中｝\n", "全角括号“｛”，请改成半角 {", "write {"),
    "brace-of-full-width-at-the-end": ("  3.3.2-05: {状态: 推进中«｝\n", "请改成半角 }", "write }"),
    "brace-too-many": ("  3.3.2-05: {状态: 推进中}«}\n", "多了一个“}”", "} is too many"),
    "brace-never-closed": (
        "  3.3.2-05: «{状态: 推进中\n  3.3.2-06: {状态: 推进中}\n",
        "没有收尾，在末尾加上 }",
        "add }",
    ),
    "bracket-of-the-other-kind": ("  3.3.2-05: {状态: 推进中«]\n", "这里应是 }", "write } here"),
    "brace-closed-too-late": ("  3.3.2-05: {佐证: [«{类型: 文件, 标题: 甲]}\n", "缺一个 }", "} is missing"),
    "brackets-first": ("  3.3.2-05:\n    说明: «[2022]5号文件\n    状态: 推进中\n", '"[2022]5号文件"', "in quotes"),
    "quotes-amid": ('  3.3.2-05:\n    备注: "甲"«乙\n    状态: 推进中\n', "写成 备注: '\"甲\"乙'", "备注: '\"甲\"乙'"),
    "quotes-amid-in-braces": ('  3.3.2-05: {说明: "甲"«乙, 状态: 推进中}\n', "写成 说明: '\"甲\"乙'", "'\"甲\"乙'"),
    "quote-never-closed": (
        '  3.3.2-05:\n    说明: «"甲\n    状态: 推进中\n  3.3.2-06:\n    说明: "乙"\n    状态: 推进中\n',
        '在文字末尾加上 "',
        "never closed",
    ),
    "quote-never-closed-in-braces": ('  3.3.2-05: {说明: «"甲, 状态: 推进中}\n', "没有配对", "never closed"),
    "quote-closed-by-another": (
        '  3.3.2-05:\n    说明: "甲«”\n    状态: 推进中\n',
        "收尾的引号“””是全角的",
        "full-width",
    ),
    "quote-before-a-key": (
        '  3.3.2-05:\n    佐证:\n      - «"类型: 文件\n        标题: 甲\n',
        "键前面多了一个引号",
        "too many",
    ),
    "indent-of-full-width": ("  3.3.2-05:\n«　　　　状态: 推进中\n", "行首是全角空格", "full-width blanks"),
    "indent-of-full-width-often": (
        "  3.3.2-05:\n«　　状态: 推进中\n«　　说明: 甲\n",
        "行首是全角空格",
        "ordinary ones",
    ),
    "indent-that-does-not-break": ("  3.3.2-05:\n«\u00a0\u00a0状态: 推进中\n", "行首是全角空格", "ordinary ones"),
    "tab": ("  3.3.2-05:\n«\t状态: 推进中\n«\t说明: 甲\n", "制表符（Tab）", "a tab indents"),
    "id-at-the-margin": ("«3.3.2-05:\n    状态: 推进中\n", "请缩进 2 格，写在“事项”下面", "indent it by 2"),
    "id-at-the-margin-in-braces": ("  3.3.2-04: {状态: 推进中}\n«3.3.2-05: {状态: 推进中}\n", "顶格了", "margin"),
    "dash-without-blank": (
        "  3.3.2-05:\n    佐证:\n      «-类型: 文件\n       标题: 甲\n",
        "写成 - 类型: 文件",
        "write - 类型: 文件",
    ),
    "dash-without-blank-before-braces": (
        "  3.3.2-05:\n    佐证:\n      «-{类型: 文件, 标题: 甲}\n",
        "写成 - {类型",
        "write - {",
    ),
    "dash-without-blank-at-its-key": (
        "  3.3.2-05:\n    佐证:\n    «-类型: 文件\n     标题: 甲\n",
        "短横后面缺",
        "dash",
    ),
    "value-below": ("  3.3.2-05:\n    状态:\n    «推进中\n    说明: 甲\n", "同一行：状态: 推进中", "key: 状态: 推进中"),
    "two-colons": ("  3.3.2-05:\n    说明: 关于«: 通知\n    状态: 推进中\n", '写成 说明: "关于: 通知"', '"关于: 通知"'),
    "two-keys": ("  3.3.2-05: «状态: 推进中\n    说明: 甲\n", "要另起一行", "on a line of its own"),
    "two-colons-in-braces": ("  3.3.2-05: {说明: «关于: 通知, 状态: 推进中}\n", '说明: "关于: 通知"', '"关于: 通知"'),
    "star-first": ("  3.3.2-05:\n    说明: «*重要* 甲\n    状态: 推进中\n", '请加引号：说明: "*重要* 甲"', "in quotes"),
    "at-first": ("  3.3.2-05: {说明: «@甲, 状态: 推进中}\n", '请加引号：说明: "@甲"', "in quotes"),
    "greater-first": ("  3.3.2-05:\n    说明: «>90% 的单位\n    状态: 推进中\n", '">90% 的单位"', "in quotes"),
    "backslash": ('  3.3.2-05:\n    说明: «"D:\\数据"\n    状态: 推进中\n', "反斜线", "backslash"),
    "list-beside-its-key": (
        "  3.3.2-05:\n    佐证: «- 类型: 文件\n        标题: 甲\n",
        "“佐证:”后面的列表要另起一行",
        "a line of its own",
    ),
    "text-that-is-not-indented": ("  3.3.2-05:\n    说明: 甲\n    «乙\n    状态: 推进中\n", "缩进得比它深", "further"),
    "indent-odd": (
        "  3.3.2-04:\n    说明: 甲\n  3.3.2-05:\n     «状态: 推进中\n    说明: 甲\n",
        "这一行缩进 5 格，同一层的行缩进 4 格",
        "5 blanks here",
    ),
    "merged": ("«<<<<<<< HEAD\n  3.3.2-05: {状态: 推进中}\n«=======\n«>>>>>>> b\n", "合并或复制时留下", "merging"),
}


@pytest.mark.parametrize(("entry", "zh", "en"), EXAMPLES.values(), ids=EXAMPLES)
def test_a_slip_is_told_at_its_place_with_what_to_write(entry: str, zh: str, en: str) -> None:
    text, places = marked(HEAD + entry + TAIL)
    findings = told(text)
    assert [tuple(one.place or ())[:2] for one in findings] == places
    assert [one.code for one in findings if one.code != "FZ103"] == []
    assert zh in findings[0].message("zh")
    assert en in findings[0].message("en")


# What YAML reads, but not as it was meant: told by the form, with what to write.
READ_OTHERWISE: dict[str, tuple[str, str, str]] = {
    "status-in-quotes": ("  3.3.2-05: {状态: «“推进中”}\n", "外面的全角引号不要，写成 推进中", "write 推进中"),
    "date-in-quotes": ("  3.3.2-05: {状态: 已完成, 完成日期: «“2022-05”}\n", "写成 2022-05", "write 2022-05"),
    "key-in-quotes": ("  3.3.2-05: {状态: 推进中, «“说明”: 甲}\n", "引号不要，写成 说明:", "write 说明:"),
    "comma-in-a-title": (
        "  3.3.2-05: {状态: 推进中, 佐证: [{类型: 文件, 标题: 关于甲,«乙的通知}]}\n",
        "整段要加引号",
        "in quotes",
    ),
    "id-without-blank": ("  3.3.2-05«:{状态: 推进中}\n", "3.3.2-05: {…}", "3.3.2-05: {...}"),
    "id-at-the-margin": ("«3.3.2-05: {状态: 推进中}\n", "缩进两格，写在“事项”下面", "by two blanks"),
    "indent-of-full-width": ("  3.3.2-05:\n«　　状态: 推进中\n", "行首是全角空格", "full-width blanks"),
    "dash-without-blank": (
        "  3.3.2-05:\n    状态: 推进中\n    佐证:\n      «-类型: 文件\n",
        "写成 - 类型:",
        "write - 类型:",
    ),
}


@pytest.mark.parametrize(("entry", "zh", "en"), READ_OTHERWISE.values(), ids=READ_OTHERWISE)
def test_what_is_read_otherwise_than_meant_is_told_with_what_to_write(entry: str, zh: str, en: str) -> None:
    text, places = marked(HEAD + entry)
    findings = [one for one in Checker().text("a.yaml", text).all_findings if one.code < "FZ3"]
    assert [tuple(one.place or ())[:2] for one in findings] == places
    assert zh in findings[0].message("zh")
    assert en in findings[0].message("en")


@pytest.mark.parametrize("code", ["“650100”", "「650100」", "＂650100＂"])
def test_a_code_in_quotes_of_full_width_says_that_they_must_go(code: str) -> None:
    found = Checker().text("a.yaml", HEAD.replace('"650100"', code) + TAIL).all_findings
    assert [one.message("zh") for one in found if "外面的全角引号不要，写成 650100" in one.message("zh")] != []


@pytest.mark.parametrize("text", ["  3.3.2-05: {状态: 推进中, 说明: “甲”}\n", "  3.3.2-05:\n    状态:\n      推进中\n"])
def test_what_is_fine_stays_fine(text: str) -> None:
    assert [one for one in Checker().text("a.yaml", HEAD + text).all_findings if one.code < "FZ3"] == []


def test_all_examples_in_one_file_are_told_in_one_run_up_to_a_number() -> None:
    names = [name for name in EXAMPLES if "margin" not in name and name != "merged"]
    for chosen in (names[:10], names[10:20], names[20:30], names[30:]):
        entries = "".join(
            EXAMPLES[name][0].replace("3.3.2-05", f"3.3.2-{number}") for number, name in enumerate(chosen, 10)
        )
        text, places = marked(HEAD + entries + TAIL)
        assert [tuple(one.place or ())[:2] for one in told(text)] == places, chosen


def test_no_more_than_twenty_are_told_at_a_time() -> None:
    text = HEAD + "".join(f"  3.3.2-{number:02}:\n    状态：推进中\n    说明: 甲\n" for number in range(60))
    assert [one.place.line for one in told(text) if one.place] == [6 + 3 * number for number in range(20)]


# A law: slips put into real submissions are told, all of them, and nothing else.

REAL = [path.read_text("utf-8") for path in sorted((ROOT / "submissions").glob("*.yaml"))]


class Kind(NamedTuple):
    """A kind of slip: which lines it may befall, and how it is made: the broken line and the column it is told at."""

    line: re.Pattern[str]
    broken: Callable[[re.Match[str]], tuple[str, int]]


def _of(pattern: str, *parts: str) -> Kind:
    """Return a kind of slip that writes a line anew; « in it is where the slip is told, {n} a group of the line."""

    def broken(found: re.Match[str]) -> tuple[str, int]:
        written = "".join(parts).format("", *(group or "" for group in found.groups()))
        return written.replace("«", ""), written.index("«") + 1

    return Kind(re.compile(pattern), broken)


_PAIR = r"( +(?:- )?)(status|kind|title|quote|note): ([^\"'\[{|>:#]+)$"
KINDS = {
    "colon-of-full-width": _of(_PAIR, "{1}{2}«：{3}"),
    "no-blank": _of(_PAIR, "{1}{2}«:{3}"),
    "no-colon": _of(_PAIR, "{1}{2}« {3}"),
    "quote-unclosed": _of(_PAIR, '{1}{2}: «"{3}'),
    "quotes-amid": _of(_PAIR, '{1}{2}: "甲"«{3}'),
    "two-colons": _of(_PAIR, "{1}{2}: 甲«: {3}"),
    "star": _of(_PAIR, "{1}{2}: «*{3}"),
    "at": _of(_PAIR, "{1}{2}: «@{3}"),
    "tab": _of(r"( +)(status|title|quote|note)(: .+)", "«\t{2}{3}"),
    "indent-of-full-width": _of(r"(    (?:    )?)(status|note|title)(: .+)", "«　　{2}{3}"),
    "brace-too-many": _of(r"    note: (.+)", "    evidence: [{{kind: report, title: 甲}}]«}}"),
    "comma": _of(r"    note: (.+)", "    evidence: [{{kind: report«，title: 甲}}]"),
    "brackets": _of(r"    note: (.+)", "    evidence: [{{kind: report, ref: «某[2022]5号}}]"),
}


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Return a real submission with slips in some of its lines, and where they are."""
    lines = draw(st.sampled_from(REAL)).split("\n")
    places: list[tuple[int, int]] = []
    for number in sorted(draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=40))):
        fitting = [kind for kind in KINDS.values() if kind.line.fullmatch(lines[number])]
        # An entry apart, so that what one slip hides is no part of another.
        if fitting and len(places) < 12 and (not places or number + 1 > places[-1][0] + 1):
            kind = draw(st.sampled_from(fitting))
            found = kind.line.fullmatch(lines[number])
            assert found
            lines[number], column = kind.broken(found)
            places.append((number + 1, column))
    return "\n".join(lines), places


@laws
@given(slips())
def test_slips_in_a_real_submission_are_told_all_of_them_and_nothing_else(
    broken: tuple[str, list[tuple[int, int]]],
) -> None:
    text, places = broken
    if isinstance(compose(text), Finding):  # some alone are no slip to YAML: the last line of an entry as a text
        found = [tuple(one.place or ())[:2] for one in told(text)]
        assert found == places
