"""The figures of every unit, to be checked by it before the bulletin (数据核对单): a Word file each, by the name of the file."""

from __future__ import annotations

from fazhi_check.digest.papers.notice import notices
from fazhi_check.digest.run import Digest
from fazhi_check.reports.papers.named import named
from fazhi_check.reports.papers.template import filled, template_of
from fazhi_check.reports.view import View


def render(digest: Digest, view: View) -> dict[str, bytes]:
    """Return the papers by their file names. Raises TemplateMistake, OSError."""
    template = template_of("notice", view.templates)
    made = notices(digest, view.given)
    return named(("notice", one.unit, filled(template, one.content)) for one in made)
