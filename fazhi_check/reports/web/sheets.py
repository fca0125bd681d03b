"""What the page shows, as plain records: one sheet a file, the overview of several, and what can be filtered by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fazhi_check.digest.blocks import Block, Counts, by_section
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.round.headings import CATEGORY, TOLD_BY_ROUND
from fazhi_check.digest.round.words import CHANGE_MARKS, CHANGES, SINCE, changed
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import (
    COLON,
    COMMA,
    DOT,
    NOT_JUDGED,
    SETTLED,
    SUMMED,
    UNREVIEWED,
    WITHIN,
    WITHIN_SHORT,
    columns,
    joined,
    same,
)
from fazhi_check.reports.view import View
from fazhi_check.reports.web.bars import Bar, bar
from fazhi_check.reports.web.keys import Keys
from fazhi_check.reports.web.labels import AMOUNT, LABELS
from fazhi_check.sanitize import visible
from fazhi_check.words import FORCES, Lang, Text

# The order of columns: what asks for attention stands first.
IN_ORDER = ("overdue", "lagging", "unproven", "invalid", "missing", "due_soon", "on_track", "met", "exempt", "waived")


# The codes of what is wrong with an entry, with the places behind them.
_CODES = re.compile(r"FZ\d{3}(?:(?:、|, )FZ\d{3})*(?:（(.+?)）| \((.+?)\))?")


class Chip(NamedTuple):
    """A verdict with its number, and the part of that which is told apart; `short` is what its brackets hold."""

    verdict: str
    word: str
    number: int
    within: str = ""
    short: str = ""


class Shown(NamedTuple):
    """What the page says of one target; every field is ready to be shown."""

    id: str
    title: str
    section: str
    force: str
    verdict: str
    word: str
    serious: bool
    required: str
    deadline: str
    reported: str
    amount: str
    why: str
    waiver: str
    place: str
    slow: bool
    past: bool
    support: str
    besides: list[str]
    settled: str
    kind: str = ""
    changed: str = ""
    review: str = ""


class Group(NamedTuple):
    """The lines of one section."""

    heading: str
    lines: list[Shown]


class Folded(NamedTuple):
    """An item of the plan with its missing targets only counted; `share` is how many of how many.

    `kinds` are what became of them since an earlier report.
    """

    heading: str
    section: str
    number: int
    share: str
    kinds: str = ""


class Urgent(NamedTuple):
    """One of the most urgent things: its verdict with how far it has gone, and what it is."""

    verdict: str
    degree: str
    title: str


class Listed(NamedTuple):
    """A list of one kind; `amount` heads its column of days or points, where it has one.

    What is missing is `folded` into counts by item, which `of_all` explains, and has no lines.
    """

    verdict: str
    word: str
    number: int
    meaning: str
    amount: str
    lines: list[Shown]
    folded: list[Folded]
    of_all: str


class Problem(NamedTuple):
    """A finding on the file itself."""

    place: str
    severity: str
    word: str
    code: str
    message: str


class Goal(NamedTuple):
    """A goal with the tasks behind it, and what the unit says of it."""

    id: str
    title: str
    behind: str
    said: str


class Goals(NamedTuple):
    """The goals under their heading."""

    title: str
    meaning: str
    lines: list[Goal]


class Stated(NamedTuple):
    """A principle with what the unit wrote under it."""

    id: str
    title: str
    said: str


class Principles(NamedTuple):
    """The principles under which the unit wrote something, under their heading."""

    title: str
    meaning: str
    lines: list[Stated]


class Ended(NamedTuple):
    """How a file ended: `kind` is passed, failed, nothing or compared, `gate` what the gate makes of it."""

    kind: str
    word: str
    rest: str
    gate: str = ""


class Cell(NamedTuple):
    """A count with the part of it that is told apart, in brackets."""

    number: int
    within: str


class Row(NamedTuple):
    """A line of a table of counts: `day`, `link`, `conclusion` and what is most urgent are for the overview."""

    name: str
    cells: list[Cell]
    total: int
    bar: Bar
    day: str = ""
    link: str = ""
    conclusion: Ended | None = None
    judged: bool = True
    urgent: Sequence[Urgent] = ()


class Grid(NamedTuple):
    """A table of counts: the verdicts of its columns, its rows, and their sum.

    `note` says what counts nowhere else, `slow` how many are slow, which is for the screen alone. It is `compared` where
    no unit in it is bound by the plan, `mixed` where some are and others not.
    """

    verdicts: list[Chip]
    rows: list[Row]
    total: Row
    note: str
    slow: str = ""
    said: Sequence[str] = ()
    since: str = ""
    compared: bool = False
    mixed: bool = False


class Beside(NamedTuple):
    """A list of waivers or known findings with what is to be said of it."""

    name: str
    problems: list[Problem]


class Sheet(NamedTuple):
    """Everything the page says of one file; `running` stands at the top of each printed page, `beside` before the foot.

    `where` heads the places of its lines.
    """

    anchor: str
    unit: str
    category: str
    name: str
    running: str
    facts: list[tuple[str, str]]
    comparison: tuple[str, str] | None
    since: str
    conclusion: Ended | None
    chips: list[Chip]
    sections: Grid | None
    urgent: list[Urgent]
    unlisted: str
    where: str
    problems: list[Problem]
    flagged: list[Listed]
    set_apart: list[Listed]
    table: list[Group]
    goals: Goals
    principles: Principles
    aims: str
    beside: list[Beside]
    foot: str


def sheets(digest: Digest, view: View, keys: Keys) -> list[Sheet]:
    """Return a sheet for each submission, the worst first; of lists alone, or one that no submission goes with, too."""
    beside = [] if digest.several or digest.round else [_beside(one, view.lang) for one in digest.lists]
    return [sheet(one, view, keys, number, beside) for number, one in numbered(digest)]


def numbered(digest: Digest) -> list[tuple[int, FileDigest]]:
    """Return the submissions with their numbers in the run, the worst first; what was not judged follows."""
    found = [(number, one) for number, one in enumerate(digest.files, 1) if one.is_submission and not one.superseded]
    return sorted(found, key=lambda one: (not one[1].judged, one[1].urgency if one[1].judged else ()))


def _beside(one: FileDigest, lang: Lang) -> Beside:
    return Beside(one.shown_path, _problems(one, lang))


def _problems(one: FileDigest, lang: Lang) -> list[Problem]:
    return [
        Problem(found.at[1:], found.severity.value, found.word.say(lang), found.code, found.said(lang))
        for found in one.problems
    ]


def sheet(one: FileDigest, view: View, keys: Keys, number: int, beside: list[Beside]) -> Sheet:
    """Return the sheet of one file, the page's `number`-th."""
    lang = view.lang
    apart = one.set_apart if view.show_all else one.apart_and_exempt
    for section in one.sections:
        keys.section(_heading(one, section, lang))
    unit, category = keys.file(one)
    notice = one.comparison
    return Sheet(
        anchor=_anchor(number),
        unit=unit,
        category=category,
        name=one.name,
        running=" · ".join(part for part in (one.name, one.dated.say(lang) if one.dated else "") if part),
        facts=[(label.say(lang), visible(value.say(lang))) for label, value in one.facts],
        comparison=(notice.word.say(lang), notice.means.say(lang)) if notice else None,
        since=_since(one, lang),
        conclusion=_ended(one, lang) if one.is_submission else None,
        chips=_cards(one, lang) if one.lines else [],
        sections=_sections(one, lang) if one.lines else None,
        urgent=[_urgent(line, lang) for line in one.urgent],
        unlisted=one.unlisted.say(lang) if one.unlisted else "",
        where=LABELS["place" if any(line.place and line.place.sheet for line in one.lines) else "line"].say(lang),
        problems=_problems(one, lang),
        flagged=[_listed(one, block, view, keys) for block in one.flagged],
        set_apart=[_listed(one, block, view, keys) for block in (*_solved(one), *apart)],
        table=_groups(one, one.shown, lang) if view.show_all else [],
        goals=_goals(one, lang),
        principles=_principles(one, lang),
        aims=one.aims.say(lang),
        beside=beside,
        foot=one.foot.say(lang),
    )


