"""The digest: formats hold the same numbers and conclusions, lay out what it says, and make nothing of their own."""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import html5lib
import pytest
from helpers.ledgers import NUMBERED, sheets, table
from helpers.ledgers import plain as seen_on
from helpers.project import ROOT, SMALL
from helpers.scenes import IN_FOLDER, KNOWN_IN_FOLDER
from helpers.submissions import BROKEN, NO_TARGET, all_good, mixed, submission, township

from fazhi_check.assess import FLAGGED
from fazhi_check.cli import main
from fazhi_check.digest.run import Digest, digest
from fazhi_check.outcome import Report
from fazhi_check.reports import FORMATS
from fazhi_check.reports.data.csv import COLUMNS as CSV_COLUMNS
from fazhi_check.reports.web.sheets import IN_ORDER
from fazhi_check.words import LANGS, VERDICTS, Lang, Text

pytestmark = pytest.mark.slow

PACKAGE = ROOT / "fazhi_check"
WAIVERS = """\
- {target: 1.1.1-03, reason: 机构改革, approved_by: 某办, granted: 2022-01-01, expires: 2024-12-01}
- {target: 1.2.1-01, reason: 到期, approved_by: 某办, granted: 2022-01-01, expires: 2022-12-01}
"""
SCENES: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "good": ({"in/a.yaml": all_good()}, ()),
    "flagged": ({"in/a.yaml": mixed()}, ()),
    "broken": ({"in/a.yaml": BROKEN}, ()),
    "several": (IN_FOLDER, ()),
    "all-of-several": (IN_FOLDER, ("--show", "all")),
    "comparison": ({"in/a.yaml": mixed(code="230400", name="鹤岗市")}, ()),
    "comparisons": ({"in/a.yaml": mixed(code="230400", name="鹤岗市"), "in/b.yaml": all_good()}, ()),
    "no-target": ({"in/a.yaml": NO_TARGET}, ()),
    "nothing": ({"in/notes.txt": ""}, ()),
    "waived": ({"in/a.yaml": mixed(), "w.yaml": WAIVERS}, ("--waivers", "w.yaml")),
    "known": ({**IN_FOLDER, "k.yaml": KNOWN_IN_FOLDER}, ("--known", "k.yaml")),
    "known-alone": ({"in/a.yaml": mixed(), "k.yaml": KNOWN_IN_FOLDER}, ("--known", "k.yaml", "--show", "all")),
    "known-and-waived": (
        {**IN_FOLDER, "k.yaml": KNOWN_IN_FOLDER, "w.yaml": WAIVERS},
        ("--known", "k.yaml", "--waivers", "w.yaml"),
    ),
    "gone": ({"in/a.yaml": all_good(), "k.yaml": KNOWN_IN_FOLDER}, ("--known", "k.yaml")),
    "broken-list": ({"in/a.yaml": mixed(), "w.yaml": "- {target: 1.1.1-03}\n"}, ("--waivers", "w.yaml")),
    "never": (IN_FOLDER, ("--fail-on", "never")),
    "one-verdict": (IN_FOLDER, ("--fail-on", "missing")),
    "phase": ({"in/a.yaml": mixed()}, ("--phase", "2024")),
    "hidden": (IN_FOLDER, ("--select", "FZ5")),
    "part": ({"in/a.yaml": mixed()}, ("--section", "1.1")),
    "parts": (IN_FOLDER, ("--lead", "government", "--group", "regular")),
    "judged-later": ({"in/a.yaml": mixed()}, ("--as-of", "2025-03-01")),
    "many": ({f"in/{number:02}.yaml": submission("", name=f"市{number}") for number in range(17)}, ()),
    "township": ({"in/a.yaml": township("lagging")}, ()),
}


class Made(NamedTuple):
    """What a scene gave: its digest, and the report in each format; the ledger by its sheets."""

    digest: Digest
    reports: dict[str, str]
    ledger: dict[str, list[list[Any]]]


