"""The GitLab code quality report: a JSON array with an object for each finding, empty where there is none."""

from __future__ import annotations

import json
from typing import Any, TextIO

from fazhi_check.codes import Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.reports.data.machine import (
    NOT_SUBMITTED,
    SLOW,
    Slow,
    Told,
    identity,
    in_cell,
    slow_duties,
    told,
    written,
)
from fazhi_check.reports.view import View
from fazhi_check.words import Lang

# What fails no gate. GitLab knows info, minor, major, critical and blocker.
_SEVERITIES = {Severity.error: "major", Severity.warning: "minor", Severity.note: "info"}


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as one JSON array."""
    issues = [_issue(one, view.lang) for one in told(digest, view.root)]
    asides = [_aside(name, one, view) for one in digest.files for name in one.asides]
    slow = [_slow(one, view.lang) for one in slow_duties(digest, view.root)]
    json.dump([*issues, *slow, *asides], out, ensure_ascii=False, indent=1)
    out.write("\n")


def _issue(one: Told, lang: Lang) -> dict[str, Any]:
    return {
        "description": in_cell(one.place, written(one.finding.announced(lang)), lang),
        "check_name": one.finding.code,
        "fingerprint": one.identity,
        "severity": _severity(one),
        "location": {"path": written(one.path), "lines": {"begin": one.place.line}},
    }


def _slow(one: Slow, lang: Lang) -> dict[str, Any]:
    return {
        "description": in_cell(one.place, one.message(lang), lang),
        "check_name": SLOW,
        "fingerprint": one.identity,
        "severity": "major",
        "location": {"path": written(one.path), "lines": {"begin": one.place.line}},
    }


def _aside(name: str, one: FileDigest, view: View) -> dict[str, Any]:
    """Return what no finding says as an issue of its own, the same one whatever its numbers: there is no other place."""
    path = written(view.root.name(one.path))
    return {
        "description": written(one.asides[name].say(view.lang)),
        "check_name": name,
        "fingerprint": identity(f"{name} {path}"),
        "severity": "info",
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _severity(one: Told) -> str:
    """Return GitLab's word: what fails the gate is major at least, an error a blocker, the worst verdicts critical."""
    if not one.fails:
        return "info" if one.finding.known else _SEVERITIES[one.finding.severity]
    if one.line is None:
        return "major" if one.finding.code == NOT_SUBMITTED else "blocker"
    return "critical" if one.line.verdict == "overdue" or one.line.serious else "major"
