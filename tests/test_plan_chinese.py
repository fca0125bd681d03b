"""Plan files in Chinese: every key and fixed value has a twin, and a plan written with them is the same plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.plans import plain
from helpers.project import ROOT, SMALL
from jsonschema import Draft202012Validator

from fazhi_check.pages.schemas import plan_schema
from fazhi_check.plan.folder import written
from fazhi_check.plan.lint import lint
from fazhi_check.plan.spec import SPECS
from fazhi_check.plan.store import BrokenPlan, load_plan
from fazhi_check.plan.twins import PLAN_TWINS, PLAN_VALUES

pytestmark = pytest.mark.slow  # together they take many seconds

KEYS = {en: zh for zh, en in PLAN_TWINS.items()}
VALUES = {key: {en: zh for zh, en in reversed(list(words.items()))} for key, words in PLAN_VALUES.items()}
# Below these keys stand names of the writer's own.
FREE = ("groups", "bodies", "schedule")
PLANS = [*sorted(SMALL.parent.iterdir()), ROOT / "targets" / "urumqi-14fyp"]


def chinese(data: Any, key: str = "") -> Any:
    """Return the data of a plan's file with Chinese keys and values."""
    if isinstance(data, dict):
        return {
            KEYS[name]: names_kept(value, name) if name in FREE else chinese(value, name)
            for name, value in data.items()
        }
    if isinstance(data, list):
        return [chinese(one, key) for one in data]
    if isinstance(data, bool):
        return VALUES["flag"]["true" if data else "false"]
    return VALUES.get(key, {}).get(data, data) if isinstance(data, str) else data


def names_kept(data: Any, key: str) -> Any:
    """Return what stands below free keys, its stages in Chinese."""
    if isinstance(data, dict):
        return {name: names_kept(value, key) for name, value in data.items()}
    return VALUES["requires"].get(data, data) if isinstance(data, str) and key != "bodies" else data


def in_chinese(folder: Path, to: Path) -> Path:
    """Write a plan's folder in Chinese; JSON is YAML."""
    to.mkdir()
    for path in folder.glob("*.yaml"):
        data = chinese(plain(path.read_text("utf-8")))
        (to / path.name).write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return to


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_a_plan_in_chinese_is_the_same_plan(tmp_path: Path, folder: Path) -> None:
    plan = load_plan(str(in_chinese(folder, tmp_path / "plan")))
    assert plan._replace(hash="") == load_plan(str(folder))._replace(hash="")


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_a_plan_in_chinese_is_valid_against_its_schema(tmp_path: Path, folder: Path) -> None:
    validator = Draft202012Validator(plan_schema())
    for path in in_chinese(folder, tmp_path / "plan").iterdir():
        validator.validate(json.loads(path.read_text("utf-8")))


def test_every_key_has_one_twin_and_every_fixed_value_too() -> None:
    fields = {name for spec in SPECS for name in spec.model_fields}
    assert fields == set(PLAN_TWINS.values())
    assert len(PLAN_TWINS) == len(fields)


def small(tmp_path: Path, *changes: tuple[str, str]) -> dict[str, bytes]:
    texts = {path.name: path.read_text("utf-8") for path in SMALL.iterdir()}
    for old, new in changes:
        assert any(old in text for text in texts.values())
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    return {name: text.encode() for name, text in texts.items()}


def test_chinese_words_stand_beside_english_ones(tmp_path: Path) -> None:
    small(
        tmp_path,
        ("applies_to: [city, county, department]", "适用层级: [市级, county, 部门]"),
        ("kinds: [document, record]", "kinds: [文件, 记录]"),
        ("kind: frequency", "类型: 年度频次"),
        ("force: explore", "力度: 探索"),
        ("local_only: true", "local_only: 是"),
        ('focus: {"2022": under_way,', 'focus: {"2022": 推进中,'),
        ("lead: [government, court]", "lead: [政府, 法院]"),
    )
    assert load_plan(str(tmp_path))._replace(hash="") == load_plan(str(SMALL))._replace(hash="")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("applies_to: [city]", "applies_to: [省级]", "可填：市级、县级、部门、乡镇"),
        ("kind: frequency", "kind: 频率", "可填：节点任务、数量指标、覆盖率、最低值、年度频次、常态要求"),
        ("kinds: [record]", "kinds: [照片]", "可填：文件、记录、公开、数据"),
        ("force: explore", "force: 必须", "可填：应当、鼓励、探索"),
        ('"2022": under_way', '"2022": 推进', "是不是 推进中？应是阶段（未启动、推进中、取得突破、已完成）或一个数"),
        ("lead: [government, court]", "lead: [政府, 法阮]", "法阮 没有在 plan.yaml 里定义"),
        ("measure: {kind: minimum", "衡量方式: {kind: minimum", "是不是“衡量”？"),
    ],
)
def test_what_is_no_such_word_is_told_with_those_there_are(tmp_path: Path, old: str, new: str, said: str) -> None:
    small(tmp_path, (old, new))
    with pytest.raises(BrokenPlan) as broken:
        load_plan(str(tmp_path))
    assert said in broken.value.message("zh")


def test_a_key_in_both_languages_stands_twice_and_is_told_at_its_place(tmp_path: Path) -> None:
    files = small(tmp_path, ("    title: 设立机构\n", "    title: 设立机构\n    标题: 设立机构\n"))
    plan = written(files)
    assert [(one.code, one.place.line, one.target) for one in plan.findings if one.place] == [("FZ104", 5, "1.1.1-01")]
    assert not [one for one in lint(plan) if one.code == "FZ711"]
