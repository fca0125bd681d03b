"""Waivers: an office lets a flagged target rest until a day. Read from YAML, applied to assessments, accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from fazhi_check.assess import Assessment, Waived
from fazhi_check.findings import Finding, Place
from fazhi_check.guess import closest
from fazhi_check.plan.model import Plan
from fazhi_check.source.files import is_json, read_text
from fazhi_check.source.form import Form, items_of
from fazhi_check.source.shapes import shape_of
from fazhi_check.source.yaml import compose
from fazhi_check.submission.kinds import misplaced
from fazhi_check.submission.models import Day, Name, Reported, Words
from fazhi_check.submission.records import Unit
from fazhi_check.words import ROLES, VERDICTS, WAIVER_TWINS, Text


class WaiverForm(Reported):
    """One waiver as written; without a unit it holds for all. `approved_by` is an office, not a person."""

    target: Name
    unit: Words | None = None
    reason: Name
    approved_by: Name
    granted: Day
    expires: Day


_FEW = 3
_FORM = Form(frozenset(WaiverForm.model_fields), WAIVER_TWINS)


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


# What a process notes for another: the waivers used, expired and idle by number, and the units that were met.
Noted: TypeAlias = tuple[dict[int, date], dict[int, date], dict[int, Text], set[str]]


def _why_idle(waiver: Waiver, found: Assessment | None, as_of: date, plan: Plan) -> Text:
    """Return why a waiver met nothing flagged in the file of a unit that it speaks of."""
    form = waiver.form
    if found is None:
        if form.target in plan.by_id:
            return Text(
                "没有要求本单位填报这个目标，或这次没有判定", "the unit is not asked for it, or it was not judged"
            )
        aim = plan.aim_by_id.get(form.target)
        if aim:
            role = ROLES[aim.role]
            return Text(f"这是{role.zh}，不单独判定，不用豁免", f"it is a {role.en}: never judged, it needs no waiver")
        near = closest(form.target, plan.by_id)
        return Text(
            "规划里没有这个编号" + (f"，是不是 {near}？" if near else ""),
            "the plan has no such target" + (f"; did you mean {near}?" if near else ""),
        )
    if found.flagged and as_of < form.granted:
        return Text(
            f"{form.granted} 才批准，按 {as_of} 判定时还没有", f"it is granted on {form.granted}, after {as_of}"
        )
    verdict = VERDICTS[found.verdict]
    if not found.target.is_duty:
        return Text("这个目标不是硬性要求，不会列为需处理", "the target is no duty and never flagged")
    return Text(f"这个目标判定为{verdict.zh}，没有需处理的", f"its verdict is {verdict.en}: nothing is flagged")


class Ledger:
    """The waivers of one file, and what became of each in a run."""

    def __init__(self, path: str, waivers: Sequence[Waiver], findings: Sequence[Finding]) -> None:
        self.path, self.waivers, self._findings = path, waivers, list(findings)
        self._used: dict[int, date] = {}
        self._expired: dict[int, date] = {}
        self._idle: dict[int, Text] = {}
        self._units: set[str] = set()

    def apply(self, assessments: Sequence[Assessment], unit: Unit, as_of: date, plan: Plan) -> list[Assessment]:
        """Return the assessments with the flagged ones waived that a waiver in force speaks of."""
        self._units.add(unit.name)
        found = [self._waive(one, unit, as_of) if one.flagged else one for one in assessments]
        by_id = {one.target.id: one for one in assessments}
        for number, waiver in enumerate(self.waivers):
            if waiver.form.unit in (None, unit.name) and number not in self._used:
                self._idle[number] = _why_idle(waiver, by_id.get(waiver.form.target), as_of, plan)
        return found

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

    def hand_over(self) -> Noted:
        """Return what became of the waivers so far, and forget it: another process counts on."""
        noted = self._used, self._expired, self._idle, self._units
        self._used, self._expired, self._idle, self._units = {}, {}, {}, set()
        return noted

    def take_over(self, noted: Noted) -> None:
        """Take in what became of them in another process."""
        used, expired, idle, units = noted
        self._idle |= idle
        self._units |= units
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

    def idle(self) -> Iterator[tuple[Waiver, Text]]:
        """Yield the waivers that met nothing flagged, each with the reason."""
        for number, waiver in enumerate(self.waivers):
            if number not in self._used and number not in self._expired:
                yield waiver, self._idle.get(number) or self._not_met(waiver)

    def _not_met(self, waiver: Waiver) -> Text:
        unit = waiver.form.unit
        if unit is None or not self._units:
            return Text("这次没有判定任何单位", "no unit was judged in this run")
        judged = sorted(self._units) if len(self._units) <= _FEW else []
        return Text(
            f"这次没有判定“{unit}”" + (f"，判定的是 {'、'.join(judged)}" if judged else ""),
            f"{unit} was not judged in this run" + (f", only {', '.join(judged)}" if judged else ""),
        )


def read_waivers(path: str) -> Ledger:
    """Return the waivers in a file; what is wrong with it is among the ledger's findings."""
    text = read_text(path)
    root = compose(text, json=is_json(path)) if isinstance(text, str) else text
    fault = root if isinstance(root, Finding) else misplaced(root, "waivers")
    if fault or isinstance(root, Finding):
        return Ledger(path, [], [fault] if fault else [])
    nodes, findings = items_of(root, Text("豁免写成列表，每项以“- ”开头", "waivers are a list, each after a dash"))
    waivers: list[Waiver] = []
    for node in nodes:
        filled = _FORM.read(shape_of(WaiverForm), node)
        findings += filled.findings
        if filled.model and not filled.findings:
            waivers.append(Waiver(filled.model, node.place))
    return Ledger(path, waivers, findings)
