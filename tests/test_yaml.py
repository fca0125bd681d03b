"""YAML text to nodes with places: what is read, where it stands, and what is refused without ever failing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_check.findings import Finding, Place
from fazhi_check.source.exact import compose_exact
from fazhi_check.source.files import decode, read_text
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.yaml import compose

laws = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def tree(text: str, limits: Limits = DEFAULT) -> Node:
    """Return the tree of a text that must be fine."""
    node = compose(text, limits)
    assert not isinstance(node, Finding), node
    return node


def refused(text: str, limits: Limits = DEFAULT) -> Finding:
    """Return the finding of a text that must be refused."""
    finding = compose(text, limits)
    assert isinstance(finding, Finding), plain(finding)
    return finding


def plain(node: Node) -> Any:
    """Return texts, lists, and pairs as a list of tuples: nothing lost, no places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {"pairs": [(plain(key), plain(value)) for key, value in node.pairs]}


def data(node: Node) -> Any:
    """Return texts, lists and dicts; keys must be scalars."""
    if isinstance(node, Mapping):
        return {data(key): data(value) for key, value in node.pairs}
    return [data(item) for item in node.items] if isinstance(node, Sequence) else node.text


def places(node: Node) -> list[tuple[str | None, int, int]]:
    """Return every scalar with its line and column, in the order of the text."""
    if isinstance(node, Scalar):
        return [(node.text, node.place.line, node.place.column)]
    inner = node.items if isinstance(node, Sequence) else [part for pair in node.pairs for part in pair]
    return [place for part in inner for place in places(part)]


# Places: line and column count from 1, a Chinese character is one column.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("计划: 某计划\n", [("计划", 1, 1), ("某计划", 1, 5)], id="chinese-key-and-value"),
        pytest.param(
            "单位: {名称: 甲市, 层级: 市级}\n",
            [("单位", 1, 1), ("名称", 1, 6), ("甲市", 1, 10), ("层级", 1, 14), ("市级", 1, 18)],
            id="flow-mapping",
        ),
        pytest.param("佐证:\n  - 甲\n  -   乙\n", [("佐证", 1, 1), ("甲", 2, 5), ("乙", 3, 7)], id="list"),
        pytest.param("年: [1,\n  2,\n  三]\n", [("年", 1, 1), ("1", 1, 5), ("2", 2, 3), ("三", 3, 3)], id="flow-list"),
        pytest.param('"甲 乙": "丙"\n', [("甲 乙", 1, 1), ("丙", 1, 8)], id="quoted-at-the-quote"),
        pytest.param(
            "甲: 'it''s'\n乙: 1\n", [("甲", 1, 1), ("it's", 1, 4), ("乙", 2, 1), ("1", 2, 4)], id="single-quotes"
        ),
        pytest.param(
            "甲: |\n  一\n  二\n乙: 三\n",
            [("甲", 1, 1), ("一\n二\n", 1, 4), ("乙", 4, 1), ("三", 4, 4)],
            id="block-text-at-its-sign",
        ),
        pytest.param(
            "甲: 一\n  二\n乙: 三\n", [("甲", 1, 1), ("一 二", 1, 4), ("乙", 3, 1), ("三", 3, 4)], id="folded-lines"
        ),
        pytest.param("# 注\n\n  甲: 1 # 注\n", [("甲", 3, 3), ("1", 3, 6)], id="comments"),
        pytest.param("---\n甲: 1\n...\n", [("甲", 2, 1), ("1", 2, 4)], id="document-marks"),
        pytest.param("%YAML 1.2\n---\n甲: 1\n", [("甲", 3, 1), ("1", 3, 4)], id="directive"),
        pytest.param("𠮷: 𠮷\nb: 2\n", [("𠮷", 1, 1), ("𠮷", 1, 4), ("b", 2, 1), ("2", 2, 4)], id="beyond-the-bmp"),
        pytest.param("? 甲\n: 乙\n", [("甲", 1, 3), ("乙", 2, 3)], id="explicit-key"),
    ],
)
def test_every_key_and_value_has_its_place(text, expected):
    assert places(tree(text)) == expected


