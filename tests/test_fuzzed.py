"""What fuzzing found, kept small, and a law it rests on: no text in any field breaks any format."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

import pytest
from helpers.ledgers import ledger, sheets
from helpers.project import SMALL
from helpers.readers import agree, same_data
from helpers.running import examine
from helpers.scenes import rendered, report_on
from helpers.submissions import submission
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from fazhi_check.digest.contract import ReportInfo
from fazhi_check.digest.run import Digest, digest
from fazhi_check.digest.saved import read_saved
from fazhi_check.findings import Finding
from fazhi_check.gate import decide
from fazhi_check.outcome import Report
from fazhi_check.plan.store import load_plan
from fazhi_check.reports import FORMATS, renderer
from fazhi_check.reports.data.csv import COLUMNS
from fazhi_check.sanitize import INVISIBLE, PERSONAL
from fazhi_check.source.exact import compose_exact
from fazhi_check.source.limits import DEFAULT
from fazhi_check.source.plain.grammar import NotPlain
from fazhi_check.source.plain.reader import DataReader
from fazhi_check.source.yaml import compose
from fazhi_check.submission.reading import read_quickly
from fazhi_check.words import LANGS, Lang

pytestmark = pytest.mark.slow  # together they take many seconds

MOBILE = "13812345678"
PIECES = (
    *("=1+1", "@SUM(A1)", "-2+3", ";=1", "|", "\\", '"', "'", ",", ":", "%0A", "{said}", "{{7*7}}", "%s"),
    *("</td><script>alert(1)</script>", "<img src=x onerror=y>", "]]>", "-->", "&lt;", "**b**", "`", "# 结论"),
    *("[a](javascript:alert(1))", "http://h", "::error::x", "##[add-mask]x", "[red]x[/red]", "[/]", ":smile:"),
    *("\n", "\r\n", "\t", "\x1b[31m", "\x1b]8;;http://h\x07", "\x9b2J", "\x00", "\x85", "\u2028", "\u202e", "\u2066"),
    *("\u200b", "\ufeff", "\ufffe", "\u0301", "😀", "👨‍👩‍👧", "𠀀", "\U000e0041", "عربي", "ﷺ", "\u3164", MOBILE),
    *("138 1234 5678", "１３８１２３４５６７８", "秘密★", "~", "法治" * 30, "a" * 120),
)


def shown(report: Report | Digest, form: str, lang: Lang = "zh", show_all: bool = True) -> str:
    """Return a report in a format."""
    return rendered(renderer(form), report, lang, show_all=show_all, color="never")


def again(report: Report) -> Digest:
    """Return the digest of a report as it is read back from JSON."""
    return read_saved(shown(report, "json"))[0]


# No text in any field breaks any format.


texts = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), st.text(max_size=12))


def everywhere(text: str) -> str:
    """Return a submission with a text in every field that takes one, as an id, as a key and as a wrong value."""
    proof = {"kind": "document", "date": "2019", **dict.fromkeys(("title", "ref", "url", "quote", "period"), text)}
    words = dict.fromkeys(("owner", "problem", "next_step", "note", "reason"), text)
    key = text[:40]  # YAML knows no endless keys
    return json.dumps(
        {
            "plan": "small",
            "unit": {"name": text if text.strip() else "甲", "level": "county", "code": "230400", "body": text},
            "as_of": "2024-11-15",
            "source": dict.fromkeys(("title", "publisher", "url", "note"), text),
            "entries": {
                "1.1.1-01": {"status": "done", **words, "evidence": [proof]},
                "1.1.1-02": {"status": text, "done_on": text, "evidence": text},
                "1.1.1-03": {"status": "not_applicable", **words},
                "1.2.1-03": {"value": f"约{text}", f"k{key}": text},
                "1.2.1-04": {"by_unit": {key: 5, f"乙{key}": f"约{text}"}},
                f"1.{key}": {"status": "done"},
            },
        }
    )


class Tags(HTMLParser):
    """The elements of a page, and the attributes that would do something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.active: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        named = [(name, value) for name, value in attrs if name in {"href", "src"} or name.startswith("on")]
        self.active += [(name, value) for name, value in named if not (value or "").startswith("#")]


def as_json(out: str, report: Report) -> None:
    assert len(ReportInfo.model_validate_json(out).files) == len(report.files)
    assert json.loads(shown(again(report), "json"))["files"] == json.loads(shown(report, "json"))["files"]


def as_jsonl(out: str, report: Report) -> None:
    kinds = Counter(json.loads(line)["type"] for line in out.splitlines())
    [one] = report.files
    assert kinds == {"file": 1, "assessment": len(one.assessments), "finding": len(one.findings), "total": 1}


