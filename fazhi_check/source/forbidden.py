"""What must not stand in a file that people hand in, text by text: personal numbers, secrecy marks, unseen characters.

Whoever knows the form of the file says which of its texts there are.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from fazhi_check.findings import Found, Place
from fazhi_check.sanitize import INVISIBLE, PERSONAL, SECRECY
from fazhi_check.source.form import text_of
from fazhi_check.source.nodes import Node, Scalar, Sequence
from fazhi_check.source.numbers import parse_amount
from fazhi_check.source.unreadable import Unreadable
from fazhi_check.words import Text

# A text with so many is to be looked through as a whole.
_MOST_IN_A_TEXT: Final = 10


class Written(NamedTuple):
    """A text of a file, the entry it lies in, and whether a number belongs there."""

    text: str
    place: Place
    target: str | None = None
    numeric: bool = False


def texts_below(
    root: Node, target: str | None = None, numeric: Callable[[str], bool] | None = None
) -> Iterator[Written]:
    """Yield every text of a tree in its order, keys too; `numeric` tells of a key whether numbers belong below it."""
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, counts = waiting.pop()
        if isinstance(node, Scalar):
            if node.text:
                yield Written(node.text, node.place, target, counts)
        elif isinstance(node, Sequence):
            waiting.extend((item, counts) for item in reversed(node.items))
        else:
            for key, value in reversed(node.pairs):
                waiting.append((value, counts or (numeric is not None and numeric(text_of(key)))))
                waiting.append((key, False))


def personal(texts: Iterable[Written]) -> Iterator[Found]:
    """Yield each identity or mobile number (FZ305); where a number belongs, one of eleven digits may be a sum of money."""
    for text, place, target, numeric in texts:
        for found in islice(PERSONAL.finditer(text), _MOST_IN_A_TEXT):
            identity = found.lastgroup == "identity"
            if numeric and not identity and _is_number(text):
                continue
            what = Text("身份证号", "an identity number") if identity else Text("手机号", "a mobile number")
            yield Found({"what": what, "masked": found.group()}, target=target, place=place)


def unseen(texts: Iterable[Written]) -> Iterator[Found]:
    """Yield each text with characters that nobody can see, or that change its direction (FZ307)."""
    for text, place, target, _ in texts:
        names = sorted({f"U+{ord(char):04X}" for char in INVISIBLE.findall(text)})
        if names:
            yield Found({"name": ", ".join(names)}, target=target, place=place)


def secret(texts: Iterable[Written]) -> Iterator[Found]:
    """Yield each mark of secrecy (FZ308)."""
    for text, place, target, _ in texts:
        for mark in sorted(set(SECRECY.findall(text))):
            yield Found({"mark": mark}, target=target, place=place)


def _is_number(text: str) -> bool:
    try:
        parse_amount(text)
    except Unreadable:
        return False
    return True
