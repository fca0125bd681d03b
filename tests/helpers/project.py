"""Where the project's folders are."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent.parent


ROOT = HERE.parent


SMALL = HERE / "plans" / "small"
