"""The clauses of a sentence put together to commitments: what is one act with its means and purpose, and what is several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TypeAlias

from fazhi_check.plan.draft.clauses import Clause, fold, is_counted, read
from fazhi_check.plan.draft.figures import figure
from fazhi_check.plan.draft.organs import is_body
from fazhi_check.plan.draft.words import ADVERBS, NOMINAL, RISES
from fazhi_check.source.in_prose import CLOSING, OPENING, any_of
from fazhi_check.source.prose import Piece

Group: TypeAlias = tuple[Clause, ...]

_CONNECTED = re.compile("(?:和|及|以及|与|或|或者|等)")
# Who does something in some way has said it all: 各级机关自觉在法律范围内活动.
_HOW = re.compile(any_of(word for word in ADVERBS if len(word) > 1))
_PURPOSES_AT_MOST = 2
_LEAST_NAMED = 3  # characters of what is named in a part that stands alone
# Whoever is urged does all that follows: 鼓励企业扩大生产、吸纳就业 is one thing.
_URGED = re.compile("鼓励|支持|引导|推动|组织|督促|指导|帮助|动员|通过|以|按照|围绕|坚持")
# What a number is told of, the number itself standing further on: 审查率、备案率均达100%.
_RATE = re.compile("(?:率|比例|比重|占比)$")


def commitments(pieces: list[Piece]) -> list[Group]:
    """Return the clauses of a sentence as commitments, in order; every clause is in one of them."""
    groups: list[list[Clause]] = []
    waiting: list[Clause] = []
    for clause in _settled([read(part) for piece in pieces for part in parted(piece)]):
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
    begins = not groups or groups[-1][-1].piece.text.rstrip().endswith((";", "；"))
    return bool(waiting) or is_body(clause.text) or (begins and not _HOW.search(clause.text))


def parted(piece: Piece) -> list[Piece]:
    """Return a clause parted at 、 where every part says all by itself what is done, reached or how much; else whole."""
    parts = list(_between(piece))
    # 发挥总揽全局、协调各方的作用: what is said of one thing is no list.
    alone = (
        len(parts) > 1 and not _URGED.match(fold(piece.text)) and ("的" in parts[0].text or "的" not in parts[-1].text)
    )
    alone = (
        alone and "等" not in parts[-1].text.removeprefix("等") and all(map(_stands_alone, parts)) and _of_a_kind(parts)
    )
    return parts if alone else [piece]


def _between(piece: Piece) -> Iterator[Piece]:
    """Yield what stands between the 、 of a clause that are in no quotation or bracket, each with its sign."""
    depth = begun = 0
    for at, sign in enumerate(fold(piece.text), start=1):
        depth += (sign in OPENING) - (sign in CLOSING)
        if (sign == "、" and not depth) or at == len(piece.text):
            yield Piece(piece.start + begun, piece.start + at, piece.line, piece.text[begun:at])
            begun = at


def _of_a_kind(parts: list[Piece]) -> bool:
    """Tell whether all parts say what is done, or all what is reached: 实现甲、乙全部达标 is one thing that is reached."""
    return len({(one.begins, one.kind) for one in map(read, parts) if not (one.begins and is_counted(one.text))}) <= 1


def _stands_alone(part: Piece) -> bool:
    """Tell whether a part says by itself what is done, what is reached or how much."""
    one = read(part)
    if one.kind == "state":
        return len(one.before) > _LEAST_NAMED
    if figure(one.text):
        return is_counted(one.text)
    if _RATE.search(one.text) and one.verb not in RISES:
        return False
    return one.kind == "act" and one.begins and one.verb not in NOMINAL and len(one.object) >= _LEAST_NAMED
