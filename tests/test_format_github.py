"""GitHub workflow commands: snapshots, a reader with the runner's escaping rules, order, and what GitHub would show."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pytest
from helpers.scenes import LANGS, level_of, rendered, report_on, unreadable
from helpers.scenes import MACHINE_SCENES as SCENES
from helpers.snapshots import HELD, held_to_snapshot, no_snapshot_is_left_over
from helpers.submissions import mixed, submission, township
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.outcome import FileReport, Report
from fazhi_check.words import Lang

each_scene = pytest.mark.parametrize("scene", SCENES)
each_lang = pytest.mark.parametrize("lang", LANGS)
SHOWN = 10


class Command(NamedTuple):
    """A workflow command as the runner takes it."""

    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str, *escapes: str) -> str:
    # In the runner's order: the percent sign last.
    for escape in (*escapes, "%25"):
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text


def command(line: str) -> Command:
    """Read a line by the runner's rules: up to the first :: after the beginning stands the head, parted by commas."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, rest = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in rest.split(",") if pair)
    properties = {key: unescaped(value, "%0D", "%0A", "%3A", "%2C") for key, value in pairs}
    return Command(name, properties, unescaped(data, "%0D", "%0A"))


def commands(report: Report, lang: Lang = "zh") -> list[Command]:
    text = rendered("github", report, lang)
    assert text.endswith("\n")
    return [command(line) for line in re.split(r"[\r\n\v\f\x85\u2028\u2029]", text[:-1])]


@pytest.mark.parametrize("scene", HELD)
@each_lang
def test_the_report_is_that_of_the_snapshot(scene: str, lang: Lang) -> None:
    held_to_snapshot("github", scene, lang, "txt")


def test_there_is_no_snapshot_that_nothing_is_held_against() -> None:
    assert no_snapshot_is_left_over("github", "txt")


@each_scene
@each_lang
def test_every_finding_is_told_once_and_a_summary_closes(scene: str, lang: Lang) -> None:
    report = report_on(SCENES[scene])
    *told, last = commands(report, lang)
    names = {"error": "error", "warning": "warning", "note": "notice"}
    wanted = Counter((names[level_of(one, f)], one.path, f.code) for one in report.files for f in one.findings)
    assert Counter((c.name, c.properties["file"], c.properties["title"].split()[0]) for c in told) == wanted
    assert last.name == "notice"
    assert set(last.properties) == {"title"}


@pytest.mark.parametrize("scene", ["good", "no-target", "no-file"])
def test_nothing_to_say_is_one_notice(scene: str) -> None:
    *told, only = commands(report_on(SCENES[scene]))
    assert [one.properties["title"].split()[0] for one in told] == (["FZ206"] if scene == "no-target" else [])
    assert only.name == "notice"
    assert only.message.startswith("结论 没有需处理的事项" if scene == "good" else "结论 没有可判定的内容")


def test_the_summary_names_plan_edition_day_and_comparison() -> None:
    [*_, last] = commands(report_on(SCENES["comparison"]))
    assert "small " in last.message
    assert "2023-08-30" in last.message
    assert "仅作对照" in last.message


def test_the_most_urgent_come_first_over_all_files() -> None:
    further = mixed().replace('"value": 41', '"value": 40')
    assert further != mixed()
    report = report_on({"a.yaml": mixed(), "b.yaml": further})
    found = [(c.properties["title"][:5], c.properties["file"]) for c in commands(report) if c.name == "error"]
    codes = [code for code, _ in found]
    errors = [code for code in codes if code[:3] in ("FZ1", "FZ2", "FZ3")]
    assert codes == [*errors, *["FZ502"] * 4, *["FZ503"] * 4, *["FZ401"] * 2, *["FZ501"] * 6]
    # b lags further behind than a.
    assert found[len(errors) + 4] == ("FZ503", "b.yaml")


def test_errors_come_before_warnings_and_notices() -> None:
    names = [c.name for c in commands(report_on(SCENES["several"]))]
    assert names == sorted(names, key=["error", "warning", "notice"].index)


@pytest.mark.parametrize("fail_on", [frozenset(), frozenset({"overdue"}), frozenset({"invalid"})])
def test_an_annotation_is_an_error_where_it_fails_the_gate(fail_on: frozenset[str]) -> None:
    report = report_on(SCENES["flagged"], fail_on=fail_on)
    [one] = report.files
    names = {"error": "error", "warning": "warning", "note": "notice"}
    found = [command(line) for line in rendered("github", report, fail_on=fail_on).splitlines()[:-1]]
    assert Counter((c.name, c.properties["title"][:5]) for c in found) == Counter(
        (names[level_of(one, f, fail_on)], f.code) for f in one.findings
    )


def test_the_summary_is_among_the_notices_that_are_shown() -> None:
    text, many = township("due_soon"), 13
    report = report_on({f"{number:02}.yaml": text.replace("650100", f"6501{number:02}") for number in range(many)})
    found = commands(report)
    assert [c.name for c in found].count("notice") == SHOWN
    # What is not an annotation of its own is told in the summary.
    assert [line.split(":")[0] for line in found[-1].message.splitlines()[-4:]] == [
        f"{n:02}.yaml" for n in range(9, 13)
    ]


def test_a_finding_without_a_place_stands_at_line_1() -> None:
    first = commands(Report([unreadable("gone.yaml")]))[0]
    assert first.properties == {"file": "gone.yaml", "line": "1", "title": "FZ101"}


def test_hostile_text_gives_no_command() -> None:
    found = commands(report_on(SCENES["hostile"]))
    assert {c.name for c in found} <= {"error", "warning", "notice"}
    assert {c.properties["file"] for c in found[:-1]} == {"坏,名:字 %0A#1.yaml"}
    said = "\n".join(c.message for c in found)
    assert "%0A::error::x" in said
    assert "13800138000" not in said
    assert not set(said) & set("\x1b\x85\u202e\ufffe")


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was_shown(text: str) -> None:
    from fazhi_check.reports.data.machine import written
    from fazhi_check.reports.view import Root
    from fazhi_check.sanitize import mask

    entry = {"1.1.1-01": {"status": "done", text: 1}}
    report = report_on({"a.yaml": submission(entry)})
    report.files = [FileReport(text, report.files[0].all_findings)]
    for one in commands(report)[:-1]:
        assert one.properties["file"] == written(Root().name(mask(text)))


def test_the_messages_are_those_of_the_findings() -> None:
    report = report_on(SCENES["flagged"])
    said = {c.message for c in commands(report, "en")[:-1]}
    assert said == {finding.message("en") for finding in report.files[0].findings}
