"""A plan held against the rules for those who write plans (FZ7): one that breaks one of them is not used."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from fazhi_check.findings import Finding
from fazhi_check.plan.folder import ask_period
from fazhi_check.plan.rules import dates, drafts, frame, ids, measures, targets, words
from fazhi_check.plan.rules.drafts import DRAFTS
from fazhi_check.plan.spec import WrittenPlan, WrittenTarget

# The frame first: without one much else cannot be told.
_ROOMS = (frame, ids, words, targets, measures, dates, drafts)


def lint(plan: WrittenPlan) -> list[Finding]:
    """Return every finding of the FZ7 family; a plan whose form is broken is checked as far as it goes.

    Advice on a draft waits until it is one no longer: only its errors, and that it is a draft, are told.
    """
    found = [finding for room in _ROOMS for look in room.RULES.values() for finding in look(plan)]
    marked = {(one.file, one.spec.id) for one in plan.drafts}
    if not marked:
        return found
    return [one for one in found if one.severity == "error" or one.code == DRAFTS or not _waits(one, marked)]


def waiting(plan: WrittenPlan) -> Counter[str]:
    """Return how many findings of each code a plan will have beside those told now, once its drafts are none any more."""
    if not plan.drafts:
        return Counter()
    whole = replace(plan, listed=[_gone_over(one) for one in plan.listed], findings=[])
    ask_period(whole)
    told = Counter(one.code for one in lint(plan) if one.code != DRAFTS)
    return Counter(one.code for one in (*whole.findings, *lint(whole))) - told


def _gone_over(one: WrittenTarget) -> WrittenTarget:
    return one._replace(spec=one.spec.model_copy(update={"draft": False}))


def _waits(finding: Finding, drafts: set[tuple[str, str]]) -> bool:
    """Tell whether a piece of advice is on a draft, or on the frame of a plan that has some."""
    return finding.target is None or (finding.file or "", finding.target) in drafts
