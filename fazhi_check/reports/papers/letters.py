"""The letters to units with something open: a Word file each, by the name of the file."""

from __future__ import annotations

from fazhi_check.digest.papers.letters import letters
from fazhi_check.digest.run import Digest
from fazhi_check.reports.papers.named import named
from fazhi_check.reports.papers.template import filled, template_of
from fazhi_check.reports.view import View


def render(digest: Digest, view: View) -> dict[str, bytes]:
    """Return the letters of a run by their file names. Raises TemplateMistake, OSError."""
    templates = {paper: template_of(paper, view.templates) for paper in ("letter", "request")}
    found = letters(digest, view.given)
    return named((one.paper, one.unit, filled(templates[one.paper], one.content)) for one in found.sent)
