"""fazhi-check: holds what a city, county or department reports against what a published plan promised.

The public face, for other programs (docs/api.md): `check` and `check_text`, `records`, `load_plan`, `load_submission`,
the types they return and the errors they raise.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from fazhi_check.version import __version__

if TYPE_CHECKING:
    from fazhi_check.api import WrongArgument, check, check_text, checker_for, records
    from fazhi_check.assess import Assessment
    from fazhi_check.examine import Checker, UnknownPhase
    from fazhi_check.findings import Finding, Unusable
    from fazhi_check.outcome import FileReport, Report
    from fazhi_check.plan.model import Plan, Target
    from fazhi_check.plan.store import BrokenPlan, UnknownPlan, load_plan
    from fazhi_check.submission.models import Entry, Evidence, Submission, Unit, load_submission
    from fazhi_check.submission.reading import UnusableSubmission
    from fazhi_check.words import Sentence, Text

# Looked up when first asked for, so that `fazhi-check --version` need not import anything.
_WHERE = {
    "Assessment": "assess",
    "BrokenPlan": "plan.store",
    "Checker": "examine",
    "Entry": "submission.models",
    "Evidence": "submission.models",
    "FileReport": "outcome",
    "Finding": "findings",
    "Plan": "plan.model",
    "Report": "outcome",
    "Sentence": "words",
    "Submission": "submission.models",
    "Target": "plan.model",
    "Text": "words",
    "Unit": "submission.models",
    "UnknownPhase": "examine",
    "UnknownPlan": "plan.store",
    "Unusable": "findings",
    "UnusableSubmission": "submission.reading",
    "WrongArgument": "api",
    "check": "api",
    "check_text": "api",
    "checker_for": "api",
    "load_plan": "plan.store",
    "load_submission": "submission.models",
    "records": "api",
}

__all__ = [
    "Assessment",
    "BrokenPlan",
    "Checker",
    "Entry",
    "Evidence",
    "FileReport",
    "Finding",
    "Plan",
    "Report",
    "Sentence",
    "Submission",
    "Target",
    "Text",
    "Unit",
    "UnknownPhase",
    "UnknownPlan",
    "Unusable",
    "UnusableSubmission",
    "WrongArgument",
    "__version__",
    "check",
    "check_text",
    "checker_for",
    "load_plan",
    "load_submission",
    "records",
]


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
