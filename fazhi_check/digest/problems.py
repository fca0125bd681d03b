"""The problems of units (问题台账) as every format shows them: how many stand where, which come first, their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.round.followed import Member, members
from fazhi_check.digest.round.words import PROBLEM_STATES
from fazhi_check.digest.run import Digest
from fazhi_check.digest.tracked import Before, Problem
from fazhi_check.digest.words import COLON, DOT, joined, same, with_more
from fazhi_check.round.problem import TO_MEND
from fazhi_check.words import STATUSES, VERDICTS, Text

LEDGER = Text("问题台账", "problem ledger")
NO_PROBLEM = Text("没有在册的问题", "no problem on the list")
# The columns that offices use, after the number of the row.
COLUMNS: dict[str, Text] = {
    "no": Text("问题编号", "problem no."),
    "unit": Text("责任单位", "responsible"),
    "text": Text("问题表述", "problem"),
    "source": Text("来源依据", "source"),
    "given": Text("交办日期文号", "given on, document"),
    "deadline": Text("整改时限", "to be put right by"),
    "measures": Text("整改措施", "measures"),
    "progress": Text("整改进展", "progress"),
    "fixed_on": Text("整改到位时间", "put right on"),
    "checked": Text("核验方式单位", "verified how, by"),
    "result": Text("核验结论", "result of it"),
    "closed_on": Text("销号时间", "closed on"),
    "reminders": Text("催办次数", "reminders"),
    "state": Text("状态", "state"),
    "remarks": Text("备注", "remarks"),
}
_DECIDED = ("closed", "returned", "cancelled")
# As many stand in a list before somebody asks for all.
_FEW = 10


class Row(NamedTuple):
    """A problem as a row: a field for each of COLUMNS; `problem` is the whole, `over` the days since its deadline.

    `member` is its unit; it is `early` where only a report is missing, and the deadline of its task is still to come.
    """

    problem: Problem
    member: Member
    over: int
    early: bool
    no: str
    unit: str
    text: Text
    source: Text
    given: str
    deadline: str
    measures: str
    progress: Text
    fixed_on: str
    checked: str
    result: Text
    closed_on: str
    reminders: int
    state: Text
    remarks: Text

    @property
    def to_mend(self) -> bool:
        """Whether its unit has still to put it right."""
        return self.problem.state in TO_MEND

    @property
    def entered(self) -> bool:
        """Whether it was entered by hand: an inspection or another office found it, no verdict did."""
        return self.problem.target is None or self.problem.source is not None

    @property
    def order(self) -> tuple[int, bool, bool]:
        """Its place among those of all units: by its state (see PROBLEM_STATES), what was entered by hand first.

        What only lacks a report before its deadline comes last.
        """
        return list(PROBLEM_STATES).index(self.problem.state), not self.entered, self.early and not self.entered

    @property
    def apart(self) -> int:
        """How much there is to it that no verdict says: 3 for what was entered, 2 for what came back or is to be verified.

        1 where its deadline has passed.
        """
        if self.entered:
            return 3
        return 2 if self.problem.state in ("reopened", "returned", "applied") else int(self.over > 0)

    @property
    def said(self) -> Text:
        """Where it stands in one line: state, deadline, source, reminders."""
        told = [self.result if self.problem.requirement and self.result.zh else self.state]
        told += [Text(f"整改时限 {self.deadline}", f"to be put right by {self.deadline}")] if self.deadline else []
        told += [Text(f"超过 {self.over} 天", f"{self.over} days over")] if self.over else []
        told += [Text(f"来源：{self.source.zh}", f"from: {self.source.en}")] if self.problem.source else []
        told += [Text(f"催办 {self.reminders} 次", f"reminders: {self.reminders}")] if self.reminders else []
        return joined([one for one in told if one.zh], DOT)


class Listed(NamedTuple):
    """The problems that a report lists, and how many others are to be put right."""

    rows: Sequence[Row]
    rest: int = 0

    @property
    def aside(self) -> Text:
        """What is not listed: it is among the flagged verdicts."""
        return Text(
            f"另有 {self.rest} 个由判定列入，见各项判定（--show all 全部列出）",
            f"{self.rest} more stand among the verdicts (--show all lists all)",
        )


def told(problems: Sequence[Problem], day: date | None) -> Text:
    """Return how many problems stand where, those past their deadline told beside; those of no number left out."""
    states = Counter(str(one.state) for one in problems)
    late = Counter(str(one.state) for one in problems if day and one.overdue(day))
    if not problems:
        return Text(f"{LEDGER.zh}{COLON.zh}{NO_PROBLEM.zh}", f"{LEDGER.en}{COLON.en}{NO_PROBLEM.en}")
    parts = [
        with_more(Text(f"{word.zh} {states[state]}", f"{word.en} {states[state]}"), _late(late[state]))
        for state, word in PROBLEM_STATES.items()
        if states[state]
    ]
    said = joined(parts, DOT)
    return Text(f"{LEDGER.zh}{COLON.zh}{said.zh}", f"{LEDGER.en}{COLON.en}{said.en}")


def _late(number: int) -> Text:
    return Text(f"其中超过整改时限 {number}", f"{number} of them past the deadline") if number else same("")


def told_of(units: Iterable[Member]) -> Text | None:
    """Return the same of several units, None where nobody's problems are known."""
    known = [one for one in units if one.problems is not None]
    return told([each for one in known for each in one.problems or ()], known[0].day) if known else None


