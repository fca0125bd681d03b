"""The round's file, a text or a workbook, as a round: what is wrong with it is among its findings."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Seq
from typing import Final

from fazhi_check.findings import Finding, Unusable, in_order
from fazhi_check.round.keys import HEAD_TWINS, LISTS, ROW_TWINS, ROW_VALUES
from fazhi_check.round.rows import ROWS, Head, Round, Row
from fazhi_check.source.files import is_json, read_file
from fazhi_check.source.forbidden import personal, secret, texts_below, unseen
from fazhi_check.source.form import WHOLE_FILE, Form, Shape, shown, text_of, without_asides
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.shapes import keys_at, shape_of
from fazhi_check.source.yaml import compose
from fazhi_check.submission.kinds import misplaced
from fazhi_check.words import Text

_LIST_OF: Final = {word: name for name, words in LISTS.items() for word in (name, *words)}
_HEAD_KEYS: Final = tuple(keys_at(Head, ()))
# All that may stand at the top: the head, and the lists.
_HEAD: Final = Form(
    frozenset((*_HEAD_KEYS, *LISTS)), {**HEAD_TWINS, **{zh: name for zh, name in _LIST_OF.items() if zh != name}}
)
_HEAD_SHAPE: Final = Shape(Head.model_validate, lambda path: (*_HEAD_KEYS, *LISTS) if not path else ())
_FORMS: Final = {
    name: Form(frozenset(keys_at(model, ())), ROW_TWINS[name], values=ROW_VALUES.get(name, {}))
    for name, model in ROWS.items()
}
_AS_LIST: Final = Text("写成列表，每项以“- ”开头", "write a list, each item after a dash")


def read_round(path: str) -> Round:
    """Return the round in a file; rows that cannot be used are left out and among its findings.

    Raises Unusable, with every finding, where the head is not whole: nothing can be judged against it.
    """
    root = _root(path)
    fault = root if isinstance(root, Finding) else misplaced(root, "round")
    if fault or isinstance(root, Finding):
        raise Unusable(path, [fault] if fault else [])
    return round_in(root, path)


def _root(path: str) -> Node | Finding:
    content = read_file(path)
    if isinstance(content, str):
        return compose(content, json=is_json(path))
    return content if isinstance(content, Finding) else Finding("FZ101", None, {"why": Text("", "")})


def round_in(root: Node, path: str) -> Round:
    """Return the round in a tree. Raises Unusable where its head is not whole, or no unit of it can be used."""
    root = without_asides(root)
    if not isinstance(root, Mapping):
        raise Unusable(path, [_no_round(root)])
    findings = [*_HEAD.duplicate_keys(root), *_forbidden(root)]
    head = _HEAD.read(_HEAD_SHAPE, Mapping(root.place, [pair for pair in root.pairs if not _list_named(pair[0])]))
    lists: dict[str, list[Row]] = {}
    for key, value in root.pairs:
        name = _list_named(key)
        if name:
            lists.setdefault(name, []).extend(_rows(name, value, findings))
    findings = in_order([*findings, *head.findings, *_without_units(root, lists)])
    if head.model is None or not lists.get("units"):
        raise Unusable(path, findings)
    return Round(path, head.model, lists, findings)


def _list_named(key: Node) -> str | None:
    """Return which list a key of the top names."""
    return _LIST_OF.get(text_of(key))


def _rows(name: str, node: Node, findings: list[Finding]) -> Iterator[Row]:
    """Yield the rows of a list that can be used; what is wrong with the others is put among the findings."""
    if not isinstance(node, Sequence):
        if not (isinstance(node, Scalar) and node.text is None):
            findings.append(
                Finding("FZ203", node.place, {"key": _HEAD.name(name), "value": shown(node), "advice": _AS_LIST})
            )
        return
    whole = Text(f"{LISTS[name][0]}的一行", f"a row of {name}")
    for item in node.given:
        placed = _FORMS[name].read(shape_of(ROWS[name]), item, whole)
        findings += placed.findings
        if placed.model and not placed.findings:
            placed.model.put(item.place)
            yield placed.model


def _without_units(root: Mapping, lists: dict[str, list[Row]]) -> Iterator[Finding]:
    """Yield FZ201 where no list of units is given, or an empty one; units that are all wrong are told already."""
    given = [value for key, value in root.pairs if _list_named(key) == "units"]
    if not lists.get("units") and all(_is_empty(value) for value in given):
        yield Finding("FZ201", root.place, {"key": _HEAD.name("units")})


def _is_empty(node: Node) -> bool:
    return not node.given if isinstance(node, Sequence) else isinstance(node, Scalar) and node.text is None


def _forbidden(root: Node) -> Seq[Finding]:
    """Return what must not stand in any text of the file: personal data, secrecy marks, characters nobody can see."""
    texts = list(texts_below(root))
    found = {"FZ305": personal(texts), "FZ307": unseen(texts), "FZ308": secret(texts)}
    return [one.placed(code, one.place) for code, each in found.items() for one in each]


def _no_round(root: Node) -> Finding:
    """Return the finding for a file that is empty, a list, or a single text."""
    if isinstance(root, Scalar) and root.text is None:
        why = Text("文件是空的，或里面只有注释", "it is empty, or holds only comments")
        return Finding("FZ101", None, {"why": why})
    advice = Text(
        "一次调度写成“键: 值”：规划、标题、截至、单位……",
        "a round is written as keys and values: plan, title, as_of, units",
    )
    return Finding("FZ203", root.place, {"key": WHOLE_FILE, "value": shown(root), "advice": advice})
