"""JSON text to a tree of nodes with places, by the standard and nothing beyond it, in a loop.

YAML is nearly all of JSON, but not all: it wants a colon on the line of its key and a key of at most 1,024 signs, and
what is no JSON it may still read. So a text that is JSON is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import loads
from typing import Any, NamedTuple

from fazhi_check.findings import Finding
from fazhi_check.source.composer import Composer, Refused
from fazhi_check.source.limits import DEFAULT, Limits
from fazhi_check.source.lines import Lines
from fazhi_check.source.nodes import Node
from fazhi_check.words import Text

_BLANK = re.compile(r"[ \t\r\n]*+")
_TEXT = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+'
_GOOD, _QUOTED = re.compile(_TEXT), re.compile(f'{_TEXT}"')
_BARE = re.compile(
    r'(?:-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?|true|false|null)(?=[ \t\r\n,:\[\]{}"]|\Z)'
)
_WORD = re.compile(r'[^\s,:\[\]{}"]+')
# What may follow, by what is awaited; a quote stands for a text, and "b" for a number, true, false or null.
_MAY_FOLLOW = {
    "value": '[{"b',
    "value or ]": '[{"b]',
    "key": '"',
    "key or }": '"}',
    "colon": ":",
    "comma or ]": ",]",
    "comma or }": ",}",
    "end": "",
}
_AFTER_SIGN = {"[": "value or ]", "{": "key or }", ":": "value"}


class _Mark(NamedTuple):
    """Where an event begins, counted from 0 as the parsers of YAML do."""

    line: int
    column: int


class _Event:
    """What the composer asks of an event; JSON has neither tags nor anchors."""

    tag = anchor = None

    def __init__(self, start_mark: _Mark, value: str = "", style: str | None = None) -> None:
        self.start_mark, self.value, self.style = start_mark, value, style


class ScalarEvent(_Event):
    """A text, a number or a word."""


class MappingStartEvent(_Event):
    """A brace that opens."""


class MappingEndEvent(_Event):
    """A brace that closes."""


class SequenceStartEvent(_Event):
    """A bracket that opens."""


class SequenceEndEvent(_Event):
    """A bracket that closes."""


_SIGNS: dict[str, type[_Event]] = {
    "{": MappingStartEvent,
    "}": MappingEndEvent,
    "[": SequenceStartEvent,
    "]": SequenceEndEvent,
}


def compose_json(text: str, limits: Limits = DEFAULT) -> Node | Finding:
    """Return the tree of a JSON text, or the finding (FZ103, FZ105) that refuses it.

    Its numbers and words are texts as written; null is nothing.
    """
    try:
        return Composer(limits).compose(_Reader(text).events())
    except Refused as refused:
        return refused.finding


class _Reader:
    def __init__(self, text: str) -> None:
        self._text, self._lines = text, Lines(text)
        self._opened: list[int] = []  # where the brackets that are open stand
        self._awaited = "value"

    def events(self) -> Iterator[Any]:
        """Yield the events of the text. Raises Refused where it is no JSON."""
        text, at = self._text, self._blank(0)
        while at < len(text):
            sign = text[at]
            kind = sign if sign in '[]{},:"' else "b"
            if kind not in _MAY_FOLLOW[self._awaited]:
                raise self._refused(at)
            if kind in "[{":
                self._opened.append(at)
            if kind in '"b':
                end = self._scalar_end(at)
                yield ScalarEvent(self._mark(at), *_said(text, at, end))
            else:
                end = at + 1
                if kind in _SIGNS:
                    yield _SIGNS[kind](self._mark(at))
            self._awaited = self._next(kind)
            at = self._blank(end)
        if self._awaited != "end":
            raise self._refused(at)

    def _next(self, kind: str) -> str:
        """Return what is awaited after a sign or value."""
        if kind in _AFTER_SIGN:
            return _AFTER_SIGN[kind]
        if kind == '"' and self._awaited.startswith("key"):
            return "colon"
        if kind in "]}":
            self._opened.pop()
        if not self._opened:
            return "end"
        in_braces = self._text[self._opened[-1]] == "{"
        if kind == ",":
            return "key" if in_braces else "value"
        return "comma or }" if in_braces else "comma or ]"

    def _scalar_end(self, at: int) -> int:
        found = (_QUOTED if self._text[at] == '"' else _BARE).match(self._text, at)
        if found is None:
            raise self._refused(at)
        return found.end()

    def _blank(self, at: int) -> int:
        return _BLANK.match(self._text, at).end()  # type: ignore[union-attr]

    def _mark(self, at: int) -> _Mark:
        line, column, _ = self._lines.place(at)
        return _Mark(line - 1, column - 1)

    def _refused(self, at: int) -> Refused:
        if at >= len(self._text) and self._opened:  # shown where what is never closed begins
            place, slip = self._opened[-1], _UNCLOSED
        else:
            place, slip = _slip(self._text, at, self._awaited)
        return Refused(Finding("FZ103", self._lines.place(place), {"slip": slip}))


def _said(text: str, at: int, end: int) -> tuple[str, str | None]:
    """Return what a scalar says, and its style: that of quotes, or None."""
    if text[at] != '"':
        return text[at:end], None
    written = text[at + 1 : end - 1]
    return (loads(text[at:end]) if "\\" in written else written), '"'


_UNCLOSED = Text("从这里开始的括号没有收尾", "the bracket opened here is never closed")
_COMMENT = Text("JSON 里不能写注释，请删去", "JSON has no comments: delete it")
_QUOTES = Text("JSON 的文字和键要放在半角双引号里", 'JSON wants texts and keys in double quotes (")')
_NUMBER = Text(
    "JSON 的数不能这样写；不是数的，放在双引号里",
    "JSON does not know a number of this form; what is no number takes double quotes",
)
_NUMERIC = re.compile("[-+.]?[0-9]|NaN|[-+]?Infinity")
_AFTER_COMMA = Text("逗号后面缺一项；最后一项后面不写逗号", "an item is missing after the comma; the last has none")
_INNER_QUOTES = Text(
    '文字在前面的双引号处已经结束：文字里的双引号写成 \\" 或用“”',
    'the text ends at the quote before this: write quotes inside a text as \\"',
)
_WIDE = {"，": ",", "：": ":", "“": '"', "”": '"', "［": "[", "］": "]", "｛": "{", "｝": "}", "＂": '"'}
_IN_TEXT = {
    "\\": Text("双引号里的反斜线“\\”要写两遍", "write a backslash inside double quotes twice"),
    "\n": Text("从这里开始的引号在本行没有收尾；文字里的换行写成 \\n", "the quote opened here is not closed on its line; a line break is written as \\n"),
    "\t": Text("双引号里有制表符（Tab），请改成空格或 \\t", "a tab stands inside double quotes: use a blank or \\t"),
    "": Text("从这里开始的引号没有配对的收尾引号", "the quote opened here is never closed"),
}  # fmt: skip
_CONTROL = Text(
    "双引号里有看不见的控制字符，请删去", "an invisible control character stands inside double quotes; delete it"
)
_AWAITED = {
    "value": Text("这里缺一个值", "a value is missing here"),
    "value or ]": Text("这里缺一个值，或“]”", "a value or ] is missing here"),
    "key": Text("逗号后面缺一个键；最后一项后面不写逗号", "a key is missing after the comma; the last item has none"),
    "key or }": Text("这里缺一个键，或“}”", "a key or } is missing here"),
    "colon": Text("键的后面缺冒号", "a colon is missing after the key"),
    "comma or ]": Text("这里缺逗号，或“]”", "a comma or ] is missing here"),
    "comma or }": Text("这里缺逗号，或“}”", "a comma or } is missing here"),
    "end": Text("内容到上面已经完整，这里是多余的", "the text is complete above; what stands here is too much"),
}


def _slip(text: str, at: int, awaited: str) -> tuple[int, Text]:
    """Return where to show what is wrong at a position, and what to say of it."""
    sign, may_be_text = text[at : at + 1], '"' in _MAY_FOLLOW[awaited]
    if sign in _WIDE:
        return at, Text(f"这里要用半角的 {_WIDE[sign]} ，不能用 {sign}", f"write {_WIDE[sign]} instead of {sign}")
    if sign == "#" or text.startswith(("//", "/*"), at):
        return at, _COMMENT
    if sign == '"' and may_be_text:
        return _in_text(text, at)
    word = _WORD.match(text, at)
    if word and may_be_text:
        return at, _QUOTES if "key" in awaited or not _NUMERIC.match(word[0]) else _NUMBER
    if word and awaited.startswith("comma") and text[at - 1] == '"':
        return at, _INNER_QUOTES
    return at, _AFTER_COMMA if awaited == "value" and text[:at].rstrip()[-1:] == "," else _AWAITED[awaited]


def _in_text(text: str, at: int) -> tuple[int, Text]:
    """Return what is wrong inside the quotes that open at a position: at the sign, or where they open."""
    good = _GOOD.match(text, at)
    end = good.end() if good else at
    sign = text[end : end + 1].replace("\r", "\n")
    inside = sign in ("\\", "\t") or sign not in _IN_TEXT
    return (end if inside else at), _IN_TEXT.get(sign, _CONTROL)
