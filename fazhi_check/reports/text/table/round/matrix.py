"""The matrix of a round on the screen: units by sections, in as many bands of columns as the width asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import BY_SECTION, CELLS, UNIT
from fazhi_check.digest.round.matrix import Cell, Matrix, Row, matrix_of
from fazhi_check.digest.round.units import shown_file
from fazhi_check.digest.words import DOT, TOTAL, joined
from fazhi_check.reports.text.page import STYLES, Page, stripped, widest
from fazhi_check.reports.text.screen import Part
from fazhi_check.reports.text.widths import cell_len
from fazhi_check.words import Text

_MOST, _NAME, _ROOMY = 30, 24, 50


def print_matrix(page: Page, one: RoundDigest, most: int = _MOST) -> None:
    """Print what each unit's sections need: nothing where no file was judged."""
    found = matrix_of(one)
    if not found.parts:
        return
    page.blank()
    page.line((page.say(BY_SECTION), "bold"), (f"  {page.say(CELLS)}", "dim"))
    page.line((page.say(_legend(one, found.parts)), "dim"), indent=2)
    rows = found.rows if page.view.show_all or len(found.rows) <= most else found.rows[:most]
    longest = max(min(_NAME, page.width - 2 - 2 * _width(page, found)), 2)
    name = min(widest([page.say(UNIT), *(_named(row) for row in rows)]), longest)
    for parts in _bands(page, found, name):
        _print_band(page, found, rows, parts, name)


def _legend(one: RoundDigest, parts: Sequence[str]) -> Text:
    """Return the headings of the columns."""
    return joined([one.heading(part) for part in parts], DOT)


def _named(row: Row) -> str:
    return row.unit.name + ("" if row.unit.counted or not row.total.asked else "*")


def _bands(page: Page, found: Matrix, name: int) -> Iterator[Sequence[str]]:
    """Yield the columns in as few bands as fit, each as wide as the others."""
    width = _width(page, found)
    fitting = max((page.width - 2 - name) // width - 1, 1)
    bands = -(-len(found.parts) // fitting)
    each = -(-len(found.parts) // bands)
    for start in range(0, len(found.parts), each):
        yield found.parts[start : start + each]


def _width(page: Page, found: Matrix) -> int:
    """Return the columns of a cell: that of the largest numbers, its mark, and the gap before it."""
    return (
        max(widest([found.total.said, page.say(TOTAL), *found.parts]), widest(row.total.said for row in found.rows)) + 3
    )


def _print_band(page: Page, found: Matrix, rows: Sequence[Row], parts: Sequence[str], name: int) -> None:
    width = _width(page, found)
    heads = "".join(_right(part, width - 1) + " " for part in (*parts, page.say(TOTAL)))
    page.emit(*stripped([(f"  {page.fit(page.say(UNIT), name)}{heads}", "bold")]))
    for row in rows:
        page.emit(*stripped([(f"  {page.fit(_named(row), name)}", ""), *_cells(page, row, parts, width)]))
    if len(rows) < len(found.rows):
        rest = len(found.rows) - len(rows)
        said = Text(f"其余 {rest} 个单位，--show all 逐个列出", f"{rest} more units: --show all lists them")
        page.line((page.say(said), "dim"), indent=2)
    total = page.fit(page.say(TOTAL), name)
    page.emit(*stripped([(f"  {total}", "bold"), *_numbers(page, found.sums, found.total, parts, width)]))


def _cells(page: Page, row: Row, parts: Sequence[str], width: int) -> list[Part]:
    """Return the cells of a unit; of one without a file how it stands."""
    if not shown_file(row.unit):
        return [(f"   {page.say(row.unit.called)}" if page.width >= _ROOMY else "", "dim")]
    return _numbers(page, row.cells, row.total, parts, width)


def _numbers(page: Page, cells: Mapping[str, Cell], total: Cell, parts: Sequence[str], width: int) -> list[Part]:
    return [_cell(page, cells.get(part, Cell()), width) for part in parts] + [_cell(page, total, width)]


def _cell(page: Page, cell: Cell, width: int) -> Part:
    mark = page.mark(cell.worst) if cell.worst else " "
    return _right(cell.said, width - 1) + mark, STYLES[cell.worst] if cell.worst else "dim"


def _right(text: str, cells: int) -> str:
    return " " * max(cells - cell_len(text), 0) + text
