"""The report on one file: its head, its counts, its lists, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.table import flagged, head, problems, sections

if TYPE_CHECKING:  # a run without a standard does without
    from fazhi_check.digest.points import PointsDigest


def print_file(page: Page, one: FileDigest, lists: Sequence[FileDigest] = (), run: Digest | None = None) -> None:
    """Print what is to be said of a submission, and of lists beside it before its end; of a `run` what it draws."""
    head.print_head(page, one)
    if one.lines:
        head.print_worst(page, one)
        sections.print_sections(page, one)
    problems.print_problems(page, one)
    if one.tracked:
        _print_ledger(page, one)
    if one.points:
        _print_points(page, one.points)
    flagged.print_lists(page, one)
    flagged.print_goals(page, one)
    flagged.print_statements(page, one)
    for other in lists:
        page.blank()
        print_list(page, other)
    if run:
        head.print_sample(page, run)
    head.print_outcome(page, one.conclusion, one.reviewed)
    page.line((page.say(one.foot), "dim"))


def _print_ledger(page: Page, one: FileDigest) -> None:
    # Imported here: a run without problems does without.
    from fazhi_check.digest.problems import listed_in
    from fazhi_check.reports.text.table.ledger import print_ledger

    print_ledger(page, listed_in(one, page.view.show_all))


def _print_points(page: Page, points: PointsDigest) -> None:
    # Imported here: a run without a standard does without.
    from fazhi_check.reports.text.table.points import print_points

    print_points(page, points)


def print_list(page: Page, one: FileDigest) -> None:
    """Print what is to be said of a list beside the run."""
    head.print_head(page, one)
    problems.print_problems(page, one)
