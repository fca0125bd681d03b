"""The report in GitHub-flavoured Markdown, for meetings and the step summary of a CI run.

Whatever comes from outside goes through `safe`: it is shown as it is and never read as markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports import cells, wording
from fazhi_check.reports.view import View
from fazhi_check.sanitize import mask
from fazhi_check.words import LEVELS, SEVERITIES, VERDICTS, Lang, Text

# Columns that stand in every table of counts; the others only where they count something.
_ALWAYS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing")
# GitHub makes links of these even where nobody wrote one.
_LINK = re.compile(r"(?i)(https?|ftp)(?=:)|(www)(?=\.)")
_ID, _TITLE, _TOTAL = Text("编号", "id"), Text("事项", "target"), Text("合计", "total")
_WHY, _PLACE = Text("情况", "why"), Text("位置", "place")


def render(report: Report, out: TextIO, view: View) -> None:
    """Write the report of each file and, for several, a closing total."""
    out.writelines(f"{line}\n" for line in _lines(report, view))


def safe(text: str) -> str:
    """Return text that is shown as it is, on one line: neither markup nor a web link, personal numbers masked."""
    escaped = cells.markdown(mask(" ".join(text.split()))).replace("&", "&amp;")
    return _LINK.sub(r"\g<0>\\", escaped)


def _lines(report: Report, view: View) -> Iterator[str]:
    for number, one in enumerate(report.files):
        yield from ("", "---", "") if number else ()
        yield from _file(one, view)
    if len(report.files) > 1:
        yield from ("", "---", "")
        yield from _total(report, view)
    if not report.files:
        yield f"**{wording.RESULT.say(view.lang)}{wording.NO_FILE.say(view.lang)}**"


def _file(one: FileReport, view: View) -> Iterator[str]:
    yield from _head(one, view.lang)
    if one.assessments:
        yield from _sections(one, view.lang)
    yield from _lists(one, view)
    yield from _problems(one, view.lang)
    yield from ("", f"**{safe(wording.outcome(one, view.fail_on).say(view.lang))}**")
    yield from ("", safe(wording.foot(one).say(view.lang)))


def _head(one: FileReport, lang: Lang) -> Iterator[str]:
    """Yield who reports, against which edition of which plan, as of when, and the phase in force."""
    yield f"## {safe(one.unit.name if one.unit else one.path)}"
    if one.unit or one.plan or one.as_of:
        yield ""
    if one.unit:
        yield f"- {LEVELS[one.unit.level].say(lang)} {one.unit.code} · {safe(one.path)}"
    if one.plan:
        plan = safe(wording.against(one.plan).say(lang))
        yield f"- {Text('对照', 'against').say(lang)} {plan}"
    if one.plan and one.unit and not one.binding:
        yield f"- **{safe(wording.comparison(one).say(lang))}**"
    if one.as_of:
        yield f"- {safe(wording.when(one, one.as_of).say(lang))}"


def _in_order(one: FileReport) -> list[Assessment]:
    """Return the assessments in the plan's order."""
    order = one.plan.order if one.plan else {}
    return sorted(one.assessments, key=lambda found: order.get(found.target.id, 0))


def _heading(one: FileReport, part: str, lang: Lang) -> str:
    return one.plan.heading(part, lang) if one.plan else part


def _sections(one: FileReport, lang: Lang) -> Iterator[str]:
    counts: dict[str, Counter[str]] = {}
    for found in _in_order(one):
        counts.setdefault(found.target.section, Counter())["waived" if found.waived else found.verdict] += 1
    rows = [([_heading(one, section, lang)], seen) for section, seen in counts.items()]
    yield ""
    yield from _counts([Text("章节", "section")], rows, lang)


def _counts(heads: Sequence[Text], rows: Sequence[tuple[list[str], Counter[str]]], lang: Lang) -> Iterator[str]:
    """Yield a table of counts by verdict: named rows, their totals, and the sum of all."""
    total = sum((seen for _, seen in rows), Counter[str]())
    shown = [verdict for verdict in VERDICTS if verdict in _ALWAYS or total[verdict]]
    summed = [_TOTAL.say(lang), *[""] * (len(heads) - 1)]
    lines = [
        [*names, *(str(seen[verdict]) for verdict in shown), str(seen.total())]
        for names, seen in [*rows, (summed, total)]
    ]
    columns = [*heads, *(VERDICTS[verdict] for verdict in shown), _TOTAL]
    yield from _table(columns, lines, lang, numbers=len(shown) + 1)


def _table(heads: Sequence[Text], rows: Iterable[Sequence[str]], lang: Lang, numbers: int = 0) -> Iterator[str]:
    """Yield a table whose last columns, so many as there are `numbers`, stand at the right; all cells are made safe."""
    yield f"| {' | '.join(head.say(lang) for head in heads)} |"
    yield f"|{' --- |' * (len(heads) - numbers)}{' ---: |' * numbers}"
    for row in rows:
        yield f"| {' | '.join(map(safe, row))} |"


