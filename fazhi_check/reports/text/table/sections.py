"""The table of sections: counts by verdict, then a bar whose shares add up to its whole length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.shares import numbers_of, shares
from fazhi_check.digest.words import TOTAL, columns, only_encouraged
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
    "missing": (Text("未", "miss-"), Text("填报", "ing")),
    "invalid": (Text("填报", "in-"), Text("有误", "valid")),
    "exempt": (Text("不", "ex-"), Text("适用", "empt")),
    "waived": (Text("", "wai-"), Text("豁免", "ved")),
}
# The shares of the bar, each with its mark, its style and its meaning.
_SHARES = (
    ("full", "green", Text("已完成", "met")),
    ("half", "cyan", Text("在进度上", "on the way")),
    ("light", "red", Text("需处理", "needs action")),
    ("none", "bright_blue", Text("未填报", "missing")),
)
_DAY = Text("截至", "as of")
# Columns of a day, of the longest bar, of one that is worth its place, and of the shortest name.
_DAY_WIDTH, _LONGEST, _WORTHWHILE, _SHORTEST = 12, 40, 10, 10


class Row(NamedTuple):
    """A line of the table: a name and how many targets have each verdict.

    `verdict` gives the mark before the name, `star` what stands between them, `day` the day of the counts.
    """

    name: str
    counts: Mapping[str, int]
    verdict: str = ""
    star: str = " "
    day: str = ""

    @property
    def total(self) -> int:
        """The number of targets."""
        return sum(self.counts.values())


class Grid(NamedTuple):
    """The columns of a table: which verdicts, and how wide each part is; `cells` ends with that of the sum.

    Heads are `stacked` on two lines where one has no room for them. Without a width for names there is no room for
    columns at all.
    """

    verdicts: tuple[str, ...]
    name: int
    day: int
    cells: tuple[int, ...]
    bar: int
    stacked: bool

    @property
    def width(self) -> int:
        """The columns that stand before the bar."""
        return self.name + self.day + sum(self.cells)


def print_sections(page: Page, one: FileDigest) -> None:
    """Print the sections with their sum and the legend of the bar."""
    if one.plan is None:
        return
    page.blank()
    rows = [Row(page.say(one.heading(section)), counts) for section, counts in one.sections.items()]
    print_grid(page, rows, Text("章节", "section"), only_encouraged(one.tally.free))


def print_grid(page: Page, rows: Sequence[Row], label: Text, note: Text, rule: bool = True) -> None:
    """Print rows of counts with a bar each, their sum, the legend, and a note on the counts."""
    sums = {verdict: sum(row.counts.get(verdict, 0) for row in rows) for verdict in VERDICTS}
    total = Row(page.say(TOTAL), sums)
    grid = _grid(page, [*rows, total], page.say(label))
    if grid is None:
        for row in [*rows, total]:
            _print_in_words(page, row)
        _print_note(page, note)
        return
    _print_header(page, grid, page.say(label))
    for row in rows:
        _print_row(page, row, grid)
    if rule:
        page.line((page.mark("line") * grid.width, "dim"), indent=2)
    _print_row(page, total, grid)
    _print_legend(page, note, grid.bar)


def _grid(page: Page, rows: Sequence[Row], label: str) -> Grid | None:
    """Return the columns of rows of which the last is their sum; None where there is no room for columns."""
    verdicts = tuple(columns(rows[-1].counts))
    day = _DAY_WIDTH if any(row.day for row in rows) else 0
    names = widest([label, *(_named(page, row) for row in rows)])
    whole = tuple(widest([page.say(word)]) + 2 for word in (*(VERDICTS[verdict] for verdict in verdicts), TOTAL))
    short = (5 if page.view.lang == "zh" else 6,) * (len(verdicts) + 1)
    room = page.width - 4
    if names + day + sum(whole) + _WORTHWHILE <= room:
        return Grid(verdicts, names, day, whole, min(room - names - day - sum(whole), _LONGEST), False)
    left = room - sum(short)
    # The bar gives way to names, and the day to both; names that are cut all the same leave room for it.
    fitting = ((days, bar) for days, bar in ((day, 8), (day, 0), (0, 8)) if names + days + bar <= left)
    days, least = next(fitting, (0, 8 if left - 8 >= 2 * _SHORTEST else 0))
    name = min(names, left - days - least)
    if name < min(names, _SHORTEST):
        return None
    return Grid(verdicts, name, days, short, min(left - days - name, _LONGEST) if least else 0, True)


def _named(page: Page, row: Row) -> str:
    return f"{page.mark(row.verdict)}{row.star}{row.name}" if row.verdict else row.name


def _print_header(page: Page, grid: Grid, label: str) -> None:
    words = [VERDICTS[verdict] for verdict in grid.verdicts]
    upper, lower = [Text("", "")] * len(words), words
    if grid.stacked:
        upper, lower = ([_COLUMNS[verdict][line] for verdict in grid.verdicts] for line in (0, 1))
        above = "".join(_right(page.say(top), cell) for top, cell in zip(upper, grid.cells, strict=False))
        page.line((" " * (grid.name + grid.day) + above, "bold"), indent=2)
    day = page.fit(f"  {page.say(_DAY)}", grid.day) if grid.day else ""
    heads = "".join(_right(page.say(head), cell) for head, cell in zip([*lower, TOTAL], grid.cells, strict=True))
    page.line((page.fit(label, grid.name) + day + heads, "bold"), indent=2)


def _print_row(page: Page, row: Row, grid: Grid) -> None:
    line: list[Part] = [("  ", ""), *_name(page, row, grid)]
    *cells, last = grid.cells
    for verdict, cell in zip(grid.verdicts, cells, strict=True):
        number = row.counts.get(verdict, 0)
        shown = str(number) if number else page.mark("zero")
        line.append((_right(shown, cell), STYLES[verdict] if number else "dim"))
    line += [(_right(str(row.total), last), "bold"), ("  ", "")]
    page.emit(*stripped([*line, *_bar(page, row, grid.bar)]))


def _name(page: Page, row: Row, grid: Grid) -> list[Part]:
    """Return the mark in its verdict's colour, the name, and the day."""
    day = [(page.fit(f"  {row.day}", grid.day), "dim")] if grid.day else []
    if not row.verdict:
        return [(page.fit(row.name, grid.name), ""), *day]
    mark = page.mark(row.verdict)
    return [(mark, STYLES[row.verdict]), (page.fit(row.star + row.name, grid.name - 1), ""), *day]


def _print_in_words(page: Page, row: Row) -> None:
    """Print a row where columns have no room: its name and sum, and below what counts."""
    page.line((f"{_named(page, row)} {row.total}", "bold"), indent=2)
    counts = [f"{page.say(VERDICTS[verdict])} {row.counts[verdict]}" for verdict in VERDICTS if row.counts.get(verdict)]
    page.line(" · ".join(counts), indent=4)


def _bar(page: Page, row: Row, width: int) -> list[Part]:
    lengths = shares(numbers_of(row.counts), width)
    return [(page.mark(mark) * cells, style) for (mark, style, _), cells in zip(_SHARES, lengths, strict=True)]


def _print_legend(page: Page, note: Text, bar: int) -> None:
    parts = [f"{page.mark(mark)} {page.say(name)}" for mark, _, name in _SHARES] if bar else []
    text = "  ".join([*parts, *([page.say(note)] if note.zh else [])])
    page.line((text, "dim"), indent=2)


def _print_note(page: Page, note: Text) -> None:
    if note.zh:
        page.line((page.say(note), "dim"), indent=2)


def _right(text: str, cells: int) -> str:
    return " " * max(cells - widest([text]), 0) + text
