"""The command line: which command runs, exit codes, options, languages, streams, and what failures look like."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.project import SMALL
from helpers.running import Ran
from helpers.submissions import (
    BROKEN,
    CJK,
    FLAGGED,
    NO_TARGET,
    ON_ITS_ONLY_TARGET,
    all_good,
    mixed,
    romanised,
    submission,
    township,
)

from fazhi_check.examine import Checker
from fazhi_check.reports.data import json as json_report
from fazhi_check.version import __version__

Run = Callable[..., Ran]
Write = Callable[[str, str], str]
PLAN = ("--plan", str(SMALL))


@pytest.fixture(autouse=True)
def _no_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAZHI_CHECK_DEBUG", raising=False)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below the test's folder and return its path."""

    def make(name: str, text: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return str(path)

    return make


@pytest.fixture
def paths(write: Write) -> dict[str, str]:
    """One file for each verdict."""
    return {verdict: write(f"{verdict}.yaml", township(verdict)) for verdict in ON_ITS_ONLY_TARGET}


def stdin_of(raw: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")


# Which command runs.


def test_a_path_alone_is_checked(run: Run, write: Write) -> None:
    path = write("a.yaml", mixed())
    assert run(path, *PLAN) == run("check", path, *PLAN)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(("--plan", str(SMALL)), id="plan"),
        pytest.param((f"--plan={SMALL}",), id="plan-joined"),
        pytest.param(("--plan", str(SMALL), "-f", "json"), id="format"),
        pytest.param(("--lang", "en", "--plan", str(SMALL)), id="lang-first"),
        pytest.param(("--lang=en", "--plan", str(SMALL)), id="lang-joined"),
        pytest.param(("--plan", str(SMALL), "--fail-on", "never"), id="fail-on"),
    ],
)
def test_options_may_stand_before_the_path(run: Run, write: Write, before: tuple[str, ...]) -> None:
    path = write("a.yaml", mixed())
    assert run(*before, path) == run("check", path, *before)


def test_the_language_may_stand_before_the_command(run: Run) -> None:
    assert run("--lang", "en", "explain", "FZ301") == run("explain", "FZ301", "--lang", "en")


