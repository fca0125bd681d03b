"""Writes the templates of papers anew into templates/: `python packaging/templates`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.dont_write_bytecode = True

from papers import PAPERS  # noqa: E402

if __name__ == "__main__":
    for name, made in PAPERS.items():
        (Path(__file__).parents[2] / "templates" / f"{name}.docx").write_bytes(made())
