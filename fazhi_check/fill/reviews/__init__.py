"""The sheet on which an office settles what was judged (核定单.xlsx): made anew, or brought up to date."""

from __future__ import annotations

from fazhi_check.digest.run import Digest
from fazhi_check.fill.reviews.book import Sheet, new_book
from fazhi_check.fill.reviews.mark import mark_of
from fazhi_check.fill.reviews.rows import rows
from fazhi_check.fill.reviews.update import NotOurs, NotUpdated, update

__all__ = ["NotOurs", "NotUpdated", "reviews_of"]


def reviews_of(digest: Digest, number: int, old: bytes | None = None) -> bytes:
    """Return the sheet of reviews of a run of a round: a new one, or an `old` one brought up to date.

    `number` tasks are drawn for a look at their evidence. Raises NotOurs where the old one is no sheet of reviews,
    NotUpdated where it cannot be changed without fear for what is in it, ImportError where XlsxWriter is not installed.
    """
    listed = rows(digest, number)
    title = digest.round.title if digest.round else ""
    plan = next((one.plan.id for one in digest.files if one.plan), "")
    if old is not None:
        return update(old, listed)
    return new_book(Sheet(title, listed, mark_of(plan, title, ((row.key, row.texts) for row in listed))))
