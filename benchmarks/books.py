"""The section about workbooks that are written: a ledger, and what XlsxWriter takes for as many cells alone.

Run as a program it is that limit: a file of CSV written twice into a workbook, its texts as they are, without looks.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from bench import Bench
from measure import Command, in_turn, run
from page import Asked, Row, Table, compared
from xlsxwriter import Workbook

UNITS, TASKS = 45, 250
# What a ledger may take, in seconds and bytes.
SECONDS, BYTES = 10, 150_000_000


def ledger(bench: Bench) -> list[Table]:
    """A ledger of 45 units with 250 entries each: checked, laid out, written."""
    folder = bench.units(UNITS, TASKS)[0].parent
    book, listed = bench.home / "ledger.xlsx", bench.home / "ledger.csv"
    run(bench.ours(folder, "--quiet", "-o", f"csv:{listed}"))
    limit = Command("XlsxWriter", [bench.python, __file__, str(listed), str(bench.home / "limit.xlsx")])
    ways = [
        bench.ours(folder, "--quiet", "--jobs", 1, *output)
        for output in (("-o", f"xlsx:{book}"), ("-o", f"csv:{bench.home / 'again.csv'}"), ())
    ]
    found = in_turn([*ways, limit], 3)
    whole, memory, beyond = found.median(0), found.memory(0), found.beyond(0, 2)
    rows = [
        Row(f"time of the run / {SECONDS} s", f"{whole:.2f} s", whole / SECONDS, Asked(1), found.rounds),
        Row("memory / 150 MB", f"{memory / 1e6:.0f} MB", memory / BYTES, Asked(1), found.rounds),
        Row(
            "the ledger alone / XlsxWriter alone",
            f"{beyond:.2f} / {found.median(3):.2f} s",
            beyond / found.median(3),
            None,
            found.rounds,
        ),
        Row(
            "run with a ledger / with csv",
            f"{whole:.2f} / {found.median(1):.2f} s",
            found.ratio(0, 1),
            None,
            found.rounds,
            found.work(0, 1),
        ),
    ]
    size = f"{book.stat().st_size / 1e6:.1f} MB"
    notes = f"One core; the workbook has {size}, every target twice. What bounds it: the cells that XlsxWriter writes one by one."
    return [compared(f"A ledger of {UNITS} units with {TASKS} entries each", rows, notes)]


def write_twice(listed: Path, book: Path) -> None:
    """Write the rows of a file of CSV into two sheets, keeping none in memory."""
    with Workbook(str(book), {"constant_memory": True}) as written:
        for _ in range(2):
            sheet = written.add_worksheet()
            with listed.open(encoding="utf-8-sig", newline="") as stream:
                for number, row in enumerate(csv.reader(stream)):
                    for column, text in enumerate(row[:17]):
                        sheet.write_string(number, column, text)


if __name__ == "__main__":
    write_twice(Path(sys.argv[1]), Path(sys.argv[2]))
