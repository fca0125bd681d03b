"""What is proposed of a report: its sentences, each with the facts found in it and the targets it may answer."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

EvidenceKind: TypeAlias = Literal["document", "record", "publication", "figure", "report"]
# A sentence that reports no fact by itself: a slogan, a wish (将, 下一步), or an award (which is a record of its own).
Mark: TypeAlias = Literal["slogan", "wish", "award"]


class Fact(NamedTuple):
    """A fact of a sentence: `quote` stands verbatim in it.

    `value` is a figure with its unit as written (1.2万余人), `ref` a document number, `date` a day, month or year as
    written (the last one told before it in its sentence), `title` the name of a document (without 《》) or a short name of the fact.
    """

    quote: str
    kind: EvidenceKind
    title: str
    value: str | None = None
    ref: str | None = None
    date: str | None = None


class Proposal(NamedTuple):
    """A target that a sentence may answer, with the fact that speaks for it; `score` orders the proposals of a report.

    A score of 1 is one pair of signs that stands in the sentence and in no other target of the plan. What is
    `worth_writing` is good enough to be put before a person as an entry; all else is only shown.
    """

    target: str
    score: float
    fact: Fact
    worth_writing: bool = False

    @property
    def quote(self) -> str:
        """The words of the report that speak for it, as published."""
        return self.fact.quote

    @property
    def value(self) -> str | None:
        """The figure of the fact with its unit, as written."""
        return self.fact.value

    @property
    def kind(self) -> EvidenceKind:
        """The kind of evidence that the fact is."""
        return self.fact.kind


class Proposed(NamedTuple):
    """A sentence of the report (cut at 。；): `line` from 1, marks, facts, and proposals, best first."""

    line: int
    text: str
    marks: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
    proposals: tuple[Proposal, ...] = ()