def _lists(one: FileReport, view: View) -> Iterator[str]:
    """Yield the flagged lists in the design's order, then what is near, set aside or, if asked for, all the rest."""
    for verdict in FLAGGED:
        found = [a for a in one.flagged if a.verdict == verdict]
        meaning = wording.unasked(one) if verdict == "missing" else wording.MEANING[verdict]
        if verdict == "missing" and not view.show_all:
            yield from _folded(one, found, meaning, view.lang)
        else:
            yield from _list(one, VERDICTS[verdict], found, view.lang, meaning)
    yield from _quiet(one, "due_soon", view.lang)
    yield from _waived(one, view.lang)
    yield from _list(one, wording.KNOWN, one.known, view.lang, wording.MEANING["known"])
    yield from _quiet(one, "exempt", view.lang)
    if view.show_all:
        free = [a for a in _in_order(one) if a.verdict in FLAGGED and a.target.force != "shall" and not a.waived]
        title = Text("鼓励和探索的事项，不计入需处理", "encouraged or explored only, never flagged")
        yield from _list(one, title, free, view.lang)
        yield from _quiet(one, "on_track", view.lang)
        yield from _quiet(one, "met", view.lang)


def _quiet(one: FileReport, verdict: str, lang: Lang) -> Iterator[str]:
    found = [a for a in _in_order(one) if a.verdict == verdict]
    yield from _list(one, VERDICTS[verdict], found, lang, wording.MEANING.get(verdict))


def _list(
    one: FileReport, name: Text, found: Sequence[Assessment], lang: Lang, meaning: Text | None = None
) -> Iterator[str]:
    if found:
        yield from _title(name, len(found), lang, meaning)
        yield from _table([_ID, _TITLE, _WHY, _PLACE], [_entry(one, a, lang) for a in found], lang)


def _title(name: Text, number: int, lang: Lang, meaning: Text | None = None) -> Iterator[str]:
    counted = Text(f"{name.zh} {number} 项", f"{name.en}: {number}").say(lang)
    yield from ("", f"### {counted}", "")
    if meaning:
        yield from (meaning.say(lang), "")


def _entry(one: FileReport, found: Assessment, lang: Lang) -> list[str]:
    serious = Text("【严重】", "[serious] ").say(lang) if found.serious else ""
    place = one.places.get(found.target.id)
    where = f"{one.path}:{place.line}" if place else ""
    return [found.target.id, found.target.name(lang), serious + found.why.say(lang), where]


def _folded(one: FileReport, found: Sequence[Assessment], meaning: Text, lang: Lang) -> Iterator[str]:
    """Yield missing targets as counts by item: how many of the item's applicable targets are missing."""
    if not found:
        return
    missing = Counter(a.target.item for a in found)
    asked = Counter(a.target.item for a in _in_order(one))
    rows = [[_heading(one, item, lang), f"{missing[item]}/{asked[item]}"] for item in asked if missing[item]]
    yield from _title(VERDICTS["missing"], len(found), lang, meaning)
    yield from _table([Text("条目", "item"), Text("缺报/应报", "missing/asked")], rows, lang, numbers=1)


def _waived(one: FileReport, lang: Lang) -> Iterator[str]:
    """Yield what a waiver sets aside, with its reason, who approved it, and how long it lasts."""
    rows = []
    for found in _in_order(one):
        if found.waived and one.as_of:
            days = (found.waived.expires - one.as_of).days
            left = Text(f"{found.waived.expires}，还有 {days} 天", f"{found.waived.expires}, {days} days left")
            verdict = VERDICTS[found.verdict].say(lang)
            named = [found.target.id, found.target.name(lang), verdict]
            rows.append([*named, found.waived.reason, found.waived.approved_by, left.say(lang)])
    if rows:
        heads = [_ID, _TITLE, Text("判定", "verdict"), Text("理由", "reason"), Text("批准", "approved by")]
        yield from _title(VERDICTS["waived"], len(rows), lang, wording.MEANING["waived"])
        yield from _table([*heads, Text("有效期至", "until")], rows, lang)


def _problems(one: FileReport, lang: Lang) -> Iterator[str]:
    rows = []
    for found in wording.problems(one):
        where = f"{one.path}:{found.place.line}:{found.place.column}" if found.place else one.path
        before = f"({wording.KNOWN.say(lang)})" if found.known else ""
        rows.append([where, SEVERITIES[found.severity].say(lang) + before, found.code, found.message(lang)])
    if rows:
        title = Text(f"文件问题 {len(rows)} 处", f"problems in the file: {len(rows)}")
        yield from ("", f"### {title.say(lang)}", "")
        heads = [_PLACE, Text("级别", "severity"), Text("代码", "code"), Text("说明", "message")]
        yield from _table(heads, rows, lang)


def _total(report: Report, view: View) -> Iterator[str]:
    """Yield a row for every file, and the outcome of the whole run."""
    rows = [(_names(one, view), Counter(one.counts())) for one in report.files]
    heads = [Text("单位", "unit"), Text("文件", "file"), Text("结论", "result")]
    yield from (f"## {Text('总计', 'Total').say(view.lang)}", "")
    yield from _counts(heads, rows, view.lang)
    yield from ("", f"**{wording.tally(report, view.fail_on).say(view.lang)}**")


def _names(one: FileReport, view: View) -> list[str]:
    ended = wording.FAILED if failures(one, view.fail_on) else wording.PASSED
    if not one.assessments:
        ended = wording.NO_TARGET if one.valid else wording.BROKEN
    return [one.unit.name if one.unit else "", one.path, ended.say(view.lang)]
