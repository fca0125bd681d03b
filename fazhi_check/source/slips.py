"""Guesses what slip of the pen lies behind a YAML syntax error, and says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fazhi_check.findings import Place
from fazhi_check.words import Text

# A key followed by a full-width colon: 状态：已完成. Quoted text and comments are let be.
_WIDE_COLON = re.compile(r"^\s*(?:- )?[\w.\-]{1,20}(：)(?!.*: )")
_TAB = re.compile(r"(?:^[ -]*|: *)(\t)")
_NO_BLANK = re.compile(r"^\s*(?:- )?[\w.\-]{1,20}(:)(?=[^\s:/])")
# Inside braces a name may stand right before a bracket: {佐证:[]}. Such a colon begins no value.
_NO_BLANK_IN_BRACES = re.compile(r"[{\[,]\s*[\w.\-]{1,20}(:)(?=[\[{])")
_TWO_COLONS = re.compile(r"^\s*(?:- )?[^\s:\"'#][^:]*:\s+[^\"'\[{|>&*\s][^#]*?(:)\s")


def likely_slip(lines: Sequence[str], place: Place, problem: str) -> tuple[Place, Text]:
    """Return the place and the advice for the likeliest slip at or just above `place`."""
    for guess in (
        _tag,
        _directive,
        _escape,
        _colon_in_braces,
        _no_blank_in_braces,
        _unclosed,
        _tab,
        _wide_colon,
        _no_blank,
        _two_colons,
        _sign,
        _indent,
    ):
        found = guess(lines, place, problem)
        if found:
            return found
    return place, Text("此处不符合 YAML 写法，请核对冒号、缩进和引号", f"this is no valid YAML: {problem.strip()}")


Guess = tuple[Place, Text] | None


def _near(lines: Sequence[str], place: Place) -> Iterator[tuple[int, str]]:
    """Yield the line of the place, then the two above it: a slip is often noticed one line late."""
    for number in range(min(place.line, len(lines)), max(place.line - 3, 0), -1):
        yield number, lines[number - 1]


def _search(pattern: re.Pattern[str], lines: Sequence[str], place: Place) -> Place | None:
    for number, line in _near(lines, place):
        found = pattern.search(line)
        if found:
            return Place(number, found.start(1) + 1)
    return None


def _escape(_lines: Sequence[str], place: Place, problem: str) -> Guess:
    if "escape" not in problem and "hexadecimal" not in problem:
        return None
    return place, Text(
        "双引号里的反斜线“\\”要写两遍，或改用单引号",
        "write a backslash inside double quotes twice, or use single quotes",
    )


def _tag(_lines: Sequence[str], place: Place, problem: str) -> Guess:
    if not re.search(r"(scanning|parsing) an? tag", problem):
        return None
    return place, Text("以“!”开头的文字要加引号", "put text that begins with ! in quotes")


def _directive(lines: Sequence[str], place: Place, problem: str) -> Guess:
    if not re.search("directive|version", problem) or lines[place.line - 1][:1] != "%":
        return None
    return place, Text("以“%”开头的这一行不用写，请删去", "this line, which begins with %, is not needed: delete it")


def is_odd_colon(lines: Sequence[str], line: int, column: int) -> bool:
    """Tell whether a colon inside brackets, counted from 0, is wrong itself, not a sign that they were not closed."""
    before = lines[line][:column]
    return "，" not in before and (not before.strip() or re.search(r":\s", before) is not None)


def _colon_in_braces(lines: Sequence[str], place: Place, problem: str) -> Guess:
    if "while parsing a flow" not in problem or not problem.endswith("got ':'"):
        return None
    if lines[place.line - 1][place.column - 1 : place.column] != ":":
        return None
    if not lines[place.line - 1][: place.column - 1].strip():
        return place, Text("键和它后面的冒号要写在同一行", "write a key and its colon on one line")
    return place, Text(
        "这一项里有两个冒号：前面缺半角逗号，或文字里有冒号而没有加引号",
        "two colons in one pair: a comma is missing before, or put text that has a colon in quotes",
    )


def _unclosed(_lines: Sequence[str], place: Place, problem: str) -> Guess:
    if "quoted scalar" in problem:
        return place, Text("从这里开始的引号没有配对的收尾引号", "the quote opened here is never closed")
    if "flow node" in problem and "found ','" in problem:
        return place, Text("这里多了一个逗号", "there is a comma too many")
    if "flow" in problem:
        return place, Text(
            "从这里开始的括号没有正确收尾：用半角 ] 或 } 结束，各项之间用半角逗号",
            "the bracket opened here is not closed properly: end with ] or }, and part the items with commas",
        )
    return None


def _tab(lines: Sequence[str], place: Place, _problem: str) -> Guess:
    at = _search(_TAB, lines, place)
    return (
        (at, Text("缩进用了制表符（Tab），请改成空格", "a tab indents this line; use blanks instead")) if at else None
    )


def _wide_colon(lines: Sequence[str], place: Place, _problem: str) -> Guess:
    at = _search(_WIDE_COLON, lines, place)
    return (
        (
            at,
            Text(
                "这里是全角冒号“：”，请改成半角冒号加一个空格“: ”",
                "this is a full-width colon; write an ordinary colon and a blank",
            ),
        )
        if at
        else None
    )


def _no_blank(lines: Sequence[str], place: Place, _problem: str) -> Guess:
    return _no_blank_at(_search(_NO_BLANK, lines, place))


def _no_blank_at(at: Place | None) -> Guess:
    return (at, Text("冒号后面缺一个空格", "a blank is missing after the colon")) if at else None


def _no_blank_in_braces(lines: Sequence[str], place: Place, problem: str) -> Guess:
    return _no_blank_at(_search(_NO_BLANK_IN_BRACES, lines, place)) if "flow" in problem else None


def _two_colons(lines: Sequence[str], place: Place, problem: str) -> Guess:
    if "mapping values are not allowed" not in problem:
        return None
    at = _search(_TWO_COLONS, lines, place)
    return (
        (
            at,
            Text(
                "这一行有两个冒号：把冒号后面的文字放进引号",
                "two colons in one line: put the text after the first in quotes",
            ),
        )
        if at
        else None
    )


def _sign(lines: Sequence[str], place: Place, problem: str) -> Guess:
    if "cannot start any token" not in problem:
        return None
    sign = lines[place.line - 1][place.column - 1 : place.column] if place.line <= len(lines) else ""
    if sign == "\t":
        return place, Text("这里有制表符（Tab），请改成空格", "a tab stands here; use blanks instead")
    return place, Text(f"文字不能以“{sign}”开头，请加引号", f"text cannot begin with {sign}; put it in quotes")


def _indent(_lines: Sequence[str], place: Place, problem: str) -> Guess:
    if "block" not in problem and "mapping values" not in problem and "simple key" not in problem:
        return None
    return place, Text(
        "缩进没有对齐，或上一行缺冒号：同一层的各行从同一列开始",
        "the indent is off or the line above lacks a colon: lines of one level begin in the same column",
    )
