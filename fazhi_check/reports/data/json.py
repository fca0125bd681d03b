"""The JSON report, a contract: names, meanings and order are fixed (schema_version 2; see contract.py)."""

from __future__ import annotations

import json
from typing import Any, TextIO

from fazhi_check.digest.entry import EntryDigest, Waiting
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.goal import GoalDigest, SaidDigest, Statement
from fazhi_check.digest.line import Line
from fazhi_check.digest.origin import OriginDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Change, Settled
from fazhi_check.findings import Place
from fazhi_check.gate import DEFAULT_FAIL_ON
from fazhi_check.reports.data.tracked import before_data, problem_data
from fazhi_check.reports.view import View
from fazhi_check.sanitize import INVISIBLE, all_seen
from fazhi_check.version import __version__
from fazhi_check.words import Lang, exact

SCHEMA_VERSION = 2


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as one JSON document."""
    out.write(visible_json(as_data(digest, view.lang), indent=1) + "\n")


def visible_json(data: object, indent: int | None = None) -> str:
    """Return data as JSON in which what nobody can see is escaped: terminals act on some of it, lines end at some."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return text if all_seen(text) else INVISIBLE.sub(lambda found: json.dumps(found.group())[1:-1], text)


def as_data(digest: Digest, lang: Lang) -> dict[str, Any]:
    """Return the report as plain JSON data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fazhi-check", "version": __version__},
        "choice": digest.chosen,
        **({} if digest.gate == DEFAULT_FAIL_ON else {"fail_on": sorted(digest.gate)}),
        "files": [file_data(one, lang, digest.gate) for one in digest.files],
        "round": _round(digest, lang),
        "counts": digest.totals,
        "exit_code": digest.exit_code,
    }


def _round(digest: Digest, lang: Lang) -> dict[str, Any] | None:
    if digest.round is None:
        return None
    from fazhi_check.reports.data.round import round_data

    return round_data(digest.round, lang)


def file_data(one: FileDigest, lang: Lang, gate: frozenset[str]) -> dict[str, Any]:
    """Return one file as plain JSON data; `gate` is the run's."""
    plan, unit = one.plan, one.unit
    return {
        "path": one.path,
        "valid": one.valid,
        "plan": plan
        and {
            "id": plan.id,
            "title": plan.name.zh,
            "edition": plan.edition,
            "hash": plan.hash,
            "targets": plan.size,
        },
        "binding": one.binding,
        "unit": unit and unit._asdict(),
        "as_of": one.as_of and one.as_of.isoformat(),
        "phase": one.phase and one.phase.id,
        **({"applying": one.part.applying} if one.part else {}),
        **({} if one.gate == gate else {"fail_on": sorted(one.gate)}),
        "counts": one.counts,
        "assessments": [_line(line, lang) for line in one.lines],
        "goals": [_goal(goal, lang) for goal in one.goals],
        "principles": one.principles,
        **({"statements": [_said(said, lang) for said in one.statements]} if one.statements else {}),
        "unclaimed": one.unclaimed,
        **({"offered": one.offered} if one.offered else {}),
        "superseded": one.superseded,
        "subject": one.subject,
        "reported_on": one.reported_on and one.reported_on.isoformat(),
        **({"source": _source(one.source)} if one.source else {}),
        "problems": None if one.tracked is None else [problem_data(each, lang) for each in one.tracked],
        "points": _points(one, lang),
        "findings": [_finding(found, lang) for found in one.findings],
        **({"hidden": one.hidden} if one.hidden else {}),
    }


def _points(one: FileDigest, lang: Lang) -> dict[str, Any] | None:
    if one.points is None:
        return None
    from fazhi_check.reports.data.points import points_data

    return points_data(one.points, lang)


def _source(source: OriginDigest) -> dict[str, str]:
    return {name: value for name, value in source._asdict().items() if value is not None}


def _line(line: Line, lang: Lang) -> dict[str, Any]:
    waived, required = line.waived, line.required
    return {
        "target": line.target,
        "title": line.title.say(lang),
        "section": line.section,
        "item": line.item,
        "verdict": line.verdict,
        "flagged": line.flagged,
        "required": required if required is None or isinstance(required, str) else exact(required),
        "reported": line.reported,
        "deadline": line.deadline and line.deadline.isoformat(),
        "lag": None if line.lag is None else exact(line.lag),
        "serious": line.serious,
        "waived": waived
        and {"reason": waived.reason, "approved_by": waived.approved_by, "expires": waived.expires.isoformat()},
        **({"known": True} if line.known else {}),
        "support": line.support,
        "proofs": line.proofs,
        "past_due": line.past_due,
        "slow": line.slow,
        "change": line.change and _change(line.change),
        "settled": line.settled and _settled(line.settled),
        **(_entry(line.entry) if line.entry else {}),
        **({"proposed": _waiting(line.proposed)} if line.proposed else {}),
        "message": line.message(lang),
        **_at(line.place),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "before": change.before and before_data(change.before),
        "since": change.since and change.since.isoformat(),
        "rounds": change.rounds,
    }


def _settled(settled: Settled) -> dict[str, Any]:
    return {
        "verdict": settled.verdict,
        "evidence": settled.evidence,
        "by": settled.by,
        "date": settled.day and settled.day.isoformat(),
        "reason": settled.reason,
        **({"pending": True} if settled.pending else {}),
    }


def _at(place: Place | None) -> dict[str, int | str | None]:
    """Return where something stands: line and column, and the cell where it is one."""
    return {**place.data} if place else {"line": None, "column": None}


def _entry(entry: EntryDigest) -> dict[str, Any]:
    """Return what an entry says beside its verdict; what it does not say is absent."""
    exactly = entry.exact
    said = {
        "exact": exactly
        and {
            "value": exactly.value,
            "bound": exactly.bound,
            **({"by_year": dict(exactly.by_year)} if exactly.by_year else {}),
            **{key: list(names) for key in ("lacking", "open") if (names := getattr(exactly, key))},
        },
        "progress": entry.progress,
        "basis": entry.basis,
        "measure": entry.measure,
        "quotes": list(entry.quotes) or None,
        "entry": {**entry.remarks, **({"apply": True} if entry.apply else {})} or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _waiting(proposed: Waiting) -> dict[str, Any]:
    """Return what waits to be confirmed; what it does not say is absent."""
    status = {"status": proposed.status} if proposed.status else {}
    return status | {name: value for name, value in _entry(proposed.entry).items() if name != "measure"}


def _goal(goal: GoalDigest, lang: Lang) -> dict[str, Any]:
    return {
        "target": goal.target,
        "title": goal.title.say(lang),
        "tasks": goal.tasks,
        "counts": dict(goal.counts),
        **_stated(goal.statement),
    }


def _said(said: SaidDigest, lang: Lang) -> dict[str, Any]:
    return {"target": said.target, "title": said.title.say(lang), **_stated(said.statement)}


def _stated(said: Statement | None) -> dict[str, Any]:
    """Return what a unit says of a goal or principle; what waits to be confirmed is not yet its statement."""
    if said and said.proposed:
        return {"statement": None, "proposed": _statement(said)}
    return {"statement": said and _statement(said)}


def _statement(said: Statement) -> dict[str, Any]:
    return {"status": said.status, "note": said.note, "quotes": list(said.quotes)}


def _finding(found: FindingDigest, lang: Lang) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message(lang),
        **_at(found.place),
        "target": found.target,
        "data": found.data(lang),
        **({"known": True} if found.known else {}),
    }
