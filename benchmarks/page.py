"""Shows what was measured: as a plain table on the terminal, and as a page of Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple


class Asked(NamedTuple):
    """The limit of a ratio."""

    number: float
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.number:g}"

    def holds(self, ratio: float) -> bool:
        """Tell whether a ratio keeps the limit."""
        return ratio >= self.number if self.at_least else ratio <= self.number


class Row(NamedTuple):
    """One comparison: what it is, what was measured of each, their ratio, and what is asked of it if anything.

    `work` is the ratio of the processors' time, where there is one; nothing is asked of it.
    """

    what: str
    measured: str
    ratio: float
    asked: Asked | None = None
    rounds: int = 1
    work: float | None = None

    @property
    def holds(self) -> bool:
        """Tell whether the limit is kept; where there is none, it is."""
        return self.asked is None or self.asked.holds(self.ratio)

    def cells(self) -> list[str]:
        """Return the row as texts."""
        held = "" if self.asked is None else "yes" if self.holds else "NO"
        work = "" if self.work is None else f"{self.work:.2f}"
        return [self.what, self.measured, f"{self.ratio:.2f}", str(self.asked or ""), held, work, str(self.rounds)]


class Stage(NamedTuple):
    """The cost of a stage, in seconds of one file and of one file among many, and what bounds it."""

    name: str
    one: float
    many: float
    bound: str


class Table(NamedTuple):
    """A titled table; `notes` stand below it."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: str = ""


HEADS = ("", "measured", "ratio", "asked", "holds", "CPU ratio", "rounds")


def compared(title: str, rows: Sequence[Row], notes: str = "") -> Table:
    """Return a table of comparisons."""
    return Table(title, HEADS, [row.cells() for row in rows], notes)


def staged(title: str, stages: Sequence[Stage], notes: str = "") -> Table:
    """Return a table of stages with their shares."""
    one, many = sum(stage.one for stage in stages), sum(stage.many for stage in stages)
    rows = [
        [
            *(stage.name, f"{stage.one * 1000:.1f} ms", f"{stage.one / one:.0%}"),
            *(f"{stage.many * 1000:.2f} ms", f"{stage.many / many:.0%}", stage.bound),
        ]
        for stage in stages
    ]
    rows.append(["together", f"{one * 1000:.1f} ms", "", f"{many * 1000:.2f} ms", "", ""])
    return Table(title, ("stage", "one file", "share", "each of many", "share", "what bounds it"), rows, notes)


def kept(table: Table) -> bool:
    """Tell whether a table says that every limit is kept."""
    return not any("NO" in line for line in table.rows)


def plain(table: Table) -> str:
    """Return a table for the terminal."""
    lines = [list(table.heads), *map(list, table.rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.heads))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join(
        [f"\n{table.title}", *(f"  {line}" for line in shown), *([f"  {table.notes}"] if table.notes else [])]
    )


def markdown(table: Table) -> str:
    """Return a table for a page."""
    rule = "|".join(" --- " for _ in table.heads)
    rows = ["| " + " | ".join(line) + " |" for line in (table.heads, *table.rows)]
    text = "\n".join([f"## {table.title}\n", rows[0], f"|{rule}|", *rows[1:]])
    return f"{text}\n\n{table.notes}\n" if table.notes else f"{text}\n"


def machine() -> str:
    """Return the kind of machine, without its name."""
    cores = os.cpu_count() or 1
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{platform.system()} on {platform.machine()}, {cores} cores{_processor()}, {python}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f" ({names[0]})" if names else ""


INTRODUCTION = """\
# How fast it is

Written by `make bench` on {day}: {machine}.

Everything is measured in one run, as whole processes from start to end, in turn with what it is compared with: the
times are medians, a ratio is the median of the ratios round by round, so that a busy machine slows both sides. What
is asked is asked of the time on the clock; the ratio of processor time beside it is steadier where others use the
machine. Other programs run on one core; so does fazhi-check, except where a row says that all cores are used. The
submissions are generated (`benchmarks/generate.py`), free of errors for every program, and as dense as published ones:
about 40 bytes a line. The rivals have the C readers of YAML that they can use; each was seen to refuse a file in which
one status is misspelt.
"""


def page(tables: Sequence[Table]) -> str:
    """Return the whole page."""
    head = INTRODUCTION.format(day=date.today(), machine=machine())
    return "\n".join([head, *map(markdown, tables)])
