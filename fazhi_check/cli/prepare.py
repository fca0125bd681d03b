"""From options and settings to everything a run needs; whatever does not fit is said before any file is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from fazhi_check.cli.options import OPTIONS, RUN, SETTINGS, Options
from fazhi_check.cli.outputs import read_format, read_output
from fazhi_check.cli.parts import Excluded, Finder, exclusion, grouped, listed_in, named
from fazhi_check.cli.usage_error import UsageError, choose, chosen
from fazhi_check.cli.values import (
    DEFAULT_PLAN,
    broken_file,
    read_choice,
    read_day,
    read_folder,
    read_judge,
    read_lang,
    read_phase,
    read_plan,
)
from fazhi_check.codes import OF_FILES
from fazhi_check.examine import Checker
from fazhi_check.findings import named_by, selection
from fazhi_check.gate import DEFAULT_FAIL_ON, UnknownVerdict, parse_fail_on
from fazhi_check.plan.select import ALL, Choice
from fazhi_check.reports import BRIEF, COUNTING, STREAMED
from fazhi_check.reports.view import View
from fazhi_check.sanitize import clean
from fazhi_check.source.files import STDIN
from fazhi_check.source.limits import DEFAULT, Limits, parse_limit
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.source.walk import Walker
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from fazhi_check.cli.settings import Settings
    from fazhi_check.plan.model import Plan
    from fazhi_check.round.baseline import Baseline
    from fazhi_check.round.course import Course
    from fazhi_check.round.standard.standards import Standards
    from fazhi_check.round.waivers import Ledger


class Resolved(NamedTuple):
    """What was given, the same with the run's settings taken in, the paths to check, and those settings.

    The run's settings say what holds for all files: language, folders. Each file is judged by its own.
    """

    given: Options
    options: Options
    paths: tuple[str, ...]
    lang: Lang
    settings: Settings | None
    finder: Finder


class Part(NamedTuple):
    """Files that are judged alike: how, what fails the gate, and the file of settings that says so."""

    files: list[str]
    checker: Checker
    fail_on: frozenset[str]
    settings: str | None


class Setup(NamedTuple):
    """A run made ready: all files in order and the parts they make, what to write where, the run's settings."""

    files: list[str]
    parts: list[Part]
    view: View
    output: list[tuple[str, str]]
    settings: str | None
    jobs: int | None
    passed_over: int = 0  # files that were found, but are excluded or belong to the set-up
    aside: bool = False  # whether details of files are put aside, since no format holds those of several at once


def resolve(paths: Sequence[str], given: Options) -> Resolved:
    """Return what is asked for once the settings have filled in what was not given. Raises UsageError."""
    listed = _listed(paths, given)
    wanted = (*paths, *listed)
    if given.config:
        refuse_absent((given.config,))
    finder = Finder(given)
    path = finder.of_run(wanted)
    settings = _read_settings(path) if path else None
    options = settled(given, settings) if settings else given
    if not wanted and given.files_from is None and settings:
        wanted = settings.value("folders") or ()
    return Resolved(given, options, tuple(wanted), read_lang(options.lang), settings, finder)


def _listed(paths: Sequence[str], given: Options) -> list[str]:
    if given.files_from is None:
        return []
    if given.files_from == STDIN and STDIN in paths:
        raise UsageError(
            "标准输入不能既是填报又是 --files-from 的清单",
            "Standard input cannot be a submission and the list of paths",
        )
    return listed_in(given.files_from)


def prepare(resolved: Resolved, skip: str | None = None) -> Setup:
    """Return the run made ready; `skip` is no submission even where a folder holds it. Raises UsageError."""
    try:
        return _prepared(resolved, skip)
    except UsageError as error:
        error.lang = resolved.lang
        raise


def with_format(options: Options) -> Options:
    """Return the options with the one format that counts by code, where that is asked for. Raises UsageError."""
    if not options.statistics:
        return options
    if "format_" not in options.given:
        return options.replace(format_=COUNTING)
    if options.format_ != COUNTING and not any(one.startswith(f"{COUNTING}:") for one in options.output):
        raise UsageError(
            f"--statistics 只用于 -f {COUNTING}，不能与 -f {options.format_} 一起用",
            f"--statistics goes with -f {COUNTING}, not with -f {options.format_}",
        )
    return options


