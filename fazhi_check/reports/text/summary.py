"""One screen for many files: a row of counts for each, what could not be judged, the outcome.

At most 24 lines. Up to 15 files each have a line; of more the 10 worst have one, and the others are summed up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TextIO

from rich.text import Text as Line

from fazhi_check.assess import FLAGGED
from fazhi_check.gate import Exit, failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports import wording
from fazhi_check.reports.text.screen import screen
from fazhi_check.reports.text.table.page import Page
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.reports.view import View
from fazhi_check.sanitize import clean
from fazhi_check.version import __version__
from fazhi_check.words import Text

_MOST, _WORST, _UNJUDGED = 15, 10, 3


def render(report: Report, out: TextIO, view: View) -> None:
    """Write the screen, as wide and as colourful as the stream allows."""
    page = Page(screen(out, view.color), view)
    judged = [one for one in report.files if one.judged]
    unjudged = [one for one in report.files if not one.judged and (one.is_submission or not one.valid)]
    names = _names(report.files)
    _print_plans(page, report)
    if judged:
        print_grid(page, _rows(page, judged, names, len(report.files) > _MOST), Text("单位", "unit"))
    _print_unjudged(page, unjudged, names, len(report.files) > _MOST)
    _print_comparison(page, judged)
    _print_outcome(page, report)
    _print_foot(page, report)


def _names(files: Sequence[FileReport]) -> dict[int, str]:
    """Return what each file is called, by identity: its unit, with the file's name where a unit has several."""
    units = Counter(one.unit.name for one in files if one.unit)
    names = {}
    for one in files:
        last = one.path.rpartition("/")[2]
        name = (
            one.path if one.unit is None else one.unit.name if units[one.unit.name] == 1 else f"{one.unit.name} {last}"
        )
        names[id(one)] = clean(name)
    return names


def _rows(page: Page, judged: Sequence[FileReport], names: dict[int, str], fold: bool) -> list[Row]:
    if not fold or len(judged) <= _WORST:
        return [_row(page, one, names) for one in judged]
    ranked = sorted(judged, key=lambda one: _urgency(one, page.view.fail_on))
    rest = ranked[_WORST:]
    name = Text(f"  其余 {len(rest)} 个", f"  {len(rest)} others")
    summed = sum((Counter(one.counts()) for one in rest), Counter[str]())
    return [*(_row(page, one, names) for one in ranked[:_WORST]), Row(page.say(name), summed)]


def _urgency(one: FileReport, fail_on: Collection[str]) -> tuple[int, ...]:
    """Return what puts the worst first: those that fail the gate, then by counts in the order of flagged verdicts."""
    counts = one.tally().flagged
    return (not failures(one, fail_on), *(-counts[verdict] for verdict in FLAGGED))


def _row(page: Page, one: FileReport, names: dict[int, str]) -> Row:
    mark = page.mark("overdue" if failures(one, page.view.fail_on) else "met")
    return Row(f"{mark}{' ' if one.binding else '*'}{names[id(one)]}", Counter(one.counts()))


def _print(page: Page, text: str, style: str = "") -> None:
    """Print exactly one line; what is too long is cut, so that the screen keeps its height."""
    page.emit(Line(page.fit(text, page.width).rstrip(), style))


def _print_plans(page: Page, report: Report) -> None:
    plans = dict.fromkeys(page.say(wording.against(one.plan)) for one in report.files if one.plan)
    if plans:
        listed = page.say(Text("、", ", ")).join(plans)
        _print(page, clean(page.say(Text(f"对照 {listed}", f"against {listed}"))))


def _print_unjudged(page: Page, unjudged: Sequence[FileReport], names: dict[int, str], fold: bool) -> None:
    """Print the files without a verdict, those with errors first."""
    ranked = sorted(unjudged, key=lambda one: one.valid)
    shown = ranked[:_UNJUDGED] if fold else ranked
    for one in shown:
        why = page.say(wording.NO_TARGET if one.valid else wording.BROKEN)
        mark = page.mark("exempt" if one.valid else "invalid")
        room = page.width - 7 - len(why) * (2 if page.view.lang == "zh" else 1)
        name = page.fit(names[id(one)], max(room, 10)).rstrip()
        _print(page, f"  {mark} {name}  {why}")
    rest = ranked[len(shown) :]
    if rest:
        broken = sum(not one.valid for one in rest)
        more = Text(
            f"  另有 {len(rest)} 个文件没有判定，其中有错误的 {broken} 个",
            f"  {len(rest)} more files without a verdict, {broken} of them with errors",
        )
        _print(page, page.say(more))


def _print_comparison(page: Page, judged: Sequence[FileReport]) -> None:
    if any(not one.binding for one in judged):
        text = Text("* 仅作对照，规划对其没有约束力", "* comparison only: the plan does not bind this unit")
        _print(page, f"  {page.say(text)}", "yellow")


def _print_outcome(page: Page, report: Report) -> None:
    """Print how the run ended, by its exit code, and how many files it had."""
    if report.exit_code == Exit.nothing or not report.files:
        ended, style = Text("没有可判定的内容", "nothing to check"), "bold yellow"
    elif report.exit_code == Exit.passed:
        ended, style = wording.PASSED, "bold green"
    else:
        ended, style = wording.FAILED, "bold red"
    tally = wording.tally(report, page.view.fail_on)
    text = Text(f"{wording.RESULT.zh}{ended.zh}：{tally.zh}", f"{wording.RESULT.en}{ended.en}: {tally.en}")
    _print(page, page.say(text), style)


def _print_foot(page: Page, report: Report) -> None:
    """Print tool version, plans with the short hash of their files, and the dates of the verdicts."""
    plans = dict.fromkeys(f" · {one.plan.id} {one.plan.hash}" for one in report.files if one.plan)
    days = sorted({one.as_of for one in report.files if one.as_of})
    span = [str(day) for day in (days[:1] if len(days) == 1 else [*days[:1], *days[-1:]])]
    dates = Text(f" · 截至 {' 至 '.join(span)}", f" · as of {' to '.join(span)}") if span else Text("", "")
    _print(page, f"fazhi-check {__version__}{''.join(plans)}{page.say(dates)}", "dim")
