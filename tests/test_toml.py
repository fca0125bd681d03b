"""TOML text to nodes with places: where keys and values stand, how long that takes, and what slips are told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_check.findings import Finding
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.spots import find_spots
from fazhi_check.source.toml import compose_toml


def tree(text: str) -> Node:
    """Return the tree of a text that must be fine."""
    node = compose_toml(text)
    assert node is not None
    assert not isinstance(node, Finding), node.data
    return node


def told(node: Node) -> list[tuple[str | None, int, int]]:
    """Return every key and single value with its line and column."""
    if isinstance(node, Scalar):
        return [(node.text, node.place.line, node.place.column)]
    inner = [part for pair in node.pairs for part in pair] if isinstance(node, Mapping) else node.items
    return [one for part in inner for one in told(part)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# '''\na = 1\n", [("a", 2, 1), ("1", 2, 5)], id="triple-quotes-in-a-comment"),
        pytest.param("a = \"'''\"\nb = 1\n", [("a", 1, 1), ("'''", 1, 5), ("b", 2, 1), ("1", 2, 5)], id="in-a-text"),
        pytest.param(
            'a = """x\\"""y"""\nb = 1\n',
            [("a", 1, 1), ('x"""y', 1, 5), ("b", 2, 1), ("1", 2, 5)],
            id="escaped-quote-in-triple-quotes",
        ),
        pytest.param(
            'a = """x""""\nb = 1\n', [("a", 1, 1), ('x"', 1, 5), ("b", 2, 1), ("1", 2, 5)], id="a-fourth-quote"
        ),
        pytest.param("# x\u2028y\u2029z\x85\na = 1\n", [("a", 2, 1), ("1", 2, 5)], id="odd-ends-of-lines"),
        pytest.param("a = 'x\u2028y'\r\n\r\nb = 1\r\n", [("a", 1, 1), ("x\u2028y", 1, 5), ("b", 3, 1), ("1", 3, 5)]),
        pytest.param("[a.b]\nc.d = 1\n", [("a", 1, 2), ("b", 1, 4), ("c", 2, 1), ("d", 2, 3), ("1", 2, 7)], id="dots"),
        pytest.param(
            "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n",
            [("a", 1, 3), ("b", 2, 1), ("1", 2, 5), ("b", 4, 1), ("2", 4, 5), ("c", 5, 4), ("d", 6, 1), ("3", 6, 5)],
            id="lists-of-tables",
        ),
        pytest.param(
            "a = [[1, # ]\n 2], {b = {c = 3}, d = []}]\n",
            [("a", 1, 1), ("1", 1, 7), ("2", 2, 2), ("b", 2, 7), ("c", 2, 12), ("3", 2, 16), ("d", 2, 20)],
            id="brackets-in-brackets",
        ),
        pytest.param(
            "a = 1979-05-27 07:32:00 # b\n'' = 1\n",
            [("a", 1, 1), ("1979-05-27 07:32:00", 1, 5), ("", 2, 1), ("1", 2, 6)],
        ),
    ],
)
def test_every_key_and_value_has_its_place(text, expected):
    assert told(tree(text)) == expected


