"""What the tables of a text ask: the rows of those that can be read, and what is told of the other lines of tables.

Notes under a table (注：…) explain its numbers and ask nothing; a table that was copied into one line is told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from fazhi_check.plan.draft.indexes import Index, indexes
from fazhi_check.plan.draft.indicators import Years, indicator, years
from fazhi_check.plan.draft.model import Background, Reading
from fazhi_check.plan.draft.period import Dates
from fazhi_check.plan.draft.structure import Part
from fazhi_check.plan.rules.words import ANCHOR
from fazhi_check.source.in_prose import YEAR
from fazhi_check.source.prose import Piece, SourceText

_HEAD = "指标表的表头或分类"
_CELL = "指标表里的格，已读进所在的一行"
_NO_NUMBER = "指标表的一行，没有读出目标值，请对照原文补写"
_PAST_TABLE = "表里是以往的数，不提要求"
_NOTE = "表注，说明上面的数"
_RUN_TOGETHER = "表格的各格连成了一行，没有读出，请对照原文逐项补写"
_NOTED = re.compile(r"^(?:备?注|资料来源|数据来源)[：:]|注[：:]\s*1\s*[.．、]")
_NEXT = re.compile(r"(?<![\d.．])(\d{1,2})\s*[.．、](?!\d)")
_LONG: Final = 120  # characters of a line that holds a whole table
_KINDS: Final = 3  # so many 约束性 and 预期性 in one line are a table
_YEARS = re.compile(rf"指\s*标.{{0,20}}?{YEAR}年.{{0,12}}?{YEAR}年")


class Listed(NamedTuple):
    """The rows of a text's tables by offset, each with its table and the years of it, and what other lines are."""

    rows: tuple[tuple[int, Index, Years], ...]
    told: dict[int, Background]
    unread: tuple[tuple[int, int], ...]

    @property
    def taken(self) -> set[int]:
        """The offsets of the sentences that are no prose."""
        return set(self.told) | {index.rows[number].start for number, index, _ in self.rows}


def listed(source: SourceText, start: int, end: int, named: Dates, published: date | None) -> Listed:
    """Return what stands in the tables of a text between two offsets."""
    pieces = source.sentences(start, end)
    told = dict(_notes(source, pieces)) | dict(_run_together(source, pieces))
    lines = [
        (piece.line, piece.line)
        for piece in pieces
        if piece.start in told and told[piece.start].reason == _RUN_TOGETHER
    ]
    rows: list[tuple[int, Index, Years]] = []
    for index in indexes(source, start, end):
        which = years(index, named, published)
        told |= _around(pieces, index, which)
        rows += [(number, index, which) for number in range(len(index.rows))] if which else []
    return Listed(tuple(rows), told, tuple(dict.fromkeys(lines)))


def of_part(source: SourceText, found: Listed, part: Part, above: str) -> list[tuple[int, Reading]]:
    """Return what the rows in a part ask, each with where it stands; `above` are the headings over it."""
    read: list[tuple[int, Reading]] = []
    for number, index, which in found.rows:
        row = index.rows[number]
        if part.start <= row.start < part.end:
            one = indicator(source, row, index, which, above)
            read.append((row.start, one or _background(source.closed[row.start : row.end], _NO_NUMBER)))
    return read


def _around(pieces: Sequence[Piece], index: Index, which: Years | None) -> dict[int, Background]:
    """Return what the sentences of a table are that are no rows: its head, the headings in it, cells with their own line."""
    rows = {row.start for row in index.rows} if which else set()
    spans = [(row.start, row.end) for row in index.rows]
    others = [one for one in index.lines if one not in rows]
    heads = dict.fromkeys(others, _HEAD if which else _PAST_TABLE)
    told = {piece.start: heads[piece.start] for piece in pieces if piece.start in heads}
    for piece in pieces:
        if any(start <= piece.start < end for start, end in spans) and piece.start not in rows:
            told[piece.start] = _CELL if which else _PAST_TABLE
    return {piece.start: _background(piece.text, told[piece.start]) for piece in pieces if piece.start in told}


def _background(text: str, reason: str) -> Background:
    phrase = text.strip()[: ANCHOR[-1]].strip()
    cell = phrase.partition("\t")[0].strip()
    return Background(cell if len(cell) >= ANCHOR[0] else phrase, reason)


def _notes(source: SourceText, pieces: Sequence[Piece]) -> Iterator[tuple[int, Background]]:
    """Yield the notes under tables: from 注： on, as long as the numbers at the head of the lines run on."""
    last = line = 0  # the number of the last note, 0 outside notes; and the line it stands in
    for piece in pieces:
        text = source.printed(piece.line)
        begins = _NOTED.search(piece.text)
        if piece.line != line and last and not begins:
            head = _NEXT.match(text.strip())
            last = _running(_numbers(text), last) if head and int(head[1]) == last + 1 else 0
        if begins:
            note = re.search("注[：:]", text)
            last = max(_running(_numbers(text[note.start() :] if note else text), 0), 1)
        line = piece.line
        if last and not (begins and begins.start()):  # what stands before 注 in its sentence is something else
            yield piece.start, _background(piece.text, _NOTE)


def _numbers(text: str) -> list[int]:
    return [int(found[1]) for found in _NEXT.finditer(text)]


def _running(numbers: Sequence[int], last: int) -> int:
    """Return the last of numbers that run on from another by one."""
    for one in numbers:
        last = one if one == last + 1 else last
    return last


def _run_together(source: SourceText, pieces: Sequence[Piece]) -> Iterator[tuple[int, Background]]:
    """Yield the sentences that are a whole table in one line."""
    for piece in pieces:
        kinds = len(re.findall("约束性|预期性", piece.text))
        if len(piece.text) >= _LONG and kinds >= _KINDS and _YEARS.search(piece.text):
            yield piece.start, _background(piece.text, _RUN_TOGETHER)
