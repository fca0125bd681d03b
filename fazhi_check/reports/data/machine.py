"""What the formats for other programs share: text without surprises, paths, and identities that last."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from fazhi_check.codes import OF_VERDICT
from fazhi_check.findings import Finding, Place
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.wording import COMPARISON, KNOWN
from fazhi_check.sanitize import mask, visible
from fazhi_check.version import __version__
from fazhi_check.words import Lang, Text

TOOL = f"fazhi-check {__version__}"
START = Place(1, 1)

# Halves of characters (a file's name need not be UTF-8) and the two code points that XML forbids besides controls.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
# One verdict a target: its words change with the date, the target does not.
_VERDICTS = frozenset(OF_VERDICT.values())


class Told(NamedTuple):
    """A finding with the file it was found in and an identity that lasts when lines move."""

    file: FileReport
    finding: Finding
    identity: str

    @property
    def place(self) -> Place:
        """The finding's place, the file's start where it has none."""
        return self.finding.place or START


def clean(text: str) -> str:
    """Return text with personal numbers masked and everything invisible or unwritable written out."""
    return _UNWRITABLE.sub(lambda found: f"‹U+{ord(found.group()):04X}›", visible(mask(text)))


def from_here(path: str) -> str:
    """Return a path as services name files: relative to the working folder where it lies below it, parted by /."""
    if os.path.isabs(path):
        with suppress(OSError, ValueError):  # the working folder is gone, or elsewhere
            return Path(path).relative_to(Path.cwd()).as_posix()
        return path.replace(os.sep, "/")
    return os.path.normpath(path).replace(os.sep, "/")


def told(report: Report) -> Iterator[Told]:
    """Yield every finding of a run; those that would share an identity are numbered in their order."""
    seen: Counter[str] = Counter()
    for one in report.files:
        for finding in one.findings:
            known_by = _known_by(one.path, finding)
            seen[known_by] += 1
            yield Told(one, finding, _digest(known_by, seen[known_by]))


def told_as(finding: Finding, lang: Lang) -> str:
    """Return a finding's message, with a word before it where it was known."""
    before = f"{KNOWN.say(lang)}{Text('：', ': ').say(lang)}" if finding.known else ""
    return before + finding.message(lang)


def _known_by(path: str, finding: Finding) -> str:
    kept = {} if finding.code in _VERDICTS else finding.content
    return json.dumps(
        [finding.code, clean(from_here(path)), finding.target and clean(finding.target), kept],
        sort_keys=True,
        default=str,
    )


def _digest(known_by: str, number: int) -> str:
    return hashlib.sha256(f"{known_by}\n{number}".encode("ascii")).hexdigest()[:32]


def where(path: str, place: Place | None) -> str:
    """Return path:line:column, or the path alone."""
    return clean(path) + (f":{place.line}:{place.column}" if place else "")


def basis(one: FileReport, lang: Lang) -> dict[str, str]:
    """Return what a file was held against, by name: plan, edition, unit, day, and whether the plan binds the unit."""
    plan, unit = one.plan, one.unit
    facts = {
        "plan": plan and f"{plan.id} {plan.hash}",
        "title": plan and plan.name(lang),
        "edition": plan and plan.edition,
        "unit": unit and f"{unit.name} {unit.code}",
        "as_of": one.as_of and one.as_of.isoformat(),
        "phase": one.phase and one.phase.id,
        "comparison": COMPARISON.say(lang) if plan and unit and not one.binding else None,
    }
    return {name: clean(fact) for name, fact in facts.items() if fact}


NOTHING = Text("没有可检查的内容", "nothing to check")
NO_TARGET = Text("没有适用的目标", "no target applies")
