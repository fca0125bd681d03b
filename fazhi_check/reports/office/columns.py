"""The columns of the ledger as data: what heads them, how wide they are, and what stands in them for one target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.round.followed import Member
from fazhi_check.digest.round.words import SINCE, changed
from fazhi_check.digest.words import (
    COMMA,
    COMPARISON,
    DOT,
    FIRST_CHECK,
    RESTS,
    SERIOUSLY,
    SETTLED,
    bracketed,
    joined,
    same,
    with_more,
)
from fazhi_check.reports.cells import TARGET, TITLE
from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.office.words import UNIT
from fazhi_check.words import FORCES, Lang, Text


class Row(NamedTuple):
    """One target of one file, and what that file's unit is called among others."""

    one: FileDigest
    line: Line
    unit: str


Say: TypeAlias = Callable[[Row, Lang], str]


class Column(NamedTuple):
    """A column: its head, its width in halves of a Chinese character, what it says of a row, and its kind of cell."""

    head: Text
    width: int
    say: Say
    kind: str = "text"


_AND = Text("、", ", ")


def units_of(units: Sequence[Member], mixed: bool, lang: Lang) -> list[str]:
    """Return what each of some units is called: where a name stands for several, with its file.

    One that is only compared among others that the plan binds (`mixed`) says so, and one that is in no sum why.
    """
    names = Counter(one.name for one in units)
    found = []
    for unit in units:
        one = unit.file
        more = [same(one.shown_path)] if one and names[unit.name] > 1 else []
        more += [COMPARISON] if mixed and one and one.comparison else []
        more += [unit.note] if unit.note.zh else []
        found.append(bracketed(unit.name, joined(more, COMMA)).say(lang) if more else unit.name)
    return found


def _lead(row: Row, lang: Lang) -> str:
    bodies = row.one.plan.bodies if row.one.plan else {}
    return _AND.say(lang).join(bodies.get(body, body) if lang == "zh" else body for body in row.line.lead)


def _remark(row: Row, name: str) -> str:
    return row.line.entry.lines(name) if row.line.entry else ""


def _asked(row: Row, lang: Lang) -> str:
    """Return what was required, and beside it that the plan does not demand it, where that is so."""
    force = row.line.force
    return (row.line.asked if force == "shall" else with_more(row.line.asked, FORCES[force])).say(lang)


def _reported(row: Row, lang: Lang) -> str:
    """Return what was reported, and below it why it does not apply, and what the unit says of it."""
    reason = row.line.said(lang) if row.line.verdict == "exempt" else ""
    return "\n".join(part for part in (row.line.told.say(lang), reason, _remark(row, "note")) if part)


def _judged(row: Row, lang: Lang) -> str:
    return f"{MARKS[row.line.group][0]} {row.line.word.say(lang)}"


def _why(row: Row, lang: Lang) -> str:
    """Return why it is judged so, and below it how the office reads the task: its words, never the plan's."""
    line = row.line
    why = (SERIOUSLY.say(lang) if line.serious else "") + line.said(lang)
    said = DOT.say(lang).join(part for part in (why, line.waiver.say(lang)) if part)
    return "\n".join((said, *(reading.said.say(lang) for reading in line.readings)))


def _quotes(row: Row, _lang: Lang) -> str:
    return "\n".join(row.line.entry.quoted) if row.line.entry else ""


def _place(row: Row, _lang: Lang) -> str:
    """Return where its entry stands; the overview says in which file."""
    return row.line.place.at.lstrip(": ") if row.line.place else ""


NUMBER = Text("序号", "no.")
UNITS = Column(UNIT, 14, lambda row, _: row.unit)
# Those of the whole ledger, the ones that offices use, in their order.
COLUMNS: Sequence[Column] = (
    Column(TARGET, 10, lambda row, _: row.line.target, "id"),
    Column(TITLE, 26, lambda row, lang: row.line.title.say(lang)),
    Column(Text("牵头单位", "lead"), 14, _lead),
    Column(Text("责任单位", "responsible"), 12, lambda row, _: _remark(row, "owner")),
    Column(Text("时限", "deadline"), 11, lambda row, _: str(row.line.deadline or ""), "centre"),
    Column(Text("要求", "required"), 10, _asked, "centre"),
    Column(Text("填报", "reported"), 28, _reported),
    Column(FIRST_CHECK, 12, _judged, "verdict"),
    Column(SETTLED, 10, lambda row, lang: row.line.settlement.say(lang), "centre"),
    Column(RESTS, 14, lambda row, lang: row.line.resting_on.say(lang)),
    Column(Text("存在问题", "problem"), 20, lambda row, _: _remark(row, "problem")),
    Column(Text("下一步措施", "next step"), 20, lambda row, _: _remark(row, "next_step")),
    Column(SINCE, 10, lambda row, lang: changed(row.line.change).say(lang), "centre"),
)
# What the sheet of a section adds: why it is judged so, what the evidence says, and where it was written.
MORE: Sequence[Column] = (
    Column(Text("初核依据", "why"), 26, _why),
    Column(Text("佐证原文", "quoted"), 26, _quotes),
    Column(Text("出处", "place"), 12, _place, "centre"),
)
