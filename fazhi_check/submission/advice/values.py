"""Which table a wrong value is looked up in: by the key that it stands at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_check.findings import Path
from fazhi_check.source.hint import Hint
from fazhi_check.submission.advice.dates import of_date
from fazhi_check.submission.advice.nouns import of_kind, of_level
from fazhi_check.submission.advice.numbers import of_number
from fazhi_check.submission.advice.shapes import of_text
from fazhi_check.submission.advice.stages import of_status
from fazhi_check.submission.records import Entry
from fazhi_check.words import Text

_LONG_CODE = re.compile(r"(\d{6})(?:0{3}|0{6}|\d{3}|\d{6})", re.ASCII)

_LONGEST = 2_000  # a remark in the wrong place may be long; beyond that nobody has slipped in a word


def of_value(written: str, path: Path, options: Sequence[str] = ()) -> Hint | None:
    """Return what to write instead of a wrong value at a path of a submission; `options` are keys that belong there."""
    if len(written) > _LONGEST:
        return None
    key = next((part for part in path if part in Entry.NUMBERS), None)
    if key is not None:
        return of_number(written, str(key))
    shape = (
        of_text(written, path, options) if not path or path[-1] == "evidence" or path[-2:-1] == ("evidence",) else None
    )
    if shape:
        return shape
    last = path[-1] if path else ""
    if last in ("done_on", "date", "as_of"):
        return of_date(written, by_day=last == "as_of" or "source" in path)
    if last == "status":
        return of_status(written)
    return _of_word(written, str(last))


def _of_word(written: str, key: str) -> Hint | None:
    if key == "kind":
        return of_kind(written)
    if key == "level":
        return of_level(written)
    long = _LONG_CODE.fullmatch(written.strip()) if key == "code" else None
    return Hint(Text(f"只写前六位 {long[1]}", f"write its first six digits, {long[1]}"), whole=True) if long else None
