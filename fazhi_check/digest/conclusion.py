"""How a file or a run ended, in words: what is to be done first, what was counted, and what the gate makes of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.words import (
    APPLIED,
    CLEAR,
    COLON,
    COMMA,
    COMPARISON,
    DOT,
    MISUSED,
    NO_TARGET,
    NOTHING,
    RESULT,
    UNCONFIRMED,
    UNJUDGED,
    WITHIN,
    counted,
    counted_with,
    joined,
    known,
    same,
    with_more,
)
from fazhi_check.gate import DEFAULT_FAIL_ON, Exit
from fazhi_check.outcome import Tally
from fazhi_check.words import FAILURES, GATES, VERDICTS, Text

# What a unit is urged to put right, apart from what it has not reported and what it has to correct.
_URGED = ("overdue", "lagging", "unproven")
# What asks for nothing of what is asked.
_SETTLED = ("met", "on_track", "due_soon", "waived")


class Conclusion(NamedTuple):
    """How something ended: `kind` is passed, failed or nothing, as the gate has it.

    `word` says what is to be done, in few words, `todo` the same with its parts; `rest` what was counted, and `gate`
    what the gate makes of it, with its exit code where it is the run's, and by what it decided where that is not the
    default.
    """

    kind: str
    word: Text
    todo: Text
    rest: Text = Text("", "")
    gate: Text = Text("", "")

    @property
    def text(self) -> Text:
        """The whole sentence, without the gate."""
        said = joined([part for part in (self.todo, self.rest) if part.zh], DOT)
        return Text(f"{RESULT.zh} {said.zh}", f"{RESULT.en} {said.en}")

    @property
    def line(self) -> Text:
        """The whole sentence with the gate, for formats of one line."""
        return joined([self.text, self.gate], DOT)


class ToDo(NamedTuple):
    """What is to be done: flagged assessments by verdict, how many of the missing ones are past due, and errors.

    `unsettled` are those of the unproven ones whose value settles nothing: they have a list of their own; of the missing
    ones `unconfirmed` were proposed from a report and wait to be confirmed.
    """

    flagged: Mapping[str, int] = {}
    past: int = 0
    errors: int = 0
    unsettled: int = 0
    unconfirmed: int = 0

    @property
    def parts(self) -> list[tuple[Text, Text]]:
        """What is to be done, each with what it is made up of."""
        flagged = self.flagged
        urged = {verdict: number for verdict in _URGED if (number := flagged.get(verdict, 0))}
        named = joined([self._urged(verdict, number) for verdict, number in urged.items()], COMMA)
        parts = [
            (sum(urged.values()), Text("需督促整改 {} 项", "{} to be put right"), named),
            (flagged.get("invalid", 0), Text("需更正 {} 项", "{} to be corrected"), VERDICTS["invalid"]),
            (flagged.get("missing", 0), Text("需补报 {} 项", "{} to be reported"), self._of_missing),
            (self.errors, Text("文件错误 {} 处", "{} errors in the file"), same("")),
        ]
        return [(Text(said.zh.format(n), said.en.format(n)), more) for n, said, more in parts if n]

    @property
    def _of_missing(self) -> Text:
        """How many of what is missing are past due, and how many only wait to be confirmed; nothing where none."""
        within = ((WITHIN["missing"], self.past), (UNCONFIRMED, self.unconfirmed))
        said = joined([Text(f"{word.zh} {n}", f"{n} {word.en}") for word, n in within if n], COMMA)
        return Text(f"其中{said.zh}", said.en) if said.zh else same("")

    def _urged(self, verdict: str, number: int) -> Text:
        (said,) = counted(VERDICTS, {verdict: number})
        n = self.unsettled if verdict == "unproven" else 0
        return with_more(said, Text(f"其中数值无法认定 {n}", f"{n} of them not settled by value") if n else same(""))

    @property
    def both(self) -> tuple[Text, Text]:
        """All of it in few words, and with its parts."""
        return self.brief, self.whole

    @property
    def brief(self) -> Text:
        """All of it in few words."""
        return joined([said for said, _ in self.parts], COMMA) if self.parts else CLEAR

    @property
    def whole(self) -> Text:
        """All of it with its parts."""
        return joined([with_more(said, more) for said, more in self.parts], COMMA) if self.parts else CLEAR


def todo_of(tallies: Iterable[Tally]) -> ToDo:
    """Return what is to be done of all that some tallies count."""
    flagged: Counter[str] = Counter()
    past = errors = unsettled = unconfirmed = 0
    for one in tallies:
        flagged.update(one.flagged)
        past, errors, unsettled = past + one.past, errors + one.errors, unsettled + one.unsettled
        unconfirmed += one.unconfirmed
    return ToDo(flagged, past, errors, unsettled, unconfirmed)


class Gate(NamedTuple):
    """What decided: the verdicts that fail, what failed by them, the exit code of the run where it is told.

    `files` is how many of several files failed.
    """

    fail_on: frozenset[str]
    failed: Mapping[str, int]
    exit_code: int | None = None
    files: int = 0

    def said(self, kind: str) -> Text:
        """Return what it makes of something that ended so."""
        code = self.exit_code
        zh, en = (f"（退出码 {code}）", f" (exit code {code})") if code is not None else ("", "")
        word = _ENDED[kind]
        by = self.by if kind != "nothing" else same("")
        why = counted(FAILURES, self.failed) if by.zh else []
        why += [Text(f"{self.files} 个文件未通过", f"{self.files} files failed")] if self.files else []
        because = joined([COLON, joined(why, COMMA)], "") if why else same("")
        return Text(f"{word.zh}{zh}{by.zh}{because.zh}", f"{word.en}{en}{by.en}{because.en}")

    @property
    def by(self) -> Text:
        """By what it decided, as it follows the word; nothing for the default gate."""
        if self.fail_on == DEFAULT_FAIL_ON:
            return same("")
        if not self.fail_on:
            return Text("，不设门槛", ", without a gate")
        zh, en = joined([GATES[name] for name in GATES if name in self.fail_on], Text("、", ", "))
        return Text(f"，只按{zh}", f", by {en} only")


_ENDED = {
    "passed": Text("检查通过", "check passed"),
    "failed": Text("检查未通过", "check failed"),
    "nothing": Text("没有检查", "nothing checked"),
}


def of_file(
    tally: Tally, gate: Gate, called: Mapping[str, Text] = VERDICTS, bound: bool = True, nothing: Text = NO_TARGET
) -> Conclusion:
    """Return how a submission ended: what is to be done, the counts, and the gate, as verdicts are `called` in it.

    Of a unit that is not `bound` nothing is to be done: what it has is only counted. `nothing` tells why nothing was
    judged in a file without a fault.
    """
    if not tally.judged and not gate.failed and not tally.known:
        word = nothing if tally.valid else UNJUDGED
        return Conclusion("nothing", word, word, gate=gate.said("nothing"))
    # Where nothing could be judged no choice of verdicts decided.
    beside = "errors" in gate.failed and "invalid" not in gate.fail_on
    kind = "failed" if gate.failed else "passed"
    said = (gate._replace(fail_on=DEFAULT_FAIL_ON) if beside else gate).said(kind)
    if not bound:
        return Conclusion(kind, COMPARISON, COMPARISON, _compared(tally, called), said)
    todo = todo_of([tally])
    return Conclusion(kind, todo.brief, todo.whole, _asked(tally, called), said)


def _asked(tally: Tally, called: Mapping[str, Text]) -> Text:
    """Return how many targets are asked, what of them is well or settled, and what counts nowhere.

    With what is to be done these are all that is asked.
    """
    applied = tally.within.get("exempt", 0)
    asked = sum(tally.counts.values()) - tally.counts["exempt"] + applied
    settled = [name for name in _SETTLED if tally.counts[name] or name == "met"]
    counts = [_counted(name, tally, called) for name in settled]
    counts += [Text(f"{APPLIED.zh} {applied} 项", f"{applied} {APPLIED.en}")] if applied else []
    head = [Text(f"应报 {asked} 项", f"{asked} targets asked"), *counts] if asked else []
    said, free = joined([*head, *known(tally.known)], COMMA), _beside(tally.free)
    return Text(said.zh + free.zh, said.en + free.en)


def _counted(verdict: str, tally: Tally, called: Mapping[str, Text]) -> Text:
    """Return how many targets have a verdict, and of how many of these something is to be known."""
    late = tally.late if verdict == "met" else 0
    return counted_with(verdict, tally.counts[verdict], tally.within.get(verdict, 0), late, called)


def _compared(tally: Tally, called: Mapping[str, Text]) -> Text:
    """Return the counts of a unit that owes nothing."""
    number = sum(tally.counts.values())
    rest = [_counted(name, tally, called) for name in VERDICTS if tally.counts[name] or name == "met"]
    errors = [Text(f"文件错误 {tally.errors} 处", f"{tally.errors} errors in the file")] if tally.errors else []
    head = Text(f"对照 {number} 项", f"{number} targets compared")
    return joined([head, *rest, *errors, *known(tally.known)], COMMA)


def _beside(free: Mapping[str, int]) -> Text:
    """Return how many flagged verdicts count nowhere, as the end of a sentence; nothing where none does."""
    number = sum(free.values())
    zh, en = f"；其余鼓励、探索类 {number} 项不计入", f"; the other {number} are only encouraged and count nowhere"
    return Text(zh, en) if number else same("")


def of_run(todo: ToDo, compared: int, bound: int, files: Text, gate: Gate, owing: Sequence[Text] = ()) -> Conclusion:
    """Return how a run ended; `compared` units are not bound, `bound` are, and `files` tells how many files it had.

    `owing` says first how many units of a round still owe a report.
    """
    code = Exit(gate.exit_code or 0)
    kind = _KINDS[code]
    if code in _WITHOUT:
        return Conclusion(kind, _WITHOUT[code], _WITHOUT[code], files, gate.said(kind))
    if compared and not bound and not todo.errors:
        word = joined([*owing, COMPARISON], COMMA)
        return Conclusion(kind, word, word, files, gate.said(kind))
    beside = Text(f"另有仅作对照的单位 {compared} 个", f"{compared} more units compared only")
    rest = joined([beside, files], COMMA) if compared else files
    brief, whole = (joined([*owing, *([said] if todo.parts or not owing else [])], COMMA) for said in todo.both)
    return Conclusion(kind, brief, whole, rest, gate.said(kind))


def reasons(all_failed: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return what failed the files of a run, with the numbers of all."""
    total: Counter[str] = Counter()
    for failed in all_failed:
        total.update(failed)
    return {name: total[name] for name in FAILURES if total[name]}


_KINDS = {Exit.passed: "passed", Exit.failed: "failed", Exit.misused: "nothing", Exit.nothing: "nothing"}
_WITHOUT = {Exit.misused: MISUSED, Exit.nothing: NOTHING}
