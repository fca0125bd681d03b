"""What was read of a text made to hold: anchors that stand in their own item, and one account for every sentence.

A sentence is covered by targets or declared as background, never both and never neither: a draft is proven by trace as
it is written. Who reads commitments need not know what else the text says in the same words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from typing import Final, NamedTuple

from fazhi_check.plan.draft.listed import Listed
from fazhi_check.plan.draft.model import Background, Drafted, Reading
from fazhi_check.plan.draft.short import cut
from fazhi_check.plan.draft.structure import Part
from fazhi_check.plan.draft.tables import cells, tables
from fazhi_check.plan.rules.words import ANCHOR, LONGEST_TITLE
from fazhi_check.source.prose import Piece, SourceText

_PHRASE: Final = 6  # characters of the shortest clause that is known again
_SHORTEST: Final = 2  # signs of the shortest heading with its number
_PAUSE = re.compile("[，,。；;：:、！？]|$")
_TABLE = "表格或清单，没有逐项读出要求，请对照原文补写"
_UNREAD = "没有读出要求，请核对"


class Context(NamedTuple):
    """A declaration of context as it is written: from a phrase, `until` another where it is more than one sentence."""

    anchor: str
    reason: str
    until: str | None = None


class Settled(NamedTuple):
    """What stands under each part, and the context of the whole text; `tables` are the lines from and to."""

    drafted: tuple[tuple[Drafted, ...], ...]
    context: tuple[Context, ...]
    tables: tuple[tuple[int, int], ...]


def sentences(source: SourceText, part: Part, tabled: Set[int] = frozenset()) -> list[Piece]:
    """Return the sentences of a part, without those that stand in tables: `tabled`, or cells lost to lines."""
    whole = source.sentences(part.start, part.end)
    left_out = cells(source, whole) | tabled
    return [piece for piece in whole if piece.start not in left_out]


class _Sentences:
    """The sentences of a plan's text, and which of them targets rest on."""

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        self.pieces = source.sentences(start, end)
        self._starts = [piece.start for piece in self.pieces]
        self.covered: set[int] = set()

    def on(self, piece: Piece) -> Iterator[int]:
        """Yield the places in `pieces` of the sentences that a piece lies on."""
        at = max(bisect_right(self._starts, piece.start) - 1, 0)
        while at < len(self.pieces) and self.pieces[at].start < piece.end:
            if piece.start < self.pieces[at].end:
                yield at
            at += 1

    def hits(self, phrase: str, start: int, end: int) -> set[int]:
        """Return the places of the sentences that hold a phrase between two offsets."""
        return {at for piece in self.source.find(phrase, start, end) for at in self.on(piece)}

    def free(self, phrase: str, wanted: int) -> set[int]:
        """Return the sentences that a phrase is on as context: none where it is on one that a target rests on."""
        found = self.source.find(phrase, self.start, self.end)
        found = [piece for piece in found if self.source.is_whole(piece)] or found
        on = {at for piece in found for at in self.on(piece)}
        return on if wanted in on and self.covered.isdisjoint(on) else set()


def settle(
    source: SourceText,
    parts: Sequence[Part],
    readings: Sequence[Sequence[Reading]],
    within: tuple[int, int],
    tabled: Listed,
) -> Settled:
    """Return the commitments of each part with anchors that hold, and context for every other sentence."""
    every = _Sentences(source, *within)
    drafted = [[kept for one in read if (kept := _anchored(every, part, one))] for part, read in _both(parts, readings)]
    reasons: dict[int, Background] = {}
    for part, read in _both(parts, readings):
        for one in read:
            if isinstance(one, Background):
                reasons |= dict.fromkeys(every.hits(one.anchor, part.start, part.end), one)
    reasons |= {at: tabled.told[piece.start] for at, piece in enumerate(every.pieces) if piece.start in tabled.told}
    context, found = _Contexts(every, reasons), []
    while True:
        found = context.add_tables()
        alone = context.add_all()
        if alone is None:
            return Settled(tuple(map(tuple, drafted)), tuple(context.written), tuple(found))
        # It is on other sentences of its part too, which may be told as context already: these are told anew.
        number = max(bisect_right([part.start for part in parts], every.pieces[alone].start) - 1, 0)
        lone = _alone(every, parts[number], alone)
        drafted[number] += [lone] if lone else []
        context = _Contexts(every, reasons)


def _alone(every: _Sentences, part: Part, at: int) -> Drafted | None:
    """Return a principle for a sentence whose words stand in a target's sentence too: no context can be on it alone."""
    text = every.pieces[at].text.rstrip("。！？”’」』）)").strip()
    every.covered.add(at)  # whatever becomes of it, so that the next one is looked at
    anchor = text[: ANCHOR[-1]].strip()
    return _anchored(every, part, Drafted(cut(text), (anchor,), role="principle", why="与别处文字相同，无法作背景说明"))


