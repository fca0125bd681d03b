"""Reports of files put aside on the disk, so that a nation's fit one machine: what counts of them stays at hand."""

from __future__ import annotations

import tempfile
import weakref
from functools import partial

from fazhi_check.assess import Assessment
from fazhi_check.beside import Before, Change
from fazhi_check.outcome import FileReport
from fazhi_check.round.problem import Problem
from fazhi_check.words import Sentence, Text
from fazhi_check.workers import know, packed, unpacked

_UNSAID = Sentence(Text("", ""))


def _counted(change: Change) -> Change:
    """Return what counts of a change: its kind, the day it is held against, for how many rounds it has lasted."""
    return change._replace(before=change.before and Before(change.before.as_of, change.before.verdict), since=None)


class Spool:
    """A file of its own, gone with the process, that holds the details of reports."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lasts as long as its reports
        weakref.finalize(self, self._file.close)
        self._known: dict[tuple[object, ...], Assessment] = {}
        self._problems: dict[tuple[object, ...], Problem] = {}

    def put(self, report: FileReport) -> None:
        """Put the details of a report aside; one without any stays as it is."""
        if not report.assessments or report.plan is None:
            return
        know(report.plan)
        raw = packed(report)
        start = self._file.seek(0, 2)
        self._file.write(raw)
        problems = None if report.tracked is None else list(map(self._thin_problem, report.tracked))
        report.put_aside(
            [self._thin(one) for one in report.assessments], problems, partial(self._read, start, len(raw))
        )

    def _read(self, start: int, length: int) -> FileReport:
        self._file.seek(start)
        return unpacked(self._file.read(length))

    def _thin(self, one: Assessment) -> Assessment:
        """Return an assessment of which only what counts is left: units that say the same of a task share one."""
        change = one.change and _counted(one.change)
        key = (
            *(id(one.target), one.verdict, one.waived, one.known, one.support, one.past_due, one.slow, one.late),
            *(change, one.settled, one.proposed),
        )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Assessment(
                one.target,
                one.verdict,
                _UNSAID,
                waived=one.waived,
                known=one.known,
                support=one.support,
                past_due=one.past_due,
                slow=one.slow,
                late=one.late,
                change=change,
                settled=one.settled,
                proposed=one.proposed,
            )
        return found

    def _thin_problem(self, one: Problem) -> Problem:
        """Return a problem of which only its state is left; one that was closed is still that of its task."""
        target = one.target if one.state == "closed" else None
        key = (target, one.state, one.deadline)
        found = self._problems.get(key)
        if found is None:
            found = self._problems[key] = Problem(
                "", target, _UNSAID, None, one.state, one.opened, deadline=one.deadline
            )
        return found
