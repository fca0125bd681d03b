"""What became of the units' tasks since earlier reports, on the screen: a row for each unit, a column for each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi_check.digest.round.changes import Changed, changes_of
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import UNIT
from fazhi_check.digest.round.words import CHANGES, SINCE
from fazhi_check.digest.words import TOTAL
from fazhi_check.reports.text.page import Page, stripped, widest
from fazhi_check.reports.text.widths import cell_len
from fazhi_check.words import Text

_MOST, _NAME = 30, 12


def print_changes(page: Page, one: RoundDigest, most: int = _MOST) -> None:
    """Print what changed at each unit; nothing without earlier reports, or where they are alike."""
    found = changes_of(one)
    if not found.kinds:
        return
    page.blank()
    page.line((page.say(SINCE), "bold"))
    rows = found.rows if page.view.show_all or len(found.rows) <= most else found.rows[:most]
    heads = [_head(page, kind) for kind in found.kinds]
    cells = [widest(head) + 2 for head in heads]
    if sum(cells) + 2 + _NAME > page.width:
        _print_in_words(page, rows)
        return
    name = min(widest([page.say(UNIT), *map(_named, rows)]), page.width - 2 - sum(cells))
    _print_heads(page, heads, cells, name)
    for row in rows:
        _print_row(page, page.fit(_named(row), name), row.kinds, found.kinds, cells)
    if len(rows) < len(found.rows):
        rest = len(found.rows) - len(rows)
        said = Text(f"其余 {rest} 个单位，--show all 逐个列出", f"{rest} more units: --show all lists them")
        page.line((page.say(said), "dim"), indent=2)
    _print_row(page, page.fit(page.say(TOTAL), name), found.sums, found.kinds, cells)


def _named(row: Changed) -> str:
    return row.unit.name + ("" if row.unit.counted else "*")


def _head(page: Page, kind: str) -> tuple[str, str]:
    """Return the head of a column: in Chinese on two lines, of which the lower has two characters."""
    word = page.say(CHANGES[kind])
    return (word[:-2], word[-2:]) if page.view.lang == "zh" and not page.wide else ("", word)


def _print_heads(page: Page, heads: Sequence[tuple[str, str]], cells: Sequence[int], name: int) -> None:
    above = "".join(_right(upper, cell) for (upper, _), cell in zip(heads, cells, strict=True))
    below = "".join(_right(lower, cell) for (_, lower), cell in zip(heads, cells, strict=True))
    if above.strip():
        page.emit((f"  {' ' * name}{above}", "bold"))
    page.emit((f"  {page.fit(page.say(UNIT), name)}{below}", "bold"))


def _print_row(page: Page, name: str, numbers: Mapping[str, int], kinds: Sequence[str], cells: Sequence[int]) -> None:
    shown = [str(numbers.get(kind, 0) or page.mark("zero")) for kind in kinds]
    line = "".join(_right(text, cell) for text, cell in zip(shown, cells, strict=True))
    page.emit(*stripped([(f"  {name}{line}", "")]))


def _print_in_words(page: Page, rows: Sequence[Changed]) -> None:
    """Print a sentence for each unit where columns have no room."""
    between = page.say(Text("，", ", "))
    for row in rows:
        said = between.join(f"{page.say(CHANGES[kind])} {number}" for kind, number in row.kinds.items())
        page.line(f"{_named(row)}  {said}", indent=2)


def _right(text: str, cells: int) -> str:
    return " " * max(cells - cell_len(text), 0) + text
