"""Why a text is no saved report: what is wrong in it, in both languages, and where."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pydantic import ValidationError

from fazhi_check.findings import Finding, Place
from fazhi_check.source.json_tree import compose_json
from fazhi_check.source.limits import Limits
from fazhi_check.source.nodes import Mapping, Scalar
from fazhi_check.source.nodes import Sequence as ListNode
from fazhi_check.words import Text

# A report may be of any size.
_ANY = Limits(*[sys.maxsize] * len(Limits._fields))


class NotSaved(ValueError):
    """A text that is no JSON report of this version; `message` says why, `place` where."""

    def __init__(self, zh: str, en: str, place: Place | None = None) -> None:
        super().__init__(en)
        self.message, self.place = Text(zh, en), place


def no_json(text: str) -> NotSaved:
    """Return what is wrong with a text that is no JSON."""
    found = compose_json(text, _ANY)
    slip = found.data.get("slip") if isinstance(found, Finding) else None
    why = slip if isinstance(slip, Text) else Text("括号套得太深，或数太长", "nested too deep, or a number too long")
    return NotSaved(f"不是 JSON：{why.zh}", f"it is no JSON: {why.en}", found.place)


# What pydantic's kinds of errors mean, by how they begin or end.
_WRONG: dict[str, Text] = {
    "missing": Text("缺少这一项", "it is missing"),
    "extra": Text("本版本没有这一项", "this version has no such key"),
    "literal": Text("没有这个值", "there is no such value"),
    "string_pattern": Text("值的写法不对", "its value is of another form"),
    "string": Text("应是文字", "a text belongs here"),
    "int": Text("应是整数", "a whole number belongs here"),
    "float": Text("应是数", "a number belongs here"),
    "finite": Text("应是数", "a number belongs here"),
    "bool": Text("应是 true 或 false", "true or false belongs here"),
    "list": Text("应是列表", "a list belongs here"),
    "tuple": Text("应是列表", "a list belongs here"),
    "dict": Text("应是花括号里的各项", "an object belongs here"),
    "model": Text("应是花括号里的各项", "an object belongs here"),
}


def of_another_form(error: ValidationError, text: str) -> NotSaved:
    """Return what is wrong with a JSON text that is no report, by the first error that was found in it."""
    first = error.errors(include_url=False)[0]
    where, kind = ".".join(str(part) for part in first["loc"]), first["type"]
    wrong = next((said for begin, said in _WRONG.items() if kind.startswith(begin)), None)
    wrong = wrong or Text("值不对", "its value is wrong")
    at = Text(f"{where} {wrong.zh}", f"{where}: {wrong.en}") if where else wrong
    return NotSaved(
        f"不是 fazhi-check -f json 写出的报告，或版本不同（{at.zh}）",
        f"it is no report written by fazhi-check -f json, or of another version ({at.en})",
        place_in(text, first["loc"]),
    )


def place_in(text: str, path: Sequence[str | int]) -> Place | None:
    """Return where something stands in a JSON text; what is not there stands where what should hold it does."""
    node = compose_json(text, _ANY)
    if isinstance(node, Finding):
        return None
    for part in path:
        if isinstance(node, Mapping):
            node = next((value for key, value in node.pairs if isinstance(key, Scalar) and key.text == part), node)
        elif isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node.place
