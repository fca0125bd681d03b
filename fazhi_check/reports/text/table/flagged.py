"""The lists: what asks for attention by verdict and section, what is near, what was set aside."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.digest.blocks import Block
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.words import COLON, DOT, NOT_JUDGED, RESTS, SERIOUSLY, SETTLED, STATED, SUMMED
from fazhi_check.reports.text.page import STYLES, Page, widest
from fazhi_check.reports.text.widths import cell_len
from fazhi_check.words import GATES, VERDICTS

_ID_WIDTH = 10


def print_lists(page: Page, one: FileDigest) -> None:
    """Print every list in order; what is missing and what was known are folded unless everything is shown."""
    for block in [*one.blocks(page.view.show_all), *one.slow_block]:
        _print_title(page, block)
        if block.folded and not page.view.show_all:
            _print_folded(page, one, block)
        elif block.kind == "known" and not page.view.show_all:
            counts = block.verdicts.items()
            page.line(" · ".join(f"{page.say(VERDICTS[name])} {number}" for name, number in counts), indent=2)
        else:
            _print_entries(page, one, block)


def _print_title(page: Page, block: Block) -> None:
    page.blank()
    meaning = f"  {page.say(block.meaning)}" if block.meaning else ""
    page.line((f"{page.mark(block.mark)} {page.say(block.title)}", STYLES[block.mark]), (meaning, "dim"))


def _print_entries(page: Page, one: FileDigest, block: Block) -> None:
    path = one.shown_path
    short = path if cell_len(path) <= page.width // 3 else path.rpartition("/")[2]
    for section, members in block.by_section:
        page.line((page.say(one.heading(section)), "bold dim"), indent=2)
        for member in members:
            _print_entry(page, member, short + member.place.near if member.place else "")
            _print_settled(page, member)
            _print_course(page, member)
            if page.view.show_all:
                _print_besides(page, member)


def _print_entry(page: Page, found: Line, where: str) -> None:
    """Print one target: id, title and place on one line, why below; on a wide page all on one line if it fits."""
    name = page.fit(found.target, _ID_WIDTH) + page.say(found.title)
    serious = page.say(SERIOUSLY) if found.serious else ""
    why = serious + found.said(page.view.lang)
    if found.slow:  # on the screen alone: no plan asks it
        why += page.say(DOT) + page.say(GATES["slow"])
    if found.waived:
        why += page.say(DOT) + page.say(found.waiver)
    if page.wide:
        column = 62 if page.view.lang == "zh" else 84
        joined = page.fit(name, column) + "  " + why if cell_len(name) <= column else ""
        if joined and cell_len(joined) + cell_len(where) + 2 <= page.width - 4:
            page.row(joined, where, indent=4)
            return
    page.row(name, where, indent=4)
    page.line((why, "dim"), indent=4 + _ID_WIDTH)


def _print_settled(page: Page, found: Line) -> None:
    """Print what an office has settled; that nothing is, where it needs review and everything is shown."""
    said = found.settled_by if found.settled else found.settlement
    if said.zh and (found.settled or page.view.show_all):
        page.line((page.say(SETTLED) + page.say(COLON) + page.say(said), "dim"), indent=4 + _ID_WIDTH)


def _print_course(page: Page, found: Line) -> None:
    """Print what became of it since an earlier report, and how the office reads its task."""
    for said in (found.turned, *(one.said for one in found.readings)):
        if said.zh:
            page.line((page.say(said), "dim"), indent=4 + _ID_WIDTH)


def _print_besides(page: Page, found: Line) -> None:
    """Print what an entry rests on, and what the unit adds in its own words."""
    if found.resting_on.zh:
        page.line((page.say(RESTS) + page.say(COLON) + page.say(found.resting_on), "dim"), indent=4 + _ID_WIDTH)
    for said in found.told_besides(page.view.lang):
        page.line((said, "dim"), indent=4 + _ID_WIDTH)


def print_goals(page: Page, one: FileDigest) -> None:
    """Print the goals with the tasks behind them, and what the unit says of them."""
    if not one.goals or not page.view.show_all:
        return
    page.blank()
    page.line((page.say(one.goals_title), "bold"), (f"  {page.say(SUMMED)}", "dim"))
    for goal in one.goals:
        page.line(page.fit(goal.target, _ID_WIDTH) + page.say(goal.title), indent=4)
        page.line((page.say(goal.behind(one.called)), "dim"), indent=4 + _ID_WIDTH)
        said = goal.said(page.view.lang)
        if said:
            page.line((f"{page.say(STATED)}{page.say(COLON)}{said}", "dim"), indent=4 + _ID_WIDTH)


def print_statements(page: Page, one: FileDigest) -> None:
    """Print the principles under which the unit wrote something, with what that is."""
    if not one.statements or not page.view.show_all:
        return
    page.blank()
    page.line((page.say(one.statements_title), "bold"), (f"  {page.say(NOT_JUDGED)}", "dim"))
    for said in one.statements:
        page.line(page.fit(said.target, _ID_WIDTH) + page.say(said.title), indent=4)
        told = said.statement.told(page.view.lang)
        page.line((f"{page.say(STATED)}{page.say(COLON)}{told}", "dim"), indent=4 + _ID_WIDTH)


def _print_folded(page: Page, one: FileDigest, block: Block) -> None:
    """Print missing targets as counts by item: how many of the item's applicable targets are missing."""
    cells = [(page.say(one.heading(fold.item)), f"{fold.missing}/{fold.asked}") for fold in block.folded]
    columns = max((page.width - 2) // max(widest(name for name, _ in cells) + 8, 39), 1)
    width = (page.width - 2) // columns
    for start in range(0, len(cells), columns):
        page.line("  ".join(_folded_cells(page, cells[start : start + columns], width - 2)), indent=2)
    page.line((page.say(one.of_all), "dim"), indent=2)


def _folded_cells(page: Page, cells: Sequence[tuple[str, str]], width: int) -> list[str]:
    room = width - 6
    return [page.fit(name, room) + " " * (6 - len(number)) + number for name, number in cells]
