"""What the formats for other programs share: text without surprises, paths, and identities that last."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.codes import OF_VERDICT, Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.line import UNRANKED, Line
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON
from fazhi_check.findings import Place
from fazhi_check.gate import ABSENT
from fazhi_check.reports.view import Root
from fazhi_check.sanitize import visible
from fazhi_check.words import GATES, Lang

START = Place(1, 1)
# What is said for a code where a duty fails the gate by being slow.
SLOW = "slow"
# What is found for a unit of the round that has not submitted.
NOT_SUBMITTED = "FZ901"

# Halves of characters (a file's name need not be UTF-8) and the two code points that XML forbids besides controls.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Told(NamedTuple):
    """A finding with its file, the verdict that it repeats, and an identity that lasts when lines move.

    `path` is the file's as services name it.
    """

    file: FileDigest
    finding: FindingDigest
    path: str
    line: Line | None
    identity: str

    @property
    def place(self) -> Place:
        """The finding's place, the file's start where it has none."""
        return self.finding.place or START

    @property
    def fails(self) -> bool:
        """Tell whether it is among what fails the gate."""
        if self.finding.known:
            return False
        if self.line:
            return self.line.flagged and self.line.verdict in self.file.failed
        if self.finding.code == NOT_SUBMITTED:
            return ABSENT in self.file.failed
        return self.finding.severity is Severity.error and "errors" in self.file.failed

    @property
    def level(self) -> Severity:
        """How bad it is here: an error where it fails the gate, else as its code says."""
        return Severity.error if self.fails else self.finding.severity


def written(text: str) -> str:
    """Return text with everything invisible or unwritable written out."""
    return _UNWRITABLE.sub(lambda found: f"‹U+{ord(found.group()):04X}›", visible(text))


def told(digest: Digest, root: Root) -> Iterator[Told]:
    """Yield every finding of a run; those that would share an identity are numbered in their order."""
    seen: Counter[str] = Counter()
    for one in digest.files:
        path = root.name(one.path)
        lines = {(line.target, OF_VERDICT.get(line.verdict)): line for line in one.lines}
        for finding in one.findings:
            known_by = _known_by(written(path), finding)
            seen[known_by] += 1
            line = lines.get((finding.target or "", finding.code))
            yield Told(one, finding, path, line, identity(known_by, seen[known_by]))


class Slow(NamedTuple):
    """A duty that is slow where that fails the gate: of no code, for no rule finds it. `path` and `identity` as of Told."""

    file: FileDigest
    line: Line
    path: str
    identity: str

    @property
    def place(self) -> Place:
        """The place of its entry."""
        return self.line.place or START

    def message(self, lang: Lang) -> str:
        """Return which it is, and why."""
        line = self.line
        return written(f"{line.target} {line.title.say(lang)}{COLON.say(lang)}{slow_said(line, lang)}")


def slow_duties(digest: Digest, root: Root) -> Iterator[Slow]:
    """Yield every duty that fails its file by being slow."""
    for one in digest.files:
        path = root.name(one.path)
        for line in one.slow_lines:
            yield Slow(one, line, path, identity(f"{SLOW} {written(path)} {line.target}"))


def slow_said(line: Line, lang: Lang) -> str:
    """Return that a line is slow, and what was asked and reported."""
    return f"{GATES[SLOW].say(lang)}{COLON.say(lang)}{line.message(lang)}"


def worst_first(found: Iterable[Told]) -> list[Told]:
    """Return findings by level, errors of files before verdicts, those in the design's order: by days, by points.

    Of what is missing that comes first which is past due, duties without a day last. What was known before comes last.
    """
    return sorted(found, key=_urgency)


def _urgency(one: Told) -> tuple[bool, int, int, int, Fraction, int]:
    line, levels = one.line, list(Severity)
    rank, amount = (line.rank, Fraction(line.lag or line.days_over)) if line else (UNRANKED, Fraction(0))
    due = _due(line) if line and line.verdict == "missing" else 0
    return one.finding.known, levels.index(one.level), levels.index(one.finding.severity), rank, -amount, due


def _due(line: Line) -> int:
    """Return how soon something missing comes among the missing: what had a day, a standing duty, what is not yet due."""
    return (1 if line.standing else 0) if line.past_due else 2


def _known_by(path: str, finding: FindingDigest) -> str:
    # One verdict a target: its words change with the date, the target does not.
    kept = {} if finding.repeats else finding.content
    return json.dumps(
        [finding.code, path, finding.target and written(finding.target), kept],
        sort_keys=True,
        default=str,
    )


def identity(known_by: str, number: int = 1) -> str:
    """Return a fingerprint of what something is known by; those that are alike are numbered."""
    return hashlib.sha256(f"{known_by}\n{number}".encode()).hexdigest()[:32]


def where(path: str, place: Place | None) -> str:
    """Return path:line:column, or the path alone."""
    return written(path) + (place.at if place else "")


def in_cell(place: Place, message: str, lang: Lang) -> str:
    """Return a message with the cell before it where it stands in one: services know lines only."""
    return f"{written(place.cell)}{COLON.say(lang)}{message}" if place.sheet else message


def basis(one: FileDigest, lang: Lang) -> dict[str, str]:
    """Return what a file was held against, by name: plan, edition, unit, days, whether the plan binds the unit, and its asides."""
    plan, unit = one.plan, one.unit
    facts = {
        "plan": plan and f"{plan.id} {plan.hash}",
        "title": plan and plan.name.say(lang),
        "edition": plan and plan.edition,
        "unit": unit and f"{unit.name} {unit.code}",
        "as_of": one.as_of and one.as_of.isoformat(),
        "phase": one.phase and one.phase.id,
        "reported_on": one.reported_on.isoformat() if one.reported_on and one.reported_apart else None,
        "comparison": one.comparison and one.comparison.text.say(lang),
        **{name: text.say(lang) for name, text in one.asides.items()},
    }
    return {name: written(fact) for name, fact in facts.items() if fact}
