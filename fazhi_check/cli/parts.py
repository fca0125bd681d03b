"""Which settings judge which file: each is judged by the nearest that lies above it."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.cli.options import Options
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.findings import Finding
from fazhi_check.packaged import contents
from fazhi_check.source.errors import reason
from fazhi_check.source.files import STDIN, decode
from fazhi_check.source.ignored import BadPattern, Patterns, absolute, ignored, patterns_of
from fazhi_check.source.upward import find_settings
from fazhi_check.source.walk import fitting


class Finder:
    """Finds the file of settings that holds for a file or folder, as a reader would write its path.

    With `--config` it is always that one, with `--no-config` none.
    """

    def __init__(self, given: Options) -> None:
        self._own: str | None = given.config
        self._none: bool = given.no_config
        self._stdin: str = given.stdin_filename or os.curdir
        self._found: dict[str, str | None] = {}

    def of(self, path: str) -> str | None:
        """Return the settings of a path; those of standard input lie above the name it is given."""
        if self._own or self._none:
            return self._own
        named = self._stdin if path == STDIN else path
        start = named if os.path.isdir(named) else os.path.dirname(named) or os.curdir
        if start not in self._found:
            self._found[start] = _near(find_settings(start))
        return self._found[start]

    def of_run(self, paths: Iterable[str]) -> str | None:
        """Return the settings of a run over some paths as a whole: where they have several, the nearest from here."""
        starts = [_start(path) for path in paths] or [os.curdir]
        if any(_is_above(start) for start in starts):  # what is checked is all around
            starts.append(os.curdir)
        found = dict.fromkeys(one for start in starts if (one := self.of(start)))
        return min(found, key=_distance, default=None)


def _near(path: str | None) -> str | None:
    if path is None:
        return None
    from fazhi_check.cli.settings import near

    return near(path)


def _start(path: str) -> str:
    """Return where a path with wildcards begins: the folder above the first of them."""
    while path != STDIN and not os.path.lexists(path) and os.path.dirname(path) not in ("", path):
        path = os.path.dirname(path)
    return path


def _is_above(path: str) -> bool:
    """Tell whether the working folder lies in a folder."""
    return os.path.isdir(path) and os.getcwd().startswith(os.path.join(os.path.abspath(path), ""))


def _distance(path: str) -> int:
    """Return how many folders one goes up and down from here to a file."""
    try:
        return len(os.path.relpath(path).split(os.sep))
    except ValueError:  # another drive
        return sys.maxsize


def grouped(files: Iterable[str], finder: Finder) -> Mapping[str | None, list[str]]:
    """Return the files by the settings that hold for them, in order."""
    groups: dict[str | None, list[str]] = {}
    for path in files:
        groups.setdefault(finder.of(path), []).append(path)
    return groups


class Excluded(NamedTuple):
    """What a run passes over even where it is named itself, since hooks name every file that changed.

    `configured` are the real paths of what it is set up with, `patterns` those of --exclude or of the settings.
    """

    configured: Collection[str]
    patterns: Patterns | None

    def rest(self, files: Sequence[str]) -> list[str]:
        """Return the files that are left."""
        return [path for path in files if path == STDIN or not (self._is_configured(path) or self._is_named(path))]

    def _is_configured(self, path: str) -> bool:
        if not self.configured:
            return False
        real = os.path.realpath(path)
        return real in self.configured or any(real.startswith(os.path.join(one, "")) for one in self.configured)

    def _is_named(self, path: str) -> bool:
        if self.patterns is None:
            return False
        return ignored(absolute(path) + "/" * os.path.isdir(path), [self.patterns])


def exclusion(options: Options, folder: str) -> Patterns | None:
    """Return the patterns of --exclude, which count from a folder. Raises UsageError."""
    if not options.exclude:
        return None
    try:
        return patterns_of(options.exclude, folder)
    except BadPattern as bad:
        raise UsageError(
            f"--exclude 的“{bad}”读不懂：写法同 .gitignore，例如 *.json、旧数据/",
            f"--exclude {bad}: write it as in a .gitignore, e.g. *.json or old/",
        ) from None


_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def listed_in(path: str) -> list[str]:
    """Return the paths of a list (`-`: standard input): one a line, or parted by zeros as git ls-files -z has them.

    Raises UsageError.
    """
    try:
        raw = sys.stdin.buffer.read() if path == STDIN else contents(path)
    except OSError as error:
        why = reason(error)
        raise UsageError(f"--files-from {path} 读不了：{why.zh}", f"--files-from {path}: {why.en}") from None
    if b"\0" in raw and not raw.startswith(_UTF_16):  # names as the system has them, whatever their encoding
        return [os.fsdecode(one) for one in raw.split(b"\0") if one]
    text = decode(raw)
    if isinstance(text, Finding):
        zh, en = text.message("zh"), text.message("en")
        raise UsageError(f"--files-from {path}{text.at}：{zh}", f"--files-from {path}{text.at}: {en}")
    return [line.strip() for line in text.splitlines() if line.strip()]


def named(path: str) -> bool:
    """Tell whether there is anything that a path names."""
    return path == STDIN or os.path.lexists(path) or bool(fitting(path))
