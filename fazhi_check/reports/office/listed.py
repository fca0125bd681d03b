"""A list that takes a sheet of its own, as data: its name, what heads its columns, its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fazhi_check.digest.words import same
from fazhi_check.reports.office.paper import Cell
from fazhi_check.words import Text


class Listed(NamedTuple):
    """A list: `heads` with their widths in halves of a Chinese character, `fixed` columns that stay in sight.

    The numbers of rows stand before the first column, unless they are not `numbered`. `under` is said below the title, `below` after the rows; where
    there are no rows `empty` is said, and without that there is no sheet.
    """

    name: Text
    heads: Sequence[tuple[Text, int]]
    rows: Sequence[Sequence[Cell]]
    fixed: int = 1
    under: Text = same("")
    below: Sequence[Text] = ()
    empty: Text = same("")
    numbered: bool = True
