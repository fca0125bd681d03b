"""Makes the workbooks of a folder of submissions."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fazhi_check.fill.to_sheet import as_sheet
from fazhi_check.plan.store import load_plan
from fazhi_check.submission.loading import load
from fazhi_check.submission.reading import Read


def make(texts: Path, folder: Path) -> None:
    """Write the submissions of a folder as workbooks into another, on all cores."""
    folder.mkdir()
    paths = sorted(texts.iterdir())
    with ProcessPoolExecutor() as pool:
        list(pool.map(_as_workbook, paths, [folder] * len(paths)))


def _as_workbook(path: Path, folder: Path) -> None:
    read = load(str(path))
    assert isinstance(read, Read)
    assert read.submission
    (folder / path.with_suffix(".xlsx").name).write_bytes(as_sheet(read.submission, load_plan(read.submission.plan)))


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
