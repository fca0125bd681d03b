"""Which cells of a sheet carry notes (批注): what these say is read by nobody, and that they are there is to be told."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from fazhi_check.source.composer import Refused
from fazhi_check.source.workbook.package import Package
from fazhi_check.source.workbook.sheet import column_number
from fazhi_check.source.workbook.structure import linked

_NOTE: Final = re.compile(rb"<(?:\w+:)?comment\s[^<>]*?\bref\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_LARGEST: Final = 5_000_000  # bytes of notes that are looked at


def remarks_on(package: Package, part: str) -> tuple[tuple[int, int], ...]:
    """Return row and column of each cell with a note, of the sheet that a part holds; notes that are broken are none."""
    found = b""
    with suppress(Refused):
        notes = linked(package, part, "comments")
        for piece in package.pieces(notes) if notes else ():
            found += piece
            if len(found) > _LARGEST:
                break
    return tuple(sorted((int(row), column_number(letters.decode())) for letters, row in _NOTE.findall(found)))
