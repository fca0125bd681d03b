"""A JSON text read piece by piece: one value at a time is held, and where it stands in the file is told in bytes."""

from __future__ import annotations

import codecs
import re
from json import JSONDecodeError, JSONDecoder
from typing import Any, BinaryIO, NamedTuple

from fazhi_check.findings import Place
from fazhi_check.words import Text

_CHUNK = 1 << 20
# An error so near to the end of what was read may only be its end.
_NEAR = 4096
_BLANK = re.compile(r"[ \t\r\n]*")
_LEFT = re.compile(r"\s*[-+.\w]{0,20}\s*")  # nothing, or half of a word
_DECODER = JSONDecoder()
_CUT = Text("文件到这里就断了，没有写完", "the file ends here, half written")
_DEEP = Text("括号套得太深，或数太长", "nested too deep, or a number too long")
# What the decoder says, by how it begins.
_SAID = {
    "Expecting ','": Text("少了逗号，或多了内容", "a comma is missing, or something is left over"),
    "Expecting ':'": Text("少了冒号", "a colon is missing"),
    "Expecting property": Text("这里应是双引号括起的键", "a key in double quotes belongs here"),
    "Unterminated": Text("双引号没有闭合", "a quote is not closed"),
    "Invalid control": Text("文字里有换行或控制字符", "a line end or control character in a text"),
    "Invalid \\": Text("反斜杠后面的写法不对", "what follows a backslash is wrong"),
    "Illegal trailing": Text("多了一个逗号", "a comma too many"),
}
_NO_VALUE = Text("这里应有一个值", "a value belongs here")


class BadJson(ValueError):
    """A text that is no JSON: `why`, and at which `place`."""

    def __init__(self, why: Text, place: Place) -> None:
        super().__init__(why, place)
        self.why, self.place = why, place


class Piece(NamedTuple):
    """A value, the byte at which its text begins, the number of its bytes, and the place of its first character."""

    value: Any
    at: int
    length: int
    place: Place


class JsonStream:
    """A JSON text, of which signs and values are taken in their order. Whatever is no JSON raises BadJson."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text, self._at = "", 0  # what was read and not given out yet begins at _at
        self._byte, self._line, self._column = 0, 1, 1
        self._more()
        if self._text.startswith("\ufeff"):
            self._pass(1)
            self._column = 1

    @property
    def place(self) -> Place:
        """Where what was not taken yet begins."""
        return Place(self._line, self._column)

    def sign(self) -> str:
        """Return the next character that is no blank, without taking it; nothing at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._pass(blank.end() - self._at if blank else 0)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, signs: str) -> str:
        """Take the next character that is no blank, which is one of some signs, and return it."""
        found = self.sign()
        if not found or found not in signs:
            raise BadJson(_SAID["Expecting ','"] if found else _CUT, self.place)
        self._pass(1)
        return found

    def value(self) -> Piece:
        """Take the next value."""
        self.sign()
        while True:
            value, end, wrong = self._decoded()
            if end < len(self._text) - (_NEAR if wrong else 0) or not self._more():
                break
        if wrong:
            self._pass(end - self._at)
            raise BadJson(_CUT if _LEFT.fullmatch(self._text, self._at) else wrong, self.place)
        at, place = self._byte, self.place
        self._pass(end - self._at)
        return Piece(value, at, self._byte - at, place)

    def _decoded(self) -> tuple[Any, int, Text | None]:
        """Return the value and its end, or where it breaks off and what is wrong; an open quote does so at the end."""
        try:
            return (*_DECODER.raw_decode(self._text, self._at), None)
        except JSONDecodeError as error:
            said = next((text for begin, text in _SAID.items() if error.msg.startswith(begin)), _NO_VALUE)
            return None, len(self._text) if said is _SAID["Unterminated"] else error.pos, said
        except (RecursionError, ValueError):
            return None, self._at, _DEEP

    def _pass(self, number: int) -> None:
        """Go past so many characters."""
        if not number:
            return
        passed = self._text[self._at : self._at + number]
        self._at += number
        self._byte += len(passed.encode())
        lines = passed.count("\n")
        self._line += lines
        self._column = len(passed) - passed.rfind("\n") if lines else self._column + number

    def _more(self) -> bool:
        """Read on, ever more at once as one value grows; tell whether there was anything."""
        left = self._text[self._at :]
        raw = self._stream.read(max(_CHUNK, len(left)))
        try:
            more = self._decoder.decode(raw, not raw)
        except UnicodeDecodeError:
            raise BadJson(Text("不是 UTF-8 编码", "it is not UTF-8"), self.place) from None
        if raw:
            self._text, self._at = left + more, 0
        return bool(raw)
