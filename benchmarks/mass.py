"""The sections about many files."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import rivals
from bench import MANY, Bench, milliseconds, seconds
from measure import Times, in_turn, memory_of_all, run
from page import Asked, Row, Table, compared

MORE, MOST = 2_000, 20_000
ODD = 100
_MIB = 1 << 20
# Of the native program, by our way.
NATIVE = {"one core": Asked(2, at_least=True), "all cores": Asked(3, at_least=True)}


def many(bench: Bench) -> list[Table]:
    """200 files with assessment and summary against the rivals and the limit."""
    files = bench.files(MANY)
    ways = bench.summaries(files[0].parent)
    bench.refuse_errors(files[0].parent)
    bench.refuse_blind(rivals.limit, files)
    rows: list[Row] = []
    cases = (
        (rivals.check_jsonschema(bench.schema, files), 3, 100.0, Asked(15, at_least=True)),
        (rivals.yamale(files), 5, 35.0, Asked(4, at_least=True)),
    )
    for rival, rounds, budget, asked in cases:
        found = in_turn([*ways.values(), rival], rounds, budget, warm=rounds > 3)
        rows += _against(rival.name, found, dict.fromkeys(ways, asked))
    if rivals.native_program():
        rows += _against_native(bench, files)
    found = in_turn([*ways.values(), rivals.limit(files)], 9, 30)
    rows += _against("limit", found, dict.fromkeys(ways, Asked(2.5)))
    if bench.has_jobs:
        rows.append(_same_output(bench, files[0].parent))
    notes = "The limit: rapidyaml reads, pydantic-core validates, nothing else is done."
    native = _NATIVE_WAYS if rivals.native_program() else rivals.NO_NATIVE
    return [compared(f"{MANY} files", rows, f"{notes} {native}")]


_NATIVE_WAYS = (
    "The native program, called once for all files or once for each: fast, it only tells whether a file is right; "
    "its usual way names what is wrong."
)


def _against_native(bench: Bench, files: Sequence[Path]) -> Iterator[Row]:
    """Yield the rows of each way to call the native program."""
    makers = [
        bench.by_schema(rivals.native_one_by_one),
        bench.by_schema(rivals.native_usual),
        bench.by_schema(rivals.native),
    ]
    for maker in makers:
        bench.refuse_blind(maker, files)
    ways = bench.summaries(files[0].parent)
    for maker in makers:
        rival = maker(files)
        found = in_turn([*ways.values(), rival], 7, 25)
        yield from _against(rival.name, found, {way: NATIVE[way] for way in ways})


def _against(rival: str, found: Times, asked: Mapping[str, Asked]) -> Iterator[Row]:
    """Yield a row for each of our ways; the rival was measured last. Above the line stands what should be larger."""
    last = len(asked)
    for number, (way, limit) in enumerate(asked.items()):
        if limit.at_least:
            yield seconds(f"{rival} / {way}", found, limit, last, number)
        else:
            yield seconds(f"{way} / {rival}", found, limit, number, last)


def _same_output(bench: Bench, folder: Path) -> Row:
    """Tell whether the report is the same; it goes to files, for this process has to stay small."""
    reports = [bench.home / f"jobs-{jobs}.json" for jobs in (1, 2)]
    for jobs, path in enumerate(reports, 1):
        run(bench.ours(folder, "--quiet", "-o", f"json:{path}", "--jobs", jobs, one_core=False))
    different = 1 if filecmp.cmp(*reports, shallow=False) else 2
    size = f"{reports[0].stat().st_size / 1e6:.1f} MB of JSON"
    return Row("different outputs of --jobs 1 and --jobs 2", size, different, Asked(1))


def odd(bench: Bench) -> list[Table]:
    """Files with one wrong value, and with an anchor, against clean ones: what each costs among many."""
    folders = {name: bench.files(ODD, name)[0].parent for name in ("wrong", "anchor", "")}
    for name in ("anchor", ""):
        bench.refuse_errors(folders[name])
    alone = bench.files(1)[0]
    ways = [bench.summaries(path)["one core"] for path in (*folders.values(), alone)]
    found = in_turn(ways, 7, budget=60)
    rows = [
        milliseconds(f"{ODD} files with one wrong value / clean ones", found, Asked(2), 0, 2, less=3),
        milliseconds(f"{ODD} files with an anchor / clean ones", found, Asked(5), 1, 2, less=3),
    ]
    notes = "One core, summary; the time of a run over a single clean file is taken off both."
    return [compared("Files that are not plain", rows, notes)]


def scale(bench: Bench) -> list[Table]:
    """Time and memory of ever more files."""
    rows: list[Row] = []
    counts = (MANY, MORE, MOST) if bench.large else (MANY, MORE)
    folders = [bench.files(count)[0].parent for count in counts]
    for way in bench.summaries(folders[0]):
        rows += _scaled(bench, way, counts, folders)
    notes = "Memory: the most that the one process held (ru_maxrss); on all cores the most that all processes held together (PSS, sampled)."
    return [compared("More files", rows, notes)]


def _scaled(bench: Bench, way: str, counts: Sequence[int], folders: Sequence[Path]) -> Iterator[Row]:
    commands = [bench.summaries(folder)[way] for folder in folders]
    found = in_turn(commands, 3, budget=40, least=1, warm=False)
    memory = [found.memory(number) for number in range(len(counts))]
    if way != "one core":
        memory = [memory_of_all(command) for command in commands]
    for number in range(1, len(counts)):
        what = f"{counts[number]:,} / {counts[number - 1]:,} files, {way}"
        yield seconds(f"time of {what}", found, Asked(11), number, number - 1)
        held = f"{memory[number] / _MIB:.0f} / {memory[number - 1] / _MIB:.0f} MiB"
        asked = Asked(1.3) if number == 1 else None
        yield Row(f"memory of {what}", held, memory[number] / memory[number - 1], asked)
