"""The report in GitHub-flavoured Markdown, for meetings and the step summary of a CI run.

Whatever comes from outside goes through `safe`: it is shown as it is and never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from fazhi_check.digest.blocks import Block
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import (
    BEHIND,
    COLON,
    COMMA,
    DOT,
    GOALS,
    NO_FILE,
    NOT_JUDGED,
    PRINCIPLES,
    RESTS,
    RESULT,
    SERIOUSLY,
    SETTLED,
    STATED,
    SUMMED,
)
from fazhi_check.reports.text.markup import aside, count_table, ended, safe, table
from fazhi_check.reports.view import View
from fazhi_check.words import VERDICTS, Lang, Text

_ID, _TITLE = Text("编号", "id"), Text("事项", "target")
_SINCE, _OFFICE = Text("变化", "change"), Text("口径答疑", "the office's reading")
_WHY, _PLACE = Text("情况", "why"), Text("位置", "place")


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report of each file and, for several, a closing total."""
    out.writelines(f"{line}\n" for line in _lines(digest, view))


def _lines(digest: Digest, view: View) -> Iterator[str]:
    if digest.round:
        from fazhi_check.reports.text.round_markup import round_lines

        yield from round_lines(digest, digest.round, view)
    if digest.several and any(one.points for one in digest.files):
        from fazhi_check.reports.text.points_markup import scores_lines  # a run without a standard does without

        yield from scores_lines(digest, view.lang, view.sort == "points")
        yield from () if digest.round else ("", "---", "")
    beside = [] if digest.several else digest.lists
    for number, one in enumerate(digest.told(view.show_all)):
        yield from ("", "---", "") if number or digest.round else ()
        yield from file_lines(one, view, beside)
    for one in digest.lists if digest.several else ():
        if one.problems or not digest.round:
            yield from ("", "---", "")
            yield from _list(one, view.lang)
    if digest.several:
        yield from ("", "---", "")
        yield from _total(digest, view.lang)
    if not digest.files:
        yield f"**{RESULT.say(view.lang)} {NO_FILE.say(view.lang)}**"


def _list(one: FileDigest, lang: Lang) -> Iterator[str]:
    """Yield what is to be said of a list of waivers or known findings."""
    yield from _head(one, lang)
    yield from _problems(one, lang)


def file_lines(one: FileDigest, view: View, lists: Sequence[FileDigest]) -> Iterator[str]:
    """Yield what is to be said of a submission, and of lists beside it before its end."""
    yield from _head(one, view.lang)
    if one.lines:
        yield ""
        rows = [([one.heading(section).say(view.lang)], counts) for section, counts in one.sections.items()]
        yield from count_table([Text("章节", "section")], rows, view.lang)
        for note in (one.notes, one.aims):
            yield from aside(note, view.lang)
    if one.tracked:
        yield from _ledger(one, view)
    if one.points:
        from fazhi_check.reports.text.points_markup import points_lines  # a run without a standard does without

        yield from points_lines(one.points, view.lang)
    for block in one.blocks(view.show_all):
        yield from _block(one, block, view)
    yield from _goals(one, view.lang)
    yield from _statements(one, view.lang)
    yield from _problems(one, view.lang)
    for other in lists:
        yield ""
        yield from _list(other, view.lang)
    yield from ended(one.conclusion, view.lang)
    yield from aside(one.reviewed, view.lang)
    yield from ("", safe(one.foot.say(view.lang)))


def _ledger(one: FileDigest, view: View) -> Iterator[str]:
    # Imported here: a run without problems does without.
    from fazhi_check.digest.problems import listed_in
    from fazhi_check.reports.text.ledger_markup import ledger_lines

    yield from ledger_lines(listed_in(one, view.show_all), view.lang)


def _head(one: FileDigest, lang: Lang) -> Iterator[str]:
    """Yield who reports, against which edition of which plan, as of when, and the phase in force."""
    yield f"## {safe(one.name)}"
    if one.unit or one.plan or one.when:
        yield ""
    if one.unit:
        yield f"- {safe(one.level.say(lang))} · {safe(one.path)}"
    if one.plan:
        yield f"- {Text('对照', 'against').say(lang)} {safe(one.plan.against.say(lang))}"
    if one.comparison:
        yield f"- **{safe(one.comparison.text.say(lang))}**"
    if one.part:
        yield f"- **{safe(one.part.text.say(lang))}**"
    if one.when:
        yield f"- {safe(one.when.say(lang))}"
    yield from (f"- **{safe(said.say(lang))}**" for said in one.course)
    for label, value in one.source_facts:
        yield f"- {safe(label.say(lang))}{COLON.say(lang)}{safe(value.say(lang))}"
    if one.unlisted:
        yield f"- {safe(one.unlisted.say(lang))}"


