"""The passages of a published plan under ids: chapters, sections and items by their numbers, lost headings noticed.

Three levels make an id. Which kinds of number stand for them is read from the whole text: 第一章, 第一节, 一、; without
chapters 一、, （一）, 1. A level that the text does not have is 1 (an item 0); what stands outside a level that it has is
0. A number that skips, or starts anew where nothing above it did, tells of a heading that was lost: unless the numbers
above say that none was. Numbers that run on through the whole text (articles always do, sections often) are kept as
printed: （五） in the second chapter is 2.5, and nothing before it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from typing import Final, NamedTuple, TypeAlias

from fazhi_check.plan.draft.short import NO_TITLE, cut
from fazhi_check.plan.draft.tables import cells
from fazhi_check.plan.model import Heading
from fazhi_check.plan.rules.words import LONGEST_TITLE
from fazhi_check.source.outline import KINDS, LOWEST, Kind, Line, Mark
from fazhi_check.source.prose import SourceText

CHAPTER, SECTION, ITEM = range(3)
# What may stand for each level, the first that the text has: always below the kind of the level above.
_ORDER: Final[tuple[Kind, ...]] = (
    *("part", "chapter", "section", "bare", "hash1", "hash2", "hash3", "cn", "decimal2", "decimal3"),
    *("paren_cn", "num", "half_num", "paren_num", "circle"),
)
_CANDIDATES: Final[tuple[tuple[Kind, ...], ...]] = (
    ("chapter", "part", "bare", "hash1", "cn"),
    ("section", "hash2", "cn", "decimal2", "paren_cn"),
    ("hash3", "cn", "decimal3", "paren_cn", "num", "half_num", "paren_num", "circle"),
)
# So many items with one paragraph each, and nearly all of them, make a rule of it.
_MANY, _NEARLY_ALL = 8, 0.8
_BOX = re.compile(r"^[#*【\[]{0,4}专栏[\d一二三四五六七八九十]{0,3}", re.MULTILINE)
_BY_THEN = re.compile(r"[到至]?\d{4}年(?:\d{1,2}月)?[底末]?[以之]?前?[，,]")  # no title begins so
_LISTED = re.compile("[—–―·●■◆▲※-]|[一二三四五六七八九十]是|其[一二三四五]")  # such a paragraph goes on with a list
_FARTHEST = 20  # a number farther ahead is none of the series


class Head(NamedTuple):
    """A chapter, section or item: its number as given, its title, whether it was printed, and where it begins."""

    id: str
    title: str
    heading: Heading
    start: int


class Part(NamedTuple):
    """What stands under one id: its text from `start` to `end`, and the heads above it with its own."""

    section: str
    item: str
    heads: tuple[Head, ...]
    start: int
    end: int

    @property
    def own(self) -> Head:
        """Its own head."""
        return self.heads[-1]


class Lost(NamedTuple):
    """A heading that the numbers tell of: the id it has or would have, the line it was noticed at, and its title.

    It is `placed` where text was found that it may have headed.
    """

    id: str
    line: int
    title: str
    placed: bool


class Structure(NamedTuple):
    """A text in parts, with the headings that were lost."""

    parts: tuple[Part, ...]
    lost: tuple[Lost, ...]


class _Node(NamedTuple):
    """What was printed: a number with its heading (none before the first), and the paragraphs under it."""

    mark: Mark | None
    lines: tuple[Line, ...]


_Step: TypeAlias = tuple[int, int]  # a heading that must have stood: its level and number


def structure(source: SourceText, start: int, end: int) -> Structure:
    """Return the parts of a plan's text between two offsets."""
    marks = _without_boxes(source.closed, [mark for mark in source.marks if start <= mark.start < end])
    levels = _levels(marks)
    marks = [mark for mark in marks if mark.kind in levels]
    nodes = list(_nodes(source, start, end, marks))
    found = _Reader(source, levels, single=False).read(nodes, start, end)
    # Only where the numbers tell that the copy lost headings is a further paragraph a sign of one.
    single = found.lost and not source.wrapped and _is_single(nodes, levels[ITEM])
    return _Reader(source, levels, single=True).read(nodes, start, end) if single else found


def _without_boxes(closed: str, marks: list[Mark]) -> list[Mark]:
    """Return the marks of a text without those inside boxes (专栏): these are numbered for themselves."""
    for box in _BOX.finditer(closed):
        after = [mark for mark in marks if mark.start >= box.start()]
        if after and after[0].number == 1 and not _is_above(after[0].kind, "cn"):
            before = [mark for mark in marks if mark.start < box.start()]
            marks = before + _past_box(before, after)
    return marks


