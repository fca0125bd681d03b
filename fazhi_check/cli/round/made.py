"""The papers of a round as they are now: made from what was judged, each with the place where it lies among papers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from typing import Final, NamedTuple

from fazhi_check.cli.papers import told_mistakes
from fazhi_check.cli.round.folder import RoundFolder
from fazhi_check.cli.round.judging import Judged
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


def without(found: Judged, papers: Papers) -> list[Text]:
    """Return how many units get no letter, by the reason: excused, not bound by the plan, nothing open."""
    units = found.report.round.units if found.report.round else ()
    excused = sum(one.state == "excused" for one in units)
    free = sum(one.state != "excused" and not one.bound for one in units)
    content = len(units) - excused - free - len(papers.letters)
    return [
        Text(f"{why.zh} {number}", f"{why.en}: {number}")
        for why, number in ((_CONTENT, content), (_EXCUSED, excused), (_FREE, free))
        if number > 0
    ]


_CONTENT = Text("没有要办的事项", "nothing open")
_EXCUSED = Text("免报", "excused")
_FREE = Text("规划对其没有约束力", "not bound by the plan")
