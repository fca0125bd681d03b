"""What is measured, and with what: the program, and submissions made when they are first needed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from measure import Command, Times, Unfit, fails, output, run
from page import Asked, Row

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MANY = 200
Rival = Callable[[Sequence[Path]], Command]


@dataclass
class Bench:
    """The program, and submissions made when they are first needed."""

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

    @cached_property
    def installed(self) -> dict[str, str]:
        """The environment in which `python -m fazhi_check` is the wheel, installed in a folder of its own."""
        folder = self.home / "installed"
        if not folder.is_dir():
            pip = [self.python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
            dist = self.home / "dist"
            subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(dist), str(ROOT)], check=True)
            wheels = map(str, dist.glob("*.whl"))
            subprocess.run([*pip, "install", "--no-deps", "--target", str(folder), *wheels], check=True)
        return {"PYTHONPATH": str(folder)}

    @property
    def python(self) -> str:
        """The interpreter that the program runs in."""
        beside = Path(self.program).parent / Path(sys.executable).name
        return str(beside) if beside.exists() else sys.executable

    def files(self, count: int, odd: str = "") -> list[Path]:
        """Return `count` submissions of 200 entries, each with something odd in it if that is asked for."""
        return self._made(f"{count}{odd}", count, *(["--odd", odd] if odd else []))

    def round(self, count: int, quarter: int) -> tuple[Path, Path]:
        """Return the folder of what `count` units handed in for a quarter, with few entries each, and its round."""
        name, path = f"round-{count}-{quarter + 1}", self.home / f"round-{count}-{quarter + 1}.yaml"
        few = ("--entries", "40", "--entry-bytes", "200", "--quarter", str(quarter), "--round", str(path))
        return self._made(name, count, "--units", *few)[0].parent, path

    def units(self, count: int, entries: int) -> list[Path]:
        """Return submissions of `count` units on one day."""
        return self._made(f"units-{count}-{entries}", count, "--units", "--entries", str(entries))

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

    def by_schema(self, rival: Callable[[Path, Sequence[Path]], Command]) -> Rival:
        """Return a rival that checks files against the exported JSON Schema."""
        return partial(rival, self.schema)

    def refuse_blind(self, rival: Rival, files: Sequence[Path]) -> None:
        """Make sure that a rival takes these files, and not the same with a wrong value in the last. Raises Unfit."""
        wrong = [*files[:-1], *self.files(1, "wrong")]
        run(rival(files))
        if not fails(rival(wrong)):
            raise Unfit(f"{rival(files).name} takes {wrong[-1]}, in which a status is misspelt")

    def modules(self, path: Path) -> list[str]:
        """Return the modules that a check of a file imports beyond those of a bare interpreter, in order."""
        bare = _imported(self.python, "-c", "pass")
        tried = [name for name in _imported(self.python, self.program, str(path)) if name not in bare]
        return output(Command("importable", [self.python, "-c", _IMPORTABLE, *tried])).decode().split()

    def summaries(self, folder: Path) -> dict[str, Command]:
        """Return the ways to check a folder: on one core, and on all where the program can."""
        many = (folder, "--format", "summary")
        if not self.has_jobs:
            return {"one core": self.ours(*many)}
        return {"one core": self.ours(*many, "--jobs", 1), "all cores": self.ours(*many, one_core=False)}


_IMPORTABLE = """
import importlib, sys
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError:  # tried in vain by some library
        continue
    print(name)
"""


def _imported(*argv: str) -> list[str]:
    """Return the modules that an interpreter says it tries to import, each after those that it needs itself."""
    done = subprocess.run([argv[0], "-X", "importtime", *argv[1:]], capture_output=True, text=True, check=False)
    return re.findall(r"^import time: .*\| +([\w.]+)$", done.stderr, re.MULTILINE)


def milliseconds(
    what: str, found: Times, asked: Asked | None = None, upper: int = 0, lower: int = 1, less: int | None = None
) -> Row:
    """Return the row of two commands that were run in turn; the time of a third, `less`, is taken off both."""
    taken = [found.median(one) if less is None else found.beyond(one, less) for one in (upper, lower)]
    measured = f"{taken[0] * 1000:.0f} / {taken[1] * 1000:.0f} ms"
    ratio, work = found.ratio(upper, lower, less), found.work(upper, lower, less)
    return Row(what, measured, ratio, asked, found.rounds, work)


def seconds(what: str, found: Times, asked: Asked | None = None, upper: int = 0, lower: int = 1) -> Row:
    """Return the same for commands that take long."""
    measured = f"{found.median(upper):.2f} / {found.median(lower):.2f} s"
    return Row(what, measured, found.ratio(upper, lower), asked, found.rounds, found.work(upper, lower))
