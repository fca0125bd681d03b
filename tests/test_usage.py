"""Slips on the command line and in the settings: each is told by what to write instead, and nothing is guessed wildly."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import ROOT
from helpers.running import Ran

from fazhi_check.cli import COMMANDS, command_of
from fazhi_check.version import TOOL

Run = Callable[..., Ran]
FILE = "hegang-2023.yaml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one submission in it."""
    shutil.copy(ROOT / "submissions" / FILE, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(run: Run, *args: str) -> str:
    """Return what is said of a command line that is refused."""
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    return done.err


@pytest.mark.parametrize(
    ("args", "said", "told"),
    [
        (("--verison",), "是不是 --version？", "Did you mean --version?"),
        ((FILE, "--formt", "json"), "是不是 --format？", "Did you mean --format?"),
        (("exlpain", "FZ301"), "是不是 fazhi-check explain？", "Did you mean fazhi-check explain?"),
        (("tragets",), "是不是 fazhi-check targets？", "Did you mean fazhi-check targets?"),
        ((FILE, "--lead", "法元"), "是不是 法院？", "Allowed: party"),
        ((FILE, "--fail-on", "渝期"), "是不是 逾期？", "or never"),
        ((FILE, "-o", "xlsx:台账.xls"), "请改成 台账.xlsx", "name it 台账.xlsx"),
        ((FILE, "-f", "excel"), "-o xlsx:台账.xlsx", "goes to a file: -o xlsx:台账.xlsx"),
        ((FILE, "-o", "excel:a.xlsx"), "是不是 xlsx？", "Did you mean xlsx?"),
        ((FILE, "-o", "md:a.md"), "是不是 markdown？", "Did you mean markdown?"),
        ((FILE, "-o", "通报:a.docx"), "是不是 bulletin？", "Did you mean bulletin?"),
        ((FILE, "-o", "督促提醒函:函"), "是不是 letters？", "Did you mean letters?"),
        ((FILE, "-f", "docx"), "bulletin 是 Word 文书", "bulletin is a paper in Word"),
        ((FILE, "-o", "report.html"), "-o html:report.html", "-o html:report.html"),
        ((FILE, "-o", "out/report.md"), "-o markdown:out/report.md", "-o markdown:out/report.md"),
        ((FILE, "-o", "html"), "-o html:report.html", "-o html:report.html"),
        ((FILE, "-o", "json:"), "-o json:report.json", "-o json:report.json"),
        ((FILE, "-o", "html:."), "-o html:./report.html", "-o html:./report.html"),
        ((FILE, "-o", "junit:new/"), "-o junit:new/report.xml", "-o junit:new/report.xml"),
        ((FILE, "--fail-on", "never,overdue"), "只能单独写", "stands alone"),
        ((FILE, "--version"), "--version 单独写", "--version stands alone"),
        ((FILE, "--quiet=1"), "--quiet 不带值", "--quiet takes no value"),
        (("explain", "FZ301", "FZ302"), "多出来的参数：FZ302", "Too many arguments: FZ302"),
    ],
)
def test_a_slip_is_answered_with_what_to_write(run: Run, args: tuple[str, ...], said: str, told: str) -> None:
    assert said in refused(run, *args)
    assert told in refused(run, *args, "--lang", "en")


@pytest.mark.parametrize(
    "args",
    [
        ("--diff",),
        (FILE, "--frist"),
        ("hegang",),
        ("2023.yaml",),
        (FILE, "--phase", "2023"),
        (FILE, "--section", "3.3.99"),
        (FILE, "--select", "FZ999"),
        (FILE, "-f", "pdf"),
    ],
)
def test_what_is_near_nothing_is_refused_without_a_guess(run: Run, args: tuple[str, ...]) -> None:
    assert "是不是" not in refused(run, *args)
    assert "id you mean" not in refused(run, *args, "--lang", "en")


def test_a_file_that_is_called_nearly_as_a_command_is_checked(run: Run, here: Path) -> None:
    (here / FILE).rename(here / "tragets")
    assert run("tragets", "-q").code == 1


def test_of_many_names_those_are_listed_that_begin_alike(run: Run) -> None:
    said = refused(run, FILE, "--section", "3.3.99")
    assert "3.3.1（完善政府机构职能体系）" in said
    assert "共 53 个" in said
    assert "2.1" not in said


@pytest.mark.parametrize("lang", [("--lang", "en"), ("--lang=en",), ("--lang", "zh"), ()])
def test_the_version_and_the_language_stand_in_any_order(run: Run, lang: tuple[str, ...]) -> None:
    assert run("--version", *lang) == run(*lang, "--version") == Ran(0, f"{TOOL}\n", "")


@pytest.mark.parametrize(
    ("written", "lang"), [("cn", "zh"), ("中文", "zh"), ("zh-CN", "zh"), ("英文", "en"), ("English", "en")]
)
def test_a_language_goes_by_its_names(run: Run, written: str, lang: str) -> None:
    assert run(FILE, "--lang", written) == run(FILE, "--lang", lang)
    assert refused(run, "absent", f"--lang={written}") == refused(run, "absent", "--lang", lang)


VALUED = [
    (name, option.flags[0])
    for name in COMMANDS
    for option in command_of(name).options
    if option.flags and option.kind != "flag"
]
NEEDED = {
    "init": [],
    "convert": ["a.yaml", "b.json"],
    "targets": [],
    "explain": ["FZ301"],
    "handout": ["templates", "-o", "x"],
    "schema": ["plan"],
    "known": ["write"],
    "round": ["status", "x"],
    "reformat": ["r.json"],
    "trace": ["urumqi-14fyp"],
}


@pytest.mark.parametrize(("command", "flag"), VALUED)
@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_value_is_refused_everywhere_alike(run: Run, command: str, flag: str, empty: str) -> None:
    args = [command, *NEEDED.get(command, ["x"]), *(["--source", FILE] if command == "trace" else [])]
    assert f"{flag} 不能为空" in refused(run, *args, flag, empty)
    assert f"{flag} is empty" in refused(run, "--lang", "en", *args, f"{flag}={empty}")


def test_an_empty_argument_is_refused(run: Run) -> None:
    assert "PATH 不能为空" in refused(run, "")
    assert "REPORT 不能为空" in refused(run, "reformat", "")


# The settings.


@pytest.mark.parametrize(
    ("written", "at", "said"),
    [
        ('lang = "zh"\nplan = "nowhere"\n', ":2:8", "没有名为“nowhere”的规划"),
        ('waivers = "w.yaml"\n', ":1:11", "找不到：w.yaml"),
        ('fail-on = ["never", "overdue"]\n', ":1:11", "never 只能单独写"),
        ('fail-on = "渝期"\n', ":1:11", "是不是 逾期？"),
        ('lang = "中纹"\n', ":1:8", "zh、en"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_place(
    run: Run, here: Path, written: str, at: str, said: str
) -> None:
    (here / "fazhi-check.toml").write_text(written, "utf-8")
    told = refused(run, FILE)
    assert f"fazhi-check.toml{at} " in told
    assert said in told


def test_a_setting_that_an_option_stands_above_is_not_looked_at(run: Run, here: Path) -> None:
    (here / "fazhi-check.toml").write_text('plan = "nowhere"\n', "utf-8")
    assert run(FILE, "--plan", "urumqi-14fyp", "-q").code == 1


def test_a_setting_takes_the_chinese_names_of_its_words(run: Run, here: Path) -> None:
    (here / "fazhi-check.toml").write_text('lang = "英文"\nfail-on = ["逾期"]\n', "utf-8")
    assert run(FILE) == run(FILE, "--no-config", "--lang", "en", "--fail-on", "overdue")
