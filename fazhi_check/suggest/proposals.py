"""A report's text held against a plan: for each of its sentences, the targets that it may answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import nlargest

from fazhi_check.plan.model import Plan
from fazhi_check.source.prose import Piece, SourceText
from fazhi_check.suggest.facts import Part, facts
from fazhi_check.suggest.marks import marks
from fazhi_check.suggest.model import Fact, Mark, Proposal, Proposed
from fazhi_check.suggest.ranking import Ranking

_SHOWN = 20  # proposals of a sentence: a person who has read twenty looks in the plan
# A clause that tells what can prove a target is quoted if it speaks for it at least so much as the one that does most: on
# nine reports half agrees with what people quoted most often.
_NEARLY = 0.5
# What is written down: the best of a sentence, at most so many, where so many rare pairs of signs are shared. Chosen on
# eight reports and tested on the ninth in turn by benchmarks/suggesting.py.
_WRITTEN, _ENOUGH = 2, 6.0


def propose(
    plan: Plan, source: SourceText, lines: tuple[int, int] | None = None, asked: Collection[str] | None = None
) -> list[Proposed]:
    """Return the sentences of a report with what is proposed of each, in the order of the text.

    `lines` (first and last, from 1) narrow a page that holds the reports of several units; `asked` are the ids of the
    targets that the unit is asked or may state something on, None for all of the plan.
    """
    ranking = Ranking(plan, asked)
    return [_proposed(piece, before, source, ranking) for piece, before in _with_before(source, lines)]


def _with_before(source: SourceText, lines: tuple[int, int] | None) -> Iterator[tuple[Piece, str]]:
    """Yield the sentences, each with what stands before it in its line up to the last full stop."""
    before, line = "", 0
    for piece in source.statements(*source.within(lines)):
        before = before if piece.line == line else ""
        yield piece, before
        before, line = ("" if piece.text.rstrip("”’」』）)")[-1:] in "。！？!?" else before + piece.text), piece.line


def _proposed(piece: Piece, before: str, source: SourceText, ranking: Ranking) -> Proposed:
    found = [(part, _as_published(fact, part, piece, source)) for part, fact in facts(piece.text)]
    marked = marks(piece.text, before)
    proposals = tuple(_proposals(piece, found, marked, ranking))
    text = source.as_published(piece.start, piece.end)
    return Proposed(piece.line, text, marked, tuple(fact for _, fact in found), proposals)


def _as_published(fact: Fact, part: Part, piece: Piece, source: SourceText) -> Fact:
    return fact._replace(quote=source.as_published(piece.start + part.start, piece.start + part.end))


def _proposals(
    piece: Piece, found: list[tuple[Part, Fact]], marked: tuple[Mark, ...], ranking: Ranking
) -> Iterator[Proposal]:
    """Yield what is proposed of a sentence, best first, each with the fact whose clause speaks for it most."""
    told = list(dict.fromkeys(part for part, _ in found))
    scores, clauses = ranking.of_sentence(piece.text, [part.text for part in told])
    speaks = dict(zip(told, clauses, strict=True))
    best = nlargest(_SHOWN, scores, key=lambda one: (scores[one], -ranking.order[one]))
    reports = bool(found) and "wish" not in marked and "slogan" not in marked
    whole = Fact(piece.text, "report", "")
    for number, target in enumerate(best):
        worth = [speaks[part].get(target, 0.0) for part, _ in found]
        fact = _speaking([fact for _, fact in found], worth, ranking.proving(target)) if found else whole
        enough = reports and number < _WRITTEN and scores[target] >= _ENOUGH
        yield Proposal(target, round(scores[target], 2), fact, enough)


def _speaking(told: list[Fact], worth: list[float], kinds: Collection[str]) -> Fact:
    """Return the fact that speaks most for a target; of those that do nearly as much, one that can prove it."""
    most = max(worth)
    best = told[worth.index(most)]
    if best.kind in kinds:
        return best
    proving = [
        (one, fact) for one, fact in zip(worth, told, strict=True) if fact.kind in kinds and one >= _NEARLY * most
    ]
    return max(proving, key=lambda pair: pair[0], default=(most, best))[1]
