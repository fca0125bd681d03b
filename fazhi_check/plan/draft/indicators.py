"""The commitments of a table of indicators: one for each row, with its baseline, its mark and its last day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from fazhi_check.plan.draft.cells import Value, is_blank, value
from fazhi_check.plan.draft.figures import lower_is_better
from fazhi_check.plan.draft.indexes import Column, Index, Row
from fazhi_check.plan.draft.model import Drafted
from fazhi_check.plan.draft.organs import leads
from fazhi_check.plan.draft.period import Dates
from fazhi_check.plan.rules.words import ANCHOR, LONGEST_TITLE
from fazhi_check.source.paragraphs import close_up
from fazhi_check.source.prose import SourceText

IN_TABLE: Final = "指标表里的一行"  # how the note of such a target begins
_IN_BRACKETS = re.compile(r"[（(\[]([^（()）\[\]、，]{1,10})[）)\]]$")
_NUMBERED = re.compile(r"^(?:[（(]?\d{1,2}[）)、．.](?!\d)|[①-⑳])\s*")
_MARKED = re.compile("[*＊#①-⑳]+$")  # by which a note under the table is found
_FALL = re.compile("下降|降低|减少|削减|压减|降幅")
_RISE = re.compile("增长|增加|提高|提升|增速|增幅|上升")
_BASE = re.compile("基期|基准|基数|现状|现有|实际|完成")
_ASKED = re.compile("目标|计划|预期|规划")
_LONG_AGO = 3  # years between the first and the last number of a table: the first is where it starts


class Years(NamedTuple):
    """Which columns of a table hold what: the numbers that it starts from, those on the way, and the marks."""

    base: Column | None
    between: tuple[Column, ...]
    last: Column


class _Told(NamedTuple):
    """A row by its columns."""

    name: str
    unit: str | None
    kind: str
    values: Mapping[str, Value]  # by the label of a column of years or changes
    said: Mapping[str, str]  # what stands in these columns in words
    words: str  # its name and the heading of the table above it


def years(index: Index, named: Dates, published: date | None) -> Years | None:
    """Return which of a table's years are which; None for one of the past.

    A year before the plan begins (else before it was published) is where it starts, as is one that its head calls so.
    """
    columns = sorted((one for one in index.columns if one.year), key=lambda one: one.year or 0)
    first = named.start.year if named.start else published.year if published else None
    last = columns[-1]
    if _BASE.search(last.label) or (first and (last.year or 0) < first):
        return None
    base = [one for one in columns[:-1] if _is_base(one, last, first)]
    return Years(base[-1] if base else None, tuple(one for one in columns[:-1] if one not in base), last)


def _is_base(one: Column, last: Column, first: int | None) -> bool:
    year, end = one.year or 0, last.year or 0
    if _BASE.search(one.label):
        return True
    if _ASKED.search(one.label):
        return False
    return year < first if first else end - year >= _LONG_AGO


def indicator(source: SourceText, row: Row, index: Index, which: Years, above: str) -> Drafted | None:
    """Return the commitment of a row; None where it has no number to reach, or no words that can be found again."""
    told = _told(row, index)
    anchor = _anchor(source, row, index)
    labels = [which.last.label, *(one.label for one in index.columns if one.what == "change")]
    at = next((label for label in labels if label in told.values), None)
    words = next((told.said[label] for label in labels if label in told.said), None)
    if anchor is None or (at is None and words is None):
        return None
    plain: tuple[dict[str, Any], list[str]] = ({"kind": "milestone"}, [f"表里的要求是“{words}”，没有数"])
    measure, why = plain if at is None else _measure(told, told.values[at], which, at)
    return Drafted(
        _title(told, row.under),
        (anchor,),
        measure=measure,
        due=_on_the_way(told, which, measure) | {date(which.last.year or 0, 12, 31): "done"},
        applies_to=("city", "county", "department"),
        lead=leads(told.name, row.under + above),
        kinds=("figure",),
        note="，".join(part for part in (IN_TABLE, told.kind, *why) if part),
    )


def _on_the_way(told: _Told, which: Years, measure: Mapping[str, Any]) -> dict[date, str]:
    """Return the numbers of the years before the last, where they go towards the mark."""
    found = {one.year or 0: told.values[one.label].number for one in which.between if one.label in told.values}
    due = {date(year, 12, 31): str(number) for year, number in found.items()}
    return due if measure["kind"] == "quantity" and _moves(due, measure) else {}


def _told(row: Row, index: Index) -> _Told:
    """Return a row by its columns; the unit stands in a column of its own, behind its name, or in the heading above it."""
    under = list(zip(index.columns, row.cells, strict=True))
    name, named = _bare(next(cell for column, cell in under if column.what == "name"))
    own = next((cell for column, cell in under if column.what == "unit" and cell), None)
    kind = next((cell for column, cell in under if column.what == "kind" and "性" in cell), "")
    found = {column.label: value(cell) for column, cell in under if column.what in ("year", "change")}
    values = {label: one for label, one in found.items() if one}
    said = {
        column.label: cell
        for column, cell in under
        if column.label in found and not (found[column.label] or is_blank(cell))
    }
    unit = own or named or _bare(row.under)[1] or next((one.unit for one in values.values() if one.unit), None)
    return _Told(name, unit, kind, values, said, name + row.under)


def _bare(name: str) -> tuple[str, str | None]:
    """Return a name without its number and its unit in brackets, and that unit."""
    name = _MARKED.sub("", _NUMBERED.sub("", name))
    found = _IN_BRACKETS.search(name)
    if not found or re.search("约束|预期|[一二三四五六七八九十]类", found[1]):
        return name, None
    return name[: found.start()], found[1].replace("％", "%")


def _title(told: _Told, under: str) -> str:
    """Return the name of the indicator, with the heading above it where that says what is counted."""
    above = _bare(under)[0]
    whole = f"{told.name}（{above}）" if _turn(above) and not _turn(told.name) else told.name
    return whole if len(whole) <= LONGEST_TITLE else told.name[:LONGEST_TITLE]


def _turn(words: str) -> str:
    """Return whether words tell of a fall or a rise, "" for neither."""
    return "fall" if _FALL.search(words) else "rise" if _RISE.search(words) else ""


def _measure(told: _Told, mark: Value, which: Years, label: str) -> tuple[dict[str, Any], list[str]]:
    """Return the measure of a row whose mark stands in a column, with what is to be said of it."""
    base = told.values.get(which.base.label) if which.base else None
    unit, turn = mark.unit or told.unit, _turn(told.words)
    falls, is_change = turn == "fall" or mark.number < 0, label != which.last.label
    yearly = ("年均" in label and not mark.summed) or "年均" in told.words
    of_years = mark.summed or is_change or "累计" in label or (turn == "fall" and base is None)
    if of_years and unit == "%" and (falls or turn == "rise") and not yearly and mark.number:
        change = -abs(mark.number) if falls else mark.number
        return {"kind": "cumulative", "at_most" if falls else "at_least": change, "unit": "%"}, ["各年累计的变化"]
    if is_change and base and not yearly and mark.side is None:
        return _from_base(mark, base, unit, which)
    measure, why = _quantity(told, mark, None if is_change else base, unit, which)
    return measure, [*why, "原文是年均"] if yearly else why


def _from_base(mark: Value, base: Value, unit: str | None, which: Years) -> tuple[dict[str, Any], list[str]]:
    """Return what a change over all years leads to, where the table gives the change and what it starts from alone."""
    reached = Decimal(str(base.number)) + Decimal(str(mark.number))
    side = "at_most" if mark.number < 0 else "at_least"
    measure: dict[str, Any] = {"kind": "quantity", side: _plain(reached)} | ({"unit": unit} if unit else {})
    year = which.base.year if which.base else 0
    measure["baseline"] = {"date": date(year or 0, 12, 31), "value": base.number}
    return measure, [f"表里只有{year}年的数和累计变化 {mark.number}，目标值由两数相加，请核对"]


def _plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def _quantity(
    told: _Told, mark: Value, base: Value | None, unit: str | None, which: Years
) -> tuple[dict[str, Any], list[str]]:
    """Return a quantity: which side of its mark is asked is told by its sign, else by the way it goes from its baseline."""
    start = base.number if base and not mark.summed else None
    lower = lower_is_better(told.words) if start is None or start == mark.number else start > mark.number
    side = mark.side or ("at_most" if lower else "at_least")
    measure: dict[str, Any] = {"kind": "quantity", side: mark.number} | ({"unit": unit} if unit else {})
    why = [f"原文是{mark.loose}"] if mark.loose == "左右" else ["原文不含本数"] if mark.loose else []
    why += ["是各年累计的数"] if mark.summed else []
    if start is None or not which.base:
        return measure, [*why, "基期：表里没有"] if which.base and base is None else why
    reached = start >= mark.number if side == "at_least" else start <= mark.number
    if reached:
        return measure, [*why, f"基期：{which.base.year}年是 {start}，已经达到目标值，没有写成 baseline"]
    measure["baseline"] = {"date": date(which.base.year or 0, 12, 31), "value": start}
    return measure, [*why, f"{which.base.year}年的数是基期"]


def _moves(due: Mapping[date, str], measure: Mapping[str, Any]) -> bool:
    """Tell whether the numbers of the years go towards the mark, from the baseline on."""
    side = "at_least" if "at_least" in measure else "at_most"
    start = measure["baseline"]["value"] if "baseline" in measure else None
    numbers = [*([start] if start is not None else []), *map(float, due.values()), measure[side]]
    return numbers == sorted(numbers, reverse=side == "at_most")


def _anchor(source: SourceText, row: Row, index: Index) -> str | None:
    """Return words of a row that stand in it: its name, with what follows it where it is short."""
    name = close_up(next(cell for column, cell in zip(index.columns, row.cells, strict=True) if column.what == "name"))
    text = source.closed[row.start : row.end].rstrip("\n")
    at = text.find(name[: ANCHOR[-1]].rstrip())
    length = max(len(name), ANCHOR[0])
    anchor = text[at : at + min(length, ANCHOR[-1])] if at >= 0 else ""
    while anchor != anchor.strip() and len(anchor) < ANCHOR[-1] and at + len(anchor) < len(text):
        anchor = text[at : at + len(anchor) + 1]
    return anchor if len(anchor.strip()) in ANCHOR and anchor == close_up(anchor) and "\n" not in anchor else None
