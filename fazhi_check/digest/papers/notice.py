"""What a unit is sent to check before the bulletin (数据核对单): its own figures as the bulletin will use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fazhi_check.digest.changes import changes_of
from fazhi_check.digest.line import Line
from fazhi_check.digest.papers.counted import PARTS, counted, part_of, part_words
from fazhi_check.digest.papers.facts import BLANK, as_written, day_written, facts_of
from fazhi_check.digest.papers.official import is_settled
from fazhi_check.digest.papers.scope import (
    ABSENT,
    FAULTY,
    RETURNED,
    STALE,
    Scope,
    Standing,
    scope_of,
)
from fazhi_check.digest.papers.sentences import amount, problem_sentence, tasks
from fazhi_check.digest.papers.titles import bulletin_title
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import UNREVIEWED

# What stands where there is nothing to say.
_NONE: Final = "—"
# The parts in the order of the list: what counts against a unit, the worst first; what is under way; what it has
# reached; what is not asked of it.
_ORDER: Final = (
    *("overdue", "lagging", "unproven", "invalid", "missing", "due_soon", "on_track", "met"),
    *("applied", "exempt", "waived"),
)
# The parts that are only counted, except for what an office has settled in its own way: a unit is to learn of that.
_COUNTED: Final = ("due_soon", "on_track")
# How many lines the form has for objections.
_OBJECTIONS: Final = 2


class Notice(NamedTuple):
    """A unit that gets the paper, and what fills its template, by its tags."""

    unit: str
    content: Mapping[str, Any]


def notices(digest: Digest, given: Mapping[str, str]) -> list[Notice]:
    """Return what every unit is sent: in the round's order, without one every file's.

    Excused units and those that the plan does not bind get none; nor does a file that names no unit, and nobody's figures
    but its own stand in a unit's.
    """
    scope = scope_of(digest)
    common = _common(digest, scope, given)
    return [Notice(one.name, common | _of(one, scope)) for one in scope.units if one.is_addressed]


def _common(digest: Digest, scope: Scope, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands on the papers of all units."""
    facts = facts_of(digest, given)
    title = bulletin_title(scope.round.title if scope.round else None, [one.name.zh for one in scope.plans])
    return {
        **facts.tags,
        "通报": title,
        "规划": scope.cited or BLANK,
        "空行": [""] * _OBJECTIONS,
    }


def _of(one: Standing, scope: Scope) -> dict[str, Any]:
    """Return what stands on the paper of one unit."""
    lines = _listed(one.lines)
    return {
        "主送": one.addressee,
        "单位": one.name,
        "判定日期": _day(one, scope),
        "报送情况": _state(one, scope),
        "核对部分": f"{one.file.part.text.zh}。" if one.file and one.file.part else "",
        "有数据": one.apart is None,
        **_figures(one, lines),
        "较上期": _since(one),
        "问题台账": problem_sentence(_problems(one), scope._replace(units=[one])),
        "逐项": [_row(at, line, one) for at, line in enumerate(lines, 1)],
    }


def _day(one: Standing, scope: Scope) -> str:
    day = one.file.as_of if one.file and one.apart is None else scope.round.as_of if scope.round else None
    return day_written(day) if day else BLANK


# What the state of a report means in the bulletin.
_MEANS: Final = {
    RETURNED: "报送材料已退回补正。补正前，通报列为“退回补正”，任务情况不计入合计。",
    FAULTY: "报送材料填报有误，未能判定。改正前，通报列为“填报有误”，任务情况不计入合计。",
}
_ABSENT: Final = "通报列为“未报送”，任务情况不计入合计。已经报送的，请在核对意见中写明报送日期和方式，并附材料。"


def _state(one: Standing, scope: Scope) -> str:
    """Return where the report of a unit stands, and what the bulletin makes of that."""
    if one.apart in (ABSENT, STALE):
        return _absent(one, scope)
    if one.apart is not None:
        return _MEANS[one.apart]
    if one.unit is None:
        day = one.file.reported_on if one.file else None
        return f"填报截至{day_written(day)}。" if day else ""
    received = f"{day_written(one.unit.received)}收到" if one.unit.received else ""
    punctual = scope.round is not None and scope.round.punctual and one.unit.state == "reported"
    told = "，".join(part for part in (received, "按期" if punctual else "") if part)
    return f"通报列为“{one.unit.called.zh}”{f'（{told}）' if told else ''}。"


