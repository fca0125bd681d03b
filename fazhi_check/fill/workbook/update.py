"""A workbook brought up to a new edition of its plan: rows for targets it has none for, and nothing else is changed.

The rows go in where the plan has them, with the look of their neighbours and the lists that a new form would offer.
The result is read again and used only if every old cell, and all that was reported, is still there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.fill.content import data_of
from fazhi_check.fill.update import NotProven
from fazhi_check.fill.workbook.book import form
from fazhi_check.fill.workbook.part_rows import Put, add_rows, put_sheet
from fazhi_check.fill.workbook.parts import Part, parts
from fazhi_check.fill.workbook.proof import stored, well_formed
from fazhi_check.fill.workbook.rows import Row, content, offered, rarely, rows
from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan, Target
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.source.workbook.book import Book, Cell, Sheet
from fazhi_check.source.workbook.editing.archive import Archive, NotKnown
from fazhi_check.source.workbook.editing.lines import (
    Line,
    Offer,
    lines,
    new_line,
    offers,
    offers_at,
    with_lines,
    with_offer,
    with_text,
    with_width,
)
from fazhi_check.source.workbook.editing.rewrite import moved
from fazhi_check.source.workbook.editing.shift import Insertion, Shift
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.submission.reading import Read
from fazhi_check.submission.records import Submission
from fazhi_check.submission.sheet.columns import ASSIGNED, COLUMNS
from fazhi_check.submission.sheet.lines import Lines
from fazhi_check.submission.sheet.reading import dated, read_sheets, tables_of
from fazhi_check.submission.sheet.tables import Table
from fazhi_check.version import FORM_MARK


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


_BOTH = 2  # a cell is for the same, and its row begins an item as well, or does not either
# How a form says what it lists: all that is asked of the unit, or a part of it.
_NUMBER = re.compile(r"共 \d+ 项。|只列[^。]* \d+ 项，本单位全部 \d+ 项。")
_WIDTH = "12"  # of a column that is put in, in the width of digits: it holds a number


class Place(NamedTuple):
    """A row of the table, with the id that it belongs to."""

    row: int
    id: str


class _Work:
    """One workbook while rows are put into it."""

    def __init__(self, raw: bytes, book: Book, submission: Submission, plan: Plan, targets: list[Target]) -> None:
        self.book, self.plan, self.targets = book, plan, targets
        self.archive = Archive(raw)
        self.put: list[Put] = []
        self.table = max(tables_of(book), key=lambda table: len(list(_places(table))))
        self.places = list(_places(self.table))
        self._first = {one.id: one.row for one in reversed(self.places)}
        self.shift = Shift(self.table.sheet.name, _insertions(self.places, self.table, plan, targets))
        unit = submission.unit
        whole = content(plan, unit, ALL, None, None)
        self._rows = {row.id: row for row in reversed(rows(whole))}
        self._model = _Model(form(plan, unit, None), parts(whole))
        self._lines: dict[int, Line] = {}
        self.columns: dict[int, str] = {}
        self.told: set[tuple[int, int]] = set()

    def fill_in(self) -> None:
        """Make room for the new rows, and write them."""
        part = self.archive.sheets()[self.table.sheet.name]
        self._lines = lines(self.archive.text(part))
        changed = moved(self.archive, self.shift)
        self.archive.put(changed)
        self.columns = self._with_columns(part)
        text = self.archive.text(part)
        new = {number: self._line(number, target) for number, target in self.numbers()}
        text = with_lines(text, new)
        for number, target in self.numbers():
            cells = self._rows[target.id].cells
            for column, head in self._keys().items():
                for offer in self._model.offers(target.id, head) if cells[head].words else ():
                    text = with_offer(text, number, column, offer)
        text = self._with_number(text)
        self.archive.put({part: text})
        self.put = [Put(self.shift, frozenset(new), frozenset({*changed, part})), *self._parts(), *self._hash()]

    def _with_number(self, text: str) -> str:
        """Say above the table of a form how many rows it has now, where it is whole again."""
        asked = self._model.ids
        whole = asked <= {one.id for one in self.places} | {target.id for target in self.targets}
        for row, column, cell in _counted(self.table) if self._ours and whole else ():
            self.told.add((self.shift.row(row), column))
            text = with_text(
                text, self.shift.row(row), column, _NUMBER.sub(f"共 {len(asked)} 项。", cell.text, count=1)
            )
        return text

    def _hash(self) -> Iterator[Put]:
        """Say on the hidden sheet of a form which edition of the plan it is now for."""
        sheet = _named(self.book, FORM_MARK)
        row = _hash_row(sheet) if sheet else None
        if row is not None:
            part = self.archive.sheets()[FORM_MARK]
            self.archive.put({part: with_text(self.archive.text(part), row, 2, self.plan.hash)})
            yield Put(Shift(FORM_MARK, ()), frozenset((row,)), frozenset((part,)))

    def _parts(self) -> Iterator[Put]:
        """Put in the rows of the new targets that are asked for numbers by unit or by year."""
        for part in self._model.parts:
            ids = {target.id for target in self.targets if part.key in offered(target)}
            put = add_rows(self.archive, self.book, part, ids) if ids else None
            if ids and put is None:
                sheet, text = self._model.sheet(part.name)
                name = put_sheet(self.archive, sheet, text, self._looks())
                put = Put(Shift(part.name, ()), frozenset(sheet.rows), frozenset({name, self.archive.book}))
            if put:
                yield put

    def _looks(self) -> dict[str, str]:
        """Return the styles that a sheet that is put in has, by what they are for, taken from the table."""
        row = self.places[0] if self.places else None
        line = self._lines.get(row.row, Line({}, {})) if row else Line({}, {})
        columns = {column.head: number for number, column in self.table.columns.items()}
        heads = {"id": "编号", "text": "佐证标题", "number": "佐证标题", "asked": "要求及时限", "idle": "依据"}
        looks = {kind: line.styles.get(columns.get(head, 0), "") for kind, head in heads.items()}
        return looks | {"head": self._lines[self.table.head].styles.get(self.table.id_column, "")}

    def numbers(self) -> Iterator[tuple[int, Target]]:
        """Yield the number of each new row with its target."""
        waiting = iter(_in_order(self.targets, self.plan))
        for one in self.shift.insertions:
            start = self.shift.row(one.before) - one.number
            for number in range(start, start + one.number):
                yield number, next(waiting)

    def _keys(self) -> dict[int, str]:
        """Return the head in the form of each column of the table that is known."""
        return {**{number: column.head for number, column in self.table.columns.items()}, **self.columns}

    def _with_columns(self, part: str) -> dict[int, str]:
        """Put heads for columns that the new rows need, and the table lacks, right of it; return them by column."""
        have = {column.head for column in self.table.columns.values()}
        wanted = {
            column.head
            for column in COLUMNS
            if column.rare and column.head not in have
            for target in self.targets
            if column.key in rarely(target)
        }
        line = self._lines[self.table.head]
        first = max([*line.styles, *self.table.columns]) + 1
        found = dict(enumerate((column.head for column in COLUMNS if column.head in wanted), first))
        text = self.archive.text(part)
        for number, head in found.items():
            written = self._model.head(head)
            text = with_text(text, self.shift.row(self.table.head), number, written, line.styles.get(first - 1, ""))
            text = with_width(text, number, _WIDTH)
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
        found = (one for one in near if column in self._lines.get(one.row, Line({}, {})).styles)
        best, most = "", -1
        for one in found:
            same = head in row.cells and self._use(one, head) == row.cells[head].use
            fits = same + (same and self._rows[one.id].first == row.first)
            if fits > most:
                best, most = self._lines[one.row].styles[column], fits
            if most == _BOTH or head not in row.cells:
                break
        return best

    def _use(self, place: Place, head: str) -> str:
        """Return what a cell of an old row is for, as a form has it."""
        row = self._rows.get(place.id)
        return row.cells[head].use if row and self._begins(place) else ""

    def _begins(self, place: Place) -> bool:
        return self._first[place.id] == place.row

    def _merged_over(self, number: int, column: int) -> bool:
        """Tell whether a cell of a new row lies in one that is merged over several rows: nobody would see its text."""
        shift, areas = self.shift, self.table.sheet.merged.values()
        return any(
            left <= column <= right and shift.row(top) < number <= shift.row(bottom)
            for top, left, bottom, right in areas
        )


class _Model:
    """A new form of the same unit, from which the lists and heights of the new rows are taken."""

    def __init__(self, raw: bytes, parts: Sequence[Part]) -> None:
        archive, book = Archive(raw), read_book(raw)
        assert not isinstance(book, Finding)
        table = tables_of(book)[0]
        self.parts, self._archive, self._book = parts, archive, book
        text = archive.text(archive.sheets()[table.sheet.name])
        self._offers, self._lines = offers(text), lines(text)
        self._columns = {column.head: number for number, column in table.columns.items()}
        self._heads = table.sheet.rows[table.head]
        self._row = {one.id: one.row for one in reversed(list(_places(table)))}

    def offers(self, target: str, head: str) -> list[Offer]:
        """Return the lists that a cell of a target's row offers."""
        column = self._columns.get(head)
        return [] if column is None else offers_at(self._offers, self._row[target], column)

    @property
    def ids(self) -> set[str]:
        """The ids of all that a form lists."""
        return set(self._row)

    def sheet(self, name: str) -> tuple[Sheet, str]:
        """Return one of its sheets, as it reads and as the text of its part."""
        found = _named(self._book, name)
        assert found
        return found, self._archive.text(self._archive.sheets()[name])

    def head(self, head: str) -> str:
        """Return a head as a form has it, with its second line."""
        return self._heads[self._columns[head]].text

    def height(self, target: str) -> str:
        """Return how high a target's row is."""
        return self._lines[self._row[target]].attributes.get("ht", "")


