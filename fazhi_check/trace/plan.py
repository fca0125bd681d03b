"""A plan held against its source: every anchor found, every sentence covered or declared as context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_check.findings import Place
from fazhi_check.plan.folder import FRAME, place_of
from fazhi_check.plan.spec import ItemSpec, WrittenPlan, item_of
from fazhi_check.source.nodes import Node
from fazhi_check.source.prose import Piece, SourceText, overlaps, spans


class Claim(NamedTuple):
    """A phrase that must stand in the text: who claims it, where it is written, and in which of `items` it must stand.

    It is an anchor of a `target`, a context declaration with its `reason`, or neither: where a part begins or ends.

    A target that restates another's commitment may claim words of that one's item beside its own. Context may go on
    `until` the end of another phrase.
    """

    phrase: str
    target: str | None
    reason: str | None
    items: tuple[str, ...]
    file: str
    place: Place
    until: str | None = None


class Lost(NamedTuple):
    """A claim that the source does not hold where it should; `elsewhere` is a line where it does stand."""

    claim: Claim
    elsewhere: int | None


class Sentence(NamedTuple):
    """A sentence of the source with what rests on it; `bare` are those of its clauses on which no target rests."""

    piece: Piece
    item: str | None
    targets: tuple[str, ...]
    reasons: tuple[str, ...]
    clauses: tuple[Piece, ...]
    bare: tuple[Piece, ...]

    @property
    def covered(self) -> int:
        """The number of its clauses on which a target rests."""
        return len(self.clauses) - len(self.bare)

    @property
    def state(self) -> str:
        """Tell whether it is covered, context, in conflict (both) or uncovered."""
        if self.targets and self.reasons:
            return "conflict"
        return "covered" if self.targets else "context" if self.reasons else "uncovered"


class ItemTrace(NamedTuple):
    """How far one item of the plan is covered."""

    item: str | None
    sentences: int
    covered: int
    context: int
    clauses: int
    clauses_covered: int


class PlanTrace(NamedTuple):
    """The whole proof; `ok` where nothing is uncovered, lost or in conflict. `roles` counts the targets by role."""

    sentences: list[Sentence]
    lost: list[Lost]
    roles: dict[str, int]

    @property
    def ok(self) -> bool:
        """Tell whether the plan is proven."""
        return not self.lost and not self.of("uncovered") and not self.of("conflict")

    def of(self, state: str) -> list[Sentence]:
        """Return the sentences in one state."""
        return [sentence for sentence in self.sentences if sentence.state == state]

    def bare(self) -> list[tuple[Sentence, Piece]]:
        """Return the clauses without a target, each with its sentence, of sentences that have one for another clause."""
        return [(sentence, clause) for sentence in self.of("covered") for clause in sentence.bare]

    def items(self) -> list[ItemTrace]:
        """Return the coverage of each item in the order of the source."""
        names = list(dict.fromkeys(sentence.item for sentence in self.sentences))
        return [_item_trace(name, [s for s in self.sentences if s.item == name]) for name in names]


def trace_plan(plan: WrittenPlan, text: str) -> PlanTrace:
    """Hold a plan against the text of its source."""
    source = SourceText(text)
    start, end = _scope(plan, source)
    where = _item_spans(plan, source, start, end)
    found: list[tuple[Claim, Piece]] = []
    lost = list(_lost_borders(plan, source, where, start))
    for claim in _claims(plan):
        limits = [where.get(item, (start, end)) for item in claim.items] or [(start, end)]
        pieces = [piece for span in limits for piece in _pieces(claim, source, span)]
        found += [(claim, piece) for piece in pieces]
        if not pieces:
            anywhere = source.find(claim.phrase)
            lost.append(Lost(claim, anywhere[0].line if anywhere else None))
    sentences = [_sentence(source, piece, where, found) for piece in source.sentences(start, end)]
    return PlanTrace(sentences, lost, dict(Counter(target.spec.role for target in plan.targets)))


def _pieces(claim: Claim, source: SourceText, span: tuple[int, int]) -> list[Piece]:
    """Return where a claim stands between two offsets.

    Context whose phrase is all that some sentences say is on these alone, not on others that hold it among more.
    """
    pieces = source.find(claim.phrase, *span)
    if claim.target:
        return pieces
    if claim.until:
        ends = ((piece, source.find(claim.until, piece.start, span[1])) for piece in pieces)
        return [piece._replace(end=found[0].end) for piece, found in ends if found]
    return [piece for piece in pieces if source.is_whole(piece)] or pieces


def _claims(plan: WrittenPlan) -> Iterator[Claim]:
    for target in plan.targets:
        spec = target.spec
        items = tuple(dict.fromkeys(item_of(one) for one in (spec.id, spec.restates) if one))
        for number, anchor in enumerate(spec.anchors):
            yield Claim(anchor, spec.id, None, items, target.file, place_of(target.node, "anchors", number))
    for note in plan.context:
        yield Claim(note.spec.anchor, None, note.spec.reason, (), note.file, note.place, note.spec.until)


def _scope(plan: WrittenPlan, source: SourceText) -> tuple[int, int]:
    """Return where the plan's text begins and ends in the published page: head and foot of the page are left out."""
    origin = plan.frame.source if plan.frame else None
    begins = source.find(origin.begins) if origin and origin.begins else []
    start = begins[0].start if begins else 0
    ends = source.find(origin.ends, start) if origin and origin.ends else []
    return start, ends[0].start if ends else len(source.closed)


