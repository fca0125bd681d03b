"""The grammar of plain YAML: what a line, a scalar and a flow collection may look like."""

from __future__ import annotations

import re

from fazhi_check.source.limits import DEFAULT, Limits

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
DEEPEST = 20

# A key is one word: letters of any script, digits, dot, hyphen; or it is quoted without escapes.
LINE = re.compile(r'( *)(- +)?(?:(\w[\w.-]*|"[^"\\]*"):(?=$| ))? *(.*)')
_BEGIN = r"(?:-(?=\d)|[^\s\-?:,\[\]{}#&*!|>'\"%@`])"
SCALAR = re.compile(
    r'"(?P<double>[^"\\]*)" *(?: #.*)?$'
    r"|'(?P<single>[^']*)' *(?: #.*)?$"
    rf"|(?P<plain>{_BEGIN}(?:[^\s#:]++|:(?! |$)|(?<! )#| +(?! |#|$))*+) *(?: #.*)?$"
)
FLOW = re.compile(
    r'(?P<sign>[\[\]{},])|"(?P<double>[^"\\\n]*)"|'
    rf"'(?P<single>[^'\n]*)'|(?P<plain>{_BEGIN}(?:[^\s,\[\]{{}}#:?'\"]++|:(?=/)| +(?=[^\s,\[\]{{}}#:?'\"]))*+)"
)
COLON = re.compile(": +")
BLANKS = re.compile("[ \n]*")
END = re.compile(" *(?: #.*)?$")
# What is meant as one number; how long it may be is limited.
NUMBER = re.compile("[-+]?[0-9０-９.,，．]+[%％]?")
MARKERS = ("---", "...", "%")
# How far from where a key begins its colon may stand: YAML allows a little more.
LONGEST_KEY = 1_000


class NotPlain(Exception):
    """The text goes beyond what these readers vouch for."""


def check_limits(limits: Limits) -> None:
    """Refuse limits under the usual ones: these readers know the usual ones, and leave all others to the exact.

    Raises NotPlain.
    """
    if any(given < usual for given, usual in zip(limits, DEFAULT, strict=True)):
        raise NotPlain


def most_values(text: str) -> int:
    """Return a number of values that a text does not exceed: collections, keys and values of its lines and brackets."""
    return 4 * (text.count("\n") + 1) + 3 * (text.count(",") + text.count("{")) + 2 * text.count("[")


def check_scalar(text: str) -> None:
    """Refuse a text or a number that is longer than usual. Raises NotPlain."""
    if len(text) > DEFAULT.max_digits and (len(text) > DEFAULT.max_text or NUMBER.fullmatch(text)):
        raise NotPlain


def scalar_text(found: re.Match[str]) -> str | None:
    """Return the text of a SCALAR or FLOW that was found, None where it is nothing. Raises NotPlain."""
    plain = found["plain"]
    text: str = found[found.lastgroup or 0] if plain is None else plain
    check_scalar(text)
    return None if plain in NULLS else text


def is_flow(text: str) -> bool:
    """Tell whether a whole text is one collection in brackets."""
    return text.lstrip(" \n")[:1] in ("[", "{")
