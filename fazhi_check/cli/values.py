"""How the values of options are read, each with a message that says what to write instead."""

from __future__ import annotations

from datetime import date
from typing import cast

from fazhi_check.cli.usage_error import UsageError, choose
from fazhi_check.findings import Unusable
from fazhi_check.guess import did_you_mean
from fazhi_check.plan.model import Plan
from fazhi_check.plan.select import Choice
from fazhi_check.plan.store import BrokenPlan, UnknownPlan, folder_of, load_plan
from fazhi_check.source.dates import parse_day
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import LANGS, LEVELS, MEASURES, Lang, Text

DEFAULT_PLAN = "urumqi-14fyp"


def read_lang(written: str) -> Lang:
    """Return the language. Raises UsageError."""
    return cast("Lang", choose(written, LANGS, "--lang"))


def read_folder(written: str) -> str:
    """Return the folder of a plan given by id or folder. Raises UsageError."""
    try:
        return folder_of(written)
    except UnknownPlan as unknown:
        raise _no_such_plan(unknown.wanted, unknown.known) from None


def read_plan(written: str) -> Plan:
    """Return the plan of an id or folder. Raises UsageError with every problem of a broken plan."""
    try:
        return load_plan(written)
    except UnknownPlan as unknown:
        raise _no_such_plan(unknown.wanted, unknown.known) from None
    except BrokenPlan as broken:
        raise broken_plan(broken) from None


def read_day(written: str, option: str) -> date:
    """Return the day. Raises UsageError."""
    try:
        return parse_day(written)
    except Unreadable as error:
        raise UsageError(
            f"{option} 的值“{written}”不对：{error.advice.zh}", f"{option} {written}: {error.advice.en}"
        ) from None


def _no_such_plan(wanted: str, known: list[str]) -> UsageError:
    hint, listed = did_you_mean(wanted, known, "Did you mean"), ", ".join(known)
    return UsageError(
        f"没有名为“{wanted}”的计划，也没有含 plan.yaml 的这个文件夹。{hint.zh}现有计划：{listed}",
        f"There is no plan {wanted}, nor such a folder with a plan.yaml. {hint.en}Plans: {listed}",
    )


def broken_file(found: Unusable) -> UsageError:
    """Return the message that names every problem of a file of settings, known findings or the like."""
    return UsageError(f"配置有误：\n{found.message('zh')}", f"The settings have errors:\n{found.message('en')}")


def broken_plan(broken: BrokenPlan) -> UsageError:
    """Return the message that names every problem of a plan with its file, line and column."""
    return UsageError(
        f"计划 {broken.path} 有误，不能使用：\n{broken.message('zh')}",
        f"The plan {broken.path} has errors and is not used:\n{broken.message('en')}",
    )


def read_choice(
    plan: Plan,
    section: str | None = None,
    group: str | None = None,
    lead: str | None = None,
    level: str | None = None,
    measure: str | None = None,
) -> Choice:
    """Return the choice, each name checked against what the plan has; Chinese names are taken too."""
    parts = [part for one in plan.sections for part in (one.id, *(item.id for item in one.items))]
    return Choice(
        _known(section, {part: Text(part, part) for part in parts}, "--section"),
        _known(group, {name: Text(name, name) for name in plan.groups}, "--group"),
        _known(lead, {body: Text(name, body) for body, name in plan.bodies.items()}, "--lead"),
        _known(level, LEVELS, "--level"),
        _known(measure, MEASURES, "--measure"),
    )


def _known(written: str | None, names: dict[str, Text], option: str) -> str | None:
    if written is None:
        return None
    twins = {text.zh: name for name, text in names.items()}
    return choose(twins.get(written, written), list(names), option)
