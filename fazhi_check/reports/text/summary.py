"""One screen for many files, the worst first: counts and day of each, the three worst things, the conclusion.

At most 24 lines: as many files have a line of their own as fit, and the others are summed up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from fazhi_check.codes import Severity
from fazhi_check.digest.file import NOT_BOUND, FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import AS_OF, DOT
from fazhi_check.reports.text.page import STYLES, Page
from fazhi_check.reports.text.screen import screen
from fazhi_check.reports.text.table.head import CONCLUSIONS
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.reports.view import View
from fazhi_check.sanitize import visible
from fazhi_check.words import Text

_LINES, _MOST, _UNJUDGED = 24, 16, 3


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the screen, as wide and as colourful as the stream allows."""
    paper = screen(out, view.color, gather=True)
    page = Page(paper, view)
    if digest.round:
        from fazhi_check.reports.text.round_summary import draw_round

        draw_round(paper, page, digest, digest.round)
        paper.flush()
        return
    for most in range(_MOST, 0, -1):
        _draw(page, digest, most)
        if paper.gathered <= _LINES or most == 1:
            break
        paper.drop()
    paper.flush()


def _draw(page: Page, digest: Digest, most: int) -> None:
    """Draw the screen with lines of their own for at most so many files."""
    units = Counter(one.unit.name for one in digest.files if one.unit)
    fold = most < len(digest.listed)
    unjudged = sorted(digest.unjudged, key=lambda one: one.valid)
    shown = unjudged[: min(_UNJUDGED, most)] if fold else unjudged
    _print_head(page, digest)
    if digest.judged:
        room = max(most - len(shown), 1) if fold else len(digest.judged)
        rows = _rows(page, digest.ranked, units, room)
        if not print_grid(page, rows, Text("单位", "unit"), [digest.notes], rule=False):
            _print_days(page, rows)
    _print_unjudged(page, shown, unjudged[len(shown) :], units)
    _print_urgent(page, digest, units)
    if not all(one.binding for one in digest.judged):
        _print(page, f"  * {page.say(NOT_BOUND.text)}", "yellow")
    print_points_briefly(page, digest)
    if digest.unlisted:
        _print(page, page.say(digest.unlisted), "dim")
    page.line((page.say(digest.conclusion.text), "bold"))
    page.line((page.say(digest.conclusion.gate), CONCLUSIONS[digest.conclusion.kind]))
    page.line((page.say(digest.foot), "dim"))


def print_points_briefly(page: Page, digest: Digest) -> None:
    """Print one line on points where there are any: how many units have some, by how many standards."""
    scored = [one.points for one in digest.files if one.points]
    if not scored:
        return
    standards, lacking = len({one.standard for one in scored}), sum(bool(one.open) for one in scored)
    zh = f"考评计分：{len(scored)} 个单位，测评标准 {standards} 份"
    en = f"points: {len(scored)} units by {standards} standards"
    more = Text(f"；{lacking} 个单位尚缺项目", f"; {lacking} with items still open") if lacking else Text("", "")
    _print(page, page.say(Text(zh + more.zh, en + more.en)))


def _name(one: FileDigest, units: Counter[str]) -> str:
    """Return what a file is called: its unit, with the file's name where a unit has several."""
    if one.unit is None or units[one.unit.name] == 1:
        return one.name
    return f"{one.name} {one.shown_path.rpartition('/')[2]}"


def _rows(page: Page, ranked: Sequence[FileDigest], units: Counter[str], room: int) -> list[Row]:
    """Return a row for each file, or for the worst, and one for all others."""
    if len(ranked) <= room:
        return [_row(one, units) for one in ranked]
    worst, rest = ranked[: room - 1], ranked[max(room - 1, 0) :]
    name = Text(f"  其余 {len(rest)} 个", f"  {len(rest)} others")
    summed = sum((Counter(one.counts) for one in rest), Counter[str]())
    within = sum((Counter(one.tally.within) for one in rest), Counter[str]())
    return [*(_row(one, units) for one in worst), Row(page.say(name), summed, within, called=rest[0].called)]


def _row(one: FileDigest, units: Counter[str]) -> Row:
    star = " " if one.binding else "*"
    day = str(one.reported_on or one.as_of or "")
    return Row(_name(one, units), one.counts, one.tally.within, one.mark, star, day, one.called)


def _print_days(page: Page, rows: Sequence[Row]) -> None:
    """Print the days of the data where the table had no room for them, each with its units."""
    named: dict[str, list[str]] = {}
    for row in rows:
        if row.day:
            named.setdefault(row.day, []).append(row.name)
    between = page.say(Text("、", ", "))
    text = page.say(DOT).join(f"{day} {between.join(names)}" for day, names in named.items())
    page.line((page.say(AS_OF) + text, "dim"), indent=2)


def _print(page: Page, text: str, style: str = "") -> None:
    """Print exactly one line; what is too long is cut, so that the screen keeps its height."""
    page.emit((page.fit(text, page.width).rstrip(), style))


def _print_head(page: Page, digest: Digest) -> None:
    """Print the plans, the days where they are not those of the files, and the part that was judged."""
    plans = dict.fromkeys(page.say(one.plan.against) for one in digest.files if one.plan)
    if plans:
        listed = page.say(Text("、", ", ")).join(plans)
        _print(page, visible(page.say(Text(f"对照 {listed}", f"against {listed}"))))
    if digest.dated and digest.judged_apart:
        page.line(page.say(digest.dated))
    if digest.part:
        page.line((page.say(digest.part.text), "bold yellow"))
    for said in digest.course:
        page.line(page.say(said))


def _print_cause(page: Page, one: FileDigest) -> None:
    """Print what is wrong with a list beside the run: it has no unit that could be looked up elsewhere."""
    worst = min(one.problems, key=lambda found: list(Severity).index(found.severity))
    _print(page, f"  {page.mark(one.mark)} {one.shown_path}{worst.at} {worst.code} {worst.said(page.view.lang)}")


def _print_unjudged(page: Page, shown: Sequence[FileDigest], rest: Sequence[FileDigest], units: Counter[str]) -> None:
    """Print the files without a verdict, those with errors first."""
    for one in shown:
        if one.problems and not one.is_submission:
            _print_cause(page, one)
            continue
        why = page.say(one.unjudged)
        room = page.width - 7 - len(why) * (2 if page.view.lang == "zh" else 1)
        name = page.fit(_name(one, units), max(room, 10)).rstrip()
        _print(page, f"  {page.mark(one.mark)} {name}  {why}")
    if rest:
        broken = sum(not one.valid for one in rest)
        more = Text(
            f"  另有 {len(rest)} 个文件没有判定，其中有错误的 {broken} 个",
            f"  {len(rest)} more files without a verdict, {broken} of them with errors",
        )
        _print(page, page.say(more))


def _print_urgent(page: Page, digest: Digest, units: Counter[str]) -> None:
    """Print the most urgent thing of each of the three worst units; of one unit alone its three."""
    for one, found in digest.urgent:
        head = f"  {page.mark(found.verdict)} {page.say(found.degree)}  "
        whose = f"{_name(one, units)}  " if digest.several else ""
        turned = f"  {page.say(found.turned_briefly)}" if found.turned_briefly.zh else ""
        text = page.fit(f"{head}{whose}{page.say(found.title)}{turned}", page.width).rstrip()
        page.emit((text[: len(head)], STYLES[found.verdict]), (text[len(head) :], ""))
