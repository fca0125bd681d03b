"""What counts on paper (DESIGN, sections 12 and 14): the verdict that an office settled, where there is one."""

from __future__ import annotations

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import NOT_KEPT, Line
from fazhi_check.digest.papers.facts import as_written
from fazhi_check.words import DUTIES, verdict_words


def verdict_on_paper(line: Line) -> str:
    """Return the verdict that an office has settled; the computed one where it has settled none."""
    settled = line.settled
    return settled.verdict if settled and settled.verdict else line.verdict


def is_settled(line: Line) -> bool:
    """Tell whether an office has settled the verdict of a line: what is sent back, or only looked at, is not settled."""
    return line.settled is not None and line.settled.verdict is not None


def degree_on_paper(line: Line) -> str:
    """Return the verdict that counts in words: the computed one with how far it has gone, or the one that was settled."""
    verdict = verdict_on_paper(line)
    if verdict == "overdue" and line.standing:
        return NOT_KEPT.zh
    return as_written(line.degree.zh) if verdict == line.verdict else verdict_words(line.accepted)[verdict].zh


def is_open(line: Line) -> bool:
    """Tell whether something is to be asked of a unit: flagged by what counts on paper, a duty, not waived, not known."""
    return verdict_on_paper(line) in FLAGGED and line.force in DUTIES and line.waived is None and not line.known
