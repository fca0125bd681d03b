"""`fazhi-check check PATH...`: the main job."""

from __future__ import annotations

from fazhi_check.cli.checking import run_check
from fazhi_check.cli.command import run_command

COMMAND = run_command(run_check)
