"""The single-file program, in an environment with nothing in it: run by `make binary`, which names it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import ROOT
from helpers.submissions import BROKEN

from fazhi_check.version import __version__

NAMED = os.environ.get("FAZHI_CHECK_PROGRAM")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NAMED is None, reason="FAZHI_CHECK_PROGRAM names no program: see make binary"),
]
# What Windows itself needs to start any program.
SYSTEM = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
SUBMISSION = ROOT / "submissions" / "hegang-2023.yaml"
REPORT = ROOT / "submissions" / "examples" / "example-city-2023.txt"
# More than are done by one process.
MANY = 30
# The largest the file may be, in bytes.
MOST = 60_000_000
Program = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program, copied to a folder of its own and called without any environment; it works in that folder."""
    folder = tmp_path_factory.mktemp("office")
    copy = Path(shutil.copy(ROOT / str(NAMED), folder))
    (folder / "submissions").mkdir()
    for number in range(MANY):
        shutil.copy(SUBMISSION, folder / "submissions" / f"{number:02}.yaml")
    (folder / "broken.yaml").write_text(BROKEN, "utf-8")

    def call(*args: object) -> subprocess.CompletedProcess[bytes]:
        command = [str(copy), *map(str, args)]
        return subprocess.run(command, cwd=folder, env=SYSTEM, capture_output=True, check=False)

    return call


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(("submissions/00.yaml",), 1, id="flagged"),
        pytest.param(("submissions/00.yaml", "--fail-on", "never"), 0, id="passed"),
        pytest.param(("broken.yaml",), 1, id="broken"),
        pytest.param(("none.yaml",), 2, id="absent"),
        pytest.param(("explain", "FZ999"), 2, id="misused"),
    ],
)
def test_exit_codes_are_those_of_the_command(program: Program, args: tuple[str, ...], code: int) -> None:
    done = program(*args)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def installed(*args: object) -> bytes:
    """Return what the package itself prints."""
    return subprocess.run(
        [sys.executable, "-m", "fazhi_check", *map(str, args)], capture_output=True, check=False
    ).stdout


@pytest.mark.parametrize("form", ["json", "html", "csv", "junit", "sarif", "github", "gitlab", "jsonl"])
def test_a_report_is_the_same_as_from_the_package(program: Program, form: str) -> None:
    args = (SUBMISSION, "-f", form)
    assert program(*args).stdout == installed(*args)


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("targets", "-f", "json"), id="targets"),
        pytest.param(("schema", "report"), id="schema"),
        pytest.param(("suggest", REPORT, "--plan", "example-province", "-f", "json"), id="suggest"),
    ],
)
def test_commands_say_what_the_package_says(program: Program, args: tuple[str, ...]) -> None:
    assert program(*args).stdout == installed(*args)


def test_it_knows_its_version_its_rules_and_its_plan(program: Program) -> None:
    assert program("--version").stdout.decode().strip() == f"fazhi-check {__version__}"
    assert b"FZ301" in program("explain", "FZ301").stdout
    assert program("explain", "all", "--lang", "en").stdout.count(b"FZ") > 50
    assert program("lint", "urumqi-14fyp").returncode == 0


def test_many_files_are_checked_by_several_processes(program: Program) -> None:
    several, one = (program("submissions", "-f", "json", "--jobs", jobs) for jobs in (3, 1))
    assert several.stdout == one.stdout
    assert len(json.loads(one.stdout)["files"]) == MANY
    assert several.stderr == b""


def test_a_plan_is_drafted_and_no_check_goes_by_it(program: Program, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(
        "某市法治建设实施方案\n一、依法行政\n（一）政务公开\n1.公开清单。到2023年底，建成政务公开平台。\n", "utf-8"
    )
    assert program("new-plan", "some-plan", "--from", text).returncode == 0
    assert program("submissions/00.yaml", "--plan", "some-plan").returncode == 2


@pytest.mark.parametrize("name", ["天山区.yaml", "天山区.xlsx"])
def test_a_form_is_written_and_read_back(program: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    done = program(
        "init", "--unit", "天山区", "--level", "county", "--code", "650102", "--as-of", "2023-08-30", "-o", path
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)
    args = (path, "-f", "json")
    checked = program(*args)
    assert checked.returncode == 1
    assert json.loads(checked.stdout)["files"][0]["unit"]["name"] == "天山区"
    assert checked.stdout == installed(*args)


def test_workbooks_are_made_of_texts_and_of_results(program: Program, tmp_path: Path) -> None:
    sheet, ledger = tmp_path / "鹤岗市.xlsx", tmp_path / "台账.xlsx"
    assert program("convert", SUBMISSION, sheet).returncode == 0
    assert program(sheet, "-f", "summary", "-o", f"xlsx:{ledger}").returncode == 1
    assert ledger.read_bytes()[:2] == b"PK"


@pytest.mark.skipif(sys.platform != "linux", reason="started as a Linux desktop does it")
def test_a_file_dropped_on_it_gets_its_page(tmp_path: Path) -> None:
    path = Path(shutil.copy(SUBMISSION, tmp_path / "天山区.yaml"))
    nowhere = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    environment = {"DISPLAY": ":0", "BROWSER": "/bin/true"}
    done = subprocess.run([ROOT / str(NAMED), path], env=environment, cwd="/", check=False, **nowhere)
    assert done.returncode == 1
    assert (tmp_path / "天山区-检查结果.html").exists()


def test_it_is_small_and_starts_at_once(program: Program) -> None:
    size = (ROOT / str(NAMED)).stat().st_size
    took = []
    for _ in range(3):
        start = time.monotonic()
        program("--version")
        took.append(time.monotonic() - start)
    print(f"{size / 1e6:.1f} MB, starts in {min(took):.2f} s")
    assert size < MOST
