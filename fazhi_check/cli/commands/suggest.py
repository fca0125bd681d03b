"""`fazhi-check suggest REPORT --plan ID`: what a published report may say on a plan's targets, for a person to confirm.

With -o a submission is written in which every entry waits to be confirmed; -f json lists all that is proposed.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple, cast

from fazhi_check.cli.command import command
from fazhi_check.cli.options import OPTIONS
from fazhi_check.cli.outputs import write_new
from fazhi_check.cli.published import published
from fazhi_check.cli.shell import as_word
from fazhi_check.cli.terminal import print_json
from fazhi_check.cli.usage_error import UsageError, chosen, exists
from fazhi_check.cli.values import (
    DEFAULT_PLAN,
    read_body,
    read_code,
    read_day,
    read_lang,
    read_lines,
    read_plan,
    read_unit_name,
)
from fazhi_check.gate import Exit
from fazhi_check.sanitize import SECRECY, is_harmless, visible
from fazhi_check.source.files import STDIN
from fazhi_check.words import Lang, Level, Text, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fazhi_check.fill.proposed import Known
    from fazhi_check.plan.model import Plan
    from fazhi_check.suggest.gathered import Selection
    from fazhi_check.suggest.model import Proposed

_ENDINGS = (".yaml", ".yml")


class _Order(NamedTuple):
    """What is to be written: the file, the language of its keys, the options with which it is checked."""

    path: str
    keys: Lang
    options: str


class _Read(NamedTuple):
    """A report as it was read: where it stands, its text, the lines that are meant, if not all."""

    path: str
    text: str
    lines: tuple[int, int] | None


def suggest(
    report: str,
    plan: str | None,
    reporting_unit: str | None,
    level: str | None,
    reporting_code: str | None,
    body: str | None,
    reported_day: str | None,
    report_lines: str | None,
    keys: str | None,
    every: bool,
    suggested: str | None,
    proposed_file: str | None,
    lang: str | None,
) -> int:
    """Read a report and propose what it says on a plan's targets: on the screen, as JSON, or as a submission."""
    from fazhi_check.fill.proposed import Known

    language = read_lang(lang)
    shown = suggested and chosen(suggested, OPTIONS["suggested"])
    written = cast("Lang", chosen("zh" if keys is None else keys, OPTIONS["keys"]))
    if proposed_file:
        _refuse_unwritable(proposed_file)
    whole = read_plan(plan or DEFAULT_PLAN)
    known = Known(
        reporting_unit and _name(reporting_unit),
        level and chosen(level, OPTIONS["level"]),
        reporting_code and read_code(reporting_code),
        read_body(body, whole, "body"),
        read_day(reported_day, "--as-of") if reported_day else None,
    )
    read = _read(report, read_lines(report_lines))
    sentences = _proposed(read, whole, known)
    _show(sentences, whole, read, shown or ("" if proposed_file else "table"), every, language)
    if not proposed_file:
        return Exit.passed
    return _write(_Order(proposed_file, written, _options(plan)), sentences, whole, known, read, language)


def _name(written: str) -> str:
    """Return the name of a unit. Raises UsageError where it is none that a submission may hold."""
    name = read_unit_name(written)
    if not is_harmless(name):
        raise UsageError("--unit 里有个人信息或密级标志", "--unit holds personal data or a secrecy mark")
    return name


def _refuse_unwritable(path: str) -> None:
    """Refuse a name that is no text's, and one that is there already, before anything is read. Raises UsageError."""
    if not path.lower().endswith(_ENDINGS):
        stem = os.path.splitext(path)[0] or "建议"
        raise UsageError(
            f"建议写成 .yaml 文件：-o {stem}.yaml；要 Excel 表，再用 fazhi-check convert {stem}.yaml {stem}.xlsx 转一份",
            f"A proposal is written as .yaml: -o {stem}.yaml; for a workbook run fazhi-check convert {stem}.yaml "
            f"{stem}.xlsx afterwards",
        )
    if os.path.lexists(path):
        raise exists(path)


