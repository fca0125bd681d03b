"""What many tests need: the small plan, submissions in short form, and the command line in this process."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi_check.assess import Assessment
from fazhi_check.cli import main
from fazhi_check.examine import Checker
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

# Plans compiled by tests lie apart from the user's, session fixtures' too.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="fazhi-check-tests-")

HERE = Path(__file__).parent
ROOT = HERE.parent
SMALL = HERE / "plans" / "small"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give every test the same terminal: 80 columns, no colour."""
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "NO_COLOR", "FAZHI_CHECK_LANG", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")
    yield


@pytest.fixture(scope="session")
def small() -> Plan:
    """The small plan: six measures, three phases."""
    return load_plan(str(SMALL))


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line in this process."""

    def call(*args: str | os.PathLike[str]) -> Ran:
        code = main([os.fspath(arg) for arg in args])
        done = capsys.readouterr()
        return Ran(code, done.out, done.err)

    return call


HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: %s\nentries:\n'


def submission(entries: str | dict[str, Any] = "", as_of: str = "2023-08-30", **unit: str) -> str:
    """Return the text of a submission to the small plan; entries as YAML text (indented by two) or as data."""
    head = HEAD % as_of
    for key, value in unit.items():
        old = {"name": "甲市", "level": "level: city", "code": '"650100"'}[key]
        head = head.replace(old, {"name": value, "level": f"level: {value}", "code": f'"{value}"'}[key])
    if isinstance(entries, dict):
        entries = "".join(f"  {target}: {json.dumps(entry, ensure_ascii=False)}\n" for target, entry in entries.items())
    return head + entries


def examine(text: str, plan: Plan, as_of: date | None = None, phase: str | None = None) -> FileReport:
    """Check one text against a plan."""
    return Checker(plan, as_of, phase).text("sample.yaml", text)


def verdict_of(report: FileReport, target: str) -> Assessment:
    """Return the assessment of one target."""
    return next(one for one in report.assessments if one.target.id == target)


PROOF = {
    kind: {"kind": kind, "title": f"某{kind}"} for kind in ("document", "record", "publication", "figure", "report")
}
