"""Which files the paths of a run name: folders are walked, wildcards filled in, and each file stands once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from fazhi_check.source.files import STDIN, is_sheet
from fazhi_check.source.ignored import IGNORE_FILE, Stack, above, absolute, ignored, patterns_in
from fazhi_check.source.limits import DEFAULT
from fazhi_check.words import Text

SUFFIXES = (".yaml", ".yml", ".json", ".xlsx", ".xlsm")
# Workbooks that cannot be read: one in a folder may be what a unit sent.
_OTHER_SHEETS = (".xls", ".xlsb", ".et", ".ods", ".numbers")
# Workbooks of ours that are no submissions, by their kind.
_NO_SUBMISSIONS: Mapping[str, Text] = {
    "ledger": Text("这是输出的台账，不是填报，没有检查", "it is a result ledger, no submission: not checked"),
    "round": Text(
        "这是一次调度的台账，不是填报，没有检查；用 --round 给出",
        "it is the register of a round, no submission: not checked; give it by --round",
    ),
    "reviews": Text("这是核定单，不是填报，没有检查", "it is a sheet of reviews, no submission: not checked"),
}
_SAVED_OTHERWISE = Text(
    "没有检查：不是 .xlsx；是填报的，用 Excel 或 WPS 打开，另存为 .xlsx",
    "not checked: it is no .xlsx; if it is a submission, open it in a spreadsheet program and save it as .xlsx",
)
# Copies that office programs keep beside an open file.
_PASSING = (".", "~$")


class Walker(NamedTuple):
    """How folders are walked: `gitignore` passes over what such files name.

    `outputs` are the real paths of the reports of this run: an earlier one that lies there is passed over as well.
    `tell` is told of what is passed over that somebody may have meant to be checked, with the reason: result ledgers,
    also where they are named themselves, and what other spreadsheet programs wrote.
    """

    gitignore: bool = True
    outputs: Collection[str] = ()
    tell: Callable[[str, Text], object] | None = None

    def files(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield the files that paths name, in order, each once under the first of its names.

        A folder stands for every submission file below it, in order of name; hidden entries, what `.gitignore` names
        and our own reports are passed over. A link to a folder is not followed, so that a loop of links ends. A path
        that does not exist and has wildcards stands for what it fits, as a shell would have it.
        """
        seen: set[object] = set()
        for path in paths:
            for found in self._named(path):
                one = _identity(found)
                if one not in seen:
                    seen.add(one)
                    if not self._is_no_submission(found):
                        yield found

    def _is_no_submission(self, path: str) -> bool:
        """Tell whether a file is a workbook of ours that is never read as a submission, such as a result ledger."""
        why = _NO_SUBMISSIONS.get(kind_of_book(path) or "") if is_sheet(path) else None
        if why:
            self._pass_over(path, why)
        return why is not None

    def _pass_over(self, path: str, why: Text) -> None:
        if self.tell:
            self.tell(path, why)

    def _named(self, path: str) -> Iterator[str]:
        if path == STDIN:
            yield path
        elif os.path.isdir(path):
            yield from self._below(path)
        elif not os.path.lexists(path) and has_wildcards(path):
            base = _before_wildcards(path)
            for found in fitting(path):
                if not self._passed_over(base, found):
                    yield from self._below(found) if os.path.isdir(found) else filter(self._wanted, [found])
        else:
            yield path

    def _passed_over(self, base: str, path: str) -> bool:
        """Tell whether a walk from a folder would not come to a path: its names, links and patterns are looked at."""
        folder = _Folder(base, absolute(base), above(base) if self.gitignore else ())
        inside = os.path.relpath(path, base).split(os.sep)
        for number, name in enumerate(inside, 1):
            stack = self._patterns(folder)
            here, whole = folder.inside(name)
            inner = number < len(inside) or os.path.isdir(here)
            if name.startswith(_PASSING) or (inner and os.path.islink(here)) or ignored(whole + "/" * inner, stack):
                return True
            folder = _Folder(here, whole, stack)
        return False

    def _patterns(self, folder: _Folder) -> Stack:
        own = patterns_in(folder.path) if self.gitignore else None
        return (*folder.stack, own) if own else folder.stack

    def _wanted(self, path: str) -> bool:
        """Tell whether a file that nobody named itself is to be checked."""
        if not path.lower().endswith(SUFFIXES) or not _ordinary(path):
            if path.lower().endswith(_OTHER_SHEETS):
                self._pass_over(path, _SAVED_OTHERWISE)
            return False
        return not (self._may_be_ours(path) and is_ours(path))

    def _may_be_ours(self, path: str) -> bool:
        return path.lower().endswith(".json") or (bool(self.outputs) and os.path.realpath(path) in self.outputs)

    def _below(self, folder: str) -> Iterator[str]:
        base = folder.replace(os.sep, "/").rstrip("/") or "/"
        closed: list[str] = []
        waiting = [_Folder(base, absolute(folder), above(folder) if self.gitignore else ())]
        while waiting:  # no recursion: folders may lie as deep as paths go
            folders, files = self._listed(waiting.pop(), closed)
            yield from filter(self._wanted, files)
            waiting.extend(reversed(folders))
        # A folder that cannot be listed may hold submissions: it is reported as unreadable, not passed over.
        yield from closed

    def _listed(self, folder: _Folder, closed: list[str]) -> tuple[list[_Folder], list[str]]:
        """Return the folders and files in a folder, by name; one that cannot be listed is noted as closed."""
        try:
            with os.scandir(folder.path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            closed.append(folder.path)
            return [], []
        has_patterns = any(entry.name == IGNORE_FILE for entry in found)
        stack = self._patterns(folder) if has_patterns else folder.stack
        folders: list[_Folder] = []
        files: list[str] = []
        for entry in found:
            if entry.name.startswith(_PASSING):
                continue
            path, whole = folder.inside(entry.name)
            inner = entry.is_dir(follow_symlinks=False)
            if stack and ignored(whole + "/" * inner, stack):
                continue
            if not inner:
                files.append(path)
            else:
                folders.append(_Folder(path, whole, stack))
        return folders, files


class _Folder(NamedTuple):
    """A folder as it is named, its absolute path, and the patterns in force in it."""

    path: str
    absolute: str
    stack: Stack

    def inside(self, name: str) -> tuple[str, str]:
        """Return an entry's path and its absolute path."""
        return f"{self.path.rstrip('/')}/{name}", f"{self.absolute.rstrip('/')}/{name}"


def has_wildcards(path: str) -> bool:
    """Tell whether a path may stand for others."""
    return any(sign in path for sign in "*?[")


def fitting(pattern: str) -> list[str]:
    """Return what a path with wildcards fits, by name; ** stands for any number of folders."""
    import glob

    return sorted(found.replace(os.sep, "/") for found in glob.glob(pattern, recursive=True))


def _before_wildcards(pattern: str) -> str:
    """Return the folder above the first wildcard."""
    while has_wildcards(pattern):
        pattern = os.path.dirname(pattern)
    return pattern or os.curdir


def _identity(path: str) -> object:
    """Return what is the same of a file whatever it is called."""
    if path == STDIN:
        return path
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return absolute(path)
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(path)


def _ordinary(path: str) -> bool:
    """Tell whether a folder's entry is worth opening: a file, or a broken link that must be reported."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def kind_of_book(path: str) -> str | None:
    """Return which workbook of ours a file is (see structure.MARKS); None for another, or one that cannot be read."""
    from fazhi_check.source.workbook.structure import kind_of

    if not os.path.isfile(path):  # a pipe could be read only once
        return None
    try:
        with open(path, "rb") as stream:
            return kind_of(stream.read(DEFAULT.max_workbook + 1))
    except (OSError, ValueError):
        return None


def is_ours(path: str) -> bool:
    """Tell whether a file is a report that this program wrote, by its beginning."""
    if is_sheet(path):
        return kind_of_book(path) in _NO_SUBMISSIONS
    from fazhi_check.source.own import HEAD, is_own

    try:
        with open(path, encoding="utf-8-sig", errors="replace") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    return is_own(head) or head.strip() == "[]"  # a list for a service, with nothing in it
