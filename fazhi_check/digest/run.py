"""Everything that reports say of a run over some files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.digest import conclusion
from fazhi_check.digest.conclusion import Conclusion, Gate
from fazhi_check.digest.file import Digester, FileDigest, told_since
from fazhi_check.digest.line import Line
from fazhi_check.digest.part import Part, parts_together
from fazhi_check.digest.words import (
    COMMA,
    DOT,
    dates,
    joined,
    known,
    only_encouraged,
    reached_late,
    reviewed,
    same,
    signals,
    told_within,
    unconfirmed,
    unlisted,
)
from fazhi_check.gate import ABSENT, DEFAULT_FAIL_ON, Exit, failures
from fazhi_check.outcome import FileReport, Report, Tally, totals
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.sanitize import clean
from fazhi_check.version import TOOL
from fazhi_check.words import Text, verdict_words

if TYPE_CHECKING:  # a run without a round does without
    from fazhi_check.digest.round.facts import RoundDigest
    from fazhi_check.digest.tracked import Reading
    from fazhi_check.round.report import RoundReport

_MOST_URGENT = 3
# So many files of a round are few.
_FEW = 3


class Digest(NamedTuple):
    """A whole run: its files, the exit code, the sums over all submissions (see outcome.totals).

    `gate` are the verdicts that fail it, `choice` is the part of the plan that was judged,
    `round` where the round stands that the files belong to.
    """

    files: list[FileDigest]
    exit_code: int
    totals: dict[str, int]
    gate: frozenset[str] = DEFAULT_FAIL_ON
    choice: Choice = ALL
    round: RoundDigest | None = None

    @property
    def part(self) -> Part | None:
        """The part of the plan that was judged, with the numbers of all files; None where all of it was."""
        return parts_together([one.part for one in self.files if one.part])

    @property
    def chosen(self) -> dict[str, str | None] | None:
        """What narrowed the plan, by its ids; None where nothing did."""
        if self.choice == ALL:
            return None
        names = ("section", "lead", "group", "field")
        return {name: one and clean(one) for name in names for one in [getattr(self.choice, name)]}

    @property
    def failed(self) -> int:
        """The number of submissions that fail the gate."""
        return sum(bool(one.failed) for one in self.files if one.is_submission)

    @property
    def faulty_lists(self) -> int:
        """The number of lists beside the run (waivers, known findings, the round) that fail the gate by what is in them."""
        return sum(bool(one.failed.keys() - {ABSENT}) for one in self.files if not one.is_submission)

    @property
    def lists(self) -> list[FileDigest]:
        """The lists of waivers and known findings of which something is to be said."""
        return [one for one in self.files if not one.is_submission]

    @property
    def submissions(self) -> list[FileDigest]:
        """The files that were checked."""
        return [one for one in self.files if one.is_submission]

    @property
    def called(self) -> Mapping[str, Text]:
        """What verdicts are called: a run accepts a phase of all files or of none."""
        return verdict_words(any(one.phase for one in self.files))

    @property
    def counting(self) -> list[FileDigest]:
        """The files whose numbers are summed up: all, but in a round those that stand for no report of it."""
        return [one for one in self.files if one.counted]

    @property
    def within(self) -> Counter[str]:
        """Of how many of the counts of all files something is told beside it."""
        return sum((Counter(one.tally.within) for one in self.counting), Counter[str]())

    @property
    def notes(self) -> Text:
        """What is to be known of the counts of all files (see FileDigest.notes)."""
        free = only_encouraged(sum((Counter(one.tally.free) for one in self.counting), Counter[str]()), self._bound)
        late = reached_late(sum(one.tally.late for one in self.counting))
        of_missing = unconfirmed(sum(one.tally.proposed for one in self.counting), self.called)
        said = [
            *told_within(self.within, self.called),
            *of_missing,
            *late,
            *([free] if free.zh else []),
            *self._taken_in,
        ]
        return joined(said, DOT)

    @property
    def _bound(self) -> bool:
        return not self.judged or any(one.comparison is None for one in self.judged)

    @property
    def mixed(self) -> bool:
        """Tell whether some units are bound by the plan and others compared only, which the conclusion leaves out."""
        return len({one.comparison is None for one in self.judged}) > 1

    @property
    def _taken_in(self) -> list[Text]:
        number = sum(one.comparison is not None for one in self.judged)
        zh, en = f"合计含仅作对照的单位 {number} 个", f"the total takes in {number} units compared only"
        return [Text(zh, en)] if self.mixed else []

    @property
    def reviews(self) -> tuple[int, int]:
        """How many lines of the files that count need review, and how many of these no office has settled."""
        found = [one.reviews for one in self.counting]
        return sum(needed for needed, _ in found), sum(waiting for _, waiting in found)

    @property
    def waiting(self) -> int:
        """How many lines need review that no office has settled."""
        return self.reviews[1]

    @property
    def reviewed(self) -> Text:
        """Both numbers as a sentence; nothing where nothing needs review."""
        needed, waiting = self.reviews
        return reviewed(needed, waiting) if needed else same("")

    @property
    def slow(self) -> Text:
        """How many of all files are slow, for the office's own screen."""
        return signals(sum(one.tally.slow for one in self.counting), self._bound)

    @property
    def ranked(self) -> list[FileDigest]:
        """The files with a verdict, the worst first."""
        return sorted(self.judged, key=lambda one: one.urgency)

    @property
    def known(self) -> int:
        """The number of findings that were known before."""
        return sum(one.tally.known for one in self.files)

    @property
    def unlisted(self) -> Text | None:
        """How many findings of all files were not asked for."""
        return unlisted(sum(one.hidden for one in self.files))

    @property
    def several(self) -> bool:
        """Tell whether there is something to sum up: not one submission, or a list beside it that fails the gate."""
        submissions = sum(one.is_submission for one in self.files)
        return bool(self.files) and (submissions != 1 or bool(self.faulty_lists) or self.round is not None)

    @property
    def listed(self) -> list[FileDigest]:
        """The files that have a line where all are summed up."""
        return [one for one in self.files if one.listed]

    def told(self, show_all: bool) -> list[FileDigest]:
        """Return the submissions with a report of their own: of a round with many none, unless everything is shown."""
        few = self.round is None or show_all or len(self.submissions) <= _FEW
        return self.submissions if few else []

    @property
    def judged(self) -> list[FileDigest]:
        """The files with a verdict."""
        return [one for one in self.files if one.judged]

    @property
    def urgent(self) -> list[tuple[FileDigest, Line]]:
        """The three worst things: the most urgent one of each of the worst units, or of one unit its three."""
        if not self.several:
            return [(one, line) for one in self.judged for line in one.urgent]
        return [(one, one.urgent[0]) for one in self.ranked if one.urgent][:_MOST_URGENT]

    @property
    def unjudged(self) -> list[FileDigest]:
        """The files without a verdict among those that have a line."""
        return [one for one in self.listed if not one.judged]

    @property
    def tally(self) -> Text:
        """How many files there are, how many were judged, and what was known before.

        Files with errors, and lists with errors, are counted where there are any.
        """
        files, judged = self.totals["files"], len(self.judged)
        wrong, lists = files - self.totals["valid"], self.faulty_lists
        said = [Text(f"共 {files} 个文件，判定 {judged} 个", f"{files} files, {judged} judged")]
        said += [Text(f"文件有错误 {wrong} 个", f"{wrong} with errors")] if wrong else []
        said += self._uncounted
        said += [Text(f"清单有误 {lists} 份", f"faulty lists: {lists}")] if lists else []
        return joined([*said, *known(self.known)], COMMA)

    @property
    def _uncounted(self) -> list[Text]:
        """How many files of a round another of their unit stands for, and how many are in no sum for another reason."""
        old = sum(one.superseded for one in self.files)
        more = len(self.files) - len(self.counting) - old
        said = [Text(f"已有后报的 {old} 个", f"{old} superseded")] if old else []
        return said + ([Text(f"不计入合计的 {more} 个", f"{more} in no sum")] if more else [])

    @property
    def conclusion(self) -> Conclusion:
        """How the run ended; its gate is named where one choice of verdicts decided on all files."""
        gate = self.gate if self.judged and {one.gate for one in self.files} == {self.gate} else DEFAULT_FAIL_ON
        exit_code = self.exit_code if self.files else Exit.nothing
        failed = self.failed if self.several else 0
        decided = Gate(gate, conclusion.reasons(one.failed for one in self.files), int(exit_code), failed)
        told = [one for one in self.files if not one.superseded]
        bound = [one for one in told if not one.comparison]
        todo = conclusion.todo_of(one.tally for one in bound if one.counted)
        compared = len(told) - len(bound)
        return conclusion.of_run(todo, compared, sum(one.judged for one in bound), self.tally, decided, self._owing)

    @property
    def _owing(self) -> list[Text]:
        """How many units of the round are to be urged for a report, or for another one."""
        if self.round is None:
            return []
        from fazhi_check.digest.round.head import owing_of

        return owing_of(self.round)

    @property
    def against(self) -> Text | None:
        """The plans that files were held against, with their editions; None where no file names one."""
        plans = list(dict.fromkeys(one.plan.against for one in self.files if one.plan))
        return joined(plans, Text("、", ", ")) if plans else None

    @property
    def judged_apart(self) -> bool:
        """Tell whether some file was judged as of another day than its own."""
        return any(one.reported_apart for one in self.files)

    @property
    def since(self) -> Text | None:
        """What became of all tasks since the units' last reports, in one sentence; None without any."""
        return told_since([one for one in self.submissions if one.counted and not one.superseded])

    @property
    def ledger(self) -> Text | None:
        """Where the problems of all units stand, in one sentence; None where none are to be told."""
        if not any(one.tracked is not None for one in self.files) and not self.round:
            return None
        from fazhi_check.digest.problems import told_of
        from fazhi_check.digest.round.followed import members

        return told_of(members(self))

    @property
    def course(self) -> list[Text]:
        """What its head says in the course of rounds: what became of all tasks, where all problems stand."""
        return [said for said in (self.since, self.ledger) if said]

    @property
    def dated(self) -> Text | None:
        """The first and the last day of its verdicts, and of the data where they are others."""
        judged = [one for one in self.files if one.as_of]
        reported = {one.reported_on for one in judged if one.reported_on}
        return dates({one.as_of for one in judged if one.as_of}, reported)

    @property
    def foot(self) -> Text:
        """Tool version, plans with the short hash of their files, the days of the verdicts, and what is a reading."""
        plans = dict.fromkeys(f" · {one.plan.id} {one.plan.hash}" for one in self.files if one.plan)
        head, days = same(TOOL + "".join(plans)), self.dated
        readings = dict.fromkeys(one.plan.reading for one in self.files if one.plan and one.plan.reading)
        return joined([head, *([days] if days else []), *readings], " · ")


