"""Output files: whole or not at all, and never over another unless that is asked for."""

from __future__ import annotations

import os
from contextlib import suppress


def write_whole(path: str, text: str, replace: bool = True, keep_mode: bool = False) -> None:
    """Write a text file in one step: a failed run leaves none, a reader never sees half of one.

    With `keep_mode` it takes the permission bits of the file that it replaces. Raises FileExistsError where `replace`
    is False and the file exists, OSError where it cannot be written.
    A device or a pipe is written to as it is.
    """
    if replace and os.path.exists(path) and not os.path.isfile(path):
        _write_into(path, text)
        return
    draft = os.path.join(os.path.dirname(path), f".fazhi-check-{os.getpid()}.part")
    try:
        with open(draft, "x", encoding="utf-8", newline="\n") as stream:
            if keep_mode:
                os.chmod(draft, os.stat(path).st_mode & 0o7777)
            stream.write(text)
        if not replace and os.path.lexists(path):
            raise FileExistsError(17, os.strerror(17), path)
        os.replace(draft, path)
    finally:
        with suppress(OSError):
            os.unlink(draft)


def _write_into(path: str, text: str) -> None:
    """Write to what is no file, a device or a pipe: it is not to be replaced by one."""
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
