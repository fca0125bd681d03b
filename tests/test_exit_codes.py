"""One exit code for each kind of outcome, the same in every format, on the screen and in a file.

0 passes, 1 findings at or above the gate, 2 wrong usage or a broken plan or configuration, 3 nothing to check. A report
is all that stands on standard output; what the program has to say of itself stands on standard error.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

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
    edited,
    mixed,
    submission,
    township,
)

from fazhi_check.reports import FORMATS

Run = Callable[..., Ran]
pytestmark = pytest.mark.slow


WAIVER = "- {target: 1.1.1-03, reason: 机构改革, approved_by: 某办, granted: 2023-01-01, expires: %s}\n"
KNOWN = '- {plan: small, unit: 甲市, level: township, code: "650100", findings: [overdue 1.1.1-03]}\n'
KNOWN_BROKEN = "- {path: in/a.yaml, findings: [FZ103]}\n"
PLAN = ("--plan", str(SMALL))
LATE = {"in/a.yaml": township("overdue")}
BESIDE = township("met").replace('"evidence"', '"done_on": "2024-01", "evidence"')


class Outcome(NamedTuple):
    """Files, the command line that follows the format, the exit code, and a word on standard error."""

    files: dict[str, str | bytes]
    args: tuple[str, ...]
    code: int
    said: str = ""


def judged(*args: str, code: int, **files: str | bytes) -> Outcome:
    """Return an outcome of checking the folder `in`; files by their names without the ending."""
    return Outcome({f"in/{name}.yaml": text for name, text in files.items()}, ("in", *PLAN, *args), code)


OUTCOMES: dict[str, Outcome] = {
    # 0: the gate passes.
    "passes": judged(code=0, a=all_good()),
    **{name: judged(code=0, a=township(name)) for name in ON_ITS_ONLY_TARGET if name not in FLAGGED},
    "unflagged-among-the-gate": judged("--fail-on", "met,exempt,due_soon", code=0, a=township("met")),
    "flagged-outside-the-gate": judged("--fail-on", "missing", code=0, a=township("overdue")),
    "never": judged("--fail-on", "never", code=0, a=mixed(), b=BROKEN),
    "error-outside-the-gate": judged("--fail-on", "overdue", code=0, a=BESIDE),
    "broken-outside-the-gate-beside-good": judged("--fail-on", "missing", code=0, a=all_good(), b=BROKEN),
    "broken-but-known": Outcome({"in/a.yaml": BROKEN, "k.yaml": KNOWN_BROKEN}, ("in", *PLAN, "--known", "k.yaml"), 0),
    "error-ignored": judged("--ignore", "FZ301", code=0, a=BESIDE),
    "waived": Outcome({**LATE, "w.yaml": WAIVER % "2023-12-31"}, ("in", *PLAN, "--waivers", "w.yaml"), 0),
    "waiver-that-met-nothing": Outcome(
        {"in/a.yaml": township("met"), "w.yaml": WAIVER % "2023-12-31"}, ("in", *PLAN, "--waivers", "w.yaml"), 0
    ),
    "known": Outcome({**LATE, "k.yaml": KNOWN}, ("in", *PLAN, "--known", "k.yaml"), 0),
    "beside-what-does-not-apply": judged(code=0, a=township("met"), b=NO_TARGET),
    "by-the-settings": Outcome(
        {**LATE, "fazhi-check.toml": f"plan = '{SMALL.as_posix()}'\nfail-on = 'never'\n"}, ("in",), 0
    ),
    "settings-that-differ": Outcome(
        {**LATE, "in/fazhi-check.toml": "fail-on = 'never'\n", "b/b.yaml": township("met")}, ("in", "b", *PLAN), 0
    ),
    # 1: findings at or above the gate.
    **{name: judged(code=1, a=township(name)) for name in FLAGGED},
    **{f"{name}-alone": judged("--fail-on", name, code=1, a=township(name)) for name in FLAGGED},
    "error-beside-met": judged(code=1, a=BESIDE),
    "broken": judged(code=1, a=BROKEN),
    "nothing-judged-outside-the-gate": judged("--fail-on", "missing", code=1, a=BROKEN),
    "nothing-judged-never": judged("--fail-on", "never", code=1, a=BROKEN, b=""),
    "nothing-judged-ignored": judged("--ignore", "FZ1,FZ2", code=1, a=BROKEN),
    "nothing-judged-beside-what-does-not-apply": judged("--fail-on", "never", code=1, a=BROKEN, b=NO_TARGET),
    "nothing-judged-before-the-plan": judged("--fail-on", "overdue", code=1, a=submission("", "2019-01-01")),
    "broken-for-invalid": judged("--fail-on", "invalid", code=1, a=BROKEN),
    "empty-file": judged(code=1, a=""),
    "gbk": judged(code=1, a=mixed().encode("gbk")),
    "binary": judged(code=1, a=b"\x89PNG\r\n\0"),
    "too-large": judged(code=1, a=b"# " + b"x" * 2**24),
    "unknown-plan": judged(code=1, a=township("met").replace("small", "smal")),
    "before-the-plan": judged(code=1, a=submission("", "2019-01-01")),
    "broken-beside-good": judged(code=1, a=all_good(), b=BROKEN),
    "broken-beside-what-does-not-apply": judged(code=1, a=BROKEN, b=NO_TARGET),
    "flagged-beside-what-does-not-apply": judged(code=1, a=township("missing"), b=NO_TARGET),
    "hidden-but-counted": judged("--select", "FZ3", code=1, a=township("overdue")),
    "expired-waiver": Outcome({**LATE, "w.yaml": WAIVER % "2023-06-30"}, ("in", *PLAN, "--waivers", "w.yaml"), 1),
    "expired-waiver-alone-in-the-gate": Outcome(
        {**LATE, "w.yaml": WAIVER % "2023-06-30"}, ("in", *PLAN, "--waivers", "w.yaml", "--fail-on", "invalid"), 1
    ),
    "broken-waivers": Outcome(
        {"in/a.yaml": township("met"), "w.yaml": "target: x\n"}, ("in", *PLAN, "--waivers", "w.yaml"), 1
    ),
    "new-beside-known": Outcome({**LATE, "in/b.yaml": mixed(), "k.yaml": KNOWN}, ("in", *PLAN, "--known", "k.yaml"), 1),
    "broken-list-of-known-findings": Outcome(
        {"in/a.yaml": township("met"), "k.yaml": "- a\n"}, ("in", *PLAN, "--known", "k.yaml"), 1
    ),
    "phase-not-reached": judged("--phase", "2022", code=1, a=township("overdue")),
    "as-of-a-later-day": judged("--as-of", "2026-06-30", code=1, a=township("on_track")),
    "settings-that-differ-one-of-them-failing": Outcome(
        {**LATE, "b/fazhi-check.toml": "fail-on = 'never'\n", "b/b.yaml": township("missing")}, ("in", "b", *PLAN), 1
    ),
    # 2: wrong usage, a path that does not exist, a broken plan or configuration.
    "path-missing": Outcome(LATE, ("in", "out.yaml", *PLAN), 2, "out.yaml"),
    "no-path": Outcome({}, PLAN, 2, "PATH"),
    "waivers-missing": Outcome(LATE, ("in", *PLAN, "--waivers", "w.yaml"), 2, "w.yaml"),
    "known-missing": Outcome(LATE, ("in", *PLAN, "--known", "k.yaml"), 2, "k.yaml"),
    "settings-missing": Outcome(LATE, ("in", *PLAN, "--config", "c.toml"), 2, "c.toml"),
    "unknown-plan-option": Outcome(LATE, ("in", "--plan", "urumqi-14fy"), 2, "urumqi-14fyp"),
    "plan-folder-without-a-plan": Outcome(LATE, ("in", "--plan", "in"), 2, "plan.yaml"),
    "broken-plan": Outcome({**LATE, "p/plan.yaml": "id: [\n"}, ("in", "--plan", "p"), 2, "p/plan.yaml:"),
    "wrong-plan": Outcome({**LATE, "p/plan.yaml": "id: small\n"}, ("in", "--plan", "p"), 2, "FZ201"),
    "broken-settings": Outcome({**LATE, "fazhi-check.toml": "lang = \n"}, ("in", *PLAN), 2, "fazhi-check.toml:1:8"),
    "wrong-settings": Outcome({**LATE, "fazhi-check.toml": "lnag = 'zh'\n"}, ("in", *PLAN), 2, "FZ202"),
    "settings-with-a-missing-list": Outcome({**LATE, "fazhi-check.toml": "known = 'k'\n"}, ("in", *PLAN), 2, "k"),
    "unknown-option": Outcome(LATE, ("in", *PLAN, "--failon", "never"), 2, "--fail-on"),
    "option-without-a-value": Outcome(LATE, ("in", *PLAN, "--known"), 2, "--known"),
    "flag-with-a-value": Outcome(LATE, ("in", *PLAN, "--quiet=yes"), 2, "--quiet"),
    "bad-gate": Outcome(LATE, ("in", *PLAN, "--fail-on", "overdu"), 2, "overdue"),
    "bad-day": Outcome(LATE, ("in", *PLAN, "--as-of", "2023-02-30"), 2, "--as-of"),
    "bad-phase": Outcome(LATE, ("in", *PLAN, "--phase", "2023"), 2, "2022"),
    "bad-phase-of-a-named-plan": Outcome(
        {"in/a.yaml": township("met").replace("small", "urumqi-14fyp")}, ("in", "--phase", "2023"), 2, "2022"
    ),
    "two-days": Outcome(LATE, ("in", *PLAN, "--phase", "2022", "--as-of", "2023-01-01"), 2, "--phase"),
    "bad-code": Outcome(LATE, ("in", *PLAN, "--select", "FZ999"), 2, "FZ"),
    "bad-section": Outcome(LATE, ("in", *PLAN, "--section", "9.9"), 2, "1.1"),
    "bad-show": Outcome(LATE, ("in", *PLAN, "--show", "al"), 2, "all"),
    "bad-color": Outcome(LATE, ("in", *PLAN, "--color", "red"), 2, "never"),
    "bad-language": Outcome(LATE, ("in", *PLAN, "--lang", "fr"), 2, "--lang"),
    "bad-output": Outcome(LATE, ("in", *PLAN, "-o", "json"), 2, "-o"),
    "unwritable-output": Outcome(LATE, ("in", *PLAN, "-o", "json:in/a.yaml/a.json"), 2, "in/a.yaml/a.json"),
    "output-over-a-submission": Outcome(LATE, ("in", *PLAN, "-o", "json:in/a.yaml"), 2, "in/a.yaml"),
    "two-outputs-to-one-file": Outcome(LATE, ("in", *PLAN, "-o", "json:x", "-o", "csv:x"), 2, "x"),
    # 3: nothing to check.
    "nothing-found": Outcome({"in/notes.txt": ""}, ("in", *PLAN), 3, ".yaml"),
    "only-configured-files": Outcome({"in/w.yaml": "[]\n"}, ("in", *PLAN, "--waivers", "in/w.yaml"), 3, ".yaml"),
    "only-hidden-files": Outcome({"in/.a.yaml": BROKEN}, ("in", *PLAN), 3, ".yaml"),
    "no-target-applies": judged(code=3, a=NO_TARGET),
    "no-chosen-target-applies": judged("--lead", "court", code=3, a=township("overdue")),
    "nothing-never-fails": judged("--fail-on", "never", code=3, a=NO_TARGET),
}


def lay(files: dict[str, str | bytes]) -> None:
    """Write files below the working folder."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def well_formed(form: str, text: str) -> bool:
    """Tell whether a text is one whole report of a format and nothing else."""
    readers: dict[str, Callable[[str], Any]] = {
        "json": json.loads,
        "sarif": json.loads,
        "gitlab": json.loads,
        "junit": ET.fromstring,
        "jsonl": lambda written: [json.loads(line) for line in written.splitlines()],
    }
    starts = {"html": "<!doctype html>", "csv": "\ufeff", "github": "::", "junit": "<?xml", "sarif": "{", "gitlab": "["}
    ends = {"html": "</html>\n", "junit": "</testsuites>\n"}
    readers.get(form, len)(text)
    return text.startswith(starts.get(form, "")) and text.endswith(ends.get(form, "\n"))


