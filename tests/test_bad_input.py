"""Hostile and broken files given to the command line: always a report with the right code, never a crash."""

from __future__ import annotations

import io
import json
import os
import sys

import pytest
from helpers.project import SMALL
from helpers.submissions import submission
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOOD = submission("  1.1.1-02: {status: under_way}\n")
DEEP = 50_000


def entry(text: str) -> bytes:
    """Return a submission with one more entry."""
    return submission(f"  {text}\n").encode("utf-8", "surrogatepass")


BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(12))

# Name of a case: the bytes of the file and the code that must be among its findings.
FILES: dict[str, tuple[bytes, str]] = {
    # The file itself.
    "gbk": (GOOD.encode("gbk"), "FZ102"),
    "utf-16": (GOOD.encode("utf-16"), "FZ102"),
    "utf-16-without-mark": (GOOD.encode("utf-16-le"), "FZ102"),
    "utf-32": (GOOD.encode("utf-32"), "FZ102"),
    "binary": (bytes(range(256)) * 8, "FZ102"),
    "zeros": (bytes(10_000), "FZ102"),
    "zero-in-text": (GOOD.encode() + b"# \0\n", "FZ102"),
    "cut-character": (GOOD.encode() + "# 甲".encode()[:-1], "FZ102"),
    "encoded-surrogate": (b"a: \xed\xa0\x80\n", "FZ102"),
    "overlong-slash": (b"a: \xc0\xaf\n", "FZ102"),
    "too-large": (b"# " + b"x" * 1_000_000, "FZ105"),
    "too-large-and-gbk": ("说明：".encode("gbk") * 200_000, "FZ105"),
    # YAML.
    "empty": (b"", "FZ101"),
    "only-a-mark": (b"\xef\xbb\xbf", "FZ101"),
    "only-comments": ("# 注\n".encode(), "FZ101"),
    "only-line-ends": (b"\r\n" * 5000, "FZ101"),
    "full-width-colon": ("plan: small\n单位：甲市\nas_of: 2023-08-30\n".encode(), "FZ103"),
    "tab": (b"plan: small\nunit:\n\tname: x\n", "FZ103"),
    "unclosed-quote": (b'plan: "small\nunit: {}\n', "FZ103"),
    "unclosed-bracket": (b"plan: [small\n", "FZ103"),
    "unclosed-brace": (b"unit: {name: x\nplan: small\n", "FZ103"),
    "two-colons": ("标题: 关于: 通知\n".encode(), "FZ103"),
    "unknown-alias": (b"plan: *nowhere\n", "FZ103"),
    "control-character": (b"plan: small\x1b[2J\n", "FZ103"),
    "escape-beyond-unicode": (b'plan: "\\UFFFFFFFF"\n', "FZ103"),
    "half-a-character": (b'plan: "\\ud800"\n', "FZ103"),
    "half-a-character-in-an-entry": (entry('1.1.1-01: {status: done, note: "\\udfff"}'), "FZ103"),
    "half-a-character-in-a-key": (entry('"\\ud83d": {status: done}'), "FZ103"),
    "yaml-of-another-version": (b"%YAML 9.9\n---\nplan: small\n", "FZ103"),
    "endless-version": (b"%YAML 1." + b"9" * 10_000 + b"\n---\na\n", "FZ103"),
    "many-directives": (b"%FOO a\n" * 2000, "FZ103"),
    "quotes": (b'"' * 10_000, "FZ103"),
    "endless-words": (b"a: " + b"b " * 400_000, "FZ105"),
    "endless-key": (b"x" + b" x" * 400_000 + b":\n", "FZ105"),
    "endless-blanks": (b"{" + b" " * 900_000 + b"}", "FZ201"),
    "endless-blanks-before-a-colon": (b'{"a"' + b" " * 900_000 + b":1}", "FZ202"),
    "deep-lists": (b"[" * DEEP, "FZ105"),
    "deep-mappings": (b"{a: " * DEEP + b"}" * DEEP, "FZ105"),
    "deep-json": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "FZ105"),
    "deep-dashes": (b"- " * DEEP + b"a", "FZ105"),
    "deep-questions": (b"? " * DEEP + b"a", "FZ105"),
    "deep-below-an-entry": (entry("1.1.1-01: {note: " + "[" * 60 + "]" * 60 + "}"), "FZ105"),
    "alias-bomb": (BOMB.encode(), "FZ105"),
    "alias-in-itself": (b"entries: &a {x: *a}\n", "FZ105"),
    "aliases": (b"a: &a 1\nb: [" + b"*a, " * 2000 + b"*a]\n", "FZ105"),
    "second-document": (GOOD.encode() + b"---\n" + GOOD.encode(), "FZ106"),
    "many-documents": (b"---\n" * 5000, "FZ106"),
    "tag": (b"plan: !!python/object/apply:os.system ['echo fz']\n", "FZ107"),
    "standard-tag": (b"plan: !!str small\n", "FZ107"),
    "long-tag": (b"plan: !" + b"x" * 10_000 + b" small\n", "FZ107"),
    # The form.
    "text": ("只有一段话\n".encode(), "FZ203"),
    "list": (b"- plan: small\n", "FZ203"),
    "number": (b"42\n", "FZ203"),
    "json-list": (b"[1, 2, 3]", "FZ203"),
    "json-text": (b'"plan"', "FZ203"),
    "empty-json": (b"{}", "FZ201"),
    "all-lists": (b"plan: []\nunit: []\nas_of: []\nentries: []\n", "FZ203"),
    "all-mappings": (b"plan: {}\nunit: {}\nas_of: {}\nentries: {}\n", "FZ203"),
    "all-null": (b"plan: ~\nunit: ~\nas_of: ~\nentries: ~\n", "FZ201"),
    "keys-that-are-lists": (b"[a, b]: 1\n{c: d}: 2\n? - e\n: 3\n", "FZ201"),
    "null-key": (GOOD.encode() + b"~: 1\n", "FZ202"),
    "empty-key": (GOOD.encode() + b'"": 1\n', "FZ202"),
    "merge-key": (GOOD.encode() + b"<<: {a: 1}\n", "FZ202"),
    "dunder-key": (GOOD.encode() + b"__class__: 1\nmodel_fields: 2\n", "FZ202"),
    "template-in-a-key": (GOOD.encode() + b'"{0}{key!r}{hint}%s[red]": 1\n', "FZ202"),
    "template-in-a-value": (entry('1.1.1-01: {status: "{value}{0.__class__}%d[/]"}'), "FZ203"),
    "markup-in-a-value": (entry('1.1.1-01: {status: "[bold red]x[/nothing]"}'), "FZ203"),
    "same-key-often": (b"plan: small\n" * 1000, "FZ104"),
    "entry-twice": (entry("1.1.1-01: {status: done}\n  1.1.1-01: {status: done}"), "FZ104"),
    "twins": (GOOD.encode() + "计划: small\n".encode(), "FZ104"),
    "impossible-date": (submission(as_of="2023年2月30日").encode(), "FZ203"),
    "year-zero": (submission(as_of="0000-01-01").encode(), "FZ203"),
    "unknown-plan": (GOOD.replace("small", "../../etc/passwd").encode(), "FZ204"),
    "plan-as-a-folder": (GOOD.replace("plan: small", f"plan: {SMALL.as_posix()}").encode(), "FZ204"),
    "long-plan": (GOOD.replace("small", "s" * 5000).encode(), "FZ204"),
    "unknown-target": (entry("9.9.9-99: {status: done}"), "FZ205"),
    "null-target": (entry("~: {status: done}"), "FZ205"),
    "long-target": (entry('"' + "1" * 900 + '": {status: done}'), "FZ105"),
    "full-width-target": (entry("１.１.１-０１: {status: done}"), "FZ205"),
    # Numbers and dates.
    "nan": (entry("1.2.1-01: {value: .nan}"), "FZ203"),
    "infinity": (entry("1.2.1-01: {value: -.inf}"), "FZ203"),
    "long-number": (entry("1.2.1-01: {value: " + "9" * 300 + "}"), "FZ105"),
    "exponent": (entry("1.2.1-01: {value: 1e999999999}"), "FZ203"),
    "fraction": (entry("1.2.1-01: {value: 1/0}"), "FZ203"),
    "zero-total": (entry("1.2.1-03: {covered: 0, total: 0}"), "FZ304"),
    "negative-total": (entry("1.2.1-03: {covered: -1, total: -2}"), "FZ304"),
    "more-covered-than-total": (entry("1.2.1-03: {covered: 41, total: 40}"), "FZ304"),
    "progress-beyond": (entry("1.1.1-01: {status: done, progress: 1000}"), "FZ304"),
    "bound-of-zero": (entry("1.2.1-03: {covered: 1, total: 不足0}"), "FZ304"),
    "year-far-off": (entry("1.2.1-05: {by_year: {9999: 3}}"), "FZ301"),
    "year-0-as-a-count": (entry("1.2.1-05: {by_year: {0000: 3, 2022: 3, x: 1}}"), "FZ203"),
    "last-day-there-is": (entry("1.1.1-01: {status: done, done_on: 9999-12-31}"), "FZ301"),
    "before-the-plan": (submission(as_of="0001-01-01").encode(), "FZ302"),
    "no-reason": (entry("1.1.1-01: {status: not_applicable, reason: '  '}"), "FZ303"),
    # What must not stand there.
    "mobile-number": (entry("1.1.1-01: {status: done, note: 13812345678}"), "FZ305"),
    "many-mobile-numbers": (entry("1.1.1-01: {status: done, note: '" + "13812345678 " * 300 + "'}"), "FZ305"),
    "direction-change": (entry("1.1.1-01: {status: done, note: \u202e甲}"), "FZ307"),
    "terminal-escape": (entry('1.1.1-01: {status: done, note: "\\e]0;x\\a\\e[2J"}'), "FZ307"),
    "mark-inside": (entry("1.1.1-01: {status: done, note: 甲\ufeff乙}"), "FZ307"),
    "secrecy-mark": (entry("1.1.1-01: {status: done, note: 绝密★30年}"), "FZ308"),
}
CASES = pytest.mark.parametrize(("raw", "code"), FILES.values(), ids=FILES)
TROUBLE = ("Traceback", "Error:", "Internal error", "程序内部出错", 'File "')


