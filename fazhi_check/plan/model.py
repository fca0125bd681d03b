"""A plan as the rest of the program sees it: checked, with every target's schedule resolved to dates.

Frozen pydantic models; unknown keys are refused. How a plan is written in YAML is in `spec`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PlainValidator

from fazhi_check.words import LADDER, Lang, exact

Level: TypeAlias = Literal["city", "county", "department", "township"]
Stage: TypeAlias = Literal["not_started", "under_way", "substantial", "done"]
Force: TypeAlias = Literal["shall", "encourage", "explore"]
Proof: TypeAlias = Literal["document", "record", "publication", "figure", "report"]
Heading: TypeAlias = Literal["printed", "lost"]

LEVELS: tuple[Level, ...] = ("city", "county", "department", "township")
PROOFS: tuple[Proof, ...] = ("document", "record", "publication", "figure")


def _fraction(value: Any) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(str(value))


def _requires(value: Any) -> Any:
    return value if value in LADDER else _fraction(value)


# An exact number: Fraction in the program, a JSON number outside, "197/2" in a compiled plan.
Number: TypeAlias = Annotated[
    Fraction,
    PlainValidator(_fraction),
    PlainSerializer(exact, when_used="json"),
]
# What a schedule asks for at a deadline: a stage of the ladder, or a number.
Requires: TypeAlias = Annotated[
    Any,
    BeforeValidator(_requires),
    PlainSerializer(lambda value: exact(value) if isinstance(value, Fraction) else value, when_used="json"),
]


class Part(BaseModel):
    """Base of everything in a plan: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Requirement(Part):
    """What is asked by the end of a day: a stage of the ladder, or a number."""

    deadline: date
    requires: Requires


class Baseline(Part):
    """The value from which progress counts (基期值)."""

    date: date
    value: Number


class Milestone(Part):
    """Reached when the reported stage is at least the required one."""

    kind: Literal["milestone"]


class Quantity(Part):
    """A number with a mark to reach from below (`at_least`) or above (`at_most`)."""

    kind: Literal["quantity"]
    at_least: Number | None = None
    at_most: Number | None = None
    unit: str | None = None
    baseline: Baseline | None = None


class Coverage(Part):
    """A share in percent: covered of total."""

    kind: Literal["coverage"]
    at_least: Number = Fraction(100)
    unit: str | None = None
    baseline: Baseline | None = None


class Minimum(Part):
    """The smallest of the parts must reach the mark."""

    kind: Literal["minimum"]
    at_least: Number
    unit: str | None = None


class Frequency(Part):
    """So many times in every full calendar year of the plan."""

    kind: Literal["frequency"]
    per_year: Number
    unit: str | None = None


class Standing(Part):
    """A duty in force from the plan's first day, with a mark or without one."""

    kind: Literal["standing"]
    at_least: Number | None = None
    at_most: Number | None = None
    unit: str | None = None

    @property
    def marked(self) -> bool:
        """Tell whether the duty has a number."""
        return self.at_least is not None or self.at_most is not None


Measure: TypeAlias = Annotated[
    Milestone | Quantity | Coverage | Minimum | Frequency | Standing, Field(discriminator="kind")
]


class Proofs(Part):
    """What settles a target: at least `min` items of one of the `kinds`."""

    kinds: tuple[Proof, ...] = PROOFS
    min: int = 1


class Period(Part):
    """First and last day of the plan."""

    start: date
    end: date


class Jurisdiction(Part):
    """Whom the plan binds: units whose code has the same first four digits."""

    name: str
    code: str


class Pace(Part):
    """How much lag is let pass: `tolerance` and `serious` in percentage points, `due_soon_days` in days."""

    tolerance: Number = Fraction(10)
    serious: Number = Fraction(30)
    due_soon_days: int = 90


class Phase(Part):
    """A phase with its deadline; phases may overlap."""

    id: str
    title: str
    deadline: date
    start: date | None = None
    source: str | None = None


class Item(Part):
    """A numbered item of a section; `heading` tells whether its heading was printed in the source or lost."""

    id: str
    title: str
    title_en: str | None = None
    heading: Heading = "printed"


class Section(Part):
    """A section of the plan with its items."""

    id: str
    title: str
    title_en: str | None = None
    heading: Heading = "printed"
    items: tuple[Item, ...] = ()


class Origin(Part):
    """The published text that the plan was encoded from."""

    file: str
    sha256: str | None = None


class Target(Part):
    """One line of the ledger: one commitment of the plan, with its schedule resolved to dates."""

    id: str
    section: str
    item: str
    title: str
    title_en: str
    anchors: tuple[str, ...]
    measure: Measure
    force: Force
    condition: str | None = None
    group: str | None = None
    schedule: tuple[Requirement, ...]
    applies_to: tuple[Level, ...]
    local_only: bool
    lead: tuple[str, ...]
    evidence: Proofs
    note: str | None = None

    def name(self, lang: Lang) -> str:
        """Return the title in `lang`."""
        return self.title if lang == "zh" else self.title_en


class Plan(Part):
    """A whole plan. `hash` is the short hash of its files, `folder` where they lie."""

    id: str
    title: str
    title_en: str | None = None
    edition: str | None = None
    publisher: str | None = None
    published: date | None = None
    jurisdiction: Jurisdiction | None = None
    period: Period
    source: Origin | None = None
    phases: tuple[Phase, ...] = ()
    groups: dict[str, dict[str, Requires]] = {}
    pace: Pace = Pace()
    bodies: dict[str, str] = {}
    sections: tuple[Section, ...] = ()
    targets: tuple[Target, ...] = ()
    hash: str = ""

    @cached_property
    def by_id(self) -> dict[str, Target]:
        """The targets by id."""
        return {target.id: target for target in self.targets}

    @cached_property
    def order(self) -> dict[str, int]:
        """The position of each target in the plan."""
        return {target.id: number for number, target in enumerate(self.targets)}

    def name(self, lang: Lang) -> str:
        """Return the title in `lang`."""
        return self.title if lang == "zh" else self.title_en or self.title

    def heading(self, part: str, lang: Lang) -> str:
        """Return number and title of a section or item; the number alone where the plan gives no title."""
        found = self._parts.get(part)
        title = "" if found is None else found.title if lang == "zh" else found.title_en or found.title
        return f"{part} {title}".rstrip()

    @cached_property
    def _parts(self) -> dict[str, Section | Item]:
        parts: dict[str, Section | Item] = {section.id: section for section in self.sections}
        return parts | {item.id: item for section in self.sections for item in section.items}

    def within(self, code: str) -> bool:
        """Tell whether a unit with this division code lies in the plan's jurisdiction."""
        return self.jurisdiction is None or code[:4] == self.jurisdiction.code[:4]

    def phases_on(self, day: date) -> list[Phase]:
        """Return the phases in force on a day, the next deadline first; phases may overlap."""
        running = [p for p in self.phases if (p.start or self.period.start) <= day <= p.deadline]
        return sorted(running, key=lambda phase: phase.deadline)