def _solved(one: FileDigest) -> list[Block]:
    """Return the list of what was put right since an earlier report; none where nothing was."""
    lines = [line for line in one.shown if line.change and line.change.kind == "solved"]
    return [Block("met", CHANGES["solved"], lines)] if lines else []


def _goals(one: FileDigest, lang: Lang) -> Goals:
    lines = [
        Goal(goal.target, visible(goal.title.say(lang)), goal.behind(one.called).say(lang), goal.said(lang))
        for goal in one.goals
    ]
    return Goals(one.goals_title.say(lang), SUMMED.say(lang), lines)


def _principles(one: FileDigest, lang: Lang) -> Principles:
    lines = [Stated(said.target, visible(said.title.say(lang)), said.statement.told(lang)) for said in one.statements]
    return Principles(one.statements_title.say(lang), NOT_JUDGED.say(lang), lines)


def _anchor(number: int) -> str:
    return f"file-{number}"


def _heading(one: FileDigest, part: str, lang: Lang) -> str:
    return one.heading(part).say(lang)


def _ended(one: FileDigest, lang: Lang) -> Ended:
    found = one.conclusion
    rest = joined([part for part in (found.rest, one.reviewed) if part.zh], DOT)
    return Ended(found.kind, found.todo.say(lang), rest.say(lang), found.gate.say(lang))