def test_collections_stand_where_they_begin():
    root = tree("甲:\n  乙: [1]\n  丙: {丁: 1}\n")
    assert root.place == Place(1, 1)
    inner = root.pairs[0][1]
    assert inner.place == Place(2, 3)
    assert [value.place for _, value in inner.pairs] == [Place(2, 6), Place(3, 6)]


keys = st.text("甲乙丙丁abz", min_size=1, max_size=6)
documents = st.recursive(
    st.text("一二三xyz", min_size=1, max_size=8),
    lambda inner: st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=12,
).filter(lambda value: isinstance(value, dict))


def written(value: dict[str, Any], column: int, step: int, expected: list[tuple[str, int, int]], start: int) -> str:
    """Return `value` as block YAML and note where every scalar comes to stand."""
    text = ""
    for key, inner in value.items():
        line = start + text.count("\n")
        text += " " * (column - 1) + key + ":"
        expected.append((key, line, column))
        if isinstance(inner, dict):
            text += "\n" + written(inner, column + step, step, expected, line + 1)
        else:
            expected.append((inner, line, column + len(key) + 2))
            text += f" {inner}\n"
    return text


@given(value=documents, step=st.integers(1, 4), above=st.integers(0, 3), crlf=st.booleans())
@laws
def test_places_are_those_of_the_text_whatever_its_shape(value, step, above, crlf):
    expected: list[tuple[str, int, int]] = []
    text = "# 注释\n" * above + written(value, 1, step, expected, 1 + above)
    assert places(tree(text.replace("\n", "\r\n") if crlf else text)) == expected


# Text as written.


@pytest.mark.parametrize(
    "scalar",
    [
        "650100",
        "012345",
        "2023-05-01",
        "2023.10",
        "1.0",
        "true",
        "no",
        "0x10",
        "1_000",
        "1e3",
        ".nan",
        "12:30:45",
        "=",
        "<<",
    ],
)
def test_a_scalar_is_the_text_that_was_written_quoted_or_not(scalar):
    for form in (scalar, f'"{scalar}"', f"'{scalar}'"):
        assert data(tree(f"a: {form}\n")) == {"a": scalar}


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_null_is_nothing_unless_it_is_quoted(null):
    assert data(tree(f"a: {null}\nb: 1\n")) == {"a": None, "b": "1"}
    assert data(tree(f"a: '{null}'\nb: \"{null}\"\n")) == {"a": null, "b": null}


@pytest.mark.parametrize(
    "text", ["# 注\n甲: ~\n乙: 1\n", "# 注\n甲:\n乙: 1\n", "# 注\n甲: # 注\n\n乙: 1\n", "\n甲: &x\n"]
)
def test_a_null_stands_where_its_key_stands(text):
    _, value = tree(text).pairs[0]
    assert value.text is None
    assert value.place == Place(2, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "   \n"])
def test_a_text_without_content_is_an_empty_mapping(text):
    root = tree(text)
    assert isinstance(root, Mapping)
    assert (root.pairs, root.place) == ([], Place(1, 1))


def test_a_repeated_key_is_kept_for_the_form_to_judge():
    assert plain(tree("a: 1\na: 2\n")) == {"pairs": [("a", "1"), ("a", "2")]}


# JSON, byte order mark, line ends.

# Left out: characters that JSON lets stand and YAML does not, and those that YAML takes for line ends.
json_text = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), blacklist_characters="\ufeff"), max_size=12
)
json_data = st.recursive(
    st.one_of(json_text, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(json_text, inner, max_size=3)),
    max_leaves=12,
)


@given(value=json_data, indent=st.sampled_from([None, 0, 2, "\t"]), tight=st.booleans())
@laws
def test_json_is_read_as_the_data_it_holds(value, indent, tight):
    separators = (",", ":") if tight else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    assert data(tree(text)) == value


