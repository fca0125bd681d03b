"""Plans written for a test, and what lint says of them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from fazhi_check.plan.store import BrokenPlan, load_plan
from helpers.project import SMALL


def problems(folder: Path) -> list[tuple[str, str]]:
    """Return the place and code of each problem that keeps a plan from being used, as file:line:column."""
    with pytest.raises(BrokenPlan) as caught:
        load_plan(str(folder))
    return [
        (f"{one.file}:{one.place.line}:{one.place.column}" if one.place else one.file, one.code)
        for one in caught.value.findings
    ]


def dates_as_text(value: Any) -> Any:
    """Return YAML's data as JSON has it: days are text."""
    if isinstance(value, dict):
        return {dates_as_text(key): dates_as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [dates_as_text(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def plain(text: str) -> Any:
    """Return a YAML text as the plain data that an editor's validator sees: its own, to be changed at will."""
    return deepcopy(_loaded(text))


@cache
def _loaded(text: str) -> Any:
    return dates_as_text(YAML(typ="safe", pure=True).load(text))


def section(**changes: Any) -> Any:
    data = plain((SMALL / "1.1-a.yaml").read_text("utf-8"))
    data["targets"][0] |= changes
    return data
