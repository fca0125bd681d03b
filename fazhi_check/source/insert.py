"""New members put at the end of a mapping in a YAML text, with every byte that stands there left as it is.

Nothing is parsed and written anew: the parser only tells where the mapping stands, and text goes in between. Whoever
uses this reads the result again and compares: an odd text may well have an end that is found wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_BREAK = re.compile(r"\r\n|\r|\n")
_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"#[^\r\n]*")
_EMPTY = re.compile(r"\{[ \t]*\}")
# What may be read that this parser refuses: tabs between words, and the colons of JSON on a later line. A blank for
# each such sign leaves all places as they are.
_EASED = re.compile(r"(?<![ \t\r\n])[ \t\r\n]++(?=:)|\t")
_STEP = "  "


class Spot(NamedTuple):
    """Where a mapping below the root stands: from `start` to `end`, its members from `first` to `last` if it has any.

    `block` tells whether members go in as indented lines, right of the column `margin`.
    """

    block: bool
    margin: int
    start: int
    end: int
    first: int | None = None
    last: int | None = None


def find_mapping(text: str, wanted: Callable[[str], bool]) -> Spot | None:
    """Return where the value of the wanted key of the top level stands; None where it is no mapping, nor empty."""
    events = _events(text) or _events(_EASED.sub(lambda blanks: " " * len(blanks[0]), text))
    root = next((event for event in events if isinstance(event, NodeEvent)), None)
    if not isinstance(root, MappingStartEvent):
        return None
    nodes = list(_children(events))
    for key, value in zip(nodes[::2], nodes[1::2], strict=False):
        if isinstance(key[0], ScalarEvent) and wanted(key[0].value):
            return _spot(text, bool(root.flow_style), _column(nodes[0][0]), key[-1], value)
    return None


def _events(text: str) -> list[Any]:
    """Return the events of a text, none where the parser refuses it."""
    try:
        return list(YAML(typ="safe", pure=True).parse(text))
    except (YAMLError, ValueError, OverflowError):
        return []


def add_lines(text: str, spot: Spot, lines: Iterable[str]) -> str:
    """Return the text with lines added behind the last member and the comments that belong to it.

    A mapping without members (`{}`, `~`) gives way to them.
    """
    at = spot.last
    if at is None:
        kept = text[: spot.start].rstrip(" \t")
        text, at = kept + text[spot.end :], len(kept)
    at = _behind(text, at, spot.margin)
    end = line_end(text, at)
    added = "".join(f"{line}{end}" for line in lines)
    if at and text[at - 1] not in "\r\n":
        added = end + added.removesuffix(end)
    return text[:at] + added + text[at:]


def add_pairs(text: str, spot: Spot, pairs: Mapping[str, Any], remark: str = "") -> str:
    """Return the text with pairs added inside the braces, in JSON's form; `remark` is a comment to put before them."""
    within = text if spot.first is None else text[spot.start : spot.end]
    layout = _Layout(text, spot, _BREAK.search(within.strip()) is not None)
    added = layout.between.join(layout.pairs(pairs))
    if remark and layout.many_lines:
        added = f"{remark}{layout.line}{added}"
    if spot.last is not None:
        return _behind_others(text, spot, spot.last, layout, added)
    return _into_empty(text, spot, layout, added)


def line_end(text: str, at: int) -> str:
    """Return the line end in use before a place in the text, else anywhere in it."""
    before = _BREAK.findall(text, 0, at)
    found = _BREAK.search(text)
    return str(before[-1]) if before else found.group() if found else "\n"


