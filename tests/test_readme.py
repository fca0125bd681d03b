"""The README keeps its word: its report is the real one, its commands and files exist."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest
from helpers.project import ROOT

from fazhi_check.plan.store import load_plan
from fazhi_check.words import VERDICTS

README = (ROOT / "README.md").read_text(encoding="utf-8")
DEMO = re.compile(r"(<!-- demo -->\n```text\n)(.*?)(```\n<!-- /demo -->)", re.DOTALL)
LINES = 34


def shown(out: str) -> str:
    """Return the part of a report that the README shows: its beginning and its closing line."""
    lines = out.splitlines()
    end = next(number for number, line in enumerate(lines) if line.startswith("结论"))
    return "\n".join([*lines[:LINES], "……", "", *lines[end:]]) + "\n"


def test_the_report_shown_is_the_real_one(run, monkeypatch):
    monkeypatch.chdir(ROOT)
    real = shown(run("submissions/hegang-2023.yaml").out)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        (ROOT / "README.md").write_text(DEMO.sub(lambda found: found[1] + real + found[3], README), encoding="utf-8")
        pytest.skip("written")
    found = DEMO.search(README)
    assert found is not None
    assert found[2] == real


@pytest.mark.parametrize("name", sorted(set(re.findall(r"make (\w+)", README)) - {"help"}))
def test_every_make_target_exists(name):
    assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_sample_submission_checks_without_an_error(run, tmp_path):
    sample = re.search(r"```yaml\n(计划: .*?)```", README, re.DOTALL)
    assert sample is not None
    path = tmp_path / "sample.yaml"
    path.write_text(sample[1], encoding="utf-8")
    report = run(path, "-f", "json").json["files"][0]
    assert report["valid"]
    assert report["counts"]["missing"] < sum(report["counts"].values())


def test_the_size_of_the_plan_is_its_own():
    roles = Counter(one.role for one in load_plan("urumqi-14fyp").every.values())
    told = f"任务 {roles['task']} 项、目标 {roles['goal']} 项、原则性要求 {roles['principle']} 项"
    assert told in README


@pytest.mark.parametrize("word", [*VERDICTS, "达标", "未保持", "今日到期", "偏慢", "豁免"])
def test_every_verdict_and_what_reports_call_it_is_told_and_explained(run, word):
    told = README.partition("\n## 判定\n")[2].partition("\n## ")[0]
    assert f"`{word}`" in told or f"**{word}**" in told
    assert run("explain", word).code == 0


ROOMS = README.partition("fazhi_check/\n")[2].partition("```")[0]


@pytest.mark.parametrize("path", re.findall(r"^  (\S+?)/?  ", ROOMS, re.MULTILINE))
def test_the_rooms_named_exist(path):
    assert (ROOT / "fazhi_check" / path).exists()
