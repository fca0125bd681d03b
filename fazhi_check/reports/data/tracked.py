"""Problems and earlier judgements as plain JSON data."""

from __future__ import annotations

from typing import Any

from fazhi_check.digest.tracked import Before, Problem
from fazhi_check.words import Lang

# What is absent where it is not given.
MORE = ("ref", "basis", "requirement")


def before_data(before: Before) -> dict[str, Any]:
    """Return an earlier judgement as plain JSON data."""
    return {
        "as_of": before.as_of.isoformat(),
        "verdict": before.verdict,
        "reported": before.reported,
        "quotes": list(before.quotes),
    }


def problem_data(one: Problem, lang: Lang) -> dict[str, Any]:
    """Return a problem as plain JSON data."""
    return {
        "no": one.no,
        "target": one.target,
        "text": one.text.say(lang),
        "source": one.source,
        "state": one.state,
        "opened": one.opened.isoformat(),
        "rounds": one.rounds,
        "deadline": one.deadline and one.deadline.isoformat(),
        "fixed_on": one.fixed_on,
        "decided_on": one.decided_on and one.decided_on.isoformat(),
        "by": one.by,
        "reminders": one.reminders,
        "before": one.before and before_data(one.before),
        "now": one.now and before_data(one.now),
        **{name: said for name in MORE for said in [getattr(one, name)] if said},
    }
