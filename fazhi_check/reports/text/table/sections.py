"""The table of sections: counts by verdict, then a bar whose shares add up to its whole length."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.shares import numbers_of, shares
from fazhi_check.digest.words import TOTAL, WITHIN, WITHIN_SHORT, columns, headed
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
# What the brackets behind a number hold, where heads have little room.
_NARROW: dict[str, Text] = {**WITHIN_SHORT, **dict.fromkeys(("met", "on_track", "due_soon"), Text("说明", "claims"))}
# The shares of the bar, each with its mark, its style and its meaning.
_SHARES = (
    ("full", "green", Text("已完成", "met")),
    ("half", "cyan", Text("在进度上", "on the way")),
    ("light", "red", Text("需处理", "needs action")),
    ("none", "bright_blue", Text("未填报", "missing")),
)
_FALLS_SHORT = Text("有差距", "falls short")
_DAY = Text("填报截至", "data as of")
# Columns of a day, of the longest bar, of one that is worth its place, and of the shortest name.
_DAY_WIDTH, _LONGEST, _WORTHWHILE, _SHORTEST = 12, 40, 10, 10


class Row(NamedTuple):
    """A line of the table: a name and how many targets have each verdict, of how many of them something is told apart.

    `verdict` gives the mark before the name, `star` what stands between them, `day` the day of the counts, `called`
    what verdicts are called. A `head` is the sum of rows below it; one without any target has
    no numbers at all where it is `silent`.
    """

    name: str
    counts: Mapping[str, int]
    within: Mapping[str, int] = {}
    verdict: str = ""
    star: str = " "
    day: str = ""
    called: Mapping[str, Text] = VERDICTS
    head: bool = False
    silent: bool = False

    @property
    def total(self) -> int:
        """The number of targets."""
        return sum(self.counts.values())


class Grid(NamedTuple):
    """The columns of a table: which verdicts, and how wide each part is; `cells` ends with that of the sum.

    `within` gives for some verdicts the width of the number that stands in brackets behind theirs. Heads are `stacked`
    on two lines where one has no room for them.
    """

    verdicts: tuple[str, ...]
    name: int
    day: int
    cells: tuple[int, ...]
    bar: int
    stacked: bool
    within: Mapping[str, int]
    called: Mapping[str, Text]

    @property
    def width(self) -> int:
        """The columns that stand before the bar."""
        return self.name + self.day + sum(self.cells)


class _Layout(NamedTuple):
    """A way to share out the room: heads on two lines or one, with or without days and brackets, the shortest bar.

    `lean` leaves out the columns that count nothing.
    """

    stacked: bool
    day: bool
    within: bool
    bar: int
    lean: bool = False


# From the one that says most: a bar and empty columns give way to brackets, these to the day, and the day to names.
_LAYOUTS = (
    _Layout(False, True, True, _WORTHWHILE),
    _Layout(True, True, True, 8),
    _Layout(True, True, True, 0),
    _Layout(True, True, True, 0, lean=True),
    _Layout(True, True, False, 8),
    _Layout(True, True, False, 0),
    _Layout(True, False, True, 0),
    _Layout(True, False, True, 0, lean=True),
    _Layout(True, False, False, 8),
    _Layout(True, False, False, 0),
)


def print_sections(page: Page, one: FileDigest) -> None:
    """Print the sections with their sum and the legend of the bar."""
    if one.plan is None:
        return
    page.blank()
    rows = [
        Row(page.say(one.heading(section)), counts.numbers, counts.within, called=one.called)
        for section, counts in one.sections.items()
    ]
    print_grid(
        page, rows, Text("章节", "section"), [one.notes, one.aims, one.slow], compared=one.comparison is not None
    )


def print_grid(
    page: Page,
    rows: Sequence[Row],
    label: Text,
    notes: Sequence[Text],
    rule: bool = True,
    compared: bool = False,
    sums: Row | None = None,
    bars: bool = True,
) -> bool:
    """Print rows of counts with a bar each, their sum, the legend, and notes; tell whether the days had room.

    Of units that are only `compared` nothing is to be done. `sums` is given where it is not that of all rows; without `bars` numbers
    have their room.
    """
    total = sums or _sum_of(page, rows)
    grid = _grid(page, [*rows, total], page.say(label), bars)
    if grid is None:
        for row in [*rows, total]:
            _print_in_words(page, row)
        _print_notes(page, notes)
        return False
    _print_header(page, grid, page.say(label))
    for row in rows:
        _print_row(page, row, grid)
    if rule:
        page.line((page.mark("line") * grid.width, "dim"), indent=2)
    _print_row(page, total, grid)
    if grid.bar:
        _print_legend(page, total.called["met"], compared)
    _print_notes(page, notes)
    return bool(grid.day)


def _sum_of(page: Page, rows: Sequence[Row]) -> Row:
    sums = {verdict: sum(row.counts.get(verdict, 0) for row in rows) for verdict in VERDICTS}
    within = {verdict: sum(row.within.get(verdict, 0) for row in rows) for verdict in WITHIN}
    return Row(page.say(TOTAL), sums, within, called=rows[0].called if rows else VERDICTS)


def _grid(page: Page, rows: Sequence[Row], label: str, bars: bool) -> Grid | None:
    """Return the columns of rows of which the last is their sum; None where there is no room for columns."""
    names = widest([label, *(_named(page, row) for row in rows)])
    layouts = _LAYOUTS if bars else dict.fromkeys(layout._replace(bar=0) for layout in _LAYOUTS)
    fitting = (_laid_out(page, rows, layout, names) for layout in layouts)
    return next((grid for grid in fitting if grid), None) or _cut(page, rows, names)


def _laid_out(page: Page, rows: Sequence[Row], layout: _Layout, names: int) -> Grid | None:
    """Return the columns in some layout; None where it has no room."""
    total = rows[-1]
    verdicts = tuple(verdict for verdict in columns(total.counts) if total.counts[verdict] or not layout.lean)
    digits = {name: len(str(number)) for name, number in total.within.items() if number} if layout.within else {}
    day = _DAY_WIDTH if layout.day and any(row.day for row in rows) else 0
    cells = tuple(_cell_width(page, verdict, layout, total, digits) for verdict in (*verdicts, ""))
    left = page.width - 4 - names - day - sum(cells)
    bar = min(left, _LONGEST) if layout.bar else 0
    return Grid(verdicts, names, day, cells, bar, layout.stacked, digits, total.called) if left >= layout.bar else None


def _cell_width(page: Page, verdict: str, layout: _Layout, total: Row, digits: Mapping[str, int]) -> int:
    """Return how wide the column of a verdict is, that of the sum without one."""
    plain = 5 if page.view.lang == "zh" else 6
    if layout.stacked and verdict not in digits:
        return plain
    number = len(str(total.counts[verdict])) + _bracket_width(page, digits[verdict]) if verdict in digits else 0
    if layout.stacked:
        return max(number, widest(_stacked(page, verdict, True, total.called))) + 1
    return max(number, widest([_head(page, verdict, verdict in digits, total.called)])) + 2


def _bracket_width(page: Page, digits: int) -> int:
    return widest([_bracketed(page, "0" * digits)])


def _bracketed(page: Page, text: str) -> str:
    """Return text in the brackets that stand behind a number."""
    return f"（{text}）" if page.view.lang == "zh" else f" ({text})"


def _head(page: Page, verdict: str, within: bool, called: Mapping[str, Text]) -> str:
    """Return the head of a column on one line."""
    return page.say(headed(verdict, within, called) if verdict else TOTAL)


def _stacked(page: Page, verdict: str, within: bool, called: Mapping[str, Text]) -> tuple[str, str]:
    """Return the head of a column on two lines."""
    if within:
        return page.say(called[verdict]), _bracketed(page, page.say(_NARROW[verdict])).strip()
    if verdict and called[verdict] != VERDICTS[verdict]:  # short enough for one line
        return "", page.say(called[verdict])
    upper, lower = _COLUMNS[verdict] if verdict else (Text("", ""), TOTAL)
    return page.say(upper), page.say(lower)


def _cut(page: Page, rows: Sequence[Row], names: int) -> Grid | None:
    """Return columns with names cut short, with a bar where they are long all the same."""
    verdicts = tuple(columns(rows[-1].counts))
    short = (5 if page.view.lang == "zh" else 6,) * (len(verdicts) + 1)
    left = page.width - 4 - sum(short)
    bar = 8 if left - 8 >= 2 * _SHORTEST else 0
    name = min(names, left - bar)
    return Grid(verdicts, name, 0, short, bar, True, {}, rows[-1].called) if name >= min(names, _SHORTEST) else None


def _named(page: Page, row: Row) -> str:
    return f"{page.mark(row.verdict)}{row.star}{row.name}" if row.verdict else row.name


def _print_header(page: Page, grid: Grid, label: str) -> None:
    names = (*grid.verdicts, "")
    heads = [_head(page, verdict, verdict in grid.within, grid.called) for verdict in names]
    if grid.stacked:
        both = [_stacked(page, verdict, verdict in grid.within, grid.called) for verdict in names]
        above = "".join(_right(upper, cell) for (upper, _), cell in zip(both, grid.cells, strict=True))
        page.line((" " * (grid.name + grid.day) + above.rstrip(), "bold"), indent=2)
        heads = [lower for _, lower in both]
    day = page.fit(f"  {page.say(_DAY)}", grid.day) if grid.day else ""
    shown = "".join(_right(head, cell) for head, cell in zip(heads, grid.cells, strict=True))
    page.line((page.fit(label, grid.name) + day + shown, "bold"), indent=2)


def _print_row(page: Page, row: Row, grid: Grid) -> None:
    line: list[Part] = [("  ", ""), *_name(page, row, grid)]
    if row.silent and not row.total:
        page.emit(*stripped(line))
        return
    *cells, last = grid.cells
    for verdict, cell in zip(grid.verdicts, cells, strict=True):
        number = row.counts.get(verdict, 0)
        shown = (str(number) if number else page.mark("zero")) + _behind(
            page, row.within.get(verdict, 0), verdict, grid
        )
        line.append((_right(shown, cell), STYLES[verdict] if number else "dim"))
    line += [(_right(str(row.total), last), "bold"), ("  ", "")]
    page.emit(*stripped([*line, *_bar(page, row, grid.bar)]))


def _behind(page: Page, number: int, verdict: str, grid: Grid) -> str:
    """Return what stands behind a number: the part of it that is told apart, or as much room."""
    digits = grid.within.get(verdict, 0)
    if number and digits:
        return _bracketed(page, str(number).rjust(digits))
    return " " * _bracket_width(page, digits) if digits else ""


def _name(page: Page, row: Row, grid: Grid) -> list[Part]:
    """Return the mark in its verdict's colour, the name, and the day."""
    day = [(page.fit(f"  {row.day}", grid.day), "dim")] if grid.day else []
    if not row.verdict:
        return [(page.fit(row.name, grid.name), "bold" if row.head else ""), *day]
    mark = page.mark(row.verdict)
    return [(mark, STYLES[row.verdict]), (page.fit(row.star + row.name, grid.name - 1), ""), *day]


