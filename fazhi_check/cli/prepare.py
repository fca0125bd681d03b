"""From options and settings to everything a run needs; whatever does not fit is said before any file is read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi_check.cli.options import FORMAT_NAMES, OPTIONS, RUN, SETTINGS, Options
from fazhi_check.cli.usage_error import FORMAT_OF, UsageError, choose, chosen
from fazhi_check.cli.values import (
    DEFAULT_PLAN,
    broken_file,
    read_choice,
    read_day,
    read_folder,
    read_lang,
    read_phase,
    read_plan,
)
from fazhi_check.codes import OF_FILES
from fazhi_check.examine import Checker
from fazhi_check.findings import named_by, selection
from fazhi_check.gate import DEFAULT_FAIL_ON, UnknownVerdict, parse_fail_on
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.reports import BRIEF, SCREEN
from fazhi_check.reports.view import View
from fazhi_check.sanitize import clean
from fazhi_check.source.files import STDIN, expand
from fazhi_check.source.limits import DEFAULT, Limits, parse_limit
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.source.upward import find_settings
from fazhi_check.words import Lang

if TYPE_CHECKING:
    from fazhi_check.cli.settings import Settings
    from fazhi_check.round.baseline import Baseline
    from fazhi_check.round.waivers import Ledger


class Resolved(NamedTuple):
    """Options with the settings taken in, the paths to check, and the settings' file with what it set."""

    options: Options
    paths: tuple[str, ...]
    lang: Lang
    settings: Settings | None


class Setup(NamedTuple):
    """A run made ready: the files to check and how, what to write where, and the file of settings in use."""

    files: list[str]
    checker: Checker
    view: View
    output: list[tuple[str, str]]
    settings: str | None
    jobs: int | None


def resolve(paths: Sequence[str], given: Options) -> Resolved:
    """Return what is asked for once the settings have filled in what was not given. Raises UsageError."""
    path = settings_file(paths, given)
    settings = _read_settings(path) if path else None
    options = settled(given, settings) if settings else given
    folders = settings.value("folders") if settings else ()
    return Resolved(options, tuple(paths or folders or ()), read_lang(options.lang), settings)


def prepare(resolved: Resolved, skip: str | None = None) -> Setup:
    """Return the run made ready; `skip` is no submission even where a folder holds it. Raises UsageError."""
    try:
        return _prepared(resolved, skip)
    except UsageError as error:
        error.lang = resolved.lang
        raise


def _prepared(resolved: Resolved, skip: str | None) -> Setup:
    options, paths, lang, settings = resolved
    if settings:
        _refuse_broken(settings, options)
    fail_on = DEFAULT_FAIL_ON if options.fail_on is None else read_fail_on(options.fail_on)
    show_all = chosen(options.show, OPTIONS["show"]) == "all"
    color, marks = chosen(options.color, OPTIONS["color"]), chosen(options.marks, OPTIONS["marks"])
    view = View(lang, show_all, fail_on, color, marks)
    chosen(options.format_, OPTIONS["format_"])
    output = [read_output(written) for written in options.output]
    checker = read_checker(options)
    if not paths:
        raise UsageError(
            "缺少 PATH：写出要检查的文件或文件夹，或在配置里写 folders。用法见 fazhi-check --help",
            "PATH is missing: name files or folders, or set folders in the settings. See fazhi-check --help",
        )
    refuse_absent(paths)
    configured = _configured(options, skip)
    files = list(expand(paths, configured))
    _keep_inputs([*files, *configured, *_settings_path(settings)], output)
    shown = set() if options.quiet else {options.format_}
    checker.brief = shown | {name for name, _ in output} <= BRIEF
    return Setup(files, checker, view, output, settings and settings.path, _jobs(options.jobs))


def _settings_path(settings: Settings | None) -> list[str]:
    return [settings.path] if settings and settings.path else []


def _jobs(written: str | None) -> int | None:
    """Return the number of processes; None is as many as it pays."""
    if written in (None, "auto"):
        return None
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= 64):
        raise UsageError(
            f"--jobs 是 1 到 64 的整数或 auto，不是“{written}”", f"--jobs is 1 to 64 or auto, not {written}"
        )
    return int(written)


