"""One sheet written from top to bottom: lines across it, tables with heads, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from fazhi_check.reports.office.styles import Styles
from fazhi_check.reports.office.texts import cell_text, foot_text, is_like_formula, lines_in
from fazhi_check.words import Lang, Text

# In points: a line of text, the room around it, and the highest row there can be.
_LINE, _ROOM, _LEAST, _HIGHEST = 13.5, 6.0, 21.0, 409.0
A4, A3 = 9, 8  # as workbooks number them
_UPRIGHT, _WIDE_SCALE = 190.0, 75  # the height of heads that stand upright, in points; percent of a wide table's size
_ZOOM = 90  # so that all columns of offices stand on a laptop's screen
_PAGES = Text("第 &P 页，共 &N 页", "page &P of &N")


class Cell:
    """What stands in a cell: a text made fit for it or a number, its kind, and the verdict whose colour it has."""

    __slots__ = ("kind", "value", "verdict")

    def __init__(self, value: str | int | float, kind: str = "text", verdict: str = "") -> None:
        self.value = cell_text(value) if value and isinstance(value, str) else value
        self.kind, self.verdict = kind, verdict


def lines_of(cells: Iterable[Cell], widths: Iterable[int]) -> int:
    """Return how many lines a row of cells takes in columns of these widths."""
    pairs = zip(cells, widths, strict=False)
    return max(
        (lines_in(cell.value, width) for cell, width in pairs if cell.value and isinstance(cell.value, str)), default=1
    )


class Paper:
    """A sheet of which rows are only added: the writer keeps none in memory."""

    def __init__(self, sheet: Worksheet, styles: Styles, lang: Lang, widths: Sequence[int]) -> None:
        self._sheet, self._styles, self._lang = sheet, styles, lang
        self._widths = widths
        self._row = 0
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def across(self, text: str, kind: str, least: float = _LEAST, columns: int | None = None) -> None:
        """Write one text across all columns, or the first so many `columns`."""
        self._begin(lines_of([Cell(text)], [sum(self._widths[:columns])]), least)
        self._spread(0, Cell(text, kind), columns)
        self._row += 1

    def pair(self, label: str, text: str, kind: str = "name") -> None:
        """Write a label and, in all other columns together, what belongs to it."""
        self._begin(lines_of([Cell(text)], [sum(self._widths[1:]) - 2]), _LEAST)
        self._put(0, Cell(label, "label"))
        self._spread(1, Cell(text, kind))
        self._row += 1

    def gap(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def heads(self, heads: Iterable[str]) -> None:
        """Write the heads of a table."""
        self.fitted([Cell(head, "head") for head in heads], 30.0)

    def row(self, cells: Iterable[Cell], lines: int, least: float = _LEAST) -> None:
        """Write a row of cells that takes so many lines."""
        self._begin(lines, least)
        for column, cell in enumerate(cells):
            self._put(column, cell)
        self._row += 1

    def fitted(self, cells: Sequence[Cell], least: float = _LEAST) -> None:
        """Write a row of cells, as high as its longest text asks for."""
        self.row(cells, lines_of(cells, self._widths), least)

    def table(self, heads: Sequence[str], rows: Iterable[tuple[Sequence[Cell], int]], fixed: int) -> None:
        """Write a table that can be filtered, each row with the lines it takes.

        Its heads stay in sight and on each page, `fixed` columns too.
        """
        head = self._row
        self.heads(heads)
        for cells, lines in rows:
            self.row(cells, lines)
        last = max(self._row - 1, head)
        self._sheet.autofilter(head, 0, last, len(heads) - 1)
        # Texts that look like numbers are meant as texts: no warning triangles.
        self._sheet.ignore_errors({"number_stored_as_text": xl_range(head, 0, last, len(heads) - 1)})
        self._sheet.freeze_panes(head + 1, fixed)
        self._sheet.repeat_rows(head)
        self._sheet.set_zoom(_ZOOM)

    def print_on(self, foot: str, paper: int = A4) -> None:
        """Set the sheet up to be printed across, as wide as the page, with a foot and numbered pages."""
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&8{foot_text(foot)}&R&8{_PAGES.say(self._lang)}")
        sheet.center_horizontally()
        sheet.hide_gridlines(2)

    def print_wide(self, beside: int, breaks: Sequence[int], paper: int = A3) -> None:
        """Let a wide table go on beside itself: the first columns on every page, a new page at each of some columns."""
        self._sheet.set_paper(paper)
        self._sheet.repeat_columns(0, beside - 1)
        self._sheet.set_print_scale(_WIDE_SCALE)
        self._sheet.set_v_pagebreaks(list(breaks))

    def matrix_heads(self, numbers: Sequence[Cell], titles: Sequence[Cell], fixed: int) -> None:
        """Write the two rows of heads of a matrix, of which some stand upright; they and `fixed` columns stay in sight."""
        first = self._row
        self.fitted(numbers)
        self.row(titles, 1, _UPRIGHT)
        self._sheet.repeat_rows(first, first + 1)
        self._sheet.freeze_panes(first + 2, fixed)
        self._sheet.set_zoom(_ZOOM)

    def repeat_next(self) -> None:
        """Let the next row head every page that is printed."""
        self._sheet.repeat_rows(self._row)

    def print_on_one_page(self) -> None:
        """Let all of it stand on one page."""
        self._sheet.fit_to_pages(1, 1)

    def _begin(self, lines: int, least: float) -> None:
        """Begin a row that takes so many lines."""
        self._sheet.set_row(self._row, min(max(lines * _LINE + _ROOM, least), _HIGHEST))

    def _put(self, column: int, cell: Cell) -> None:
        value = cell.value
        if isinstance(value, int | float):
            self._sheet.write_number(self._row, column, value, self._styles.of(cell.kind, cell.verdict))
        elif value:
            style = self._styles.of(cell.kind, cell.verdict, is_like_formula(value))
            self._sheet.write_string(self._row, column, value, style)
        else:
            self._sheet.write_blank(self._row, column, None, self._styles.of(cell.kind, cell.verdict))

    def _spread(self, first: int, cell: Cell, columns: int | None = None) -> None:
        """Write a cell over all columns from one on, or up to the first so many."""
        last = min(columns or len(self._widths), len(self._widths)) - 1
        if last > first:
            self._sheet.merge_range(self._row, first, self._row, last, "", self._styles.of(cell.kind))
        self._put(first, cell)
