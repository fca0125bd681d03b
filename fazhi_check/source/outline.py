"""The numbered headings of a published text: 第一章, 第一节, 第一条, 一、, （一）, 1., （1）, ①, and what each of them heads.

A number at the head of a line is no proof of a heading: things listed are numbered too. What stands behind it decides,
and what the other numbers of its kind in the text head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["part", "chapter", "section", "article", "cn", "paren_cn", "num", "paren_num", "circle"]

KINDS: Final[tuple[Kind, ...]] = (
    *("part", "chapter", "section", "article"),
    *("cn", "paren_cn", "num", "paren_num", "circle"),
)
_CN, _ANY = "[一二三四五六七八九十百零〇]{1,5}", r"(?:[一二三四五六七八九十百零〇]{1,5}|\d{1,3})"
_NUMBERS: Final[dict[Kind, re.Pattern[str]]] = {
    "part": re.compile(f"第({_ANY})(?:部分|编|篇)"),
    "chapter": re.compile(f"第({_ANY})章"),
    "section": re.compile(f"第({_ANY})节"),
    "article": re.compile(f"第({_ANY})条"),
    "cn": re.compile(f"({_CN})[、．.]"),
    "paren_cn": re.compile(f"[（(]({_CN})[）)][、．.]?"),
    "num": re.compile(r"(\d{1,2})(?:、|[．.)）](?![\d．.]))"),
    "paren_num": re.compile(r"[（(](\d{1,2})[）)][、．.]?"),
    "circle": re.compile("([①-⑳])[、．.]?"),
}
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LONGEST_LINE, _LONGEST_RUN_IN, _LONGEST_NEXT = 40, 25, 30
_STOPS = re.compile("[。；;！？!?]")
_ENDS_OPEN = re.compile("[，、,]$")
_RUN_IN = re.compile(rf"[^。；;！？!?，,：:]{{2,{_LONGEST_RUN_IN}}}(?:。|[：:](?=.))")
# A title in two or three halves, as slogans go: 强化法治，严格监管。 What counts, dates or obliges is a sentence.
_HALF = r"(?:(?![要应须由])[^。；;！？!?，,：:\d]){3,12}"
_IN_HALVES = re.compile(rf"(?=[^。]{{7,{_LONGEST_RUN_IN + 5}}}。){_HALF}(?:[，,]{_HALF}){{1,2}}。")
_STOPPED = re.compile(rf"(?:{_RUN_IN.pattern}|{_IN_HALVES.pattern})$")
_TITLE_MARKS = "：: 。"
# So much of a kind's numbers head a title: then those that might do.
_MOST = 0.6
_CONTENTS = re.compile("目录|目次")
_ENTRY = re.compile(f"第{_ANY}[编篇章节]")
_ENTRIES = 3  # so many entries on a line are a table of contents that was run together
_LEADER = re.compile(r"(?:[.．…·•\s]{2,}|\t|[—-]{2,})[（(]?\d{1,3}[)）]?$")
_PAGED = re.compile(r"[^\d.．]\d{1,3}$")
_MARK_BEFORE = re.compile("[#>*·●■◆▲★☆　 ]*")


class Mark(NamedTuple):
    """A number at the head of a line: `start` is where it stands, `text` where what follows it begins.

    `end` is where the heading ends: past its title, else at `text`, where the number stands before a sentence.
    """

    kind: Kind
    number: int
    start: int
    text: int
    end: int
    title: str

    @property
    def heads(self) -> bool:
        """Tell whether a title is printed after the number."""
        return bool(self.title)


class Line(NamedTuple):
    """A paragraph of a text with the offset where it begins."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset where it ends."""
        return self.start + len(self.text)


class _Seen(NamedTuple):
    """A number as it was found, with what its line looks like: pure, stopped, run_in, alone or body.

    A stopped line holds nothing but a title with a full stop.
    """

    mark: Mark
    look: str
    at: int


def outline(closed: str) -> list[Mark]:
    """Return the numbered marks of a closed-up text in order; a table of contents has none."""
    lines = written_lines(closed)
    skipped = contents(lines)
    seen = [one for at, line in enumerate(lines) if at not in skipped and (one := _seen(lines, at, line))]
    followed = _with_next(seen, len(lines))
    heading = {kind: _heads(kind, followed) for kind in KINDS}
    return [_settled(one, has_text, heading[one.mark.kind]) for one, has_text in followed]


def written_lines(closed: str) -> list[Line]:
    """Return the lines of a text that hold something."""
    lines, at = [], 0
    for text in closed.split("\n"):
        if text:
            lines.append(Line(at, text))
        at += len(text) + 1
    return lines


