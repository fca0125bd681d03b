"""The clauses of a sentence put together to commitments: what is one act with its means and purpose, and what is several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.plan.draft.organs import is_body
from fazhi_check.plan.draft.words import (
    ACTS,
    ADVERBS,
    ALIKE,
    CLOSING,
    ENDLESS,
    FINISHED,
    FRAMES,
    LIGHT,
    PURPOSES,
    STATES,
    any_of,
)
from fazhi_check.source.prose import Piece

Kind: TypeAlias = Literal["frame", "purpose", "closing", "act", "state", "rest"]

# Both widths of a sign are one; every sign stays one character long, so that places stay what they are.
_WIDE = str.maketrans("０１２３４５６７８９．，％；：（）〔〕！﹪", "0123456789.,%;:()()!%")
_TAIL = re.compile(r"[。！？!?;,:、\s]+[”’」』）)]*$")
_ADVERB = any_of(ADVERBS)
_ALIKE = any_of(ALIKE)
_JOINED = "(?:和|并|与|及|、)?"
_HEAD = re.compile(
    rf"(?P<adverbs>{_ADVERB}*)(?P<head>{_ALIKE}(?:{_JOINED}{_ALIKE})+(?=..)"
    rf"|{any_of(LIGHT)}{_JOINED}(?:{_ADVERB})*{any_of(ACTS)}(?=...)|{any_of(ACTS)})"
)
_LAST = re.compile(f"{any_of(ACTS)}$")
_PURPOSE = re.compile(f"{_ADVERB}*(?:来|以)?(?:(?P<always>{any_of(PURPOSES)})|(?P<closing>{any_of(CLOSING)}))")
_FOR = re.compile("(?:以(?!.{1,40}为|上)|为.+(?:提供|奠定|打下|创造|作出|做出|贡献|注入))")
_FRAME = re.compile("|".join(FRAMES))
_STATE = re.compile(f"{any_of(STATES)}$")
_FINISHED = re.compile(f"{any_of(FINISHED)}(?:建设|改革)?$")
_NOMINAL = re.compile(f"(?:{any_of([*FINISHED, *ENDLESS])})(?:建设|改革)?$")
_ADVERBIAL = re.compile("严格|规范|统一|创新|统筹|突出|严肃|从严")
_VERB = f"(?P<head>{any_of(ACTS)})"
# 把……纳入, 将……作为
_PUT = re.compile(
    rf"(?P<before>)(?P<adverbs>.{{0,12}}?(?:把|将).+?)(?P<head>{any_of(['作为', '摆在', '摆到', '贯穿', '落到', '置于', '转化', *ACTS])})"
)
# 在……中建立, 对……进行, 按照……制定
_BEHIND = re.compile(
    rf"(?P<before>)(?P<adverbs>(?:在|对|从|按照|严格按照|通过|由|为|向|以|凡).+?(?:中|内|上|下|里|方面|领域|程序|要求|规定|原则|方式|形式|的|式)(?:{_ADVERB})*){_VERB}"
)
# 各级政府定期听取, 有关单位应当公布
_MODAL = re.compile(rf"(?P<before>.+?)(?P<adverbs>(?:{_ADVERB})+){_VERB}")
_DOES = re.compile(rf"(?P<before>.+?)(?P<adverbs>){_VERB}")
_PURPOSES_AT_MOST = 2
# What can be counted is a commitment of its own, whatever it follows.
_COUNTED = re.compile(
    r"\d|全覆盖|全面覆盖|翻[一两]番|(?:比例|比重|占比|率|数量|总量|面积|覆盖面)$|[一二两三四五六七八九十百]+[个次项名件所座]"
)
_CONNECTED = re.compile("(?:和|及|以及|与|或|或者|等)")


class Clause(NamedTuple):
    """A clause as read: its `head` verb with what stands behind (`object`) and before it (`before`, adverbs apart)."""

    piece: Piece
    kind: Kind
    text: str
    before: str
    adverbs: str
    head: str
    object: str

    @property
    def verb(self) -> str:
        """The verb that says what is done: the last of 探索建立, 推动落实."""
        last = _LAST.search(self.head)
        return last.group() if last else self.head


Group: TypeAlias = tuple[Clause, ...]


def fold(text: str) -> str:
    """Return a text with full-width digits and signs as half-width ones, each in its place."""
    return text.translate(_WIDE)


def read(piece: Piece) -> Clause:
    """Return a clause as it is read alone."""
    text = _TAIL.sub("", fold(piece.text))
    if _FRAME.match(text):
        return Clause(piece, "frame", text, "", "", "", text)
    head = _HEAD.match(text)
    state = _STATE.search(text)
    if state and not (head and head.end() < state.start()):
        return Clause(piece, "state", text, text[: state.start()], "", state.group(), "")
    kind = _kind(text)
    if head:
        return Clause(piece, kind, text, "", head["adverbs"], head["head"], text[head.end() :])
    return _with_subject(piece, text, kind)


def _kind(text: str) -> Kind:
    """Tell whether a clause says what the act before it is for, wherever it stands or where it closes a sentence."""
    if _COUNTED.search(text):
        return "act"
    if _FOR.match(text):
        return "purpose"
    found = _PURPOSE.match(text)
    if not found:
        return "act"
    return "purpose" if found["always"] else "act" if _FINISHED.search(text) else "closing"


def _with_subject(piece: Piece, text: str, kind: Kind) -> Clause:
    """Return a clause that does not begin with its verb: some body does something, or it is a part of a longer phrase."""
    for pattern in (_PUT, _BEHIND, _MODAL, _DOES):
        found = pattern.search(text)
        if found and (pattern is not _DOES or is_body(found["before"]) or not _NOMINAL.search(text)):
            return Clause(piece, kind, text, found["before"], found["adverbs"], found["head"], text[found.end() :])
    if how := _ADVERBIAL.match(text):
        return Clause(piece, kind, text, "", "", how[0], text[how.end() :])
    return Clause(piece, "rest" if kind == "act" else kind, text, "", "", "", text)


def commitments(pieces: list[Piece]) -> list[Group]:
    """Return the clauses of a sentence as commitments, in order; every clause is in one of them."""
    groups: list[list[Clause]] = []
    waiting: list[Clause] = []
    for clause in _settled([read(piece) for piece in pieces]):
        if clause.kind == "frame" or (clause.kind == "rest" and _waits(clause, groups, waiting)):
            waiting.append(clause)
        elif groups and clause.kind in ("purpose", "rest"):
            groups[-1] += [*waiting, clause]
            waiting = []
        else:
            groups.append([*waiting, clause])
            waiting = []
    if waiting:
        groups = groups or [[]]
        groups[-1] += waiting
    return [tuple(group) for group in groups]


def _settled(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses with what closes a sentence as its purpose; more than two in a row are a list of their own."""
    settled = list(clauses)
    for part in _parts(clauses):
        tail = list(takewhile(lambda n: clauses[n].kind in ("closing", "purpose"), reversed(part)))
        closing = [n for n in tail if clauses[n].kind == "closing"]
        for n in part:
            if clauses[n].kind == "closing":
                ends = n in closing and len(closing) <= _PURPOSES_AT_MOST
                settled[n] = clauses[n]._replace(kind="purpose" if ends else "act")
    return settled


def _parts(clauses: list[Clause]) -> Iterator[list[int]]:
    """Yield the numbers of the clauses between semicolons."""
    part: list[int] = []
    for number, clause in enumerate(clauses):
        part.append(number)
        if clause.piece.text.rstrip().endswith((";", "；")):
            yield part
            part = []
    yield part


def _waits(clause: Clause, groups: list[list[Clause]], waiting: list[Clause]) -> bool:
    """Tell whether a clause without a verb belongs to what follows: it names who acts, or goes on with a circumstance."""
    if _CONNECTED.match(clause.text):
        return bool(waiting)
    return bool(waiting) or not groups or is_body(clause.text)
