"""Where the data of a submission was taken from, as a report shows it."""

from __future__ import annotations

from typing import NamedTuple

from fazhi_check.digest.words import joined, same
from fazhi_check.sanitize import clean, mask
from fazhi_check.submission.records import Origin
from fazhi_check.words import Text


class OriginDigest(NamedTuple):
    """Title, publisher, day and address of a source, and a note on it: why a date was assumed. None where not given."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    note: str | None = None

    @property
    def named(self) -> Text:
        """What it is called, by whom it was published and when."""
        parts = [same(clean(part)) for part in (self.title, self.publisher, self.date) if part]
        return joined(parts, Text("，", ", "))

    @property
    def remark(self) -> Text:
        """The note on it, fit to be shown."""
        return same(clean(self.note or ""))


def origin_digest(source: Origin) -> OriginDigest:
    """Return a source as it is shown."""
    title, publisher, url, note = (
        value and mask(value) for value in (source.title, source.publisher, source.url, source.note)
    )
    return OriginDigest(title, publisher, str(source.date) if source.date else None, url, note)
