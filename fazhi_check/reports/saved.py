"""A saved JSON report read back, so that it can be shown in any other format without checking again.

Where the plan that it names is at hand unchanged (same hash), its headings and deadlines are used; else a plan is
made up from what the report itself says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import from_json

from fazhi_check.assess import FLAGGED, Assessment, Waived
from fazhi_check.codes import CODES
from fazhi_check.findings import Finding, Place
from fazhi_check.measures import Asked
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Milestone, Pace, Period, Phase, Plan, Proofs, Section, Target
from fazhi_check.plan.store import BrokenPlan, UnknownPlan, load_plan
from fazhi_check.reports.data.contract import AssessmentInfo, FileInfo, FindingInfo, PlanInfo, ReportInfo
from fazhi_check.sanitize import clean
from fazhi_check.submission.records import Unit
from fazhi_check.words import LEVELS, Lang, Sentence, Text

_CHINESE, _ENGLISH = re.compile("[\u3400-\u9fff]"), re.compile("[a-z]")
# A made-up plan has no days of its own that matter: nothing is judged by it.
_EVER = Period(date.min, date.max)


class NotSaved(ValueError):
    """A text that is no JSON report of this version; `message` says why, and where."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.message = Text(zh, en)


class SavedFinding(Finding):
    """A finding that says what it said when the report was saved."""

    said: str = ""

    def message(self, lang: Lang) -> str:
        """Return the saved message, whatever the language."""
        return self.said


class SavedFile(FileReport):
    """A file's report that knows by its saved word whether the file is valid, and whether the plan binds its unit."""

    said_valid: bool = False
    said_binding: bool = False

    @property
    def valid(self) -> bool:
        """As it was saved: findings that were not asked for are not in a report."""
        return self.said_valid

    @property
    def binding(self) -> bool:
        """As it was saved."""
        return self.said_binding


class SavedPlan(Plan):
    """A plan of which only the report's own words are known."""

    number: int = 0

    @property
    def size(self) -> int:
        """The number of its targets, as reported."""
        return self.number


def read_saved(text: str, plan: str | None = None) -> tuple[Report, Lang]:
    """Return the report in a JSON text and the language it was saved in; `plan` is the folder of a plan of one's own.

    Raises NotSaved.
    """
    try:
        info = ReportInfo.model_validate(from_json(text, allow_inf_nan=False), strict=True)
    except ValidationError as error:
        raise _why_not(error) from None
    except ValueError as error:
        raise NotSaved(f"不是 JSON：{error}", f"it is no JSON: {error}") from None
    if info.counts.files > len(info.files):
        raise NotSaved("counts.files 多于所列的文件", "counts.files is more than the files listed")
    unknown = sorted({f.code for one in info.files for f in one.findings if f.code not in CODES})
    if unknown:
        raise NotSaved(
            f"报告里有本版本不认识的代码：{', '.join(unknown)}", f"it has codes unknown to this version: {unknown}"
        )
    plans: dict[str, Plan | None] = {}
    try:
        files = [_file(one, plans, plan) for one in info.files]
    except (ValueError, ArithmeticError, LookupError) as error:
        raise NotSaved(f"报告的内容前后不符({error})", f"its parts do not fit each other ({error})") from None
    for one in files[info.counts.files :]:  # lists of waivers and known findings come after the submissions
        one.is_submission = False
    return Report(files, info.exit_code), _language(info)


def _why_not(error: ValidationError) -> NotSaved:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    at = f"{where}: " if where else ""
    return NotSaved(
        f"不是 fazhi-check -f json 写出的报告，或版本不同({at}{first['msg']})",
        f"it is no report written by fazhi-check -f json, or of another version ({at}{first['msg']})",
    )


def _language(info: ReportInfo) -> Lang:
    """Return the language of the messages: that of most of their letters, since either may quote the other."""
    said = [one.message for file in info.files for one in file.assessments]
    said += [one.message for file in info.files for one in file.findings]
    chinese, english = (sum(len(letters.findall(message)) for message in said) for letters in (_CHINESE, _ENGLISH))
    return "zh" if 2 * chinese >= english else "en"


