"""Writes the sheet 任务: the plan's tasks to look up, and the ids that the drop-downs of other sheets offer."""

from __future__ import annotations

from typing import Any

from fazhi_check.fill.workbook.heights import height
from fazhi_check.fill.workbook.styles import BODY, Styles
from fazhi_check.fill.workbook.table import page_foot
from fazhi_check.pages.describe import bodies, deadlines
from fazhi_check.plan.model import Plan
from fazhi_check.round.columns import TASKS

# The rows above the first task, counted from 0.
FIRST = 3
_HEADS = (("编号", 84), ("事项", 280), ("所在条目", 260), ("时限", 210), ("牵头单位", 150))


def write_tasks(sheet: Any, styles: Styles, plan: Plan) -> None:
    """Write the whole sheet."""
    last = len(_HEADS) - 1
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, f"{plan.name('zh')}：任务", styles.title())
    sheet.merge_range(
        1, 0, 1, last, "供查阅编号，不读取。分工表里也可以写条目、章节的编号，如 3.3.2、3.3。", styles.hint()
    )
    for number, (head, width) in enumerate(_HEADS):
        sheet.set_column_pixels(number, number, width)
        sheet.write_string(FIRST - 1, number, head, styles.head("shown"))
    for row, target in enumerate(plan.targets, FIRST):
        cells = (
            target.id,
            target.title,
            plan.heading(target.item, "zh"),
            deadlines(target).zh,
            bodies(target, plan).zh,
        )
        sheet.set_row(row, height([(text, width, BODY) for text, (_, width) in zip(cells, _HEADS, strict=True)]))
        for number, text in enumerate(cells):
            style = styles.cell("shown", centred=number == 0, literal=number == 0, first=False)
            sheet.write_string(row, number, text, style)
    _behaviour(sheet, FIRST + len(plan.targets) - 1, last)


def _behaviour(sheet: Any, last_row: int, last_column: int) -> None:
    sheet.hide_gridlines(2)
    sheet.freeze_panes(FIRST, 2)
    sheet.autofilter(FIRST - 1, 0, last_row, last_column)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST - 1)
    sheet.set_footer(page_foot("", TASKS), {"margin": 0.3})


def ids_of(plan: Plan) -> str:
    """Return the cells that hold the ids, as a formula names them."""
    return f"={TASKS}!$A${FIRST + 1}:$A${FIRST + max(len(plan.targets), 1)}"
