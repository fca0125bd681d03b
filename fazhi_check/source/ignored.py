"""What a walk through a folder passes over: patterns as a .gitignore has them, each counted from its own folder.

The library that reads the patterns is loaded with the first of them, so that a run without any does not wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

IGNORE_FILE = ".gitignore"


class BadPattern(ValueError):
    """A pattern that cannot be read; its text is the argument."""


class Patterns(NamedTuple):
    """The patterns of one list with the absolute path of the folder from which they count."""

    folder: str
    spec: Any

    def says(self, path: str) -> bool | None:
        """Tell whether an absolute path is to be passed over; None where no pattern speaks of it. A folder ends in /."""
        start = self.folder.rstrip("/") + "/"
        found: bool | None = self.spec.check_file(path[len(start) :]).include if path.startswith(start) else None
        return found


# From the folder farthest up to the nearest: the nearest that speaks of a path decides.
Stack: TypeAlias = tuple[Patterns, ...]


def ignored(path: str, stack: Sequence[Patterns]) -> bool:
    """Tell whether an absolute path is to be passed over; a folder ends in /."""
    said = (patterns.says(path) for patterns in reversed(stack))
    return next((one for one in said if one is not None), False)


def patterns_of(lines: Iterable[str], folder: str) -> Patterns:
    """Return patterns that count from a folder. Raises BadPattern."""
    from pathspec import GitIgnoreSpec

    specs: list[Any] = []
    for line in lines:
        try:
            specs += GitIgnoreSpec.from_lines([line]).patterns
        except ValueError:
            raise BadPattern(line) from None
    return Patterns(absolute(folder), GitIgnoreSpec(specs))


def above(folder: str) -> Stack:
    """Return the patterns of the repository that a folder lies in, from its root down to the folder above this one.

    There are none outside of a repository, and none where they speak of the folder itself: it was named, and is walked.
    """
    start = absolute(folder)
    between = list(_up_to_root(start))
    stack = tuple(one for each in reversed(between) if (one := patterns_in(each)))
    parts = [start, *between[:-1]]
    return () if any(ignored(part + "/", stack) for part in parts) else stack


def _up_to_root(start: str) -> Iterator[str]:
    """Yield the folders above a folder up to the root of its repository; nothing outside of one or at its root."""
    found = []
    folder = start
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        found.append(parent)
        folder = parent
    yield from found


def patterns_in(folder: str) -> Patterns | None:
    """Return the patterns of the .gitignore in a folder, if it has one; a line that cannot be read is no pattern."""
    try:
        with open(os.path.join(folder, IGNORE_FILE), encoding="utf-8", errors="replace") as stream:
            lines = stream.read().splitlines()
    except OSError:
        return None
    return patterns_of(filter(_readable, lines), folder)


def _readable(line: str) -> bool:
    try:
        patterns_of([line], os.sep)
    except BadPattern:
        return False
    return True


def absolute(path: str) -> str:
    """Return the absolute path as patterns are held against it, with slashes; the path itself where there is none."""
    try:
        return os.path.abspath(path).replace(os.sep, "/")
    except FileNotFoundError:  # the working folder is gone
        return path
