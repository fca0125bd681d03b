"""From what a run found of its round to what is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi_check.digest.file import FileDigest, who
from fazhi_check.digest.plan import plan_digest
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.tracked import Problem, Reading, shown_problem
from fazhi_check.outcome import FileReport
from fazhi_check.round.keys import DECISIONS, EVIDENCE_FOUND, FINALS
from fazhi_check.round.members import Members
from fazhi_check.round.report import RoundReport, UnitReport
from fazhi_check.round.reviews import Reviews
from fazhi_check.round.rows import Review
from fazhi_check.sanitize import clean, mask
from fazhi_check.words import VERDICTS, Text


def round_digest(
    report: RoundReport, files: Mapping[int, FileDigest], readings: Mapping[str, Sequence[Reading]]
) -> RoundDigest:
    """Return the digest of a round; `files` are those of its files by the identity (id) of their reports.

    `readings` are what its office says of tasks, as it is shown.
    """
    head = report.round.head
    reviews = Reviews(report.round.all_reviews, Members([one.member for one in report.units], None))
    units = [_unit(one, files, report, reviews) for one in report.units]
    issuer = head.issuer and clean(head.issuer)
    return RoundDigest(
        clean(head.title),
        report.as_of,
        head.due,
        units,
        issuer,
        report.punctual,
        tuple(report.unassigned),
        readings,
        tuple(report.unclaimed),
        plan_digest(report.plan) if report.plan else None,
    )


def _problems(one: UnitReport, file: FileDigest | None) -> Sequence[Problem] | None:
    """Return the problems of a unit as they are shown: those of its file, where it has one."""
    if file and file.tracked is not None:
        return file.tracked
    return None if one.problems is None else list(map(shown_problem, one.problems))


def _unit(one: UnitReport, files: Mapping[int, FileDigest], report: RoundReport, reviews: Reviews) -> UnitDigest:
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
        _problems(one, digest_of(one.file)),
        {mask(task): written(row) for task, row in reviews.of(member).items()},
        member.addressee and clean(member.addressee),
        one.bound,
    )


_WORDS: Mapping[str, Mapping[str, Text]] = {
    "evidence": EVIDENCE_FOUND,
    "decision": DECISIONS,
    "final": FINALS,
    "verdict": VERDICTS,
    "final_verdict": VERDICTS,
}


def written(row: Review) -> dict[str, str]:
    """Return a review as an office writes it, by the keys of its list."""
    given = row.model_dump(exclude={"unit", "task"}, exclude_none=True)
    return {key: _WORDS[key][value].zh if key in _WORDS else mask(str(value)) for key, value in given.items()}
