"""The sheets of the units of a round: one row a unit with its counts, and those that have not reported (未报送)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fazhi_check.digest.blocks import summed
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.head import notes_of
from fazhi_check.digest.round.headings import CATEGORY, STATE, WITHIN_UNIT
from fazhi_check.digest.round.units import Branch, Group, counts_of, shown_file, tree
from fazhi_check.digest.words import DOT, TOTAL, joined, same
from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.office.counts import CountColumns
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import NOT_REPORTED, UNIT, UNITS
from fazhi_check.words import LEVELS, Lang, Text

RECEIVED, CARRIED_OVER = Text("收件日期", "received"), Text("沿用数据日期", "data of")
_HEADS: Sequence[tuple[Text, int]] = (
    (UNIT, 22),
    (CATEGORY, 10),
    (WITHIN_UNIT, 14),
    (STATE, 13),
    (RECEIVED, 12),
    (CARRIED_OVER, 12),
    (Text("填报截至", "data as of"), 12),
    (Text("承担任务", "tasks asked"), 9),
)
_OWING_HEADS: Sequence[tuple[Text, int]] = (
    (UNIT, 22),
    (Text("层级和代码", "level and code"), 16),
    (CATEGORY, 12),
    (WITHIN_UNIT, 16),
    (STATE, 14),
    (CARRIED_OVER, 14),
    (Text("最近收件日期", "last received"), 14),
    (Text("报送截止", "due"), 12),
    (Text("超期天数", "days over"), 10),
    (Text("备注", "remarks"), 40),
)
# In these a report is still owed.
_OWING = ("not_submitted", "returned")


def units(one: RoundDigest, lang: Lang) -> Listed:
    """Return a row for each unit in the office's order, below each that has some the sums of those within it."""
    counted = CountColumns(summed(file.all_counts for unit in one.units if (file := shown_file(unit))))
    rows = [row for branch in tree(one) for row in _rows(branch, counted, lang)]
    total = [Cell(TOTAL.say(lang), "sum-name"), *(Cell("", "sum-name") for _ in _HEADS[2:])]
    asked = Cell(sum(unit.asked for unit in one.units if unit.counted), "sum")
    rows.append([*total, asked, *counted.cells(counts_of(one.units), "sum")])
    heads = [*_HEADS, *((same(head), 9) for head in counted.heads(lang))]
    return Listed(UNITS, heads, rows, 2, _SUMMED, list(notes_of(one)))


_SUMMED = Text(
    "合计只含已报、迟报单位；“所辖合计”是所辖单位之和，不代替本单位的填报，也不取平均",
    "the total holds units that have reported; sums of those within a unit stand beside its own report, never a mean",
)


def _rows(branch: Branch, counted: CountColumns, lang: Lang) -> Iterator[list[Cell]]:
    unit, file = branch.unit, shown_file(branch.unit)
    yield [
        Cell(name_of(unit), f"name-{min(branch.depth, 2)}" if branch.depth else "name"),
        Cell(unit.category or "", "centre"),
        Cell(unit.within or ""),
        state_of(unit, lang),
        Cell(_day(unit.received), "centre"),
        Cell(_day(unit.stale), "centre"),
        Cell(_day(file.reported_on if file else None), "centre"),
        Cell(unit.asked, "number"),
        *(counted.cells(file.all_counts) if file else counted.blank),
    ]
    if branch.below:
        yield _below(branch, branch.below, counted, lang)


def _below(branch: Branch, group: Group, counted: CountColumns, lang: Lang) -> list[Cell]:
    name = Text(f"所辖合计（已报 {group.numbers.arrived} 个）", f"sum within it ({group.numbers.arrived} reported)")
    asked = sum(unit.asked for unit in group.units if unit.counted)
    first = Cell(name.say(lang), "part-name")
    empty = [Cell("", "part") for _ in _HEADS[2:]]
    return [first, *empty, Cell(asked, "part"), *counted.cells(group.counts, "part")]


def name_of(unit: UnitDigest) -> str:
    """Return a unit's name, with a star where its file is shown and in no sum."""
    return unit.name if unit.counted or shown_file(unit) is None else f"{unit.name} *"


def state_of(unit: UnitDigest, lang: Lang) -> Cell:
    """Return how a unit stands with its report, with a mark that is told apart without colour."""
    colour = {"late": "due_soon", "returned": "lagging", "not_submitted": "overdue", "excused": "exempt"}
    return Cell(f"{_MARKS[unit.state]} {unit.called.say(lang)}".strip(), "centre", colour.get(unit.state, ""))


# What tells the states apart without colour.
_MARKS = {
    "reported": MARKS["met"][0],
    "late": MARKS["due_soon"][0],
    "returned": MARKS["lagging"][0],
    "not_submitted": MARKS["overdue"][0],
    "excused": MARKS["exempt"][0],
}


def _day(day: date | None) -> str:
    return str(day or "")


def not_reported(one: RoundDigest, lang: Lang) -> Listed:
    """Return the units that still owe a report, with what is shown in its place and by how many days it is late."""
    rows = [_owing(one, unit, lang) for unit in one.units if unit.state in _OWING]
    excused = [unit for unit in one.units if unit.state == "excused"]
    below = [
        Text(f"免报：{unit.name}（{unit.excused or ''}）", f"excused: {unit.name} ({unit.excused or ''})")
        for unit in excused
    ]
    return Listed(NOT_REPORTED, _OWING_HEADS, rows, 2, below=below, empty=_ALL_IN)


_ALL_IN = Text("应报单位已全部报送", "every unit has reported")


def _owing(one: RoundDigest, unit: UnitDigest, lang: Lang) -> list[Cell]:
    over = (one.as_of - one.due).days if one.due else 0
    return [
        Cell(unit.name, "strong"),
        Cell(_level(unit, lang), "centre"),
        Cell(unit.category or "", "centre"),
        Cell(unit.within or ""),
        state_of(unit, lang),
        Cell(_day(unit.stale), "centre"),
        Cell(_day(unit.received), "centre"),
        Cell(_day(one.due), "centre"),
        Cell(over, "number") if over > 0 else Cell("", "centre"),
        Cell(joined(_remarks(unit), DOT).say(lang)),
    ]


def _level(unit: UnitDigest, lang: Lang) -> str:
    return f"{LEVELS[unit.unit.level].say(lang)} {unit.unit.code}"


def _remarks(unit: UnitDigest) -> list[Text]:
    """Return what is to be known of a unit that owes a report: that other data is shown, that nothing ever came."""
    if unit.stale:
        return [Text(f"沿用 {unit.stale} 的数据展示，不计入合计", f"data of {unit.stale} is shown, in no sum")]
    if unit.state == "returned":
        return [Text("已退回补正，补正前不计入合计", "sent back; in no sum until it is put right")]
    return [Text("没有可沿用的数据", "no earlier data")] if unit.shown is None else []
