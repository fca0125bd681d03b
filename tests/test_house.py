"""The house: data flows one way through its rooms, and no list fills as others are imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.project import ROOT

PACKAGE = ROOT / "fazhi_check"
# The rooms in the order of the flow: a module imports from rooms before its own, and from its own.
FLOW = (
    *("version", "sanitize", "words", "sentences", "codes", "findings", "guess", "packaged", "source"),
    *(
        "plan",
        "submission",
        "identity",
        "wording",
        "measures",
        "carried",
        "beside",
        "assess",
        "outcome",
        "round",
        "gate",
        "rules",
        "examine",
        "workers",
        "spool",
    ),
    *("digest", "reports", "trace", "suggest", "pages", "fill", "cli", "api"),
)
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or not path.stem.startswith("__"))


def room(dotted: str) -> str:
    """Return the room of a module, by its name below the package."""
    return dotted.split(".", maxsplit=1)[0]


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports as it is imported itself, by their names below it."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("fazhi_check"):
            below = node.module.removeprefix("fazhi_check").removeprefix(".")
            yield from [below] if below else [alias.name for alias in node.names]


def name_of(path: Path) -> str:
    """Return a file's module, by its name below the package."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def test_every_room_has_its_place_in_the_flow():
    assert {room(name_of(path)) for path in MODULES} == set(FLOW)


def test_nothing_points_back():
    at = {name: number for number, name in enumerate(FLOW)}
    drawn = [(name_of(path), name) for path in MODULES for name in imported(path)]
    assert [(one, other) for one, other in drawn if at[room(other)] > at[room(one)]] == []


@pytest.mark.parametrize("name", [one for one in FLOW if (PACKAGE / one).is_dir()])
def test_no_circle_inside_a_room(name: str):
    inside = {
        name_of(path): {one for one in imported(path) if room(one) == name} for path in (PACKAGE / name).rglob("*.py")
    }
    left = set(inside)
    while free := {one for one in left if not inside[one] & left - {one, name}}:
        left -= free
    assert left - {name} == set()
