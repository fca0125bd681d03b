"""Holds what is drafted from a plan's text against the same plan as people encoded it: python benchmarks/drafting.py TEXT.

A hand-made target is found where all anchors of some draft target lie in clauses of that target alone (clauses as
trace cuts them); finer: where clauses that several targets share are parted at 、 as well.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fazhi_check.plan.draft.commitments import readings
from fazhi_check.plan.draft.model import Drafted, Passage
from fazhi_check.plan.folder import written
from fazhi_check.plan.spec import TargetSpec, item_of
from fazhi_check.plan.store import folder_of, plan_files
from fazhi_check.source.prose import Piece, SourceText, overlaps, spans

PLAN = "urumqi-14fyp"
# The sections on which nothing was tried while the rules were made.
KEPT_BACK = ("3.1", "3.3", "3.5", "4.1", "4.2", "4.3", "4.4")


class Made(NamedTuple):
    """A target that people made, with its clauses as numbers."""

    spec: TargetSpec
    clauses: frozenset[int]


class Draft(NamedTuple):
    """A target that was drafted, with the clauses its anchors lie in and those who own them."""

    drafted: Drafted
    section: str
    clauses: frozenset[int]
    owners: frozenset[str]


class Pair(NamedTuple):
    """A target that people made and the draft target that finds it."""

    made: TargetSpec
    draft: Drafted


class Held:
    """A plan's text, what people made of it and what was drafted."""

    def __init__(self, text: str) -> None:
        self.source = SourceText(text)
        self.plan = written(plan_files(folder_of(PLAN)).files)
        self.start, self.end = self._scope()
        self.items = dict(self._items())
        self.specs = {one.spec.id: one.spec for one in self.plan.targets if one.spec.anchors}

    def _scope(self) -> tuple[int, int]:
        origin = self.plan.frame.source
        start = self.source.find(origin.begins)[0].start
        return start, self.source.find(origin.ends, start)[0].start

    def _items(self) -> Iterator[tuple[str, tuple[int, int]]]:
        begun, at = [], self.start
        for section in self.plan.frame.sections:
            for item in section.items:
                at = self.source.find(item.begins, at, self.end)[0].start
                begun.append((item.id, at))
        yield from zip((item for item, _ in begun), spans([at for _, at in begun], self.end), strict=True)

    def passages(self) -> Iterator[Passage]:
        """Yield the plan's items as passages, and before them what its opening chapter says."""
        yield from self._opening()
        titles = {
            item.id: (section.title, item.title) for section in self.plan.frame.sections for item in section.items
        }
        for item, (start, end) in self.items.items():
            yield Passage(item.rsplit(".", 1)[0], item, titles[item], tuple(self.source.sentences(start, end)))

    def _opening(self) -> Iterator[Passage]:
        end = min(start for start, _ in self.items.values())
        headings = self.source.headings(self.start, end)
        edges = [self.start, *(one.start for one in headings), end]
        above: list[str] = [""]
        for number, (start, stop) in enumerate(pairwise(edges)):
            above = [*above, headings[number - 1].text] if number else above
            yield Passage("1.1", f"1.1.{number}", tuple(above[1:]), tuple(self.source.sentences(start, stop)))

    def pieces(self, finer: bool) -> list[Piece]:
        """Return the clauses of the whole text; `finer` parts those that several targets share at 、 too."""
        clauses = [
            one
            for piece in self.source.sentences(self.start, self.end)
            for one in self.source.clauses(piece.start, piece.end)
        ]
        if not finer:
            return clauses
        owners = self.owners(clauses)
        return [part for n, one in enumerate(clauses) for part in (self._parted(one) if len(owners[n]) > 1 else [one])]

    def _parted(self, piece: Piece) -> Iterator[Piece]:
        at = piece.start
        for part in piece.text.split("、"):
            yield Piece(at, at + len(part), piece.line, part)
            at += len(part) + 1

    def within(self, phrases: Iterable[str], items: Sequence[str], pieces: list[Piece]) -> frozenset[int]:
        """Return the numbers of the clauses that some phrases touch, where they stand in the items."""
        limits = [self.items.get(item, (self.start, self.end)) for item in items] or [(self.start, self.end)]
        found = [place for phrase in phrases for span in limits for place in self.source.find(phrase, *span)]
        return frozenset(n for n, piece in enumerate(pieces) if any(overlaps(piece, place) for place in found))

    def owners(self, pieces: list[Piece]) -> list[set[str]]:
        """Return the targets of each clause."""
        owned: list[set[str]] = [set() for _ in pieces]
        for spec in self.specs.values():
            items = [item_of(one) for one in (spec.id, spec.restates) if one]
            for number in self.within(spec.anchors, items, pieces):
                owned[number].add(spec.id)
        return owned

    def drafts(self, finer: bool) -> list[Draft]:
        """Return every drafted target with the clauses it touches."""
        pieces = self.pieces(finer)
        owned = self.owners(pieces)
        found = []
        for passage in self.passages():
            items = [passage.item] if passage.item in self.items else []
            for one in readings(passage, self.source):
                if isinstance(one, Drafted):
                    touched = self.within(one.anchors, items, pieces)
                    who = frozenset(name for n in touched for name in owned[n])
                    found.append(Draft(one, passage.section, touched, who))
        return found

    def pairs(self, finer: bool = False) -> dict[str, Pair]:
        """Return each found target with the draft that touches most of its clauses, the first of equals."""
        best: dict[str, Draft] = {}
        for draft in self.drafts(finer):
            for name in draft.owners if len(draft.owners) == 1 else ():
                if name not in best or len(draft.clauses) > len(best[name].clauses):
                    best[name] = draft
        return {name: Pair(self.specs[name], best[name].drafted) for name in self.specs if name in best}


