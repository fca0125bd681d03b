"""A sheet of reviews brought up to date: what the program says of each row is renewed, new rows are put in below.

Nothing that an office has typed is touched: only cells that still hold what the program wrote last are written anew. The
result is read again and used only if every other cell is still there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from fazhi_check.fill.reviews.book import height_of, texts_of
from fazhi_check.fill.reviews.mark import KEPT, Key, Mark, facts, hashed, read_mark, written
from fazhi_check.fill.reviews.rows import Row
from fazhi_check.fill.update import NotProven
from fazhi_check.fill.workbook.proof import stored, well_formed
from fazhi_check.findings import Finding
from fazhi_check.reports.office.texts import cell_text
from fazhi_check.round.reading import LIMITS
from fazhi_check.round.review_columns import COLUMNS, HEADS, SHEET, Column
from fazhi_check.source.workbook.book import Book, Sheet
from fazhi_check.source.workbook.editing.archive import Archive, NotKnown
from fazhi_check.source.workbook.editing.lines import Line, lines, new_line, with_lines, with_rows, with_texts
from fazhi_check.source.workbook.editing.rewrite import moved
from fazhi_check.source.workbook.editing.shift import Insertion, Shift
from fazhi_check.source.workbook.reading import read_book
from fazhi_check.submission.sheet.grid import Grid, grids_in
from fazhi_check.version import REVIEW_MARK

GONE: Final = "本期已没有这一项"
NEW: Final = "新增"
# What is told of a row where that has changed, in this order.
_TOLD: Final = {"judged": "初核已变化，原为{old}", "reported": "填报已变化", "listed": "佐证已变化"}
_BETWEEN = "；"


class NotOurs(ValueError):
    """The workbook is no sheet of reviews."""


class NotUpdated(ValueError):
    """The sheet of reviews cannot be changed without fear for what is in it."""


class Place(NamedTuple):
    """A row of the table with the unit and task that it is of."""

    row: int
    key: Key


def update(raw: bytes, listed: Sequence[Row]) -> bytes:
    """Return a sheet of reviews with what some rows say now; the same bytes where nothing is to be changed.

    Raises NotOurs, NotUpdated.
    """
    book = read_book(raw, LIMITS)
    if isinstance(book, Finding):
        raise NotOurs
    hidden = _named(book, REVIEW_MARK)
    if hidden is None:
        raise NotOurs
    try:
        work = _Work(raw, book, read_mark(hidden), listed)
        return work.written() if work.changes else raw
    except (NotKnown, NotProven):
        raise NotUpdated from None


class _Work:
    """One workbook while it is brought up to date."""

    def __init__(self, raw: bytes, book: Book, mark: Mark, listed: Sequence[Row]) -> None:
        self.book, self._mark = book, mark
        self.archive, self.table = Archive(raw), _table(book)
        self.columns = {column.key: number for number, column in sorted(self.table.columns.items(), reverse=True)}
        self.places = list(_places(self.table, self.columns))
        known = {row.key: row for row in listed}
        self.texts: dict[int, dict[int, str]] = {}
        self.said = dict(mark.written)
        for place in self.places:
            row = known.get(place.key)
            self._gone(place) if row is None else self._renew(place, row)
        there = {place.key for place in self.places}
        self.new = [_new(row) for row in listed if row.key not in there]
        self.said |= {row.key: written(row.texts) for row in self.new}
        self.shift = Shift(self.table.sheet.name, self._room())

    @property
    def changes(self) -> bool:
        """Tell whether anything is to be changed."""
        return bool(self.texts or self.new or self.said != self._mark.written)

    def written(self) -> bytes:
        """Return the workbook with all changes. Raises NotKnown, NotProven."""
        part = self.archive.sheets()[self.table.sheet.name]
        styles = lines(self.archive.text(part))
        self.archive.put(moved(self.archive, self.shift) if self.new else {})
        text = with_texts(self.archive.text(part), {self.shift.row(row): one for row, one in self.texts.items()})
        if self.new:
            text = with_lines(text, {self._first: "".join(self._lines(styles))})
        hidden = self.archive.sheets()[REVIEW_MARK]
        told = facts(self._mark._replace(written=self.said))
        self.archive.put({part: text, hidden: with_rows(self.archive.text(hidden), told)})
        raw = self.archive.written()
        self._prove(raw, (part, hidden))
        return raw

    def _old(self, place: Place, key: str) -> str:
        cell = self.table.sheet.rows[place.row].get(self.columns.get(key, 0))
        return cell.text.strip() if cell else ""

    def _ours(self, place: Place, key: str, old: str) -> bool:
        """Tell whether a cell still holds what the program wrote there last."""
        return not old or hashed(old) == self._before(place).get(key)

    def _before(self, place: Place) -> dict[str, str]:
        """Return the hashes of what was written last into a row."""
        return dict(zip(KEPT, self._mark.written.get(place.key, ()), strict=False))

    def _put(self, place: Place, key: str, text: str) -> None:
        if key in self.columns:
            self.texts.setdefault(place.row, {})[self.columns[key]] = text

    def _renew(self, place: Place, row: Row) -> None:
        """Say in a row what is so now, wherever the program's own words still stand."""
        before, told = self._before(place), dict[str, str]()
        for key in KEPT:
            new = cell_text(row.texts.get(key, ""))
            if key == "hint":
                continue
            old = self._old(place, key)
            if hashed(old) != hashed(new) and self._ours(place, key, old):
                self._put(place, key, new)
            if key in _TOLD and before and hashed(new) != before.get(key):
                told[key] = _TOLD[key].format(old=_word(old)) if self._ours(place, key, old) else _plainly(key)
        self._hint(place, [told[key] for key in _TOLD if key in told], row.texts.get("hint", ""))
        self.said[place.key] = (*written(row.texts)[:-1], self.said[place.key][-1])

    def _gone(self, place: Place) -> None:
        """Say of a row that the round does not have it any more; it stays."""
        if GONE not in self._old(place, "hint"):
            self._hint(place, [GONE], "")

    def _hint(self, place: Place, told: Sequence[str], plain: str) -> None:
        """Say in a row what became of it; what somebody wrote there stays behind it."""
        old = self._old(place, "hint")
        ours = self._ours(place, "hint", old)
        new = old
        if told:
            new = _BETWEEN.join(part for part in (*told, plain, "" if ours else old) if part)
        elif ours and GONE in old:
            new = plain
        if new != old:
            self._put(place, "hint", new)
        before = self._mark.written.get(place.key) or ("",) * len(KEPT)
        self.said[place.key] = (*before[:-1], hashed(new) if new != old else before[-1])

    def _room(self) -> list[Insertion]:
        end = max((place.row for place in self.places), default=self.table.head) + 1
        return [Insertion(end, len(self.new), last=True)] if self.new else []

    @property
    def _first(self) -> int:
        """The number of the first new row."""
        return self.shift.insertions[0].before

    def _lines(self, styles: Mapping[int, Line]) -> list[str]:
        """Return the new rows as they are written, with the looks of the last one of the table."""
        like = styles.get(self._first - 1, Line({}, {}))
        found = []
        for number, row in enumerate(self.new):
            texts = dict(zip((one.key for one in COLUMNS), texts_of(row, len(self.places) + number + 1), strict=True))
            said = {column: texts[key] for key, column in self.columns.items()}
            cells = {column: (like.styles.get(column, ""), said.get(column, "")) for column in {*like.styles, *said}}
            high = height_of([texts[one.key] for one in COLUMNS])
            found.append(new_line(self._first + number, like, cells, f"{high:g}"))
        return found

    def _prove(self, raw: bytes, parts: Sequence[str]) -> None:
        """Make sure that a result holds every cell that was not to be changed. Raises NotProven."""
        for part in parts:
            well_formed(self.archive.parts[part])
        again = read_book(raw, LIMITS)
        if isinstance(again, Finding):
            raise NotProven
        for old in self.book.sheets:
            new = _named(again, old.name)
            if new is None or (old.name != REVIEW_MARK and not self._same(old, new)):
                raise NotProven

    def _same(self, old: Sheet, new: Sheet) -> bool:
        """Tell whether a sheet holds all its cells where they are now, and nothing more but what was to be written."""
        own = old.name == self.table.sheet.name
        row_of = self.shift.row if own else int
        added = range(self._first, self._first + len(self.new)) if own and self.new else range(0)
        put = {row_of(row): one for row, one in self.texts.items()} if own else {}
        wanted = {row_of(row): stored(cells) for row, cells in old.rows.items()}
        there = {row: stored(cells) for row, cells in new.rows.items() if row not in added}
        for row, texts in put.items():
            for column in texts:
                wanted.setdefault(row, {}).pop(column, None)
                there.setdefault(row, {}).pop(column, None)
        areas = {(row_of(row), column): (left, right) for (row, column), (_, left, _, right) in old.merged.items()}
        return (
            {row: cells for row, cells in wanted.items() if cells} == {row: one for row, one in there.items() if one}
            and areas == {place: (left, right) for place, (_, left, _, right) in new.merged.items()}
            and {row_of(row) for row in old.hidden_rows} == set(new.hidden_rows)
            and old.hidden_columns == new.hidden_columns
        )