def chips(digest: Digest, view: View) -> list[Chip]:
    """Return the verdicts that are listed on the page, with their numbers."""
    listed: Counter[str] = Counter()
    for one in digest.submissions:
        blocks = [] if view.show_all else [*one.flagged, *one.apart_and_exempt]
        lines = one.shown if view.show_all else [line for block in blocks for line in block.lines]
        listed.update(line.group for line in lines)
    return [
        Chip(verdict, digest.called[verdict].say(view.lang), listed[verdict]) for verdict in IN_ORDER if listed[verdict]
    ]


def _chips(counts: Counts, lang: Lang) -> list[Chip]:
    """Return the columns of counts: what asks for attention first, so that a narrow screen shows it."""
    shown = [verdict for verdict in IN_ORDER if verdict in columns(counts.numbers)]
    return [_chip(verdict, counts, lang) for verdict in shown]


def _cards(one: FileDigest, lang: Lang) -> list[Chip]:
    """Return the columns of counts, each with how many of it the plan only encourages: lists leave these out."""
    return [
        chip._replace(within=COMMA.say(lang).join(part for part in (chip.within, free.say(lang)) if part))
        for chip in _chips(one.all_counts, lang)
        for number in [one.tally.free.get(chip.verdict, 0)]
        for free in [Text(f"鼓励、探索类 {number}", f"{number} only encouraged") if number else same("")]
    ]


def _chip(verdict: str, counts: Counts, lang: Lang) -> Chip:
    number = counts.within.get(verdict, 0)
    said, short = WITHIN.get(verdict, same("")), WITHIN_SHORT.get(verdict, same(""))
    within = Text(f"{said.zh} {number}", f"{number} {said.en}").say(lang) if number else ""
    heads = Text(f"（{short.zh}）", f"({short.en})").say(lang) if number else ""
    return Chip(verdict, counts.called[verdict].say(lang), counts.numbers[verdict], within, heads)


def _urgent(line: Line, lang: Lang) -> Urgent:
    return Urgent(line.verdict, line.degree.say(lang), visible(line.title.say(lang)))


def _listed(one: FileDigest, block: Block, view: View, keys: Keys) -> Listed:
    lang, folds = view.lang, block.folded
    kinds = _kinds(block.lines) if folds else {}
    return Listed(
        block.mark,
        block.word.say(lang),
        len(block.lines),
        block.meaning.say(lang) if block.meaning else "",
        AMOUNT.get(block.kind, Text("", "")).say(lang) if any(line.amount for line in block.lines) else "",
        [] if folds else [_shown(one, line, lang, view.show_all) for line in block.lines],
        [
            Folded(
                _heading(one, fold.item, lang),
                keys.sections[_heading(one, fold.section, lang)],
                fold.missing,
                f"{fold.missing}/{fold.asked}",
                " ".join(kinds.get(fold.item, ())),
            )
            for fold in folds
        ],
        one.of_all.say(lang) if folds and block == one.flagged[-1] else "",
    )


