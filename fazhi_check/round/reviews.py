"""What an office settles (核定): the last review of each unit and task, applied to what was judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from fazhi_check.assess import Assessment
from fazhi_check.beside import Settled
from fazhi_check.findings import Finding
from fazhi_check.outcome import FileReport
from fazhi_check.round.duties import Duties
from fazhi_check.round.keys import DECISIONS
from fazhi_check.round.members import Members
from fazhi_check.round.rows import Member, Review
from fazhi_check.words import VERDICTS, Term, Text

_OF_EXEMPT = ("agree_exempt", "refuse_exempt")
# A decision that says nothing without the verdict beside it: the key of the decision, its value, the key of the verdict.
_WITH_VERDICT = (("decision", "reject", "verdict"), ("final", "change", "final_verdict"))
_CALLED = {
    "verdict": Term("改判（核定意见为不认可时必填）", "verdict (needed with reject)"),
    "final_verdict": Term("复核判定（复核为变更时必填）", "final_verdict (needed with change)"),
}


class Reviews:
    """The reviews of a round by unit and task; of several of one task the last counts, by date, then by order.

    Rows that lack the verdict they speak of (see `lacking`), or name no unit of the round, are left out.
    """

    def __init__(self, rows: Iterable[Review], members: Members) -> None:
        self._last: dict[int, dict[str, Review]] = {}
        for row in sorted((row for row in rows if not lacking(row)), key=lambda row: row.date or date.min):
            member = members.unit_named(row.unit)
            if member is not None:
                self._last.setdefault(id(member), {})[row.task] = row

    def of(self, member: Member | None) -> Mapping[str, Review]:
        """Return the reviews of a unit of the round by task; none of a unit that it does not have."""
        return self._last.get(id(member), {})

    def settle(self, member: Member | None, assessments: Iterable[Assessment]) -> list[Assessment]:
        """Return a unit's assessments with what was settled; what is exempt by the unit's word alone says so."""
        rows = self.of(member)
        return [_settled(one, rows.get(one.target.id)) for one in assessments]


def _settled(one: Assessment, row: Review | None) -> Assessment:
    settled = settled_by(row, one.verdict) if row else None
    applied = one.verdict == "exempt" and (settled is None or settled.verdict != "exempt")
    return one._replace(settled=settled, applied=applied) if settled or applied else one


def settled_by(row: Review, computed: str) -> Settled | None:
    """Return what a review settles of a computed verdict; None where it decides nothing, or on something else.

    A row that only says what was found of the evidence is pending: nothing is decided yet.
    """
    if row.decision in _OF_EXEMPT and computed != "exempt" and row.final != "change":
        return None
    if not (row.decision or row.final == "change" or row.evidence):
        return None
    pending = row.decision is None and row.final != "change"
    return Settled(_verdict(row, computed), row.evidence, row.by, row.date, row.reason, pending)


def _verdict(row: Review, computed: str) -> str | None:
    if row.final == "change":
        return row.final_verdict
    by_decision = {
        "accept": computed,
        "agree_exempt": computed,
        "reject": row.verdict,
        "refuse_exempt": "missing",
    }
    return by_decision.get(row.decision or "")


def lacking(row: Review) -> str | None:
    """Return the key of the verdict that a review lacks, which it cannot go without; None for one that is whole."""
    said = row.model_dump(include={"decision", "verdict", "final", "final_verdict"})
    return next((key for name, value, key in _WITH_VERDICT if said[name] == value and said[key] is None), None)


def faults(rows: Iterable[Review], duties: Duties, files: Iterable[FileReport]) -> Iterator[Finding]:
    """Yield what is wrong with reviews of units of a round, of which `files` were judged, at their places.

    A unit that the round does not have, and a task that the plan does not have, are told apart (see round.faults).
    """
    judged = {id(duties.members.of(one.unit)): _verdicts(one) for one in files if one.unit and not one.superseded}
    for row in rows:
        member, key = duties.members.unit_named(row.unit), lacking(row)
        if key:
            yield Finding("FZ201", row.at(key), {"key": _CALLED[key]}, row.task)
        elif member:
            asked = duties.asked(member)
            if row.task in duties.plan.by_id:
                yield from _of_unit(row, member, asked, judged.get(id(member), {}))


def _verdicts(one: FileReport) -> dict[str, str]:
    return {each.target.id: each.verdict for each in one.assessments}


def _of_unit(row: Review, member: Member, asked: Collection[str], verdicts: Mapping[str, str]) -> Iterator[Finding]:
    if row.task not in asked:
        yield Finding("FZ906", row.place, {"what": _not_asked(member.name, row.task)}, row.task)
    elif row.decision == "agree_exempt" and row.final != "change" and verdicts.get(row.task, "exempt") != "exempt":
        said = VERDICTS[verdicts[row.task]]
        advice = Text(
            f"该事项没有申请不适用，初核为{said.zh}；请改为认可、不认可或退回补正",
            f"the unit does not say that it does not apply: it is {said.en}; accept, reject or return it",
        )
        # By its own word in every language: what it says is known by that, in a saved report too.
        yield _wrong(row, "核定意见", "decision", Term(DECISIONS["agree_exempt"].zh, "agree_exempt"), advice)


def _not_asked(unit: str, task: str) -> Text:
    return Text(
        f"这次没有要求{unit}报 {task}，这一行核定没有用上；请核对单位和编号",
        f"the round does not ask {unit} for {task}: the review is not used",
    )


def _wrong(row: Review, zh: str, en: str, value: Any, advice: Text) -> Finding:
    return Finding("FZ203", row.place, {"key": Term(zh, en), "value": value, "advice": advice}, row.task)