def alone(files: list[FileDigest], exit_code: int) -> list[FileDigest]:
    """Return files, of which a submission that is the only one is told the exit code of the run."""
    one = sum(each.is_submission for each in files) == 1
    return [each._replace(exit_code=exit_code) if one and each.is_submission else each for each in files]


def digest(report: Report, fail_on: Collection[str] = DEFAULT_FAIL_ON) -> Digest:
    """Return the digest of a run; `fail_on` are the verdicts that fail its gate."""
    gate = frozenset(fail_on)
    tallies = [one.tally() for one in report.files]
    gates = [gate if one.fail_on is None else one.fail_on for one in report.files]
    failed = failures(list(zip(tallies, gates, strict=True)))
    notes = _readings(report.round) if report.round else {}
    made = partial(_of_file, Digester(report.choice, report.round is not None, notes))
    files = list(map(made, report.files, tallies, gates, failed))
    total = totals(one.tally for one in files if one.is_submission)
    stands = _round(report, files, notes) if report.round else None
    if stands is None:
        files = alone(files, int(report.exit_code))
    return Digest(files, int(report.exit_code), total, gate, report.choice, stands)


def _of_file(
    digester: Digester, one: FileReport, tally: Tally, gate: frozenset[str], failed: Mapping[str, int]
) -> FileDigest:
    """Return the digest of a file; where its details were put aside, it can be made again with them."""
    made = digester.file(one, tally, gate, failed)
    if not one.is_aside:
        return made
    return made._replace(again=lambda: digester.file(one.whole(), tally, gate, failed))


def _readings(stands: RoundReport) -> dict[str, list[Reading]]:
    from fazhi_check.digest.tracked import shown_readings

    return shown_readings((one.task, one.date, one.text) for one in stands.round.notes)


def _round(report: Report, files: list[FileDigest], notes: Mapping[str, Sequence[Reading]]) -> RoundDigest | None:
    from fazhi_check.digest.round.making import round_digest

    made = {id(one): digested for one, digested in zip(report.files, files, strict=True)}
    return report.round and round_digest(report.round, made, notes)