def _keep_inputs(files: Collection[str], output: Sequence[tuple[str, str]]) -> None:
    """Refuse to write a report over what is checked or used for it, or two reports to one file."""
    taken = {os.path.realpath(path) for path in files if path != STDIN} if output else set()
    for _, path in output:
        if path == STDIN:
            continue
        real = os.path.realpath(path)
        if real in taken or any(real.startswith(os.path.join(one, "")) and os.path.exists(real) for one in taken):
            raise UsageError(
                f"-o 不能写到 {path}：它是正在检查的文件、配置用的文件，或已有另一份报告要写到这里",
                f"-o cannot write to {path}: it is being checked or used for it, or another report goes there",
            )
        taken.add(real)


def settings_file(paths: Sequence[str], given: Options) -> str | None:
    """Return the one file of settings that holds for all paths, or None. Raises UsageError where they have several."""
    own: str | None = given.config
    if own:
        refuse_absent((own,))
        return own
    if given.no_config:
        return None
    found = {start: _found(start) for start in dict.fromkeys(_starts(paths, given.stdin_filename))}
    if len(set(found.values())) > 1:
        zh = "；".join(f"{start} 用 {path or '默认值'}" for start, path in found.items())
        en = "; ".join(f"{start}: {path or 'the defaults'}" for start, path in found.items())
        raise UsageError(
            f"这些路径各有各的配置({zh})：请分开检查，或用 --config 指定一份，或用 --no-config 都不用",
            f"The paths have settings of their own ({en}): check them apart, or give --config FILE or --no-config",
        )
    return next(iter(found.values()))


def _starts(paths: Sequence[str], stdin_filename: str | None) -> Iterator[str]:
    for path in paths or (os.curdir,):
        named = (stdin_filename or os.curdir) if path == STDIN else path
        yield named if os.path.isdir(named) else os.path.dirname(named) or os.curdir


def _found(start: str) -> str | None:
    """Return the settings for a folder, as a reader would write their path."""
    path = find_settings(start)
    if path is None:
        return None
    from fazhi_check.cli.settings import near

    return near(path)


def _read_settings(path: str) -> Settings:
    from fazhi_check.cli.settings import BrokenSettings, read_settings

    try:
        return read_settings(path)
    except BrokenSettings as broken:
        raise broken_file(broken) from None


def _refuse_broken(settings: Settings, options: Options) -> None:
    """Refuse a setting in force that cannot be used, with its place in the file. Raises UsageError."""
    for name in ("plan", "waivers"):  # a list of known findings may be still to be written
        setting = settings.values.get(name)
        if setting is None or getattr(options, name) != setting.value:
            continue
        try:
            check_options(Options(**{name: setting.value}))
        except UsageError as error:
            at = f"{settings.path}{setting.place.at} {SETTINGS[name].key}"
            raise UsageError(f"{at}：{error.text.zh}", f"{at}: {error.text.en}") from None


def settled(given: Options, settings: Settings) -> Options:
    """Return the options with the settings of a file wherever nothing was given."""
    fresh: dict[str, Any] = {}
    for name, option in SETTINGS.items():
        value = settings.value(name)
        if value is not None and name in RUN and name not in given.given:
            fresh[name] = ",".join(value) if option.kind == "verdicts" else value
    return given.replace(**fresh)


def check_options(options: Options) -> None:
    """Refuse values of options that cannot be used, without reading what the files they name say. Raises UsageError."""
    read_limits(options.limit)
    if options.plan:
        read_folder(options.plan)
    refuse_absent([path for path in (options.waivers, options.known) if path])
    read_codes(options.select, "--select")
    read_codes(options.ignore, "--ignore")
    if options.fail_on is not None:
        read_fail_on(options.fail_on)


def read_checker(options: Options) -> Checker:
    """Return what files are checked against, for which day or phase, and what is let pass. Raises UsageError."""
    if options.as_of and options.phase:
        raise UsageError("--as-of 和 --phase 不能同时使用", "--as-of and --phase cannot be used together")
    checker = Checker(read_plan(options.plan) if options.plan else None, phase=options.phase)
    checker.as_of = read_day(options.as_of, "--as-of") if options.as_of else None
    if checker.plan and options.phase:
        checker.phase = read_phase(options.phase, checker.plan)
    checker.choice = _choice(options)
    checker.selection = selection(read_codes(options.select, "--select"), read_codes(options.ignore, "--ignore"))
    checker.waivers, checker.baseline = _waivers(options.waivers), _baseline(options.known)
    checker.limits = read_limits(options.limit)
    checker.stdin_name = options.stdin_filename or STDIN
    return checker


