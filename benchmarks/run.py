"""Measures the speed of fazhi-check against others in one run and prints ratios: what `make bench` runs.

Sections: one (one file), start (--version, --help), libraries (against importing them), many (200 files),
scale (200, 2,000 and with --large 20,000 files), stages (what each stage costs).
"""

from __future__ import annotations

import argparse
import filecmp
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rivals
from measure import Command, Times, Unfit, in_turn, memory_of_all, one_core, output, run
from page import Asked, Row, Stage, Table, compared, kept, machine, page, plain, staged

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LIBRARIES = "import typer, pydantic, rich.console, rich.table, ruamel.yaml; pydantic.BaseModel"
MANY, MORE, MOST = 200, 2_000, 20_000
_MIB = 1 << 20

# What a stage's time grows with. The names are those of stages.py.
BOUNDS = {
    "start": "the interpreter; nothing of ours has run",
    "import": "the number of modules, and what they build when executed",
    "plan": "the plan's compiled form turned into objects, once a run",
    "open": "bytes",
    "read": "lines of YAML",
    "validate": "values and texts in entries",
    "read exactly": "lines of YAML, of files whose places are asked for or that are not plain",
    "validate exactly": "values and texts, of files that are not clean",
    "assess": "targets that apply",
    "rules": "texts searched and dates compared, and findings put in order",
    "import the report": "the number of modules",
    "print": "lines laid out for one file; counts for many",
}


@dataclass
class Bench:
    """What is measured, and with what: programs, and submissions made when they are first needed."""

    program: str
    home: Path
    entry_bytes: int | None = None
    large: bool = False

    @cached_property
    def has_jobs(self) -> bool:
        """Tell whether the program can use several cores."""
        return b"--jobs" in output(Command("help", [self.program, "check", "--help"]))

    @cached_property
    def schema(self) -> Path:
        """The exported JSON Schema of a submission."""
        path = self.home / "submission.schema.json"
        path.write_bytes(output(Command("schema", [self.program, "schema", "submission"])))
        return path

    @cached_property
    def whole(self) -> Path:
        """A submission that answers the whole plan."""
        return self._made("whole", 1, "--whole")[0]

    @cached_property
    def folded(self) -> Path:
        """The same with one text of several lines in it."""
        return self._made("folded", 1, "--whole", "--folded", "1")[0]

    @cached_property
    def as_json(self) -> Path:
        """The same as JSON."""
        return self._made("as-json", 1, "--whole", "--json")[0]

    def files(self, count: int) -> list[Path]:
        """Return `count` submissions of 200 entries."""
        return self._made(str(count), count)

    def _made(self, name: str, count: int, *options: str) -> list[Path]:
        folder = self.home / name
        if not folder.is_dir():
            size = ["--entry-bytes", str(self.entry_bytes)] if self.entry_bytes else []
            made = [sys.executable, str(HERE / "generate.py"), str(folder), "--count", str(count), *size, *options]
            # In a process of its own: this one stays small, for the memory of a child is at least its parent's.
            said = subprocess.run(made, check=True, capture_output=True, text=True)
            print(f"{name}: {said.stdout.strip()}{said.stderr}", flush=True)
        return sorted(folder.iterdir())

    def ours(self, *args: object, one_core: bool = True) -> Command:
        """Return a command of the program; exit code 1 (something is flagged) is work done."""
        return Command("fazhi-check", [self.program, *map(str, args)], (0, 1), one_core)

    def refuse_errors(self, path: Path) -> None:
        """Make sure that submissions are free of errors: otherwise programs have different work with them."""
        gate = ("--format", "summary", "--fail-on", "invalid")
        run(Command("check for errors", [self.program, str(path), *gate], one_core=False))

    def summaries(self, folder: Path) -> dict[str, Command]:
        """Return the ways to check a folder: on one core, and on all where the program can."""
        many = (folder, "--format", "summary")
        if not self.has_jobs:
            return {"one core": self.ours(*many)}
        return {"one core": self.ours(*many, "--jobs", 1), "all cores": self.ours(*many, one_core=False)}


