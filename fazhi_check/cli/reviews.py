"""Writes the sheet of reviews of a run: a new one, or one that is there brought up to date without losing a cell."""

from __future__ import annotations

import os

from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.digest.run import Digest
from fazhi_check.fill.reviews import NotOurs, NotUpdated, reviews_of
from fazhi_check.reports.view import View


def write_reviews(report: Digest, path: str, view: View) -> None:
    """Write a sheet of reviews to a file in one step; one that needs no change is left as it is. Raises UsageError."""
    from fazhi_check.cli.checking import save

    old = _old(path)
    try:
        new = reviews_of(report, view.sample, old)
    except NotOurs:
        raise UsageError(
            f"{path} 已经有了，而且不是本程序写的核定单，没有改动；请换一个文件名",
            f"{path} is there and is no sheet of reviews written by this program: name another file",
        ) from None
    except NotUpdated:
        raise UsageError(
            f"{path} 没有更新，一格也没有改：不能保证不丢内容。请另写一个文件名，再把填过的内容抄过去",
            f"{path} was not brought up to date and is unchanged: what is in it could be lost. Name another file",
        ) from None
    if new != old:
        save(path, new)


def _old(path: str) -> bytes | None:
    if not os.path.lexists(path):
        return None
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise unwritten(path, error) from None
