"""What a reader asked to see: language, how much, what fails the gate, and from where paths are counted."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from fazhi_check.gate import DEFAULT_FAIL_ON
from fazhi_check.words import Lang


class Root(NamedTuple):
    """From where services count paths: the working folder `here`, and every spelling of the repository's top.

    All are absolute and masked as paths in reports are; without any, paths stay as they are.
    """

    here: str = ""
    tops: tuple[str, ...] = ()

    def name(self, path: str) -> str:
        """Return a path as services name files, parted by /: below the top from there, else absolute; never with `..`."""
        if path == "-":  # standard input lies nowhere
            return path
        whole = os.path.normpath(os.path.join(self.here, path))
        for top in self.tops:
            inside = os.path.join(top, "")
            if os.path.normcase(whole).startswith(os.path.normcase(inside)):
                return whole[len(inside) :].replace(os.sep, "/")
        return whole.replace(os.sep, "/")


class View(NamedTuple):
    """`show_all` lists every assessment instead of folding the missing ones; `color` is auto, always or never.

    `marks` says what bars and marks are drawn with: see cli.options.MARKS. `statistics` adds counts by code where
    there is a line for each finding, `sample` is how many lines are drawn for a look at their evidence. `given` is what an
    office adds to its papers (see digest.papers.facts.GIVEN), `templates` are its own by the paper; with `replace`
    papers that the program wrote before may give way. A bulletin that is `for_approval` says so on its first page (送审稿).
    With `sort` points the units of a standard stand by their points, else in the round's order.
    """

    lang: Lang = "zh"
    show_all: bool = False
    fail_on: frozenset[str] = DEFAULT_FAIL_ON
    color: str = "auto"
    marks: str = "auto"
    root: Root = Root()
    statistics: bool = False
    sample: int = 0
    given: Mapping[str, str] = {}
    templates: Mapping[str, str] = {}
    replace: bool = False
    for_approval: bool = False
    sort: str = ""
