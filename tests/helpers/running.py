"""The program run in this process, and what came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi_check.assess import Assessment
from fazhi_check.examine import Checker
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


def examine(text: str, plan: Plan, as_of: date | None = None, phase: str | None = None) -> FileReport:
    """Check one text against a plan."""
    return Checker(plan, as_of, phase).text("sample.yaml", text)


def verdict_of(report: FileReport, target: str) -> Assessment:
    """Return the assessment of one target."""
    return next(one for one in report.assessments if one.target.id == target)
