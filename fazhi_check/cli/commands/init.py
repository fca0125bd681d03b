"""`fazhi-check init`: a submission to fill in, with exactly the targets that apply.

With `--update` an existing one is brought up to its plan: what it has no entry for is added, nothing else changes.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, cast

from fazhi_check.cli.command import command
from fazhi_check.cli.given import content_at, understood
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.outputs import write_new
from fazhi_check.cli.shell import as_word
from fazhi_check.cli.terminal import utf8_output
from fazhi_check.cli.usage_error import UsageError, chosen, unwritten
from fazhi_check.cli.values import (
    DEFAULT_PLAN,
    read_body,
    read_choice,
    read_code,
    read_day,
    read_lang,
    read_plan,
    read_unit_name,
)
from fazhi_check.sanitize import visible
from fazhi_check.source.files import STDIN
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fazhi_check.fill.update import Updated
    from fazhi_check.plan.model import Plan, Target
    from fazhi_check.plan.select import Choice
    from fazhi_check.submission.reading import Read
    from fazhi_check.submission.records import Unit

_NEEDED = ("--unit", "--level", "--code")


def init(
    unit: str | None,
    level: str | None,
    code: str | None,
    body: str | None,
    dated: str | None,
    plan: str | None,
    section: str | None,
    lead: str | None,
    group: str | None,
    field: str | None,
    keys: str | None,
    new_file: str | None,
    round: str | None,  # noqa: A002  named as the option is
    since: tuple[str, ...],
    anew: bool,
    update: str | None,
    lang: str | None,
) -> int:
    """Write the blank submission to the output or to a new file, or bring an existing one up to its plan.

    With a round, write the forms of all its units into a folder.
    """
    language = read_lang(lang)
    wanted = Wanted(plan, section, lead, group, field)
    if round is not None:
        named = {"--unit": unit, "--level": level, "--code": code, "--body": body, "--as-of": dated, "--keys": keys}
        _refuse_beside_round([name for name, value in {**named, "--update": update}.items() if value is not None])
        return _hand_out(round, wanted, new_file, since, anew, language)
    if anew:
        raise UsageError("--replace 和 --round 一起用", "--replace goes with --round")
    if update is not None:
        names = ("--unit", "--level", "--code", "--body", "--as-of", "--keys", "-o", "--since")
        given = zip(names, (unit, level, code, body, dated, keys, new_file, since or None), strict=True)
        _refuse_beside_update([name for name, value in given if value is not None])
        return _update(update, wanted, language)
    return _create(read_unit(*_needed(unit, level, code)), body, wanted, dated, keys, new_file, since)


def _refuse_beside_round(given: list[str]) -> None:
    if given:
        raise UsageError(
            f"--round 按名册里的单位、分工和截至日期生成，不能再写 {'、'.join(given)}",
            f"--round goes by the units, assignments and date of the round: {', '.join(given)} cannot be given beside it",
        )


def _hand_out(path: str, wanted: Wanted, folder: str | None, since: tuple[str, ...], anew: bool, lang: Lang) -> int:
    """Write the forms of a round into a folder. Raises UsageError."""
    from fazhi_check.cli.course import round_at
    from fazhi_check.cli.handing import Order, hand_out
    from fazhi_check.cli.prepare import refuse_absent

    if folder is None or os.path.isfile(folder):
        raise UsageError(
            "--round 给每个单位写一份表：-o 后面写文件夹，例如 -o 下发/",
            "--round writes a form for each unit: give -o a folder, e.g. -o forms/",
        )
    refuse_absent((path, *since))
    round_ = round_at(path)
    plan = read_plan(wanted.plan or round_.head.plan)
    return hand_out(Order(round_, plan, folder, since, wanted.choice(plan), anew, lang))


class Wanted(NamedTuple):
    """Which plan, and which part of it, as the options have it."""

    plan: str | None
    section: str | None
    lead: str | None
    group: str | None
    field: str | None

    def choice(self, plan: Plan) -> Choice:
        """Return the part of a plan that is meant. Raises UsageError."""
        return read_choice(plan, self.section, self.group, self.lead, field=self.field)

    def options(self) -> str:
        """Return the options with which this part is checked; a plan that ships needs none, for the file names it."""
        from fazhi_check.plan.store import is_shipped

        own = None if self.plan is None or is_shipped(self.plan) else self.plan
        parts = zip(("--section", "--lead", "--group", "--field"), self[1:], strict=True)
        given = (("--plan", own), *parts)
        return " ".join(f"{name} {as_word(value)}" for name, value in given if value is not None)


def _create(
    unit: Unit,
    body: str | None,
    wanted: Wanted,
    dated: str | None,
    keys: str | None,
    output: str | None,
    since: tuple[str, ...],
) -> int:
    from fazhi_check.cli.workbooks import is_workbook
    from fazhi_check.plan.select import ALL

    plan = read_plan(wanted.plan or DEFAULT_PLAN)
    unit = unit.replace(body=read_body(body, plan, "body")) if body else unit
    day = read_day(dated, "--as-of") if dated else None
    if day is None and plan.period.last is None:
        raise UsageError(
            f"规划 {plan.id} 还没有写结束日期，要用 --as-of 写明截至哪一天",
            f"The plan {plan.id} does not say when it ends: give the day with --as-of",
        )
    choice = wanted.choice(plan)
    asked = plan.targets_of(unit.level, unit.code, unit.body).values()
    if choice != ALL and not any(map(choice.keeps, asked)):
        raise UsageError(
            "没有一项目标既符合所选的范围，又适用于这个单位；放宽 --section、--lead 等再试",
            "No target is both in the part that was chosen and asked of this unit: choose a wider part",
        )
    if output and is_workbook(output):
        _write_new(output, _workbook(plan, unit, day, choice, keys, _last(since, unit, plan)))
        return 0
    if since:
        raise UsageError(
            "--since 只用于填报表：-o 后面写 .xlsx 文件名", "--since is for workbooks only: give -o a name in .xlsx"
        )
    text = _text(plan, unit, day, choice, wanted.options(), keys)
    if output:
        _write_new(output, text)
    else:
        utf8_output().write(text)
    return 0


def _text(plan: Plan, unit: Unit, day: date | None, choice: Choice, options: str, keys: str | None) -> str:
    from fazhi_check.fill.blank import Part, blank

    language = cast("Lang", chosen("zh" if keys is None else keys, OPTIONS["keys"]))
    return blank(plan, unit, day or plan.period.end, language, Part(choice, options))


def _last(since: tuple[str, ...], unit: Unit, plan: Plan) -> Mapping[str, str] | None:
    """Return what a unit reported last by saved reports, None where none is given. Raises UsageError."""
    if not since:
        return None
    from fazhi_check.cli.saved import read_report
    from fazhi_check.fill.last import last_reported

    report, _ = read_report(since[-1])
    last = last_reported(report, unit, plan)
    if last is None:
        units = "、".join(one.unit.name for one in report.files if one.unit)
        raise UsageError(
            f"{since[-1]} 里没有 {unit.name}（{unit.code}）的填报，里面有：{units or '没有单位'}",
            f"{since[-1]} has no report of {unit.name} ({unit.code}); it has: {units or 'no unit'}",
        )
    return last


def _workbook(
    plan: Plan, unit: Unit, day: date | None, choice: Choice, keys: str | None, last: Mapping[str, str] | None
) -> bytes:
    """Return the workbook to fill in. Raises UsageError where it is asked for in English, or cannot be written here."""
    from fazhi_check.cli.workbooks import english_heads, not_installed
    from fazhi_check.fill.workbook.book import form

    if keys is not None and chosen(keys, OPTIONS["keys"]) != "zh":
        raise english_heads()
    try:
        return form(plan, unit, day, choice, last=last)
    except ImportError:
        raise not_installed() from None


def _needed(*values: str | None) -> list[str]:
    """Return what a new file needs: its unit's name, level and code. Raises UsageError that names all that are missing."""
    missing = [name for name, value in zip(_NEEDED, values, strict=True) if value is None]
    if missing:
        raise UsageError(
            f"缺少 {'、'.join(missing)}。例如：fazhi-check init --unit 鹤岗市 --level 市级 --code 230400 -o hegang.yaml",
            f"Missing: {', '.join(missing)}. For example: "
            "fazhi-check init --unit Hegang --level city --code 230400 -o hegang.yaml",
        )
    return [value for value in values if value is not None]