class _Layout:
    """How pairs inside braces are laid out: on one line, one a line, or each over several lines."""

    def __init__(self, text: str, spot: Spot, many_lines: bool) -> None:
        self.many_lines = many_lines
        base = _lead(text, spot.start)
        self._inner = base + (base or _STEP)
        self._spread = many_lines
        if spot.first is not None:
            own_line = not text[_line_start(text, spot.first) : spot.first].strip()
            self._inner = _lead(text, spot.first) if own_line else base + _STEP
            self._spread = text[spot.first : _line_after(text, spot.first)].rstrip().endswith("{")
        self._step = self._inner.removeprefix(base) or _STEP
        end = line_end(text, spot.start)
        self.line = f"{end}{self._inner}" if many_lines else ""
        self.close = f"{end}{base}" if many_lines else ""
        self.between = f",{self.line or ' '}"

    def pairs(self, pairs: Mapping[str, Any]) -> Iterator[str]:
        """Yield each pair as it is written."""
        for key, value in pairs.items():
            lines = json.dumps(value, ensure_ascii=False, indent=self._step if self._spread else None).split("\n")
            yield f"{json.dumps(key, ensure_ascii=False)}: {self.line.join(lines)}"


def _behind_others(text: str, spot: Spot, last: int, layout: _Layout, added: str) -> str:
    tail = text[last : spot.end - 1]
    at = last + len(tail.rstrip())
    comma = "" if "," in _COMMENT.sub("", tail) else " ," if text[last - 1] == ":" else ","
    return f"{text[:last]}{comma}{text[last:at]}{layout.line or ' '}{added}{text[at:]}"


def _into_empty(text: str, spot: Spot, layout: _Layout, added: str) -> str:
    written = text[spot.start : spot.end]
    if not written.startswith("{"):
        blank = " " if text[spot.start - 1] == ":" else ""
        return f"{text[: spot.start]}{blank}{{{layout.line}{added}{layout.close}}}{text[spot.end :]}"
    inside = written[1:-1]
    at = spot.start + 1 + len(inside.rstrip())
    close = "" if _BREAK.search(text, at, spot.end) else layout.close
    return f"{text[:at]}{layout.line}{added}{close}{text[at:]}"


def _children(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Yield the events of each node right below the root: its keys and values in turn."""
    depth, node = 0, list[Event]()
    for event in events:
        if isinstance(event, CollectionEndEvent):
            depth -= 1
        elif not isinstance(event, NodeEvent):
            continue
        if depth:
            node.append(event)
        if isinstance(event, CollectionStartEvent):
            depth += 1
        if depth == 1 and node:
            yield node
            node = []


def _spot(text: str, flow: bool, margin: int, key: Event, value: list[Event]) -> Spot | None:
    """Return the spot of a value with its key; None where the value is neither a mapping nor null."""
    start, end = _index(value[0]), value[-1].end_mark.index
    if not isinstance(value[0], MappingStartEvent):
        colon = _COLON.match(text, key.end_mark.index)
        if len(value) > 1 or not isinstance(value[0], ScalarEvent) or colon is None:
            return None
        # The mark of a value that is not written stands behind the comments.
        return Spot(not flow, margin, *((start, end) if value[0].value else (colon.end(), colon.end())))
    if len(value) == 2:
        return Spot(not flow and _EMPTY.fullmatch(text, start, end) is not None, margin, start, end)
    block = not value[0].flow_style
    members = [event for event in value[1:-1] if not (block and _unwritten(event))]
    if not members:
        return None
    return Spot(block, margin, start, end, _index(members[0]), members[-1].end_mark.index)


def _unwritten(event: Event) -> bool:
    """Tell whether an event stands for nothing in the text: a value not written, the end of a block."""
    return bool(event.start_mark.index == event.end_mark.index)


def _index(event: Event) -> int:
    return int(event.start_mark.index)


def _column(event: Event) -> int:
    return int(event.start_mark.column)


def _behind(text: str, at: int, margin: int) -> int:
    """Return where the lines end that stand right of `margin`, the line of `at` first; blank ones end none."""
    position = at if at and text[at - 1] in "\r\n" else _line_after(text, at)
    end = position
    while position < len(text):
        position, start = _line_after(text, position), position
        line = text[start:position]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" \t")) <= margin:
            break
        end = position
    return end


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_after(text: str, at: int) -> int:
    found = _LINE.match(text, at)
    return found.end() if found else at


def _lead(text: str, at: int) -> str:
    """Return the blanks with which the line of a place begins."""
    line = text[_line_start(text, at) :]
    return line[: len(line) - len(line.lstrip(" \t"))]
