"""The points of a unit by an office's standard, read back from a saved report."""

from __future__ import annotations

from fractions import Fraction

from fazhi_check.digest.contract import PointsDetailInfo, PointsInfo, PointsItemInfo
from fazhi_check.digest.points import PointsDigest, points_digest
from fazhi_check.round.standard.points import ItemPoints, Points, Reason
from fazhi_check.words import Text


def points_of(info: PointsInfo) -> PointsDigest:
    """Return what a unit has by a standard."""
    details = {one.item: one for one in info.details or ()}
    return points_digest(
        Points(
            info.standard.title,
            info.standard.issued_by,
            [_item(one, details.get(one.id), one.id in info.open) for one in info.items],
            _number(info.total),
            Fraction(str(info.max)),
            info.on_statements or 0,
            info.unreviewed or 0,
        )
    )


def _item(one: PointsItemInfo, detail: PointsDetailInfo | None, is_open: bool) -> ItemPoints:
    more = detail or PointsDetailInfo(item=one.id)
    return ItemPoints(
        one.id,
        one.title,
        Fraction(str(one.max)),
        _number(one.points),
        _number(one.own),
        [Reason(Text(why.text, why.text), why.target, why.verdict) for why in one.reasons],
        more.criterion,
        more.method,
        more.on_statements or 0,
        more.unreviewed or 0,
        is_open,
    )


def _number(written: int | float | None) -> Fraction | None:
    return None if written is None else Fraction(str(written))
