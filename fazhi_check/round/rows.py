"""The round (一次调度) as data: its head, and a row of each of its lists, in the order an office fills them in.

Shapes only: how they are read stands in `reading`, what follows from them in the modules after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, GetPydanticSchema, PlainValidator, PrivateAttr

from fazhi_check.findings import Finding, Place
from fazhi_check.round import given
from fazhi_check.round.keys import ROW_VALUES
from fazhi_check.submission import values
from fazhi_check.submission.models import Day, Name, Reported, When, Words
from fazhi_check.words import Level

Stage: TypeAlias = Literal["not_started", "under_way", "substantial", "done"]
VerdictWord: TypeAlias = Literal[
    "met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt"
]


def _fixed(group: str, key: str) -> Callable[[Any], Any]:
    """Return what gives the English name of a fixed value of a list's key, written in either language."""
    twins = ROW_VALUES[group][key]

    def english(value: Any) -> Any:
        return twins.get(value.strip(), value.strip()) if isinstance(value, str) else value

    return english


Names: TypeAlias = Annotated[tuple[Name, ...], BeforeValidator(given.listed)]
# Which counties are asked: some by name, or all that the round has.
Counties: TypeAlias = Annotated[tuple[Name, ...] | Literal["all"], BeforeValidator(given.counties)]
_DATED = dict[Day, Annotated[Stage, BeforeValidator(_fixed("assignments", "node"))]]
# The stages that an office wants to see by a day, in the order of the days.
Nodes: TypeAlias = Annotated[
    tuple[tuple[date, Stage], ...],
    GetPydanticSchema(
        lambda _, handler: handler.generate_schema(
            Annotated[_DATED, BeforeValidator(given.dated), AfterValidator(given.by_day)]
        )
    ),
]


class Row(Reported):
    """A row of a list of the round."""

    _place: Place | None = PrivateAttr(default=None)
    _places: Mapping[str, Place] = PrivateAttr(default_factory=dict)

    @property
    def place(self) -> Place | None:
        """Where it stands in the round's file; None where it was made by hand."""
        return self._place

    def at(self, key: str) -> Place | None:
        """Return where the value of one of its keys stands, for one that is not given where the row does."""
        return self._places.get(key, self._place)

    def put(self, place: Place | None, places: Mapping[str, Place] | None = None) -> None:
        """Note where it stands, and the values of its keys do: done once, by whoever reads it."""
        self._place, self._places = place, places or {}


class Member(Row):
    """A unit of the round (名册). `formerly` are older names or levels, `excused` is why it owes no report."""

    name: Name
    level: Annotated[Level, BeforeValidator(values.read_level)]
    code: Annotated[str, PlainValidator(values.read_code)]
    body: Words | None = None
    within: Words | None = None
    category: Words | None = None
    addressee: Words | None = None
    formerly: Names = ()
    excused: Annotated[Words | None, BeforeValidator(given.excuse)] = None
    assigned: Names | None = None


class Assignment(Row):
    """A task, item, section or field given to units (分工): `counties` are names or `all`; `node` the days with stages."""

    task: Name
    lead: Names = ()
    support: Names = ()
    counties: Counties = ()
    node: Nodes = ()
    asked: Annotated[bool, BeforeValidator(given.asked)] = True


class Receipt(Row):
    """A file that came in (收件登记); one `returned` is to be corrected by a day."""

    unit: Name
    received: Day
    version: Words | None = None
    file: Words | None = None
    handling: Annotated[Literal["accepted", "returned"], BeforeValidator(_fixed("receipts", "handling"))] = "accepted"
    correct_by: Day | None = None


class Review(Row):
    """What an office settles of a unit's task (核定)."""

    unit: Name
    task: Name
    evidence: (
        Annotated[
            Literal["confirmed", "contradicted", "absent", "unchecked"],
            BeforeValidator(_fixed("reviews", "evidence")),
        ]
        | None
    ) = None
    decision: (
        Annotated[
            Literal["accept", "reject", "return", "agree_exempt", "refuse_exempt"],
            BeforeValidator(_fixed("reviews", "decision")),
        ]
        | None
    ) = None
    verdict: Annotated[VerdictWord, BeforeValidator(_fixed("reviews", "verdict"))] | None = None
    reason: Words | None = None
    objection: Words | None = None
    final: Annotated[Literal["keep", "change"], BeforeValidator(_fixed("reviews", "final"))] | None = None
    final_verdict: Annotated[VerdictWord, BeforeValidator(_fixed("reviews", "final_verdict"))] | None = None
    by: Words | None = None
    date: Day | None = None


