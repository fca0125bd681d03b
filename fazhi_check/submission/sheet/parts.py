"""The sheets 分单位 and 分年度: the numbers of an entry by unit or by year, one a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from fazhi_check.findings import Finding
from fazhi_check.source.nodes import Scalar
from fazhi_check.source.workbook.book import Cell, Sheet
from fazhi_check.submission.sheet.cells import is_nothing, unreadable
from fazhi_check.submission.sheet.columns import PART_COLUMN_OF, PART_COLUMNS, PARTS, Column
from fazhi_check.submission.sheet.entries import Entries, inner
from fazhi_check.submission.sheet.lines import Line, Lines
from fazhi_check.submission.sheet.signs import head_of, is_sum
from fazhi_check.submission.sheet.tables import Table, find_table
from fazhi_check.words import KEYS_ZH, Text

_NO_NAME: Final = {
    "by_unit": Text(
        "这一行没有写是哪个单位；在“单位”栏写上", "this row does not say which unit it is of: write it under 单位"
    ),
    "by_year": Text(
        "这一行没有写是哪一年；在“年度”栏写上", "this row does not say which year it is of: write it under 年度"
    ),
}


_SHARE: Final = ("覆盖数", "总数")
_HALF: Final = Text("“覆盖数”和“总数”要一起填", "covered and total belong together: fill in both")


def part_of(sheet: Sheet) -> str | None:
    """Return the key that a sheet gives numbers for, by its name: by_unit, by_year; None for any other sheet."""
    return PARTS.get(head_of(sheet.name), (None, ""))[0]


def part_table(sheet: Sheet) -> Table | None:
    """Return the table of such a sheet, None where it is none, or has no heads of one."""
    key = part_of(sheet)
    table = find_table(sheet, PART_COLUMN_OF[key]) if key else None
    return table if table and any(column.key == "name" for column in table.columns.values()) else None


def read_parts(table: Table, entries: Entries) -> None:
    """Take in the rows of such a table."""
    _Parts(table, entries).read()


class _Parts:
    """Reads one such table."""

    def __init__(self, table: Table, entries: Entries) -> None:
        self._table, self._entries = table, entries
        self._key = part_of(table.sheet) or ""
        self._name = next(number for number, one in table.columns.items() if one.key == "name")
        self._values = {one.head: number for number, one in table.columns.items() if one.head in PART_COLUMNS}
        self._left: dict[str, list[int]] = {}
        self._sums: list[int] = []
        self._unsaid: list[tuple[Line, Cell]] = []

    def read(self) -> None:
        lines = Lines(self._table)
        for line in lines:
            self._take(line)
        self._name_the_unsaid()
        self._entries.take_over(lines)
        self._entries.found += self._notes()

    def _name_the_unsaid(self) -> None:
        """Name the units of which nothing is said, beside others of their entry: what is asked says whether they lack."""
        for line, name in self._unsaid if self._key == "by_unit" else ():
            text, parts = name.text.strip(), self._entries.parts(line.target, KEYS_ZH[self._key])
            if (
                parts
                and not is_sum(text)
                and text not in {key.text for key, _ in parts.pairs if isinstance(key, Scalar)}
            ):
                place = self._table.place(line.row.number, self._name)
                parts.pairs.append((Scalar(place, text), Scalar(place, None)))

    def _take(self, line: Line) -> None:
        given = [head for head in PART_COLUMNS if self._is_given(line, self._values.get(head))]
        name = line.row.cells.get(self._name, Cell(""))
        if not given:
            self._unsaid += [(line, name)] if name.text.strip() and line.target else []
            return
        if is_sum(name.text):
            self._sums.append(line.row.number)
            return
        told = self._told(line, given)
        for head in given:
            if head not in told:
                self._left.setdefault(head, []).append(line.row.number)
        self._add(line, [self._values[head] for head in told])

    def _told(self, line: Line, given: Sequence[str]) -> Sequence[str]:
        """Return under which heads a row tells of its part: two numbers say more than the percentage they make."""
        both = _SHARE if all(head in given for head in _SHARE) else ()
        if given[0] != "数值" or (both and "%" in unicodedata.normalize("NFKC", self._cell_of(line, "数值"))):
            return both or given[:1]
        return given[:1]

    def _cell_of(self, line: Line, head: str) -> str:
        return line.row.cells[self._values[head]].text

    def _is_given(self, line: Line, number: int | None) -> bool:
        cell = line.row.cells.get(number) if number else None
        return cell is not None and not is_nothing(cell.text.strip())

    def _add(self, line: Line, numbers: Sequence[int]) -> None:
        columns, row, number = self._table.columns, line.row.number, numbers[0]
        place = self._table.place(row, number)
        name = self._text(line, self._name, columns[self._name])
        if not name:
            cell = line.row.cells[number]
            wrong = unreadable(columns[number].head, cell, _NO_NAME[self._key], place, line.target)
            self._entries.found.append(wrong)
            return
        read = [self._text(line, one, columns[one]) for one in numbers]
        if len(read) == 1 and columns[number].head in _SHARE:
            wrong = unreadable(columns[number].head, line.row.cells[number], _HALF, place, line.target)
            self._entries.found.append(wrong)
        elif None not in read:
            value = "/".join(text for text in read if text is not None)
            entry = self._entries.entry(line.target, self._table.place(row, self._table.id_column))
            key = Scalar(self._table.place(row, self._name), name)
            self._entries.add(inner(entry, KEYS_ZH[self._key], key.place), key, Scalar(place, value))

    def _text(self, line: Line, number: int, column: Column) -> str | None:
        return self._entries.text(self._table, line, number, column) if number in line.row.cells else None

    def _notes(self) -> Iterator[Finding]:
        """Yield what was passed over: sums by their own name, and columns beside the number that is read."""
        told = [(rows, "“{}”（第 {} 行）没有读取：这张表一行只读一个数", head) for head, rows in self._left.items()]
        if self._sums:
            told.append((self._sums, "{}（第 {} 行）没有读取", "合计"))
        for rows, zh, head in told:
            place = self._table.place(rows[0], self._values.get(head, self._name))
            listed = ", ".join(map(str, rows))
            what = Text(zh.format(head, listed.replace(", ", "、")), f"{head} in rows {listed} was not read")
            yield Finding("FZ108", place, {"what": what})
