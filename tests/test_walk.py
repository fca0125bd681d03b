"""Which files a run checks: each once, what is ignored or excluded passed over, lists and wildcards read."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import township

from fazhi_check.reports import FORMATS
from fazhi_check.source.walk import Walker

Run = Callable[..., Ran]
PLAN = ("--plan", str(SMALL))


def put(files: dict[str, str]) -> None:
    """Write files below the working folder."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def met(*names: str) -> None:
    """Write submissions of townships that have done what is asked."""
    put({name: township("met").replace("甲市", f"乡{number}") for number, name in enumerate(names)})


def checked(run: Run, *args: str) -> list[str]:
    """Return the paths in the report of a run that passes."""
    done = run(*args, *PLAN, "-f", "json")
    assert done.code == 0, done.err
    return [one["path"] for one in done.json["files"]]


# Each file once.


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(["in/a.yaml", "in/a.yaml"], ["in/a.yaml"], id="twice"),
        pytest.param(["./in/../in/a.yaml", "in/a.yaml"], ["./in/../in/a.yaml"], id="two-spellings"),
        pytest.param(["in", "in/a.yaml"], ["in/a.yaml", "in/b.yaml"], id="a-folder-and-a-file-in-it"),
        pytest.param(["in/b.yaml", "in"], ["in/b.yaml", "in/a.yaml"], id="a-file-and-its-folder"),
        pytest.param(["in", "in/.", "./in/"], ["in/a.yaml", "in/b.yaml"], id="a-folder-thrice"),
        pytest.param(["link.yaml", "in"], ["link.yaml", "in/b.yaml"], id="a-link"),
        pytest.param(["hard.yaml", "in"], ["hard.yaml", "in/b.yaml"], id="a-hard-link"),
    ],
)
def test_a_file_is_checked_once_under_the_first_of_its_names(
    run: Run, here: Path, paths: list[str], expected: list[str]
) -> None:
    met("in/a.yaml", "in/b.yaml")
    os.symlink("in/a.yaml", "link.yaml")
    os.link("in/a.yaml", "hard.yaml")
    assert checked(run, *paths) == expected


def test_a_file_reached_twice_does_not_double_itself(run: Run, here: Path) -> None:
    met("in/a.yaml")
    done = run("in/a.yaml", "./in/a.yaml", str(here / "in"), *PLAN, "-f", "json")
    assert [found["code"] for one in done.json["files"] for found in one["findings"]] == []


# Our own reports.


@pytest.mark.parametrize("form", [form for form in FORMATS if form in ("json", "jsonl", "sarif", "gitlab")])
def test_a_report_of_the_run_before_is_passed_over_in_a_folder(run: Run, here: Path, form: str) -> None:
    met("in/a.yaml")
    put({"in/late.yaml": township("overdue")})
    first = run("in", *PLAN, "-o", f"{form}:in/report.json")
    second = run("in", *PLAN, "-o", f"{form}:in/report.json")
    assert (first.code, second.code) == (1, 1)
    assert first.out == second.out


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("gitlab", "in/clean.json"),
        ("junit", "in/j.json"),
        ("json", "in/o.yaml"),
        ("csv", "in/c.yaml"),
        ("html", "in/h.yml"),
    ],
)
def test_whatever_its_name_and_even_where_nothing_is_wrong(run: Run, here: Path, form: str, name: str) -> None:
    met("in/a.yaml")
    put({"in/b.yaml": township("met").replace("甲市", "丙市")})
    runs = [run("in", *PLAN, "-o", f"{form}:{name}") for _ in range(2)]
    assert [done.code for done in runs] == [0, 0], runs[1].err
    assert runs[0].out == runs[1].out


def test_a_submission_is_never_taken_for_one_and_written_over(run: Run, here: Path) -> None:
    met("in/a.yaml")
    done = run("in", *PLAN, "-o", "json:in/a.yaml")
    assert (done.code, done.out) == (2, "")
    assert "in/a.yaml" in done.err


@pytest.mark.parametrize(
    "args",
    [
        ("targets", "-f", "json"),
        ("config", "-f", "json"),
        ("lint", str(SMALL), "-f", "json"),
        ("schema", "submission"),
        ("schema", "report"),
    ],
    ids=lambda args: " ".join(args[:2]),
)
def test_so_is_whatever_else_we_print_as_json(run: Run, here: Path, args: tuple[str, ...]) -> None:
    met("in/a.yaml")
    put({"in/other.json": run(*args).out})
    assert checked(run, "in") == ["in/a.yaml"]


def test_a_report_that_is_named_is_told_with_what_to_do(run: Run, here: Path) -> None:
    met("in/a.yaml")
    put({"r.json": run("in", *PLAN, "-f", "json").out, "s.json": run("in", *PLAN, "-f", "sarif").out})
    done = run("r.json", "s.json", *PLAN, "-f", "json")
    messages = [found["message"] for one in done.json["files"] for found in one["findings"]]
    assert done.code == 1
    assert len(messages) == 2
    assert "fazhi-check reformat" in messages[0]
    assert "不是填报文件" in messages[1]


