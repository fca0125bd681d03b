"""The numbered headings of a published text: 第一章, 第一节, 第一条, 一、, （一）, 1., （1）, ①, and what each of them heads.

A number at the head of a line is no proof of a heading: things listed are numbered too. What stands behind it decides,
and what the other numbers of its kind in the text head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from fazhi_check.source.in_prose import YEAR

Kind: TypeAlias = Literal[
    "part",
    "chapter",
    "section",
    "article",
    "bare",
    "hash1",
    "hash2",
    "hash3",
    "cn",
    "decimal2",
    "decimal3",
    "decimal4",
    "paren_cn",
    "num",
    "paren_num",
    "half_num",
    "circle",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# These stand below each other in any order: 1. （1） 1) or 1） （1） or 1. 1) and so on.
LOWEST: Final[tuple[Kind, ...]] = ("num", "half_num", "paren_num", "circle")
_A_YEAR = f"{YEAR}年"  # what follows a number at once: 2.2024年前
_CN, _ANY = "[一二三四五六七八九十百零〇]{1,5}", r"(?:[一二三四五六七八九十百零〇]{1,5}|\d{1,3})"
_NUMBERS: Final[dict[Kind, re.Pattern[str]]] = {
    "part": re.compile(f"第({_ANY})(?:部分|编|篇)"),
    "chapter": re.compile(f"第({_ANY})章"),
    "section": re.compile(f"第({_ANY})节"),
    "article": re.compile(f"第({_ANY})条"),
    "cn": re.compile(f"({_CN})[、．.]"),
    "paren_cn": re.compile(f"[（(]({_CN})[）)][、．.]?"),
    "num": re.compile(rf"(\d{{1,2}})(?:、|[．.](?:(?={_A_YEAR})|(?![\d．.])))"),
    "paren_num": re.compile(r"[（(](\d{1,2})[）)][、．.]?"),
    "half_num": re.compile(r"(\d{1,2})[)）][、．.]?"),
    "circle": re.compile("([①-⑳])[、．.]?"),
}
# A decimal number before a title: 1.1 总则, 3.2.1 目标. What is counted or measured is none.
_DECIMAL = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[.．、](?!\d))?(?![\d.．%％])(?![万亿元吨个倍米公里亩平立年月日分秒小人名件次度])"
    r"(?=[\u4e00-\u9fffA-Z“《（])"
)
_BARE = re.compile(r"(\d{1,2})(?=[\u4e00-\u9fff“《])")
_DECIMALS: Final[dict[int, Kind]] = {2: "decimal2", 3: "decimal3", 4: "decimal4"}
_TITLES = ("pure", "stopped")  # what a line that holds a title alone looks like
_SERIES = 3  # so many decimal numbers, or headings of signs, are no chance
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LONGEST_LINE, _LONGEST_RUN_IN, _LONGEST_NEXT = 40, 25, 30
_STOPS = re.compile(r"[。；;！？!?]|(?<=[\u4e00-\u9fff”）)%])[.．](?![\d.．…·\s])")
_UNBROKEN = 120  # signs of a line that holds most of its text: that was copied without the ends of lines
_ENDS_STOPPED = re.compile("[。；;：:！？!?][”’」』）)*]*$")
_INSIDE = re.compile(
    rf"第{_ANY}(?:部分|[编篇章节条])|(?<![一二三四五六七八九十百第]){_CN}[、．.]|[（(](?:{_CN}|\d{{1,2}})[）)]"
    rf"|(?<![\d.．（(])\d{{1,2}}(?:[.．、](?:(?={_A_YEAR})|(?!\d))|[）)])"
)
_ENDS_OPEN = re.compile("[，、,]$")
_RUN_IN = re.compile(rf"[^。.．；;！？!?，,：:]{{2,{_LONGEST_RUN_IN}}}(?:。|[.．](?=[\u4e00-\u9fff]|$)|[：:](?=.))")
# A title in two or three halves, as slogans go: 强化法治，严格监管。 What counts, dates or obliges is a sentence.
_HALF = r"(?:(?![要应须由])[^。；;！？!?，,：:\d]){3,12}"
_IN_HALVES = re.compile(rf"(?=[^。]{{7,{_LONGEST_RUN_IN + 5}}}。){_HALF}(?:[，,]{_HALF}){{1,2}}。")
_STOPPED = re.compile(rf"(?:{_RUN_IN.pattern}|{_IN_HALVES.pattern})$")
_TITLE_MARKS = "：: 。.．*#"
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

    A stopped line holds nothing but a title with a full stop. `path` are all parts of a decimal number, and how many
    signs # stand before a heading without a number.
    """

    mark: Mark
    look: str
    at: int
    path: tuple[int, ...]


