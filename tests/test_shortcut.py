"""The short way against the exact one: the same submission, or nothing."""

from __future__ import annotations

import pytest
from helpers.mutants import CASES, case
from helpers.project import ROOT
from helpers.readers import FILES, lines, same_data, same_submission
from helpers.running import examine
from hypothesis import example, given, settings

from fazhi_check.plan.model import Plan
from fazhi_check.submission.reading import read_quickly

pytestmark = pytest.mark.slow  # together they take many seconds

SUBMISSIONS = sorted((ROOT / "submissions").rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_the_project_hold_the_same_data(path):
    same_data(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SUBMISSIONS, ids=lambda path: path.name)
def test_real_submissions_take_the_short_way(path):
    assert same_submission(path.read_text(encoding="utf-8"))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(lines())
@example(": a")
@example("a: b\n: c")
@example("# a\n : b")
@example("a:\n- b: c\n  d: [e, {f: g}]\n- h")
@example('{"a": {"b"\n : "c"}}')
@example('{"a":[1,{"b":null}],"c":{}}')
@example('"": a')
@example('"":\n  a: b')
@example("a: [{b: c}]\nd: [{}]\ne: {}\nf: []")
def test_any_lines_hold_the_same_data(text):
    same_data(text)


HEAD = 'plan: small\nunit: {name: 甲市, level: city, code: "650100"}\nas_of: 2023-08-30\nentries:\n  1.2.1-04:\n'
JSON = '{"plan":"small","unit":{"name":"甲市","level":"city","code":"650100"},"as_of":"2023-08-30","entries":{"1.2.1-04":%s}}'


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "    note: >\n      138\n      0000\n      1234\n",
        HEAD + f"    by_unit:\n      {'甲' * 1025}: 5\n",
        HEAD + f"    by_unit: {{{'甲' * 1025}: 5}}\n",
        HEAD + "    by_unit: {说明: 5}\n",
        HEAD + "    evidence:\n      - null\n",
        HEAD + "    evidence:\n      - ~\n      - {kind: document}\n",
        JSON % '{"evidence": [null]}',
        JSON % '{"note":"138 0000\\u00201234"}',
        JSON % '{"note":"\\u200b"}',
        JSON % '{"status":"done","状态":"done"}',
    ],
)
def test_what_may_have_to_be_told_is_left_to_the_exact_way(text):
    assert read_quickly(text) is None
    same_data(text)
    same_submission(text)


@pytest.mark.slow
def test_slips_of_the_pen_change_nothing_between_the_two_ways(small: Plan):
    taken = [same_data(text) + same_submission(text) for text in map(case, range(CASES or 1500))]
    assert sum(one == 2 for one in taken) > len(taken) * 0.1
    assert sum(one == 0 for one in taken) > len(taken) * 0.1


def test_a_report_is_the_same_by_either_way(small: Plan, monkeypatch: pytest.MonkeyPatch):
    texts = [case(seed) for seed in range(200)]
    short = [examine(text, small) for text in texts]
    monkeypatch.setattr("fazhi_check.submission.reading.read_quickly", lambda *_: None)
    assert short == [examine(text, small) for text in texts]
