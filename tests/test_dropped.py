"""Files dropped on the program: told from scripts and pipelines, and whatever happens is seen on a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.project import SMALL
from helpers.submissions import BROKEN, mixed

from fazhi_check.cli.dropped import Start, is_dropped, run_dropped, this_start

pytestmark = pytest.mark.slow


OURS = frozenset({"fazhi-check.exe"})
SCREEN = {"DISPLAY": ":0"}


@pytest.fixture
def office(here: Path) -> Path:
    """A folder with a submission to its own plan, and one that cannot be read."""
    (here / "fazhi-check.toml").write_text(f'plan = "{SMALL.as_posix()}"\n', "utf-8")
    (here / "天山区.yaml").write_text(mixed(name="天山区"), "utf-8")
    (here / "坏.yaml").write_text(BROKEN, "utf-8")
    return here


def start(system: str, *args: str, **more: Any) -> Start:
    """Return how the program was started; by itself nothing speaks for a desktop."""
    return Start(system, args, more.pop("silent", False), more.pop("terminal", False), more.pop("env", {}), **more)


@pytest.mark.parametrize(
    "started",
    [
        pytest.param(start("win32", "天山区.yaml", terminal=True, console=OURS), id="windows"),
        pytest.param(start("win32", "天山区.yaml", terminal=True, console=OURS | {"python.exe"}), id="windows-by-pip"),
        pytest.param(start("win32", "天山区.yaml", silent=True), id="windows-without-any-window"),
        pytest.param(start("win32", terminal=True, console=OURS), id="windows-clicked-on"),
        pytest.param(start("win32", ".", "天山区.yaml", terminal=True, console=OURS), id="several"),
        pytest.param(
            start("win32", "天山区.yaml", terminal=True, console=frozenset({"法治.exe"}), own=OURS | {"法治.exe"}),
            id="windows-renamed",
        ),
        pytest.param(start("darwin", "天山区.yaml", silent=True), id="mac"),
        pytest.param(start("linux", "天山区.yaml", silent=True, env=SCREEN), id="linux"),
        pytest.param(start("linux", "天山区.yaml", silent=True, env={"WAYLAND_DISPLAY": "w"}), id="linux-wayland"),
        pytest.param(
            start("linux", "天山区.yaml", env={"GIO_LAUNCHED_DESKTOP_FILE_PID": "7", "TERM": "linux"}, ids=(9, 7)),
            id="linux-by-a-desktop-file",
        ),
    ],
)
def test_what_a_desktop_starts_is_told(office: Path, started: Start) -> None:
    assert is_dropped(started)


@pytest.mark.parametrize(
    "started",
    [
        pytest.param(start("win32", "天山区.yaml", terminal=True, console=OURS | {"cmd.exe"}), id="windows-shell"),
        pytest.param(start("win32", "天山区.yaml", terminal=True, console=frozenset({""})), id="windows-untold"),
        pytest.param(start("win32", "天山区.yaml", console=OURS), id="windows-piped"),
        pytest.param(start("win32", "天山区.yaml"), id="windows-service"),
        pytest.param(start("win32", "天山区.yaml", silent=True, env={"CI": "true"}), id="windows-pipeline"),
        pytest.param(start("win32", "天山区.yaml", "-q", terminal=True, console=OURS), id="option"),
        pytest.param(start("win32", "check", "天山区.yaml", terminal=True, console=OURS), id="command"),
        pytest.param(start("win32", "无.yaml", terminal=True, console=OURS), id="absent"),
        pytest.param(start("linux", "天山区.yaml", terminal=True, env=SCREEN | {"TERM": "xterm"}), id="terminal"),
        pytest.param(start("linux", "天山区.yaml", silent=True, env=SCREEN | {"TERM": "xterm"}), id="to-dev-null"),
        pytest.param(start("linux", "天山区.yaml", env=SCREEN), id="hook-of-an-editor"),
        pytest.param(start("linux", "天山区.yaml", silent=True), id="timer"),
        pytest.param(start("linux", "天山区.yaml", silent=True, env=SCREEN | {"CI": "1"}), id="pipeline"),
        pytest.param(
            start("linux", "天山区.yaml", env=SCREEN | {"GIO_LAUNCHED_DESKTOP_FILE_PID": "7"}, ids=(8,)),
            id="below-a-terminal-that-a-desktop-file-started",
        ),
        pytest.param(start("darwin", "天山区.yaml"), id="mac-piped"),
        pytest.param(start("darwin", "天山区.yaml", silent=True, env={"TERM": "xterm"}), id="mac-terminal"),
    ],
)
def test_what_a_person_a_script_or_a_pipeline_starts_is_not(office: Path, started: Start) -> None:
    assert not is_dropped(started)


def test_this_very_process_was_not_started_by_a_desktop() -> None:
    assert not is_dropped(this_start())


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are opened, instead of a browser that does it."""
    found: list[str] = []
    monkeypatch.setattr("fazhi_check.cli.page._opened", lambda path: found.append(Path(path).as_posix()) or True)
    return found


def text_of(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]*>", "", Path(page).read_text("utf-8"), flags=re.DOTALL)


