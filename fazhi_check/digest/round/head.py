"""What stands at the head of a round in every format: its name and day, how many have reported, and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fazhi_check.digest.round.facts import RETURNS, Numbers, RoundDigest, UnitDigest
from fazhi_check.digest.round.headings import CARRIED
from fazhi_check.digest.words import COLON, COMMA, DOT, counted, joined, same, with_more
from fazhi_check.words import Text

_NAMED = 10
_LIST = Text("、", ", ")


def day_of(one: RoundDigest) -> Text:
    """Return the day of judgement, and by when reports were due."""
    due = [Text(f"报送截止 {one.due}", f"due {one.due}")] if one.due else []
    return joined([Text(f"截至 {one.as_of}", f"as of {one.as_of}"), *due], DOT)


def compared_of(one: RoundDigest) -> Text | None:
    """Return that units are compared only, since the plan does not bind them; None where it binds all."""
    files = [file for unit in one.units if (file := unit.file or unit.shown) and file.plan]
    compared = [file for file in files if file.comparison]
    if not compared:
        return None
    if len(compared) == len(files):
        return compared[0].comparison.text if compared[0].comparison else None
    number = len(compared)
    return Text(
        f"仅作对照的单位 {number} 个，规划对其没有约束力",
        f"{number} units are compared only: the plan does not bind them",
    )


def returns_of(one: RoundDigest) -> Text:
    """Return how many units owe a report, how many have reported and how, and who has not, by name."""
    numbers = one.numbers
    excused = _excused(numbers)
    if not numbers.expected:
        return joined([Text("没有应报的单位", "no unit owes a report"), *excused], DOT)
    head = _owed(numbers)
    parts = [_arrived(numbers, one.punctual), *_returned(one.units, numbers), _not_submitted(one.units, numbers)]
    return joined([joined([head, joined(parts, COMMA)], COLON), *excused], DOT)


def told_in_a_line(one: RoundDigest) -> Text:
    """Return what a round is called and how many have reported, for formats of one line."""
    return joined([same(one.title), returns_of(one)], DOT)


def told_numbers(numbers: Numbers, punctual: bool, of_all: bool = False) -> Text:
    """Return the numbers of some units in words, without names; 按期 only where that is known (`punctual`).

    Those `of_all` units say of what they are.
    """
    states = {state: getattr(numbers, state) for state in ("returned", "not_submitted")}
    parts = [
        _arrived(numbers, punctual),
        *counted(RETURNS, {name: number for name, number in states.items() if number}),
    ]
    head = _owed(numbers) if of_all else Text(f"应报 {numbers.expected}", f"{numbers.expected} owe a report")
    said = joined([head, joined(parts, COMMA)], COLON) if numbers.expected else head
    return joined([said, *_excused(numbers)], DOT)


def names_of(units: Sequence[UnitDigest], most: int = _NAMED) -> Text:
    """Return units by name, the first of many and how many they are."""
    named = [one.name for one in units]
    zh, en = (between.join(named[:most]) for between in _LIST)
    more = len(named) - most
    return Text(f"{zh} 等 {len(named)} 个", f"{en} and {more} more") if more > 0 else Text(zh, en)


def owing_of(one: RoundDigest) -> list[Text]:
    """Return how many units are to be urged for a report, and how many for another one; nothing where nobody is."""
    silent, returned = one.numbers.not_submitted, one.numbers.returned
    said = [Text(f"需催报 {silent} 个单位", f"{silent} units to be urged for a report")] if silent else []
    again = Text(f"需催补正 {returned} 个单位", f"{returned} units to hand in a corrected one")
    return [*said, again] if returned else said


def _owed(numbers: Numbers) -> Text:
    return Text(f"应报 {numbers.expected} 个单位", f"{numbers.expected} units owe a report")


def _arrived(numbers: Numbers, punctual: bool) -> Text:
    said = Text(f"已报 {numbers.arrived}", f"{numbers.arrived} reported")
    parts = Text(f"按期 {numbers.reported}，迟报 {numbers.late}", f"{numbers.reported} on time, {numbers.late} late")
    return with_more(said, parts) if punctual else said


def _returned(units: Iterable[UnitDigest], numbers: Numbers) -> list[Text]:
    said = counted(RETURNS, {"returned": numbers.returned})
    found = [one for one in units if one.state == "returned"]
    return [with_more(said[0], names_of(found))] if found else []


def _not_submitted(units: Iterable[UnitDigest], numbers: Numbers) -> Text:
    """Return how many have not reported and who, those together of whom nothing or data of one day is shown."""
    said = counted(RETURNS, {"not_submitted": numbers.not_submitted})[0]
    by_day: dict[date | None, list[UnitDigest]] = {}
    for one in units:
        if one.state == "not_submitted":
            by_day.setdefault(one.stale, []).append(one)
    days = sorted(by_day, key=lambda day: day or date.min)
    return with_more(said, joined([_carried(by_day[day], day) for day in days], DOT))


def _carried(units: Sequence[UnitDigest], day: date | None) -> Text:
    named = [names_of(units)]
    return joined([*named, *([Text(f"{CARRIED.zh} {day} 数据", f"{CARRIED.en} {day}")] if day else [])], COMMA)


def _excused(numbers: Numbers) -> list[Text]:
    number = numbers.excused
    return [Text(f"另有免报 {number}", f"{number} more excused")] if number else []


def notes_of(one: RoundDigest) -> Iterator[Text]:
    """Yield what is to be known of the sums: whose files are shown and stand in none."""
    shown = [unit for unit in one.units if not unit.counted and (unit.file or unit.shown)]
    if shown:
        zh, en = names_of(shown)
        yield Text(f"带 * 的不计入合计：{zh}", f"those with * are in no sum: {en}")
