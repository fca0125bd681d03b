"""Texts read by one reader and another, and what lines people may write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from fazhi_check.findings import Finding, Found, Path, in_order
from fazhi_check.source.exact import compose_exact
from fazhi_check.source.form import text_of
from fazhi_check.source.json_tree import compose_json
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.plain.grammar import NotPlain
from fazhi_check.source.plain.reader import DataReader
from fazhi_check.source.yaml import compose_quickly
from fazhi_check.submission.places import FORM
from fazhi_check.submission.reading import read_quickly, read_tree
from helpers.project import ROOT, SMALL

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
# pair in a list whose key, quoted or in brackets, has its colon right before the value.
VALID_ALL_THE_SAME = re.compile(r"[|>][-+]?[1-9]? *(?:#.*)?\r?\n *\r?\n|[\"'\]}]\s*:\S")


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


READER = DataReader({})


def place(node: Node, path: tuple[str, ...]) -> Any:
    """Return the place of the key at a path."""
    key: Node = node
    for part in path:
        assert isinstance(node, Mapping)
        key, node = next((k, v) for k, v in node.pairs if isinstance(k, Scalar) and k.text == part)
    return key.place


def same_data(text: str) -> bool:
    """Tell whether the short reader took a text; fails where it says something else than the exact one."""
    try:
        found = READER.read(text, DEFAULT)
    except NotPlain:
        return False
    exact = exactly(text)
    assert not isinstance(exact, Finding), f"only the short reader takes {text!r}"
    assert found.root == data(exact), text
    assert all(place(exact, path) == at for path, at in found.places().items()), text
    return True


def exactly(text: str) -> Node | Finding:
    """Return the tree of a text by the readers that decide: that of JSON where it is JSON, else that of YAML."""
    root = compose_json(text)
    return compose_exact(text) if isinstance(root, Finding) else root


def same_submission(text: str) -> bool:
    """Tell whether the quick way took a text; fails where the exact way reads or finds something else."""
    quick = read_quickly(text)
    if quick is None:
        return False
    root = exactly(text)
    assert not isinstance(root, Finding), f"only the quick way takes {text!r}"
    exact = read_tree(root)
    assert not exact.suspicious, text
    assert in_order(quick.findings) == in_order(exact.findings), text
    assert quick.submission == exact.submission, text
    assert quick.plan == exact.plan
    assert quick.ids == exact.ids
    assert quick.places.entries() == exact.places.entries(), text
    for path in paths(root):
        for on_key in (False, True):
            found = Found(path=path, on_key=on_key)
            assert quick.places.of(found) == exact.places.of(found), (path, on_key, text)
    return True


def paths(root: Node, above: Path = ()) -> Iterator[Path]:
    """Yield the paths of a submission's first four levels, and some that lead nowhere."""
    yield above
    yield (*above, "nothing")
    if len(above) < 4 and isinstance(root, Mapping):
        for key, value in root.pairs:
            yield from paths(value, (*above, FORM.key(text_of(key), free=above[-1:] in FREE)))


FREE = (("entries",), ("by_unit",), ("by_year",))
