"""`round papers`: letters, figures to be checked, the bulletin to be approved; what an office has edited is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from fazhi_check.cli.notes import note
from fazhi_check.cli.options import Options
from fazhi_check.cli.round.folder import PAPERS, RoundFolder
from fazhi_check.cli.round.given import with_last
from fazhi_check.cli.round.judging import Judged, judged
from fazhi_check.cli.round.made import PROPOSED, Papers, papers_of, without
from fazhi_check.cli.round.told import left_open, wrong_in
from fazhi_check.cli.usage_error import unwritten
from fazhi_check.cli.written import Written, hash_of
from fazhi_check.digest.papers.counted import counted
from fazhi_check.digest.papers.scope import scope_of
from fazhi_check.round.columns import BOOK
from fazhi_check.words import Text, joined

_FEW = 8


def papers(folder: RoundFolder, plan: str | None, options: Options) -> int:
    """Write the papers of a round; return 0. Raises UsageError."""
    given = with_last(folder, options)
    found = judged(folder, plan, given.options)
    made = papers_of(found, folder, for_approval=True)
    done = _write(folder.at(PAPERS), made.files(PROPOSED), given.kept)
    lang = found.setup.view.lang
    if not options.quiet:
        print(Text(f"{made.counted.zh}（送审稿）", f"{made.counted.en} (for approval)").say(lang))
    needed, again = (*_kept(done), *_wrong(found)), [given.told] if given.told else []
    later = [found.later] if found.later else []
    before = _without(found, made), again, _written(done, folder), found.notes, later
    after = _open(found), _next(folder)
    for text in needed if options.quiet else (*chain(*before), *needed, *chain(*after)):
        note(text, lang)
    return 0


def _without(found: Judged, made: Papers) -> Iterator[Text]:
    """Yield who gets no letter and why, and that a number stands on several papers."""
    aside = without(found)
    if aside:
        zh, en = joined(aside, "，")
        yield Text(f"不发函的单位：{zh}", f"units without a letter: {en}")
    number = found.setup.view.given.get("number")
    if number and made.letters:
        yield _one_number(number, len(made.letters))


def _one_number(number: str, letters: int) -> Text:
    return Text(
        f"文号 {number} 印在通报和 {letters} 份函上：各份文号不同的，写 --letter 文号= 留空，发文时手填",
        f"the number {number} stands on the bulletin and on {letters} letters: where each has its own, give "
        "--letter number= and write them in by hand",
    )


class _Done(NamedTuple):
    """What became of papers: written, there already, removed; kept since edited, of old figures, or no longer called for."""

    written: Sequence[str]
    same: int
    removed: Sequence[str]
    edited: Sequence[str]
    behind: Sequence[str]
    needless: Sequence[str]


def _write(path: str, files: Mapping[str, bytes], given: Mapping[str, Sequence[str]]) -> _Done:
    """Write papers where nobody has touched those that are there, and remove those that are no longer called for.

    Raises UsageError.
    """
    folder = Written(path)
    fresh = {name: raw for name, raw in files.items() if folder.takes(name, raw, replace=True)}
    behind = [name for name in folder.kept if folder.listed.get(name) != hash_of(files[name])]
    edited = [name for name in folder.kept if name not in behind]
    before = folder.left(files)
    try:
        folder.write(fresh, given)
        needless = folder.drop(files)
    except OSError as error:
        raise unwritten(str(error.filename2 or error.filename or path), error) from None
    removed = [name for name in before if name not in needless]
    return _Done([*fresh], len(files) - len(fresh) - len(folder.kept), removed, edited, behind, needless)


def _written(done: _Done, folder: RoundFolder) -> Iterator[Text]:
    """Yield how many papers were written, and how many were there already."""
    path = folder.at(PAPERS)
    same = Text(f"，{done.same} 份没有变化", f", {done.same} there already, the same") if done.same else Text("", "")
    yield Text(f"{path}：写出 {len(done.written)} 份{same.zh}", f"{path}: {len(done.written)} papers written{same.en}")


def _kept(done: _Done) -> Iterator[Text]:
    """Yield what became of papers that were there before and are not as they would be now."""
    for what, names in (
        (Text("有人改过，保留", "edited, kept"), done.edited),
        (_BEHIND, done.behind),
        (Text("不再需要、没有人改过，已经删去", "no longer called for and touched by nobody, removed"), done.removed),
        (Text("不再需要，但有人改过，没有删", "no longer called for, but edited: kept"), done.needless),
    ):
        if names:
            yield Text(f"{what.zh}：{named(names)}", f"{what.en}: {named(names)}")


_BEHIND = Text(
    "有人改过，保留，但写出以后内容有变化（要用新的，把它移到别处，再运行一次）",
    "edited and kept, though it would be otherwise now (to have it anew, move it away and run this again)",
)


def named(names: Sequence[str]) -> str:
    """Return the first of some names, with how many there are."""
    return "、".join(names[:_FEW]) + (f" 等 {len(names)} 份" if len(names) > _FEW else "")


def _wrong(found: Judged) -> Iterator[Text]:
    """Yield what is wrong with the files that the papers rest on."""
    wrong = wrong_in(found.report)
    if wrong.number:
        yield Text(
            f"文件错误 {wrong.number} 处，文书里的数字可能跟着变，改好再运行一次：",
            f"errors in the files, which papers may change with: {wrong.number}",
        )
        yield from wrong.lines


def _open(found: Judged) -> Iterator[Text]:
    """Yield what is not settled yet; papers count every task that no office has settled, whether it needs review or not."""
    said = left_open(found.report, found.objections)
    if said:
        yield Text(f"还没有了结的：{said.zh}", f"still open: {said.en}")
    number = counted(scope_of(found.report).lines).unsettled
    if number:
        yield Text(
            f"文书上写明：未经核定共 {number:,} 项（不需核定、没有核定的也算）",
            f"papers say that {number:,} tasks are not settled, those that need no review among them",
        )


def _next(folder: RoundFolder) -> Iterator[Text]:
    """Yield what to do with papers: sending them is for the office to enter, since a file written is no letter sent."""
    yield Text(
        f"函发出以后，在 {folder.at(BOOK)} 的“发文登记”里登记一行：登记了才算催办，写出文件不算；"
        "“问题编号”写函里提到的，提到全部的写“全部”",
        f"Once a letter is sent, enter it on the sheet 发文登记 of {folder.at(BOOK)} with the problems it names, or 全部: "
        "only what stands there is a reminder",
    )
    yield Text(
        f"下一步：核对单先发各单位；有异议的，改好再运行 round check、round papers；通报审定以后，运行 fazhi-check round freeze {folder.path}",
        "Next: have the units check their figures; after their objections run round check and round papers again; "
        f"once the bulletin is approved, fazhi-check round freeze {folder.path}",
    )