def _print_in_words(page: Page, row: Row) -> None:
    """Print a row where columns have no room: its name and sum, and below what counts."""
    if row.silent and not row.total:
        page.line((_named(page, row), "bold"), indent=2)
        return
    page.line((f"{_named(page, row)} {row.total}", "bold"), indent=2)
    counts = [_in_words(page, row, verdict) for verdict in VERDICTS if row.counts.get(verdict)]
    page.line(" · ".join(counts), indent=4)


def _in_words(page: Page, row: Row, verdict: str) -> str:
    within = row.within.get(verdict, 0)
    more = _bracketed(page, f"{page.say(WITHIN_SHORT[verdict])} {within}") if within else ""
    return f"{page.say(row.called[verdict])} {row.counts[verdict]}{more}"


def _bar(page: Page, row: Row, width: int) -> list[Part]:
    lengths = shares(numbers_of(row.counts), width)
    return [(page.mark(mark) * cells, style) for (mark, style, _), cells in zip(_SHARES, lengths, strict=True)]


def _print_legend(page: Page, met: Text, compared: bool) -> None:
    """Print what the shares of the bar are, the first by what it is called."""
    names = [met, *(_FALLS_SHORT if compared and mark == "light" else name for mark, _, name in _SHARES[1:])]
    shown = "  ".join(f"{page.mark(mark)} {page.say(name)}" for (mark, _, _), name in zip(_SHARES, names, strict=True))
    page.line((shown, "dim"), indent=2)


def _print_notes(page: Page, notes: Sequence[Text]) -> None:
    for note in notes:
        if note.zh:
            page.line((page.say(note), "dim"), indent=2)


def _right(text: str, cells: int) -> str:
    return " " * max(cells - widest([text]), 0) + text
