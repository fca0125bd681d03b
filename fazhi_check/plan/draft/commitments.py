"""The commitments of a passage: which clauses make one, what it is called, and what it may ask."""

from __future__ import annotations

from fazhi_check.plan.draft.anchors import anchors
from fazhi_check.plan.draft.clauses import Group, commitments
from fazhi_check.plan.draft.model import Background, Drafted, Passage, Reading
from fazhi_check.source.prose import Piece, SourceText

# Chapters that tell where a plan comes from and what it holds to: nobody is asked for anything in them.
_ASKS_NOTHING = ("指导思想", "基本原则", "背景", "形势", "基础", "现状", "回顾", "成效", "编制依据", "问题")


def readings(passage: Passage, source: SourceText) -> list[Reading]:
    """Return what a passage asks, in the order of its text: every sentence has at least one commitment or is background.

    An anchor stands in the passage, and covers its clause as trace counts it.
    """
    return [reading for piece in passage.sentences for reading in _sentence(piece, passage, source)]


def _sentence(piece: Piece, passage: Passage, source: SourceText) -> list[Reading]:
    clauses = source.clauses(piece.start, piece.end)
    groups = commitments(clauses)
    whole = "\n".join(one.text for one in passage.sentences)
    if not passage.headings or any(word in heading for heading in passage.headings for word in _ASKS_NOTHING):
        return [Background(anchors(clauses, whole)[0], "说明背景")]
    return [_drafted(group, whole) for group in groups]


def _drafted(group: Group, whole: str) -> Drafted:
    found = anchors([clause.piece for clause in group], whole)
    return Drafted(found[0], found, measure={"kind": "milestone"})
