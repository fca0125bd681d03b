"""The markup of one part, gone through as a stream: never held whole, and refused at the first sign of a trap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from fazhi_check.source.workbook.package import Package, broken, refuse, too_much
from fazhi_check.words import Text

# A tag, a comment: the longest that is read as one. What is longer would fill the memory before it is seen.
_LONGEST: Final = 1 << 20
# Cells and rows without anything in them, with their place: whole columns and rows are often only coloured.
_EMPTY: Final = [
    re.compile(rb"<((?:\w+:)?" + name + rb") (?:[^<>]*? )?r=[^<>]*(?:/>|></\1>)") for name in (b"c", b"row")
]
_VERBATIM: Final = re.compile(rb"<!\[CDATA\[|<!--")  # inside these a tag is no tag


def local(name: str) -> str:
    """Return an element's or attribute's name without its prefix: programs choose these as they like."""
    return name.rpartition(":")[2] if ":" in name else name


def without_blanks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the markup of a sheet without the cells and rows that only carry a format, of which there may be millions.

    Each piece but the last ends before a tag, so that nothing but blanks is left out.
    """
    kept, verbatim = b"", False
    for piece in pieces:
        whole = kept + piece
        verbatim = verbatim or bool(_VERBATIM.search(whole))
        cut = whole.rfind(b"<") if len(kept) < _LONGEST and not verbatim else len(whole)
        whole, kept = whole[:cut], whole[cut:]
        for empty in () if verbatim else _EMPTY:
            whole = empty.sub(b"", whole)
        yield whole
    yield kept


class Scan:
    """One pass over the markup of a part. `start`, `end` and `text` are called as it goes; names come without prefix.

    Raises Refused: FZ101 for markup that is broken or declares entities, FZ105 for what goes beyond `limits`.
    """

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part, self.limits = package, part, package.limits
        self._depth, self._deepest = 0, self.limits.max_depth
        self._left = 0  # elements that may still come

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""

    def end(self, name: str) -> None:
        """Take in the end of an element."""

    def text(self, text: str) -> None:
        """Take in a piece of text."""

    def pieces(self) -> Iterable[bytes]:
        """Return the markup, piece by piece."""
        return self.package.pieces(self.part)

    def run(self) -> None:
        """Go through the markup. What it has of elements counts for the workbook as a whole."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._declared
        fed, self._left = 0, self.package.elements
        try:
            for piece in self.pieces():
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _LONGEST:
                    too_much("max_text", self.limits)
            parser.Parse(b"", True)
            self.package.elements = self._left
        except (expat.ExpatError, ValueError, LookupError):
            broken(
                Text(
                    f"{self.part} 第 {parser.ErrorLineNumber} 行写坏了",
                    f"{self.part} is broken in line {parser.ErrorLineNumber}",
                )
            )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._left -= 1
        if self._depth > self._deepest:
            too_much("max_depth", self.limits)
        if self._left < 0:
            too_much("max_cells", self.limits)
        self.start(local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(local(name))

    def _declared(self, *_: object) -> None:
        refuse(
            Text(
                f"工作簿里藏有实体声明（{self.part} 里的 <!DOCTYPE>），Excel 和 WPS 都不会这样写。请核对文件来源，另存为 .xlsx 再用",
                f"the workbook declares entities (<!DOCTYPE> in {self.part}), which no office program does: check where"
                " it comes from and save it anew as .xlsx",
            )
        )
