"""The terminal report: counts first, then what asks for attention, then one closing line.

Marks and words carry the meaning; colour only helps. Text from a submission is data: it is never read as markup,
and characters that could steer a terminal are written out.
"""

from __future__ import annotations

from typing import TextIO

from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import Screen, screen
from fazhi_check.reports.text.table import file, total
from fazhi_check.reports.view import View


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report to a stream, as wide and as colourful as it allows."""
    draw(digest, screen(out, view.color, gather=True), view)


def draw(digest: Digest, paper: Screen, view: View) -> None:
    """Print one report for each file and, for several, a closing total; of a round first where all of it stands."""
    page = Page(paper, view)
    if digest.round:
        from fazhi_check.reports.text.table.round import print_round

        print_round(page, digest, digest.round)
    else:
        _print_files(page, digest)
    paper.flush()


def _print_files(page: Page, digest: Digest) -> None:
    beside = [] if digest.several else digest.lists
    for number, one in enumerate(digest.submissions):
        if number:
            page.rule()
        file.print_file(page, one, beside, digest if not digest.several else None)
    if digest.several or not digest.files:
        for one in digest.lists:
            page.rule()
            file.print_list(page, one)
        page.rule()
        total.print_total(page, digest)
