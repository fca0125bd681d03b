"""What came back in a round, held against everything in its folder, and what is to be written of that."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import chdir
from functools import partial
from typing import NamedTuple

from fazhi_check.cli.checking import digested, report_on, show, write
from fazhi_check.cli.options import Options
from fazhi_check.cli.prepare import Setup, prepare, resolve
from fazhi_check.cli.round.folder import EARLIER, LAST, LEDGER, PAGE, REPORT, RESULTS, RETURNED, REVIEWS, RoundFolder
from fazhi_check.cli.round.told import unchanged
from fazhi_check.digest.run import Digest
from fazhi_check.outcome import Report
from fazhi_check.round.columns import BOOK
from fazhi_check.round.later import later_rows, unanswered
from fazhi_check.source.step import Content
from fazhi_check.words import Text

# What is written of a round, by format.
_WRITTEN = {"html": PAGE, "xlsx": LEDGER, "json": REPORT}


class Judged(NamedTuple):
    """A round that was judged: its report, how, the options that held, and which forms came back unchanged.

    `later` tells which rows wait for the next round, `objections` how many objections of units have no answer.
    """

    report: Digest
    setup: Setup
    options: Options
    notes: Sequence[Text] = ()
    later: Text | None = None
    objections: int = 0

    def show(self) -> None:
        """Print the report, unless nothing is to be printed."""
        if not self.options.quiet:
            show(self.report, self.options.format_, self.setup.view, self.setup.passed_over)

    def files(self) -> dict[str, Content]:
        """Return what is to be written of it, by the name of the file."""
        return {file: self._writer(name) for name, file in _WRITTEN.items()}

    def reviews(self, path: str) -> Content:
        """Return what brings a sheet of reviews up to date: its draft begins as what lies at a path."""

        def write_draft(draft: str) -> None:
            if os.path.exists(path):
                shutil.copyfile(path, draft)
            _write(self.report, "reviews", self.setup, draft)

        return write_draft

    def _writer(self, format_: str) -> Callable[[str], object]:
        return partial(_write, self.report, format_, self.setup)


def _write(report: Digest, format_: str, setup: Setup, path: str) -> None:
    write(report, format_, path, setup.view)


def judged(folder: RoundFolder, plan: str | None, given: Options) -> Judged:
    """Return what came back, judged, under a plan of one's own or the one that each file names. Raises UsageError."""
    here = RoundFolder("")
    with chdir(folder.path):
        setup, options = _set_up(plan, given)
        report = report_on(setup, options)
        stands = report.round
        notes = [*unchanged(stands, here, is_filled(here))] if stands else []
        later, objections = (later_rows(stands), unanswered(stands)) if stands else (None, 0)
        return Judged(digested(report, setup.view.fail_on), setup, options, notes, later, objections)


def is_filled(folder: RoundFolder) -> bool:
    """Tell whether the forms of a round are handed out with what was reported before."""
    return bool(folder.there(EARLIER, LAST))


def looked_at(folder: RoundFolder, plan: str | None, given: Options) -> Report:
    """Return what came back, as it is judged by itself: nothing is compared, nothing laid out. Raises UsageError."""
    with chdir(folder.path):
        setup, options = _set_up(plan, given, compared=False)
        return report_on(setup, options)


def _set_up(plan: str | None, given: Options, compared: bool = True) -> tuple[Setup, Options]:
    """Return a run from inside the folder of a round: a report is the same wherever the folder lies. Raises UsageError."""
    here = RoundFolder("")
    standards = tuple(here.standards())
    options = given.replace(
        open=False,
        round=BOOK,
        reviews=here.there(REVIEWS),
        since=here.there(EARLIER) if compared else (),
        output=tuple(f"{name}:{RESULTS}/{file}" for name, file in _WRITTEN.items()) if compared else (),
        **({"plan": plan} if plan else {}),
        **({"standard": standards} if compared and standards else {}),
    )
    resolved = resolve([RETURNED], options)
    return prepare(resolved), resolved.options
