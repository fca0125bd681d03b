"""What a reader asked to see: language, how much, and what fails the gate."""

from __future__ import annotations

from typing import NamedTuple

from fazhi_check.gate import DEFAULT_FAIL_ON
from fazhi_check.words import Lang


class View(NamedTuple):
    """`show_all` lists every assessment instead of folding the missing ones; `color` is auto, always or never.

    `marks` says what bars and marks are drawn with: see cli.options.MARKS.
    """

    lang: Lang = "zh"
    show_all: bool = False
    fail_on: frozenset[str] = DEFAULT_FAIL_ON
    color: str = "auto"
    marks: str = "auto"
