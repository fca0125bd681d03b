"""A saved JSON report read into a digest, so that it can be shown in any other format without checking again.

Where the plan that it names is at hand unchanged (same hash), its headings, its titles in both languages and its
deadlines are used; else only what the report itself says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError
from pydantic_core import from_json

from fazhi_check.assess import FLAGGED
from fazhi_check.carried import Exact
from fazhi_check.codes import CODES, OF_VERDICT
from fazhi_check.digest.contract import (
    AssessmentInfo,
    ExactInfo,
    FileInfo,
    FindingInfo,
    GoalInfo,
    PlanInfo,
    PointsInfo,
    ProposedInfo,
    ReportInfo,
    RoundInfo,
    SaidInfo,
    SourceInfo,
)
from fazhi_check.digest.entry import EntryDigest, Waiting
from fazhi_check.digest.file import FileDigest, who
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.goal import GoalDigest, SaidDigest, Statement
from fazhi_check.digest.line import Line, for_review, pointing, resting
from fazhi_check.digest.not_saved import NotSaved, no_json, of_another_form, place_in
from fazhi_check.digest.older import of_today
from fazhi_check.digest.origin import OriginDigest
from fazhi_check.digest.part import part_of
from fazhi_check.digest.plan import PlanDigest, plan_digest
from fazhi_check.digest.read_back import change_of, problem_of, settled_of
from fazhi_check.digest.run import Digest, alone
from fazhi_check.digest.words import same
from fazhi_check.findings import Place
from fazhi_check.gate import DEFAULT_FAIL_ON, Exit, exit_of, failures
from fazhi_check.measures import is_late
from fazhi_check.outcome import Tally, tally_of, tally_of_superseded, totals, within_of
from fazhi_check.plan.model import Aim, Phase, Plan, Target
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.plan.store import BrokenPlan, UnknownPlan, load_plan
from fazhi_check.sanitize import clean, mask
from fazhi_check.source.dates import parse_span
from fazhi_check.words import DUTIES, Lang, Sentence, Text

if TYPE_CHECKING:
    from fazhi_check.digest.points import PointsDigest

_CHINESE, _ENGLISH = re.compile("[\u3400-\u9fff]"), re.compile("[a-z]")


class _PlanAtHand(NamedTuple):
    """What is known of a report's plan; `targets` are those of the plan itself, if it is at hand."""

    said: PlanDigest
    targets: Mapping[str, Target] = {}
    aims: Mapping[str, Aim] = {}
    behind: Mapping[str, Sequence[str]] = {}


def read_saved(text: str, plan: str | None = None, fail_on: Collection[str] | None = None) -> tuple[Digest, Lang]:
    """Return the digest of the report in a JSON text and the language it was saved in.

    `plan` is the folder of a plan of one's own; `fail_on` is a gate given anew. Raises NotSaved.
    """
    info = _info(text)
    plans: dict[str, Plan | None] = {}
    choice = _choice(info)
    files: list[FileDigest] = []
    for number, one in enumerate(info.files):
        try:
            files.append(_file(one, _plan(one, plans, plan), choice, info.round is not None))
        except (ValueError, ArithmeticError, LookupError):
            raise NotSaved(
                f"files.{number} 的内容前后不符，或有不存在的日期；请重新检查一次，另存报告",
                f"files.{number}: its parts do not fit each other, or a day does not exist; check and save it again",
                place_in(text, ("files", number)),
            ) from None
    whole = _decided(_counted(files, info, text), info, fail_on)._replace(choice=choice)
    return (_with_round(whole, info.round, text) if info.round else whole), _language(info)


def _counted(files: list[FileDigest], info: ReportInfo, text: str) -> list[FileDigest]:
    if info.round is None:
        return files
    from fazhi_check.digest.round.read_back import counted_in

    try:
        return counted_in(files, info.round)
    except ValueError:
        raise _misfit(text) from None


def _with_round(whole: Digest, info: RoundInfo, text: str) -> Digest:
    """Return a digest with its round. Raises NotSaved."""
    from fazhi_check.digest.round.read_back import round_of

    try:
        return whole._replace(round=round_of(info, whole.files))
    except (ValueError, LookupError):
        raise _misfit(text) from None


