"""How a plan is written: plan.yaml and one file per section, as forms, and how they become a Plan.

Only read when a plan is compiled; a compiled plan is loaded without this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

from fazhi_check.findings import Finding, Place
from fazhi_check.plan.model import LEVELS, PROOFS, Force, Heading, Proof, Role
from fazhi_check.plan.twins import PLAN_TWINS, PLAN_VALUES
from fazhi_check.source.dates import parse_day
from fazhi_check.source.nodes import Mapping, Node, Sequence
from fazhi_check.source.numbers import parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import LADDER, Level


def _day(text: Any) -> date:
    return parse_day(_text(text))


def _number(text: Any) -> Fraction:
    value = parse_amount(_text(text)).exact
    if value is None:
        raise Unreadable("规划里的数要写确切数，不写上下限", "a plan's number must be exact, not a bound")
    return value


def _count(text: Any) -> int:
    value = _number(text)
    if value.denominator != 1 or value < 0:
        raise Unreadable("应是 0 或正整数", "a whole number, 0 or more, belongs here")
    return int(value)


def _code(text: Any) -> str:
    code = _text(text)
    if not (len(code) == 6 and code.isascii() and code.isdecimal()):
        raise Unreadable("行政区划代码是六位数字，例如 650100", "a division code has six digits, e.g. 650100")
    return code


def _word(key: str) -> BeforeValidator:
    """Return what reads a fixed value in either language."""
    twins = PLAN_VALUES[key]
    return BeforeValidator(lambda text: twins.get(text, text) if isinstance(text, str) else text)


def _flag(text: Any) -> bool:
    text = PLAN_VALUES["flag"].get(text, text) if isinstance(text, str) else text
    if text not in ("true", "false"):
        raise Unreadable("只能写 true（是）或 false（否）", "write true or false")
    return bool(text == "true")


def _requires(text: Any) -> Any:
    stages = PLAN_VALUES["requires"]
    text = stages.get(text, text) if isinstance(text, str) else text
    if text in LADDER:
        return text
    try:
        return _number(text)
    except Unreadable:
        from fazhi_check.guess import closest

        guess = closest(_text(text), [*LADDER, *stages])
        hint = f"是不是 {guess}？" if guess else ""
        raise Unreadable(
            f"{hint}应是阶段（{'、'.join(stages)}）或一个数",
            f"a stage ({', '.join(LADDER)}) or a number belongs here",
        ) from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("这里应是单个值", "a single value belongs here")
    return value


def _ids(value: Any) -> list[str]:
    ids = [value] if isinstance(value, str) else value
    if not (isinstance(ids, list) and ids and all(isinstance(one, str) for one in ids)):
        raise Unreadable("写一个编号；拆成几项的，写成 [编号, 编号]", "write one id, or [id, id] where it was split")
    return list(ids)


_NUMERIC: dict[str, Any] = {"type": ["number", "string"], "pattern": r"^[-+0-9.,%]+$"}
Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Number: TypeAlias = Annotated[
    Fraction, PlainValidator(_number), PlainSerializer(str, when_used="json"), WithJsonSchema(_NUMERIC)
]
Code: TypeAlias = Annotated[str, BeforeValidator(_code)]
Count: TypeAlias = Annotated[int, BeforeValidator(_count)]
Flag: TypeAlias = Annotated[
    bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, *PLAN_VALUES["flag"]]}, mode="validation")
]
_IDS: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
Ids: TypeAlias = Annotated[list[str], PlainValidator(_ids), WithJsonSchema(_IDS)]
Requires: TypeAlias = Annotated[
    Any,
    PlainValidator(_requires),
    PlainSerializer(str, when_used="json"),
    WithJsonSchema({"anyOf": [{"enum": [*LADDER, *PLAN_VALUES["requires"]]}, _NUMERIC]}),
]


class Part(BaseModel):
    """Base of everything in a plan's files: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class BaselineSpec(Part):
    """`baseline: {date, value}`."""

    date: Day
    value: Number


class MeasureSpec(Part):
    """`measure:` of any kind; which keys a kind takes is checked by rule FZ707."""

    kind: Annotated[
        Literal["milestone", "quantity", "coverage", "minimum", "frequency", "standing", "cumulative"], _word("kind")
    ]
    at_least: Number | None = None
    at_most: Number | None = None
    per_year: Number | None = None
    unit: str | None = None
    baseline: BaselineSpec | None = None
    basis: str | None = None


class ProofsSpec(Part):
    """`evidence: {kinds, min}`."""

    kinds: list[Annotated[Proof, _word("kinds")]] = list(PROOFS)
    min: Count = 1


