"""The first sheet of a round's ledger: who has reported, whom to call, what many have in common, counts by category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_check.digest.round.calls import to_call
from fazhi_check.digest.round.facts import Numbers, RoundDigest
from fazhi_check.digest.round.head import day_of, notes_of, returns_of
from fazhi_check.digest.round.headings import (
    BY_SECTION,
    CATEGORY,
    CELLS,
    COMMON,
    OF_THE_ROUND,
    STATE,
    TO_CALL,
)
from fazhi_check.digest.round.matrix import Cell as Share
from fazhi_check.digest.round.matrix import Matrix, matrix_of
from fazhi_check.digest.round.tasks import Task, left_out, most_common, tasks_of
from fazhi_check.digest.round.units import as_listed, by_category, counts_of
from fazhi_check.digest.round.wrong import TITLE as WRONG
from fazhi_check.digest.round.wrong import Wrong, errors_of
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, DOT, TOTAL, joined, same
from fazhi_check.reports.office.counts import CountColumns
from fazhi_check.reports.office.paper import Cell, Paper
from fazhi_check.reports.office.round.matrix import ALL_TASKS, BEHIND_ON, share
from fazhi_check.reports.office.round.units import name_of, state_of
from fazhi_check.reports.office.words import PROBLEMS, UNIT
from fazhi_check.words import Lang, Text

_NAME, _STATE, _COLUMN = 24, 12, 10
_MOST = 3
_RETURNS: Sequence[tuple[str, Text]] = (
    ("expected", Text("应报", "owe a report")),
    ("arrived", Text("已报", "reported")),
    ("late", Text("其中迟报", "of these late")),
    ("returned", Text("退回补正", "sent back")),
    ("not_submitted", Text("未报送", "not submitted")),
    ("excused", Text("免报", "excused")),
)


def opening(one: RoundDigest) -> Iterator[tuple[Text, Text, str]]:
    """Yield what heads the sheet as label, text and kind of cell: the round, who has reported, whom to call first."""
    named = [same(one.title), *([same(one.issuer)] if one.issuer else []), day_of(one)]
    yield OF_THE_ROUND, joined(named, DOT), "name"
    yield STATE, returns_of(one), "strong"
    calls = [joined([same(call.unit.name), call.why], COLON) for call in to_call(one)]
    if calls:
        yield TO_CALL, joined(_counted(calls), "\n"), "name"
    common = [joined([same(f"{task.target} "), task.title, same("　"), task.spread], "") for task in _common(one)]
    if common:
        yield COMMON, joined(_counted(common), "\n"), "name"


def wrong(digest: Digest) -> Iterator[tuple[Text, Text]]:
    """Yield what is wrong with files and register, the first with their cells; the rest is counted."""
    errors = errors_of(digest)
    said = [_wrong(one) for one in errors.shown]
    more = Text(f"其余 {errors.left} 处见“{PROBLEMS.zh}”表", f"{errors.left} more: see the sheet {PROBLEMS.en}")
    if said:
        yield WRONG, joined([*_counted(said), *([more] if errors.left else [])], "\n")


def _wrong(one: Wrong) -> Text:
    where = same(" ".join(part for part in (one.file.shown_path, one.finding.at.lstrip(": ")) if part))
    return joined([where, Text(one.finding.said("zh"), one.finding.said("en"))], COLON)


def _common(one: RoundDigest) -> list[Task]:
    return most_common(tasks_of(one))[:_MOST]


def _counted(said: Sequence[Text]) -> list[Text]:
    return [Text(f"{number}. {each.zh}", f"{number}. {each.en}") for number, each in enumerate(said, 1)]


def widths(one: RoundDigest) -> list[int]:
    """Return the widths of the columns that the tables of the sheet need."""
    counted = 1 + len(_RETURNS) + len(CountColumns(counts_of(one.units)).widths)
    columns = max(counted - 2, len(matrix_of(one).parts) + 1)
    return [_NAME, _STATE, *(_COLUMN for _ in range(columns))]


def tables(one: RoundDigest, paper: Paper, lang: Lang) -> None:
    """Write the counts of each category and the matrix of units by sections."""
    _categories(one, paper, lang)
    paper.gap()
    _matrix(one, paper, lang)
    for note in notes_of(one):
        paper.across(note.say(lang), "plain")
    for word, ids in left_out(one, ()):
        paper.across(joined([word, same("、".join(ids))], COLON).say(lang), "plain")


def _categories(one: RoundDigest, paper: Paper, lang: Lang) -> None:
    total = counts_of(one.units)
    counted = CountColumns(total)
    heads = [CATEGORY, *(head for _, head in _RETURNS)]
    paper.heads([*(head.say(lang) for head in heads), *counted.heads(lang)])
    for group in by_category(one):
        name = Cell(group.name.say(lang), "name")
        paper.fitted([name, *_numbers(group.numbers, "number"), *counted.cells(group.counts)])
    last = Cell(TOTAL.say(lang), "sum-name")
    paper.fitted([last, *_numbers(one.numbers, "sum"), *counted.cells(total, "sum")])


def _numbers(numbers: Numbers, kind: str) -> list[Cell]:
    return [Cell(int(getattr(numbers, name)), kind) for name, _ in _RETURNS]


def _matrix(one: RoundDigest, paper: Paper, lang: Lang) -> None:
    found = matrix_of(one, "section", as_listed)
    paper.across(joined([BY_SECTION, CELLS], COLON).say(lang), "plain")
    paper.repeat_next()
    paper.heads([head.say(lang) for head in (UNIT, STATE, ALL_TASKS, *map(one.heading, found.parts))])
    for row in found.rows:
        cells = [share(row.cells.get(part, Share())) for part in found.parts]
        paper.fitted([Cell(name_of(row.unit), "name"), state_of(row.unit, lang), share(row.total), *cells])
    _last(found, paper, lang)


def _last(found: Matrix, paper: Paper, lang: Lang) -> None:
    sums = [share(found.sums[part], "sum") for part in found.parts]
    paper.fitted([Cell(TOTAL.say(lang), "sum-name"), Cell("", "sum"), share(found.total, "sum"), *sums])
    behind = [Cell(number, "sum") for number in (found.behind(), *map(found.behind, found.parts))]
    paper.fitted([Cell(BEHIND_ON.say(lang), "sum-name"), Cell("", "sum"), *behind])
