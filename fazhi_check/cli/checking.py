"""The main job as a plain function: what `check` does with its options."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from io import StringIO

from fazhi_check.cli.misuse import Misuse, choose
from fazhi_check.cli.terminal import drop_output, utf8_output
from fazhi_check.cli.values import DEFAULT_PLAN, read_choice, read_day, read_lang, read_plan
from fazhi_check.examine import Checker, Report, UnknownPhase
from fazhi_check.examine import check as run_check
from fazhi_check.findings import RULES, Selection
from fazhi_check.gate import DEFAULT_FAIL_ON, UnknownVerdict, decide, parse_fail_on
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.reports import FORMATS, SCREEN, renderer
from fazhi_check.reports.view import View
from fazhi_check.source.files import expand
from fazhi_check.source.output import write_whole
from fazhi_check.waivers import Ledger, read_waivers

COLORS = ("auto", "always", "never")
SHOW = ("flagged", "all")


def check(
    *paths: str,
    plan: str | None = None,
    as_of: str | None = None,
    phase: str | None = None,
    format_: str = "table",
    output: tuple[str, ...] = (),
    fail_on: str | None = None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    section: str | None = None,
    lead: str | None = None,
    group: str | None = None,
    waivers: str | None = None,
    show: str = "flagged",
    color: str = "auto",
    lang: str = "zh",
) -> int:
    """Check every path and print one report; return the exit code of the gate."""
    view = View(
        read_lang(lang),
        choose(show, SHOW, "--show") == "all",
        DEFAULT_FAIL_ON if fail_on is None else _fail_on(fail_on),
        choose(color, COLORS, "--color"),
    )
    choose(format_, FORMATS, "--format")
    files = [_output(written) for written in output]
    checker = _checker(plan, as_of, phase)
    checker.choice = _choice(plan, section, group, lead)
    checker.selection = Selection(_codes(select, "--select"), _codes(ignore, "--ignore"))
    checker.waivers = _waivers(waivers)
    _refuse_absent(paths)
    report = _examine(expand(paths, {os.path.realpath(waivers)} if waivers else ()), checker)
    report.exit_code = decide(report, view.fail_on)
    for name, path in files:
        _write(report, name, path, view)
    _print(report, format_, view)
    return int(report.exit_code)


def _checker(plan: str | None, as_of: str | None, phase: str | None) -> Checker:
    """Return what files are checked against, and for which day or phase."""
    if as_of and phase:
        raise Misuse("--as-of 和 --phase 不能同时使用", "--as-of and --phase cannot be used together")
    checker = Checker(read_plan(plan) if plan else None, read_day(as_of, "--as-of") if as_of else None, phase)
    if checker.plan and phase:
        choose(phase, [one.id for one in checker.plan.phases], "--phase")
    return checker


def _examine(paths: Iterable[str], checker: Checker) -> Report:
    try:
        return run_check(paths, checker)
    except UnknownPhase as unknown:
        choose(unknown.phase, unknown.known, "--phase")
        raise


def _print(report: Report, format_: str, view: View) -> None:
    try:
        renderer(format_).render(report, sys.stdout if format_ in SCREEN else utf8_output(), view)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()  # whoever read the report has seen enough; the outcome stands
    if not report.files:
        print(_nothing(view.lang), file=sys.stderr)


def _output(written: str) -> tuple[str, str]:
    """Return format and file of an option like sarif:out.sarif."""
    name, colon, path = written.partition(":")
    if not colon or not path:
        raise Misuse(
            f"-o 写成 格式:文件，例如 json:report.json，不是“{written}”",
            f"-o is FORMAT:FILE, e.g. json:report.json, not {written}",
        )
    return choose(name, FORMATS, "-o"), path


def _write(report: Report, name: str, path: str, view: View) -> None:
    """Write the report to a file in one step, so that a failed run leaves none."""
    out = StringIO()
    renderer(name).render(report, out, view._replace(color="never"))
    try:
        write_whole(path, out.getvalue())
    except OSError as error:
        raise Misuse(f"{path} 写不进去：{error.strerror}", f"{path} cannot be written: {error.strerror}") from None


def _choice(plan: str | None, section: str | None, group: str | None, lead: str | None) -> Choice:
    """Return the choice, its names checked against the plan in use (the shipped one where files name their own)."""
    if not (section or group or lead):
        return ALL
    return read_choice(read_plan(plan or DEFAULT_PLAN), section, group, lead)


def _codes(written: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the codes or prefixes of comma-separated lists."""
    listed = ",".join(written).replace("，", ",").split(",")
    codes = tuple(code.strip().upper() for code in listed if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in RULES):
            choose(code, list(RULES), option)
    return codes


def _waivers(path: str | None) -> Ledger | None:
    if path is None:
        return None
    _refuse_absent((path,))
    return read_waivers(path)


def _fail_on(written: str) -> frozenset[str]:
    try:
        return parse_fail_on(written)
    except UnknownVerdict as unknown:
        raise Misuse(unknown.message.zh, unknown.message.en) from None


def _refuse_absent(paths: tuple[str, ...]) -> None:
    absent = [path for path in paths if path != "-" and not os.path.lexists(path)]
    if absent:
        zh = "找不到：" + "、".join(absent)
        raise Misuse(zh, f"No such file or folder: {', '.join(absent)}")


def _nothing(lang: str) -> str:
    return (
        "没有找到可检查的文件(.yaml、.yml、.json)"
        if lang == "zh"
        else "Nothing to check: no .yaml, .yml or .json file found"
    )
