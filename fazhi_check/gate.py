"""The gate: which verdicts fail a run, and the one exit code of every format."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import TypeAlias

from fazhi_check.assess import FLAGGED
from fazhi_check.guess import did_you_mean
from fazhi_check.outcome import Report, Tally
from fazhi_check.words import GATES, VERDICT_ALIASES, Text

# A unit of the round that has not submitted.
ABSENT = "not_submitted"
DEFAULT_FAIL_ON: frozenset[str] = frozenset((*FLAGGED, ABSENT))
NEVER = "never"
# The verdicts' Chinese names; 不适用 is also a status, and fails nothing.
TWINS: dict[str, str] = VERDICT_ALIASES | {text.zh: name for name, text in GATES.items() if name != "exempt"}


class Exit(IntEnum):
    """The exit codes, the same in every format."""

    passed = 0
    failed = 1
    misused = 2
    nothing = 3


class UnknownVerdict(ValueError):
    """A word in --fail-on that is no verdict, or `never` among verdicts; `message` says so."""

    def __init__(self, written: str) -> None:
        super().__init__(written)
        known = ", ".join(GATES)
        zh = did_you_mean(written, [*GATES, *TWINS, NEVER]).zh
        en = did_you_mean(written, [*GATES, NEVER], "Did you mean").en
        self.message = Text(
            f"--fail-on 不认识“{written}”。{zh}可填：{known}，或 {NEVER}",
            f"--fail-on does not know {written}. {en}Allowed: {known}, or {NEVER}",
        )
        if written == NEVER:
            self.message = Text(
                f"--fail-on 的 {NEVER} 只能单独写：它表示总是通过，不能与判定写在一起",
                f"--fail-on: {NEVER} stands alone, it passes whatever the verdicts are",
            )


def parse_fail_on(written: str) -> frozenset[str]:
    """Return the words of a comma-separated list, Chinese or English: verdicts, `slow`, `not_submitted`.

    `never` is the empty set.

    Raises UnknownVerdict.
    """
    names = [name.strip() for name in written.replace("，", ",").replace("、", ",").split(",") if name.strip()]
    if names == [NEVER]:
        return frozenset()
    for name in names or [written]:
        if name not in GATES and name not in TWINS:
            raise UnknownVerdict(name)
    return frozenset(TWINS.get(name, name) for name in names)


# A counted file with the verdicts that fail it.
Counted: TypeAlias = tuple[Tally, Collection[str]]


def failures(counted: Sequence[Counted]) -> list[dict[str, int]]:
    """Return what fails each file of a run: flagged assessments by verdict, and `errors`, which `invalid` takes in.

    What is slow fails a gate that names it, and no other. A gate chooses which verdicts count. Where no file could be judged there are none, and what kept the files from it
    is the outcome: `invalid` fails them then whatever their gates say.
    """
    tallies = [tally for tally, _ in counted]
    unjudged = not any(one.judged for one in tallies) and any(not one.valid for one in tallies)
    return [_failures(tally, {*gate, "invalid"} if unjudged else gate) for tally, gate in counted]


def _failures(tally: Tally, fail_on: Collection[str]) -> dict[str, int]:
    counts: dict[str, int] = {verdict: tally.flagged[verdict] for verdict in FLAGGED if verdict in fail_on}
    if "slow" in fail_on:
        counts["slow"] = tally.slow
    if "invalid" in fail_on:
        counts["errors"] = tally.errors
    if ABSENT in fail_on:
        counts[ABSENT] = tally.absent
    return {verdict: number for verdict, number in counts.items() if number}


def decide(report: Report, fail_on: Collection[str] = DEFAULT_FAIL_ON) -> Exit:
    """Return the exit code of a run; a file with a gate of its own is held against that."""
    return exit_of([(one.tally(), fail_on if one.fail_on is None else one.fail_on) for one in report.files])


def exit_of(counted: Sequence[Counted]) -> Exit:
    """Return the exit code of counted files.

    Failed comes before nothing, so that broken files are never taken for none. A file that could not be judged passes
    only where all its errors are on the list of known findings: somebody has accepted that. Errors that were merely
    not asked for (--ignore) are no such word. A round of which no file could be judged never passes either.
    """
    tallies = [tally for tally, _ in counted]
    if any(failures(counted)):
        return Exit.failed
    if any(one.judged for one in tallies):
        return Exit.passed
    if any(one.absent for one in tallies):
        return Exit.failed
    broken = [one for one in tallies if not one.valid]
    if not broken:
        return Exit.nothing
    return Exit.passed if all(one.known for one in broken) else Exit.failed
