"""fazhi-check: holds what a city, county or department reports against what a published plan promised.

The public face, for other programs: `check` files, `load_plan`, `load_submission`, and the types they return.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fazhi_check.version import __version__

if TYPE_CHECKING:
    from fazhi_check.assess import Assessment
    from fazhi_check.examine import Checker, check
    from fazhi_check.findings import Finding
    from fazhi_check.outcome import FileReport, Report
    from fazhi_check.plan.model import Plan, Target
    from fazhi_check.plan.store import load_plan
    from fazhi_check.submission.models import Entry, Evidence, Submission, Unit, load_submission

# Looked up when first asked for, so that `fazhi-check --version` need not import anything.
_WHERE = {
    "Assessment": "assess",
    "Checker": "examine",
    "FileReport": "outcome",
    "Report": "outcome",
    "check": "examine",
    "Finding": "findings",
    "Plan": "plan.model",
    "Target": "plan.model",
    "load_plan": "plan.store",
    "Entry": "submission.models",
    "Evidence": "submission.models",
    "Submission": "submission.models",
    "Unit": "submission.models",
    "load_submission": "submission.models",
}

__all__ = [
    "Assessment",
    "Checker",
    "Entry",
    "Evidence",
    "FileReport",
    "Finding",
    "Plan",
    "Report",
    "Submission",
    "Target",
    "Unit",
    "__version__",
    "check",
    "load_plan",
    "load_submission",
]


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
