"""libyaml against the exact parser: the same tree, places and all, or the exact parser is asked."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from helpers.mutants import CASES, case, json_text, several_lines
from helpers.readers import FILES, HARD, WORDS, agree, data, keys, lines, scalars, tree
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fazhi_check.findings import Finding
from fazhi_check.source.exact import compose_exact
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.yaml import compose, compose_quickly

pytestmark = pytest.mark.slow  # together they take many seconds


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_the_project_read_the_same(path):
    agree(path.read_text(encoding="utf-8"))


def test_what_people_write_is_plain():
    taken = [agree(path.read_text(encoding="utf-8")) for path in FILES]
    assert sum(taken) >= len(taken) * 0.8


@pytest.mark.slow
def test_slips_of_the_pen_read_the_same():
    taken = [agree(text) for text in map(case, range(CASES or 1500))]
    assert 0.3 < sum(taken) / len(taken) < 0.95


def test_json_and_texts_of_several_lines_are_plain():
    for write in (json_text, several_lines):
        taken = [agree(write(Random(seed))) for seed in range(200)]
        assert sum(taken) >= len(taken) * 0.8


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    "text",
    [
        *("a: [?, ]", "a: [?: ]", "[?#? \n  ]", "a: {?&aab: b}", "? a\n: b"),
        *("a: [ &a :]", "a: {&a : b}", "&a: b", "a: &甲 b", "a: |#-\n  b\n", "a: {b:\tc}", "%YAML 1.2\n---\na: b"),
        *("a: b\u2028c", "a: b\x85c", "a: \ufeffb", "---\n", "a"),
    ],
)
def test_what_libyaml_reads_otherwise_is_left_to_the_exact_parser(text):
    assert compose_quickly(text, DEFAULT) is None
    assert told(compose(text)) == told(compose_exact(text))


def told(root):
    """Return a tree as data, or the finding."""
    return root if isinstance(root, Finding) else tree(root)
