"""The file of an office's standard as a standard: what is wrong with its form is told with its place."""

from __future__ import annotations

from typing import Final

from fazhi_check.findings import Finding, Unusable, in_order
from fazhi_check.round.reading import LIMITS, Lists, forbidden, is_empty
from fazhi_check.round.rows import Counted, Row
from fazhi_check.round.standard.advice import Adviser
from fazhi_check.round.standard.keys import HEAD_TWINS, STANDARD_LISTS, STANDARD_TWINS, STANDARD_VALUES
from fazhi_check.round.standard.rows import STANDARD_ROWS, Item, Standard, StandardHead
from fazhi_check.source.files import is_json, read_file
from fazhi_check.source.form import WHOLE_FILE, Form, Shape, shown, text_of, without_asides
from fazhi_check.source.nodes import Mapping, Node
from fazhi_check.source.shapes import keys_at
from fazhi_check.source.yaml import compose
from fazhi_check.submission.kinds import misplaced
from fazhi_check.words import Text

_LIST_OF: Final = {word: name for name, words in STANDARD_LISTS.items() for word in (name, *words)}
_HEAD_KEYS: Final = tuple(keys_at(StandardHead, ()))
_TOP: Final = (*_HEAD_KEYS, *STANDARD_LISTS)
_HEAD: Final = Form(
    frozenset((*_TOP, *keys_at(StandardHead, ("for",)))),
    {**HEAD_TWINS, **{zh: name for zh, name in _LIST_OF.items() if zh != name}},
    Adviser(),
    values=STANDARD_VALUES["head"],
)
_HEAD_SHAPE: Final = Shape(StandardHead.model_validate, lambda path: keys_at(StandardHead, path) if path else [*_TOP])
_FORMS: Final = {
    name: Form(frozenset(keys_at(model, ())), STANDARD_TWINS[name], Adviser(name), values=STANDARD_VALUES[name])
    for name, model in STANDARD_ROWS.items()
}
_ROW: Final = {"items": Text("一个考评项目", "an item"), "entered": Text("计分录入的一行", "a row of entered")}
_LISTS: Final = Lists(_HEAD, _FORMS, STANDARD_ROWS, _ROW)
_NO_BOOK: Final = Text(
    "测评标准写成 .yaml（或 .json）文本，不是工作簿或 Word 文档",
    "a standard is a .yaml (or .json) file, not a workbook or a document",
)


def read_standard(path: str) -> Standard:
    """Return the standard in a file, with what is wrong with its form among its findings.

    Raises Unusable where it cannot be read, or its head is not whole.
    """
    content = read_file(path, LIMITS)
    if isinstance(content, bytes):
        raise Unusable(path, [Finding("FZ101", None, {"why": _NO_BOOK})])
    root = content if isinstance(content, Finding) else compose(content, LIMITS, json=is_json(path))
    wrong = root if isinstance(root, Finding) else misplaced(root, "standard")
    if wrong:
        raise Unusable(path, [wrong])
    assert not isinstance(root, Finding)
    return standard_in(root, path)


def standard_in(written: Node, path: str) -> Standard:
    """Return the standard in a tree. Raises Unusable where its head is not whole, or it has no item."""
    root = without_asides(written)
    if not isinstance(root, Mapping) or not root.pairs:
        raise Unusable(path, [_no_standard(root)])
    form = Mapping(root.place, [pair for pair in root.pairs if text_of(pair[0]) not in _LIST_OF])
    head = _HEAD.read(_HEAD_SHAPE, form)
    findings = [*head.findings, *_HEAD.duplicate_keys(root), *forbidden(root)]
    lists: dict[str, list[Row]] = {name: [] for name in STANDARD_LISTS}
    for key, value in root.pairs:
        name = _LIST_OF.get(text_of(key))
        if name:
            lists[name] += _LISTS.rows(name, value, findings)
    if all(is_empty(value) for key, value in root.pairs if _LIST_OF.get(text_of(key)) == "items"):
        findings.append(Finding("FZ201", root.place, {"key": _HEAD.name("items")}))
    if head.model is None or not lists["items"]:
        raise Unusable(path, in_order(findings))
    items = [row for row in lists["items"] if isinstance(row, Item)]
    entered = [row for row in lists["entered"] if isinstance(row, Counted)]
    given = [pair for pair in form.pairs if not is_empty(pair[1])]
    places = {_HEAD.key(text_of(key), free=False): value.place for key, value in given}
    return Standard(path, head.model, items, entered, in_order(findings), places)


def _no_standard(root: Node) -> Finding:
    """Return the finding for a file that is empty, a list, or a single text."""
    if is_empty(root):
        return Finding(
            "FZ101", None, {"why": Text("文件是空的，或里面只有注释", "it is empty, or holds only comments")}
        )
    advice = Text(
        "测评标准写成“键: 值”：规划、标题、适用、比例、项目……",
        "a standard is written as keys and values: plan, title, for, shares, items",
    )
    return Finding("FZ203", root.place, {"key": WHOLE_FILE, "value": shown(root), "advice": advice})
