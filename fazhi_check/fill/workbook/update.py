"""A workbook brought up to a new edition of its plan: rows for targets it has none for, and nothing else is changed.

The rows go in where the plan has them, with the look of their neighbours and the lists that a new form would offer.
The result is read again and used only if every old cell, and all that was reported, is still there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from fazhi_check.fill.content import data_of
from fazhi_check.fill.update import NotProven
from fazhi_check.fill.workbook.book import form
from fazhi_check.fill.workbook.rows import Row, content, offered, rows
from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan, Target
from fazhi_check.plan.select import ALL
from fazhi_check.source.workbook.archive import Archive
from fazhi_check.source.workbook.book import Book, Sheet
from fazhi_check.source.workbook.lines import (
    Line,
    Offer,
    lines,
    new_line,
    offers,
    offers_at,
    with_lines,
    with_offer,
    with_text,
)
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.source.workbook.rewrite import NotKnown, moved
from fazhi_check.source.workbook.shift import Insertion, Shift
from fazhi_check.submission.reading import Read
from fazhi_check.submission.records import Submission
from fazhi_check.submission.sheet.cells import is_nothing
from fazhi_check.submission.sheet.columns import COLUMNS, FORM_MARK, is_foot
from fazhi_check.submission.sheet.reading import read_sheets, tables_of
from fazhi_check.submission.sheet.tables import Table


def update(raw: bytes, read: Read, submission: Submission, plan: Plan, targets: list[Target]) -> bytes:
    """Return a workbook with a row for each of some targets.

    Raises NotProven where that cannot be done without fear for what is there, ImportError where the library that a
    form is made with is not installed.
    """
    book = read_book(raw)
    if isinstance(book, Finding):
        raise NotProven
    try:
        work = _Work(raw, book, submission, plan, targets)
        work.fill_in()
        new = work.archive.written()
        _prove(work, read, read_book(new))
    except NotKnown:
        raise NotProven from None
    return new


class Place(NamedTuple):
    """A row of the table, with the id that it belongs to."""

    row: int
    id: str


class _Work:
    """One workbook while rows are put into it."""

    def __init__(self, raw: bytes, book: Book, submission: Submission, plan: Plan, targets: list[Target]) -> None:
        self.book, self.plan, self.targets = book, plan, targets
        self.archive = Archive(raw)
        self.changed: set[str] = set()
        self.table = max(tables_of(book), key=lambda table: len(list(_places(table))))
        self.places = list(_places(self.table))
        self.shift = Shift(self.table.sheet.name, _insertions(self.places, self.table, plan, targets))
        unit = submission.unit
        self._rows = {row.id: row for row in reversed(rows(content(plan, unit, ALL, None, None)))}
        self._model = _Model(form(plan, unit, None))
        self._lines: dict[int, Line] = {}
        self._columns: dict[int, str] = {}

    def fill_in(self) -> None:
        """Make room for the new rows, and write them."""
        part = self.archive.sheets()[self.table.sheet.name]
        self._lines = lines(self.archive.text(part))
        changed = moved(self.archive, self.shift)
        self.changed = {*changed, part}
        self.archive.put(changed)
        self._columns = self._with_columns(part)
        text = self.archive.text(part)
        new = {number: self._line(number, target) for number, target in self.numbers()}
        text = with_lines(text, new)
        for number, target in self.numbers():
            for column, key in self._keys().items():
                for offer in self._model.offers(target.id, key):
                    text = with_offer(text, number, column, offer)
        self.archive.put({part: text})

    def numbers(self) -> Iterator[tuple[int, Target]]:
        """Yield the number of each new row with its target."""
        waiting = iter(_in_order(self.targets, self.plan))
        for one in self.shift.insertions:
            start = self.shift.row(one.before) - one.number
            for number in range(start, start + one.number):
                yield number, next(waiting)

    def _keys(self) -> dict[int, str]:
        """Return the head in the form of each column of the table that is known."""
        return {**{number: column.head for number, column in self.table.columns.items()}, **self._columns}

    def _with_columns(self, part: str) -> dict[int, str]:
        """Put heads for columns that the new rows need, and the table lacks, right of it; return them by column."""
        have = {column.head for column in self.table.columns.values()}
        wanted = {
            column.head
            for column in COLUMNS
            if column.rare and column.head not in have
            for target in self.targets
            if column.key in offered(target)
        }
        line = self._lines[self.table.head]
        first = max([*line.styles, *self.table.columns]) + 1
        found = dict(enumerate((column.head for column in COLUMNS if column.head in wanted), first))
        text = self.archive.text(part)
        for number, head in found.items():
            text = with_text(text, self.shift.row(self.table.head), number, head, line.styles.get(first - 1, ""))
        self.archive.put({part: text})
        return found

    def _line(self, number: int, target: Target) -> str:
        """Return the new row of a target, with the looks of rows that it is like."""
        near = self._near(number)
        line = self._lines.get(near[0].row) or Line({}, {})
        row, keys = self._rows[target.id], self._keys()
        cells = {}
        for column in sorted({*line.styles, *keys}):
            head = keys.get(column, "")
            text = row.cells[head].text if head in row.cells else ""
            cells[column] = (self._style(column, head, row, near), "" if self._merged_over(number, column) else text)
        return new_line(number, line, cells, self._model.height(target.id) if self._ours else "")

    @property
    def _ours(self) -> bool:
        return any(sheet.name == FORM_MARK for sheet in self.book.sheets)

    def _near(self, number: int) -> list[Place]:
        """Return the rows of the table, those nearest above a new one first, then those below."""
        above = [one for one in self.places if self.shift.row(one.row) < number]
        return [*reversed(above), *(one for one in self.places if self.shift.row(one.row) > number)]

    def _style(self, column: int, head: str, row: Row, near: Sequence[Place]) -> str:
        """Return the style of the nearest cell of a column that is for the same: to be filled in, without use, locked."""
        like = [one for one in near if column in self._lines.get(one.row, Line({}, {})).styles]
        if head in row.cells:
            same = [one for one in like if self._use(one, head) == row.cells[head].use]
            begins = [one for one in same if self._rows[one.id].first == row.first and self._begins(one)]
            like = begins or same or like
        return self._lines[like[0].row].styles[column] if like else ""

    def _use(self, place: Place, head: str) -> str:
        """Return what a cell of an old row is for, as a form has it."""
        row = self._rows.get(place.id)
        return row.cells[head].use if row and self._begins(place) else ""

    def _begins(self, place: Place) -> bool:
        return next(one for one in self.places if one.id == place.id) == place

    def _merged_over(self, number: int, column: int) -> bool:
        """Tell whether a cell of a new row lies in one that is merged over several rows: nobody would see its text."""
        shift, areas = self.shift, self.table.sheet.merged.values()
        return any(
            left <= column <= right and shift.row(top) < number <= shift.row(bottom)
            for top, left, bottom, right in areas
        )


class _Model:
    """A new form of the same unit, from which the lists and heights of the new rows are taken."""

    def __init__(self, raw: bytes) -> None:
        archive, book = Archive(raw), read_book(raw)
        assert not isinstance(book, Finding)
        table = tables_of(book)[0]
        text = archive.text(archive.sheets()[table.sheet.name])
        self._offers, self._lines = offers(text), lines(text)
        self._columns = {column.head: number for number, column in table.columns.items()}
        self._row = {one.id: one.row for one in reversed(list(_places(table)))}

    def offers(self, target: str, head: str) -> list[Offer]:
        """Return the lists that a cell of a target's row offers."""
        column = self._columns.get(head)
        return [] if column is None else offers_at(self._offers, self._row[target], column)

    def height(self, target: str) -> str:
        """Return how high a target's row is."""
        return self._lines[self._row[target]].attributes.get("ht", "")