def one(bench: Bench) -> list[Table]:
    """One file against check-jsonschema and yamale."""
    usual = bench.files(MANY)[0]
    bench.refuse_errors(bench.whole)
    cases = {
        "whole plan": bench.whole,
        "whole plan as JSON": bench.as_json,
        "whole plan, one text of several lines": bench.folded,
        "200 entries": usual,
    }
    rows = []
    for name, path in cases.items():
        theirs = (rivals.check_jsonschema(bench.schema, [path]), rivals.yamale([path]))
        found = in_turn([bench.ours(path), *theirs], 11, budget=18)
        for number, rival in enumerate(theirs, 1):
            asked = Asked(0.6) if number == 1 and path != usual else None
            measured = _milliseconds(found.median(0), found.median(number))
            what = f"{name} ({path.stat().st_size / 1000:.0f} KB) / {rival.name}"
            rows.append(Row(what, measured, found.ratio(0, number), asked, found.rounds, found.work(0, number)))
    return [compared("One file", rows)]


def start(bench: Bench) -> list[Table]:
    """--version and --help against a bare interpreter."""
    bare = Command("bare interpreter", [sys.executable, "-c", "pass"])
    rows = []
    for option in ("--version", "--help"):
        found = in_turn([bench.ours(option), bare], 25, budget=20)
        measured = _milliseconds(found.median(0), found.median(1))
        rows.append(
            Row(f"{option} / bare interpreter", measured, found.ratio(0, 1), Asked(5), found.rounds, found.work(0, 1))
        )
    return [compared("Start", rows)]


def libraries(bench: Bench) -> list[Table]:
    """A published submission against importing the libraries that the program stands on."""
    theirs = Command("import", [sys.executable, "-c", LIBRARIES])
    found = in_turn([bench.ours(ROOT / "submissions" / "hegang-2023.yaml"), theirs], 15, budget=20)
    measured = _milliseconds(found.median(0), found.median(1))
    what = "check of a published submission / import of libraries"
    row = Row(what, measured, found.ratio(0, 1), Asked(1.5), found.rounds, found.work(0, 1))
    return [compared("Against its own libraries", [row])]


def many(bench: Bench) -> list[Table]:
    """200 files with assessment and summary against the rivals and the limit."""
    files = bench.files(MANY)
    ways = bench.summaries(files[0].parent)
    bench.refuse_errors(files[0].parent)
    cases = (
        (rivals.check_jsonschema(bench.schema, files), 3, 100.0, Asked(15, at_least=True)),
        (rivals.yamale(files), 5, 35.0, Asked(4, at_least=True)),
        (rivals.limit(files), 9, 30.0, Asked(2.5)),
    )
    rows: list[Row] = []
    for rival, rounds, budget, asked in cases:
        found = in_turn([*ways.values(), rival], rounds, budget, warm=rounds > 3)
        rows += _against(rival.name, list(ways), found, asked)
    if bench.has_jobs:
        rows.append(_same_output(bench, files[0].parent))
    return [
        compared(f"{MANY} files", rows, "The limit: rapidyaml reads, pydantic-core validates, nothing else is done.")
    ]


def _against(rival: str, ways: Sequence[str], found: Times, asked: Asked) -> Iterator[Row]:
    """Yield a row for each of our ways; the rival was measured last. Above the line stands what should be larger."""
    last = len(ways)
    for number, way in enumerate(ways):
        upper, lower = (last, number) if asked.at_least else (number, last)
        what = f"{rival} / {way}" if asked.at_least else f"{way} / {rival}"
        measured = _seconds(found.median(upper), found.median(lower))
        yield Row(what, measured, found.ratio(upper, lower), asked, found.rounds, found.work(upper, lower))


def _same_output(bench: Bench, folder: Path) -> Row:
    """Tell whether the report is the same; it goes to files, for this process has to stay small."""
    reports = [bench.home / f"jobs-{jobs}.json" for jobs in (1, 2)]
    for jobs, path in enumerate(reports, 1):
        run(bench.ours(folder, "--quiet", "-o", f"json:{path}", "--jobs", jobs, one_core=False))
    different = 1 if filecmp.cmp(*reports, shallow=False) else 2
    size = f"{reports[0].stat().st_size / 1e6:.1f} MB of JSON"
    return Row("different outputs of --jobs 1 and --jobs 2", size, different, Asked(1))


