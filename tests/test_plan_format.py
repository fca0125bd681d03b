"""docs/plan-format.md keeps its word: every key is in it, its examples are those of the example plan, its mistakes are told."""

from __future__ import annotations

import copy
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from helpers.project import ROOT
from pydantic import BaseModel

from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.spec import SPECS, BoundsSpec, PlanSpec, SectionFile, TargetSpec
from fazhi_check.plan.twins import PLAN_TWINS, PLAN_VALUES
from fazhi_check.words import MEASURES

PAGE = (ROOT / "docs" / "plan-format.md").read_text("utf-8")
EXAMPLE = ROOT / "targets" / "examples" / "example-province"
SECTION, TASK = "2.1-environment.yaml", "2.1.1-02"
SHOWN = [path.read_text("utf-8") for path in (*EXAMPLE.iterdir(), *(ROOT / "submissions" / "examples").iterdir())]
_FENCED = re.compile(
    r"(?:<!-- (?P<label>file|told): (?P<of>[^>]+) -->\n)?```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
BLOCKS = list(_FENCED.finditer(PAGE))
# Whose key it is where a mistake is one of a target's: that of a goal or of a target of an earlier edition.
OF_ANOTHER = {"through": "1.1.2-01", "replaced_by": "2.2.2-05"}
BASE: dict[str, Any] = {
    path.name: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in sorted(EXAMPLE.glob("*.yaml"))
}
# A frame for the targets of mistakes that take more than a key.
FRAME = """
id: page
title: 页上的规划
edition: 示例
period: {start: 2021-01-01, end: 2025-12-31}
pace: {tolerance: 10, serious: 30, due_soon_days: 90}
bodies: {service: 政务服务部门}
"""


def said(files: dict[str, str]) -> list[str]:
    """Return what lint says of a plan's files, as CODE message."""
    read = written({name: text.encode() for name, text in files.items()})
    return [f"{one.code} {one.message()}" for one in (*read.findings, *lint(read))]


def keys_of(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """Yield every key of a model and of the models in it, as a dotted path."""
    for name, field in model.model_fields.items():
        yield before + name
        for inner in models_in(field.annotation):
            if inner is not BoundsSpec:  # units of claims: the keys of claims once more
                yield from keys_of(inner, f"{before}{name}.")


def models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def part(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def in_table(key: str, twin: str, where: str) -> bool:
    return f"| `{key}`<br>{twin} |" in where


def rows(title: str) -> list[tuple[str, ...]]:
    """Return the rows of a part's tables of keys: key, Chinese twin, what is written, the mistake, what lint says."""
    found = re.findall(r"^\| (`[\w.]+`<br>.*) \|$", part(title), re.MULTILINE)
    return [tuple(re.split(r"<br>| \| ", row)) for row in found]


ROWS = [("plan", *row) for row in rows("plan.yaml")] + [("file", *row) for row in rows("目标文件")]
TWIN = {en: zh for zh, en in reversed(PLAN_TWINS.items())}


@pytest.mark.parametrize(
    ("model", "title"), [(PlanSpec, "plan.yaml"), (SectionFile, "目标文件"), (TargetSpec, "目标文件")]
)
def test_every_key_is_in_the_page_with_its_chinese_twin(model, title):
    where = part(title) + part("plan.yaml") * (model is SectionFile)  # whose context is that of the frame
    keys = list(keys_of(model))
    assert [key for key in keys if not in_table(key, TWIN[key.rpartition(".")[2]], where)] == []


def test_no_form_of_a_plan_is_left_out():
    reached = {PlanSpec, SectionFile, TargetSpec, BoundsSpec}
    waiting = list(reached)
    while waiting:
        found = [one for field in waiting.pop().model_fields.values() for one in models_in(field.annotation)]
        waiting += [one for one in found if one not in reached]
        reached |= set(found)
    assert reached == set(SPECS)


def test_no_key_is_in_the_page_that_a_plan_does_not_have():
    known = {*keys_of(PlanSpec), *keys_of(SectionFile), *keys_of(TargetSpec)}
    assert {row[1].strip("`") for row in ROWS} - known == set()


def with_mistake(key: str, mistake: str, of_plan: bool) -> dict[str, str]:
    """Return the example plan with a mistake made in it: a key written wrongly, or left out."""
    files = copy.deepcopy(BASE)
    parts = key.split(".")
    of_section = not of_plan and key in SectionFile.model_fields
    node = files["plan.yaml"] if of_plan else files[SECTION] if of_section else target(files, OF_ANOTHER.get(key, TASK))
    found = re.match(r"`([^`]+)`", mistake)
    wrong = yaml.load(found[1], yaml.BaseLoader) if found else None
    name = next(iter(wrong)) if wrong else parts[-1]
    for step in parts[: parts.index(name)] if name in parts else parts:
        node = node[step][0] if isinstance(node[step], list) else node[step]
    if wrong:
        node.update(wrong)
    else:
        node.pop(name, None)
    return {file: yaml.dump(data, allow_unicode=True, sort_keys=False) for file, data in files.items()}


def target(files: dict[str, Any], wanted: str) -> Any:
    return next(one for data in files.values() for one in data.get("targets", ()) if one["id"] == wanted)


def test_the_plan_in_which_the_mistakes_are_made_has_none():
    assert said({file: yaml.dump(data, allow_unicode=True, sort_keys=False) for file, data in BASE.items()}) == []


@pytest.mark.parametrize(("where", "key", "twin", "what", "mistake", "told"), ROWS)
@pytest.mark.slow
def test_a_mistake_is_told_as_the_page_says(where, key, twin, what, mistake, told):
    assert what
    assert mistake == "不写" or re.match("`[^`]+`", mistake), (twin, mistake)
    found = said(with_mistake(key.strip("`"), mistake, where == "plan"))
    if told.startswith("不报"):
        assert found == []
    else:
        code, _, phrase = told.partition(" ")
        assert any(one.startswith(code) and phrase in one for one in found), found


def test_the_shortest_plan_has_no_fault():
    files = {block["of"]: block["text"] for block in BLOCKS if block["label"] == "file"}
    assert said(files) == []


@pytest.mark.parametrize(("told", "text"), [(b["of"], b["text"]) for b in BLOCKS if b["label"] == "told"])
def test_a_longer_mistake_is_told(told, text):
    code, _, phrase = told.partition(" ")
    found = said({"plan.yaml": FRAME, "1.yaml": text})
    assert {one.startswith(code) and phrase in one for one in found} == {True}, found


@pytest.mark.parametrize("text", [b["text"] for b in BLOCKS if not b["label"]])
def test_every_other_example_stands_in_the_example_plan_or_its_submissions(text):
    indented = [textwrap.indent(text, " " * depth) for depth in (0, 2, 4)]
    assert any(one in file or one in without_comments(file) for one in indented for file in SHOWN), text


def without_comments(text: str) -> str:
    return re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", MEASURES)
def test_every_measure_has_its_part_with_an_entry_that_answers_it(kind):
    told = PAGE.partition(f"\n### {kind} {MEASURES[kind].zh}\n")[2].partition("\n##")[0]
    first, *entries = [yaml.load(one[1], yaml.BaseLoader) for one in re.finditer(r"```yaml\n(.*?)```", told, re.DOTALL)]
    assert first["measure"]["kind"] == kind
    assert entries
    for entry in entries:
        [one] = entry
        assert target(BASE, one)["measure"]["kind"] == kind


def test_every_fixed_value_is_in_the_page():
    told = part("键和固定值的中文")
    for values in PLAN_VALUES.values():
        for zh, en in values.items():
            assert zh in told or en in told, (zh, en)


def test_the_files_that_the_page_names_are_there():
    assert all((ROOT / path).exists() for path in re.findall(r"`((?:targets|submissions)/[\w/.-]+)`", PAGE))
    assert Path(EXAMPLE / "source.txt").exists()