def _both(parts: Sequence[Part], readings: Sequence[Sequence[Reading]]) -> Iterator[tuple[Part, Sequence[Reading]]]:
    return zip(parts, readings, strict=True)


def _anchored(every: _Sentences, part: Part, one: Reading) -> Drafted | None:
    """Return a commitment with those of its anchors that stand in its part; None where none does."""
    if isinstance(one, Background):
        return None
    kept: list[str] = []
    for anchor in dict.fromkeys(one.anchors):
        on = every.hits(anchor, part.start, part.end) if len(anchor) in ANCHOR and "。" not in anchor else set()
        every.covered |= on
        kept += [anchor] if on else []
    title = one.title if 0 < len(one.title) <= LONGEST_TITLE else cut(one.title or "".join(kept[:1]))
    return one._replace(anchors=tuple(kept), title=" ".join(title.split())) if kept else None


class _Contexts:
    """The declarations of context, as they are made one after the other."""

    def __init__(self, every: _Sentences, reasons: dict[int, Background]) -> None:
        self._every, self._reasons = every, reasons
        self.told: set[int] = set()
        self.written: list[Context] = []

    def add_tables(self) -> list[tuple[int, int]]:
        """Declare each table lost to lines as one; return the lines that each takes."""
        pieces, source = self._every.pieces, self._every.source
        places = {piece.start: at for at, piece in enumerate(pieces)}
        lines = []
        for block in tables(source, pieces):
            on = [places[piece.start] for piece in block]
            phrases = self._between(block[0], block[-1]) if self._every.covered.isdisjoint(on) else None
            if phrases:
                self.told.update(on)
                self.written.append(Context(phrases[0], _TABLE, phrases[1]))
                lines.append((block[0].line, block[-1].line))
        return lines

    def _between(self, first: Piece, last: Piece) -> tuple[str, str] | None:
        """Return two phrases that stand for all from one piece to another; None where the text has no such two."""
        closed, every = self._every.source.closed, self._every
        anchor = leading(every.source, first.start, every.start, last.end)
        if anchor is None or len(every.source.find(anchor, every.start, every.end)) > 1:
            return None
        for start in range(last.start, first.start - 1, -1):
            phrase = closed[start : last.end]
            if phrase.strip() == phrase and every.source.find(phrase, first.start, every.end)[0].start == start:
                return anchor, phrase
        return None

    def add_all(self) -> int | None:
        """Declare every sentence that is left as context; return the first that no phrase is on alone, None without one."""
        for at in range(len(self._every.pieces)):
            if at not in self._every.covered and at not in self.told and not self._add(at):
                return at
        return None

    def _add(self, at: int) -> bool:
        piece, read = self._every.pieces[at], self._reasons.get(at)
        text = piece.text.rstrip("。！？”’」』）)")
        phrases = [read.anchor if read and read.anchor in piece.text else "", *_phrases(text), text, piece.text]
        for anchor in filter(None, phrases):
            on = self._every.free(anchor, at)
            if on:
                self.told |= on
                self.written.append(Context(anchor, read.reason if read else _UNREAD))
                return True
        return False


def _phrases(text: str) -> Iterator[str]:
    """Yield short phrases of a text: from its beginning, then from further on."""
    for start in range(0, max(len(text) - 5, 1), 6):
        for length in (12, 24):
            if len(phrase := text[start : start + length].strip()) >= ANCHOR[0]:
                yield phrase


def leading(source: SourceText, at: int, after: int, end: int) -> str | None:
    """Return a phrase that begins at an offset and stands nowhere between another offset and it; None without one.

    It is the heading as printed or the first clause, where these are no longer than an anchor.
    """
    for length in (*_wholes(source, at), *range(6, ANCHOR.stop, 3), *range(27, 400, 12)):
        phrase = source.closed[at : min(at + length, end)]
        found = source.find(phrase, after) if phrase.strip() == phrase else []
        if found and found[0].start == at:
            return phrase
    return None


def _wholes(source: SourceText, at: int) -> Iterator[int]:
    """Yield how long the heading at an offset is, or its first clauses; at most as long as an anchor."""
    head = next((mark for mark in source.marks if mark.start == at and mark.heads), None)
    text = source.closed[at : head.end if head else at + ANCHOR.stop].split("\n", 1)[0].rstrip("。：: ")
    if head and len(text) >= _SHORTEST:
        yield min(len(text), ANCHOR[-1])
    ends = [found.start() for found in _PAUSE.finditer(text) if found.start() >= _PHRASE]
    yield from () if head else ends[:2]
