"""The report as a stream of JSON objects, one a line: each file, then what was found in it; the total comes last.

The objects are those of the JSON report (see contract.py), each with its `type`: file, assessment, finding or total.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.round.facts import RoundDigest, UnitDigest
from fazhi_check.digest.run import Digest
from fazhi_check.reports.data.json import as_data, file_data, visible_json
from fazhi_check.reports.view import View
from fazhi_check.words import Lang


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write one object a line, file by file, so that a reader need not wait for the end."""
    for one in digest.files:
        for value in _file(one.whole, view.lang, digest.gate):
            out.write(_line(value))
    out.write(_line(_total(digest, view.lang)))


def _file(one: FileDigest, lang: Lang, gate: frozenset[str]) -> Iterator[dict[str, Any]]:
    file = file_data(one, lang, gate)
    assessments, findings = file.pop("assessments"), file.pop("findings")
    yield {"type": "file", **file}
    for kind, found in (("assessment", assessments), ("finding", findings)):
        yield from ({"type": kind, "path": file["path"], **value} for value in found)


def _total(digest: Digest, lang: Lang) -> dict[str, Any]:
    data = as_data(digest._replace(files=[], round=digest.round and _without_problems(digest.round)), lang)
    del data["files"]
    return {"type": "total", **data}


def _without_problems(one: RoundDigest) -> RoundDigest:
    """Return a round without the problems of units that stand in the line of their file."""
    return one._replace(units=[unit._replace(problems=None) if _told(unit) else unit for unit in one.units])


def _told(unit: UnitDigest) -> bool:
    return unit.file is not None and unit.file.tracked is not None


def _line(value: dict[str, Any]) -> str:
    return visible_json(value) + "\n"
