"""The main job: check every path, write every report that was asked for, return the gate's exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from operator import itemgetter
from typing import TYPE_CHECKING, TextIO

from fazhi_check.cli.notes import note, tell, watched
from fazhi_check.cli.options import OPTIONS, Options
from fazhi_check.cli.prepare import Setup, prepare, resolve, with_format
from fazhi_check.cli.terminal import drop_output, utf8_output
from fazhi_check.cli.usage_error import UsageError, bad_history, bad_standards, not_allowed, unwritten
from fazhi_check.examine import Checker, UnknownPhase, gather
from fazhi_check.findings import BadFile, Clash
from fazhi_check.gate import decide
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports import BOOKS, FOLDERS, FROM_TOP, SCREEN, binder, filer, renderer
from fazhi_check.reports.view import View
from fazhi_check.source.files import STDIN
from fazhi_check.source.output import Content, write_whole
from fazhi_check.words import Lang, Text
from fazhi_check.workers import examined, jobs_for

if TYPE_CHECKING:
    from fazhi_check.digest.run import Digest
    from fazhi_check.round.report import RoundReport


def run_check(paths: Sequence[str], options: Options) -> int:
    """Check every path and print one report; return the exit code of the gate. Raises UsageError."""
    options = with_format(options)
    resolved = resolve(paths, options)
    options, setup = resolved.options, prepare(resolved)
    if (options.letter or options.template) and not options.quiet:
        from fazhi_check.cli.papers import tell_unused

        tell_unused(setup.view, {name for name, _ in setup.output}, options.given)
    try:
        report = report_on(setup, options)
        if report.round and not options.quiet:
            _note_later(report.round, setup.view.lang)
        found = digested(report, setup.view.fail_on)
        for name, path in setup.output:
            write(found, name, path, setup.view)
        page = _page(found, setup, resolved.paths) if options.open else None
    except UsageError as error:
        error.lang = setup.view.lang
        raise
    if not options.quiet:
        show(found, options.format_, setup.view, setup.passed_over)
    if page:
        from fazhi_check.cli.page import show_page

        show_page(page, setup.view.lang, options.quiet)
    return found.exit_code


def _note_later(stands: RoundReport, lang: Lang) -> None:
    """Say which rows of a round wait for the next one."""
    from fazhi_check.round.later import later_rows

    said = later_rows(stands)
    if said:
        note(said, lang)


def _page(found: Digest, setup: Setup, paths: Sequence[str]) -> str:
    """Return the path of the page to open: the one that is written anyway, else one more."""
    from fazhi_check.cli.page import keep_page

    asked = [path for name, path in setup.output if name == "html" and os.path.isfile(path)]
    return asked[0] if asked else keep_page(_laid_out(found, "html", setup.view), paths, setup.view.lang)


def digested(report: Report, fail_on: frozenset[str]) -> Digest:
    """Return the digest of a run."""
    # Loaded after the work is handed out: other processes are at it meanwhile.
    from fazhi_check.digest.run import digest

    return digest(report, fail_on)


def report_on(setup: Setup, options: Options) -> Report:
    """Return the report of a run, with the exit code of its gate. Raises UsageError."""
    say_all = options.verbose and not options.quiet
    if say_all:
        tell(setup)
    found = watched(_examined(setup, options), len(setup.files), setup.view.lang, say_all, options.quiet)
    report = _gather(found, setup)
    for text in () if options.quiet else _on_points(setup.parts[0].checker):
        note(text, setup.view.lang)
    report.exit_code = decide(report, setup.view.fail_on)
    return report


def _on_points(checker: Checker) -> list[Text]:
    """Return what is to be known of points beside a report: rows that nobody used, units without a standard."""
    if checker.standards:
        return checker.standards.notes
    rows = len(checker.course.round.entered) if checker.course and checker.course.round else 0
    unused = Text(
        f"这次调度有计分录入 {rows} 行，没有用上：用 --standard 给出测评标准",
        f"the round has {rows} rows of points that are not used: give the standard by --standard",
    )
    return [unused] if rows else []


def _examined(setup: Setup, options: Options) -> Iterator[FileReport]:
    """Yield the report of every file, part by part."""
    for part in setup.parts:
        own = None if part.fail_on == setup.view.fail_on else part.fail_on
        for one in examined(
            part.files,
            part.checker,
            jobs_for(part.files, setup.jobs),
            meanwhile=lambda: renderer(options.format_),
            alone=None if options.quiet else lambda: note(_ALONE, setup.view.lang),
        ):
            one.fail_on = own
            yield one


def _gather(found: Iterable[FileReport], setup: Setup) -> Report:
    try:
        if len(setup.parts) > 1:
            places = {path: number for number, path in enumerate(setup.files)}
            order = [places[path] for part in setup.parts for path in part.files]
            found = [one for _, one in sorted(zip(order, found, strict=True), key=itemgetter(0))]
        return gather(found, *(part.checker for part in setup.parts), aside=_aside(setup))
    except Clash as clash:
        raise bad_standards(clash) from None
    except BadFile as bad:
        raise bad_history(bad) from None
    except UnknownPhase as unknown:
        titles = [text.zh for text in unknown.phases.values()]
        raise not_allowed(unknown.phase, unknown.phases, OPTIONS["phase"].flag, titles) from None


def _aside(setup: Setup) -> Callable[[FileReport], None] | None:
    """Return what puts the details of a file aside, where that is wanted and they are not gone already."""
    if not setup.aside or any(part.checker.brief for part in setup.parts):
        return None
    from fazhi_check.spool import Spool

    return Spool().put


def show(report: Digest, format_: str, view: View, passed_over: int = 0) -> None:
    """Print a report on standard output; where it has no file, say so, and how many were `passed_over`."""
    try:
        _lay_out(report, format_, sys.stdout if format_ in SCREEN else utf8_output(), view)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()  # whoever read the report has seen enough; the outcome stands
    if not report.files:
        print_nothing(view.lang, passed_over)


def _lay_out(report: Digest, name: str, out: TextIO, view: View) -> None:
    """Lay a report out, for a service with the top of the repository that its paths are counted from."""
    if name in FROM_TOP:
        from fazhi_check.cli.repository import root_of

        view = view._replace(root=root_of([one.path for one in report.files], os.environ))
    renderer(name).render(report, out, view)


def print_nothing(lang: Lang, passed_over: int = 0) -> None:
    """Say that there was no file to check, and how many files were passed over for --exclude or the set-up."""
    zh = f"；按 --exclude 或配置跳过了 {passed_over} 个" if passed_over else ""
    en = f"; {passed_over} passed over, excluded or used for the set-up" if passed_over else ""
    print(Text(_NOTHING.zh + zh, _NOTHING.en + en).say(lang), file=sys.stderr)


def write(report: Digest, name: str, path: str, view: View) -> None:
    """Write a report to a file in one step, so that a failed run leaves none. Raises UsageError."""
    if name == "reviews":
        from fazhi_check.cli.reviews import write_reviews

        write_reviews(report, path, view)
        return
    if name in BOOKS or name in FOLDERS:
        from fazhi_check.cli.papers import refuse_edited, tell_letters, told_mistakes, write_folder

        with told_mistakes():
            if name in FOLDERS:
                write_folder(path, filer(name).render(report, view), view)
                if name == "letters":
                    tell_letters(report, view)
            else:
                if name == "bulletin":
                    refuse_edited(path)
                save(path, binder(name).render(report, view))
        return
    if path == STDIN:  # as an output it is standard output
        utf8_output().write(_laid_out(report, name, view))
    else:  # a nation's report is never held as a text
        save(path, lambda out: _lay_out(report, name, out, view._replace(color="never")))


def _laid_out(report: Digest, name: str, view: View) -> str:
    """Return a report as a text, without colours."""
    out = StringIO()
    _lay_out(report, name, out, view._replace(color="never"))
    return out.getvalue()


def save(path: str, content: Content) -> None:
    """Write a file in one step. Raises UsageError."""
    try:
        write_whole(path, content)
    except BrokenPipeError:
        return  # whoever reads the stream has seen enough
    except OSError as error:
        raise unwritten(path, error) from None


_ALONE = Text(
    "这台机器不能再开进程，改用一个进程检查：结果一样，只是慢一些（可写 --jobs 1）",
    "This machine gives no further process: one does it all, with the same result, only slower (see --jobs 1)",
)
_NOTHING = Text(
    "没有找到可检查的文件（.xlsx、.xlsm、.yaml、.yml、.json）",
    "Nothing to check: no .xlsx, .xlsm, .yaml, .yml or .json file found",
)
