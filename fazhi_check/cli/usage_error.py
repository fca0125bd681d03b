"""Wrong usage: what is wrong and what to write instead, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.guess import did_you_mean
from fazhi_check.words import Lang, Text


class UsageError(Exception):
    """The command cannot be carried out as given (exit code 2); `lang` where it is known better than by the flags."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)
        self.lang: Lang | None = None


def choose(written: str, allowed: Sequence[str], option: str) -> str:
    """Return `written` if it is allowed for the option.

    Raises UsageError with the nearest allowed word.
    """
    if written in allowed:
        return written
    hint, listed = did_you_mean(written, allowed, "Did you mean"), ", ".join(allowed)
    raise UsageError(
        f"{option} 不能是“{written}”。{hint.zh}可填：{listed}",
        f"{option} cannot be {written}. {hint.en}Allowed: {listed}",
    )


def unwritten(path: str, error: OSError) -> UsageError:
    """Return what is said of a file that cannot be written."""
    return UsageError(f"{path} 写不进去：{error.strerror}", f"{path} cannot be written: {error.strerror}")
