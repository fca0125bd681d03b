"""GitHub workflow commands: an annotation for each finding, the most urgent first, and a closing summary."""

from __future__ import annotations

from fractions import Fraction
from typing import TextIO

from fazhi_check.codes import OF_VERDICT, Severity
from fazhi_check.digest.line import UNRANKED, Line
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, COMMA, RESULT
from fazhi_check.reports.data.machine import Told, basis, told, where, written
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
    found = _most_urgent_first(digest)
    for severity in Severity:
        for one in found[severity][: _NOTICES if severity is Severity.note else None]:
            out.write(_annotation(one, view.lang))
    left = found[Severity.note][_NOTICES:]
    lines = [*_summary(digest, found, view.lang), *(_as_line(one, view.lang) for one in left)]
    out.write(_command("notice", {"title": TOOL}, "\n".join(lines)))


def _annotation(one: Told, lang: Lang) -> str:
    finding = one.finding
    properties = {
        "file": written(one.file.here),
        "line": str(one.place.line),
        "col": str(finding.place.column) if finding.place else "",
        "title": written(f"{finding.code} {finding.target or ''}".strip()),
    }
    return _command(_COMMANDS[finding.severity], properties, written(finding.message(lang)))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items() if value)
    return f"::{name} {given}::{_escaped(message, _DATA)}\n"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)


def _most_urgent_first(digest: Digest) -> dict[Severity, list[Told]]:
    """Return the findings by severity, each list in the order of verdicts: by days and points, over all files."""
    judged = {(id(one), line.target, OF_VERDICT.get(line.verdict)): line for one in digest.files for line in one.lines}

    def urgency(one: Told) -> tuple[int, Fraction]:
        return _urgency(judged.get((id(one.file), one.finding.target or "", one.finding.code)))

    ordered = sorted((one for one in told(digest) if not one.finding.known), key=urgency)
    return {severity: [one for one in ordered if one.finding.severity is severity] for severity in Severity}


def _urgency(line: Line | None) -> tuple[int, Fraction]:
    return (line.rank, -Fraction(line.lag or line.days_over)) if line else (UNRANKED, Fraction(0))


def _summary(digest: Digest, found: dict[Severity, list[Told]], lang: Lang) -> list[str]:
    said = COMMA.say(lang).join(f"{SEVERITIES[severity].say(lang)} {len(found[severity])}" for severity in Severity)
    return [_conclusion(digest, lang), f"{digest.tally.say(lang)}{COLON.say(lang)}{said}", *_held_against(digest, lang)]


def _conclusion(digest: Digest, lang: Lang) -> str:
    word, reasons = digest.conclusion.word.say(lang), digest.reasons.say(lang)
    result = f"{RESULT.say(lang)} {word}"
    return f"{result}{COLON.say(lang)}{reasons}" if reasons else result


def _held_against(digest: Digest, lang: Lang) -> list[str]:
    """Return a line for each plan, edition and day that files were held against."""
    wanted = ("title", "edition", "plan", "phase", "as_of", "comparison")
    facts = [basis(one, lang) for one in digest.files if one.plan]
    return list(dict.fromkeys(" · ".join(each[name] for name in wanted if name in each) for each in facts))


def _as_line(one: Told, lang: Lang) -> str:
    return f"{where(one.file.here, one.finding.place)} {one.finding.code} {written(one.finding.message(lang))}"
