"""The sections about one file, and about what a run costs before it has read anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import rivals
from bench import MANY, ROOT, Bench, milliseconds
from measure import Command, in_turn
from page import Asked, Row, Table, compared

LIBRARIES = "import typer, pydantic, rich.console, rich.table, ruamel.yaml; pydantic.BaseModel"
# 90 ms where they took 194: 0.46 of imports that were 1.65 of these libraries when both were timed in one run.
IMPORTS = Asked(0.76)


def one(bench: Bench) -> list[Table]:
    """One file against check-jsonschema, yamale and a native program."""
    usual = bench.files(MANY)[0]
    bench.refuse_errors(bench.whole)
    cases = {
        "whole plan": bench.whole,
        "whole plan as JSON": bench.as_json,
        "whole plan, one text of several lines": bench.folded,
        "200 entries": usual,
    }
    limits = {"check-jsonschema": None, "yamale": Asked(1.5)}
    rows: list[Row] = []
    for name, path in cases.items():
        asked = limits if path == usual else {"check-jsonschema": Asked(0.6)}
        rows += _against_all(bench, f"{name} ({path.stat().st_size / 1000:.0f} KB)", path, asked)
    notes = "The native program only tells whether the file is right: its fast way."
    return [compared("One file", rows, notes if rivals.native_program() else rivals.NO_NATIVE)]


def _against_all(bench: Bench, what: str, path: Path, asked: dict[str, Asked | None]) -> Iterator[Row]:
    makers = [bench.by_schema(rivals.check_jsonschema), rivals.yamale]
    if rivals.native_program():
        makers.append(bench.by_schema(rivals.native))
    for maker in makers:
        bench.refuse_blind(maker, [path])
    theirs = [maker([path]) for maker in makers]
    found = in_turn([bench.ours(path), *theirs], 11, budget=18)
    for number, rival in enumerate(theirs, 1):
        yield milliseconds(f"{what} / {rival.name}", found, asked.get(rival.name), 0, number)


def start(bench: Bench) -> list[Table]:
    """--version and --help against a bare interpreter."""
    rows = []
    for option in ("--version", "--help"):
        found = in_turn([bench.ours(option), _interpreter(bench)], 25, budget=20)
        rows.append(milliseconds(f"{option} / bare interpreter", found, Asked(5)))
    return [compared("Start", rows)]


def libraries(bench: Bench) -> list[Table]:
    """A published submission, and the imports of a clean check, against importing the libraries it stands on."""
    checked = bench.ours(ROOT / "submissions" / "hegang-2023.yaml")
    needed = "import " + ", ".join(bench.modules(bench.files(MANY)[0]))
    commands = [checked, *(_interpreter(bench, code) for code in (LIBRARIES, needed, "pass"))]
    found = in_turn(commands, 21, budget=40)
    rows = [
        milliseconds("check of a published submission / import of libraries", found, Asked(1.5)),
        milliseconds("imports of a clean check / import of libraries", found, IMPORTS, 2, 1, less=3),
    ]
    notes = "Libraries: typer, pydantic, rich, ruamel.yaml. In the second row the time of a bare interpreter is taken off both."
    return [compared("Against its own libraries", rows, notes)]


def _interpreter(bench: Bench, code: str = "pass") -> Command:
    # As lightly as the program itself starts.
    env = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
    return Command(
        "interpreter", [bench.python, "-c", f"import gc; gc.set_threshold(100_000, 50, 50); {code}"], env=env
    )


def commands(bench: Bench) -> list[Table]:
    """What reads no submission against a check of one, and a check that is read on a terminal."""
    path = bench.files(MANY)[0]
    check = bench.ours(path)
    seen = replace(check, terminal=True, env={"TERM": "xterm-256color"})
    ours = [bench.ours("explain", "FZ304"), bench.ours("targets", "-f", "json"), seen, check]
    found = in_turn(ours, 21, budget=40)
    size = f"check of one file ({path.stat().st_size / 1000:.0f} KB)"
    rows = [
        milliseconds(f"explain FZ304 / {size}", found, Asked(0.7), 0, 3),
        milliseconds(f"targets -f json / {size}", found, Asked(0.7), 1, 3),
        milliseconds(f"the same on a terminal, in colour / {size}", found, None, 2, 3),
    ]
    return [compared("Other commands, and a terminal", rows)]


def cold(bench: Bench) -> list[Table]:
    """The first run of the installed wheel, where nothing is kept yet, against later ones."""
    argv = [bench.python, "-P", "-m", "fazhi_check", str(bench.files(MANY)[0])]
    cache = "XDG_CACHE_HOME"
    warm = Command("warm", argv, (0, 1), env=bench.installed | {cache: str(bench.home / "cache")})
    first = Command("first", argv, (0, 1), env=bench.installed, fresh=cache)
    shut = Command("no cache", argv, (0, 1), env=bench.installed | {cache: "/dev/null/cache"})
    found = in_turn([first, shut, warm], 15, budget=30)
    rows = [
        milliseconds("first run, the cache is empty / later run", found, Asked(1.1), 0, 2),
        milliseconds("no cache can be written / later run", found, Asked(1.1), 1, 2),
    ]
    return [compared("The wheel in a fresh place", rows)]
