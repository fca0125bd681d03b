"""FZ2: the form. Keys and values that are missing, unknown or of the wrong kind, and ids that name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain

from fazhi_check.assess import asked_of
from fazhi_check.findings import Finding, Found
from fazhi_check.guess import closest
from fazhi_check.measures import amount_of
from fazhi_check.plan.model import BY_YEAR, Aim, Plan, Standing, Target
from fazhi_check.rules.dossier import Answer, Dossier, Look, in_entry
from fazhi_check.rules.parts import wrong_parts
from fazhi_check.source.hint import Hint, asked, followed
from fazhi_check.source.numbers import Amount
from fazhi_check.submission.places import FORM
from fazhi_check.submission.records import Entry, Unit
from fazhi_check.words import DUTY_STATUSES, KEYS_ZH, LEVELS, MEASURES, ROLES, STATUSES, Term, Text

# Which keys a measure understands, besides status and those that every entry has.
_TAKES: dict[str, tuple[str, ...]] = {
    "milestone": ("progress",),
    "quantity": ("value",),
    "coverage": ("covered", "total", "value", "by_unit"),
    "minimum": ("by_unit",),
    "frequency": ("by_year",),
    "standing": ("value",),
    "cumulative": ("by_year",),
}


_USELESS = Text("本项用不上", "of no use here:")

# Guessing is slow, and after so many wrong ids no guess helps.
_MOST_GUESSES = 50


def takes(target: Target) -> tuple[str, ...]:
    """Return the value keys that a target's measure understands."""
    measure = target.measure
    return () if isinstance(measure, Standing) and not measure.marked else _TAKES[measure.kind]


def required_key(case: Dossier) -> Iterable[Found]:
    """缺少必填的键。

    必填：计划、单位（名称、层级、代码）、截至、事项；每件佐证要有类型和标题；每个有内容的事项要有状态，
    或它的衡量方式所要的数值。

    ---
    A required key is missing.

    Required: plan, unit (name, level, code), as_of, entries; kind and title of each piece of evidence; in an entry
    with content its status, or the value that its measure asks for.

    ---
    3.3.2-05:
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]

    ---
    3.3.2-05:
      状态: 已完成
      佐证: [{类型: 公开, 标题: 重大行政决策事项年度目录}]
    """
    yield from case.seen("FZ201")
    wordless = (answer for answer in case.entries() if answer.entry.status is None and not answer.entry.numbers)
    for answer in chain(case.numeric(), wordless):
        missing = _lacking(*answer)
        if missing and not _already_wrong(case, answer.target.id):
            yield answer.found({"key": _names(missing)})._replace(lacks=missing[-1])


def unknown_key(case: Dossier) -> Iterable[Found]:
    """不认识的键，或这一项的衡量方式用不上的键。

    多半是错字，或者把一种事项的数值填到了另一种事项里（例如给节点任务填“分年度”）。
    按提示改正；想写的是说明文字，就写进“说明”（填报表里是“进展情况”一栏，这一项用不上的栏目留空）。

    ---
    A key that is unknown, or of no use to the measure of this target.

    Mostly a slip of the pen, or a value that belongs to another kind of target (by_year on a milestone). Correct it as
    suggested; if it is a remark, write it under note (进展情况 in a workbook, where such a cell stays empty).

    ---
    3.3.2-05: {状态: 推进中, 责任部门: 市司法局}

    ---
    3.3.2-05: {状态: 推进中, 责任单位: 市司法局}
    """
    yield from case.seen("FZ202")
    for answer in case.numeric():
        allowed = takes(answer.target)
        useless = answer.entry.numbers.difference(allowed)
        for key in Entry.NUMBERS if useless else ():
            if key in useless:
                data = {"what": _USELESS, "key": FORM.name(key), "hint": _use_instead(answer.target, allowed)}
                yield answer.found(data, key, on_key=True)
    for aim, entry in case.statements():
        for key in sorted(entry.numbers, key=Entry.NUMBERS.index):
            data = {"what": _USELESS, "key": FORM.name(key), "hint": _words_instead(aim)}
            yield in_entry(aim.id, data, key, on_key=True)