def calm(done) -> None:
    """Assert that a run ended by itself, in one of the ways it may end."""
    assert done.code in (0, 1, 2, 3)
    assert not [word for word in TROUBLE if word in done.out + done.err]


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Write a file into an empty current folder and return its name."""
    monkeypatch.chdir(tmp_path)

    def write(raw: bytes, name: str = "a.yaml") -> str:
        with open(name, "wb") as stream:
            stream.write(raw)
        return name

    return write


@CASES
def test_a_bad_file_is_a_finding_in_json(run, put, raw, code):
    done = run(put(raw), "--plan", SMALL, "-f", "json")
    calm(done)
    assert (done.code, done.json["exit_code"]) == (1, 1)
    (one,) = done.json["files"]
    assert code in {finding["code"] for finding in one["findings"]}
    assert one["valid"] is False
    for finding in one["findings"]:
        assert finding["message"]
        assert finding["line"] is None or finding["line"] >= 1
        assert finding["column"] is None or finding["column"] >= 1
    assert sum(one["counts"].values()) == len(one["assessments"])


@CASES
def test_a_bad_file_is_a_finding_on_the_terminal(run, put, raw, code):
    done = run(put(raw), "--plan", SMALL, "--lang", "en")
    calm(done)
    assert done.code == 1
    assert code in done.out
    assert "a.yaml" in done.out
    assert not [char for char in done.out if char != "\n" and not char.isprintable()]


@pytest.mark.parametrize("name", ["deep-json", "json-list", "half-a-character-in-an-entry", "gbk"])
def test_a_bad_file_may_be_called_json(run, put, name):
    raw, code = FILES[name]
    done = run(put(raw, "a.json"), "--plan", SMALL, "-f", "json")
    calm(done)
    assert code in {finding["code"] for finding in done.json["files"][0]["findings"]}


@pytest.mark.slow
def test_bad_files_never_stop_the_others(run, put):
    for number, (raw, _) in enumerate(FILES.values()):
        put(raw, f"{number:03}.yaml")
    put(GOOD.encode(), "good.yaml")
    os.symlink("nowhere", "zz.yaml")
    done = run(".", "--plan", SMALL, "-f", "json")
    calm(done)
    assert done.code == 1
    *bad, good, absent = done.json["files"]
    assert len(bad) == len(FILES)
    for one, (_, code) in zip(bad, FILES.values(), strict=True):
        assert code in {finding["code"] for finding in one["findings"]}
    assert (good["path"], good["valid"]) == ("./good.yaml", True)
    assert len(good["assessments"]) > 0
    assert absent["findings"][0]["code"] == "FZ101"


def test_a_number_of_absurd_length_is_refused_not_pondered(put):
    # In a process of its own, so that a run that never comes back ends as a failure.
    import subprocess

    name = put(entry("1.2.1-01: {value: " + "9" * 200_000 + "}"))
    command = [sys.executable, "-m", "fazhi_check", name, "--plan", str(SMALL), "-f", "json"]
    done = subprocess.run(command, capture_output=True, timeout=20, check=False, cwd=os.getcwd())
    assert done.returncode == 1
    (one,) = json.loads(done.stdout)["files"]
    assert "FZ105" in {finding["code"] for finding in one["findings"]}


def test_emoji_and_rare_characters_escaped_by_a_json_writer_are_text(run, put):
    data = {
        "plan": "small",
        "unit": {"name": "甲市", "level": "city", "code": "650100"},
        "as_of": "2023-08-30",
        "entries": {"1.1.1-01": {"status": "not_applicable", "reason": "见𠮷林路文件😀"}},
    }
    done = run(put(json.dumps(data).encode(), "a.json"), "--plan", SMALL, "-f", "json", "--fail-on", "invalid")
    calm(done)
    (one,) = done.json["files"]
    assert one["valid"] is True
    (exempt,) = [assessment for assessment in one["assessments"] if assessment["verdict"] == "exempt"]
    assert "见𠮷林路文件😀" in exempt["message"]


@pytest.mark.parametrize("text", ["[red]甲[/red]市", "{name}", "%s%d", ":smile:", "[link=x]y[/link]", "a\\nb", "\\[x]"])
def test_text_of_a_submission_is_shown_as_it_stands(run, put, text):
    raw = entry(f"1.1.1-01: {{status: not_applicable, reason: '见{text}'}}")
    done = run(put(raw), "--plan", SMALL, "--show", "all")
    calm(done)
    assert f"见{text}" in done.out


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(raw=st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda text: text.encode())))
def test_random_bytes_are_refused_calmly(run, raw):
    old, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(raw))
    try:
        done = run("-", "--plan", SMALL, "-f", "json")
    finally:
        sys.stdin = old
    calm(done)
    assert done.code == 1
    assert done.json["files"][0]["findings"]


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, len(GOOD)),
            st.integers(0, 12),
            st.sampled_from(
                [
                    ":",
                    ": ",
                    "\n",
                    "  ",
                    "- ",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    "&a ",
                    "*a",
                    "!x ",
                    '"',
                    "'",
                    "#",
                    "~",
                    "\t",
                    "：",
                    "甲",
                    "\\",
                    "\u200b",
                ]
            ),
        ),
        min_size=1,
        max_size=3,
    ),
    lang=st.sampled_from(["zh", "en"]),
    form=st.sampled_from(["json", "table"]),
)
def test_a_submission_with_any_slip_is_reported_calmly(run, changes, lang, form):
    text = GOOD
    for start, length, new in changes:
        text = text[:start] + new + text[start + length :]
    old, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text.encode()))
    try:
        done = run("-", "--plan", SMALL, "-f", form, "--lang", lang)
    finally:
        sys.stdin = old
    calm(done)
    assert done.code in (1, 3)
    assert done.out
