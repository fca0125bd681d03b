"""A submission as the checker works with it: plain frozen records, quick to make, that hold only what was given.

What the fields mean is said by the public models (`models`), field by field the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple, TypeAlias, TypeVar

from fazhi_check.source.dates import Span
from fazhi_check.source.numbers import Amount
from fazhi_check.words import Level

Day: TypeAlias = date
Self = TypeVar("Self", bound="Record")


class Record:
    """Base of all records: frozen, equal where its fields are; a field that was not given has its class's value."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    @property
    def given(self) -> Mapping[str, Any]:
        """The fields that were given."""
        return self.__dict__

    def replace(self: Self, **changes: Any) -> Self:
        """Return a record with some fields changed."""
        return self.__class__(**{**self.__dict__, **changes})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        return self.__class__ is other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


class Unit(Record):
    """Who reports: `code` is the six-digit division code (GB/T 2260), `body` one of the plan's bodies."""

    name: str
    level: Level
    code: str
    body: str | None = None


class Origin(Record):
    """Where the data was taken from."""

    title: str | None = None
    publisher: str | None = None
    date: Day | None = None
    url: str | None = None
    note: str | None = None


class Evidence(Record):
    """One piece of evidence (佐证材料); `date` is a day, a month or a year."""

    kind: str
    title: str
    ref: str | None = None
    date: Span | None = None
    url: str | None = None
    quote: str | None = None
    period: str | None = None


class Stage(NamedTuple):
    """How far one part (a unit) of a coverage has come: a status, and the word that was written."""

    status: str
    text: str


class Portion(NamedTuple):
    """What one part (a unit) of a coverage covers, of how much; `text` is what was written: 37/40."""

    covered: Amount
    total: Amount
    text: str


# What is told of one unit: a number, or of a coverage also a stage or a fraction.
Part: TypeAlias = Amount | Stage | Portion


class Entry(Record):
    """What is reported on one target. `progress` and percentages run from 0 to 100.

    `basis` (口径) is by what rule it was counted, `apply` tells that the unit asks to close the problem (申请销号).
    `proposed` (待确认) tells that it was taken from a report and no person has looked at it yet.
    """

    # The keys that take numbers.
    NUMBERS: ClassVar = ("progress", "value", "covered", "total", "by_unit", "by_year")

    status: str | None = None
    progress: Amount | None = None
    value: Amount | None = None
    covered: Amount | None = None
    total: Amount | None = None
    by_unit: dict[str, Part] | None = None
    by_year: dict[int, Amount] | None = None
    done_on: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: str | None = None
    problem: str | None = None
    next_step: str | None = None
    note: str | None = None
    reason: str | None = None
    basis: str | None = None
    apply: bool | None = None
    proposed: bool | None = None

    @property
    def numbers(self) -> frozenset[str]:
        """The keys under which numbers are reported."""
        return _NUMBERS & self.__dict__.keys()

    @property
    def empty(self) -> bool:
        """Tell whether nothing is filled in."""
        return self.status is None and not any(self.__dict__.values())

    @property
    def void(self) -> bool:
        """Tell whether it reports nothing: nothing is filled in, or all of it only waits for a person to confirm it."""
        return bool(self.proposed) or self.empty

    @property
    def share(self) -> Amount | None:
        """The percentage that `covered` of `total` makes, as far as both are known."""
        if self.covered is None or self.total is None or self.total.low == 0:
            return None
        low = high = _ratio(self.covered.low, self.total.high)
        if self.covered.exact is None or self.total.exact is None:
            high = _ratio(self.covered.high, self.total.low)
        return Amount(low, high, f"{self.covered.text}/{self.total.text}", open_high=self.covered.open_high)


_NUMBERS = frozenset(Entry.NUMBERS)


def _ratio(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return None if part is None or not whole else 100 * part / whole


class Submission(Record):
    """A whole submission: `entries` by target id; `self_points` (自评分) are by item of an office's standard."""

    plan: str
    unit: Unit
    as_of: Day
    source: Origin | None = None
    self_points: Mapping[str, Amount] = {}
    entries: Mapping[str, Entry] = {}