def test_a_file_named_like_a_command_is_checked_by_its_path(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("targets", township("met"))
    monkeypatch.chdir(tmp_path)
    assert "./targets" in run("./targets", *PLAN).out


@pytest.mark.parametrize(
    "options",
    [
        pytest.param((), id="none"),
        pytest.param(("-f", "json"), id="short"),
        pytest.param(("-fjson",), id="short-joined"),
        pytest.param(("--format=json", "--as-of", "2024-01-01"), id="joined-and-apart"),
        pytest.param(("--fail-on", "未填报", "--show=all", "--lang=en"), id="words"),
        pytest.param(("--lang", "zh", "--lang", "en"), id="given-twice"),
        pytest.param(("--format", "jsn"), id="wrong-value"),
        pytest.param(("--nonsense",), id="unknown-option"),
    ],
)
def test_a_double_dash_before_the_paths_changes_nothing(run: Run, write: Write, options: tuple[str, ...]) -> None:
    path = write("a.yaml", mixed())
    assert run(*PLAN, *options, "--", path) == run(*PLAN, *options, path)


def test_a_path_that_begins_with_a_dash_stands_after_a_double_dash(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("-a.yaml", township("overdue"))
    monkeypatch.chdir(tmp_path)
    done = run(*PLAN, "-f", "json", "--", "-a.yaml")
    assert [file["path"] for file in done.json["files"]] == ["-a.yaml"]


def test_no_arguments_show_the_help(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (0, run("--help").out)


def test_version(run: Run) -> None:
    assert run("--version") == Ran(0, f"fazhi-check {__version__}\n", "")


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "fazhi_check", "--version"], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["fazhi-check", __version__]


# Exit codes.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(township("met"), 0, id="passes"),
        pytest.param(township("overdue"), 1, id="flagged"),
        pytest.param(BROKEN, 1, id="broken-submission"),
        pytest.param("", 1, id="empty-file"),
        pytest.param(NO_TARGET, 3, id="no-target-applies"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_exit_code_of_a_file_in_every_format(run: Run, write: Write, text: str, code: int, form: str) -> None:
    assert run(write("a.yaml", text), *PLAN, "-f", form).code == code


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_folder_without_submissions_is_nothing_to_check(run: Run, write: Write, tmp_path: Path, form: str) -> None:
    write("notes.txt", "text")
    write(".hidden.yaml", township("overdue"))
    write(".hidden/a.yaml", township("overdue"))
    done = run(tmp_path, *PLAN, "-f", form)
    assert done.code == 3
    assert ".yaml" in done.err


def test_a_path_that_does_not_exist_is_wrong_usage(run: Run, write: Write) -> None:
    good = write("good.yaml", township("met"))
    done = run(good, f"{good}.absent", *PLAN)
    assert (done.code, done.out) == (2, "")
    assert f"{good}.absent" in done.err


def test_the_worst_of_several_files_decides(run: Run, paths: dict[str, str]) -> None:
    assert run(paths["met"], paths["exempt"], *PLAN).code == 0
    assert run(paths["met"], paths["overdue"], *PLAN).code == 1


def test_a_file_with_targets_beside_one_without_is_something_to_check(run: Run, write: Write) -> None:
    assert run(write("a.yaml", NO_TARGET), write("b.yaml", township("met")), *PLAN).code == 0


def test_a_broken_file_is_not_nothing_to_check(run: Run, write: Write) -> None:
    assert run(write("a.yaml", BROKEN), write("b.yaml", NO_TARGET), *PLAN).code == 1


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(BROKEN.encode(), id="syntax"),
        pytest.param(township("met").encode("gbk"), id="gbk"),
        pytest.param(b"\xff\xfe\x00binary", id="binary"),
        pytest.param(b"- a list\n", id="a-list"),
        pytest.param(None, id="dangling-link"),
    ],
)
def test_a_broken_file_never_stops_the_others(run: Run, write: Write, tmp_path: Path, broken: bytes | None) -> None:
    good, bad = write("a.yaml", township("met")), tmp_path / "b.yaml"
    if broken is None:
        bad.symlink_to(tmp_path / "gone")
    else:
        bad.write_bytes(broken)
    last = write("c.yaml", township("on_track"))
    done = run(good, bad, last, *PLAN, "-f", "json")
    first, second, third = done.json["files"]
    assert (done.code, first["valid"], second["valid"], third["valid"]) == (1, True, False, True)
    assert first == run(good, *PLAN, "-f", "json").json["files"][0]
    assert [one["verdict"] for one in third["assessments"]] == ["on_track"]


def test_a_link_to_nothing_that_is_named_itself_is_a_finding(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "a.yaml"
    link.symlink_to(tmp_path / "gone")
    done = run(link, *PLAN)
    assert done.code == 1
    assert "FZ101" in done.out


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("name", [r'"甲\ud800市"', r'"甲\udcff市"'], ids=["high", "low"])
def test_half_a_surrogate_pair_in_a_submission_stops_nothing(run: Run, write: Write, form: str, name: str) -> None:
    bad = write("a.yaml", township("met").replace("甲市", name))
    done = run(bad, write("b.yaml", township("overdue")), *PLAN, "-f", form)
    assert done.code == 1
    assert "b.yaml" in done.out


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_file_name_that_is_no_utf8_stops_nothing(tmp_path: Path, write: Write, form: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text(township("met"), "utf-8")
    write("z.yaml", township("overdue"))
    command = [sys.executable, "-m", "fazhi_check", str(tmp_path), *PLAN, "-f", form]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert (done.returncode, b"z.yaml" in done.stdout) == (1, True)


# Several paths, folders and standard input.


def test_a_folder_is_searched_below_for_every_kind_of_submission(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("in/b.yml", "in/a.yaml", "in/deep/er/c.JSON", "in/d.txt", "in/.git/e.yaml", "in/.f.yaml"):
        write(name, township("met"))
    monkeypatch.chdir(tmp_path)
    found = [one["path"] for one in run("in", *PLAN, "-f", "json").json["files"]]
    assert sorted(found) == ["in/a.yaml", "in/b.yml", "in/deep/er/c.JSON"]


def test_the_order_of_a_folder_does_not_depend_on_the_order_of_writing(run: Run, write: Write, tmp_path: Path) -> None:
    for name in ("c.yaml", "a.yaml", "b.yaml"):
        write(name, township("met"))
    found = [one["path"].rpartition("/")[2] for one in run(tmp_path, *PLAN, "-f", "json").json["files"]]
    assert found == ["a.yaml", "b.yaml", "c.yaml"]


def test_files_and_folders_may_be_mixed(run: Run, write: Write, tmp_path: Path) -> None:
    write("in/a.yaml", township("met"))
    alone = write("alone.txt", township("met"))
    done = run(alone, tmp_path / "in", *PLAN, "-f", "json")
    assert [one["path"] for one in done.json["files"]] == [alone, f"{tmp_path.as_posix()}/in/a.yaml"]


def test_a_dash_is_standard_input(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin_of(mixed().encode()))
    piped = run("-", *PLAN, "-f", "json").json["files"][0]
    named = run(write("a.yaml", mixed()), *PLAN, "-f", "json").json["files"][0]
    assert piped["path"] == "-"
    assert {**piped, "path": ""} == {**named, "path": ""}


def test_standard_input_stands_beside_files(run: Run, paths: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin_of(township("overdue").encode()))
    done = run(paths["met"], "-", *PLAN, "-f", "json")
    assert [one["path"] for one in done.json["files"]] == [paths["met"], "-"]
    assert done.code == 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(township("met").encode("gbk"), "FZ102", id="gbk"),
        pytest.param(b"", "FZ101", id="nothing"),
    ],
)
def test_standard_input_that_cannot_be_used_is_a_finding(
    run: Run, monkeypatch: pytest.MonkeyPatch, raw: bytes, code: str
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin_of(raw))
    done = run("-", *PLAN, "-f", "json")
    assert done.code == 1
    assert code in {finding["code"] for finding in done.json["files"][0]["findings"]}


# --fail-on.


def failing(run: Run, paths: dict[str, str], *options: str) -> set[str]:
    codes = {verdict: run(path, *PLAN, *options).code for verdict, path in paths.items()}
    assert set(codes.values()) <= {0, 1}
    return {verdict for verdict, code in codes.items() if code == 1}


def test_the_default_gate_is_every_flagged_verdict(run: Run, paths: dict[str, str]) -> None:
    assert failing(run, paths) == set(FLAGGED)


@pytest.mark.parametrize(
    ("written", "gate"),
    [
        *(pytest.param(verdict, {verdict}, id=verdict) for verdict in FLAGGED),
        pytest.param("逾期", {"overdue"}, id="zh-overdue"),
        pytest.param("滞后", {"lagging"}, id="zh-lagging"),
        pytest.param("佐证不足", {"unproven"}, id="zh-unproven"),
        pytest.param("无法判定", {"invalid"}, id="zh-invalid"),
        pytest.param("未填报", {"missing"}, id="zh-missing"),
        pytest.param("缺报", {"missing"}, id="zh-missing-as-it-was-called"),
        pytest.param("overdue,missing", {"overdue", "missing"}, id="two"),
        pytest.param(" overdue , 未填报 ", {"overdue", "missing"}, id="both-languages-with-blanks"),
        pytest.param("逾期，未填报、滞后", {"overdue", "missing", "lagging"}, id="chinese-commas"),
        pytest.param("overdue,逾期,overdue", {"overdue"}, id="repeated"),
        pytest.param("met,on_track,due_soon,exempt", set(), id="what-is-never-flagged"),
        pytest.param("never", set(), id="never"),
    ],
)
def test_a_given_list_replaces_the_default(run: Run, paths: dict[str, str], written: str, gate: set[str]) -> None:
    assert failing(run, paths, "--fail-on", written) == gate


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param((), 1, id="default"),
        pytest.param(("--fail-on", "invalid"), 1, id="invalid"),
        pytest.param(("--fail-on", "overdue,missing"), 0, id="without-invalid"),
        pytest.param(("--fail-on", "never"), 0, id="never"),
    ],
)
@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((BROKEN, all_good()), id="unreadable-beside-good"),
        pytest.param(
            (township("met").replace('"evidence"', '"done_on": "2024-01", "evidence"'),), id="error-beside-met"
        ),
    ],
)
def test_invalid_in_the_list_means_any_error(
    run: Run, write: Write, texts: tuple[str, ...], options: tuple[str, ...], code: int
) -> None:
    paths = [write(f"{number}.yaml", text) for number, text in enumerate(texts)]
    assert run(*paths, *PLAN, *options).code == code


