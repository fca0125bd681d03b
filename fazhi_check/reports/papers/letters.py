"""The letters to units with something open: a Word file each, by the name of the file."""

from __future__ import annotations

from fazhi_check.digest.run import Digest
from fazhi_check.reports.view import View


def render(digest: Digest, view: View) -> dict[str, bytes]:
    """Return the letters of a run by their file names. Raises TemplateMistake, OSError."""
    raise NotImplementedError
