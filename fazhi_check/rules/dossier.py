"""What a rule may look at: everything known about one file by the time the rule is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from fazhi_check.assess import Assessment, Duty, aims_of, asked_of
from fazhi_check.findings import Finding, Found
from fazhi_check.plan.model import Aim, Phase, Plan, Target
from fazhi_check.submission.records import Entry, Submission
from fazhi_check.words import Text

if TYPE_CHECKING:
    from fazhi_check.round.standard.rows import Item
    from fazhi_check.submission.reading import Read


class Answer(NamedTuple):
    """An entry with the target that it answers."""

    target: Target
    entry: Entry

    def found(self, data: Mapping[str, object], *path: str | int, on_key: bool = False) -> Found:
        """Return something found at a path inside the entry, without one at its id."""
        return in_entry(self.target.id, data, *path, on_key=on_key)


def in_entry(target: str, data: Mapping[str, object], *path: str | int, on_key: bool = False) -> Found:
    """Return something found at a path inside an entry, without one at its id."""
    return Found(data, ("entries", target, *path), target, on_key or not path)


class Dossier:
    """One file under examination.

    `chosen` is the id of the plan that was chosen for the run, where one was; `as_of` and `phase` what verdicts are made
    for, which may differ from the file's own date. `duty` is what a round asks of the unit, `items` those of the standard that it is
    measured by; `claimed` are the electives that the unit has taken on.
    """

    def __init__(self, path: str, read: Read, plan: Plan | None = None, chosen: str | None = None) -> None:
        self.path, self.read, self.plan, self.chosen = path, read, plan, chosen
        self.as_of: date | None = None
        self.phase: Phase | None = None
        self.duty: Duty | None = None
        self.items: Mapping[str, Item] | None = None
        self.assessments: list[Assessment] = []
        self.claimed: tuple[str, ...] = ()
        self._entries: list[Answer] | None = None
        self._numeric: list[Answer] | None = None

    @property
    def submission(self) -> Submission | None:
        """The submission, where its head is whole."""
        return self.read.submission

    def seen(self, code: str) -> Iterator[Found]:
        """Yield what was found under a code when the form was filled in."""
        return (found for name, found in self.read.found if name == code)

    def noticed(self, code: str) -> Iterator[Finding]:
        """Yield what the readers noticed under a code, places and all."""
        return (finding for finding in self.read.noticed if finding.code == code)

    def judged(self, verdict: str) -> Iterator[Found]:
        """Yield what is to be said of each duty with a verdict; one without an entry stands at the key `entries`."""
        for one in self.assessments:
            if one.verdict == verdict and one.target.is_duty and one.waived is None:
                data = {"title": Text(one.target.title, one.target.title_en), "why": one.why}
                yield in_entry(one.target.id, data)

    def entries(self) -> list[Answer]:
        """Return the entries that answer a target of the plan that applies to the unit."""
        if self._entries is None:
            self._entries = list(self._answers())
        return self._entries

    def statements(self) -> list[tuple[Aim, Entry]]:
        """Return the entries under goals and principles that concern the unit: kept, and not judged."""
        if not (self.submission and self.plan) or self.plan.aim_by_id.keys().isdisjoint(self.submission.entries):
            return []
        unit, entries = self.submission.unit, self.submission.entries
        aims = aims_of(self.plan, unit, self.duty)
        return [(aim, entries[aim.id]) for aim in aims if aim.id in entries]

    def numeric(self) -> list[Answer]:
        """Return those of the entries that report a number."""
        if self._numeric is None:
            self._numeric = [answer for answer in self.entries() if answer.entry.numbers]
        return self._numeric

    def _answers(self) -> Iterator[Answer]:
        if self.submission and self.plan:
            asked = asked_of(self.plan, self.submission.unit, self.duty)
            for target_id, entry in self.submission.entries.items():
                if target_id in asked:
                    yield Answer(asked[target_id], entry)


Look: TypeAlias = Callable[[Dossier], Iterable[Found | Finding]]