def _places(table: Table) -> Iterator[Place]:
    """Yield the rows of a table that belong to an id: its own, and those below it that have content and no id."""
    last = ""
    for row in table.rows():
        cells = table.sheet.rows[row]
        written = cells[table.id_column].text.strip() if table.id_column in cells else ""
        if any(char.isdigit() for char in written):
            last = written
            yield Place(row, last)
        elif is_foot(cells[min(cells)].text):
            return
        elif last and is_nothing(written) and _holds_data(table, row):
            yield Place(row, last)


def _holds_data(table: Table, row: int) -> bool:
    cells = table.sheet.rows[row]
    given = [number for number, column in table.columns.items() if column.use in ("entry", "evidence")]
    return any(number in cells and not is_nothing(cells[number].text.strip()) for number in given)


def _insertions(places: list[Place], table: Table, plan: Plan, targets: list[Target]) -> list[Insertion]:
    """Return where rows go in: where the plan has them, or behind all others where those stand in another order."""
    before = [_before(places, plan, target) for target in _in_order(targets, plan)] if places else []
    first, end = (places[0].row, places[-1].row + 1) if places else (table.head + 1, table.head + 1)
    if not _sorted(places, plan):
        before = [end] * len(targets)
    counted = Counter(before or [end] * len(targets))
    return [Insertion(one, counted[one], first=one == first, last=one == end) for one in sorted(counted)]


