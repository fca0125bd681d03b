"""Writes one sheet of a register: labels, heads with notes, an example, rows with what each cell may hold, the print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fazhi_check.fill.register.examples import example
from fazhi_check.fill.register.tasks import ids_of
from fazhi_check.fill.workbook.heights import height
from fazhi_check.fill.workbook.styles import BODY, Styles
from fazhi_check.fill.workbook.table import comment, page_foot
from fazhi_check.plan.model import Plan
from fazhi_check.round.columns import LABELS, REGISTERS, Column, Register

# Rows that are ready to be filled in below those carried over, by list where it takes more, and the last one that drop-downs reach.
_READY: Final = 20
_READY_UNITS: Final = 60
_LAST: Final = 5_000
# The pixels of a letter of a column's width, and how much text a drop-down takes.
_LETTER, _LONGEST_LIST = 8, 255
_LABEL = 21.0
# Which columns name tasks.
_TASKS: Final = ("task",)


class Lists(NamedTuple):
    """Where drop-downs take their words from, besides those of a column itself."""

    plan: Plan

    @property
    def task(self) -> str:
        """The id of a task that may stand in an example."""
        return self.plan.targets[0].id if self.plan.targets else "1.1.1-01"

    @property
    def code(self) -> str:
        """A code that may stand in an example."""
        return f"{self.plan.jurisdiction.code[:4] if self.plan.jurisdiction else '6501'}02"

    def source(self, column: Column) -> str | list[str] | None:
        """Return what a drop-down offers: cells, or words; None where there is nothing to choose from."""
        if column.key in _TASKS:
            return ids_of(self.plan)
        if column.source == "bodies":
            words = list(self.plan.bodies.values())
            return words if sum(map(len, words)) + len(words) <= _LONGEST_LIST else None
        if column.source == "units":
            units = REGISTERS[0].name
            first = _first_row(REGISTERS[0]) + 2
            return f"={units}!$A${first}:$A${_LAST}"
        return list(column.choices) or None


def _first_row(register: Register) -> int:
    """Return the number of the first row below the heads, counted from 0: the example's."""
    return 3 + (len(LABELS) if register.list == "units" else 0)


def write_register(
    sheet: Any,
    styles: Styles,
    register: Register,
    rows: Sequence[Mapping[str, str]],
    head: Mapping[str, str],
    lists: Lists,
) -> None:
    """Write the whole sheet; `rows` are texts by key, `head` is what stands above the table of units."""
    writer = _Writer(sheet, styles, register, lists)
    writer.top(head)
    writer.heads()
    writer.rows(rows)
    writer.choices()
    writer.behaviour()


