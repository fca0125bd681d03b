"""The papers of a round as they are now: made from what was judged, each with the place where it lies among papers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from typing import Final, NamedTuple

from fazhi_check.cli.papers import told_mistakes
from fazhi_check.cli.round.folder import RoundFolder
from fazhi_check.cli.round.judging import Judged
from fazhi_check.digest.papers.letters import letters
from fazhi_check.reports import binder, filer
from fazhi_check.words import Text

NOTICES, LETTERS = "数据核对单", "督促提醒函"
# What the bulletin is called when it is done, and while it is still to be approved.
BULLETIN, PROPOSED = "通报.docx", "通报（送审稿）.docx"
# How the names of letters begin that ask where others remind.
_REQUEST: Final = "商请函"


class Papers(NamedTuple):
    """The papers of a round: those of a file for each unit by its name, and the bulletin."""

    notices: Mapping[str, bytes]
    letters: Mapping[str, bytes]
    bulletin: bytes

    def files(self, bulletin: str) -> dict[str, bytes]:
        """Return all of them by where they lie among papers, the bulletin under a name."""
        notices = {f"{NOTICES}/{name}": raw for name, raw in self.notices.items()}
        return {**notices, **{f"{LETTERS}/{name}": raw for name, raw in self.letters.items()}, bulletin: self.bulletin}

    @property
    def counted(self) -> Text:
        """How many there are of each kind."""
        asking = sum(name.startswith(_REQUEST) for name in self.letters)
        aside = Text(f"（其中商请函 {asking} 份）", f" ({asking} of them requests)") if asking else Text("", "")
        notices, letters = len(self.notices), len(self.letters)
        return Text(
            f"数据核对单 {notices} 份，督促提醒函 {letters} 份{aside.zh}，通报 1 份",
            f"{notices} figures to be checked, {letters} letters{aside.en}, the bulletin",
        )


def papers_of(found: Judged, folder: RoundFolder, for_approval: bool) -> Papers:
    """Return the papers of a round that was judged, the bulletin as one still to be approved or not. Raises UsageError."""
    view = found.setup.view
    with chdir(folder.path), told_mistakes():  # templates that settings name lie where these were looked for
        notices, letters = (filer(name).render(found.report, view) for name in ("notice", "letters"))
    return Papers(notices, letters, bulletin_of(found, folder, for_approval))


def bulletin_of(found: Judged, folder: RoundFolder, for_approval: bool) -> bytes:
    """Return the bulletin of a round that was judged. Raises UsageError."""
    with chdir(folder.path), told_mistakes():
        return binder("bulletin").render(found.report, found.setup.view._replace(for_approval=for_approval))


def without(found: Judged) -> list[Text]:
    """Return which units get no letter, by the reason: nothing open, excused, not bound by the plan."""
    units = found.report.round.units if found.report.round else ()
    groups = (
        (_CLEAR, letters(found.report, found.setup.view.given).clear),
        (_EXCUSED, [one.name for one in units if one.state == "excused"]),
        (_FREE, [one.name for one in units if one.state != "excused" and not one.bound]),
    )
    return [
        Text(
            f"{why.zh} {len(names)}（{'、'.join(names[:_FEW])}{'等' if len(names) > _FEW else ''}）",
            f"{why.en} {len(names)} ({', '.join(names[:_FEW])}{', …' if len(names) > _FEW else ''})",
        )
        for why, names in groups
        if names
    ]


_FEW: Final = 8
_CLEAR = Text("没有未了结的事项", "nothing open")
_EXCUSED = Text("免报", "excused")
_FREE = Text("规划对其没有约束力", "not bound by the plan")
