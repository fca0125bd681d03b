"""`reformat`: a saved report becomes what the run itself would have printed; whatever is no such report is told."""

from __future__ import annotations

import contextlib
import copy
import csv
import functools
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from helpers.project import ROOT, SMALL
from helpers.running import Ran
from helpers.scenes import HOSTILE, IN_FOLDER, KNOWN_IN_FOLDER, hostile
from helpers.scenes import breaking_out as machine_hostile
from helpers.submissions import BROKEN, CJK, NO_TARGET, all_good, edited, mixed, submission, township

from fazhi_check.cli import main
from fazhi_check.reports import FORMATS

Run = Callable[..., Ran]
pytestmark = pytest.mark.slow
PLAN = ("--plan", str(SMALL))
LANGS = ("zh", "en")
SAVED = "report.json"


def put(name: str, text: str | bytes) -> str:
    """Write one file below the working folder and return its name."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def save(done: Ran) -> Ran:
    """Keep a JSON report."""
    put(SAVED, done.out)
    return done


def clean(done: Ran) -> bool:
    """Tell whether a refusal is one message and nothing else."""
    return (
        (done.code, done.out) == (2, "")
        and len(done.err.splitlines()) == 1
        and not re.search("Traceback|程序内部出错|Internal error", done.err)
    )


# The same as the run itself.

WAIVERS = """\
- {target: 1.1.1-03, reason: "机构 | 改革", approved_by: 某办, granted: 2022-01-01, expires: 2024-12-01}
- {target: 1.1.1-02, reason: 没有用上, approved_by: 某办, granted: 2022-01-01, expires: 2025-12-01}
- {target: 1.2.1-01, reason: 到期, approved_by: 某办, granted: 2022-01-01, expires: 2022-12-01}
"""
Scene = tuple[dict[str, str | bytes], tuple[str, ...]]
SCENES: dict[str, Scene] = {
    "good": ({"in/a.yaml": all_good()}, ()),
    "flagged": ({"in/a.yaml": mixed()}, ()),
    "unjudged": ({"in/a.yaml": mixed().encode("gbk"), "in/b.yaml": submission("", "2019-01-01")}, ()),
    "comparison": ({"in/a.yaml": mixed(code="230400", name="鹤岗市")}, ()),
    "no-target": ({"in/a.yaml": NO_TARGET}, ()),
    "nothing": ({"in/notes.txt": ""}, ()),
    "several": (IN_FOLDER, ("--show", "all")),
    "waived": ({"in/a.yaml": mixed(), "w.yaml": WAIVERS}, ("--waivers", "w.yaml")),
    "known": ({**IN_FOLDER, "k.yaml": KNOWN_IN_FOLDER}, ("--known", "k.yaml")),
    "gone": ({"in/a.yaml": all_good(), "k.yaml": KNOWN_IN_FOLDER}, ("--known", "k.yaml")),
    "never": (IN_FOLDER, ("--fail-on", "never")),
    "part": ({"in/a.yaml": mixed()}, ("--section", "1.1", "--fail-on", "missing")),
    "phase": ({"in/a.yaml": mixed()}, ("--phase", "2024")),
    "select": (IN_FOLDER, ("--select", "FZ5")),
    "hostile": ({"in/坏,名:字 %0A#1.yaml": machine_hostile()}, ()),
    "formulas": ({f"in/{number}.yaml": text for number, text in enumerate(hostile(HOSTILE[0]).values())}, ()),
}
# Options that say how a report is shown rather than what is in it: a saved report takes them anew.
SHOWING = ("--show", "--fail-on")


def showing(scene: str) -> list[str]:
    """Return the options of a scene that a saved report takes anew."""
    options = SCENES[scene][1]
    return [part for at, part in enumerate(options) if part in SHOWING or (at and options[at - 1] in SHOWING)]


def check(run: Run, scene: str, *more: str) -> Ran:
    """Check a scene with its options."""
    files, options = SCENES[scene]
    for name, text in files.items():
        put(name, text)
    return run("in", *PLAN, *options, *more)


class Made(NamedTuple):
    """What a run and a saved report gave: the exit code, and the report in each format."""

    code: int
    err: str
    reports: dict[str, str]


def in_every_format(forms: tuple[str, ...], *args: str) -> Made:
    """Return what a command writes in each format."""
    outputs = [part for form in forms for part in ("-o", f"{form}:made/{form}")]
    Path("made").mkdir(exist_ok=True)
    err = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
        code = main([*args, "-f", "json", *outputs])
    found = {form: Path("made", form) for form in forms}
    reports = {form: path.read_bytes().decode() for form, path in found.items() if path.exists()}
    for path in found.values():
        path.unlink(missing_ok=True)
    return Made(code, err.getvalue(), reports)


@functools.cache
def both(scene: str, lang: str) -> tuple[Made, Made, Made]:
    """Return what a scene gives in each format: in one run, from a saved report, and without the plan at hand."""
    files, options = SCENES[scene]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name, text in files.items():
            put(name, text)
        direct = in_every_format(FORMATS, "in", *PLAN, *options, "--lang", lang)
        put(SAVED, direct.reports["json"])
        again = ("reformat", SAVED, *showing(scene), "--lang", lang)
        return direct, in_every_format(FORMATS, *again, *PLAN), in_every_format(FORMATS, *again)


@pytest.mark.parametrize("scene", SCENES)
def test_a_saved_report_gives_what_the_run_gave_with_its_exit_code_and_messages(scene: str) -> None:
    for lang in LANGS:
        direct, *others = both(scene, lang)
        for form in FORMATS:
            assert others[0].reports[form] == direct.reports[form], form
        assert direct.code in (0, 1, 3)
        assert [(one.code, one.err) for one in others] == [(direct.code, direct.err)] * 2


@pytest.mark.parametrize("scene", [pytest.param("select"), *(one for one in SCENES if one != "select")])
def test_without_its_plan_json_stays_the_same(scene: str) -> None:
    for lang in LANGS:
        direct, _, made_up = both(scene, lang)
        assert made_up.reports["json"] == direct.reports["json"]


@pytest.mark.parametrize("scene", ["flagged", "several", "waived", "known", "comparison", "phase", "part"])
def test_without_its_plan_what_was_found_is_told_all_the_same(scene: str) -> None:
    told = re.compile(r"1\.\d\.\d-\d\d|FZ\d{3}|in/[abcd]\.yaml(?::\d+:\d+)?|2e\w{10}|豁免至|已知")
    direct, _, made_up = both(scene, "zh")
    for form in direct.reports:
        found = [sorted(told.findall(re.sub(RULES, "", one.reports[form]))) for one in (direct, made_up)]
        assert found[0] == found[1], form
        assert found[0], form


RULES = re.compile(r'^ {5}"rules": \[\n.*?^ {5}\]', re.MULTILINE | re.DOTALL)


def test_the_shipped_plan_is_found_by_its_id(run: Run, here: Path) -> None:
    text = submission("", level="township").replace("plan: small", "plan: urumqi-14fyp")
    put("a.yaml", text)
    save(run("a.yaml", "-f", "json"))
    for form in ("table", "csv", "junit"):
        assert run("reformat", SAVED, "-f", form) == run("a.yaml", "-f", form), form


def test_a_plan_that_has_changed_is_not_used(run: Run, here: Path) -> None:
    save(check(run, "flagged", "-f", "json"))
    other = edited(here / "plan", "1.1-a.yaml", ("title: 健全机制", "title: 另一机制"))
    for form in ("markdown", "json"):
        assert run("reformat", SAVED, "--plan", other, "-f", form) == run("reformat", SAVED, "-f", form)
    assert "另一机制" not in run("reformat", SAVED, "--plan", other).out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scene", ["good", "flagged", "several", "waived", "part"])
def test_the_language_is_that_of_the_report_unless_another_is_asked_for(
    run: Run, here: Path, scene: str, lang: str
) -> None:
    save(check(run, scene, "-f", "json", "--lang", lang))
    options = (*PLAN, *showing(scene))
    assert run("reformat", SAVED, *options) == check(run, scene, "--lang", lang)
    other = {"zh": ("en", "Result: "), "en": ("zh", "结论 ")}[lang]
    assert other[1] in run("reformat", SAVED, *options, "--lang", other[0]).out


def test_the_language_is_not_mistaken_for_that_of_what_is_quoted(run: Run, here: Path) -> None:
    save(check(run, "comparison", "-f", "json", "--lang", "en"))
    assert run("reformat", SAVED, *PLAN) == check(run, "comparison", "--lang", "en")


OF_FILES = ("goals", "principles", "unclaimed", "superseded", "subject", "problems", "points")
OF_ASSESSMENTS = ("proofs", "past_due", "slow", "change", "settled", "exact", "progress", "measure", "quotes", "entry")


def of_version_1(report: dict[str, Any]) -> dict[str, Any]:
    """Return a report as version 1 had it."""
    files = [{name: value for name, value in one.items() if name not in OF_FILES} for one in report["files"]]
    for one in files:
        one["assessments"] = [
            {name: value for name, value in found.items() if name not in OF_ASSESSMENTS} for found in one["assessments"]
        ]
    old = {name: value for name, value in report.items() if name != "round"}
    return {**old, "schema_version": 1, "files": files}


@pytest.mark.parametrize("scene", ["flagged", "several", "waived", "gone", "phase", "part", "unjudged"])
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "github", "sarif"])
def test_a_report_of_version_1_is_read_too(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, scene: str, form: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # a mark more breaks no line
    direct = check(run, scene, "-f", "json").json
    put(SAVED, json.dumps(of_version_1(direct), ensure_ascii=False))
    old = run("reformat", SAVED, *PLAN, *showing(scene), "-f", form)
    put(SAVED, json.dumps(direct, ensure_ascii=False))
    new = run("reformat", SAVED, *PLAN, *showing(scene), "-f", form)
    signals = (
        len(re.findall("^ +偏慢", new.out, re.MULTILINE)) if form == "table" else 0
    )  # version 1 knows none of them
    assert (old.code, old.out.count("\n")) == (new.code, new.out.count("\n") - signals)
    assert re.findall(r"\d\.\d\.\d-\d\d|FZ\d{3}", old.out) == re.findall(r"\d\.\d\.\d-\d\d|FZ\d{3}", new.out)


def test_a_report_of_version_1_becomes_one_of_version_2(run: Run, here: Path) -> None:
    direct = check(run, "waived", "-f", "json").json
    put(SAVED, json.dumps(of_version_1(direct), ensure_ascii=False))
    again = run("reformat", SAVED, *PLAN, "-f", "json").json
    assert [one["subject"] for one in again["files"]] == ["file", "waivers"]
    told = [
        [(one["target"], one["verdict"], one["past_due"]) for one in data["files"][0]["assessments"]]
        for data in (direct, again)
    ]
    assert [one for one in told[1] if one[1] != "invalid"] == [one for one in told[0] if one[1] != "invalid"]


# Exit codes and options.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(township("met"), 0, id="passes"),
        pytest.param(township("overdue"), 1, id="flagged"),
        pytest.param(BROKEN, 1, id="broken"),
        pytest.param(NO_TARGET, 3, id="nothing"),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_is_that_of_the_report(run: Run, here: Path, text: str, code: int, form: str) -> None:
    put("a.yaml", text)
    assert save(run("a.yaml", *PLAN, "-f", "json")).code == code
    assert run("reformat", SAVED, "-f", form).code == code


@pytest.mark.parametrize(
    ("verdict", "gate", "code"),
    [
        pytest.param("overdue", "never", 0, id="never"),
        pytest.param("overdue", "missing", 0, id="another"),
        pytest.param("overdue", "逾期，未填报", 1, id="chinese"),
        pytest.param("missing", "overdue,missing", 1, id="two"),
        pytest.param("met", "overdue", 0, id="passes"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "sarif"])
def test_a_gate_given_anew_decides_anew(run: Run, here: Path, verdict: str, gate: str, code: int, form: str) -> None:
    put("a.yaml", township(verdict))
    save(run("a.yaml", *PLAN, "-f", "json"))
    done = run("reformat", SAVED, *PLAN, "--fail-on", gate, "-f", form)
    assert done.code == code
    assert done == run("a.yaml", *PLAN, "--fail-on", gate, "-f", form)


def test_a_gate_given_anew_fails_a_report_that_passed(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    assert save(run("a.yaml", *PLAN, "-f", "json", "--fail-on", "never")).code == 0
    assert run("reformat", SAVED).code == 0
    assert run("reformat", SAVED, "--fail-on", "overdue").code == 1


def test_known_and_waived_findings_fail_no_gate_given_anew(run: Run, here: Path) -> None:
    put("a.yaml", township("overdue"))
    put("k.yaml", '- {plan: small, unit: 甲市, level: township, code: "650100", findings: [overdue 1.1.1-03]}\n')
    save(run("a.yaml", *PLAN, "-f", "json", "--known", "k.yaml"))
    assert run("reformat", SAVED, "--fail-on", "overdue,invalid").code == 0


def test_a_file_that_was_invalid_stays_so(run: Run, here: Path) -> None:
    saved = save(check(run, "several", "-f", "json", "--ignore", "FZ1"))
    valid = [one["valid"] for one in saved.json["files"]]
    assert False in valid
    assert [one["valid"] for one in run("reformat", SAVED, "-f", "json").json["files"]] == valid


def test_reports_go_to_files_beside_the_screen(run: Run, here: Path) -> None:
    expected = {form: check(run, "several", "-f", form) for form in ("table", "csv", "html")}
    save(check(run, "several", "-f", "json"))
    outputs = [part for form in ("csv", "html") for part in ("-o", f"{form}:out.{form}")]
    assert run("reformat", SAVED, *PLAN, "--show", "all", *outputs) == expected["table"]
    for form in ("csv", "html"):
        assert Path(f"out.{form}").read_bytes().decode() == expected[form].out


def test_a_dash_is_standard_input(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = save(check(run, "several", "-f", "json"))
    expected = run("reformat", SAVED, *PLAN, "-f", "markdown")
    raw = saved.out.encode()
    for given in (raw, b"\xef\xbb\xbf" + raw):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        assert run("reformat", "-", *PLAN, "-f", "markdown") == expected


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"{}", b"plan: small\n"], ids=["empty", "utf-16", "other", "yaml"])
def test_standard_input_that_is_no_report_is_told(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
    assert clean(run("reformat", "-"))


def test_a_report_may_be_written_by_any_program(run: Run, here: Path) -> None:
    saved = save(check(run, "several", "-f", "json"))
    expected = run("reformat", SAVED)
    put(SAVED, "\ufeff" + json.dumps(saved.json, sort_keys=True, indent="\t").replace("\n", "\r\n"))
    assert run("reformat", SAVED) == expected
    assert run("reformat", SAVED, "-f", "json").json == saved.json


@pytest.mark.parametrize(
    ("args", "named"),
    [
        pytest.param(("absent.json",), "absent.json", id="absent"),
        pytest.param((".",), ".", id="a-folder"),
        pytest.param((), "REPORT", id="nothing"),
        pytest.param((SAVED, SAVED), SAVED, id="two"),
        pytest.param((SAVED, "-f", "jsn"), "json", id="format"),
        pytest.param((SAVED, "--lang", "fr"), "--lang", id="language"),
        pytest.param((SAVED, "--show", "al"), "all", id="show"),
        pytest.param((SAVED, "--fail-on", "overdu"), "overdue", id="fail-on"),
        pytest.param((SAVED, "-o", "html"), "-o", id="output"),
        pytest.param((SAVED, "-o", f"html:{SAVED}/a.html"), f"{SAVED}/a.html", id="output-that-cannot-be-written"),
        pytest.param((SAVED, "--section", "1.1"), "--section", id="an-option-of-checking"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_wrong_usage_is_told(run: Run, here: Path, args: tuple[str, ...], named: str, lang: str) -> None:
    save(check(run, "flagged", "-f", "json"))
    done = run("--lang", lang, "reformat", *args)
    assert clean(done)
    assert named in done.err


def test_a_plan_that_is_not_there_is_wrong_usage(run: Run, here: Path) -> None:
    save(check(run, "flagged", "-f", "json"))
    assert run("reformat", SAVED, "--plan", "absent").code == 2


# What is no report.


@functools.cache
def report() -> str:
    """Return a report in English whose first assessment is overdue and whose second is waived."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        put("a.yaml", mixed())
        put("w.yaml", WAIVER)
        options = ("--waivers", "w.yaml", "--section", "1.1", "--lang", "en")
        return in_every_format(("json",), "a.yaml", *PLAN, *options).reports["json"]