def scale(bench: Bench) -> list[Table]:
    """Time and memory of ever more files."""
    rows: list[Row] = []
    counts = (MANY, MORE, MOST) if bench.large else (MANY, MORE)
    folders = [bench.files(count)[0].parent for count in counts]
    for way in bench.summaries(folders[0]):
        commands = [bench.summaries(folder)[way] for folder in folders]
        found = in_turn(commands, 3, budget=40, least=1, warm=False)
        memory = [found.memory(number) for number in range(len(counts))]
        if way != "one core":
            memory = [memory_of_all(command) for command in commands]
        for number in range(1, len(counts)):
            what = f"{counts[number]:,} / {counts[number - 1]:,} files, {way}"
            times = _seconds(found.median(number), found.median(number - 1))
            held = f"{memory[number] / _MIB:.0f} / {memory[number - 1] / _MIB:.0f} MiB"
            rows.append(
                Row(
                    f"time of {what}",
                    times,
                    found.ratio(number, number - 1),
                    Asked(11),
                    found.rounds,
                    found.work(number, number - 1),
                )
            )
            asked = Asked(1.3) if number == 1 else None
            rows.append(Row(f"memory of {what}", held, memory[number] / memory[number - 1], asked))
    notes = "Memory: the most that the one process held (ru_maxrss); on all cores the most that all processes held together (PSS, sampled)."
    return [compared("More files", rows, notes)]


def stages(bench: Bench) -> list[Table]:
    """The cost of each stage, for one file and for each of many."""
    bare = in_turn([Command("bare interpreter", [sys.executable, "-c", "pass"])], 15).median(0)
    files = bench.files(MANY)
    single = [_staged([bench.whole]) for _ in range(9)]
    mass = [_staged(files) for _ in range(3)]
    names = [name for name in BOUNDS if name in single[0]] + [name for name in single[0] if name not in BOUNDS]
    found = [Stage("start", bare, bare / MANY, BOUNDS["start"])]
    for name in names:
        of_one = statistics.median(seconds[name] for seconds in single)
        of_many = statistics.median(seconds.get(name, 0.0) for seconds in mass) / MANY
        found.append(Stage(name, of_one, of_many, BOUNDS.get(name, "")))
    size = bench.whole.stat().st_size / 1000
    notes = f"Left: one submission of the whole plan ({size:.0f} KB), table. Right: {MANY} of 200 entries, summary, one process."
    return [staged("Where the time goes", found, notes)]


def _staged(files: Sequence[Path]) -> dict[str, float]:
    with one_core():
        said = subprocess.run(
            [sys.executable, str(HERE / "stages.py"), *map(str, files)], check=True, capture_output=True, text=True
        )
    found: dict[str, float] = json.loads(said.stdout)
    return found


def _milliseconds(ours: float, theirs: float) -> str:
    return f"{ours * 1000:.0f} / {theirs * 1000:.0f} ms"


def _seconds(ours: float, theirs: float) -> str:
    return f"{ours:.2f} / {theirs:.2f} s"


SECTIONS: dict[str, Callable[[Bench], list[Table]]] = {
    "one": one,
    "start": start,
    "libraries": libraries,
    "many": many,
    "scale": scale,
    "stages": stages,
}


def main() -> int:
    """Measure the sections asked for; with --strict return 1 where a limit is not kept."""
    args = _arguments()
    rivals.prepare()
    print(machine())
    tables: list[Table] = []
    with tempfile.TemporaryDirectory() as temporary:
        home = args.keep or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        bench = Bench(args.program, home, args.entry_bytes, args.large)
        failed = [name for name in args.only or SECTIONS if not _measured(name, bench, tables)]
    if args.write and not failed:
        args.write.write_text(page(tables), encoding="utf-8")
    return 1 if failed or (args.strict and not all(map(kept, tables))) else 0


def _measured(name: str, bench: Bench, tables: list[Table]) -> bool:
    """Measure one section; a program that fails ends its section, not the run."""
    try:
        found = SECTIONS[name](bench)
    except (Unfit, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or ""
        print(f"\n{name}: not measured. {error}\n{said[-1000:]}", file=sys.stderr, flush=True)
        return False
    for table in found:
        print(plain(table), flush=True)
    tables += found
    return True


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=SECTIONS, help="this section only; may be repeated")
    parser.add_argument("--large", action="store_true", help=f"scale to {MOST:,} files too: some 1.4 GB and minutes")
    parser.add_argument("--entry-bytes", type=int, help="of the generated entries, for a small disk")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the generated files here and use them again")
    parser.add_argument("--program", default=str(Path(sys.executable).parent / "fazhi-check"))
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the results as a page of Markdown too")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a limit is not kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
