"""Holds what is proposed of published reports against what people made of them: python benchmarks/suggesting.py FOLDER.

FOLDER holds the reports' texts (.txt); the submissions made from them by hand are the repository's own. A submission's
text is the one its quotes stand in; where one page holds several reports, a report begins at the first line that it
alone is quoted from. An entry is found where its target is among the first five (ten) proposed of a sentence that one
of its quotes stands in; all entries count, those of goals too. Whatever is weighted is chosen on eight reports and
tested on the ninth, in turn. The table of related words (suggest/related.py) was written with six of the reports read:
KEPT_BACK are the other three, and they tell better how it does on a new report; not wholly: some sentences of
zhumadian-2022 had been seen in passing, and whether a change was kept was judged with their figures in view.
"""

from __future__ import annotations

import argparse
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

from fazhi_check import Submission, load_plan, load_submission
from fazhi_check.plan.model import Aim, Plan, Target
from fazhi_check.source.prose import Piece, SourceText
from fazhi_check.suggest.facts import parts
from fazhi_check.suggest.gathered import narrowed
from fazhi_check.suggest.model import Proposed
from fazhi_check.suggest.proposals import propose
from fazhi_check.suggest.ranking import WEIGHTS, Ranking, Weights, pairs

SUBMISSIONS = Path(__file__).parent.parent / "submissions"
PLAN = "urumqi-14fyp"
KEPT_BACK = ("puyang-2022", "xinxiang-2022", "zhumadian-2022")
# What weights are chosen from, and from how many and from which score on proposals are written.
GRID = [
    Weights(item=item, note=note, told=told, first=first)
    for item, note, told, first in product((0.1, 0.2, 0.3), (0.3, 0.5), (2.0, 4.0, 6.0), (0.0, 1.5))
]
LIMITS = list(product((1, 2, 3), (4.0, 5.0, 6.0, 7.0, 8.0)))
Scorer = Callable[[str], Mapping[str, float]]


class Quote(NamedTuple):
    """A piece of evidence that people took from a report, and where it stands."""

    target: str
    kind: str
    text: str
    date: str | None
    piece: Piece


class Report:
    """A report, the submission made of it by hand, and the sentences that its quotes stand in."""

    def __init__(self, name: str, made: Submission, source: SourceText, lines: tuple[int, int]) -> None:
        self.name, self.made, self.source, self.lines = name, made, source, lines
        self.sentences = source.statements(*source.within(lines))
        self.quotes = list(self._quotes())

    def _quotes(self) -> Iterator[Quote]:
        start, end = self.source.within(self.lines)
        for target, entry in self.made.entries.items():
            for one in entry.evidence:
                date = one.date.text if one.date else None
                for piece in self.source.find(str(one.quote), start, end)[:1]:
                    yield Quote(target, str(one.kind), str(one.quote), date, piece)

    @cached_property
    def asked(self) -> dict[str, list[Piece]]:
        """For each target with an entry the sentences that its quotes stand in."""
        found: dict[str, list[Piece]] = {}
        for quote in self.quotes:
            found.setdefault(quote.target, []).extend(self.around(quote))
        return found

    def around(self, quote: Quote) -> list[Piece]:
        """Return the sentences that a quote stands in."""
        return [one for one in self.sentences if one.start < quote.piece.end and quote.piece.start < one.end]


def reports(folder: Path) -> list[Report]:
    """Return the reports whose texts lie in a folder."""
    texts = [SourceText(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))]
    made = {path.stem: load_submission(path) for path in sorted(SUBMISSIONS.glob("*.yaml"))}
    held = {name: max(texts, key=lambda text, one=one: _held(text, one)) for name, one in made.items()}  # type: ignore[misc]
    return [Report(name, made[name], held[name], lines) for name, lines in _lines(made, held).items()]


def _held(text: SourceText, made: Submission) -> int:
    return sum(bool(text.find(quote)) for quote in _told(made))


def _told(made: Submission) -> list[str]:
    return [str(one.quote) for entry in made.entries.values() for one in entry.evidence]


