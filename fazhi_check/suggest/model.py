"""What is proposed of a report: its sentences, each with the facts found in it and the targets it may answer."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

EvidenceKind: TypeAlias = Literal["document", "record", "publication", "figure", "report"]
# A sentence that reports no fact by itself: a slogan, a wish (将, 下一步), or an award (which is a record of its own).
Mark: TypeAlias = Literal["slogan", "wish", "award"]


class Fact(NamedTuple):
    """A fact of a sentence: `quote` stands verbatim in it.

    `value` is a figure with its unit as written (1.2万余人), `ref` a document number, `date` a day, month or year as
    written, `title` the name of a document (without 《》) or a short name of the fact.
    """

    quote: str
    kind: EvidenceKind
    title: str
    value: str | None = None
    ref: str | None = None
    date: str | None = None


class Proposal(NamedTuple):
    """A target that a sentence may answer, with the fact that speaks for it; `score` orders the proposals of a report."""

    target: str
    score: float
    quote: str
    value: str | None
    kind: EvidenceKind


class Proposed(NamedTuple):
    """A sentence of the report (cut at 。；): `line` from 1, marks, facts, and proposals, best first."""

    line: int
    text: str
    marks: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
    proposals: tuple[Proposal, ...] = ()
