"""One screen for many files: a row of counts for each, what could not be judged, the conclusion.

At most 24 lines. Up to 15 files each have a line; of more the 10 worst have one, and the others are summed up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from fazhi_check.codes import Severity
from fazhi_check.digest.file import NOT_BOUND, FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import screen
from fazhi_check.reports.text.table.head import CONCLUSIONS
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.reports.view import View
from fazhi_check.sanitize import visible
from fazhi_check.words import Text

_MOST, _WORST, _UNJUDGED = 15, 10, 3


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the screen, as wide and as colourful as the stream allows."""
    paper = screen(out, view.color, gather=True)
    page = Page(paper, view)
    units = Counter(one.unit.name for one in digest.files if one.unit)
    fold = len(digest.files) > _MOST
    _print_plans(page, digest)
    if digest.dated and digest.judged_apart:
        _print(page, page.say(digest.dated))
    if digest.part:
        _print(page, page.say(digest.part.text), "bold yellow")
    if digest.judged:
        print_grid(page, _rows(page, digest.judged, units, fold), Text("单位", "unit"))
    _print_unjudged(page, digest.unjudged, units, fold)
    if not all(one.binding for one in digest.judged):
        _print(page, f"  * {page.say(NOT_BOUND.text)}", "yellow")
    _print(page, page.say(digest.conclusion.text), CONCLUSIONS[digest.conclusion.kind])
    _print(page, page.say(digest.foot), "dim")
    paper.flush()


def _name(one: FileDigest, units: Counter[str]) -> str:
    """Return what a file is called: its unit, with the file's name where a unit has several."""
    if one.unit is None or units[one.unit.name] == 1:
        return one.name
    return f"{one.name} {one.shown_path.rpartition('/')[2]}"


def _rows(page: Page, judged: Sequence[FileDigest], units: Counter[str], fold: bool) -> list[Row]:
    if not fold or len(judged) <= _WORST:
        return [_row(page, one, units) for one in judged]
    ranked = sorted(judged, key=lambda one: one.urgency)
    rest = ranked[_WORST:]
    name = Text(f"  其余 {len(rest)} 个", f"  {len(rest)} others")
    summed = sum((Counter(one.counts) for one in rest), Counter[str]())
    return [*(_row(page, one, units) for one in ranked[:_WORST]), Row(page.say(name), summed)]


def _row(page: Page, one: FileDigest, units: Counter[str]) -> Row:
    return Row(f"{page.mark(one.mark)}{' ' if one.binding else '*'}{_name(one, units)}", one.counts)


def _print(page: Page, text: str, style: str = "") -> None:
    """Print exactly one line; what is too long is cut, so that the screen keeps its height."""
    page.emit((page.fit(text, page.width).rstrip(), style))


def _print_plans(page: Page, digest: Digest) -> None:
    plans = dict.fromkeys(page.say(one.plan.against) for one in digest.files if one.plan)
    if plans:
        listed = page.say(Text("、", ", ")).join(plans)
        _print(page, visible(page.say(Text(f"对照 {listed}", f"against {listed}"))))


def _print_cause(page: Page, one: FileDigest) -> None:
    """Print what is wrong with a list beside the run: it has no unit that could be looked up elsewhere."""
    worst = min(one.problems, key=lambda found: list(Severity).index(found.severity))
    _print(page, f"  {page.mark(one.mark)} {one.shown_path}{worst.at} {worst.code} {worst.said(page.view.lang)}")


def _print_unjudged(page: Page, unjudged: Sequence[FileDigest], units: Counter[str], fold: bool) -> None:
    """Print the files without a verdict, those with errors first."""
    ranked = sorted(unjudged, key=lambda one: one.valid)
    shown = ranked[:_UNJUDGED] if fold else ranked
    for one in shown:
        if one.problems and not one.is_submission:
            _print_cause(page, one)
            continue
        why = page.say(one.unjudged)
        room = page.width - 7 - len(why) * (2 if page.view.lang == "zh" else 1)
        name = page.fit(_name(one, units), max(room, 10)).rstrip()
        _print(page, f"  {page.mark(one.mark)} {name}  {why}")
    rest = ranked[len(shown) :]
    if rest:
        broken = sum(not one.valid for one in rest)
        more = Text(
            f"  另有 {len(rest)} 个文件没有判定，其中有错误的 {broken} 个",
            f"  {len(rest)} more files without a verdict, {broken} of them with errors",
        )
        _print(page, page.say(more))
