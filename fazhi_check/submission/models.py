"""The public definition of a submission, in pydantic: what other programs import, and the JSON Schema is made from.

The checker itself works with records of the same fields (`records`), made by pydantic's core alone (`schema`).
"""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator

from fazhi_check.findings import Finding
from fazhi_check.sanitize import mask
from fazhi_check.source.dates import Span
from fazhi_check.source.numbers import Amount
from fazhi_check.submission import values
from fazhi_check.submission.records import Part, Record
from fazhi_check.submission.records import Submission as SubmissionRecord
from fazhi_check.words import Level

Words: TypeAlias = Annotated[str, AfterValidator(mask)]
Name: TypeAlias = Annotated[Words, AfterValidator(values.not_blank)]
Day: TypeAlias = Annotated[date, PlainValidator(values.read_day)]
When: TypeAlias = Annotated[Span, PlainValidator(values.read_span)]
Value: TypeAlias = Annotated[Amount, PlainValidator(values.read_value)]
Told: TypeAlias = Annotated[Part, PlainValidator(values.read_part)]
Points: TypeAlias = Annotated[Amount, PlainValidator(values.read_points)]
Percentage: TypeAlias = Annotated[Amount, PlainValidator(values.read_percentage)]
YesOrNo: TypeAlias = Annotated[bool, PlainValidator(values.read_yes)]
Waiting: TypeAlias = Annotated[bool, PlainValidator(values.read_waiting)]
Year: TypeAlias = Annotated[int, PlainValidator(values.read_year)]
Status: TypeAlias = Literal["not_started", "under_way", "substantial", "done", "not_applicable"]
Kind: TypeAlias = Literal["document", "record", "publication", "figure", "report"]


class Reported(BaseModel):
    """Base of everything that people write: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Unit(Reported):
    """Who reports: `code` is the six-digit division code (GB/T 2260), `body` one of the plan's bodies."""

    name: Name
    level: Annotated[Level, BeforeValidator(values.read_level)]
    code: Annotated[str, PlainValidator(values.read_code)]
    body: Words | None = None


class Origin(Reported):
    """Where the data was taken from."""

    title: Words | None = None
    publisher: Words | None = None
    date: Day | None = None
    url: Words | None = None
    note: Words | None = None


class Evidence(Reported):
    """One piece of evidence (佐证材料); `date` is a day, a month or a year."""

    kind: Annotated[Kind, BeforeValidator(values.read_kind)]
    title: Name
    ref: Words | None = None
    date: When | None = None
    url: Words | None = None
    quote: Words | None = None
    period: Words | None = None


class Entry(Reported):
    """What is reported on one target. `progress` and percentages run from 0 to 100.

    `basis` (口径) is by what rule it was counted, `apply` tells that the unit asks to close the problem (申请销号).
    `proposed` (待确认) tells that it was taken from a report and no person has looked at it yet.
    """

    status: Annotated[Status, BeforeValidator(values.read_status)] | None = None
    progress: Percentage | None = None
    value: Value | None = None
    covered: Value | None = None
    total: Value | None = None
    by_unit: dict[Words, Told] | None = None
    by_year: Annotated[dict[Year, Value], BeforeValidator(values.each_year_once)] | None = None
    done_on: When | None = None
    evidence: tuple[Evidence, ...] = ()
    owner: Words | None = None
    problem: Words | None = None
    next_step: Words | None = None
    note: Words | None = None
    reason: Words | None = None
    basis: Words | None = None
    apply: YesOrNo | None = None
    proposed: Waiting | None = None


class Submission(Reported):
    """A whole submission: `entries` by target id; `self_points` (自评分) are by item of an office's standard."""

    plan: Name
    unit: Unit
    as_of: Day
    source: Origin | None = None
    self_points: dict[str, Points] = {}
    entries: dict[str, Entry]


def model_of(record: SubmissionRecord) -> Submission:
    """Return the public model of a submission that was read."""
    made: Submission = _made(Submission, record)
    return made


def _made(model: type[Reported], record: Record) -> Any:
    """Return a model of a record's fields: they were validated when the record was made."""
    return model.model_construct(**{name: _inner(value) for name, value in record.given.items()})


def _inner(value: Any) -> Any:
    if isinstance(value, Record):
        return _made(_MODELS[type(value).__name__], value)
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        return tuple(map(_inner, value))
    return {key: _inner(one) for key, one in value.items()} if isinstance(value, dict) else value


_MODELS: dict[str, type[Reported]] = {model.__name__: model for model in (Unit, Origin, Evidence, Entry)}


def load_submission(path: str | os.PathLike[str]) -> Submission:
    """Return the submission in a file, for programs that want the data without a plan.

    Raises TypeError where `path` is no path, UnusableSubmission where the file cannot be read or its head is not
    whole; entries with errors are left in as far as they could be read.
    """
    from fazhi_check.submission.loading import load
    from fazhi_check.submission.reading import UnusableSubmission

    named = os.fspath(path) if isinstance(path, str | os.PathLike) else path
    if not isinstance(named, str):
        kind = type(path).__name__
        raise TypeError(f"path 应是路径（str 或 Path），不是 {kind} (path is a str or Path, not {kind})")
    read = load(named)
    if isinstance(read, Finding):
        raise UnusableSubmission(named, [read])
    if read.submission is None:
        raise UnusableSubmission(named, read.findings)
    return model_of(read.submission)
