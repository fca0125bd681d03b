"""The page that is put before a person (--open): where it lies, over what it may be written, and who shows it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager, suppress

from fazhi_check.cli.notes import note
from fazhi_check.cli.usage_error import unwritten
from fazhi_check.source.files import STDIN
from fazhi_check.source.output import write_whole
from fazhi_check.source.walk import is_ours
from fazhi_check.words import Lang, Text

_NAME = Text("检查结果", "report")
# How many pages may be in the way, each somebody else's, before another folder is taken.
_MOST = 100


def keep_page(page: str, paths: Sequence[str], lang: Lang) -> str:
    """Write a page beside what was checked and return its path; where that cannot be, in a folder for passing things.

    Raises UsageError where it can be written nowhere.
    """
    folder, name = place_of(paths, lang)
    if folder is not None:
        with suppress(OSError):
            return _kept(page, folder, name)
    try:
        return _kept(page, _passing_folder(), name)
    except OSError as error:
        raise unwritten(f"{name}.html", error) from None


def place_of(paths: Sequence[str], lang: Lang) -> tuple[str | None, str]:
    """Return the folder that a page belongs in, None where nothing has one, and its name without .html.

    The page of one file lies beside it and is called after it; any other lies in the first folder, or beside the first
    file.
    """
    named = [path for path in paths if path != STDIN and os.path.exists(path)]
    if not named:
        return None, f"fazhi-check-{_NAME.say(lang)}"
    first = named[0]
    if os.path.isdir(first):
        return first, _NAME.say(lang)
    folder, file = os.path.split(first)
    alone = len(paths) == 1
    return folder, f"{os.path.splitext(file)[0]}-{_NAME.say(lang)}" if alone else _NAME.say(lang)


def _kept(page: str, folder: str, name: str) -> str:
    """Write a page under the first name that is free or that a page of ours has. Raises OSError."""
    for number in range(1, _MOST):
        path = os.path.join(folder, f"{name}.html" if number == 1 else f"{name}-{number}.html")
        if os.path.isfile(path) and not os.path.islink(path) and is_ours(path):
            write_whole(path, page)
            return path
        with suppress(FileExistsError):
            write_whole(path, page, replace=False)
            return path
    raise FileExistsError(17, os.strerror(17), os.path.join(folder, f"{name}.html"))


def _passing_folder() -> str:
    """Return a fresh folder that only this user can look into."""
    import tempfile

    return tempfile.mkdtemp(prefix="fazhi-check-")


def show_page(path: str, lang: Lang, quiet: bool = False) -> bool:
    """Open a page in the browser and say where it lies; tell whether a browser could be started.

    With `quiet` only a page that was not opened is spoken of.
    """
    opened = _opened(path)
    if not opened:
        path = os.path.abspath(path)
        note(
            Text(f"这里打不开浏览器，请自己打开网页：{path}", f"No browser can be opened here. The page is {path}"),
            lang,
        )
    elif not quiet:
        note(Text(f"已用浏览器打开：{path}", f"Opened in the browser: {path}"), lang)
    return opened


def _opened(path: str) -> bool:
    if not _has_screen():
        return False
    import webbrowser
    from pathlib import Path

    with suppress(webbrowser.Error, OSError, ValueError), _apart():
        return webbrowser.open(Path(path).absolute().as_uri())
    return False


def _has_screen() -> bool:
    """Tell whether a browser has something to show a page on: one that runs in the terminal is not asked."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))


@contextmanager
def _apart() -> Iterator[None]:
    """Start another program as its own: it neither writes into our output nor takes our libraries for the system's."""
    kept = [(number, os.dup(number)) for number in (1, 2)] if sys.platform != "win32" else []
    before = dict(os.environ)
    try:
        _leave_out(os.environ)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number, _ in kept:
            os.dup2(nowhere, number)
        os.close(nowhere)
        yield
    finally:
        os.environ.update(before)
        for number, copy in kept:
            os.dup2(copy, number)
            os.close(copy)


def _leave_out(environment: MutableMapping[str, str]) -> None:
    """Leave out what is for us alone: the terminal, and where a single-file program has unpacked its libraries."""
    environment.pop("TERM", None)  # no browser that draws its pages with letters is asked
    if getattr(sys, "frozen", False) and environment.pop("LD_LIBRARY_PATH", None):
        before = environment.get("LD_LIBRARY_PATH_ORIG")
        environment.update({"LD_LIBRARY_PATH": before} if before else {})