def _misfit(text: str) -> NotSaved:
    return NotSaved(
        "round 的内容与所列的文件不符，或有不存在的日期；请重新检查一次，另存报告",
        "round does not fit the files listed, or a day does not exist; check and save it again",
        place_in(text, ("round",)),
    )


def _info(text: str) -> ReportInfo:
    try:
        info = ReportInfo.model_validate(of_today(from_json(text, allow_inf_nan=False)), strict=True)
    except ValidationError as error:
        raise of_another_form(error, text) from None
    except ValueError:
        raise no_json(text) from None
    if info.counts.files > len(info.files):
        raise NotSaved("counts.files 多于所列的文件", "counts.files is more than the files listed")
    unknown = sorted({f.code for one in info.files for f in one.findings if f.code not in CODES})
    if unknown:
        raise NotSaved(
            f"报告里有本版本不认识的代码：{', '.join(unknown)}", f"it has codes unknown to this version: {unknown}"
        )
    return info


def _decided(files: list[FileDigest], info: ReportInfo, anew: Collection[str] | None) -> Digest:
    """Return the digest with what fails the gate: the one given anew, else the saved run's own and that of each file."""
    tallies = [one.tally for one in files]
    asked = frozenset(_own_gate(tallies, info.exit_code, info.fail_on) if anew is None else anew)
    gates = [asked if anew is not None or one.fail_on is None else frozenset(one.fail_on) for one in info.files]
    counted = list(zip(tallies, gates, strict=True))
    exit_code = info.exit_code if anew is None else int(exit_of(counted))
    decided = [
        one._replace(failed=failed, gate=gate)
        for one, gate, failed in zip(files, gates, failures(counted), strict=True)
    ]
    total = totals(one.tally for one in files if one.is_submission)
    return Digest(decided if info.round else alone(decided, exit_code), exit_code, total, asked)


def _own_gate(tallies: Collection[Tally], saved: int, own: Collection[str] | None) -> Collection[str]:
    """Return the gate that a saved run had; where an older report passed all the same, one that nothing fails."""
    if own is not None:
        return own
    passed = saved == Exit.passed and exit_of([(one, DEFAULT_FAIL_ON) for one in tallies]) == Exit.failed
    return () if passed else DEFAULT_FAIL_ON


def _choice(info: ReportInfo) -> Choice:
    chosen = info.choice
    return Choice(chosen.section, chosen.group, chosen.lead, field=chosen.field) if chosen else ALL


def _language(info: ReportInfo) -> Lang:
    """Return the language of the messages: that of most of their letters, since either may quote the other."""
    said = [one.message for file in info.files for one in file.assessments]
    said += [one.message for file in info.files for one in file.findings]
    chinese, english = (sum(len(letters.findall(message)) for message in said) for letters in (_CHINESE, _ENGLISH))
    return "zh" if 2 * chinese >= english else "en"


def _file(info: FileInfo, plan: _PlanAtHand | None, choice: Choice, in_round: bool) -> FileDigest:
    if info.assessments and info.plan is None:
        raise LookupError("plan")
    day = date.fromisoformat(info.as_of) if info.as_of else None
    targets = plan.targets if plan else {}
    lines = [
        line._replace(accepted=info.phase is not None, applied=in_round and _is_applied_for(line))
        for line in (_line(one, targets.get(one.target), day) for one in info.assessments)
    ]
    titles = {line.target: line.title for line in lines}
    titles |= {name: Text(one.title, one.title_en) for name, one in targets.items()}
    findings = [_finding(one, titles) for one in info.findings]
    lines = pointing(lines, findings)
    if in_round and not info.superseded:
        lines = for_review(lines, findings)
    by_target = {line.target: line for line in lines}
    part = plan and info.applying is not None and part_of(choice, plan.said, len(lines), info.applying)
    return FileDigest(
        mask(info.path),
        plan and plan.said,
        who(info.unit) if info.unit else None,
        day,
        date.fromisoformat(info.reported_on) if info.reported_on else None,
        _phase(info, plan, day),
        info.binding,
        info.subject,
        lines,
        findings,
        info.hidden or 0,
        # Whether it was valid is taken at its word: findings that were not asked for are not in a report.
        tally_of_superseded(info.valid) if info.superseded else tally_of(lines, findings, info.valid),
        {},
        part or None,
        urgent=_urgent(lines, findings),
        left_out=_left_out(lines, findings),
        goals=[_goal(one, plan, by_target) for one in info.goals],
        principles=info.principles,
        unclaimed=info.unclaimed,
        offered=info.offered or 0,
        statements=[_said(one, plan) for one in info.statements or ()],
        source=_origin(info.source) if info.source else None,
        superseded=info.superseded,
        tracked=None if info.problems is None else list(map(problem_of, info.problems)),
        points=_points(info.points) if info.points else None,
    )


