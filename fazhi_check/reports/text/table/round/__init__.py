"""A round on the screen: where all of it stands, then the files that somebody wants to read, and how the run ended.

Of more files than a few only the roll-up is printed, unless everything is asked for.
"""

from __future__ import annotations

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.problems import listed_of
from fazhi_check.digest.round.facts import RoundDigest
from fazhi_check.digest.round.headings import TOLD_BY_ROUND
from fazhi_check.digest.round.tasks import most_common, tasks_of
from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.table import file, total
from fazhi_check.reports.text.table.ledger import print_ledger
from fazhi_check.reports.text.table.round.changes import print_changes
from fazhi_check.reports.text.table.round.files import print_files
from fazhi_check.reports.text.table.round.head import print_calls, print_common, print_head
from fazhi_check.reports.text.table.round.matrix import print_matrix
from fazhi_check.reports.text.table.round.tasks import print_tasks
from fazhi_check.reports.text.table.round.units import print_units


def print_round(page: Page, digest: Digest, one: RoundDigest) -> None:
    """Print the roll-up, the reports on single files where they are few or asked for, and the end."""
    print_head(page, one, digest.against)
    total.print_course(page, digest)
    if len(digest.submissions) != 1:
        _print_roll_up(page, digest, one)
    total.print_points(page, digest)
    told = digest.told(page.view.show_all)
    for each in told:
        page.rule()
        file.print_file(page, each)
    if not told:
        print_files(page, digest)
    for each in digest.lists:
        _print_list(page, each)
    total.print_end(page, digest)


def _print_roll_up(page: Page, digest: Digest, one: RoundDigest) -> None:
    tasks = tasks_of(one)
    common = most_common(tasks)
    page.blank()
    print_calls(page, one)
    print_common(page, tasks)
    page.blank()
    print_units(page, one, [digest.notes, digest.slow])
    print_changes(page, one)
    print_matrix(page, one)
    print_tasks(page, one, tasks, common)
    print_ledger(page, listed_of(digest, page.view.show_all), units=True)


def _print_list(page: Page, each: FileDigest) -> None:
    """Print what is wrong with a list beside the run; of the round's file without what the roll-up says."""
    if each.subject == "round" and not page.view.show_all:
        each = each._replace(findings=[found for found in each.findings if found.code not in TOLD_BY_ROUND])
    if each.problems:
        page.rule()
        file.print_list(page, each)
