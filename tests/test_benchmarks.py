"""What benchmarks are made with: the generated submissions, and the names whose time is taken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.project import ROOT

BENCHMARKS = ROOT / "benchmarks"


def made(folder: Path, *options: str) -> Path:
    """Return a generated submission of sixty entries."""
    program = str(BENCHMARKS / "generate.py")
    subprocess.run([sys.executable, program, str(folder), "--count", "1", "--entries", "60", *options], check=True)
    [path] = folder.iterdir()
    return path


def errors(path: Path) -> list[str]:
    """Return the codes of the errors that a submission has."""
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_check", str(path), "-f", "json"], capture_output=True, check=False
    )
    [file] = json.loads(done.stdout)["files"]
    return [finding["code"] for finding in file["findings"] if finding["severity"] == "error"]


@pytest.mark.parametrize(("odd", "codes"), [("", []), ("wrong", ["FZ203"]), ("anchor", [])])
@pytest.mark.slow
def test_a_generated_submission_has_the_errors_it_should_have(tmp_path: Path, odd: str, codes: list[str]) -> None:
    plain, path = made(tmp_path / "plain"), made(tmp_path / "odd", *(["--odd", odd] if odd else []))
    assert errors(path) == codes
    changed = set(path.read_text("utf-8").split("\n")) - set(plain.read_text("utf-8").split("\n"))
    assert len(changed) == {"": 0, "wrong": 1, "anchor": 2}[odd]


def test_every_stage_that_is_timed_is_there(tmp_path: Path) -> None:
    path = made(tmp_path / "one")
    done = subprocess.run([sys.executable, str(BENCHMARKS / "stages.py"), str(path)], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["missing"] == [], "bring CLOCKS in benchmarks/stages.py up to date"
    assert {"import", "plan", "open", "read", "validate", "assess", "rules", "print"} <= found["seconds"].keys()
