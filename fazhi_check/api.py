"""The face for other programs: check files as the command does, and read the outcome as flat rows.

Whatever cannot be used is refused at once, before any file is read: with TypeError what is of a wrong kind, with
WrongArgument, UnknownPlan or BrokenPlan what says nothing that could be used. A file of settings is never looked for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from fazhi_check.assess import Assessment
from fazhi_check.cli.options import Options
from fazhi_check.cli.prepare import read_checker, read_fail_on
from fazhi_check.cli.usage_error import UsageError, whole_plan_only
from fazhi_check.cli.values import read_body, read_choice, read_phase
from fazhi_check.codes import CODES
from fazhi_check.examine import Checker, gather
from fazhi_check.findings import Place
from fazhi_check.gate import DEFAULT_FAIL_ON, Exit, decide
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan, refuse_drafts
from fazhi_check.source.files import STDIN, content
from fazhi_check.source.walk import Walker, fitting
from fazhi_check.words import LANGS, VERDICTS, Lang, Text, exact
from fazhi_check.workers import examined

PathLike: TypeAlias = str | os.PathLike[str]
Row: TypeAlias = dict[str, str | int | float | bool | None]
_DEFAULT_PLAN = "urumqi-14fyp"


class WrongArgument(ValueError):
    """A value that cannot be used; its text is Chinese, `message` gives it in either language."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return self.text.zh

    def message(self, lang: Lang = "zh") -> str:
        """Return what is wrong and what to write instead."""
        return self.text.say(lang)


def check(
    paths: PathLike | Iterable[PathLike],
    checker: Checker | None = None,
    *,
    fail_on: str | Iterable[str] | None = None,
    jobs: int = 1,
    **options: Any,
) -> Report:
    """Check files and folders as `fazhi-check check` does and return the report, with the gate's exit code.

    `paths` is one path or many, each a file, a folder, a path with wildcards or "-" for standard input. How they are
    checked is said by the keywords of `checker_for` or by a Checker made before, not by both. `fail_on` are the
    verdicts that fail the gate: a list by commas or in parts, in either language; "never" passes always. A path that
    does not exist makes the exit code 2, as it does on the command line, and is told in its report (FZ101); the other
    files are judged all the same. Nothing to check is 3.

    Raises TypeError, WrongArgument, and what `checker_for` raises.
    """
    given = _paths(paths)
    gate = _gate(fail_on)
    ready = _ready(checker, options)
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise _wrong_type("jobs", jobs, "整数", "an integer")
    if jobs < 1:
        raise WrongArgument(Text(f"jobs 至少是 1，不是 {jobs}", f"jobs is 1 or more, not {jobs}"))
    files = list(Walker().files(given))
    report = gather(examined(files, ready, min(jobs, max(len(files), 1))), ready)
    report.exit_code = int(decide(report, gate))
    if any(path != STDIN and not (os.path.lexists(path) or fitting(path)) for path in given):
        report.exit_code = int(Exit.misused)
    return report


def check_text(
    text: str | bytes,
    name: str = STDIN,
    checker: Checker | None = None,
    *,
    fail_on: str | Iterable[str] | None = None,
    **options: Any,
) -> Report:
    """Check one submission given as text, or as bytes, of a text in UTF-8 or of a workbook; `name` is what the report calls it.

    Keywords and errors are those of `check`.
    """
    if not isinstance(text, str | bytes):
        raise _wrong_type("text", text, "填报的文字（str 或 bytes）", "the text of a submission (str or bytes)")
    if not isinstance(name, str):
        raise _wrong_type("name", name, "文字", "a text")
    gate, ready = _gate(fail_on), _ready(checker, options)
    read = content(text, name, ready.limits) if isinstance(text, bytes) else text
    report = gather([ready.file(name, lambda _path, _limits: read)], ready)
    report.exit_code = int(decide(report, gate))
    return report


