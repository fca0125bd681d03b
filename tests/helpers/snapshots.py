"""Reports held against tests/snapshots: what a person or a program reads, byte for byte.

With UPDATE_SNAPSHOTS=1 in the environment the snapshots are written instead of compared.
"""

from __future__ import annotations

import os
import re

from fazhi_check.plan.store import load_plan
from fazhi_check.version import __version__
from fazhi_check.words import Lang
from helpers.project import HERE, SMALL
from helpers.scenes import IN_SEVERAL, LANGS, MACHINE_SCENES, SCENES, rendered, report_on

SNAPSHOTS = HERE / "snapshots"
_VERSION = re.compile(rf"(fazhi-check |ersion\": \"){re.escape(__version__)}")
# The pages of all rules stand in no snapshot: they are held to the rules' own docstrings.
_RULES = re.compile(r'("rules": \[\n).*?(\n {5}\])', re.DOTALL)


# The scenes that formats for programs are held to, and those for lists that people open elsewhere.
HELD = tuple(scene for scene in MACHINE_SCENES if scene not in IN_SEVERAL)
LISTED = tuple(scene for scene in SCENES if scene not in IN_SEVERAL)


def hold(name: str, text: str) -> None:
    """Compare a report with its snapshot, without what changes from release to release."""
    settled = _VERSION.sub(r"\1VERSION", text.replace(load_plan(str(SMALL)).hash, "HASH"))
    snapshot = SNAPSHOTS / name
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.write_bytes(settled.encode())
    assert settled == snapshot.read_bytes().decode()


def held_to_snapshot(name: str, scene: str, lang: Lang, suffix: str) -> None:
    """Compare a machine's scene in a format with its snapshot."""
    text = rendered(name, report_on(MACHINE_SCENES[scene]), lang)
    hold(f"{name}-{scene}-{lang}.{suffix}", _RULES.sub(r"\1      ...\2", text, count=1))


def no_snapshot_is_left_over(name: str, suffix: str) -> bool:
    """Tell whether the snapshots of a format are those of its scenes."""
    kept = {path.name for path in SNAPSHOTS.glob(f"{name}-*")}
    return kept == {f"{name}-{scene}-{lang}.{suffix}" for scene in HELD for lang in LANGS}
