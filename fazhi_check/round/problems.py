"""The problems of a unit (问题台账), from all its judgements and the round's rows on them (DESIGN, section 11).

Their story is told in the order of the days: judgements, then what was entered by hand, then what the office decided on
the same day. So a decision is one on what was judged up to its day, and a later judgement is one of a later day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from fazhi_check.beside import ChangeKind
from fazhi_check.guess import did_you_mean
from fazhi_check.identity import identity
from fazhi_check.plan.model import Plan
from fazhi_check.round.changes import kind_since
from fazhi_check.round.judged import Earlier, Judged
from fazhi_check.round.problem import Fault, Lost, Premature, Problem, Unheld
from fazhi_check.round.rows import Closing, Dispatch, Entered, Extension, Round
from fazhi_check.round.track import Track
from fazhi_check.words import Text

if TYPE_CHECKING:
    from fazhi_check.identity import Named

Row: TypeAlias = Closing | Extension | Dispatch
Happening: TypeAlias = Earlier | Entered | Row

# What stands in the number of a problem entered by hand without a task.
_NO_TASK: Final = "交办"
# A dispatch may name all that is to be put right instead of each.
_ALL: Final = ("全部", "all")
_WHAT: Final = {
    Closing: Text("销号", "closing"),
    Extension: Text("延期", "extension"),
    Dispatch: Text("发文", "dispatch"),
}


class Rows(NamedTuple):
    """The round's rows on the problems of one unit."""

    problems: Sequence[Entered] = ()
    closings: Sequence[Closing] = ()
    extensions: Sequence[Extension] = ()
    dispatches: Sequence[Dispatch] = ()


class Tables:
    """The round's rows on problems by unit; `unit_named` gives the unit that a row means, None where it means none."""

    def __init__(self, round_: Round, unit_named: Callable[[str], object | None]) -> None:
        self._rows: dict[int, dict[str, list[Any]]] = {}
        for name in Rows._fields:
            for row in getattr(round_, name):
                unit = unit_named(row.unit)
                if unit is not None:
                    self._rows.setdefault(id(unit), {}).setdefault(name, []).append(row)

    @property
    def empty(self) -> bool:
        """Tell whether there are no rows on problems of any unit."""
        return not self._rows

    def of(self, unit: object | None) -> Rows:
        """Return the rows on the problems of a unit."""
        return Rows(**self._rows.get(id(unit), {}))


class Register(NamedTuple):
    """The problems of a unit in the order in which they began, and the rows on them that do not hold."""

    problems: list[Problem]
    unheld: list[Unheld]


def problems_of(unit: Named, plan: Plan, reports: Sequence[Earlier], rows: Rows, day: date) -> Register:
    """Return the problems of a unit on a day.

    `reports` are those that it has handed in, the oldest first, the present one (of `day`) last where there is one. What
    is dated after the day waits for a later one.
    """
    story = _Story(unit, plan)
    for _, _, happening in sorted(_happenings(reports, rows, day), key=lambda one: one[:2]):
        story.tell(happening)
    return Register([one.problem(plan, day) for one in story.tracks], list(story.unheld()))


def _happenings(reports: Sequence[Earlier], rows: Rows, day: date) -> Iterator[tuple[date, int, Happening]]:
    """Yield what happened up to a day, with when, and its place among what happened on one day."""
    for report in reports:
        yield report.as_of, 0, report
    for entered in rows.problems:
        if entered.date <= day:
            yield entered.date, 1, entered
    decisions: list[Row] = [*rows.closings, *rows.extensions, *rows.dispatches]
    for row in decisions:
        if row.date <= day:
            yield row.date, 2, row


