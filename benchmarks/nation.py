"""The section about a nation's year: four rounds, each held against those before, of a tenth and of the whole."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bench import Bench
from measure import Command, Spent, memory_of_all, run
from page import Asked, Row, Table, compared

UNITS, ROUNDS = 2_850, 4
_MIB = 1 << 20


class Year(NamedTuple):
    """What each round of so many units took, in their order, the memory of all processes in the last, and the bytes it wrote."""

    units: int
    spent: list[Spent]
    memory: int
    written: int

    def each(self, number: int) -> float:
        """Return the seconds that a file of a round took."""
        return self.spent[number].seconds / self.units


def nation(bench: Bench) -> list[Table]:
    """Four rounds of 2,850 units, each saved as lines of JSON and compared with all before it."""
    tenth, whole = (_year(bench, units) for units in (UNITS // 10, UNITS))
    last = ROUNDS - 1
    rows = [
        Row(
            f"time of {UNITS:,} / {UNITS // 10} units, round 4",
            f"{whole.spent[last].seconds:.0f} / {tenth.spent[last].seconds:.1f} s",
            whole.spent[last].seconds / tenth.spent[last].seconds,
            Asked(11),
        ),
        Row(
            f"a file of round 4, held against three rounds / of round 1, {UNITS:,} units",
            f"{whole.each(last) * 1000:.0f} / {whole.each(0) * 1000:.0f} ms",
            whole.each(last) / whole.each(0),
        ),
        Row(
            f"memory of {UNITS:,} / {UNITS // 10} units, round 4",
            f"{whole.memory / _MIB:.0f} / {tenth.memory / _MIB:.0f} MiB",
            whole.memory / tenth.memory,
        ),
        Row(
            f"memory of round 4 / what it writes, {UNITS:,} units",
            f"{whole.memory / 1e6:.0f} / {whole.written / 1e6:.0f} MB",
            whole.memory / whole.written,
            Asked(1),
        ),
    ]
    year = sum(one.seconds for one in whole.spent)
    notes = (
        f"All cores; {UNITS * ROUNDS:,} files of 40 entries each, {year:.0f} s in all. Each round is written as lines of "
        "JSON (the whole plan for each unit) and held against those of the rounds before, of which a unit's lines are "
        "read when it is judged. Memory: of all processes together (PSS, sampled)."
    )
    return [compared("A nation's year", rows, notes)]


def _year(bench: Bench, units: int) -> Year:
    saved: list[Path] = []
    spent: list[Spent] = []
    command = Command("none", [])
    for quarter in range(ROUNDS):
        folder, round_ = bench.round(units, quarter)
        since = [part for path in saved for part in ("--since", path)]
        saved.append(bench.home / f"saved-{units}-{quarter + 1}.jsonl")
        command = bench.ours(folder, "--round", round_, *since, "--quiet", "-o", f"jsonl:{saved[-1]}", one_core=False)
        spent.append(run(command))
    return Year(units, spent, memory_of_all(command, 0.2), saved[-1].stat().st_size)
