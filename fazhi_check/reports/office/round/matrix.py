"""The sheet of the matrix: a unit a row, each section and its items in columns, with marks and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import CELLS, STATE
from fazhi_check.digest.round.matrix import Cell as Share
from fazhi_check.digest.round.matrix import Matrix, items_by_section, matrix_of
from fazhi_check.digest.round.units import as_listed
from fazhi_check.digest.words import ATTENTION, DOT, TOTAL, joined
from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.office.paper import A3, Cell, Paper
from fazhi_check.reports.office.round.units import name_of, state_of
from fazhi_check.reports.office.words import MATRIX, UNIT
from fazhi_check.words import Lang, Text

_NAME, _STATE, _ALL, _SECTION, _ITEM = 18, 12, 13, 11, 9
# So much stands beside the units on one page, in halves of a Chinese character.
_PAGE = 200
ALL_TASKS = Text("全部任务", "all tasks")
BEHIND_ON = Text("有需处理事项的单位数", "units with something to be done")


class Column(NamedTuple):
    """A column: its id, and whether it is a section's, with the items of that after it."""

    id: str
    whole: bool


def _columns(one: RoundDigest) -> list[Column]:
    return [
        column
        for section, items in items_by_section(one).items()
        for column in (Column(section, True), *(Column(item, False) for item in items))
    ]


def matrix(one: RoundDigest, lang: Lang, new: Callable[[Text, Sequence[int]], Paper]) -> None:
    """Write the matrix on a `new` paper: units in the office's order, below them the sums and how many are behind."""
    shown = _columns(one)
    paper = new(MATRIX, [_NAME, _STATE, _ALL, *(_SECTION if column.whole else _ITEM for column in shown)])
    sections, items = matrix_of(one, "section", as_listed), matrix_of(one, "item", as_listed)
    paper.print_wide(2, list(_pages(shown)), A3)
    paper.across(MATRIX.say(lang), "title", 34.0, 3 + min(len(shown), 12))
    paper.across(joined([CELLS, _MARKED], DOT).say(lang), "under", columns=3 + min(len(shown), 12))
    _heads(one, shown, paper, lang)
    for whole, parts in zip(sections.rows, items.rows, strict=True):
        cells = [share(_of(whole.cells, parts.cells, column)) for column in shown]
        paper.row([Cell(name_of(whole.unit), "name"), state_of(whole.unit, lang), share(whole.total), *cells], 1)
    _sums(paper, shown, sections, items, lang)


def _heads(one: RoundDigest, shown: Sequence[Column], paper: Paper, lang: Lang) -> None:
    """Write two rows of heads: the numbers of sections and items, and below these their titles, those of items upright."""
    first = [UNIT, STATE, ALL_TASKS]
    numbers = [*(Cell(head.say(lang), "head") for head in first), *(Cell(column.id, "head") for column in shown)]
    titles = [Cell(_title(one, column.id, lang), "head" if column.whole else "sub-head") for column in shown]
    paper.matrix_heads(numbers, [*(Cell("", "head") for _ in first), *titles], 2)


def _title(one: RoundDigest, part: str, lang: Lang) -> str:
    """Return what a section or item is called, without its number."""
    return one.heading(part).say(lang).removeprefix(part).strip()


_MARKED = joined(
    [Text(f"{MARKS[name][0]} {word.zh}", f"{MARKS[name][0]} {word.en}") for name, word in ATTENTION.items()], " "
)


def _of(sections: Mapping[str, Share], items: Mapping[str, Share], column: Column) -> Share:
    return (sections if column.whole else items).get(column.id, Share())


def share(one: Share, kind: str = "centre") -> Cell:
    """Return a share with the mark of the worst verdict in it; where nothing is open its numbers alone."""
    if not one.asked:
        return Cell("", kind)
    mark = f"{MARKS[one.worst][0]} " if one.worst else ""
    return Cell(f"{mark}{one.said}", kind, one.worst if kind == "centre" else "")


def _sums(paper: Paper, shown: Sequence[Column], sections: Matrix, items: Matrix, lang: Lang) -> None:
    """Write the sums of the units that have reported, and how many of them have something open in each column."""
    sums = [share(_of(sections.sums, items.sums, column), "sum") for column in shown]
    paper.row([Cell(TOTAL.say(lang), "sum-name"), Cell("", "sum"), share(sections.total, "sum"), *sums], 2)
    behind = [(sections if column.whole else items).behind(column.id) for column in shown]
    numbers = (Cell(number, "sum") for number in [sections.behind(), *behind])
    paper.row([Cell(BEHIND_ON.say(lang), "sum-name"), Cell("", "sum"), *numbers], 2)


def _pages(shown: Sequence[Column]) -> Iterator[int]:
    """Yield the columns that begin a page, so that a section stays together where a page holds it."""
    width = _ALL
    starts = [number for number, column in enumerate(shown) if column.whole]
    for start, end in pairwise([*starts, len(shown)]):  # no unit may have been judged yet
        needed = _SECTION + (end - start - 1) * _ITEM
        if width + needed > _PAGE and start:
            yield start + 3
            width = 0
        width += needed
