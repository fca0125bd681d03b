"""A text as a YAML scalar that reads back as the same text: plain where it can be, else in double quotes."""

from __future__ import annotations

import json
import re

from fazhi_check.sanitize import INVISIBLE
from fazhi_check.source.plain.grammar import NULLS, SCALAR

# What another YAML reader takes for something else than text: numbers, days, words for true and false.
NO_TEXT = re.compile(
    r"[-+.]?\d[\d_,.:eExXoOa-fA-F+-]*|\d{4}-\d.*|[-+]?\.(?:inf|nan)|y|n|yes|no|on|off|true|false|=|<<",
    re.IGNORECASE | re.ASCII,
)
# What no quoted scalar can hold as it is, or nobody would see in it.
_ESCAPED = re.compile(f"{INVISIBLE.pattern}|[\ud800-\udfff]")
_OF_FLOW = re.compile(r"[\[\]{},]|: |:$")


class Bare(str):
    """A text that is no prose but a number, a day or a fixed word: written without quotes wherever that is possible."""

    __slots__ = ()


def scalar(text: str, flow: bool = False) -> str:
    """Return a text as a scalar; one in brackets (`flow`) has quotes also where it holds what brackets are made of."""
    found = SCALAR.fullmatch(text) if text.isprintable() and text not in NULLS else None
    plain = found and found["plain"] == text and (isinstance(text, Bare) or not NO_TEXT.fullmatch(text))
    return str(text) if plain and not (flow and _OF_FLOW.search(text)) else quoted(text)


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar: JSON's form, with what nobody would see as an escape."""
    return _ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))


def invisible(text: str) -> str:
    """Return a JSON text with what nobody would see in it as escapes of JSON."""
    return _ESCAPED.sub(lambda found: json.dumps(found.group())[1:-1], text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