def _points(info: PointsInfo) -> PointsDigest:
    from fazhi_check.digest.read_points import points_of

    return points_of(info)


def _is_applied_for(line: Line) -> bool:
    """Tell whether a unit's word that something does not apply has still to be agreed to by an office of the round."""
    return line.verdict == "exempt" and (line.settled is None or line.settled.verdict != "exempt")


def _origin(info: SourceInfo) -> OriginDigest:
    return OriginDigest(**{name: value and mask(value) for name, value in info.model_dump().items()})


def _plan(info: FileInfo, plans: dict[str, Plan | None], folder: str | None) -> _PlanAtHand | None:
    """Return the plan of a file: the true one if it is unchanged and knows every target, else as the report names it."""
    if info.plan is None:
        return None
    if info.plan.hash not in plans:
        plans[info.plan.hash] = _true_plan(info.plan, folder)
    plan = plans[info.plan.hash]
    if plan and all(one.target in plan.by_id for one in info.assessments):
        return _PlanAtHand(plan_digest(plan), plan.by_id, plan.aim_by_id, plan.behind)
    return _PlanAtHand(_named(info.plan, info.assessments))


def _true_plan(info: PlanInfo, folder: str | None) -> Plan | None:
    try:
        plan = load_plan(folder or info.id)
    except (UnknownPlan, BrokenPlan):
        return None
    return plan if plan.hash == info.hash and plan.id == info.id else None


def _named(plan: PlanInfo, assessments: Sequence[AssessmentInfo]) -> PlanDigest:
    """Return a plan of which only the report's own words are known; its targets stand in the order of their numbers."""
    ids = sorted((one.target for one in assessments), key=lambda one: [int(part) for part in re.findall(r"\d+", one)])
    order = {clean(target): number for number, target in enumerate(ids)}
    edition = plan.edition and clean(plan.edition)
    return PlanDigest(clean(plan.id), clean(plan.hash), same(clean(plan.title)), edition, plan.targets, order)


def _phase(info: FileInfo, plan: _PlanAtHand | None, day: date | None) -> Phase | None:
    if info.phase is None:
        return None
    known = {phase.id: phase for phase in plan.said.phases} if plan else {}
    name = clean(info.phase)
    return known.get(info.phase) or Phase(name, name, day or date.max)


def _line(info: AssessmentInfo, target: Target | None, day: date | None) -> Line:
    waived = info.waived and resting(
        info.waived.reason, info.waived.approved_by, date.fromisoformat(info.waived.expires)
    )
    free = info.verdict in FLAGGED and not (info.flagged or info.waived or info.known)
    title = Text(target.title, target.title_en) if target else same(clean(info.title))
    return Line(
        clean(info.target),
        title,
        target.section if target else clean(info.section),
        target.item if target else clean(info.item),
        target.force if target else "encourage" if free else "shall",
        target.measure if target else None,
        info.verdict,
        same(mask(info.message)),
        Fraction(str(info.required)) if isinstance(info.required, int | float) else info.required,
        date.fromisoformat(info.deadline) if info.deadline else None,
        _reported(info.reported),
        None if info.lag is None else Fraction(str(info.lag)),
        info.serious,
        waived or None,
        bool(info.known),
        info.flagged,
        _place(info),
        day,
        lead=target.lead if target else (),
        support=info.support,
        proofs=info.proofs,
        past_due=info.past_due,
        slow=info.slow,
        entry=_entry(info),
        proposed=_waiting(info.proposed) if info.proposed else None,
        late=_late(info, day),
        change=change_of(info.change) if info.change else None,
        settled=settled_of(info.settled) if info.settled else None,
    )


def _entry(info: AssessmentInfo) -> EntryDigest | None:
    return None if info.measure is None else _said_in(info, info.measure)


def _waiting(info: ProposedInfo) -> Waiting:
    return Waiting(info.status, _said_in(info))


