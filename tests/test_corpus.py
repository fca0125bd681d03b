"""The corpus of clumsy and hostile submissions in tests/corpus: each file against what expected.yaml says of it."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from helpers.ledgers import ledger, plain, sheets
from helpers.project import HERE, SMALL
from helpers.running import Ran
from ruamel.yaml import YAML

from fazhi_check.codes import CODES
from fazhi_check.digest.run import digest
from fazhi_check.examine import Checker, check
from fazhi_check.gate import DEFAULT_FAIL_ON, decide
from fazhi_check.outcome import Report
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import FORMATS, renderer
from fazhi_check.reports.view import View
from fazhi_check.sanitize import INVISIBLE

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]
Rendered = Callable[..., str]
CORPUS = HERE / "corpus"


class Expected(NamedTuple):
    """What one file must yield; see the head of expected.yaml."""

    findings: list[str]
    verdicts: dict[str, str] = {}
    says: list[str] = []
    exit: int | None = None
    bug: str = ""

    @property
    def code(self) -> int:
        """The exit code of a gate that fails on errors and invalid entries only."""
        if self.exit is not None:
            return self.exit
        return int("invalid" in self.verdicts.values() or any(is_error(one) for one in self.findings))


def is_error(finding: str) -> bool:
    """Tell whether a finding such as `FZ203 5:12` makes its file invalid."""
    code = finding.split(maxsplit=1)[0]
    return CODES[code].invalidates


def _expectations() -> dict[str, Expected]:
    listed = YAML(typ="safe", pure=True).load(CORPUS / "expected.yaml")
    return {
        name: Expected(**given) if isinstance(given, dict) else Expected(list(given)) for name, given in listed.items()
    }


EXPECTED = _expectations()
CASES = [
    pytest.param(name, id=name, marks=[pytest.mark.xfail(strict=True, reason=one.bug)] if one.bug else [])
    for name, one in EXPECTED.items()
]


def plan_of(name: str) -> list[str]:
    """Return the option that names the plan a file answers."""
    return ["--plan", str(SMALL)] if name.startswith("small/") else []


def at(finding: dict[str, Any]) -> str:
    """Return a finding of the JSON report as expected.yaml writes it."""
    place = f"{finding['line']}:{finding['column']}" if finding["line"] else "-"
    return f"{finding['code']} {place}"


class Seen(NamedTuple):
    """What one run made of a file: its screen and its report."""

    ran: Ran
    report: Any


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    """What was seen of each file so far."""
    return {}


@pytest.fixture
def look(run: Run, seen: dict[str, Seen], tmp_path: Path) -> Callable[[str], Seen]:
    """Check a file once, for the screen and for a program."""

    def look_at(name: str) -> Seen:
        if name not in seen:
            written = tmp_path / "report.json"
            done = run(CORPUS / name, *plan_of(name), "--fail-on", "invalid", "-o", f"json:{written}")
            seen[name] = Seen(done, json.loads(written.read_text("utf-8")))
        return seen[name]

    return look_at


@pytest.mark.parametrize("name", CASES)
def test_a_file_yields_what_is_expected(look: Callable[[str], Seen], name: str) -> None:
    expected, (ran, report) = EXPECTED[name], look(name)
    (one,) = report["files"]
    found = [at(finding) for finding in one["findings"]]
    assert sorted(line for line in found if line < "FZ4") == sorted(line for line in expected.findings if line < "FZ4")
    assert [line for line in expected.findings if line not in found] == []
    verdicts = {assessment["target"]: assessment["verdict"] for assessment in one["assessments"]}
    assert {target: verdicts.get(target) for target in expected.verdicts} == expected.verdicts
    messages = "\n".join(finding["message"] for finding in one["findings"])
    assert [words for words in expected.says if words not in messages] == []
    assert (ran.code, report["exit_code"]) == (expected.code, expected.code)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_shown_calmly(look: Callable[[str], Seen], name: str) -> None:
    ran, report = look(name)
    assert ran.code in (0, 1, 3)
    assert ran.err == ""
    assert "Traceback" not in ran.out
    assert [char for char in ran.out if char != "\n" and not char.isprintable()] == []
    errors = {finding["code"] for finding in report["files"][0]["findings"] if finding["severity"] == "error"}
    assert [code for code in errors if code not in ran.out] == []


def test_every_file_is_listed_and_every_listed_file_is_there() -> None:
    there = {path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file()}
    assert there - {"expected.yaml", ".gitattributes"} == set(EXPECTED)
    assert len(EXPECTED) >= 80


@pytest.mark.parametrize(
    ("name", "holds", "lacks"),
    [
        ("bom.yaml", b"\xef\xbb\xbfplan", b"\r"),
        ("crlf.yaml", b"\r\n", b"\xef\xbb\xbf"),
        ("cr-only.yaml", b"\r", b"\n"),
        ("utf-16-le-bom.yaml", b"\xff\xfe", b"plan"),
        ("gbk.yaml", "计划".encode("gbk"), "计划".encode()),
        ("nel.yaml", b"\xc2\x85", b"\r"),
        ("nul-in-text.yaml", b"under\0_way", b"\r"),
        ("terminal-escape.yaml", b"\x1b[2J", b"\r"),
        ("trailing-blanks.yaml", b"   \n", b"\r"),
    ],
)
def test_no_tool_has_mended_the_bytes(name: str, holds: bytes, lacks: bytes) -> None:
    raw = (CORPUS / name).read_bytes()
    assert holds in raw
    assert lacks not in raw


def test_git_is_told_to_leave_the_bytes_alone() -> None:
    assert "* -text" in (CORPUS / ".gitattributes").read_text("utf-8").splitlines()
    assert not (CORPUS / "no-final-line-end.yaml").read_bytes().endswith(b"\n")


# The whole corpus in one report, in every format.


@pytest.fixture(scope="module")
def corpus() -> Report:
    """Every file of the corpus in one report, each against its own plan."""
    shipped = [str(CORPUS / name) for name in EXPECTED if not plan_of(name)]
    small = [str(CORPUS / name) for name in EXPECTED if plan_of(name)]
    report = Report([*check(shipped).files, *check(small, Checker(load_plan(str(SMALL)))).files])
    report.exit_code = decide(report)
    return report


@pytest.fixture(scope="module")
def rendered(corpus: Report) -> Callable[..., str]:
    """Return that report in one format, with its line ends as they are; each is made once."""

    @cache
    def render(form: str, lang: str = "zh") -> str:
        out = io.StringIO(newline="")
        renderer(form).render(digest(corpus), out, View("en" if lang == "en" else "zh", True, DEFAULT_FAIL_ON, "never"))
        return out.getvalue()

    return render


def lines_with(text: str, is_bad: Callable[[str], object]) -> list[str]:
    """Return the lines that hold something bad, short enough to read."""
    return [line[:200] for line in text.split("\n") if is_bad(line)]


def has_control(line: str) -> bool:
    """Tell whether a line holds a control character other than a tab."""
    return any(unicodedata.category(char) == "Cc" and char != "\t" for char in line)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_report_of_the_corpus_holds_a_raw_control_character(rendered: Rendered, form: str, lang: str) -> None:
    text = rendered(form, lang)
    assert len(text.splitlines()) > 10
    assert lines_with(text.replace("\r\n", "\n") if form == "csv" else text, has_control) == []


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("json", "jsonl", "sarif", "gitlab")])
def test_no_report_for_people_holds_what_nobody_can_see(rendered: Rendered, form: str) -> None:
    assert lines_with(rendered(form).removeprefix("\ufeff").replace("\r\n", "\n"), INVISIBLE.search) == []


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_of_the_corpus_shows_a_personal_number(rendered: Rendered, form: str) -> None:
    text = rendered(form)
    numbers = (
        "13800138000",
        "13900139000",
        "990101199003079",
        "１３８００１３８０００",
        "138 0013 8000",
        "138-0013-8000",
    )
    # A longer number is no person's: what an entry says of a case's number goes along in JSON.
    assert [number for number in numbers if re.search(rf"(?<!\d){number}(?!\d)", text)] == []


@pytest.mark.slow
def test_the_ledger_of_the_corpus_lists_every_file(corpus: Report) -> None:
    said = sheets(ledger(corpus))
    seen = "".join(plain(rows) for rows in said.values())
    assert not INVISIBLE.search(seen)
    assert not re.search(r"(?<!\d)13800138000(?!\d)", seen)
    assert [name for name in EXPECTED if "".join(name.split()) not in plain(said["总览"])] == []


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "junit"])
def test_every_machine_can_read_the_report_of_the_corpus(rendered: Rendered, form: str) -> None:
    text = rendered(form)
    if form == "junit":
        assert len(ElementTree.fromstring(text).findall("testsuite")) == len(EXPECTED)
    else:
        documents = text.splitlines() if form == "jsonl" else [text]
        assert all(json.loads(document) for document in documents)
        assert "person-by-alias.yaml" in text


def test_no_cell_of_the_table_for_spreadsheets_is_a_formula(rendered: Rendered) -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv", "en").removeprefix("\ufeff"), newline="")))
    names = {row["unit"] for row in rows if Path(row["path"]).name.startswith("formula-")}
    assert len(names) >= 6
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝＋－＠")) and not cell[1:2].isdigit()] == []


def test_every_line_for_workflows_is_a_command_of_ours(rendered: Rendered) -> None:
    lines = rendered("github").splitlines()
    assert [line for line in lines if not line.startswith(("::error ", "::warning ", "::notice "))] == []


@pytest.mark.parametrize(
    "form",
    [
        "table",
        "summary",
        "markdown",
        "html",
    ],
)
def test_no_line_of_a_report_is_a_workflow_command(rendered: Rendered, form: str) -> None:
    assert lines_with(rendered(form), lambda line: line.lstrip().startswith(("::", "##["))) == []


def test_no_text_of_a_submission_is_markup_on_the_page(rendered: Rendered) -> None:
    page = rendered("html")
    assert "&lt;script&gt;alert(1)" in page
    assert [bad for bad in ("<script>alert", "<img src=x", "<![CDATA[", 'javascript:alert(1)"') if bad in page] == []


def test_the_whole_folder_is_checked_in_one_run(run: Run) -> None:
    done = run(CORPUS, "-f", "json", "--jobs", "1")
    assert (done.code, done.err) == (1, "")
    assert len(done.json["files"]) == len(EXPECTED) + 1  # expected.yaml is no submission, and reported as such
    assert "FZ309" in {finding["code"] for one in done.json["files"] for finding in one["findings"]}
