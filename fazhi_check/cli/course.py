"""The round and the reports of earlier ones that a run is held against, as the options name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_check.cli.options import Options

if TYPE_CHECKING:
    from fazhi_check.round.course import Course


def read_course(options: Options) -> Course | None:
    """Return what a run is held against besides the plan; None where neither round nor reports are given.

    Raises UsageError.
    """
    if not (options.round or options.since):
        return None
    from fazhi_check.round.course import Course
    from fazhi_check.round.earlier import read_history
    from fazhi_check.round.reading import read_round

    round_ = read_round(options.round) if options.round else None
    return Course(round_, read_history(options.since) if options.since else None)