def _lines(made: Mapping[str, Submission], held: Mapping[str, SourceText]) -> dict[str, tuple[int, int]]:
    """Return the lines of each report: from the first that it alone is quoted from to the next report's."""
    begins = {}
    for name, text in held.items():
        places = [text.find(quote) for quote in _told(made[name])]
        begins[name] = min(found[0].line for found in places if len(found) == 1)
    alone = {name: sum(one is text for one in held.values()) == 1 for name, text in held.items()}
    found = {}
    for name, text in held.items():
        later = [begin for other, begin in begins.items() if held[other] is text and begin > begins[name]]
        found[name] = (1 if alone[name] else begins[name], min(later, default=10**6) - 1)
    return found


class Plain:
    """The ranking that the figures asked for are measured from: BM25 over pairs of signs of titles, anchors, headings."""

    def __init__(self, plan: Plan) -> None:
        self.targets: list[Target | Aim] = [*plan.targets, *plan.aims]
        items = {item.id: (section.title, item.title) for section in plan.sections for item in section.items}
        self._texts = [self._pairs([one.title, *one.anchors, *items[one.item]]) for one in self.targets]
        self._usual = sum(text.total() for text in self._texts) / len(self._texts)
        self._among = Counter(sign for text in self._texts for sign in text)

    @staticmethod
    def _pairs(parts: Iterable[str]) -> Counter[str]:
        bare = [re.sub(r"\W", "", part) for part in parts]
        return Counter(a + b for part in bare for a, b in pairwise(part))

    def scores(self, text: str) -> dict[str, float]:
        """Return the score of every target."""
        asked = self._pairs([text]).keys()
        return {one.id: self._score(asked, own) for one, own in zip(self.targets, self._texts, strict=True)}

    def _score(self, asked: Iterable[str], own: Counter[str]) -> float:
        damped = 1.5 * (0.25 + 0.75 * own.total() / self._usual)
        return sum(self._rare(sign) * own[sign] * 2.5 / (own[sign] + damped) for sign in asked if sign in own)

    def _rare(self, sign: str) -> float:
        return math.log(1 + (len(self._texts) - self._among[sign] + 0.5) / (self._among[sign] + 0.5))


class Unrelated(Ranking):
    """The ranking without the table of related words."""

    def words(self, text: str) -> list[str]:
        """Return a text's own words."""
        return [text]


class Found(NamedTuple):
    """How many entries there are, and how many are found among the first five and ten."""

    entries: int
    five: int
    ten: int

    def __add__(self, other: object) -> Found:
        """Return the sum of two counts."""
        assert isinstance(other, Found)
        return Found(*(one + more for one, more in zip(self, other, strict=True)))

    def __str__(self) -> str:
        """Return the shares in percent."""
        return f"{100 * self.five / self.entries:5.1f} {100 * self.ten / self.entries:5.1f}"


def places(report: Report, scorer: Scorer, only: frozenset[str] | None = None) -> dict[str, int]:
    """Return the best place of each entry's target (from 0) over the sentences that its quotes stand in."""
    best: dict[str, int] = {}
    ranked: dict[int, dict[str, int]] = {}
    for target, sentences in report.asked.items():
        for one in sentences if only is None or target in only else ():
            if one.start not in ranked:
                ranked[one.start] = _ranked(scorer(one.text), only)
            place = ranked[one.start].get(target, 10**6)
            best[target] = min(best.get(target, place), place)
    return best


def _ranked(scores: Mapping[str, float], only: frozenset[str] | None) -> dict[str, int]:
    kept = [one for one in scores if only is None or one in only]
    return {target: place for place, target in enumerate(sorted(kept, key=lambda one: -scores[one]))}


def found(report: Report, scorer: Scorer, only: frozenset[str] | None = None) -> Found:
    """Return how many entries of a report a ranking finds."""
    best = places(report, scorer, only).values()
    return Found(len(best), sum(one < 5 for one in best), sum(one < 10 for one in best))


def total(counts: Iterable[Found]) -> Found:
    """Return the sum of counts."""
    return sum(counts, Found(0, 0, 0))


