"""Papers that are made at once, in place of those in Word: texts that say of whom and of what they are."""

from __future__ import annotations

import pytest

from fazhi_check.digest.run import Digest
from fazhi_check.reports.papers import bulletin, letters, notice
from fazhi_check.reports.view import View


def quick_papers(patch: pytest.MonkeyPatch) -> None:
    """Have papers made as texts: figures to all units with a file, letters to those with something that is not met."""
    patch.setattr(notice, "render", lambda digest, view: _each(digest, view, "数据核对单"))
    patch.setattr(letters, "render", lambda digest, view: _each(digest, view, "督促提醒函"))
    patch.setattr(bulletin, "render", _bulletin)


def _each(digest: Digest, view: View, name: str) -> dict[str, bytes]:
    units = digest.round.units if digest.round else ()
    files = {one.name: one.file for one in units if one.state != "excused" and (one.file or name == "督促提醒函")}
    said = {unit: _said(file.counts, view) if file else "未报送" for unit, file in files.items()}
    wanted = {unit: text for unit, text in said.items() if name != "督促提醒函" or "没有要办的" not in text}
    return {f"{name}-{unit}.docx": f"{name} {unit} {text}".encode() for unit, text in wanted.items()}


def _said(counts: dict[str, int], view: View) -> str:
    done = sum(number for verdict, number in counts.items() if verdict != "met") == 0
    return f"{'没有要办的' if done else ''}{ {name: number for name, number in counts.items() if number} } {dict(view.given)} {dict(view.templates)}"


def _bulletin(digest: Digest, view: View) -> bytes:
    return f"通报 {'送审稿' if view.for_approval else ''} {digest.waiting} {dict(view.given)}".encode()
