"""--open: where the page lies, over what it is never written, and that the browser is started with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import all_good, mixed

from fazhi_check.cli.page import _leave_out, keep_page, place_of

pytestmark = pytest.mark.slow


Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))
SHOWN = "<!doctype html>"


@pytest.fixture
def units(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two submissions, on a machine without a screen."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("fazhi_check.cli.page._has_screen", lambda: False)
    (here / "报送").mkdir()
    (here / "报送" / "天山区.yaml").write_text(mixed(name="天山区"), "utf-8")
    (here / "报送" / "沙依巴克区.yaml").write_text(all_good(), "utf-8")
    return here


def pages(folder: Path) -> list[str]:
    """Return the pages below a folder, by name."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


@pytest.mark.parametrize(
    ("paths", "page"),
    [
        pytest.param(["报送/天山区.yaml"], "报送/天山区-检查结果.html", id="file"),
        pytest.param(["报送"], "报送/检查结果.html", id="folder"),
        pytest.param(["."], "检查结果.html", id="here"),
        pytest.param(["报送/天山区.yaml", "报送/沙依巴克区.yaml"], "报送/检查结果.html", id="files"),
        pytest.param(["报送/天山区.yaml", "-f", "json"], "报送/天山区-检查结果.html", id="format"),
        pytest.param(["报送/天山区.yaml", "-o", "json:r.json"], "报送/天山区-检查结果.html", id="output"),
        pytest.param(["报送/天山区.yaml", "--lang", "en"], "报送/天山区-report.html", id="english"),
    ],
)
def test_the_page_lies_beside_what_is_checked_and_is_named(run: Run, units: Path, paths: list[str], page: str):
    plain = run(*paths, *PLAN)
    done = run(*paths, *PLAN, "--open")
    assert pages(units) == [page]
    assert os.path.normpath(page) in done.err.replace("./", "")
    assert (done.code, done.out) == (plain.code, plain.out)
    assert "天山区" in (units / page).read_text("utf-8")


def test_the_page_that_is_written_anyway_is_the_one(run: Run, units: Path):
    done = run("报送", *PLAN, "--open", "-o", "html:out.html")
    assert pages(units) == ["out.html"]
    assert "out.html" in done.err


def test_standard_input_has_its_page_in_a_folder_of_this_user(run: Run, units: Path):
    assert place_of(["-"], "zh") == (None, "fazhi-check-检查结果")
    path = Path(keep_page(SHOWN, ["-"], "zh"))
    assert path.read_text("utf-8") == SHOWN
    if sys.platform != "win32":
        assert path.parent.stat().st_mode & 0o077 == 0
    path.unlink()
    path.parent.rmdir()


def test_a_page_of_ours_is_written_anew_and_any_other_file_left_alone(run: Run, units: Path):
    given = ("报送/天山区.yaml", *PLAN, "--open")
    own = units / "报送" / "天山区-检查结果.html"
    run(*given)
    first = own.read_text("utf-8")
    run(*given)
    assert pages(units) == ["报送/天山区-检查结果.html"]
    own.write_text("<p>自己写的", "utf-8")
    run(*given)
    run(*given)
    assert pages(units) == ["报送/天山区-检查结果-2.html", "报送/天山区-检查结果.html"]
    assert own.read_text("utf-8") == "<p>自己写的"
    assert (units / "报送" / "天山区-检查结果-2.html").read_text("utf-8") == first


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_no_link_is_followed(run: Run, units: Path):
    (units / "目标.html").write_text("", "utf-8")
    (units / "报送" / "检查结果.html").symlink_to(units / "目标.html")
    run("报送", *PLAN, "--open")
    assert (units / "目标.html").read_text("utf-8") == ""
    assert (units / "报送" / "检查结果-2.html").exists()


def test_where_nothing_can_be_written_the_page_lies_elsewhere(units: Path, monkeypatch: pytest.MonkeyPatch):
    (units / "closed").write_text("", "utf-8")
    monkeypatch.setattr("fazhi_check.cli.page.place_of", lambda *_: (str(units / "closed"), "页"))
    path = Path(keep_page(SHOWN, ["报送"], "zh"))
    assert path.name == "页.html"
    assert units not in path.parents
    path.unlink()
    path.parent.rmdir()


def test_a_browser_is_no_part_of_us(monkeypatch: pytest.MonkeyPatch):
    environment = {"TERM": "xterm", "LD_LIBRARY_PATH": "/unpacked", "LD_LIBRARY_PATH_ORIG": "/own", "HOME": "/h"}
    _leave_out(plain := dict(environment))
    assert plain == {name: value for name, value in environment.items() if name != "TERM"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    _leave_out(environment)
    assert environment == {"LD_LIBRARY_PATH": "/own", "LD_LIBRARY_PATH_ORIG": "/own", "HOME": "/h"}
    _leave_out(alone := {"LD_LIBRARY_PATH": "/unpacked"})
    assert alone == {}


def test_without_a_file_the_page_says_so(run: Run, units: Path):
    (units / "空").mkdir()
    assert run("空", *PLAN, "--open").code == 3
    assert "没有可检查的文件" in (units / "空" / "检查结果.html").read_text("utf-8")


def test_a_quiet_run_still_says_where_a_page_lies_that_was_not_opened(run: Run, units: Path):
    done = run("报送", *PLAN, "--open", "--quiet")
    assert done.out == ""
    assert "打不开浏览器" in done.err
    assert "检查结果.html" in done.err


def with_browser(folder: Path, stub: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as it is installed, with a script of Python's as the browser."""
    script = folder / "browser.py"
    script.write_text(f"import sys\n{stub}\n", "utf-8")
    browser = f'"{Path(sys.executable).as_posix()}" "{script.as_posix()}" %s'
    command = [sys.executable, "-m", "fazhi_check", *args, *PLAN, "--open"]
    environment = {**os.environ, "BROWSER": browser, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)


@pytest.mark.skipif(os.pathsep in Path(sys.executable).as_posix(), reason="BROWSER lists names by this sign")
def test_the_browser_gets_the_page_and_keeps_out_of_our_output(units: Path):
    noted = (units / "seen").as_posix()
    stub = f"print('noise'); print('noise', file=sys.stderr); open({noted!r}, 'w').write(sys.argv[1])"
    done = with_browser(units, stub, "报送/天山区.yaml", "-f", "concise")
    page = units / "报送" / "天山区-检查结果.html"
    assert (units / "seen").read_text("utf-8") == page.as_uri()
    assert done.returncode == 1
    assert "已用浏览器打开" in done.stderr.decode("utf-8")
    assert b"noise" not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system's own browser would be asked next")
def test_a_browser_that_fails_changes_nothing_but_the_note(units: Path):
    done = with_browser(units, "sys.exit(3)", "报送/天山区.yaml")
    assert done.returncode == 1
    assert "打不开浏览器" in done.stderr.decode("utf-8")
