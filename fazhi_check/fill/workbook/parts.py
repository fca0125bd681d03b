"""Writes the sheets 分单位 and 分年度: the numbers by unit and by year of the tasks that are asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fazhi_check.fill.workbook.heights import height
from fazhi_check.fill.workbook.rows import Content, Use, offered
from fazhi_check.fill.workbook.styles import BODY, SMALL, Styles
from fazhi_check.fill.workbook.table import ALLOWED, TooLong, page_foot
from fazhi_check.measures import full_years
from fazhi_check.plan.model import Target
from fazhi_check.submission.records import Part as Told
from fazhi_check.submission.records import Portion, Stage
from fazhi_check.submission.sheet.columns import PART_COLUMNS, PARTS
from fazhi_check.wording import mark_of, wanted
from fazhi_check.words import LADDER, STATUSES

_SPARE, _FEW = 8, 2  # rows for the units of a task that nobody has named yet; where they are but one way to tell
_WIDTHS = (84, 190, 110, 90, 90, 90, 330)
_FRONT_ROWS = 2
_LONGEST_LIST = 255  # letters that a drop-down takes


class Line(NamedTuple):
    """One row: whose number it is (`part`, a unit or a year, locked where the plan knows it), and what it is.

    `values` are by the head of their column, `used` the heads of those that may be filled in.
    """

    id: str
    part: str
    values: Mapping[str, str]
    known: bool
    asked: str
    used: tuple[str, ...]


class Part(NamedTuple):
    """One such sheet: its name, the key of an entry that it holds, the head of its second column, its rows."""

    name: str
    key: str
    head: str
    lines: tuple[Line, ...]


def parts(made_of: Content) -> list[Part]:
    """Return the sheets that some task is asked for, or that something is filled in for."""
    found = (Part(name, key, head, tuple(_lines(key, made_of))) for name, (key, head) in PARTS.items())
    return [part for part in found if part.lines]


def _lines(key: str, made_of: Content) -> Iterator[Line]:
    asked = {task.id: task for task in made_of.tasks if key in offered(task)}
    others = [one for one, entry in made_of.entries.items() if one not in asked and getattr(entry, key)]
    for one in (*asked, *others):
        told = getattr(made_of.entries.get(one), key, None) or {}
        given = {str(part): _values(value) for part, value in told.items()}
        yield from _of_task(one, made_of.plan.by_id.get(one), given, _known(key, asked.get(one), made_of))


def _known(key: str, task: Target | None, made_of: Content) -> list[str]:
    """Return the parts that are known before anything is filled in: the years of the plan."""
    return [str(year) for year in full_years(made_of.plan)] if task and key == "by_year" else []


def _values(part: Told) -> dict[str, str]:
    """Return what is told of a part by the heads of the columns that it stands in."""
    if isinstance(part, Stage):
        return {"状态": STATUSES[part.status].zh}
    if isinstance(part, Portion):
        return {"覆盖数": part.covered.text, "总数": part.total.text}
    return {"数值": part.text}


def _of_task(
    one: str, task: Target | None, given: Mapping[str, Mapping[str, str]], known: Sequence[str]
) -> Iterator[Line]:
    asked = f"{task.title}：{wanted(mark_of(task.measure), task.measure).zh}" if task and offered(task) else ""
    by_part = task is not None and task.measure.kind == "coverage"  # mostly told as a whole
    spare = 0 if known or not asked else max((_FEW if by_part else _SPARE) - len(given), 1)
    used = PART_COLUMNS if by_part else PART_COLUMNS[:1]
    named = sorted({*known, *given}) if known else [*given]
    for part in (*named, *[""] * spare):
        yield Line(one, part, given.get(part, {}), part in known, asked, used)


def write_part(sheet: Any, styles: Styles, part: Part, unit: str) -> None:
    """Write one such sheet. Raises TooLong."""
    heads = ("编号", part.head, *PART_COLUMNS, "事项及要求")
    _front(sheet, styles, part, len(heads))
    seen = {one for line in part.lines for one in (*line.used, *line.values)}
    for number, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
        hidden = head in PART_COLUMNS and head not in seen
        sheet.set_column_pixels(number, number, width, None, {"hidden": hidden})
        use = "fill" if head in seen or head == part.head else "shown"
        sheet.write_string(_FRONT_ROWS, number, head, styles.head(use))
    previous = ""
    for number, line in enumerate(part.lines, _FRONT_ROWS + 1):
        _line(sheet, styles, number, line, first=line.id != previous)
        previous = line.id
    _offer_ids(sheet, part)
    _offer_stages(sheet, part)
    _behaviour(sheet, len(part.lines), len(heads), unit, part.name)


def _offer_ids(sheet: Any, part: Part) -> None:
    """Let an id be chosen in any row: further ones are put in below."""
    ids = list(dict.fromkeys(line.id for line in part.lines))
    if sum(len(one) + 1 for one in ids) <= _LONGEST_LIST:
        options = {"validate": "list", "source": ids, "error_type": "warning", "error_title": "编号请从列表里选"}
        sheet.data_validation(_FRONT_ROWS + 1, 0, _FRONT_ROWS + len(part.lines), 0, options)


def _front(sheet: Any, styles: Styles, part: Part, width: int) -> None:
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, width - 1, f"{part.name}的数值", styles.title())
    sheet.set_row(1, 19.5)
    sheet.merge_range(1, 0, 1, width - 1, _HINTS[part.key], styles.hint())
    sheet.set_row(_FRONT_ROWS, 22)


_HINTS = {
    "by_unit": "一个单位一行，填名称和数值；覆盖率也可以填状态，或者覆盖数和总数，各单位用同一种填法。行不够的，插入一行，编号点开选。",
    "by_year": "逐年填实际数：次数没有做的填 0；变化率填比上年增减的百分数，下降填负数，如 -2.7。还没有数的留空。",
}


def _line(sheet: Any, styles: Styles, number: int, line: Line, first: bool) -> None:
    sheet.set_row(number, height(((line.asked if first else "", _WIDTHS[-1], SMALL),)))
    cells = (
        (line.id, "fill", True, True),
        (line.part, "shown" if line.known else "fill", line.known, True),
        *((line.values.get(head, ""), _use(line, head), True, False) for head in PART_COLUMNS),
        (line.asked if first else "", "shown", False, False),
    )
    for place, (text, use, centred, literal) in enumerate(cells):
        size = SMALL if place == len(cells) - 1 else BODY
        style = styles.cell(use, centred=centred, literal=literal, first=first, size=size)
        if not text:
            sheet.write_blank(number, place, None, style)
        elif sheet.write_string(number, place, text, style):
            raise TooLong(f"{line.id} {line.part}")


def _use(line: Line, head: str) -> Use:
    return "fill" if head in line.used or head in line.values else "idle"


def _offer_stages(sheet: Any, part: Part) -> None:
    """Let a status be chosen where one may be told."""
    words = [STATUSES[name].zh for name in LADDER]
    options = {"validate": "list", "source": words, "error_type": "warning", "error_title": "状态请从列表里选"}
    column = 2 + PART_COLUMNS.index("状态")
    for number, line in enumerate(part.lines, _FRONT_ROWS + 1):
        if "状态" in line.used:
            sheet.data_validation(number, column, number, column, options)


def _behaviour(sheet: Any, rows: int, columns: int, unit: str, name: str) -> None:
    last = _FRONT_ROWS + rows
    sheet.hide_gridlines(2)
    sheet.freeze_panes(_FRONT_ROWS + 1, 2)
    sheet.autofilter(_FRONT_ROWS, 0, last, columns - 1)
    sheet.protect("", ALLOWED)
    sheet.ignore_errors({"number_stored_as_text": f"A1:C{last + 1}"})
    sheet.set_selection(_FRONT_ROWS + 1, 2, _FRONT_ROWS + 1, 2)
    sheet.set_landscape()
    sheet.center_horizontally()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_FRONT_ROWS)
    sheet.set_footer(page_foot(unit, name), {"margin": 0.3})
