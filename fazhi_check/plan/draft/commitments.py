"""The commitments of a passage: which clauses make one, what it is called, and what it may ask."""

from __future__ import annotations

from fazhi_check.plan.draft.model import Background, Drafted, Passage, Reading
from fazhi_check.source.prose import SourceText


def readings(passage: Passage, source: SourceText) -> list[Reading]:
    """Return what a passage asks, in the order of its text: every sentence has at least one commitment or is background.

    An anchor stands in the passage, and covers its clause as trace counts it.
    """
    return [_whole(piece.text, passage) for piece in passage.sentences]


def _whole(text: str, passage: Passage) -> Reading:
    if not passage.headings:
        return Background(text[:24], "说明背景")
    return Drafted(text[:30], (text[:24],), measure={"kind": "milestone"})
