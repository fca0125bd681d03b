"""The sheet of problems (问题台账): a row for each, in the sixteen columns that offices use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fazhi_check.digest.problems import COLUMNS, NO_PROBLEM, Row, rows_of
from fazhi_check.digest.round.followed import members
from fazhi_check.digest.run import Digest
from fazhi_check.reports.office.listed import Listed
from fazhi_check.reports.office.paper import Cell
from fazhi_check.reports.office.words import TRACKED
from fazhi_check.words import Lang, Text

_WIDTHS: Final = {
    "no": 16,
    "unit": 14,
    "text": 26,
    "source": 18,
    "given": 13,
    "measures": 22,
    "progress": 26,
    "checked": 16,
    "reminders": 9,
    "remarks": 18,
}
# After the number of the row, with their widths.
HEADS: Sequence[tuple[Text, int]] = [(head, _WIDTHS.get(name, 12)) for name, head in COLUMNS.items()]
_STYLES: Final = {"no": "id", "reminders": "number"} | dict.fromkeys(
    ("given", "deadline", "fixed_on", "result", "closed_on", "state"), "centre"
)
# Whose colour a state has.
_COLOURS: Final = {
    "reopened": "overdue",
    "returned": "lagging",
    "open": "missing",
    "applied": "due_soon",
    "fixed": "due_soon",
}


def problems(digest: Digest, lang: Lang) -> list[Listed]:
    """Return the list of problems; none where no earlier report and no row of the round tells of any."""
    known = [one for one in members(digest) if one.problems is not None]
    rows = [_cells(row, lang) for row in rows_of(known)]
    return [Listed(TRACKED, HEADS, rows, 3, empty=NO_PROBLEM)] if known else []


def _cells(row: Row, lang: Lang) -> list[Cell]:
    return [_cell(name, getattr(row, name), row.problem.state, lang) for name in COLUMNS]


def _cell(name: str, value: Text | str | int, state: str, lang: Lang) -> Cell:
    said = value.say(lang) if isinstance(value, Text) else value
    return Cell(said, _STYLES.get(name, "text"), _COLOURS.get(state, "") if name == "state" else "")
