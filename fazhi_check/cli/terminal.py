"""The output stream: encoding, width and colour of where a report is going."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO


def utf8_output() -> TextIO:
    """Return standard output as UTF-8 with plain line ends: machine formats do not follow the terminal."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A file's name may hold bytes that are no UTF-8: written as \\udcff, which JSON reads back.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


def drop_output(stream: TextIO | None = None) -> None:
    """Let what is left of a stream (standard output) fall into nothing: its reader has gone, or there is no room."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):
        os.dup2(nowhere, (stream or sys.stdout).fileno())
    os.close(nowhere)


def print_json(data: object, indent: int = 1) -> None:
    """Print one JSON document as UTF-8."""
    import json

    out = utf8_output()
    json.dump(data, out, ensure_ascii=False, indent=indent)
    out.write("\n")