@pytest.mark.parametrize("gate", ["overdue", "missing", "never"])
def test_where_nothing_could_be_judged_the_conclusion_names_the_errors_whatever_the_gate(
    run: Run, write: Write, gate: str
) -> None:
    done = run(write("a.yaml", BROKEN), *PLAN, "--fail-on", gate)
    assert done.code == 1
    assert "结论 文件错误 1 处" in done.out
    assert "检查未通过（退出码 1）" in done.out


def test_beside_a_judged_file_one_that_cannot_be_judged_does_not_pass_by_name(run: Run, write: Write) -> None:
    done = run(write("a.yaml", BROKEN), write("b.yaml", all_good()), *PLAN, "--fail-on", "overdue")
    assert done.code == 0
    assert "文件有误，无法判定" in done.out


def test_what_is_only_explored_never_fails_the_gate(run: Run, write: Write) -> None:
    done = run(write("a.yaml", all_good()), *PLAN, "-f", "json", "--fail-on", "missing")
    [(target, flagged)] = [
        (one["target"], one["flagged"]) for one in done.json["files"][0]["assessments"] if one["verdict"] == "missing"
    ]
    assert (target, flagged, done.code) == ("1.1.1-04", False, 0)


def test_never_does_not_hide_that_there_is_nothing_to_check(run: Run, write: Write) -> None:
    assert run(write("a.yaml", NO_TARGET), *PLAN, "--fail-on", "never").code == 3