def _exact(said: ExactInfo) -> Exact:
    names = (tuple(map(mask, one or ())) for one in (said.lacking, said.open))
    return Exact(_unrounded(said), said.bound, _masked(said.by_year or {}), *names)


def _said_in(info: AssessmentInfo | ProposedInfo, measure: str | None = None) -> EntryDigest:
    said = info.exact
    exactly = _exact(said) if said else None
    remarks = info.entry.model_dump(exclude_none=True) if info.entry else {}
    applied = bool(remarks.pop("apply", False))
    return EntryDigest(
        exactly,
        _reported(info.progress),
        measure,
        tuple(map(mask, info.quotes or ())),
        _masked(remarks),
        info.basis and mask(info.basis),
        applied,
    )


def _unrounded(said: ExactInfo) -> str | None:
    """Return a value as it was written; beside numbers of years it was worked out, and is nobody's number."""
    return said.value if said.by_year or said.value is None else mask(said.value)


def _masked(texts: Mapping[str, str]) -> dict[str, str]:
    return {clean(name): mask(text) for name, text in texts.items()}


def _goal(info: GoalInfo, plan: _PlanAtHand | None, lines: Mapping[str, Line]) -> GoalDigest:
    return GoalDigest(
        clean(info.target),
        _title(info, plan),
        info.tasks,
        info.counts.model_dump(),
        _statement(info),
        within_of(lines[one] for one in (plan.behind.get(info.target, ()) if plan else ()) if one in lines),
    )


def _said(info: SaidInfo, plan: _PlanAtHand | None) -> SaidDigest:
    return SaidDigest(clean(info.target), _title(info, plan), _statement(info) or Statement(None, None, ()))


def _title(info: GoalInfo | SaidInfo, plan: _PlanAtHand | None) -> Text:
    known = plan.aims.get(info.target) if plan else None
    return Text(known.title, known.title_en) if known else same(clean(info.title))


def _statement(info: GoalInfo | SaidInfo) -> Statement | None:
    said = info.statement or info.proposed
    if said is None:
        return None
    waits = info.statement is None
    return Statement(said.status, said.note and mask(said.note), tuple(map(mask, said.quotes)), waits)


def _late(info: AssessmentInfo, day: date | None) -> bool:
    """Tell whether what is met was done after its deadline, as far as the day of judgement can know."""
    done_on = info.entry and info.entry.done_on
    if info.measure is None:  # of version 1, which tells it in words alone
        return info.verdict == "met" and ("逾期完成" in info.message or ", late (" in info.message)
    if info.verdict != "met" or not done_on or not info.deadline:
        return False
    return is_late(parse_span(done_on), date.fromisoformat(info.deadline), day)


def _reported(value: str | float | None) -> str | int | float | None:
    """Return a number without its point where it is whole: 40, not 40.0."""
    if isinstance(value, str):
        return mask(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _place(info: AssessmentInfo | FindingInfo) -> Place | None:
    if not (info.line and info.column):
        return None
    return Place(info.line, info.column, clean(info.cell.rpartition("!")[0]) if info.cell else "")


def _left_out(lines: Sequence[Line], findings: Sequence[FindingDigest]) -> frozenset[str]:
    """Return the verdicts of which nothing was found: their findings were not asked for."""
    told = {found.code for found in findings}
    duties = (line for line in lines if line.force in DUTIES and not line.waived)
    asked = {line.verdict for line in duties if line.verdict in FLAGGED or line.measure}
    return frozenset(verdict for verdict, code in OF_VERDICT.items() if verdict in asked and code not in told)


def _urgent(lines: Sequence[Line], findings: Sequence[FindingDigest]) -> list[Line]:
    """Return the three most urgent lines (see assess.most_urgent): the order of a report's lines is kept."""
    left_out = _left_out(lines, findings)
    flagged = [line for line in lines if line.flagged and line.verdict not in left_out]
    return sorted(flagged, key=lambda line: line.verdict == "missing" and not line.past_due)[:3]


def _finding(info: FindingInfo, titles: Mapping[str, Text]) -> FindingDigest:
    facts = Sentence(CODES[info.code].message, info.data)
    target = info.target and mask(info.target)
    place = _place(info)
    return FindingDigest(
        info.code, place, target, same(mask(info.message)), facts, bool(info.known), titles.get(target or "")
    )
