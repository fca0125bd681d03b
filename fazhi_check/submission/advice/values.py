"""Which table a wrong value is looked up in: by the key that it stands at. Only that table is loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_check.findings import Path
from fazhi_check.source.hint import Hint
from fazhi_check.submission.records import Entry
from fazhi_check.words import Text

_DATES = ("done_on", "date", "as_of")
_LONGEST = 2_000  # a remark in the wrong place may be long; beyond that nobody has slipped in a word


def of_value(written: str, path: Path, options: Sequence[str] = ()) -> Hint | None:
    """Return what to write instead of a wrong value at a path of a submission; `options` are keys that belong there."""
    if len(written) > _LONGEST:
        return None
    last = path[-1] if path else ""
    number = next((part for part in path if part in Entry.NUMBERS), None)
    if number is not None:
        of_unit = number == "by_unit" and last != number
        return (_of_stage(written) if of_unit else None) or _of_number(written, str(number))
    if not path or last == "evidence" or path[-2:-1] == ("evidence",):
        return _of_text(written, path, options)
    if last in _DATES:
        return _of_date(written, by_day=last == "as_of" or "source" in path)
    return _of_word(written, str(last))


def _of_stage(written: str) -> Hint | None:
    """Return which stage a word means where it can mean but one: a unit of a coverage may have one."""
    from fazhi_check.submission.advice.stages import of_status, one_stage
    from fazhi_check.submission.advice.written import plain

    return of_status(written) if one_stage(plain(written)) else None


def _of_number(written: str, key: str) -> Hint | None:
    from fazhi_check.submission.advice.numbers import of_number

    return of_number(written, key)


def _of_text(written: str, path: Path, options: Sequence[str]) -> Hint | None:
    from fazhi_check.submission.advice.shapes import of_text

    return of_text(written, path, options)


def _of_date(written: str, by_day: bool) -> Hint | None:
    from fazhi_check.submission.advice.dates import of_date

    return of_date(written, by_day)


def _of_word(written: str, key: str) -> Hint | None:
    if key == "status":
        from fazhi_check.submission.advice.stages import of_status

        return of_status(written)
    if key in ("kind", "level"):
        from fazhi_check.submission.advice.nouns import of_kind, of_level

        return of_kind(written) if key == "kind" else of_level(written)
    return _of_code(written) if key == "code" else None


def _of_code(written: str) -> Hint | None:
    """Return a code of nine or twelve digits, as statistics have it, without those that a division code lacks."""
    found = re.fullmatch(r"(\d{6})(?:\d{3}){1,2}", written.strip(), re.ASCII)
    return (
        Hint(Text(f"只写前六位 {found[1]}", f"write its first six digits, {found[1]}"), whole=True) if found else None
    )