def test_a_file_gets_its_page_beside_it(office: Path, seen: list[str], capsys: Any) -> None:
    assert run_dropped(("天山区.yaml",)) == 1
    assert seen == ["天山区-检查结果.html"]
    assert "逾期" in text_of(seen[0])
    assert capsys.readouterr() == ("", "")


def test_a_page_does_not_tell_whose_computer_it_was(office: Path, seen: list[str], monkeypatch: Any) -> None:
    away = office / "别处"
    away.mkdir()
    monkeypatch.chdir(away)
    assert run_dropped((str(office / "天山区.yaml"), str(office / "坏.yaml"))) == 1
    page = (office / "检查结果.html").read_text("utf-8")
    assert "坏.yaml" in page
    assert office.as_posix() not in page
    assert list(away.iterdir()) == []


def test_several_files_get_one_page(office: Path, seen: list[str]) -> None:
    assert run_dropped(("天山区.yaml", "坏.yaml")) == 1
    assert seen == ["检查结果.html"]
    assert "文件错误" in text_of(seen[0])


def test_a_file_that_cannot_be_read_is_told_on_the_page(office: Path, seen: list[str]) -> None:
    assert run_dropped(("坏.yaml",)) == 1
    assert "文件错误" in text_of(seen[0])


@pytest.mark.parametrize(
    ("settings", "told"),
    [('plan = "<none>"\n', "<none>"), ("wrong = 1\n", "fazhi-check.toml"), ("plan = \n", "fazhi-check.toml")],
    ids=["plan", "key", "syntax"],
)
def test_wrong_settings_are_told_on_a_page(office: Path, seen: list[str], settings: str, told: str) -> None:
    (office / "fazhi-check.toml").write_text(settings, "utf-8")
    assert run_dropped(("天山区.yaml",)) == 2
    assert seen == ["天山区-检查结果.html"]
    page = Path(seen[0]).read_text("utf-8")
    assert "没有检查结果" in page
    assert told.replace("<", "&lt;").replace(">", "&gt;") in page
    (office / "fazhi-check.toml").write_text(f'plan = "{SMALL.as_posix()}"\n', "utf-8")
    assert run_dropped(("天山区.yaml",)) == 1
    assert seen == ["天山区-检查结果.html"] * 2, "a page of ours gives way to the next"


def test_a_folder_with_nothing_to_check_has_a_page_that_says_so(office: Path, seen: list[str]) -> None:
    (office / "空").mkdir()
    assert run_dropped(("空",)) == 3
    assert seen == ["空/检查结果.html"]
    assert "没有可检查的文件" in text_of(seen[0])


def test_a_click_says_what_the_program_is_for(here: Path, seen: list[str]) -> None:
    assert run_dropped(()) == 2
    assert "拖到" in text_of(seen[0])


def test_a_click_checks_the_folders_of_the_settings(office: Path, seen: list[str]) -> None:
    (office / "fazhi-check.toml").write_text(f'plan = "{SMALL.as_posix()}"\nfolders = ["."]\n', "utf-8")
    assert run_dropped(()) == 1
    assert [os.path.normpath(one) for one in seen] == ["检查结果.html"]


class Window:
    """A console's window: what is shown in it, and how often somebody pressed Enter."""

    def __init__(self) -> None:
        self.shown, self.entered = "", 0

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.shown += text

    def flush(self) -> None:
        pass

    def readline(self) -> str:
        self.entered += 1
        return "\n"


@pytest.mark.parametrize(("path", "told"), [("天山区.yaml", "天山区-检查结果.html"), ("错", "wrong")])
def test_without_a_browser_the_window_stays_open(
    office: Path, monkeypatch: pytest.MonkeyPatch, path: str, told: str
) -> None:
    (office / "错").mkdir()
    (office / "错" / "fazhi-check.toml").write_text("wrong = 1\n", "utf-8")
    window = Window()
    monkeypatch.setattr("fazhi_check.cli.page._opened", lambda _: False)
    monkeypatch.setattr(sys, "stdout", window)
    monkeypatch.setattr(sys, "stdin", window)
    run_dropped((path,))
    assert told in window.shown
    assert "打不开浏览器" in window.shown
    assert window.entered == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="started as a Linux desktop does it")
@pytest.mark.parametrize(("given", "opened"), [(SCREEN, True), ({}, False), (SCREEN | {"CI": "true"}, False)])
def test_a_desktop_s_start_for_real(office: Path, given: dict[str, str], opened: bool) -> None:
    stub = office / "browser"
    stub.write_text(f'#!/bin/sh\nprintf %s "$1" > "{office}/seen"\n', "utf-8")
    stub.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name not in ("TERM", "DISPLAY", "CI")}
    command = [sys.executable, "-m", "fazhi_check", str(office / "天山区.yaml")]
    nowhere = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    environment |= {"BROWSER": str(stub), **given}
    done = subprocess.run(command, cwd=office, env=environment, check=False, **nowhere)
    assert done.returncode == 1
    page = office / "天山区-检查结果.html"
    assert page.exists() is opened
    assert (not opened) or (office / "seen").read_text("utf-8") == page.as_uri()
