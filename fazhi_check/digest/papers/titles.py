"""Titles and addressees of papers: what they say, and where a long title breaks into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from fazhi_check.digest.papers.facts import BLANK
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest

# A line of a title has at most so many characters of 22 points, and as many lines.
_MOST, _LINES = 19, 4
# So many addressees are named one by one.
_FEW: Final = 8
# What begins a line well, and what may not begin or end one.
_BEGINS: Final = ("关于", "情况", "有关", "的", "和", "及", "与", "暨")
_NOT_FIRST: Final = "的了、，。；：）》”’〕！？%．和及与"
_NOT_LAST: Final = "（《“‘〔"


def bulletin_title(round_title: str | None, plans: Sequence[str]) -> str:
    """Return the title of a bulletin by that of its round, or by the plan where there is no round.

    Of several plans none is named.
    """
    if round_title is None:
        return f"关于{f'《{plans[0]}》' if len(plans) == 1 else ''}任务落实情况的通报"
    said = round_title.removesuffix("的通报").removesuffix("通报").removesuffix("情况")
    said = said.removeprefix("关于")
    return f"关于{said}情况的通报"


def letter_title(round_title: str | None, absent: bool, asking: bool) -> str:
    """Return the title of a letter by that of its round; to a unit that is `absent` it asks for its report alone.

    That is short, so that such a letter fits on one page. One that is `asking` says so.
    """
    said = (round_title or "规划任务落实").removeprefix("关于").removesuffix("的通知").removesuffix("情况")
    about = "关于报送调度材料" if absent else f"关于{said}有关事项"
    return f"{about}的商请函" if asking else f"{about}的督促提醒函"


def title_lines(title: str) -> list[str]:
    """Return a title in lines of sense, as equal as may be, none with a mark that may not begin or end one."""
    pieces = list(_pieces(title))
    fewest = max(1, -(-len(title) // _MOST))
    for number in range(fewest, _LINES + 1):
        broken = [_joined(pieces, cuts) for cuts in combinations(range(1, len(pieces)), number - 1)]
        fitting = [lines for lines in broken if all(len(line) <= _MOST for line in lines)]
        if fitting:
            return min(fitting, key=_cost)
    return [title]  # Word breaks it where it must


_WHOLE: Final = re.compile(
    r"[A-Za-z0-9.\-+%]+[年月日号期个项]?|第?[一二三四五六七八九十]+[季年月次期届]度?(?:调度)?|.", re.DOTALL
)


def _pieces(title: str) -> Iterator[str]:
    """Yield what a title is broken between: numbers and words in Latin letters stay whole, and so do pairs of marks."""
    held = ""
    for found in _WHOLE.findall(title):
        if held and (found[0] in _NOT_FIRST or held[-1] in _NOT_LAST):
            held += found
            continue
        if held:
            yield held
        held = found
    if held:
        yield held


def _joined(pieces: Sequence[str], cuts: Sequence[int]) -> list[str]:
    ends = (0, *cuts, len(pieces))
    return ["".join(pieces[start:end]) for start, end in pairwise(ends)]


def _cost(lines: Sequence[str]) -> tuple[int, float]:
    """Return how badly a title is broken: by where its lines begin, then by how unequal they are."""
    sense = sum(not (_begins_well(line) or _ends_well(before)) for before, line in pairwise(lines))
    mean = sum(map(len, lines)) / len(lines)
    return sense, sum((len(line) - mean) ** 2 for line in lines)


def _begins_well(line: str) -> bool:
    return line.startswith(_BEGINS) or line[0] in "《“"


def _ends_well(line: str) -> bool:
    return line[-1] in "》”、，年度市区县州省的"


def category_name(name: str, units: Sequence[UnitDigest]) -> str:
    """Return what units of a category are called together; those without one by name, where it is a single one."""
    return name or (units[0].name if len(units) == 1 else "未分类单位")


def addressees(round_: RoundDigest | None) -> str:
    """Return to whom a bulletin goes: the units of a round by kind, few ones each by its own addressee; a blank without a round."""
    if round_ is None or not round_.units:
        return BLANK
    if len(round_.units) <= _FEW:
        return "、".join(one.addressee or one.name for one in round_.units)
    kinds = [
        units[0].name if len(units) == 1 else f"各{name.removeprefix('各')}" if name else "各有关单位"
        for name, units in round_.categories.items()
    ]
    return "、".join(kinds)
