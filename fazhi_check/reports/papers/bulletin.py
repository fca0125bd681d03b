"""The bulletin (通报) of a round as a Word file."""

from __future__ import annotations

from fazhi_check.digest.papers.bulletin import content
from fazhi_check.digest.run import Digest
from fazhi_check.reports.papers.template import filled, template_of
from fazhi_check.reports.view import View


def render(digest: Digest, view: View) -> bytes:
    """Return the bulletin of a run. Raises TemplateMistake, OSError."""
    return filled(template_of("bulletin", view.templates), content(digest, view.given, view.for_approval))
