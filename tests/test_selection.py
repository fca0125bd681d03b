"""Choosing what is judged, told and counted; and reports written to files."""

from __future__ import annotations

import json

import pytest
from helpers.project import SMALL
from helpers.submissions import submission

ENTRIES = """\
  1.1.1-01: {status: under_way}
  1.1.1-02: {status: under_way, 备注: 甲}
  1.1.1-03: {status: done}
  1.2.1-06: {status: under_way, done_on: 2024-01}
"""


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "s.yaml"
    found.write_text(submission(ENTRIES), encoding="utf-8")
    return found


def found_codes(done):
    return {finding["code"] for file in done.json["files"] for finding in file["findings"]}


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), {"FZ202", "FZ301", "FZ401", "FZ501", "FZ502"}),
        (("--select", "FZ5"), {"FZ501", "FZ502"}),
        (("--select", "FZ301,FZ401"), {"FZ301", "FZ401"}),
        (("--select", "fz301，FZ4"), {"FZ301", "FZ401"}),
        (("--ignore", "FZ5"), {"FZ202", "FZ301", "FZ401"}),
        (("--select", "FZ5", "--ignore", "FZ501"), {"FZ502"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_codes_and_prefixes_choose_findings(run, path, options, codes):
    assert found_codes(run(path, "--plan", SMALL, "-f", "json", *options)) == codes


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--ignore", "FZ301,FZ202", "--fail-on", "invalid"), 1),
        (("--select", "FZ301", "--fail-on", "invalid"), 1),
        (("--ignore", "FZ501", "--fail-on", "missing"), 1),
        (("--ignore", "FZ501", "--fail-on", "lagging"), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_hiding_a_finding_hides_no_verdict_from_the_gate(run, path, options, code):
    assert run(path, "--plan", SMALL, *options).code == code


def test_a_file_stays_invalid_whatever_is_chosen(run, path):
    done = run(path, "--plan", SMALL, "-f", "json", "--ignore", "FZ")
    assert done.json["files"][0]["valid"] is False
    assert found_codes(done) == set()


def test_an_unknown_code_is_told_the_nearest(run, path):
    done = run(path, "--plan", SMALL, "--select", "FZ999")
    assert done.code == 2
    assert "FZ" in done.err


@pytest.mark.parametrize(
    ("options", "targets"),
    [
        (("--section", "1.1"), {"1.1.1-01", "1.1.1-02", "1.1.1-03", "1.1.1-04", "1.1.1-05"}),
        (("--group", "foundation"), {"1.1.1-01"}),
        (("--lead", "司法行政部门"), {"1.2.1-03", "1.2.1-04"}),
        (("--section", "1.2.1", "--lead", "party"), {"1.2.1-05"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_only_the_chosen_targets_are_judged(run, path, options, targets):
    done = run(path, "--plan", SMALL, "-f", "json", *options)
    assert {one["target"] for one in done.json["files"][0]["assessments"]} == targets
    assert sum(done.json["files"][0]["counts"].values()) == len(targets)


def test_a_target_that_is_not_chosen_is_not_unknown(run, path):
    assert "FZ205" not in found_codes(run(path, "--plan", SMALL, "-f", "json", "--group", "foundation"))


@pytest.mark.parametrize("option", ["--section", "--group", "--lead"])
def test_a_choice_that_the_plan_does_not_know_is_wrong_usage(run, path, option):
    assert run(path, "--plan", SMALL, option, "qqq").code == 2


def test_reports_go_to_files_beside_the_screen(run, path, tmp_path):
    done = run(path, "--plan", SMALL, "-o", f"json:{tmp_path}/a.json", "-o", f"table:{tmp_path}/a.txt")
    assert "结论" in done.out
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["exit_code"] == done.code == 1
    assert "结论" in (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "\x1b" not in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_an_older_output_file_is_replaced_whole(run, path, tmp_path):
    target = tmp_path / "a.json"
    target.write_text("old" * 100_000, encoding="utf-8")
    assert run(path, "--plan", SMALL, "-o", f"json:{target}").code == 1
    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == 2
    assert {one.name for one in tmp_path.iterdir()} == {"s.yaml", "a.json"}


@pytest.mark.parametrize("written", ["json", "json:", "xml:a.xml", ":a"])
def test_an_output_that_is_no_format_and_file_is_wrong_usage(run, path, written):
    assert run(path, "--plan", SMALL, "-o", written).code == 2


def test_an_output_that_cannot_be_written_is_told_and_leaves_nothing(run, path, tmp_path):
    done = run(path, "--plan", SMALL, "-o", f"json:{tmp_path}/s.yaml/a.json")
    assert done.code == 2
    assert "s.yaml/a.json" in done.err
    assert {one.name for one in tmp_path.iterdir()} == {"s.yaml"}


def test_an_ignored_error_does_not_fail_the_gate_and_is_counted_as_hidden(run, tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(submission("  1.2.1-06: {status: under_way, done_on: 2024-01}\n"), encoding="utf-8")
    assert run(path, "--plan", SMALL, "--fail-on", "invalid").code == 1
    done = run(path, "--plan", SMALL, "--fail-on", "invalid", "--ignore", "FZ301")
    assert done.code == 0
    assert "未列出 1 处" in done.out


def test_options_given_twice_add_up(run, path):
    done = run(path, "--plan", SMALL, "-f", "json", "--ignore", "FZ2,FZ3", "--ignore", "FZ4")
    assert found_codes(done) == {"FZ501", "FZ502"}