@cache
def made(scene: str, lang: Lang) -> Made:
    """Check a scene once and write its report in every format."""
    files, options = SCENES[scene]
    seen: list[Digest] = []

    def noted(report: Report, fail_on: frozenset[str]) -> Digest:
        seen.append(digest(report, fail_on))
        return seen[-1]

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr("fazhi_check.digest.run.digest", noted)
        for name, text in files.items():
            path = Path(name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        outputs = [part for form in (*FORMATS, "xlsx") for part in ("-o", f"{form}:{form}.out")]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = main(["in", "--plan", str(SMALL), *options, "--lang", lang, "-f", "json", *outputs])
        assert code == seen[-1].exit_code
        reports = {form: Path(f"{form}.out").read_bytes().decode() for form in FORMATS}
        ledger = sheets(Path("xlsx.out").read_bytes())
    return Made(seen[-1], reports, ledger)


every_scene = pytest.mark.parametrize("scene", SCENES)
every_lang = pytest.mark.parametrize("lang", LANGS)
KNOWN_BEFORE = re.compile(r"已知问题 ?(\d+) ?处|(\d+) ?known ?before")


def known_before(text: str) -> list[int]:
    """Return the numbers of known problems that a report speaks of."""
    return [int(zh or en) for zh, en in KNOWN_BEFORE.findall(text)]


def expected_known(scene: Digest, sheets: bool) -> list[int]:
    """Return the numbers that a report speaks of: of each submission, and of all where they are summed up."""
    each = [one.tally.known for one in scene.files if one.is_submission and (one.judged or not one.valid)] * sheets
    return [number for number in each if number] + [scene.known] * bool(scene.known and (scene.several or not sheets))


def verdict_counts(scene: Digest) -> Counter[str]:
    """Return how many lines of all files have each verdict."""
    return Counter({verdict: number for verdict, number in scene.totals.items() if verdict in VERDICTS and number})


@every_scene
@every_lang
def test_the_digest_adds_up(scene: str, lang: Lang) -> None:
    told = made(scene, lang).digest
    lines = Counter(line.group for one in told.files for line in one.lines)
    assert lines == verdict_counts(told)
    for one in told.files:
        by_section = sum((Counter(counts.numbers) for counts in one.sections.values()), Counter[str]())
        within = sum((Counter(counts.within) for counts in one.sections.values()), Counter[str]())
        assert within == Counter(one.tally.within)
        assert all(number <= one.counts[verdict] for verdict, number in within.items())
        assert by_section == Counter({verdict: number for verdict, number in one.counts.items() if number})
        listed = Counter(line.target for block in one.blocks(True) for line in block.lines)
        assert listed == Counter(line.target for line in one.shown)
        hidden = [line for line in one.lines if line not in one.shown]
        assert {line.verdict for line in hidden} <= one.left_out
        assert scene == "hidden" or not hidden
        known = Counter(line.verdict for line in one.lines if line.known)
        for verdict in FLAGGED:  # every number in the columns is told for what it is
            assert one.counts[verdict] == one.tally.flagged[verdict] + known[verdict] + one.tally.free.get(verdict, 0)
        assert set(one.failed) <= {*one.tally.flagged, "errors"}
        assert (one.conclusion.kind == "failed") == bool(one.failed)
        assert one.tally.past <= one.tally.flagged["missing"]
        missing = [len(block.lines) for block in one.flagged if block.kind == "missing"]
        assert sum(missing) == one.tally.flagged["missing"] or one.left_out


def plain(form: str, text: str) -> str:
    """Return what a reader sees of a report for people, on one line and without blanks."""
    if form == "html":
        text = "".join(html5lib.parse(text, namespaceHTMLElements=False).itertext())
    return "".join(text.replace("\\", "").split())


for_people = pytest.mark.parametrize("form", ["table", "summary", "markdown", "html"])


@every_lang
@for_people
@pytest.mark.parametrize("scene", ["part", "parts"])
def test_the_part_that_was_judged_is_said_with_both_numbers(scene: str, form: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    whole = made({"part": "flagged", "parts": "several"}[scene], lang).digest
    assert told.part
    assert (told.part.judged, told.part.applying) == (
        sum(verdict_counts(told).values()),
        sum(verdict_counts(whole).values()),
    )
    parts = [told.part] if form == "summary" else [one.part for one in told.files if one.part]
    for part in parts:
        assert "".join(part.text.say(lang).split()) in plain(form, reports[form])
        assert re.search(rf"\b{part.judged}\b.*\b{part.applying}\b", part.text.say(lang))


@every_lang
@for_people
@pytest.mark.parametrize("scene", SCENES)
def test_a_gate_that_is_not_the_default_one_is_named_in_the_conclusion(scene: str, form: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    named = {
        "never": Text("，不设门槛", ", without a gate"),
        "one-verdict": Text("，只按未填报", ", by missing only"),
    }.get(scene, Text("", "")).say(lang)
    gate = told.conclusion.gate.say(lang)
    by = named if told.conclusion.kind != "nothing" else ""
    assert by in gate
    assert ("，" in gate or "," in gate) is bool(by)
    assert re.search(r"（退出码 \d）|\(exit code \d\)", gate)
    if told.files:
        assert "".join(gate.split()) in plain(form, reports[form])


@every_lang
@for_people
@every_scene
def test_what_is_hidden_is_counted_and_listed_nowhere(scene: str, form: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    said = plain(form, reports[form])
    assert [one.hidden > 0 for one in told.files] == [one.unlisted is not None for one in told.files]
    texts = [told.unlisted] if form == "summary" else [one.unlisted for one in told.files]
    for text in texts:
        assert text is None or "".join(text.say(lang).split()) in said
    if scene != "hidden":
        assert not any(texts)


@every_lang
@for_people
@pytest.mark.parametrize("scene", ["phase", "judged-later"])
def test_a_day_of_judgement_that_is_not_the_file_s_own_stands_beside_it(scene: str, form: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    (one,) = told.files
    assert one.reported_apart
    for day in (one.as_of, one.reported_on):
        assert str(day) in plain(form, reports[form])
    assert [found.code for found in one.problems].count("FZ310") == 1


# What programs read.


@every_scene
@every_lang
def test_json_and_jsonl_hold_the_numbers(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    data, (*_, total) = json.loads(reports["json"]), map(json.loads, reports["jsonl"].splitlines())
    assert data["counts"] == total["counts"] == told.totals
    assert (data["exit_code"], total["exit_code"]) == (told.exit_code, told.exit_code)
    assert [one["counts"] for one in data["files"]] == [one.counts for one in told.files]
    assert [one["valid"] for one in data["files"]] == [one.valid for one in told.files]
    lines = [found for one in data["files"] for found in one["assessments"]]
    assert Counter("waived" if one["waived"] else one["verdict"] for one in lines) == verdict_counts(told)


@every_scene
@every_lang
def test_csv_holds_the_numbers(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    _, *rows = csv.DictReader(io.StringIO(reports["csv"].removeprefix("\ufeff")), fieldnames=list(CSV_COLUMNS))
    lines = [row for row in rows if row["verdict"]]
    waived, words = VERDICTS["waived"].say(lang), {text.say(lang): name for name, text in told.called.items()}
    assert Counter(words[waived if row["waived_reason"] else row["verdict"]] for row in lines) == verdict_counts(told)
    known = [row for row in rows if row["known"] == {"zh": "是", "en": "yes"}[lang]]
    assert len(known) == told.known
    problems = [row for row in rows if row["finding"]]
    assert len(problems) == sum(len(one.problems) for one in told.files)


@every_scene
@every_lang
def test_junit_holds_the_numbers(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    suites = ET.fromstring(reports["junit"]).findall("testsuite")
    assert len([suite for suite in suites if suite.get("file")]) == len(told.files)
    failures = [sum(line.flagged and line.verdict in one.failed for line in one.lines) for one in told.files] or [0]
    assert [int(suite.get("failures", "")) for suite in suites] == failures
    assert [suite.get("errors") != "0" for suite in suites] == (
        [("errors" in one.failed) for one in told.files] or [False]
    )
    colon = {"zh": "：", "en": ": "}[lang]
    said = [
        (case[0].get("message") or case[0].text or "") for suite in suites for case in suite.findall("testcase")[1:]
    ]
    found = Counter(
        "waived"
        if text.startswith(("豁免至", "waived until"))
        else next(
            name
            for name, word in told.called.items()
            if re.match(f"(已知，|known, )?{re.escape(word.say(lang) + colon)}", text)
        )
        for text in said
    )
    assert found == verdict_counts(told)


@every_scene
@every_lang
def test_sarif_and_gitlab_hold_the_findings(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    (run,) = json.loads(reports["sarif"])["runs"]
    findings = [found for one in told.files for found in one.findings]
    assert (run["invocations"][0]["exitCode"], len(run["artifacts"])) == (told.exit_code, len(told.files))
    assert [one["properties"]["valid"] for one in run["artifacts"]] == [one.valid for one in told.files]
    assert [one["ruleId"] for one in run["results"]] == [found.code for found in findings]
    assert sum("suppressions" in one for one in run["results"]) == sum(found.known for found in findings)
    issues = json.loads(reports["gitlab"])
    asides = [name for one in told.files for name in one.asides]
    assert [one["check_name"] for one in issues] == [*(found.code for found in findings), *asides]


MACHINE = ("csv", "json", "jsonl", "junit", "sarif", "github", "gitlab")
TOLD_HIDDEN = (*MACHINE, "table", "summary", "concise", "markdown")


@every_lang
@pytest.mark.parametrize("form", TOLD_HIDDEN)
def test_what_is_hidden_is_counted_file_by_file(form: str, lang: Lang) -> None:
    told, reports, _ = made("hidden", lang)
    hidden = [one.hidden for one in told.files if one.hidden]
    assert hidden == [
        len(whole.findings) - len(one.findings)
        for whole, one in zip(made("several", lang).digest.files, told.files, strict=True)
        if len(whole.findings) > len(one.findings)
    ]
    if form == "json":
        found = [str(one["hidden"]) for one in json.loads(reports[form])["files"] if "hidden" in one]
    elif form == "jsonl":
        found = [str(one["hidden"]) for one in map(json.loads, reports[form].splitlines()) if "hidden" in one]
    else:
        word = {"zh": r"--ignore 未列出 (\d+) 处", "en": r"(\d+) findings hidden by"}[lang]
        found = re.findall(word, reports[form].replace("\\-", "-"))
    if form in ("github", "summary"):  # one number for all
        hidden = [sum(hidden)]
    # SARIF says it of the artifact, and as a notification beside the results.
    assert Counter(map(int, found)) == Counter(hidden * (2 if form == "sarif" else 1))


@every_lang
@pytest.mark.parametrize("form", [form for form in MACHINE if form not in ("json", "jsonl")])
def test_the_part_is_said_to_programs_too(form: str, lang: Lang) -> None:
    told, reports, _ = made("part", lang)
    assert told.part
    assert told.part.text.say(lang) in reports[form].replace('""', '"').replace("&quot;", '"')


# What people read.


@every_scene
@every_lang
def test_github_concludes_as_the_digest_does(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    *_, last = reports["github"].splitlines()
    conclusion, gate, tally, *_ = last.split("::", 2)[2].replace("%25", "%").split("%0A")
    assert conclusion == told.conclusion.text.say(lang)
    assert gate == told.conclusion.gate.say(lang)
    assert tally.startswith(told.tally.say(lang))
    assert known_before(tally) == [told.known] * bool(told.known)


def totals(lines: list[str], lang: Lang, columns: Callable[[str], list[str]]) -> list[list[int]]:
    """Return the numbers of the rows of sums."""
    word = {"zh": "合计", "en": "total"}[lang]
    rows = [
        columns(line) for line in lines if columns(line)[:1] == [word] and not line.rstrip().endswith((word, "ving"))
    ]
    return [[int(cell) if cell.isdigit() else 0 for cell in row[1:]] for row in rows]


def expected_sums(scene: Digest, sheets: bool) -> list[list[int]]:
    """Return the rows of sums: of each file with a verdict, and of all where they are summed up."""
    each = [one.counts for one in scene.judged] * sheets
    whole = [scene.totals] * bool(scene.judged and (scene.several or not sheets))
    shown = [
        [counts[verdict] for verdict in VERDICTS if verdict in ALWAYS or counts[verdict]] for counts in (*each, *whole)
    ]
    return [[*row, sum(row)] for row in shown]


ALWAYS = ("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing")


def counting(rows: list[list[int]]) -> list[list[int]]:
    """Return rows without zeros: columns that count nothing give way where there is little room."""
    return [[number for number in row if number] for row in rows]


def plain_columns(line: str) -> list[str]:
    """Return the words of a line, without the bar at its end and what stands in brackets."""
    return re.sub(r" ?[（(][^）)]*[）)]", "", re.sub(r"  [█▒░.]+$", "", line)).split()


@every_scene
@every_lang
def test_the_table_holds_the_numbers_and_conclusions(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    text = reports["table"]
    assert counting(totals(text.splitlines(), lang, plain_columns)) == counting(expected_sums(told, True))
    joined = squeezed(text)
    concluded = [one.conclusion.text.say(lang) for one in told.files if one.is_submission]
    if told.several or not told.files:
        concluded.append(told.conclusion.text.say(lang))
        assert squeezed(told.dated.say(lang) if told.dated else "") in joined
    gates = [one.conclusion.gate.say(lang) for one in told.files if one.is_submission]
    assert [gate for gate in gates if squeezed(gate) not in joined] == []
    assert [said for said in concluded if squeezed(said) not in joined] == []
    assert text.count({"zh": "结论 ", "en": "Result: "}[lang]) == len(concluded)
    assert known_before(joined) == expected_known(told, True)


def squeezed(text: str) -> str:
    """Return text without blanks and ends of lines: long lines wrap."""
    return "".join(text.split())


@every_scene
@every_lang
def test_the_summary_holds_the_numbers_and_the_conclusion(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    text = reports["summary"]
    assert counting(totals(text.splitlines(), lang, plain_columns)) == counting(expected_sums(told, False))
    assert squeezed(told.conclusion.text.say(lang)) in squeezed(text)
    assert squeezed(told.conclusion.gate.say(lang)) in squeezed(text)
    assert known_before(squeezed(text)) == expected_known(told, False)


def cells(line: str) -> list[str]:
    """Return the cells of a row in Markdown, without what stands in brackets."""
    without = re.sub(r" ?[（(][^）)]*[）)]", "", line)
    return without.strip("| ").split(" | ") if line.startswith("| ") else [""]


@every_scene
@every_lang
def test_markdown_holds_the_numbers_and_conclusions(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    lines = reports["markdown"].splitlines()
    rows = totals(lines, lang, cells)
    # The last row has empty cells under the names of units, files and conclusions.
    assert [[*row][-len(sums) :] for row, sums in zip(rows, expected_sums(told, True), strict=True)] == expected_sums(
        told, True
    ) or not told.judged
    ends = [one.conclusion for one in told.files if one.is_submission]
    concluded = [f"**{end.text.say(lang)}**" for end in ends]
    assert [line for line in lines if line in concluded] == concluded
    assert {end.gate.say(lang) for end in ends} <= {line.replace("\\", "") for line in lines}
    if told.several:
        assert squeezed(f"**{told.conclusion.text.say(lang)}**") in squeezed("".join(lines).replace("\\", ""))
        assert not told.dated or told.dated.say(lang) in lines
    assert known_before("\n".join(lines)) == expected_known(told, True)


@every_scene
@every_lang
def test_the_page_holds_the_numbers_and_conclusions(scene: str, lang: Lang) -> None:
    told, reports, _ = made(scene, lang)
    tree = html5lib.parse(reports["html"], namespaceHTMLElements=False)
    feet = [row for part in tree.iter("tfoot") for row in part.iter("tr")]
    sums = [
        [int(found[0]) if (found := re.findall(r"^\d+", cell)) else 0 for cell in map(text_of, row.iter("td")) if cell]
        for row in feet
    ]
    counted = [told.totals] * bool(told.several and told.judged) + [one.counts for one in told.ranked]
    shown = [[counts[verdict] for verdict in IN_ORDER if verdict in ALWAYS or counts[verdict]] for counts in counted]
    assert sums == [[*row, sum(row)] for row in shown] or not told.judged
    concluded = [text_of(node) for node in tree.iter("p") if "conclusion" in node.get("class", "").split()]
    expected = [one.conclusion for one in told.files if one.is_submission]
    result = {"zh": "结论", "en": "Result"}[lang]
    assert sorted(concluded) == sorted(
        " ".join(f"{result} {e.todo.say(lang)} {e.rest.say(lang)}".split()) for e in expected
    )
    gates = [text_of(node) for node in tree.iter("p") if node.get("class") == "gate"]
    assert sorted(gates) == sorted(e.gate.say(lang) for e in expected)
    said = [text_of(node) for node in tree.iter("p") if "said" in node.get("class", "").split()]
    if told.several:
        assert said[:2] == [told.conclusion.text.say(lang), told.conclusion.gate.say(lang)]
        assert said[2:3] == ([told.dated.say(lang)] if told.dated else [])
    else:
        assert not said
    # Files without a verdict say their conclusion in the overview too.
    assert Counter(known_before("\n".join(concluded + said))) == Counter(expected_known(told, True))


def text_of(node: ET.Element) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(node.itertext()).split())


@every_scene
@every_lang
def test_the_ledger_holds_the_numbers_and_conclusions(scene: str, lang: Lang) -> None:
    told, _, ledger = made(scene, lang)
    overview, whole, *_ = ledger.values()
    seen, ended = (
        seen_on(overview),
        told.conclusion if told.several or not told.files else told.submissions[0].conclusion,
    )
    if told.files:
        assert all("".join(said.say(lang).split()) in seen for said in (ended.todo, ended.rest, ended.gate))
    assert all("".join(part.text.say(lang).split()) in seen for part in [told.part] if part)
    assert all("".join(said.say(lang).split()) in seen for said in [told.unlisted] if said)
    phases = [one.stage for one in told.submissions if one.phase and one.stage]
    sources = [value for one in told.submissions for _, value in one.source_facts]
    assert all("".join(said.say(lang).split()) in seen for said in (*phases, *sources))
    assert all("".join(one.name.split()) in seen for one in told.listed if one.is_submission or told.several)
    rows = table(whole, NUMBERED[lang])
    lines = [line for one in told.submissions for line in one.in_order]
    assert [row[CSV_COLUMNS["target"].say(lang)] for row in rows] == [line.target for line in lines]
    verdicts = [row[Text("初核", "first check").say(lang)].partition(" ")[2] for row in rows]
    assert verdicts == [line.word.say(lang) for line in lines]
    assert not rows or overview_counts(overview, told, lang) == verdict_counts(told)


def overview_counts(rows: list[list[Any]], told: Digest, lang: Lang) -> Counter[str]:
    """Return the last row of the overview's table by verdict, which its other rows add up to."""
    first = Text("单位", "unit") if told.several else Text("章节", "section")
    (at,) = [number for number, row in enumerate(rows) if row[0] == first.say(lang) and row[-1] == sum_of(lang)]
    end = next(number for number, row in enumerate(rows) if row[0] == sum_of(lang))
    named = {word.say(lang): verdict for verdict, word in told.called.items()}
    found = Counter[str]()
    for column, head in enumerate(rows[at]):
        numbers = [row[column] for row in rows[at + 1 : end + 1] if isinstance(row[column], int)]
        assert sum(numbers[:-1]) == sum(numbers[-1:])
        if head.partition(" ")[2] in named and numbers[-1]:
            found[named[head.partition(" ")[2]]] = numbers[-1]
    return found


def sum_of(lang: Lang) -> str:
    """Return what heads a sum."""
    return Text("合计", "total").say(lang)


@every_scene
@every_lang
def test_the_sheets_of_sections_hold_the_same_ids_as_the_whole_ledger(scene: str, lang: Lang) -> None:
    told, _, ledger = made(scene, lang)
    _, whole, *_ = ledger.values()
    id_, unit = CSV_COLUMNS["target"].say(lang), Text("单位", "unit").say(lang)
    headings = {one.heading(section).say(lang) for one in told.submissions for section in one.sections}
    assert headings <= set(ledger)
    found = [row for heading in headings for row in table(ledger[heading], NUMBERED[lang])]
    assert Counter((row.get(unit), row[id_]) for row in found) == Counter(
        (row.get(unit), row[id_]) for row in table(whole, NUMBERED[lang])
    )


@every_scene
@every_lang
def test_what_is_wrong_with_files_has_a_sheet_of_its_own(scene: str, lang: Lang) -> None:
    told, _, ledger = made(scene, lang)
    problems = [problem for one in told.files for problem in one.problems]
    name = Text("填报问题", "problems").say(lang)
    assert (name in ledger) is bool(problems)
    rows = table(ledger[name], NUMBERED[lang]) if problems else []
    code, message = Text("代码", "code").say(lang), Text("说明", "message").say(lang)
    assert [(row[code], row[message]) for row in rows] == [(one.code, one.said(lang)) for one in problems]


@every_scene
@every_lang
def test_a_unit_that_the_plan_does_not_bind_is_told_in_one_wording(scene: str, lang: Lang) -> None:
    told, reports, ledger = made(scene, lang)
    notices = {one.comparison for one in told.files if one.comparison}
    for notice in notices:
        text = notice.text.say(lang)
        for form in ("table", "markdown", "junit", "sarif", "github"):
            assert text in reports[form], form
        assert notice.means.say(lang) in reports["html"]
        assert "".join(notice.means.say(lang).split()) in seen_on([row for rows in ledger.values() for row in rows])
    for form in FORMATS if not notices else ():
        assert not re.search("仅作对照|Comparison only", re.sub(r'"rules": \[.*', "", reports[form], flags=re.DOTALL))


# Borders.


def imported(path: Path) -> Iterator[str]:
    """Yield the names of the modules that a file imports, those for types too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(path: Path) -> set[str]:
    """Return the names that a file calls or hands on, but for its own methods."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    brought = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "fazhi_check.sanitize"
        for alias in node.names
    }
    return brought | {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sanitize"
    }


def test_formats_know_only_the_digest() -> None:
    beyond = ("outcome", "assess", "measures", "plan", "submission", "examine", "round", "source")
    for path in (PACKAGE / "reports").rglob("*.py"):
        names = {name.removeprefix("fazhi_check.").split(".")[0] for name in imported(path) if "fazhi_check" in name}
        assert not names & set(beyond), path


# Where texts from outside are made fit to be shown, besides the digest: where they are read or judged (also the words
# of an office's own template), and where a command says a line of its own.
FIT = {
    "reports/papers/template.py",
    *("sanitize.py", "words.py", "findings.py", "assess.py", "source/form.py", "round/baseline.py", "pages/trace.py"),
    *("pages/suggest.py", "fill/proposed.py"),
    *("submission/models.py", "submission/schema.py", "carried.py"),
    *("cli/course.py", "cli/notes.py", "cli/prepare.py", "cli/repository.py", "cli/commands/lint.py"),
}


def test_text_is_masked_where_it_is_made_and_only_escaped_by_formats() -> None:
    calling = {
        path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if called(path) & {"mask", "clean"}
    }
    assert {path for path in calling if not path.startswith("digest/")} <= FIT


# What a report needs that has no colour.


@pytest.mark.parametrize("form", ["table", "summary"])
@pytest.mark.parametrize("color", ["auto", "never"])
def test_a_report_without_colour_loads_no_rich(form: str, color: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(all_good(), "utf-8")
    code = (
        "import sys\nfrom fazhi_check.cli import main\n"
        f"code = main([{str(file)!r}, '--plan', {str(SMALL)!r}, '-f', {form!r}, '--color', {color!r}])\n"
        "print(code, sorted(name for name in sys.modules if name.partition('.')[0] == 'rich'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "0 []"