def test_a_submission_in_json_is_no_report(run: Run, here: Path) -> None:
    put({"in/a.json": '{"plan": "small", "unit": {"name": "甲", "level": "city", "code": "650100"}}'})
    assert [one["path"] for one in run("in", *PLAN, "-f", "json").json["files"]] == ["in/a.json"]


# Wildcards, where the shell leaves them.


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.yaml", ["in/a.yaml", "in/b.yaml"]),
        ("in/*", ["in/a.yaml", "in/b.yaml", "in/deep/c.yml"]),
        ("in/**/*.y*ml", ["in/a.yaml", "in/b.yaml", "in/deep/c.yml"]),
        ("in/[ab].yaml", ["in/a.yaml", "in/b.yaml"]),
        ("i?/a.yaml", ["in/a.yaml"]),
    ],
)
def test_wildcards_are_filled_in(run: Run, here: Path, pattern: str, expected: list[str]) -> None:
    met("in/a.yaml", "in/b.yaml", "in/deep/c.yml", "in/.hidden.yaml")
    put({"in/notes.txt": "x"})
    assert checked(run, pattern) == expected


def test_wildcards_pass_over_what_a_walk_does(run: Run, here: Path) -> None:
    met("in/a.yaml", "in/~$a.yaml", "in/old/b.yaml", "in/x/c.yaml", "in/x/no.yaml")
    os.symlink("x", "in/link")
    (here / ".git").mkdir()
    put({".gitignore": "old/\n", "in/x/.gitignore": "no.yaml\n", "in/r.json": "[]\n"})
    assert checked(run, "in/**/*") == ["in/a.yaml", "in/x/c.yaml"]
    assert checked(run, "*/*.yaml", "in/*") == ["in/a.yaml", "in/x/c.yaml"]
    expected = ["in/a.yaml", "in/old/b.yaml", "in/x/c.yaml", "in/x/no.yaml"]
    assert sorted(checked(run, "in/**/*.yaml", "--no-gitignore")) == expected


def test_a_file_whose_name_has_a_bracket_is_that_file(run: Run, here: Path) -> None:
    met("a[1].yaml", "a1.yaml")
    assert checked(run, "a[1].yaml") == ["a[1].yaml"]


def test_wildcards_that_fit_nothing_are_wrong_usage(run: Run, here: Path) -> None:
    done = run("in/*.yaml", *PLAN)
    assert (done.code, done.out) == (2, "")
    assert "in/*.yaml" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            'lang = "zh"\nfolders = ["none/*.yaml"]\n',
            "fazhi-check.toml:2:11 folders：找不到：none/*.yaml",
            id="folders",
        ),
        pytest.param('folders = "in"\nexclude = ["!"]\n', "fazhi-check.toml:2:11 exclude：", id="exclude"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_place(run: Run, here: Path, text: str, said: str) -> None:
    met("in/a.yaml")
    put({"fazhi-check.toml": text})
    done = run("check", *PLAN)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_folders_of_the_settings_may_have_wildcards(run: Run, here: Path) -> None:
    met("2022/甲/a.yaml", "2023/甲/a.yaml")
    put({"fazhi-check.toml": 'folders = ["20*/甲"]\n'})
    assert checked(run, "check") == ["2022/甲/a.yaml", "2023/甲/a.yaml"]


# Lists of paths.


@pytest.mark.parametrize(
    "listed",
    ["in/a.yaml\nin/b.yaml\n", "\ufeffin/a.yaml\r\n\r\n in/b.yaml", "in/a.yaml\0in/b.yaml\0"],
    ids=["lines", "windows", "zeros"],
)
def test_paths_may_come_from_a_list(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    met("in/a.yaml", "in/b.yaml", "c.yaml")
    put({"list.txt": listed})
    assert checked(run, "--files-from", "list.txt") == ["in/a.yaml", "in/b.yaml"]
    assert checked(run, "c.yaml", "--files-from", "list.txt") == ["c.yaml", "in/a.yaml", "in/b.yaml"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(listed.encode())))
    assert checked(run, "--files-from", "-") == ["in/a.yaml", "in/b.yaml"]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        pytest.param(("--files-from", "absent.txt"), 2, "absent.txt 读不了：不存在", id="no-list"),
        pytest.param(("--files-from", "in"), 2, "in 读不了：这是文件夹", id="a-folder"),
        pytest.param(("--files-from", "gone.txt"), 2, "找不到：in/gone.yaml", id="a-path-that-is-not-there"),
        pytest.param(("--files-from", "empty.txt"), 3, ".yaml", id="nothing-in-it"),
        pytest.param(("-", "--files-from", "-"), 2, "标准输入", id="standard-input-twice"),
        pytest.param(("--files-from", "gbk.txt"), 2, "GBK", id="gbk"),
    ],
)
def test_a_list_that_cannot_be_used_is_told(run: Run, here: Path, args: tuple[str, ...], code: int, said: str) -> None:
    met("in/a.yaml")
    Path("gbk.txt").write_bytes("填报/甲市法治建设.yaml\n".encode("gbk"))
    put({"gone.txt": "in/a.yaml\nin/gone.yaml\n", "empty.txt": "\n", "fazhi-check.toml": 'folders = "in"\n'})
    done = run(*args, *PLAN)
    assert done.code == code
    assert said in done.err