def test_json_numbers_and_words_are_read_as_text():
    text = json.dumps({"a": 98.5, "b": -3, "c": True, "d": None, "e": [1, "2"]})
    assert data(tree(text)) == {"a": "98.5", "b": "-3", "c": "true", "d": None, "e": ["1", "2"]}


@pytest.mark.parametrize("value", ["甲市", 'a"b', "a\\b", "a/b", "a\tb\n", "乡镇—街道", "\u2028", "é"])
def test_json_escapes_are_read(value):
    assert data(tree(json.dumps({"note": value}))) == {"note": value}


def test_json_may_escape_the_slash():
    assert data(tree('{"url": "https:\\/\\/example.com\\/a"}')) == {"url": "https://example.com/a"}


def test_json_escapes_a_character_beyond_the_bmp_as_a_pair():
    text = json.dumps({"note": "𠮷林路"})
    assert "\\ud842\\udfb7" in text
    assert data(tree(text)) == {"note": "𠮷林路"}


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\udfb7\\ud842", "\\ud842x"])
def test_half_a_pair_never_becomes_text_that_cannot_be_written_out(escape):
    node = compose(f'a: "{escape}"\n')
    shown = str(plain(node)) if not isinstance(node, Finding) else node.message("zh")
    shown.encode("utf-8")


def test_a_byte_order_mark_moves_nothing():
    text = "计划: 某\n单位: {名称: 甲}\n"
    decoded = decode(b"\xef\xbb\xbf" + text.encode())
    assert decoded == text
    assert places(tree(decoded)) == places(tree(text))


SAMPLE = """# 示例
计划: small
单位: {名称: 甲市, "层级": 市级, code: '650100'}
as_of: 2023-08-30
事项:
  1.1.1-01: &甲
    状态: 已完成
    佐证:
      - {类型: 文件, 标题: "某办法: 试行", 日期: 2023年5月1日}
      - kind: record
        title: 会议记录
  1.1.1-02: *甲
  1.2.1-04:
    分单位: {甲县: 6, 乙县: 7余}
    说明: |
      第一行
      第二行
    next_step: >-
      折叠
      的文字
"""


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
def test_line_ends_of_other_systems_change_neither_data_nor_places(end):
    other = tree(SAMPLE.replace("\n", end))
    assert places(other) == places(tree(SAMPLE))
    assert plain(other) == plain(tree(SAMPLE))


# Aliases in modest use.


def test_an_alias_stands_for_what_its_anchor_names():
    assert data(tree("a: &x {b: [1]}\nc: *x\nd: [*x, *x]\n")) == {
        "a": {"b": ["1"]},
        "c": {"b": ["1"]},
        "d": [{"b": ["1"]}, {"b": ["1"]}],
    }


def test_an_alias_may_stand_for_a_text_or_a_key():
    assert data(tree("&k 甲: &v 乙\n丙: *v\n*k : 丁\n")) == {"甲": "丁", "丙": "乙"}


def test_an_anchor_may_be_given_anew():
    assert data(tree("a: &x 1\nb: *x\nc: &x 2\nd: *x\n")) == {"a": "1", "b": "1", "c": "2", "d": "2"}


def test_a_merge_key_is_a_key_like_any_other():
    assert data(tree("x: &x {a: 1}\ny: {<<: *x}\n")) == {"x": {"a": "1"}, "y": {"<<": {"a": "1"}}}


# FZ103: the likely slip is named, at its place.

