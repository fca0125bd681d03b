"""`round freeze`: the result as it is now, with the files it rests on and their hashes; later returns never change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fazhi_check.cli.notes import note
from fazhi_check.cli.options import Options
from fazhi_check.cli.round.folder import FROZEN, PAPERS, RoundFolder
from fazhi_check.cli.round.frozen import LISTING, Changed, copied_as, frozen_at, hashes, listing
from fazhi_check.cli.round.given import with_last
from fazhi_check.cli.round.judging import Judged, judged
from fazhi_check.cli.round.taken import Taken, taken
from fazhi_check.cli.round.told import left_open
from fazhi_check.cli.usage_error import UsageError, unwritten
from fazhi_check.digest.run import Digest
from fazhi_check.round.rows import Round
from fazhi_check.source.step import Content, write_step
from fazhi_check.version import TOOL
from fazhi_check.words import Text


def freeze(folder: RoundFolder, round_: Round, plan: str | None, options: Options, again: bool) -> int:
    """Freeze a round; return 0. Raises UsageError where it is frozen already, or changes meanwhile."""
    into = _into(folder, again)
    hashed = hashes(folder)
    given = with_last(folder, options)
    found = judged(folder, plan, given.options)
    if hashes(folder) != hashed:
        raise _changed()
    lang, left = found.setup.view.lang, _left_out(found.report)
    for text in _open(found):
        note(text, lang)
    kept = {name: value for name, value in hashed.items() if name not in left}
    copies: dict[str, Content] = {name: copied_as(folder.at(name), value) for name, value in kept.items()}
    papers = taken(found, folder)
    files = {**found.files(), **{f"{PAPERS}/{name}": raw for name, raw in papers.files.items()}, **copies}
    facts = _facts(round_, found, papers)
    files[LISTING] = listing(facts, list(files), {name: why.zh for name, why in left.items()})
    try:
        write_step(folder.path, {f"{into}/{name}": content for name, content in files.items()})
    except Changed:
        raise _changed() from None
    except OSError as error:
        raise unwritten(str(error.filename2 or error.filename or into), error) from None
    found.show()
    for text in (
        *_told(left),
        *([given.told] if given.told else ()),
        *papers.told,
        _done(folder.at(into), len(papers.files), len(copies)),
    ):
        note(text, lang)
    return 0


def _open(found: Judged) -> Iterator[Text]:
    """Yield what is still open in a round that is frozen all the same: it is the office's to decide."""
    said = left_open(found.report, found.objections)
    if said:
        yield Text(f"定稿时还没有了结的：{said.zh}。照样定稿", f"still open: {said.en}. It is frozen all the same")


# What must not lie in a copy, by the codes under which it is found.
_NEVER: Mapping[str, Text] = {
    "FZ305": Text("里面有个人信息", "personal data in it"),
    "FZ308": Text("里面有密级标志", "a secrecy mark in it"),
}


def _left_out(report: Digest) -> dict[str, Text]:
    """Return the files that are not copied, with the reason: what is found in them must not be kept twice."""
    found: dict[str, Text] = {}
    for one in report.files:
        codes = {each.code for each in one.whole.findings}
        reasons = [why for code, why in _NEVER.items() if code in codes]
        if reasons:
            found[one.path] = Text("、".join(why.zh for why in reasons), ", ".join(why.en for why in reasons))
    return found


def _told(left: Mapping[str, Text]) -> Iterator[Text]:
    for name, why in left.items():
        yield Text(f"未存入：{name}，{why.zh}；改好以后，加 --again 另存一份", f"not copied: {name}, {why.en}")


def _into(folder: RoundFolder, again: bool) -> str:
    """Return the name of the folder to freeze into. Raises UsageError where the round is frozen already."""
    names = frozen_at(folder)
    if not names:
        return FROZEN
    if not again:
        raise UsageError(
            f"这一期已经定稿（{folder.at(names[-1])}），不再改动；确实要更正的，加 --again 另存一份，原来的照旧",
            f"This round is frozen already ({folder.at(names[-1])}) and stays as it is; --again adds another version",
        )
    return f"{FROZEN}-{len(names) + 1}"


def _facts(round_: Round, found: Judged, papers: Taken) -> Mapping[str, str]:
    plans = {one.plan.id: one.plan.hash for one in found.report.files if one.plan}
    return {
        "工具": TOOL,
        "标题": round_.head.title,
        "截至": round_.as_of.isoformat(),
        "规划": "，".join(f"{name} {hash_}" for name, hash_ in plans.items()) or round_.head.plan,
        **papers.facts,
        "以下": "sha256 校验值和文件",
    }


def _changed() -> UsageError:
    return UsageError(
        "定稿的时候，台账或“回收”里的文件正在改动：什么都没有写。关掉正开着的文件，再运行一次",
        "The register or what came back changed meanwhile, so nothing was written: close the files and run this again",
    )


def _done(path: str, papers: int, copies: int) -> Text:
    return Text(
        f"已定稿：{path}，有报告、{papers} 份文书和 {copies} 个文件的副本、校验值。以后再收到的，不改变定稿",
        f"frozen: {path}, with the report, {papers} papers, copies of {copies} files and their hashes; "
        "later returns do not change it",
    )
