"""The JSON report, a contract: names, meanings and order are fixed (schema_version 1; see contract.py)."""

from __future__ import annotations

import json
from typing import Any, TextIO

from fazhi_check.assess import Assessment
from fazhi_check.findings import Finding, Place
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.view import View
from fazhi_check.sanitize import INVISIBLE, mask
from fazhi_check.version import __version__
from fazhi_check.words import Lang, exact

SCHEMA_VERSION = 1


def render(report: Report, out: TextIO, view: View) -> None:
    """Write the report as one JSON document."""
    out.write(visible_json(as_data(report, view.lang), indent=1) + "\n")


def visible_json(data: object, indent: int | None = None) -> str:
    """Return data as JSON in which what nobody can see is escaped: terminals act on some of it, lines end at some."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return INVISIBLE.sub(lambda found: json.dumps(found.group())[1:-1], text)


def as_data(report: Report, lang: Lang) -> dict[str, Any]:
    """Return the report as plain JSON data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fazhi-check", "version": __version__},
        "files": [_file(one, lang) for one in report.files],
        "counts": report.counts(),
        "exit_code": int(report.exit_code),
    }


def _file(one: FileReport, lang: Lang) -> dict[str, Any]:
    plan, unit = one.plan, one.unit
    return {
        "path": mask(one.path),
        "valid": one.valid,
        "plan": plan
        and {
            "id": plan.id,
            "title": plan.title,
            "edition": plan.edition,
            "hash": plan.hash,
            "targets": plan.size,
        },
        "binding": one.binding,
        "unit": unit and {"name": unit.name, "level": unit.level, "code": unit.code, "body": unit.body},
        "as_of": one.as_of and one.as_of.isoformat(),
        "phase": one.phase and one.phase.id,
        "counts": one.counts(),
        "assessments": [_assessment(a, one.places.get(a.target.id), lang) for a in one.assessments],
        "findings": [_finding(f, lang) for f in one.findings],
    }


def _assessment(one: Assessment, place: Place | None, lang: Lang) -> dict[str, Any]:
    target, waived = one.target, one.waived
    return {
        "target": target.id,
        "title": target.title if lang == "zh" else target.title_en,
        "section": target.section,
        "item": target.item,
        "verdict": one.verdict,
        "flagged": one.flagged,
        "required": one.required if one.required is None or isinstance(one.required, str) else exact(one.required),
        "reported": mask(one.reported) if isinstance(one.reported, str) else one.reported,
        "deadline": one.deadline and one.deadline.isoformat(),
        "lag": None if one.lag is None else exact(one.lag),
        "serious": one.serious,
        "waived": waived
        and {
            "reason": mask(waived.reason),
            "approved_by": mask(waived.approved_by),
            "expires": waived.expires.isoformat(),
        },
        **({"known": True} if one.known else {}),
        "message": one.why.say(lang),
        "line": place and place.line,
        "column": place and place.column,
    }


def _finding(one: Finding, lang: Lang) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message(lang),
        "line": one.place and one.place.line,
        "column": one.place and one.place.column,
        "target": one.target and mask(one.target),
        "data": one.sentence.plain(lang),
        **({"known": True} if one.known else {}),
    }
