"""Data written out as YAML or JSON, so that it reads back as the same data: block style, quotes only where needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from fazhi_check.source.plain.grammar import NULLS
from fazhi_check.source.scalars import NO_TEXT, Bare, invisible, quoted, scalar

Data: TypeAlias = str | Mapping[str, "Data"] | Sequence["Data"] | None

_STEP = "  "
_KEY = re.compile(r"[$\w][\w.-]*")
# What JSON has as it is: numbers that any program writes the same, true and false.
_NO_QUOTES = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?|true|false", re.ASCII)


def as_yaml(data: Mapping[str, Data]) -> str:
    """Return data as a YAML text in block style; its keys stand in the order given."""
    return "".join(f"{line}\n" for line in lines_of(data))


def lines_of(data: Mapping[str, Data], indent: str = "") -> list[str]:
    """Return the lines of data in block style, each behind an indentation."""
    return list(_mapping(data, indent))


def as_json(data: Mapping[str, Data]) -> str:
    """Return data as a JSON text; a bare number is a JSON number where that is written the same."""
    text = json.dumps(_plain(data), ensure_ascii=False, indent=2)
    return invisible(text) + "\n"


def _plain(data: Data) -> Any:
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, Bare):
        return json.loads(data) if _NO_QUOTES.fullmatch(data) and data != "-0" else str(data)
    return data if data is None or isinstance(data, str) else [_plain(item) for item in data]


def _mapping(data: Mapping[str, Data], indent: str) -> Iterator[str]:
    for key, value in data.items():
        yield from _pair(f"{indent}{_key(key)}:", value, indent)


def _pair(head: str, value: Data, indent: str) -> Iterator[str]:
    """Yield the lines of a value behind the beginning of its line; what stands below it is one step deeper."""
    if value is None:
        yield head
    elif isinstance(value, str):
        yield from _text(head, value, indent + _STEP)
    elif not value:
        yield f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"
    elif isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + _STEP)
    else:
        yield head
        yield from _list(value, indent + _STEP)


def _list(items: Sequence[Data], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping) and item:
            first, *others = _mapping(item, indent + _STEP)
            yield f"{indent}- {first.removeprefix(indent + _STEP)}"
            yield from others
        else:
            # Nothing may stand right behind the dash: a null is written out.
            yield from _pair(f"{indent}-" if item is not None else f"{indent}- null", item, indent)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    """Yield a text on its key's line, or below it where it has several lines that can stand there as they are."""
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_as_it_is, lines)) and lines[0] and (lines[-1] or lines[-2]):
        closed = not lines[-1]
        yield f"{head} |{'' if closed else '-'}"
        yield from (f"{indent}{line}" if line else "" for line in (lines[:-1] if closed else lines))
    else:
        yield f"{head} {scalar(text)}"


def _as_it_is(line: str) -> bool:
    """Tell whether a line may stand in a block of text: blanks at its ends would be lost or mistaken."""
    return line.replace("\u3000", "").isprintable() and line == line.strip(" ")


def _key(key: str) -> str:
    plain = _KEY.fullmatch(key) and key not in NULLS and (isinstance(key, Bare) or not NO_TEXT.fullmatch(key))
    return key if plain else quoted(key)
