"""Anchors: short stretches of a text, verbatim, by which a target is found again in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from fazhi_check.plan.rules.words import ANCHOR
from fazhi_check.source.in_prose import CLOSING, OPENING, is_whole
from fazhi_check.source.prose import Piece, SourceText

_SHORTEST, _LONGEST = ANCHOR[0], ANCHOR[-1]
_TRIED = 40  # phrases of a clause at most, the best first
_FARTHEST = 120  # characters into a clause: an anchor farther on is looked for nowhere
_EDGES = "。！？!?；;，,：:、 \t"
_BORDER = re.compile("[、和与及的]|以及")
_LEADING = re.compile(r"^[”’」』）)》]+")


def anchors(pieces: Iterable[Piece], source: SourceText, passage: Piece) -> tuple[str, ...]:
    """Return one phrase for each clause, 4 to 24 characters; one that stands once in the passage wherever there is one."""
    return tuple(dict.fromkeys(_anchor(piece, source.closed, passage) for piece in pieces))


def _anchor(piece: Piece, closed: str, passage: Piece) -> str:
    text = _LEADING.sub("", piece.text.strip()).strip(_EDGES)
    options = list(islice(_windows(text) if len(text) >= _SHORTEST else _around(piece, closed), _TRIED))
    return next((one for one in options if passage.text.count(one) == 1), options[0])


def running_on(piece: Piece, source: SourceText, passage: Piece) -> str | None:
    """Return a phrase that begins with a clause and runs on into the next as far as it takes to stand once; None without."""
    rest = source.closed[piece.start : min(passage.end, piece.start + _LONGEST)]
    end = piece.start + len(rest.partition("\n")[0])
    for stop in range(piece.end + _SHORTEST, end + 1):
        phrase = _tidy(source.closed[piece.start : stop])
        if len(phrase) > len(piece.text) and is_whole(phrase) and passage.text.count(phrase) == 1:
            return phrase
    return None


def _around(piece: Piece, closed: str) -> Iterator[str]:
    """Yield a clause that is too short alone with what stands around it in its line, the shortest first."""
    line = closed.rfind("\n", 0, piece.start) + 1
    end = closed.find("\n", piece.start)
    end = len(closed) if end < 0 else end
    for length in range(_SHORTEST, _LONGEST + 1):
        stop = min(end, max(piece.start + length, piece.end))
        found = closed[max(line, stop - length) : stop].strip()
        if len(found) >= _SHORTEST:
            yield found
    yield piece.text.strip()


def _windows(text: str) -> Iterator[str]:
    """Yield the stretches of a clause that may serve, the best first: whole, from its beginning, from a border, from anywhere."""
    if len(text) <= _LONGEST:
        yield text
    last = min(max(1, len(text) - _SHORTEST + 1), _FARTHEST)
    borders = [0, *(found.end() for found in _BORDER.finditer(text) if found.end() < last)]
    for starts in (borders, range(last)):
        cut = [_tidy(text[start : start + _LONGEST]) for start in starts]
        yield from (one for one in cut if is_whole(one) and len(one) >= _SHORTEST)
    yield text[:_LONGEST].strip(_EDGES)


def _tidy(phrase: str) -> str:
    """Return a phrase without signs at its edges, cut back before a quotation that it would open only."""
    phrase = phrase.strip(_EDGES)
    for one, other in zip(OPENING, CLOSING, strict=True):
        at = phrase.rfind(one)
        if at >= _SHORTEST and other not in phrase[at:]:
            phrase = phrase[:at].strip(_EDGES)
    return phrase
