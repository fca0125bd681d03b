"""A plan as the rest of the program sees it: checked, with every target's schedule resolved to dates.

Plain immutable records, quick to make: a plan is checked once, by the pydantic models of `spec`, when it is
compiled. `compiled` turns these records into JSON and back.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.words import DUTIES, Lang, Level

Role: TypeAlias = Literal["task", "goal", "principle"]
Force: TypeAlias = Literal["shall", "encourage", "explore", "elective"]
Proof: TypeAlias = Literal["document", "record", "publication", "figure", "report"]
Heading: TypeAlias = Literal["printed", "lost"]
# What a schedule asks for: a stage of the ladder, or a number.
Requires: TypeAlias = str | Fraction

LEVELS: tuple[Level, ...] = ("city", "county", "department", "township")
PROOFS: tuple[Proof, ...] = ("document", "record", "publication", "figure")


class Requirement(NamedTuple):
    """What is asked by the end of a day."""

    deadline: date
    requires: Requires


class Baseline(NamedTuple):
    """The value from which progress counts (基期值)."""

    date: date
    value: Fraction


class Milestone(NamedTuple):
    """Reached when the reported stage is at least the required one."""

    kind: Literal["milestone"] = "milestone"


class Quantity(NamedTuple):
    """A number with a mark to reach from below (`at_least`) or above (`at_most`)."""

    kind: Literal["quantity"] = "quantity"
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    unit: str | None = None
    baseline: Baseline | None = None
    basis: str | None = None


class Coverage(NamedTuple):
    """A share in percent: covered of total."""

    kind: Literal["coverage"] = "coverage"
    at_least: Fraction = Fraction(100)
    unit: str | None = None
    baseline: Baseline | None = None
    basis: str | None = None


class Minimum(NamedTuple):
    """The smallest of the parts must reach the mark."""

    at_least: Fraction
    kind: Literal["minimum"] = "minimum"
    unit: str | None = None
    basis: str | None = None


class Frequency(NamedTuple):
    """So many times in every full calendar year of the plan."""

    per_year: Fraction
    kind: Literal["frequency"] = "frequency"
    unit: str | None = None
    basis: str | None = None


class Standing(NamedTuple):
    """A duty in force from the plan's first day, with a mark or without one."""

    kind: Literal["standing"] = "standing"
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    unit: str | None = None
    basis: str | None = None

    @property
    def marked(self) -> bool:
        """Tell whether the duty has a number."""
        return self.at_least is not None or self.at_most is not None


class Cumulative(NamedTuple):
    """Yearly rates of change, in percent, that compound to a mark: a fall of so much (`at_most`) or a rise (`at_least`)."""

    kind: Literal["cumulative"] = "cumulative"
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    unit: str = "%"
    basis: str | None = None


Measure: TypeAlias = Milestone | Quantity | Coverage | Minimum | Frequency | Standing | Cumulative
# The kinds that are reported year by year, and those whose value is to reach a mark by a day.
BY_YEAR = ("frequency", "cumulative")
VALUED = (Quantity, Coverage, Minimum, Cumulative)
Valued: TypeAlias = Quantity | Coverage | Minimum | Cumulative


def basis_of(measure: Measure) -> str | None:
    """Return by what rule a measure is to be counted (口径); None where the plan does not say."""
    return None if isinstance(measure, Milestone) else measure.basis


class Proofs(NamedTuple):
    """What settles a target: at least `min` items of one of the `kinds`."""

    kinds: tuple[Proof, ...]
    min: int


class Period(NamedTuple):
    """First and last day of the plan; a draft that does not know one of them has the first or last day there is."""

    start: date
    end: date

    @property
    def first(self) -> date | None:
        """Its first day, where it is known."""
        return None if self.start == date.min else self.start

    @property
    def last(self) -> date | None:
        """Its last day, where it is known."""
        return None if self.end == date.max else self.end

    @property
    def full_years(self) -> list[int]:
        """The calendar years that lie wholly inside it; none where a day is not known."""
        if not (self.first and self.last):
            return []
        years = range(self.start.year, self.end.year + 1)
        return [year for year in years if self.start <= date(year, 1, 1) and date(year, 12, 31) <= self.end]


class Jurisdiction(NamedTuple):
    """Whom the plan binds: units whose code agrees up to its trailing pairs of zeros (650000: 65, 650100: 6501)."""

    name: str
    code: str