def _prepared(resolved: Resolved, skip: str | None) -> Setup:
    options, settings = resolved.options, resolved.settings
    show_all = chosen(options.show, OPTIONS["show"]) == "all"
    color, marks = chosen(options.color, OPTIONS["color"]), chosen(options.marks, OPTIONS["marks"])
    view = View(resolved.lang, show_all, _gate(options), color, marks, statistics=options.statistics)
    view = view._replace(sample=_sample(options.sample), replace=options.anew, sort=_sort(options.sort))
    if options.letter or options.template:
        view = _with_papers(view, options, settings)
    read_format(options.format_)
    output = [read_output(written) for written in options.output]
    if not options.round:
        _refuse_reviews(output)
    formats = {name for name, _ in output} | (set() if options.quiet else {options.format_})
    parts = _Parts(resolved, brief=formats <= BRIEF)
    if not resolved.paths and options.files_from is None:
        raise UsageError(
            "缺少 PATH：写出要检查的文件或文件夹，或在配置里写 folders。用法见 fazhi-check --help",
            "PATH is missing: name files or folders, or set folders in the settings. See fazhi-check --help",
        )
    _refuse_absent_paths(resolved)
    reports = {os.path.realpath(path) for _, path in output if path != STDIN}
    walker = Walker(not options.no_gitignore, reports, None if options.quiet else _teller(resolved.lang))
    walked = list(walker.files(resolved.paths))
    made = parts.of(walked, skip)
    left = {path for part in made for path in part.files}
    files = [path for path in walked if path in left]
    # A sheet of reviews is brought up to date: it may be read and written.
    _keep_inputs([*files, *parts.used], [one for one in output if one[0] != "reviews" or one[1] not in options.reviews])
    passed_over = len(walked) - len(files)
    # What points rest on is asked for once all files are in.
    aside = len(files) >= _MANY and formats <= BRIEF | STREAMED and not options.standard
    return Setup(files, made, view, output, settings and settings.path, _jobs(options.jobs), passed_over, aside)


def _with_papers(view: View, options: Options, settings: Settings | None) -> View:
    """Return a view with what is given for papers, a template of the settings that is not there with its place.

    Raises UsageError.
    """
    from fazhi_check.cli.papers import read_given, read_templates

    if settings and "template" in settings.values:
        with _in_settings(settings, "template"):
            read_templates(settings.value("template"))
    return view._replace(given=read_given(options.letter), templates=read_templates(options.template))


# Files of which it pays to put the details aside.
_MANY = 200


def _teller(lang: Lang) -> Callable[[str, Text], None]:
    """Return what says on standard error which file was passed over, and why."""

    def tell(path: str, why: Text) -> None:
        print(clean(Text(f"{path}：{why.zh}", f"{path}: {why.en}").say(lang)), file=sys.stderr)

    return tell


def _refuse_absent_paths(resolved: Resolved) -> None:
    """Refuse paths that do not exist, those of the settings with their place. Raises UsageError."""
    settings = resolved.settings
    folders = settings.values.get("folders") if settings else None
    if settings and folders and folders.value is resolved.paths:
        with _in_settings(settings, "folders"):
            refuse_absent(resolved.paths)
    else:
        refuse_absent(resolved.paths)


def _gate(options: Options) -> frozenset[str]:
    return DEFAULT_FAIL_ON if options.fail_on is None else read_fail_on(options.fail_on)