class PeriodSpec(Part):
    """`period: {start, end}`; only a plan with drafts may lack one or both."""

    start: Day | None = None
    end: Day | None = None


class PaceSpec(Part):
    """`pace: {tolerance, serious, due_soon_days}`."""

    tolerance: Number = Fraction(10)
    serious: Number = Fraction(30)
    due_soon_days: Count = 90


class PhaseSpec(Part):
    """One of `phases`; source is free text."""

    id: str
    title: str
    deadline: Day
    start: Day | None = None
    source: str | None = None


class ItemSpec(Part):
    """One of a section's `items`; `begins` is the phrase with which its text begins in the source."""

    id: str
    title: str
    title_en: str | None = None
    heading: Annotated[Heading, _word("heading")] = "printed"
    begins: str | None = None


class SectionSpec(Part):
    """One of `sections`."""

    id: str
    title: str
    title_en: str | None = None
    heading: Annotated[Heading, _word("heading")] = "printed"
    items: list[ItemSpec] = []


class JurisdictionSpec(Part):
    """`jurisdiction: {name, code}`: any six digits."""

    name: str
    code: Code


class OriginSpec(Part):
    """`source:` the published text that the plan was encoded from.

    `begins` and `ends` are phrases between which the plan itself stands in the published page.
    """

    file: str
    sha256: str | None = None
    begins: str | None = None
    ends: str | None = None


class ContextSpec(Part):
    """One of `context`: a sentence that asks nothing, by a short anchor, with the reason in one line.

    With `until` all that stands from the anchor to the end of that phrase, as a table that was lost to lines.
    """

    anchor: str
    until: str | None = None
    reason: str


class FieldSpec(Part):
    """One of `fields`: a field of work that the plan names; source is free text."""

    id: str
    title: str
    source: str | None = None


class BoundsSpec(Part):
    """How many electives of a group a unit claims."""

    at_least: Count | None = None
    at_most: Count | None = None


class ClaimsSpec(BoundsSpec):
    """One of `claims`: of every unit, and of those in `units`, by their code."""

    group: str
    units: dict[Code, BoundsSpec] = {}


class PlanSpec(Part):
    """plan.yaml: the frame of a plan."""

    id: str
    title: str
    title_en: str | None = None
    edition: str | None = None
    publisher: str | None = None
    published: Day | None = None
    jurisdiction: JurisdictionSpec | None = None
    period: PeriodSpec
    source: OriginSpec | None = None
    phases: list[PhaseSpec] = []
    groups: dict[str, dict[str, Requires]] = {}
    fields: list[FieldSpec] = []
    rules: list[str] = []
    claims: list[ClaimsSpec] = []
    pace: PaceSpec = PaceSpec()
    bodies: dict[str, str] = {}
    sections: list[SectionSpec] = []
    context: list[ContextSpec] = []


class TargetSpec(Part):
    """One of a section file's `targets`; with `replaced_by` it belongs to an earlier edition and is asked no more.

    A task has a measure, a schedule and evidence; a goal has `through`; a principle has none of these (rule FZ717).
    """

    id: str
    title: str
    title_en: str | None = None
    anchors: list[str] = []
    role: Annotated[Role, _word("role")] = "task"
    through: list[str] = []
    restates: str | None = None
    draft: Flag = False
    measure: MeasureSpec | None = None
    force: Annotated[Force, _word("force")] = "shall"
    condition: str | None = None
    group: str | None = None
    field: str | None = None
    schedule: dict[str, Requires] = {}
    applies_to: list[Annotated[Level, _word("applies_to")]] = list(LEVELS)
    local_only: Flag = False
    lead: list[str] = []
    evidence: ProofsSpec = ProofsSpec()
    note: str | None = None
    replaced_by: Ids = []


class SectionFile(Part):
    """A section's file: which section it is, and its targets (each filled in on its own)."""

    section: str
    targets: list[Any] = Field(default_factory=list)
    context: list[ContextSpec] = []


# Every form there is in a plan's files.
SPECS: tuple[type[Part], ...] = (
    PlanSpec,
    SectionFile,
    TargetSpec,
    MeasureSpec,
    BaselineSpec,
    ProofsSpec,
    PeriodSpec,
    PaceSpec,
    PhaseSpec,
    FieldSpec,
    ClaimsSpec,
    BoundsSpec,
    ItemSpec,
    SectionSpec,
    JurisdictionSpec,
    OriginSpec,
    ContextSpec,
)


class WrittenTarget(NamedTuple):
    """A target as written, with the file and node it stands in."""

    spec: TargetSpec
    section: str
    file: str
    node: Node