def _item_spans(plan: WrittenPlan, source: SourceText, start: int, end: int) -> dict[str, tuple[int, int]]:
    """Return where each item stands, by the phrase it begins with; items without one have no span."""
    begun: list[tuple[str, int]] = []
    at = start
    for item in _items(plan):  # each stands behind the one before it, though both may begin with the same words
        pieces = source.find(item.begins, at, end) if item.begins else []
        if pieces:
            begun.append((item.id, pieces[0].start))
            at = pieces[0].start + 1
    limits = spans([offset for _, offset in begun], end)
    return {item: span for (item, _), span in zip(begun, limits, strict=True)}


def _lost_borders(
    plan: WrittenPlan, source: SourceText, where: dict[str, tuple[int, int]], start: int
) -> Iterator[Lost]:
    """Yield the phrases with which the plan or an item is said to begin or end that do not stand there.

    Without them a whole page is taken for the plan, or one item's text for another's.
    """
    frame, node = plan.frame, plan.frame_node
    if frame is None or node is None:
        return
    for key, phrase in (("begins", frame.source.begins), ("ends", frame.source.ends)) if frame.source else ():
        if phrase and not source.find(phrase, start if key == "ends" else 0):
            yield _lost(phrase, source, node, "source", key)
    for number, section in enumerate(frame.sections):
        for index, item in enumerate(section.items):
            if item.begins and item.id not in where:
                yield _lost(item.begins, source, node, "sections", number, "items", index, "begins")


def _lost(phrase: str, source: SourceText, node: Node, *path: str | int) -> Lost:
    elsewhere = source.find(phrase)
    claim = Claim(phrase, None, None, (), FRAME, place_of(node, *path))
    return Lost(claim, elsewhere[0].line if elsewhere else None)


def _items(plan: WrittenPlan) -> Iterator[ItemSpec]:
    for section in plan.frame.sections if plan.frame else ():
        yield from section.items


def _sentence(
    source: SourceText, piece: Piece, where: dict[str, tuple[int, int]], found: list[tuple[Claim, Piece]]
) -> Sentence:
    resting = [(claim, at) for claim, at in found if overlaps(at, piece)]
    anchored = [at for claim, at in resting if claim.target]
    clauses = source.clauses(piece.start, piece.end)
    return Sentence(
        piece,
        next((item for item, (start, end) in where.items() if start <= piece.start < end), None),
        tuple(dict.fromkeys(claim.target for claim, _ in resting if claim.target)),
        tuple(claim.reason for claim, _ in resting if claim.reason),
        tuple(clauses),
        tuple(clause for clause in clauses if not any(overlaps(at, clause) for at in anchored)),
    )


def _item_trace(name: str | None, sentences: list[Sentence]) -> ItemTrace:
    asked = [sentence for sentence in sentences if sentence.state != "context"]
    return ItemTrace(
        name,
        len(sentences),
        sum(bool(sentence.targets) for sentence in sentences),
        len(sentences) - len(asked),
        sum(len(sentence.clauses) for sentence in asked),
        sum(sentence.covered for sentence in asked),
    )