def _named(book: Book, name: str) -> Sheet | None:
    return next((sheet for sheet in book.sheets if sheet.name == name), None)


def _table(book: Book) -> Grid[Column]:
    """Return the table of a sheet of reviews. Raises NotKnown where it has none, or no unit or task."""
    sheet = _named(book, SHEET) or next((one for one in book.sheets if not one.hidden), None)
    grids = grids_in(sheet, HEADS) if sheet else iter(())
    found = max(grids, key=lambda grid: len(grid.columns), default=None)
    if found is None or not {"unit", "task"} <= {column.key for column in found.columns.values()}:
        raise NotKnown
    return found


def _places(table: Grid[Column], columns: Mapping[str, int]) -> list[Place]:
    """Return the rows of a table that are of a unit and a task."""
    found = []
    for row in table.rows():
        cells = table.sheet.rows[row]
        unit, task = (cells[columns[key]].text.strip() if columns[key] in cells else "" for key in ("unit", "task"))
        if unit and task:
            found.append(Place(row, (unit, task)))
    return found


def _new(row: Row) -> Row:
    hint = _BETWEEN.join(part for part in (NEW, row.texts.get("hint", "")) if part)
    return row._replace(texts={**row.texts, "hint": hint})


def _word(text: str) -> str:
    """Return a verdict without the mark before it."""
    return text.partition(" ")[2] or text or "空白"


def _plainly(key: str) -> str:
    """Return what is told of a change where the cell itself was changed by hand."""
    return _TOLD[key].partition("，")[0]
