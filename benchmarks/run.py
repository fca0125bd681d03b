"""Measures the speed of fazhi-check against others in one run and prints ratios: what `make bench` runs.

Sections: one (one file), start (--version, --help), libraries (against importing them), commands (explain, targets, a
terminal), cold (the wheel in a fresh place), many (200 files), odd (files that are not plain), scale (200, 2,000 and
with --large 20,000 files), stages (what each stage costs), ledger (a workbook of 45 units),
filled (workbooks against the same as YAML), nation (four rounds of 2,850 units).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rivals
from bench import HERE, MANY, Bench
from books import ledger
from filled import filled
from mass import MOST, many, odd, scale
from measure import Command, Unfit, in_turn, one_core
from nation import nation
from page import Stage, Table, kept, machine, page, plain, staged
from single import cold, commands, libraries, one, start

# What a stage's time grows with. The names are those of stages.py.
BOUNDS = {
    "start": "the interpreter; nothing of ours has run",
    "import": "the number of modules, and what they build when executed",
    "options": "options and settings",
    "plan": "the plan's compiled form turned into objects, once a run",
    "open": "bytes",
    "read": "lines of YAML",
    "validate": "values and texts in entries",
    "read exactly": "lines of YAML, of files whose places are asked for or that are not plain",
    "validate exactly": "values and texts, of files that are not clean",
    "assess": "targets that apply",
    "rules": "texts searched and dates compared, and findings put in order",
    "print": "lines laid out for one file; counts for many",
    "rest": "what no clock is around",
}


def stages(bench: Bench) -> list[Table]:
    """The cost of each stage, for one file and for each of many."""
    bare = in_turn([Command("bare interpreter", [bench.python, "-c", "pass"])], 15).median(0)
    files = bench.files(MANY)
    single = [_staged(bench, [bench.whole]) for _ in range(9)]
    mass = [_staged(bench, files) for _ in range(3)]
    found = [Stage("start", bare, bare / MANY, BOUNDS["start"])]
    met = single[0]["seconds"].keys() | mass[0]["seconds"].keys()
    for name in [*(name for name in BOUNDS if name in met), *sorted(met - BOUNDS.keys())]:
        of_one, of_many = (statistics.median(run["seconds"].get(name, 0.0) for run in runs) for runs in (single, mass))
        found.append(Stage(name, of_one, of_many / MANY, BOUNDS.get(name, "")))
    size = bench.whole.stat().st_size / 1000
    notes = f"Left: one submission of the whole plan ({size:.0f} KB), table. Right: {MANY} of 200 entries, summary, one process."
    if single[0]["missing"]:
        notes += f" Names to bring up to date in stages.py: {', '.join(single[0]['missing'])}."
    return [staged("Where the time goes", found, notes)]


def _staged(bench: Bench, files: Sequence[Path]) -> dict[str, Any]:
    with one_core():
        said = subprocess.run(
            [bench.python, str(HERE / "stages.py"), *map(str, files)], check=True, capture_output=True, text=True
        )
    found: dict[str, Any] = json.loads(said.stdout)
    return found


SECTIONS: dict[str, Callable[[Bench], list[Table]]] = {
    "one": one,
    "start": start,
    "libraries": libraries,
    "commands": commands,
    "cold": cold,
    "many": many,
    "odd": odd,
    "scale": scale,
    "stages": stages,
    "ledger": ledger,
    "filled": filled,
    "nation": nation,
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
