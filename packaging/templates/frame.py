"""What stands around the text of every page: its number, and above it that the paper is only a sample (样稿)."""

from __future__ import annotations

from typing import Final

from looks import number, paragraph
from package import Piece

_SAMPLE: Final = paragraph("眉首样稿", "{{ 样稿 }}")
PIECES: Final = (
    Piece("rId11", "footer", number(odd=True)),
    Piece("rId12", "footer", number(odd=False)),
    Piece("rId13", "header", _SAMPLE),
    Piece("rId14", "header", _SAMPLE),
)
# Where they stand, as a section names them.
AROUND: Final = {
    "header default": "rId13",
    "header even": "rId14",
    "footer default": "rId11",
    "footer even": "rId12",
}
