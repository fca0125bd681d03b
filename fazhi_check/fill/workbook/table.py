"""Writes the sheet 填报: labels, heads, the table with what each cell may hold, the foot, and how it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from fazhi_check.fill.workbook.heights import height
from fazhi_check.fill.workbook.lacking import lacking
from fazhi_check.fill.workbook.looks import FROZEN, PRINTED, look_of, note_of
from fazhi_check.fill.workbook.rows import Row
from fazhi_check.fill.workbook.styles import BODY, SMALL, Styles
from fazhi_check.plan.model import Plan
from fazhi_check.submission.records import Origin, Unit
from fazhi_check.submission.sheet.columns import LABELS, Column, Label
from fazhi_check.words import LEVELS

# What a clerk may do on a sheet that is locked.
ALLOWED = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "insert_hyperlinks", "sort", "autofilter"), True
)
_FOOT = ("单位主要负责人（签字）：", "审核人：", "填报人：", "联系电话：", "（盖章）")
_SMALL = ("要求及时限", "上期填报", "市办审核意见", "依据", "口径与条件", "佐证要求")
_A4 = 9
_LABEL = 19.5  # points: the height of a line above the table


class Table(NamedTuple):
    """What the sheet holds: its rows and columns, whose form it is, and a line that says what part of the plan it is."""

    plan: Plan
    unit: Unit
    as_of: date | None
    origin: Origin | None
    part: str
    columns: Sequence[Column]
    rows: Sequence[Row]


class TooLong(ValueError):
    """A text is longer than a cell can hold (32,767 letters); `where` says which."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class Writer:
    """Writes one table on a sheet; rows and columns are counted from 0."""

    def __init__(self, sheet: Any, styles: Styles, table: Table) -> None:
        self._sheet, self._styles, self._table = sheet, styles, table
        self._labels = list(_labels(table))
        self.head_row = 1 + len(self._labels)
        self.last_row = self.head_row + len(table.rows)
        heads = [column.head for column in table.columns]
        self._printed = heads.index(PRINTED)

    def write(self) -> None:
        """Write the whole sheet."""
        self._top()
        self._heads()
        for number, row in enumerate(self._table.rows, self.head_row + 1):
            self._row(number, row)
        self._choices()
        self._lacking()
        self._foot()
        self._behaviour()
        self._print()

    def _top(self) -> None:
        """Write the title and the labels, and beside the first that is seen how to fill in.

        No more may stand there: a value that is missing would be looked for further to the right.
        """
        self._sheet.set_row(0, 30)
        self._sheet.merge_range(0, 0, 0, self._printed, _title(self._table), self._styles.title())
        for number, (label, value) in enumerate(self._labels, 1):
            self._label(number, label, value)

    def _label(self, row: int, label: Label, value: str) -> None:
        """Write a label with its value: a short one as wide as the first columns, that of the source as the page."""
        taken = label.path[0] == "source"
        seen = label.word in _SEEN or (taken and bool(value))
        last = self._printed if taken else FROZEN - 1
        width = sum(look_of(column).width for column in self._table.columns[1 : last + 1])
        high = max(height([(value, width, BODY)]) - 12, _LABEL) if taken else _LABEL
        self._sheet.set_row(row, high, None, {"hidden": not seen})
        self._sheet.write_string(row, 0, label.word, self._styles.label())
        style = self._styles.value(filled_in=label.word == "截至", wrapped=taken)
        if seen:
            self._sheet.merge_range(row, 1, row, last, "", style)
        if label.word == "单位":
            self._sheet.merge_range(row, FROZEN, row, self._printed, _hint(self._table), self._styles.hint())
        if label.word == "截至":
            self._sheet.data_validation(row, 1, row, 1, _ASKED_DAY)
        self._put(row, 1, value, style, label.word)

    def _heads(self) -> None:
        self._sheet.set_row(self.head_row, 36)
        for number, column in enumerate(self._table.columns):
            look = look_of(column)
            self._sheet.set_column_pixels(number, number, look.width)
            self._head(number, column.head, look.second, self._styles.head(_use_of(column)))
            note = note_of(column)
            if note:
                self._sheet.write_comment(self.head_row, number, note, comment(note))

    def _head(self, number: int, word: str, second: str, style: Any) -> None:
        """Write a head with its small second line."""
        if not second:
            self._sheet.write_string(self.head_row, number, word, style)
            return
        first_line, second_line = self._styles.first_line(), self._styles.second_line()
        self._sheet.write_rich_string(self.head_row, number, first_line, word, second_line, f"\n{second}", style)

    def _row(self, number: int, row: Row) -> None:
        cells = [row.cells[column.head] for column in self._table.columns]
        sizes = [SMALL if column.head in _SMALL else BODY for column in self._table.columns]
        looks = [look_of(column) for column in self._table.columns]
        texts = zip((cell.text for cell in cells), (look.width for look in looks), sizes, strict=True)
        self._sheet.set_row(number, height(texts))
        for place, (cell, look, size) in enumerate(zip(cells, looks, sizes, strict=True)):
            style = self._styles.cell(cell.use, centred=look.centred, literal=look.literal, first=row.first, size=size)
            self._put(number, place, cell.text, style, f"{row.id} {self._table.columns[place].head}")

    def _put(self, row: int, column: int, text: str, style: Any, where: str) -> None:
        """Write a text as text, whatever it looks like. Raises TooLong."""
        if not text:
            self._sheet.write_blank(row, column, None, style)
        elif self._sheet.write_string(row, column, text, style):
            raise TooLong(where)

    def _choices(self) -> None:
        """Set the drop-downs: one list for all cells of a column that take the same words."""
        for number, column in enumerate(self._table.columns):
            lists: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for place, row in enumerate(self._table.rows, self.head_row + 1):
                if row.cells[column.head].words:
                    lists[row.cells[column.head].words].append(place)
            for words, places in lists.items():
                self._choice(number, column, words, list(_runs(places)))

    def _choice(self, number: int, column: Column, words: tuple[str, ...], runs: list[tuple[int, int]]) -> None:
        (first, last), *others = runs
        options = {
            "validate": "list",
            "source": list(words),
            "error_type": "stop" if column.key == "status" else "warning",
            "error_title": f"{column.head}请从列表里选",
            "error_message": _REFUSED.get(column.key, "这一格只填：{words}").format(words="、".join(words)),
            "other_cells": [[start, number, end, number] for start, end in others],
        }
        self._sheet.data_validation(first, number, last, number, options)

    def _lacking(self) -> None:
        """Colour what still lacks beside what is filled in, as long as it does."""
        if not self._table.rows:
            return
        numbers = {column.head: number for number, column in enumerate(self._table.columns)}
        for head, formula in lacking(numbers, self.head_row + 1):
            rule = {"type": "formula", "criteria": formula, "format": self._styles.lacking}
            number = numbers[head]
            self._sheet.conditional_format(self.head_row + 1, number, self.last_row, number, rule)

    def _foot(self) -> None:
        """Write the places to sign, spread over the printed width; they are never read."""
        row = self.last_row + 2
        self._sheet.set_row(row, 30)
        for text, (start, end) in zip(_FOOT, _spread(self._table.columns[: self._printed + 1]), strict=True):
            self._sheet.merge_range(row, start, row, end, text, self._styles.foot())

    def _behaviour(self) -> None:
        """Set what stays in sight, what can be filtered, and what is locked: without a password."""
        sheet, last = self._sheet, len(self._table.columns) - 1
        sheet.hide_gridlines(2)
        sheet.freeze_panes(self.head_row + 1, FROZEN)
        sheet.autofilter(self.head_row, 0, max(self.last_row, self.head_row), last)
        sheet.protect("", ALLOWED)
        sheet.ignore_errors({"number_stored_as_text": _area(self.head_row, 0, self.last_row, last)})
        day = [label.word for label, _ in self._labels].index("截至") + 1
        status = [column.key for column in self._table.columns].index("status")
        row, column = (day, 1) if self._table.as_of is None else (self.head_row + 1, status)
        sheet.set_selection(row, column, row, column)

    def _print(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self.head_row)
        sheet.print_area(0, 0, self.last_row + 2, self._printed)
        sheet.set_footer(page_foot(self._table.unit.name, "填报表"), {"margin": 0.3})


