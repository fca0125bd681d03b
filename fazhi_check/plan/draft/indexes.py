"""Tables of indicators in a text: rows of tabs, pipes or wide blanks, or lost to one cell a line, with a head of years.

Only what can be read safely is: a head that names the indicator and the years, and rows whose cells fit it. Others stay
what they were, and are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from fazhi_check.plan.draft.cells import is_blank, is_value
from fazhi_check.plan.rules.words import ANCHOR
from fazhi_check.source.in_prose import YEAR
from fazhi_check.source.paragraphs import close_up
from fazhi_check.source.prose import SourceText

What: TypeAlias = Literal["name", "year", "change", "unit", "kind", "other"]

_FEWEST: Final = 3  # columns of a table, and cells of a row
_ROWS: Final = 2  # rows that fit, where each cell has a line of its own: fewer are chance
_LONGEST_CELL: Final = 40
_WIDE = re.compile("[ \u3000\u00a0]{2,}")
_SPACED = re.compile("([指属单序])[ \u3000]+([标性位号])(?=[ \u3000\t|]|$)")  # heads are spread over their columns
_NAME = re.compile("(?:主要|具体|核心|考核|评价|发展|规划)?(?:指标|项目)(?:名称|内容)?|名称|[二三]级指标")
_YEAR = re.compile(rf"{YEAR}(?=年|$|[^\d])")
_CHANGE = re.compile("累计|年均|增速|增减|变化|增长|增幅|降幅|下降")
_UNIT = re.compile("(?:计量)?单位")
_KIND = re.compile("(?:指标)?(?:属性|性质|类型)")
_OTHER = re.compile("序号|编号|类别|分类|一级指标|领域|备注|说明|(?:责任|牵头|配合|主管)(?:单位|部门)|数据来源")
_BEFORE = re.compile("序号|编号|类别|分类|领域")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]")
_STOP = re.compile("[。！？；]")
_CAPTION = re.compile(r"^(?:专栏|附?表)\s*[\d一二三四五六七八九十]|指标(?:体系)?(?:表|一览表)?$")
_PAST = re.compile("完成情况|实现情况|执行情况|落实情况")


class Column(NamedTuple):
    """A column of a table: what its cells hold, the year where it is one, and its head as printed."""

    what: What
    label: str
    year: int | None = None


class Row(NamedTuple):
    """A row: its offsets in the closed-up text, its cells by column, and the heading of the table it stands under."""

    start: int
    end: int
    cells: tuple[str, ...]
    under: str


class Index(NamedTuple):
    """A table of indicators: its columns, its rows, and the offsets of all its lines (head and headings among them)."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...]


class _Line(NamedTuple):
    start: int
    end: int
    cells: tuple[str, ...]

    @property
    def is_word(self) -> bool:
        """Tell whether all it holds is one short text without a number to reach: it may head the rows below."""
        held = [one for one in self.cells if one]
        return (
            len(held) == 1 and len(held[0]) <= _LONGEST_CELL and bool(_WORD.search(held[0])) and not _is_prose(held[0])
        )


def indexes(source: SourceText, start: int, end: int) -> list[Index]:
    """Return the tables of indicators between two offsets of a text, in order."""
    lines = list(_lines(source, start, end))
    found: list[Index] = []
    at = 0
    while at < len(lines):
        taken = _in_rows(lines, at) or _in_lines(lines, at)
        if taken:
            index, at = taken
            found += [index] if not _is_past(lines, index) else []
        else:
            at += 1
    return found


def _is_past(lines: Sequence[_Line], index: Index) -> bool:
    """Tell whether a table says how an earlier plan was carried out: by its caption, or the line above it."""
    above = [line for line in lines if line.end <= index.lines[0]][-2:]
    return any(_PAST.search("".join(line.cells)[:_LONGEST_CELL]) for line in above)


def _lines(source: SourceText, start: int, end: int) -> Iterator[_Line]:
    for number in range(source.line_at(start), source.line_at(max(end - 1, start)) + 1):
        begins, ends = source.within((number, number))
        cells = split(source.printed(number))
        if any(cells) and begins >= start:
            yield _Line(begins, min(end, len(source.closed) if ends is None else ends), cells)


def split(line: str) -> tuple[str, ...]:
    """Return the cells of a line as printed, between pipes, tabs or wide blanks; one where it has none of these."""
    line = _SPACED.sub(r"\1\2", line.replace("｜", "|").strip("\r\n"))
    if line.count("|") > 1:
        parts = line.strip().removeprefix("|").removesuffix("|").split("|")
    else:
        parts = line.split("\t") if "\t" in line else _WIDE.split(line.strip())
    cells = tuple(close_up(part.strip().strip("*")) for part in parts)
    return () if all(not cell or set(cell) <= set("-:—") for cell in cells) and len(cells) > 1 else cells


