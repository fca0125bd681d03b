"""A tree of nodes filled into a pydantic model; what does not fit becomes findings at their places.

One pass reports every problem of a form. What is left without the problems is still given back where the
model allows it, so that one slip in a file does not hide the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from collections.abc import Sequence as Seq
from types import UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from fazhi_check.findings import Finding, Place
from fazhi_check.guess import closest
from fazhi_check.sanitize import mask
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import KEY_TWINS, KEYS_ZH, VALUE_TWINS, Term, Text

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]

_DIGITS = re.compile(r"\d{3}")
_COMMA_SLIP = Text("像 12,000 这样带逗号的数要加引号", "a number with commas such as 12,000 goes into quotes")
_MOST = 200  # problems of one form that are told at a time

# Below these keys stand names that the writer chose: units, years, ids, groups.
_FREE = frozenset({"by_unit", "by_year", "entries", "groups", "bodies", "schedule"})

_EXPECTED: dict[str, Text] = {
    "model_type": Text(
        "这里应是下一级的“键: 值”，不是单个值或列表", "keys and values belong here, not a single value or list"
    ),
    "list_type": Text("这里应是列表，每项以“- ”开头", "a list belongs here, each item after a dash"),
    "string_type": Text("这里应是一段文字", "plain text belongs here"),
}
_SAME_AS = {
    "dict_type": "model_type",
    "model_attributes_type": "model_type",
    "mapping_type": "model_type",
    "tuple_type": "list_type",
}


class Filled(NamedTuple, Generic[Model]):
    """The model, or None where too much is missing, and every problem found on the way."""

    model: Model | None
    findings: list[Finding]


class Form(NamedTuple):
    """How a kind of file is written.

    `known` names every key there is; `twins` allows the Chinese keys and values beside the English ones.
    """

    known: frozenset[str]
    twins: bool = False

    def key(self, written: str, free: bool) -> str:
        """Return the one name of a key."""
        return written if free or not self.twins else KEY_TWINS.get(written, written)

    def fill(self, model: type[Model], node: Node, target: str | None = None) -> Filled[Model]:
        """Fill `model` from `node`; findings carry `target`, the entry they lie in."""
        findings: list[Finding] = list(self._duplicates(node, target))
        data = self.plain(node)
        filled, errors = _validate(model, data)
        found = (self._finding(model, node, error, target) for error in errors[:_MOST])
        findings += _unique([finding for finding in found if finding])
        if errors and filled is None and _prune(data, errors):
            filled, _ = _validate(model, data)
        return Filled(filled, findings)

    def plain(self, node: Node, free: bool = False) -> Any:
        """Return the data of a node: texts, lists and dicts; nulls are absent, a repeated key is left out."""
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [self.plain(item) for item in node.given]
        data: dict[str, Any] = {}
        repeated: set[str] = set()
        for written, value in node.pairs:
            key = self.key(text_of(written), free)
            if key in data or key in repeated:
                data.pop(key, None)
                repeated.add(key)
            elif not self._absent(key, value, free):
                data[key] = self.plain(value, key in _FREE)
        return data

    def _absent(self, key: str, value: Node, free: bool) -> bool:
        """Tell whether a pair counts as absent: a null, unless what stands for its key was meant as text.

        {状态：已完成} and {value: 12,000} are such: a key nobody knows, or the end of a number, without a value.
        """
        null = isinstance(value, Scalar) and value.text is None
        return null and (not _DIGITS.fullmatch(key) if free else key in self.known)

    def _duplicates(self, node: Node, target: str | None, free: bool = False) -> Iterator[Finding]:
        if isinstance(node, Sequence):
            for item in node.items:
                yield from self._duplicates(item, target)
        elif isinstance(node, Mapping):
            yield from self.duplicate_keys(node, target, free)
            for written, value in node.pairs:
                yield from self._duplicates(value, target, self.key(text_of(written), free) in _FREE)

    def duplicate_keys(self, node: Mapping, target: str | None = None, free: bool = False) -> Iterator[Finding]:
        """Yield FZ104 for each key of one mapping that stands there twice, in whichever language."""
        first: dict[str, Node] = {}
        for written, _ in node.pairs:
            text = text_of(written)
            earlier = first.setdefault(self.key(text, free), written)
            if earlier is not written:
                where = {"key": text, "first": text_of(earlier), "line": earlier.place.line}
                yield Finding("FZ104", written.place, where, target)

    def find(self, node: Node, loc: Seq[str | int]) -> tuple[Node | None, Node]:
        """Return the key and value nodes that pydantic's `loc` leads to, or the last ones on the way."""
        key: Node | None = None
        free = False
        for part in loc:
            step = self._step(node, part, free)
            if step is not None:
                key, node = step
                free = part in _FREE
        return key, node

    def _step(self, node: Node, part: str | int, free: bool) -> tuple[Node | None, Node] | None:
        if isinstance(node, Sequence) and isinstance(part, int):
            items = node.given
            return (None, items[part]) if part < len(items) else None
        if isinstance(node, Mapping):
            for written, value in node.pairs:
                if self.key(text_of(written), free) == str(part):
                    return written, value
        return None

    def _finding(self, model: type[BaseModel], node: Node, error: Map[str, Any], target: str | None) -> Finding | None:
        loc: Loc = tuple(error["loc"])
        key, value = self.find(node, loc)
        if loc[-1:] == ("[key]",) and key is not None:  # it is the key itself that does not fit
            loc, value = loc[:-2], key
            key, _ = self.find(node, loc)
        kind = error["type"]
        if kind == "missing":
            if self._written(node, loc) > 1:
                return None  # not missing: it stands twice, which is a finding of its own
            return Finding("FZ201", _missing_at(self, node, loc), {"key": self.name(str(loc[-1]))}, target)
        if kind == "extra_forbidden":
            unknown = key or value
            options = [str(name) for name in fields_at(model, loc[:-1])]
            data = {"key": _key_shown(unknown), "hint": self._guess(unknown, options)}
            return Finding("FZ202", unknown.place, data, target)
        data = {"key": self._called(key, loc, target), "value": shown(value), "advice": self._advice(error, loc)}
        return Finding("FZ203", value.place, data, target)

    def _written(self, node: Node, loc: Loc) -> int:
        """Return how often the last key of `loc` stands in its mapping."""
        _, holder = self.find(node, loc[:-1])
        pairs = holder.pairs if isinstance(holder, Mapping) else []
        return sum(self.key(text_of(written), free=False) == loc[-1] for written, _ in pairs)

    def _called(self, key: Node | None, loc: Loc, target: str | None) -> Text:
        """Return how a message calls the value at `loc`: by its key, the entry's id, or as the file."""
        if not loc:
            return Term(target, target) if target else Term("整个文件", "the whole file")
        name = _last_name(loc)
        if name in self.known or key is None:
            return self.name(name)
        called = _key_shown(key)
        return called if isinstance(called, Text) else Term(called, called)

    def _advice(self, error: Map[str, Any], loc: Loc) -> Text:
        cause = error.get("ctx", {}).get("error")
        if isinstance(cause, Unreadable):
            return cause.advice
        if error["type"] == "literal_error":
            return self._allowed(error, _last_name(loc))
        if error["type"] in {"model_type", "dict_type"} and isinstance(error.get("input"), str):
            slip = _colon_slip(error["input"])
            if slip:
                return slip
        kind = _SAME_AS.get(error["type"], error["type"])
        return _EXPECTED.get(kind, Text("这里写的内容不合要求", error["msg"]))

    def _allowed(self, error: Map[str, Any], key: str) -> Text:
        allowed = [value.strip("'") for value in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        twins = {en: zh for zh, en in VALUE_TWINS.get(key, {}).items()} if self.twins else {}
        guess = closest(str(error.get("input")), [*allowed, *(twins[a] for a in allowed if a in twins)])
        zh = "、".join(twins.get(value, value) for value in allowed)
        en = ", ".join(allowed)
        if guess:
            return Text(f"是不是“{guess}”？可填：{zh}", f"did you mean {guess}? Allowed: {en}")
        return Text(f"可填：{zh}", f"allowed: {en}")

    def _guess(self, key: Node, options: Seq[str]) -> Text:
        written = text_of(key) if isinstance(key, Scalar) else ""
        slip = _COMMA_SLIP if _DIGITS.fullmatch(written) else _colon_slip(written)
        if slip:
            return slip
        names = [*options, *(KEYS_ZH[o] for o in options if o in KEYS_ZH)] if self.twins else list(options)
        guess = closest(written, names)
        if guess:
            return Text(f"是不是“{guess}”？", f"did you mean {guess}?")
        zh = "、".join(KEYS_ZH.get(o, o) if self.twins else o for o in options)
        return Text(f"这里可用的键：{zh}", f"keys that belong here: {', '.join(options)}")

    def name(self, key: str) -> Term:
        """Return how a key is called in messages."""
        return Term(f"{KEYS_ZH[key]}({key})", key) if self.twins and key in KEYS_ZH else Term(key, key)


def items_of(root: Node, advice: Text) -> tuple[list[Node], list[Finding]]:
    """Return the items of a file that is a list; an empty file is one without items, any other is FZ203 with `advice`."""
    if isinstance(root, Sequence):
        return root.items, []
    empty = isinstance(root, Scalar) and root.text is None
    if empty or (isinstance(root, Mapping) and not root.pairs):
        return [], []
    key, shown = Term("整个文件", "the whole file"), Term("(不是列表)", "(no list)")
    return [], [Finding("FZ203", root.place, {"key": key, "value": shown, "advice": advice})]


def text_of(node: Node) -> str:
    """Return the text of a key or value; each that is no scalar has a sign of its own, for no two are the same key."""
    return (node.text or "") if isinstance(node, Scalar) else f"?{node.place.line}:{node.place.column}"


def _key_shown(key: Node) -> str | Text:
    return text_of(key) if isinstance(key, Scalar) else shown(key)


def shown(node: Node) -> str | Text:
    """Return a value as a message shows it: long texts are cut, collections only named."""
    if isinstance(node, Scalar):
        text = mask(node.text or "")
        return text if len(text) <= 40 else f"{text[:38]}……"
    return Text("(列表)", "(a list)") if isinstance(node, Sequence) else Text("(键值)", "(keys and values)")


def fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that belong at `loc` inside `model`."""
    kinds: list[Any] = [model]
    for part in loc:
        kinds = [inner for kind in kinds for inner in _inside(kind, part)]
    names = [field.alias or name for kind in kinds for name, field in kind.model_fields.items()]
    return list(dict.fromkeys(names))


def _inside(kind: type[BaseModel], part: str | int) -> Iterator[type[BaseModel]]:
    """Yield the models that a field holds; a part that is no field (an index, a union's tag) changes nothing."""
    field = kind.model_fields.get(str(part))
    if field is None:
        tag = kind.model_fields.get("kind")
        if tag is None or not isinstance(part, str) or part in get_args(tag.annotation):
            yield kind
        return
    yield from _models(field.annotation)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType) or get_args(annotation):
        for part in get_args(annotation):
            yield from _models(part)


def _validate(model: type[Model], data: Any) -> tuple[Model | None, list[Any]]:
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False))


