"""Puts every shipped plan into the wheel compiled, so that the first run in a fresh place reads no YAML of a plan."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledPlans(BuildHookInterface):
    """Adds `fazhi_check/compiled/` to a wheel; an editable install has the user's cache instead."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the plans into a folder of their own and name it to the builder. Raises BrokenPlan."""
        if version == "editable":
            return
        self._made = TemporaryDirectory()
        sys.path.insert(0, self.root)
        try:
            from fazhi_check.plan.store import COMPILED, keep_shipped

            keep_shipped(Path(self._made.name))
        finally:
            sys.path.remove(self.root)
        build_data["force_include"][self._made.name] = f"fazhi_check/{COMPILED}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Remove the folder once its files are in the wheel."""
        if version != "editable":
            self._made.cleanup()
