"""The report as a workbook that offices hand on: the ledger (台账), with the same numbers as every other format."""

from __future__ import annotations

from io import BytesIO

from fazhi_check.digest.run import Digest
from fazhi_check.reports.office.ledger import Ledger
from fazhi_check.reports.office.package import repeatable
from fazhi_check.reports.office.styles import opened
from fazhi_check.reports.view import View


def render(digest: Digest, view: View) -> bytes:
    """Return the ledger of a run as the bytes of an .xlsx file: equal for an equal run, wherever it is made.

    Every target is listed whatever `view` folds: a ledger is filtered by whoever reads it.
    """
    out = BytesIO()
    ledger = Ledger(digest, view.lang)
    with opened(out, ledger.title) as book:
        ledger.write(book)
    return repeatable(out.getbuffer())
