"""What this program has written itself, told by its beginning: such a file is no submission."""

from __future__ import annotations

import re
from typing import Final

from fazhi_check.words import Text

# So much of a file is looked at, in characters.
HEAD: Final = 2_000
# Reports and lists as JSON, as lines of JSON; SARIF; what a service shows beside a change; a schema; JUnit; a page; CSV.
# No submission begins so.
_SAVED = re.compile(r'\s*\{\s*"schema_version"\s*:\s*\d+\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"fazhi-check"')
_OTHERS = (
    re.compile(r'\s*\{\s*"schema_version"\s*:\s*\d+\s*,'),
    re.compile(r'\s*\{\s*"type"\s*:\s*"(?:file|total)"\s*,'),
    re.compile(r'\s*\{\s*"\$schema"\s*:[^{]*"version"\s*:\s*"2\.1\.0".*?"name"\s*:\s*"fazhi-check"', re.DOTALL),
    re.compile(r'\s*\[\s*\{.*?"check_name"\s*:\s*"FZ\d{3}"', re.DOTALL),
    re.compile(r'\s*\{\s*"\$schema"\s*:\s*"[^"]*"\s*,\s*"title"\s*:\s*"fazhi-check '),
    re.compile(r'\s*<\?xml[^>]*>\s*<testsuites name="fazhi-check"'),
    re.compile(r'\s*<!doctype html>.*?<meta name="generator" content="fazhi-check', re.DOTALL),
    re.compile("(?:文件,单位,层级,|path,unit,level,)"),
)


def is_own(head: str) -> bool:
    """Tell whether a text that begins so is a report of this program."""
    return bool(_SAVED.match(head)) or any(one.match(head) for one in _OTHERS)


def advice(head: str) -> Text:
    """Return what to say of a report of ours that is named as a submission."""
    if _SAVED.match(head):
        return Text(
            "这是 fazhi-check 写出的报告，不是填报文件；要换一种格式看，用 fazhi-check reformat",
            "it is a report that fazhi-check wrote, no submission: fazhi-check reformat shows it in another format",
        )
    return Text("这是 fazhi-check 写出的结果，不是填报文件", "fazhi-check wrote it: it is no submission")
