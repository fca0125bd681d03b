"""Times the stages of one run inside one process: `python stages.py FILE...` prints them as JSON.

That is the seconds of each stage, and the names in CLOCKS that are not there any more: what they did goes to the stage
around it until CLOCKS is brought up to date. The program is run as it is, with a clock around the functions below.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import wraps
from importlib.util import find_spec
from typing import Any

PACKAGE = "fazhi_check"
# Stage, and what does it: a module below the package with a function or a method in it. No generators: they return
# before they have done anything. Of stages inside each other the inner one counts.
CLOCKS = (
    ("options", "cli.prepare:prepare"),
    ("options", "cli.prepare:resolve"),
    ("plan", "plan.store:load_plan"),
    ("open", "source.files:_read"),
    ("open", "source.files:decode"),
    ("read", "submission.reading:read_data"),
    ("validate", "submission.reading:read_quickly"),
    ("read exactly", "source.yaml:compose"),
    ("validate exactly", "submission.reading:read_tree"),
    ("assess", "assess:assess"),
    ("rules", "examine:Checker.file"),
    ("rules", "examine:gather"),
    ("digest", "digest.run:digest"),
    ("print", "reports.text.table:render"),
    ("print", "reports.text.summary:render"),
)
REST = "rest"


class Clock:
    """Adds up the seconds of stages; what runs inside another stage is not counted twice."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a clock around it."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent = time.perf_counter() - start
                self.seconds[stage] += spent - self._inner.pop()
                self._inner[-1] += spent

        return timed


class Clocks:
    """Puts clocks around functions as soon as their modules are imported, wherever they are looked up then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting = list(CLOCKS)
        self._depth = 0
        self._put = clock.around("", self._put_all)

    def importing(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return an importing function with a clock around it; only the outermost of imports is timed."""
        timed = self._clock.around("import", function)

        def importing(*args: Any, **kwargs: Any) -> Any:
            if self._depth:
                return function(*args, **kwargs)
            self._depth += 1
            try:
                return timed(*args, **kwargs)
            finally:
                self._depth -= 1
                self._put()

        return importing

    def missing(self) -> list[str]:
        """Return the names that are in no module, whether it was imported or not."""
        return [name for _, name in self._waiting if not _there(name)]

    def _put_all(self) -> None:
        for stage, name in self._waiting[:]:
            last, owner = _found(name, sys.modules.get(_module(name)))
            function = getattr(owner, last, None)
            if function is not None:
                self._waiting.remove((stage, name))
                _replace(owner, last, function, self._clock.around(stage, function))


def _module(name: str) -> str:
    return f"{PACKAGE}.{name.partition(':')[0]}"


def _found(name: str, module: Any) -> tuple[str, Any]:
    """Return the last part of a name, and the module or class that it is looked for in (None where there is none)."""
    *classes, last = name.partition(":")[2].split(".")
    owner = module
    for one in classes:
        owner = getattr(owner, one, None)
    return last, owner


def _there(name: str) -> bool:
    try:
        if find_spec(_module(name)) is None:
            return False
    except ModuleNotFoundError:
        return False
    last, owner = _found(name, importlib.import_module(_module(name)))
    return hasattr(owner, last)


def _replace(owner: Any, name: str, function: Any, timed: Any) -> None:
    """Put the clock where the function is, and in every module that took it from there."""
    setattr(owner, name, timed)
    for key, module in list(sys.modules.items()):
        if key.startswith(PACKAGE):
            for known, value in list(vars(module).items()):
                if value is function:
                    setattr(module, known, timed)


def measure(paths: list[str]) -> dict[str, Any]:
    """Return the seconds of each stage of one run over `paths`: one file in full, many as a summary."""
    clock = Clock()
    clocks = Clocks(clock)
    format_ = "table" if len(paths) == 1 else "summary"
    plain, module = builtins.__import__, importlib.import_module
    builtins.__import__, importlib.import_module = clocks.importing(plain), clocks.importing(module)
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            clock.around(REST, _run)([*paths, "--format", format_, "--jobs", "1"])
    finally:
        builtins.__import__, importlib.import_module = plain, module
    clock.seconds.pop("", None)  # what putting the clocks took
    return {"seconds": dict(clock.seconds), "missing": clocks.missing()}


def _run(args: list[str]) -> None:
    from fazhi_check.cli import main  # noqa: PLC0415

    if main(args) not in {0, 1}:
        raise RuntimeError("the program did not do its work")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1:])))
