"""Whether a workbook that was changed still holds what stood in it: it is read again before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from fazhi_check.fill.update import NotProven
from fazhi_check.source.workbook.book import Cell


def well_formed(raw: bytes) -> None:
    """Make sure that a part is whole. Raises NotProven."""
    try:
        ParserCreate().Parse(raw, True)
    except ExpatError:
        raise NotProven from None


def stored(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Return cells as they must stay: a formula without a stored result may point elsewhere now."""
    return {column: cell._replace(text="=") if cell.kind == "formula" else cell for column, cell in cells.items()}
