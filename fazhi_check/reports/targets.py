"""A plan's targets as people and programs read them: a tree in the terminal, JSON by contract."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any, TextIO

from fazhi_check.measures import wanted
from fazhi_check.plan.model import Plan, Target
from fazhi_check.reports.table.page import Page
from fazhi_check.words import FORCES, LEVELS, MEASURES, Text, exact

SCHEMA_VERSION = 1
_PLAN_FIELDS = ("id", "title", "edition", "period", "phases", "groups", "pace", "bodies", "jurisdiction")


def render_json(plan: Plan, out: TextIO) -> None:
    """Write the plan and its targets, resolved, as one JSON document."""
    json.dump(as_data(plan), out, ensure_ascii=False, indent=1)
    out.write("\n")


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the plan's targets as plain JSON data; in a measure a field that does not apply is absent."""
    return {
        "schema_version": SCHEMA_VERSION,
        "plan": {name: _plain(getattr(plan, name)) for name in _PLAN_FIELDS},
        "targets": [_target(target) for target in plan.targets],
    }


def _target(target: Target) -> dict[str, Any]:
    return {name: _plain(value) for name, value in target._asdict().items() if value is not None or name == "group"}


def _plain(value: Any) -> Any:
    """Return records as JSON data; in a measure a field that does not apply is absent."""
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        fields = value._asdict().items()
        return {name: _plain(inner) for name, inner in fields if inner is not None}
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def render_tree(plan: Plan, page: Page) -> None:
    """Print the targets by section and item, each with its measure and deadlines."""
    lang = page.view.lang
    page.line((plan.name(lang), "bold"), f"  {plan.edition or ''}")
    for section, in_section in groupby(plan.targets, key=lambda target: target.section):
        page.blank()
        page.line((plan.heading(section, lang), "bold"))
        for item, members in groupby(in_section, key=lambda target: target.item):
            page.line((plan.heading(item, lang), "cyan"), indent=2)
            for target in members:
                _print_target(page, target)
    count = Text(f"共 {len(plan.targets)} 项", f"{len(plan.targets)} targets")
    page.blank()
    page.line(page.say(count))


def _print_target(page: Page, target: Target) -> None:
    force = "" if target.force == "shall" else f"[{page.say(FORCES[target.force])}] "
    page.row(
        f"{page.fit(target.id, 10)}{force}{target.name(page.view.lang)}", page.say(brief_measure(target)), indent=4
    )


def brief_measure(target: Target) -> Text:
    """Return the kind of measure with its mark, as short as a column allows."""
    kind = MEASURES[target.measure.kind]
    marked = target.measure.kind in ("quantity", "coverage", "minimum", "frequency") or getattr(
        target.measure, "marked", False
    )
    if not marked:
        return kind
    mark = (
        wanted("done", target.measure)
        if target.measure.kind in ("quantity", "coverage", "minimum")
        else _standing_mark(target)
    )
    return Text(f"{kind.zh} {mark.zh}", f"{kind.en}, {mark.en}")


def _standing_mark(target: Target) -> Text:
    from fazhi_check.measures import mark_of

    return wanted(mark_of(target.measure), target.measure)


def levels(target: Target) -> Text:
    """Return the levels that answer for a target."""
    return Text("、".join(LEVELS[level].zh for level in target.applies_to), ", ".join(target.applies_to))
