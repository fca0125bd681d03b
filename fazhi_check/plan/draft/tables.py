"""Tables that were lost to lines as a page was copied: runs of short pieces that are no sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from fazhi_check.source.prose import Piece, SourceText

_CELL: Final = 16  # characters of the longest cell
_CELLS: Final = 6  # so many in a row are no chance
_ENDS = ("。", "！", "？", "；", ";", "，", ",", "：", ":")


def tables(source: SourceText, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the runs of pieces that look like a table lost to lines; what is numbered at its head is no cell."""
    listed = {mark.text for mark in source.marks}

    def is_cell(piece: Piece) -> bool:
        return len(piece.text) <= _CELL and not piece.text.endswith(_ENDS) and piece.start not in listed

    runs = [list(run) for cell, run in groupby(pieces, is_cell) if cell]
    return [run for run in runs if len(run) >= _CELLS]


def cells(source: SourceText, pieces: Sequence[Piece]) -> set[int]:
    """Return where the cells of tables begin among some pieces."""
    return {piece.start for run in tables(source, pieces) for piece in run}