# --as-of and --phase.


def as_of_and_verdict(done: Ran) -> tuple[str, str]:
    [file] = done.json["files"]
    return file["as_of"], file["assessments"][0]["verdict"]


def test_as_of_replaces_the_date_of_the_file(run: Run, paths: dict[str, str]) -> None:
    done = run(paths["on_track"], *PLAN, "-f", "json", "--as-of", "2025-10-30")
    assert as_of_and_verdict(done) == ("2025-10-30", "due_soon")


@pytest.mark.parametrize("written", ["2025/6/30", "2025.6.30", "2025年6月30日"])
def test_as_of_is_written_like_any_date(run: Run, paths: dict[str, str], written: str) -> None:
    done = run(paths["on_track"], *PLAN, "-f", "json", "--as-of", written)
    assert as_of_and_verdict(done)[0] == "2025-06-30"


def test_phase_judges_as_of_its_deadline(run: Run, paths: dict[str, str]) -> None:
    done = run(paths["on_track"], *PLAN, "-f", "json", "--phase", "2022")
    assert as_of_and_verdict(done) == ("2022-12-31", "met")
    assert done.json["files"][0]["phase"] == "2022"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_as_of_and_phase_together_are_wrong_usage(run: Run, paths: dict[str, str], lang: str) -> None:
    done = run(paths["met"], *PLAN, "--as-of", "2023-01-01", "--phase", "2022", "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert "--as-of" in done.err
    assert "--phase" in done.err


# Wrong usage.

WRONG = [
    pytest.param(("--formt", "json", "FILE"), "--format", id="option"),
    pytest.param(("--failon=never", "FILE"), "--fail-on", id="option-joined"),
    pytest.param(("--format", "jsn", "FILE"), "json", id="format"),
    pytest.param(("-f", "tabel", "FILE"), "table", id="format-short"),
    pytest.param(("--plan", "urumqi-14fy", "FILE"), "urumqi-14fyp", id="plan"),
    pytest.param((*PLAN, "--phase", "2023", "FILE"), "2022", id="phase"),
    pytest.param((*PLAN, "--fail-on", "overdu", "FILE"), "overdue", id="fail-on"),
    pytest.param((*PLAN, "--fail-on", "missing,mising", "FILE"), "missing", id="fail-on-second"),
    pytest.param((*PLAN, "--fail-on", "逾期,缺保", "FILE"), "missing", id="fail-on-chinese"),
    pytest.param((*PLAN, "--fail-on", "never,overdue", "FILE"), "never", id="fail-on-never-in-a-list"),
    pytest.param((*PLAN, "--fail-on", "", "FILE"), "--fail-on", id="fail-on-empty"),
    pytest.param((*PLAN, "--fail-on", ",", "FILE"), "--fail-on", id="fail-on-comma"),
    pytest.param(("--show", "al", "FILE"), "all", id="show"),
    pytest.param(("--color", "allways", "FILE"), "always", id="color"),
    pytest.param((*PLAN, "--as-of", "2023", "FILE"), "2023-12-31", id="as-of-without-a-day"),
    pytest.param((*PLAN, "--as-of", "2023-02-30", "FILE"), "28", id="as-of-no-such-day"),
    pytest.param(("FILE", "--plan"), "--plan", id="option-without-its-value"),
    pytest.param(("FILE.absent",), "FILE.absent", id="path"),
    pytest.param(("explain", "FZ3001"), "FZ301", id="explain-code"),
    pytest.param(("explain", "1.1.1-1", *PLAN), "1.1.1-01", id="explain-target"),
    pytest.param(("schema", "submision"), "submission", id="schema"),
    pytest.param(("targets", "--plan", "urumqi14fyp"), "urumqi-14fyp", id="targets-plan"),
    pytest.param(("targets", *PLAN, "-f", "jsn"), "json", id="targets-format"),
    pytest.param(("init", *PLAN, "--unit", "X", "--code", "650100", "--level", "citi"), "city", id="init-level"),
    pytest.param(("init", *PLAN, "--unit", "X", "--code", "65", "--level", "city"), "--code", id="init-code"),
    pytest.param(("init", *PLAN, "--code", "650100", "--level", "city"), "--unit", id="init-without-a-unit"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("args", "named"), WRONG)
def test_wrong_usage_is_2_and_names_what_to_write(
    run: Run, paths: dict[str, str], args: tuple[str, ...], named: str, lang: str
) -> None:
    done = run("--lang", lang, *(arg.replace("FILE", paths["met"]) for arg in args))
    assert (done.code, done.out) == (2, "")
    assert named.replace("FILE", paths["met"]) in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("args", "guess"),
    [
        pytest.param(("--formt", "json", "FILE"), "--format", id="option"),
        pytest.param(("--format", "jsn", "FILE"), "json", id="format"),
        pytest.param(("--plan", "urumqi-14fy", "FILE"), "urumqi-14fyp", id="plan"),
        pytest.param((*PLAN, "--fail-on", "overdu", "FILE"), "overdue", id="fail-on"),
        pytest.param((*PLAN, "--phase", "20222", "FILE"), "2022", id="phase"),
        pytest.param(("explain", "FZ3001"), "FZ301", id="explain"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_word(
    run: Run, paths: dict[str, str], args: tuple[str, ...], guess: str
) -> None:
    given = [arg.replace("FILE", paths["met"]) for arg in args]
    assert re.search(f"是不是.?{re.escape(guess)}.?？", run(*given).err)
    assert re.search(f"[Dd]id you mean {re.escape(guess)}\\?", run(*given, "--lang", "en").err)


def test_an_unknown_phase_lists_the_phases_there_are(run: Run, paths: dict[str, str]) -> None:
    assert "2022（全面推进）, 2024（集中攻坚）, 2025（深化提升）" in run(paths["met"], *PLAN, "--phase", "9").err


@pytest.mark.parametrize(
    ("args", "named"),
    [
        pytest.param(("check",), "PATH", id="check"),
        pytest.param(PLAN, "PATH", id="bare"),
        pytest.param(("explain",), "TARGET-ID", id="explain"),
        pytest.param(("schema",), "report", id="schema"),
    ],
)
@pytest.mark.parametrize(("lang", "missing"), [("zh", "缺少"), ("en", "missing")])
def test_a_missing_argument_is_wrong_usage(
    run: Run, args: tuple[str, ...], named: str, lang: str, missing: str
) -> None:
    done = run(*args, "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert missing in done.err
    assert named in done.err


def test_messages_are_text_to_the_terminal(run: Run) -> None:
    done = run("no\x1b[31m\u202esuch\nfile")
    assert done.code == 2
    assert "such" in done.err
    assert not {"\x1b", "\u202e"} & set(done.err)


# Languages.


@pytest.mark.parametrize(("args", "named"), WRONG)
def test_messages_come_in_the_language_asked_for(
    run: Run, paths: dict[str, str], args: tuple[str, ...], named: str
) -> None:
    given = [arg.replace("FILE", paths["met"]) for arg in args]
    english = run("--lang=en", *given).err
    for chinese_name in ("逾期", "缺保"):
        english = english.replace(chinese_name, "")
    assert CJK.search(run(*given).err)
    assert not CJK.search(english)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((), id="check"),
        pytest.param(("--show", "all"), id="check-show-all"),
        pytest.param(("-f", "json"), id="check-json"),
        pytest.param(("--phase", "2024"), id="check-phase"),
        pytest.param(("--fail-on", "never"), id="check-never"),
    ],
)
def test_an_english_report_holds_no_chinese_of_its_own(
    run: Run, write: Write, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = write("a.yaml", CJK.sub("x", mixed(code="230400")))
    broken = write("b.yaml", BROKEN.replace("甲市", "x"))
    done = run(path, broken, "--plan", romanised(tmp_path / "plan"), "--lang", "en", *command)
    assert "x" in done.out
    assert CJK.findall(done.out) == []


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("targets",), id="targets"),
        pytest.param(("explain", "1.1.1-04"), id="explain-milestone"),
        pytest.param(("explain", "1.2.1-01"), id="explain-quantity"),
        pytest.param(("explain", "1.1.1-05"), id="explain-local"),
    ],
)
def test_english_pages_hold_no_chinese_of_their_own(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "--plan", romanised(tmp_path / "plan"), "--lang", "en")
    titles = done.out.replace("……", "")
    assert done.code == 0
    assert CJK.findall(titles.replace("“", "").replace("”", "")) == []


def test_only_the_option_changes_the_language(run: Run, paths: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_CHECK_LANG", "en")
    assert "找不到" in run(f"{paths['met']}.absent").err
    assert "结论" in run(paths["met"], *PLAN).out


def test_an_unknown_language_is_wrong_usage(run: Run, paths: dict[str, str]) -> None:
    done = run(paths["met"], *PLAN, "--lang", "fr")
    assert (done.code, done.out) == (2, "")
    assert "zh（中文）, en（英文）" in done.err


@pytest.mark.parametrize("command", [(), ("check",), ("targets",), ("explain",), ("schema",), ("init",)])
def test_help_is_wholly_in_one_language(run: Run, command: tuple[str, ...]) -> None:
    chinese, english = run(*command, "--help"), run("--lang", "en", *command, "--help")
    assert (chinese.code, english.code) == (0, 0)
    assert not CJK.search(english.out)
    assert english.out.startswith("Usage:")
    assert not re.search(r"Usage:|Options:|Arguments:|Commands:|Show |Install |default:|required", chinese.out)
    described = [line for line in chinese.out.splitlines() if re.match(r"  (-|--|[a-z]+  )", line)]
    assert described
    assert [line for line in described if not CJK.search(line)] == []


def test_help_names_every_command_and_every_option_of_check(run: Run) -> None:
    overview, check = run("--help").out, run("check", "--help").out
    for command in ("check", "targets", "explain", "schema", "init"):
        assert re.search(rf"^  {command} ", overview, re.MULTILINE)
    for option in ("--plan", "--as-of", "--phase", "--format", "--fail-on", "--show", "--lang", "--color"):
        assert f"{option} " in check


# Failures of the program itself.


@pytest.mark.parametrize(
    ("holder", "name"),
    [
        pytest.param(Checker, "file", id="while-checking"),
        pytest.param(json_report, "render", id="while-writing"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_internal_error_is_one_message_and_2(
    run: Run, paths: dict[str, str], monkeypatch: pytest.MonkeyPatch, holder: object, name: str, lang: str
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise RuntimeError("something unforeseen")

    monkeypatch.setattr(holder, name, fail)
    done = run(paths["met"], *PLAN, "-f", "json", "--lang", lang)
    assert (done.code, done.out) == (2, "")
    assert "something unforeseen" in done.err
    assert "Traceback" not in done.err
    assert bool(CJK.search(done.err)) == (lang == "zh")


def test_an_interrupted_run_ends_without_a_traceback(
    run: Run, paths: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Checker, "file", interrupt)
    done = run(paths["met"], *PLAN)
    assert (done.code, "Traceback" in done.err) == (130, False)


def into_a_closed_pipe(*args: str) -> tuple[int, str]:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        command = [sys.executable, "-m", "fazhi_check", *args]
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize(("verdict", "code"), [("met", 0), ("overdue", 1)])
def test_a_reader_that_has_gone_changes_no_exit_code(paths: dict[str, str], form: str, verdict: str, code: int) -> None:
    assert into_a_closed_pipe(paths[verdict], *PLAN, "-f", form) == (code, "")


@pytest.mark.parametrize(
    "args", [("--version",), ("--help",), ("explain", "FZ301")], ids=["version", "help", "explain"]
)
def test_a_reader_that_has_gone_leaves_no_traceback(args: tuple[str, ...]) -> None:
    assert into_a_closed_pipe(*args)[1] == ""


# Colour.

ESCAPES = re.compile(r"\x1b\[([0-9;]*)m")


def is_coloured(text: str) -> bool:
    numbers = {int(part or 0) for found in ESCAPES.findall(text) for part in found.split(";")}
    return any(30 <= number < 50 or 90 <= number < 110 for number in numbers)


@pytest.mark.parametrize(
    ("environment", "options", "coloured"),
    [
        pytest.param({}, (), False, id="no-terminal"),
        pytest.param({"FORCE_COLOR": "1"}, (), True, id="FORCE_COLOR"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False, id="NO_COLOR-wins"),
        pytest.param({"FORCE_COLOR": "1"}, ("--color", "never"), False, id="never-wins"),
        pytest.param({}, ("--color", "always"), True, id="always"),
        pytest.param({}, ("--color", "auto"), False, id="auto"),
        pytest.param({"FORCE_COLOR": "1"}, ("-f", "json"), False, id="json-never"),
    ],
)
def test_colour_follows_the_option_and_the_environment(
    run: Run,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    options: tuple[str, ...],
    coloured: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured(run(write("a.yaml", mixed()), *PLAN, *options).out) is coloured


def test_colour_adds_nothing_but_colour(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    path = write("a.yaml", mixed())
    assert ESCAPES.sub("", run(path, *PLAN, "--color", "always").out) == run(path, *PLAN, "--color", "never").out


@pytest.mark.parametrize(
    "args", [("--help",), ("check", "--help"), ("explain", "XX")], ids=["help", "help-of-check", "message"]
)
def test_help_and_messages_are_plain_even_under_a_ci_that_forces_colour(
    run: Run, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    monkeypatch.delenv("_TYPER_FORCE_DISABLE_TERMINAL", raising=False)
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS"):
        monkeypatch.setenv(name, "1")
    done = run(*args)
    assert "\x1b" not in done.out + done.err


# The same in every run.


@pytest.mark.parametrize("form", ["table", "json"])
def test_the_same_input_gives_the_same_output(run: Run, write: Write, form: str) -> None:
    path = write("a.yaml", mixed())
    assert run(path, *PLAN, "-f", form) == run(path, *PLAN, "-f", form)


def test_a_submission_may_be_written_as_json(run: Run, write: Write) -> None:
    text = """{"plan": "small", "unit": {"name": "甲市", "level": "township", "code": "650100"},
      "as_of": "2023-08-30", "entries": {"1.1.1-03": {"status": "under_way"}}}"""
    assert run(write("a.json", text), *PLAN).code == 0


def test_a_submission_finds_its_shipped_plan_itself(run: Run, write: Write) -> None:
    text = submission("", level="township").replace("plan: small", "plan: urumqi-14fyp")
    assert run(write("a.yaml", text), "-f", "json").json["files"][0]["plan"]["id"] == "urumqi-14fyp"


def test_a_submission_never_names_a_folder(run: Run, write: Write) -> None:
    text = township("met").replace("plan: small", f"plan: {SMALL}")
    done = run(write("a.yaml", text), "-f", "json")
    assert done.json["files"][0]["plan"] is None
    assert [finding["code"] for finding in done.json["files"][0]["findings"]] == ["FZ204"]
