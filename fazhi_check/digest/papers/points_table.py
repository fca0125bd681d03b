"""The annex of points (计分表): what each unit has by its office's standard, item by item, with why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fazhi_check.digest.papers.scope import ABSENT, COMPARED, EXCUSED, FAULTY, RETURNED, STALE, Scope, Standing
from fazhi_check.digest.points import ItemDigest, PointsDigest, shown
from fazhi_check.words import Text, number

_NONE: Final = "—"
# What adds to no maximum.
_BONUS: Final = "加分"
# What stands in place of points, by why a unit stands apart.
_APART: Final = {
    RETURNED: "退回补正，没有适用的测评标准",
    STALE: "未报送，未计分",
    ABSENT: "未报送，未计分",
    FAULTY: "填报有误，未计分",
}
# What is to be known of a unit with points whose tasks are in no sum.
_NOTED: Final[dict[int | None, str]] = {RETURNED: "报送材料已退回补正", COMPARED: "仅作对照"}
_COLUMNS: Final = ("单位", "考评内容", "分值", "评分标准", "考评方法", "自评分", "考评分", "评分说明")
_EMPTY: Final = dict.fromkeys(_COLUMNS, "")


class _Scored(NamedTuple):
    unit: Standing
    points: PointsDigest


def points_rows(scope: Scope) -> list[dict[str, str]]:
    """Return the rows of all units, by standard and in the round's order, each unit's followed by its sum.

    Units that have no points say why; without any points there are no rows. Who stands apart in the sums of tasks has its
    points all the same (DESIGN, section 15: only who has not submitted has none).
    """
    scored = [_Scored(one, one.file.points) for one in scope.units if one.file and one.file.points and _has_points(one)]
    if not scored:
        return []
    standards = list(dict.fromkeys(one.points.standard for one in scored))
    rows = [row for standard in standards for row in _of_standard(standard, scored)]
    return [*rows, *(_EMPTY | {"单位": one.name, "考评分": _NONE, "评分说明": why} for one, why in _unscored(scope))]


def _has_points(one: Standing) -> bool:
    return one.file is not None and one.file.points is not None and one.apart not in (STALE, EXCUSED)


def _of_standard(standard: tuple[str, str | None], scored: Sequence[_Scored]) -> Iterator[dict[str, str]]:
    title, office = standard
    yield _EMPTY | {"单位": "评分依据", "考评内容": title, "评分说明": office or ""}
    for one in scored:
        if one.points.standard == standard:
            yield from _of_unit(one)


def _of_unit(one: _Scored) -> Iterator[dict[str, str]]:
    """Yield the rows of a unit, each with its name: a page may begin with any of them."""
    points = one.points
    for item in points.items:
        yield _item(item) | {"单位": one.unit.name}
    yield _EMPTY | {
        "单位": one.unit.name,
        "考评内容": points.word.zh,
        "分值": number(points.max),
        "考评分": shown(points.total) or _NONE,
        "评分说明": "；".join(said for said in (_NOTED.get(one.unit.apart), points.notes.zh) if said),
    }


def _item(one: ItemDigest) -> dict[str, str]:
    return {
        "考评内容": one.title,
        "分值": number(one.max) if one.max else _BONUS,
        "评分标准": one.criterion or "",
        "考评方法": one.method or "",
        "自评分": shown(one.own),
        "考评分": shown(one.points) or ("" if one.open else _NONE),
        "评分说明": "\n".join(said.removesuffix("。") for said in _gathered(one.remarks)),
    }


# What is said of one task: its number and title, then why it has less than its full share.
_OF_TASK: Final = re.compile(r"(?P<task>\S+) .*?：(?P<why>(?:初核|核定)为.*)", re.DOTALL)


def _gathered(remarks: Iterable[Text]) -> list[str]:
    """Return what is said of an item, tasks of which the same is said together by their numbers; one alone has its title."""
    same: dict[str, list[str]] = {}
    for said in remarks:
        told = _OF_TASK.fullmatch(said.zh)
        same.setdefault(told["why"] if told else said.zh, []).append(said.zh)
    return [_together(why, texts) for why, texts in same.items()]


def _together(why: str, texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return f"{'、'.join(text.partition(' ')[0] for text in texts)}：{why}"


def _unscored(scope: Scope) -> Iterator[tuple[Standing, str]]:
    """Yield the units without points, with why: those that owe a report, and those that no standard is for."""
    for one in scope.units:
        if one.apart in (COMPARED, EXCUSED) or _has_points(one):
            continue
        yield one, "没有适用的测评标准" if one.apart is None else _APART[one.apart]