def _places(table: Table) -> Iterator[Place]:
    """Yield the rows of a table that belong to an id: its own, and those below it that go on with it."""
    return (Place(line.row.number, line.target) for line in Lines(table))


def _counted(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """Yield the cells above a table that say how many rows it has, as a form has them."""
    for row, cells in table.sheet.rows.items():
        for column, cell in cells.items() if row < table.head else ():
            if _NUMBER.match(cell.text):
                yield row, column, cell


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
    again = book if isinstance(book, Finding) else read_sheets(book)
    if isinstance(book, Finding) or isinstance(again, Finding):
        raise NotProven
    for part in {part for put in work.put for part in put.parts}:
        well_formed(work.archive.parts[part])
    same = all(_same(one, _named(book, one.name), work) for one in work.book.sheets)
    if not (same and _same_content(dated(read), dated(again), work)):
        raise NotProven


def part_handed_out(raw: bytes) -> Choice:
    """Return the part of the plan that a form of ours was made for; all of it where the workbook does not say."""
    facts = _facts(raw)
    return Choice(**{name: facts[name] for name in Choice._fields if name in facts})


def assigned_by(raw: bytes) -> frozenset[str] | None:
    """Return the ids that a form of ours was made for by a round; None where level and body decide."""
    ids = _facts(raw).get(ASSIGNED)
    return None if ids is None else frozenset(ids.split())


def _facts(raw: bytes) -> Mapping[str, str]:
    """Return what the hidden sheet of a form says."""
    book = read_book(raw)
    sheet = None if isinstance(book, Finding) else _named(book, FORM_MARK)
    rows = sheet.rows.values() if sheet else ()
    return {cells[1].text: cells[2].text for cells in rows if 1 in cells and 2 in cells}


def _hash_row(sheet: Sheet) -> int | None:
    return next((row for row, cells in sheet.rows.items() if 1 in cells and cells[1].text == "hash"), None)


def _named(book: Book, name: str) -> Sheet | None:
    return next((sheet for sheet in book.sheets if sheet.name == name), None)


def _same(old: Sheet, new: Sheet | None, work: _Work) -> bool:
    """Tell whether a sheet holds all its cells where they are now, and nothing more but for the new rows and heads."""
    if new is None:
        return False
    put = next(
        (one for one in work.put if one.shift.sheet == old.name), Put(Shift(old.name, ()), frozenset(), frozenset())
    )
    shift = put.shift
    kept = {row: cells for row, cells in old.rows.items() if old.name != FORM_MARK or row not in put.rows}
    wanted = {shift.row(row): stored(cells) for row, cells in kept.items()}
    there = {row: stored(cells) for row, cells in new.rows.items() if row not in put.rows}
    if old.name == work.shift.sheet:
        for column in work.columns:
            there.get(shift.row(work.table.head), {}).pop(column, None)
        for row, column in work.told:
            there[row][column] = wanted[row][column]
    areas = {(shift.row(row), column): (left, right) for (row, column), (_, left, _, right) in old.merged.items()}
    return (
        wanted == there
        and areas == {place: (left, right) for place, (_, left, _, right) in new.merged.items()}
        and {shift.row(row) for row in old.hidden_rows} == set(new.hidden_rows)
        and old.hidden_columns == new.hidden_columns
    )


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
