"""What the office has settled and what still needs its review: counts and words that every format has beside 初核."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.sanitize import clean, mask
from fazhi_check.submission.records import Evidence
from fazhi_check.words import EVIDENCE_KINDS, Text

# Why something needs review, in the order in which an office goes through it.
REVIEWED: Mapping[str, Text] = {
    "met": Text("已完成", "met"),
    "unproven": Text("佐证不足", "unproven"),
    "exempt": Text("申请不适用", "asked to be left out"),
    "claim": Text("自述已完成", "done by its own account"),
    "contradiction": Text("填报有矛盾", "contradicts itself"),
}
SAMPLED = Text("佐证抽查", "evidence to be looked at")
DRAWN = Text("抽查", "drawn")


class Drawn(NamedTuple):
    """A line that was drawn for a look at its evidence, with its file."""

    file: FileDigest
    line: Line


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with what needs review first, in the order of its reasons; all else as it comes."""
    places = {name: place for place, name in enumerate(REVIEWED)}
    return sorted(lines, key=lambda line: places.get(line.review or "", len(places)))


def sampled(digest: Digest, number: int) -> list[Drawn]:
    """Return the lines drawn for a look at their evidence: so many of all that list some, in the order of the run.

    Which are drawn is decided by the unit, the task and the round's title alone: neither by the order of files nor by
    what else is judged, and a larger number takes in a smaller one.
    """
    title = digest.round.title if digest.round else ""
    found = [
        (_lot(one, line, title), Drawn(one, line))
        for one in digest.submissions
        if not one.superseded
        for line in one.in_order
        if line.proofs and line.verdict != "exempt"
    ]
    drawn = {lot for lot, _ in sorted(found, key=lambda one: one[0])[:number]}
    return [one for lot, one in found if lot in drawn]


def _lot(one: FileDigest, line: Line, title: str) -> str:
    unit = one.unit
    who = (unit.level, unit.code, unit.body or "", "".join(unit.name.split())) if unit else (one.path,)
    return hashlib.sha256("\n".join((*who, line.target, title)).encode()).hexdigest()


def drawn_of(drawn: Sequence[Drawn]) -> frozenset[tuple[int, str]]:
    """Return what was drawn, by the identity of its file and its task."""
    return frozenset((id(one.file), one.line.target) for one in drawn)


def told(one: Drawn) -> Text:
    """Return what was drawn as a line of a list: the unit, the task and what evidence it lists."""
    line = one.line
    zh, en = line.title
    rests = line.resting_on
    return Text(
        clean(f"{one.file.name}　{line.target} {zh}：{rests.zh}"),
        clean(f"{one.file.name}  {line.target} {en}: {rests.en}"),
    )


def listed(evidence: Sequence[Evidence], proofs: int) -> str:
    """Return the evidence that an entry lists: how many pieces, how many of these can prove, then one a line."""
    if not evidence:
        return ""
    count = f"{len(evidence)} 件" + (f"（能作证明的 {proofs} 件）" if proofs != len(evidence) else "")
    number = len(evidence) > 1
    pieces = (f"{place}. {_piece(one)}" if number else _piece(one) for place, one in enumerate(evidence, 1))
    return "\n".join((count, *pieces))


def _piece(one: Evidence) -> str:
    kind = EVIDENCE_KINDS[one.kind].zh if one.kind in EVIDENCE_KINDS else one.kind
    details = (one.ref, one.date.text if one.date else None, one.url)
    return mask(" ".join(part for part in (f"{kind}：{one.title}", *details) if part))