def wrong_value(case: Dossier) -> Iterable[Found | Finding]:
    """值的类型或写法不对。

    日期写 2023-05-01、2023/5/1、2023.5.1 或 2023年5月1日；数字写 98.5、98.5%、12000、1.2万、1.2万余、98%以上；
    “约”“近”和区间不能判定，要写确切数或下限；状态、层级、佐证类型只能用规定的几个词。

    工作簿：状态、佐证类型从下拉菜单里选；公式没有存下结果的，在 Excel 或 WPS 里打开、保存一次，或改写成数；
    #N/A、#REF! 是公式出错，改好公式或直接写数；不是百分数的事项，格式设成百分比的单元格要改成“常规”。

    ---
    A value of the wrong type or form.

    Dates are written 2023-05-01, 2023/5/1, 2023.5.1 or 2023年5月1日; numbers 98.5, 98.5%, 12000, 1.2万, 1.2万余,
    98%以上. Approximations and ranges settle nothing: write the exact number or a lower bound. Status, level and kind
    of evidence take fixed words only.

    In a workbook choose status and kind from the drop-down. A formula without a stored result: open and save the file in
    a spreadsheet program, or write the number itself; #N/A and #REF! are formulas that fail. A cell shown in percent
    belongs to a target in percent only.

    ---
    3.3.4-01: {覆盖数: 约30, 总数: 40}

    ---
    3.3.4-01: {覆盖数: 30以上, 总数: 40}
    """
    yield from case.noticed("FZ203")
    yield from (_with_duty_words(case, one) for one in case.seen("FZ203"))
    submission, plan = case.submission, case.plan
    if not (submission and plan):
        return
    body = submission.unit.body
    if body is not None and body not in plan.bodies:
        yield Found({"key": FORM.name("body"), "value": body, "advice": _bodies(body, plan)}, ("unit", "body"))
    for answer in case.numeric():
        yield from _stray_percents(answer)
        yield from wrong_parts(answer, case.read.root)
    yield from _duty_words(case)
    yield from _other_titles(case, plan)


def _with_duty_words(case: Dossier, found: Found) -> Found:
    """Return what is wrong with a value; of a standing duty's status also with the words that only such a duty takes."""
    target = str(found.path[1]) if found.path[::2] == ("entries", "status") else ""
    known, advice = case.plan and case.plan.by_id.get(target), found.data.get("advice")
    if not (known and isinstance(known.measure, Standing) and isinstance(advice, Text)):
        return found
    words = "、".join(DUTY_STATUSES)
    more = Text(f"{advice.zh}；常态要求也可填{words}", advice.en)
    return found._replace(data={**found.data, "advice": more})


def _other_titles(case: Dossier, plan: Plan) -> Iterator[Finding]:
    """Yield each row of a sheet whose id is that of one target and whose 事项 that of another: one of both was moved."""
    moved = [one for one in case.read.titled if one[1] in plan.every and plan.every[one[1]].title != _bare(one[2])]
    by_title: dict[str, str] = {}
    for other in plan.every.values() if moved else ():
        by_title.setdefault(other.title, other.id)
    for place, target, title in moved:
        meant = by_title.get(_bare(title))
        if meant:
            advice = Text(
                f"同一行的事项是 {meant}“{_bare(title)}”，编号和事项不是一项：看看是不是只移动、排序了几列，改成一致再报",
                f"the row speaks of {meant} ({plan.every[meant].title_en}): perhaps only some columns were moved or"
                " sorted; let id and 事项 be those of one target",
            )
            yield Finding("FZ203", place, {"key": _ID_HEAD, "value": target, "advice": advice}, target)


_ID_HEAD = Text("编号", "编号")


def _bare(title: str) -> str:
    """Return a title without the force that a form adds to it."""
    return _ADDED.sub("", "".join(title.split()))


_ADDED = re.compile("（(?:鼓励|探索)）$")


# A status so called, in either way of writing: many a text has the words elsewhere.
_DUTY_STATUS = re.compile(rf"(?:状态|status)[\"']?\s*:\s*[\"']?(?:{'|'.join(DUTY_STATUSES)})")


def _duty_words(case: Dossier) -> Iterator[Found]:
    """Yield each status that is called as only a duty that goes on is (持续开展), where something is to be finished."""
    if not (case.read.root or _DUTY_STATUS.search(case.read.text)):
        return
    for answer in case.entries():
        status, measure = answer.entry.status, answer.target.measure
        if status in DUTY_STATUSES.values() and not isinstance(measure, Standing):
            written = case.read.written(answer.found({}, "status"))
            word = next((word for word in DUTY_STATUSES if written.startswith(word)), None)
            if word:
                name = STATUSES[DUTY_STATUSES[word]]
                advice = Text(
                    f"这个词只用于常态要求，本项写“{name.zh}”", f"only a standing duty is so called: {name.en}"
                )
                yield answer.found({"key": FORM.name("status"), "value": word, "advice": advice}, "status")


