"""A round in Markdown, to be printed on A4: the head, whom to call, what is common, units, changes, the matrix, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fazhi_check.digest.blocks import Counts
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.problems import listed_of
from fazhi_check.digest.round.calls import mark_of, to_call
from fazhi_check.digest.round.changes import changes_of
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.round.head import compared_of, day_of, notes_of, returns_of, told_numbers
from fazhi_check.digest.round.headings import (
    BEHIND_UNITS,
    BY_SECTION,
    BY_TASK,
    BY_UNIT,
    CATEGORY,
    CELLS,
    COMMON,
    MOST_UNITS_FIRST,
    STATE,
    TO_CALL,
    UNIT,
    WORST_FIRST,
)
from fazhi_check.digest.round.matrix import Cell, Row, matrix_of
from fazhi_check.digest.round.tasks import Task, common_of, left_out, most_common, tasks_of
from fazhi_check.digest.round.units import Group, below_group, by_category, shown_file
from fazhi_check.digest.round.words import CHANGES, SINCE
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import DOT, TOTAL, counted_items, joined, same
from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.text.ledger_markup import ledger_lines
from fazhi_check.reports.text.markup import aside, count_table, safe, table
from fazhi_check.reports.view import View
from fazhi_check.words import Lang, Text

_ID, _TITLE, _WHY = Text("编号", "id"), Text("事项", "target"), Text("情况", "why")
_HOW_MANY = Text("涉及单位数", "how many units")
# So many columns of sections fit the width of a page beside the names.
_ON_PAPER = 8
# So many tasks are listed unless everything is shown.
_MOST_TASKS = 20


def round_lines(digest: Digest, one: RoundDigest, view: View) -> Iterator[str]:
    """Yield where a round stands, part by part."""
    lang = view.lang
    tasks = tasks_of(one)
    yield from _head(digest, one, lang)
    yield from _calls(one, lang)
    yield from _common(tasks, lang)
    yield from _units(digest, one, lang)
    yield from _changes(one, lang)
    yield from _matrix(one, lang)
    yield from _tasks(one, tasks, view)
    yield from ledger_lines(listed_of(digest, view.show_all), lang, units=True)
    yield from _faulty(digest, lang)


def _head(digest: Digest, one: RoundDigest, lang: Lang) -> Iterator[str]:
    yield from (f"# {safe(one.title)}", "")
    if one.issuer:
        yield f"- {safe(one.issuer)}"
    if digest.against:
        yield f"- {Text('对照', 'against').say(lang)} {safe(digest.against.say(lang))}"
    compared = compared_of(one)
    if compared:
        yield f"- **{safe(compared.say(lang))}**"
    yield f"- {day_of(one).say(lang)}"
    yield f"- **{safe(returns_of(one).say(lang))}**"
    yield from (f"- **{safe(said.say(lang))}**" for said in digest.course)


def _titled(title: Text, rule: Text | None, lang: Lang) -> Iterator[str]:
    yield from ("", f"## {title.say(lang)}", "")
    if rule:
        yield from (rule.say(lang), "")


def _calls(one: RoundDigest, lang: Lang) -> Iterator[str]:
    rows = [[f"{_mark(call.mark)} {call.unit.name}", call.why.say(lang)] for call in to_call(one)]
    if rows:
        yield from _titled(TO_CALL, None, lang)
        yield from table([UNIT, _WHY], rows, lang)


def _common(tasks: Sequence[Task], lang: Lang) -> Iterator[str]:
    found = common_of(tasks)
    if found:
        yield from _titled(COMMON, None, lang)
        yield from _task_table(found, lang)


def _task_table(tasks: Sequence[Task], lang: Lang) -> Iterator[str]:
    rows = [
        [task.target, task.title.say(lang), f"{_mark(task.worst)} {task.spread.say(lang)}", task.who.say(lang)]
        for task in tasks
    ]
    yield from table([_ID, _TITLE, _HOW_MANY, BEHIND_UNITS], rows, lang)


def _units(digest: Digest, one: RoundDigest, lang: Lang) -> Iterator[str]:
    """Yield the units by category, each category with how many have reported and its sum."""
    yield from _titled(BY_UNIT, WORST_FIRST, lang)
    groups = by_category(one)
    if len(groups) > 1:
        yield from _categories(one, groups, lang)
    for group in groups:
        if len(groups) > 1:
            yield from (f"### {safe(group.title.say(lang))}", "")
        rows = [row for unit in group.units for row in _unit(one, unit, lang)]
        yield from count_table([UNIT, STATE], rows, lang, group.counts, closed=len(rows) > 1)
        yield ""
    for note in (*notes_of(one), digest.notes):
        yield from aside(note, lang)


def _categories(one: RoundDigest, groups: Sequence[Group], lang: Lang) -> Iterator[str]:
    """Yield a row for each category: how many have reported, and its sum."""
    rows: list[tuple[list[str], Counts | None]] = [
        ([group.name.say(lang), told_numbers(group.numbers, one.punctual).say(lang)], group.counts) for group in groups
    ]
    yield from count_table([CATEGORY, STATE], rows, lang)
    yield ""


def _unit(one: RoundDigest, unit: UnitDigest, lang: Lang) -> Iterator[tuple[list[str], Counts | None]]:
    """Yield the row of a unit, and that of the sum of what lies within it."""
    file = shown_file(unit)
    star = "" if unit.counted or not file else "*"
    yield [f"{_mark(mark_of(unit))} {unit.name}{star}", unit.called.say(lang)], file.all_counts if file else None
    below = below_group(one, unit)
    if below:
        name = Text(f"所辖 {len(below.units)} 个", f"{len(below.units)} within it")
        share = Text(f"已报 {below.numbers.arrived}/{below.numbers.expected}", f"{below.numbers.arrived} reported")
        yield [f"└ {name.say(lang)}", share.say(lang)], below.counts


def _changes(one: RoundDigest, lang: Lang) -> Iterator[str]:
    found = changes_of(one)
    if not found.kinds:
        return
    yield from _titled(SINCE, None, lang)
    rows = [[row.unit.name + ("" if row.unit.counted else "*"), *_of(row.kinds, found.kinds)] for row in found.rows]
    rows.append([TOTAL.say(lang), *_of(found.sums, found.kinds)])
    yield from table([UNIT, *(CHANGES[kind] for kind in found.kinds)], rows, lang, numbers=len(found.kinds))


def _of(numbers: Mapping[str, int], kinds: Sequence[str]) -> list[str]:
    return [str(numbers.get(kind) or "-") for kind in kinds]


def _matrix(one: RoundDigest, lang: Lang) -> Iterator[str]:
    """Yield the matrix of units by sections, on paper in bands of so many columns as fit."""
    found = matrix_of(one)
    if not found.parts:
        return
    yield from _titled(BY_SECTION, CELLS, lang)
    yield safe(joined([one.heading(part) for part in found.parts], DOT).say(lang))
    for start in range(0, len(found.parts), _ON_PAPER):
        parts = found.parts[start : start + _ON_PAPER]
        rows = [_matrix_row(row, parts, lang) for row in found.rows]
        rows.append([TOTAL.say(lang), *_cells(found.sums, parts), _cell(found.total)])
        yield ""
        yield from table([UNIT, *(Text(part, part) for part in parts), TOTAL], rows, lang, numbers=len(parts) + 1)


def _matrix_row(row: Row, parts: Sequence[str], lang: Lang) -> list[str]:
    """Return the row of a unit; of one without a file how it stands."""
    name = row.unit.name + ("" if row.unit.counted or not row.total.asked else "*")
    total = _cell(row.total) if shown_file(row.unit) else row.unit.called.say(lang)
    return [name, *_cells(row.cells, parts), total]


def _cells(cells: Mapping[str, Cell], parts: Sequence[str]) -> list[str]:
    return [_cell(cells.get(part, Cell())) for part in parts]


def _cell(cell: Cell) -> str:
    return f"{_mark(cell.worst)} {cell.said}" if cell.worst else cell.said


def _tasks(one: RoundDigest, tasks: Sequence[Task], view: View) -> Iterator[str]:
    """Yield the tasks with problems, those of most units first; all of them where everything is shown."""
    lang, found = view.lang, most_common(tasks)
    shown = found if view.show_all else found[:_MOST_TASKS]
    if found:
        yield from _titled(BY_TASK, MOST_UNITS_FIRST, lang)
        yield from _task_table(shown, lang)
    if len(shown) < len(found):
        rest = len(found) - len(shown)
        yield from ("", Text(f"其余 {rest} 项任务，--show all 逐项列出", f"{rest} more tasks: --show all").say(lang))
    for heading, ids in left_out(one, tasks):
        yield from _ids(heading, ids, lang)


def _ids(heading: Text, ids: Sequence[str], lang: Lang) -> Iterator[str]:
    if ids:
        yield from ("", f"**{counted_items(heading, len(ids)).say(lang)}**", "")
        yield safe(Text("、", ", ").say(lang).join(ids))


def _faulty(digest: Digest, lang: Lang) -> Iterator[str]:
    """Yield the files that could not be judged or have errors, with the first of these."""
    found = [one for one in digest.submissions if not one.judged or not one.valid]
    if not found:
        return
    yield from _titled(Text("有问题的文件", "Files with something wrong"), None, lang)
    yield from table([Text("文件", "file"), Text("说明", "message")], [_wrong(one, lang) for one in found], lang)


def _wrong(one: FileDigest, lang: Lang) -> list[str]:
    first = next((found for found in one.problems if found.meaning.invalidates), None)
    said = [one.unjudged] if one.superseded or not first else []
    said += [same(f"{first.code} {first.said(lang)}")] if first else []
    return [one.path + (first.at if first else ""), joined(said, DOT).say(lang)]


def _mark(verdict: str) -> str:
    return MARKS[verdict][0]