class Pace(NamedTuple):
    """How much lag is let pass: `tolerance` and `serious` in percentage points, `due_soon_days` in days."""

    tolerance: Fraction
    serious: Fraction
    due_soon_days: int


class Phase(NamedTuple):
    """A phase with its deadline; phases may overlap."""

    id: str
    title: str
    deadline: date
    start: date | None = None
    source: str | None = None


class WorkField(NamedTuple):
    """One of the fields of work that a plan names."""

    id: str
    title: str
    source: str | None = None


class Item(NamedTuple):
    """A numbered item of a section; `heading` tells whether its heading was printed in the source or lost."""

    id: str
    title: str
    title_en: str | None = None
    heading: Heading = "printed"


class Bounds(NamedTuple):
    """How many electives a unit claims at least and at most; None is no bound."""

    at_least: int | None = None
    at_most: int | None = None


class Claims(NamedTuple):
    """What a plan asks of the claiming of a group's electives (领题): of every unit, and of some by their code."""

    group: str
    at_least: int | None = None
    at_most: int | None = None
    units: Mapping[str, Bounds] = {}

    def of(self, code: str) -> Bounds:
        """Return the bounds of the unit of a code: what is said of it stands in place of what is said of all."""
        return self.units.get(code) or Bounds(self.at_least, self.at_most)


class Section(NamedTuple):
    """A section of the plan with its items."""

    id: str
    title: str
    title_en: str | None = None
    heading: Heading = "printed"
    items: tuple[Item, ...] = ()


class Target(NamedTuple):
    """One line of the ledger: one commitment of the plan, with its schedule resolved to dates."""

    id: str
    section: str
    item: str
    title: str
    title_en: str
    anchors: tuple[str, ...]
    measure: Measure
    force: Force
    schedule: tuple[Requirement, ...]
    applies_to: tuple[Level, ...]
    local_only: bool
    lead: tuple[str, ...]
    evidence: Proofs
    condition: str | None = None
    group: str | None = None
    note: str | None = None
    field: str | None = None
    restates: str | None = None
    draft: bool = False

    @property
    def role(self) -> Role:
        """What it is: asked of units, answered by an entry, judged."""
        return "task"

    @property
    def is_duty(self) -> bool:
        """Tell whether it is flagged where it is not fulfilled."""
        return self.force in DUTIES

    @property
    def is_elective(self) -> bool:
        """Tell whether a unit may choose it: it is judged only where there is an entry."""
        return self.force == "elective"

    def name(self, lang: Lang) -> str:
        """Return the title in `lang`."""
        return self.title if lang == "zh" else self.title_en


class Aim(NamedTuple):
    """A commitment that is never judged: a goal, reached `through` many tasks, or a principle.

    `through` names targets, items, sections and fields of work.
    """

    id: str
    section: str
    item: str
    title: str
    title_en: str
    anchors: tuple[str, ...]
    force: Force
    applies_to: tuple[Level, ...]
    local_only: bool
    lead: tuple[str, ...]
    role: Role
    through: tuple[str, ...] = ()
    condition: str | None = None
    note: str | None = None
    restates: str | None = None
    draft: bool = False

    def name(self, lang: Lang) -> str:
        """Return the title in `lang`."""
        return self.title if lang == "zh" else self.title_en

    def comprises(self, target: Target) -> bool:
        """Tell whether a task stands behind this goal."""
        return not {target.id, target.item, target.section, target.field or ""}.isdisjoint(self.through)


class _PlanFields(NamedTuple):
    id: str
    title: str
    title_en: str | None
    edition: str | None
    publisher: str | None
    published: date | None
    jurisdiction: Jurisdiction | None
    period: Period
    phases: tuple[Phase, ...]
    groups: dict[str, dict[str, Requires]]
    pace: Pace
    bodies: dict[str, str]
    sections: tuple[Section, ...]
    targets: tuple[Target, ...]
    hash: str
    replaced: dict[str, tuple[str, ...]] = {}
    fields: tuple[WorkField, ...] = ()
    rules: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()
    listing: tuple[str, ...] = ()
    claims: tuple[Claims, ...] = ()


