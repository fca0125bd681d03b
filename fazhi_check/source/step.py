"""Several files written as one step: all of them are new or none is, also where the program is ended amid it.

Drafts lie in a hidden folder beside what they will replace; once a list of the moves lies there too, the step counts as
taken, and whoever comes next brings it to its end. What lies there without such a list was only begun, and is removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final, TypeAlias

from fazhi_check.source.output import write_whole

# What a file is to hold: its bytes, or what writes them into the file of that path.
Content: TypeAlias = bytes | Callable[[str], object]
STEP: Final = ".fazhi-check-step"
_MOVES: Final = "moves.json"


def write_step(folder: str, files: Mapping[str, Content]) -> None:
    """Write files, by their paths below a folder, in one step; folders that they need are made.

    A step that was broken off is brought to its end first. Raises OSError where a file cannot be written or replaced:
    then none of them has changed.
    """
    finish_step(folder)
    own = os.path.join(folder, STEP)
    os.makedirs(own)
    try:
        for number, content in enumerate(files.values()):
            _draft(os.path.join(own, str(number)), content)
        for name in files:
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        write_whole(os.path.join(own, _MOVES), json.dumps(list(files), ensure_ascii=False))
        _move(folder, list(files))
    except BaseException:
        if not os.path.exists(os.path.join(own, _MOVES)):
            shutil.rmtree(own, ignore_errors=True)
        raise
    shutil.rmtree(own, ignore_errors=True)


def finish_step(folder: str) -> None:
    """Bring a step that was taken and broken off to its end; remove what was only begun. Raises OSError."""
    own = os.path.join(folder, STEP)
    if not os.path.isdir(own):
        return
    with suppress(FileNotFoundError, ValueError):  # without a whole list of moves nothing was moved
        with open(os.path.join(own, _MOVES), encoding="utf-8") as stream:
            moves = json.load(stream)
        _move(folder, moves)
    shutil.rmtree(own)


def _draft(path: str, content: Content) -> None:
    if callable(content):
        content(path)
        return
    with open(path, "wb") as stream:
        stream.write(content)


def _move(folder: str, names: list[str]) -> None:
    """Put each draft in its place, but for those that are there already; where one cannot be, put all of them back."""
    places = [
        (os.path.join(folder, STEP, str(number)), os.path.join(folder, name)) for number, name in enumerate(names)
    ]
    try:
        for draft, target in places:
            if not os.path.exists(draft):
                continue
            if os.path.lexists(target) and not os.path.exists(f"{draft}.old"):
                os.replace(target, f"{draft}.old")
            os.replace(draft, target)
    except BaseException:
        _move_back(places)
        os.unlink(os.path.join(folder, STEP, _MOVES))  # from now on the step was never taken
        raise


def _move_back(places: list[tuple[str, str]]) -> None:
    for draft, target in places:
        if not os.path.exists(draft):
            os.replace(target, draft)
        if os.path.exists(f"{draft}.old"):
            os.replace(f"{draft}.old", target)


def drafted(draft: str, number: int) -> str:
    """Return the draft of the file of a number, seen from that of a later one."""
    return os.path.join(os.path.dirname(draft), str(number))


def copied(path: str) -> Content:
    """Return what copies a file."""
    return lambda draft: shutil.copyfile(path, draft)