def rows_of(units: Iterable[Member]) -> list[Row]:
    """Return the problems of some units as rows: by their states, in each state first what was entered by hand.

    What a state has of a unit stands together, in the order of the units, the longest overdue first.
    """
    rows = [_row(one, each) for one in units for each in in_order(one.problems or (), one.day)]
    return sorted(rows, key=lambda row: row.order)


def listed_of(digest: Digest, everything: bool) -> Listed:
    """Return what a run lists of the problems of its units."""
    return _listed(rows_of(members(digest)), everything)


def listed_in(file: FileDigest, everything: bool) -> Listed:
    """Return what the report of a file lists of the problems of its unit."""
    return _listed(rows_of([Member(file.name, file, file.tracked, file.as_of)]), everything)


def _listed(rows: Sequence[Row], everything: bool) -> Listed:
    """Return what is to be put right or verified: all of it where it is little, else what no verdict tells as well."""
    pending = [row for row in rows if row.to_mend or row.problem.state == "applied"]
    if everything or len(pending) <= _FEW:
        return Listed(pending)
    most = sorted((row for row in pending if row.apart), key=lambda row: -row.apart)[:_FEW]
    kept = set(map(id, most))
    return Listed([row for row in pending if id(row) in kept], len(pending) - len(most))


def in_order(problems: Iterable[Problem], day: date | None) -> list[Problem]:
    """Return problems in the order of their states (see PROBLEM_STATES), of one state the longest overdue first."""
    states = list(PROBLEM_STATES)
    return sorted(problems, key=lambda one: (states.index(one.state), -one.days_over(day) if day else 0, one.opened))


def _row(unit: Member, one: Problem) -> Row:
    line = unit.line(one.target) if one.now else None
    entry = line.entry if line else None
    decided = one.state in _DECIDED
    return Row(
        one,
        unit,
        one.days_over(unit.day) if unit.day else 0,
        bool(line and line.verdict == "missing" and not line.past_due),
        one.no,
        unit.name,
        _both(one),
        same(one.source) if one.source else _clause(unit, one),
        " ".join(part for part in (str(one.opened), one.ref) if part),
        str(one.deadline or ""),
        entry.lines("next_step") if entry else "",
        joined([*_now(one, line), *([same(entry.lines("note"))] if entry and "note" in entry.remarks else [])], "\n"),
        one.fixed_on or "",
        "；".join(part for part in (one.basis, one.by) if part) if decided else "",
        with_more(PROBLEM_STATES[one.state], same(one.requirement or "")) if decided else same(""),
        str(one.decided_on) if one.decided_on and one.state == "closed" else "",
        one.reminders,
        PROBLEM_STATES[one.state],
        joined(list(_remarks(one, unit.day)), DOT),
    )


def _both(one: Problem) -> Text:
    return Text(one.text.say("zh"), one.text.say("en"))


def _clause(unit: Member, one: Problem) -> Text:
    """Return the part of the plan that a task stands in: the source of what nobody entered by hand."""
    line = unit.line(one.target)
    return unit.file.heading(line.item) if unit.file and line else same("")


def _now(one: Problem, line: Line | None) -> Iterator[Text]:
    """Yield how its task is judged now, and what was reported."""
    if one.now:
        yield VERDICTS[one.now.verdict]
        yield from _reported(one.now, line)


def _reported(now: Before, line: Line | None) -> Iterator[Text]:
    if now.reported is not None:
        said = STATUSES.get(str(now.reported)) or (line.told if line else same(str(now.reported)))
        yield Text(f"填报{said.zh}", f"reported {said.en}")


def _remarks(one: Problem, day: date | None) -> Iterator[Text]:
    """Yield what is to be known beside the columns: by how many days it is late, in how many reports it stood."""
    over = one.days_over(day) if day else 0
    if over:
        yield Text(f"超过整改时限 {over} 天", f"{over} days over")
    if one.rounds > 1:
        yield Text(f"涉及 {one.rounds} 期", f"in {one.rounds} reports")
