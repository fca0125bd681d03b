"""YAML text to a tree of nodes with places: the exact reader, for all that the plain one does not vouch for.

The tree is put together in a loop from the parser's events, one at a time, so that a deep, tagged or
alias-ridden text is refused at the event that goes too far: no recursion is reachable from a file.
Scalars keep their written text: what it means is for its reader to say, not for YAML's own guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from fazhi_check.findings import Finding, Place
from fazhi_check.source.limits import DEFAULT, Limits, exceeded
from fazhi_check.source.nodes import Mapping, Node, Scalar, Sequence
from fazhi_check.source.plain.grammar import NULLS, NUMBER
from fazhi_check.source.slips import likely_slip
from fazhi_check.words import Text

# An old YAML ends lines at these, so that what follows a comment would come alive; here they are characters like
# others, which nobody can see, and stand aside under names that the text does not have while the parser is at work.
_BREAKS = ("\x85", "\u2028", "\u2029")
_LINE_END = re.compile("\r\n|\r|\n")
_ENDLESS_TAG = re.compile(r"(?:^|[\s\[{,:-])(![!-~]{400})")
# What the scanner reads to its end before anything else happens; a document has one or two such lines.
_ENDLESS_DIRECTIVES = re.compile(r"^(?:%.*\n){20}", re.MULTILINE)
# Twice as long as a text may be, no comment, and not only dashes: it is a text or a key, whatever else a line has.
_RUN = re.compile(r"[^\[\]{},\"'\n#]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Refused(Exception):
    """The text goes too far; carries the finding that says so."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def compose_exact(text: str, limits: Limits = DEFAULT) -> Node | Finding:
    """Return the tree of the one document in `text`, or the finding (FZ103, FZ105 to FZ107) that refuses it.

    A text without any content is an empty mapping: the form says what it lacks.
    """
    endless = _endless(text, limits)
    if endless:
        return endless
    names = _stand_ins(text)
    composer = _Composer(limits, {ord(name): char for char, name in names.items()})
    try:
        for event in _events(text.translate({ord(char): name for char, name in names.items()})):
            composer.take(event)
        return composer.root or Mapping(Place(1, 1))
    except _Refused as refused:
        return refused.finding
    except ReaderError as error:
        return _unprintable(text, error)
    except YAMLError as error:
        return _syntax(text, error, {ord(name): char for char, name in names.items()})
    # The scanner itself has no limit for numbers in escapes and directives: "\UFFFFFFFF" ends in chr().
    except (ValueError, OverflowError) as error:
        return _syntax_at(text, composer.last, str(error))


def _endless(text: str, limits: Limits) -> Finding | None:
    """Return the finding for what the scanner would take ages over."""
    for run in _RUN.finditer(text) if len(text) > 2 * limits.max_text else ():
        long = run.end() - run.start() > 2 * limits.max_text and text[run.start() - 1 : run.start()] != "#"
        if long and len(run[0].lstrip("-? ")) > limits.max_text:
            return exceeded("max_text", limits, _place_at(text, run.start()))
    tag, directives = _ENDLESS_TAG.search(text), _ENDLESS_DIRECTIVES.search(text)
    if tag:
        return Finding("FZ107", _place_at(text, tag.start(1)), {"tag": tag[1][:100]})
    return _syntax_at(text, _place_at(text, directives.start()), "directives") if directives else None


def _place_at(text: str, at: int) -> Place:
    before = text[:at]
    return Place(before.count("\n") + 1, at - before.rfind("\n"))


def _events(text: str) -> Iterator[Event]:
    parse: Any = YAML(typ="safe", pure=True).parse
    yield from parse(text)


def _stand_ins(text: str) -> dict[str, str]:
    """Return what stands for each of the breaks that a text has."""
    free = (chr(code) for code in range(0x10FFFD, 0xF0000, -1) if chr(code) not in text)
    return {char: next(free) for char in _BREAKS if char in text}


