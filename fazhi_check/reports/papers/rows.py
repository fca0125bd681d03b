"""Rows of tables that are kept on one page: those too long for that may break, or what is below the page would be lost."""

from __future__ import annotations

from math import ceil
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# In points: how large letters are at most where rows are kept, how high a line of them is, how wide a cell is that does
# not say so, and how high a row may be to stay on one page: less than half of one.
_SIZE, _LINE, _WIDTH, _MOST = 12.0, 15.6, 440.0, 280.0


def loosen(body: Any) -> None:
    """Let the rows below an element break over pages that are too long to stay on one."""
    for row in list(body.iter(f"{_W}tr")):
        kept = row.find(f"{_W}trPr/{_W}cantSplit")
        if kept is not None and _height(row) > _MOST:
            kept.getparent().remove(kept)


def _height(row: Any) -> float:
    """Return about how high a row is, in points: as its highest cell."""
    return max((_lines(cell) * _LINE for cell in row.iter(f"{_W}tc")), default=0.0)


def _lines(cell: Any) -> int:
    width = _width(cell)
    paragraphs = (_texts(one) for one in cell.iter(f"{_W}p"))
    return sum(max(1, ceil(_length(text) / width)) for texts in paragraphs for text in texts)


def _width(cell: Any) -> float:
    """Return how wide a cell is, at least a letter; one that tells it otherwise than in points is taken for a wide one."""
    told = cell.find(f"{_W}tcPr/{_W}tcW")
    given = told is not None and told.get(f"{_W}type") == "dxa" and told.get(f"{_W}w", "")
    return max(int(given) / 20, _SIZE) if given and given.isdigit() else _WIDTH


def _texts(paragraph: Any) -> list[str]:
    """Return the text of a paragraph, parted where it has line breaks."""
    parts = ("\n" if one.tag == f"{_W}br" else one.text or "" for one in paragraph.iter(f"{_W}t", f"{_W}br"))
    return "".join(parts).split("\n")


def _length(text: str) -> float:
    """Return how long a line is, in points."""
    return sum(_SIZE / 2 if char.isascii() else _SIZE for char in text)
