"""The table of sections: counts by verdict, then a bar whose shares add up to its whole length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text as Line

from fazhi_check.outcome import FileReport
from fazhi_check.reports.text.table.page import STYLES, Page, widest
from fazhi_check.words import Text

_ALWAYS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing")
_COLUMNS: dict[str, tuple[Text, Text]] = {
    "met": (Text("已", ""), Text("完成", "met")),
    "on_track": (Text("达", "on"), Text("进度", "track")),
    "due_soon": (Text("", "due"), Text("临期", "soon")),
    "lagging": (Text("", "lag-"), Text("滞后", "ging")),
    "overdue": (Text("", "over"), Text("逾期", "due")),
    "unproven": (Text("佐证", "un-"), Text("不足", "prov.")),
    "missing": (Text("", "miss-"), Text("缺报", "ing")),
    "invalid": (Text("无法", "in-"), Text("判定", "valid")),
    "exempt": (Text("不", "ex-"), Text("适用", "empt")),
    "waived": (Text("", "wai-"), Text("豁免", "ved")),
}
# The bar's shares: what is reached, what is on its way, what asks for attention, what nobody reported.
_SHARES = (
    ("full", ("met",), "green"),
    ("half", ("on_track", "due_soon"), "cyan"),
    ("light", ("lagging", "overdue", "unproven", "invalid"), "red"),
    ("none", ("missing",), "bright_blue"),
)
_LEGEND = (
    ("full", Text("已完成", "met")),
    ("half", Text("在进度上", "on the way")),
    ("light", Text("需处理", "needs action")),
    ("none", Text("缺报", "missing")),
)


class Row(NamedTuple):
    """A line of the table: a name and how many targets have each verdict."""

    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        """The number of targets."""
        return sum(self.counts.values())


class Grid(NamedTuple):
    """The columns of a table: which verdicts, and how wide each part is."""

    verdicts: tuple[str, ...]
    name: int
    cell: int
    bar: int


def print_sections(page: Page, one: FileReport) -> None:
    """Print the sections with their sum and the legend of the bar."""
    rows = _rows(page, one)
    page.blank()
    print_grid(page, rows, Text("章节", "section"))


def print_grid(page: Page, rows: Sequence[Row], label: Text) -> None:
    """Print rows of counts with a bar each, their sum, and the legend."""
    total = Row(page.say(Text("合计", "total")), sum((row.counts for row in rows), Counter()))
    grid = _grid(page, [*rows, total], page.say(label))
    _print_header(page, grid, page.say(label))
    for row in rows:
        _print_row(page, row, grid)
    page.line((page.mark("line") * (grid.name + grid.cell * (len(grid.verdicts) + 1)), "dim"), indent=2)
    _print_row(page, total, grid)
    _print_legend(page)


def _grid(page: Page, rows: Sequence[Row], label: str) -> Grid:
    verdicts = tuple(v for v in _COLUMNS if v in _ALWAYS or any(row.counts[v] for row in rows))
    cell = 5 if page.view.lang == "zh" else 6
    room = page.width - 4 - cell * (len(verdicts) + 1)
    name = min(widest([label, *(row.name for row in rows)]), max(room - 8, 10))
    return Grid(verdicts, name, cell, max(min(room - name, 40), 0))


def _rows(page: Page, one: FileReport) -> list[Row]:
    if one.plan is None:
        return []
    counts: dict[str, Counter[str]] = {}
    for found in sorted(one.assessments, key=lambda a: one.plan.order[a.target.id] if one.plan else 0):
        counts.setdefault(found.target.section, Counter())["waived" if found.waived else found.verdict] += 1
    return [Row(one.plan.heading(section, page.view.lang), seen) for section, seen in counts.items()]


def _print_header(page: Page, grid: Grid, label: str) -> None:
    heads = [_COLUMNS[verdict] for verdict in grid.verdicts]
    upper = "".join(_right(page.say(top), grid.cell) for top, _ in heads)
    lower = "".join(_right(page.say(bottom), grid.cell) for _, bottom in heads)
    total = _right(page.say(Text("合计", "total")), grid.cell)
    page.line((" " * grid.name + upper, "bold"), indent=2)
    page.line((page.fit(label, grid.name) + lower + total, "bold"), indent=2)


def _print_row(page: Page, row: Row, grid: Grid) -> None:
    line = Line("  ").append(page.fit(row.name, grid.name))
    for verdict in grid.verdicts:
        number = row.counts[verdict]
        shown = str(number) if number else page.mark("zero")
        line.append(_right(shown, grid.cell), STYLES[verdict] if number else "dim")
    line.append(_right(str(row.total), grid.cell), "bold").append("  ")
    line.append_text(_bar(page, row, grid.bar))
    line.rstrip()
    page.emit(line)


def _bar(page: Page, row: Row, width: int) -> Line:
    numbers = [sum(row.counts[verdict] for verdict in verdicts) for _, verdicts, _ in _SHARES]
    bar = Line()
    for (mark, _, style), cells in zip(_SHARES, shares(numbers, width), strict=True):
        bar.append(page.mark(mark) * cells, style)
    return bar


def shares(numbers: Sequence[int], width: int) -> list[int]:
    """Return cells for each number that add up to `width`: in proportion, and none that counts goes unseen.

    Every number that counts has one cell; the rest is shared out in proportion, the largest remainders first.
    """
    total = sum(numbers)
    if total == 0 or width < len(numbers):
        return [0] * len(numbers)
    rest = width - sum(number > 0 for number in numbers)
    cells = [(number > 0) + number * rest // total for number in numbers]
    by_remainder = sorted(range(len(numbers)), key=lambda index: -(numbers[index] * rest % total))
    for index in by_remainder[: width - sum(cells)]:
        cells[index] += 1
    return cells


def _print_legend(page: Page) -> None:
    text = "  ".join(f"{page.mark(mark)} {page.say(name)}" for mark, name in _LEGEND)
    page.line((text, "dim"), indent=2)


def _right(text: str, cells: int) -> str:
    return " " * max(cells - widest([text]), 0) + text