def _absent(one: Standing, scope: Scope) -> str:
    assert one.unit
    assert scope.round
    due = f"（报送截止{day_written(scope.round.due)}）" if scope.round.due else ""
    old = f"以前截至{day_written(one.unit.stale)}的填报只作参考。" if one.unit.stale else ""
    return f"没有收到本次的报送材料{due}。{old}{_ABSENT}"


def _listed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are to be checked one by one: by their parts, in each in the plan's order."""
    listed = [one for one in lines if part_of(one) not in _COUNTED or _has_own_word(one)]
    return sorted(listed, key=lambda one: _ORDER.index(part_of(one)))


def _has_own_word(line: Line) -> bool:
    """Tell whether an office has said more of a task than that it agrees with the unit and the first check.

    That is another verdict than was computed or than 已完成 that was reported, what was sent back, evidence that it found
    not to hold, and any reason: who rejects, sends back or decides on an objection gives one.
    """
    settled = line.settled
    if settled is None:
        return False
    other = not settled.pending and (settled.verdict != line.verdict or line.reported == "done")
    return other or bool(settled.reason) or settled.evidence == "contradicted"


def _figures(one: Standing, listed: Sequence[Line]) -> dict[str, Any]:
    """Return the counts of a unit, as sentences and as the columns of a table."""
    found = counted(one.lines)
    rest = Counter(found.parts) - Counter(map(part_of, listed))
    left = "、".join(f"{found.words[name]} {amount(rest[name])} 项" for name in PARTS if rest[name])
    whole = f"逐项列出 {amount(len(listed))} 项" if listed else "没有需要逐项核对的任务"
    said = whole + (f"，{left}未逐项列出" if left else "")
    return {
        "任务情况": f"{tasks(found)}。",
        "列项说明": f"{said}。" if found.total else "没有需要逐项核对的任务。",
        "完成称谓": found.words["met"],
        "合计": list(_columns(one.lines)),
    }


def _columns(lines: Sequence[Line]) -> Iterator[dict[str, str]]:
    """Yield the rows of the table of counts: all tasks, those on statements alone, those that nobody has settled."""
    found = counted(lines)
    unsettled = counted(one for one in lines if not is_settled(one))
    rows = {"项数": found.parts, "仅情况说明": found.claims, "未经核定": unsettled.parts}
    words = part_words()
    for name, parts in rows.items():
        numbers = {words[part]: str(parts.get(part, 0)) for part in PARTS}
        yield {"名称": name, "承担任务": str(sum(parts.values())), **numbers}


def _since(one: Standing) -> str:
    told = changes_of([one.file]) if one.file and one.apart is None else None
    return f"{told.sentence.zh}。" if told else ""


def _problems(one: Standing) -> Sequence[Any]:
    return (one.unit.problems if one.unit else one.file.tracked if one.file else None) or ()


def _row(at: int, line: Line, one: Standing) -> dict[str, str]:
    """Return what is told of a task: what was reported, how it was judged first and settled, what the bulletin takes."""
    words = part_words(line.accepted)
    return {
        "序号": str(at),
        "编号": line.target,
        "事项": line.title.zh,
        "依据": _clause(line, one),
        "填报": line.told.zh or (words["missing"] if line.verdict == "missing" else _NONE),
        "佐证": line.resting_on.zh,
        "初核": line.word.zh if line.waived else as_written(line.degree.zh),
        "核定": line.settlement.zh if line.settled else UNREVIEWED.zh,
        "理由": (line.settled and line.settled.reason) or "",
        "采用": words[part_of(line)],
    }


def _clause(line: Line, one: Standing) -> str:
    """Return the part of the plan that a task stands in; of what the plan only encourages that it is no problem."""
    heading = one.file.heading(line.item).zh if one.file else line.item
    return f"{heading}；鼓励、探索类，不列为问题" if line.free else heading
