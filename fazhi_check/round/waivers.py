"""Waivers: an office lets a flagged target rest until a day. Read from YAML, applied to assessments, accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.assess import Assessment, Waived
from fazhi_check.findings import Finding, Place
from fazhi_check.source.files import is_json, read_text
from fazhi_check.source.form import Form, items_of
from fazhi_check.source.shapes import shape_of
from fazhi_check.source.yaml import compose
from fazhi_check.submission.models import Day, Name, Reported, Words
from fazhi_check.submission.records import Unit
from fazhi_check.words import Text


class WaiverForm(Reported):
    """One waiver as written; without a unit it holds for all. `approved_by` is an office, not a person."""

    target: Name
    unit: Words | None = None
    reason: Name
    approved_by: Name
    granted: Day
    expires: Day


_FORM = Form(frozenset(WaiverForm.model_fields))


class Waiver(NamedTuple):
    """A waiver with the place it stands at."""

    form: WaiverForm
    place: Place

    def meant_for(self, target: str, unit: Unit) -> bool:
        """Tell whether it speaks of a target of a unit."""
        return self.form.target == target and self.form.unit in (None, unit.name)

    def in_force(self, day: date) -> bool:
        """Tell whether it holds on a day; its last day is included."""
        return self.form.granted <= day <= self.form.expires


class Ledger:
    """The waivers of one file, and what became of each in a run."""

    def __init__(self, path: str, waivers: Sequence[Waiver], findings: Sequence[Finding]) -> None:
        self.path, self.waivers, self._findings = path, waivers, list(findings)
        self._used: dict[int, date] = {}
        self._expired: dict[int, date] = {}

    def apply(self, assessments: Sequence[Assessment], unit: Unit, as_of: date) -> list[Assessment]:
        """Return the assessments with the flagged ones waived that a waiver in force speaks of."""
        return [self._waive(one, unit, as_of) if one.flagged else one for one in assessments]

    def _waive(self, one: Assessment, unit: Unit, as_of: date) -> Assessment:
        meant = [(number, w) for number, w in enumerate(self.waivers) if w.meant_for(one.target.id, unit)]
        for number, waiver in meant:
            if waiver.in_force(as_of):
                self._used[number] = max(as_of, self._used.get(number, as_of))
                form = waiver.form
                return one._replace(waived=Waived(form.reason, form.approved_by, form.expires))
        for number, waiver in meant:
            if waiver.form.expires < as_of:
                self._expired[number] = as_of
        return one

    def hand_over(self) -> tuple[dict[int, date], dict[int, date]]:
        """Return what became of the waivers so far, and forget it: another process counts on."""
        noted = self._used, self._expired
        self._used, self._expired = {}, {}
        return noted

    def take_over(self, noted: tuple[dict[int, date], dict[int, date]]) -> None:
        """Take in what became of them in another process."""
        used, expired = noted
        for number, day in used.items():
            self._used[number] = max(day, self._used.get(number, day))
        self._expired |= expired

    def noticed(self) -> Iterator[Finding]:
        """Yield what the readers found wrong with the file, but for what is missing."""
        return (finding for finding in self._findings if finding.code != "FZ201")

    def lacking(self) -> Iterator[Finding]:
        """Yield what the readers found missing."""
        return (finding for finding in self._findings if finding.code == "FZ201")

    def used(self) -> Iterator[tuple[Waiver, date]]:
        """Yield the waivers that let something rest, each with the latest day it did."""
        yield from ((self.waivers[number], day) for number, day in sorted(self._used.items()))

    def lapsed(self) -> Iterator[tuple[Waiver, date]]:
        """Yield the waivers that would have let something rest, had they not expired."""
        lapsed = sorted(self._expired.items())
        yield from ((self.waivers[number], day) for number, day in lapsed if number not in self._used)

    def idle(self) -> Iterator[Waiver]:
        """Yield the waivers that met nothing flagged."""
        for number, waiver in enumerate(self.waivers):
            if number not in self._used and number not in self._expired:
                yield waiver


def read_waivers(path: str) -> Ledger:
    """Return the waivers in a file; what is wrong with it is among the ledger's findings."""
    text = read_text(path)
    root = compose(text, json=is_json(path)) if isinstance(text, str) else text
    if isinstance(root, Finding):
        return Ledger(path, [], [root])
    nodes, findings = items_of(root, Text("豁免写成列表，每项以“- ”开头", "waivers are a list, each after a dash"))
    waivers: list[Waiver] = []
    for node in nodes:
        filled = _FORM.read(shape_of(WaiverForm), node)
        findings += filled.findings
        if filled.model and not filled.findings:
            waivers.append(Waiver(filled.model, node.place))
    return Ledger(path, waivers, findings)
