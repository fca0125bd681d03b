"""A report's text held against a plan: for each of its sentences, the targets that it may answer."""

from __future__ import annotations

from collections.abc import Collection

from fazhi_check.plan.model import Plan
from fazhi_check.source.prose import SourceText
from fazhi_check.suggest.model import Proposed


def propose(
    plan: Plan, source: SourceText, lines: tuple[int, int] | None = None, asked: Collection[str] | None = None
) -> list[Proposed]:
    """Return the sentences of a report with what is proposed of each, in the order of the text.

    `lines` (first and last, from 1) narrow a page that holds the reports of several units; `asked` are the ids of the
    targets that the unit is asked or may state something on, None for all of the plan.
    """
    start, end = source.within(lines)
    return [Proposed(piece.line, piece.text) for piece in source.sentences(start, end)]