def ranking_table(plan: Plan, read: Sequence[Report]) -> None:
    """Print how many entries are found among the first five and ten: by each ranking, a report a line."""
    tasks = frozenset(one.id for one in plan.targets)
    ours, plain, bare = _scorer(Ranking(plan)), Plain(plan).scores, _scorer(Unrelated(plan))
    tried = [{one.name: found(one, _scorer(Ranking(plan, None, weights))) for one in read} for weights in GRID]
    columns: dict[str, dict[str, Found]] = {
        "plain BM25": {one.name: found(one, plain) for one in read},
        "no table": {one.name: found(one, bare) for one in read},
        "held out": {one.name: _held_out(one.name, tried) for one in read},
        "shipped": {one.name: found(one, ours) for one in read},
        "plain, tasks": {one.name: found(one, plain, tasks) for one in read},
        "shipped, tasks": {one.name: found(one, ours, tasks) for one in read},
    }
    print("\nEntries whose target is among the first five and ten, in percent (shipped: not held out)")
    print(f"{'':20}{'entries':>8}", *(f"{name:>15}" for name in columns))
    for title, names in _groups(read):
        sums = {name: total(column[one] for one in names) for name, column in columns.items()}
        print(f"{title:20}{sums['shipped'].entries:8}", *(f"{one!s:>15}" for one in sums.values()))


def _scorer(ranking: Ranking) -> Scorer:
    return lambda text: ranking.of_sentence(text, [part.text for part in parts(text)]).whole


def _groups(read: Sequence[Report]) -> list[tuple[str, list[str]]]:
    names = [one.name for one in read]
    kept = [name for name in names if name in KEPT_BACK]
    return [*((name, [name]) for name in names), ("kept back", kept), ("in all", names)]


def _held_out(name: str, tried: Sequence[Mapping[str, Found]]) -> Found:
    """Return what the weights find on a report that do best on the others."""
    others = [total(one for other, one in each.items() if other != name) for each in tried]
    best = max(range(len(tried)), key=lambda number: others[number].five + others[number].ten)
    return tried[best][name]


class Written(NamedTuple):
    """How many entries would be written, how many of them people have too, and how many people have."""

    written: int
    right: int
    made: int

    def __str__(self) -> str:
        """Return precision and recall in percent."""
        return f"{100 * self.right / max(self.written, 1):5.1f} {100 * self.right / self.made:5.1f}"


def written_table(read: Sequence[Report], proposed: Mapping[str, Sequence[Proposed]]) -> None:
    """Print what would be written as entries: the share that people have too, and the share of theirs that is found."""
    tried = {limits: {one.name: _written(one, proposed[one.name], *limits) for one in read} for limits in LIMITS}
    shipped = {one.name: _worth(one, proposed[one.name]) for one in read}
    print("\nEntries that would be written: how many people have too, and how many of theirs that is, in percent")
    print(f"{'':20}{'written':>8}{'right':>7}{'held out':>14}{'shipped':>14}")
    for title, names in _groups(read):
        out = _sum(_best(name, tried) for name in names)
        ours = _sum(shipped[name] for name in names)
        print(f"{title:20}{ours.written:8}{ours.right:7}{out!s:>14}{ours!s:>14}")


def _sum(counts: Iterable[Written]) -> Written:
    return Written(*(sum(column) for column in zip(*counts, strict=True)))


def _written(report: Report, sentences: Sequence[Proposed], most: int, least: float) -> Written:
    reporting = [one for one in sentences if not {"wish", "slogan"} & set(one.marks)]
    ours = {p.target for one in reporting for p in one.proposals[:most] if p.score >= least}
    return Written(len(ours), len(ours & report.asked.keys()), len(report.asked))


def _worth(report: Report, sentences: Sequence[Proposed]) -> Written:
    ours = {p.target for one in sentences for p in one.proposals if p.worth_writing}
    return Written(len(ours), len(ours & report.asked.keys()), len(report.asked))


def _best(name: str, tried: Mapping[tuple[int, float], Mapping[str, Written]]) -> Written:
    """Return what is written of a report with the limits whose F1 is best on the others."""

    def f1(limits: tuple[int, float]) -> float:
        others = _sum(one for other, one in tried[limits].items() if other != name)
        return 2 * others.right / (others.written + others.made)

    return tried[max(tried, key=f1)][name]


