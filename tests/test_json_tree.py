"""JSON text to nodes with places: all of the standard, nothing beyond it, and what is said of slips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.readers import data, same_data, tree
from helpers.submissions import township
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.findings import Finding, Place
from fazhi_check.source.exact import compose_exact
from fazhi_check.source.json_tree import compose_json
from fazhi_check.source.yaml import compose

laws = settings(max_examples=200, deadline=None)
texts = st.text("aZ甲 \n\t\"\\/\u2028\x85é😀:,[]{}#'", max_size=8)
values = st.recursive(
    texts | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=15,
)
written = st.builds(
    lambda value, indent, ascii_only: json.dumps(value, indent=indent, ensure_ascii=ascii_only),
    values,
    st.sampled_from([None, 0, 2, "\t"]),
    st.booleans(),
)


def said(value: Any) -> Any:
    """Return a value as the readers give it: numbers and words as they are written."""
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [said(inner) for inner in value]
    return value if value is None or isinstance(value, str) else json.dumps(value)


@laws
@given(written)
def test_what_is_json_says_what_it_says(text):
    node = compose_json(text)
    assert not isinstance(node, Finding), text
    assert data(node) == said(json.loads(text))


@laws
@given(written)
def test_as_yaml_it_says_the_same_at_the_same_places(text):
    exact = compose_exact(text)
    if not isinstance(exact, Finding):  # YAML has no tab before a text that is all there is, and no long keys
        assert tree(exact) == tree(compose_json(text))
    if text[0] == "{" and text != "{}":
        same_data(text)


@laws
@given(written, st.data())
def test_what_the_standard_reader_refuses_is_refused(text, drawn):
    for _ in range(drawn.draw(st.integers(1, 2))):
        at = drawn.draw(st.integers(0, len(text)))
        text = text[:at] + drawn.draw(st.sampled_from([*'[]{}:,"\\ 0.e-\ntn/', ""])) + text[at + 1 :]
    try:
        expected = said(json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: 1 / 0))
    except (ValueError, ZeroDivisionError):
        expected = ValueError
    node = compose_json(text)
    if isinstance(node, Finding):
        assert expected is ValueError or node.code == "FZ105" or "\\u" in text, (text, node)
        assert node.place is not None
        assert node.place.line <= text.count("\n") + 1
    else:
        assert expected is not ValueError, text


@pytest.mark.parametrize(
    "text",
    [
        '{"plan"\n: "x"}',
        '{"plan"' + " " * 2_000 + ': "x"}',
        '{"' + "k" * 2_000 + '": "x"}',
        '\t{"plan":\t"x"}',
        '{"plan":\r\n"x"\r}',
    ],
)
def test_what_yaml_does_not_take_is_read_all_the_same(text):
    assert data(compose(text)) == json.loads(text)  # type: ignore[arg-type]


SLIPS = [
    ('{"note": 2@}', 10, "JSON 的数不能这样写", "number of this form"),
    ('{"note": 01}', 10, "JSON 的数不能这样写", "number of this form"),
    ('{"note": NaN}', 10, "JSON 的数不能这样写", "number of this form"),
    ('{"note": tru}', 10, "要放在半角双引号里", "double quotes"),
    ("{'a': 1}", 2, "要放在半角双引号里", "double quotes"),
    ("{a: 1}", 2, "要放在半角双引号里", "double quotes"),
    ("plan: a", 1, "要放在半角双引号里", "double quotes"),
    ('{"a": 1,}', 9, "最后一项后面不写逗号", "the last item has none"),
    ("[1,]", 4, "最后一项后面不写逗号", "the last has none"),
    ("[1 2]", 4, "缺逗号", "a comma or ]"),
    ('{"a": 1 // b\n}', 9, "不能写注释", "no comments"),
    ('{"a": 1 # b\n}', 9, "不能写注释", "no comments"),
    ('{"a" 1}', 6, "缺冒号", "a colon is missing"),
    ('{"a"：1}', 5, "半角的 :", "write : instead"),
    ('{"a": “b”}', 7, '半角的 "', 'write " instead'),
    ('{"a": "甲"乙"}', 10, "文字里的双引号", "quotes inside a text"),
    ('{"a": "b\nc"}', 7, "换行写成 \\n", "line break"),
    ('{"a": "b', 7, "没有配对", "never closed"),
    ('{"a": "b\tc"}', 9, "制表符", "a tab"),
    ('{"a": "C:\\x"}', 10, "反斜线", "backslash"),
    ('{"a": [{', 8, "没有收尾", "never closed"),
    ('{"a": 1]', 8, "或“}”", "or }"),
    ('{"a":}', 6, "缺一个值", "a value is missing"),
    ("{} {}", 4, "多余", "too much"),
    ('"\\ud800"', 1, "不是一个完整的字符", "half a character"),
]


@pytest.mark.parametrize(("text", "column", "zh", "en"), SLIPS)
def test_a_slip_is_told_in_both_languages_at_its_place(text, column, zh, en):
    found = compose_json(text)
    assert isinstance(found, Finding)
    assert (found.code, found.place) == ("FZ103", Place(1, column))
    assert zh in found.data["slip"].zh
    assert en in found.data["slip"].en


# A file that is called .json holds JSON; any other may be either.


def broken(path: Path) -> str:
    """Write a submission whose one number is none of JSON's, and return where."""
    whole = json.dumps({"计划": "small"}).replace('"small"', "2@")
    path.write_text(whole, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["a.json", "A.JSON"])
