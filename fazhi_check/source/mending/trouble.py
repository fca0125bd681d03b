"""Where reading a YAML text first fails: read by its events only, as fast as can be."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from fazhi_check.findings import Place
from fazhi_check.source.limits import Limits

# What a reader of events says itself: all of it ends the file.
DEPTH, DOCUMENTS, ALIAS = "too deep", "a second document", "an alias of nothing"
_OPENING = ("MappingStartEvent", "SequenceStartEvent")
_CLOSING = ("MappingEndEvent", "SequenceEndEvent")


class Trouble(NamedTuple):
    """What a reader stumbled over: where, what it says of it, and how many characters it had read.

    `opened` is where the quote or bracket begins that it was reading, `tag` a tag that is not allowed.
    """

    place: Place
    problem: str = ""
    read: int = 0
    opened: Place | None = None
    tag: str = ""

    @property
    def top(self) -> int:
        """The first line that may have to do with it."""
        return min(self.opened or self.place, self.place).line

    @property
    def shown(self) -> Place:
        """Where it is best shown: an open quote or bracket where it was opened."""
        return self.opened or self.place


def find_trouble(text: str, limits: Limits, anchors: Collection[str]) -> Trouble | None:
    """Return the first trouble of a text; `anchors` are the names that stand for something elsewhere in the file."""
    depth = documents = 0
    event: Any = None
    try:
        for event in _events(text):
            kind = event.__class__.__name__
            depth += (kind in _OPENING) - (kind in _CLOSING)
            documents += kind == "DocumentStartEvent"
            problem = DEPTH if depth > limits.max_depth else DOCUMENTS if documents > 1 else ""
            tag = str(getattr(event, "tag", None) or "")
            if kind == "AliasEvent" and event.anchor not in anchors:
                problem = ALIAS
            if problem or tag:
                return _at(event.start_mark)._replace(problem=problem, tag=tag[:100])
    except Exception as error:  # whatever a reader may raise
        return _told_by(error, event, len(text.rstrip()))
    return None


def _events(text: str) -> Iterator[Any]:
    from fazhi_check.source import exact, yaml

    # A tab between words is fine: libyaml knows that, and refuses the others.
    return exact.events(text) if yaml.otherwise(text.replace("\t", " ")) else yaml.events(text)


def _at(mark: Any) -> Trouble:
    return Trouble(Place(mark.line + 1, mark.column + 1), read=mark.index)


def _told_by(error: Exception, event: Any, end: int) -> Trouble:
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    mark = mark or context or getattr(event, "end_mark", None)
    if mark is None:
        return Trouble(Place(1, 1), problem)
    bracketed = "quoted scalar" in problem or "while parsing a flow" in problem
    opened = _at(context).place if bracketed and context else None
    trouble = _at(mark)._replace(problem=problem, opened=opened)
    # What is never closed is read to the end of the text: the reader got no further than to where it opens.
    return trouble._replace(place=opened) if opened and mark.index >= end else trouble