class _Parts:
    """Makes the parts of a run; what several of them name is read once.

    `used` are the files that the run is set up with. What the run's own settings say is refused before any file is
    looked for.
    """

    def __init__(self, resolved: Resolved, brief: bool) -> None:
        self._given, self._run, self._brief = resolved.given, resolved.settings, brief
        self._finder = resolved.finder
        self._lists: dict[str, Any] = {}
        self._checker = self._checker_of(resolved.options, resolved.settings)
        self._options = resolved.options
        self.used: set[str] = set()

    def of(self, files: Sequence[str], skip: str | None) -> list[Part]:
        """Return the parts that files make; `skip` is no submission. Raises UsageError."""
        own = self._run.path if self._run else None
        parts = []
        for path, members in (grouped(files, self._finder) or {own: []}).items():
            settings = self._run if path == own else _read_settings(path) if path else None
            options = self._options if path == own else settled(self._given, settings) if settings else self._given
            options = self._in_the_round(options)
            checker = self._checker if path == own else self._checker_of(options, settings)
            configured = _configured(options, skip)
            self.used |= {*configured, *([path] if path else []), *(checker.course.inputs if checker.course else ())}
            base = os.path.dirname(path) if path and "exclude" not in self._given.given else os.curdir
            left = Excluded(configured, exclusion(options, base or os.curdir)).rest(members)
            parts.append(Part(left, checker, _gate(options), path))
        return parts

    def _in_the_round(self, options: Options) -> Options:
        """Return a part's options with the run's round, earlier reports and standards: these are of all files.

        Raises UsageError.
        """
        whole = self._options
        if options.round and whole.round and os.path.realpath(options.round) != os.path.realpath(whole.round):
            raise UsageError(
                f"一次检查只能对照一次调度，配置里写了两个：{whole.round}、{options.round}",
                f"One check is held against one round, and the settings name two: {whole.round}, {options.round}",
            )
        return options.replace(round=whole.round, since=whole.since, standard=whole.standard)

    def _checker_of(self, options: Options, settings: Settings | None) -> Checker:
        if settings:
            _refuse_broken(settings, options)
        checker = read_checker(options, self._lists)
        # What changed, and what points rest on, is told of lines.
        checker.brief = self._brief and checker.course is None and checker.standards is None
        return checker


def _refuse_reviews(output: Iterable[tuple[str, str]]) -> None:
    """Refuse to write a sheet of reviews without a round. Raises UsageError."""
    path = next((path for name, path in output if name == "reviews"), None)
    if path is not None:
        raise UsageError(
            f"-o reviews:{path} 要和 --round 一起用：核定单列的是一次调度",
            f"-o reviews:{path} goes with --round: a sheet of reviews is of a round",
        )


def _sort(written: str | None) -> str:
    return "" if written is None else chosen(written, OPTIONS["sort"])


def _sample(written: str | None) -> int:
    """Return how many tasks are drawn; none where nothing is given."""
    if written is None:
        return 0
    if not (written.isascii() and written.isdecimal() and 1 <= int(written) <= 100_000):
        raise UsageError(
            f"--sample 是要抽查的项数，写正整数，不是“{written}”", f"--sample is a number of tasks, not {written}"
        )
    return int(written)


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


def _read_settings(path: str) -> Settings:
    from fazhi_check.cli.settings import BrokenSettings, read_settings

    try:
        return read_settings(path)
    except BrokenSettings as broken:
        raise broken_file(broken) from None


def _refuse_broken(settings: Settings, options: Options) -> None:
    """Refuse a setting in force that cannot be used, with its place in the file. Raises UsageError."""
    for name in (
        "plan",
        "round",
        "since",
        "reviews",
        "standard",
        "waivers",
        "exclude",
    ):  # a list of known findings may be still to be written
        setting = settings.values.get(name)
        if setting is None or getattr(options, name) != setting.value:
            continue
        with _in_settings(settings, name):
            check_options(Options(**{name: setting.value}))


@contextmanager
def _in_settings(settings: Settings, name: str) -> Iterator[None]:
    """Tell a setting that cannot be used with its place in the file."""
    try:
        yield
    except UsageError as error:
        at = f"{settings.path}{settings.values[name].place.at} {SETTINGS[name].key}"
        raise UsageError(f"{at}：{error.text.zh}", f"{at}: {error.text.en}") from None


# What is given of these one by one stands above the settings, which hold for the rest.
_TOGETHER = ("letter", "template")


def settled(given: Options, settings: Settings) -> Options:
    """Return the options with the settings of a file wherever nothing was given."""
    fresh: dict[str, Any] = {}
    for name, option in SETTINGS.items():
        value = settings.value(name)
        if value is not None and name in _TOGETHER:
            fresh[name] = (*value, *getattr(given, name))
        elif value is not None and name in RUN and name not in given.given:
            fresh[name] = ",".join(value) if option.kind == "verdicts" else value
    return given.replace(**fresh)


