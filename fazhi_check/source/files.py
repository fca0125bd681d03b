"""Files to text, or to bytes where they are workbooks: what each holds, or the finding that it cannot be read."""

from __future__ import annotations

import os
import sys

from fazhi_check.findings import Finding, Place
from fazhi_check.source.errors import reason
from fazhi_check.source.limits import DEFAULT, Limits, exceeded
from fazhi_check.words import Text

STDIN = "-"


# What spreadsheet programs write: such a file is never read as text, whatever it is.
_SHEETS = (
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".xlt",
    ".xltx",
    ".xltm",
    ".et",
    ".ett",
    ".ods",
    ".fods",
    ".csv",
    ".numbers",
)
# How a zip archive begins, which an .xlsx is, and how older office files do.
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_json(path: str) -> bool:
    """Tell whether a file by its name holds JSON, and nothing but JSON."""
    return path.lower().endswith(".json")


def read_text(path: str, limits: Limits = DEFAULT) -> str | Finding:
    """Return the text of a file (of standard input for `-`), or the finding FZ101, FZ102 or FZ105 instead."""
    try:
        raw = _read(path, limits.max_bytes + 1)
    except (OSError, ValueError) as error:
        return Finding("FZ101", None, {"why": _why(error)})
    if len(raw) > limits.max_bytes:
        return exceeded("max_bytes", limits, None)
    return decode(raw)


def read_file(path: str, limits: Limits = DEFAULT) -> str | bytes | Finding:
    """Return the text of a file, the bytes of a workbook, or the finding FZ101, FZ102 or FZ105 instead."""
    try:
        raw = _read(path, max(limits.max_bytes, limits.max_workbook) + 1)
    except (OSError, ValueError) as error:
        return Finding("FZ101", None, {"why": _why(error)})
    return content(raw, path, limits)


def content(raw: bytes, path: str = STDIN, limits: Limits = DEFAULT) -> str | bytes | Finding:
    """Return what the bytes of a file are: a text, or a workbook by its name or its first bytes, as they are."""
    if is_sheet(path) or raw.startswith(_ARCHIVES):
        return raw if len(raw) <= limits.max_workbook else exceeded("max_workbook", limits, None)
    return decode(raw) if len(raw) <= limits.max_bytes else exceeded("max_bytes", limits, None)


def is_sheet(path: str) -> bool:
    """Tell whether a file by its name was written by a spreadsheet program."""
    return path.lower().endswith(_SHEETS)


def _read(path: str, most: int) -> bytes:
    if path == STDIN:
        if sys.stdin is None:
            raise OSError(9, os.strerror(9))
        return sys.stdin.buffer.read(most)
    with open(path, "rb") as stream:
        return stream.read(most)


def decode(raw: bytes) -> str | Finding:
    """Return UTF-8 bytes as text without its byte order mark, or the finding FZ102 that guesses the encoding."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, error.start)
    return _not_utf8(raw, raw.index(b"\0")) if "\0" in text else text


def _not_utf8(raw: bytes, at: int) -> Finding:
    from fazhi_check.source.encoding import guess_encoding

    return Finding("FZ102", _place_of(raw, at), guess_encoding(raw).data)


def _place_of(raw: bytes, position: int) -> Place:
    before = raw[:position]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
    return Place(before.count(b"\n") + 1, column + 1)


def _why(error: Exception) -> Text:
    if isinstance(error, PermissionError):
        return Text("没有读取权限", "no permission to read it")
    if isinstance(error, IsADirectoryError):
        return Text("这是文件夹", "it is a folder")
    if isinstance(error, FileNotFoundError):
        return Text("文件不存在或链接已断", "it does not exist, or its link is broken")
    return reason(error)
