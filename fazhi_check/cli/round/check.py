"""`round check`: what came back is checked with everything in the folder; page, ledger and report are written in one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fazhi_check.cli.notes import note
from fazhi_check.cli.options import Options
from fazhi_check.cli.round.folder import PAGE, RESULTS, REVIEWS, RoundFolder
from fazhi_check.cli.round.frozen import changes
from fazhi_check.cli.round.judging import Judged, judged
from fazhi_check.cli.round.told import Wrong, about, idle_rows, wrong_in
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.digest.words import superseded_by
from fazhi_check.round.later import unanswered_called
from fazhi_check.source.step import Content, write_step
from fazhi_check.words import Text


def check(folder: RoundFolder, plan: str | None, options: Options) -> int:
    """Check a round and write its result; return the exit code of the gate. Raises UsageError."""
    found = judged(folder, plan, options)
    files = {f"{RESULTS}/{name}": content for name, content in found.files().items()}
    changed = list(changes(folder))
    left = _take(folder, files, found)
    found.show()
    if options.open:
        from fazhi_check.cli.page import show_page

        show_page(folder.at(RESULTS, PAGE), found.setup.view.lang, options.quiet)
    lang = found.setup.view.lang
    for text in changed:
        note(text, lang)
    if left:
        note(left, lang)
    if not options.quiet:
        written = "、".join(folder.at(name) for name in (*files, *(() if left else (REVIEWS,))))
        wrong = wrong_in(found.report)
        for text in (
            *_told(found, wrong),
            Text(f"已写出：{written}", f"written: {written}"),
            _next(folder, found, wrong),
        ):
            note(text, lang)
    return found.report.exit_code


def _told(found: Judged, wrong: Wrong) -> Iterator[Text]:
    """Yield what is to be looked at: files that do not count or are blank, rows that do nothing, every error."""
    old = (one for one in found.report.files if one.superseded)
    yield from (about(one.shown_path, superseded_by(one.newer)) for one in old)
    yield from found.notes
    yield from idle_rows(found.report)
    if found.later:
        yield found.later
    if found.objections:
        yield unanswered_called(found.objections)
    if wrong.number:
        yield Text(f"文件错误 {wrong.number} 处：", f"errors in the files: {wrong.number}")
    yield from wrong.lines


def _next(folder: RoundFolder, found: Judged, wrong: Wrong) -> Text:
    """Return what to do after a check: correct what is wrong, settle what is open, then write papers and freeze."""
    path = folder.path
    if wrong.number:
        return Text(
            f"改好存盘，再核对一次：fazhi-check round check {path}",
            f"Correct and save these, then check again: fazhi-check round check {path}",
        )
    if found.report.waiting:
        return Text(
            f"下一步：在 {folder.at(REVIEWS)} 里填核定意见，存盘，再核对一次；核定完了，运行 fazhi-check round papers {path}",
            f"Next: settle what is open in {folder.at(REVIEWS)}, save it and check again; then fazhi-check round papers {path}",
        )
    return Text(
        f"下一步：fazhi-check round papers {path} 写文书；定了以后，fazhi-check round freeze {path}",
        f"Next: fazhi-check round papers {path}; once all is settled, fazhi-check round freeze {path}",
    )


def _take(folder: RoundFolder, files: Mapping[str, Content], found: Judged) -> Text | None:
    """Write the result and the sheet of reviews; where that cannot be brought up to date, say why and leave it.

    Raises UsageError.
    """
    try:
        try:
            write_step(folder.path, {**files, REVIEWS: found.reviews(folder.at(REVIEWS))})
        except UsageError as refused:
            write_step(folder.path, files)
            return refused.text
    except OSError as error:
        raise unwritten(str(error.filename2 or error.filename or folder.path), error) from None
    return None
