"""What counts on paper (DESIGN, sections 12 and 14): the verdict that an office settled, where there is one."""

from __future__ import annotations

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import Line
from fazhi_check.words import DUTIES


def verdict_on_paper(line: Line) -> str:
    """Return the verdict that an office has settled; the computed one where it has settled none."""
    settled = line.settled
    return settled.verdict if settled and settled.verdict else line.verdict


def is_open(line: Line) -> bool:
    """Tell whether something is to be asked of a unit: flagged by what counts on paper, a duty, not waived, not known."""
    return verdict_on_paper(line) in FLAGGED and line.force in DUTIES and line.waived is None and not line.known