def _before(places: list[Place], plan: Plan, target: Target) -> int:
    """Return the row before which a target's goes in: right behind those before it, or right before one of its item."""
    order = plan.order
    known = [one for one in places if one.id in order]
    above = [one for one in known if order[one.id] < order[target.id]]
    below = [one for one in known if order[one.id] > order[target.id]]
    if below and (not above or (_item(below[0], plan) == target.item != _item(above[-1], plan))):
        return below[0].row
    return above[-1].row + 1 if above else places[-1].row + 1


def _item(place: Place, plan: Plan) -> str:
    return plan.every[place.id].item


def _sorted(places: list[Place], plan: Plan) -> bool:
    order = [plan.order[one.id] for one in places if one.id in plan.order]
    return order == sorted(order)


def _in_order(targets: list[Target], plan: Plan) -> list[Target]:
    return sorted(targets, key=lambda target: plan.order[target.id])


def _prove(work: _Work, read: Read, book: Book | Finding) -> None:
    """Make sure that a result says all that was there, and beside it the new entries, empty. Raises NotProven."""
    again = NotProven if isinstance(book, Finding) else read_sheets(book)
    if isinstance(book, Finding) or not isinstance(again, Read):
        raise NotProven
    for part in work.changed:
        _well_formed(work.archive.parts[part])
    same = all(_same(one, _named(book, one.name), work) for one in work.book.sheets)
    if not (same and _same_content(read, again, work)):
        raise NotProven


def _well_formed(raw: bytes) -> None:
    try:
        ParserCreate().Parse(raw, True)
    except ExpatError:
        raise NotProven from None


def _named(book: Book, name: str) -> Sheet | None:
    return next((sheet for sheet in book.sheets if sheet.name == name), None)


def _same(old: Sheet, new: Sheet | None, work: _Work) -> bool:
    """Tell whether a sheet holds all its cells where they are now, and nothing more but for the new rows and heads."""
    if new is None:
        return False
    own = old.name == work.shift.sheet
    shift = work.shift if own else Shift(old.name, ())
    put = {number for number, _ in work.numbers()} if own else set()
    head = shift.row(work.table.head) if own else 0
    wanted = {shift.row(row): cells for row, cells in old.rows.items()}
    there = {row: cells for row, cells in new.rows.items() if row not in put}
    if own and head in there:
        there[head] = {column: cell for column, cell in there[head].items() if column not in work._columns}
    hidden = {shift.row(row) for row in old.hidden_rows}
    return wanted == there and hidden == set(new.hidden_rows) and len(old.merged) == len(new.merged)


def _same_content(old: Read, new: Read, work: _Work) -> bool:
    """Tell whether all that was reported is there, the new entries are empty, and nothing else is found."""
    ids = {target.id for target in work.targets}
    if old.submission is None or new.submission is None or set(new.ids) != {*old.ids, *ids}:
        return False
    one, other = data_of(old.submission, work.plan, "en"), data_of(new.submission, work.plan, "en")
    empty = all(new.submission.entries[one].empty for one in ids)
    return one == other and empty and _codes(old) == _codes(new)


def _codes(read: Read) -> Counter[tuple[str, str | None]]:
    return Counter((one.code, one.target) for one in read.findings)
