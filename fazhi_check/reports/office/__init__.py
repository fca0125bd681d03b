"""The report as a workbook that offices hand on: the ledger (台账), with the same numbers as every other format."""

from __future__ import annotations

from io import BytesIO
from tempfile import TemporaryDirectory

from xlsxwriter.exceptions import FileCreateError

from fazhi_check.digest.run import Digest
from fazhi_check.reports.office.ledger import Ledger
from fazhi_check.reports.office.package import repeatable
from fazhi_check.reports.office.styles import opened
from fazhi_check.reports.view import View


def render(digest: Digest, view: View) -> bytes:
    """Return the ledger of a run as the bytes of an .xlsx file: equal for an equal run, wherever it is made.

    Every target is listed whatever `view` folds: a ledger is filtered by whoever reads it. Rows wait in temporary files:
    raises OSError where there is no room for these.
    """
    out, ledger = BytesIO(), Ledger(digest, view.lang, view.sort == "points")
    with TemporaryDirectory(prefix="fazhi-check-", ignore_cleanup_errors=True) as folder:
        book = opened(out, ledger.title, folder)
        ledger.write(book)
        try:
            book.close()
        except FileCreateError as error:  # what was refused on the way, as of a full disk
            raise OSError(*getattr(error.__context__, "args", error.args)) from None
    return repeatable(out.getbuffer())
