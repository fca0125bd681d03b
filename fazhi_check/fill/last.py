"""What a unit reported last, by a saved report: it stands beside what is to be filled in."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.identity import identity
from fazhi_check.plan.model import Plan
from fazhi_check.submission.records import Unit
from fazhi_check.words import Text

_PROOFS = Text("佐证 {number} 件", "evidence: {number}")


def last_reported(report: Digest, unit: Unit, plan: Plan) -> Mapping[str, str] | None:
    """Return what the latest of a unit's files in a report says, by id; None where it has none of that unit."""
    own = identity(unit, plan)
    files = [one for one in report.files if one.unit and identity(one.unit, plan) == own]
    latest = max(files, key=lambda one: str(one.reported_on or one.as_of or ""), default=None)
    return None if latest is None else {line.target: _said(line) for line in latest.lines if line.entry}


def _said(line: Line) -> str:
    """Return what was reported on one target: status or value, the note, how much evidence counts."""
    note = line.entry.remarks.get("note", "") if line.entry else ""
    proofs = _PROOFS.zh.format(number=line.proofs) if line.proofs else ""
    return "\n".join(part for part in (line.told.zh, note, proofs) if part)