class Plan(_PlanFields):
    """A whole plan. `hash` is the short hash of its files.

    `targets` are its tasks, `aims` its goals and principles, `listing` the ids of both in the plan's order. `rules` say
    how the plan's text was encoded. `replaced` gives, for each target of an earlier edition, the ids of those that
    stand for it today.
    """

    @cached_property
    def by_id(self) -> dict[str, Target]:
        """The tasks by id."""
        return {target.id: target for target in self.targets}

    @cached_property
    def aim_by_id(self) -> dict[str, Aim]:
        """The goals and principles by id."""
        return {aim.id: aim for aim in self.aims}

    @cached_property
    def behind(self) -> dict[str, tuple[str, ...]]:
        """The ids of the tasks behind each goal, by its id."""
        goals = (aim for aim in self.aims if aim.role == "goal")
        return {aim.id: tuple(one.id for one in self.targets if aim.comprises(one)) for aim in goals}

    @cached_property
    def every(self) -> dict[str, Target | Aim]:
        """The tasks, goals and principles by id, in the plan's order."""
        every: dict[str, Target | Aim] = {**self.by_id, **self.aim_by_id}
        return {one: every[one] for one in self.listing if one in every}

    @property
    def size(self) -> int:
        """The number of its tasks."""
        return len(self.targets)

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each target in the plan."""
        return {one: number for number, one in enumerate(self.listing)}

    def name(self, lang: Lang) -> str:
        """Return the title in `lang`."""
        return self.title if lang == "zh" else self.title_en or self.title

    def heading(self, part: str, lang: Lang) -> str:
        """Return number and title of a section or item; the number alone where the plan gives no title."""
        found = self.parts.get(part)
        title = "" if found is None else found.title if lang == "zh" else found.title_en or found.title
        return f"{part} {title}".rstrip()

    @cached_property
    def parts(self) -> dict[str, Section | Item]:
        """The sections, then the items, by id."""
        parts: dict[str, Section | Item] = {section.id: section for section in self.sections}
        return parts | {item.id: item for section in self.sections for item in section.items}

    def within(self, code: str) -> bool:
        """Tell whether a unit with this division code lies in the plan's jurisdiction."""
        return self.jurisdiction is None or code.startswith(self._bound)

    @cached_property
    def _bound(self) -> str:
        """What the codes begin with that the jurisdiction comprises: its own up to its trailing pairs of zeros."""
        code = self.jurisdiction.code if self.jurisdiction else ""
        while code.endswith("00"):
            code = code[:-2]
        return code

    def targets_of(self, level: Level, code: str, body: str | None = None) -> Mapping[str, Target]:
        """Return by id the tasks that a unit has to answer for.

        They are chosen by its level, by jurisdiction (its division code) and by its body, if it has one; a body that
        the plan does not have narrows nothing: it is an error of its own.
        """
        kind = self._kind(level, code, body)
        if kind not in self._chosen:
            self._chosen[kind] = {target.id: target for target in self.targets if _applies(target, *kind)}
        return self._chosen[kind]

    def aims_of(self, level: Level, code: str, body: str | None = None) -> list[Aim]:
        """Return the goals and principles that concern a unit, chosen as its tasks are."""
        kind = self._kind(level, code, body)
        return [aim for aim in self.aims if _applies(aim, *kind)]

    def _kind(self, level: Level, code: str, body: str | None) -> tuple[Level, bool, str | None]:
        """Return what decides on what concerns a unit: its level, whether it lies within, the body that it is."""
        return level, self.within(code), body if body in self.bodies else None

    @cached_property
    def _chosen(self) -> dict[tuple[Level, bool, str | None], dict[str, Target]]:
        return {}

    @property
    def dated_phases(self) -> tuple[Phase, ...]:
        """The phases, each with its first day: that of the plan where it names none."""
        return tuple(phase._replace(start=phase.start or self.period.start) for phase in self.phases)


def phases_on(phases: Iterable[Phase], day: date) -> list[Phase]:
    """Return those of some dated phases that are in force on a day, the next deadline first; phases may overlap."""
    running = [phase for phase in phases if phase.start and phase.start <= day <= phase.deadline]
    return sorted(running, key=lambda phase: phase.deadline)


def _applies(target: Target | Aim, level: Level, within: bool, lead: str | None) -> bool:
    if level not in target.applies_to or (target.local_only and not within):
        return False
    return lead is None or lead in target.lead
