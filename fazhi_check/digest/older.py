"""A report of version 1 as one of version 2: what it did not tell yet is filled in as far as it follows from the rest."""

from __future__ import annotations

from typing import Any

from fazhi_check.codes import CODES

_OF_FILE: dict[str, Any] = {
    "goals": [],
    "principles": 0,
    "unclaimed": 0,
    "superseded": False,
    "reported_on": None,
    "problems": None,
    "points": None,
}
_OF_ASSESSMENT: dict[str, Any] = {"proofs": 0, "slow": False, "change": None, "settled": None}


def of_today(report: Any) -> Any:
    """Return the data of a saved report in the form of version 2; what is no report of version 1 is given back."""
    if not isinstance(report, dict) or report.get("schema_version") != 1 or report["schema_version"] is True:
        return report
    files, counts = report.get("files"), report.get("counts")
    submissions = counts.get("files") if isinstance(counts, dict) else None
    if isinstance(files, list) and isinstance(submissions, int):
        files = [_file(one, number < submissions) for number, one in enumerate(files)]
    return {**report, "schema_version": 2, "files": files, "round": None}


def _file(file: Any, is_submission: bool) -> Any:
    if not isinstance(file, dict):
        return file
    judged, day = file.get("assessments"), file.get("as_of")
    if isinstance(judged, list):
        judged = [_assessment(one, day) for one in judged]
    subject = "file" if is_submission else _list(file.get("findings"))
    return {**_OF_FILE, "subject": subject, **file, "assessments": judged}


def _list(findings: Any) -> str:
    """Return which list beside the run a report is about, by what the first of its codes is found in."""
    first = findings[0] if isinstance(findings, list) and findings else None
    code = first.get("code") if isinstance(first, dict) else None
    known = CODES.get(code) if isinstance(code, str) else None
    return "known" if known and known.subject == "known" else "waivers"


def _assessment(one: Any, day: Any) -> Any:
    if not isinstance(one, dict):
        return one
    return {**_OF_ASSESSMENT, "past_due": _past_due(one, day), **one}


def _past_due(one: dict[str, Any], day: Any) -> bool | None:
    verdict, deadline = one.get("verdict"), one.get("deadline")
    if verdict in ("exempt", "invalid"):
        return None
    if verdict == "missing" and isinstance(deadline, str) and isinstance(day, str):
        return deadline <= day
    return verdict == "overdue"
