"""Times one check as a whole process against the import of the libraries it stands on, in pairs in one run.

The limit is 1.5: checking a real submission may take half as long again as importing what it needs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = "import typer, pydantic, rich.console, rich.table, ruamel.yaml; pydantic.BaseModel"
PAIRS = 15


def seconds(command: list[str]) -> float:
    """Return the wall time of one run; its output is thrown away, its exit code does not matter."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, check=False)
    return time.perf_counter() - start


def compare(one: list[str], other: list[str], pairs: int = PAIRS) -> tuple[float, float, float]:
    """Return the median times of two commands run in turn, and the median of their ratios."""
    seconds(one), seconds(other)
    times = [(seconds(one), seconds(other)) for _ in range(pairs)]
    ratio = statistics.median(a / b for a, b in times)
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times), ratio


def main() -> None:
    """Print both times and the ratio for a real submission."""
    check = [str(Path(sys.executable).parent / "fazhi-check"), "submissions/hegang-2023.yaml"]
    checked, imported, ratio = compare(check, [sys.executable, "-c", IMPORTS])
    print(f"check of one file   {checked * 1000:7.1f} ms")
    print(f"import of libraries {imported * 1000:7.1f} ms")
    print(f"ratio (median of {PAIRS} pairs) {ratio:.2f}, limit 1.50")


if __name__ == "__main__":
    main()
