"""`handout responsibility` and `handout checklist`: for a unit, for the whole plan, or for all units of a round."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fazhi_check.cli.course import round_at
from fazhi_check.cli.handing import earlier, named, told_of
from fazhi_check.cli.notes import note
from fazhi_check.cli.options import Options
from fazhi_check.cli.outputs import write_new
from fazhi_check.cli.papers import read_given, read_templates, tell_idle, told_mistakes, write_folder
from fazhi_check.cli.prepare import refuse_absent
from fazhi_check.cli.usage_error import UsageError, choose, without_office
from fazhi_check.cli.values import DEFAULT_PLAN, read_body, read_choice, read_plan
from fazhi_check.findings import Finding, in_order, listed
from fazhi_check.identity import identity
from fazhi_check.reports.papers import PAPERS
from fazhi_check.reports.view import View
from fazhi_check.source.files import STDIN
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from fazhi_check.fill.papers.paper import Handed
    from fazhi_check.fill.papers.units import OfPlan, OfRound, Ordered
    from fazhi_check.plan.model import Plan
    from fazhi_check.round.duties import Duties
    from fazhi_check.round.rows import Member, Round
    from fazhi_check.submission.records import Unit


class Wanted(NamedTuple):
    """What is to be written: which paper, where to, the options of a run, and those of handout by themselves.

    `unit` is name, level, code and body, `part` section, lead, group and field, each None where it is not given.
    """

    paper: str
    to: str
    options: Options
    unit: tuple[str | None, ...]
    part: tuple[str | None, ...]
    reported: Sequence[str]
    form: str | None
    anew: bool
    lang: Lang


def write(wanted: Wanted) -> int:
    """Write the papers; return 0, or 1 where a unit that is asked nothing should be. Raises UsageError."""
    _refuse_stdout(wanted)
    form = _form(wanted)
    refuse_absent((*([wanted.options.round] if wanted.options.round else []), *wanted.reported))
    round_ = round_at(wanted.options.round) if wanted.options.round else None
    plan = read_plan(wanted.options.plan or (round_.head.plan if round_ else DEFAULT_PLAN))
    given, templates = read_given(wanted.options.letter), read_templates(wanted.options.template)
    ordered = _ordered(wanted, plan, round_)
    if not ordered.papers:
        raise _nothing(wanted, ordered)
    with told_mistakes():
        from fazhi_check.fill.papers.making import made

        def raw(one: Handed) -> bytes:
            return made(wanted.paper, one, given, templates, form == "xlsx")

        if _is_folder(wanted.to):
            view = View(lang=wanted.lang, replace=wanted.anew)
            write_folder(wanted.to, {f"{path}.{form}": raw(one) for path, one in ordered.papers.items()}, view)
        else:
            write_new(wanted.to, raw(*ordered.papers.values()))
    if "template" in wanted.options.given:
        tell_idle([one for one in templates if one != wanted.paper or form == "xlsx"], wanted.lang)
    for text in _told(wanted, ordered):
        note(text, wanted.lang)
    return int(bool(ordered.unassigned))


def _refuse_stdout(wanted: Wanted) -> None:
    if wanted.to == STDIN:
        zh, en = PAPERS[wanted.paper]
        raise UsageError(
            f"{zh}要写成文件：-o 后面写文件名，如 -o {zh}.docx",
            f"The {en} goes to a file: give -o a name in .docx or .xlsx",
        )


def _is_folder(path: str) -> bool:
    return not path.lower().endswith((".docx", ".xlsx")) or os.path.isdir(path)


def _form(wanted: Wanted) -> str:
    """Return whether Word files or workbooks are written. Raises UsageError where the name of the file says otherwise."""
    from importlib.util import find_spec

    form = choose(wanted.form, ("docx", "xlsx"), "--format") if wanted.form else None
    name, ending = os.path.splitext(wanted.to)
    if not _is_folder(wanted.to):
        if form not in (None, ending[1:].lower()):
            raise UsageError(
                f"-f {form} 和 {wanted.to} 对不上：改成 {name}.{form}，或去掉 -f",
                f"-f {form} does not fit {wanted.to}: name it {name}.{form}, or leave out -f",
            )
        form = ending[1:].lower()
    elif ending and not os.path.isdir(wanted.to) and not wanted.to.endswith(("/", os.sep)):
        _refuse_ending(wanted.to, name, ending)
    form = form or "docx"
    if find_spec("docxtpl" if form == "docx" else "xlsxwriter") is None:
        raise without_office()
    return form


# Endings of what other programs write, none of which is written here.
_OTHERS = (".doc", ".wps", ".xls", ".et", ".pdf", ".odt", ".ods", ".csv", ".html", ".md", ".txt", ".docm", ".xlsm")


def _refuse_ending(path: str, name: str, ending: str) -> None:
    if ending.lower() in _OTHERS:
        raise UsageError(
            f"不能写成 {ending} 文件：改成 {name}.docx 或 {name}.xlsx，Word、Excel 和 WPS 都能打开",
            f"Files of the kind {ending} are not written: name it {name}.docx or {name}.xlsx",
        )


def _ordered(wanted: Wanted, plan: Plan, round_: Round | None) -> Ordered:
    """Return the papers that are wanted, by their paths without an ending. Raises UsageError."""
    from fazhi_check.fill.papers.units import OfPlan, OfRound

    section, lead, group, field = wanted.part
    choice = read_choice(plan, section, group, lead, field=field)
    called = PAPERS[wanted.paper].zh
    if round_ is None:
        return _without_round(wanted, OfPlan(plan, choice, called))
    if any(wanted.unit[1:]):
        raise UsageError(
            "--round 按名册里的层级、代码和机构，去掉 --level、--code、--body",
            "--round goes by the levels, codes and bodies of its units: leave out --level, --code, --body",
        )
    from fazhi_check.round.course import Course

    duties = Course(round_).duties(plan)
    if duties is None or round_.head.plan != plan.id:
        raise UsageError(
            f"{round_.path} 写的规划是 {round_.head.plan}，用的规划是 {plan.id}：两处改成一致",
            f"{round_.path} names the plan {round_.head.plan}, in use is {plan.id}: make them one",
        )
    _tell_faults(round_, duties, wanted.lang)
    last = earlier(wanted.reported, plan.id, duties.members.identity) if wanted.reported else None
    made = OfRound(round_, duties, choice, called, last)
    name = wanted.unit[0]
    if name is not None:
        return made.of(_member(name, made))
    return made.each() if _is_folder(wanted.to) else made.whole()


def _without_round(wanted: Wanted, made: OfPlan) -> Ordered:
    name, level, code, body = wanted.unit
    if name is None:
        if any((level, code, body)):
            raise UsageError("--level、--code、--body 和 --unit 一起用", "--level, --code and --body go with --unit")
        if _is_folder(wanted.to):
            raise UsageError(
                "写进文件夹是每个单位一份，要写 --round 文件（名册和分工）；只要一份的，写成文件，如 -o 任务分解表.docx",
                "A folder takes one for each unit of a round: add --round FILE; for a single paper name a file (-o NAME.docx)",
            )
        return made.whole()
    unit = _unit(name, level, code, body, made.plan)
    last = earlier(wanted.reported, made.plan.id, partial(identity, plan=made.plan)) if wanted.reported else None
    return made.of(unit, last)


def _unit(name: str, level: str | None, code: str | None, body: str | None, plan: Plan) -> Unit:
    """Return a unit that no round names. Raises UsageError."""
    from fazhi_check.cli.commands.init import read_unit

    if level is None:
        raise UsageError(
            f"不知道“{name}”是哪一级：加 --level（市级、县级、部门、乡镇），或用“--round 文件”，按名册和分工写",
            f"The level of {name} is not known: add --level, or --round FILE with its units and assignments",
        )
    place = plan.jurisdiction.code if plan.jurisdiction else None
    if code is None and place is None:
        raise UsageError("规划没有写所在地，加 --code（六位行政区划代码）", "The plan names no place: add --code")
    unit = read_unit(name, level, code or place or "")
    return unit.replace(body=read_body(body, plan, "body")) if body else unit


def _member(name: str, made: OfRound) -> Member:
    members = made.duties.members
    found = members.unit_named(name)
    if found is None:
        zh, en = members.unknown(name)
        raise UsageError(zh, en)
    return found


def _tell_faults(round_: Round, duties: Duties, lang: Lang) -> None:
    """Tell what is wrong with the round's file: rows that could not be read ask nobody anything.

    Who is asked nothing at all is told with what was written.
    """
    from fazhi_check.round.faults import faults

    idle = [one.what for one in duties.idle()]
    wrong = (one for one in faults(round_, duties) if one.what not in idle)
    found = [Finding("FZ906", one.place, {"what": one.what}) for one in wrong]
    for one in in_order([*told_of(round_), *found]):
        note(Text(listed(round_.path, one, "zh"), listed(round_.path, one, "en")), lang)


def _nothing(wanted: Wanted, ordered: Ordered) -> UsageError:
    """Return why nothing is written."""
    called = PAPERS[wanted.paper]
    told = [*_left_out(ordered)]
    if told:
        return UsageError(
            f"没有写{called.zh}：{'；'.join(one.zh for one in told)}",
            f"No {called.en} was written: {'; '.join(one.en for one in told)}",
        )
    return UsageError(
        f"没有写{called.zh}：所选的范围里没有任务；放宽 --section、--lead 等再试",
        f"No {called.en} was written: no task is in the part that was chosen",
    )


def _told(wanted: Wanted, ordered: Ordered) -> Iterator[Text]:
    """Yield what was written, and who got nothing."""
    from fazhi_check.fill.papers.making import called

    papers = ordered.papers.values()
    kinds = Counter(called(wanted.paper, one) for one in papers)
    tasks = sum(len(one.tasks) for one in papers)
    zh = "、".join(f"{kind.zh} {number:,} 份" for kind, number in kinds.items())
    en = ", ".join(f"{kind.en}: {number:,}" for kind, number in kinds.items())
    yield Text(f"{wanted.to}：{zh}，共 {tasks:,} 项任务", f"{wanted.to}: {en}; tasks: {tasks:,}")
    yield from _left_out(ordered)
    if wanted.reported and ordered.unreported:
        names = named(ordered.unreported)
        yield Text(
            f"{'、'.join(wanted.reported)} 里没有这些单位的填报，清单没有“单位填报”一列：{names.zh}",
            f"{', '.join(wanted.reported)}: nothing reported by these, their lists have no such column: {names.en}",
        )
    if ordered.uncovered:
        names = named(ordered.uncovered)
        yield Text(f"没有分给任何单位的任务：{names.zh}", f"tasks that no unit is asked: {names.en}")


def _left_out(ordered: Ordered) -> Iterator[Text]:
    for names, zh, en in (
        (
            ordered.unassigned,
            "没有任务（部门要先在名册或分工里写明，即未分工）",
            "asked nothing (a department needs assignments)",
        ),
        (ordered.excused, "免报，没有写", "excused, so there is none"),
        (ordered.unbound, "规划对它没有约束力，没有写", "the plan does not bind it, so there is none"),
    ):
        if names:
            yield Text(f"{zh}：{'、'.join(names)}", f"{en}: {', '.join(names)}")