def test_what_is_no_json_in_a_json_file_is_refused(run, tmp_path, name):
    done = run("check", broken(tmp_path / name), "--plan", str(SMALL), "-f", "github")
    assert done.code == 1
    assert "FZ103" in done.out
    assert "JSON 的数不能这样写" in done.out


def test_standard_input_that_is_called_json_is_json(run, tmp_path, monkeypatch):
    path = broken(tmp_path / "a.txt")
    for name, code in (("a.json", "FZ103"), ("a.yaml", "FZ201")):
        with open(path, encoding="utf-8") as stream:
            monkeypatch.setattr("sys.stdin", stream)
            done = run("check", "-", "--stdin-filename", str(tmp_path / name), "--plan", str(SMALL), "-f", "github")
        assert code in done.out


def test_lists_beside_a_run_are_json_where_they_are_called_so(run, tmp_path):
    submission = tmp_path / "a.yaml"
    submission.write_text(township("met"), encoding="utf-8")
    for option in ("--waivers", "--known"):
        path = tmp_path / "list.json"
        path.write_text("[]", encoding="utf-8")
        assert run("check", submission, "--plan", SMALL, option, path).code in (0, 1)
        path.write_text("[ # none\n]", encoding="utf-8")
        done = run("check", submission, "--plan", SMALL, option, path, "--lang", "zh")
        assert "不能写注释" in done.out + done.err


def test_in_a_yaml_file_it_is_yaml(run, tmp_path):
    done = run("check", broken(tmp_path / "a.yaml"), "--plan", str(SMALL), "-f", "github")
    assert "FZ103" not in done.out


def test_yaml_in_a_json_file_is_refused_by_the_quick_way_too(run, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(township("met"), encoding="utf-8")
    assert "FZ103" in run("check", str(path), "--plan", str(SMALL), "-f", "github").out


@pytest.mark.parametrize("text", ["", " \n", "\n\n"])
def test_an_empty_json_file_is_told_as_an_empty_one(run, tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert "文件是空的" in run("check", str(path), "--plan", str(SMALL), "-f", "github").out


def test_a_control_character_is_refused_by_its_name(tmp_path):
    for text in ('{"a": "\x7f"}', '{"a": "\x01"}'):
        for strictly in (True, False):
            found = compose(text, json=strictly)
            assert isinstance(found, Finding)
            assert f"U+{ord(text[7]):04X}" in found.data["slip"].zh
