"""Output files: whole or not at all, through links, and never over another unless that is asked for."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, TextIO, TypeAlias

# What a file is to hold: a text, bytes, or what writes its text to a stream, so that it need never be held whole.
Content: TypeAlias = str | bytes | Callable[[TextIO], object]

# Where replacing is impossible though writing may not be: a closed folder, a mounted file, another device, a busy one.
_NO_REPLACING = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV, errno.EROFS}
# The drafts that this process is writing.
_drafts: set[str] = set()


def write_whole(path: str, content: Content, replace: bool = True) -> None:
    """Write a file in one step: a failed run leaves none, a reader never sees half of one. Texts are written as UTF-8.

    A link is followed, missing folders are made, and a file that was there keeps its mode and owner; where it cannot
    be replaced it is written in place. What is no regular file (a device, a pipe, an open stream) is written to.
    Raises FileExistsError where `replace` is False and there is something, OSError where it cannot be written.
    """
    if replace and _is_stream(path):
        raw = _made(content)
        with open(path, "ab") as stream:
            stream.write(raw)
        return
    if not replace and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    target = os.path.realpath(path)
    if os.path.islink(target):  # it leads in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    _make_folder(os.path.dirname(target))
    before = os.stat(target) if os.path.exists(target) else None
    try:
        _replace(target, content, before)
    except OSError as error:
        if before is None or error.errno not in _NO_REPLACING:
            raise
        _write_in_place(target, _made(content))


def _made(content: Content) -> bytes:
    """Return all bytes of a content."""
    held = io.BytesIO()
    _pour(content, held)
    return held.getvalue()


def _pour(content: Content, stream: BinaryIO) -> None:
    if callable(content):
        text = io.TextIOWrapper(stream, "utf-8", newline="")
        content(text)
        text.detach()  # it is whoever opened the stream who closes it
    else:
        stream.write(content.encode("utf-8") if isinstance(content, str) else content)


def drop_drafts() -> None:
    """Remove what is half written: the process is about to end, whatever it is doing."""
    for draft in _drafts:
        with suppress(OSError):
            os.unlink(draft)


def _is_stream(path: str) -> bool:
    """Tell whether a path leads to what is no regular file, or to a stream that is open already."""
    if os.path.exists(path) and not os.path.isfile(path):
        return not os.path.isdir(path)
    for _ in range(40):  # so many links make a loop
        if path.startswith(("/proc/", "/dev/")):
            return True
        if not os.path.islink(path):
            return False
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))
    return False


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:  # a file is in the way
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder) from None


def _replace(target: str, content: Content, before: os.stat_result | None) -> None:
    """Write a draft beside the target and put it in its place; no draft but this one's own is ever removed."""
    draft = os.path.join(os.path.dirname(target), f".fazhi-check-{os.urandom(8).hex()}.part")
    _drafts.add(draft)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(handle, "wb") as stream:
            if before:
                _take_after(draft, before)
            _pour(content, stream)
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise
    finally:
        _drafts.discard(draft)


def _take_after(draft: str, before: os.stat_result) -> None:
    """Give a draft the mode and owner of what it will replace. Raises PermissionError where it cannot have the owner."""
    made = os.stat(draft)
    if hasattr(os, "chown") and (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
        os.chown(draft, before.st_uid, before.st_gid)
    os.chmod(draft, before.st_mode & 0o7777)


def _write_in_place(target: str, raw: bytes) -> None:
    """Write over a file that cannot be replaced."""
    with open(target, "r+b") as stream:
        stream.write(raw)
        stream.truncate()