def as_junit(out: str, report: Report) -> None:
    cases = list(ET.fromstring(out).iter("testcase"))
    assert len(cases) == sum(1 + len(one.assessments) for one in report.files)


def as_csv(out: str, report: Report) -> None:
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert len(rows) == 1 + sum(len(one.lines) + len(one.problems) for one in digest(report).files)
    assert not [cell for row in rows for cell in row if re.match(r"\s*(?:[=+@＝＋＠]|-(?!\d))", cell)]


def as_sarif(out: str, report: Report) -> None:
    [run] = json.loads(out)["runs"]
    codes = [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]]
    assert codes == [finding.code for one in report.files for finding in one.findings]


def as_gitlab(out: str, report: Report) -> None:
    prints = {issue["fingerprint"] for issue in json.loads(out)}
    assert len(prints) == sum(len(one.findings) for one in report.files)


def as_github(out: str, report: Report) -> None:
    pair = "(?:file|line|col|title)=[^:,]+"
    command = re.compile(f"::(?:error|warning|notice) {pair}(?:,{pair})*::.*")
    assert all(map(command.fullmatch, out.splitlines()))


def as_html(out: str, report: Report) -> None:
    page = Tags(out)
    assert page.elements.count("script") == 1
    assert "img" not in page.elements
    assert not page.active


def as_summary(out: str, report: Report) -> None:
    assert len(out.splitlines()) <= 24
    assert max(map(cell_len, out.splitlines())) <= 80


def as_lines(out: str, report: Report) -> None:
    assert not [line for line in out.splitlines() if line.startswith(("# 结论", "::"))]


READERS: dict[str, Callable[[str, Report], None]] = {
    "table": as_lines,
    "summary": as_summary,
    "concise": as_lines,
    "markdown": as_lines,
    "html": as_html,
    "csv": as_csv,
    "json": as_json,
    "jsonl": as_jsonl,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_github,
    "gitlab": as_gitlab,
}


def test_every_format_has_a_reader_here() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=6, deadline=None, derandomize=True)
@given(text=texts, lang=st.sampled_from(LANGS), show_all=st.booleans())
@example(text="".join(PIECES), lang="zh", show_all=True)
@example(text="=1+1", lang="en", show_all=True)
@example(text=f"\n::error::x\r\n# 结论\u2028{MOBILE}\x1b[2J\u202e", lang="en", show_all=False)
def test_no_text_in_any_field_breaks_a_format(form: str, text: str, lang: Lang, show_all: bool) -> None:
    report = report_on({"a.yaml": everywhere(text)})
    assert report.files[0].assessments or [found.code for found in report.files[0].findings] == ["FZ105"]
    out = shown(report, form, lang, show_all)
    READERS[form](out, report)
    if form not in {"json", "sarif", "gitlab"}:
        # Of control characters only ends of lines, what marks the encoding and the tabs of XML are left.
        assert not INVISIBLE.search(re.sub("[\r\n]|^\ufeff", "", out))
    assert MOBILE not in {re.sub(r"\D", "", found.group()) for found in PERSONAL.finditer(out)}


@settings(max_examples=6, deadline=None, derandomize=True)
@given(text=texts, lang=st.sampled_from(LANGS))
@example(text="".join(PIECES), lang="zh")
@example(text=f"<r>{MOBILE}</r>", lang="en")
def test_no_text_in_any_field_breaks_the_ledger(text: str, lang: Lang) -> None:
    cells = [
        value
        for rows in sheets(ledger(report_on({"a.yaml": everywhere(text)}), lang)).values()
        for row in rows
        for value in row
    ]
    said = "\n".join(value for value in cells if isinstance(value, str))
    assert not INVISIBLE.search(said.replace("\n", ""))
    assert MOBILE not in {re.sub(r"\D", "", found.group()) for found in PERSONAL.finditer(said)}


# What fuzzing found.


LISTING = ("table", "markdown", "html", "csv", "json", "jsonl")

# A runner of GitHub looks for :: where a line begins, after blanks, and for ##[ anywhere in it.
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
IDENTITY = "110105194912310021"


def of(entries: str | dict[str, Any] = "", phase: str | None = None, **unit: str) -> Report:
    """Return the report on one submission to the small plan."""
    report = Report([examine(submission(entries, **unit), load_plan(str(SMALL)), phase=phase)])
    report.exit_code = decide(report)
    return report