def contents(lines: Sequence[Line]) -> range:
    """Return the lines of a table of contents: 目录, and what follows it as long as it leads to pages or stands again."""
    for at, line in enumerate(lines[:400]):
        head = _CONTENTS.match(line.text)
        if head and (head.end() == len(line.text) or _is_run_together(line)):
            return range(at, _last_entry(lines, at) + 1)
    return range(0)


def _is_run_together(line: Line) -> bool:
    """Tell whether a line holds several entries of a table of contents."""
    return len(_ENTRY.findall(line.text)) >= _ENTRIES and not _STOPS.search(line.text)


def _last_entry(lines: Sequence[Line], head: int) -> int:
    later: dict[str, int] = {}
    for at, line in enumerate(lines[head + 1 :], head + 1):
        later[entry(line.text)] = at
    last = head
    for at, line in enumerate(lines[head + 1 :], head + 1):
        if at - last > 2:
            break
        is_short = len(line.text) <= _LONGEST_LINE and not _STOPS.search(line.text)
        if (
            _LEADER.search(line.text)
            or _is_run_together(line)
            or (is_short and (_PAGED.search(line.text) or later[entry(line.text)] > at))
        ):
            last = at
    return last


def entry(text: str) -> str:
    """Return a line of a table of contents without the dots and the page it leads to."""
    return re.sub(r"[.．…·•\s—-]*[（(]?\d{1,3}[)）]?$", "", text)


def _seen(lines: Sequence[Line], at: int, line: Line) -> _Seen | None:
    skip = _MARK_BEFORE.match(line.text)
    begin = skip.end() if skip else 0
    for kind, pattern in _NUMBERS.items():
        found = pattern.match(line.text, begin)
        value = number(found[1]) if found else 0
        if found and value:
            rest = line.text[found.end() :]
            text = line.start + found.end()
            look, length = _look(rest)
            if look == "alone" and at + 1 < len(lines) and _is_title(lines[at + 1].text):
                below = lines[at + 1]
                return _Seen(Mark(kind, value, line.start, text, below.end, below.text), "pure", at + 1)
            title = rest[:length].strip(_TITLE_MARKS)
            return _Seen(Mark(kind, value, line.start, text, text + length, title), look, at)
    return None


def _look(rest: str) -> tuple[str, int]:
    """Return what follows a number looks like, and how long its title is."""
    if not rest:
        return "alone", 0
    if len(rest) <= _LONGEST_LINE and not _STOPS.search(rest) and not _ENDS_OPEN.search(rest):
        return "pure", len(rest)
    if _STOPPED.match(rest):
        return "stopped", len(rest)
    run_in = _RUN_IN.match(rest) or _IN_HALVES.match(rest)
    return ("run_in", run_in.end()) if run_in else ("body", 0)


def _is_title(text: str) -> bool:
    numbered = any(pattern.match(text) for pattern in _NUMBERS.values())
    return not numbered and len(text) <= _LONGEST_NEXT and not _STOPS.search(text) and not _ENDS_OPEN.search(text)


def _heads(kind: Kind, followed: Sequence[tuple[_Seen, bool]]) -> bool:
    """Tell whether most numbers of a kind head a title: a line that ends with a stop does where text follows it."""
    looks = [(one.look, has_text) for one, has_text in followed if one.mark.kind == kind]
    titled = sum(look in ("pure", "run_in") or (look == "stopped" and has_text) for look, has_text in looks)
    return bool(looks) and titled >= _MOST * len(looks)


def _with_next(seen: Sequence[_Seen], count: int) -> list[tuple[_Seen, bool]]:
    """Return each number found, and whether text of its own follows before the next of its kind or above."""
    following = []
    for one, other in pairwise([*seen, None]):
        assert one is not None
        bare = other is not None and other.at == one.at + 1 and not _below(other.mark.kind, one.mark.kind)
        following.append((one, not bare and one.at + 1 < count))
    return following


def _below(kind: Kind, above: Kind) -> bool:
    return KINDS.index(kind) > KINDS.index(above)


def _settled(one: _Seen, has_text: bool, heads: bool) -> Mark:
    """Return a number as a heading, or as one before a sentence.

    A title that ends with a stop is one where most of its kind are titled; of the lower kinds, a line that nothing
    follows is a thing listed, not a heading.
    """
    mark = one.mark
    listed = KINDS.index(mark.kind) > KINDS.index("cn") and not has_text and one.look == "pure"
    if one.look == "pure" and not listed:
        return mark
    stopped = one.look == "run_in" or (one.look == "stopped" and has_text)
    if stopped and heads and mark.kind != "article":
        return mark
    return mark._replace(end=mark.text, title="")


def number(text: str) -> int:
    """Return the number that 十一, 11, 二十三, 一百零二, 二○二一 or ⑪ says; 0 where it says none."""
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if len(text) > 1 and not set(text) & {"十", "百"}:
        return int("".join(str(_DIGITS.get(char, 0)) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
