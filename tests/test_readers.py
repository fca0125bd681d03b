"""libyaml against the exact parser: the same tree, places and all, or the exact parser is asked."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from conftest import ROOT, SMALL
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mutants import CASES, case, json_text, several_lines

from fazhi_check.findings import Finding
from fazhi_check.source.exact import compose_exact
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.nodes import Node, Scalar, Sequence
from fazhi_check.source.yaml import compose, compose_quickly

FILES = sorted([*SMALL.glob("*.yaml"), *(ROOT / "targets").rglob("*.yaml"), *(ROOT / "submissions").rglob("*.yaml")])

WORDS = [
    "状态",
    "推进中",
    "3.3.2-01",
    "a",
    "-1",
    "x y",
    "12,000",
    "http://a.b/c#d",
    "2023-05",
    "“引”",
    "null",
    "~",
    "",
    "50%",
]
HARD = [
    "a: b",
    "'q'",
    '"q"',
    "'it''s'",
    '"\\n"',
    "[1, 2]",
    "{a: 1, b: [x, {c: d}]}",
    "{a}",
    "[",
    "#c",
    "x #c",
    "x#c",
    "&a x",
]
HARD += [
    "*a",
    "!t x",
    "|",
    ">",
    "- x",
    "? k",
    "%x",
    "@x",
    "`x",
    "key:",
    "a:b",
    "：",
    "\t",
    "---",
    "...",
    "<<",
    "[a: b]",
    "{a: }",
]
HARD += [
    "[a, ]",
    "{a: 1,b: 2}",
    "x  # c",
    "-",
    "--",
    "?",
    "{a: {b: {c: d}}} ",
    "“a”: b",
    '"k": v',
    "e:\u200bf",
    "x\u00a0y",
]


def tree(node: Node) -> Any:
    """Return a tree as data that can be compared."""
    if isinstance(node, Scalar):
        return node.place, node.text
    if isinstance(node, Sequence):
        return node.place, [tree(item) for item in node.items]
    return node.place, [(tree(key), tree(value)) for key, value in node.pairs]


def data(node: Node) -> Any:
    """Return a tree as plain data; a key that stands twice or is no text is said."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [data(item) for item in node.items]
    keys = [data(key) for key, _ in node.pairs]
    assert all(isinstance(key, str) for key in keys)
    assert len(set(keys)) == len(keys), "a key stands twice"
    return {key: data(value) for key, (_, value) in zip(keys, node.pairs, strict=True)}


def agree(text: str) -> bool:
    """Tell whether libyaml's tree was taken; fails where the exact parser makes another, or none."""
    quick = compose_quickly(text.replace("\r\n", "\n"), DEFAULT)
    if quick is None:
        return False
    exact = compose_exact(text)
    if isinstance(quick, Finding):
        assert quick == exact, text
        return True
    if isinstance(exact, Finding):
        assert VALID_ALL_THE_SAME.search(text), f"only libyaml takes {text!r}"
    else:
        assert tree(quick) == tree(exact), text
    return True


# What the exact parser refuses though it is valid: a text after | or > that begins with a line of fewer blanks, and a
# pair in a list whose quoted key has its colon right before the value.
VALID_ALL_THE_SAME = re.compile(r"[|>][-+]?[1-9]? *(?:#.*)?\r?\n *\r?\n|\[[^\]]*\"[^\"]*\":\S")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_the_project_read_the_same(path):
    agree(path.read_text(encoding="utf-8"))


def test_what_people_write_is_plain():
    taken = [agree(path.read_text(encoding="utf-8")) for path in FILES]
    assert sum(taken) >= len(taken) * 0.8


def test_slips_of_the_pen_read_the_same():
    taken = [agree(text) for text in map(case, range(CASES or 1500))]
    assert 0.3 < sum(taken) / len(taken) < 0.95


def test_json_and_texts_of_several_lines_are_plain():
    for write in (json_text, several_lines):
        taken = [agree(write(Random(seed))) for seed in range(200)]
        assert sum(taken) >= len(taken) * 0.8


scalars = st.sampled_from(WORDS * 6 + HARD)
keys = st.sampled_from(["a", "b", "状态", "3.3.2-01", '"q k"', "a b", "2022", "", "-", "null", "e.f-g"])


