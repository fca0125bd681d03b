"""The standards that a run measures units by, as the options name them: what cannot be used is refused with every place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fazhi_check.cli.usage_error import UsageError, bad_standards, whole_plan_only
from fazhi_check.cli.values import read_plan
from fazhi_check.codes import Severity
from fazhi_check.examine import Checker
from fazhi_check.findings import Clash, Finding, Unusable, listed
from fazhi_check.plan.select import ALL
from fazhi_check.words import Text

if TYPE_CHECKING:
    from fazhi_check.round.standard.rows import Standard
    from fazhi_check.round.standard.standards import Standards

_MOST = 200  # of what is wrong is told at a time


def read_standards(paths: Sequence[str], checker: Checker) -> Standards:
    """Return the standards of a run under its plan and round. Raises UsageError with every finding and its place."""
    from fazhi_check.round.standard.standards import Standards

    if checker.choice != ALL:
        raise whole_plan_only()
    read = [standard_at(path) for path in paths]
    plan = checker.plan or read_plan(_plan_named(read, checker))
    duties = checker.course.duties(plan) if checker.course else None
    standards = Standards(read, plan, duties.members if duties else None)
    for one in read:
        found = standards.faults(one)
        refuse_faulty(one.path, found)
        standards.told += [Text(listed(one.path, each, "zh"), listed(one.path, each, "en")) for each in found]
    refuse_doubles(standards)
    return standards


def standard_at(path: str) -> Standard:
    """Return the standard in a file. Raises UsageError with every finding where its form is not right."""
    from fazhi_check.round.standard.reading import read_standard

    try:
        found = read_standard(path)
    except Unusable as broken:
        raise _refused(broken) from None
    if found.findings:
        raise _refused(Unusable(path, found.findings))
    return found


def linted(path: str, plan: str | None) -> tuple[list[Finding], int]:
    """Return everything that is wrong with the standard in a file, and how many items it has.

    It is held against the plan that it names, or another. Raises UsageError where there is no such plan.
    """
    from fazhi_check.plan.store import is_shipped, known_plans
    from fazhi_check.round.standard.reading import read_standard
    from fazhi_check.round.standard.standards import Standards

    try:
        found = read_standard(path)
    except Unusable as broken:
        return list(broken.findings), 0
    if plan is None and not is_shipped(found.head.plan):
        return [*found.findings, found.no_plan(known_plans())], len(found.items)
    standards = Standards([found], read_plan(plan or found.head.plan))
    return [*found.findings, *standards.faults(found)], len(found.items)


def _plan_named(read: Sequence[Standard], checker: Checker) -> str:
    """Return the plan that standards are held against where the run names none: that of its round, else their own."""
    from fazhi_check.plan.store import is_shipped, known_plans

    named = checker.course.plan if checker.course else ""
    first = read[0]
    if not named and not is_shipped(first.head.plan):
        raise _refused(Unusable(first.path, [first.no_plan(known_plans())]))
    return named or first.head.plan


def refuse_faulty(path: str, findings: Iterable[Finding]) -> None:
    """Refuse a standard that cannot be used under the plan. Raises UsageError with every finding."""
    found = [one for one in findings if one.meaning.severity is Severity.error and one.meaning.invalidates]
    if found:
        raise _refused(Unusable(path, found))


def refuse_doubles(standards: Standards) -> None:
    """Refuse standards of which two fit a unit of the round. Raises UsageError."""
    try:
        for member in standards.members or ():
            standards.of(member)
    except Clash as clash:
        raise bad_standards(clash) from None


def _refused(broken: Unusable) -> UsageError:
    first, left = Unusable(broken.path, broken.findings[:_MOST]), len(broken.findings) - _MOST
    zh, en = (f"\n另有 {left} 处没有列出", f"\nand {left} more") if left > 0 else ("", "")
    return UsageError(
        f"测评标准不能使用：\n{first.message('zh')}{zh}", f"The standard cannot be used:\n{first.message('en')}{en}"
    )