class Sheet(NamedTuple):
    """Counts of one part of the plan: how much was found, how much drafted, and what agrees among the pairs."""

    made: int
    drafted: int
    pairs: list[Pair]

    def share(self, agree: Callable[[Pair], bool], among: Callable[[Pair], bool] = lambda pair: True) -> str:
        """Return how many pairs agree."""
        asked = [pair for pair in self.pairs if among(pair)]
        return _share(sum(map(agree, asked)), len(asked))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / whole:.1f}%" if whole else "-"


def sheet(held: Held, drafts: list[Draft], pairs: dict[str, Pair], chosen: Callable[[str], bool]) -> Sheet:
    """Return the counts of the sections that `chosen` takes."""
    mine = [name for name in held.specs if chosen(name.rsplit(".", 1)[0])]
    return Sheet(len(mine), sum(chosen(one.section) for one in drafts), [pairs[name] for name in mine if name in pairs])


def rows(one: Sheet) -> Iterator[tuple[str, str]]:
    """Yield what a part of the plan comes to, line by line."""
    tasks = lambda pair: pair.made.role == "task" == pair.draft.role  # noqa: E731
    yield "found", _share(len(one.pairs), one.made)
    yield "drafts for each made by hand", f"{one.drafted / one.made:.2f} ({one.drafted})"
    yield "role", one.share(lambda pair: pair.made.role == pair.draft.role)
    yield (
        "measure (with goals and principles as none)",
        one.share(lambda pair: kind(pair.made.measure) == kind(pair.draft.measure)),
    )
    yield "measure, tasks only", one.share(lambda pair: kind(pair.made.measure) == kind(pair.draft.measure), tasks)
    yield "force", one.share(lambda pair: pair.made.force == pair.draft.force)
    yield (
        "evidence: a kind in common",
        one.share(lambda pair: bool({*pair.made.evidence.kinds} & {*pair.draft.kinds}), tasks),
    )
    yield "lead: one in common", one.share(lambda pair: bool({*pair.made.lead} & {*pair.draft.lead}))
    yield "applies_to equal", one.share(lambda pair: {*pair.made.applies_to} == {*pair.draft.applies_to})


def kind(measure: object) -> str:
    """Return a measure's kind, as a spec or as a draft's mapping."""
    return "-" if measure is None else str(measure["kind"] if isinstance(measure, dict) else measure.kind)


def confusion(pairs: Iterable[Pair], of: Callable[[Pair], tuple[str, str]]) -> Iterator[str]:
    """Yield a table of what people wrote (down) against what was drafted (across)."""
    counts = Counter(map(of, pairs))
    across = sorted({drafted for _, drafted in counts})
    yield f"{'':12}" + "".join(f"{name:>12}" for name in across)
    for made in sorted({made for made, _ in counts}):
        yield f"{made:12}" + "".join(f"{counts[made, name]:>12}" for name in across)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--section", help="show what was drafted for one section, clause by clause")
    asked = parser.parse_args()
    held = Held(asked.text.read_text("utf-8"))
    if asked.section:
        show(held, asked.section)
        return
    parts = {
        "developed on": lambda section: section not in KEPT_BACK,
        "kept back": lambda section: section in KEPT_BACK,
        "all": lambda section: True,
    }
    for finer in (False, True):
        drafts, pairs = held.drafts(finer), held.pairs(finer)
        print(f"\n== clauses {'parted at 、 where shared' if finer else 'as trace cuts them'}")
        sheets = {name: dict(rows(sheet(held, drafts, pairs, chosen))) for name, chosen in parts.items()}
        print(f"{'':45}" + "".join(f"{name:>18}" for name in sheets))
        for row in sheets["all"]:
            print(f"{row:45}" + "".join(f"{one[row]:>18}" for one in sheets.values()))
    pairs = held.pairs()
    print(
        "\n== measures",
        *confusion(pairs.values(), lambda pair: (kind(pair.made.measure), kind(pair.draft.measure))),
        sep="\n",
    )
    print("\n== roles", *confusion(pairs.values(), lambda pair: (pair.made.role, pair.draft.role)), sep="\n")


def show(held: Held, section: str) -> None:
    """Print the drafts of one section with their owners, and the targets that none found."""
    pairs = held.pairs()
    for draft in held.drafts(False):
        if draft.section != section:
            continue
        one = draft.drafted
        print("|".join(one.anchors), "=>", " ".join(sorted(draft.owners)) or "(none)")
        print(f"      {one.title} [{one.role} {kind(one.measure)} {one.force}] {one.why}")
        for name in draft.owners:
            made = held.specs[name]
            wrong = [
                made.role != one.role and f"role {made.role}",
                kind(made.measure) != kind(one.measure) and f"measure {kind(made.measure)}",
                made.force != one.force and f"force {made.force}",
            ]
            if any(wrong) and len(draft.owners) == 1:
                print("      !!", *filter(None, wrong))
    for name, spec in held.specs.items():
        if name.startswith(section + ".") and name not in pairs:
            print("LOST", name, spec.title, spec.anchors)


if __name__ == "__main__":
    main()
