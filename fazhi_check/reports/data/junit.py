"""The JUnit report, for whatever shows test results: a suite a file, a case an assessment, and a case for the file itself."""

from __future__ import annotations

from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fazhi_check.assess import Assessment
from fazhi_check.codes import OF_VERDICT, Severity
from fazhi_check.findings import Finding
from fazhi_check.gate import failures
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports.data.machine import NO_TARGET, NOTHING, TOOL, basis, clean, told_as, where
from fazhi_check.reports.view import View
from fazhi_check.reports.wording import KNOWN
from fazhi_check.words import VERDICTS, Lang, Text

_SUMS = ("tests", "failures", "errors")
_VERDICTS = frozenset(OF_VERDICT.values())


def render(report: Report, out: TextIO, view: View) -> None:
    """Write the report as one XML document."""
    root = Element("testsuites", name="fazhi-check")
    suites = [_suite(one, view) for one in report.files] or [_empty(view.lang)]
    for name in _SUMS:
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    indent(root, " ")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n')


def _suite(one: FileReport, view: View) -> Element:
    cases = [_file_case(one, view), *_target_cases(one, view)]
    suite = _with_sums(Element("testsuite", name=_written(one.path), file=_written(one.path)), cases)
    properties = SubElement(suite, "properties")
    for name, fact in {"tool": TOOL, **basis(one, view.lang)}.items():
        SubElement(properties, "property", name=name, value=_written(fact))
    suite.extend(cases)
    return suite


def _with_sums(suite: Element, cases: list[Element]) -> Element:
    suite.set("tests", str(len(cases)))
    for name, tag in {"failures": "failure", "errors": "error", "skipped": "skipped"}.items():
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _empty(lang: Lang) -> Element:
    # Readers take a report without any case for a broken one.
    case = Element("testcase", name="file", classname="fazhi-check")
    SubElement(case, "skipped", message=NOTHING.say(lang))
    suite = _with_sums(Element("testsuite", name="fazhi-check"), [case])
    suite.append(case)
    return suite


def _file_case(one: FileReport, view: View) -> Element:
    """Return the case of the file itself: it errors where its errors fail the gate, and tells what else was found."""
    case = Element("testcase", name="file", classname=_written(one.path))
    errors = [finding for finding in one.findings if finding.severity is Severity.error and not finding.known]
    others = [finding for finding in one.findings if finding not in errors and finding.code not in _VERDICTS]
    if "errors" in failures(one, view.fail_on):
        error = SubElement(case, "error", type=errors[0].code, message=_first_of(errors, view.lang))
        error.text = _listed(one, errors, view.lang)
    else:
        others = errors + others
        if one.is_submission and one.valid and not one.assessments:
            SubElement(case, "skipped", message=NO_TARGET.say(view.lang))
    if others:
        SubElement(case, "system-out").text = _listed(one, others, view.lang)
    return case


def _first_of(errors: list[Finding], lang: Lang) -> str:
    first = errors[0].message(lang)
    count = Text(f"共 {len(errors)} 处错误，第一处：{first}", f"{len(errors)} errors, the first: {first}")
    return _written(count.say(lang) if len(errors) > 1 else first)


def _listed(one: FileReport, findings: list[Finding], lang: Lang) -> str:
    return "\n".join(_written(f"{where(one.path, f.place)} {f.code} {told_as(f, lang)}") for f in findings)


def _target_cases(one: FileReport, view: View) -> list[Element]:
    failed = {found.target.id for found in one.flagged if found.verdict in view.fail_on}
    return [_target_case(one, found, found.target.id in failed, view.lang) for found in one.assessments]


def _target_case(one: FileReport, found: Assessment, failed: bool, lang: Lang) -> Element:
    target = found.target
    case = Element("testcase", name=_written(f"{target.id} {target.name(lang)}"), classname=_written(one.path))
    said = _written(f"{VERDICTS[found.verdict].say(lang)}{Text('：', ': ').say(lang)}{found.why.say(lang)}")
    if failed:
        failure = SubElement(case, "failure", type=found.verdict, message=said)
        failure.text = _details(one, found, said, lang)
    elif found.waived or found.known or found.verdict == "exempt":
        SubElement(case, "skipped", message=_rests(found, said, lang))
    else:
        SubElement(case, "system-out").text = said
    return case


def _details(one: FileReport, found: Assessment, said: str, lang: Lang) -> str:
    clause = one.plan.heading(found.target.item, lang) if one.plan else ""
    return _written("\n".join((said, clause, where(one.path, one.places.get(found.target.id)))))


def _rests(found: Assessment, said: str, lang: Lang) -> str:
    waived = found.waived
    if found.known:
        return f"{KNOWN.say(lang)}{Text('，', ', ').say(lang)}{said}"
    if waived is None:
        return said
    text = Text(
        f"豁免至 {waived.expires}({waived.approved_by})：{waived.reason}；{said}",
        f"waived until {waived.expires} by {waived.approved_by}: {waived.reason}; {said}",
    )
    return _written(text.say(lang))


def _written(text: str) -> str:
    """Return text that XML can carry; it has one kind of line end."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))
