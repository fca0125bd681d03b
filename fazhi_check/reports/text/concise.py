"""One line for each finding and flagged verdict, as linters print them: path:line:column: CODE what is wrong.

Editors and hooks make places to jump to of such lines. What is missing in a file is one line unless everything is asked
for. How the run ended closes, after the counts by code where they are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from fazhi_check.codes import OF_VERDICT
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, KNOWN, NO_FILE
from fazhi_check.findings import Place
from fazhi_check.reports.text.page import Page
from fazhi_check.reports.text.screen import screen
from fazhi_check.reports.view import View
from fazhi_check.words import GATES, Lang, Text

_MISSING = OF_VERDICT["missing"]


class _Told(NamedTuple):
    """One line: what stands where, under its code, or the verdict's name where that has none."""

    place: Place | None
    code: str
    said: str

    def after(self, path: str) -> str:
        """Return it as it follows a path."""
        return f"{path}{self.place.at if self.place else ''}: {self.code} {self.said}"


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write what was found, in the order of files and places."""
    page = Page(screen(out, "never", gather=True), view)
    counts: Counter[str] = Counter()
    for one in digest.files:
        told = _told(one, view)
        counts.update(line.code for line in told)
        for line in told if view.show_all else _folded(told, one.tally.past, view.lang):
            page.emit(line.after(one.shown_path))
        dates = [one.dated] if one.dated and one.reported_apart else []
        for aside in [*dates, *([one.nothing] if one.empty else []), *one.asides.values()]:
            page.emit(f"{one.shown_path}: {page.say(aside)}")
    if not digest.files:
        page.emit(page.say(NO_FILE))
    if view.statistics:
        for text in _statistics(counts, view.lang):
            page.emit(text)
    if digest.round:
        from fazhi_check.digest.round.head import told_in_a_line

        page.emit(page.say(told_in_a_line(digest.round)))
    submissions = [one for one in digest.files if one.is_submission]
    end = digest if digest.several or not submissions else submissions[0]
    page.emit(page.say(end.conclusion.line))
    page.screen.flush()


def _told(one: FileDigest, view: View) -> list[_Told]:
    """Return what is told of a file in the order of places; what was known before only where all is asked for."""
    found = [_finding(each, view.lang) for each in one.findings if view.show_all or not each.known]
    spoken = {each.target for each in one.findings}
    # Every other flagged verdict is a finding too, unless its code was not asked for.
    bare = [line for line in one.lines if line.flagged and line.verdict not in OF_VERDICT]
    found += [_verdict(line, view.lang) for line in bare if line.target not in spoken]
    found += [_verdict(line, view.lang)._replace(code="slow") for line in one.slow_lines]
    return sorted(found, key=lambda told: told.place or Place(0, 0))


def _finding(each: FindingDigest, lang: Lang) -> _Told:
    known = f"{KNOWN.say(lang)}{COLON.say(lang)}" if each.known else ""
    return _Told(each.place, each.code, known + each.said(lang))


def _verdict(line: Line, lang: Lang) -> _Told:
    return _Told(line.place, line.verdict, f"{line.target} {line.title.say(lang)}{COLON.say(lang)}{line.said(lang)}")


def _folded(told: list[_Told], past: int, lang: Lang) -> Iterator[_Told]:
    """Yield the lines with those of missing targets as one, at the first of them; `past` of these are past due."""
    missing = [line for line in told if line.code == _MISSING]
    number = len(missing)
    zh, en = (f"（其中时限已过 {past}）", f" ({past} past due)") if past else ("", "")
    fold = Text(f"未填报 {number} 项{zh}，--show all 逐项列出", f"{number} targets missing{en}: --show all lists them")
    for line in told:
        if line.code != _MISSING or number == 1:
            yield line
        elif line is missing[0]:
            yield line._replace(said=fold.say(lang))


def _statistics(counts: Counter[str], lang: Lang) -> Iterator[str]:
    """Yield a line for each code that was found, the most frequent first: how often, and what it stands for."""
    from fazhi_check.rules.book import BOOK

    for code, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        named = GATES[code].say(lang) if code in GATES else BOOK[code].title(lang)
        yield f"{number:>6} {code} {named}"
