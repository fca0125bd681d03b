"""The table of sections: counts by verdict, then a bar whose shares add up to its whole length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.shares import numbers_of, shares
from fazhi_check.digest.words import TOTAL, columns
from fazhi_check.reports.text.page import STYLES, Page, stripped, widest
from fazhi_check.reports.text.screen import Part
from fazhi_check.words import VERDICTS, Text

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
# The shares of the bar, each with its mark, its style and its meaning.
_SHARES = (
    ("full", "green", Text("已完成", "met")),
    ("half", "cyan", Text("在进度上", "on the way")),
    ("light", "red", Text("需处理", "needs action")),
    ("none", "bright_blue", Text("缺报", "missing")),
)


class Row(NamedTuple):
    """A line of the table: a name and how many targets have each verdict."""

    name: str
    counts: Mapping[str, int]

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


def print_sections(page: Page, one: FileDigest) -> None:
    """Print the sections with their sum and the legend of the bar."""
    if one.plan is None:
        return
    page.blank()
    rows = [Row(page.say(one.heading(section)), counts) for section, counts in one.sections.items()]
    print_grid(page, rows, Text("章节", "section"))


def print_grid(page: Page, rows: Sequence[Row], label: Text) -> None:
    """Print rows of counts with a bar each, their sum, and the legend."""
    sums = {verdict: sum(row.counts.get(verdict, 0) for row in rows) for verdict in VERDICTS}
    total = Row(page.say(TOTAL), sums)
    grid = _grid(page, [*rows, total], page.say(label))
    _print_header(page, grid, page.say(label))
    for row in rows:
        _print_row(page, row, grid)
    page.line((page.mark("line") * (grid.name + grid.cell * (len(grid.verdicts) + 1)), "dim"), indent=2)
    _print_row(page, total, grid)
    _print_legend(page)


def _grid(page: Page, rows: Sequence[Row], label: str) -> Grid:
    """Return the columns of rows of which the last is their sum."""
    verdicts = tuple(columns(rows[-1].counts))
    cell = 5 if page.view.lang == "zh" else 6
    room = page.width - 4 - cell * (len(verdicts) + 1)
    name = min(widest([label, *(row.name for row in rows)]), max(room - 8, 10))
    return Grid(verdicts, name, cell, max(min(room - name, 40), 0))


def _print_header(page: Page, grid: Grid, label: str) -> None:
    heads = [_COLUMNS[verdict] for verdict in grid.verdicts]
    upper = "".join(_right(page.say(top), grid.cell) for top, _ in heads)
    lower = "".join(_right(page.say(bottom), grid.cell) for _, bottom in heads)
    total = _right(page.say(TOTAL), grid.cell)
    page.line((" " * grid.name + upper, "bold"), indent=2)
    page.line((page.fit(label, grid.name) + lower + total, "bold"), indent=2)


def _print_row(page: Page, row: Row, grid: Grid) -> None:
    line: list[Part] = [("  ", ""), (page.fit(row.name, grid.name), "")]
    for verdict in grid.verdicts:
        number = row.counts.get(verdict, 0)
        shown = str(number) if number else page.mark("zero")
        line.append((_right(shown, grid.cell), STYLES[verdict] if number else "dim"))
    line += [(_right(str(row.total), grid.cell), "bold"), ("  ", "")]
    page.emit(*stripped([*line, *_bar(page, row, grid.bar)]))


def _bar(page: Page, row: Row, width: int) -> list[Part]:
    lengths = shares(numbers_of(row.counts), width)
    return [(page.mark(mark) * cells, style) for (mark, style, _), cells in zip(_SHARES, lengths, strict=True)]


def _print_legend(page: Page) -> None:
    text = "  ".join(f"{page.mark(mark)} {page.say(name)}" for mark, _, name in _SHARES)
    page.line((text, "dim"), indent=2)


def _right(text: str, cells: int) -> str:
    return " " * max(cells - widest([text]), 0) + text
