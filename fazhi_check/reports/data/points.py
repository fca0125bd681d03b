"""The points of a unit as plain JSON data (a part of the contract, see reports.data.json)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from fazhi_check.digest.points import ItemDigest, PointsDigest
from fazhi_check.words import Lang, exact


def points_data(one: PointsDigest, lang: Lang) -> dict[str, Any]:
    """Return what a unit has by a standard as plain JSON data; what is not known is absent beside the contract's keys."""
    details = [_detail(item) for item in one.items]
    known = {"on_statements": one.on_statements, "unreviewed": one.unreviewed}
    return {
        "standard": {"title": one.title, "issued_by": one.issued_by},
        "items": [_item(item, lang) for item in one.items],
        "total": _number(one.total),
        "max": _number(one.max),
        "open": one.open,
        **_filled({**known, "details": [detail for detail in details if len(detail) > 1]}),
    }


def _item(one: ItemDigest, lang: Lang) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "max": _number(one.max),
        "points": _number(one.points),
        "own": _number(one.own),
        "reasons": [{"target": why.target, "verdict": why.verdict, "text": why.text.say(lang)} for why in one.reasons],
    }


def _detail(one: ItemDigest) -> dict[str, Any]:
    said = {"criterion": one.criterion, "method": one.method}
    return {"item": one.id, **_filled({**said, "on_statements": one.on_statements, "unreviewed": one.unreviewed})}


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def _number(points: Fraction | None) -> int | float | None:
    return None if points is None else exact(points)
