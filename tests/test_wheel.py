"""The wheel: it holds the shipped plans compiled, and a first run in a fresh place uses them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from helpers.project import ROOT

from fazhi_check.plan.store import COMPILED, compile_plan, folder_of, known_plans, plan_files
from fazhi_check.reports.papers import PAPERS

pytestmark = pytest.mark.slow
SUBMISSION = ROOT / "submissions" / "hegang-2023.yaml"
EXAMPLE = ROOT / "submissions" / "examples" / "example-city-2023.yaml"
REPORT = EXAMPLE.with_suffix(".txt")
# What reads a plan's YAML and lints it.
READERS = {"fazhi_check.plan.folder", "fazhi_check.plan.lint", "fazhi_check.plan.spec", "ruamel.yaml"}


def run(*command: object, env: dict[str, str] | None = None, codes: tuple[int, ...] = (0,)) -> str:
    """Run what has to end with one of `codes`, outside this repository; return both its outputs."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, command)], env=plain | (env or {}), capture_output=True, check=False, cwd=Path(sys.executable).parent
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode in codes, said
    return said


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a user's pip builds it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment with the wheel in it; the libraries are those of this environment."""
    home = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", home)
    places = sysconfig.get_paths("venv", {"base": str(home), "platbase": str(home)})
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", places["purelib"], wheel)
    Path(places["purelib"], "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return Path(places["scripts"], Path(sys.executable).name)


def imported(said: str) -> set[str]:
    """Return the modules that -X importtime names."""
    return set(re.findall(r"^import time:.*\| +(\S+)$", said, re.MULTILINE))


def test_the_wheel_holds_every_shipped_plan_compiled(wheel: Path) -> None:
    inside = f"fazhi_check/{COMPILED}/"
    with zipfile.ZipFile(wheel) as opened:
        kept = {opened.read(name) for name in opened.namelist() if name.startswith(inside)}
    assert kept == {compile_plan(plan_files(folder_of(plan))) for plan in known_plans().every}


def test_the_wheel_holds_the_template_of_every_paper_and_nothing_that_made_them(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        inside = [name for name in opened.namelist() if name.startswith("fazhi_check/templates/")]
    assert sorted(inside) == sorted(f"fazhi_check/templates/{paper.zh}.docx" for paper in PAPERS.values())


def test_the_wheel_says_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        assert "fazhi_check/py.typed" in opened.namelist()


def test_the_installed_package_is_run(python: Path) -> None:
    where = run(python, "-c", "import fazhi_check; print(fazhi_check.__file__)")
    assert Path(where.strip()).is_relative_to(python.parent.parent)


def test_a_first_run_reads_no_yaml_of_a_plan_and_keeps_nothing(python: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    env = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    said = run(python, "-X", "importtime", "-m", "fazhi_check", SUBMISSION, "--quiet", env=env, codes=(1,))
    assert "fazhi_check.plan.store" in imported(said)
    assert not imported(said) & READERS
    assert list(cache.iterdir()) == []


def test_nor_where_no_cache_can_be_written(python: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = str(tmp_path / "file" / "cache")
    env = {"XDG_CACHE_HOME": cache, "LOCALAPPDATA": cache}
    said = run(python, "-X", "importtime", "-m", "fazhi_check", SUBMISSION, "--quiet", env=env, codes=(1,))
    assert not imported(said) & READERS


def test_the_report_is_the_same_as_from_a_checkout(python: Path) -> None:
    reports = [run(one, "-m", "fazhi_check", SUBMISSION, "-f", "json", codes=(1,)) for one in (python, sys.executable)]
    assert reports[0] == reports[1]


@pytest.fixture(scope="module")
def archive(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the package is imported from an archive."""
    packed = tmp_path_factory.mktemp("archive") / "fazhi-check.pyz"
    packed.write_bytes(wheel.read_bytes())
    cache = str(packed.parent / "cache")
    return {"PYTHONPATH": str(packed), "XDG_CACHE_HOME": cache, "LOCALAPPDATA": cache, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize(
    "args",
    [
        pytest.param((SUBMISSION, "-f", "json"), id="check"),
        pytest.param(("targets", "-f", "json"), id="targets"),
        pytest.param(("lint", "urumqi-14fyp"), id="lint"),
        pytest.param((EXAMPLE, "-f", "json"), id="check-an-example-by-its-id"),
        pytest.param(("suggest", REPORT, "--plan", "example-province", "-f", "json"), id="suggest"),
        pytest.param(("explain", "all"), id="explain"),
        pytest.param(("init", "--unit", "甲市", "--level", "city", "--code", "650100"), id="init"),
    ],
)
def test_an_archive_gives_what_the_installed_package_gives(
    python: Path, archive: dict[str, str], args: tuple[object, ...]
) -> None:
    called = ("-m", "fazhi_check", *args)
    installed = run(python, *called, codes=(0, 1)).replace(f"{python.parent.parent}", "")
    assert run(sys.executable, "-c", "import fazhi_check as f; print(f.__file__)", env=archive).count(".pyz")
    assert run(sys.executable, *called, env=archive, codes=(0, 1)) == installed


def test_the_pages_of_rules_are_whole_where_docstrings_are_dropped() -> None:
    whole, dropped = (run(sys.executable, *how, "-m", "fazhi_check", "explain", "all") for how in ((), ("-OO",)))
    assert dropped == whole
