"""How a file or a run ended, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fazhi_check.digest.words import (
    COLON,
    FAILED,
    MISUSED,
    NO_TARGET,
    NOTHING,
    PASSED,
    RESULT,
    UNJUDGED,
    counted,
    joined,
    known,
)
from fazhi_check.gate import Exit
from fazhi_check.outcome import Tally
from fazhi_check.words import FAILURES, Text


class Conclusion(NamedTuple):
    """The gate's word: `kind` is passed, failed or nothing, `rest` what failed and what was counted."""

    kind: str
    word: Text
    rest: Text = Text("", "")

    @property
    def before_rest(self) -> Text:
        """What stands between the word and the rest: a colon where reasons or sums follow, else nothing or a blank."""
        zh, en = self.rest
        return Text(COLON.zh if zh and zh[0] != "(" else "", COLON.en if en and en[0] != "(" else " " if en else "")

    @property
    def text(self) -> Text:
        """The whole sentence."""
        return Text(
            *(f"{a} {b}{c}{d}" for a, b, c, d in zip(RESULT, self.word, self.before_rest, self.rest, strict=True))
        )


def of_file(tally: Tally, failed: Mapping[str, int]) -> Conclusion:
    """Return how a submission ended at the gate: what failed it, and the counts."""
    if not tally.judged and not failed and not tally.known:
        return Conclusion("nothing", NO_TARGET if tally.valid else UNJUDGED)
    asked, met = sum(tally.counts.values()) - tally.counts["exempt"], tally.counts["met"]
    before, reasons = known(tally.known), _reasons(failed)
    rest = Text(
        f"{reasons.zh}(应报 {asked} 项，已完成 {met} 项{before.zh})",
        f"{reasons.en}{' ' if failed else ''}({asked} targets asked, {met} met{before.en})",
    )
    return Conclusion("failed", FAILED, rest) if failed else Conclusion("passed", PASSED, rest)


def of_run(exit_code: int, tally: Text) -> Conclusion:
    """Return how a run ended, by its exit code, with how many files it had."""
    kind, word = _ENDS[Exit(exit_code)]
    return Conclusion(kind, word, tally)


def reasons(all_failed: Iterable[Mapping[str, int]]) -> Text:
    """Return what failed the files of a run, with the numbers of all."""
    total: Counter[str] = Counter()
    for failed in all_failed:
        total.update(failed)
    return _reasons({name: total[name] for name in FAILURES if total[name]})


def _reasons(failed: Mapping[str, int]) -> Text:
    return joined(counted(FAILURES, failed), " · ")


_ENDS = {
    Exit.passed: ("passed", PASSED),
    Exit.failed: ("failed", FAILED),
    Exit.misused: ("nothing", MISUSED),
    Exit.nothing: ("nothing", NOTHING),
}
