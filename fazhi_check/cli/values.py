"""How the values of options are read, each with a message that says what to write instead."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import cast

from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.usage_error import UsageError, choose, chosen
from fazhi_check.findings import Unusable
from fazhi_check.plan.model import Plan
from fazhi_check.plan.select import Choice
from fazhi_check.plan.store import BrokenPlan, DraftPlan, UnknownPlan, folder_of, load_plan, refuse_drafts
from fazhi_check.sanitize import INVISIBLE
from fazhi_check.source.dates import parse_day
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import GROUPS, Lang, Text

DEFAULT_PLAN = "urumqi-14fyp"


def read_lang(written: str | None) -> Lang:
    """Return the language, Chinese unless another is asked for. Raises UsageError."""
    return cast("Lang", chosen(written or "zh", OPTIONS["lang"]))


def read_folder(written: str) -> str:
    """Return the folder of a plan given by id or folder. Raises UsageError."""
    try:
        return folder_of(written)
    except UnknownPlan as unknown:
        raise UsageError(unknown.message("zh"), unknown.message("en")) from None


def read_plan(written: str) -> Plan:
    """Return the plan of an id or folder. Raises UsageError with every problem of a broken plan."""
    try:
        return load_plan(written)
    except UnknownPlan as unknown:
        raise UsageError(unknown.message("zh"), unknown.message("en")) from None
    except BrokenPlan as broken:
        raise broken_plan(broken) from None


def read_judge(written: str) -> Plan:
    """Return the plan of an id or folder by which something is to be judged. Raises UsageError; a draft judges nothing."""
    plan = read_plan(written)
    try:
        refuse_drafts(plan, written)
    except DraftPlan as draft:
        raise broken_plan(draft) from None
    return plan


def read_day(written: str, option: str) -> date:
    """Return the day. Raises UsageError."""
    try:
        return _day(written)
    except Unreadable as error:
        raise UsageError(
            f"{option} 的值“{written}”不对：{error.advice.zh}", f"{option} {written}: {error.advice.en}"
        ) from None


def _day(written: str) -> date:
    """Return the day, also of eight digits alone, as cells take them. Raises Unreadable."""
    if not written.strip().isdigit():
        return parse_day(written)
    from fazhi_check.submission.sheet.cells import parted  # hardly anybody writes a date so

    return parse_day(parted(written.strip()))


def read_lines(written: str | None) -> tuple[int, int] | None:
    """Return the first and last line that are meant, None where all are. Raises UsageError."""
    if written is None:
        return None
    first, dash, last = written.strip().partition("-")
    if not (dash and all(one.isascii() and one.isdecimal() and len(one) < 10 for one in (first, last))):
        first = last = "0"
    if not 1 <= int(first) <= int(last):
        raise UsageError(f"--lines 写成 13-27，不是“{written}”", f"--lines is written 13-27, not {written}")
    return int(first), int(last)


def read_code(written: str) -> str:
    """Return a division code. Raises UsageError."""
    if not (len(written) == 6 and written.isascii() and written.isdecimal()):
        raise UsageError(f"--code 应是六位数字，不是“{written}”", f"--code has six digits, not {written}")
    return written


def read_unit_name(written: str) -> str:
    """Return the name of a unit. Raises UsageError where it holds what nobody can see."""
    if INVISIBLE.search(written) or "\ufffe" in written or "\uffff" in written:
        raise UsageError("--unit 里有看不见的字符，请重新输入", "--unit holds invisible characters; type it again")
    return written


def broken_file(found: Unusable) -> UsageError:
    """Return the message that names every problem of a file of settings, known findings or the like."""
    return UsageError(f"配置有误：\n{found.message('zh')}", f"The settings have errors:\n{found.message('en')}")


def broken_plan(broken: BrokenPlan) -> UsageError:
    """Return the message that names every problem of a plan with its file, line and column."""
    if isinstance(broken, DraftPlan):
        return UsageError(
            f"规划 {broken.path} 还没有核对完，不能用来判定：\n{broken.message('zh')}",
            f"The plan {broken.path} is a draft still, nothing is judged by it:\n{broken.message('en')}",
        )
    return UsageError(
        f"规划 {broken.path} 有误，不能使用：\n{broken.message('zh')}",
        f"The plan {broken.path} has errors and is not used:\n{broken.message('en')}",
    )


def read_choice(
    plan: Plan,
    section: str | None = None,
    group: str | None = None,
    lead: str | None = None,
    level: str | None = None,
    measure: str | None = None,
    field: str | None = None,
) -> Choice:
    """Return the choice, each name checked against what the plan has; Chinese names and titles are taken too."""
    return Choice(
        _named(section, _parts(plan), "section"),
        _named(group, {name: GROUPS.get(name, Text(name, name)) for name in plan.groups}, "group"),
        read_body(lead, plan, "lead"),
        level and chosen(level, OPTIONS["level"]),
        measure and chosen(measure, OPTIONS["measure"]),
        field=_field(field, plan),
    )


def _field(written: str | None, plan: Plan) -> str | None:
    if written is not None and not plan.fields:
        raise UsageError(
            f"规划 {plan.id} 没有划分领域，不能用 --field", f"the plan {plan.id} lists no fields for --field"
        )
    return _named(written, {one.id: Text(one.title, one.id) for one in plan.fields}, "field")


def _parts(plan: Plan) -> dict[str, Text]:
    """Return what the sections and items of a plan are called, by id."""
    parts: dict[str, Text] = {}
    for section in plan.sections:
        parts[section.id] = Text(section.title or section.id, section.id)
        parts |= {item.id: Text(item.title or item.id, item.id) for item in section.items}
    return parts


def read_body(written: str | None, plan: Plan, option: str) -> str | None:
    """Return the id of one of the plan's bodies, given by id or name. Raises UsageError."""
    names = {body: Text(name, body) for body, name in plan.bodies.items()}
    return None if written is None else choose(written, names, OPTIONS[option].flag, noun=partial(_organ, plan))


def _organ(plan: Plan, written: str) -> str | None:
    from fazhi_check.submission.advice.nouns import body_of  # only for a word that is not allowed

    return body_of(written, plan.bodies)


def read_phase(written: str, plan: Plan) -> str:
    """Return the id of one of the plan's phases, given by id or title. Raises UsageError."""
    return choose(written, {phase.id: Text(phase.title, phase.id) for phase in plan.phases}, OPTIONS["phase"].flag)


def _named(written: str | None, names: dict[str, Text], option: str) -> str | None:
    return None if written is None else choose(written, names, OPTIONS[option].flag)