def unknown_plan(case: Dossier) -> Iterable[Found]:
    """“计划”写的不是已有的规划，或与 --plan 指定的不是同一个。

    怎么办：按提示改成规划的编号；用自己的规划时，用 --plan 指定它的文件夹，编号要与其中 plan.yaml 的 id 一致。

    ---
    The submission names a plan that does not exist, or another than --plan.

    Write the plan's id as suggested. For a plan of your own give its folder with --plan; the id is that of its plan.yaml.

    ---
    计划: urumqi-14-fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-08-30
    事项: {}

    ---
    计划: urumqi-14fyp
    单位: {名称: 示例市, 层级: 市级, 代码: "650100"}
    截至: 2023-08-30
    事项: {}
    """
    if case.read.plan and case.plan is None:
        yield Found({"plan": case.read.plan, "hint": _plan_hint(case.read.plan, case)}, ("plan",))


def _plan_hint(written: str, case: Dossier) -> Text:
    """Return which plan may be meant: the chosen one, one by nearly this name, or one of the writer's own."""
    from fazhi_check.plan.store import Known, known_plans

    known = Known([case.chosen]) if case.chosen else known_plans()
    guess = closest(written, known.every) or (None if case.chosen else _plan_titled(written, known.every))
    if guess:
        return asked(guess)
    if case.chosen:
        return Text(f"--plan 指定的是“{case.chosen}”", f"--plan names {case.chosen}")
    listed = known.listed()
    return Text(
        f"可用的规划：{listed.zh}；用自己的规划时，加上 --plan 规划文件夹",
        f"known plans: {listed.en}; for a plan of your own give --plan FOLDER",
    )


def _plan_titled(written: str, plans: Iterable[str]) -> str | None:
    """Return which of the shipped plans goes by a title."""
    from fazhi_check.plan.store import BrokenPlan, UnknownPlan, load_plan
    from fazhi_check.submission.advice.written import plain

    if written.isascii():
        return None
    for plan in plans:
        with suppress(BrokenPlan, UnknownPlan):
            title = plain(load_plan(plan).title)
            if plain(written) in (title, title.removesuffix("(征求意见稿)")):
                return plan
    return None


def unknown_target(case: Dossier) -> Iterable[Found | Finding]:
    """编号在规划里不存在。

    编号要逐字一致：半角数字、半角点和连字号，例如 3.3.2-01。全角数字、看不见的字符都会使编号对不上。
    用 fazhi-check targets 查编号。规划换版时被取代的旧编号，提示里会写明新编号：把这一项移过去。

    工作簿：把编号存成数字，3.10 就成了 3.1，原来是哪一项已经看不出来。先把这一列的单元格格式设成“文本”，再重新输入；
    最好从发下来的填报表里整格复制编号。

    ---
    The plan has no target of this id.

    Ids are matched exactly: ordinary digits, dots and hyphen, as in 3.3.2-01. Full-width forms and invisible characters
    make another id. Look ids up with fazhi-check targets. Where a later edition of the plan replaced the target, the hint
    names the new id: move the entry there.

    In a workbook an id that is stored as a number loses its end: 3.10 becomes 3.1. Make the column one of text cells
    first and type the id anew, or copy the cell from the form.

    ---
    3.3.2-5: {状态: 推进中}

    ---
    3.3.2-05: {状态: 推进中}
    """
    if not case.plan:
        return
    if case.read.numbered:
        from fazhi_check.submission.sheet.cells import taken_for_number

        for place, written in case.read.numbered:
            hint = taken_for_number(written, case.plan.every, case.read.ids)
            yield Finding("FZ205", place, {"id": written, "hint": hint})
    guesses = _MOST_GUESSES
    for target_id in case.read.ids:
        if target_id not in case.plan.by_id and target_id not in case.plan.aim_by_id:
            guesses -= 1
            data = {"id": target_id, "hint": _target_hint(case.plan, target_id, guess=guesses >= 0)}
            yield in_entry(target_id, data)


