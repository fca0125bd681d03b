"""The closing total of a run over several files."""

from __future__ import annotations

from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.table.head import print_outcome, print_sample
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.words import Text


def print_total(page: Page, digest: Digest) -> None:
    """Print the counts of every file, the worst first, those that could not be judged, and how the run ended."""
    print_course(page, digest)
    if digest.judged:
        days = len({one.reported_on for one in digest.judged}) > 1
        rows = [
            Row(
                one.name,
                one.counts,
                one.tally.within,
                one.mark,
                day=str(one.reported_on or one.as_of or "") if days else "",
                called=one.called,
            )
            for one in digest.ranked
        ]
        print_grid(page, rows, Text("单位", "unit"), [digest.notes, digest.slow])
    for one in digest.unjudged:
        page.line(f"{page.mark(one.mark)} {one.name}  ", page.say(one.unjudged), indent=2)
    print_points(page, digest)
    print_end(page, digest)


def print_course(page: Page, digest: Digest) -> None:
    """Print what became of all tasks since earlier reports, and where problems stand; nothing without any."""
    for said in digest.course:
        page.line((page.say(said), "bold"))


def print_points(page: Page, digest: Digest) -> None:
    """Print the points of units by their offices' standards; nothing without any."""
    if not any(one.points for one in digest.files):
        return
    # Imported here: a run without a standard does without.
    from fazhi_check.reports.text.table.points import print_scores

    print_scores(page, digest, page.view.sort == "points")


def print_end(page: Page, digest: Digest) -> None:
    """Print what is drawn for a check of its evidence, how a run ended, and the days of its verdicts."""
    print_sample(page, digest)
    print_outcome(page, digest.conclusion, digest.reviewed)
    if digest.dated:
        page.line((page.say(digest.dated), "dim"))
