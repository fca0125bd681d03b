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
    same,
)
from fazhi_check.gate import DEFAULT_FAIL_ON, Exit
from fazhi_check.outcome import Tally
from fazhi_check.words import FAILURES, VERDICTS, Text


class Conclusion(NamedTuple):
    """The gate's word: `kind` is passed, failed or nothing, `gate` what it went by where that is not the default.

    `rest` is what failed and what was counted.
    """

    kind: str
    word: Text
    rest: Text = Text("", "")
    gate: Text = Text("", "")

    @property
    def before_rest(self) -> Text:
        """What stands between the word and the rest: a colon where reasons or sums follow, else nothing or a blank."""
        zh, en = self.rest
        return Text(COLON.zh if zh and zh[0] != "(" else "", COLON.en if en and en[0] != "(" else " " if en else "")

    @property
    def text(self) -> Text:
        """The whole sentence."""
        return Text(
            *(
                f"{a} {''.join(said)}"
                for a, *said in zip(RESULT, self.word, self.gate, self.before_rest, self.rest, strict=True)
            )
        )


def of_file(tally: Tally, failed: Mapping[str, int], gate: frozenset[str] = DEFAULT_FAIL_ON) -> Conclusion:
    """Return how a submission ended at the gate: what failed it, and the counts."""
    if not tally.judged and not failed and not tally.known:
        return Conclusion("nothing", NO_TARGET if tally.valid else UNJUDGED)
    asked, met = sum(tally.counts.values()) - tally.counts["exempt"], tally.counts["met"]
    before, free, reasons = known(tally.known), _beside(tally.free), _reasons(failed)
    rest = Text(
        f"{reasons.zh}(应报 {asked} 项，已完成 {met} 项{before.zh}{free.zh})",
        f"{reasons.en}{' ' if failed else ''}({asked} targets asked, {met} met{before.en}{free.en})",
    )
    kind, word = ("failed", FAILED) if failed else ("passed", PASSED)
    beside = "errors" in failed and "invalid" not in gate  # nothing could be judged: no choice of verdicts decided
    return Conclusion(kind, word, rest, same("") if beside else _by(gate))


def _beside(free: Mapping[str, int]) -> Text:
    """Return how many flagged verdicts count nowhere, as the end of a sentence; nothing where none does."""
    number = sum(free.values())
    return Text(f"；另有鼓励、探索类 {number} 项不计", f"; {number} more only encouraged") if number else same("")


def of_run(exit_code: int, tally: Text, gate: frozenset[str] = DEFAULT_FAIL_ON) -> Conclusion:
    """Return how a run ended, by its exit code, with how many files it had."""
    kind, word = _ENDS[Exit(exit_code)]
    return Conclusion(kind, word, tally, _by(gate) if kind in ("passed", "failed") else same(""))


def _by(gate: frozenset[str]) -> Text:
    """Return by what it was decided, as it follows the word; nothing for the default gate."""
    if gate == DEFAULT_FAIL_ON:
        return same("")
    if not gate:
        return Text("，不设门槛", ", without a gate")
    named = [VERDICTS[verdict] for verdict in VERDICTS if verdict in gate]
    zh, en = joined(named, Text("、", ", "))
    return Text(f"，只按{zh}", f", by {en} only")


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