@pytest.mark.parametrize("name", ["::stop-commands::x", "##[add-mask]x"])
def test_a_name_in_the_table_begins_no_workflow_command(name: str) -> None:
    out = shown(of(name=json.dumps(name)), "table")
    assert "mand" in out or "mask" in out
    assert not COMMAND.search(out)


def test_a_reason_in_the_table_holds_no_workflow_command() -> None:
    out = shown(of({"1.1.1-03": {"status": "not_applicable", "reason": "见##[add-mask]甲市"}}), "table")
    assert "add-mask" in out
    assert not COMMAND.search(out)


@pytest.mark.parametrize("form", [form if form in {"table", "markdown"} else pytest.param(form) for form in LISTING])
def test_an_identity_number_given_as_a_value_is_not_shown(form: str) -> None:
    report = of({"1.2.1-01": {"value": IDENTITY}})
    assert "FZ305" in {finding.code for finding in report.files[0].findings}
    assert "1.2.1-01" in shown(report, form)
    assert IDENTITY not in shown(report, form)


def test_a_broken_file_keeps_its_phase_when_it_is_read_back() -> None:
    report = Report([examine("plan: small\n", load_plan(str(SMALL)), phase="2024")])
    assert json.loads(shown(report, "json"))["files"][0]["phase"] == "2024"
    assert json.loads(shown(again(report), "json"))["files"][0]["phase"] == "2024"


def test_a_large_number_is_the_same_when_it_is_read_back() -> None:
    report = of({"1.2.1-01": {"value": "9007199254740993"}})
    assert '"reported": 9007199254740993,' in shown(report, "json")
    assert shown(again(report), "json") == shown(report, "json")


def test_every_exit_code_of_the_schema_is_shown_in_every_format() -> None:
    report, _ = read_saved(json.dumps(json.loads(shown(of(), "json")) | {"exit_code": 2}))
    assert all(shown(report, form) for form in FORMATS)


@pytest.mark.parametrize("text", ["a: \ud800", "a: [\ud83d\ude00]", "a: 'x\udfff'", "- {a: b\udc80c}"])
def test_half_a_character_is_refused_by_either_reader(text: str) -> None:
    assert isinstance(compose_exact(text), Finding)
    assert isinstance(compose(text), Finding)


@pytest.mark.parametrize("sign", ["\U0010fff0", "\U0010fff1", "\U0010fff2"])
def test_a_private_character_stays_itself(sign: str) -> None:
    assert agree(f"a: x{sign}y")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_sign_that_ends_no_line_moves_no_finding(sign: str) -> None:
    places = [compose(f"a: x{between}y\n状态：已完成\nb: c\n").place for between in (sign, "-")]
    assert places[0] == places[1]


LONG = "7" * (DEFAULT.max_digits + 1)


@pytest.mark.parametrize("text", [f"{LONG}: a", f'"{LONG}": a', f"a:\n  - {LONG}: b", f"a:\n  {LONG}:\n    b: c"])
def test_a_key_that_is_too_long_a_number_is_refused_by_every_reader(text: str) -> None:
    assert isinstance(compose_exact(text), Finding)
    assert compose(text) == compose_exact(text)


def test_what_was_read_before_changes_nothing() -> None:
    before, text = f"a:\n  {LONG[1:]}8: b\n", f"a: {{{LONG[1:]}8: b}}\n"
    assert not same_data(text)
    with suppress(NotPlain):
        DataReader({}).read(before, DEFAULT)
    assert not same_data(text)


def test_the_short_way_takes_no_more_values_than_the_exact_one() -> None:
    item = "      - kind: document\n        title: 某件\n"
    values = 5  # in an item: itself, its keys and what they say
    text = submission("  1.1.1-01:\n    evidence:\n" + item * (DEFAULT.max_values // values + 1))
    assert len(text.encode()) < DEFAULT.max_bytes
    assert read_quickly(text) is None


def test_libyaml_takes_no_more_values_than_the_exact_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    few, text = DEFAULT._replace(max_values=6), "a: {b: c, d: e}"
    monkeypatch.setattr("fazhi_check.source.plain.grammar.DEFAULT", few)
    assert isinstance(compose_exact(text, few), Finding)
    assert compose(text, few) == compose_exact(text, few)


def test_the_short_way_takes_no_more_keys_than_the_exact_one() -> None:
    pairs = [f"{number:x}: b" for number in range(DEFAULT.max_keys + 1)]
    assert not same_data(f"a: {{{', '.join(pairs)}}}")


def test_a_message_shows_what_the_file_holds() -> None:
    found = compose("a: *x\u2028")
    assert isinstance(found, Finding)
    assert "x\u2028" in found.message("en")
