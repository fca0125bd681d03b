"""`round check`: what came back is checked with everything in the folder; page, ledger and report are written in one step."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_check.cli.notes import note
from fazhi_check.cli.options import Options
from fazhi_check.cli.round.folder import PAGE, RESULTS, REVIEWS, RoundFolder
from fazhi_check.cli.round.frozen import changes
from fazhi_check.cli.round.judging import Judged, judged
from fazhi_check.cli.usage_error import UsageError, unwritten
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
        written = "、".join(folder.at(name) for name in files)
        note(Text(f"已写出：{written}", f"written: {written}"), lang)
    return found.report.exit_code


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
