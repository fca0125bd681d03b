"""What units reported last, by saved reports and the files they handed in: it stands in what is to be filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.findings import Finding
from fazhi_check.identity import Identity, identity
from fazhi_check.plan.model import Plan
from fazhi_check.source.files import is_json, read_file
from fazhi_check.submission.reading import read_submission
from fazhi_check.submission.records import Submission, Unit
from fazhi_check.words import Text

if TYPE_CHECKING:
    from fazhi_check.identity import Named

_PROOFS = Text("佐证 {number} 件", "evidence: {number}")


class Last(NamedTuple):
    """What a unit reported last: what it handed in, where that is known, and by id what stands beside what is asked."""

    submission: Submission | None = None
    told: Mapping[str, str] | None = None


class Earlier:
    """What the units of a round reported before; of each its latest report, and its latest file."""

    def __init__(
        self, reports: Iterable[Digest], files: Iterable[Submission], known_by: Callable[[Named], Identity]
    ) -> None:
        self._known_by = known_by
        self._told: dict[Identity, FileDigest] = {}
        self._files: dict[Identity, Submission] = {}
        for one in (one for report in reports for one in report.files):
            unit = known_by(one.unit) if one.unit and one.lines else None
            if unit and (unit not in self._told or _day(one) >= _day(self._told[unit])):
                self._told[unit] = one
        for file in files:
            unit = known_by(file.unit)
            if unit not in self._files or file.as_of >= self._files[unit].as_of:
                self._files[unit] = file

    def __call__(self, unit: Unit) -> Last:
        """Return what a unit reported last."""
        known_by = self._known_by(unit)
        told = self._told.get(known_by)
        return Last(self._files.get(known_by), told and _told(told))


def submission_in(path: str) -> Submission | None:
    """Return what a file says, whatever else is wrong with it; None where it cannot be read as a submission."""
    content = read_file(path)
    if isinstance(content, Finding):
        return None
    if isinstance(content, str):
        read = read_submission(content, json=is_json(path))
    else:
        from fazhi_check.submission.sheet.reading import read_workbook

        read = read_workbook(content, name=path)
    return None if isinstance(read, Finding) else read.submission


def last_reported(report: Digest, unit: Unit, plan: Plan) -> Mapping[str, str] | None:
    """Return what the latest of a unit's files in a report says, by id; None where it has none of that unit."""
    own = identity(unit, plan)
    files = [one for one in report.files if one.unit and identity(one.unit, plan) == own]
    latest = max(files, key=_day, default=None)
    return None if latest is None else _told(latest)


def _day(one: FileDigest) -> str:
    return str(one.reported_on or one.as_of or "")


def _told(file: FileDigest) -> Mapping[str, str]:
    return {line.target: _said(line) for line in file.lines if line.entry}


def _said(line: Line) -> str:
    """Return what was reported on one target: status or value, the note, how much evidence counts."""
    note = line.entry.remarks.get("note", "") if line.entry else ""
    proofs = _PROOFS.zh.format(number=line.proofs) if line.proofs else ""
    return "\n".join(part for part in (line.told.zh, note, proofs) if part)
