"""A new sheet of reviews as a workbook: the table, how to fill it in, and a hidden sheet that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple

from fazhi_check.fill.reviews.guide import write_guide
from fazhi_check.fill.reviews.mark import Mark, facts
from fazhi_check.fill.reviews.rows import Row
from fazhi_check.fill.workbook.book import NEVER, growing
from fazhi_check.fill.workbook.heights import height
from fazhi_check.fill.workbook.styles import SMALL, TO_FILL, TO_READ, Styles
from fazhi_check.fill.workbook.table import ALLOWED, page_foot
from fazhi_check.reports.office.texts import cell_text
from fazhi_check.round.columns import NOTES
from fazhi_check.round.review_columns import COLUMNS, SHEET, Column
from fazhi_check.version import REVIEW_MARK

HEAD_ROW: Final = 2  # counted from 0: a title and a line of advice stand above
_FROZEN = [one.key for one in COLUMNS].index("title") + 1
_A3 = 8
_SMALL = ("asked", "reported", "listed", "change", "hint", "reason", "objection")
_ADVICE = (
    "只填浅黄色的格子，白色的由程序更新；需要核定的排在前面，可按单位、初核筛选。"
    "没有填报的不列。怎么填，看下面的“说明”表；鼠标停在表头上也有提示。"
)


class Sheet(NamedTuple):
    """What a sheet of reviews is made from: the round's title, its rows in order, and what its hidden sheet says."""

    title: str
    rows: Sequence[Row]
    mark: Mark


def new_book(sheet: Sheet) -> bytes:
    """Return the workbook: equal for equal content. Raises ImportError where XlsxWriter is not installed."""
    import xlsxwriter

    raw = BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        book.set_properties({"created": NEVER, "author": ""})
        styles = Styles(book)
        _Writer(_tab(book, SHEET, TO_FILL), styles, sheet).write()
        write_guide(_tab(book, NOTES, TO_READ), styles)
        _mark(book.add_worksheet(REVIEW_MARK), sheet.mark)
    return growing(raw.getvalue(), range(HEAD_ROW + 2, HEAD_ROW + 2 + len(sheet.rows)))


def _tab(book: Any, name: str, colour: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(colour)
    return sheet


def _mark(sheet: Any, mark: Mark) -> None:
    for number, cells in enumerate(facts(mark)):
        for column, text in enumerate(cells):
            sheet.write_string(number, column, text)
    sheet.protect()
    sheet.hide()


class _Writer:
    """Writes the table; rows and columns are counted from 0."""

    def __init__(self, sheet: Any, styles: Styles, made_of: Sheet) -> None:
        self._sheet, self._styles, self._of = sheet, styles, made_of
        self._last = HEAD_ROW + max(len(made_of.rows), 1)

    def write(self) -> None:
        """Write the whole sheet."""
        last = len(COLUMNS) - 1
        self._sheet.set_row(0, 30)
        self._sheet.merge_range(0, 0, 0, last, f"{self._of.title}核定单", self._styles.title())
        self._sheet.merge_range(1, 0, 1, last, _ADVICE, self._styles.hint())
        self._heads()
        for number, row in enumerate(self._of.rows, 1):
            self._row(HEAD_ROW + number, texts_of(row, number))
        self._choices()
        self._looks()
        self._behave()

    def _heads(self) -> None:
        self._sheet.set_row(HEAD_ROW, 30)
        for number, column in enumerate(COLUMNS):
            self._sheet.set_column_pixels(number, number, column.width)
            self._sheet.write_string(HEAD_ROW, number, column.head, self._styles.head(_use(column)))
            if column.note:
                self._sheet.write_comment(HEAD_ROW, number, column.note, _note(column.note))

    def _row(self, number: int, texts: Sequence[str]) -> None:
        self._sheet.set_row(number, height_of(texts))
        for place, (column, text) in enumerate(zip(COLUMNS, texts, strict=True)):
            style = self._styles.cell(
                _use(column),
                centred=column.centred,
                literal=True,
                first=False,
                size=_size(column),
                may_change=column.use == "hint",
            )
            if text:
                self._sheet.write_string(number, place, text, style)
            else:
                self._sheet.write_blank(number, place, None, style)

    def _choices(self) -> None:
        for number, column in enumerate(COLUMNS):
            if column.choices:
                self._sheet.data_validation(HEAD_ROW + 1, number, self._last, number, _choice(column))

    def _looks(self) -> None:
        """Colour what a decision still lacks, and what was drawn or has changed."""
        for key, formula in _lacking().items():
            number = _place(key)
            rule = {"type": "formula", "criteria": formula, "format": self._styles.lacking}
            self._sheet.conditional_format(HEAD_ROW + 1, number, self._last, number, rule)

    def _behave(self) -> None:
        """Set what stays in sight, what can be filtered, what is locked without a password, and how it is printed."""
        sheet, last = self._sheet, len(COLUMNS) - 1
        sheet.hide_gridlines(2)
        sheet.freeze_panes(HEAD_ROW + 1, _FROZEN)
        sheet.autofilter(HEAD_ROW, 0, self._last, last)
        sheet.protect("", ALLOWED)
        sheet.set_selection(HEAD_ROW + 1, _place("evidence"), HEAD_ROW + 1, _place("evidence"))
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.set_footer(page_foot(self._of.title, SHEET), {"margin": 0.3})


def texts_of(row: Row, number: int) -> list[str]:
    """Return what stands in the columns of a new row, with its number."""
    said = {"no": str(number), "unit": row.unit, "task": row.task, **row.texts, **row.office}
    return [cell_text(said.get(column.key, "")) for column in COLUMNS]


def height_of(texts: Sequence[str]) -> float:
    """Return how high a row is in points, by what stands in its columns."""
    return height((text, column.width, _size(column)) for column, text in zip(COLUMNS, texts, strict=True))


def _size(column: Column) -> float:
    return SMALL if column.key in _SMALL else SMALL + 1


def _use(column: Column) -> str:
    return {"office": "fill", "hint": "office"}.get(column.use, "shown")


def _place(key: str) -> int:
    return [column.key for column in COLUMNS].index(key)


def _lacking() -> dict[str, str]:
    """Return by key the formula by which a cell still lacks, beside what stands in its row."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    def cell(key: str) -> str:
        return str(xl_rowcol_to_cell(HEAD_ROW + 1, _place(key), col_abs=True))

    return {
        "verdict": f'=AND({cell("decision")}="不认可",{cell("verdict")}="")',
        "reason": f'=AND(OR({cell("decision")}="不认可",{cell("decision")}="退回补正",'
        f'{cell("decision")}="不同意不适用"),{cell("reason")}="")',
        "final_verdict": f'=AND({cell("final")}="变更",{cell("final_verdict")}="")',
    }


def _choice(column: Column) -> dict[str, object]:
    words = "、".join(column.choices)
    return {
        "validate": "list",
        "source": list(column.choices),
        "error_title": f"{column.head}请从列表里选",
        "error_message": f"这一格只填：{words}。删掉再点右边的箭头选。"[:255],
    }


def _note(note: str) -> dict[str, object]:
    """Return how a note is shown: as high as its text, without an author."""
    lines = len(note) // 19 + 1
    return {"font_name": "宋体", "font_size": 9, "width": 250, "height": 14 + 17 * lines, "color": "#FFFFF0"}
