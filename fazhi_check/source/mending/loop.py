"""From slip to slip: each that is found is mended in a draft, and reading goes on behind it.

A slip counts only where mending it lets the reader get further than the trouble it was looked for at: so nothing is
told that is right, and nothing that goes away once another slip is mended. Where no slip is known, the trouble is told
as the reader says it, and the entry around it is left out; from then on only slips that are known are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from fazhi_check.findings import Finding, Place, in_order
from fazhi_check.source.limits import Limits
from fazhi_check.source.mending.draft import Draft, Slip, indent_of, says_something
from fazhi_check.source.mending.lines import misplaced, out_of_place, slips_of
from fazhi_check.source.mending.trouble import DEPTH, DOCUMENTS, Trouble, find_trouble
from fazhi_check.source.mending.words import ID, KNOWN, TOP
from fazhi_check.source.slips import likely_slip

_MOST = 20  # slips that are told at a time
_BACK, _FAR = 40, 2_000  # lines above a trouble in which its cause is looked for, and an open quote
# How many slips may have to be mended together before the reader gets further.
_TOGETHER = (2, 3, 4, 6, 8, 12, 20)
_NEAR = 8  # lines above a trouble of which one may be indented wrongly
_TRIES = 500
_CHARACTERS = 4_000_000  # that are read again, all in all
_HEAD = re.compile(rf"\s*[\"']?{ID}\b|[\"']?(?:{KNOWN})[\"']? *[:：]")
_TOP_KEY = re.compile(rf"[\"']?(?:{TOP})[\"']? *[:：]")
# What readers say where lines do not fit together.
_BLOCK = re.compile("block (?:mapping|collection|sequence)|mapping values|simple key")
_LINE_END = re.compile("\r\n|\r|\n")
_END = Place(1 << 60, 1)


def all_slips(text: str, first: Finding, limits: Limits) -> list[Finding]:
    """Return all slips of a text that can be told at once, where reading it ended in a `first` finding."""
    if first.code not in ("FZ103", "FZ107"):
        return [first]
    return _Loop(text, first, limits).run()


class _Step(NamedTuple):
    """A draft in which some slips more are mended, and the next trouble in it; the slips are placed as written."""

    draft: Draft
    trouble: Trouble | None
    slips: Sequence[Slip]

    @property
    def reach(self) -> Place:
        """How far the reader gets, in the written text."""
        return self.draft.written(self.trouble.place) if self.trouble else _END

    def mends_all_around(self, line: int) -> bool:
        """Tell whether all of the unit that a line is in can be read."""
        return self.reach.line > self.draft.end(self.draft.unit(line))


class _Loop:
    """One text on its way to be readable: the draft so far, what was told, and how much may still be tried."""

    def __init__(self, text: str, first: Finding, limits: Limits) -> None:
        self._first, self._limits = first, limits
        self._draft = Draft([_untabbed(line) for line in _LINE_END.split(text)])
        self._tabbed = "\t" in text  # then the reader may have stumbled over a tab that is fine
        self._anchors = frozenset(re.findall(r"&([^\s,\[\]{}]+)", text))
        self._flows = text.lstrip()[:1] in ("{", "[")  # one collection in brackets, without lines of its own
        self._from = 1  # all before this line was read and is well
        self._characters, self._tries = _CHARACTERS, _TRIES
        self._told: list[Finding] = []
        self._unexplained = False  # something was told of which the cause is not known

    def run(self) -> list[Finding]:
        """Return what is to be told, in the order of the text."""
        trouble = self._trouble(self._draft, 1)
        while trouble and len(self._told) < _MOST:
            step = self._mended(trouble) or self._left_out(trouble)
            if step is None:
                break
            self._from = min([trouble.top, *(slip.place.line for slip in step.slips)])
            self._draft, trouble = step.draft, step.trouble
        return in_order(self._told) or [self._first]

    def _trouble(self, draft: Draft, number: int) -> Trouble | None:
        """Return the first trouble of a draft when it is read from a line on."""
        text = draft.text_from(number)
        trouble = find_trouble(text, self._limits, self._anchors)
        # Each reading takes its time for the lines that it leaves empty, too.
        self._characters -= (len(text) if trouble is None else trouble.read) + len(draft.lines)
        self._tries -= 1
        return trouble

    def _mended(self, trouble: Trouble) -> _Step | None:
        """Return the step that mends the slips behind a trouble; None where they are not known."""
        known = list(self._suspects(trouble))
        step = (
            self._known_slips(trouble, known)
            or self._behind_quotes(trouble, [slips[0] for slips in known])
            or self._one_line_off(trouble)
        )
        if step:
            self._told += [_told(slip, trouble.tag if len(step.slips) == 1 else "") for slip in step.slips]
        return step

    def _known_slips(self, trouble: Trouble, known: Sequence[Sequence[Slip]]) -> _Step | None:
        step = self._first_that_helps(trouble, (slip for slips in known for slip in slips))
        return step or self._several_help(trouble, [slips[0] for slips in known])

    def _behind_quotes(self, trouble: Trouble, slips: Sequence[Slip]) -> _Step | None:
        """Return the step that closes a quote, and mends all the slips that were hidden in it up to a trouble."""
        draft, start = self._draft, self._from
        for slip in slips:
            opened = slip.place.line < trouble.place.line and slip.edits[-1].new in ("'", '"')
            step = self._after(trouble, draft, [slip]) if opened else None
            made = list(step.slips) if step else []
            while step and step.trouble and step.reach.line <= trouble.place.line and len(made) < _MOST:
                self._draft, self._from = step.draft, slip.place.line
                step = self._known_slips(step.trouble, list(self._suspects(step.trouble)))
                made += step.slips if step else ()
            self._draft, self._from = draft, start
            if step and step.reach.line > trouble.place.line:
                return step._replace(slips=made)
        return None

    def _suspects(self, trouble: Trouble) -> Iterator[list[Slip]]:
        """Yield the slips that each line may have, from the trouble upwards; of one line any may be meant.

        Far above it only an open quote may be the cause: the next one closes it.
        """
        lines = self._draft.lines
        for number in range(min(trouble.place.line, len(lines)), max(trouble.top - _FAR, 0), -1):
            near, line = number > trouble.top - _BACK, lines[number - 1]
            slips = list(slips_of(lines, number)) if near or line.count('"') % 2 or line.count("'") % 2 else []
            if slips:
                yield slips

    def _first_that_helps(self, trouble: Trouble, slips: Iterable[Slip]) -> _Step | None:
        steps = (self._try(trouble, [slip]) for slip in slips)
        return next((step for step in steps if step), None)

    def _several_help(self, trouble: Trouble, slips: Sequence[Slip]) -> _Step | None:
        for count in _TOGETHER if len(slips) > 1 else ():
            step = self._try(trouble, slips[:count])
            if step or count >= len(slips):
                return step and self._fewest(trouble, step, slips[:count])
        return None

    def _fewest(self, trouble: Trouble, step: _Step, slips: Sequence[Slip]) -> _Step:
        """Return a step that mends no slip more than it takes."""
        for slip in list(slips):
            others = [one for one in slips if one is not slip]
            fewer = self._try(trouble, others) if others else None
            if fewer:
                step, slips = fewer, others
        return step

    def _try(self, trouble: Trouble, slips: Sequence[Slip]) -> _Step | None:
        """Return the step that mends some slips, if the reader gets further with them mended.

        What was hidden behind a slip on its line is mended with it, where that is needed.
        """
        step = self._after(trouble, self._draft, slips)
        if step and step.trouble and len(slips) == 1:
            line = slips[0].place.line
            behind = [slip for slip in slips_of(step.draft.lines, line) if slip.place.line == line][:1]
            second = self._after(trouble, step.draft, behind) if behind else None
            if second and second.reach > step.reach:
                step = second._replace(slips=(*step.slips, *second.slips))
        return self._confirmed(step, trouble)

    def _confirmed(self, step: _Step | None, trouble: Trouble) -> _Step | None:
        """Return a step if the reader gets to a later line with it, also from where it began before that trouble."""
        if step is None or step.reach.line <= trouble.place.line:
            return None
        whole = step._replace(trouble=self._trouble(step.draft, self._from))
        return whole if whole.reach.line > trouble.place.line else None

    def _after(self, trouble: Trouble, draft: Draft, slips: Sequence[Slip]) -> _Step | None:
        """Return the step that mends some slips of a draft; None where enough was tried."""
        if self._tries <= 0 or self._characters <= 0:
            return None
        edited = draft.edited({edit for slip in slips for edit in slip.edits})
        begin = min(edit.line for slip in slips for edit in slip.edits)
        written = [slip._replace(place=draft.written(slip.place)) for slip in slips]
        return _Step(edited, self._trouble(edited, min(begin, trouble.top)), written)

    def _one_line_off(self, trouble: Trouble) -> _Step | None:
        """Return the step that moves or leaves out one line, if that mends all of the entry it is in.

        Many a line can be moved so that reading goes on to the next: only the one that was meant mends it all.
        """
        off = trouble.opened is None and _BLOCK.search(trouble.problem)
        if not off or self._flows or self._unexplained or self._told_near(trouble):
            return None
        for slip in self._likely_off(min(trouble.place.line, len(self._draft.lines))):
            step = self._after(trouble, self._draft, [slip])
            if step and step.mends_all_around(slip.place.line):
                step = self._confirmed(step, trouble)
                if step:
                    return step
        return None

    def _likely_off(self, last: int) -> Iterator[Slip]:
        """Yield ways to move a line near the last one that was read, the likeliest first; then to leave one out.

        A line at the left margin that is no part of the file by its look makes all below it its own: it comes first.
        """
        lines, near = self._draft.lines, range(last, max(last - _NEAR, 0), -1)
        astray = [number for number in range(last, max(last - _FAR, 0), -1) if _is_astray(lines[number - 1])][:3]
        for numbers in (astray, near):
            moved = [likely for number in numbers for likely in misplaced(lines, number, self._usual)]
            moved.sort(key=lambda likely: -likely[0])
            yield from (
                slip for _, slip in moved if slip.edits[0].new or _HEAD.match(lines[slip.place.line - 1].strip())
            )
        for number in (*astray, *near[:3]):
            yield from out_of_place(lines, number)

    @cached_property
    def _usual(self) -> Counter[int]:
        return Counter(indent_of(line) for line in self._draft.lines if says_something(line))

    def _told_near(self, trouble: Trouble) -> bool:
        """Tell whether something was told already of the entry that a trouble is in."""
        lines, last = self._draft.lines, trouble.place.line
        head = next((n for n in range(min(last, len(lines)), 0, -1) if _HEAD.match(lines[n - 1])), 1)
        return any(one.place and head <= one.place.line <= last for one in self._told)

    def _left_out(self, trouble: Trouble) -> _Step | None:
        """Return the step that leaves out the unit in which a trouble is, told as the reader says it."""
        ends = self._flows or trouble.problem in (DEPTH, DOCUMENTS)
        if not self._told:
            self._told.append(self._as_read(trouble) if self._tabbed else self._first)
        elif not (ends or self._unexplained or self._told_near(trouble)):
            self._told.append(self._as_read(trouble))
        self._unexplained = True
        return None if ends else self._without(trouble)

    def _without(self, trouble: Trouble) -> _Step | None:
        edits = self._draft.blanked(self._draft.unit(trouble.top))
        after = edits[-1].line + 1
        if self._tries <= 0 or self._characters <= 0 or not any(map(says_something, self._draft.lines[after - 1 :])):
            return None
        draft = self._draft.edited(edits)
        following = self._trouble(draft, after)
        return None if following and following.place.line < after else _Step(draft, following, ())

    def _as_read(self, trouble: Trouble) -> Finding:
        place, slip = likely_slip(self._draft.lines, trouble.shown, trouble.problem)
        return Finding("FZ103", self._draft.written(place), {"slip": slip})


def _told(slip: Slip, tag: str) -> Finding:
    """Return a slip as a finding: what begins like a tag is told as one."""
    return Finding("FZ107", slip.place, {"tag": tag}) if tag else Finding("FZ103", slip.place, {"slip": slip.text})


def _is_astray(line: str) -> bool:
    """Tell whether a line stands at the left margin and is no part of the file by its look."""
    return says_something(line) and line[:1] != " " and not _TOP_KEY.match(line)


def _untabbed(line: str) -> str:
    """Return a line that says nothing without the tabs in it: not all readers let them be."""
    return line if says_something(line) else line.replace("\t", " ")
