"""Plans as JSON and back: the compiled form that is quick to load.

Exact numbers are written as fractions ("197/2"), days in ISO form. Only what this module wrote is read by it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from fazhi_check.plan.model import (
    Aim,
    Baseline,
    Bounds,
    Claims,
    Coverage,
    Cumulative,
    Frequency,
    Item,
    Jurisdiction,
    Measure,
    Milestone,
    Minimum,
    Pace,
    Period,
    Phase,
    Plan,
    Proofs,
    Quantity,
    Requirement,
    Requires,
    Section,
    Standing,
    Target,
    WorkField,
)
from fazhi_check.words import LADDER

_MEASURES: dict[str, type[Measure]] = {
    "milestone": Milestone,
    "quantity": Quantity,
    "coverage": Coverage,
    "minimum": Minimum,
    "frequency": Frequency,
    "standing": Standing,
    "cumulative": Cumulative,
}
# Fields of a target that are the same in both forms.
_AS_THEY_ARE = (
    *("id", "section", "item", "title", "title_en", "force", "local_only"),
    *("condition", "group", "note", "field", "restates", "draft"),
)
_OF_AIM = tuple(name for name in _AS_THEY_ARE if name not in ("group", "field"))
_NUMBERS = ("at_least", "at_most", "per_year")


def plan_of(data: dict[str, Any]) -> Plan:
    """Return the plan that compiled data describes.

    Raises KeyError, TypeError or ValueError where the data is not of this form.
    """
    fields: dict[str, Any] = {
        "title_en": None,
        "edition": None,
        "publisher": None,
        "published": None,
        "jurisdiction": None,
        **{name: value for name, value in data.items() if name in Plan._fields},
        "period": _period(data["period"]),
        "phases": tuple(map(_phase, data["phases"])),
        "groups": {name: {k: _requires(v) for k, v in asked.items()} for name, asked in data["groups"].items()},
        "pace": _pace(data["pace"]),
        "sections": tuple(map(_section, data["sections"])),
        "targets": tuple(_target(one) for one in data["targets"] if one["role"] == "task"),
        "aims": tuple(_aim(one) for one in data["targets"] if one["role"] != "task"),
        "listing": tuple(one["id"] for one in data["targets"]),
        "fields": tuple(WorkField(**one) for one in data.get("fields", ())),
        "rules": tuple(data.get("rules", ())),
        "claims": tuple(map(_claims, data.get("claims", ()))),
        "replaced": {old: tuple(new) for old, new in data.get("replaced", {}).items()},
    }
    if fields["published"]:
        fields["published"] = _day(fields["published"])
    if fields["jurisdiction"]:
        fields["jurisdiction"] = Jurisdiction(**fields["jurisdiction"])
    return Plan(**fields)


def _period(data: dict[str, Any]) -> Period:
    """Return the period; where a draft does not know a day it is open on that side."""
    start, end = data.get("start"), data.get("end")
    return Period(_day(start) if start else date.min, _day(end) if end else date.max)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _requires(text: str) -> Requires:
    return text if text in LADDER else Fraction(text)


def _pace(data: dict[str, Any]) -> Pace:
    return Pace(Fraction(data["tolerance"]), Fraction(data["serious"]), data["due_soon_days"])


def _phase(data: dict[str, Any]) -> Phase:
    start = data.get("start")
    return Phase(data["id"], data["title"], _day(data["deadline"]), _day(start) if start else None, data.get("source"))


def _claims(data: dict[str, Any]) -> Claims:
    return Claims(data["group"], *_bounds(data), {code: _bounds(one) for code, one in data["units"].items()})


def _bounds(data: dict[str, Any]) -> Bounds:
    return Bounds(data.get("at_least"), data.get("at_most"))


def _section(data: dict[str, Any]) -> Section:
    return Section(**{**data, "items": tuple(Item(**item) for item in data["items"])})


def _common(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return what tasks, goals and principles have in common."""
    given: dict[str, Any] = {name: data[name] for name in names if name in data}
    return given | {name: tuple(data[name]) for name in ("anchors", "applies_to", "lead")}


def _aim(data: dict[str, Any]) -> Aim:
    return Aim(**_common(data, _OF_AIM), role=data["role"], through=tuple(data["through"]))


def _target(data: dict[str, Any]) -> Target:
    return Target(
        **_common(data, _AS_THEY_ARE),
        measure=_measure(data["measure"]),
        schedule=tuple(
            Requirement(_day(asked["deadline"]), _requires(asked["requires"])) for asked in data["schedule"]
        ),
        evidence=Proofs(tuple(data["evidence"]["kinds"]), data["evidence"]["min"]),
    )


def _measure(data: dict[str, Any]) -> Measure:
    fields: dict[str, Any] = {name: Fraction(value) if name in _NUMBERS else value for name, value in data.items()}
    if "baseline" in fields:
        fields["baseline"] = Baseline(_day(data["baseline"]["date"]), Fraction(data["baseline"]["value"]))
    return _MEASURES[data["kind"]](**fields)
