"""Waivers: an office lets a flagged target rest until a day. Read from YAML, applied to assessments, accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from fazhi_check.assess import Assessment, Waived
from fazhi_check.findings import Finding, Place, Severity, rule
from fazhi_check.source.files import read_text
from fazhi_check.source.form import Form, items_of
from fazhi_check.source.yaml import compose
from fazhi_check.submission import Day, Name, Reported, Unit, Words
from fazhi_check.words import Text, show

_SOON = timedelta(days=30)


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

    def findings(self) -> list[Finding]:
        """Return what is to be said of the waivers after a run."""
        told = [finding for finding in self._findings if finding.code != "FZ201"]
        return [*told, *incomplete(self), *expired(self), *unused(self), *expires_soon(self)]

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
    root = compose(text) if isinstance(text, str) else text
    if isinstance(root, Finding):
        return Ledger(path, [], [root])
    nodes, findings = items_of(root, Text("豁免写成列表，每项以“- ”开头", "waivers are a list, each after a dash"))
    waivers: list[Waiver] = []
    for node in nodes:
        filled = _FORM.fill(WaiverForm, node)
        findings += filled.findings
        if filled.model and not filled.findings:
            waivers.append(Waiver(filled.model, node.place))
    return Ledger(path, waivers, findings)


@rule(
    "FZ601",
    Severity.error,
    zh="目标 {id} 的豁免已于 {expires} 到期，判定重新计入",
    en="the waiver of {id} expired on {expires}: the verdict counts again",
)
def expired(ledger: Ledger) -> Iterator[Finding]:
    """豁免已经到期。

    到期的次日起，被豁免的判定重新计入。怎么办：问题已经解决的，删去这条豁免；确需延期的，重新批准并写新的期限。

    ---
    A waiver has expired.

    From the day after, the verdict counts again. Delete the waiver if the matter is settled; if it must go on, have it
    approved anew with a new date.

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-06-30

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for waiver, _ in ledger.lapsed():
        yield _finding("FZ601", waiver)


@rule("FZ602", Severity.note, zh="目标 {id} 的豁免没有用上", en="the waiver of {id} met nothing flagged")
def unused(ledger: Ledger) -> Iterator[Finding]:
    """豁免没有用上。

    它所说的目标没有需处理的判定，或者单位名称、目标编号对不上，或者还没有到批准日期。核对后删去或改正。

    ---
    A waiver met nothing flagged.

    Its target has no flagged verdict, the unit's name or the id does not match, or it is not granted yet. Check it, and
    delete or correct it.

    ---
    - target: 3.3.2-05  # 已达进度，不需要豁免
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31

    ---
    - target: 3.3.2-08  # 逾期
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for waiver in ledger.idle():
        yield _finding("FZ602", waiver)


@rule("FZ603", Severity.error, zh="豁免不完整：{why}", en="the waiver is incomplete: {why}")
def incomplete(ledger: Ledger) -> Iterator[Finding]:
    """豁免不完整。

    每条豁免都要写目标、理由、批准单位、批准日期和到期日期，到期不早于批准。写明单位的只对该单位有效。

    ---
    A waiver is incomplete.

    Each names target, reason, the office that approved it, and the days it was granted and expires, in that order of
    time. With a unit it holds for that unit only.

    ---
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      granted: 2023-01-10
      expires: 2023-12-31

    ---
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for finding in ledger.lacking():
        key = finding.data["key"]
        why = Text(f"缺少 {show(key, 'zh')}", f"{show(key, 'en')} is missing")
        yield finding._replace(code="FZ603", data={"why": why})
    for waiver in ledger.waivers:
        if waiver.form.expires < waiver.form.granted:
            why = Text("到期日期早于批准日期", "it expires before it is granted")
            yield Finding("FZ603", waiver.place, {"why": why}, waiver.form.target)


@rule(
    "FZ604",
    Severity.note,
    zh="目标 {id} 的豁免还有 {days} 天到期({expires})",
    en="the waiver of {id} expires in {days} days ({expires})",
)
def expires_soon(ledger: Ledger) -> Iterator[Finding]:
    """豁免将在 30 天内到期。

    提前处理：解决问题，或者重新报批。

    ---
    A waiver expires within 30 days.

    Settle the matter in time, or have it approved anew.

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-09-15

    ---
    # 截至 2023-08-30
    - target: 3.3.2-08
      reason: 机构改革尚未完成
      approved_by: 市委依法治市办
      granted: 2023-01-10
      expires: 2023-12-31
    """
    for waiver, day in ledger.used():
        left = waiver.form.expires - day
        if left <= _SOON:
            yield _finding("FZ604", waiver, days=left.days)


def _finding(code: str, waiver: Waiver, **data: object) -> Finding:
    form = waiver.form
    return Finding(code, waiver.place, {"id": form.target, "expires": form.expires, **data}, form.target)
