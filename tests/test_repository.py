"""Paths for services: from the repository's top, whatever the folder, the spelling and the service."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import mixed
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.cli.repository import root_of
from fazhi_check.reports.view import Root

Run = Callable[..., Ran]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a submission below it, and no service around it; tests run in one of its folders."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    top = tmp_path / "top"
    (top / "sub" / "deep").mkdir(parents=True)
    (top / ".git").mkdir()
    (top / "sub" / "a.yaml").write_text(mixed(), "utf-8")
    monkeypatch.chdir(top / "sub" / "deep")
    return top


def named(path: str, environ: dict[str, str] | None = None) -> str:
    return root_of([path], environ or {}).name(path)


@pytest.mark.parametrize("path", ["../a.yaml", "../deep/../a.yaml", "./../a.yaml", "absolute"])
def test_every_spelling_is_counted_from_the_top(repository: Path, path: str) -> None:
    assert named(str(repository / "sub" / "a.yaml") if path == "absolute" else path) == "sub/a.yaml"


def test_a_linked_work_tree_has_a_file_for_its_top(repository: Path) -> None:
    (repository / ".git").rmdir()
    (repository / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert named("../a.yaml") == "sub/a.yaml"


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_what_the_service_says_goes_first(repository: Path, name: str) -> None:
    assert named("../a.yaml", {name: str(repository.parent)}) == "top/sub/a.yaml"
    assert named("../a.yaml", {name: str(repository / "sub")}) == "a.yaml"


@pytest.mark.parametrize("value", ["", "relative", "/no/such/folder"])
@pytest.mark.usefixtures("repository")
def test_what_is_no_folder_is_not_believed(value: str) -> None:
    assert named("../a.yaml", {"GITHUB_WORKSPACE": value}) == "sub/a.yaml"


def test_a_file_of_another_repository_is_counted_from_that_one(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / ".git").mkdir(parents=True)
    assert named(str(other / "b" / "x.yaml")) == "b/x.yaml"
    both = root_of(["../a.yaml", str(other / "x.yaml")], {})
    assert both.name("../a.yaml") == "sub/a.yaml"
    assert both.name(str(other / "x.yaml")) == (other / "x.yaml").as_posix()
    assert repository.is_dir()


@pytest.mark.usefixtures("repository")
def test_what_lies_outside_has_its_whole_path() -> None:
    outside = Path.cwd().parents[2] / "x.yaml"
    assert named("../../../x.yaml") == outside.as_posix()


def test_without_a_repository_paths_are_those_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert named("./b/a.yaml") == named(str(Path.cwd() / "b" / "a.yaml")) == "b/a.yaml"
    assert named("-") == "-"


def test_a_top_reached_by_a_link_is_the_same_top(repository: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    try:
        link.symlink_to(repository, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    assert named(str(link / "sub" / "a.yaml")) == "sub/a.yaml"
    assert named("../a.yaml", {"GITHUB_WORKSPACE": str(link)}) == "sub/a.yaml"


@given(st.text(st.sampled_from("ab./"), min_size=1), st.sampled_from(["/", "/a", "/a/b", "/ab"]))
def test_no_path_leads_upward(path: str, top: str) -> None:
    name = Root("/a/b/c", (top,)).name(path)
    assert ".." not in PurePosixPath(name).parts
    # Two slashes at the very beginning are one.
    whole = "/" + os.path.normpath(os.path.join("/a/b/c", path)).lstrip("/")
    assert "/" + os.path.normpath(os.path.join(top, name)).lstrip("/") == whole


@pytest.mark.usefixtures("repository")
def test_every_service_gets_the_same_path(run: Run) -> None:
    def shown(form: str) -> str:
        return run("../a.yaml", "--plan", str(SMALL), "-f", form).out

    location = json.loads(shown("sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "sub/a.yaml"
    assert {one["location"]["path"] for one in json.loads(shown("gitlab"))} == {"sub/a.yaml"}
    assert all("file=sub/a.yaml," in line for line in shown("github").splitlines()[:-1])
    [suite] = ET.fromstring(shown("junit").encode())
    assert (suite.get("file"), suite[1].get("classname")) == ("sub/a.yaml", "sub/a")
    assert json.loads(shown("json"))["files"][0]["path"] == "../a.yaml"


@pytest.mark.usefixtures("repository")
def test_a_saved_report_is_laid_out_with_the_same_paths(run: Run) -> None:
    direct = run("../a.yaml", "--plan", str(SMALL), "-f", "sarif", "-o", "json:saved.json").out
    assert run("reformat", "saved.json", "--plan", str(SMALL), "-f", "sarif").out == direct
