"""A published text as it is given to a command: plain text in UTF-8; what is none is told with how to make one of it."""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple

from fazhi_check.cli.usage_error import UsageError, absent, unreadable
from fazhi_check.findings import Finding
from fazhi_check.source.errors import reason
from fazhi_check.source.files import STDIN, decode, is_sheet
from fazhi_check.words import Text

# More than any plan or report; a source may hold the reports of a whole province.
MOST = 20_000_000
# What programs for documents write, by the endings of names and the first bytes.
_DOCUMENTS = (".docx", ".docm", ".doc", ".wps", ".wpt", ".pdf", ".ofd", ".rtf", ".odt", ".ceb", ".pptx", ".ppt")
_BEGINNINGS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_PAGES = (".html", ".htm", ".mht", ".mhtml", ".xhtml")
_TAGS = re.compile(r"<(?:!doctype html|html|head|body|div|p|span|td|br)\b[^>]*>", re.IGNORECASE)
_SO_MANY_TAGS = 3


class Published(NamedTuple):
    """A published text, and the bytes that it was read from."""

    text: str
    raw: bytes


def published(path: str) -> Published:
    """Return the text of a file, of standard input for `-`. Raises UsageError with what to do where it is none."""
    raw = _raw(path)
    text = _decoded(path, raw)
    if path.lower().endswith(_PAGES) or len(_TAGS.findall(text[:100_000])) >= _SO_MANY_TAGS:
        raise UsageError(
            f"{path} 是网页源码，不是纯文本：用浏览器打开，全选、复制到记事本，另存为 .txt（编码选 UTF-8）再读",
            f"{path} is the source of a web page, no plain text: open it in a browser, copy all of it into a text file, "
            "save that as UTF-8",
        )
    if not any(char.isalnum() for char in text):
        raise UsageError(f"{path} 里没有文字", f"{path} holds no words")
    return Published(text, raw)


def _decoded(path: str, raw: bytes) -> str:
    if path.lower().endswith(_DOCUMENTS) or is_sheet(path) or raw.startswith(_BEGINNINGS):
        raise UsageError(
            f"{path} 是文档或表格，不是纯文本：打开它，另存为“纯文本（*.txt）”，编码选 UTF-8；"
            "存不了的，全选、复制到记事本再保存",
            f"{path} is a document, no plain text: open it and save it as plain text in UTF-8, or copy all of it into a "
            "text file",
        )
    if len(raw) > MOST:
        raise UsageError(
            f"{path} 太大（超过 {MOST // 1_000_000} MB），只留要读的那一部分",
            f"{path} is too large (above {MOST // 1_000_000} MB): keep only the part that is to be read",
        )
    text = decode(raw)
    if isinstance(text, Finding):
        raise unreadable(path, text)
    return text


def _raw(path: str) -> bytes:
    if path != STDIN and not os.path.lexists(path):
        raise absent(path)
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(MOST + 1)
        with open(path, "rb") as stream:
            return stream.read(MOST + 1)
    except IsADirectoryError:
        why = Text("这是文件夹，要写文件", "it is a folder: name a file")
    except (OSError, ValueError) as error:
        why = reason(error)
    raise UsageError(f"{path} 读不出来：{why.zh}", f"{path} cannot be read: {why.en}")