def told_code(form: str, text: str) -> int | None:
    """Return the exit code that a report carries; None where it carries none. JSON and its lines always do."""
    if form in ("json", "jsonl"):
        return int(json.loads(text.splitlines()[-1] if form == "jsonl" else text)["exit_code"])
    if form == "sarif":
        [invocation] = json.loads(text)["runs"][0]["invocations"]
        return invocation.get("exitCode")
    return None


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_has_its_exit_code_in_every_format(run: Run, here: Path, name: str) -> None:
    files, args, code, said = OUTCOMES[name]
    lay(files)
    for form in FORMATS:
        done = run("-f", form, *args)
        assert done.code == code, (form, done.err)
        assert said in done.err
        assert bool(done.err) == bool(said)
        assert "Traceback" not in done.err + done.out
        assert "程序内部出错" not in done.err
        assert done.out == "" if code == 2 else well_formed(form, done.out), form
        assert code == 2 or told_code(form, done.out) in (code, None), form


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_is_the_same_for_reports_in_files(run: Run, here: Path, name: str) -> None:
    files, args, code, said = OUTCOMES[name]
    lay(files)
    outputs = [part for form in FORMATS for part in ("-o", f"{form}:out.{form}")]
    line = (*outputs, *args) if name == "option-without-a-value" else (*args, *outputs)
    done = run("-f", "summary", *line)
    assert (done.code, said in done.err) == (code, True)
    written = {form for form in FORMATS if Path(f"out.{form}").exists()}
    assert written == (set() if code == 2 else set(FORMATS))
    for form in written:
        assert well_formed(form, Path(f"out.{form}").read_bytes().decode())


