"""The table of sections: counts by verdict, then a bar whose shares add up to its whole length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text as Line

from fazhi_check.check import FileReport
from fazhi_check.reports.table.page import STYLES, Page, widest
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
    ("none", ("missing",), "blue"),
)
_LEGEND = (
    ("full", Text("已完成", "met")),
    ("half", Text("在进度上", "on the way")),
    ("light", Text("需处理", "needs action")),
    ("none", Text("缺报", "missing")),
)
_CELL = 5


class _Row(NamedTuple):
    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def print_sections(page: Page, one: FileReport) -> None:
    """Print the table, its sum and the legend of the bar."""
    rows = _rows(page, one)
    total = _Row(page.say(Text("合计", "total")), sum((row.counts for row in rows), Counter()))
    verdicts = [verdict for verdict in _COLUMNS if verdict in _ALWAYS or total.counts[verdict]]
    room = page.width - 2 - _CELL * (len(verdicts) + 1) - 2
    name_width = min(widest(row.name for row in [*rows, total]), max(room - 10, 10))
    bar_width = min(room - name_width, 40)
    page.blank()
    _print_header(page, verdicts, name_width)
    for row in rows:
        _print_row(page, row, verdicts, name_width, bar_width)
    page.line((page.mark("line") * (name_width + _CELL * (len(verdicts) + 1)), "dim"), indent=2)
    _print_row(page, total, verdicts, name_width, bar_width)
    _print_legend(page)


def _rows(page: Page, one: FileReport) -> list[_Row]:
    if one.plan is None:
        return []
    counts: dict[str, Counter[str]] = {}
    for found in sorted(one.assessments, key=lambda a: one.plan.order[a.target.id] if one.plan else 0):
        counts.setdefault(found.target.section, Counter())["waived" if found.waived else found.verdict] += 1
    return [_Row(one.plan.heading(section, page.view.lang), seen) for section, seen in counts.items()]


def _print_header(page: Page, verdicts: Sequence[str], name_width: int) -> None:
    heads = [_COLUMNS[verdict] for verdict in verdicts]
    if any(page.say(upper) for upper, _ in heads):
        upper = "".join(_right(page.say(top), _CELL) for top, _ in heads)
        page.line((" " * name_width + upper, "bold"), indent=2)
    lower = "".join(_right(page.say(bottom), _CELL) for _, bottom in heads)
    label, total = page.say(Text("章节", "section")), page.say(Text("合计", "total"))
    page.line((page.fit(label, name_width) + lower + _right(total, _CELL), "bold"), indent=2)


def _print_row(page: Page, row: _Row, verdicts: Sequence[str], name_width: int, bar_width: int) -> None:
    line = Line("  ").append(page.fit(row.name, name_width))
    for verdict in verdicts:
        number = row.counts[verdict]
        shown = str(number) if number else page.mark("none")
        line.append(_right(shown, _CELL), STYLES[verdict] if number else "dim")
    line.append(_right(str(row.total), _CELL), "bold").append("  ")
    line.append_text(_bar(page, row, bar_width))
    line.rstrip()
    page.console.print(line, soft_wrap=True)


def _bar(page: Page, row: _Row, width: int) -> Line:
    numbers = [sum(row.counts[verdict] for verdict in verdicts) for _, verdicts, _ in _SHARES]
    bar = Line()
    for (mark, _, style), cells in zip(_SHARES, shares(numbers, width), strict=True):
        bar.append(page.mark(mark) * cells, style)
    return bar


def shares(numbers: Sequence[int], width: int) -> list[int]:
    """Return cells for each number that add up to `width`: in proportion, and none that counts goes unseen."""
    total = sum(numbers)
    if total == 0 or width < len(numbers):
        return [0] * len(numbers)
    cells = [max(number * width // total, 1) if number else 0 for number in numbers]
    rest = [
        (number * width / total - cell, -index) for index, (number, cell) in enumerate(zip(numbers, cells, strict=True))
    ]
    for _, index in sorted(rest, reverse=True):
        if sum(cells) < width and numbers[-index]:
            cells[-index] += 1
    while sum(cells) > width:
        cells[cells.index(max(cells))] -= 1
    return cells


def _print_legend(page: Page) -> None:
    text = "  ".join(f"{page.mark(mark)} {page.say(name)}" for mark, name in _LEGEND)
    page.line((text, "dim"), indent=2)


def _right(text: str, cells: int) -> str:
    return " " * max(cells - widest([text]), 0) + text
