"""The sheet of problems (问题台账): a row for each, in the sixteen columns that offices use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fazhi_check.digest.line import Line
from fazhi_check.digest.round.followed import Member, members
from fazhi_check.digest.round.words import PROBLEM_STATES
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Before, Problem
from fazhi_check.digest.words import DOT, joined, same
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import TRACKED
from fazhi_check.words import STATUSES, VERDICTS, Lang, Text

# After the number of the row, with their widths.
HEADS: Sequence[tuple[Text, int]] = (
    (Text("问题编号", "problem no."), 16),
    (Text("责任单位", "responsible"), 14),
    (Text("问题表述", "problem"), 26),
    (Text("来源依据", "source"), 18),
    (Text("交办日期文号", "given on, document"), 13),
    (Text("整改时限", "to be put right by"), 12),
    (Text("整改措施", "measures"), 22),
    (Text("整改进展", "progress"), 26),
    (Text("整改到位时间", "put right on"), 12),
    (Text("核验方式单位", "verified how, by"), 16),
    (Text("核验结论", "result of it"), 12),
    (Text("销号时间", "closed on"), 12),
    (Text("催办次数", "reminders"), 9),
    (Text("状态", "state"), 12),
    (Text("备注", "remarks"), 18),
)
_DECIDED = ("closed", "returned", "cancelled")
# Whose colour a state has.
_COLOURS = {"reopened": "overdue", "returned": "lagging", "open": "missing", "applied": "due_soon", "fixed": "due_soon"}


def problems(digest: Digest, lang: Lang) -> list[Listed]:
    """Return the list of problems; none where no earlier report and no row of the round tells of any."""
    known = [one for one in members(digest) if one.problems is not None]
    rows = [_row(one, each, lang) for one in known for each in one.problems or ()]
    return [Listed(TRACKED, HEADS, rows, 3, empty=_NONE)] if known else []


_NONE = Text("没有在册的问题", "no problem on the list")


def _row(one: Member, each: Problem, lang: Lang) -> list[Cell]:
    line = one.line(each.target)
    entry = line.entry if line else None
    return [
        Cell(each.no, "id"),
        Cell(one.name),
        Cell(each.text),
        Cell(each.source or _clause(one, line).say(lang)),
        Cell(str(each.opened), "centre"),
        Cell(str(each.deadline or ""), "centre"),
        Cell(entry.lines("next_step") if entry else ""),
        Cell("\n".join(part for part in (_now(each, line).say(lang), entry.lines("note") if entry else "") if part)),
        Cell(each.fixed_on or "", "centre"),
        Cell(each.by or ""),
        Cell(PROBLEM_STATES[each.state].say(lang) if each.state in _DECIDED else "", "centre"),
        Cell(str(each.decided_on) if each.decided_on and each.state == "closed" else "", "centre"),
        Cell(each.reminders, "number"),
        Cell(PROBLEM_STATES[each.state].say(lang), "centre", _COLOURS.get(each.state, "")),
        Cell(_remarks(each, one.day).say(lang)),
    ]


def _clause(one: Member, line: Line | None) -> Text:
    """Return the part of the plan that a task stands in: the source of what nobody entered by hand."""
    return one.file.heading(line.item) if one.file and line else same("")


def _now(each: Problem, line: Line | None) -> Text:
    """Return how its task is judged now, and what was reported."""
    if each.now is None:
        return same("")
    return joined([VERDICTS[each.now.verdict], *_reported(each.now, line)], DOT)


def _reported(now: Before, line: Line | None) -> list[Text]:
    if now.reported is None:
        return []
    told = STATUSES.get(str(now.reported)) or (line.told if line else same(str(now.reported)))
    return [Text(f"填报{told.zh}", f"reported {told.en}")]


def _remarks(each: Problem, day: date | None) -> Text:
    """Return what is to be known beside the columns: by how many days it is late, in how many reports it stood."""
    said = []
    if day and each.overdue(day) and each.deadline:
        late = (day - each.deadline).days
        said.append(Text(f"超过整改时限 {late} 天", f"{late} days over"))
    if each.rounds > 1:
        said.append(Text(f"涉及 {each.rounds} 期", f"in {each.rounds} reports"))
    return joined(said, DOT)