def _kinds(lines: Sequence[Line]) -> dict[str, dict[str, None]]:
    """Return by item what became of some lines since an earlier report."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.change:
            found.setdefault(line.item, {})[line.change.kind] = None
    return found


def _groups(one: FileDigest, lines: Sequence[Line], lang: Lang) -> list[Group]:
    """Return lines under their sections."""
    return [
        Group(_heading(one, section, lang), [_shown(one, line, lang, True) for line in members])
        for section, members in by_section(lines)
    ]


def _shown(one: FileDigest, line: Line, lang: Lang, codes: bool) -> Shown:
    return Shown(
        id=line.target,
        title=visible(line.title.say(lang)),
        section=_heading(one, line.section, lang),
        force="" if line.force == "shall" else FORCES[line.force].say(lang),
        verdict=line.group,
        word=line.word.say(lang),
        serious=line.serious,
        required=line.asked.say(lang),
        deadline=str(line.deadline or ""),
        reported=line.told.say(lang),
        amount=line.amount,
        why=line.said(lang) if codes else _why(line, lang),
        waiver=line.waiver.say(lang),
        place=line.place.near[1:] if line.place else "",
        slow=line.slow,
        past=bool(line.past_due) and not line.standing,
        support=line.resting_on.say(lang),
        besides=[*(reading.said.say(lang) for reading in line.readings), *line.told_besides(lang)],
        settled=_settled(line).say(lang) if line.settlement.zh else "",
        kind=line.change.kind if line.change else "",
        changed=_changed(line, lang),
        review="waiting" if line.unreviewed else "settled" if line.settled else "",
    )


def _changed(line: Line, lang: Lang) -> str:
    """Return what became of a line since an earlier report, with its mark; nothing where it is as it was."""
    if line.change is None or line.change.kind == "kept":
        return ""
    return f"{CHANGE_MARKS[line.change.kind]} {changed(line.change).say(lang)}"


def _settled(line: Line) -> Text:
    return joined([SETTLED, line.settlement], COLON)


def _why(line: Line, lang: Lang) -> str:
    """Return why a line is judged so; what makes its data unusable is named by its places instead of codes."""
    said = line.said(lang)
    if line.verdict != "invalid":
        return said
    return _CODES.sub(lambda found: found[1] or found[2] or LABELS["problems"].say(lang), said)


def _sections(one: FileDigest, lang: Lang) -> Grid:
    rows = [(_heading(one, section, lang), counts) for section, counts in one.sections.items()]
    return _grid(rows, one.all_counts, one.notes, lang)._replace(
        slow=one.slow.say(lang), compared=one.comparison is not None
    )


def _grid(rows: Sequence[tuple[str, Counts]], total: Counts, note: Text, lang: Lang) -> Grid:
    shown = _chips(total, lang)
    lines = [_row(name, counts, shown, lang) for name, counts in rows]
    return Grid(shown, lines, _row("", total, shown, lang), note.say(lang))


def _row(name: str, counts: Counts, shown: Sequence[Chip], lang: Lang) -> Row:
    cells = [Cell(counts.numbers.get(chip.verdict, 0), _within(counts, chip.verdict, lang)) for chip in shown]
    return Row(name, cells, sum(cell.number for cell in cells), bar(counts.numbers, counts.called, lang))


def _within(counts: Counts, verdict: str, lang: Lang) -> str:
    """Return the part of a count that is told apart, in brackets; nothing where there is none."""
    number = counts.within.get(verdict, 0)
    return Text(f"（{number}）", f"({number})").say(lang) if number else ""


def overview(digest: Digest, view: View) -> Grid:
    """Return the counts of every file of a run, the worst first, with the sum, the conclusion and the days in words."""
    lang, listed = view.lang, [(number, one) for number, one in numbered(digest) if one.listed]
    total = Counts(digest.totals, digest.within, digest.called)
    grid = _grid([(one.name, one.all_counts) for _, one in listed], total, digest.notes, lang)
    rows = [
        row._replace(
            day=str(one.reported_on or one.as_of or ""),
            link=_anchor(number),
            conclusion=Ended(
                "compared" if one.comparison else one.conclusion.kind,
                one.ended.say(lang),
                one.conclusion.rest.say(lang),
            ),
            judged=one.judged,
            urgent=[_urgent(line, lang) for line in one.urgent],
        )
        for row, (number, one) in zip(grid.rows, listed, strict=True)
    ]
    ended = digest.conclusion
    said = [ended.text, digest.reviewed, ended.gate, digest.dated, digest.part and digest.part.text]
    compared = bool(digest.judged) and all(one.comparison for one in digest.judged)
    return grid._replace(
        rows=rows,
        slow=digest.slow.say(lang),
        said=[text.say(lang) for text in said if text and text.zh],
        since=_since(digest, lang),
        compared=compared,
        mixed=digest.mixed,
    )


def _since(one: Digest | FileDigest, lang: Lang) -> str:
    return one.since.say(lang) if one.since else ""


def lists(digest: Digest, lang: Lang) -> list[Beside]:
    """Return the lists of a run over several files, and the round's file, with what is to be said of them."""
    found = [_beside(_untold(one) if digest.round else one, lang) for one in digest.lists]
    return [one for one in found if one.problems or not digest.round]


def _untold(one: FileDigest) -> FileDigest:
    """Return the round's file without what the tables say: who has not reported, which tasks nobody is asked."""
    return one._replace(findings=[found for found in one.findings if found.code not in TOLD_BY_ROUND])


def anchors(digest: Digest) -> dict[str, str]:
    """Return the names of the sheets, by the paths of their files."""
    return {one.path: _anchor(number) for number, one in numbered(digest)}


class Select(NamedTuple):
    """A filter of one choice: the dimension it narrows, what it is called, and its choices with their keys."""

    dimension: str
    word: str
    options: Sequence[tuple[str, str]]


def selects(digest: Digest, keys: Keys, lang: Lang) -> list[Select]:
    """Return the filters that a round or earlier reports bring: by category, by change, by what is settled."""
    lines = [line for one in digest.submissions for line in one.lines]
    found = {line.change.kind for line in lines if line.change}
    kinds = [(kind, word.say(lang)) for kind, word in CHANGES.items() if kind in found and kind != "kept"]
    waits = [("settled", _DONE.say(lang)), ("waiting", UNREVIEWED.say(lang))]
    offered = [
        Select("g", CATEGORY.say(lang), [(key, name) for name, key in keys.categories.items()]),
        Select("c", SINCE.say(lang), kinds),
        Select("k", SETTLED.say(lang), waits if any(line.settled or line.review for line in lines) else []),
    ]
    return [one for one in offered if one.options]


_DONE = Text("已核定", "settled")
