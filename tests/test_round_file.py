"""The round's file: what is read from it, with places, and what is said of its slips."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fazhi_check.findings import Place, Unusable
from fazhi_check.round.columns import LABELS, REGISTERS
from fazhi_check.round.keys import HEAD_TWINS, ROW_TWINS
from fazhi_check.round.reading import read_round
from fazhi_check.round.rows import ROWS, Head, Round
from fazhi_check.source.shapes import keys_at

HEAD = "plan: urumqi-14fyp\n标题: 2023年第四季度调度\nas_of: 2023-12-31\n"
UNITS = """单位:
  - {name: 乌鲁木齐市, 层级: city, code: "650100"}
  - {名称: 天山区, 层级: 区, 代码: 650102, 上级: 乌鲁木齐市}
"""


@pytest.fixture
def read(tmp_path: Path):
    def reading(text: str, name: str = "调度.yaml") -> Round:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_round(str(tmp_path / name))

    return reading


def said(found: Round | Unusable) -> list[str]:
    return [f"{one.at} {one}" for one in found.findings]


def test_keys_in_both_languages_and_places_of_rows(read):
    found = read(HEAD + "起: 2023年10月1日\nx-note: a\n" + UNITS)
    assert said(found) == []
    assert (found.as_of, found.start, found.head.title) == (date(2023, 12, 31), date(2023, 10, 1), "2023年第四季度调度")
    assert [(one.name, one.level, one.code, one.within) for one in found.units] == [
        ("乌鲁木齐市", "city", "650100", None),
        ("天山区", "county", "650102", "乌鲁木齐市"),
    ]
    assert [one.place for one in found.units] == [Place(7, 5), Place(8, 5)]


def test_a_faulty_row_is_left_out_and_told_and_nothing_else_is_lost(read):
    found = read(
        HEAD
        + UNITS
        + "  - {名称: 沙依巴克区, 层级: 区级, 代码: 65010}\n名册:\n  - {名称: 高新区, 层级: 县, 代码: 650104}\n"
    )
    assert [one.name for one in found.units] == ["乌鲁木齐市", "天山区", "高新区"]
    assert [line.split(" ")[:2] for line in map(str.strip, said(found))] == [
        [":7:21", "FZ203"],
        [":7:29", "FZ203"],
        [":8:1", "FZ104"],
    ]


def test_nodes_are_days_with_stages_in_a_mapping_or_in_one_text(read):
    found = read(
        HEAD
        + UNITS
        + """分工:
  - {编号: 3.3.2-07, 承办: 全部, 节点: {2024-12-31: done, "2024-06-30": 取得突破}, 本期: 否}
  - {编号: 3.3.2-08, 牵头单位: "市司法局、市公安局；市民政局", 承办: [天山区], 节点: 2024.6.30取得突破；2024年12月31日前 已完成}
  - {编号: 3.3.2-09, 节点: 6月底前完成}
  - {编号: 3.3.2-10, 节点: {2024-02-30: 完成}}
"""
    )
    nodes = ((date(2024, 6, 30), "substantial"), (date(2024, 12, 31), "done"))
    first, second = found.assignments
    assert (first.node, first.asked, first.counties) == (nodes, False, "all")
    assert (second.node, second.asked, second.counties) == (nodes, True, ("天山区",))
    assert second.lead == ("市司法局", "市公安局", "市民政局")
    third, day, stage = said(found)
    assert third.startswith(":10:24 FZ203")
    assert "2024-06-30 取得突破" in third
    assert day.startswith(":11:25 FZ203")
    assert "最后一天是 29 日" in day
    assert stage.startswith(":11:37 FZ203")
    assert "未启动、推进中、取得突破、已完成" in stage


def test_a_head_that_is_not_whole_is_refused_with_every_finding(read):
    with pytest.raises(Unusable) as refused:
        read("plan: urumqi-14fyp\n截止日: 2023-12-31\n单位: []\n")
    codes = [one.code for one in refused.value.findings]
    assert sorted(codes) == ["FZ201", "FZ201", "FZ201", "FZ202"]


def test_what_must_not_stand_in_it_is_told_and_masked(read):
    text = HEAD + UNITS + "口径:\n  - {编号: 3.3.2-07, 答复: 问 13800138000（秘密★）\u200b}\n"
    found = read(text)
    assert [one.code for one in found.findings] == ["FZ305", "FZ307", "FZ308"]
    assert "138******00" in found.notes[0].text
    assert not any("13800138000" in line for line in said(found))


def test_every_key_of_a_row_has_one_column_headed_by_its_chinese_name():
    assert {one.list for one in REGISTERS} == set(ROWS)
    for sheet in REGISTERS:
        keys = [one.key for one in sheet.columns]
        assert sorted(keys) == sorted(keys_at(ROWS[sheet.list], ()))
        assert all(ROW_TWINS[sheet.list][one.head] == one.key for one in sheet.columns)
        required = {field.alias or name for name, field in ROWS[sheet.list].model_fields.items() if field.is_required()}
        assert {one.key for one in sheet.columns if one.needed} == required
        heads = [head for one in sheet.columns for head in (one.head, *one.aliases)]
        assert len(heads) == len(set(heads))
    assert [one.key for one in LABELS] == list(keys_at(Head, ()))
    assert all(HEAD_TWINS[one.word] == one.key for one in LABELS)
    words = [word for one in REGISTERS for word in (one.name, *one.aliases)]
    assert len(words) == len(set(words))