@pytest.mark.parametrize("name", [name for name, outcome in OUTCOMES.items() if outcome.code == 2])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_refusal_is_in_the_language_asked_for(run: Run, here: Path, name: str, form: str) -> None:
    files, args, code, said = OUTCOMES[name]
    lay(files)
    language = () if "--lang" in args else ("--lang", "en")
    done = run("-f", form, *language, *args)
    assert (done.code, done.out, said in done.err) == (code, "", True)
    assert bool(CJK.search(done.err)) == ("--lang" in args)


def test_a_plan_that_is_wrong_somewhere_is_refused_with_every_place(run: Run, here: Path) -> None:
    lay(LATE)
    plan = edited(here / "p", "1.1-a.yaml", ("kind: milestone", "kind: millstone"), ("lead: [party]", "leads: [party]"))
    for form in FORMATS:
        done = run("in", "--plan", plan, "-f", form)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("p/1.1-a.yaml:") >= 2


@pytest.mark.parametrize("form", FORMATS)
def test_a_gone_finding_passes_in_every_format(run: Run, here: Path, form: str) -> None:
    lay({"in/a.yaml": township("met"), "k.yaml": KNOWN})
    done = run("in", *PLAN, "--known", "k.yaml", "-f", form)
    assert (done.code, done.err) == (0, "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_without_permission_is_a_finding(run: Run, here: Path, form: str) -> None:
    lay({"in/a.yaml": township("met")})
    Path("in/a.yaml").chmod(0)
    assert run("in", *PLAN, "-f", form).code == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_link_to_nothing_is_a_finding(run: Run, here: Path, form: str) -> None:
    lay({"in/a.yaml": township("met")})
    Path("in/b.yaml").symlink_to("gone")
    done = run("in", *PLAN, "-f", form)
    assert (done.code, done.err) == (1, "")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param(("targets", "--plan", "p"), 2, id="targets-of-a-broken-plan"),
        pytest.param(("explain", "1.1.1-01", "--plan", "p"), 2, id="explain-with-a-broken-plan"),
        pytest.param(("schema", "submission", "--plan", "p"), 2, id="schema-with-a-broken-plan"),
        pytest.param(("known", "write", "in", "--known", "k.yaml", "--plan", "p"), 2, id="known-with-a-broken-plan"),
        pytest.param(("reformat", "in/a.yaml"), 2, id="reformat-of-a-submission"),
        pytest.param(("config", "--config", "p/plan.yaml"), 2, id="config-of-a-plan"),
        pytest.param(("lint", "p"), 1, id="lint-of-a-broken-plan"),
    ],
)
def test_other_commands_keep_to_the_codes(run: Run, here: Path, command: tuple[str, ...], code: int) -> None:
    lay({**LATE, "p/plan.yaml": "id: small\n"})
    done = run(*command)
    assert done.code == code
    assert "Traceback" not in done.err
    assert bool(done.out) == (code == 1)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_is_known_or_not_whatever_was_compiled_before(here: Path, option: str) -> None:
    lay(LATE)
    command = [sys.executable, "-m", "fazhi_check", "in", *PLAN, option, "FZ7", "-f", "json"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(here / "cache")}
    codes = [subprocess.run(command, capture_output=True, check=False, env=environment).returncode for _ in range(2)]
    assert codes[0] == codes[1]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), "写不出结果：磁盘已满", id="nowhere-to-write"),
        pytest.param(OSError(errno.EMFILE, "Too many open files", "p/plan.yaml"), "p/plan.yaml 用不了：", id="a-file"),
        pytest.param(OSError(errno.EMFILE, "Too many open files"), "系统不让继续：打开的文件过多", id="else"),
    ],
)
def test_only_what_could_not_be_written_is_said_so(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def refused(*_: object) -> None:
        raise error

    lay(LATE)
    monkeypatch.setattr("fazhi_check.cli.checking.report_on", refused)
    done = run("in", *PLAN)
    assert done.code == 2
    assert said in done.err
