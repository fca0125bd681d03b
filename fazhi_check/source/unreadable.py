"""The one exception that a scalar's reader raises: what to write instead."""

from __future__ import annotations

from fazhi_check.words import Text


class Unreadable(ValueError):
    """A text that cannot be read as what it should be; `advice` says what to write."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.advice = Text(zh, en)