def does_not_apply(case: Dossier) -> Iterable[Found]:
    """填报了不要求本单位完成的目标。

    目标按层级（市、县、部门、乡镇）、按规划适用的地域、按单位所属的机构分派。填了不算错，但不作判定。
    标在“机构”上的，是这一层级没有由该机构牵头的目标，整份填报都没有可判定的内容：核对机构和层级。

    ---
    An entry answers a target that is not asked of this unit.

    Targets are assigned by level, by the plan's jurisdiction and by the body that the unit is. It is no error, but the
    entry is not judged. Where it stands at the unit's body, that body leads nothing at this level and there is nothing
    to judge at all: check body and level.

    ---
    4.3.0-07: {状态: 推进中}  # 只要求部门填报，示例市是市级

    ---
    4.3.0-04: {状态: 推进中}  # 市级也要填报
    """
    if not (case.plan and case.submission):
        return
    unit = case.submission.unit
    asked = asked_of(case.plan, unit, case.duty)
    by_level = case.duty is None or case.duty.targets is None
    if unit.body in case.plan.bodies and not asked and by_level:
        yield Found({"id": _ALL, "what": _WHOLE, "why": _leads_nothing(case.plan, unit)}, ("unit", "body"))
    said = {aim.id for aim, _ in case.statements()}
    for target_id in case.submission.entries:
        target = None if target_id in asked or target_id in said else case.plan.every.get(target_id)
        if target:
            data = {"id": target_id, "what": _THIS, "why": _why_not(case, target)}
            yield in_entry(target_id, data)


_ALL = Term("全部", "(all)")
_WHOLE, _THIS = Text("全部事项都", "the whole plan is"), Text("这一项", "this is")


def _leads_nothing(plan: Plan, unit: Unit) -> Text:
    """Return why nothing is asked of a unit with a body: what that leads is not asked of its level, or is nothing."""
    level, body = LEVELS[unit.level], plan.bodies[unit.body or ""]
    return Text(
        f"{level.zh}没有由{body}牵头的目标", f"{unit.body} leads no target that is asked of the level {level.en}"
    )


def _lacking(target: Target, entry: Entry) -> list[str]:
    """Return the keys that an entry with content would need, one of them or a pair; empty if it says enough."""
    if entry.void or entry.status == "not_applicable":
        return []
    by_parts = bool(entry.by_unit) and target.measure.kind in ("coverage", "minimum")
    if (entry.covered is None) != (entry.total is None) and target.measure.kind == "coverage" and not by_parts:
        return ["total" if entry.total is None else "covered"]
    if entry.status is not None:
        return []
    if target.measure.kind == "milestone":
        return ["status"]
    answered = entry.by_year if target.measure.kind in BY_YEAR else amount_of(target.measure, entry)
    # A total of 0 gives no share, but it is FZ304's to say so.
    return [] if answered or by_parts or entry.total is not None else [*takes(target), "status"]


def _already_wrong(case: Dossier, target_id: str) -> bool:
    """Tell whether the entry's form is broken already: what it lacks may be what was refused."""
    found = [one.target for _, one in case.read.found] + [one.target for one in case.read.noticed]
    return target_id in found


def _names(keys: list[str]) -> Text:
    zh = "或".join(FORM.name(key).zh for key in keys)
    return Text(zh, " or ".join(keys))


def _use_instead(target: Target, allowed: tuple[str, ...]) -> Text:
    kind, keys = MEASURES[target.measure.kind], ["status", *allowed]
    zh = "、".join(KEYS_ZH[key] for key in keys)
    return Text(f"本项是{kind.zh}，请填：{zh}", f"this is a {kind.en}: give {', '.join(keys)}")


def _words_instead(aim: Aim) -> Text:
    role = ROLES[aim.role]
    return Text(
        f"本项是{role.zh}，不单独判定，写进“说明”", f"this is a {role.en}, not judged itself: write it under note"
    )


def _bodies(written: str, plan: Plan) -> Text:
    """Return which body of the plan an organ belongs to, and all that there are."""
    from fazhi_check.submission.advice.nouns import body_of

    body = body_of(written, plan.bodies)
    names = [*plan.bodies, *plan.bodies.values()]
    guess = plan.bodies[body] if body and not written.isascii() else body or closest(written, names)
    listed = Text(f"可填：{'、'.join(plan.bodies.values())}", f"allowed: {', '.join(plan.bodies)}")
    return followed(Hint(asked(guess)) if guess else None, listed)


