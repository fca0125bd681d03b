"""The sheets 分单位 and 分年度: the numbers of an entry by unit or by year, one a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fazhi_check.findings import Place
from fazhi_check.source.nodes import Mapping as Tree
from fazhi_check.source.nodes import Scalar
from fazhi_check.source.workbook.book import Cell, Sheet
from fazhi_check.submission.sheet.cells import is_nothing, read_cell, unreadable
from fazhi_check.submission.sheet.columns import COLUMN_OF, PART_COLUMNS, PART_NAMES, PARTS, head_of
from fazhi_check.submission.sheet.rows import Entries


def part_of(sheet: Sheet) -> str | None:
    """Return the key that a sheet gives numbers for, by its name: by_unit, by_year; None for any other sheet."""
    return PARTS.get(head_of(sheet.name), (None, ""))[0]


def read_parts(sheet: Sheet, entries: Entries) -> bool:
    """Take in the rows of such a sheet; False where it has no heads of one."""
    key = part_of(sheet)
    assert key
    found = next(((row, columns) for row, columns in _heads(sheet, key)), None)
    if found is None:
        return False
    head, columns = found
    for row in sorted(row for row in sheet.rows if row > head):
        _take(sheet, row, columns, key, entries)
    return True


def _heads(sheet: Sheet, key: str) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield the rows that may be those of the heads, with the columns by what they hold."""
    for row in sorted(sheet.rows):
        columns: dict[str, int] = {}
        for number, cell in sheet.rows[row].items():
            name = _column(head_of(cell.text), key)
            if name:
                columns.setdefault(name, number)
        if {"编号", "name"} <= columns.keys():
            yield row, columns


def _column(head: str, key: str) -> str | None:
    if head in PART_NAMES[key]:
        return "name"
    known = COLUMN_OF.get(head)
    return known.head if known and known.head in ("编号", *PART_COLUMNS) else None


def _take(sheet: Sheet, row: int, columns: Mapping[str, int], key: str, entries: Entries) -> None:
    cells = sheet.rows[row]
    value = next((name for name in PART_COLUMNS if _given(cells, columns.get(name))), None)
    written = cells.get(columns["编号"])
    if value is None or written is None:
        return
    if written.kind in ("number", "date"):
        entries.numbers.append((Place(row, columns["编号"], sheet.name), written.text))
        return
    place = Place(row, columns[value], sheet.name)
    target, read = written.text.strip(), read_cell(cells[columns[value]], "number")
    if read.wrong:
        entries.found.append(unreadable(value, cells[columns[value]], read.wrong, place, target))
        return
    text = read.text
    if value == "覆盖数" and _given(cells, columns.get("总数")):
        text = f"{text}/{cells[columns['总数']].text.strip()}"
    name = cells.get(columns["name"], Cell(""))
    numbers = _numbers(entries.entry(target, Place(row, columns["编号"], sheet.name)), key, place)
    numbers.pairs.append((Scalar(Place(row, columns["name"], sheet.name), name.text.strip()), Scalar(place, text)))


def _given(cells: Mapping[int, Cell], column: int | None) -> bool:
    return column is not None and column in cells and not is_nothing(cells[column].text.strip())


def _numbers(entry: Tree, key: str, place: Place) -> Tree:
    found = next((value for name, value in entry.pairs if isinstance(name, Scalar) and name.text == key), None)
    if isinstance(found, Tree):
        return found
    made = Tree(place)
    entry.pairs.append((Scalar(place, key), made))
    return made