class _Story:
    """The problems of a unit as they begin, change and end, and the rows that do not hold."""

    def __init__(self, unit: Named, plan: Plan) -> None:
        self.unit, self.plan = unit, plan
        self._name = f"-{unit.name}" if identity(unit, plan)[3] else ""
        self.tracks: list[Track] = []
        self._by_task: dict[str, list[Track]] = {}
        self._numbers: Counter[str] = Counter()
        self._reports: list[Earlier] = []
        self._faults: list[Fault] = []
        self._lost: list[tuple[Row, str]] = []

    def tell(self, one: Happening) -> None:
        """Take in a report, a problem entered by hand, or a row on problems."""
        if isinstance(one, Entered):
            self._enter(one)
        elif isinstance(one, Closing):
            track = self._meant(one)
            if track:
                track.decide(one)
        elif isinstance(one, Extension):
            self._extend(one)
        elif isinstance(one, Dispatch):
            self._send(one)
        else:
            self._judge(one)

    def unheld(self) -> Iterator[Unheld]:
        """Yield the rows that do not hold, after all is told."""
        yield from self._faults
        name = self.unit.name
        for track in self.tracks:
            for closing in () if track.ended else track.unborne:
                yield Premature(name, track.no, track.target, closing.date, track.since, closing.place)
        for row, named in self._lost:
            yield Lost(name, named, _WHAT[type(row)], self._why_lost(row, named), row.place)

    def _judge(self, report: Earlier) -> None:
        last = self._reports[-1] if self._reports else None
        for task, one in report.judged.items():
            tracks = self._by_task.get(task, ())
            if one.flagged or tracks:
                kind = kind_since(one, last, self.plan) if one.flagged and tracks else None
                self._follow(task, one, list(tracks), kind)
        self._reports.append(report)

    def _follow(self, task: str, one: Judged, tracks: Sequence[Track], kind: ChangeKind | None) -> None:
        """Let the problems of a task take in a judgement; a flagged one that the last does not take begins another."""
        by_hand, own = [each for each in tracks if not each.own], [each for each in tracks if each.own]
        for each in by_hand:
            each.take(one, kind)
        taken = any(each.take(one, kind) for each in own[-1:])
        if one.flagged and not taken:
            track = self._opened(task, one)
            if track not in by_hand:
                track.prior, track.seen = self._judged_before(task)
                track.take(one, kind)

    def _opened(self, task: str, one: Judged) -> Track:
        """Return the problem that a flagged judgement opens: one that was entered under its number, or a new one."""
        no = self._next_number(task)
        track = next((each for each in self.tracks if each.no == no and each.target in (None, task)), None)
        if track is None:
            track = self._begin(Track(no, task, one.as_of))
        elif track.target is None:
            track.target = task
            self._by_task.setdefault(task, []).append(track)
        track.own = True
        self._count(track, task)
        return track

    def _next_number(self, task: str | None) -> str:
        """Return the number of the next problem of a task, the unit's name in it where its code does not tell."""
        number = self._numbers[task or _NO_TASK] + 1
        return f"{self._head(task)}{self._name}{f'-{number}' if number > 1 else ''}"

    def _head(self, task: str | None) -> str:
        return f"{self.unit.code}-{task or _NO_TASK}"

    def _count(self, track: Track, task: str | None) -> None:
        self._numbers[task or _NO_TASK] += 1
        track.head, track.number = self._head(task), self._numbers[task or _NO_TASK]

    def _begin(self, track: Track) -> Track:
        self.tracks.append(track)
        if track.target:
            self._by_task.setdefault(track.target, []).append(track)
        return track

    def _enter(self, row: Entered) -> None:
        """Take in a problem entered by hand; under the number of one that judgements opened it says more of that."""
        known = self._numbered(row.no) if row.no else None
        # One that the plan does not have is told as a fault of the round; what was found stays.
        task = row.task if row.task in self.plan.by_id else None
        if known and known.row is None and task in (None, known.target):
            known.row = row
        elif known:
            self._fault(row, Text(f"问题编号 {row.no} 已经用过，换一个", f"the number {row.no} is taken: give another"))
        else:
            track = self._begin(Track(row.no or self._next_number(task), task, row.date, row))
            if not row.no:
                self._count(track, task)
            if task:
                track.prior, track.seen = self._judged_before(task)
                track.base = track.seen

    def _judged_before(self, task: str) -> tuple[Judged | None, Judged | None]:
        """Return the last two judgements of a task so far, the earlier one first."""
        judged = [report.judged[task] for report in self._reports if task in report.judged]
        return judged[-2] if judged[1:] else None, judged[-1] if judged else None

    def _numbered(self, no: str) -> Track | None:
        return next((each for each in reversed(self.tracks) if each.called(no)), None)

    def _named(self, named: str) -> Track | None:
        """Return the problem that goes by a number, else the last of a task; None where there is none by now."""
        return self._numbered(named) or next(reversed(self._by_task.get(named, ())), None)

    def _meant(self, row: Closing | Extension) -> Track | None:
        """Return the problem that a row means; None, with what is to be said of it, where there is none by its day."""
        named = row.no or row.task
        if named is None:
            self._fault(row, Text("写明问题编号或任务编号", "name the problem by its number, or the task"))
            return None
        track = self._numbered(row.no) if row.no else self._named(named)
        if track is None:
            # A task that the plan does not have is told as a fault of the round.
            self._lost += [(row, named)] if row.no or named in self.plan.by_id else []
        elif row.no and row.task and row.task != track.target:
            self._fault(
                row,
                Text(
                    f"问题 {row.no} 不是任务 {row.task} 的，两处写的不一致，改正其中一处",
                    f"the problem {row.no} is not one of the task {row.task}: correct one of them",
                ),
            )
            return None
        return track

    def _extend(self, row: Extension) -> None:
        track = self._meant(row)
        if track is None:
            return
        old = row.from_ or track.deadline
        if old and row.date > old:
            self._fault(
                row,
                Text(
                    f"延期于 {row.date} 批准，晚于原时限 {old}：不能延，按原时限计",
                    f"the extension was approved on {row.date}, after the deadline {old}: that one stands",
                ),
            )
        elif old and row.to <= old:
            self._fault(
                row,
                Text(
                    f"延至 {row.to}，不晚于原时限 {old}：核对日期",
                    f"it puts {old} off to {row.to}, which is no later: check the days",
                ),
            )
        else:
            track.extension = row

    def _send(self, row: Dispatch) -> None:
        """Take in a dispatch: it reminds of the problems that it names, each once."""
        found: list[Track] = []
        for named in row.problems:
            meant = [each for each in self.tracks if not each.ended] if named in _ALL else [self._named(named)]
            self._lost += [(row, named)] if None in meant else []
            found += [each for each in meant if each and each not in found]
        for track in found:
            track.dispatches.append(row)

    def _fault(self, row: Entered | Row, why: Text) -> None:
        name = self.unit.name
        self._faults.append(Fault(Text(f"{name}：{why.zh}", f"{name}: {why.en}"), row.place))

    def _why_lost(self, row: Row, named: str) -> Text:
        """Return why a row met no problem: there is none by that name, or it began later."""
        later = self._named(named)
        if later:
            return Text(
                f"{named} 是 {later.opened} 才列入的，晚于 {row.date}",
                f"{named} began on {later.opened}, after {row.date}",
            )
        near = did_you_mean(named, [each.no for each in self.tracks])
        return Text(
            f"台账里没有 {named}{'，' if near.zh else ''}{near.zh}",
            f"there is no {named} among them{'; ' if near.en else ''}{near.en}".rstrip(),
        )
