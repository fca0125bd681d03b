"""Text that stands where keys and values or a list belong: the same text put where it was meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fazhi_check.findings import Path
from fazhi_check.source.hint import Hint
from fazhi_check.submission.advice.nouns import kind_of
from fazhi_check.submission.advice.stages import one_stage
from fazhi_check.submission.advice.written import plain, shortened
from fazhi_check.words import EVIDENCE_KINDS, STATUSES, Text

_NUMBER = re.compile(r"[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*\d+\s*号")
_SIGNS = re.compile(r"[,:#{}\[\]&*!|>%@`'\"]")


def of_text(written: str, path: Path, options: Sequence[str]) -> Hint | None:
    """Return how to write a text that stands at a path where `options` are the keys of what belongs there."""
    if not written.strip():
        return None
    if "evidence" in path and "kind" in options:
        return Hint(_piece(written, alone=path[-1] == "evidence"))
    return Hint(_entry(written)) if not path and "status" in options else None


def _entry(written: str) -> Text:
    stage = one_stage(plain(written))
    if stage:
        return Text(
            f"另起一行，缩进后写“状态: {STATUSES[stage].zh}”", f"write “status: {stage}” in a line below, indented"
        )
    return Text(
        "另起一行，缩进后写“状态: ”，文字写进“说明: ”",
        "write “status: ” in a line below, indented, and the words under note",
    )


def _piece(written: str, alone: bool) -> Text:
    """Return a piece of evidence of a text: what it is called, or its number; its kind where the noun tells it.

    One that stands `alone` has no list about it yet.
    """
    dash = "- " if alone else ""
    text = _quoted(shortened(written.strip(), 40))
    numbered = _NUMBER.search(written)
    kind = "document" if numbered else kind_of(written)
    zh, en = (EVIDENCE_KINDS[kind].zh, kind) if kind else ("……", "...")
    what = (f"标题: ……, 文号: {text}", f"title: ..., ref: {text}") if numbered else (f"标题: {text}", f"title: {text}")
    return Text(f"写成“{dash}{{类型: {zh}, {what[0]}}}”", f"write “{dash}{{kind: {en}, {what[1]}}}”")


def _quoted(text: str) -> str:
    """Return a text as it may stand inside braces."""
    return f'"{text}"' if _SIGNS.search(text) and '"' not in text else text
