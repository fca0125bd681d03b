"""TOML text to a tree of nodes with places, so that settings are checked like every other file people write.

The standard reader decides what the text says; where it says it is found afterwards, in one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from fazhi_check.findings import Finding
from fazhi_check.source.lines import Lines
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.nodes import Sequence as ListNode
from fazhi_check.source.spots import Spot, find_spots
from fazhi_check.words import Text

_AT = re.compile(r" *\((?:at line (\d+), column (\d+)|at end of document)\)")


class Bare(Scalar):
    """A value that is no text: a number, a truth value, a date."""


def compose_toml(text: str, table: Sequence[str] = ()) -> Node | Finding | None:
    """Return the tree of one table of a TOML text, None where the text has no such key, or the finding FZ103."""
    import tomllib

    text = text.replace("\r\n", "\n")
    try:
        data: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return _slip(error, text)
    for part in table:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    try:
        spot = find_spots(text)
    except (AssertionError, AttributeError, LookupError):  # the standard reader takes a later TOML than is known here
        spot = Spot(0)
    for part in table:
        spot = spot.inner.get(part, spot)
    return _tree(data, spot, Lines(text))


def _tree(data: Any, spot: Spot, lines: Lines) -> Node:
    """Return the node of some data. In a loop: dotted keys go as deep as a line is long."""
    root = _node(data, spot, lines)
    waiting = [(root, data, spot)]
    while waiting:
        node, data, spot = waiting.pop()
        for key, value in _members(data):
            # Whatever has no place of its own stands where its table or list does.
            at = spot.inner.get(key, spot)
            child = _node(value, at, lines)
            if isinstance(node, Mapping):
                node.pairs.append((Scalar(lines.place(at.key), key), child))
            elif isinstance(node, ListNode):
                node.items.append(child)
            if isinstance(value, dict | list):
                waiting.append((child, value, at))
    return root


def _node(value: Any, spot: Spot, lines: Lines) -> Node:
    """Return the node of one value, empty where it is a table or a list."""
    place = lines.place(spot.value)
    if isinstance(value, dict):
        return Mapping(place)
    if isinstance(value, list):
        return ListNode(place)
    return (Scalar if isinstance(value, str) else Bare)(place, str(value))


def _members(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what a table or list holds, by key or number."""
    return iter(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ())


# What the standard reader says, by how it begins, and what that means to whoever wrote the file.
_SAID: dict[str, Text] = {
    "Invalid statement": Text(
        "这里应当是一个键或 [表名]；键含汉字等字符的要加引号",
        "a key or a [table] belongs here; a key with other signs than letters, digits, - and _ takes quotes",
    ),
    "Expected newline": Text("一行只写一项，这里应当换行", "one setting a line: a new line should begin here"),
    "Expected '='": Text("键的后面缺等号“=”", "an = is missing after the key"),
    "Expected ']": Text("表名后面缺“]”", "a ] is missing after the name of the table"),
    "Expected ": Text("引号没有配对的收尾引号", "a quote is never closed"),
    "Unterminated string": Text("引号没有配对的收尾引号", "a quote is never closed"),
    "Cannot declare": Text("这个表已经写过，请合到一处", "this table stands above already: put both together"),
    "Cannot overwrite": Text("这个键已经写过，请删去一处", "this key stands above already: delete one of the two"),
    "Duplicate inline": Text("这个键已经写过，请删去一处", "this key stands above already: delete one of the two"),
    "Cannot mutate": Text("这个表在上面已经写完，请补到那里", "this table is complete above: add to it there"),
    "Cannot redefine": Text("这个表在上面已经写完，请补到那里", "this table is complete above: add to it there"),
    "Invalid initial": Text(
        "这里应当是键；键含汉字等字符的要加引号",
        "a key belongs here; one with other signs than letters, digits, - and _ takes quotes",
    ),
    "Unclosed array": Text(
        "列表没有收尾：用“]”结束，各项之间用半角逗号",
        "the list is not closed: end with ], and part the items with commas",
    ),
    "Unclosed inline": Text(
        "花括号没有收尾：用“}”结束，各项之间用半角逗号",
        "the brace is not closed: end with }, and part the items with commas",
    ),
    "Unescaped": Text(
        "双引号里的反斜线“\\”要写两遍，或改用单引号",
        "write a backslash inside double quotes twice, or use single quotes",
    ),
    "Invalid hex": Text("转义写出的不是一个字符", "an escape here stands for no character"),
    "Escaped character": Text("转义写出的不是一个字符", "an escape here stands for no character"),
    "Illegal character": Text(
        "这里有看不见的控制字符，请删去", "an invisible control character stands here; delete it"
    ),
    "Found invalid": Text("这里有看不见的控制字符，请删去", "an invisible control character stands here; delete it"),
    "Invalid date": Text("没有这一天或这个时刻", "there is no such day or time"),
    "Invalid value": Text("这里缺值，或值没有加引号", "the value is missing, or lacks its quotes"),
    "Exceeds the limit": Text("数太长", "the number is too long"),
    "maximum recursion": Text("括号套得太深", "the brackets are nested too deep"),
}
_WIDE = {"＝": "=", "：": "=", "，": ",", "“": '"', "”": '"', "‘": "'", "’": "'"}


def _slip(error: Exception, text: str) -> Finding:
    said = str(error)
    at = _AT.search(said)
    lines = Lines(text)
    end = len(text.rstrip("\n"))
    place = lines.place(end)
    if at and at[1]:
        place, end = place._replace(line=int(at[1]), column=int(at[2])), lines.start(int(at[1])) + int(at[2]) - 1
    why = next((text for begin, text in _SAID.items() if said.startswith(begin)), None)
    why = _wrong_sign(text[end : end + 1], said) or why or Text("请核对引号、等号和括号", _AT.sub("", said))
    return Finding(
        "FZ103", place, {"slip": Text(f"此处不符合 TOML 写法：{why.zh}", f"this is no valid TOML: {why.en}")}
    )


def _wrong_sign(sign: str, said: str) -> Text | None:
    right = "=" if sign == ":" and said.startswith("Expected '='") else _WIDE.get(sign)
    return Text(f"这里要用半角的 {right} ，不能用 {sign}", f"write {right} instead of {sign}") if right else None