def read_limits(written: Sequence[str]) -> Limits:
    """Return the limits of reading, changed where it is asked for: each is NAME:NUMBER. Raises UsageError."""
    limits = DEFAULT
    for one in written:
        try:
            limits = limits._replace(**parse_limit(one))
        except Unreadable as error:
            raise UsageError(f"--limit “{one}”不对：{error.advice.zh}", f"--limit {one}: {error.advice.en}") from None
    return limits


def _configured(options: Options, skip: str | None) -> set[str]:
    """Return the real paths of what a run is set up with: in a folder they are no submissions."""
    named = (options.plan, options.waivers, options.known, options.config, skip)
    return {os.path.realpath(path) for path in named if path and os.path.exists(path)}


def read_output(written: str) -> tuple[str, str]:
    """Return format and file of an option like sarif:out.sarif."""
    name, colon, path = written.partition(":")
    if not colon:
        example = _output_example(written)
        raise UsageError(
            f"-o 写成 格式:文件，例如 -o {example}，不是“{written}”",
            f"-o is FORMAT:FILE, e.g. -o {example}, not {written}",
        )
    format_ = chosen(name, OPTIONS["format_"]._replace(flags=("-o",)))
    if not path:
        raise UsageError(
            f"-o {name}: 后面缺少文件名，例如 -o {_output_example(format_)}",
            f"-o {name}: has no file, e.g. -o {_output_example(format_)}",
        )
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        example = f"{format_}:{os.path.join(path, 'report' + _ending(format_))}"
        raise UsageError(
            f"{path} 写不进去：这是文件夹。要写出文件名，例如 -o {example}",
            f"{path} cannot be written: it is a folder. Name a file, e.g. -o {example}",
        )
    return format_, path


def _output_example(written: str) -> str:
    """Return how an output is written that was given as the name of a file or of a format only."""
    if written in FORMAT_NAMES:
        return f"{written}:report{_ending(written)}"
    ending = written.rpartition(".")[2].casefold()
    format_ = next((name for name in FORMAT_NAMES if name == ending), FORMAT_OF.get(ending))
    return f"{format_}:{written}" if "." in written and format_ else "json:report.json"


def _ending(format_: str) -> str:
    endings = {"markdown": ".md", "junit": ".xml", "gitlab": ".json"}
    return endings.get(format_, ".txt" if format_ in SCREEN else f".{format_}")


def _choice(options: Options) -> Choice:
    """Return the choice, its names checked against the plan in use (the shipped one where files name their own)."""
    if not (options.section or options.group or options.lead):
        return ALL
    return read_choice(read_plan(options.plan or DEFAULT_PLAN), options.section, options.group, options.lead)


def read_codes(written: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the codes or prefixes of comma-separated lists."""
    listed = ",".join(written).replace("，", ",").split(",")
    codes = tuple(code.strip().upper() for code in listed if code.strip())
    for code in codes:
        if named_by([code]).isdisjoint(OF_FILES):
            choose(code, OF_FILES, option)
    return codes


def _waivers(path: str | None) -> Ledger | None:
    if path is None:
        return None
    from fazhi_check.round.waivers import read_waivers

    refuse_absent((path,))
    return read_waivers(path)


def _baseline(path: str | None) -> Baseline | None:
    if path is None:
        return None
    from fazhi_check.round.baseline import read_baseline

    if not os.path.lexists(path):
        raise UsageError(
            f"找不到已知问题清单 {path}：先用 fazhi-check known write 生成",
            f"There is no list of known findings {path}: make it with fazhi-check known write",
        )
    return read_baseline(path)


def read_fail_on(written: str) -> frozenset[str]:
    """Return the verdicts that fail the gate. Raises UsageError."""
    try:
        return parse_fail_on(written)
    except UnknownVerdict as unknown:
        raise UsageError(unknown.message.zh, unknown.message.en) from None


def refuse_absent(paths: Sequence[str]) -> None:
    """Refuse paths that do not exist. Raises UsageError."""
    absent = [path for path in paths if path != STDIN and not os.path.lexists(path)]
    if absent:
        named = [clean(path) for path in absent]
        raise UsageError("找不到：" + "、".join(named), f"No such file or folder: {', '.join(named)}")