WAIVER = "- {target: 1.1.1-05, reason: x, approved_by: y, granted: 2022-01-01, expires: 2025-12-01}\n"


@pytest.fixture
def saved(here: Path) -> dict[str, Any]:
    """The data of that report."""
    return dict(json.loads(report()))


RAW = {
    "empty": b"",
    "text": b"hello\n",
    "yaml": mixed().encode(),
    "html": b"<!doctype html><p>x",
    "null": b"null",
    "number": b"3",
    "list": b"[]",
    "other-json": b'{"version": "2.1.0", "runs": []}',
    "another-tool": b'{"schema_version": 1, "tool": {"name": "other", "version": "1"}}',
    "gbk": "报告".encode("gbk"),
    "utf-16": '{"schema_version": 1}'.encode("utf-16"),
    "utf-32": '{"schema_version": 1}'.encode("utf-32"),
    "binary": b"\x89PNG\r\n\x1a\n\0\0",
    "nul": b'{"a": "\0"}',
    "two-documents": b"{}\n{}\n",
    "deep-list": b"[" * 200_000,
    "deep-mapping": b'{"a":' * 200_000,
    "closed-deep-list": b"[" * 50_000 + b"]" * 50_000,
    "long-number": b"1" * 100_000,
    "half-a-character": b'{"a": "\\ud800"}',
}