_ASKED_DAY = {
    "validate": "any",
    "input_title": "截至",
    "input_message": "这次填报的情况截止到哪一天，写成 2023-12-31。",
}
_SEEN = ("单位", "截至")
_REFUSED = {
    "status": "这一项的状态只能是：{words}。删掉再点右边的箭头选。",
    "kind": "这一项算数的佐证类型是：{words}。填其他类型可以，但不能证明完成。仍要填吗？",
}


def page_foot(unit: str, what: str) -> str:
    """Return what stands at the foot of each printed page: unit, page number, kind of sheet."""
    name = unit.replace("&", "&&")[:60]
    return f'&L&"{_PAGE_FONT}"&9 {name}&C&"{_PAGE_FONT}"&9 第 &P 页，共 &N 页&R&"{_PAGE_FONT}"&9 {what}'


_PAGE_FONT = "宋体,常规"


def _title(table: Table) -> str:
    edition = f"（{table.plan.edition}）" if table.plan.edition else ""
    return f"{table.plan.name('zh')}{edition}填报表"


def _hint(table: Table) -> str:
    first = "先填左边的截至日期，再" if table.as_of is None else ""
    return f"{table.part}{first}只填浅黄色的格子；灰色的用不上，白色的已锁定。怎么填，看下面的“说明”表；鼠标停在表头上也有提示。"


