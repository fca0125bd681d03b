"""What the steps of a round tell on the screen of what came back: what is wrong and where, what was not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from fazhi_check.cli.round.folder import HANDED_OUT, RESULTS, RoundFolder
from fazhi_check.codes import Severity
from fazhi_check.identity import identity
from fazhi_check.outcome import FileReport
from fazhi_check.round.later import unanswered_called
from fazhi_check.round.report import RoundReport
from fazhi_check.source.walk import Walker
from fazhi_check.words import Lang, Text

if TYPE_CHECKING:
    from fazhi_check.digest.run import Digest
    from fazhi_check.plan.model import Plan
    from fazhi_check.submission.records import Entry, Unit

_MOST: Final = 20


class _Said(Protocol):
    """What is listed of a finding."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def at(self) -> str:
        """Where it stands."""

    def message(self, lang: Lang) -> str:
        """Return what it says."""


class Wrong(NamedTuple):
    """The errors in the files of a run: the first of them, each as a line, and how many there are."""

    first: list[Text]
    number: int

    @property
    def lines(self) -> Iterator[Text]:
        """The lines, with how many more there are and where."""
        yield from self.first
        more = self.number - len(self.first)
        if more > 0:
            yield Text(f"其余 {more} 处见 {RESULTS}/", f"{more} more: see {RESULTS}/")


def wrong_in(report: Digest) -> Wrong:
    """Return what is wrong with the register, with reviews and with what came back, in this order: verdicts are no errors."""
    first: list[Text] = []
    for one in sorted(report.files, key=lambda file: file.is_submission):
        if one.tally.errors and len(first) < _MOST:
            first += [
                line_of(one.shown_path, found)
                for found in one.whole.findings
                if found.severity is Severity.error and not found.known and not found.repeats
            ]
    return Wrong(first[:_MOST], sum(one.tally.errors for one in report.files))


def idle_rows(report: Digest) -> Iterator[Text]:
    """Yield the rows of the register on problems that do nothing, for there is no such problem."""
    for one in report.files:
        if one.subject == "closings":
            yield from (line_of(one.shown_path, found) for found in one.whole.findings if found.code == "FZ606")


def left_open(report: Digest, objections: int) -> Text | None:
    """Return what of a round is still open: tasks not settled, objections, units that have not reported, errors; None where nothing is."""
    absent = [one.name for one in report.round.units if one.state == "not_submitted"] if report.round else []
    errors = wrong_in(report).number
    parts = [
        (
            report.waiting,
            Text(f"需核定的 {report.waiting} 项还没有核定", f"{report.waiting} that need review are not settled"),
        ),
        (objections, unanswered_called(objections)),
        (len(absent), Text(f"未报送 {len(absent)}（{'、'.join(absent)}）", f"not submitted: {', '.join(absent)}")),
        (errors, Text(f"文件错误 {errors} 处", f"{errors} errors in the files")),
    ]
    said = [text for number, text in parts if number]
    return Text("，".join(one.zh for one in said), "; ".join(one.en for one in said)) if said else None


def line_of(path: str, one: _Said) -> Text:
    """Return a finding as a line: file, cell, code, what is wrong."""
    return Text(*(f"{path}{one.at} {one.code} {one.message(lang)}" for lang in _LANGS))


_LANGS: Final[tuple[Lang, Lang]] = ("zh", "en")


def about(path: str, said: Text) -> Text:
    """Return what is to be said of a file as a line."""
    return Text(f"{path}：{said.zh}", f"{path}: {said.en}")


def unchanged(stands: RoundReport, folder: RoundFolder, filled: bool) -> Iterator[Text]:
    """Yield which of the files that count came back with nothing filled in, or as they were handed out.

    `filled` tells that these were handed out with what units had reported before.
    """
    handed = _Handed(folder, filled)
    for file in (one.file for one in stands.units if one.file):
        said = handed.unchanged(file)
        if said:
            yield about(file.path, said)


class _Handed:
    """The forms that were handed out, read when one of them is asked for."""

    def __init__(self, folder: RoundFolder, filled: bool) -> None:
        self._folder, self._filled = folder, filled
        self._entries: dict[object, Mapping[str, Entry]] | None = None

    def unchanged(self, file: FileReport) -> Text | None:
        """Return what is to be said of a file in which nobody has filled in anything; None of others."""
        whole = file.whole()
        if not whole.valid or whole.unit is None or whole.plan is None:
            return None
        if all(one.void for one in whole.entries.values()):
            return _BLANK
        return _SAME if self._filled and self._of(whole.unit, whole.plan) == whole.entries else None

    def _of(self, unit: Unit, plan: Plan) -> Mapping[str, Entry] | None:
        if self._entries is None:
            from fazhi_check.fill.last import submission_in

            forms = map(submission_in, Walker(gitignore=False).files([self._folder.at(HANDED_OUT)]))
            self._entries = {identity(one.unit, plan): one.entries for one in forms if one}
        return self._entries.get(identity(unit, plan))


_BLANK = Text("一项也没有填", "nothing is filled in")
_SAME = Text("与下发的表相同，没有改动", "the same as it was handed out")