@pytest.mark.parametrize("name", RAW)
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_no_report_is_told_in_one_message(run: Run, here: Path, name: str, lang: str) -> None:
    put(SAVED, RAW[name])
    done = run("reformat", SAVED, "--lang", lang)
    assert clean(done)
    assert SAVED in done.err
    assert bool(CJK.search(done.err)) == (lang == "zh")


Change = Callable[[dict[str, Any]], object]


def first(data: dict[str, Any]) -> dict[str, Any]:
    """Return the first assessment."""
    return dict.__getitem__(data["files"][0], "assessments")[0]


def finding(data: dict[str, Any]) -> dict[str, Any]:
    """Return the first finding."""
    return dict.__getitem__(data["files"][0], "findings")[0]


WAIVED = {"reason": "x", "approved_by": "y", "expires": "2024-02-31"}
CHANGES: dict[str, Change] = {
    "older-version": lambda data: data.update(schema_version=0),
    "newer-version": lambda data: data.update(schema_version=3),
    "unknown-key": lambda data: data.update(note="x"),
    "no-files": lambda data: data.pop("files"),
    "files-as-mapping": lambda data: data.update(files={}),
    "no-message": lambda data: first(data).pop("message"),
    "unknown-code": lambda data: finding(data).update(code="FZ999"),
    "no-code": lambda data: finding(data).update(code="X1"),
    "unknown-severity": lambda data: finding(data).update(severity="fatal"),
    "unknown-verdict": lambda data: first(data).update(verdict="great"),
    "unknown-level": lambda data: data["files"][0]["unit"].update(level="province"),
    "exit-code": lambda data: data.update(exit_code=4),
    "line-nought": lambda data: finding(data).update(line=0),
    "line-as-word": lambda data: finding(data).update(line="ten"),
    "line-as-fraction": lambda data: finding(data).update(line=1.5),
    "line-as-digits": lambda data: finding(data).update(line="5"),
    "flagged-as-text": lambda data: first(data).update(flagged="yes"),
    "lag-as-digits": lambda data: first(data).update(lag="3.5"),
    "required-as-truth": lambda data: first(data).update(required=True),
    "message-as-list": lambda data: first(data).update(message=[]),
    "data-as-list": lambda data: finding(data).update(data=[]),
    "day": lambda data: data["files"][0].update(as_of="soon"),
    "no-such-month": lambda data: data["files"][0].update(as_of="2024-13-01"),
    "no-such-deadline": lambda data: first(data).update(deadline="2024-02-30"),
    "no-such-last-day": lambda data: first(data).update(waived=WAIVED),
    "day-in-other-digits": lambda data: data["files"][0].update(as_of="٢٠٢٤-٠١-٠١"),
    "year-nought": lambda data: data["files"][0].update(as_of="0000-01-01"),
    "no-plan": lambda data: data["files"][0].update(plan=None),
    "endless-target": lambda data: first(data).update(target="9" * 6000),
    "lag-nan": lambda data: first(data).update(lag=float("nan")),
    "lag-infinite": lambda data: first(data).update(lag=float("inf")),
    "required-nan": lambda data: first(data).update(required=float("nan")),
    "reported-nan": lambda data: first(data).update(reported=float("nan")),
    "data-nan": lambda data: finding(data)["data"].update(x=float("-inf")),
    "fewer-files-than-counted": lambda data: data["counts"].update(files=9),
    "less-than-no-files": lambda data: data["counts"].update(files=-5),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_report_with_something_wrong_in_it_is_told(run: Run, saved: dict[str, Any], name: str, form: str) -> None:
    CHANGES[name](saved)
    put(SAVED, json.dumps(saved))
    assert clean(run("reformat", SAVED, "-f", form))


def test_what_is_wrong_is_named_by_its_path_in_the_report(run: Run, saved: dict[str, Any]) -> None:
    finding(saved).update(line="ten")
    put(SAVED, json.dumps(saved))
    assert "files.0.findings.0.line" in run("reformat", SAVED).err


@pytest.mark.parametrize(
    ("text", "at", "zh", "en"),
    [
        ("plan: x\n", ":1:1", "不是 JSON：JSON 的文字和键要放在半角双引号里", "double quotes"),
        ('{"a": 1,\n', ":1:1", "从这里开始的括号没有收尾", "never closed"),
        ('{\n"a": 1,\n}\n', ":3:1", "最后一项后面不写逗号", "the last item has none"),
        ("[" * 100_000 + "]" * 100_000, ":1:1", "套得太深", "nested too deep"),
        ("{}", ":1:1", "schema_version 缺少这一项", "schema_version: it is missing"),
        ("[]", ":1:1", "应是花括号里的各项", "an object"),
        ("", ":1:1", "缺一个值", "a value is missing"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_why_a_text_is_no_report_is_said_in_the_language_of_the_run(
    run: Run, here: Path, text: str, at: str, zh: str, en: str, lang: str
) -> None:
    put(SAVED, text)
    told = run("reformat", SAVED, "--lang", lang).err
    assert f"{SAVED}{at}" in told
    assert (zh if lang == "zh" else en) in told
    assert lang == "en" or not re.search(
        "[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", told.replace("fazhi-check -f json", "")
    )


@pytest.mark.parametrize("name", ["no-message", "line-as-word", "unknown-verdict", "unknown-key", "no-such-deadline"])
def test_what_is_wrong_in_a_report_has_its_place(run: Run, saved: dict[str, Any], name: str) -> None:
    CHANGES[name](saved)
    put(SAVED, json.dumps(saved, indent=1))
    told = run("reformat", SAVED, "--lang", "zh").err
    assert re.match(rf"\S*{re.escape(SAVED)}:\d+:\d+ ", told.removeprefix("错误：")), told
    assert not re.search("Field|Input|Extra|[a-z]{4,} (must|is|should) ", told)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_report_that_is_closed_is_told_in_chinese(run: Run, here: Path) -> None:
    put(SAVED, "{}")
    os.chmod(SAVED, 0)
    assert "没有权限" in run("reformat", SAVED, "--lang", "zh").err


@pytest.mark.parametrize(("lang", "why"), [("zh", "这是文件夹"), ("en", "it is a folder")])
def test_a_folder_is_no_report_in_either_language(run: Run, here: Path, lang: str, why: str) -> None:
    os.mkdir("folder")
    assert why in run("reformat", "folder", "--lang", lang).err


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_report_is_told(run: Run, here: Path, share: float) -> None:
    whole = report().rstrip()
    put(SAVED, whole[: int(len(whole) * share)])
    assert clean(run("reformat", SAVED))


def test_a_target_that_the_plan_does_not_know_stops_nothing(saved: dict[str, Any]) -> None:
    first(saved).update(target="9.9.9-99")
    put(SAVED, json.dumps(saved))
    done = in_every_format(FORMATS, "reformat", SAVED, *PLAN)
    assert (done.code, done.err) == (1, "")
    assert [form for form in FORMATS if "9.9.9-99" not in done.reports[form]] == [
        "summary",
        "concise",
        "sarif",
        "github",
        "gitlab",
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: first(data).update(lag=1e300), id="lag-huge"),
        pytest.param(lambda data: first(data).update(reported=10**300), id="reported-huge"),
        pytest.param(lambda data: finding(data).update(line=10**15, column=10**15), id="place-huge"),
        pytest.param(lambda data: finding(data).update(data={"x": [[[[{}]]]] * 50}), id="data-of-any-form"),
        pytest.param(lambda data: finding(data).update(data={}), id="data-empty"),
        pytest.param(lambda data: data["files"][0]["plan"].update(id="../../etc"), id="plan-as-a-path"),
        pytest.param(lambda data: data["files"][0]["plan"].update(id="a\0b"), id="plan-with-nul"),
        pytest.param(lambda data: data["files"][0]["plan"].update(edition=None), id="no-edition"),
        pytest.param(lambda data: data["files"][0].update(phase="gone"), id="phase-that-is-gone"),
        pytest.param(lambda data: first(data).update(target="无编号"), id="target-without-number"),
        pytest.param(lambda data: data["files"][0]["assessments"].append(copy.deepcopy(first(data))), id="twice"),
        pytest.param(lambda data: data["files"].append(copy.deepcopy(data["files"][0])), id="file-twice"),
    ],
)
def test_a_strange_report_is_shown_all_the_same(saved: dict[str, Any], change: Change) -> None:
    change(saved)
    put(SAVED, json.dumps(saved))
    done = in_every_format(FORMATS, "reformat", SAVED)
    assert (done.code, done.err, len(done.reports)) == (1, "", len(FORMATS))
    assert all(done.reports.values())


# Text that tries to break out.

EVIL = [
    *HOSTILE,
    "x\n::error::owned",
    "x\r::set-output name=a::b",
    "]]></failure><x/>",
    "\ufffe\uffff",
    "a\tb",
    "${{ secrets.X }} $(id) `id`",
    "{why} {0} %s %n",
    "x" * 3000,
]


def carry(data: dict[str, Any], text: str) -> None:
    """Put a text wherever the words of a report stand."""
    file = data["files"][0]
    file["path"] = f"in/{text}.yaml"
    file["unit"]["name"] = text
    file["plan"].update(title=text, edition=text)
    for one in file["assessments"]:
        one.update(title=text, message=text)
        if one["waived"]:
            one["waived"].update(reason=text, approved_by=text)
    first(data)["reported"] = text
    for one in file["findings"]:
        one.update(message=text, data={text: text})
    finding(data)["target"] = text


class Tags(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element with its attributes' names, and where its links lead."""
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        self.found |= {(tag, value or "") for name, value in attrs if name in ("href", "src") and value[:1] != "#"}


@functools.cache
def told(text: str) -> dict[str, str]:
    """Return what each format makes of the report with a text put everywhere."""
    data = json.loads(report())
    carry(data, text)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        put(SAVED, json.dumps(data))
        done = in_every_format(FORMATS, "reformat", SAVED, "--show", "all", "--lang", "en")
    assert (done.code, done.err) == (1, "")
    return done.reports


UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b]")


@pytest.mark.parametrize("text", EVIL, ids=lambda text: ascii(text)[:30])
def test_hostile_text_in_a_saved_report_stays_text(text: str) -> None:
    made, plain = told(text), told("plain")
    assert [
        form for form in ("table", "summary", "github", "csv") if UNSEEN.search(made[form].replace("\r\n", ""))
    ] == []
    lines = made["github"].splitlines()
    assert len(lines) == len(plain["github"].splitlines())
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    for row in csv.reader(io.StringIO(made["csv"].removeprefix("\ufeff"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("text", EVIL, ids=lambda text: ascii(text)[:30])
def test_hostile_text_in_a_saved_report_breaks_no_structure(text: str) -> None:
    made, plain = told(text), told("plain")
    shapes = [[element.tag for element in ET.fromstring(one["junit"]).iter()] for one in (made, plain)]
    assert shapes[0] == shapes[1]
    assert Tags(made["html"]).found == Tags(plain["html"]).found
    heads = re.compile(r"^#+ |^\*\*|^\|(?: ---|$)", re.MULTILINE)
    assert len(heads.findall(made["markdown"])) == len(heads.findall(plain["markdown"]))
    assert [len(json.loads(made[form])) for form in ("json", "gitlab")] == [
        len(json.loads(plain[form])) for form in ("json", "gitlab")
    ]
    results = [len(json.loads(one["sarif"])["runs"][0]["results"]) for one in (made, plain)]
    assert results[0] == results[1]
    assert [json.loads(line)["type"] for line in made["jsonl"].splitlines()][-1] == "total"


# Formats whose text is seen, not read by a program that knows where it ends.
SHOWN = ("table", "summary", "markdown", "html", "csv", "github")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data, text: first(data).update(section=text), id="section"),
        pytest.param(lambda data, text: first(data).update(item=text), id="item"),
        pytest.param(lambda data, text: first(data).update(target=text), id="target"),
        pytest.param(lambda data, text: data["files"][0]["unit"].update(code=text), id="code"),
        pytest.param(lambda data, text: data["files"][0]["unit"].update(body=text), id="body"),
        pytest.param(lambda data, text: data["files"][0]["plan"].update(id=text, hash=text), id="plan"),
        pytest.param(lambda data, text: data["files"][0].update(phase=text), id="phase"),
    ],
)
def test_hostile_text_in_place_of_an_id_stays_text(saved: dict[str, Any], change: Any) -> None:
    change(saved, "x\x1b[31m\u202ey\n# z\n::error::w")
    put(SAVED, json.dumps(saved))
    done = in_every_format(FORMATS, "reformat", SAVED, "--show", "all")
    assert done.code in (1, 2)
    for form in SHOWN if done.code == 1 else ():
        assert not re.search("[\x1b\u202e]", done.reports[form]), form
        assert not re.search("^(# z|::error::w)", done.reports[form], re.MULTILINE), form


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "submissions").glob("*.yaml")))
def test_every_real_report_comes_back_as_the_same_bytes(run, tmp_path, name, form):
    saved = tmp_path / "saved.json"
    saved.write_text(run(ROOT / "submissions" / name, "-f", "json").out, "utf-8")
    assert run("reformat", saved, "-f", form).out == run(ROOT / "submissions" / name, "-f", form).out
