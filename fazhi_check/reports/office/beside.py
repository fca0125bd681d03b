"""What stands beside the verdicts, as rows of cells: problems in files, and goals and principles, which are not judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import BEHIND, GOALS, PRINCIPLES, STATED
from fazhi_check.reports.cells import TARGET, TITLE
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import UNIT
from fazhi_check.words import Lang, Text

# Heads with their widths.
PROBLEM_HEADS: Sequence[tuple[Text, int]] = (
    (UNIT, 18),
    (Text("文件", "file"), 26),
    (Text("位置", "place"), 12),
    (Text("级别", "severity"), 10),
    (Text("代码", "code"), 9),
    (TARGET, 11),
    (Text("说明", "message"), 80),
)
AIM_HEADS: Sequence[tuple[Text, int]] = (
    (TARGET, 10),
    (Text("类别", "kind"), 12),
    (TITLE, 36),
    (BEHIND, 46),
    (STATED, 60),
)


def problem_rows(digest: Digest, lang: Lang) -> list[list[Cell]]:
    """Return a row for each finding that is no verdict, in submissions and in lists beside them.

    One for which another of its unit stands has a row that says so.
    """
    return [row for one in digest.files for row in _rows(one, lang)]


def _rows(one: FileDigest, lang: Lang) -> Iterator[list[Cell]]:
    if one.superseded:
        kind = [Cell(""), Cell("", "centre"), Cell("", "centre"), Cell("", "id")]
        yield [Cell(one.name if one.unit else ""), Cell(one.shown_path), *kind, Cell(one.unjudged.say(lang))]
    yield from (_problem(one, found, lang) for found in one.problems)


def _problem(one: FileDigest, found: FindingDigest, lang: Lang) -> list[Cell]:
    return [
        Cell(one.name if one.unit else ""),
        Cell(one.shown_path),
        Cell(found.at.lstrip(": "), "centre"),
        Cell(found.word.say(lang), "centre"),
        Cell(found.code, "centre"),
        Cell(found.target or "", "id"),
        Cell(found.said(lang)),
    ]


def aim_rows(named: Iterable[tuple[FileDigest, str]], several: bool, lang: Lang) -> list[list[Cell]]:
    """Return a row for each goal, with the tasks behind it, and for each principle under which something was written.

    Where there are `several` units, each row begins with what its unit is called.
    """
    return [[*([Cell(unit)] if several else []), *row] for one, unit in named for row in _aims(one, lang)]


def _aims(one: FileDigest, lang: Lang) -> Iterator[list[Cell]]:
    for goal in one.goals:
        first = [Cell(goal.target, "id"), Cell(GOALS.say(lang), "centre"), Cell(goal.title.say(lang))]
        yield [*first, Cell(goal.behind(one.called).say(lang)), Cell(goal.said(lang))]
    for said in one.statements:
        first = [Cell(said.target, "id"), Cell(PRINCIPLES.say(lang), "centre"), Cell(said.title.say(lang))]
        yield [*first, Cell(""), Cell(said.statement.told(lang))]