SLIPS = {
    "full-width-colon-first-line": ("计划：某\n单位: 甲\n", 1, 3, "全角冒号", "full-width colon"),
    "full-width-colon-inside": ("unit:\n  名称：甲市\n  level: city\n", 2, 5, "全角冒号", "full-width colon"),
    "full-width-colon-last-of-several": ("a: 1\nb: 2\n状态：已完成\n佐证: []\n", 3, 3, "全角冒号", "full-width colon"),
    "full-width-colon-in-an-item": ("a:\n  - 类型：文件\n    标题: 乙\n", 2, 7, "全角冒号", "full-width colon"),
    "tab": ("unit:\n\tname: 甲\n", 2, 1, "Tab", "a tab"),
    "tab-after-blanks": ("unit:\n  name: 甲\n  \tlevel: city\n", 3, 3, "Tab", "a tab"),
    "tab-on-a-later-line": ("unit:\n  name: 甲\n\tlevel: city\n", 3, 1, "Tab", "a tab"),
    "key-and-colon-on-two-lines": ("a: {甲\n  : 1}\n", 2, 3, "写在同一行", "on one line"),
    "two-colons-in-braces": ("a: {说明: 时间: 5月}\n", 1, 11, "两个冒号", "two colons"),
    "no-comma-in-braces": ("a: {名称: 甲 层级: 市级}\n", 1, 13, "缺半角逗号", "comma is missing"),
    "comma-too-many": ("a: {名称: 甲,, 层级: 市级}\n", 1, 11, "多了一个逗号", "comma too many"),
    "bracket-without-anything": ("甲: 1\na: [\n", 2, 4, "括号", "bracket"),
    "bracket-in-a-bracket": ("a: [甲, {乙: [丙\n", 1, 12, "括号", "bracket"),
    "bracket-in-braces-in-lines": ("a: {甲: 1,\n  乙: [\n", 2, 6, "括号", "bracket"),
    "colon-without-blank-in-a-list": ("a: [甲:, 乙]\n", 1, 6, "缺一个空格", "blank is missing"),
    "colon-without-blank-as-a-value": ("a: {甲: 乙:}\n", 1, 9, "缺一个空格", "blank is missing"),
    "question-mark-in-braces": ("a: {?甲: 乙}\n", 1, 5, "“?”", "begins with ?"),
    "after-a-text-that-begins-with-blanks": ("a: |\n \n  b\nc: {d:[]}\n", 4, 6, "缺一个空格", "blank is missing"),
    "version-of-later": ("%YAML 1.3\n---\n甲: 1\n", 1, 1, "“%”", "begins with %"),
    "directive-with-a-tab": ("%YAML\t1.2\n---\n甲: 1\n", 1, 6, "“%”", "begins with %"),
    "double-quote-unclosed": ('甲: 1\n标题: "某办法\n日期: 2023\n', 2, 5, "收尾引号", "never closed"),
    "single-quote-unclosed": ("甲: 1\n标题: '某办法\n日期: 2023\n", 2, 5, "收尾引号", "never closed"),
    "quote-unclosed-on-the-last-line": ('a: 1\nb: "中', 2, 4, "收尾引号", "never closed"),
    "two-colons": ("标题: 关于某事: 通知\n", 1, 9, "两个冒号", "two colons"),
    "two-colons-with-times": ("a: 1\n说明: 10:30 甲: 乙\n", 2, 12, "两个冒号", "two colons"),
    "no-blank-inside-braces": ("a: {状态: 推进中, 佐证:[]}\n", 1, 16, "缺一个空格", "blank is missing"),
    "no-blank-before-braces": ("a: {unit:{name: 甲}}\n", 1, 9, "缺一个空格", "blank is missing"),
    "exclamation-before-a-percentage": ("说明: !100%完成\n", 1, 10, "“!”", "begins with !"),
    "no-blank-after-the-colon": ("plan:small\nunit: 1\n", 1, 5, "缺一个空格", "blank is missing"),
    "chinese-without-blank": ("a: 1\n状态:已完成\nb: 2\n", 2, 3, "缺一个空格", "blank is missing"),
    "at-sign": ("甲: @乙\n", 1, 4, "“@”", "begin with @"),
    "backquote": ("甲: `乙`\n", 1, 4, "“`”", "begin with `"),
    "percent-sign": ("甲: %乙\n", 1, 4, "“%”", "begin with %"),
    "star": ("甲: *乙\n", 1, 4, "加引号", "in quotes"),
    "uneven-indent": ("甲:\n  乙: 1\n 丙: 2\n", 3, 2, "缩进", "indent"),
    "value-and-keys": ("甲: 1\n  乙: 2\n", 2, 4, "缩进", "indent"),
    "list-and-keys": ("- 甲\n乙: 1\n", 2, 1, "缩进", "indent"),
    "bracket-unclosed": ("甲: 1\n乙: [1, 2\n丙: 3\n", 2, 4, "括号", "bracket"),
    "brace-unclosed": ("甲: 1\n单位: {名称: 乙, 层级: 丙\n丁: 3\n", 2, 5, "括号", "bracket"),
    "brace-unclosed-to-the-end": ("甲: 1\n单位: {名称: 乙\n", 2, 5, "括号", "bracket"),
}


