"""Holds a plan drafted from its text against the same plan as people encoded it: python benchmarks/drafting.py TEXT.

A target made by hand is found where all anchors of some draft target lie in clauses of that target alone: clauses as
trace cuts them; finer: clauses that several targets share are parted at 、 as well. Of the drafts that find one target
the one on most of its clauses, the first of equals, is compared with it. No rule was tried on the sections kept back.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fazhi_check.plan.draft.composing import Draft, draft
from fazhi_check.plan.draft.sound import sound
from fazhi_check.plan.folder import WrittenPlan, written
from fazhi_check.plan.spec import PlanSpec, TargetSpec, item_of
from fazhi_check.plan.store import folder_of, plan_files
from fazhi_check.source.prose import Piece, SourceText, overlaps

PLAN = "urumqi-14fyp"
KEPT_BACK = ("3.1", "3.3", "3.5", "4.1", "4.2", "4.3", "4.4")
PARTS: dict[str, Callable[[str], bool]] = {
    "developed on": lambda section: section not in KEPT_BACK,
    "kept back": lambda section: section in KEPT_BACK,
    "all": lambda section: True,
}


class Held:
    """A plan on the text it was made from: where its items stand, and which clauses its targets touch."""

    def __init__(self, plan: WrittenPlan, source: SourceText) -> None:
        assert plan.frame
        self.frame: PlanSpec = plan.frame
        self.source = source
        self.specs = {one.spec.id: one.spec for one in plan.targets if one.spec.anchors}

    @cached_property
    def scope(self) -> tuple[int, int]:
        """Where the plan's text begins and ends in the page."""
        origin = self.frame.source
        begins = self.source.find(origin.begins) if origin and origin.begins else []
        start = begins[0].start if begins else 0
        ends = self.source.find(origin.ends, start) if origin and origin.ends else []
        return start, ends[0].start if ends else len(self.source.closed)

    @cached_property
    def begun(self) -> dict[str, int]:
        """Where each item begins."""
        found: dict[str, int] = {}
        at, end = self.scope
        for item in (item for section in self.frame.sections for item in section.items):
            places = self.source.find(item.begins, at, end) if item.begins else []
            if places:
                at = found[item.id] = places[0].start
        return found

    @cached_property
    def items(self) -> dict[str, tuple[int, int]]:
        """Where each item stands."""
        edges = [*self.begun.values(), self.scope[1]]
        return dict(zip(self.begun, pairwise(edges), strict=True))

    def touched(self, spec: TargetSpec, pieces: list[Piece]) -> frozenset[int]:
        """Return the numbers of the clauses that a target's anchors touch."""
        items = [item_of(one) for one in (spec.id, spec.restates) if one]
        limits = [self.items.get(item, self.scope) for item in items]
        places = [place for phrase in spec.anchors for span in limits for place in self.source.find(phrase, *span)]
        return frozenset(n for n, piece in enumerate(pieces) if any(overlaps(piece, place) for place in places))

    def owners(self, pieces: list[Piece]) -> list[set[str]]:
        """Return the targets of each clause."""
        owned: list[set[str]] = [set() for _ in pieces]
        for spec in self.specs.values():
            for number in self.touched(spec, pieces):
                owned[number].add(spec.id)
        return owned

    def clauses(self) -> list[Piece]:
        """Return the clauses of the whole plan."""
        sentences = self.source.sentences(*self.scope)
        return [clause for one in sentences for clause in self.source.clauses(one.start, one.end)]

    def parted(self) -> list[Piece]:
        """Return its clauses, those that several targets share parted at 、 too."""
        clauses = self.clauses()
        shared = [len(owners) > 1 for owners in self.owners(clauses)]
        return [part for one, more in zip(clauses, shared, strict=True) for part in (_parts(one) if more else [one])]


def _parts(piece: Piece) -> Iterator[Piece]:
    at = piece.start
    for part in piece.text.split("、"):
        yield Piece(at, at + len(part), piece.line, part)
        at += len(part) + 1


