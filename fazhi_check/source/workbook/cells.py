"""What stands in a cell, as a workbook stores it, to what it says as an office would write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from fazhi_check.source.workbook.book import Cell
from fazhi_check.source.workbook.formats import Format, format_of, written
from fazhi_check.source.workbook.package import broken
from fazhi_check.source.workbook.strings import unescaped
from fazhi_check.words import Text

# How WPS writes a picture that lies in a cell.
_PICTURE: Final = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(")
_WHOLE: Final = re.compile(r"-?\d{1,400}", re.ASCII)
_ISO: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}).*)?", re.ASCII)
_LAST_DAY: Final = 2_958_466  # the day after 9999-12-31, in days of the epoch of 1900
_GENERAL: Final = Format()
# The epoch of 1900 has a 29 February of that year, which never was, and a day before the first.
_NO_DAYS: Final = {0: "1900-01-00", 60: "1900-02-29"}


@dataclass(slots=True)
class Stored:
    """A cell as it is stored: its type, the number of its style, its value and its formula; None where it has none."""

    kind: str = "n"
    style: str = "0"
    value: str | None = None
    formula: str | None = None


class Values:
    """How the cells of one workbook are read: with its shared `texts`, the `codes` of its styles, and its day zero."""

    def __init__(self, texts: Sequence[str], codes: Sequence[str], from_1904: bool) -> None:
        self._texts, self._from_1904 = texts, from_1904
        self._formats = {str(number): format_of(code) for number, code in enumerate(codes)}

    def cell(self, stored: Stored) -> Cell | None:
        """Return what a cell says, None where that is nothing. Raises Refused (FZ101) where it points at nothing."""
        value = stored.value
        if stored.kind == "picture" or _PICTURE.match(stored.formula or value or ""):
            return Cell("图片", "picture")
        if stored.formula is not None and not value and not (value == "" and stored.kind == "str"):
            return Cell("=" + (unescaped(stored.formula) or "…"), "formula")
        if not value:
            return None
        if stored.kind == "n":
            return self._number(value.strip(), self._formats.get(stored.style, _GENERAL))
        return self._other(stored.kind, value)

    def _other(self, kind: str, value: str) -> Cell | None:
        """Return what a cell says that holds no number."""
        if kind == "b":
            return Cell("FALSE" if value.strip() == "0" else "TRUE", "boolean")
        if kind == "e":
            return Cell(value.strip(), "error")
        if kind == "d" and (found := _ISO.fullmatch(value.strip())):
            return Cell(found[1], "date")
        text = self._shared(value) if kind == "s" else unescaped(value)
        return Cell(text) if text.strip() else None

    def _shared(self, value: str) -> str:
        number = int(value) if _WHOLE.fullmatch(value.strip()) else -1
        if not 0 <= number < len(self._texts):
            broken(Text(f"单元格指向的第 {value[:20]} 个文字不存在", f"there is no shared text {value[:20]}"))
        return self._texts[number]

    def _number(self, value: str, form: Format) -> Cell:
        number = _exact(value)
        if number is None:
            return Cell(value)
        if form.shows == "percent":
            return Cell(f"{written(number * 100)}%", "percent", form.shown(number))
        if form.shows != "number" and 0 <= number < _LAST_DAY:
            return self._moment(float(number), form)
        text = written(number)
        return Cell(text, "number", form.shown(number) if form.shows == "number" else text)

    def _moment(self, value: float, form: Format) -> Cell:
        """Return a day, a month or a time of the clock by what the format shows of it."""
        if form.shows == "span":
            return Cell(_clock(timedelta(days=value)), "date")
        moment = from_excel(value, CALENDAR_MAC_1904 if self._from_1904 else CALENDAR_WINDOWS_1900)
        if form.shows == "time":
            return Cell(f"{moment:%H:%M}", "date")
        if int(value) in _NO_DAYS and not self._from_1904:
            return Cell(_NO_DAYS[int(value)], "date")
        if isinstance(moment, time):
            moment = datetime.combine(CALENDAR_MAC_1904, moment)
        day = moment.date().isoformat()
        text = day[: {"year": 4, "month": 7}.get(form.shows, 10)]
        return Cell(text, "date", f"{day} {moment:%H:%M}" if form.clock else text)


def _exact(value: str) -> Decimal | None:
    """Return a stored number: whole ones digit by digit, others in the fifteen digits that a sheet ever shows.

    0.985 is stored as 0.98499999999999999, and 0.1+0.2 as 0.30000000000000004.
    """
    try:
        number = Decimal(value) if _WHOLE.fullmatch(value) else Decimal(f"{float(value):.15g}")
    except (ValueError, InvalidOperation):
        return None
    return number if number.is_finite() else None


def _clock(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"