@pytest.mark.parametrize(("text", "line", "column", "zh", "en"), SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_slip_of_the_pen_is_named_at_its_place(text, line, column, zh, en, end):
    finding = refused(text.replace("\n", end))
    assert finding.code == "FZ103"
    assert zh in finding.message("zh")
    assert en in finding.message("en")
    assert finding.place == Place(line, column)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {状态:, 说明:}\n", [("a", 1, 1), ("状态", 1, 5), (None, 1, 5), ("说明", 1, 10), (None, 1, 10)]),
        ("{a:}\n", [("a", 1, 2), (None, 1, 2)]),
        ("{a:, b}\n", [("a", 1, 2), (None, 1, 2), ("b", 1, 6), (None, 1, 6)]),
        ("{:, b: 1}\n", [(None, 1, 3), (None, 1, 3), ("b", 1, 5), ("1", 1, 8)]),
        ("{a:: 1}\n", [("a:", 1, 2), ("1", 1, 6)]),
        ("{a::, b: 1}\n", [("a:", 1, 2), (None, 1, 2), ("b", 1, 7), ("1", 1, 10)]),
        ("{'a:', b: 1}\n", [("a:", 1, 2), (None, 1, 2), ("b", 1, 8), ("1", 1, 11)]),
        ("a::\n  b\n", [("a:", 1, 1), ("b", 2, 3)]),
    ],
)
@pytest.mark.parametrize("reader", [compose, compose_exact])
def test_a_colon_right_before_a_comma_or_bracket_ends_a_key(text, expected, reader):
    assert places(reader(text)) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("sign", ["|", "|-", ">", "| # x", "|  "])
@pytest.mark.parametrize("reader", [compose, compose_exact])
def test_a_text_of_several_lines_may_begin_with_lines_of_few_blanks(sign, end, reader):
    few, none = (reader(f"a: {sign}\n{lead}  b\nc: d\n".replace("\n", end)) for lead in (" \n  \n", "\n\n"))
    assert data(few) == data(none)
    assert [place[1:] for place in places(few)] == [(1, 1), (1, 4), (5, 1), (5, 4)]