def checker_for(
    plan: Plan | PathLike | None = None,
    *,
    as_of: date | str | None = None,
    phase: str | None = None,
    section: str | None = None,
    group: str | None = None,
    lead: str | None = None,
    field: str | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    waivers: PathLike | None = None,
    known: PathLike | None = None,
    round: PathLike | None = None,  # noqa: A002 - keywords go by the names of the options
    since: PathLike | Iterable[PathLike] = (),
    standard: PathLike | Iterable[PathLike] = (),
) -> Checker:
    """Return how files are checked; each keyword is the option of the command that goes by its name.

    `plan` is a plan, its id or its folder (else the one each file names), `as_of` a date or its text, `phase`,
    `section`, `group`, `lead` and `field` an id or a name. `round` is the file of a round, `since` are saved reports of
    earlier ones, `standard` files of an office's own standards. Raises TypeError, WrongArgument, UnknownPlan or BrokenPlan.
    """
    named = {"phase": phase, "section": section, "group": group, "lead": lead, "field": field}
    for name, value in named.items():
        if not (value is None or isinstance(value, str)):
            raise _wrong_type(name, value, "文字", "a text")
        if value is not None and not value.strip():
            raise WrongArgument(Text(f"{name} 不能为空", f"{name} is empty"))
    if as_of is not None and phase is not None:
        raise WrongArgument(Text("as_of 和 phase 不能同时使用", "as_of and phase cannot be used together"))
    whole = _plan(plan)
    options = Options(
        as_of=_day(as_of),
        select=_listed("select", select),
        ignore=_listed("ignore", ignore),
        waivers=_path("waivers", waivers),
        known=_path("known", known),
        round=_path("round", round),
        since=_files("since", since),
        standard=_files("standard", standard),
    )
    try:
        return _checker(options, whole, named)
    except UsageError as error:
        raise _plainly(error) from None


def _checker(options: Options, plan: Plan | None, named: dict[str, str | None]) -> Checker:
    checker = read_checker(options, {}, plan)
    phase, section, group, lead, field = named.values()
    if section or group or lead or field:
        if checker.standards:
            raise whole_plan_only()
        chosen_from = plan or load_plan(_DEFAULT_PLAN)
        checker.choice = read_choice(chosen_from, section, group, read_body(lead, chosen_from, "lead"), field=field)
    checker.phase = read_phase(phase, plan) if phase and plan else phase
    return checker


def _ready(checker: Checker | None, options: dict[str, Any]) -> Checker:
    if checker is None:
        return checker_for(**options)
    if not isinstance(checker, Checker):
        raise _wrong_type("checker", checker, "Checker", "a Checker")
    if options:
        raise TypeError(f"已经给了 checker，{'、'.join(options)} 要写在它里面 (a checker is given: set these in it)")
    return checker


def _paths(paths: PathLike | Iterable[PathLike]) -> list[str]:
    if isinstance(paths, str | os.PathLike):
        return [_needed("paths", paths)]
    if isinstance(paths, bytes) or not isinstance(paths, Iterable):
        raise _wrong_type("paths", paths, "路径，或路径的列表", "a path or a list of paths")
    return [_needed("paths", one) for one in paths]


def _needed(name: str, value: object) -> str:
    path = _path(name, value)
    if not path:
        raise _wrong_type(name, value, "路径，或路径的列表", "a path or a list of paths")
    return path


def _path(name: str, value: object) -> str | None:
    if value is None:
        return None
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else value
    if not isinstance(path, str):
        raise _wrong_type(name, value, "路径（str 或 Path）", "a path (str or Path)")
    if not path.strip():
        raise WrongArgument(Text(f"{name} 不能为空", f"{name} is empty"))
    return path


def _files(name: str, given: PathLike | Iterable[PathLike]) -> tuple[str, ...]:
    parts = (given,) if isinstance(given, str | os.PathLike) else given
    if isinstance(parts, bytes) or not isinstance(parts, Iterable):
        raise _wrong_type(name, parts, "路径，或路径的列表", "a path or a list of paths")
    return tuple(_needed(name, one) for one in parts)


def _plan(plan: Plan | PathLike | None) -> Plan | None:
    if plan is None or isinstance(plan, Plan):
        return plan
    loaded = load_plan(plan)
    refuse_drafts(loaded, plan)
    return loaded


def _day(written: date | str | None) -> str | None:
    if isinstance(written, datetime):
        written = written.date()
    if written is None or isinstance(written, str):
        return written
    if isinstance(written, date):
        return written.isoformat()
    raise _wrong_type("as_of", written, "日期（date 或 2023-08-30 这样的文字）", "a date, or a text such as 2023-08-30")


def _listed(name: str, written: str | Iterable[str]) -> tuple[str, ...]:
    """Return the parts of a list, given as one text or as several."""
    parts = (written,) if isinstance(written, str) else written
    if isinstance(parts, bytes) or not isinstance(parts, Iterable):
        raise _wrong_type(name, written, "文字，或文字的列表", "a text or a list of texts")
    listed = tuple(parts)
    for one in listed:
        if not isinstance(one, str):
            raise _wrong_type(name, one, "文字，或文字的列表", "a text or a list of texts")
    return listed


