"""GitHub workflow commands: an annotation for each finding, the worst first, and a closing summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from fazhi_check.codes import Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, COMMA
from fazhi_check.findings import Place
from fazhi_check.reports.data.machine import (
    SLOW,
    Slow,
    Told,
    basis,
    in_cell,
    slow_duties,
    told,
    where,
    worst_first,
    written,
)
from fazhi_check.reports.view import View
from fazhi_check.version import TOOL
from fazhi_check.words import SEVERITIES, Lang

_COMMANDS = {Severity.error: "error", Severity.warning: "warning", Severity.note: "notice"}
# GitHub shows ten annotations of a level and drops the rest; the tenth notice is the summary.
_NOTICES = 9
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as workflow commands, one a line."""
    found = worst_first(one for one in told(digest, view.root) if not one.finding.known)
    notes = [one for one in found if one.level is Severity.note]
    for one in (*found[: len(found) - len(notes)], *notes[:_NOTICES]):
        out.write(_annotation(one, view.lang))
    out.writelines(_slow(one, view.lang) for one in slow_duties(digest, view.root))
    lines = [*_summary(digest, found, view.lang), *(_as_line(one, view.lang) for one in notes[_NOTICES:])]
    out.write(_command("notice", {"title": TOOL}, "\n".join(lines)))


def _annotation(one: Told, lang: Lang) -> str:
    finding = one.finding
    title = finding.title.say(lang) if finding.title and not finding.repeats else None
    properties = {
        "file": written(one.path),
        **_lines(one.place),
        "col": str(finding.place.column) if finding.place and not finding.place.sheet else "",
        "title": written(" ".join(part for part in (finding.code, finding.target, title) if part)),
    }
    return _command(_COMMANDS[one.level], properties, in_cell(one.place, written(finding.message(lang)), lang))


def _lines(place: Place) -> dict[str, str]:
    """Return the line of a place; a workbook has none that a service could show."""
    return {} if place.sheet else {"line": str(place.line)}


def _slow(one: Slow, lang: Lang) -> str:
    place = {"file": written(one.path), **_lines(one.place), "title": written(f"{SLOW} {one.line.target}")}
    return _command("error", place, in_cell(one.place, one.message(lang), lang))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items() if value)
    return f"::{name} {given}::{_escaped(message, _DATA)}\n"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)


def _summary(digest: Digest, found: list[Told], lang: Lang) -> list[str]:
    counts = Counter(one.level for one in found)
    counts[Severity.error] += sum(len(one.slow_lines) for one in digest.files)
    said = COMMA.say(lang).join(f"{SEVERITIES[severity].say(lang)} {counts[severity]}" for severity in Severity)
    asides = [aside.say(lang) for aside in (*digest.course, digest.part and digest.part.text, digest.unlisted) if aside]
    counted = f"{digest.tally.say(lang)}{COLON.say(lang)}{said}"
    ended = digest.conclusion
    concluded = [ended.text.say(lang), ended.gate.say(lang)]
    if digest.round:
        from fazhi_check.digest.round.head import told_in_a_line

        concluded.append(written(told_in_a_line(digest.round).say(lang)))
    return [*concluded, counted, *map(written, asides), *_held_against(digest, lang)]


def _held_against(digest: Digest, lang: Lang) -> list[str]:
    """Return a line for each plan, edition and day that files were held against."""
    return list(dict.fromkeys(" · ".join(_named(one, lang)) for one in digest.files if one.plan))


def _named(one: FileDigest, lang: Lang) -> Iterator[str]:
    """Yield plan, edition, days and whether the plan binds the unit."""
    facts = basis(one, lang)
    yield from (facts[name] for name in ("title", "edition", "plan", "phase") if name in facts)
    if one.dated:
        yield one.dated.say(lang)
    if "comparison" in facts:
        yield facts["comparison"]


def _as_line(one: Told, lang: Lang) -> str:
    return f"{where(one.path, one.finding.place)} {one.finding.code} {written(one.finding.named(lang))}"