def _past_box(before: Sequence[Mark], after: list[Mark]) -> list[Mark]:
    """Return the marks behind a box: from the next of a kind above, or where the numbers go on from before the box."""
    kind = after[0].kind
    inside = list(takewhile(lambda mark: not _is_above(mark.kind, kind), after))
    last = next((mark for mark in reversed(before) if mark.kind == kind or _is_above(mark.kind, kind)), None)
    number = last.number if last and last.kind == kind else 0
    own = [at for at, mark in enumerate(inside) if mark.kind == kind]
    for skipped in range(1, len(own)):
        rest = [inside[at].number for at in own[skipped:]]
        if rest == list(range(number + 1, number + 1 + len(rest))):
            return after[own[skipped] :]
    return after[len(inside) :]


def _is_above(kind: Kind, other: Kind) -> bool:
    return kind != other and KINDS.index(kind) < KINDS.index(other)


def _levels(marks: Sequence[Mark]) -> tuple[Kind | None, ...]:
    """Return which kind of number stands for chapter, section and item; None for a level the text does not have."""
    present = {mark.kind for mark in marks if mark.heads or mark.number == 1 or mark.kind == "article"}
    levels: list[Kind | None] = []
    above = -1
    for candidates in _CANDIDATES:
        kind = next((one for one in candidates if one in present and _ORDER.index(one) > above), None)
        levels.append(kind)
        above = _ORDER.index(kind) if kind else above
    if "article" in present:
        levels[SECTION:] = ["section" if "section" in present else None, "article"]
    titled = {mark.kind for mark in marks if mark.heads}
    lowest = list(dict.fromkeys(mark.kind for mark in marks if mark.kind in LOWEST and mark.kind in titled))[:3]
    # Where the lowest kinds are all that a text has, they are its levels.
    if levels[:ITEM] == [None, None] and levels[ITEM] in LOWEST and len(lowest) > 1:
        levels[-len(lowest) :] = lowest
    return tuple(levels)


def _nodes(source: SourceText, start: int, end: int, marks: Sequence[Mark]) -> Iterator[_Node]:
    left_out = cells(source, source.sentences(start, end))
    ends = [*(mark.start for mark in marks), end]
    yield _Node(None, _lines(source, start, ends[0], left_out))
    for mark, after in zip(marks, ends[1:], strict=True):
        yield _Node(mark, _lines(source, mark.end, after, left_out))


def _lines(source: SourceText, start: int, end: int, left_out: set[int]) -> tuple[Line, ...]:
    """Return the paragraphs between two offsets, what is left of a line behind its heading among them; no cells."""
    lines, at = [], start
    for text in source.closed[start:end].split("\n"):
        if any(char.isalnum() for char in text) and at not in left_out:
            lines.append(Line(at, text))
        at += len(text) + 1
    return tuple(lines)


def _is_single(nodes: Sequence[_Node], kind: Kind | None) -> bool:
    """Tell whether nearly all items hold one paragraph: then a further one has lost its heading."""
    counts = [len(node.lines) for node in nodes if node.mark and node.mark.kind == kind and node.mark.heads]
    return len(counts) >= _MANY and counts.count(1) >= _NEARLY_ALL * len(counts)