def _read(path: str, lines: tuple[int, int] | None) -> _Read:
    """Return a report as it was read. Raises UsageError for lines that it does not have, and marks of secrecy."""
    text = published(path).text
    number = len(text.splitlines())
    if lines and lines[0] > number:
        raise UsageError(
            f"--lines {lines[0]}-{lines[1]} 在报告之外：{path} 只有 {number} 行",
            f"--lines {lines[0]}-{lines[1]}: {path} has only {number} lines",
        )
    secret = SECRECY.search(text)
    if secret:
        line = text.count("\n", 0, secret.start()) + 1
        raise UsageError(
            f"{path} 第 {line} 行带有密级标志：涉密内容不得用本工具处理",
            f"{path}, line {line} carries a secrecy mark: classified text must not be handled by this tool",
        )
    return _Read(path, text, lines)


def _proposed(read: _Read, plan: Plan, known: Known) -> list[Proposed]:
    from fazhi_check.source.prose import SourceText
    from fazhi_check.suggest.gathered import narrowed
    from fazhi_check.suggest.proposals import propose

    return narrowed(propose(plan, SourceText(read.text), read.lines, _asked(plan, known)))


def _asked(plan: Plan, known: Known) -> list[str] | None:
    """Return the ids of what a unit of such a level, place and body is asked or may state something on; None for all."""
    if known.level is None:
        return None
    level = cast("Level", known.level)
    # Without a code nobody knows whether the unit lies within: then what is asked there only is proposed too.
    code = known.code or (plan.jurisdiction.code if plan.jurisdiction else "")
    aims = (aim.id for aim in plan.aims_of(level, code, known.body))
    return [*plan.targets_of(level, code, known.body), *aims]


def _show(sentences: Sequence[Proposed], plan: Plan, read: _Read, form: str, every: bool, lang: Lang) -> None:
    from fazhi_check.pages.suggest import print_suggestions, suggest_data

    if form == "json":
        print_json(suggest_data(sentences, plan, read.path, lang))
    elif form:
        from fazhi_check.reports.text.page import Page
        from fazhi_check.reports.text.screen import screen
        from fazhi_check.reports.view import View

        print_suggestions(sentences, plan, Page(screen(sys.stdout), View(lang)), every)


def _write(order: _Order, sentences: Sequence[Proposed], plan: Plan, known: Known, read: _Read, lang: Lang) -> int:
    """Write the submission; say what is in it and what is still to be filled in. Without any entry none is written."""
    from fazhi_check.fill.proposed import Report, proposed
    from fazhi_check.suggest.gathered import gathered
    from fazhi_check.suggest.masthead import masthead

    found = gathered(sentences, plan, known.as_of)
    if found.entries:
        name = STDIN if read.path == STDIN else os.path.basename(read.path)
        report = Report(name, masthead(read.text), read.lines)
        write_new(order.path, proposed(plan, known, report, found.entries, order.keys, order.options))
    for said in _told(order.path, found, known):
        print(visible(said.say(lang)), file=sys.stderr)
    return Exit.passed if found.entries else Exit.nothing


def _options(plan: str | None) -> str:
    """Return the options with which the file is checked; a plan that ships needs none, for the file names it."""
    from fazhi_check.plan.store import is_shipped

    return "" if plan is None or is_shipped(plan) else f"--plan {as_word(plan)}"


def _told(path: str, found: Selection, known: Known) -> list[Text]:
    if not found.entries:
        told = [Text(f"没有可写成建议的内容，没有写 {path}", f"nothing to propose: {path} was not written")]
    else:
        number = len(found.entries)
        told = [Text(f"{path}：建议 {number} 项，都待确认", f"{path}: {number} entries, all to be confirmed")]
        blanks = known.blanks
        if blanks:
            zh, en = joined(blanks)
            told.append(Text(f"还要填：{zh}", f"still to be filled in: {en}"))
    if found.unfit:
        lines = ", ".join(map(str, found.unfit))
        told.append(
            Text(
                f"第 {lines} 行有个人信息或看不见的字符，没有写进建议",
                f"not written, for personal data or characters that nobody can see: line {lines}",
            )
        )
    return told


COMMAND = command(suggest)
