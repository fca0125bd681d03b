"""The markup of one part, gone through as a stream: never held whole, and refused at the first sign of a trap."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias
from xml.parsers import expat

from fazhi_check.source.workbook.package import Package, broken, refuse, too_much
from fazhi_check.words import Text

Attributes: TypeAlias = Mapping[str, str]
# A tag, a comment: the longest that is read as one. What is longer would fill the memory before it is seen.
_LONGEST: Final = 1 << 20
_SHEET: Final = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b")
_VERBATIM: Final = re.compile(rb"<!\[CDATA\[|<!--")  # inside these a tag is no tag


def local(name: str) -> str:
    """Return an attribute's name without its prefix: programs choose these as they like."""
    return name.rpartition(":")[2]


def without_blanks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the markup of a sheet without the cells and rows that only carry a format, of which there may be millions.

    Each piece but the last ends before a tag, so that nothing but blanks is left out.
    """
    kept, verbatim, empty = b"", False, None
    for piece in pieces:
        whole = kept + piece
        empty = empty or _blanks(whole)
        verbatim = verbatim or bool(_VERBATIM.search(whole))
        cut = whole.rfind(b"<") if len(kept) < _LONGEST and not verbatim else len(whole)
        whole, kept = whole[:cut], whole[cut:]
        for blank in () if verbatim else empty:
            whole = blank.sub(b"", whole)
        yield whole
    yield kept


def _blanks(begun: bytes) -> list[re.Pattern[bytes]]:
    """Return what cells and rows without anything in them look like, by the prefix that the sheet itself has.

    Only those with their place: others tell where the next one stands.
    """
    found = _SHEET.search(begun)
    prefix = re.escape(found[1]) if found else b""
    return [re.compile(rb"<%b%b r=[^<>]*(?:/>|></%b%b>)" % (prefix, name, prefix, name)) for name in (b"c", b"row")]


class Scan:
    """One pass over the markup of a part: what is to be done at the beginning and the end of elements, by their names.

    Names are those without the prefix that the outermost element has; elements of other prefixes are none of ours.
    Raises Refused: FZ101 for markup that is broken or declares entities, FZ105 for what goes beyond the limits.
    """

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part, self.limits = package, part, package.limits
        self._depth, self._deepest = 0, self.limits.max_depth
        self._starts: dict[str, Callable[[Attributes], None]] = {}
        self._ends: dict[str, Callable[[], None]] = {}

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        """Return what takes in the beginning of an element, by its name."""
        return {}

    def ends(self) -> dict[str, Callable[[], None]]:
        """Return what takes in the end of an element, by its name."""
        return {}

    def text(self, text: str) -> None:
        """Take in a piece of text."""

    def pieces(self) -> Iterable[bytes]:
        """Return the markup, piece by piece."""
        return self.package.pieces(self.part)

    def run(self) -> None:
        """Go through the markup. What it has of tags counts for the workbook as a whole."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._declared
        fed = 0
        try:
            for piece in self.pieces():
                self._count(piece)
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _LONGEST:
                    too_much("max_text", self.limits)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            line = parser.ErrorLineNumber
            broken(Text(f"{self.part} 第 {line} 行写坏了", f"{self.part} is broken in line {line}"))

    def _count(self, piece: bytes) -> None:
        self.package.tags -= piece.count(b"<")
        if self.package.tags < 0:
            too_much("max_cells", self.limits)

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._depth == 0:
            prefix = name[: name.find(":") + 1]
            self._starts = {prefix + one: take for one, take in self.starts().items()}
            self._ends = {prefix + one: take for one, take in self.ends().items()}
        self._depth += 1
        if self._depth > self._deepest:
            too_much("max_depth", self.limits)
        take = self._starts.get(name)
        if take:
            take(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        take = self._ends.get(name)
        if take:
            take()

    def _declared(self, *_: object) -> None:
        refuse(
            Text(
                f"工作簿里藏有实体声明（{self.part} 里的 <!DOCTYPE>），Excel 和 WPS 都不会这样写。请核对文件来源，另存为 .xlsx 再用",
                f"the workbook declares entities (<!DOCTYPE> in {self.part}), which no office program does: check where"
                " it comes from and save it anew as .xlsx",
            )
        )
