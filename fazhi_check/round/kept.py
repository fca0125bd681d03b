"""One unit's part of a saved report, read as far as later judgements are held against it.

What version 1 did not tell yet has the value that says nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from fazhi_check.assess import FLAGGED
from fazhi_check.carried import Carried, Exact
from fazhi_check.round.judged import Judged
from fazhi_check.words import Level, Text


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class _Plan(_Kept):
    id: str


class _Unit(_Kept):
    name: str
    level: Level
    code: str
    body: str | None = None


class Head(_Kept):
    """Whose part it is, of which day and phase; without plan, unit or day nothing was judged."""

    plan: _Plan | None
    unit: _Unit | None
    as_of: str | None
    phase: str | None
    superseded: bool = False
    subject: str = "file"

    @property
    def day(self) -> date | None:
        """The day of judgement; None where nothing was judged that counts. Raises ValueError where it does not exist."""
        counts = self.plan and self.unit and not self.superseded and self.subject == "file"
        return date.fromisoformat(self.as_of) if counts and self.as_of else None


class _Exact(_Kept):
    value: str | None
    bound: Literal["lower", "upper"] | None
    by_year: dict[str, str] | None = None


class _Entry(_Kept):
    problem: str | None = None
    next_step: str | None = None
    done_on: str | None = None
    apply: bool = False


class _Assessment(_Kept):
    target: str
    verdict: Literal["met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt"]
    flagged: bool
    reported: str | int | float | None
    deadline: str | None
    message: str
    waived: Mapping[str, Any] | None = None
    known: bool = False
    proofs: int = 0
    exact: _Exact | None = None
    progress: str | int | float | None = None
    measure: str | None = None
    basis: str | None = None
    quotes: tuple[str, ...] = ()
    entry: _Entry = _Entry()


class _Part(_Kept):
    assessments: tuple[_Assessment, ...]


_ASSESSMENTS: TypeAdapter[tuple[_Assessment, ...]] = TypeAdapter(tuple[_Assessment, ...])


def judgements_of(lines: Sequence[bytes], whole: bool, plan: str, day: date) -> dict[str, Judged]:
    """Return the judgements of a day under a plan (its id) by target, from the JSON of each, or of the `whole` part.

    Raises ValueError (pydantic's is one) where any is none.
    """
    if whole:
        found = _Part.model_validate_json(b"".join(lines)).assessments
    else:
        found = _ASSESSMENTS.validate_json(b"[" + b",".join(lines) + b"]")
    return {one.target: _judgement(one, plan, day) for one in found}


def judgement_of(data: object, plan: str, day: date) -> Judged:
    """Return a judgement of a day under a plan (its id). Raises ValueError (pydantic's is one) where it is none."""
    return _judgement(_Assessment.model_validate(data, strict=False), plan, day)


def check_part(data: object) -> None:
    """Raise ValueError (pydantic's is one) where the data of a whole part is none."""
    for one in _Part.model_validate(data, strict=False).assessments:
        _judgement(one, "", date.min)


def _judgement(one: _Assessment, plan: str, day: date) -> Judged:
    entry, said = one.entry, one.exact
    exactly = Exact(said.value, said.bound, said.by_year or {}) if said else None
    return Judged(
        one.target,
        day,
        one.verdict,
        # Waivers and the list of known findings take a verdict off what is flagged, not off what was wrong.
        one.verdict in FLAGGED and (one.flagged or one.known or one.waived is not None),
        one.reported,
        one.quotes,
        date.fromisoformat(one.deadline) if one.deadline else None,
        Text(one.message, one.message),
        plan=plan,
        done_on=entry.done_on,
        apply=entry.apply,
        proofs=one.proofs,
        carried=Carried(exactly, one.progress, one.measure, one.basis, one.quotes)
        if one.measure or exactly
        else _NOTHING,
    )


_NOTHING = Carried()