def read_unit(name: str, written: str, code: str) -> Unit:
    """Return the unit that options name, its level in either language. Raises UsageError."""
    from fazhi_check.submission.records import Unit
    from fazhi_check.submission.schema import validator

    level = chosen(written, OPTIONS["level"])
    given = {"level": level, "code": read_code(code), "name": read_unit_name(name)}
    unit: Unit = validator(Unit, masked=True).validate_python(given)
    return unit


def _write_new(path: str, content: str | bytes) -> None:
    write_new(path, content)
    print(path, file=sys.stderr)


def _refuse_beside_update(given: list[str]) -> None:
    if given:
        raise UsageError(
            f"--update 按文件自己写的单位、层级和日期补，不能再写 {'、'.join(given)}",
            f"--update goes by the unit, level and date in the file: {', '.join(given)} cannot be given beside it",
        )


def _update(path: str, wanted: Wanted, lang: Lang) -> int:
    """Add to a submission what its plan asks of its unit and it has no entry for; say what was done."""
    from fazhi_check.fill.update import new_targets

    content = content_at(path)
    if isinstance(content, bytes):
        return _update_workbook(path, content, wanted, lang)
    text = content.removeprefix("\ufeff")
    mark = content[: len(content) - len(text)]
    read, submission, chosen = understood(path, text, wanted.plan)
    choice = wanted.choice(chosen)
    targets = [target for target in new_targets(read, submission, chosen) if choice.keeps(target)]
    result = _updated(path, text, read, chosen, targets)
    if targets or path == STDIN:
        _replace(path, mark + result.text)
    _tell(path, read, chosen, len(targets), result.rewritten, lang)
    return 0