def _block(one: FileDigest, block: Block, view: View) -> Iterator[str]:
    lang = view.lang
    yield from ("", f"### {block.title.say(lang)}", "")
    if block.meaning:
        yield from (block.meaning.say(lang), "")
    if block.folded and not view.show_all:
        rows = [[one.heading(fold.item).say(lang), f"{fold.missing}/{fold.asked}"] for fold in block.folded]
        yield from table([Text("条目", "item"), one.folds], rows, lang, numbers=1)
    elif block.kind == "waived":
        heads = [_ID, _TITLE, Text("判定", "verdict"), Text("理由", "reason"), Text("批准", "approved by")]
        yield from table([*heads, Text("有效期至", "until")], [_waived(line, lang) for line in block.lines], lang)
    else:
        besides = {
            SETTLED: [line.settled_by.say(lang) if line.settled else _waiting(line, view) for line in block.lines],
            _SINCE: [line.turned.say(lang) for line in block.lines],
            _OFFICE: [DOT.say(lang).join(one.said.say(lang) for one in line.readings) for line in block.lines],
            RESTS: [line.resting_on.say(lang) for line in block.lines] if view.show_all else [],
            STATED: [DOT.say(lang).join(line.told_besides(lang)) for line in block.lines],
        }
        more = {head: cells for head, cells in besides.items() if any(cells)}
        rows = [_entry(one, line, lang, [cells[at] for cells in more.values()]) for at, line in enumerate(block.lines)]
        yield from table([_ID, _TITLE, _WHY, *more, _PLACE], rows, lang)


def _waiting(line: Line, view: View) -> str:
    return line.settlement.say(view.lang) if view.show_all else ""


def _entry(one: FileDigest, line: Line, lang: Lang, besides: list[str]) -> list[str]:
    serious = SERIOUSLY.say(lang) if line.serious else ""
    where = one.path + line.place.near if line.place else ""
    return [line.target, line.title.say(lang), serious + line.said(lang), *besides, where]


def _goals(one: FileDigest, lang: Lang) -> Iterator[str]:
    """Yield the goals with the tasks behind them, and what the unit says of them."""
    if not one.goals:
        return
    yield from ("", f"### {one.goals_title.say(lang)}", "", SUMMED.say(lang), "")
    rows = [
        [goal.target, goal.title.say(lang), goal.behind(one.called).say(lang), goal.said(lang)] for goal in one.goals
    ]
    yield from table([_ID, GOALS, BEHIND, STATED], rows, lang)


def _statements(one: FileDigest, lang: Lang) -> Iterator[str]:
    """Yield the principles under which the unit wrote something, with what that is."""
    if not one.statements:
        return
    yield from ("", f"### {one.statements_title.say(lang)}", "", NOT_JUDGED.say(lang), "")
    rows = [[said.target, said.title.say(lang), said.statement.told(lang)] for said in one.statements]
    yield from table([_ID, PRINCIPLES, STATED], rows, lang)


def _waived(line: Line, lang: Lang) -> list[str]:
    """Return what a waiver sets aside, with its reason, who approved it, and how long it lasts."""
    rest = line.waived
    until = [rest.reason, rest.approved_by, f"{rest.expires}{COMMA.say(lang)}{line.left.say(lang)}"] if rest else []
    return [line.target, line.title.say(lang), VERDICTS[line.verdict].say(lang), *until]


def _problems(one: FileDigest, lang: Lang) -> Iterator[str]:
    rows = [[one.path + found.at, found.word.say(lang), found.code, found.said(lang)] for found in one.problems]
    if rows:
        title = Text(f"文件问题 {len(rows)} 处", f"problems in the file: {len(rows)}")
        yield from ("", f"### {title.say(lang)}", "")
        heads = [_PLACE, Text("级别", "severity"), Text("代码", "code"), Text("说明", "message")]
        yield from table(heads, rows, lang)


def _days(one: FileDigest) -> str:
    return str(one.reported_on or one.as_of or "")


def _total(digest: Digest, lang: Lang) -> Iterator[str]:
    """Yield a row for every file, the worst first, how the run ended, and the days of the verdicts."""
    if digest.round:
        yield from _end(digest, lang)
        return
    rows = [
        ([one.unit.name if one.unit else "", one.path, _days(one), one.ended.say(lang)], one.all_counts)
        for one in [*digest.ranked, *digest.unjudged]
    ]
    heads = [Text("单位", "unit"), Text("文件", "file"), Text("填报截至", "data as of"), Text("结论", "result")]
    yield from (f"## {Text('总计', 'Total').say(lang)}", "")
    for said in digest.course:
        yield from (f"**{safe(said.say(lang))}**", "")
    yield from count_table(heads, rows, lang)
    yield from aside(digest.notes, lang)
    yield from _end(digest, lang)


def _end(digest: Digest, lang: Lang) -> Iterator[str]:
    """Yield how the run ended, what waits for review, and the days of the verdicts."""
    yield from ended(digest.conclusion, lang)
    yield from aside(digest.reviewed, lang)
    yield from aside(digest.dated, lang)
