"""What a checklist for an inspection (督察清单) says: the tags of its template, what a unit reported last among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fazhi_check.digest.papers.titles import title_lines
from fazhi_check.fill.last import Last
from fazhi_check.fill.papers.paper import Handed, facts, listed
from fazhi_check.fill.workbook.rows import written_status
from fazhi_check.plan.model import Plan
from fazhi_check.round.columns import CHECKLIST
from fazhi_check.submission.records import Entry, Evidence
from fazhi_check.words import EVIDENCE_KINDS, KEYS_ZH

LIST = CHECKLIST
NOT_REPORTED = "未填报"
_NUMBERS = ("value", "covered", "total", "progress")


def content(one: Handed, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what fills the template of a checklist."""
    groups = listed(one.tasks, one)
    for row in (row for group in groups for item in group["条"] for row in item["行"]):
        row["填报"] = "" if one.reported is None else one.reported.get(row["编号"], NOT_REPORTED)
    return {
        **facts(one, given),
        "标题": "\n".join(title(one)),
        "清单": groups,
        "列填报": one.reported is not None,
    }


def title(one: Handed) -> list[str]:
    """Return the lines of the title: the plan, and which unit is inspected."""
    return [*title_lines(one.plan.title), *title_lines(f"{one.unit or ''}{LIST}")]


def reported(last: Last, plan: Plan) -> dict[str, str] | None:
    """Return what a unit reported, by id: by its file, which names its evidence, else by a report; None without either."""
    if last.submission is None:
        return None if last.told is None else dict(last.told)
    entries = ((one, entry) for one, entry in last.submission.entries.items() if not entry.void)
    return {one: "\n".join(_lines(one, entry, plan)) for one, entry in entries}


def _lines(target: str, entry: Entry, plan: Plan) -> Iterator[str]:
    """Yield what an entry says: its stage and numbers, what was done, the evidence that it lists and nobody has seen."""
    numbers = (
        f"{KEYS_ZH[key]} {getattr(entry, key).text}" for key in _NUMBERS if getattr(entry, key, None) is not None
    )
    stands = "，".join(filter(None, (written_status(entry, plan.by_id.get(target)), *numbers)))
    yield from filter(None, (stands, entry.note))
    if entry.evidence:
        yield f"已列佐证 {len(entry.evidence)} 件（未核）："
        yield from (f"{at}．{_piece(one)}" for at, one in enumerate(entry.evidence, 1))


def _piece(one: Evidence) -> str:
    kind = EVIDENCE_KINDS[one.kind].zh if one.kind in EVIDENCE_KINDS else ""
    return "".join(filter(None, (f"{kind}《{one.title}》" if kind else one.title, one.ref and f"（{one.ref}）")))
