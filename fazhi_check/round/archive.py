"""Where each unit's part of a saved report stands: found by reading on, without holding more than one part.

A JSON document is read value by value, a report of lines line by line, of which only those that begin a part are parsed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from pydantic import ValidationError

from fazhi_check.findings import BadFile, Place
from fazhi_check.round.kept import Head
from fazhi_check.source.errors import reason
from fazhi_check.source.json_stream import BadJson, JsonStream
from fazhi_check.source.own import HEAD, is_own
from fazhi_check.submission.records import Unit
from fazhi_check.words import Text

_VERSIONS = (1, 2)
# What a line of a report of lines begins with.
_LINE = re.compile(rb'\s*\{\s*"type"\s*:\s*"(file|assessment|finding|total)"')
_LINES = re.compile(r'\s*\{\s*"type"\s*:\s*"(?:file|total)"')
_MARK = b"\xef\xbb\xbf"  # that some programs put before UTF-8
_FOREIGN = Text(
    "不是 fazhi-check check -f json 或 -f jsonl 写出的报告",
    "it is no report that fazhi-check check -f json or -f jsonl wrote",
)
_CUT = Text(
    "文件没有写完：缺少最后的 total 一行；请重新保存这份报告",
    "it is half written: its last line, the total, is missing; save this report again",
)
_NEWER = Text(
    "是更新的版本写出的（schema_version {}），本版本读不懂；请升级 fazhi-check",
    "a newer version wrote it (schema_version {}): this one cannot read it, upgrade fazhi-check",
)


def _bad(path: str, why: Text, place: Place | None = None) -> BadFile:
    at = f"{path}{place.at}" if place else path
    return BadFile(Text(f"{at} {why.zh}", f"{at}: {why.en}"))


class Spot(NamedTuple):
    """Where a unit's part of a report stands: which file, which bytes, from which line and which element on.

    `number` is None in a report of lines. `order` is that in which parts were given.
    """

    path: str
    at: int
    length: int
    line: int
    number: int | None
    plan: str
    day: date
    phase: str | None
    order: int


def is_report(path: str) -> bool:
    """Tell whether a file of a folder is a report that may be read here, by its beginning. Raises BadFile."""
    head = _head(path)
    return bool(_LINES.match(head)) or (is_own(head) and '"tool"' in head and '"$schema"' not in head)


def _head(path: str) -> str:
    with _opened(path) as stream:
        return stream.read(4 * HEAD).decode("utf-8-sig", "replace")[:HEAD]


def spots_in(path: str) -> Iterator[tuple[Unit, Spot]]:
    """Yield whose parts a report has, and where. Raises BadFile."""
    of_lines = bool(_LINES.match(_head(path)))
    with _opened(path) as stream:
        try:
            yield from _of_lines(path, stream) if of_lines else _of_document(path, stream)
        except BadJson as bad:
            raise _bad(
                path, Text(f"不是完整的 JSON：{bad.why.zh}", f"no whole JSON: {bad.why.en}"), bad.place
            ) from None


# A JSON document: the elements of its files.


def _of_document(path: str, stream: BinaryIO) -> Iterator[tuple[Unit, Spot]]:
    text, head = JsonStream(stream), dict[str, Any]()
    if text.sign() != "{":
        raise _bad(path, _FOREIGN, text.place)
    text.take("{")
    found: list[tuple[Unit, Spot]] = []
    more = "}" if text.sign() == "}" else ","
    while more != "}":
        key = text.value().value
        text.take(":")
        if key == "files" and text.sign() == "[":
            found += _elements(path, text, head)
        else:
            head[str(key)] = text.value().value
            _refuse_newer(path, head)
        more = text.take(",}")
    if text.sign():
        raise _bad(path, Text("报告后面多出内容", "something follows the report"), text.place)
    _refuse_foreign(path, head)
    yield from found  # only now is it known to be whole


def _elements(path: str, text: JsonStream, head: dict[str, Any]) -> Iterator[tuple[Unit, Spot]]:
    text.take("[")
    number, more = 0, text.take("]") if text.sign() == "]" else ","
    while more != "]":
        piece = text.value()
        yield from _noted(piece.value, Spot(path, piece.at, piece.length, piece.place.line, number, *_UNKNOWN))
        number, more = number + 1, text.take(",]")
    head["files"] = number


_UNKNOWN: tuple[str, date, None, int] = ("", date.min, None, 0)


def _refuse_newer(path: str, head: dict[str, Any]) -> None:
    version = head.get("schema_version")
    if isinstance(version, int) and version > _VERSIONS[-1]:
        raise _bad(path, Text(_NEWER.zh.format(version), _NEWER.en.format(version)))


def _refuse_foreign(path: str, head: dict[str, Any]) -> None:
    """Refuse what no check of this program wrote."""
    tool, version = head.get("tool"), head.get("schema_version")
    ours = isinstance(tool, dict) and tool.get("name") == "fazhi-check"
    if not ours or isinstance(version, bool) or version not in _VERSIONS or not isinstance(head.get("files"), int):
        raise _bad(path, _FOREIGN)


# A report of lines: each file's line with those that follow it.


def _of_lines(path: str, stream: BinaryIO) -> Iterator[tuple[Unit, Spot]]:
    _check_total(path, stream)
    at, begun = 0, None
    for line, raw in enumerate(stream, 1):
        kind = _LINE.match(raw.removeprefix(_MARK))
        if not kind or not raw.endswith((b"}\n", b"}\r\n", b"}")):
            raise _bad(path, Text("这一行不是报告的内容", "this line is no part of a report"), Place(line, 1))
        if kind[1] in (b"file", b"total"):
            yield from _closed(path, begun, at)
            begun = (at, line, raw) if kind[1] == b"file" else None
        at += len(raw)


def _closed(path: str, begun: tuple[int, int, bytes] | None, end: int) -> Iterator[tuple[Unit, Spot]]:
    """Yield the part that began with a line and ends before a byte."""
    if begun:
        at, line, raw = begun
        yield from _noted(_parsed(path, raw, line), Spot(path, at, end - at, line, None, *_UNKNOWN))


def _check_total(path: str, stream: BinaryIO) -> None:
    """Refuse a report of lines whose last line is no total of ours: it is half written, foreign or newer."""
    last, back = b"", 1 << 16
    end = stream.seek(0, os.SEEK_END)
    while b"\n" not in last.strip() and len(last) < end:
        stream.seek(max(end - back, 0))
        last, back = stream.read(), back * 4
    stream.seek(0)
    total = last.strip().rpartition(b"\n")[2].removeprefix(_MARK)
    kind = _LINE.match(total)
    if not kind or kind[1] != b"total":
        raise _bad(path, _CUT)
    try:
        head = json.loads(total)
    except (ValueError, RecursionError):
        raise _bad(path, _CUT) from None
    _refuse_newer(path, head)
    _refuse_foreign(path, {**head, "files": 0})


def _parsed(path: str, raw: bytes, line: int) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _bad(path, Text("不是 UTF-8 编码", "it is not UTF-8"), Place(line, 1)) from None
    except json.JSONDecodeError as error:
        raise _bad(path, _BROKEN, Place(line, error.colno)) from None
    except (ValueError, RecursionError):
        raise _bad(path, _BROKEN, Place(line, 1)) from None


_BROKEN = Text("这一行不是完整的 JSON", "this line is no whole JSON")


# Both.


def _noted(data: object, spot: Spot) -> Iterator[tuple[Unit, Spot]]:
    """Yield whose part a piece is, where it was judged and counts."""
    try:
        head = Head.model_validate(data)
        day = head.day
    except ValueError as error:
        raise of_another_form(spot, spot.line, error) from None
    if day and head.plan and head.unit:
        unit = Unit(**head.unit.model_dump())
        yield unit, spot._replace(plan=head.plan.id, day=day, phase=head.phase)


def of_another_form(spot: Spot, line: int, error: Exception) -> BadFile:
    """Return what is wrong with a part that begins on a line, by the first thing that a report would not have."""
    at = error.errors(include_url=False)[0]["loc"] if isinstance(error, ValidationError) else ()
    files = [] if spot.number is None else ["files", spot.number]
    named = ".".join(str(part) for part in (*files, *at))
    why = Text(
        f"{named} 缺少，或值不对；请重新检查一次，另存报告", f"{named} is missing or wrong: check and save it again"
    )
    return _bad(spot.path, why, Place(line, 1))


def lines_of(spot: Spot) -> list[tuple[int, bytes]]:
    """Return the text of each assessment of a part, or of a document's part as a whole, with the line that it begins on.

    Raises BadFile.
    """
    with _opened(spot.path) as stream:
        stream.seek(spot.at)
        raw = stream.read(spot.length)
    if spot.number is not None:
        return [(spot.line, raw)]
    lines = enumerate(raw.splitlines(), spot.line)
    return [(line, each) for line, each in lines if b'"assessment"' in each[:_SHORT]]


def refuse(spot: Spot, lines: Iterable[tuple[int, bytes]], read: Callable[[Any], object]) -> BadFile:
    """Return what is wrong with the first part of the lines of a part that cannot be `read`."""
    for line, raw in lines:
        try:
            read(_parsed(spot.path, raw, line))
        except BadFile as bad:
            return bad
        except ValueError as error:
            return of_another_form(spot, line, error)
    return of_another_form(spot, spot.line, ValueError())


def _opened(path: str) -> BinaryIO:
    if os.path.exists(path) and not os.path.isfile(path):
        raise _bad(path, Text("不是普通文件：先另存成文件", "it is no regular file: save it to one first"))
    try:
        return open(path, "rb")
    except OSError as error:
        why = reason(error)
        raise _bad(path, Text(f"读不出来：{why.zh}", f"it cannot be read: {why.en}")) from None


# So near to its beginning a line says what it is.
_SHORT = 40
