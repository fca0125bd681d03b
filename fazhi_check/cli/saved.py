"""A saved JSON report, read for a command: what cannot be used is told with its place."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from fazhi_check.cli.prepare import refuse_absent
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.source.errors import reason
from fazhi_check.source.files import STDIN
from fazhi_check.words import Lang

if TYPE_CHECKING:
    from fazhi_check.digest.run import Digest


def read_report(path: str, plan: str | None = None, gate: frozenset[str] | None = None) -> tuple[Digest, Lang]:
    """Return the digest of a saved report and its language; `gate` is one given anew. Raises UsageError."""
    from fazhi_check.digest.not_saved import NotSaved
    from fazhi_check.digest.saved import read_saved

    refuse_absent((path,))
    try:
        return read_saved(_of_lines(_text(path)), plan, gate)
    except NotSaved as error:
        at = f"{path}:{error.place.line}:{error.place.column}" if error.place else path
        raise UsageError(f"{at} {error.message.zh}", f"{at}: {error.message.en}") from None


def _of_lines(text: str) -> str:
    """Return a report of lines (jsonl) as the one document that says the same; any other text as it is."""
    if not re.match(r'\s*\{\s*"type"\s*:', text):
        return text
    files: list[dict[str, Any]] = []
    whole: dict[str, Any] = {}
    for line in filter(str.strip, text.split("\n")):
        try:
            value = json.loads(line)
            kind = value.pop("type")
        except (ValueError, LookupError, AttributeError):
            return text  # whoever reads it says what is wrong
        if kind == "file":
            files.append({**value, "assessments": [], "findings": []})
        elif kind == "total":
            whole = value
        elif files:
            files[-1][f"{kind}s"].append({name: one for name, one in value.items() if name != "path"})
    return json.dumps({**whole, "files": files}, ensure_ascii=False) if whole else text


def _text(path: str) -> str:
    try:
        if path == STDIN:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        with open(path, encoding="utf-8-sig") as stream:
            return stream.read()
    except UnicodeDecodeError:
        raise UsageError(f"{path} 不是 UTF-8 编码的 JSON 报告", f"{path} is no JSON report in UTF-8") from None
    except OSError as error:
        why = reason(error)
        raise UsageError(f"{path} 读不出来：{why.zh}", f"{path} cannot be read: {why.en}") from None
