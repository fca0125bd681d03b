"""The round and the reports of earlier ones that a run is held against, as the options name them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fazhi_check.cli.options import Options
from fazhi_check.cli.usage_error import UsageError, bad_history
from fazhi_check.cli.values import read_lang
from fazhi_check.findings import BadFile
from fazhi_check.sanitize import clean
from fazhi_check.words import Text

if TYPE_CHECKING:
    from fazhi_check.round.course import Course
    from fazhi_check.round.earlier import History
    from fazhi_check.round.reading import ReviewSheet
    from fazhi_check.round.rows import Round

_MOST = 200  # of what is wrong is told at a time


def read_course(options: Options) -> Course | None:
    """Return what a run is held against besides the plan; None where neither round nor reports are given.

    Raises UsageError.
    """
    _refuse_without_round(options)
    if not (options.round or options.since):
        return None
    from fazhi_check.round.course import Course

    round_ = round_at(options.round) if options.round else None
    sheets = [_reviews(path, round_) for path in options.reviews] if round_ else []
    return Course(round_, _history(options) if options.since else None, sheets)


def _history(options: Options) -> History:
    """Return the earlier reports; what of their folders was passed over is said on standard error."""
    from fazhi_check.round.earlier import read_history

    try:
        history = read_history(options.since)
    except BadFile as bad:
        raise bad_history(bad) from None
    said = [Text(f"{path}：{_NO_REPORT.zh}", f"{path}: {_NO_REPORT.en}") for path in history.passed_over]
    if history.empty:
        named = "、".join(options.since)
        said.append(Text(f"{named} 里{_NOBODY.zh}", f"{named}: {_NOBODY.en}"))
    for text in [] if options.quiet else said:
        print(clean(text.say(read_lang(options.lang))), file=sys.stderr)
    return history


def _refuse_without_round(options: Options) -> None:
    """Refuse options that mean nothing without a round. Raises UsageError."""
    asked = {"--reviews": options.reviews, "--sample": options.sample}
    named = next((flag for flag, given in asked.items() if given), None)
    if named and not options.round:
        raise UsageError(
            f"{named} 要和 --round 一起用：核定和抽查都是一次调度的",
            f"{named} goes with --round: reviews and samples are those of a round",
        )


def _reviews(path: str, round_: Round) -> ReviewSheet:
    from fazhi_check.findings import Unusable
    from fazhi_check.round.reading import read_reviews

    try:
        return read_reviews(path, round_.head.plan)
    except Unusable as broken:
        raise UsageError(
            f"核定单不能使用：\n{broken.message('zh')}", f"The sheet of reviews cannot be used:\n{broken.message('en')}"
        ) from None


_NO_REPORT = Text(
    "不是 check -f json 或 jsonl 的报告，没有用来对比",
    "it is no report of check -f json or jsonl, nothing is held against it",
)
_NOBODY = Text("没有判定过的单位，没有可对比的上期", "no unit was judged in it: there is nothing to compare with")


def round_at(path: str) -> Round:
    """Return the round in a file. Raises UsageError with every finding where it cannot be used."""
    from fazhi_check.findings import Unusable
    from fazhi_check.round.reading import read_round

    try:
        return read_round(path)
    except Unusable as broken:
        first, left = Unusable(path, broken.findings[:_MOST]), len(broken.findings) - _MOST
        zh, en = (f"\n另有 {left} 处没有列出", f"\nand {left} more") if left > 0 else ("", "")
        raise UsageError(
            f"这一次调度的文件不能使用：\n{first.message('zh')}{zh}",
            f"The file of the round cannot be used:\n{first.message('en')}{en}",
        ) from None
