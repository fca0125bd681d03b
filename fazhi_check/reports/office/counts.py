"""Counts by verdict as columns of numbers that can be added up: what is told of a part of one stands in the next."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.digest.blocks import Counts
from fazhi_check.digest.words import DOT, MEANING, TOTAL, WITHIN, columns, joined
from fazhi_check.reports.marks import MARKS
from fazhi_check.reports.office.paper import Cell
from fazhi_check.words import Lang, Text


class CountColumns:
    """The columns that a table of counts needs, by the sum of its rows."""

    def __init__(self, total: Counts) -> None:
        self._shown = [(verdict, bool(total.within.get(verdict))) for verdict in columns(total.numbers)]
        self._counted = [verdict for verdict, _ in self._shown if total.numbers.get(verdict)]
        self._called = total.called

    def heads(self, lang: Lang) -> list[str]:
        """Return the heads: each verdict with its mark, and the part of it that is told apart."""
        found = []
        for verdict, within in self._shown:
            found.append(f"{MARKS[verdict][0]} {self._called[verdict].say(lang)}")
            part = WITHIN.get(verdict) if within else None
            found += [Text(f"其中{part.zh}", f"of these {part.en}").say(lang)] if part else []
        return [*found, TOTAL.say(lang)]

    def cells(self, counts: Counts, kind: str = "") -> list[Cell]:
        """Return the numbers of a row; all of one `kind` where that is given."""
        found: list[Cell] = []
        for verdict, within in self._shown:
            found.append(Cell(counts.numbers.get(verdict, 0), kind or "number"))
            found += [Cell(counts.within.get(verdict, 0), kind or "part")] if within else []
        return [*found, Cell(sum(counts.numbers.values()), kind or "number")]

    @property
    def blank(self) -> list[Cell]:
        """The cells of a row that nothing is counted in."""
        return [Cell("", "number") for _ in self.heads("zh")]

    @property
    def meaning(self) -> Text:
        """What those verdicts mean that something is counted under, with their marks."""
        named = [verdict for verdict in self._counted if verdict in MEANING]
        said = [
            Text(
                f"{MARKS[name][0]} {self._called[name].zh}：{MEANING[name].zh}",
                f"{MARKS[name][0]} {self._called[name].en}: {MEANING[name].en}",
            )
            for name in named
        ]
        return joined(said, DOT)

    @property
    def widths(self) -> Sequence[int]:
        """The widths of all of them."""
        return [9 for _ in self.heads("zh")]
