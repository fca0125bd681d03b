"""How the values of a round's rows are read that stand in no submission: lists in one text, dated stages, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeVar

from fazhi_check.round.keys import ROW_VALUES
from fazhi_check.source.dates import parse_day
from fazhi_check.source.numbers import parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.submission.sheet.cells import is_nothing, parted
from fazhi_check.submission.values import NO, YES, read_points

Stage = TypeVar("Stage")

ALL: Final = "all"
_EVERY: Final = frozenset(("all", "全部", "全部区县", "所有区县", "各区县", "各县区", "各区（县）", "全部县区"))
_PARTS: Final = re.compile(r"[、，,；;\n\r]+")
_NODES: Final = re.compile(r"[；;\n\r]+")
_NODE: Final = re.compile(r"(\d[\d年月日./-]*)[\s:：，,前]*(.*)", re.DOTALL)
STAGES: Final = ROW_VALUES["assignments"]["node"]
_ASKED: Final = frozenset((*YES, "要求", "本期要求", "报", "要"))
_NOT_ASKED: Final = frozenset((*NO, "不要求", "本期不要求", "本期不报", "不报", "不要", "免"))


def listed(value: Any) -> Any:
    """Return a list of texts, of which one may stand alone, several parted by 、，,； or ; or line ends."""
    if isinstance(value, str):
        return [one.strip() for one in _PARTS.split(value) if one.strip()]
    return value


def counties(value: Any) -> Any:
    """Return `all` where all counties are meant, else their names as a list."""
    names = listed(value)
    given = names if isinstance(names, list) else ()
    return ALL if any(isinstance(one, str) and one.strip().casefold() in _EVERY for one in given) else names


def dated(value: Any) -> Any:
    """Return days with stages as a mapping: as it is, or from a text as `2024-06-30 取得突破；2024-12-31 已完成`.

    Raises Unreadable where a part of the text is no day with a stage, or a day stands twice.
    """
    if not isinstance(value, str):
        return value
    parts = [_node(part.strip()) for part in _NODES.split(value) if part.strip()]
    if len(dict(parts)) < len(parts):
        raise Unreadable("同一日期写了两次", "a day stands twice")
    return dict(parts)


def _node(part: str) -> tuple[str, str]:
    """Return the day and the stage of a part of a text, as they are written."""
    found = _NODE.fullmatch(part)
    day, stage = (found[1], found[2]) if found else ("", "")
    if stage not in STAGES and stage not in STAGES.values():
        raise Unreadable(
            f"节点写成“日期 状态”，几个之间用“；”隔开，例如 2024-06-30 取得突破；状态可填：{'、'.join(STAGES)}",
            "write a node as a day and a stage, parted by semicolons: 2024-06-30 substantial; 2024-12-31 done",
        )
    parse_day(day)  # for what it says of one that is none
    return day, stage


def meant_nodes(value: str) -> str | None:
    """Return dated stages as they are to be written, where each day and stage of a text is certain; else None.

    A stage is meant by a word that is a part of it, or that it is a part of, where that holds of one alone.
    """
    parts = [_NODE.fullmatch(part.strip()) for part in _NODES.split(value) if part.strip()]
    meant = [(_day_meant(one[1]), _stage_meant(one[2])) if one else ("", "") for one in parts]
    return "；".join(f"{day} {stage}" for day, stage in meant) if meant and all(map(all, meant)) else None


def _day_meant(written: str) -> str:
    try:
        return parse_day(parted(written)).isoformat()
    except Unreadable:
        return ""


def _stage_meant(written: str) -> str:
    word = written.strip()
    near = [zh for zh, en in STAGES.items() if word and (word == en or word in zh or zh in word)]
    return near[0] if len(near) == 1 else ""


def by_day(nodes: Mapping[date, Stage]) -> tuple[tuple[date, Stage], ...]:
    """Return days with stages in the order of the days. Raises Unreadable where one day has two of them."""
    return tuple(sorted(nodes.items()))


def asked(value: Any) -> Any:
    """Return whether a task is asked, from 是 or 否 and what stands for them. Raises Unreadable."""
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word not in _ASKED and word not in _NOT_ASKED:
        raise Unreadable(
            "本期要求的写“是”或留空，不要求的写“否”", "write yes (是) or leave it out where it is asked, no (否) else"
        )
    return word in _ASKED


def excuse(value: Any) -> Any:
    """Return why a unit owes no report, None where the text only says that it owes one. Raises Unreadable for 是 and 否."""
    word = value.strip() if isinstance(value, str) else value
    if not isinstance(word, str) or (word.casefold() not in YES and word.casefold() not in NO):
        return None if isinstance(word, str) and is_nothing(word) else value
    raise Unreadable(
        "免报的写明理由，例如 机构改革，经市委依法治市办同意；要报的留空",
        "give the reason for which it owes no report; leave it out where it owes one",
    )


def points(value: Any) -> Any:
    """Return points, a number known exactly with at most two decimals (8.5, 8.5分). Raises Unreadable."""
    return value if isinstance(value, Fraction) else read_points(value).low


def entered(value: Any) -> Any:
    """Return points entered by hand, a number known exactly (8.5, 8.5分, a mean of 8.3333). Raises Unreadable.

    They are rounded as every item is, so that a mean may stand as a sheet works it out.
    """
    percent = isinstance(value, str) and value.strip().endswith(("%", "％"))
    found = value if isinstance(value, Fraction) else None if percent else _exact(value, "分")
    if found is None:
        raise Unreadable("得分写确切的数，例如 8.5", "points are an exact number, e.g. 8.5")
    return found


def cases(value: Any) -> Any:
    """Return a number of cases, whole and not below 0 (2, 2件). Raises Unreadable."""
    found = value if isinstance(value, Fraction) else _exact(value, "件起次")
    if found is None or found < 0 or found.denominator != 1:
        raise Unreadable("件数写整数，没有的写 0", "a number of cases is whole; write 0 where there is none")
    return found


def each(value: Any) -> Any:
    """Return by how much one case counts: a number known exactly. Raises Unreadable."""
    found = value if isinstance(value, Fraction) else _exact(value, "分")
    if found is None:
        raise Unreadable("每件几分写一个确切的数，扣分的写 -1", "write an exact number, -1 where a case takes one off")
    return found


def _exact(value: Any, units: str) -> Fraction | None:
    """Return a number known exactly, without what it counts; None where it is none."""
    text = value.strip() if isinstance(value, str) else ""
    try:
        return parse_amount(text.rstrip(units)).exact
    except Unreadable:
        return None


def said_yes(value: Any) -> Any:
    """Return whether something is to be done, from 是 or 否 and what stands for them. Raises Unreadable."""
    if isinstance(value, bool):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word not in YES and word not in NO:
        raise Unreadable("写“是”或“否”", "write yes (是) or no (否)")
    return word in YES


def share(value: Any) -> Any:
    """Return a share of 0 to 1 (0.5, 50%). Raises Unreadable."""
    text = value.strip() if isinstance(value, str) else ""
    found = _exact(text.removesuffix("%").removesuffix("％"), "")
    if found is not None and text[-1:] in ("%", "％"):
        found /= 100
    if found is None or not 0 <= found <= 1:
        raise Unreadable("比例写 0 到 1 之间的数，例如 0.5", "a share is a number of 0 to 1, e.g. 0.5")
    return found