def _file(info: FileInfo, plans: dict[str, Plan | None], folder: str | None) -> FileReport:
    plan = _plan(info, plans, folder)
    unit = info.unit and Unit(**info.unit.model_dump() | {"code": clean(info.unit.code)})
    day = info.as_of and date.fromisoformat(info.as_of)
    targets = plan.by_id if plan else {}
    report = SavedFile(
        info.path,
        [_finding(one) for one in info.findings],
        plan,
        unit or None,
        day or None,
        phase=_phase(info, plan),
        assessments=[_assessment(one, targets[clean(one.target)]) for one in info.assessments],
        places={clean(one.target): Place(one.line, one.column) for one in info.assessments if one.line and one.column},
    )
    report.said_valid, report.said_binding = info.valid, info.binding
    return report


def _plan(info: FileInfo, plans: dict[str, Plan | None], folder: str | None) -> Plan | None:
    """Return the plan of a file: the true one if it is unchanged and knows every target, else one made up."""
    if info.plan is None:
        return None
    if info.plan.hash not in plans:
        plans[info.plan.hash] = _true_plan(info.plan, folder)
    plan = plans[info.plan.hash]
    whole = plan and all(one.target in plan.by_id for one in info.assessments)
    return plan if whole else _made_up(info, info.plan)


def _true_plan(info: PlanInfo, folder: str | None) -> Plan | None:
    try:
        plan = load_plan(folder or info.id)
    except (UnknownPlan, BrokenPlan):
        return None
    return plan if plan.hash == info.hash and plan.id == info.id else None


def _made_up(info: FileInfo, plan: PlanInfo) -> Plan:
    """Return a plan with the report's targets; its jurisdiction only repeats whether it binds the unit."""
    targets = tuple(_target(one) for one in _in_order(info.assessments))
    sections = tuple(Section(name, "") for name in dict.fromkeys(target.section for target in targets))
    pace = Pace(Fraction(10), Fraction(30), 90)
    names = (clean(plan.id), plan.title, None, plan.edition, None, None)
    made = SavedPlan(*names, None, _EVER, (), {}, pace, {}, sections, targets, clean(plan.hash), {})
    made.number = plan.targets
    return made


def _in_order(found: Sequence[AssessmentInfo]) -> list[AssessmentInfo]:
    return sorted(found, key=lambda one: [int(part) for part in re.findall(r"\d+", one.target)])


def _target(info: AssessmentInfo) -> Target:
    free = info.verdict in FLAGGED and not (info.flagged or info.waived or info.known)
    proofs = Proofs((), 1)
    force: Any = "encourage" if free else "shall"
    levels = tuple(cast("Any", level) for level in LEVELS)
    names = (clean(info.target), clean(info.section), clean(info.item), info.title, info.title, ())
    return Target(*names, Milestone(), force, None, None, (), levels, False, (), proofs)


def _phase(info: FileInfo, plan: Plan | None) -> Phase | None:
    if info.phase is None:
        return None
    known = {phase.id: phase for phase in plan.phases} if plan else {}
    name = clean(info.phase)
    return known.get(info.phase) or Phase(name, name, date.fromisoformat(info.as_of) if info.as_of else date.max)


def _assessment(info: AssessmentInfo, target: Target) -> Assessment:
    waived = info.waived and Waived(
        info.waived.reason, info.waived.approved_by, date.fromisoformat(info.waived.expires)
    )
    return Assessment(
        target,
        info.verdict,
        Sentence(Text("{said}", "{said}"), {"said": info.message}),
        _asked(info.required),
        date.fromisoformat(info.deadline) if info.deadline else None,
        _whole(info.reported),
        None if info.lag is None else Fraction(str(info.lag)),
        info.serious,
        waived or None,
        bool(info.known),
    )


def _asked(required: str | float | None) -> Asked | None:
    return Fraction(str(required)) if isinstance(required, int | float) else required


def _whole(value: str | float | None) -> str | int | float | None:
    """Return a number without its point where it is whole: 40, not 40.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _finding(info: FindingInfo) -> Finding:
    place = Place(info.line, info.column) if info.line and info.column else None
    found = SavedFinding(info.code, place, info.data, info.target, known=bool(info.known))
    found.said = info.message
    return found
