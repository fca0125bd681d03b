"""What a rule may look at: everything known about one file by the time the rule is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeAlias

from fazhi_check.assess import Assessment
from fazhi_check.findings import Finding
from fazhi_check.plan.model import Phase, Plan, Target
from fazhi_check.submission import Entry, EntryNode, Read, Submission
from fazhi_check.words import Text


class Answer(NamedTuple):
    """An entry with the target that it answers."""

    target: Target
    entry: Entry


@dataclass(slots=True)
class Case:
    """One file under examination.

    `noticed` holds what the readers noticed themselves (FZ1, FZ104, FZ201 to FZ203); `known` the ids of the plans
    there are; `as_of` and `phase` what verdicts are made for, which may differ from the file's own date.
    """

    path: str
    noticed: list[Finding] = field(default_factory=list)
    read: Read | None = None
    plan: Plan | None = None
    known: list[str] = field(default_factory=list)
    as_of: date | None = None
    phase: Phase | None = None
    assessments: list[Assessment] = field(default_factory=list)
    _entries: list[Answer] | None = None
    _numeric: list[Answer] | None = None

    @property
    def submission(self) -> Submission | None:
        """The submission, where its head is whole."""
        return self.read.submission if self.read else None

    def seen(self, code: str) -> Iterator[Finding]:
        """Yield what the readers noticed under a code."""
        return (finding for finding in self.noticed if finding.code == code)

    def judged(self, code: str, verdict: str) -> Iterator[Finding]:
        """Yield a finding for each duty with a verdict; one without an entry stands at the key `entries`."""
        if self.read is None:
            return
        for one in self.assessments:
            if one.verdict == verdict and one.target.force == "shall" and one.waived is None:
                node = self.read.nodes.get(one.target.id)
                place = node.key.place if node else self.read.key_place("entries")
                data = {"title": Text(one.target.title, one.target.title_en), "why": one.why}
                yield Finding(code, place, data, one.target.id)

    def entries(self) -> list[Answer]:
        """Return the entries that answer a target of the plan that applies to the unit."""
        if self._entries is None:
            self._entries = list(self._answers())
        return self._entries

    def numeric(self) -> list[Answer]:
        """Return those of the entries that report a number."""
        if self._numeric is None:
            self._numeric = [answer for answer in self.entries() if answer.entry.numbers]
        return self._numeric

    def node(self, target_id: str) -> EntryNode:
        """Return where an entry stands. Raises KeyError where there is none."""
        if self.read is None:
            raise KeyError(target_id)
        return self.read.nodes[target_id]

    def _answers(self) -> Iterator[Answer]:
        if self.submission and self.plan:
            unit = self.submission.unit
            asked = self.plan.targets_of(unit.level, unit.code, unit.body)
            for target_id, entry in self.submission.entries.items():
                if target_id in asked:
                    yield Answer(asked[target_id], entry)


Look: TypeAlias = Callable[[Case], Iterable[Finding]]
