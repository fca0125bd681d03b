"""What the rules of plans have in common: what they find, and how they say where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from fazhi_check.findings import Finding
from fazhi_check.plan.folder import place_of
from fazhi_check.plan.spec import WrittenPlan, WrittenTarget

Found: TypeAlias = Iterable[Finding]
Rules: TypeAlias = dict[str, Callable[[WrittenPlan], Found]]


def at(target: WrittenTarget, code: str, *path: str | int, **data: object) -> Finding:
    """Return a finding on a target, at the value that `path` leads to."""
    place = place_of(target.node, *path)
    return Finding(code, place, data, target.spec.id, target.file)
