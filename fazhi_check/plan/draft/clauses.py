"""The clauses of a sentence put together to commitments: what is one act with its means and purpose, and what is several."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from fazhi_check.plan.draft.words import ACTS, ADVERBS, FRAMES, PURPOSES, RISES, STATES, any_of
from fazhi_check.source.prose import Piece

Kind: TypeAlias = Literal["frame", "purpose", "act", "state", "rest"]

# Both widths of a sign are one; every sign stays one character long, so that places stay what they are.
_WIDE = str.maketrans("０１２３４５６７８９．，％；：（）〔〕！", "0123456789.,%;:()()!")
_TAIL = re.compile(r"[。！？!?;,:\s]+(?:[”’」』）)]*)$")
_ADVERBS = re.compile(f"{any_of(ADVERBS)}+")
_ACT = re.compile(any_of(ACTS))
_PURPOSE = re.compile(
    f"(?:并|以|而|从而|进而|来|努力|切实|不断|全面|着力|更好地?|充分|有效|共同|逐步|加快|持续|最大限度|真正|奋力|显著|坚决|确实|大力|积极|尽快|力争)*{any_of(PURPOSES)}|以(?!.{{1,40}}为)|为.+提供|为.+(?:奠定|打下|创造|作出|做出|贡献)"
)
_FRAME = re.compile("|".join(FRAMES))
_STATE = re.compile(f"(?:{any_of(STATES)})$")
_RISE = re.compile(any_of(RISES))
_NUMBER = re.compile(r"\d|全覆盖|全面覆盖|翻[一两]番|[一二两三四五六七八九十百]+[个次项名件所座]")


class Clause(NamedTuple):
    """A clause as read: its `head` verb with what stands behind (`object`) and before it (`before`)."""

    piece: Piece
    kind: Kind
    text: str
    before: str
    head: str
    object: str


Group: TypeAlias = tuple[Clause, ...]


def fold(text: str) -> str:
    """Return a text with full-width digits and signs as half-width ones, each in its place."""
    return text.translate(_WIDE)


def read(piece: Piece) -> Clause:
    """Return a clause as it is read alone."""
    text = _TAIL.sub("", fold(piece.text))
    adverbs = _ADVERBS.match(text)
    at = adverbs.end() if adverbs else 0
    head = _ACT.match(text, at)
    if _is_frame(text):
        return Clause(piece, "frame", text, "", "", text)
    if not head and (state := _STATE.search(text)):
        return Clause(piece, "state", text, text[: state.start()], state.group(), "")
    kind: Kind = "purpose" if _PURPOSE.match(text) and not _NUMBER.search(text) else "act" if head else "rest"
    if head:
        return Clause(piece, kind, text, text[: head.start()], head.group(), text[head.end() :])
    inner = _ACT.search(text, at)
    if inner:
        kind = "act" if kind == "rest" else kind
        return Clause(piece, kind, text, text[: inner.start()], inner.group(), text[inner.end() :])
    return Clause(piece, kind, text, "", "", text)


def _is_frame(text: str) -> bool:
    return bool(_FRAME.match(text))


def commitments(pieces: list[Piece]) -> list[Group]:
    """Return the clauses of a sentence as commitments, in order; every clause is in one of them."""
    groups: list[list[Clause]] = []
    waiting: list[Clause] = []
    for clause in map(read, pieces):
        if clause.kind == "frame":
            waiting.append(clause)
        elif groups and (clause.kind == "purpose" or (clause.kind == "rest" and not waiting)):
            groups[-1] += [*waiting, clause]
            waiting = []
        elif clause.kind == "rest":
            waiting.append(clause)
        else:
            groups.append([*waiting, clause])
            waiting = []
    if waiting:
        groups = groups or [[]]
        groups[-1] += waiting
    return [tuple(group) for group in groups]
