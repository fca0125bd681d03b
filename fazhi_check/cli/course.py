"""The round and the reports of earlier ones that a run is held against, as the options name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_check.cli.options import Options
from fazhi_check.cli.usage_error import UsageError

if TYPE_CHECKING:
    from fazhi_check.round.course import Course
    from fazhi_check.round.rows import Round


def read_course(options: Options) -> Course | None:
    """Return what a run is held against besides the plan; None where neither round nor reports are given.

    Raises UsageError.
    """
    if not (options.round or options.since):
        return None
    from fazhi_check.round.course import Course
    from fazhi_check.round.earlier import read_history

    round_ = _round(options.round) if options.round else None
    return Course(round_, read_history(options.since) if options.since else None)


def _round(path: str) -> Round:
    from fazhi_check.findings import Unusable
    from fazhi_check.round.reading import read_round

    try:
        return read_round(path)
    except Unusable as broken:
        raise UsageError(
            f"这一次调度的文件不能使用：\n{broken.message('zh')}",
            f"The file of the round cannot be used:\n{broken.message('en')}",
        ) from None
