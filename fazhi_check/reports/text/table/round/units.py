"""The units of a round as rows of counts: each category with its sum, the worst first in each, many of them folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fazhi_check.digest.blocks import Counts
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.calls import mark_of
from fazhi_check.digest.round.facts import RETURNS, RoundDigest, UnitDigest
from fazhi_check.digest.round.head import notes_of
from fazhi_check.digest.round.headings import UNIT, WORST_FIRST
from fazhi_check.digest.round.units import Group, below_group, by_category, counts_of, shown_file
from fazhi_check.digest.words import TOTAL
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.words import VERDICTS, Text

# So many units of a category have lines of their own unless everything is asked for.
_MOST = 20


def print_units(page: Page, one: RoundDigest, notes: Sequence[Text], most: int = _MOST) -> None:
    """Print the units by category, the worst first, with the rule, the sums, and what is to be known of these."""
    groups = by_category(one)
    rows = [row for group in groups for row in _group(page, one, group, len(groups) > 1, most)]
    page.line((page.say(WORST_FIRST), "dim"), indent=2)
    if not any(row.total for row in rows):
        _print_names(page, rows)
        return
    print_grid(page, rows, UNIT, [*notes_of(one), *notes], sums=_total(page, counts_of(one.units)), bars=False)


def _print_names(page: Page, rows: Sequence[Row]) -> None:
    """Print rows of which none has a number: their marks and names."""
    for row in rows:
        page.line(f"{page.mark(row.verdict)}{row.star}" if row.verdict else "", row.name, indent=2)


def print_brief(page: Page, one: RoundDigest, notes: Sequence[Text], most: int) -> None:
    """Print at most so many lines and the sum of all: the worst units, or the categories where there are several.

    Some of the categories without the others would tell nothing.
    """
    groups = by_category(one)
    if len(groups) == 1:
        rows = list(_group(page, one, groups[0], False, most))
    elif len(groups) <= most:
        rows = [_head(page, group) for group in groups]
    else:
        rows = []
    print_grid(page, rows, UNIT, notes, sums=_total(page, counts_of(one.units)), rule=False, bars=False)


def _total(page: Page, counts: Counts) -> Row:
    return Row(page.say(TOTAL), counts.numbers, counts.within, called=counts.called)


def _group(page: Page, one: RoundDigest, group: Group, headed: bool, most: int) -> Iterator[Row]:
    """Yield the rows of a category: its sum where there are several, its units, and those that are folded as one."""
    if headed:
        yield _head(page, group)
    fold = not page.view.show_all and len(group.units) > most
    shown = group.units[: most - 1] if fold else group.units
    for unit in shown:
        yield _row(page, unit)
        below = below_group(one, unit)
        if below:
            yield _below(page, below)
    if fold:
        yield _folded(page, group.units[len(shown) :])


def _head(page: Page, group: Group) -> Row:
    name = page.fit(page.say(group.name), _room(page)).rstrip()
    return _summed(_tagged(page, name, _share(group)), group.counts, head=True)


def _below(page: Page, group: Group) -> Row:
    number = len(group.units)
    name = page.say(Text(f"   所辖 {number}", f"   {number} within it"))
    return _summed(_tagged(page, name, _share(group)), group.counts)


def _folded(page: Page, units: Sequence[UnitDigest]) -> Row:
    name = Text(f"  其余 {len(units)} 个单位", f"  {len(units)} other units")
    return _summed(page.say(name), counts_of(units))


def _share(group: Group) -> Text:
    """Return how many of those who owe a report have reported."""
    arrived, expected = group.numbers.arrived, group.numbers.expected
    return Text(f"已报 {arrived}/{expected}", f"{arrived} of {expected} reported") if expected else RETURNS["excused"]


def _summed(name: str, counts: Counts, head: bool = False) -> Row:
    return Row(name, counts.numbers, counts.within, called=counts.called, head=head, silent=True)


def _row(page: Page, unit: UnitDigest) -> Row:
    """Return the row of a unit, with how it stands where that is not as it should be.

    One whose file is in no sum bears a star.
    """
    file = shown_file(unit)
    star = " " if unit.counted or not file else "*"
    name = page.fit(unit.name, _room(page)).rstrip()
    name = name if unit.state == "reported" else _tagged(page, name, unit.called)
    counts, within, called = _counts(file)
    return Row(name, counts, within, mark_of(unit), star, called=called, silent=True)


def _counts(file: FileDigest | None) -> tuple[Mapping[str, int], Mapping[str, int], Mapping[str, Text]]:
    return (file.counts, file.tally.within, file.called) if file else ({}, {}, VERDICTS)


def _tagged(page: Page, name: str, tag: Text) -> str:
    return name + page.say(Text(f"（{tag.zh}）", f" ({tag.en})"))


def _room(page: Page) -> int:
    """Return the columns that a name may take, so that nothing behind it is cut."""
    return max(page.width // 5, 12)
