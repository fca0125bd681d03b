"""GitHub workflow commands: an annotation for each finding, the most urgent first, and a closing summary."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TextIO

from fazhi_check.assess import FLAGGED, Assessment
from fazhi_check.codes import OF_VERDICT, Severity
from fazhi_check.gate import Exit, failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.data.machine import NOTHING, TOOL, Told, basis, clean, from_here, told, where
from fazhi_check.reports.view import View
from fazhi_check.reports.wording import known
from fazhi_check.words import FAILURES, SEVERITIES, Lang, Text

_COMMANDS = {Severity.error: "error", Severity.warning: "warning", Severity.note: "notice"}
# GitHub shows ten annotations of a level and drops the rest; the tenth notice is the summary.
_NOTICES = 9
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_ANY_OTHER = FLAGGED.index("invalid")
_OUTCOMES = {
    Exit.passed: Text("通过", "passed"),
    Exit.failed: Text("不通过", "failed"),
    Exit.nothing: NOTHING,
    Exit.misused: Text("没有完成", "not completed"),
}


def render(report: Report, out: TextIO, view: View) -> None:
    """Write the report as workflow commands, one a line."""
    found = _most_urgent_first(report)
    for severity in Severity:
        for one in found[severity][: _NOTICES if severity is Severity.note else None]:
            out.write(_annotation(one, view.lang))
    left = found[Severity.note][_NOTICES:]
    lines = [*_summary(report, found, view), *(_as_line(one, view.lang) for one in left)]
    out.write(_command("notice", {"title": TOOL}, "\n".join(lines)))


def _annotation(one: Told, lang: Lang) -> str:
    finding = one.finding
    properties = {
        "file": clean(from_here(one.file.path)),
        "line": str(one.place.line),
        "col": str(finding.place.column) if finding.place else "",
        "title": clean(f"{finding.code} {finding.target or ''}".strip()),
    }
    return _command(_COMMANDS[finding.severity], properties, clean(finding.message(lang)))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items() if value)
    return f"::{name} {given}::{_escaped(message, _DATA)}\n"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)


def _most_urgent_first(report: Report) -> dict[Severity, list[Told]]:
    """Return the findings by severity, each list in the order of verdicts: by days and points, over all files."""
    judged = {
        (id(one), found.target.id, OF_VERDICT.get(found.verdict)): found
        for one in report.files
        for found in one.assessments
    }

    def urgency(one: Told) -> tuple[int, Fraction]:
        found = judged.get((id(one.file), one.finding.target or "", one.finding.code))
        return _urgency(one.file, found)

    ordered = sorted((one for one in told(report) if not one.finding.known), key=urgency)
    return {severity: [one for one in ordered if one.finding.severity is severity] for severity in Severity}


def _urgency(one: FileReport, found: Assessment | None) -> tuple[int, Fraction]:
    if found is None or found.verdict not in FLAGGED:
        return _ANY_OTHER, Fraction(0)
    over = found.days_over(one.as_of) if one.as_of else 0
    return FLAGGED.index(found.verdict), -Fraction(found.lag or over)


def _summary(report: Report, found: dict[Severity, list[Told]], view: View) -> list[str]:
    lang, counts = view.lang, report.counts()
    comma = Text("，", ", ").say(lang)
    said = comma.join(f"{SEVERITIES[severity].say(lang)} {len(found[severity])}" for severity in Severity)
    files = Text(
        f"共 {counts['files']} 个文件，可用 {counts['valid']} 个：{said}",
        f"files: {counts['files']}, usable: {counts['valid']}; {said}",
    )
    files = Text(*(said + end for said, end in zip(files, known(*report.files), strict=True)))
    return [_outcome(report, view), files.say(lang), *_held_against(report, lang)]


def _outcome(report: Report, view: View) -> str:
    failed: Counter[str] = Counter()
    for one in report.files:
        failed.update(failures(one, view.fail_on))
    comma, colon = Text("，", ", ").say(view.lang), Text("：", ": ").say(view.lang)
    reasons = comma.join(f"{FAILURES[name].say(view.lang)} {number}" for name, number in failed.items())
    result = Text("结论 ", "Result: ").say(view.lang) + _OUTCOMES[Exit(report.exit_code)].say(view.lang)
    return f"{result}{colon}{reasons}" if reasons else result


def _held_against(report: Report, lang: Lang) -> list[str]:
    """Return a line for each plan, edition and day that files were held against."""
    wanted = ("title", "edition", "plan", "phase", "as_of", "comparison")
    facts = [basis(one, lang) for one in report.files if one.plan]
    return list(dict.fromkeys(" · ".join(each[name] for name in wanted if name in each) for each in facts))


def _as_line(one: Told, lang: Lang) -> str:
    return f"{where(from_here(one.file.path), one.finding.place)} {one.finding.code} {clean(one.finding.message(lang))}"
