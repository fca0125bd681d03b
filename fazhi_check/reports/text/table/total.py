"""The closing total of a run over several files."""

from __future__ import annotations

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.table.sections import Row, print_grid
from fazhi_check.words import Text


def print_total(page: Page, digest: Digest) -> None:
    """Print the counts of every file, those that could not be judged, and the tally of the whole run."""
    if digest.judged:
        print_grid(page, [Row(_name(page, one), one.counts) for one in digest.judged], Text("单位", "unit"))
        page.blank()
    for one in digest.unjudged:
        page.line(f"{page.mark(one.mark)} {one.name}  ", page.say(one.unjudged), indent=2)
    page.line((page.say(digest.tally), "bold"))


def _name(page: Page, one: FileDigest) -> str:
    return f"{page.mark(one.mark)} {one.name}"