def check_options(options: Options) -> None:
    """Refuse values of options that cannot be used, without reading what the files they name say. Raises UsageError."""
    read_limits(options.limit)
    if options.plan:
        read_folder(options.plan)
    lists = (options.round, *options.since, *options.reviews, *options.standard, options.waivers, options.known)
    refuse_absent([path for path in lists if path])
    read_codes(options.select, "--select")
    read_codes(options.ignore, "--ignore")
    if options.fail_on is not None:
        read_fail_on(options.fail_on)
    exclusion(options, os.curdir)


def read_checker(options: Options, lists: dict[str, Any], plan: Plan | None = None) -> Checker:
    """Return what files are checked against, for which day or phase, and what is let pass.

    `lists` has the lists read so far by their paths, so that one that several name is one; `plan` is one that is at
    hand. Raises UsageError.
    """
    if options.as_of and options.phase:
        raise UsageError("--as-of 和 --phase 不能同时使用", "--as-of and --phase cannot be used together")
    checker = Checker(read_judge(options.plan) if options.plan else plan, phase=options.phase)
    checker.as_of = read_day(options.as_of, "--as-of") if options.as_of else None
    if checker.plan and options.phase:
        checker.phase = read_phase(options.phase, checker.plan)
    checker.choice = _choice(options)
    checker.selection = selection(read_codes(options.select, "--select"), read_codes(options.ignore, "--ignore"))
    for name, path, read in (("waivers", options.waivers, _waivers), ("known", options.known, _baseline)):
        if path is not None and f"{name} {path}" not in lists:
            lists[f"{name} {path}"] = read(path)
    checker.waivers, checker.baseline = lists.get(f"waivers {options.waivers}"), lists.get(f"known {options.known}")
    checker.limits = read_limits(options.limit)
    if options.round or options.since or options.reviews or options.sample:
        checker.course = _course(options, lists)
        if checker.course and checker.course.round and not checker.plan:
            read_judge(checker.course.plan)  # what does not exist is said before any file is read
    if options.standard:
        checker.standards = _standards(options, checker, lists)
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
    """Return the real paths of what a run is set up with: in a folder they are no submissions.

    A folder of earlier reports may be that of the submissions too.
    """
    lists = (options.round, *options.since, *options.reviews, *options.standard, options.waivers, options.known)
    named = (options.plan, *lists, options.config, skip)
    folders = {path for path in options.since if os.path.isdir(path)}
    return {os.path.realpath(path) for path in named if path and path not in folders and os.path.exists(path)}


def _choice(options: Options) -> Choice:
    """Return the choice, its names checked against the plan in use (the shipped one where files name their own)."""
    section, group, lead, field = options.section, options.group, options.lead, options.field
    if not (section or group or lead or field):
        return ALL
    return read_choice(read_plan(options.plan or DEFAULT_PLAN), section, group, lead, field=field)


def read_codes(written: tuple[str, ...], option: str) -> tuple[str, ...]:
    """Return the codes or prefixes of comma-separated lists."""
    listed = ",".join(written).replace("，", ",").split(",")
    codes = tuple(code.strip().upper() for code in listed if code.strip())
    for code in codes:
        if named_by([code]).isdisjoint(OF_FILES):
            choose(code, OF_FILES, option)
    return codes


def _course(options: Options, lists: dict[str, Any]) -> Course | None:
    from fazhi_check.cli.course import read_course

    known_by = f"course {options.round} {options.since} {options.reviews}"
    if known_by not in lists:
        refuse_absent([path for path in (options.round, *options.since, *options.reviews) if path])
        lists[known_by] = read_course(options)
    return cast("Course | None", lists[known_by])


def _standards(options: Options, checker: Checker, lists: dict[str, Any]) -> Standards:
    from fazhi_check.cli.standards import read_standards

    known_by = f"standards {options.standard} {options.plan} {options.round}"
    if known_by not in lists:
        refuse_absent(options.standard)
        lists[known_by] = read_standards(options.standard, checker)
    return cast("Standards", lists[known_by])


def _waivers(path: str) -> Ledger:
    from fazhi_check.round.waivers import read_waivers

    refuse_absent((path,))
    return read_waivers(path)


def _baseline(path: str) -> Baseline:
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
    absent = [path for path in paths if not named(path)]
    if absent:
        shown = [clean(path) for path in absent]
        raise UsageError("找不到：" + "、".join(shown), f"No such file or folder: {', '.join(shown)}")