class Entered(Row):
    """A problem entered by hand (问题): from an inspection, a higher office, a hand-over."""

    no: Words | None = None
    unit: Name
    task: Words | None = None
    text: Name
    source: Words | None = None
    ref: Words | None = None
    date: Day
    deadline: Day | None = None


class Closing(Row):
    """A decision on a problem (销号), which it names by its `no` or by its `task`."""

    unit: Name
    task: Words | None = None
    no: Words | None = None
    decision: Annotated[Literal["closed", "returned", "cancelled"], BeforeValidator(_fixed("closings", "decision"))]
    date: Day
    by: Name
    basis: Words | None = None
    requirement: Words | None = None
    fixed_on: When | None = None


class Extension(Row):
    """A deadline put off (延期), for a problem named by its `no` or by its `task`."""

    unit: Name
    task: Words | None = None
    no: Words | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day
    reason: Words | None = None
    by: Name
    date: Day


class Dispatch(Row):
    """What an office sent to a unit (发文登记)."""

    number: Words | None = None
    date: Day
    unit: Name
    kind: Annotated[
        Literal["提示", "督促提醒函", "督办单", "通报", "约谈"], BeforeValidator(_fixed("dispatches", "kind"))
    ]
    problems: Names = ()
    reply_by: Day | None = None
    replied: Day | None = None


class Reading(Row):
    """The office's own reading of a task (口径答疑): never the plan's words."""

    task: Name
    date: Day | None = None
    text: Name


class Counted(Row):
    """What an office enters for an item of its own standard (计分录入): cases (件数), or points (得分), with the reason."""

    item: Name
    unit: Name
    cases: Annotated[Fraction, PlainValidator(given.cases)] | None = None
    points: Annotated[Fraction, PlainValidator(given.entered)] | None = None
    reason: Words | None = None


# The model of each list's rows.
ROWS: Mapping[str, type[Row]] = {
    "units": Member,
    "assignments": Assignment,
    "receipts": Receipt,
    "reviews": Review,
    "problems": Entered,
    "closings": Closing,
    "extensions": Extension,
    "dispatches": Dispatch,
    "notes": Reading,
    "entered": Counted,
}


class Head(Reported):
    """The head of a round: which plan, and its days."""

    plan: Name
    title: Name
    as_of: Day
    from_: Day | None = Field(None, alias="from")
    due: Day | None = None
    issuer: Words | None = None


class Round:
    """A round as it is read. `findings` is what is wrong with its file; rows that could not be used are left out.

    `start` is the earliest date of a file that counts. `begun` says where in a text each of its lists begins.
    """

    def __init__(
        self,
        path: str,
        head: Head,
        lists: Mapping[str, Sequence[Any]] | None = None,
        findings: Sequence[Finding] = (),
        begun: Sequence[tuple[Place, str]] = (),
    ) -> None:
        self.path, self.head, self.findings, self._begun = path, head, list(findings), begun
        rows = lists or {}
        self.units: Sequence[Member] = rows.get("units", ())
        self.assignments: Sequence[Assignment] = rows.get("assignments", ())
        self.receipts: Sequence[Receipt] = rows.get("receipts", ())
        self.reviews: Sequence[Review] = rows.get("reviews", ())
        self.beside: Sequence[Review] = ()
        self.problems: Sequence[Entered] = rows.get("problems", ())
        self.closings: Sequence[Closing] = rows.get("closings", ())
        self.extensions: Sequence[Extension] = rows.get("extensions", ())
        self.dispatches: Sequence[Dispatch] = rows.get("dispatches", ())
        self.notes: Sequence[Reading] = rows.get("notes", ())
        self.entered: Sequence[Counted] = rows.get("entered", ())

    def list_at(self, place: Place) -> str | None:
        """Return which list a place of a text lies in; None where it lies above them all."""
        above = [
            (at.line, at.column, name) for at, name in self._begun if (at.line, at.column) <= (place.line, place.column)
        ]
        return max(above)[2] if above else None

    @property
    def as_of(self) -> date:
        """The day that every file of the round is judged on."""
        return self.head.as_of

    @property
    def start(self) -> date:
        """The earliest date of a file that counts (起)."""
        return self.head.from_ or self.head.as_of

    @property
    def all_reviews(self) -> Sequence[Review]:
        """The reviews of its own file, and behind them those of the sheets beside it (see Course)."""
        return [*self.reviews, *self.beside]
