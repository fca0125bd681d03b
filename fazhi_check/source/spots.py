"""Where everything in a TOML text stands: one pass over a text that the standard reader has found valid."""

from __future__ import annotations

import re
from functools import lru_cache

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
# A part of a key with what follows it: a dot, the sign before its value, or the end of a table's name.
_PART = re.compile(r"""[ \t]*("(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[\w-]+)[ \t]*([.=\]])""")
# A value that holds no other; three quotes may have one or two more before them, which belong to the text.
_SIMPLE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|[^,\]}#\n]+",
    re.DOTALL,
)


class Spot:
    """How many characters stand before a key and before its value, and the spots in it by key or number.

    One of a table that has several (`[[…]]`) is a list of tables, `many`.
    """

    __slots__ = ("inner", "key", "many", "value")

    def __init__(self, at: int) -> None:
        self.key = self.value = at
        self.inner: dict[str | int, Spot] = {}
        self.many = False

    def added(self, at: int) -> Spot:
        """Return the spot of one more item."""
        item = self.inner[len(self.inner)] = Spot(at)
        return item


def find_spots(text: str) -> Spot:
    """Return the spot of a whole text, which is valid TOML with line feeds only."""
    return _Scan(text).run()


class _Scan:
    def __init__(self, text: str) -> None:
        self._text, self._root = text, Spot(0)

    def run(self) -> Spot:
        table = self._root
        at = self._blank(0)
        while at < len(self._text):
            if self._text[at] == "[":
                table, at = self._head(at)
            else:
                spot, at = self._key(table, at)
                at = self._value(spot, at)
            at = self._blank(at)
        return self._root

    def _head(self, at: int) -> tuple[Spot, int]:
        """Return the spot of the table that a line in brackets begins, and where the line goes on."""
        many = self._text.startswith("[[", at)
        spot, at = self._path(self._root, at + 1 + many, many)
        if many:
            spot.many = True
            spot = spot.added(spot.key)
        return spot, at + many

    def _key(self, table: Spot, at: int) -> tuple[Spot, int]:
        """Return the spot of the key that begins at a position, and where its value begins."""
        spot, at = self._path(table, at, False)
        return spot, self._blank(at)

    def _path(self, spot: Spot, at: int, many: bool) -> tuple[Spot, int]:
        """Return the spot that the parts of a key lead to, and where what follows them begins."""
        while True:
            part = _PART.match(self._text, at)
            assert part is not None
            start, at = part.start(1), part.end()
            spot = spot.inner.setdefault(_named(part[1]), Spot(start))
            if spot.many and not (many and part[2] != "."):
                spot = spot.inner[len(spot.inner) - 1]
            if part[2] != ".":
                return spot, at

    def _value(self, spot: Spot, at: int) -> int:
        """Note where a value and all inside it stand; return where it ends."""
        opened: list[tuple[Spot, bool]] = []
        while True:
            spot.value = at
            sign = self._text[at]
            if sign in "[{":
                opened.append((spot, sign == "{"))
                at += 1
            else:
                at = self._after(_SIMPLE, at)
            at = self._between(opened, at)
            if not opened:
                return at
            around, is_table = opened[-1]
            spot, at = self._key(around, at) if is_table else (around.added(at), at)

    def _between(self, opened: list[tuple[Spot, bool]], at: int) -> int:
        """Return where the next item begins, after commas and all that closes before it."""
        while opened:
            at = self._blank(at)
            sign = self._text[at]
            if sign in "]}":
                opened.pop()
            elif sign != ",":
                break
            at += 1
        return at

    def _blank(self, at: int) -> int:
        return self._after(_BLANK, at)

    def _after(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        assert found is not None
        return found.end()


@lru_cache(maxsize=1_000)
def _named(written: str) -> str:
    """Return what a part of a key says."""
    if "\\" not in written:
        return written[1:-1] if written[0] in "\"'" else written
    import tomllib

    name: str = tomllib.loads(f"part = {written}")["part"]
    return name