@pytest.mark.parametrize(
    "text", ["...\n", "...", "# x\n...\n", "\n...\n", "... # x\n...\n", "...\r\n", "# ... \n \n...  \n# y\n"]
)
def test_marks_of_an_end_alone_are_an_empty_text(text):
    assert plain(tree(text)) == {"pairs": []}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("...\na: 1\n", [("a", 2, 1), ("1", 2, 4)]),
        ("# x\n...\n# y\n---\na: 1\n...\n...\n", [("a", 5, 1), ("1", 5, 4)]),
    ],
)
def test_marks_of_an_end_before_the_text_are_let_be(text, expected):
    assert places(tree(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a:\tb\n", [("a", 1, 1), ("b", 1, 4)], id="after-a-colon"),
        pytest.param("a: b\t# c\n", [("a", 1, 1), ("b", 1, 4)], id="before-a-comment"),
        pytest.param("a: b\n\t# c\nd: e\n", [("a", 1, 1), ("b", 1, 4), ("d", 3, 1), ("e", 3, 4)], id="comment-line"),
        pytest.param("\t# c\na: b\n", [("a", 2, 1), ("b", 2, 4)], id="first-line"),
        pytest.param("a:\t\n  b: c\t\n", [("a", 1, 1), ("b", 2, 3), ("c", 2, 6)], id="at-the-end"),
        pytest.param("a: b\n \t\nc: d\n", [("a", 1, 1), ("b", 1, 4), ("c", 3, 1), ("d", 3, 4)], id="blank-line"),
        pytest.param("a: |\t\n  b\tc\n", [("a", 1, 1), ("b\tc\n", 1, 4)], id="after-the-sign-of-a-text"),
        pytest.param("a: b\tc\n", [("a", 1, 1), ("b\tc", 1, 4)], id="inside-a-text"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_tab_may_part_words(text, expected, end):
    assert places(tree(text.replace("\n", end))) == expected


@pytest.mark.parametrize("text", ["a:\n\tb: c\n", "a: b\n\tc: d\n", "a:\n  - b\n\t- c\n", "\ta: b\n", "a:\n \tb: c\n"])
def test_a_tab_never_indents(text):
    assert "Tab" in refused(text).message("zh")


@pytest.mark.parametrize("text", ['路径: "D:\\数据"\n', 'a: "\\q"\n', 'a: "\\x4"\n'])
def test_a_wrong_escape_is_not_called_an_unclosed_quote(text):
    finding = refused(text)
    assert finding.code == "FZ103"
    assert finding.place.line == 1
    assert "收尾引号" not in finding.message("zh")
    assert "never closed" not in finding.message("en")


@pytest.mark.parametrize(
    ("text", "line", "column", "name"),
    [
        ("甲: 乙\x07丙\n", 1, 5, "U+0007"),
        ("a: 1\n第二: 乙\x0b丙\n", 2, 6, "U+000B"),
        ("a: 1\r\nb: 2\r\nc: \x1b[31m\r\n", 3, 4, "U+001B"),
        ('a: "甲\x7f"\n', 1, 6, "U+007F"),
        ("a: 1\n# 注\x00\n", 2, 4, "U+0000"),
    ],
    ids=["bell", "vertical-tab", "escape", "delete", "zero-in-a-comment"],
)
def test_a_control_character_is_refused_by_name_and_place(text, line, column, name):
    finding = refused(text)
    assert (finding.code, finding.place) == ("FZ103", Place(line, column))
    assert name in finding.message("zh")
    assert name in finding.message("en")


@pytest.mark.parametrize(
    "text",
    [
        '"\\UFFFFFFFF"',
        '"\\U00110000"',
        "%YAML 9.9\n---\na: 1\n",
        "%YAML 1." + "9" * 5000 + "\n---\na\n",
        "!<> a",
        "&",
        "*",
        "!",
    ],
    ids=[
        "escape-beyond",
        "escape-just-beyond",
        "version",
        "long-version",
        "empty-tag",
        "bare-anchor",
        "bare-alias",
        "bare-tag",
    ],
)
def test_what_the_scanner_trips_over_is_a_finding(text):
    assert refused(text).code in ("FZ103", "FZ107")


# FZ105: too deep, too many aliases, too much behind them, too large.

DEEP = 50_000
DEPTHS = {
    "flow-lists": "[" * DEEP,
    "flow-lists-closed": "[" * DEEP + "]" * DEEP,
    "flow-lists-on-lines": "[\n" * DEEP,
    "flow-mappings": "{" * DEEP,
    "flow-mappings-with-keys": "{a: " * DEEP + "1" + "}" * DEEP,
    "json": '{"a":' * DEEP + "1" + "}" * DEEP,
    "flow-explicit-keys": "{? " * DEEP,
    "block-lists": "- " * DEEP + "1",
    "block-explicit-keys": "? " * DEEP + "1",
    "block-mappings": "".join(" " * depth + "a:\n" for depth in range(1000)),
}


@pytest.mark.parametrize("text", DEPTHS.values(), ids=DEPTHS)
def test_nesting_that_goes_too_deep_is_refused(text):
    finding = refused(text)
    assert finding.code == "FZ105"
    assert finding.data["limit"] == DEFAULT.max_depth
    assert "嵌套" in finding.message("zh")


def nested(shape: str, depth: int) -> str:
    """Return so many collections, one inside the other."""
    if shape == "block":
        return "".join(" " * level + "a:\n" for level in range(depth - 1)) + " " * (depth - 1) + "a: 1\n"
    before, after = {"list": ("[", "]"), "mapping": ("{a: ", "}"), "dashes": ("- ", "")}[shape]
    return before * depth + "1" + after * depth


@pytest.mark.parametrize("shape", ["block", "list", "mapping", "dashes"])
def test_nesting_up_to_the_limit_is_fine(shape):
    tree(nested(shape, DEFAULT.max_depth))
    assert refused(nested(shape, DEFAULT.max_depth + 1)).code == "FZ105"


def test_the_place_of_too_deep_is_the_level_too_many():
    assert refused("a:\n  b:\n    [[1]]\n", Limits(max_depth=3)).place == Place(3, 6)


BOMBS = {
    "lists": "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9)),
    "mappings": "".join(
        f"a{n}: &a{n} {{{', '.join(f'k{i}: *a{n - 1}' for i in range(9)) if n else 'k: x'}}}\n" for n in range(9)
    ),
    "keys": "".join(f"? &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n: {n}\n" for n in range(9)),
    "in-one-list": "- &a [" + "x, " * 10_000 + "x]\n" + "- *a\n" * 50,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_an_alias_bomb_is_refused(text):
    assert refused(text).code == "FZ105"


def test_what_aliases_stand_for_counts_each_time():
    text = "a: &a [1, 2, 3, 4]\nb: [*a, *a]\n"
    tree(text, Limits(max_values=30))
    assert refused(text, Limits(max_values=15)).code == "FZ105"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x [*x]\n", 1, 8),
        ("a: &x {k: *x}\n", 1, 11),
        ("&x a:\n  b: 1\nc: &y\n  d: &z\n    e: *y\n", 5, 8),
        ("- &x\n  - - *x\n", 2, 7),
        ("&x {*x : 1}\n", 1, 5),
    ],
    ids=["list", "mapping", "block", "nested-list", "key"],
)
def test_an_alias_inside_itself_is_refused(text, line, column):
    finding = refused(text)
    assert (finding.code, finding.place) == ("FZ105", Place(line, column))


def test_aliases_are_counted_one_by_one():
    text = "a: &a 1\nb: [{}]\n"
    tree(text.format(", ".join(["*a"] * DEFAULT.max_aliases)))
    finding = refused(text.format(", ".join(["*a"] * (DEFAULT.max_aliases + 1))))
    assert finding.code == "FZ105"
    assert finding.data["limit"] == DEFAULT.max_aliases
    assert "别名" in finding.message("zh")


def test_a_file_above_the_limit_is_refused_unread_and_one_at_it_is_fine(tmp_path):
    path = tmp_path / "大.yaml"
    path.write_text("a: 123456\n", encoding="utf-8")
    assert read_text(str(path), Limits(max_bytes=10)) == "a: 123456\n"
    finding = read_text(str(path), Limits(max_bytes=9))
    assert isinstance(finding, Finding)
    assert (finding.code, finding.data["limit"]) == ("FZ105", 9)


def test_a_full_submission_is_far_below_every_limit():
    entries = "".join(
        f"  1.1.1-{n:02}:\n    状态: 已完成\n    佐证:\n      - {{类型: 文件, 标题: 某办法, 日期: 2023-05-01}}\n"
        for n in range(400)
    )
    assert len(data(tree(f"计划: 某\n事项:\n{entries}"))["事项"]) == 400


# FZ106, FZ107.


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n---\nb: 2\n", 2),
        ("---\na: 1\n---\n", 3),
        ("a: 1\n...\nb: 2\n", 3),
        ("---\n---\n", 2),
        ("a: 1\n\n---\n# 只有注释\n", 3),
        ("甲: 1\n--- 乙\n", 2),
    ],
    ids=["two", "second-empty", "after-dots", "both-empty", "comment-only", "text-on-the-line"],
)
def test_a_second_document_is_refused_where_it_begins(text, line):
    finding = refused(text)
    assert (finding.code, finding.place) == ("FZ106", Place(line, 1))


