"""The GitHub action: valid by its published schema, and its own shell steps run for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from helpers.action import ACTION, executable
from helpers.project import ROOT, SMALL
from helpers.submissions import BROKEN, all_good, mixed

pytestmark = pytest.mark.slow

STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BASH = shutil.which("bash")
ACTION_PATH = "/runner/_actions/a name/fazhi-check"
HOSTILE = [
    "; touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "' ; touch pwned ; '",
    '" ; touch pwned ; "',
    "&& touch pwned",
    "| tee pwned",
    "> pwned",
]
OPTIONS = ["--output=html:pwned", "-o", "html:pwned", "--help"]

needs_bash = pytest.mark.skipif(BASH is None, reason="the action's steps are written for bash")


@dataclass(frozen=True)
class Done:
    """What a step of the action did."""

    code: int
    log: str
    summary: str
    outputs: str


def step(key: str, value: str) -> dict[str, Any]:
    return next(one for one in STEPS if one.get(key) == value)


def entered(written: str, inputs: dict[str, str]) -> str:
    """Return what GitHub puts for `${{ inputs.NAME }}`; nothing else is known here."""
    before, name, after = written.partition("${{ inputs.")
    assert name, written
    return inputs[after.removesuffix(" }}")] if not before else pytest.fail(written)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository with submissions to the small plan, as checked out by a job."""
    folder = tmp_path / "work space"
    (folder / "submissions").mkdir(parents=True)
    shutil.copytree(SMALL, folder / "plan")
    (folder / "fazhi-check.toml").write_text('plan = "plan"\n', "utf-8")
    for name, text in {"good": all_good(), "flagged": mixed(), "broken": BROKEN}.items():
        (folder / "submissions" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def run_step(one: dict[str, Any], workspace: Path, **given: str) -> Done:
    """Run a step as GitHub does: its script in a file, bash that stops at the first failure, files for what it says."""
    runner = workspace.parent / "runner temp"
    commands = workspace.parent / "bin"
    for folder in (runner, commands):
        folder.mkdir(exist_ok=True)
    executable(commands / "fazhi-check", f'exec "{sys.executable}" -P -m fazhi_check "$@"')
    inputs = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    told = {name: runner / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for path in told.values():
        path.write_text("", "utf-8")
    script = runner / "step.sh"
    script.write_text(one["run"], "utf-8")
    environment = {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": ACTION_PATH,
        "RUNNER_TEMP": str(runner),
        **{name: str(path) for name, path in told.items()},
        **{name: entered(written, inputs) for name, written in one.get("env", {}).items()},
    }
    command = [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(command, cwd=workspace, env=environment, capture_output=True, check=False)
    said = {name: path.read_text("utf-8") for name, path in told.items()}
    log = (done.stdout + done.stderr).decode("utf-8")
    return Done(done.returncode, log, said["GITHUB_STEP_SUMMARY"], said["GITHUB_OUTPUT"])


def check(workspace: Path, **given: str) -> Done:
    return run_step(step("id", "check"), workspace, **given)


def test_the_action_is_valid_by_its_published_schema() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("one", [one for one in STEPS if "run" in one], ids=lambda one: one["name"])
def test_no_script_takes_an_expression_in(one: dict[str, Any]) -> None:
    assert "${{" not in one["run"]


def test_every_input_is_explained_and_used() -> None:
    used = str(STEPS)
    for name, one in ACTION["inputs"].items():
        assert one["description"]
        assert f"inputs.{name} " in used


@needs_bash
@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        pytest.param("submissions/good.yaml", 0, "通过", id="good"),
        pytest.param("submissions/flagged.yaml", 1, "逾期", id="flagged"),
        pytest.param("submissions/broken.yaml", 1, "FZ103", id="broken"),
        pytest.param("submissions", 1, "总计", id="folder"),
        pytest.param("plan/empty", 3, "没有可检查", id="empty"),
    ],
)
def test_a_run_is_told_by_summary_output_and_exit_code(workspace: Path, path: str, code: int, told: str) -> None:
    (workspace / "plan" / "empty").mkdir()
    done = check(workspace, paths=path)
    assert done.code == code
    assert done.outputs == f"exit-code={code}\n"
    assert told in done.summary
    assert "没有写出报告" not in done.summary


@needs_bash
@pytest.mark.parametrize("path", ["submissions/none.yaml", ""])
def test_wrong_usage_fails_and_says_so_in_the_summary(workspace: Path, path: str) -> None:
    done = check(workspace, paths=path, fail="false")
    assert done.code == 2
    assert done.outputs == "exit-code=2\n"
    assert "退出码 2" in done.summary
    assert ("none.yaml" if path else "PATH") in done.log


@needs_bash
def test_findings_are_annotations_at_their_lines(workspace: Path) -> None:
    done = check(workspace, paths="submissions/broken.yaml")
    assert "::error file=submissions/broken.yaml,line=2,col=7," in done.log


@needs_bash
@pytest.mark.parametrize(("fail", "code"), [("false", 0), ("no", 1)])
def test_only_false_lets_a_failed_gate_pass(workspace: Path, fail: str, code: int) -> None:
    done = check(workspace, paths="submissions/flagged.yaml", fail=fail)
    assert done.code == code
    assert done.outputs == "exit-code=1\n"


@needs_bash
def test_nothing_to_check_fails_whatever_the_gate(workspace: Path) -> None:
    (workspace / "none").mkdir()
    assert check(workspace, paths="none", fail="false").code == 3


@needs_bash
def test_without_paths_the_folders_of_the_settings_are_checked(workspace: Path) -> None:
    (workspace / "fazhi-check.toml").write_text('plan = "plan"\nfolders = ["submissions"]\n', "utf-8")
    assert "submissions/broken.yaml" in check(workspace).summary


@needs_bash
def test_a_line_is_a_path_blanks_and_all(workspace: Path) -> None:
    shutil.copy(workspace / "submissions" / "good.yaml", workspace / " a  b*.yaml")
    done = check(workspace, paths=" a  b*.yaml\r\n\nsubmissions/broken.yaml\n")
    assert done.code == 1
    assert "· a b\\*.yaml\n" in done.summary
    assert "submissions/broken.yaml" in done.summary


@needs_bash
@pytest.mark.parametrize("args", ["--fail-on never --lang en", "--fail-on\nnever\r\n\n  --lang=en\n"])
def test_options_are_words(workspace: Path, args: str) -> None:
    done = check(workspace, paths="submissions/flagged.yaml", args=args)
    assert done.code == 0
    assert "overdue" in done.summary


@needs_bash
@pytest.mark.parametrize(("name", "code"), [("paths", 2), ("args", 2), ("fail", 1)])
def test_no_input_is_ever_a_command(workspace: Path, name: str, code: int) -> None:
    done = check(workspace, **{"paths": "submissions/flagged.yaml", name: "\n".join(HOSTILE)})
    assert done.code == code
    assert not list(workspace.rglob("*pwned*"))


@needs_bash
def test_no_path_is_ever_an_option(workspace: Path) -> None:
    done = check(workspace, paths="\n".join([*OPTIONS, *HOSTILE]))
    assert done.code == 2
    assert "、".join([*OPTIONS, *HOSTILE]) in done.log
    assert not list(workspace.rglob("*pwned*"))


@needs_bash
def test_the_summary_of_an_earlier_use_is_not_told_again(workspace: Path) -> None:
    assert "逾期" in check(workspace, paths="submissions/flagged.yaml").summary
    assert "逾期" not in check(workspace, paths="none.yaml").summary


@needs_bash
def test_a_summary_too_long_for_github_is_cut_at_a_line(workspace: Path) -> None:
    one = step("id", "check")
    shorter = {**one, "run": one["run"].replace("most=1000000", "most=900")}
    assert shorter != one
    whole = check(workspace, paths="submissions/flagged.yaml").summary
    *lines, blank, note = run_step(shorter, workspace, paths="submissions/flagged.yaml").summary.splitlines()
    assert lines == whole.splitlines()[: len(lines)]
    assert len("\n".join(lines).encode()) <= 900
    assert (blank, note[:4]) == ("", "报告太长")


@needs_bash
def test_the_program_is_installed_from_the_action_s_own_folder_with_what_reads_workbooks(workspace: Path) -> None:
    commands = workspace.parent / "bin"
    commands.mkdir()
    executable(commands / "python", 'for arg in "$@"; do echo "[$arg]"; done')
    done = run_step(step("name", "Install fazhi-check"), workspace)
    assert done.code == 0
    words = done.log.splitlines()
    assert words[:4] == ["[-I]", "[-m]", "[pip]", "[install]"]
    assert words[-1] == f"[{ACTION_PATH}[office]]"
