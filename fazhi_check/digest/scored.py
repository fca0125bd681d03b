"""The units of a run by their offices' standards, each beside its own kind only: what every table of points shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.points import ItemDigest, PointsDigest, shown
from fazhi_check.digest.round.facts import UnitDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import BROKEN, joined, same
from fazhi_check.words import Text, number

TITLE, UNSCORED = Text("考评计分", "points"), Text("未计分", "without points")
UNIT, REMARKS = Text("单位", "unit"), Text("说明", "remarks")
ITEM, MOST, OWN, GIVEN = (
    Text("考评内容", "item"),
    Text("分值", "maximum"),
    Text("自评分", "own points"),
    Text("考评分", "points"),
)
CRITERION, METHOD, WHY = Text("评分标准", "criterion"), Text("考评方法", "method"), Text("评分说明", "why")
# The columns that offices print, in their order.
COLUMNS: Sequence[Text] = (ITEM, MOST, CRITERION, METHOD, OWN, GIVEN, WHY)
OPEN, LEFT_OUT = Text("未录入", "to be entered"), Text("不参与计分", "left out")
UNSETTLED = Text("待核定", "to be reviewed")
BONUS = Text("加分", "bonus")
SUM = Text("小计或合计", "sum")
_NO_STANDARD = Text("没有适用的测评标准", "no standard fits")


class Scored(NamedTuple):
    """A unit with its points, its file, and where it stands in the round, if there is one."""

    name: str
    file: FileDigest
    points: PointsDigest
    unit: UnitDigest | None = None


class Group(NamedTuple):
    """The units that are measured by one standard."""

    standard: tuple[str, str | None]
    units: Sequence[Scored]

    @property
    def head(self) -> Text:
        """Which standard it is, and by whom issued."""
        return based_on(self.units[0].points)

    @property
    def items(self) -> list[tuple[str, Text]]:
        """The items of the standard, as ids and titles."""
        return [(one.id, titled(one)) for one in self.units[0].points.items]


def groups_of(digest: Digest, by_points: bool = False) -> list[Group]:
    """Return the units with points by standard, in the round's order, or the highest first within each standard."""
    scored = list(_scored(digest))
    found: dict[tuple[str, str | None], list[Scored]] = {}
    for one in scored:
        found.setdefault(one.points.standard, []).append(one)
    return [Group(standard, _sorted(units) if by_points else units) for standard, units in found.items()]


def _sorted(units: Sequence[Scored]) -> list[Scored]:
    """Return units by their points, those without any last; equal ones as they stood."""
    return sorted(units, key=lambda one: (one.points.total is None, -(one.points.total or Fraction())))


def _scored(digest: Digest) -> Iterator[Scored]:
    if digest.round:
        for unit in digest.round.units:
            if unit.file and unit.file.points:
                yield Scored(unit.name, unit.file, unit.file.points, unit)
        return
    for one in digest.submissions:
        if one.points:
            yield Scored(one.name, one, one.points)


def unscored(digest: Digest) -> list[tuple[str, Text]]:
    """Return the units of the round without points, with why: never a number; excused ones owe nothing."""
    units = digest.round.units if digest.round else ()
    return [
        (one.name, _why_unscored(one)) for one in units if one.state != "excused" and not (one.file and one.file.points)
    ]


def _why_unscored(one: UnitDigest) -> Text:
    if one.state == "not_submitted":
        return one.called
    return BROKEN if one.file and not one.file.judged and not one.file.valid else _NO_STANDARD


def told_unscored(digest: Digest) -> Text:
    """Return the units without points as one sentence; nothing where all have some."""
    said = [Text(f"{name}（{why.zh}）", f"{name} ({why.en})") for name, why in unscored(digest)]
    if not said:
        return same("")
    listed = joined(said, Text("、", ", "))
    return Text(f"{UNSCORED.zh}：{listed.zh}", f"{UNSCORED.en}: {listed.en}")


def has_points(digest: Digest) -> bool:
    """Tell whether any unit has points."""
    return any(one.points for one in digest.files)


def based_on(points: PointsDigest) -> Text:
    """Return the sentence at the head of points: which standard, by whom issued."""
    title, office = points.standard
    by = (f"，{office}印发", f", issued by {office}") if office else ("", "")
    return Text(f"评分依据：《{title}》{by[0]}", f"by the standard {title}{by[1]}")


def titled(one: ItemDigest) -> Text:
    """Return an item with its id."""
    return same(f"{one.id} {one.title}")


def most(one: ItemDigest) -> Text:
    """Return what an item can bring at most; a bonus adds to no maximum."""
    return same(number(one.max)) if one.max else BONUS


def given(one: ItemDigest) -> Text:
    """Return the points of an item, or what they wait for: to be entered, an office to settle; or that it is left out."""
    if one.points is not None:
        return same(shown(one.points))
    if not one.open:
        return LEFT_OUT
    # Only what verdicts decide has tasks to be settled: nobody enters anything there.
    return UNSETTLED if one.unreviewed else OPEN


def own(one: ItemDigest) -> Text:
    """Return what the unit gave itself, with by how much that is more or less; nothing where it gave nothing."""
    if one.own is None:
        return same("")
    apart = one.difference
    if not apart:
        return same(shown(one.own))
    size = number(abs(apart))
    zh, en = ("高", "over") if apart > 0 else ("低", "under")
    return Text(f"{shown(one.own)}（{zh} {size}）", f"{shown(one.own)} ({size} {en})")


def remarks(one: ItemDigest) -> Text:
    """Return all that is said of an item as one text."""
    said = [Text(text.zh.removesuffix("。"), text.en.removesuffix(".")) for text in one.remarks]
    return joined(said, Text("；", "; "))


def row_of(one: ItemDigest) -> list[Text]:
    """Return an item's cells in the order of COLUMNS."""
    told = same(one.criterion or ""), same(one.method or "")
    return [titled(one), most(one), *told, own(one), given(one), remarks(one)]