@st.composite
def lines(draw):
    """Lines that look like YAML, rightly and wrongly indented."""
    count = draw(st.integers(1, 8))
    made = []
    for _ in range(count):
        indent = " " * draw(st.sampled_from([0, 0, 2, 2, 4, 1, 3]))
        dash = draw(st.sampled_from(["", "", "", "- ", "-   "]))
        key = draw(st.one_of(st.just(""), keys.map(lambda k: f"{k}:"), keys.map(lambda k: f"{k}: ")))
        made.append(f"{indent}{dash}{key}{draw(scalars)}{draw(st.sampled_from(['', '', ' ', '  # c', ' #']))}")
    return draw(st.sampled_from(["\n", "\n", "\n", "\r\n"])).join(made)


@settings(max_examples=400, deadline=None)
@given(lines())
@example("a:\n- b: c\n  d: [e, {f: g}]\n- h")
@example("a:\n  b: c\n d: e")
@example("a: b\n  c")
@example("a:\n  - b\n c: d")
@example("a: {b: c, d: [e , f ]} # g\nh: ")
def test_made_up_lines_read_the_same(text):
    agree(text)


values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=12,
)


class _Writer:
    """Writes data as YAML in a style drawn anew at every step: block or flow, indents, comments, blank lines."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def _one_of(self, *options: Any) -> Any:
        return self._draw(st.sampled_from(options))

    def flow(self, data: Any) -> str:
        comma, gap = self._one_of(", ", ", ", ",", " , "), self._one_of("", "", " ")
        if isinstance(data, dict):
            return f"{{{gap}{comma.join(f'{key}: {self.flow(value)}' for key, value in data.items())}{gap}}}"
        return f"[{gap}{comma.join(map(self.flow, data))}{gap}]" if isinstance(data, list) else data

    def block(self, data: Any, indent: int) -> list[str]:
        made: list[str] = []
        for key, value in data.items() if isinstance(data, dict) else ((None, item) for item in data):
            made += self._one_of([], [], [], [""], [" " * indent + "# c"], ["# c: d"])
            head = " " * indent + (f"{key}:" if key is not None else "-")
            made += self._entry(head, key is not None, value, indent)
        return made

    def _entry(self, head: str, pair: bool, value: Any, indent: int) -> list[str]:
        tail = self._one_of("", "", " ", "  # c")
        if not isinstance(value, (dict, list)) or self._one_of(True, False, False):
            return [f"{head} {self.flow(value)}{tail}"]
        deeper = indent + self._one_of(2, 2, 4, 1)
        if pair:
            return [f"{head}{tail}", *self.block(value, indent if isinstance(value, list) and tail else deeper)]
        first, *rest = self.block(value, indent + 2)
        return [f"{head} {first.strip()}", *rest] if first.strip() and first.strip()[0] != "#" else [head, first, *rest]


@st.composite
def documents(draw):
    """Documents that are mostly plain, written in every style people use."""
    data = draw(st.dictionaries(keys, values, min_size=1, max_size=4))
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(_Writer(draw).block(data, 0))


@settings(max_examples=400, deadline=None)
@given(documents())
def test_documents_in_every_style_read_the_same(text):
    agree(text)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_mutated_files_read_the_same(data):
    text = data.draw(st.sampled_from(FILES[:6])).read_text(encoding="utf-8")[:600]
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 3))
        text = text[:at] + data.draw(st.sampled_from([*WORDS, *HARD, "\n", "  ", ":", ": "])) + text[at + cut :]
    agree(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: |\n \n  x\n", "\nx\n"),
        ("a: >-\n\n  x\n  y\n", "\nx y"),
        ('a: ["b":c]', [{"b": "c"}]),
    ],
)
def test_what_only_libyaml_takes_is_read(text, value):
    root = compose(text)
    assert not isinstance(root, Finding)
    assert data(root) == {"a": value}


def test_a_slice_of_lines_keeps_its_places():
    lines = ["entries:", *(f"  1.1.1-0{number}:\n    状态: 推进中" for number in range(5))]
    text = "\n".join(lines).split("\n")
    piece = compose("\n" * 5 + "\n".join(text[5:7]) + "\n")
    whole = compose("\n".join(text))
    assert tree(piece)[1][0] == tree(whole)[1][0][1][1][2]
