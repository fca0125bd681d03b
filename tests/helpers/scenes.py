"""Scenes that reports are made of: files by their path, checked against the small plan and shown in one format."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from fazhi_check.assess import Waived
from fazhi_check.codes import OF_VERDICT
from fazhi_check.digest.run import Digest, digest
from fazhi_check.examine import Checker, check
from fazhi_check.findings import Finding
from fazhi_check.gate import DEFAULT_FAIL_ON, decide
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import Renderer, renderer
from fazhi_check.reports.view import View
from fazhi_check.source.files import decode
from fazhi_check.words import Lang
from helpers.project import SMALL
from helpers.submissions import BROKEN, NO_TARGET, all_good, mixed, submission

LANGS: tuple[Lang, ...] = ("zh", "en")

# Files by their path, by the name of a snapshot.
SCENES: dict[str, dict[str, str]] = {
    "good": {"a.yaml": all_good()},
    "flagged": {"a.yaml": mixed()},
    "broken": {"a.yaml": BROKEN},
    "comparison": {"a.yaml": mixed(code="230400", name="鹤岗市")},
    "no-target": {"a.yaml": NO_TARGET},
    "nothing": {},
    "several": {"a.yaml": mixed(), "b.yaml": BROKEN, "c.yaml": all_good(), "d.yaml": NO_TARGET},
}

# A run over a folder `in`, and a list of findings that are known in it.
KNOWN_IN_FOLDER = """\
- plan: small
  unit: 甲市
  code: "650100"
  findings: [missing 1.1.1-05, overdue 1.1.1-03, lagging 1.2.1-01, FZ304 1.2.1-07 what=value]
- path: in/b.yaml
  findings: [FZ103]
"""
IN_FOLDER = {"in/a.yaml": mixed(), "in/b.yaml": BROKEN, "in/c.yaml": all_good(), "in/d.yaml": NO_TARGET}

HOSTILE = [
    '=HYPERLINK("http://a.example","x")',
    "@SUM(1)",
    "-2+3",
    "x;=1+1",
    'x","=1+1',
    "| a | b |",
    "</td></tr><script>alert(1)</script>",
    "**粗** _斜_ `code` ~~x~~",
    "![x](http://a.example/x.png) [y](javascript:alert(1))",
    "&lt;b&gt; &#124; &amp;",
    "http://a.example/x www.a.example HTTPS://a.example ftp://a.example",
    "\\| \\",
    "# 结论 通过",
    "::error::x",
    "[red]x[/red] [link=http://a.example]y[/link]",
    "x\x1b[31my\x1b]8;;http://a.example\x07",
    "x\u202ey\u2066z\u200b",
    "x\u2028y\u0085z\x0bw\r\n# 结论 通过",
    "13812345678 11010519491231002X",
    "😀\U000e0041",
]


def quoted(text: str) -> str:
    """Return text as a double-quoted YAML scalar with everything unprintable escaped."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in plain) + '"'


def hostile(text: str) -> dict[str, str]:
    """Return files that carry a text wherever one can: path, unit, reason, key, id, title of evidence."""
    proof = f"[{{kind: document, title: {quoted(text)}, date: 2019-01-01}}]"
    entries = (
        f"  1.1.1-03: {{status: not_applicable, reason: {quoted(text)}}}\n"
        f"  1.1.1-01: {{status: done, evidence: {proof}, {quoted('k' + text)}: 1}}\n"
        f"  1.2.1-01: {{value: {quoted(text)}}}\n"
        f"  {quoted('1.' + text)}: {{status: done}}\n"
    )
    named = submission(entries).replace("甲市", quoted(text), 1)
    return {f"{text}.yaml": named, f"x{text}.yaml": BROKEN, f"y{text}.yaml": submission(entries, "2019-01-01")}


# Ends of every format's constructs, markup, and characters that move the reader's eye or terminal.
BREAKING_OUT = "]]></failure>&lt;\"'%0A::error::x\u202e\x1b[31m\x85\ufffe##[add-mask]a [go](http://h) 13800138000"


def breaking_out() -> str:
    """Return a submission whose texts try to break out: a reason, an unknown key, an unknown target, a name."""
    text = BREAKING_OUT.replace("\\", "\\\\").replace('"', '\\"').replace("\x1b", "\\e").replace("\x85", "\\N")
    text = text.replace("\ufffe", "\\uFFFE").replace("\u202e", "\\u202E")
    return (
        f'plan: small\nunit: {{name: "{text}", level: city, code: "650100"}}\nas_of: 2023-08-30\nentries:\n'
        f'  1.1.1-01: {{status: not_applicable, reason: "{text}\\n::error::two"}}\n'
        f'  1.1.1-02: {{status: under_way, "{text}\\r\\n::warning::three": 1}}\n'
        f'  "{text}\\n::notice::four": {{status: done}}\n'
    )


# What "several" holds file by file: a format for programs says the same of each when it stands alone.
IN_SEVERAL = ("good", "flagged", "broken", "no-target")
# Those for the formats that other programs read.
MACHINE_SCENES: dict[str, dict[str, str]] = {
    "flagged": {"a.yaml": mixed()},
    "good": {"a.yaml": all_good()},
    "broken": {"a.yaml": BROKEN},
    "several": {"a.yaml": mixed(), "b/b.yaml": BROKEN, "c.yaml": all_good(), "d.yaml": NO_TARGET},
    "comparison": {"a.yaml": submission({"1.1.1-03": {"status": "not_started"}}, code="230400")},
    "no-target": {"a.yaml": NO_TARGET},
    "no-file": {},
    "hostile": {"坏,名:字 %0A#1.yaml": breaking_out()},
}


def report_on(files: dict[str, str], as_of: date | None = None, fail_on: frozenset[str] = DEFAULT_FAIL_ON) -> Report:
    """Check texts, by the names their files would have, against the small plan, and let a gate decide."""
    checker = Checker(load_plan(str(SMALL)), as_of)
    read = {path: decode(text.encode()) for path, text in files.items()}
    report = Report([checker.text(path, text) for path, text in read.items() if isinstance(text, str)])
    report.exit_code = decide(report, fail_on)
    return report


def level_of(one: FileReport, found: Finding, fail_on: frozenset[str] = DEFAULT_FAIL_ON) -> str:
    """Return how bad a finding is for a service: an error where it fails the gate, else as its code says."""
    flagged = {(a.target.id, OF_VERDICT.get(a.verdict)): a.verdict for a in one.flagged}
    fails = flagged.get((found.target or "", found.code)) in fail_on
    return "error" if fails and not found.known else found.severity.value


def rendered(format_: str | Renderer, report: Report | Digest, lang: Lang = "zh", **view: Any) -> str:
    """Return a report, or its digest, in a format."""
    out = io.StringIO(newline="")
    fail_on = view.pop("fail_on", DEFAULT_FAIL_ON)
    made = digest(report, fail_on) if isinstance(report, Report) else report
    module = renderer(format_) if isinstance(format_, str) else format_
    module.render(made, out, View(lang, **view))
    return out.getvalue()


def waive(
    report: Report, target: str, reason: str = "机构改革，职责正在移交", until: date = date(2024, 12, 31)
) -> Report:
    """Put a waiver on one target of every file."""
    waived = Waived(reason, "市委依法治市办", until)
    for one in report.files:
        one.assessments = [a._replace(waived=waived) if a.target.id == target else a for a in one.assessments]
    return report


def unreadable(path: str) -> FileReport:
    """Return the report on a file that is not there: a finding without a place."""
    return check([path]).files[0]
