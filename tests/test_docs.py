"""The pages of docs/ keep their word: what they show is valid, runs, and is what the program really prints.

With UPDATE_SNAPSHOTS=1 in the environment the examples of docs/formats.md are written anew.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers.action import ACTION, executable
from helpers.project import ROOT
from helpers.running import Ran
from helpers.scenes import rendered, report_on
from helpers.submissions import BROKEN
from ruamel.yaml import YAML

from fazhi_check.cli import COMMANDS, main
from fazhi_check.cli.options import SETTINGS
from fazhi_check.cli.settings import read_settings
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import FORMATS
from fazhi_check.version import __version__

Run = Callable[..., Ran]
CI, FORMAT_PAGE = ROOT / "docs" / "ci.md", ROOT / "docs" / "formats.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(
    r"^(?:<!-- (?P<label>[^>]+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
EXAMPLE = re.compile(r"(<!-- example: (\w+) -->\n```\w+\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
HOSTILE = re.compile(r"(<!-- hostile -->\n```text\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
CUT = "……"
# What of each format is shown: a line with this text, how many lines from there, how many before it.
SHOWN: dict[str, list[tuple[str, int, int]]] = {
    "table": [("✘ 逾期 1 项", 4, 0), ("结论", 1, 0)],
    "summary": [("对照", 9, 0)],
    "concise": [("FZ502", 1, 0), ("FZ301", 1, 0), ("结论", 1, 0)],
    "markdown": [("### 逾期", 7, 0), ("**结论", 1, 0)],
    "html": [('<tr data-v="overdue"', 1, 0)],
    "csv": [("文件,", 2, 0)],
    "json": [('"target": "2.2.1-03"', 16, 2), ('"code": "FZ301"', 12, 1), ('"exit_code"', 1, 0)],
    "jsonl": [('"target": "2.2.1-03"', 1, 0), ('"code": "FZ301"', 1, 0)],
    "junit": [('<testcase name="file"', 3, 0), ('<testcase name="2.2.1-03', 5, 0)],
    "sarif": [('"ruleId": "FZ301"', 1, 1), ('"level": "error"', 26, 0)],
    "github": [("::error", 2, 0), ("::notice", 1, 0)],
    "gitlab": [('"check_name": "FZ301"', 10, 2)],
}
HOSTILE_NAME = '=1|<b>&"%0A[a](b)\u202e.yaml'
HOSTILE_SHOWN = re.compile(r"""'?(=|%3D)1.{,99}?yaml""")


def block(page: Path, label: str) -> str:
    """Return the fenced block after a comment."""
    found = [one["text"] for one in FENCED.finditer(page.read_text("utf-8")) if one["label"] == label]
    assert len(found) == 1, label
    return found[0]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like one that uses the program, and the folder tests run in: submissions, waivers, the sample."""
    (tmp_path / "submissions").mkdir()
    shutil.copy(ROOT / "submissions" / "hegang-2023.yaml", tmp_path / "submissions")
    (tmp_path / "shili.yaml").write_text(block(FORMAT_PAGE, "sample"), "utf-8")
    (tmp_path / "waivers.yaml").write_text(block(CI, "check: waivers"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let scripts find the program, as if it were installed."""
    commands = tmp_path / "bin"
    commands.mkdir()
    executable(commands / "fazhi-check", f'exec "{sys.executable}" -P -m fazhi_check "$@"')
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")


def commands_in(script: str) -> list[list[str]]:
    """Return the command lines of the program in a script, as words."""
    lines = [shlex.split(line, comments=True) for line in script.splitlines()]
    return [words for words in lines if words[:1] == ["fazhi-check"]]


# docs/ci.md


