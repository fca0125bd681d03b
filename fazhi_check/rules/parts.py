"""What is wrong with the parts of an entry (分单位): how they are told, whose they are, what they cannot come to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping as Map
from fractions import Fraction
from typing import TypeAlias

from fazhi_check.findings import Found
from fazhi_check.plan.model import Coverage, Minimum, Target
from fazhi_check.rules.dossier import Answer
from fazhi_check.source.nodes import Mapping, Node, Scalar
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.parts import coverage, kind_of
from fazhi_check.submission.places import FORM
from fazhi_check.submission.records import Entry, Part, Stage
from fazhi_check.words import Text

# Where something is that cannot be, how it was written, and why it cannot.
Impossible: TypeAlias = tuple[tuple[str, ...], str, Text]

NEGATIVE = Text("不能是负数", "it is negative")
NO_PERCENTAGE = Text("百分比在 0 到 100 之间", "a percentage lies between 0 and 100")
_MIXED = Text(
    "各单位要用同一种写法：全写状态，全写百分数，或者全写 37/40 这样的覆盖数和总数",
    "tell all units in one way: by their status, in percent, or as covered of total (37/40)",
)
_ONE_NUMBER = Text("这里每个单位写一个数", "here each unit has one number")
_A_NUMBER = Text("这里每个单位写一个数，状态写进“状态”", "here each unit has a number; put the status under status")
_NO_NAME = Text("单位的名称不能空", "a unit has a name")
_NO_UNIT = Text(
    "这不是一个单位，算进去就重复了：删去这一行，合计由程序算",
    "this is no unit and would count twice: take it out, sums are made here",
)
_TOTAL = re.compile(
    r"(?:全[省市州县区]|各[一-鿿]{1,3})?(?:[合小总共]计|总数|汇总|平均数?|平均值)|total|sum|subtotal|average|mean",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(.*?\)|[\s:]")


def wrong_parts(answer: Answer, root: Node | None) -> Iterator[Found]:
    """Yield what is wrong with how the parts of a coverage or a minimum are told and named (FZ203).

    `root` is the tree of the file, where it was read as one: a unit of which nothing is said is found only there.
    """
    target, by_unit = answer.target, answer.entry.by_unit or {}
    if not by_unit or not isinstance(target.measure, (Coverage, Minimum)):
        return
    yield from _names(answer, by_unit)
    if isinstance(target.measure, Coverage) and root is not None:
        yield from _unsaid(answer, root)
    for name, part, advice in _told(target, by_unit):
        data = {"key": Text(name, name), "value": part.text, "advice": advice}
        yield answer.found(data, "by_unit", name)


def _names(answer: Answer, by_unit: Map[str, Part]) -> Iterator[Found]:
    """Yield each name that is none, is that of a sum, or is another way to write one that stands there already."""
    first: dict[str, str] = {}
    for name in by_unit:
        plain = _plain(name)
        earlier = first.setdefault(plain, name)
        twice = Text(f"与“{earlier}”是同一个单位，只留一行", f"that is {earlier} once more: leave one of the two")
        advice = _NO_NAME if not plain else _NO_UNIT if _TOTAL.fullmatch(plain) else twice
        if advice is not twice or earlier is not name:
            data = {"key": _UNIT, "value": name, "advice": advice}
            yield answer.found(data, "by_unit", name, on_key=True)


_UNIT = Text("单位", "unit")


def _unsaid(answer: Answer, root: Node) -> Iterator[Found]:
    """Yield each unit of a coverage of which nothing is said: left out it would make the others the whole."""
    _, node = FORM.find(root, ("entries", answer.target.id, "by_unit"))
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        if isinstance(key, Scalar) and isinstance(value, Scalar) and value.text is None and key.text:
            data = {"key": _UNIT, "value": key.text, "advice": _NOTHING_SAID}
            yield answer.found(data, "by_unit", key.text, on_key=True)


_NOTHING_SAID = Text(
    "没有写做到哪一步：写上；不归本项管的单位，删去这一行",
    "nothing is said of it: say how far it is, or take a unit out that is not concerned",
)


def _plain(name: str) -> str:
    """Return a name by which it is known whatever the width of its signs, its blanks, and what stands in brackets."""
    folded = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    bare = _BRACKETS.sub("", folded)
    return bare if _TOTAL.fullmatch(bare) else folded


def _told(target: Target, by_unit: Map[str, Part]) -> Iterator[tuple[str, Part, Text]]:
    """Yield each part that is told in a way that does not belong there."""
    if isinstance(target.measure, Minimum):
        for name, part in by_unit.items():
            if not isinstance(part, Amount):
                yield name, part, _A_NUMBER if isinstance(part, Stage) else _ONE_NUMBER
        return
    (_, first), *others = by_unit.items()
    differs = next(((name, part) for name, part in others if kind_of(part) != kind_of(first)), None)
    if differs:
        yield *differs, _MIXED


def impossible_parts(target: Target, entry: Entry) -> Iterator[Impossible]:
    """Yield what the parts of an entry cannot be, and what stands beside those of a coverage and disagrees (FZ304)."""
    by_unit = entry.by_unit or {}
    if not isinstance(target.measure, Coverage):
        numbers = ((name, part) for name, part in by_unit.items() if isinstance(part, Amount))
        yield from (_at(name, part, NEGATIVE) for name, part in numbers if below(part, 0))
        return
    wrong = [(name, part, why) for name, part in by_unit.items() if (why := _impossible(part))]
    yield from (_at(name, part, why) for name, part, why in wrong)
    if not wrong:
        yield from _disagreeing(entry)


def _at(name: str, part: Part, why: Text) -> Impossible:
    return ("by_unit", name), part.text, why


def _impossible(part: Part) -> Text | None:
    """Return why a part of a coverage cannot be, None where it can."""
    if isinstance(part, Stage):
        return None
    if isinstance(part, Amount):
        return None if is_percentage(part) else NO_PERCENTAGE
    covered, total = part.covered, part.total
    if any(below(one, 0) for one in (covered, total)):
        return NEGATIVE
    if total.high == 0:
        return Text("总数为 0：没有对象的单位不列", "a total of 0: leave out a unit with nothing to cover")
    above = covered.low is not None and total.high is not None and covered.low > total.high
    return Text(f"大于总数 {total.text}", f"it exceeds the total {total.text}") if above else None


def _disagreeing(entry: Entry) -> Iterator[Impossible]:
    """Yield what is reported for the whole of a coverage and is not what its parts come to."""
    parts = coverage(entry.by_unit)
    if parts is None:
        return
    fraction = f"{parts.covered.text}/{parts.total.text}"
    why = Text(f"与分单位的 {fraction} 不符", f"the units come to {fraction}")
    share = parts.share
    if share and entry.share and _apart(share, entry.share):
        yield ("covered",), entry.share.text, why
    elif entry.share is None:  # only one of both is given
        numbers = (("covered", entry.covered, parts.covered), ("total", entry.total, parts.total))
        yield from (((key,), one.text, why) for key, one, counted in numbers if one and _apart(one, counted))
    if entry.value and share and disagree(entry.value, share):
        yield ("value",), entry.value.text, why


def _apart(one: Amount, other: Amount) -> bool:
    """Tell whether two numbers cannot be the same."""
    low = max((one.low for one in (one, other) if one.low is not None), default=None)
    return low is not None and any(low > high or (low == high and is_open) for high, is_open in _tops(one, other))


def _tops(*amounts: Amount) -> list[tuple[Fraction, bool]]:
    """Return the most that amounts can be, each with whether it is below that itself."""
    return [(one.high, one.open_high) for one in amounts if one.high is not None]


def below(amount: Amount, least: int) -> bool:
    """Tell whether a number is certainly below another."""
    return amount.high is not None and (amount.high < least or (amount.open_high and amount.high == least))


def is_percentage(amount: Amount) -> bool:
    """Tell whether a number can be a part of a whole, in percent."""
    low, high = amount.low, amount.high
    return (low is None or 0 <= low <= 100) and (high is None or high is low or 0 <= high <= 100)


def disagree(stated: Amount, computed: Amount) -> bool:
    """Tell whether a stated percentage cannot be the computed one: rounded as far as it was written, a bound as it stands."""
    if stated.exact is None:
        return _apart(stated, computed)
    decimals = len(stated.text.rstrip("%％ ").partition(".")[2])
    slack = Fraction(1, 2 * 10**decimals)
    return _apart(stated._replace(low=stated.exact - slack, high=stated.exact + slack), computed)