class WrittenContext(NamedTuple):
    """A context declaration with the file and place it stands in."""

    spec: ContextSpec
    file: str
    place: Place


@dataclass(slots=True)
class WrittenPlan:
    """A plan as read from its folder: the frame, the targets, and the findings of the reading.

    `listed` holds every target in the order of the files, those of earlier editions among them.
    """

    frame: PlanSpec | None = None
    frame_node: Node | None = None
    listed: list[WrittenTarget] = field(default_factory=list)
    context: list[WrittenContext] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def targets(self) -> list[WrittenTarget]:
        """The targets that the plan asks for."""
        return [target for target in self.listed if not target.spec.replaced_by]

    @property
    def tasks(self) -> list[tuple[WrittenTarget, MeasureSpec]]:
        """The targets that are judged, each with its measure; one that lacks a measure is left out."""
        return [(one, one.spec.measure) for one in self.targets if one.spec.role == "task" and one.spec.measure]

    @property
    def drafts(self) -> list[WrittenTarget]:
        """The targets that were drafted by rules and that nobody has gone over yet."""
        return [target for target in self.targets if target.spec.draft]

    @property
    def replaced(self) -> list[WrittenTarget]:
        """The targets of earlier editions, which others have replaced."""
        return [target for target in self.listed if target.spec.replaced_by]

    def deadlines(self, target: TargetSpec) -> Iterator[tuple[str, date | None, Any]]:
        """Yield what a target's schedule asks: the key as written, its date (None if unknown), the requirement."""
        frame = self.frame
        phases = {phase.id: phase.deadline for phase in frame.phases} if frame else {}
        own = (
            target.schedule
            if target.role != "task"
            else target.schedule or (frame.groups.get(target.group or "", {}) if frame else {})
        )
        for written, requires in own.items():
            yield written, phases.get(written) or day_or_none(written), requires


def item_of(target_id: str) -> str:
    """Return the item that a target's id names: all before the last hyphen."""
    return target_id.rpartition("-")[0] or target_id


def compiled(written: WrittenPlan) -> dict[str, Any]:
    """Return the compiled data of a plan without errors: schedules resolved, defaults filled in."""
    if written.frame is None:
        raise ValueError("a plan without its frame cannot be compiled")
    proof: Any = {"context": True, "source": True, "sections": {"__all__": {"items": {"__all__": {"begins"}}}}}
    data = written.frame.model_dump(mode="json", exclude_none=True, exclude=proof)
    data["targets"] = [_compiled_target(written, target) for target in written.targets]
    replaced = successors(written)
    return data | {"replaced": replaced} if replaced else data


def successors(written: WrittenPlan) -> dict[str, list[str]]:
    """Return which targets stand for each replaced one today: replacements of replacements are followed."""
    direct = {target.spec.id: target.spec.replaced_by for target in written.replaced}
    return {old: [new for new in following(old, direct) if new not in direct] for old in direct}


def following(old: str, direct: dict[str, list[str]]) -> list[str]:
    """Return `old` and all ids that it leads to, each once, in the order in which they are named."""
    found: dict[str, None] = {}
    waiting = [old]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += reversed(direct.get(one, []))
    return list(found)


def _compiled_target(written: WrittenPlan, target: WrittenTarget) -> dict[str, Any]:
    spec = target.spec
    data = spec.model_dump(mode="json", exclude_none=True, exclude={"replaced_by"})
    data["section"], data["item"] = target.section, item_of(spec.id)
    data.setdefault("title_en", spec.title)
    if spec.role != "task":
        return {name: value for name, value in data.items() if name not in OF_TASKS}
    asked = [(day, requires) for _, day, requires in written.deadlines(spec) if day]
    data["schedule"] = [
        {"deadline": day.isoformat(), "requires": str(requires)}
        for day, requires in sorted(asked, key=lambda pair: pair[0])
    ]
    return data


# What only a task has: the keys that goals and principles do not take.
OF_TASKS = ("measure", "group", "field", "schedule", "evidence")


def day_or_none(text: str) -> date | None:
    """Return the day that a key of a schedule names; None where it is the id of a phase, or no day at all."""
    try:
        return parse_day(text)
    except Unreadable:
        return None


def target_nodes(root: Node) -> list[Node]:
    """Return the nodes of a section file's targets."""
    if isinstance(root, Mapping):
        for key, value in root.pairs:
            name = getattr(key, "text", None)
            if PLAN_TWINS.get(name or "", name) == "targets" and isinstance(value, Sequence):
                return value.items
    return []
