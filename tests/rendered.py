"""Reports made in this process and shown in one format, held against tests/snapshots.

With UPDATE_SNAPSHOTS=1 in the environment the snapshots are written instead of compared.
"""

from __future__ import annotations

import io
import os
from datetime import date
from typing import Any

from conftest import HERE, SMALL, submission
from samples import BROKEN, NO_TARGET, all_good, mixed

from fazhi_check.assess import Waived
from fazhi_check.digest.run import Digest, digest
from fazhi_check.examine import Checker
from fazhi_check.gate import decide
from fazhi_check.outcome import Report
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import Renderer
from fazhi_check.reports.view import View
from fazhi_check.version import __version__

SNAPSHOTS = HERE / "snapshots"
LANGS = ("zh", "en")
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


def report_on(files: dict[str, str], as_of: date | None = None) -> Report:
    """Check texts by path against the small plan and let the default gate decide."""
    checker = Checker(load_plan(str(SMALL)), as_of)
    report = Report([checker.text(path, text) for path, text in files.items()])
    report.exit_code = decide(report)
    return report


def waive(report: Report, target: str, reason: str = "机构改革，职责正在移交") -> Report:
    """Put a waiver on one target of every file."""
    waived = Waived(reason, "市委依法治市办", date(2024, 12, 31))
    for one in report.files:
        one.assessments = [a._replace(waived=waived) if a.target.id == target else a for a in one.assessments]
    return report


def rendered(module: Renderer, report: Report | Digest, lang: Any = "zh", **view: Any) -> str:
    """Return a report, or its digest, in a format."""
    out = io.StringIO(newline="")
    asked = View(lang, **view)
    made = digest(report, asked.fail_on) if isinstance(report, Report) else report
    module.render(made, out, asked)
    return out.getvalue()


def hold(name: str, text: str) -> None:
    """Compare a report with its snapshot, without what changes from release to release."""
    settled = text.replace(load_plan(str(SMALL)).hash, "HASH")
    for before in ("fazhi-check ", '"version": "'):
        settled = settled.replace(before + __version__, before + "VERSION")
    snapshot = SNAPSHOTS / name
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.write_bytes(settled.encode())
    assert settled == snapshot.read_bytes().decode()