class Placed(NamedTuple):
    """A draft target with the clauses it touches, the hand-made targets that own them, and the section they stand in."""

    spec: TargetSpec
    clauses: frozenset[int]
    owners: frozenset[str]
    section: str


class Pair(NamedTuple):
    """A target made by hand and the draft target that finds it."""

    made: TargetSpec
    draft: TargetSpec


def placed(made: Held, drafted: Held, pieces: list[Piece]) -> list[Placed]:
    """Return the draft targets on the clauses of the hand-made plan."""
    owned = made.owners(pieces)
    found = []
    for spec in drafted.specs.values():
        clauses = drafted.touched(spec, pieces)
        owners = frozenset(name for number in clauses for name in owned[number])
        at = pieces[min(clauses)].start if clauses else 0
        item = next((item for item, (start, end) in made.items.items() if start <= at < end), "-.-.-")
        found.append(Placed(spec, clauses, owners, item.rpartition(".")[0]))
    return found


def paired(made: Held, drafts: list[Placed]) -> dict[str, Pair]:
    """Return each target found with its draft."""
    best: dict[str, Placed] = {}
    for one in drafts:
        for name in one.owners if len(one.owners) == 1 else ():
            if name not in best or len(one.clauses) > len(best[name].clauses):
                best[name] = one
    return {name: Pair(spec, best[name].spec) for name, spec in made.specs.items() if name in best}


def share(part: int, whole: int) -> str:
    """Return a part of a whole with its percentage."""
    return f"{part}/{whole} {100 * part / whole:.1f}%" if whole else "-"


def kind(spec: TargetSpec) -> str:
    """Return the kind of a target's measure, - of a goal or principle."""
    return spec.measure.kind if spec.measure and spec.role == "task" else "-"


AGREE: dict[str, Callable[[Pair], bool]] = {
    "role": lambda pair: pair.made.role == pair.draft.role,
    "measure (goals and principles: none)": lambda pair: kind(pair.made) == kind(pair.draft),
    "force": lambda pair: pair.made.force == pair.draft.force,
    "lead: one in common": lambda pair: bool({*pair.made.lead} & {*pair.draft.lead}),
    "applies_to equal": lambda pair: {*pair.made.applies_to} == {*pair.draft.applies_to},
}
OF_TASKS: dict[str, Callable[[Pair], bool]] = {
    "measure, tasks only": AGREE["measure (goals and principles: none)"],
    "evidence: a kind in common": lambda pair: bool({*pair.made.evidence.kinds} & {*pair.draft.evidence.kinds}),
}


def rows(made: Held, drafts: list[Placed], chosen: Callable[[str], bool]) -> dict[str, str]:
    """Return what some sections come to, line by line."""
    pairs = paired(made, drafts)
    names = [name for name in made.specs if chosen(name.rsplit(".", 1)[0])]
    mine = [pairs[name] for name in names if name in pairs]
    tasks = [pair for pair in mine if pair.made.role == pair.draft.role == "task"]
    number = sum(chosen(one.section) for one in drafts)
    return {
        "found": share(len(mine), len(names)),
        "drafts for each made by hand": f"{number / len(names):.2f} ({number})",
        **{name: share(sum(map(agree, mine)), len(mine)) for name, agree in AGREE.items()},
        **{name: share(sum(map(agree, tasks)), len(tasks)) for name, agree in OF_TASKS.items()},
    }


def headings(made: Held, drafted: Held, told: Draft) -> Iterator[str]:
    """Yield how many items that people listed the draft begins at the same place, by how their heading was published."""
    starts = {at: item for item, at in drafted.begun.items()}
    ways = {item.id: item.heading for section in drafted.frame.sections for item in section.items}
    for way in ("printed", "lost"):
        items = [item for section in made.frame.sections for item in section.items if item.heading == way]
        same = [starts[at] for one in items if (at := made.begun.get(one.id)) in starts]
        equal = sum(ways[one] == way for one in same)
        yield f"items whose heading was {way}: begun at the same place {share(len(same), len(items))}, told as such {equal}"
    yield f"lost headings named by the draft: {len(told.lost)}"


