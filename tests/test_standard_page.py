"""docs/standard.md keeps its word: every key is in it, its examples are read, its mistakes are told, its sums are right."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from helpers.plans import plain
from helpers.project import ROOT
from jsonschema import Draft202012Validator

from fazhi_check.examine import Checker, check
from fazhi_check.findings import Unusable
from fazhi_check.pages.schemas import standard_schema, submission_schema
from fazhi_check.plan.store import load_plan
from fazhi_check.round.standard.keys import RULES, SHARED_VERDICTS, SOURCES, STANDARD_LISTS, SUPPORTS
from fazhi_check.round.standard.reading import read_standard
from fazhi_check.round.standard.rows import STANDARD_ROWS, StandardHead
from fazhi_check.round.standard.standards import Standards
from fazhi_check.words import VERDICTS

PAGE = (ROOT / "docs" / "standard.md").read_text("utf-8")
_FENCED = re.compile(r"(?:<!-- told: (?P<told>[^>]+) -->\n)?```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = "规划: urumqi-14fyp\n标题: 测评标准\n"
_SHARES = "比例: {已完成: 1}\n"
_ITEMS = "项目:\n  - {编号: A1, 考评内容: 重大行政决策, 分值: 20, 任务: [3.3.2], 规则: 按比例}\n"
_ALL = [(found["text"], found["told"]) for found in _FENCED.finditer(PAGE)]
SUBMITTED = [text for text, _ in _ALL if text.startswith("# 填报")]
RIGHT = [text for text, told in _ALL if not told and text not in SUBMITTED]
WRONG = [(text, told) for text, told in _ALL if told]


def whole(text: str) -> str:
    """Return a part of a standard made whole."""
    if re.search("^规划:", text, re.MULTILINE):
        return text
    more = "" if "比例:" in text else _SHARES
    return _HEAD + more + text + ("" if "项目:\n" in text else _ITEMS)


def said(text: str, folder: Path) -> list[str]:
    path = folder / "标准.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        read = read_standard(str(path))
    except Unusable as refused:
        return list(map(str, refused.findings))
    return list(map(str, [*read.findings, *Standards([read], load_plan("urumqi-14fyp")).faults(read)]))


def test_every_key_and_word_is_in_the_page():
    models = {"开头": StandardHead, "项目": STANDARD_ROWS["items"], "录入": STANDARD_ROWS["entered"]}
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    for title, model in models.items():
        for name, field in model.model_fields.items():
            assert re.search(rf"^\| \S+ \| {field.alias or name} \|", parts[title], re.MULTILINE), (title, name)
    assert all(f"| {name} |" in parts["开头"] for name in STANDARD_LISTS)
    assert all(f"| {text.zh} | {name} |" in parts["规则"] for name, text in RULES.items())
    assert all(f"`{text.zh}`（{name}）" in parts["规则"] for name, text in SOURCES.items())
    assert all(f"{VERDICTS[name].zh}（{name}）" in parts["比例"] for name in SHARED_VERDICTS.values())
    assert all(word in parts["比例"] for word in SUPPORTS)


@pytest.mark.parametrize("text", RIGHT)
def test_an_example_is_read_without_a_word_and_is_what_the_schema_takes(text: str, tmp_path: Path):
    assert said(whole(text), tmp_path) == []
    errors = Draft202012Validator(standard_schema()).iter_errors(plain(whole(text)))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_mistake_is_told(text: str, told: str, tmp_path: Path):
    code, _, wanted = told.partition(" ")
    assert {line.startswith(code) and wanted in line for line in said(whole(text), tmp_path)} == {True}


@pytest.mark.parametrize("text", SUBMITTED)
def test_the_submissions_are_what_the_schema_takes(text: str):
    assert [error.message for error in Draft202012Validator(submission_schema()).iter_errors(plain(text))] == []


def test_the_points_are_as_the_page_works_them_out(tmp_path: Path):
    standard = next(text for text in RIGHT if text.startswith("# 算一遍"))
    (tmp_path / "标准.yaml").write_text(standard, "utf-8")
    (tmp_path / "天山区.yaml").write_text(SUBMITTED[0], "utf-8")
    standards = Standards([read_standard(str(tmp_path / "标准.yaml"))], load_plan("urumqi-14fyp"))
    [file] = check([str(tmp_path / "天山区.yaml")], Checker(standards=standards)).files
    assert file.points
    rows = re.findall(r"^\| (A\d) \| (\S+) \| (\S*) ?\| (\S*) ?\|", PAGE, re.MULTILINE)
    told = [(name, *(Fraction(one) if one else None for one in numbers)) for name, *numbers in rows]
    assert [(one.id, one.max, one.own, one.points) for one in file.points.items] == told
    [total] = re.findall(r"= \*\*([\d.]+)\*\*", PAGE)
    assert (file.points.total, file.points.max) == (Fraction(total), 41)
