"""What the tests of the formats for other programs share: scenes, rendering in this process, and snapshots."""

from __future__ import annotations

import io
import os
import re
from datetime import date

from conftest import HERE, SMALL, submission
from samples import BROKEN, NO_TARGET, all_good, mixed

from fazhi_check.assess import Waived
from fazhi_check.digest.run import digest
from fazhi_check.examine import Checker, check
from fazhi_check.gate import DEFAULT_FAIL_ON, decide
from fazhi_check.outcome import FileReport, Report
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import renderer
from fazhi_check.reports.view import View
from fazhi_check.source.files import decode
from fazhi_check.version import __version__
from fazhi_check.words import Lang

LANGS: tuple[Lang, ...] = ("zh", "en")
# Ends of every format's constructs, markup, and characters that move the reader's eye or terminal.
HOSTILE = "]]></failure>&lt;\"'%0A::error::x\u202e\x1b[31m\x85\ufffe##[add-mask]a [go](http://h) 13800138000"


def hostile() -> str:
    """Return a submission whose texts try to break out: a reason, an unknown key, an unknown target, a name."""
    text = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\x1b", "\\e").replace("\x85", "\\N")
    text = text.replace("\ufffe", "\\uFFFE").replace("\u202e", "\\u202E")
    return (
        f'plan: small\nunit: {{name: "{text}", level: city, code: "650100"}}\nas_of: 2023-08-30\nentries:\n'
        f'  1.1.1-01: {{status: not_applicable, reason: "{text}\\n::error::two"}}\n'
        f'  1.1.1-02: {{status: under_way, "{text}\\r\\n::warning::three": 1}}\n'
        f'  "{text}\\n::notice::four": {{status: done}}\n'
    )


SCENES: dict[str, dict[str, str]] = {
    "flagged": {"a.yaml": mixed()},
    "good": {"a.yaml": all_good()},
    "broken": {"a.yaml": BROKEN},
    "several": {"a.yaml": mixed(), "b/b.yaml": BROKEN, "c.yaml": all_good(), "d.yaml": NO_TARGET},
    "comparison": {"a.yaml": submission({"1.1.1-03": {"status": "not_started"}}, code="230400")},
    "no-target": {"a.yaml": NO_TARGET},
    "no-file": {},
    "hostile": {"坏,名:字 %0A#1.yaml": hostile()},
}


def report_on(files: dict[str, str], fail_on: frozenset[str] = DEFAULT_FAIL_ON) -> Report:
    """Check texts, by the names their files would have, against the small plan."""
    checker = Checker(load_plan(str(SMALL)))
    checked = {
        path: checker.text(path, read) for path, text in files.items() if isinstance(read := decode(text.encode()), str)
    }
    report = Report(list(checked.values()))
    report.exit_code = decide(report, fail_on)
    return report


def rendered(name: str, report: Report, lang: Lang = "zh", fail_on: frozenset[str] = DEFAULT_FAIL_ON) -> str:
    """Return a report in a format, as it would be written to a UTF-8 file."""
    out = io.StringIO()
    renderer(name).render(digest(report, fail_on), out, View(lang=lang))
    return out.getvalue().encode("utf-8").decode("utf-8")


def unreadable(path: str) -> FileReport:
    """Return the report on a file that is not there: a finding without a place."""
    return check([path]).files[0]


def waived(report: Report, target: str, reason: str = "另有安排") -> Report:
    """Let one target of the first file rest, as a waiver in force would."""
    first = report.files[0]
    rest = Waived(reason, "某办公室", date(2025, 1, 31))
    first.assessments = [a._replace(waived=rest) if a.target.id == target else a for a in first.assessments]
    return report


def held_to_snapshot(name: str, scene: str, lang: Lang, suffix: str) -> None:
    """Compare a scene in a format with its snapshot; with UPDATE_SNAPSHOTS=1 the snapshot is written anew."""
    plan = load_plan(str(SMALL))
    text = rendered(name, report_on(SCENES[scene]), lang)
    settled = text.replace(f"fazhi-check {__version__}", "fazhi-check VERSION").replace(plan.hash, "HASH")
    settled = settled.replace(f'ersion": "{__version__}"', 'ersion": "VERSION"')
    if scene != "no-file":
        # The pages of all rules stand in one snapshot, not in each.
        settled = re.sub(r'("rules": \[\n).*?(\n {5}\])', r"\1      ...\2", settled, count=1, flags=re.DOTALL)
    snapshot = HERE / "snapshots" / f"{name}-{scene}-{lang}.{suffix}"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        snapshot.write_text(settled, "utf-8")
    assert settled == snapshot.read_text("utf-8")


def no_snapshot_is_left_over(name: str, suffix: str) -> bool:
    """Tell whether the snapshots of a format are those of its scenes."""
    kept = {path.name for path in (HERE / "snapshots").glob(f"{name}-*")}
    return kept == {f"{name}-{scene}-{lang}.{suffix}" for scene in SCENES for lang in LANGS}
