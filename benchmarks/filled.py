"""The section about workbooks that are read: against the same content as YAML, and what openpyxl takes to read them."""

from __future__ import annotations

from pathlib import Path

from bench import HERE, MANY, Bench
from measure import Command, Times, in_turn, memory_of_all, run
from page import Asked, Row, Table, compared

# What a workbook may take beyond openpyxl's reading, of the time of the same content as YAML.
BEYOND = 2.5
# How much less all cores may help with workbooks than with YAML: the noise of a machine that others use too.
AS_WELL = 1.2
_MIB = 1 << 20
_OPENPYXL = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1], data_only=True)
print(sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row))
"""


def filled(bench: Bench) -> list[Table]:
    """Workbooks that were filled in, one and many, against the same as YAML."""
    return [_one(bench), _many(bench)]


def _one(bench: Bench) -> Table:
    book = _books(bench, [bench.whole], "whole")[0]
    rival = Command("openpyxl", [bench.python, "-c", _OPENPYXL, str(book)])
    bare = Command("interpreter", [bench.python, "-c", "pass"])
    found = in_turn([bench.ours(book), bench.ours(bench.whole), rival, bare], 11, budget=40)
    ours, yaml, reading = found.median(0), found.median(1), found.beyond(2, 3)
    rows = [
        Row(
            "workbook without openpyxl's reading / YAML",
            f"{(ours - reading) * 1000:.0f} / {yaml * 1000:.0f} ms",
            max(ours - reading, 0) / yaml,
            Asked(BEYOND),
            found.rounds,
        ),
        Row("workbook / YAML", f"{ours * 1000:.0f} / {yaml * 1000:.0f} ms", found.ratio(0, 1), None, found.rounds),
        Row("workbook / openpyxl's reading", f"{ours * 1000:.0f} / {reading * 1000:.0f} ms", ours / reading, None),
        _memory("workbook / YAML", found.memory(0), found.memory(1)),
        _memory("workbook / openpyxl", found.memory(0), found.memory(2)),
    ]
    size = book.stat().st_size / 1000
    notes = (
        f"The whole plan filled in: {size:.0f} KB as a workbook. What openpyxl takes is that of a process that loads it"
        " and looks at each cell, less that of a bare interpreter. What bounds it: elements of markup, one by one."
    )
    return compared("A filled-in workbook", rows, notes)


def _many(bench: Bench) -> Table:
    texts = bench.files(MANY)
    books = _books(bench, texts, "many")
    ways = [list(bench.summaries(one[0].parent).values()) for one in (texts, books)]
    if len(ways[0]) == 1:
        return compared(f"{MANY} workbooks", [], "The program uses one core only.")
    found = in_turn([command for one in ways for command in one], 3, budget=120, least=1, warm=False)
    yaml, sheets = found.ratio(0, 1), found.ratio(2, 3)
    rows = [
        Row("gain of all cores: YAML / workbooks", f"{yaml:.2f} / {sheets:.2f}", yaml / sheets, Asked(AS_WELL)),
        _seconds("workbooks / YAML, one core", found, 2, 0),
        _seconds("workbooks / YAML, all cores", found, 3, 1),
        _memory("workbooks / YAML, one core", found.memory(2), found.memory(0)),
        _memory("workbooks / YAML, all cores", memory_of_all(ways[1][1]), memory_of_all(ways[0][1])),
    ]
    return compared(f"{MANY} workbooks", rows, "The same 200 entries in each as where YAML is measured; summary.")


def _seconds(what: str, found: Times, upper: int, lower: int) -> Row:
    measured = f"{found.median(upper):.2f} / {found.median(lower):.2f} s"
    return Row(what, measured, found.ratio(upper, lower), None, found.rounds)


def _memory(what: str, upper: int, lower: int) -> Row:
    return Row(f"memory of {what}", f"{upper / _MIB:.0f} / {lower / _MIB:.0f} MiB", upper / lower, None)


def _books(bench: Bench, texts: list[Path], name: str) -> list[Path]:
    """Return the workbooks of some submissions, made when they are first needed, in a process of its own."""
    folder = bench.home / f"{name}-xlsx"
    if not folder.is_dir():
        run(
            Command(
                "make workbooks",
                [bench.python, str(HERE / "sheets.py"), str(texts[0].parent), str(folder)],
                (0,),
                False,
            )
        )
    return sorted(folder.iterdir())