def outline(closed: str) -> list[Mark]:
    """Return the numbered marks of a closed-up text in order; a table of contents has none."""
    lines = written_lines(closed)
    skipped = contents(lines)
    found = [one for at, line in enumerate(lines) if at not in skipped and (one := _seen(lines, at, line))]
    seen = _hashed(_decimal(_without_lists(found, lines)), lines)
    followed = _with_next(seen, len(lines))
    heading = {kind: _heads(kind, followed) for kind in KINDS}
    return [_settled(one, has_text, heading[one.mark.kind]) for one, has_text in followed]


def written_lines(closed: str) -> list[Line]:
    """Return the lines of a text that hold something; a text that was copied as one line is parted at its numbers."""
    lines, at = [], 0
    for text in closed.split("\n"):
        if text:
            lines.append(Line(at, text))
        at += len(text) + 1
    longest = max(lines, key=lambda line: len(line.text), default=Line(0, ""))
    if len(longest.text) < max(_UNBROKEN, _MOST * len(closed)):
        return lines
    return [part for line in lines for part in (_parted(line) if line is longest else [line])]


def _parted(line: Line) -> list[Line]:
    """Return a line parted where a number goes on with its kind, behind a full stop or a short title."""
    cuts, counts, highest = [0], dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    printed: list[Kind] = []
    title = 0  # where the text behind the last number begins
    for found in _INSIDE.finditer(line.text):
        kind, path, after = _numbered(line.text, found.start()) or ("bare", (0,), 0)
        between = line.text[title : found.start()]
        parted = found.start() == 0 or (len(between) > 1 and _parts(between, is_first=cuts == [0]))
        if parted and path[0] in (counts[kind] + 1, highest[kind] + 1):
            printed += [] if kind in printed else [kind]
            counts |= dict.fromkeys(_below(kind, printed), 0) | {kind: path[0]}
            highest[kind] = max(highest[kind], path[0])
            cuts.append(found.start())
            title = after
    return [Line(line.start + at, line.text[at:end]) for at, end in pairwise([*cuts, len(line.text)]) if end > at]


def _parts(between: str, is_first: bool) -> bool:
    """Tell whether what stands before a number in a line parts it from the one before: a full stop, or it is a title."""
    stopped = _ENDS_STOPPED.search(between)
    return bool(stopped) or (not _STOPS.search(between) and (is_first or len(between) <= _LONGEST_NEXT))


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
    found = _numbered(line.text, begin) or (("hash1", (begin,), begin) if line.text.startswith("#") else None)
    if found is None:
        return None
    kind, path, after = found
    rest, text, value = line.text[after:], line.start + after, path[-1]
    look, length = _look(rest)
    if look == "alone" and at + 1 < len(lines) and _is_title(lines[at + 1].text):
        below = lines[at + 1]
        return _Seen(Mark(kind, value, line.start, text, below.end, below.text), "pure", at + 1, path)
    title = rest[:length].strip(_TITLE_MARKS)
    return _Seen(Mark(kind, value, line.start, text, text + length, title), look, at, path)


def _numbered(text: str, begin: int) -> tuple[Kind, tuple[int, ...], int] | None:
    """Return the kind of the number at a place in a text, its parts, and where it ends."""
    for kind, pattern in _NUMBERS.items():
        found = pattern.match(text, begin)
        if found and number(found[1]):
            return kind, (number(found[1]),), found.end()
    decimal = _DECIMAL.match(text, begin)
    if decimal:
        path = tuple(int(part) for part in re.split("[.．]", decimal[1]))
        return _DECIMALS[len(path)], path, decimal.end()
    bare = _BARE.match(text, begin)
    return ("bare", (int(bare[1]),), bare.end()) if bare else None