def _prune(data: Any, errors: Seq[Map[str, Any]]) -> bool:
    """Take what does not fit out of `data`; False where something required is missing or nothing would be left."""
    if any(error["type"] == "missing" or not error["loc"] for error in errors):
        return False
    # From the back, so that the indices of list items still hold.
    for error in sorted(errors, key=lambda e: [str(part).zfill(9) for part in e["loc"]], reverse=True):
        _remove(data, error["loc"])
    return True


def _remove(data: Any, loc: Loc) -> None:
    holder, last = None, None
    for part in loc:
        reachable = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if reachable:
            holder, last, data = data, part, data[part]
    if holder is not None:
        del holder[last]


def _unique(findings: list[Finding]) -> list[Finding]:
    """Drop what several branches of a union say about one place."""
    first: dict[tuple[str, Place | None, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.code, finding.place, str(finding.data.get("key"))), finding)
    return list(first.values())


def _missing_at(form: Form, node: Node, loc: Loc) -> Place:
    key, value = form.find(node, loc[:-1])
    return (key or value).place


def _last_name(loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    return names[-1] if names else ""


def _colon_slip(written: str) -> Text | None:
    if "：" in written:
        return Text(
            "用了全角冒号“：”，请改成半角冒号加一个空格", "a full-width colon; write an ordinary colon and a blank"
        )
    head, colon, tail = written.partition(":")
    if colon and tail and not tail.startswith((" ", "/")) and len(head) <= 20:
        return Text("冒号后面缺一个空格", "a blank is missing after the colon")
    return None