def _update_workbook(path: str, raw: bytes, wanted: Wanted, lang: Lang) -> int:
    """Do the same for a workbook: rows go in where the plan has them, all else stays as it is."""
    from fazhi_check.cli.workbooks import not_installed
    from fazhi_check.fill.update import NotProven, new_targets
    from fazhi_check.fill.workbook.update import assigned_by, part_handed_out

    read, submission, plan = understood(path, raw, wanted.plan, dateless=True)
    choice = wanted.choice(plan) if any(wanted[1:]) else part_handed_out(raw)
    assigned = assigned_by(raw)
    fresh = (one for one in new_targets(read, submission, plan) if assigned is None or one.id in assigned)
    targets = [target for target in fresh if choice.keeps(target)]
    if targets:
        from fazhi_check.fill.workbook.update import update

        try:
            _replace(path, update(raw, read, submission, plan, targets))
        except ImportError:
            raise not_installed() from None
        except NotProven:
            raise _not_proven(path) from None
    elif path == STDIN:
        _replace(path, raw)
    _tell(path, read, plan, len(targets), rewritten=False, lang=lang)
    return 0


def _not_proven(path: str) -> UsageError:
    return UsageError(
        f"{path} 里有不能确保原样保留的内容或写法（如共享修订、数字签名），没有改动；先用 Excel 或 WPS 打开、另存为 .xlsx 再试，"
        "仍不行就用 init 另生成一份，把新增的行复制过去",
        f"{path} holds what cannot be kept with certainty (signatures, logs of changes, odd markup); nothing was changed. "
        "Save it anew in a spreadsheet program and try again, or make a new form with init and copy the new rows from it",
    )


def _updated(path: str, text: str, read: Read, plan: Plan, targets: list[Target]) -> Updated:
    from fazhi_check.fill.update import NotProven, update

    try:
        return update(text, read, plan, targets)
    except NotProven:
        raise UsageError(
            f"{path} 的写法无法在保证原有内容不变的前提下补充，没有改动；请把事项改成一行一个“键: 值”的缩进写法再试",
            f"{path} is written in a way that cannot be added to without fear for what is there; nothing was changed. "
            "Write its entries in block style, one key a line, and try again",
        ) from None


def _replace(path: str, text: str | bytes) -> None:
    """Write the result where the file is, through a link too, or print it where it came from standard input."""
    from fazhi_check.source.output import write_whole

    if path == STDIN:
        sys.stdout.buffer.write(text) if isinstance(text, bytes) else utf8_output().write(text)
        return
    try:
        with open(path, "r+b"):  # a file that is not to be written stays as it is, though its folder may be written
            pass
        write_whole(path, text)
    except OSError as error:
        raise unwritten(path, error) from None


def _tell(path: str, read: Read, plan: Plan, number: int, rewritten: bool, lang: Lang) -> None:
    """Say what was added, and which entries stand under ids that the plan does not know."""
    from fazhi_check.examine import placed
    from fazhi_check.findings import listed
    from fazhi_check.rules.dossier import Dossier
    from fazhi_check.rules.form import unknown_target

    unknown = [placed("FZ205", one, read.places) for one in unknown_target(Dossier(path, read, plan))]
    said = [listed(path, finding, lang) for finding in unknown]
    if unknown:
        said.append(Text(f"以上 {len(unknown)} 项原样保留", f"Entries left as they are: {len(unknown)}").say(lang))
    done = Text(f"补上缺少的目标 {number} 项", f"targets added: {number}") if number else _NOTHING
    name = Text("标准输入", "standard input").say(lang) if path == STDIN else path
    said.append(f"{name}{'：' if lang == 'zh' else ': '}{done.say(lang)}")
    if rewritten:
        said.append(_REWRITTEN.say(lang))
    for line in said:
        print(visible(line), file=sys.stderr)


_NOTHING = Text("没有要补的目标，没有改动", "nothing to add; it was left as it is")
_REWRITTEN = Text(
    "这份文件的写法只能整体重写：内容、注释和顺序都在，缩进、空行等排版可能有变",
    "It could only be written anew: all content, comments and order are kept, but layout may differ",
)


COMMAND = command(init)
