"""What the page shows of a round, as plain records: every field is ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.head import notes_of
from fazhi_check.digest.round.tasks import Task, left_out, tasks_of
from fazhi_check.digest.round.wrong import errors_of
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, COMMA, joined, same
from fazhi_check.reports.web.keys import Keys
from fazhi_check.reports.web.round.matrix import Matrix, SectionMatrix, by_items, by_sections
from fazhi_check.reports.web.round.opening import Opening, opening
from fazhi_check.reports.web.round.problems import Problem, fitted, problems
from fazhi_check.reports.web.round.tasks import TaskTable, task_table
from fazhi_check.reports.web.round.units import UnitTable, unit_table
from fazhi_check.reports.web.round.wrong import WrongTable, wrong_table
from fazhi_check.words import Lang, Text

# So many ids of tasks are named in a line.
_NAMED = 12


class RoundPage(NamedTuple):
    """A round: what stands above the fold, the units, the matrix by sections and by items, the tasks, the problems.

    `notes` are said below the tables; `number` is that of all problems, `more`
    how many are not listed; `strangers` are files of units that are not in the round, with their links, `superseded` says
    of each file for which another of its unit stands which that is; `wrong` is what is wrong with files and register.
    """

    opening: Opening
    units: UnitTable
    matrix: Matrix
    items: Sequence[SectionMatrix]
    tasks: TaskTable
    problems: Sequence[Problem] | None
    number: int
    more: str
    notes: Sequence[str]
    strangers: Sequence[tuple[str, str]]
    superseded: Sequence[str]
    wrong: WrongTable


def round_page(digest: Digest, one: RoundDigest, lang: Lang, keys: Keys, links: Mapping[str, str]) -> RoundPage:
    """Return what the page shows of a round; `links` lead to the sheets of files, by their paths."""
    every = tasks_of(one)
    listed = problems(digest, one, lang, keys)
    shown, left = fitted(listed or ())
    return RoundPage(
        opening(digest, one, every, lang, links),
        unit_table(one, lang, keys, links),
        by_sections(one, lang, keys, links),
        by_items(one, lang, keys, links),
        task_table(one, every, lang, keys),
        None if listed is None else shown,
        len(listed or ()),
        _left(left).say(lang) if left else "",
        [note.say(lang) for note in (*notes_of(one), *_tasks_without(one, every))],
        _strangers(digest, one, links),
        [
            joined([same(file.shown_path), file.unjudged], COLON).say(lang)
            for file in digest.submissions
            if file.superseded
        ],
        wrong_table(errors_of(digest), lang, links),
    )


def _left(kinds: Mapping[Text, int]) -> Text:
    """Return how many problems the table leaves out, by what they are."""
    number = sum(kinds.values())
    each = joined([Text(f"{kind.zh} {count}", f"{kind.en}: {count}") for kind, count in kinds.items()], COMMA)
    return Text(
        f"另有 {number} 项未列在本表（{each.zh}），见台账（-o xlsx）的问题台账表",
        f"{number} more are not in this table ({each.en}): see the ledger (-o xlsx)",
    )


def _tasks_without(one: RoundDigest, every: Sequence[Task]) -> list[Text]:
    """Return the tasks that nobody is asked, has claimed or has answered, as sentences."""
    return [joined([word, _ids(ids)], COLON) for word, ids in left_out(one, every)]


def _ids(ids: Sequence[str]) -> Text:
    """Return ids of tasks, the first of very many and how many they are."""
    more = len(ids) - _NAMED
    last = Text(f" 等 {len(ids)} 项", f" and {more} more") if more > 0 else same("")
    return joined([joined(list(map(same, ids[:_NAMED])), Text("、", ", ")), last], "")


def _strangers(digest: Digest, one: RoundDigest, links: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files of no unit of the round with their anchors; an older version of a unit's file has no sheet."""
    known = {file.path for unit in one.units for file in (unit.file, unit.shown) if file}
    return [(file.name, links[file.path]) for file in digest.submissions if file.path in links.keys() - known]