def shown_table(read: Sequence[Report], proposed: Mapping[str, Sequence[Proposed]]) -> None:
    """Print what a person sees who goes through ten proposals of each quoted sentence."""
    right: list[tuple[int, int]] = []
    for report in read:
        for sentence, targets in _by_sentence(report, proposed[report.name]):
            shown = {one.target for one in sentence.proposals[:10]}
            right.append((len(shown & targets), len(targets)))
    ours, theirs = (sum(column) for column in zip(*right, strict=True))
    print(
        f"\nOf ten proposals of a sentence that people quoted, {ours / len(right):.1f} are right on average, of",
        end=" ",
    )
    print(f"{theirs / len(right):.1f} that people took it for; none in {sum(not a for a, _ in right)} of {len(right)}")


def _by_sentence(report: Report, sentences: Sequence[Proposed]) -> Iterator[tuple[Proposed, set[str]]]:
    for piece, sentence in zip(report.sentences, sentences, strict=True):
        targets = {target for target, where in report.asked.items() if piece in where}
        if targets:
            yield sentence, targets


def facts_table(read: Sequence[Report], proposed: Mapping[str, Sequence[Proposed]]) -> None:
    """Print which pieces of evidence that people took are found with their kind, and which figures of all."""
    kinds: dict[str, Counter[str]] = {}
    for report in read:
        spans = list(_fact_spans(report, proposed[report.name]))
        for kind, text, date, piece in {(q.kind, q.text, q.date, q.piece) for q in report.quotes}:
            near = [fact for start, end, fact in spans if start < piece.end and piece.start < end]
            count = kinds.setdefault(kind, Counter())
            count["all"] += 1
            count["found"] += any(fact.kind == kind for fact in near)
            _count_date(kinds, near, date)
            _count_numbers(kinds, " ".join(fact.value or "" for fact in near), text if kind == "figure" else "")
    print("\nPieces of evidence found with their kind, and of these the figures and days")
    for kind, count in sorted(kinds.items()):
        print(f"  {kind:12}{count['found']:5} of {count['all']:4}{100 * count['found'] / count['all']:7.1f} %")


def _fact_spans(report: Report, sentences: Sequence[Proposed]) -> Iterator[tuple[int, int, object]]:
    for piece, sentence in zip(report.sentences, sentences, strict=True):
        at = piece.start
        for fact in sentence.facts:
            [where, *_] = [*report.source.find(fact.quote, at, piece.end), *report.source.find(fact.quote)]
            yield where.start, where.end, fact


def _count_date(kinds: dict[str, Counter[str]], near: Sequence[object], date: str | None) -> None:
    if date:
        count = kinds.setdefault("(day)", Counter())
        day = re.compile("{}月{}日".format(*(int(part) for part in date.split("-")[1:])) if "-" in date else date)
        count["all"] += 1
        count["found"] += any(day.search(getattr(fact, "date", None) or "") is not None for fact in near)


def _count_numbers(kinds: dict[str, Counter[str]], values: str, text: str) -> None:
    for number in re.findall(r"\d[\d.,]*", re.sub(r"[“《][^”》]*[”》]", "", text)):
        count = kinds.setdefault("(figure)", Counter())
        count["all"] += 1
        count["found"] += number in values


# Every number of a text that is no name, day, rank or document's number, by a rule that facts.py does not share.
NAMES = re.compile(
    r"[“《〔【\[][^”》〕】\]]*[”》〕】\]]|第\d+|(?:19|20)\d\d(?:[-—–/.:年]\d*)*|\d+[月日时:]|[\d+·:/]*[+·:/][\dN+·:/]+|\S*\.(?:cn|com)"
)
NUMBER = re.compile(r"(?<![\w.])?\d[\d.,]*\d|\d")