# What is passed over.

TREE = ("in/a.yaml", "in/old/b.yaml", "in/x/old/c.yaml", "in/x/keep.yaml", "in/x/draft.yaml")


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [
        pytest.param({".gitignore": "old/\n"}, ["in/a.yaml", "in/x/draft.yaml", "in/x/keep.yaml"], id="a-folder"),
        pytest.param(
            {".gitignore": "/old\ndraft.*\n"},
            ["in/a.yaml", "in/old/b.yaml", "in/x/keep.yaml", "in/x/old/c.yaml"],
            id="at-the-root",
        ),
        pytest.param(
            {"in/.gitignore": "x/*\n!x/keep.yaml\n"}, ["in/a.yaml", "in/old/b.yaml", "in/x/keep.yaml"], id="but"
        ),
        pytest.param(
            {"in/.gitignore": "*.yaml\n", "in/x/.gitignore": "!keep.yaml\n"},
            ["in/x/keep.yaml"],
            id="the-nearest-decides",
        ),
        pytest.param({"in/.gitignore": "# 注释\n\n!\n   \n"}, sorted(TREE), id="nothing-in-it"),
    ],
)
def test_what_gitignore_names_is_passed_over_in_a_folder(
    run: Run, here: Path, ignored: dict[str, str], expected: list[str]
) -> None:
    met(*TREE)
    (here / ".git").mkdir()
    put(ignored)
    assert sorted(checked(run, "in")) == expected
    assert sorted(checked(run, "in", "--no-gitignore")) == sorted(TREE)
    assert checked(run, "in/x/draft.yaml") == ["in/x/draft.yaml"]


def test_a_folder_that_is_ignored_is_walked_where_it_is_named(run: Run, here: Path) -> None:
    met(*TREE)
    (here / ".git").mkdir()
    put({".gitignore": "old/\n"})
    assert checked(run, "in/old") == ["in/old/b.yaml"]


def test_patterns_above_count_only_inside_a_repository(run: Run, here: Path) -> None:
    met(*TREE)
    put({".gitignore": "*.yaml\n"})
    assert sorted(checked(run, "in")) == sorted(TREE)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_git_itself_says_the_same(here: Path) -> None:
    met(*TREE, "in/深/b.yaml", "build/a.yaml", "in/build/a.yaml", "in/name with blank.yaml", "in/#1.yaml")
    put({".gitignore": "/build\n*.json\n\\#1.yaml\n", "in/.gitignore": "**/old\n!x/old\n深/*\nname\\ with*\n"})
    subprocess.run(["git", "init", "-q"], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--others", "--exclude-standard"], check=True, capture_output=True
    ).stdout.decode()
    expected = sorted(name for name in listed.split("\0") if name.endswith(".yaml"))
    assert sorted(path.removeprefix("./") for path in Walker().files(["."])) == expected


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        pytest.param(("in", "--exclude", "old/"), ["in/a.yaml", "in/x/draft.yaml", "in/x/keep.yaml"], id="a-folder"),
        pytest.param(
            ("in", "--exclude", "draft.*", "--exclude", "/in/old"),
            ["in/a.yaml", "in/x/keep.yaml", "in/x/old/c.yaml"],
            id="two",
        ),
        pytest.param(("in", "in/x/draft.yaml", "--exclude", "in/x"), ["in/a.yaml", "in/old/b.yaml"], id="named-too"),
    ],
)
def test_what_is_excluded_is_passed_over(run: Run, here: Path, args: tuple[str, ...], expected: list[str]) -> None:
    met(*TREE)
    assert sorted(checked(run, *args)) == expected


def test_patterns_of_the_settings_count_from_their_folder_and_the_option_stands_above_them(
    run: Run, here: Path
) -> None:
    met(*TREE)
    put({"in/fazhi-check.toml": 'exclude = ["/old", "draft.*"]\n'})
    assert sorted(checked(run, "in")) == ["in/a.yaml", "in/x/keep.yaml", "in/x/old/c.yaml"]
    assert sorted(checked(run, "in", "--exclude", "a.yaml")) == sorted(TREE[1:])


def test_where_all_is_excluded_there_is_nothing_to_check(run: Run, here: Path) -> None:
    met("in/a.yaml", "in/b.yaml")
    done = run("in", "--exclude", "*.yaml", *PLAN)
    assert done.code == 3
    assert "跳过了 2 个" in done.err


def test_copies_that_office_programs_keep_are_passed_over(run: Run, here: Path) -> None:
    met("in/a.yaml", "in/~$a.yaml", "in/.b.yaml")
    assert checked(run, "in") == ["in/a.yaml"]
