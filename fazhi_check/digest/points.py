"""The points of a unit by an office's own standard, as every format shows them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from fazhi_check.digest.words import UNREVIEWED, WITHIN, joined, same
from fazhi_check.round.standard.points import ItemPoints, Points, Reason
from fazhi_check.sanitize import clean, mask
from fazhi_check.words import Text, number

_TOTAL, _SUBTOTAL = Text("合计", "total"), Text("小计", "subtotal")
_NOT_ENTERED = Text("尚未录入", "still to be entered")
_OPEN = Text("尚缺", "still to be entered")


class ItemDigest(ItemPoints):
    """An item as it is shown: its texts come from outside."""

    __slots__ = ()

    @property
    def difference(self) -> Fraction | None:
        """By how much the unit gave itself more than it has (below 0: less); None where one of both is not known."""
        return None if self.own is None or self.points is None else self.own - self.points

    @property
    def remarks(self) -> list[Text]:
        """What is said of it (评分说明): each reason, then what rests on statements, what is not settled."""
        said = [*(one.text for one in self.reasons), *_noted(self.on_statements, self.unreviewed)]
        return said or ([_NOT_ENTERED] if self.open else [])


class PointsDigest(NamedTuple):
    """What a unit has by a standard, as it is shown (see round.standard.points.Points)."""

    title: str
    issued_by: str | None
    items: Sequence[ItemDigest]
    total: Fraction | None
    max: Fraction
    on_statements: int = 0
    unreviewed: int = 0

    @property
    def standard(self) -> tuple[str, str | None]:
        """By what units are grouped: title and office."""
        return self.title, self.issued_by

    @property
    def open(self) -> list[str]:
        """The ids of the items that must still be entered."""
        return [one.id for one in self.items if one.open]

    @property
    def word(self) -> Text:
        """What its sum is called: a subtotal says how many items must still be entered."""
        if not self.open:
            return _TOTAL
        missing = len(self.open)
        return Text(f"{_SUBTOTAL.zh}（{_OPEN.zh} {missing} 项）", f"{_SUBTOTAL.en} ({missing} {_OPEN.en})")

    @property
    def sum(self) -> Text:
        """Its sum, of which maximum: 小计（尚缺 2 项）36.5 分，满分 41 分."""
        total, most = shown(self.total), number(self.max)
        return Text(f"{self.word.zh} {total} 分，满分 {most} 分", f"{self.word.en} {total} of {most}")

    @property
    def notes(self) -> Text:
        """Of how many tasks something is to be known: not settled, on statements only; nothing where of none."""
        said = joined(_noted(self.on_statements, self.unreviewed), Text("；", "; "))
        return Text(f"其中{said.zh}", said.en) if said.zh else said


def shown(points: Fraction | None) -> str:
    """Return points as they are printed; nothing where there are none."""
    return "" if points is None else number(points)


def _noted(on_statements: int, unreviewed: int) -> list[Text]:
    counted = {WITHIN["met"]: on_statements, UNREVIEWED: unreviewed}
    return [Text(f"{word.zh} {count} 项", f"{count} {word.en}") for word, count in counted.items() if count]


def points_digest(one: Points) -> PointsDigest:
    """Return what a unit has by a standard as it is shown."""
    return PointsDigest(
        mask(one.title),
        one.issued_by and mask(one.issued_by),
        [_item(item) for item in one.items],
        one.total,
        one.max,
        one.on_statements,
        one.unreviewed,
    )


def _item(one: ItemPoints) -> ItemDigest:
    reasons = [Reason(_masked(why.text), why.target and clean(why.target), why.verdict) for why in one.reasons]
    shown_as = one._replace(
        id=clean(one.id),
        title=mask(one.title),
        reasons=reasons,
        criterion=one.criterion and mask(one.criterion),
        method=one.method and mask(one.method),
    )
    return ItemDigest(*shown_as)


def _masked(text: Text) -> Text:
    return same(mask(text.zh)) if text.zh == text.en else Text(mask(text.zh), mask(text.en))