keys = st.sampled_from(["a", "b", '"c.d"', "'é='", '"\\u0041"'])
simple = st.sampled_from(["1", "'#'", '"]"', '"""\n=\\""""', "'''\n['''", "true", "1.5", "2024-01-01", "[]", "{}"])
values = st.recursive(
    simple,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[ # ]\n" + ",\n".join(items) + "]")
        | st.dictionaries(keys, inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=8,
)
heads = st.lists(keys, min_size=1, max_size=3).map(lambda parts: f"[{' . '.join(parts)}] # [x]\n")
lines = st.tuples(keys, values).map(lambda pair: f"{pair[0]} = {pair[1]}\n")


@settings(max_examples=300, deadline=None)
@given(st.lists(heads | lines | st.just("# '''\u2028\n"), max_size=6).map("".join))
def test_whatever_is_valid_stands_where_it_is_written(text):
    node = compose_toml(text)
    if isinstance(node, Finding):
        return
    rows = text.split("\n")
    for key, line, column in keys_of(node):
        written = rows[line - 1][column - 1 :]
        assert any(tomllib.loads(f"{written[:end]} = 1") == {key: 1} for end in ends(written)), (key, written)


def keys_of(node: Any) -> Iterator[tuple[str, int, int]]:
    """Yield every key of a tree with its line and column."""
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key.text, key.place.line, key.place.column
            yield from keys_of(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from keys_of(item)


def ends(written: str) -> Iterator[int]:
    """Yield where the key that begins a line may end."""
    for end in range(1, len(written) + 1):
        try:
            tomllib.loads(f"{written[:end]} = 1")
        except ValueError:
            continue
        yield end


@pytest.mark.parametrize(
    "many",
    [
        pytest.param(lambda number: "".join(f"[t.t{one}]\nk = 1\n" for one in range(number)), id="tables"),
        pytest.param(lambda number: "[[t]]\nk = 1\n" * number, id="lists-of-tables"),
        pytest.param(lambda number: f"a = [{', '.join(['1'] * number)}]\n", id="items"),
        pytest.param(lambda number: f"a = {{{', '.join(f'k{one} = 1' for one in range(number))}}}\n", id="inline"),
        pytest.param(lambda number: "".join(f"k{one} = 1\n" for one in range(number)), id="keys"),
    ],
)
@pytest.mark.slow
def test_places_take_time_in_line_with_the_length_of_the_text(many):
    def seconds(number: int) -> float:
        text, taken = many(number), []
        for _ in range(3):
            begin = process_time()
            assert not isinstance(compose_toml(text), Finding)
            taken.append(process_time() - begin)
        return min(taken)

    seconds(100)
    assert seconds(16_000) < 40 * seconds(2_000)  # eight times as long; were it squared, 64 times


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("lang: en\n", "要用半角的 = ，不能用 :", "write = instead of :"),
        ("lang ＝ 'en'\n", "要用半角的 = ，不能用 ＝", "write = instead of ＝"),
        ("lang = “en”\n", '要用半角的 " ，不能用 “', 'write " instead of “'),
        ("语言 = 'zh'\n", "键含汉字等字符的要加引号", "takes quotes"),
        ("lang = en\n", "没有加引号", "lacks its quotes"),
        ("lang =\n", "缺值", "is missing"),
        ("lang = 'en\n", "引号没有配对", "never closed"),
        ('lang = """en\n', "引号没有配对", "never closed"),
        ("[select\n", "“]”", "]"),
        ("a = 1\na = 2\n", "已经写过", "above already"),
        ("[a]\n[a]\n", "已经写过", "above already"),
        ("a = {b = 1}\na.c = 2\n", "上面已经写完", "complete above"),
        ("a = [1\nb = 2\n", "列表没有收尾", "list is not closed"),
        ("a = {b = 1\n", "花括号没有收尾", "brace is not closed"),
        ('a = "C:\\x"\n', "反斜线", "backslash"),
        ("a = 2024-02-30\n", "没有这一天", "no such day"),
        ("a = 1 b = 2\n", "一行只写一项", "one setting a line"),
        ("a = '\x01'\n", "控制字符", "control character"),
        ("a = " + "[" * 5_000, "套得太深", "too deep"),
        ("a = " + "1" * 5_000, "数太长", "too long"),
    ],
)
def test_a_slip_is_told_in_both_languages(text, zh, en):
    found = compose_toml(text)
    assert isinstance(found, Finding)
    slip = found.data["slip"]
    assert zh in slip.zh
    assert en in slip.en
    assert not any(word in slip.zh for word in ("Expected", "Invalid", "Cannot", "Unclosed"))


def test_what_a_later_toml_allows_has_places_too():
    spots = find_spots("a = {\n  b = 1, # c = 2\n  d = [3,],\n}\ne = 4\n").inner
    assert (spots["a"].key, spots["a"].value, spots["e"].key) == (0, 4, 37)
    assert {name: (spot.key, spot.value) for name, spot in spots["a"].inner.items()} == {"b": (8, 12), "d": (25, 29)}


def test_a_text_whose_places_are_not_found_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("fazhi_check.source.toml.find_spots", lambda text: {}[text])
    assert told(tree("a = 1\n[b]\nc = [2]\n")) == [("a", 1, 1), ("1", 1, 1), ("b", 1, 1), ("c", 1, 1), ("2", 1, 1)]


def test_keys_of_many_dots_are_read_without_recursion():
    node: Any = tree(".".join(["a"] * 3_000) + " = 1\n")
    for column in range(1, 6_000, 2):
        ((key, node),) = node.pairs
        assert key.place.column == column
