"""The hook for pre-commit: its manifest, and the hook run for real on this repository's files as they are now."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers.project import ROOT, SMALL
from helpers.sheets import LABELS, workbook
from helpers.submissions import all_good, mixed
from ruamel.yaml import YAML

pytest.importorskip("pre_commit", reason="pre-commit is not installed")
pytestmark = pytest.mark.slow
MANIFEST = ".pre-commit-hooks.yaml"
HOOK: dict[str, Any] = YAML(typ="safe").load((ROOT / MANIFEST).read_text("utf-8"))[0]
CONFIG = """\
repos:
  - repo: %s
    rev: %s
    hooks:
      - id: fazhi-check
"""
GIT_CONFIG = """\
[user]
    name = tests
    email = tests@example.org
[safe]
    directory = *
[core]
    autocrlf = false
"""
LABELS_OF_SMALL = [("规划", "small"), *LABELS[1:]]
# More than pre-commit gives to one process, were it free to start several.
MANY = 12


def environment(folder: Path) -> dict[str, str]:
    """Return an environment without what a hook or a user's own settings leave in it; git and pre-commit keep to it."""
    strange = ("GIT_", "PRE_COMMIT", "SKIP", "PYTHON", "VIRTUALENV", "VIRTUAL_ENV", "FAZHI_CHECK")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    settings = folder / "gitconfig"
    settings.write_text(GIT_CONFIG, "utf-8")
    return {
        **plain,
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_COLOR": "never",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "PYTHONUTF8": "1",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        "VIRTUALENV_OVERRIDE_APP_DATA": str(folder / "virtualenv"),
    }


def run(folder: Path, *command: str, env: dict[str, str]) -> str:
    """Run what has to succeed and return its output."""
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def commit_all(folder: Path, env: dict[str, str]) -> str:
    """Make a repository of a folder and return its only commit."""
    run(folder, "git", "init", "--quiet", env=env)
    run(folder, "git", "add", "--all", "--force", env=env)
    run(folder, "git", "commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", "all", env=env)
    return run(folder, "git", "rev-parse", "HEAD", env=env).strip()


def own_files(env: dict[str, str]) -> list[str]:
    """Return the files of this repository, those not yet committed too; skip where there is no repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    inside = subprocess.run(
        ["git", "rev-parse", "--show-prefix"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if inside.returncode or inside.stdout.strip():
        pytest.skip("this tree is no git checkout")
    listed = run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", env=env)
    return [name for name in listed.split("\0") if (ROOT / name).is_file()]


def own_repository(folder: Path, env: dict[str, str]) -> str:
    """Commit the files of this repository to one in a folder and return the commit."""
    for name in own_files(env):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return commit_all(folder, env)


def users_repository(folder: Path, hooks: Path, revision: str, env: dict[str, str]) -> None:
    """Make a repository of submissions to the small plan that uses the hook."""
    submissions = folder / "submissions"
    submissions.mkdir(parents=True)
    shutil.copytree(SMALL, folder / "plan")
    files = {"good": all_good(), "flagged": mixed(), **dict.fromkeys(map(str, range(MANY)), mixed(name="乙市"))}
    for name, text in files.items():
        (submissions / f"{name}.yaml").write_text(text, "utf-8")
    (submissions / "甲市.xlsx").write_bytes(workbook(["编号", "状态"], [["1.1.1-03", "完工"]], LABELS_OF_SMALL))
    (folder / "fazhi-check.toml").write_text('plan = "plan"\n', "utf-8")
    (folder / ".pre-commit-config.yaml").write_text(CONFIG % (hooks.as_posix(), revision), "utf-8")
    commit_all(folder, env)


def pre_commit(folder: Path, files: Sequence[str], env: dict[str, str]) -> tuple[int, str]:
    """Run the hook on files as on a commit that changes them."""
    command = [sys.executable, "-m", "pre_commit", "run", "fazhi-check", "--files", *files]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def offline(folder: Path, env: dict[str, str]) -> bool:
    """Tell whether not even the build tool can be had, so that no hook could be installed here."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps", "--ignore-installed"]
    return (
        subprocess.run([*command, "hatchling"], cwd=folder, env=env, capture_output=True, check=False).returncode != 0
    )


def test_the_manifest_is_valid() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("submissions/a.yaml", True),
        ("submissions/2023/甲市.yml", True),
        ("submissions/a.json", True),
        ("submissions/天山区.xlsx", True),
        ("submissions/~$天山区.xlsx", False),
        ("submissions/2023/~$天山区.xlsx", False),
        ("submissions/2023/01天山区.xlsm", True),
        ("submissions/天山区.xls", False),
        ("submissions/a.yaml.orig", False),
        ("fazhi-check.toml", False),
        ("waivers.yaml", False),
        ("targets/submissions/a.yaml", False),
    ],
)
def test_the_hook_takes_submissions_only(path: str, taken: bool) -> None:
    assert bool(re.search(HOOK["files"], path)) is taken


# In one test, so that the hook's environment is built once, however the tests are spread over processes.
def test_the_hook_run_for_real(tmp_path: Path) -> None:
    env = environment(tmp_path)
    hooks, user = tmp_path / "fazhi-check", tmp_path / "user"
    users_repository(user, hooks, own_repository(hooks, env), env)

    code, said = pre_commit(user, ["submissions/good.yaml"], env)
    if code and "No matching distribution found" in said and offline(tmp_path, env):
        pytest.skip("no package index can be reached")
    assert (code, said.splitlines()[-1][-6:]) == (0, "Passed"), said

    code, said = pre_commit(user, ["submissions/good.yaml", "submissions/flagged.yaml"], env)
    assert code == 1
    assert "- exit code: 1" in said
    assert "submissions/flagged.yaml" in said
    assert "检查未通过（退出码 1）" in said

    code, said = pre_commit(user, ["submissions/甲市.xlsx"], env)
    assert code == 1
    assert "submissions/甲市.xlsx 填报!B8" in said
    assert "检查未通过（退出码 1）" in said

    code, said = pre_commit(user, [".pre-commit-config.yaml", "plan/plan.yaml"], env)
    assert (code, said.splitlines()[-1][-7:]) == (0, "Skipped"), said

    code, said = pre_commit(user, [f"submissions/{number}.yaml" for number in range(MANY)], env)
    assert code == 1
    assert said.count("FZ309") == MANY - 1, "the hook ran in several processes"
