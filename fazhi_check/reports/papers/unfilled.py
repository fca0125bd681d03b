"""Why a template could not be filled in, as far as the one who fills it in knows."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_check.words import Text


class Several(ValueError):
    """A tag that holds several things was to be written as one text."""


class Unfilled(ValueError):
    """A template that could not be filled in: what is wrong, and the tags of the paragraph where, without their braces.

    `name` is what it names and is not there, `inside` tells that it was looked for in something else: 行.编号.
    """

    def __init__(self, tags: Sequence[str], why: Text, name: str | None = None, inside: bool = False) -> None:
        super().__init__(why.en)
        self.tags, self.why, self.name, self.inside = list(tags), why, name, inside
