"""The terminal report: counts first, then what asks for attention, then one closing line.

Marks and words carry the meaning; colour only helps. Text from a submission is data: it is never read as markup,
and characters that could steer a terminal are written out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import Screen, screen
from fazhi_check.reports.text.table import flagged, head, problems, sections, total
from fazhi_check.reports.view import View


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report to a stream, as wide and as colourful as it allows."""
    draw(digest, screen(out, view.color, gather=True), view)


def draw(digest: Digest, paper: Screen, view: View) -> None:
    """Print one report for each file and, for several, a closing total."""
    page = Page(paper, view)
    beside = [] if digest.several else digest.lists
    for number, one in enumerate(digest.submissions):
        if number:
            page.rule()
        _file(page, one, beside, digest)
    if digest.several or not digest.files:
        for one in digest.lists:
            page.rule()
            _list(page, one)
        page.rule()
        total.print_total(page, digest)
    paper.flush()


def _file(page: Page, one: FileDigest, lists: Sequence[FileDigest], digest: Digest) -> None:
    """Print what is to be said of a submission, and of lists beside it before its end."""
    head.print_head(page, one)
    if one.lines:
        head.print_worst(page, one)
        sections.print_sections(page, one)
    problems.print_problems(page, one)
    flagged.print_lists(page, one)
    flagged.print_goals(page, one)
    flagged.print_statements(page, one)
    for other in lists:
        page.blank()
        _list(page, other)
    if not digest.several:
        head.print_sample(page, digest)
    head.print_outcome(page, one.conclusion, one.reviewed)
    page.line((page.say(one.foot), "dim"))


def _list(page: Page, one: FileDigest) -> None:
    head.print_head(page, one)
    problems.print_problems(page, one)