def _gate(fail_on: str | Iterable[str] | None) -> frozenset[str]:
    if fail_on is None:
        return DEFAULT_FAIL_ON
    listed = _listed("fail_on", fail_on)
    if not listed:
        raise WrongArgument(
            Text("fail_on 里没有判定；从不拦下写 never", "fail_on names no verdict; never passes always")
        )
    try:
        return read_fail_on(",".join(listed))
    except UsageError as error:
        raise _plainly(error) from None


def _wrong_type(name: str, value: object, zh: str, en: str) -> TypeError:
    kind = type(value).__name__
    return TypeError(f"{name} 应是{zh}，不是 {kind} ({name} is {en}, not {kind})")


def _plainly(error: UsageError) -> WrongArgument:
    """Return a complaint of the command line with options called as keywords are."""

    def called(text: str) -> str:
        return re.sub(r"--([a-z][a-z-]*)", lambda found: found[1].replace("-", "_"), text)

    return WrongArgument(Text(called(error.text.zh), called(error.text.en)))


def records(
    report: Report | FileReport, of: Literal["assessments", "findings"] = "assessments", lang: Lang = "zh"
) -> list[Row]:
    """Return a report as flat rows of plain values, one for each assessment or each finding: a table for pandas.

    Days are texts (2023-08-30), what does not apply is None. `verdict`, `severity` and the like are the English names
    of the files; `verdict_name` and `message` are in `lang`. A file that could not be judged has findings, and no
    assessments. Raises TypeError or WrongArgument.
    """
    if not isinstance(report, Report | FileReport):
        raise _wrong_type("report", report, "check 返回的报告", "a report of check")
    if lang not in LANGS:
        raise WrongArgument(Text(f"lang 可填：{'、'.join(LANGS)}", f"lang is one of {', '.join(LANGS)}"))
    if of not in ("assessments", "findings"):
        raise WrongArgument(Text("of 可填：assessments、findings", "of is assessments or findings"))
    files = report.files if isinstance(report, Report) else [report]
    rows = _assessment_rows if of == "assessments" else _finding_rows
    return [row for file in files for row in rows(file, lang)]


def _head(file: FileReport) -> Row:
    unit = file.unit
    return {
        "path": file.path,
        "plan": file.plan.id if file.plan else None,
        "unit": unit.name if unit else None,
        "level": unit.level if unit else None,
        "code": unit.code if unit else None,
        "body": unit.body if unit else None,
        "as_of": _iso(file.as_of),
    }


def _assessment_rows(file: FileReport, lang: Lang) -> Iterator[Row]:
    head = _head(file)
    for one in file.assessments:
        place = file.places.get(one.target.id)
        yield {
            **head,
            **_target(one, lang),
            "verdict": one.verdict,
            "verdict_name": VERDICTS[one.verdict].say(lang),
            "flagged": one.flagged,
            "required": _plain(one.required),
            "reported": one.reported,
            "deadline": _iso(one.deadline),
            "days_over": one.days_over(file.as_of) if file.as_of else 0,
            "past_due": one.past_due,
            "support": one.support,
            "proofs": one.proofs,
            "proposed": one.proposed,
            "lag": _plain(one.lag),
            "serious": one.serious,
            "slow": one.slow,
            "waived": one.waived is not None,
            "known": one.known,
            "message": one.why.say(lang),
            **_at(place),
        }


def _target(one: Assessment, lang: Lang) -> Row:
    target = one.target
    return {
        "target": target.id,
        "title": target.name(lang),
        "section": target.section,
        "item": target.item,
        "group": target.group,
        "force": target.force,
        "measure": target.measure.kind,
        "lead": "；".join(target.lead),
    }


def _finding_rows(file: FileReport, lang: Lang) -> Iterator[Row]:
    head = _head(file)
    for one in file.findings:
        yield {
            **head,
            "target": one.target,
            "finding": one.code,
            "severity": CODES[one.code].severity.value,
            "known": one.known,
            "message": one.message(lang),
            **_at(one.place),
        }


def _at(place: Place | None) -> Row:
    return {"line": None, "column": None, "cell": None, **(place.data if place else {})}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Fraction | str | None) -> str | int | float | None:
    return exact(value) if isinstance(value, Fraction) else value
