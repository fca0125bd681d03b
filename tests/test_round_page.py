"""docs/round-file.md keeps its word: every key of a round is in it, its examples are read, its mistakes are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.plans import plain
from helpers.project import ROOT
from jsonschema import Draft202012Validator

from fazhi_check.pages.schemas import round_schema
from fazhi_check.round.columns import LABELS, REGISTERS
from fazhi_check.round.keys import HEAD_TWINS, LISTS
from fazhi_check.round.reading import read_round

PAGE = (ROOT / "docs" / "round-file.md").read_text("utf-8")
_FENCED = re.compile(r"(?:<!-- told: (?P<told>[^>]+) -->\n)?```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = "规划: urumqi-14fyp\n标题: 调度\n截至: 2023-12-31\n"
_UNITS = '单位:\n  - {名称: 天山区, 层级: 县级, 代码: "650102"}\n'
EXAMPLES = [(found["text"], found["told"]) for found in _FENCED.finditer(PAGE)]
RIGHT = [text for text, told in EXAMPLES if not told]
WRONG = [(text, told) for text, told in EXAMPLES if told]


def whole(text: str) -> str:
    """Return a part of a round made whole; a list of units gets one more, for it may hold nothing but a mistake."""
    head = "" if text.startswith("规划") else _HEAD
    listed = re.search(r"^(单位|名册|units):", text, re.MULTILINE)
    more = _UNITS.split("\n", 1)[1] if listed and text.startswith(listed[0]) else "" if listed else _UNITS
    return head + text + more


def said(text: str, folder: Path) -> list[str]:
    (folder / "调度.yaml").write_text(text, encoding="utf-8")
    return list(map(str, read_round(str(folder / "调度.yaml")).findings))


def test_every_key_of_a_round_is_in_its_table():
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    for label in LABELS:
        assert f"| {label.word} | {label.key} |" in parts["开头"]
    for sheet in REGISTERS:
        title = next(one for one in parts if sheet.name in one)
        for column in sheet.columns:
            needed = "是" if column.needed else ""
            assert re.search(rf"^\| {column.head} \| {column.key} \| ?{needed} ?\|", parts[title], re.MULTILINE), column
        assert all(f"{word}" in parts[title] or word in title for word in LISTS[sheet.list])
        assert sheet.list in parts[title]
    assert all(word in parts["开头"] for word in HEAD_TWINS)


def test_every_key_stands_in_an_example():
    written = "\n".join(RIGHT)
    for sheet in REGISTERS:
        for column in sheet.columns:
            assert f"{column.head}:" in written, (sheet.name, column.head)


@pytest.mark.parametrize("text", RIGHT)
def test_an_example_is_read_without_a_word(text: str, tmp_path: Path):
    assert said(whole(text), tmp_path) == []


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_a_mistake_is_told(text: str, told: str, tmp_path: Path):
    code, _, wanted = told.partition(" ")
    assert any(line.startswith(code) and wanted in line for line in said(whole(text), tmp_path))


@pytest.mark.parametrize("text", RIGHT)
def test_an_example_is_what_the_schema_takes(text: str):
    found = plain(whole(text))
    assert [error.message for error in Draft202012Validator(round_schema()).iter_errors(found)] == []
