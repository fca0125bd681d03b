"""The reports of earlier rounds: what a unit's earlier judgements were.

A saved report holds thousands of units. Only an index of it is kept: who, on which day, and which bytes of the file. A
unit's part is read when it is asked for, also in other processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from fazhi_check.identity import Identity
from fazhi_check.plan.model import Phase, Plan
from fazhi_check.round.archive import Spot, is_report, lines_of, refuse, spots_in
from fazhi_check.round.judged import Earlier
from fazhi_check.round.kept import check_part, judgement_of, judgements_of
from fazhi_check.submission.records import Unit

_ENDINGS = (".json", ".jsonl")


class History:
    """The earlier reports of all units, by unit; a unit's are read when they are asked for.

    `files` are those it was read from, `passed_over` those of folders that are no reports of ours.
    """

    def __init__(
        self, spots: Iterable[tuple[Unit, Spot]] = (), files: Sequence[str] = (), passed_over: Sequence[str] = ()
    ) -> None:
        self.files, self.passed_over = tuple(files), tuple(passed_over)
        self._spots: dict[Unit, list[Spot]] = {}
        for unit, spot in spots:
            self._spots.setdefault(unit, []).append(spot)
        self._known: tuple[str, dict[Identity, list[Spot]]] = ("", {})

    @property
    def empty(self) -> bool:
        """Tell whether it knows of nobody."""
        return not self._spots

    def before(
        self, unit: Unit, plan: Plan, as_of: date, phase: Phase | None, who: Callable[[Unit], Identity]
    ) -> list[Earlier]:
        """Return the earlier reports of a unit, the oldest first: of the same phase, and of an earlier day of judgement.

        Of several of one day the last given counts. `who` tells who a unit is under the plan. Raises BadFile.
        """
        own = phase.id if phase else None
        spots = self._by_identity(plan, who).get(who(unit), [])
        kept = {spot.day: spot for spot in spots if spot.phase == own and spot.day < as_of}
        return [_read(kept[day]) for day in sorted(kept)]

    def _by_identity(self, plan: Plan, who: Callable[[Unit], Identity]) -> dict[Identity, list[Spot]]:
        """Return the parts of each unit, as the plan in use tells units apart, in the order they were given."""
        if self._known[0] != plan.hash:
            found: dict[Identity, list[Spot]] = {}
            for unit, spots in self._spots.items():
                found.setdefault(who(unit), []).extend(spots)
            self._known = plan.hash, {one: sorted(each, key=lambda spot: spot.order) for one, each in found.items()}
        return self._known[1]


def read_history(paths: Sequence[str]) -> History:
    """Return the history in saved reports (json or jsonl) and folders of them, in the order given. Raises BadFile."""
    passed_over: list[str] = []
    files = [file for path in paths for file in _files(path, passed_over)]
    spots = (found for path in files for found in spots_in(path))
    ordered = [(unit, spot._replace(order=order)) for order, (unit, spot) in enumerate(spots)]
    return History(ordered, files, passed_over)


def _files(path: str, passed_over: list[str]) -> Iterator[str]:
    """Yield the reports that a path names; what else of that form lies in a folder is noted."""
    if not os.path.isdir(path):
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(_ENDINGS) and not name.startswith((".", "~$")):
                file = os.path.join(folder, name).replace(os.sep, "/")
                if is_report(file):
                    yield file
                else:
                    passed_over.append(file)


def _read(spot: Spot) -> Earlier:
    """Return a unit's part of a report. Raises BadFile."""
    lines, whole = lines_of(spot), spot.number is not None
    try:
        judged = judgements_of([raw for _, raw in lines], whole, spot.plan, spot.day)
    except ValueError:
        read = check_part if whole else partial(judgement_of, plan=spot.plan, day=spot.day)
        raise refuse(spot, lines, read) from None
    return Earlier(spot.day, spot.plan, judged)