def _without_lists(seen: Sequence[_Seen], lines: Sequence[Line]) -> list[_Seen]:
    """Return what was found without the rest of a list that begins within the line before: 附件：1.……, then 2. below."""
    listed: dict[int, Kind] = {}
    kept: list[_Seen] = []
    for one in seen:
        kind, before = one.mark.kind, lines[one.at - 1].text if one.at else ""
        head = _MARK_BEFORE.match(before)
        inside = [
            _numbered(before, found.start()) for found in _INSIDE.finditer(before, (head.end() if head else 0) + 1)
        ]
        goes_on = any(found and found[:2] == (kind, (one.mark.number - 1,)) for found in inside)
        if kind in LOWEST and (goes_on or listed.get(one.at - 1) == kind):
            listed[one.at] = kind
        else:
            kept.append(one)
    return kept


def _decimal(seen: list[_Seen]) -> list[_Seen]:
    """Return what was found without decimal numbers that make no series, and with the chapters of those that do.

    1.1 begins a series, 1.3 goes on from 1.2; 3.5 alone is an amount. In a series 1 or 1. before 1.1 is a chapter.
    """
    paths = {one.path for one in seen if len(one.path) > 1}
    good = {
        path
        for path in paths
        if path[-1] == 1
        or any((*path[:-1], path[-1] - n) in paths for n in (1, 2))
        or (path[-1] == 2 and path[:-1] in paths)  # the first of its heading was lost
    }
    if len(good) < _SERIES or len(good) < 0.8 * len(paths):
        return [one for one in seen if len(one.path) == 1 and one.mark.kind != "bare"]
    kept: list[_Seen] = []
    chapter = 0
    for one, after in pairwise([*(two for two in seen if len(two.path) == 1 or two.path in good), None]):
        assert one is not None
        if one.mark.kind in ("bare", "num") and one.look in _TITLES:
            above = after is not None and after.path == (*one.path, 1)
            # 2. that goes on from no 1. since the last decimal number is a chapter without sections.
            goes_on = bool(kept) and kept[-1].mark.kind == "num"
            if above or (one.path == (chapter + 1,) and not goes_on and (chapter or one.mark.kind == "bare")):
                one = one._replace(mark=one.mark._replace(kind="bare"))  # noqa: PLW2901
                chapter = one.mark.number
        if one.mark.kind != "bare" or one.path == (chapter,):
            kept.append(one)
    return kept


def _hashed(seen: list[_Seen], lines: Sequence[Line]) -> list[_Seen]:
    """Return what was found with headings that have signs # but no number counted, where most with such signs are so.

    A single one before all others is the title of the text.
    """
    depths = [one.path[0] for one in seen if one.mark.kind == "hash1" and one.look in _TITLES]
    numbered = sum(one.mark.kind != "hash1" and lines[one.at].text.startswith("#") for one in seen)
    if depths and depths.count(depths[0]) == 1 and depths[0] == min(depths):
        depths = depths[1:]
    ranks: dict[int, Kind] = dict(zip(sorted(set(depths)), ("hash1", "hash2", "hash3"), strict=False))
    taken = len(depths) >= _SERIES and len(depths) > numbered
    counts = dict.fromkeys(ranks, 0)
    kept: list[_Seen] = []
    for one in seen:
        depth = one.path[0]
        if one.mark.kind != "hash1":
            kept.append(one)
        elif taken and depth in ranks and one.look in _TITLES:
            counts |= {depth: counts[depth] + 1, **{other: 0 for other in ranks if other > depth}}
            kept.append(one._replace(mark=one.mark._replace(kind=ranks[depth], number=counts[depth])))
    return kept


def _look(rest: str) -> tuple[str, int]:
    """Return what follows a number looks like, and how long its title is."""
    rest = rest.rstrip("*#")
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
    order = _order([one.mark.kind for one in seen])
    following = []
    for one, other in pairwise([*seen, None]):
        assert one is not None
        next_ = other is not None and other.at == one.at + 1
        bare = next_ and other is not None and order.index(other.mark.kind) <= order.index(one.mark.kind)
        following.append((one, not bare and one.at + 1 < count))
    return following


def _order(kinds: Sequence[Kind]) -> list[Kind]:
    """Return which kind stands above which; the lowest stand in any order, the first that is printed above."""
    lowest = dict.fromkeys(kind for kind in kinds if kind in LOWEST)
    return [kind for kind in KINDS if kind not in LOWEST] + list(lowest)


def _below(kind: Kind, printed: Sequence[Kind]) -> list[Kind]:
    """Return the kinds that stand below one, as far as printed."""
    order = _order(printed)
    return order[order.index(kind) + 1 :]


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
