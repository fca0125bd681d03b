"""Times the stages of one run inside one process: `python stages.py FILE...` prints the seconds of each as JSON.

It goes the program's own way and puts a clock around the functions below where the main job looks them up. A name
that is not there any more is left out, and its time goes to the stage around it: then bring CLOCKS up to date.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from io import StringIO
from typing import Any

# Stage, and the module and name that do it.
CLOCKS = (
    ("plan", "examine", "load_plan"),
    ("read", "shortcut", "read_data"),
    ("validate", "examine", "read_clean"),
    ("read exactly", "shortcut", "compose"),
    ("read exactly", "examine", "compose"),
    ("validate exactly", "examine", "read_submission"),
    ("assess", "examine", "assess"),
)


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


def measure(paths: list[str]) -> dict[str, float]:
    """Return the seconds of each stage for one run over `paths`: one file in full, many as a summary."""
    clock = Clock()
    examine, reports, view = clock.around("import", _import)()
    for stage, home, name in CLOCKS:
        module = sys.modules.get(f"fazhi_check.{home}")
        if hasattr(module, name):
            setattr(module, name, clock.around(stage, getattr(module, name)))
    checker = examine.Checker(brief=len(paths) > 1)
    read = clock.around("open", examine.read_text)
    report = clock.around("rules", lambda: examine.gather((checker.file(path, read) for path in paths), checker))()
    module = clock.around("import the report", reports.renderer)("table" if len(paths) == 1 else "summary")
    digest = clock.around("import the report", _digest)()
    clock.around("print", lambda: module.render(digest(report), StringIO(), view()))()
    return dict(clock.seconds)


def _digest() -> Callable[..., Any]:
    from fazhi_check.digest.run import digest  # noqa: PLC0415

    return digest


def _import() -> tuple[Any, Any, Any]:
    """Import what `check` imports, as lightly as the program itself does."""
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import fazhi_check.cli.checking  # noqa: F401, PLC0415
    from fazhi_check import examine, reports  # noqa: PLC0415
    from fazhi_check.reports.view import View  # noqa: PLC0415

    return examine, reports, View


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1:])))