def _labels(table: Table) -> Iterator[tuple[Label, str]]:
    """Yield the labels above the table with their values; of the source's further keys only those that are given."""
    unit, body = table.unit, table.unit.body or ""
    values = {
        ("plan",): table.plan.id,
        ("unit", "name"): unit.name,
        ("unit", "level"): LEVELS[unit.level].zh,
        ("unit", "code"): unit.code,
        ("unit", "body"): table.plan.bodies.get(body, body),
        ("as_of",): table.as_of.isoformat() if table.as_of else "",
    }
    for label in LABELS:
        value = values.get(label.path, "")
        if label.path[0] == "source":
            value = str(getattr(table.origin, label.path[1], None) or "")
        if value or label.path[0] != "source" or label.path[1] == "title":
            yield label, value


def _use_of(column: Column) -> str:
    if column.key in ("last", "review"):
        return "office"
    return "shown" if column.use in ("shown", "id") else "fill"


def comment(note: str) -> dict[str, object]:
    """Return how a note is shown: as high as its text, without an author."""
    rows = sum(len(line) // 19 + 1 for line in note.split("\n"))
    return {"font_name": "宋体", "font_size": 9, "width": 250, "height": 14 + 17 * rows, "color": "#FFFFF0"}


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of following rows: first and last."""
    start = previous = places[0]
    for place in places[1:]:
        if place != previous + 1:
            yield start, previous
            start = place
        previous = place
    yield start, previous


def _spread(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return for each place to sign its first and last column: about as wide as the others."""
    widths = [look_of(column).width for column in columns]
    share, total = sum(widths) / len(_FOOT), 0.0
    of_column = []
    for width in widths:
        of_column.append(min(int((total + width / 2) // share), len(_FOOT) - 1))
        total += width
    return [(of_column.index(place), len(of_column) - 1 - of_column[::-1].index(place)) for place in range(len(_FOOT))]


def _area(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(first_row, first_column, last_row, last_column))
