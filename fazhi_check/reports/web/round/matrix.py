"""The matrix of a round on the page: units by sections, and each section of it by items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.round.calls import mark_of
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.matrix import Cell, items_by_section, matrix_of, together
from fazhi_check.digest.round.matrix import Matrix as Found
from fazhi_check.digest.round.units import shown_file
from fazhi_check.reports.web.keys import Keys
from fazhi_check.words import VERDICTS, Lang, Text


class Share(NamedTuple):
    """A cell: the verdict whose mark it bears, its two numbers, and the same in words, which only a total has."""

    verdict: str
    said: str
    spoken: str


class MatrixRow(NamedTuple):
    """A unit with its keys and its cells."""

    unit: str
    category: str
    name: str
    link: str
    star: bool
    state: str
    word: str
    total: Share
    cells: Sequence[Share]


class Matrix(NamedTuple):
    """The columns as number and title, the rows, their sums, and at how many units each column has something open."""

    heads: Sequence[tuple[str, str]]
    rows: Sequence[MatrixRow]
    total: Share
    sums: Sequence[Share]
    behind: Sequence[int]


class SectionMatrix(NamedTuple):
    """The matrix of one section by its items."""

    section: str
    heading: str
    matrix: Matrix


def by_sections(one: RoundDigest, lang: Lang, keys: Keys, links: Mapping[str, str]) -> Matrix:
    """Return the matrix by sections."""
    found = matrix_of(one)
    return _matrix(one, found, list(found.parts), lang, keys, links)


def by_items(one: RoundDigest, lang: Lang, keys: Keys, links: Mapping[str, str]) -> list[SectionMatrix]:
    """Return for each section its matrix by items."""
    found = matrix_of(one, "item")
    return [
        SectionMatrix(
            keys.section(one.heading(section).say(lang)),
            one.heading(section).say(lang),
            _matrix(one, found, items, lang, keys, links),
        )
        for section, items in items_by_section(one).items()
    ]


def _matrix(
    one: RoundDigest, found: Found, parts: Sequence[str], lang: Lang, keys: Keys, links: Mapping[str, str]
) -> Matrix:
    rows = []
    for row in found.rows:
        file = shown_file(row.unit)
        cells = [row.cells.get(part, Cell()) for part in parts]
        rows.append(
            MatrixRow(
                *keys.member(row.unit),
                row.unit.name,
                links.get(file.path, "") if file else "",
                file is not None and not row.unit.counted,
                mark_of(row.unit),
                "" if row.unit.counted else row.unit.called.say(lang),
                _share(together(cells), lang),
                [Share(cell.worst, cell.said, "") for cell in cells],
            )
        )
    sums = [found.sums[part] for part in parts]
    heads = [(part, one.heading(part).say(lang).removeprefix(part).strip()) for part in parts]
    shown = [Share(cell.worst, cell.said, "") for cell in sums]
    return Matrix(heads, rows, _share(together(sums), lang), shown, list(map(found.behind, parts)))


def _share(cell: Cell, lang: Lang) -> Share:
    if not cell.worst:
        return Share("", cell.said, "")
    worst = VERDICTS[cell.worst]
    spoken = Text(
        f"{cell.asked} 项中 {cell.attention} 项需处理，最重为{worst.zh}",
        f"{cell.attention} of {cell.asked}: {worst.en}",
    )
    return Share(cell.worst, cell.said, spoken.say(lang))