def texts_table(read: Sequence[Report], proposed: Mapping[str, Sequence[Proposed]]) -> None:
    """Print how many of all figures, named documents and days of the texts are among the facts."""
    counts: dict[str, Counter[str]] = {"figures": Counter(), "documents": Counter(), "days": Counter()}
    for report in read:
        for sentence in proposed[report.name]:
            text = re.sub(r"\s", "", sentence.text)
            told = " ".join(f"{fact.value} {fact.quote if fact.kind != 'figure' else ''}" for fact in sentence.facts)
            values = [fact.value or "" for fact in sentence.facts]
            _count(counts["figures"], NUMBER.findall(NAMES.sub("・", text)), " ".join(values), report.name)
            _count(counts["documents"], re.findall(r"《[^》]*》", text), re.sub(r"\s", "", told), report.name)
            days = " ".join(fact.date or "" for fact in sentence.facts)
            _count(counts["days"], re.findall(r"(?:\d{4}年)?\d+月\d+日|\d{4}年\d+月", text), days, report.name)
    print("\nOf all that the texts hold, found as facts")
    for name, count in counts.items():
        missed = [what for what in count if what not in ("all", "found")]
        share = 100 * count["found"] / max(count["all"], 1)
        print(
            f"  {name:12}{count['found']:5} of {count['all']:4}{share:7.1f} %", "; missed:" * bool(missed), *missed[:12]
        )


def _count(count: Counter[str], wanted: Sequence[str], told: str, name: str) -> None:
    for one in wanted:
        count["all"] += 1
        count["found"] += one in told
        count.update([f"{name[:4]} {one}"] if one not in told else [])


def marks_table(read: Sequence[Report], proposed: Mapping[str, Sequence[Proposed]]) -> None:
    """Print the marks, and how many of the sentences that carry them people quoted."""
    counts: dict[str, Counter[str]] = {}
    for report in read:
        quoted = {id(sentence) for sentence, _ in _by_sentence(report, proposed[report.name])}
        for sentence in proposed[report.name]:
            for mark in sentence.marks or ("(none)",):
                counts.setdefault(mark, Counter()).update(["all", "quoted" if id(sentence) in quoted else "not"])
    print("\nMarked sentences, and how many of them people took something from")
    for mark, count in sorted(counts.items()):
        print(f"  {mark:12}{count['all']:5}{count['quoted']:6} quoted")


def errors_table(plan: Plan, read: Sequence[Report], listed: bool) -> None:
    """Print why targets are not among the first ten, by kind."""
    ranking, goals = Ranking(plan), {one.id for one in plan.aims}
    words = {one.id: pairs([one.title, *one.anchors]) for one in ranking.targets}
    kinds: Counter[str] = Counter()
    for report in read:
        for target, place in places(report, _scorer(ranking)).items():
            sentences = report.asked[target]
            if place < 10:
                continue
            kind = _why(target, sentences, report, goals, words[target], ranking)
            kinds[kind] += 1
            if listed:
                print(f"  {report.name} {target} at {place + 1}: {kind}: {sentences[0].text[:60]}")
    print("\nNot among the first ten, by kind")
    for kind, count in kinds.most_common():
        print(f"  {count:4} {kind}")


def _why(
    target: str, sentences: Sequence[Piece], report: Report, goals: set[str], own: Counter[str], ranking: Ranking
) -> str:
    shared = max(len(pairs(ranking.words(one.text)).keys() & own.keys()) for one in sentences)
    if shared <= 1:
        return "a goal that shares no word" if target in goals else "a task that shares no word"
    if target in goals:
        return "a goal, behind tasks that are told more closely"
    most = max(sum(one in where for where in report.asked.values()) for one in sentences)
    return "a task among five or more of one sentence" if most >= 5 else "a task, behind others that share more words"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with the reports' texts")
    parser.add_argument("--errors", action="store_true", help="list what is not among the first ten")
    options = parser.parse_args()
    plan, read = load_plan(PLAN), reports(options.folder)
    begun = time.perf_counter()
    proposed = {one.name: narrowed(propose(plan, one.source, one.lines)) for one in read}
    taken = time.perf_counter() - begun
    ranking_table(plan, read)
    written_table(read, proposed)
    shown_table(read, proposed)
    facts_table(read, proposed)
    texts_table(read, proposed)
    marks_table(read, proposed)
    errors_table(plan, read, options.errors)
    signs = sum(len(sentence.text) for sentences in proposed.values() for sentence in sentences)
    print(f"\n{signs} signs were read in {taken:.1f} s; shipped weights: {WEIGHTS}")


if __name__ == "__main__":
    main()