def _stray_percents(answer: Answer) -> Iterator[Found]:
    """Yield what is found of each percentage where something else is counted."""
    target, entry = answer
    unit = getattr(target.measure, "unit", None) or ""
    counts = {"covered": entry.covered, "total": entry.total}
    if unit and "%" not in unit and target.measure.kind in ("quantity", "standing"):
        counts["value"] = entry.value
    for key, amount in counts.items():
        if amount and amount.percent:
            advice = Text(
                f"这里要个数{f'，计量单位是“{unit}”' if unit else ''}，不是百分数",
                f"a count{f' in {unit}' if unit else ''} belongs here: it is not in percent",
            )
            data = {"key": FORM.name(key), "value": amount.text, "advice": advice}
            yield answer.found(data, key)
    # A change is in percent, whether its plan says so or not.
    if "%" not in unit and target.measure.kind != "cumulative":
        yield from _percent_parts(answer)


def _percent_parts(answer: Answer) -> Iterator[Found]:
    by_unit = None if answer.target.measure.kind == "coverage" else answer.entry.by_unit
    for key, parts in (("by_unit", by_unit), ("by_year", answer.entry.by_year)):
        for part, amount in (parts or {}).items():
            if isinstance(amount, Amount) and amount.percent:
                advice = Text("这里要个数，不是百分数", "a count belongs here: it is not in percent")
                data = {"key": Text(str(part), str(part)), "value": amount.text, "advice": advice}
                yield answer.found(data, key, str(part))


def _target_hint(plan: Plan, written: str, guess: bool = True) -> Text:
    new = [plan.every[one] for one in plan.replaced.get(written, ()) if one in plan.every]
    if new:
        return _replaced_hint(new)
    if not guess:
        return _LOOK_UP
    titled = _titled(plan, written)
    near = titled.id if titled else closest(written, list(plan.every))
    if not near:
        return _LOOK_UP
    target = plan.every[near]
    zh, en = ("键要写编号，", "the key is its id: ") if titled and target.id not in written else ("", "")
    return Text(f"{zh}是不是 {near}“{target.title}”？", f"{en}did you mean {near} ({target.title_en})?")


def _titled(plan: Plan, written: str) -> Target | Aim | None:
    """Return the one target that goes by what was written: its title or a part of it, or its id with words about it."""
    from fazhi_check.submission.advice.written import plain

    text = plain(written)
    every = plan.every.values()
    named = [target for target in every if re.match(re.escape(target.id) + r"(?!\d)", text)]
    found = named or [one for one in every if text in (plain(one.title), plain(one.title_en))]
    if not found and len(text) >= _LONG_ENOUGH:
        found = [one for one in every if text in plain(one.title)]
    return found[0] if len(found) == 1 else None


_LONG_ENOUGH = 6  # characters of a title that are no accident
_LOOK_UP = Text("用 fazhi-check targets 查编号", "look ids up with fazhi-check targets")


def _replaced_hint(new: list[Target | Aim]) -> Text:
    zh = "、".join(f"{target.id}“{target.title}”" for target in new)
    en = ", ".join(f"{target.id} ({target.title_en})" for target in new)
    return Text(f"已由 {zh}取代，请把这一项移到新编号下", f"replaced by {en}: move this entry under the new id")


def _why_not(case: Dossier, target: Target | Aim) -> Text:
    unit = case.submission.unit if case.submission else None
    if case.duty and case.duty.targets is not None:
        return Text("这次调度没有分给本单位", "the round does not ask this unit for it")
    if unit and unit.level not in target.applies_to:
        zh = "、".join(LEVELS[level].zh for level in target.applies_to)
        return Text(f"只要求{zh}", f"asked of: {', '.join(target.applies_to)}")
    if unit and case.plan and target.local_only and not case.plan.within(unit.code):
        return Text("只适用于规划所在地", "only inside the plan's jurisdiction")
    bodies = [case.plan.bodies.get(body, body) for body in target.lead] if case.plan else []
    return Text(f"牵头单位是{'、'.join(bodies)}", f"led by {', '.join(target.lead)}")


# The rule of each code.
RULES: dict[str, Look] = {
    "FZ201": required_key,
    "FZ202": unknown_key,
    "FZ203": wrong_value,
    "FZ204": unknown_plan,
    "FZ205": unknown_target,
    "FZ206": does_not_apply,
}
