"""The round's file, a text or a workbook, as a round: what is wrong with it is among its findings."""

from __future__ import annotations

from fazhi_check.findings import Unusable
from fazhi_check.round.rows import Round


def read_round(path: str) -> Round:
    """Return the round in a file; rows that cannot be used are left out and among its findings.

    Raises Unusable, with every finding, where the head is not whole: nothing can be judged against it.
    """
    raise Unusable(path, [])
