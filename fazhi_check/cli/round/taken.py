"""Which papers a frozen round gets: those of its state as it is, but what an office has made of one stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.cli.round.folder import PAPERS, RoundFolder, files_in
from fazhi_check.cli.round.judging import Judged
from fazhi_check.cli.round.made import BULLETIN, PROPOSED, Papers, bulletin_of, papers_of
from fazhi_check.cli.usage_error import UsageError
from fazhi_check.cli.written import Written, hash_of
from fazhi_check.reports.papers.approved import MARK, Approved, approved
from fazhi_check.words import Text

_FEW = 8


class Taken(NamedTuple):
    """The papers of a frozen round by where they lie among papers, and what is to be said of those in the folder.

    Of `edited` ones the office's text was taken, `behind` are those of them that would be otherwise now, `needless` those
    that nothing calls for any more. `old` are papers nobody touched, of which what they are now was taken; `strangers`
    lie there and were not taken. `bulletin` is the edited one, once it is approved.
    """

    files: dict[str, bytes]
    edited: Sequence[str] = ()
    behind: Sequence[str] = ()
    needless: Sequence[str] = ()
    old: Sequence[str] = ()
    strangers: Sequence[str] = ()
    bulletin: Approved | None = None

    @property
    def facts(self) -> Mapping[str, str]:
        """What the list of a frozen round says of them."""
        return {"以办公室改过的为准": "、".join(self.edited)} if self.edited else {}

    @property
    def told(self) -> Iterator[Text]:
        """Yield what is to be said of them."""
        for what, names in (
            (Text("文书以办公室改过的为准", "taken as the office has edited them"), self.edited),
            (Text("其中改过以后数据又有变化、请核对的", "of these, otherwise now, to be looked at"), self.behind),
            (Text("其中现在已不需要发的", "of these, no longer called for"), self.needless),
            (
                Text(
                    f"{PAPERS}/ 里是以前写出的，定稿存的是现在的",
                    f"older in {PAPERS}/; what was frozen is as it is now",
                ),
                self.old,
            ),
            (
                Text(
                    f"{PAPERS}/ 里另有、没有存入定稿的（改过的文书要用原来的名字）",
                    f"in {PAPERS}/ besides and not frozen (an edited paper keeps its name)",
                ),
                self.strangers,
            ),
        ):
            if names:
                listed = "、".join(names[:_FEW]) + (f" 等 {len(names)} 份" if len(names) > _FEW else "")
                yield Text(f"{what.zh}：{listed}", f"{what.en}: {listed}")
        if self.bulletin and self.bulletin.taken_off:
            yield _TAKEN_OFF
        if self.bulletin and self.bulletin.left:
            yield _STILL_THERE


_TAKEN_OFF = Text(
    f"{BULLETIN} 去掉了“{MARK}”字样，其余一字未动", f"{MARK} was taken off {BULLETIN}, nothing else in it was changed"
)
_STILL_THERE = Text(
    f"{BULLETIN} 里还写着“{MARK}”：改好以后，加 --again 另存一份",
    f"{BULLETIN} still says {MARK}: correct it and add another version with --again",
)


def taken(found: Judged, folder: RoundFolder) -> Taken:
    """Return the papers that a round is frozen with. Raises UsageError."""
    try:
        return _taken(found, folder)
    except OSError as error:
        path = str(error.filename or folder.at(PAPERS))
        raise UsageError(
            f"{path} 读不出来，没有定稿：关掉正开着它的程序，是文件夹的移到别处，再运行一次",
            f"{path} cannot be read, so nothing was frozen: close what has it open, move it away if it is a folder, run this again",
        ) from None


def _taken(found: Judged, folder: RoundFolder) -> Taken:
    written = Written(folder.at(PAPERS))
    now = papers_of(found, folder, for_approval=False)
    drafts = _drafts(found, folder, now, written)
    files, edited, behind, bulletin = now.files(BULLETIN), [], [], None
    for name in files:
        place, own = _own(written, name)
        if own is not None and own != files[name]:
            files[name] = own
            edited.append(place)
            if name == BULLETIN:
                bulletin = approved(own)
                files[name] = bulletin.raw
            if place in written.listed and written.listed[place] != hash_of(drafts[place]):
                behind.append(place)
    needless = [name for name in written.left(drafts) if written.edited(name) is not None]
    files |= {name: written.edited(name) or b"" for name in needless}
    old = [name for name, raw in drafts.items() if written.older(name, raw)]
    known = {*files, *written.listed, *edited}
    strangers = [name for name in files_in(folder.at(PAPERS)) if name not in known]
    return Taken(files, [*edited, *needless], behind, needless, old, strangers, bulletin)


def _drafts(found: Judged, folder: RoundFolder, now: Papers, written: Written) -> dict[str, bytes]:
    """Return the papers as they would be written now, the bulletin as one to be approved where one was."""
    files = now.files(BULLETIN)
    return {**files, PROPOSED: bulletin_of(found, folder, for_approval=True)} if PROPOSED in written.listed else files


def _own(written: Written, name: str) -> tuple[str, bytes | None]:
    """Return where the office's own text of a paper lies, and the text; None where nobody has touched it.

    A bulletin may have been given the name of one that is approved; that one counts then.
    """
    for place in (name, *([PROPOSED] if name == BULLETIN else ())):
        own = written.edited(place)
        if own is not None:
            return place, own
    return name, None
