"""What is open at a unit (DESIGN, section 14): flagged by what counts on paper, a problem to mend, a report that is due.

Each thing stands once: a problem that a verdict tells too is told with it. The worst stands first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple, TypeAlias

from fazhi_check.assess import FLAGGED
from fazhi_check.digest.line import Line
from fazhi_check.digest.papers.official import is_open, is_settled, verdict_on_paper
from fazhi_check.digest.papers.scope import ABSENT, STALE, Standing
from fazhi_check.digest.tracked import Problem
from fazhi_check.round.problem import TO_MEND

# What a thing is called that no verdict tells: a report that has not come in, a problem that somebody gave to the unit.
ABSENCE, GIVEN = "absent", "given"
# The worst first: what was given stands with what is overdue once its deadline has passed, else before what is missing.
KINDS: Final = (ABSENCE, *FLAGGED[:-1], GIVEN, FLAGGED[-1])
# Decisions of an office after which nothing is asked any more.
_ENDED: Final = ("closed", "cancelled")

# Its kind's place, whether it came back or fell back, how far it has gone, whether an office judged it, its place before.
Place: TypeAlias = tuple[int, int, tuple[Fraction | int, ...], bool, int]


class Thing(NamedTuple):
    """Something open: its kind (one of KINDS), the line that tells it, the problem that it is on the ledger.

    `over` are the days since the deadline of that problem, 0 where none has passed.
    """

    kind: str
    line: Line | None = None
    problem: Problem | None = None
    over: int = 0

    @property
    def is_settled(self) -> bool:
        """Tell whether an office has settled it: what nobody judged needs no settling."""
        return is_settled(self.line) if self.line else not self.is_carried

    @property
    def is_carried(self) -> bool:
        """Tell whether only an earlier report tells of it, by a verdict that no office has decided on since."""
        one = self.problem
        return self.line is None and one is not None and one.source is None and one.state != "returned"

    @property
    def came_back(self) -> bool:
        """Tell whether it was put right once, and is open again (反弹)."""
        return self.problem is not None and self.problem.state == "reopened"

    @property
    def fell_back(self) -> bool:
        """Tell whether the report is worse than the last one (退步)."""
        return self.line is not None and self.line.change is not None and self.line.change.kind == "fallen_back"

    @property
    def is_early(self) -> bool:
        """Tell whether only a report is missing whose deadline is still to come."""
        return self.kind == "missing" and self.line is not None and _is_ahead(self.line)


def _is_ahead(line: Line) -> bool:
    """Tell whether a deadline is still to come; of what only an office holds for not reported, where its day is known."""
    if line.verdict == "missing":
        return not line.past_due
    return not line.standing and line.deadline is not None and line.as_of is not None and line.deadline > line.as_of


def open_at(one: Standing, day: date | None) -> list[Thing]:
    """Return what is open at a unit on a day, the worst first (section 6); of a verdict what came or fell back is first.

    Of a unit that has not submitted that is its report, and what is known from before; what it had not reported then
    belongs to the report.
    """
    problems, absent = _problems(one), _is_absent(one)
    lines = [line for line in (one.file.lines if one.file else ()) if is_open(line)]
    told = [_of_line(line, problems, day) for line in lines if not (absent and verdict_on_paper(line) == "missing")]
    found = [thing for thing in told if not _is_ended(thing)]
    found += _others(one, told, day)
    return [*([Thing(ABSENCE)] if absent else []), *_in_order(found)]


def _of_line(line: Line, problems: Sequence[Problem], day: date | None) -> Thing:
    problem = _its_problem(line, problems)
    over = problem.days_over(day) if problem and day else 0
    return Thing(verdict_on_paper(line), line, problem, over)


def _is_absent(one: Standing) -> bool:
    return one.apart in (ABSENT, STALE)


def _problems(one: Standing) -> Sequence[Problem]:
    return (one.unit.problems if one.unit else one.file.tracked if one.file else None) or ()


def _its_problem(line: Line, problems: Sequence[Problem]) -> Problem | None:
    """Return the problem that a line is on the ledger: its last one, by hand only where there is no other."""
    of_task = [one for one in problems if one.target == line.target]
    own = [one for one in of_task if one.source is None]
    return next(reversed(own or of_task), None)


def _is_ended(thing: Thing) -> bool:
    """Tell whether an office has closed or cancelled a problem, and has not settled otherwise since."""
    one, settled = thing.problem, thing.line and thing.line.settled
    if one is None or one.state not in _ENDED:
        return False
    return not (settled and settled.day and one.decided_on and settled.day > one.decided_on)


def _others(one: Standing, told: Sequence[Thing], day: date | None) -> Iterator[Thing]:
    """Yield the problems still to mend that no line tells."""
    taken = {id(thing.problem) for thing in told}
    for problem in _problems(one):
        if problem.state in TO_MEND and id(problem) not in taken and _is_asked(one, problem):
            over = problem.days_over(day) if day else 0
            yield Thing(_kind(problem, over), problem=problem, over=over)


def _is_asked(one: Standing, problem: Problem) -> bool:
    """Tell whether a problem is asked for beside the lines: what was given to the unit always, what verdicts opened rarely.

    That is where an office has sent back what is no longer flagged, and where no report tells how it stands now.
    """
    if problem.target is None or problem.source is not None:
        return True
    line = one.file.by_target.get(problem.target) if one.file else None
    if line is not None:
        return problem.state == "returned" and line.waived is None and not line.known
    last = problem.now or problem.before
    return _is_absent(one) and (problem.state != "open" or last is None or last.verdict != "missing")


def _kind(problem: Problem, over: int) -> str:
    """Return the kind of a problem that no line tells: overdue once its deadline has passed, else by its last verdict."""
    if over:
        return "overdue"
    last = problem.now or problem.before
    by_hand = problem.target is None or problem.source is not None or last is None
    return GIVEN if by_hand or last is None or last.verdict not in FLAGGED else last.verdict


def _in_order(things: Sequence[Thing]) -> list[Thing]:
    placed = {id(thing): _place(thing, at) for at, thing in enumerate(things)}
    return sorted(things, key=lambda thing: placed[id(thing)])


def _place(thing: Thing, at: int) -> Place:
    relapse = 0 if thing.came_back else 1 if thing.fell_back else 2
    by_office = thing.line is not None and thing.kind != thing.line.verdict
    return KINDS.index(thing.kind), relapse, _amount(thing), by_office, at


def _amount(thing: Thing) -> tuple[Fraction | int, ...]:
    """Return how far a thing has gone, the farthest least: days over (a duty in force all the time follows), points behind.

    Of what is missing that whose deadline has passed is first; those that were so before are in the order of their days.
    """
    line = thing.line
    if thing.kind == "overdue":
        return (0, -thing.over) if line is None else (line.standing, -_days_over(line))
    if thing.kind == "lagging" and line is not None:
        return (-(line.lag or 0),)
    if thing.kind == "missing" and line is not None:
        return (_is_ahead(line), line.standing)
    return ()


def _days_over(line: Line) -> int:
    """Return the days since the deadline of a line; also of one that only an office has found overdue."""
    if line.standing or line.deadline is None or line.as_of is None:
        return 0
    return max((line.as_of - line.deadline).days, 0)
