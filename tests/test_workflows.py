"""The workflows of this project and its action: valid by their published schemas, and nothing zizmor would find."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
from helpers.project import ROOT
from ruamel.yaml import YAML

from fazhi_check.cli.dropped import UNATTENDED
from fazhi_check.version import __version__

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
ACTION = ROOT / "action.yml"
SCRIPTS = sysconfig.get_path("scripts")
ZIZMOR = shutil.which("zizmor", path=SCRIPTS) or shutil.which("zizmor")
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\n")

each = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    return found


def test_there_is_one_for_changes_and_one_for_releases() -> None:
    assert [path.stem for path in WORKFLOWS] == ["ci", "release"]


@each
def test_a_workflow_is_valid_by_its_published_schema(path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.stem)
def test_zizmor_finds_nothing(path: Path) -> None:
    command = [str(ZIZMOR), "--offline", "--no-progress", "--no-config", "--persona", "pedantic", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.stem)
def test_whatever_is_used_is_one_commit_whose_version_is_told(path: Path) -> None:
    used = [line for line in path.read_text("utf-8").splitlines(keepends=True) if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.search(line)] == []


@pytest.mark.parametrize("name", ["actions/checkout", "actions/setup-python"])
def test_the_same_is_used_everywhere(name: str) -> None:
    text = "".join(path.read_text("utf-8") for path in [*WORKFLOWS, ACTION])
    assert len(set(re.findall(rf"{name}@(.*)", text))) == 1


@each
def test_nothing_may_write_but_the_release_itself(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    writers = {name for name, job in workflow["jobs"].items() if "write" in job["permissions"].values()}
    assert writers == ({"release"} if path.stem == "release" else set())


@each
def test_no_script_takes_an_expression_in_and_every_job_ends(path: Path) -> None:
    for job in read(path)["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]


def test_every_python_that_is_promised_is_tried_on_three_systems() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    matrix = read(FOLDER / "ci.yml")["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["python"] == promised
    assert {name.partition("-")[0] for name in matrix["system"]} == {"ubuntu", "windows", "macos"}


def test_a_release_has_the_wheel_and_a_program_for_each_system() -> None:
    jobs = read(FOLDER / "release.yml")["jobs"]
    built = [one["named"].partition("-")[0] for one in jobs["binary"]["strategy"]["matrix"]["include"]]
    assert sorted(built) == ["linux", "macos", "windows"]
    assert set(jobs["release"]["needs"]) == {"wheel", "binary"}
    assert "tag" in jobs["release"]["if"]


def test_the_page_on_installing_names_what_a_release_has() -> None:
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    built = [one["named"] for one in read(FOLDER / "release.yml")["jobs"]["binary"]["strategy"]["matrix"]["include"]]
    assert {*re.findall(r"`fazhi-check-(\w+-\w+?)(?:\.exe)?`", page)} == set(built)
    assert {*re.findall(r"fazhi_check-([\d.]+)-py3", page)} == {__version__}


def test_the_page_on_installing_names_what_says_that_nobody_sits_there() -> None:
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert [name for name in UNATTENDED if f"`{name}`" not in page] == []
