"""The events of a YAML parser put together to a tree of nodes with places, in a loop.

One event at a time, so that a deep, tagged or alias-ridden text is refused at the event that goes too far: no
recursion is reachable from a file. Scalars keep their written text: what it means is for its reader to say, not for
YAML's own guesses. The two parsers that feed it call their events alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fazhi_check.findings import Finding, Place
from fazhi_check.source.limits import Limits, exceeded
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Node, Scalar, Sequence
from fazhi_check.source.plain.grammar import NULLS, NUMBER
from fazhi_check.words import Text

_SURROGATE = re.compile("[\ud800-\udfff]")


class Refused(Exception):
    """The text cannot be used; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class Composer:
    """Takes events one by one and keeps the collections that are still open on a stack of its own.

    `breaks` gives the characters that others stood in for while the parser was at work.
    """

    def __init__(self, limits: Limits, breaks: Mapping[int, str] | None = None) -> None:
        self.root: Node | None = None
        self.last: Any = None  # the mark of the last event
        self._limits, self._breaks = limits, breaks
        self._documents = self._aliases = 0
        self._colon = Scalar(Place(1, 1), None), -1  # the last key that ends in a colon, and where it ends
        self._open: list[Tree | Sequence] = []
        self._keys: list[Node | None] = []
        self._anchored: dict[str, Node] = {}

    def compose(self, events: Iterable[Any]) -> Node:
        """Return the tree that the events make up; one without any content is an empty mapping. Raises Refused."""
        for event in events:
            self.last = event.start_mark
            take = _TAKERS.get(event.__class__.__name__)
            if take:
                take(self, event)
        return self.root or Tree(Place(1, 1))

    @property
    def opened(self) -> Place | None:
        """Where the innermost collection that is open begins."""
        return self._open[-1].place if self._open else None

    @property
    def place(self) -> Place:
        """Where the last event begins."""
        mark = self.last
        return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)

    def _document(self, _event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise Refused(Finding("FZ106", self.place))

    def _scalar(self, event: Any) -> None:
        place = self.place
        self._refuse_tag(event, place)
        text: str | None = event.value
        if not event.style and text in NULLS:
            self._cut_colon(event)
            text = None
        elif text:
            text = self._whole(text, place)
        node = Scalar(place, text)
        if text and text[-1] == ":" and not event.style:
            self._note_colon(node, event.end_mark)
        self._put(node, event.anchor)

    def _note_colon(self, node: Scalar, end: Any) -> None:
        """Note a key that has its colon at its end, and refuse every other text that has.

        In brackets YAML ends a key at a colon right before a comma or bracket; the parsers take it for a part of it.
        """
        if self._open and self._open[-1].__class__ is Tree and self._keys[-1] is None:
            self._colon = node, end.index
        else:
            slip = Text("冒号后面缺一个空格", "a blank is missing after the colon")
            raise Refused(Finding("FZ103", Place(end.line + 1, end.column), {"slip": slip}))

    def _cut_colon(self, event: Any) -> None:
        """Take the colon from the key before a null that stands right behind it: no other colon parts the two."""
        key, end = self._colon
        if key.text and event.start_mark.index == end:
            key.text = key.text[:-1] or None

    def _whole(self, text: str, place: Place) -> str:
        r"""Return a text as it was written, or refuse one that is too long, a number too long, and half a character.

        What stood in for breaks is put back, and characters that JSON escapes in halves (\ud83d\ude00) together.
        """
        if self._breaks:
            text = text.translate(self._breaks)
        if not text.isascii() and _SURROGATE.search(text):
            text = _joined(text, place)
        if len(text) > self._limits.max_text:
            raise Refused(exceeded("max_text", self._limits, place))
        if len(text) > self._limits.max_digits and NUMBER.fullmatch(text):
            raise Refused(exceeded("max_digits", self._limits, place))
        return text

    def _mapping(self, event: Any) -> None:
        self._begin(Tree(self.place), event)

    def _sequence(self, event: Any) -> None:
        self._begin(Sequence(self.place), event)

    def _begin(self, node: Tree | Sequence, event: Any) -> None:
        self._refuse_tag(event, node.place)
        if event.anchor:
            self._anchored[event.anchor] = node
        if len(self._open) >= self._limits.max_depth:
            raise Refused(exceeded("max_depth", self._limits, node.place))
        self._open.append(node)
        self._keys.append(None)

    def _refuse_tag(self, event: Any, place: Place) -> None:
        tag = event.tag
        if tag is not None:
            raise Refused(Finding("FZ107", place, {"tag": str(tag)[:100]}))

    def _alias(self, event: Any) -> None:
        place = self.place
        self._aliases += 1
        if self._aliases > self._limits.max_aliases:
            raise Refused(exceeded("max_aliases", self._limits, place))
        node = self._anchored.get(event.anchor)
        if node is None:
            raise Refused(Finding("FZ103", place, {"slip": _nowhere(str(event.anchor).translate(self._breaks or {}))}))
        if any(node is opened for opened in self._open):
            what = Text("别名套进自身的层数", "an alias inside itself: depth")
            raise Refused(Finding("FZ105", place, {"what": what, "limit": 0, "advice": Text("", "")}))
        self._add(node)

    def _end(self, _event: Any) -> None:
        self._keys.pop()
        self._add(self._open.pop())

    def _put(self, node: Scalar, anchor: str | None) -> None:
        if anchor:
            self._anchored[anchor] = node
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += node.size
        if parent.size > self._limits.max_values:
            raise Refused(exceeded("max_values", self._limits, self.place))
        if parent.__class__ is Sequence:
            parent.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = node
        else:
            self._pair(parent, self._keys[-1], node)
            self._keys[-1] = None

    def _pair(self, parent: Any, key: Node, node: Node) -> None:
        if len(parent.pairs) >= self._limits.max_keys:
            raise Refused(exceeded("max_keys", self._limits, key.place))
        # A null has no text to point at: it stands where its key stands.
        null = node.__class__ is Scalar and node.text is None
        parent.pairs.append((key, Scalar(key.place, None) if null else node))


_TAKERS: dict[str, Callable[[Composer, Any], None]] = {
    "DocumentStartEvent": Composer._document,
    "ScalarEvent": Composer._scalar,
    "MappingStartEvent": Composer._mapping,
    "SequenceStartEvent": Composer._sequence,
    "AliasEvent": Composer._alias,
    "MappingEndEvent": Composer._end,
    "SequenceEndEvent": Composer._end,
}


def _nowhere(name: str) -> Text:
    return Text(
        f"“*{name}”没有对应的“&{name}”；以星号开头的文字要加引号",
        f"*{name} has no &{name}; put text that begins with * in quotes",
    )


def _joined(text: str, place: Place) -> str:
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        slip = Text("转义写出的不是一个完整的字符", "an escape here stands for half a character")
        raise Refused(Finding("FZ103", place, {"slip": slip})) from None
