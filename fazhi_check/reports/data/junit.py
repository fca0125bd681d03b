"""The JUnit report, for whatever shows test results: a suite a file, a case an assessment, and a case for the file itself."""

from __future__ import annotations

from collections import Counter
from os.path import splitext
from typing import NamedTuple, TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from fazhi_check.codes import Severity
from fazhi_check.digest.file import FileDigest
from fazhi_check.digest.finding import FindingDigest
from fazhi_check.digest.line import Line
from fazhi_check.digest.run import Digest
from fazhi_check.digest.words import COLON, COMMA, KNOWN, NO_FILE
from fazhi_check.gate import ABSENT
from fazhi_check.reports.data.machine import NOT_SUBMITTED, basis, slow_said, where, written
from fazhi_check.reports.view import Root, View
from fazhi_check.version import TOOL
from fazhi_check.words import Lang, Text

_SUMS = ("tests", "failures", "errors")


class _Cased(NamedTuple):
    """A file with its path as services name it, and the name of the class that its cases are taken for."""

    file: FileDigest
    path: str
    name: str


def render(digest: Digest, out: TextIO, view: View) -> None:
    """Write the report as one XML document."""
    root = Element("testsuites", name="fazhi-check")
    suites = [_suite(one, view.lang) for one in _cased(digest, view.root)] or [_empty(view.lang)]
    for name in _SUMS:
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.extend(suites)
    indent(root, " ")
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n')


def _cased(digest: Digest, root: Root) -> list[_Cased]:
    """Return every file with a class of its own: its path without suffix, unless another one differs in that alone."""
    paths = [_written(root.name(one.path)) for one in digest.files]
    bare = [splitext(path)[0] for path in paths]
    shared, taken = Counter(bare), set[str]()
    found = []
    for one, path, short in zip(digest.files, paths, bare, strict=True):
        name = own = path if shared[short] > 1 else short
        number = 1
        while name in taken:
            number += 1
            name = f"{own} ({number})"
        taken.add(name)
        found.append(_Cased(one, path, name))
    return found


def _suite(cased: _Cased, lang: Lang) -> Element:
    one = cased.file
    absent = [_absent_case(cased, found, lang) for found in one.findings if found.code == NOT_SUBMITTED]
    cases = [_file_case(cased, lang), *absent, *(_target_case(cased, line, lang) for line in one.lines)]
    suite = _with_sums(Element("testsuite", name=cased.path, file=cased.path), cases)
    properties = SubElement(suite, "properties")
    for name, fact in {"tool": TOOL, **basis(one, lang)}.items():
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
    SubElement(case, "skipped", message=NO_FILE.say(lang))
    suite = _with_sums(Element("testsuite", name="fazhi-check"), [case])
    suite.append(case)
    return suite


def _file_case(cased: _Cased, lang: Lang) -> Element:
    """Return the case of the file itself: it errors where its errors fail the gate, and tells what else was found."""
    one = cased.file
    case = Element("testcase", name="file", classname=cased.name)
    errors = [finding for finding in one.findings if finding.severity is Severity.error and not finding.known]
    apart = [*errors, *(finding for finding in one.findings if finding.code == NOT_SUBMITTED)]
    others = [finding for finding in one.findings if finding not in apart and not finding.repeats]
    if "errors" in one.failed:
        error = SubElement(case, "error", type=errors[0].code, message=_first_of(errors, lang))
        error.text = _listed(cased.path, errors, lang)
    else:
        others = errors + others
        if one.empty:
            SubElement(case, "skipped", message=one.nothing.say(lang))
    if others:
        SubElement(case, "system-out").text = _listed(cased.path, others, lang)
    return case


def _absent_case(cased: _Cased, found: FindingDigest, lang: Lang) -> Element:
    """Return the case of a unit of the round that has not submitted."""
    said = _written(found.message(lang))
    case = Element("testcase", name=said, classname=cased.name)
    if ABSENT in cased.file.failed:
        failure = SubElement(case, "failure", type=ABSENT, message=said)
        failure.text = _written(f"{where(cased.path, found.place)} {found.announced(lang)}")
    return case


def _first_of(errors: list[FindingDigest], lang: Lang) -> str:
    first = errors[0].named(lang)
    count = Text(f"共 {len(errors)} 处错误，第一处：{first}", f"{len(errors)} errors, the first: {first}")
    return _written(count.say(lang) if len(errors) > 1 else first)


def _listed(path: str, findings: list[FindingDigest], lang: Lang) -> str:
    return "\n".join(_written(f"{where(path, f.place)} {f.code} {f.announced(lang)}") for f in findings)


def _target_case(cased: _Cased, line: Line, lang: Lang) -> Element:
    one = cased.file
    case = Element("testcase", name=_written(f"{line.target} {line.title.say(lang)}"), classname=cased.name)
    said = _written(f"{line.called.say(lang)}{COLON.say(lang)}{line.message(lang)}")
    slow = line.slow_duty and "slow" in one.failed
    if slow or (line.flagged and line.verdict in one.failed):
        said = _written(slow_said(line, lang)) if slow else said
        failure = SubElement(case, "failure", type="slow" if slow else line.verdict, message=said)
        clause = one.heading(line.item).say(lang) if one.plan else ""
        failure.text = _written("\n".join((said, clause, where(cased.path, line.place))))
    elif line.waived or line.known or line.verdict == "exempt":
        SubElement(case, "skipped", message=_rests(line, said, lang))
    else:
        SubElement(case, "system-out").text = said
    return case


def _rests(line: Line, said: str, lang: Lang) -> str:
    if line.known:
        return f"{KNOWN.say(lang)}{COMMA.say(lang)}{said}"
    waived = line.waived
    if waived is None:
        return said
    text = Text(
        f"豁免至 {waived.expires}（{waived.approved_by}）：{waived.reason}；{said}",
        f"waived until {waived.expires} by {waived.approved_by}: {waived.reason}; {said}",
    )
    return _written(text.say(lang))


def _written(text: str) -> str:
    """Return text that XML can carry; it has one kind of line end."""
    return written(text.replace("\r\n", "\n").replace("\r", "\n"))
