"""The forms of a round: one for each unit that is asked something, with only its tasks and all that it reported last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from fazhi_check.assess import Duty
from fazhi_check.fill.last import Last
from fazhi_check.fill.workbook.book import form
from fazhi_check.fill.workbook.rows import Asked
from fazhi_check.plan.model import Target
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.round.duties import Duties
from fazhi_check.round.rows import Member, Round
from fazhi_check.sanitize import file_name
from fazhi_check.submission.records import Submission, Unit
from fazhi_check.wording import wanted


class Sheet(NamedTuple):
    """A form to hand out: where it goes below the folder, whose it is, the tasks that it lists."""

    path: str
    member: Member
    tasks: tuple[Target, ...]


class HandOut(NamedTuple):
    """What a round hands out, and the units that are asked nothing: without being excused, and excused."""

    sheets: Sequence[Sheet]
    unassigned: Sequence[Member]
    excused: Sequence[Member]


def hand_out(duties: Duties, choice: Choice = ALL) -> HandOut:
    """Return the forms of a round, in its order; of each unit the tasks that are chosen."""
    paths = _paths(duties)
    sheets, unassigned, excused = [], [], []
    for member in duties.members:
        tasks = tuple(filter(choice.keeps, duties.asked(member).values()))
        if member.excused:
            excused.append(member)
        elif tasks:
            sheets.append(Sheet(paths[id(member)], member, tasks))
        else:
            unassigned.append(member)
    return HandOut(sheets, unassigned, excused)


class Forms:
    """Makes the forms of one round; `last` says what a unit reported before."""

    def __init__(
        self, round_: Round, duties: Duties, last: Callable[[Unit], Last] | None = None, choice: Choice = ALL
    ) -> None:
        self._round, self._duties, self._choice = round_, duties, choice
        self._last = last or (lambda _unit: Last())
        self._notes = readings(round_, duties)
        self._supports = supports(round_, duties)

    def form(self, sheet: Sheet) -> bytes:
        """Return the workbook of a unit. Raises ImportError where it cannot be written here, TooLong."""
        plan, unit = self._duties.plan, self._duties.members.unit(sheet.member)
        before, duty = self._last(unit), self._duties.of(sheet.member)
        again = _again(before.submission, {one.id for one in sheet.tasks}, set(plan.aim_by_id))
        asked = Asked(duty, self._said(duty))
        return form(plan, unit, self._round.as_of, self._choice, again, before.told, asked)

    def _said(self, duty: Duty) -> dict[str, dict[str, str]]:
        """Return what the office says of each task, by the heads of the columns where that stands."""
        said: dict[str, dict[str, str]] = defaultdict(dict)
        for target, nodes in duty.nodes:
            measure = self._duties.plan.by_id[target].measure
            lines = (f"节点 {node.deadline} {wanted(node.requires, measure).zh}" for node in nodes)
            said[target]["要求及时限"] = "\n".join(lines)
        for head, texts in (("口径与条件", self._notes), ("配合单位", self._supports)):
            for target, text in texts.items():
                said[target][head] = text
        return said


def _again(last: Submission | None, tasks: set[str], aims: set[str]) -> Submission | None:
    """Return what was handed in last as far as it is asked again.

    Closing is applied for anew, the source was another, and points are given for a period.
    """
    if last is None:
        return None
    kept = {one: entry.replace(apply=None) for one, entry in last.entries.items() if one in tasks or one in aims}
    return last.replace(entries=kept, source=None, self_points={})


def readings(round_: Round, duties: Duties) -> dict[str, str]:
    """Return the office's own readings by task: as its own, never as the plan's words."""
    lines: dict[str, list[str]] = defaultdict(list)
    for note in round_.notes:
        day = f"（{note.date}）" if note.date else ""
        for target in duties.tasks(note.task):
            lines[target].append(f"市办口径{day}：{note.text}")
    return {target: "\n".join(texts) for target, texts in lines.items()}


def supports(round_: Round, duties: Duties) -> dict[str, str]:
    """Return the units that support a task (配合), by its id."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in round_.assignments:
        for target in duties.tasks(row.task) if row.support else ():
            names[target] += row.support
    return {target: "、".join(dict.fromkeys(listed)) for target, listed in names.items()}


def _paths(duties: Duties) -> dict[int, str]:
    """Return where each unit's form goes: numbered in the round's order, townships in a folder of their district.

    Units that get none have their numbers too, so that no other unit's changes when one is excused.
    """
    folders = {id(one): _folder(one, duties) for one in duties.members}
    number: dict[str, int] = defaultdict(int)
    places: dict[int, int] = {}
    for one, folder in folders.items():
        number[folder] += 1
        places[one] = number[folder]
    width = {folder: max(2, len(str(most))) for folder, most in number.items()}
    names = {id(one): file_name(one.name) for one in duties.members}
    return {one: f"{folder}{places[one]:0{width[folder]}}{names[one]}.xlsx" for one, folder in folders.items()}


def _folder(member: Member, duties: Duties) -> str:
    if member.level != "township":
        return ""
    above = member.within or next(_of_code(member, duties), "")
    return f"{file_name(above)}/" if above else ""


def _of_code(member: Member, duties: Duties) -> Iterator[str]:
    """Yield the counties of a township's code."""
    return (one.name for one in duties.members if one.level == "county" and one.code == member.code and not one.body)
