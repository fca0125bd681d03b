"""From what a run found of its round to what is told of it."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_check.digest.file import FileDigest, who
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.tracked import shown_problem, shown_readings
from fazhi_check.outcome import FileReport
from fazhi_check.round.report import RoundReport, UnitReport
from fazhi_check.sanitize import clean


def round_digest(report: RoundReport, files: Mapping[int, FileDigest]) -> RoundDigest:
    """Return the digest of a round; `files` are those of its files by the identity (id) of their reports."""
    head = report.round.head
    units = [_unit(one, files, report) for one in report.units]
    issuer = head.issuer and clean(head.issuer)
    readings, unassigned = shown_readings(report.round.notes), tuple(report.unassigned)
    return RoundDigest(
        clean(head.title),
        report.as_of,
        head.due,
        units,
        issuer,
        report.punctual,
        unassigned,
        readings,
        tuple(report.unclaimed),
    )


def _unit(one: UnitReport, files: Mapping[int, FileDigest], report: RoundReport) -> UnitDigest:
    member = one.member
    within = report.above.get(member.within or "", member.within)

    def digest_of(report: FileReport | None) -> FileDigest | None:
        return files.get(id(report)) if report else None

    return UnitDigest(
        who(member),
        one.state,
        within and clean(within),
        member.category and clean(member.category),
        member.excused and clean(member.excused),
        one.stale,
        one.received,
        digest_of(one.file),
        digest_of(one.shown),
        one.asked,
        None if one.problems is None else list(map(shown_problem, one.problems)),
    )