@pytest.mark.parametrize("text", ["---\na: 1\n", "a: 1\n...\n", "--- # 注\na: 1\n...\n# 注\n"])
def test_marks_around_one_document_are_fine(text):
    assert data(tree(text)) == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("a: !!str b\n", 4, "str"),
        ("a: !local b\n", 4, "!local"),
        ("a: !!python/object/apply:os.system [ls]\n", 4, "os.system"),
        ("a: ! b\n", 4, "!"),
        ("!!map {a: 1}\n", 1, "map"),
        ("a: [!x 1]\n", 5, "!x"),
        ("!x a: 1\n", 1, "!x"),
        ("a: !!binary aGk=\n", 4, "binary"),
        ("a: !<tag:example.com,2000:x> b\n", 4, "example.com"),
        ("a: !local\n", 4, "!local"),
    ],
    ids=["str", "local", "python", "bare", "root", "item", "key", "binary", "verbatim", "on-nothing"],
)
def test_a_tag_is_refused_by_name_and_place(text, column, named):
    finding = refused(text)
    assert (finding.code, finding.place) == ("FZ107", Place(1, column))
    assert named in finding.message("zh")
    assert "引号" in finding.message("zh")
    assert "quotes" in finding.message("en")


def test_quoted_text_may_begin_with_any_sign():
    assert data(tree("a: '!x'\nb: \"*x\"\nc: '&x'\nd: '@x'\ne: '%x'\n")) == {
        "a": "!x",
        "b": "*x",
        "c": "&x",
        "d": "@x",
        "e": "%x",
    }


