"""The lists: what asks for attention by verdict and section, what is near, what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.outcome import FileReport
from fazhi_check.reports.text.table.page import STYLES, Page
from fazhi_check.reports.wording import KNOWN, MEANING, unasked
from fazhi_check.sanitize import clean
from fazhi_check.words import VERDICTS, Text

_ID_WIDTH = 10


def print_lists(page: Page, one: FileReport) -> None:
    """Print every list that has something in it, the flagged ones first and in the design's order."""
    for verdict in FLAGGED:
        found = [a for a in one.flagged if a.verdict == verdict]
        if verdict == "missing" and not page.view.show_all:
            _print_folded(page, one, found)
        else:
            _print_list(page, one, verdict, found)
    rest: tuple[str, ...] = ("due_soon", "exempt")
    if page.view.show_all:
        rest = (*rest, "on_track", "met")
        _print_unflagged(page, one)
    for quiet in rest:
        _print_list(page, one, quiet, [a for a in one.assessments if a.verdict == quiet])
    _print_list(page, one, "waived", [a for a in one.assessments if a.waived])
    _print_known(page, one)


def _print_unflagged(page: Page, one: FileReport) -> None:
    """Print what would be flagged if the plan asked for it instead of encouraging it."""
    found = [a for a in one.assessments if a.verdict in FLAGGED and a.target.force != "shall" and not a.waived]
    if found:
        title = Text("鼓励和探索的事项，不计入需处理", "encouraged or explored only, never flagged")
        _print_title(page, "exempt", page.say(title), len(found))
        _print_entries(page, one, found)


def _print_known(page: Page, one: FileReport) -> None:
    """Print what was known before: as counts by verdict, or one by one where everything is shown."""
    if not one.known:
        return
    _print_title(page, "waived", page.say(KNOWN), len(one.known), page.say(MEANING["known"]))
    if page.view.show_all:
        _print_entries(page, one, one.known)
        return
    counts = Counter(a.verdict for a in one.known)
    page.line(" · ".join(f"{page.say(VERDICTS[name])} {counts[name]}" for name in FLAGGED if counts[name]), indent=2)


def _print_list(page: Page, one: FileReport, verdict: str, found: Sequence[Assessment]) -> None:
    if found:
        _print_title(
            page, verdict, page.say(VERDICTS[verdict]), len(found), page.say(MEANING.get(verdict, Text("", "")))
        )
        _print_entries(page, one, found)


def _print_title(page: Page, mark: str, name: str, number: int, meaning: str = "") -> None:
    page.blank()
    counted = page.say(Text(f" {number} 项", f": {number}"))
    page.line((f"{page.mark(mark)} {name}{counted}", STYLES[mark]), (f"  {meaning}" if meaning else "", "dim"))


def _print_entries(page: Page, one: FileReport, found: Iterable[Assessment]) -> None:
    for section, members in groupby(found, key=lambda a: a.target.section):
        page.line((one.plan.heading(section, page.view.lang) if one.plan else section, "bold dim"), indent=2)
        for member in members:
            _print_entry(page, one, member)


def _print_entry(page: Page, one: FileReport, found: Assessment) -> None:
    """Print one target: id, title and place on one line, why below; on a wide page all on one line if it fits."""
    name = page.fit(found.target.id, _ID_WIDTH) + found.target.name(page.view.lang)
    serious = page.say(Text("【严重】", "[serious] ")) if found.serious else ""
    why = serious + clean(found.why.say(page.view.lang)) + _waiver(page, one, found)
    where = _where(page, one, found)
    if page.wide:
        column = 62 if page.view.lang == "zh" else 84
        joined = page.fit(name, column) + "  " + why if cell_len(name) <= column else ""
        if joined and cell_len(joined) + cell_len(where) + 2 <= page.width - 4:
            page.row(joined, where, indent=4)
            return
    page.row(name, where, indent=4)
    page.line((why, "dim"), indent=4 + _ID_WIDTH)


def _waiver(page: Page, one: FileReport, found: Assessment) -> str:
    """Return until when a target is waived, why and by whom; nothing for the others."""
    waived = found.waived
    if waived is None or one.as_of is None:
        return ""
    days = (waived.expires - one.as_of).days
    text = Text(
        f"；豁免至 {waived.expires}(还有 {days} 天)：{waived.reason}，{waived.approved_by}批准",
        f"; waived until {waived.expires} ({days} days left): {waived.reason}, approved by {waived.approved_by}",
    )
    return clean(page.say(text))


def _where(page: Page, one: FileReport, found: Assessment) -> str:
    place = one.places.get(found.target.id)
    if place is None:
        return ""
    path = clean(one.path)
    short = path if cell_len(path) <= page.width // 3 else path.rpartition("/")[2]
    return f"{short}:{place.line}"


def _print_folded(page: Page, one: FileReport, found: Sequence[Assessment]) -> None:
    """Print missing targets as counts by item: how many of the item's applicable targets are missing."""
    if not found or one.plan is None:
        return
    _print_title(page, "missing", page.say(VERDICTS["missing"]), len(found), page.say(unasked(one)))
    missing = Counter(
        a.target.item for a in sorted(found, key=lambda a: one.plan.order[a.target.id] if one.plan else 0)
    )
    asked = Counter(a.target.item for a in one.assessments)
    cells = [(one.plan.heading(item, page.view.lang), f"{number}/{asked[item]}") for item, number in missing.items()]
    columns = max((page.width - 2) // 39, 1)
    width = (page.width - 2) // columns
    for start in range(0, len(cells), columns):
        parts = [_folded_cell(page, name, number, width - 2) for name, number in cells[start : start + columns]]
        page.line("  ".join(parts), indent=2)
    hint = Text(
        "每条后面是 缺报数/应报数；--show all 逐项列出", "after each: missing/asked; --show all lists them one by one"
    )
    page.line((page.say(hint), "dim"), indent=2)


def _folded_cell(page: Page, name: str, number: str, width: int) -> str:
    room = width - 6
    return page.fit(name, room) + " " * (6 - len(number)) + number
