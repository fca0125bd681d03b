"""What the formats for other programs share: text without surprises, paths, and identities that last."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.run import Digest
from fazhi_check.findings import Place
from fazhi_check.sanitize import visible
from fazhi_check.words import Lang

START = Place(1, 1)

# Halves of characters (a file's name need not be UTF-8) and the two code points that XML forbids besides controls.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Told(NamedTuple):
    """A finding with the file it was found in and an identity that lasts when lines move."""

    file: FileDigest
    finding: FindingDigest
    identity: str

    @property
    def place(self) -> Place:
        """The finding's place, the file's start where it has none."""
        return self.finding.place or START


def written(text: str) -> str:
    """Return text with everything invisible or unwritable written out."""
    return _UNWRITABLE.sub(lambda found: f"‹U+{ord(found.group()):04X}›", visible(text))


def told(digest: Digest) -> Iterator[Told]:
    """Yield every finding of a run; those that would share an identity are numbered in their order."""
    seen: Counter[str] = Counter()
    for one in digest.files:
        here = written(one.here)
        for finding in one.findings:
            known_by = _known_by(here, finding)
            seen[known_by] += 1
            yield Told(one, finding, _digest(known_by, seen[known_by]))


def _known_by(path: str, finding: FindingDigest) -> str:
    # One verdict a target: its words change with the date, the target does not.
    kept = {} if finding.repeats else finding.content
    return json.dumps(
        [finding.code, path, finding.target and written(finding.target), kept],
        sort_keys=True,
        default=str,
    )


def _digest(known_by: str, number: int) -> str:
    return hashlib.sha256(f"{known_by}\n{number}".encode("ascii")).hexdigest()[:32]


def where(path: str, place: Place | None) -> str:
    """Return path:line:column, or the path alone."""
    return written(path) + (place.at if place else "")


def basis(one: FileDigest, lang: Lang) -> dict[str, str]:
    """Return what a file was held against, by name: plan, edition, unit, day, and whether the plan binds the unit."""
    plan, unit = one.plan, one.unit
    facts = {
        "plan": plan and f"{plan.id} {plan.hash}",
        "title": plan and plan.name.say(lang),
        "edition": plan and plan.edition,
        "unit": unit and f"{unit.name} {unit.code}",
        "as_of": one.as_of and one.as_of.isoformat(),
        "phase": one.phase and one.phase.id,
        "comparison": one.comparison and one.comparison.text.say(lang),
    }
    return {name: written(fact) for name, fact in facts.items() if fact}