# Any text at all.

CODES = {"FZ103", "FZ105", "FZ106", "FZ107"}
TOKENS = [
    *(
        ": ",
        ":",
        "\n",
        "\n  ",
        "\n- ",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "&a ",
        "*a",
        "!x ",
        "!!str ",
        '"',
        "'",
        "|\n",
        ">-\n",
    ),
    *(
        "#",
        " # ",
        "%YAML 1.1\n",
        "%TAG ! x\n",
        "---\n",
        "...\n",
        "@",
        "`",
        "\t",
        "\r",
        "\r\n",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\x00",
    ),
    *(
        "\x07",
        "\u200b",
        "\\x",
        '"\\u',
        '"\\UFFFFFFFF"',
        '"\\ud800"',
        "：",
        "，",
        "“",
        "<<: ",
        "~",
        "null",
        "甲",
        "a",
        "1.1.1-01",
        "𠮷",
    ),
]


def holds(text: str) -> None:
    """Assert that a text is a tree or a finding that says what and where."""
    found = compose(text)
    if isinstance(found, Finding):
        assert found.code in CODES
        assert found.place.line >= 1
        assert found.place.column >= 1
        assert found.place.line <= len(re.split("\r\n|[\r\n\u0085\u2028\u2029]", text))
        assert "{" not in found.meaning.message.zh.format_map(dict.fromkeys(found.data, ""))
        assert found.message("zh")
        assert found.message("en")
    else:
        for _, line, column in places(found):
            assert line >= 1
            assert column >= 1


@given(text=st.text(max_size=80))
@laws
def test_random_text_is_a_tree_or_a_finding(text):
    holds(text)


@given(tokens=st.lists(st.sampled_from(TOKENS), max_size=25))
@laws
def test_any_row_of_yaml_signs_is_a_tree_or_a_finding(tokens):
    holds("".join(tokens))


edits = st.lists(
    st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 25), st.one_of(st.sampled_from(TOKENS), st.text(max_size=4))),
    min_size=1,
    max_size=4,
)


@given(changes=edits)
@laws
def test_a_submission_with_slips_is_a_tree_or_a_finding(changes):
    text = SAMPLE
    for start, length, new in changes:
        text = text[:start] + new + text[start + length :]
    holds(text)