def confusion(pairs: Iterable[Pair], of: Callable[[TargetSpec], str]) -> Iterator[str]:
    """Yield a table of what people wrote (down) against what was drafted (across)."""
    counts = Counter((of(pair.made), of(pair.draft)) for pair in pairs)
    across = sorted({drafted for _, drafted in counts})
    yield f"{'':12}" + "".join(f"{name:>12}" for name in across)
    for name in sorted({made for made, _ in counts}):
        yield f"{name:12}" + "".join(f"{counts[name, other]:>12}" for other in across)


def errors(made: Held, drafts: list[Placed], most: int) -> Iterator[str]:
    """Yield the errors by kind, the most frequent first, each with some of its cases."""
    pairs = paired(made, drafts)
    found: dict[str, list[str]] = {}
    for name, spec in made.specs.items():
        if name not in pairs:
            near = [one for one in drafts if name in one.owners]
            why = "merged with another" if near else "no draft on its clauses"
            found.setdefault(f"not found: {why}", []).append(f"{name} {spec.title}")
    for name, (one, other) in pairs.items():
        for what, of in (("role", lambda spec: spec.role), ("measure", kind), ("force", lambda spec: spec.force)):
            if of(one) != of(other):
                found.setdefault(f"{what}: {of(one)} drafted as {of(other)}", []).append(f"{name} {other.title}")
    for what, cases in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"{len(cases):>4} {what}"
        yield from (f"       {case}" for case in cases[:most])


def show(made: Held, drafts: list[Placed], section: str) -> Iterator[str]:
    """Yield the drafts of one section with their owners."""
    for one in drafts:
        if one.section == section:
            spec = one.spec
            yield f"{'|'.join(spec.anchors)} => {' '.join(sorted(one.owners)) or '(none)'}"
            yield f"      {spec.title} [{spec.role} {kind(spec)} {spec.force}] {spec.note}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--section", help="show what was drafted for one section")
    parser.add_argument("--cases", type=int, default=4, help="so many cases of each error")
    asked = parser.parse_args()
    raw = asked.text.read_bytes()
    text = raw.decode("utf-8")
    told, files = sound(draft("drafted", text, asked.text.name, hashlib.sha256(raw).hexdigest()))
    source = SourceText(text)
    made = Held(written(plan_files(folder_of(PLAN)).files), source)
    drafted = Held(written({name: content.encode() for name, content in files.items()}), source)
    report(made, drafted, told, asked.section, asked.cases)


def report(made: Held, drafted: Held, told: Draft, section: str | None, cases: int) -> None:
    """Print what a draft comes to, or what was drafted for one section."""
    plain = placed(made, drafted, made.clauses())
    if section:
        print(*show(made, plain, section), sep="\n")
        return
    for name, drafts in (("as trace cuts them", plain), ("finer", placed(made, drafted, made.parted()))):
        tables = {part: rows(made, drafts, chosen) for part, chosen in PARTS.items()}
        print(f"\n== clauses {name}\n{'':38}" + "".join(f"{part:>18}" for part in tables))
        for row in tables["all"]:
            print(f"{row:38}" + "".join(f"{table[row]:>18}" for table in tables.values()))
    pairs = paired(made, plain).values()
    print("\n== headings", *headings(made, drafted, told), sep="\n")
    print("\n== measures: by hand (down), drafted (across)", *confusion(pairs, kind), sep="\n")
    print("\n== roles", *confusion(pairs, lambda spec: spec.role), sep="\n")
    print("\n== errors", *errors(made, plain, cases), sep="\n")


if __name__ == "__main__":
    main()
