"""The facts of a report gathered by the target that each may answer: what is put before a person as entries.

Only what is worth writing is; all else stands in the list of proposals. A fact goes to the target for which it speaks
most, and to a second one only where it speaks for that nearly as much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.plan.model import Aim, Plan, Target
from fazhi_check.sanitize import is_harmless
from fazhi_check.suggest.marks import is_honour
from fazhi_check.suggest.measured import measured, readable
from fazhi_check.suggest.model import Fact, Proposal, Proposed
from fazhi_check.trace.submission import numbers_in

# From which share of the best score on a fact serves a second target. On nine reports 0.9 writes 45.8 % of what people
# report, of which 60.3 % are right, 0.7 writes 52.6 %, of which 59.8 % are; what is lower writes hardly more.
_AS_CLEARLY = 0.7
# Signs of a quote and of a title: what is longer is cut, and stays verbatim.
_QUOTE, _TITLE = 200, 30
_STOPPED = re.compile(r"[。！？!?；;][”’」』）)]*$")
# The end of what was cut: half a number, or what parts words.
_CUT_OFF = re.compile(r"[\d.,，、\s]+$")
# How many pieces of evidence an entry gets, the best of them: the list of proposals has all.
_MOST = 5


class Piece(NamedTuple):
    """A fact of a report as a piece of evidence: with the line and the words of the sentence it stands in.

    An award proves that it was given; that the work was done is for a person to say.
    """

    fact: Fact
    line: int
    text: str
    score: float
    is_award: bool = False


class Gathered(NamedTuple):
    """What a report may say on a target: evidence in the order of the text, values by the keys of its measure.

    `more` counts the pieces that were left out because there are many.
    """

    target: Target | Aim
    pieces: Sequence[Piece]
    values: Mapping[str, str | Mapping[str, str]]
    more: int = 0


class Selection(NamedTuple):
    """The entries of a report in the plan's order, and the lines with what no submission may hold."""

    entries: Sequence[Gathered]
    unfit: Sequence[int]


def narrowed(sentences: Sequence[Proposed]) -> list[Proposed]:
    """Return the sentences of a report with what of them is written narrowed down: headings and menus tell nothing."""
    on_line = Counter(one.line for one in sentences)
    return [
        one._replace(proposals=tuple(_narrowed(one.proposals, on_line[one.line] == 1 and _is_heading(one))))
        for one in sentences
    ]


def _is_heading(sentence: Proposed) -> bool:
    """Tell whether what stands alone on its line is no sentence: it has no stop, no figure and names no document.

    The few words behind a number (二是强化督导考核。) are one: people report them as often as any other.
    """
    named = "《" in sentence.text or any(fact.value or fact.ref for fact in sentence.facts)
    return not named and not _STOPPED.search(sentence.text)


def _narrowed(proposals: Iterable[Proposal], heading: bool) -> Iterator[Proposal]:
    """Yield what is proposed of a sentence: of a fact the best is written, and what is nearly as good."""
    best: dict[str, float] = {}
    for one in proposals:
        written = one.worth_writing and not heading
        if written:
            written = one.score >= _AS_CLEARLY * best.setdefault(one.quote, one.score)
        yield one._replace(worth_writing=written)


def gathered(sentences: Iterable[Proposed], plan: Plan, as_of: date | None) -> Selection:
    """Return what the sentences of a report propose (see narrowed), by target; days after `as_of` are left out."""
    found: dict[str, list[Piece]] = {}
    unfit: list[int] = []
    for sentence in sentences:
        for number, one in enumerate(proposal for proposal in sentence.proposals if proposal.worth_writing):
            target = plan.every.get(one.target)
            facts = [*_with_it(one.fact, sentence.facts), *(_figure_of(target, sentence, plan) if number == 0 else ())]
            pieces = [_piece(fact, sentence, one.score, as_of) for fact in dict.fromkeys(facts)]
            fit = [piece for piece in pieces if all(map(is_harmless, filter(None, piece.fact)))]
            unfit += [piece.line for piece in pieces if piece not in fit]
            found.setdefault(one.target, []).extend(fit)
    entries = (_of_target(plan.every[one], pieces, plan, as_of) for one, pieces in _in_order(found, plan))
    return Selection(list(entries), sorted(set(unfit)))


def _in_order(found: Mapping[str, list[Piece]], plan: Plan) -> list[tuple[str, list[Piece]]]:
    known = ((one, pieces) for one, pieces in found.items() if pieces and one in plan.every)
    return sorted(known, key=lambda pair: plan.order[pair[0]])


def _with_it(fact: Fact, told: Iterable[Fact]) -> list[Fact]:
    """Return a fact with those of the same clause: a count beside a document, two documents."""
    return [fact, *(one for one in told if one.quote == fact.quote and one != fact)]


def _figure_of(target: Target | Aim | None, sentence: Proposed, plan: Plan) -> list[Fact]:
    """Return the figure of a sentence that is one of its best target's measure, wherever it stands: of two neither."""
    if not isinstance(target, Target):
        return []
    found = [fact for fact in sentence.facts if measured(fact, target, plan, None)]
    return found if len(found) == 1 else []


def _piece(fact: Fact, sentence: Proposed, score: float, as_of: date | None) -> Piece:
    quote = fact.quote[:_QUOTE]
    numbers = set(numbers_in(quote))
    titles = (fact.title, _CUT_OFF.sub("", quote[:_TITLE]), "报告所述")
    title = next(one for one in titles if one is titles[-1] or (one.strip() and numbers.issuperset(numbers_in(one))))
    value = fact.value if numbers.issuperset(numbers_in(fact.value or "")) else None
    kept = fact._replace(quote=quote, title=title, value=value, date=readable(fact.date, as_of))
    return Piece(kept, sentence.line, sentence.text, score, is_honour(fact.quote))


def _of_target(target: Target | Aim, pieces: Sequence[Piece], plan: Plan, as_of: date | None) -> Gathered:
    """Return what is gathered of a target: its best pieces, and the values of the best that tell one."""
    best = sorted(pieces, key=lambda one: -one.score)
    distinct = list({(one.fact.kind, one.fact.title, one.fact.quote): one for one in reversed(best)}.values())
    kept = sorted(distinct, key=lambda one: -one.score)[:_MOST]
    order = {id(one): number for number, one in enumerate(pieces)}
    values = _values(target, kept, plan, as_of) if isinstance(target, Target) else {}
    return Gathered(target, sorted(kept, key=lambda one: order[id(one)]), values, len(distinct) - len(kept))


def _values(
    target: Target, best: Iterable[Piece], plan: Plan, as_of: date | None
) -> Mapping[str, str | Mapping[str, str]]:
    found: dict[str, str] = {}
    for piece in best:
        for key, written in measured(piece.fact, target, plan, as_of).items():
            found.setdefault(key, written)
    if "value" in found or not found:
        return found
    return {"by_year": dict(sorted(found.items()))}
