"""The rules for those who write an office's standard (FZ7): what they find makes it useless, or is to be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Final, TypeAlias

from fazhi_check.findings import Finding
from fazhi_check.plan.model import Plan
from fazhi_check.round.duties import no_task, tasks_by_name
from fazhi_check.round.rows import Counted
from fazhi_check.round.standard.entered import wrong_rows
from fazhi_check.round.standard.keys import RULES as RULE_WORDS
from fazhi_check.round.standard.rows import Item, Standard
from fazhi_check.words import Term, Text, number

Found: TypeAlias = Iterable[Finding]

# By rule the keys that it needs, and those that it may have besides.
_KEYS: Final = {
    "share": (("points", "targets"), ("repeats",)),
    "all": (("points", "targets"), ("repeats",)),
    "per_case": (("points", "each"), ("floor", "from")),
    "bonus": (("each",), ("cap", "from")),
    "manual": (("points",), ()),
}
_CALLED: Final = {
    "points": Text("分值（points）", "points"),
    "targets": Text("任务（targets）", "targets"),
    "each": Text("每件（each）", "each"),
    "floor": Text("下限（floor）", "floor"),
    "cap": Text("上限（cap）", "cap"),
    "from": Text("来源（from）", "from"),
    "repeats": Text("重复计分（repeats）", "repeats"),
}


def faults(standard: Standard, plan: Plan) -> list[Finding]:
    """Return what is wrong with a standard under a plan; under another one than its own only that."""
    if standard.head.plan != plan.id:
        return [_another_plan(standard, plan)]
    return [finding for look in RULES.values() for finding in look(standard, plan)]


def _another_plan(standard: Standard, plan: Plan) -> Finding:
    advice = Text(f"检查用的规划是 {plan.id}", f"the check uses the plan {plan.id}")
    told = {"key": Term("规划（plan）", "plan"), "value": standard.head.plan, "advice": advice}
    return Finding("FZ203", standard.at("plan"), told)


def items_once(standard: Standard, plan: Plan) -> Found:
    """考评项目的编号不能重复。

    计分录入、自评分都按编号找项目；两个项目同号时，不知道说的是哪一个。改掉其中一个。

    ---
    The id of an item of a standard must be unique.

    What is entered, and what units give themselves, names items by id; with two of one id nobody knows which is meant.
    Change one of them.

    ---
    - {编号: A1, 考评内容: 重大行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
    - {编号: A1, 考评内容: 群众满意度, 分值: 10, 规则: 人工}

    ---
    - {编号: A1, 考评内容: 重大行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
    - {编号: A2, 考评内容: 群众满意度, 分值: 10, 规则: 人工}
    """
    first: dict[str, Item] = {}
    for item in standard.items:
        earlier = first.setdefault(item.id, item)
        if earlier is not item:
            place = earlier.at("id")
            yield Finding("FZ721", item.at("id"), {"id": item.id, "line": place.line if place else 0})


def known_targets(standard: Standard, plan: Plan) -> Found:
    """考评项目所列的任务，规划里要有。

    写任务、条、节或领域的编号；目标和原则性要求不单独判定，不能计分。核对编号，或删去这一个。

    ---
    Every target that an item of a standard names must exist in the plan.

    Name tasks, items, sections or fields by id; goals and principles are never judged and bring no points. See whether
    the id is right, or take it out.

    ---
    - {编号: A1, 考评内容: 重大行政决策, 分值: 20, 任务: [3.3.99], 规则: 按比例}

    ---
    - {编号: A1, 考评内容: 重大行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
    """
    known = tasks_by_name(plan)
    for item in standard.items:
        for key, names in (("targets", item.targets), ("repeats", item.repeats)):
            for name in names:
                if name not in known:
                    data = {"item": item.id, "why": _no_task(name, plan, known)}
                    yield Finding("FZ722", item.at(key), data)


def _no_task(name: str, plan: Plan, known: Iterable[str]) -> Text:
    if name not in plan.aim_by_id:
        return no_task(name, plan, known)
    return Text(
        f"{name} 由任务汇总或不单独判定，不能计分；写任务、条、节或领域的编号",
        f"{name} is never judged by itself and brings no points: name tasks, items, sections or fields",
    )


def whole_rules(standard: Standard, plan: Plan) -> Found:
    """每条计分规则要写全，不多不少。

    按比例、全部：分值和任务，标准里还要写“比例”；逐件：分值和每件（扣分写负数，如 -1），可写下限、来源；
    加分：每件（正数），写上限（不占总分，不写分值）；人工：分值。下限不能高于分值。

    ---
    A rule of a standard has all it needs and nothing else.

    share and all take points and targets, and the standard's shares; per_case points and each (below 0: -1), and may
    have floor and from; bonus takes each (above 0) and cap, no points, since it adds to no maximum; manual takes points.
    A floor is not above the points.

    ---
    - {编号: A3, 考评内容: 规范性文件报备, 分值: 6, 规则: 逐件, 每件: 1}

    ---
    - {编号: A3, 考评内容: 规范性文件报备, 分值: 6, 规则: 逐件, 每件: -1}
    """
    for item in standard.items:
        for key, why in _gaps(item):
            rule = RULE_WORDS[item.rule]
            yield Finding("FZ723", item.at(key), {"item": item.id, "rule": Term(rule.zh, rule.en), "why": why})
    judged = next((item for item in standard.items if item.judged), None)
    if judged and not standard.shares.of_verdict and standard.at("shares") is None:
        rule = RULE_WORDS[judged.rule]
        data = {"item": judged.id, "rule": Term(rule.zh, rule.en), "why": _NO_SHARES}
        yield Finding("FZ723", judged.at("rule"), data)


_NO_SHARES: Final = Text(
    "标准里没有写“比例”（shares），哪种判定计几成都不知道；写成“比例: {已完成: 1, 达进度: 0.5}”",
    "the standard has no shares, so no verdict would bring points: write shares: {met: 1, on_track: 0.5}",
)


def _gaps(item: Item) -> Iterator[tuple[str, Text]]:
    """Yield what a rule lacks, what it has no use for, and numbers on the wrong side, each with its key."""
    needed, allowed = _KEYS[item.rule]
    given = {key for key in _CALLED if getattr(item, "from_" if key == "from" else key) not in (None, ())}
    if item.rule == "bonus" and item.points == 0:
        given.discard("points")
    for key in needed:
        if key not in given:
            called = _CALLED[key]
            yield key, Text(f"缺少{called.zh}", f"{called.en} is missing")
    for key in sorted(given.difference(needed, allowed)):
        called, more = _CALLED[key], _NO_MAXIMUM if (item.rule, key) == ("bonus", "points") else Text("", "")
        yield key, Text(f"用不上{called.zh}{more.zh}", f"it has no use for {called.en}{more.en}")
    yield from _wrong_side(item)


_NO_MAXIMUM: Final = Text(
    "：加分不占总分，最多加几分写在上限里", ": a bonus adds to no maximum; write cap for the most"
)


def _wrong_side(item: Item) -> Iterator[tuple[str, Text]]:
    each, points = item.each, item.points
    if item.rule == "per_case" and each is not None and each > 0:
        yield "each", Text(f"逐件扣分写负数，例如 -{number(each)}", f"write -{number(each)}: a case takes points off")
    if item.rule == "bonus" and each is not None and each <= 0:
        yield "each", Text("加分写正数，例如 0.5", "a bonus is a number above 0, e.g. 0.5")
    if points is not None and points < 0:
        yield "points", Text("分值不能是负数", "points are not below 0")
    if item.floor is not None and points is not None and item.floor > points:
        yield "floor", Text("下限高于分值", "the floor is above the points")
    if item.cap is not None and item.cap < 0:
        yield "cap", Text("上限不能是负数", "a cap is not below 0")


def adds_up(standard: Standard, plan: Plan) -> Found:
    """写了总分的，各项分值之和要等于总分。

    加分项不占总分。核对漏了哪一项，或改正总分。

    ---
    Where a standard gives a total, the points of its items add up to it.

    A bonus adds nothing. See which item is missing, or correct the total.

    ---
    总分: 100
    项目:
      - {编号: A1, 考评内容: 行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
      - {编号: A2, 考评内容: 群众满意度, 分值: 10, 规则: 人工}

    ---
    总分: 30
    项目:
      - {编号: A1, 考评内容: 行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
      - {编号: A2, 考评内容: 群众满意度, 分值: 10, 规则: 人工}
    """
    total, found = standard.head.total, sum((item.max for item in standard.items), Fraction(0))
    if total is not None and total != found:
        yield Finding("FZ724", standard.at("total"), {"sum": found, "total": total})


def counted_once(standard: Standard, plan: Plan) -> Found:
    """一项任务在两个项目里计分，而没有说明。

    同一项任务得两次分或扣两次分，多半是列重了（例如一处写了整条，另一处又写了其中一项）。删去一处；确要重复计分的，
    在后一个项目里写“重复计分”和这些编号。计分照常进行。

    ---
    A task counts in two items, and none of them says so.

    It brings or costs points twice, mostly by a slip: one item names a whole item of the plan, another one of its tasks.
    Take one out; where it is meant, name these ids under repeats in the later item. Points are given all the same.

    ---
    - {编号: A1, 考评内容: 行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
    - {编号: A2, 考评内容: 目录, 分值: 5, 任务: [3.3.2-05], 规则: 全部}

    ---
    - {编号: A1, 考评内容: 行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}
    - 编号: A2
      考评内容: 目录
      分值: 5
      任务: [3.3.2-05]
      规则: 全部
      重复计分: [3.3.2-05]
    """
    known = tasks_by_name(plan)
    first: dict[str, Item] = {}
    for item in standard.items:
        if not item.judged:
            continue
        own = list(dict.fromkeys(task for name in item.targets for task in known.get(name, ())))
        said = {task for name in item.repeats for task in known.get(name, ())}
        twice = [task for task in own if task in first and task not in said]
        if twice:
            others = list(dict.fromkeys(first[task].id for task in twice))
            yield Finding("FZ725", item.at("targets"), {"item": item.id, "ids": twice, "others": others})
        first.update({task: item for task in own if task not in first})


def entered_holds(standard: Standard, plan: Plan) -> Found:
    """计分录入的一行用不上。

    项目要在标准里有，并且是要录入的：逐件和加分写“件数”，人工写“得分”（0 到分值之间）；按判定计分的、从登记里计数的不用
    录入。一个单位的一个人工项目只录一次。用了 --round 的，单位要在名册里，并且是这份标准适用的。

    ---
    A row of what was entered does not hold.

    Its item must be one of the standard that something is entered for: cases for per_case and bonus, points (0 to those
    of the item) for manual; not where verdicts or registers decide. Points are entered once a unit. With --round the
    unit must be one of the round that the standard is for.

    ---
    项目:
      - {编号: A5, 考评内容: 群众满意度, 分值: 10, 规则: 人工}
    录入:
      - {项目: A5, 单位: 示例区, 得分: 12}

    ---
    项目:
      - {编号: A5, 考评内容: 群众满意度, 分值: 10, 规则: 人工}
    录入:
      - {项目: A5, 单位: 示例区, 得分: 8.5, 理由: 第三方测评}
    """
    by_unit: dict[str, list[Counted]] = {}
    for row in standard.entered:
        by_unit.setdefault(row.unit, []).append(row)
    for rows in by_unit.values():
        yield from (of_row(row, fault.what) for row, fault in wrong_rows(standard, rows))


def of_row(row: Counted, why: Text) -> Finding:
    """Return FZ726 for a row of what was entered."""
    return Finding("FZ726", row.place, {"unit": row.unit, "item": row.item, "why": why})


# The rule of each code.
RULES: dict[str, Callable[[Standard, Plan], Found]] = {
    "FZ721": items_once,
    "FZ722": known_targets,
    "FZ723": whole_rules,
    "FZ724": adds_up,
    "FZ725": counted_once,
    "FZ726": entered_holds,
}
