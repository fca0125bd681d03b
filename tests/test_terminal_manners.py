"""Manners on a terminal: --quiet and --verbose, the progress bar, what the tab key offers, and standard input's name."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import BROKEN, CJK, NO_TARGET, mixed, township

from fazhi_check.cli import main
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import known_plans, load_plan
from fazhi_check.reports import FORMATS
from fazhi_check.words import GATES

Run = Callable[..., Ran]
pytestmark = pytest.mark.slow
PLAN = ("--plan", str(SMALL))
LANGS = ("zh", "en")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in with a file for each end of a run."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name, text in (("met", township("met")), ("late", mixed()), ("none", NO_TARGET), ("broken", BROKEN)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


# --quiet and --verbose.

ENDS = [("met.yaml", 0), ("late.yaml", 1), ("broken.yaml", 1), ("none.yaml", 3)]


@pytest.mark.parametrize("flag", ["--quiet", "-q"])
@pytest.mark.parametrize(("path", "code"), ENDS)
def test_a_quiet_run_says_nothing_but_its_exit_code(run: Run, here: Path, path: str, code: int, flag: str) -> None:
    assert run(path, *PLAN, flag) == Ran(code, "", "")
    assert run(flag, *PLAN, "--", path) == Ran(code, "", "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_quiet_run_is_quiet_in_every_format_and_writes_its_files(run: Run, here: Path, form: str) -> None:
    assert run("late.yaml", *PLAN, "--quiet", "-f", form, "-o", f"{form}:out") == Ran(1, "", "")
    expected = run("late.yaml", *PLAN, "-f", form).out
    assert Path("out").read_bytes().decode() == expected


def test_a_quiet_run_of_nothing_keeps_its_exit_code(run: Run, here: Path) -> None:
    (here / "empty").mkdir()
    done = run("empty", *PLAN, "--quiet")
    assert (done.code, done.out) == (3, "")


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(("absent.yaml",), id="path"),
        pytest.param(("met.yaml", "--format", "jsn"), id="value"),
        pytest.param(("met.yaml", "--nonsense"), id="option"),
        pytest.param(("met.yaml", *PLAN, "-o", "json:met.yaml/a.json"), id="output"),
    ],
)
def test_a_quiet_run_still_says_why_it_did_not_run(run: Run, here: Path, args: tuple[str, ...]) -> None:
    done = run(*args, "--quiet")
    assert (done.code, done.out) == (2, "")
    assert done.err


@pytest.mark.parametrize("form", FORMATS)
def test_a_verbose_run_prints_the_same_report(run: Run, here: Path, form: str) -> None:
    paths = [path for path, _ in ENDS]
    plain, told = run(*paths, *PLAN, "-f", form), run(*paths, *PLAN, "-f", form, "--verbose")
    assert (told.code, told.out) == (plain.code, plain.out) == (1, plain.out)
    assert [path for path in paths if path not in told.err] == []
    assert run("-v", *PLAN, "-f", form, "--", *paths) == told


@pytest.mark.parametrize("lang", LANGS)
def test_a_verbose_run_says_what_it_uses_and_checks(run: Run, here: Path, small: Plan, lang: str) -> None:
    files = {"w.yaml": "[]\n", "k.yaml": "[]\n", "fazhi-check.toml": 'waivers = "w.yaml"\nknown = "k.yaml"\n'}
    for name, text in files.items():
        Path(name).write_text(text, "utf-8")
    done = run("met.yaml", "late.yaml", *PLAN, "-v", "-o", "csv:out.csv", "--fail-on", "lagging", "--lang", lang)
    for part in (*files, "out.csv", "csv", small.id, small.hash, "lagging", "met.yaml", "late.yaml", "2"):
        assert part in done.err
    words = re.sub(r"[\w.-]+\.(yaml|toml|csv)", "", done.err)
    assert bool(CJK.search(words)) == (lang == "zh")


def test_a_verbose_run_without_anything_says_so(run: Run, here: Path) -> None:
    said = run("met.yaml", *PLAN, "-v", "--fail-on", "never", "--lang", "en").err
    assert "settings: none" in said
    assert "never" in said
    assert "waivers" not in said


def test_quiet_stands_above_verbose(run: Run, here: Path) -> None:
    assert run("late.yaml", *PLAN, "-q", "-v") == Ran(1, "", "")


def test_what_is_said_is_text_to_the_terminal(run: Run, here: Path) -> None:
    name = "a\x1b[31m\u202e.yaml"
    (here / name).write_text(township("met"), "utf-8")
    said = run(name, *PLAN, "-v").err
    assert not {"\x1b", "\u202e"} & set(said)
    assert "‹U+001B›" in said


def test_writing_known_findings_may_be_verbose_too(run: Run, here: Path) -> None:
    done = run("known", "write", "late.yaml", *PLAN, "--known", "k.yaml", "-v")
    assert (done.code, done.out) == (0, "")
    assert "late.yaml" in done.err


# The progress bar.

SHOWS = "\x1b["


class Terminal:
    """A terminal that keeps what was written to it."""

    def __init__(self) -> None:
        pytest.importorskip("pty", reason="there are no such terminals here")
        self._own, inner = os.openpty()
        self.stream: IO[str] = open(inner, "w", encoding="utf-8")  # noqa: SIM115 -- closed by `text`
        self._kept: list[bytes] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        try:
            while part := os.read(self._own, 4096):
                self._kept.append(part)
        except OSError:  # the other end was closed
            return

    def text(self) -> str:
        """Close the terminal and return what was written to it."""
        self.stream.close()
        self._reader.join(5)
        os.close(self._own)
        return b"".join(self._kept).decode()


@contextlib.contextmanager
def at_a_terminal(patience: float = -1) -> Iterator[list[str]]:
    """Make a terminal of standard error; a run longer than the patience shows its bar. Gives what was written."""
    shown: list[str] = []
    made = Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm-256color")
        patch.setattr("fazhi_check.cli.notes._PATIENCE", patience)
        patch.setattr(sys, "stderr", made.stream)
        yield shown
    shown.append(made.text())


@pytest.fixture
def many(here: Path) -> str:
    """A folder of five submissions."""
    (here / "in").mkdir()
    for number in range(5):
        (here / "in" / f"{number}.yaml").write_text(township("met"), "utf-8")
    return "in"


@pytest.mark.parametrize(("lang", "word"), [("zh", "检查"), ("en", "checking")])
def test_a_long_run_on_a_terminal_shows_how_far_it_is(run: Run, many: str, lang: str, word: str) -> None:
    with at_a_terminal() as shown:
        done = run(many, *PLAN, "-f", "json", "--lang", lang)
    assert (done.code, len(done.json["files"])) == (0, 5)
    assert word in shown[0]
    assert re.search(r"[1-5]/5", shown[0])


def test_the_bar_takes_itself_away(run: Run, many: str) -> None:
    with at_a_terminal() as shown:
        assert run(many, *PLAN).code == 0
    last = shown[0].rpartition("/5")[2]
    assert "\x1b[2K" in last
    assert "检查" not in last


@pytest.mark.parametrize("form", FORMATS)
def test_the_bar_changes_nothing_on_standard_output(run: Run, many: str, form: str) -> None:
    plain = run(many, "late.yaml", *PLAN, "-f", form)
    with at_a_terminal() as shown:
        done = run(many, "late.yaml", *PLAN, "-f", form)
    assert (done.code, done.out) == (plain.code, plain.out)
    assert "/6" in shown[0]


@pytest.mark.parametrize("flags", [("--quiet",), ("--quiet", "--verbose")], ids=" ".join)
def test_a_quiet_run_shows_no_bar(run: Run, many: str, flags: tuple[str, ...]) -> None:
    with at_a_terminal() as shown:
        assert run(many, *PLAN, *flags).code == 0
    assert shown == [""]


def test_a_verbose_run_names_its_files_instead(run: Run, many: str) -> None:
    with at_a_terminal() as shown:
        assert run(many, *PLAN, "--verbose").code == 0
    assert SHOWS not in shown[0]
    assert shown[0].count("in/") == 5


def test_a_short_run_shows_no_bar(run: Run, many: str) -> None:
    with at_a_terminal(patience=60) as shown:
        assert run(many, *PLAN).code == 0
    assert shown == [""]


def test_on_a_pipe_there_is_no_bar(run: Run, many: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fazhi_check.cli.notes._PATIENCE", -1)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(many, *PLAN).err == ""


def test_a_program_run_with_a_terminal_for_its_report_has_no_bar_on_a_pipe(many: str) -> None:
    screen = Terminal()
    command = [sys.executable, "-m", "fazhi_check", many, *PLAN, "-f", "summary", "--color", "never"]
    done = subprocess.run(command, stdout=screen.stream, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "通过" in screen.text()


# What the tab key offers.


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[str, str], str]:
    """Return what the program answers a shell that asks for the end of a line."""

    def ask(line: str, shell: str) -> str:
        asked = {
            "_FAZHI_CHECK_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
        }
        if shell != "bash":
            asked = {"_FAZHI_CHECK_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line}
        with monkeypatch.context() as patch:
            for name, value in asked.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main([])
        out, err = capsys.readouterr()
        assert (ended.value.code, err) == (0, "")
        return out

    return ask


@pytest.fixture
def offered(answered: Callable[[str, str], str]) -> Callable[..., list[str]]:
    """Return what is offered at the end of a line."""

    def ask(line: str, shell: str) -> list[str]:
        answer = answered(line, shell)
        if shell == "bash":
            return answer.split()
        return re.findall(r'^(?:_arguments .*?\(\()?"((?:[^"]|"")*)"', answer, re.MULTILINE)

    return ask


Offered = Callable[..., list[str]]
SHELLS = ("bash", "zsh")
SHIPPED = load_plan("urumqi-14fyp")
OFFERS = [
    pytest.param("fazhi-check che", ["check"], id="command"),
    pytest.param("fazhi-check ", {"check", "known", "config", "reformat", "schema"}, id="commands"),
    pytest.param("fazhi-check check --fail", ["--fail-on"], id="option"),
    pytest.param("fazhi-check check --plan ", known_plans().every, id="plans"),
    pytest.param("fazhi-check check --plan urum", ["urumqi-14fyp"], id="plan"),
    pytest.param("fazhi-check targets --plan ", known_plans().every, id="plans-of-another-command"),
    pytest.param("fazhi-check reformat a.json --format ", list(FORMATS), id="formats-of-reformat"),
    pytest.param("fazhi-check check -f s", ["summary", "sarif"], id="formats-by-the-short-option"),
    pytest.param("fazhi-check check --fail-on ", [*GATES, "never"], id="verdicts"),
    pytest.param("fazhi-check check --fail-on overdue,m", ["overdue,met", "overdue,missing"], id="last-of-a-list"),
    pytest.param("fazhi-check check --fail-on overdue,", {"overdue,missing", "overdue,invalid"}, id="after-a-comma"),
    pytest.param("fazhi-check check --select FZ10", {"FZ101", "FZ107"}, id="codes"),
    pytest.param("fazhi-check check --ignore FZ301,FZ50", [f"FZ301,FZ50{n}" for n in (1, 2, 3, 4)], id="codes-listed"),
    pytest.param("fazhi-check check --select FZ8", ["FZ801"], id="code-of-known-findings"),
    pytest.param(f"fazhi-check check {' '.join(PLAN)} --phase ", ["2022", "2024", "2025"], id="phases"),
    pytest.param(f"fazhi-check check {' '.join(PLAN)} --section ", ["1.1", "1.1.1", "1.2", "1.2.1"], id="sections"),
    pytest.param(f"fazhi-check check {' '.join(PLAN)} --lead j", ["justice"], id="bodies"),
    pytest.param(f"fazhi-check check {' '.join(PLAN)} --group ", ["foundation", "focus", "regular"], id="groups"),
    pytest.param("fazhi-check check --section 3.3.2", ["3.3.2"], id="section-of-the-shipped-plan"),
]


def fits(found: list[str], expected: list[str] | set[str]) -> bool:
    """Tell whether offers are those of a list, or have those of a set among them."""
    return expected <= set(found) if isinstance(expected, set) else found == list(expected)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("line", "expected"), OFFERS)
def test_the_tab_key_offers_what_fits(offered: Offered, line: str, expected: list[str] | set[str], shell: str) -> None:
    assert fits(offered(line, shell), expected)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "expected"), [one for one in OFFERS if str(one.values[0]).startswith("fazhi-check check --")]
)
def test_the_command_may_be_left_out(offered: Offered, line: str, expected: list[str] | set[str], shell: str) -> None:
    assert fits(offered(line.replace(" check", "", 1), shell), expected)
    assert fits(offered(line.replace(" check", " a.yaml", 1), shell), expected)
    assert fits(offered(line.replace(" check", " --lang en", 1), shell), expected)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("fazhi-check explain FZ30", {"FZ301", "FZ309"}, id="codes"),
        pytest.param(
            "fazhi-check explain 3.3.2-0",
            [target.id for target in SHIPPED.targets if target.id.startswith("3.3.2-0")],
            id="targets",
        ),
        pytest.param(
            f"fazhi-check explain {' '.join(PLAN)} 1.2.1-0",
            [f"1.2.1-0{number}" for number in range(1, 10)],
            id="targets-of-the-plan-before",
        ),
        pytest.param("fazhi-check schema k", ["known"], id="kind-of-schema"),
        pytest.param("fazhi-check known w", ["write"], id="word-of-known"),
        pytest.param("fazhi-check check --lang ", ["zh", "en"], id="language"),
        pytest.param("fazhi-check targets --section 3.3.2", ["3.3.2"], id="section-of-targets"),
    ],
)
def test_the_tab_key_offers_codes_targets_and_fixed_words(
    offered: Offered, line: str, expected: list[str] | set[str], shell: str
) -> None:
    assert fits(offered(line, shell), expected)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("plan", ["broken", "absent", ".", "a/b"])
@pytest.mark.parametrize("option", ["--phase", "--section", "--lead", "--group"])
def test_a_broken_plan_offers_nothing_and_breaks_nothing(
    here: Path, offered: Offered, plan: str, option: str, shell: str
) -> None:
    (here / "broken").mkdir()
    (here / "broken" / "plan.yaml").write_text("id: [\n", "utf-8")
    assert offered(f"fazhi-check check --plan {plan} {option} ", shell) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_tab_key_says_in_zsh_what_a_word_means(answered: Callable[[str, str], str], shell: str) -> None:
    assert ("逾期" in answered("fazhi-check check --fail-on over", shell)) == (shell == "zsh")


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        pytest.param("--fail-on over", "逾期", "overdue", id="verdict"),
        pytest.param("--fail-on nev", "总是通过", "always passes", id="never"),
        pytest.param("--select FZ501", "未填报", "Missing", id="code"),
        pytest.param("--group foc", "重点", "focus", id="group"),
        pytest.param("--limit byt", "字节", "bytes", id="limit"),
        pytest.param("--show al", "全部", "all", id="word"),
        pytest.param("--plan urum", "乌鲁木齐", "Urumqi", id="plan"),
        pytest.param("--stat", "代码", "counts by code", id="option"),
    ],
)
def test_what_is_offered_is_explained_in_the_language_of_the_line(
    answered: Callable[[str, str], str], line: str, zh: str, en: str
) -> None:
    chinese = answered(f"fazhi-check check {line}", "zsh")
    english = answered(f"fazhi-check check --lang en {line}", "zsh")
    assert zh in chinese
    assert en in english
    assert not CJK.search(english)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_installing_completion_says_what_was_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, lang: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    done = run("--install-completion", shell, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert shell in done.out
    assert bool(CJK.search(done.out)) == (lang == "zh")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("_FAZHI_CHECK_COMPLETE" in path.read_text("utf-8") for path in written)
    assert any(str(path) in done.out for path in written)


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_is_not_known_is_refused_in_the_language_asked_for(run: Run, here: Path, option: str) -> None:
    for written, lang in ((("tcsh",), "zh"), (("tcsh", "--lang", "en"), "en")):
        done = run(option, *written)
        assert (done.code, done.out) == (2, "")
        assert "tcsh" in done.err
        assert "bash" in done.err
        assert bool(CJK.search(done.err)) == (lang == "zh")


def test_the_script_of_a_shell_is_printed(run: Run, here: Path) -> None:
    for shell in ("bash", "zsh", "fish", "powershell"):
        done = run("--show-completion", shell)
        assert (done.code, "_FAZHI_CHECK_COMPLETE" in done.out) == (0, True)
        assert run(f"--show-completion={shell}") == done


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_in_bash_itself_the_script_completes(here: Path) -> None:
    program = Path(sys.executable).with_name("fazhi-check")
    if not program.exists():
        pytest.skip("the program is not installed")
    lines = {
        "fazhi-check --fail-on overdue,m": "overdue,met overdue,missing",
        f"fazhi-check a.yaml {shlex.join(PLAN)} --phase 202": "2022 2024 2025",
    }
    asked = [
        f"COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _fazhi_check_completion fazhi-check; "
        'IFS=" "; echo "${COMPREPLY[*]}"; unset IFS'
        for line in lines
    ]
    script = "\n".join(['eval "$(fazhi-check --show-completion bash)"', "complete -p fazhi-check", *asked])
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc"], input=script.encode(), capture_output=True, check=True, env={**os.environ, "PATH": path}
    )
    registered, *answers = done.stdout.decode().splitlines()
    assert "_fazhi_check_completion" in registered
    assert answers == list(lines.values())
    assert done.stderr == b""


# Standard input by name.


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str | bytes], None]]:
    """Put a text on standard input."""

    def put(text: str | bytes) -> None:
        raw = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))

    yield put


Piped = Callable[[str | bytes], None]
NAME = "reports/甲 市.yaml"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", [mixed(), BROKEN, mixed().encode("gbk")], ids=["flagged", "broken", "gbk"])
def test_standard_input_goes_by_its_name_in_every_format(
    run: Run, here: Path, piped: Piped, form: str, text: str | bytes
) -> None:
    path = here / NAME
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    by_file = run(NAME, *PLAN, "-f", form)
    piped(text)
    assert run("-", *PLAN, "-f", form, "--stdin-filename", NAME) == by_file


@pytest.mark.parametrize("form", FORMATS)
def test_without_a_name_standard_input_is_a_dash(run: Run, here: Path, piped: Piped, form: str) -> None:
    piped(BROKEN)
    done = run("-", *PLAN, "-f", form)
    assert done.code == 1
    assert "-" in re.findall(r"""(?:^|[\s"'=|>:/])(-)(?=$|[\s"|<:,&])""", done.out, re.MULTILINE)


def test_the_name_of_standard_input_need_not_exist_and_is_not_read(run: Run, here: Path, piped: Piped) -> None:
    piped(township("met"))
    done = run("-", *PLAN, "-f", "json", "--stdin-filename", "late.yaml")
    assert (done.code, done.json["files"][0]["path"]) == (0, "late.yaml")


def test_a_name_without_standard_input_changes_nothing(run: Run, here: Path) -> None:
    assert run("late.yaml", *PLAN, "--stdin-filename", "x.yaml") == run("late.yaml", *PLAN)