class _Reader:
    """Walks through what was printed and gives ids."""

    def __init__(self, source: SourceText, levels: tuple[Kind | None, ...], single: bool) -> None:
        self._source, self._levels, self._single = source, levels, single
        self._now = [0 if levels[CHAPTER] else 1, 0 if levels[SECTION] else 1, 0]
        self._heads: dict[tuple[int, ...], Head] = {}
        self._begun: list[tuple[tuple[int, ...], int]] = []
        self._lost: list[Lost] = []
        self._last = [0, 0, 0]  # the number printed last at each level
        self._running: frozenset[int] = frozenset()
        self._ahead: Sequence[Mark] = ()

    def read(self, nodes: Sequence[_Node], start: int, end: int) -> Structure:
        """Return the parts in order; each begins where its heading does."""
        self._begun.append((self._key(), start))
        marks = [node.mark for node in nodes if node.mark]
        self._running = frozenset(level for level in (SECTION, ITEM) if self._runs_on(level, marks))
        for node, following, at in zip_longest(nodes, nodes[1:], range(1, len(nodes))):
            if node.mark:
                self._print(node.mark)
            self._ahead = marks[at:] if at else ()
            self._lose(node, following.mark if following else None)
        ends = [at for _, at in self._begun[1:]] + [end]
        parts = (self._part(key, at, after) for (key, at), after in zip(self._begun, ends, strict=True))
        return Structure(tuple(part for part in parts if part.end > part.start), tuple(self._lost))

    def _lose(self, node: _Node, following: Mark | None) -> None:
        """Give the paragraphs of a node that are not its own to the headings that were lost before the next one."""
        steps = self._steps(following) if following else []
        wanted = sum(level == ITEM for level, _ in steps)
        own, spare = self._shared(node, wanted)
        if self._single and node.mark and self._level(node.mark) == ITEM and not self._skips_on(following, steps):
            for line in spare[: len(spare) - wanted]:
                if _LISTED.match(line.text):
                    continue
                self._put(ITEM, self._now[ITEM] + 1, line.start, cut(line.text), "lost")
        given = list(spare[len(spare) - wanted :]) if wanted and len(spare) >= wanted else []
        if own == 0 and wanted == 1 and spare:
            given = [spare[0]]
        for level, number in steps:
            self._give(level, number, given, following)

    def _shared(self, node: _Node, wanted: int) -> tuple[int, tuple[Line, ...]]:
        """Return how many paragraphs are a node's own, and the others: the lead of a section may be its first item."""
        is_item = node.mark is not None and self._level(node.mark) == ITEM
        own = 0 if wanted and not is_item and node.mark else 1
        return own, node.lines[own:]

    def _skips_on(self, following: Mark | None, steps: list[_Step]) -> bool:
        """Tell whether the next number is of the same section: nothing of its own may then stand between."""
        return following is not None and self._level(following) == ITEM and all(level == ITEM for level, _ in steps)

    def _give(self, level: int, number: int, given: list[Line], following: Mark | None) -> None:
        if level == ITEM and given:
            line = given.pop(0)
            self._put(level, number, line.start, cut(line.text), "lost")
        elif level == ITEM or following is None or self._level(following) == level:
            at = following.start if following else 0
            self._note(_id([*self._now[:level], number]), at, NO_TITLE, placed=False)
        else:
            self._put(level, number, given[0].start if given else following.start, NO_TITLE, "lost")

    def _runs_on(self, level: int, marks: Sequence[Mark]) -> bool:
        """Tell whether the numbers of a level run on where a heading above begins; those of articles do."""
        if self._levels[level] == "article":
            return True
        on, last, is_first = 0, 0, False
        for mark in marks:
            if self._level(mark) < level:
                is_first = True
            elif self._level(mark) == level:
                if is_first and last:
                    on += 1 if mark.number > last else -1
                last, is_first = mark.number, False
        return on > 0

    def _steps(self, mark: Mark) -> list[_Step]:
        """Return the headings that a number tells of: those it skips, and the one above where it starts anew."""
        level, number = self._level(mark), mark.number
        before = self._last[level] if level in self._running else self._now[level]
        if number > before:
            return [(level, skipped) for skipped in range(before + 1, number)] if number - before <= _FARTHEST else []
        if level in (CHAPTER, *self._running) or not self._levels[level - 1] or not mark.heads:
            return []
        if not self._starts_anew(mark, level):
            return []
        return [(level - 1, self._now[level - 1] + 1), *((level, skipped) for skipped in range(1, number))]

    def _starts_anew(self, mark: Mark, level: int) -> bool:
        """Tell whether a number no higher than the one before it has lost the heading above it.

        The next number above it has to leave room for one. Where nothing more is printed above, a misprint and a list
        that the line before announces are told from it.
        """
        above = next((one for one in self._ahead if self._level(one) < level), None)
        if above and self._level(above) == level - 1 and above.number > self._now[level - 1]:
            return above.number > self._now[level - 1] + 1
        announced = self._source.closed[: mark.start].rstrip().endswith(("：", ":"))
        return not announced and (mark.number == 1 or self._goes_on(mark, level))

    def _goes_on(self, mark: Mark, level: int) -> bool:
        """Tell whether the next number of a level goes on from one that is lower than the one before it."""
        after = next((one for one in self._ahead[1:] if self._level(one) <= level), None)
        is_next = after is not None and self._level(after) == level and after.number == mark.number + 1
        return mark.number < self._now[level] and is_next

    def _print(self, mark: Mark) -> None:
        level = self._level(mark)
        self._last[level] = mark.number
        number = mark.number if mark.number > self._now[level] else self._now[level] + 1
        title = mark.title or cut(_BY_THEN.sub("", self._source.closed[mark.text :].split("\n", 1)[0], count=1))
        self._put(level, number, mark.start, title[:LONGEST_TITLE], "printed")

    def _level(self, mark: Mark) -> int:
        return self._levels.index(mark.kind)

    def _put(self, level: int, number: int, start: int, title: str, heading: Heading) -> None:
        self._now[level] = number
        for below in range(level + 1, 3):
            self._now[below] = 0 if self._levels[below] or below == ITEM else 1
        self._heads[self._key()[: level + 1]] = Head(_id(self._key()[: level + 1]), title, heading, start)
        if start == self._begun[-1][1]:
            self._begun.pop()
        self._begun.append((self._key(), start))
        if heading == "lost":
            self._note(_id(self._key()[: level + 1]), start, title, placed=True)

    def _note(self, lost: str, at: int, title: str, placed: bool) -> None:
        self._lost.append(Lost(lost, self._source.line_at(at), title, placed))

    def _part(self, key: tuple[int, ...], start: int, end: int) -> Part:
        heads = (self._heads.get(key[: level + 1]) for level in range(3))
        return Part(_id(key[:ITEM]), _id(key), tuple(head for head in heads if head), start, end)

    def _key(self) -> tuple[int, ...]:
        return tuple(self._now)


def _id(numbers: Sequence[int]) -> str:
    return ".".join(map(str, numbers))
