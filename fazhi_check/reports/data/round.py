"""A round as plain JSON data: who has reported, unit by unit and task by task (see contract.RoundInfo)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi_check.digest.round.facts import Numbers, RoundDigest, UnitDigest, numbers_of
from fazhi_check.digest.round.tasks import Task, tasks_of
from fazhi_check.reports.data.tracked import problem_data
from fazhi_check.words import VERDICTS, Lang


def round_data(one: RoundDigest, lang: Lang) -> dict[str, Any]:
    """Return where the round stands as plain JSON data."""
    named = {id(unit): {"name": unit.unit.name, "code": unit.unit.code} for unit in one.units}
    return {
        "title": one.title,
        "as_of": one.as_of.isoformat(),
        "due": one.due and one.due.isoformat(),
        **({"issuer": one.issuer} if one.issuer else {}),
        **({"punctual": True} if one.punctual else {}),
        **({"unassigned": list(one.unassigned)} if one.unassigned else {}),
        **({"unclaimed": list(one.unclaimed)} if one.unclaimed else {}),
        **({"notes": _notes(one)} if one.readings else {}),
        **_returns(one.numbers),
        "categories": [
            {"category": name or None, **_returns(numbers), "counts": numbers.counts}
            for name, units in one.categories.items()
            for numbers in [numbers_of(units)]
        ],
        "units": [_unit(unit, one, lang) for unit in one.units],
        "targets": [_task(task, named) for task in tasks_of(one)],
    }


def _notes(one: RoundDigest) -> list[dict[str, Any]]:
    return [
        {"task": task, "date": said.day and said.day.isoformat(), "text": said.text}
        for task, readings in one.readings.items()
        for said in readings
    ]


def _returns(numbers: Numbers) -> dict[str, int]:
    return {name: getattr(numbers, name) for name in Numbers._fields if name != "counts"}


def _task(task: Task, named: Mapping[int, dict[str, str]]) -> dict[str, Any]:
    """Return a task as data; `named` are the units by their identity (id), each written out once."""
    return {
        "target": task.target,
        "counts": {verdict: task.counts.numbers.get(verdict, 0) for verdict in VERDICTS},
        "behind": [named[id(one.unit)] for one in task.behind],
    }


def _unit(unit: UnitDigest, one: RoundDigest, lang: Lang) -> dict[str, Any]:
    below = one.below(unit)
    return {
        **unit.unit._asdict(),
        "within": unit.within,
        "category": unit.category,
        "path": unit.file and unit.file.path,
        "state": unit.state,
        "stale": unit.stale and unit.stale.isoformat(),
        "received": unit.received and unit.received.isoformat(),
        "counts": unit.file and unit.file.counts,
        "children": numbers_of(below).counts if below else None,
        "problems": None if unit.problems is None else [problem_data(each, lang) for each in unit.problems],
        "asked": unit.asked,
        **({"excused": unit.excused} if unit.excused else {}),
        **({"addressee": unit.addressee} if unit.addressee else {}),
        **({} if unit.bound else {"bound": False}),
    }