def columns(cells: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns that the cells of a head name; none where they are not those of a table of indicators."""
    found = [_column(re.sub(r"\s", "", cell)) for cell in cells]
    years = [one.year for one in found if one.what == "year"]
    named = [one for one in found if one.what == "name"]
    whole = len(found) >= _FEWEST and len(named) == 1 and years and len(years) == len(set(years))
    return tuple(found) if whole else ()


def _column(label: str) -> Column:
    years = set(_YEAR.findall(label))
    if len(years) == 1 and len(label) <= _LONGEST_CELL // 2:
        return Column("year", label, int(years.pop()))
    whats: tuple[tuple[What, bool], ...] = (
        ("name", bool(_NAME.fullmatch(label))),
        ("unit", bool(_UNIT.fullmatch(label))),
        ("kind", bool(_KIND.fullmatch(label))),
        ("change", bool(_CHANGE.search(label))),
    )
    return Column(next((what for what, told in whats if told), "other"), label)


def _in_rows(lines: Sequence[_Line], at: int) -> tuple[Index, int] | None:
    """Return the table whose head is one line, and the line behind it."""
    head = columns(lines[at].cells)
    if not head:
        return None
    rows: list[Row] = []
    waiting: list[int] = []  # headings of rows that are still to come
    taken, behind, under = [*_caption(lines, at), lines[at].start], at + 1, ""
    for number, line in enumerate(lines[at + 1 :], at + 1):
        cells = aligned(line.cells, head)
        if cells:
            rows.append(Row(line.start, line.end, cells, under))
            taken, waiting, behind = [*taken, *waiting, line.start], [], number + 1
        elif line.is_word:
            under, waiting = next(filter(None, line.cells)), [*waiting, line.start]
        else:
            break
    return (Index(head, tuple(rows), tuple(taken)), behind) if rows else None


def _caption(lines: Sequence[_Line], at: int) -> list[int]:
    """Return where the line above a head begins, where it names the table."""
    above = lines[at - 1] if at else None
    named = above and above.is_word and len(above.cells) == 1 and _CAPTION.search(above.cells[0])
    return [above.start] if above and named else []


def aligned(cells: Sequence[str], head: Sequence[Column]) -> tuple[str, ...] | None:
    """Return the cells of a row under their columns; None where they do not fit.

    The number or the class before the name, and what stands behind the years, may be left out where it is empty.
    """
    lacking = len(head) - len(cells)
    name = next(at for at, column in enumerate(head) if column.what == "name")
    if not 0 <= lacking <= name + 1 or len(cells) < _FEWEST - 1:
        return None
    ways = [(*[""] * left, *cells, *[""] * (lacking - left)) for left in range(min(lacking, name), -1, -1)]
    return next(
        (way for way in ways if fits(way, head)), tuple(cells) if not lacking and _in_words(cells, head) else None
    )


def _in_words(cells: Sequence[str], head: Sequence[Column]) -> bool:
    """Tell whether cells are a row that says in words what is to be reached: 完成上级任务, 高于经济增长."""
    under = list(zip(cells, head, strict=True))
    told = [cell for cell, column in under if column.what in ("year", "change") and not is_blank(cell)]
    return all(_is_name(cell) for cell, column in under if column.what == "name") and not any(
        len(cell) > _LONGEST_CELL or _is_prose(cell) or _column(cell).what == "year" for cell in told
    )


def fits(cells: Sequence[str], head: Sequence[Column]) -> bool:
    """Tell whether cells are a row under a head: a name in words, years in numbers or left out, and a number to reach."""
    under = list(zip(cells, head, strict=True))
    named = all(_is_name(cell) for cell, column in under if column.what == "name")
    told = [cell for cell, column in under if column.what in ("year", "change")]
    kinds = [cell for cell, column in under if column.what == "kind"]
    return (
        named
        and all(is_value(cell) or is_blank(cell) for cell in told)
        and any(map(is_value, told))
        and not any(map(is_value, kinds))
    )


def _is_name(cell: str) -> bool:
    return bool(_WORD.search(cell)) and not _is_prose(cell) and not is_value(cell) and not _NAME.fullmatch(cell)


def _is_prose(cell: str) -> bool:
    return bool(_STOP.search(cell)) or len(cell) > _LONGEST_CELL * 2


def _in_lines(lines: Sequence[_Line], at: int) -> tuple[Index, int] | None:
    """Return the table that was lost to lines, its head telling how many columns it has; None where its cells do not fit."""
    head = _lost_head(lines, at)
    if not head:
        return None
    rows: list[Row] = []
    under, number, behind = "", at + len(head), at + len(head)
    while number < len(lines):
        cells = tuple(line.cells[0] for line in lines[number : number + len(head)] if len(line.cells) == 1)
        if len(cells) == len(head) and fits(cells, head) and _has_anchor(cells, head):
            rows.append(Row(lines[number].start, lines[number + len(head) - 1].end, cells, under))
            number = behind = number + len(head)
        elif lines[number].is_word and lines[number + 1 :]:
            under, number = lines[number].cells[0], number + 1
            if number - behind > 1:  # two that fit nothing: the table ends before them
                break
        else:
            break
    whole = len(rows) >= _ROWS and not any(is_value(line.cells[0]) for line in lines[behind : behind + 2])
    return (
        (Index(head, tuple(rows), (*_caption(lines, at), *(one.start for one in lines[at:behind]))), behind)
        if whole
        else None
    )


def _has_anchor(cells: Sequence[str], head: Sequence[Column]) -> bool:
    return all(len(cell) >= ANCHOR[0] for cell, column in zip(cells, head, strict=True) if column.what == "name")


def _lost_head(lines: Sequence[_Line], at: int) -> tuple[Column, ...]:
    """Return the columns of a head that begins at a line, one label a line; none where none does."""
    if not (_NAME.fullmatch(lines[at].cells[0]) or _BEFORE.fullmatch(lines[at].cells[0])):
        return ()
    labels: list[str] = []
    for line in lines[at : at + 10]:
        known = len(line.cells) == 1 and (_column(line.cells[0]).what != "other" or _OTHER.fullmatch(line.cells[0]))
        if not known or is_value(line.cells[0]):
            break
        labels.append(line.cells[0])
    return columns(labels)