@pytest.mark.parametrize(
    ("label", "arguments"),
    [
        ("check: github-workflow", ["check_jsonschema", "--builtin-schema", "vendor.github-workflows"]),
        (
            "check: gitlab-ci",
            ["check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
        ),
        ("check: pre-commit", ["pre_commit", "validate-config"]),
    ],
)
def test_what_goes_into_a_pipeline_is_valid(tmp_path: Path, label: str, arguments: list[str]) -> None:
    pytest.importorskip(arguments[0], reason="needs check-jsonschema and pre-commit")
    path = tmp_path / "pipeline.yaml"
    path.write_text(block(CI, label), "utf-8")
    done = subprocess.run([sys.executable, "-m", *arguments, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_uses_the_action_as_it_is() -> None:
    job = YAML(typ="safe").load(block(CI, "check: github-workflow"))["jobs"]["fazhi-check"]
    [used] = [step for step in job["steps"] if "/fazhi-check@" in step["uses"]]
    assert set(used["with"]) <= set(ACTION["inputs"])
    for name in [*ACTION["inputs"], *ACTION["outputs"]]:
        assert f"`{name}`" in CI.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_version_to_use_is_this_one(page: Path) -> None:
    text = page.read_text("utf-8")
    assert set(re.findall(r"fazhi-check@v([\w.]+)|rev: v([\w.]+)", text)) <= {(__version__, ""), ("", __version__)}


def test_the_gitlab_job_writes_what_it_hands_over(office: Path, run: Run) -> None:
    job = YAML(typ="safe").load(block(CI, "check: gitlab-ci"))["fazhi-check"]
    [words] = commands_in("\n".join(job["script"]))
    assert run(*words[1:]).code == 1
    artifacts = job["artifacts"]
    for name in [*artifacts["paths"], *artifacts["reports"].values()]:
        assert (office / name).is_file(), name


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        pytest.param("", 1, "不通过，详见", id="flagged"),
        pytest.param('fail-on = ["never"]', 0, "通过\n", id="passed"),
        pytest.param("wrong = 1", 2, "没有检查成", id="misused"),
        pytest.param(None, 3, "没有可检查的内容", id="nothing"),
    ],
)
@pytest.mark.usefixtures("program")
@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no shell")
@pytest.mark.slow
def test_the_plain_script_tells_how_it_went(office: Path, change: str | None, code: int, told: str) -> None:
    if change is None:
        (office / "submissions" / "hegang-2023.yaml").unlink()
    (office / "fazhi-check.toml").write_text(change or "", "utf-8")
    (office / "script.sh").write_text(block(CI, "check: shell"), "utf-8")
    done = subprocess.run(["sh", "script.sh"], cwd=office, capture_output=True, check=False)
    assert done.returncode == code
    assert told in done.stdout.decode("utf-8")
    assert (office / "report.html").exists() is (code != 2)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_plain_script_is_good_bash_too(tmp_path: Path) -> None:
    (tmp_path / "script.sh").write_text(block(CI, "check: shell"), "utf-8")
    assert subprocess.run(["bash", "-n", "script.sh"], cwd=tmp_path, check=False).returncode == 0


def test_the_settings_shown_are_read_and_every_setting_is_named(office: Path) -> None:
    (office / "fazhi-check.toml").write_text(block(CI, "check: settings"), "utf-8")
    shown = read_settings("fazhi-check.toml").values
    for name, option in SETTINGS.items():
        written = option.key
        assert name in shown or f"`{written}`" in CI.read_text("utf-8")


@pytest.mark.usefixtures("office")
def test_the_waiver_shown_is_in_force(run: Run) -> None:
    assert run("submissions", "--waivers", "waivers.yaml", "-f", "json").json["counts"]["waived"] == 1


@pytest.mark.usefixtures("office")
def test_known_findings_go_as_told(run: Run) -> None:
    write, check = (words[1:] for words in commands_in(block(CI, "check: known")))
    assert run("submissions").code == 1
    assert run(*write).code == 0
    done = run(*check, "-f", "json")
    assert (done.code, done.json["counts"]["missing"] > 0) == (0, True)


# docs/formats.md


def excerpt(text: str, pieces: Sequence[tuple[str, int, int]]) -> str:
    """Return pieces of a text, with a sign where something is left out."""
    lines = text.removeprefix("\ufeff").splitlines()
    shown: list[str] = []
    end = 0
    for start, count, before in pieces:
        first = next(number for number in range(end, len(lines)) if start in lines[number]) - before
        shown += [CUT] * (first > end) + lines[first : first + count + before]
        end = first + count + before
    return "\n".join([*shown, *[CUT] * (end < len(lines))]) + "\n"


def with_examples(page: str, run: Run) -> str:
    """Return the page with every example made by the program."""

    def fresh(found: re.Match[str]) -> str:
        printed = run("shili.yaml", "--section", "2.2.1", "-f", found[2]).out
        return found[1] + excerpt(printed.replace(load_plan("urumqi-14fyp").hash, CUT), SHOWN[found[2]]) + found[4]

    report = report_on({HOSTILE_NAME: BROKEN})
    ways = {name: HOSTILE_SHOWN.search(rendered(name, report)) for name in FORMATS}
    listed = "".join(f"{name:<9} {way[0]}\n" for name, way in ways.items() if way).replace("\u202e", "‹原样›")
    return HOSTILE.sub(lambda found: found[1] + listed + found[3], EXAMPLE.sub(fresh, page))


@pytest.mark.usefixtures("office")
def test_the_examples_are_what_the_program_prints(run: Run) -> None:
    page = FORMAT_PAGE.read_text("utf-8")
    fresh = with_examples(page, run)
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        FORMAT_PAGE.write_text(fresh, "utf-8")
    assert FORMAT_PAGE.read_text("utf-8") == fresh


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described_shown_and_listed(name: str) -> None:
    page = FORMAT_PAGE.read_text("utf-8")
    assert f"\n## {name}\n" in page
    assert f"\n| [{name}](#{name}) |" in page
    assert f"<!-- example: {name} -->" in page
    assert re.search(rf"^{name} +\S", block(FORMAT_PAGE, "hostile"), re.MULTILINE)


# Every page


@pytest.mark.parametrize("page", [CI, FORMAT_PAGE], ids=lambda page: page.name)
@pytest.mark.usefixtures("office")
def test_the_commands_shown_run(page: Path, run: Run) -> None:
    scripts = [one["text"] for one in FENCED.finditer(page.read_text("utf-8")) if one["language"] == "sh"]
    shown = [words[1:] for script in scripts for words in commands_in(script)]
    assert shown
    for words in shown:
        assert run(*[word for word in words if word not in {"||", "code=$?"}]).code in {0, 1}, words


@cache
def options_of(command: str) -> frozenset[str]:
    """Return the long options in a command's help; those of the program itself are good for every command."""
    import contextlib
    import io

    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main([command, "--help"] if command else ["--help"]) == 0
    return frozenset(re.findall(r"--[a-z][a-z-]*", said.getvalue())) | {"--version"}


def code_in(page: str) -> list[str]:
    """Return the lines of code of a page and its code between words."""
    between = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", FENCED.sub("", page))
    return [
        *between,
        *(line.strip().removeprefix("- ") for one in FENCED.finditer(page) for line in one["text"].splitlines()),
    ]


def misnamed(code: str) -> list[str]:
    """Return the commands and options in a piece of code that the program does not have."""
    if code.startswith("--"):
        known: frozenset[str] = frozenset().union(*(options_of(name) for name in ("", *COMMANDS)))
        return [name for name in re.findall(r"(?<!\S)--[a-z][\w-]*", code) if name not in known]
    if not code.startswith("fazhi-check "):
        return []
    code = re.split(r" (?:\||>|#)", code)[0]
    first = code.split()[1]
    path = first.startswith("-") or not re.fullmatch("[a-z][a-z-]*", first) or (ROOT / first).exists()
    if first not in COMMANDS and not path:
        return [first]
    known = options_of(first if first in COMMANDS else "check")
    return [name for name in re.findall(r"(?<!\S)--[a-z][\w-]*", code) if name not in known | {"--help"}]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_named_exist(page: Path) -> None:
    assert [wrong for code in code_in(page.read_text("utf-8")) for wrong in misnamed(code)] == []


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("fazhi-check no-such-command a.yaml", ["no-such-command"]),
        ("fazhi-check explain FZ301 --fail-on never", ["--fail-on"]),
        ("fazhi-check a.yaml --fail-off never", ["--fail-off"]),
        ("--no-such-option", ["--no-such-option"]),
        ("fazhi-check submissions --fail-on never # --x", []),
        ("pip install --user fazhi-check", []),
    ],
)
def test_what_does_not_exist_is_noticed(code: str, wrong: list[str]) -> None:
    assert misnamed(code) == wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_exist(page: Path) -> None:
    top = {path.name for path in ROOT.iterdir()}
    named = re.findall(r"(?<!`)`([\w.-]+/[\w./-]*)`(?!`)", FENCED.sub("", page.read_text("utf-8")))
    assert [path for path in named if path.partition("/")[0] in top and not (ROOT / path).exists()] == []


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return what can be linked to within a page: its headings as GitHub names them, and ids written out."""
    text = FENCED.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return frozenset(slugs | set(re.findall(r'<a (?:id|name)="([^"]+)"', text)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"(?<!`)`[^`\n]+`(?!`)", "", FENCED.sub("", page.read_text("utf-8")))
    broken: list[Any] = []
    for link in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if "://" not in link and not (target.exists() and (not anchor or anchor in anchors(target))):
            broken.append(link)
    assert broken == []
