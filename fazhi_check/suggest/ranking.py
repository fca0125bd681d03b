"""Which targets a sentence may answer: two signs that stand together in both count, the rarer in the plan the more.

A target is read in its own words (title, anchors), in its note, and, with less weight, in the words of its item: a
sentence that shares nothing with a target's title still shows where in the plan it belongs. What a sentence tells by
another name than plans do counts as if it stood there (related.py). How much of each title and anchor is told counts
besides, else a long sentence would speak for all that are long. The weights are round numbers;
benchmarks/suggesting.py tells how they do on reports they were not chosen on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.plan.model import Aim, Plan, Target
from fazhi_check.suggest.related import related

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_PAIR = 2  # signs: nearly every Chinese word has two


class Weights(NamedTuple):
    """What counts how much: `saturation` and `length` are BM25's usual k1 and b; `item` and `note` are shares of own words.

    `told` is what it is worth that all of a target's title and of its anchors is told, and `first` that a target comes
    first for one of a sentence's clauses: so many rare pairs.
    """

    saturation: float = 1.2
    length: float = 0.75
    item: float = 0.2
    note: float = 0.3
    told: float = 4.0
    first: float = 1.5


WEIGHTS = Weights()


class Ranked(NamedTuple):
    """The scores of targets by their ids: for a sentence, and for each of its clauses."""

    whole: dict[str, float]
    clauses: list[dict[str, float]]


class Ranking:
    """The targets of a plan, ready to be held against sentences."""

    def __init__(self, plan: Plan, asked: Collection[str] | None = None, weights: Weights = WEIGHTS) -> None:
        every: list[Target | Aim] = [*plan.targets, *plan.aims]
        self.targets = [one for one in every if asked is None or one.id in asked]
        self.order = {one.id: number for number, one in enumerate(self.targets)}
        self.weights = weights
        self._index: dict[str, list[tuple[int, float]]] = {}
        self._fill(plan)

    def scores(self, text: str) -> dict[str, float]:
        """Return the score of every target that shares a pair of signs with a text, by its id."""
        found: dict[int, float] = {}
        for sign in pairs(self.words(text)):
            for number, worth in self._index.get(sign, ()):
                found[number] = found.get(number, 0.0) + worth
        return {self.targets[number].id: score for number, score in found.items()}

    def of_sentence(self, text: str, clauses: Iterable[str]) -> Ranked:
        """Return the scores for a sentence and for each of its clauses.

        A sentence of six clauses tells six things: what is the best for one of them should not stand behind all that
        has a little to do with each.
        """
        scores, each = self.scores(text), [self.scores(clause) for clause in clauses]
        firsts = {max(one, key=lambda at, one=one: (one[at], -self.order[at])) for one in each if one}  # type: ignore[misc]
        return Ranked(scores | {at: scores.get(at, 0.0) + self.weights.first for at in firsts}, each)

    def proving(self, target: str) -> tuple[str, ...]:
        """Return the kinds of evidence that can prove a target; a goal has none."""
        one = self.targets[self.order[target]]
        return one.evidence.kinds if isinstance(one, Target) else ()

    def words(self, text: str) -> list[str]:
        """Return the words by which a text is held against targets: its own, and those by which plans call the same."""
        return [text, *related(text)]

    def _fill(self, plan: Plan) -> None:
        titles = {item.id: item.title for section in plan.sections for item in section.items}
        items: dict[str, list[str]] = {}
        for one in self.targets:
            items.setdefault(one.item, [titles.get(one.item, "")] * 2).extend(_words(one))
        above = dict(zip(items, _worths(items.values(), self.weights), strict=True))
        own = _worths([_words(one) for one in self.targets], self.weights)
        notes = _worths([[one.note or ""] for one in self.targets], self.weights)
        told = _shares([_words(one) for one in self.targets])
        for number, one in enumerate(self.targets):
            shares = ((own[number], 1.0), (above[one.item], self.weights.item), (notes[number], self.weights.note))
            for sign, worth in _sum(*shares, (told[number], self.weights.told)).items():
                self._index.setdefault(sign, []).append((number, worth))


def pairs(texts: Iterable[str]) -> Counter[str]:
    """Return how often each two signs stand together in words of some texts."""
    runs = (run for text in texts for run in _RUN.findall(text))
    return Counter(run[at : at + _PAIR] for run in runs for at in range(len(run) - _PAIR + 1))


def _words(one: Target | Aim) -> list[str]:
    return [one.title, *one.anchors]


def _sum(*shares: tuple[Mapping[str, float], float]) -> dict[str, float]:
    whole: dict[str, float] = {}
    for worths, share in shares:
        for sign, worth in worths.items():
            whole[sign] = whole.get(sign, 0.0) + share * worth
    return whole


def _shares(documents: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Return for each document what share of its parts a sign tells, on average over them; rare signs tell more."""
    rare = _rarity([pairs(document) for document in documents])
    return [_sum(*((_share(part, rare), 1 / len(document)) for part in document)) for document in documents]


def _share(part: str, rare: Mapping[str, float]) -> dict[str, float]:
    signs = pairs([part])
    whole = sum(rare[sign] for sign in signs)
    return {sign: rare[sign] / whole for sign in signs}


def _worths(documents: Iterable[Iterable[str]], weights: Weights) -> list[dict[str, float]]:
    """Return for each document what each of its signs is worth in a query, by BM25."""
    counted = [pairs(document) for document in documents]
    lengths = [sum(one.values()) for one in counted]
    usual = sum(lengths) / max(len(lengths), 1) or 1.0
    rare = _rarity(counted)
    return [_worth(one, length / usual, rare, weights) for one, length in zip(counted, lengths, strict=True)]


def _worth(one: Counter[str], length: float, rare: Mapping[str, float], weights: Weights) -> dict[str, float]:
    k = weights.saturation
    damped = k * (1 - weights.length + weights.length * length)
    return {sign: rare[sign] * times * (k + 1) / (times + damped) for sign, times in one.items()}


def _rarity(counted: list[Counter[str]]) -> dict[str, float]:
    """Return BM25's inverse document frequency, as a share of that of a sign that one document has."""
    among = Counter(sign for one in counted for sign in one)
    most = math.log(1 + (len(counted) - 0.5) / 1.5)
    return {sign: math.log(1 + (len(counted) - found + 0.5) / (found + 0.5)) / most for sign, found in among.items()}