class _Writer:
    """Writes one table; rows and columns are counted from 0."""

    def __init__(self, sheet: Any, styles: Styles, register: Register, lists: Lists) -> None:
        self._sheet, self._styles, self._register, self._lists = sheet, styles, register, lists
        self._columns = register.columns
        self._first = _first_row(register)
        self._end = len(self._columns) - 1
        self._last = self._first

    def top(self, head: Mapping[str, str]) -> None:
        """Write the title, what the sheet is for, and above the table of units the head of the round."""
        self._sheet.set_row(0, 30)
        self._sheet.merge_range(0, 0, 0, self._end, f"调度台账·{self._register.name}", self._styles.title())
        self._sheet.set_row(1, _LABEL)
        self._sheet.merge_range(1, 0, 1, self._end, self._register.hint, self._styles.hint())
        if self._register.list != "units":
            return
        for row, label in enumerate(LABELS, 2):
            self._sheet.set_row(row, _LABEL)
            self._sheet.write_string(row, 0, label.word, self._styles.label())
            style = self._styles.value(filled_in=True)
            self._sheet.merge_range(row, 1, row, _VALUE, "", style)
            text = head.get(label.key, "")
            if text:
                self._sheet.write_string(row, 1, text, style)
            self._sheet.merge_range(row, _VALUE + 1, row, self._end, label.hint, self._styles.hint())

    def heads(self) -> None:
        """Write the heads; a note hangs on each that has something to say."""
        self._sheet.set_row(self._first - 1, 27)
        for number, column in enumerate(self._columns):
            self._sheet.set_column_pixels(number, number, column.width * _LETTER, self._plain(column))
            self._sheet.write_string(self._first - 1, number, column.head, self._styles.head("fill"))
            note = _note(column)
            if note:
                self._sheet.write_comment(self._first - 1, number, note, comment(note))

    def _plain(self, column: Column) -> Any:
        """Return the format of a column's cells far below: text as typed."""
        return self._styles.typed(centred=_centred(column))

    def rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Write the example, what is carried over, and rows to fill in."""
        keys = tuple(column.key for column in self._columns)
        self._row(example(self._register.list, keys, self._lists.task, self._lists.code), "idle")
        ready = _READY_UNITS if self._register.list == "units" else _READY
        for row in (*rows, *[{}] * ready):
            self._row(row, "fill")
        self._last -= 1

    def _row(self, texts: Mapping[str, str], use: str) -> None:
        row = self._last
        cells = [(texts.get(column.key, ""), column.width * _LETTER, BODY) for column in self._columns]
        high = height(cells)
        self._sheet.set_row(row, high if high > _ONE_LINE else _ROW)
        for number, column in enumerate(self._columns):
            text = cells[number][0]
            style = self._styles.cell(use, centred=_centred(column), literal=True, first=False)
            if text:
                self._sheet.write_string(row, number, text, style)
            else:
                self._sheet.write_blank(row, number, None, style)
        self._last += 1

    def choices(self) -> None:
        """Set the drop-downs, and colour what a row still lacks."""
        for number, column in enumerate(self._columns):
            source = self._lists.source(column)
            if source:
                self._sheet.data_validation(self._first + 1, number, _LAST - 1, number, _choice(column, source))
            if column.needed:
                rule = {"type": "formula", "criteria": self._lacks(number), "format": self._styles.lacking}
                self._sheet.conditional_format(self._first + 1, number, _LAST - 1, number, rule)

    def _lacks(self, number: int) -> str:
        from xlsxwriter.utility import xl_col_to_name

        row, last, own = self._first + 2, xl_col_to_name(self._end), xl_col_to_name(number)
        return f"=AND(COUNTA($A{row}:${last}{row})>0,LEN(TRIM(${own}{row}))=0)"

    def behaviour(self) -> None:
        """Set what stays in sight, what can be filtered, and how it is printed; nothing is locked."""
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.freeze_panes(self._first, 1)
        sheet.autofilter(self._first - 1, 0, self._last, self._end)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{_LAST}"})
        sheet.set_selection(self._first + 1, 0, self._first + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self._first - 1)
        sheet.set_footer(page_foot("", f"调度台账·{self._register.name}"), {"margin": 0.3})


# The last column that a value of the head is wide; the height of a row of one line, in points.
_VALUE: Final = 3
_ROW, _ONE_LINE = 22.5, 31.5


def _centred(column: Column) -> bool:
    return column.holds != "text" or column.width <= 11


def _note(column: Column) -> str:
    return "".join(_sentences(column))


def _sentences(column: Column) -> Iterator[str]:
    yield column.hint
    if column.needed:
        yield "必填。"
    if column.holds == "date":
        yield "写成 2023-12-31。"


def _choice(column: Column, source: str | list[str]) -> dict[str, object]:
    """Return a drop-down: a cell that may hold several names, or what is not listed, takes other words too."""
    strict = bool(column.choices) and not column.several and not column.source
    return {
        "validate": "list",
        "source": source,
        "error_type": "stop",
        "show_error": strict,
        "error_title": f"{column.head}请从列表里选",
        "error_message": f"这一格只填：{'、'.join(column.choices)}"[:_LONGEST_LIST] if strict else "",
    }
