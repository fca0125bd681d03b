"""What many tests need: the small plan, submissions in short form, and the command line in this process."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from helpers.project import SMALL
from helpers.running import Ran
from jinja2 import Environment

from fazhi_check.cli import main
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

# Plans compiled by tests lie apart from the user's, session fixtures' too.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="fazhi-check-tests-")
if sys.platform == "win32":
    os.environ["LOCALAPPDATA"] = os.environ["XDG_CACHE_HOME"]
# A law holds on slow and busy machines too.
hypothesis.settings.register_profile("laws", deadline=None)
hypothesis.settings.load_profile("laws")
# What Windows says where a link may not be made without a privilege.
_NO_PRIVILEGE = 1314


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Skip a test of links where they cannot be made."""
    try:
        return (yield)
    except OSError as error:
        if getattr(error, "winerror", None) != _NO_PRIVILEGE:
            raise
        pytest.skip(f"{item.name}: links need a privilege here")


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


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line in this process."""

    def call(*args: str | os.PathLike[str]) -> Ran:
        code = main([os.fspath(arg) for arg in args])
        done = capsys.readouterr()
        return Ran(code, done.out, done.err)

    return call


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Compile the template of a page or a paper once a process: equal sources make equal code, and are slow to compile."""
    kept: dict[object, Any] = {}
    compiled = Environment.compile

    def compile_(environment: Environment, source: Any, *args: Any, **more: Any) -> Any:
        if not isinstance(source, str):
            return compiled(environment, source, *args, **more)
        # What the code of a template depends on besides its source.
        key = (
            *(type(environment), environment.autoescape, environment.finalize, environment.undefined),
            *(frozenset(environment.filters), frozenset(environment.tests), frozenset(environment.extensions)),
            *(environment.trim_blocks, environment.lstrip_blocks, environment.block_start_string),
            *(source, args, tuple(more.items())),
        )
        if key not in kept:
            kept[key] = compiled(environment, source, *args, **more)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_)
        yield