class _Composer:
    """Takes events one by one and keeps the collections that are still open on a stack of its own."""

    def __init__(self, limits: Limits, breaks: dict[int, str]) -> None:
        self._breaks = breaks
        self.root: Node | None = None
        self.last = Place(1, 1)
        self._limits = limits
        self._documents = 0
        self._aliases = 0
        self._open: list[Mapping | Sequence] = []
        self._keys: list[Node | None] = []
        self._anchored: dict[str, Node] = {}

    def take(self, event: Event) -> None:
        """Grow the tree by one event; raises _Refused where it goes too far."""
        self.last = place = _place(event)
        if isinstance(event, DocumentStartEvent):
            self._start_document(place)
        elif isinstance(event, AliasEvent):
            self._add(self._alias(event, place))
        elif isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, NodeEvent):
            self._node(event, place)

    def _start_document(self, place: Place) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Refused(Finding("FZ106", place))

    def _node(self, event: NodeEvent, place: Place) -> None:
        self._refuse_tag(event, place)
        node = _new(event, place, self._breaks)
        if event.anchor:
            self._anchored[event.anchor] = node
        if isinstance(node, Scalar):
            self._measure(node)
            self._add(node)
            return
        if len(self._open) >= self._limits.max_depth:
            raise _Refused(exceeded("max_depth", self._limits, place))
        self._open.append(node)
        self._keys.append(None)

    def _measure(self, node: Scalar) -> None:
        text = node.text or ""
        if len(text) > self._limits.max_text:
            raise _Refused(exceeded("max_text", self._limits, node.place))
        if len(text) > self._limits.max_digits and NUMBER.fullmatch(text):
            raise _Refused(exceeded("max_digits", self._limits, node.place))

    def _refuse_tag(self, event: NodeEvent, place: Place) -> None:
        tag = getattr(event, "ctag", None)
        if tag is not None:
            raise _Refused(Finding("FZ107", place, {"tag": str(tag)[:100]}))

    def _alias(self, event: AliasEvent, place: Place) -> Node:
        self._aliases += 1
        if self._aliases > self._limits.max_aliases:
            raise _Refused(exceeded("max_aliases", self._limits, place))
        node = self._anchored.get(event.anchor)
        if node is None:
            name = str(event.anchor).translate(self._breaks)
            slip = Text(
                f"“*{name}”没有对应的“&{name}”；以星号开头的文字要加引号",
                f"*{name} has no &{name}; put text that begins with * in quotes",
            )
            raise _Refused(Finding("FZ103", place, {"slip": slip}))
        if any(node is opened for opened in self._open):
            what = Text("别名套进自身的层数", "an alias inside itself: depth")
            raise _Refused(Finding("FZ105", place, {"what": what, "limit": 0, "advice": Text("", "")}))
        return node

    def _close(self) -> None:
        self._keys.pop()
        self._add(self._open.pop())

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.size += node.size
        if parent.size > self._limits.max_values:
            raise _Refused(exceeded("max_values", self._limits, self.last))
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = node
        else:
            key = self._keys[-1]
            # A null has no text to point at: it stands where its key stands.
            null = isinstance(node, Scalar) and node.text is None
            if len(parent.pairs) >= self._limits.max_keys:
                raise _Refused(exceeded("max_keys", self._limits, key.place))
            parent.pairs.append((key, Scalar(key.place, None) if null else node))
            self._keys[-1] = None


def _new(event: NodeEvent, place: Place, breaks: dict[int, str]) -> Node:
    if isinstance(event, ScalarEvent):
        null = event.style is None and event.value in NULLS
        return Scalar(place, None if null else _whole(event.value.translate(breaks), place))
    return Sequence(place) if isinstance(event, SequenceStartEvent) else Mapping(place)


def _whole(text: str, place: Place) -> str:
    r"""Return text with characters that JSON escapes in halves (\ud83d\ude00) put together; refuse half a one."""
    if not _SURROGATE.search(text):
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        slip = Text("转义写出的不是一个完整的字符", "an escape here stands for half a character")
        raise _Refused(Finding("FZ103", place, {"slip": slip})) from None


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _syntax(text: str, error: YAMLError, breaks: dict[int, str]) -> Finding:
    mark = context = None
    problem = ""
    if isinstance(error, MarkedYAMLError):
        mark, context, problem = error.problem_mark, error.context_mark, f"{error.context or ''} {error.problem or ''}"
    # An unclosed quote or bracket is best shown where it was opened.
    opened = "end of stream" in problem or "quoted scalar" in problem or "while parsing a flow" in problem
    shown = (context if opened else None) or mark or context
    place = Place(shown.line + 1, shown.column + 1) if shown else Place(1, 1)
    return _syntax_at(text, place, problem.translate(breaks))


def _syntax_at(text: str, place: Place, problem: str) -> Finding:
    place, slip = likely_slip(_LINE_END.split(text), place, problem)
    return Finding("FZ103", place, {"slip": slip})


def _unprintable(text: str, error: ReaderError) -> Finding:
    place = _place_at(text, error.position)
    name = f"U+{ord(text[error.position]):04X}"
    slip = Text(f"有看不见的控制字符 {name}，请删去", f"there is an invisible control character {name}; delete it")
    return Finding("FZ103", place, {"slip": slip})
