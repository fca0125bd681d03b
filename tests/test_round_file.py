"""The round's file: what is read from it, with places, and what is said of its slips."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from helpers.running import Ran
from helpers.submissions import submission

from fazhi_check.findings import Place, Unusable
from fazhi_check.round.columns import LABELS, REGISTERS
from fazhi_check.round.keys import HEAD_TWINS, ROW_TWINS
from fazhi_check.round.reading import read_round
from fazhi_check.round.rows import ROWS, Head, Round
from fazhi_check.source.shapes import keys_at

Run = Callable[..., Ran]
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


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("名册:\n  - {名称: 天山区, 级别: 县级, 代码: 650102}", "“级别”，是不是“层级”？"),
        ("名册:\n  - {名称: 天山区, 层级: 区级, 代码: 650102}", "是不是“县级”？"),
        ("名册:\n  - {名称: 天山区, 层级: 县级, 代码: 650102000000}", "只写前六位 650102"),
        ("名册:\n  - {名称: 天山区, 层级: 县级, 代码: 65010}", "行政区划代码是六位数字"),
        ("名册:\n  - {名称: 天山区, 层级: 县级, 代码: 650102, 联系人: 某某}", "本工具不收个人信息，请删去"),
        ("名册:\n  - {名称: 天山区, 层级: 县级, 代码: 650102, 免报: 是}", "免报的写明理由"),
        ("名册:\n  - 天山区", "一行写成 - {名称: 天山区"),
        ("任务分工:\n  - {编号: 3.3.2}", "是不是“分工”？"),
        ("截止日期: 2023-12-31", "是不是“截至”？"),
        ("分工:\n  - {编号: 3.3.2, 责任单位: 天山区}", "是不是“牵头单位”？"),
        ("分工:\n  - {编号: 3.3.2, 本期: 不一定}", "不要求的写“否”"),
        ("分工:\n  - {编号: 3.3.2, 节点: 取得突破}", "节点写成“日期 状态”"),
        ("收件:\n  - {单位: 天山区, 收到: 2月30日}", "写出年份"),
        ("收件:\n  - {单位: 天山区, 收到: 2024-02-30}", "最后一天是 29 日"),
        ("收件:\n  - {单位: 天山区, 收到: 2024-01-09, 处理: 退}", "是不是“退回补正”？"),
        ("发文:\n  - {单位: 天山区, 日期: 2024-01-09, 种类: 提醒函}", "是不是“督促提醒函”？"),
        ("发文:\n  单位: 天山区", "写成列表，每项以“- ”开头"),
    ],
)
def test_slips_are_told_with_what_to_write_instead(read, rows, wanted):
    assert any(wanted in line for line in said(read(HEAD + UNITS + rows + "\n")))


def test_values_as_offices_write_them(read):
    found = read(
        HEAD
        + "units:\n  - {name: 某局, level: 部门, code: 650100, 免报: 无, assigned: '3.3.2，3.6.6'}\n"
        + "assignments:\n  - {task: 3.3.2, 承办: 各区县, 本期: 不要求}\n"
        + "receipts:\n  - {unit: 某局, received: 2024/1/9, version: 2, handling: 退回, 补正期限: 2024年1月20日}\n"
        + "closings:\n  - {unit: 某局, task: 3.3.2-07, decision: 同意销号, date: 2024.1.9, by: 市办, fixed_on: 2024-01}\n"
    )
    assert said(found) == []
    assert (found.units[0].excused, found.units[0].assigned) == (None, ("3.3.2", "3.6.6"))
    assert (found.assignments[0].counties, found.assignments[0].asked) == ("all", False)
    assert (found.receipts[0].handling, found.receipts[0].correct_by) == ("returned", date(2024, 1, 20))
    assert (found.closings[0].decision, str(found.closings[0].fixed_on and found.closings[0].fixed_on.text)) == (
        "closed",
        "2024-01",
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "文件是空的"),
        ("# 只有注释\n", "文件是空的"),
        ("- a\n", "写成“键: 值”"),
        ("计划: urumqi-14fyp\n单位: {名称: 示例市}\n事项: {}\n", "作为要检查的文件给出"),
        ("- {目标: 3.3.2-07, 批准单位: 市办}\n", "用 --waivers 给出"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(read, text, wanted):
    with pytest.raises(Unusable) as refused:
        read(text)
    assert wanted in str(refused.value)
    assert len(refused.value.findings) == 1


def test_a_round_as_json(read):
    text = '{"plan": "urumqi-14fyp", "title": "调度", "as_of": "2023-12-31", "units": [{"name": "天山区", "level": "county", "code": "650102"}]}'
    found = read(text, "round.json")
    assert (said(found), found.units[0].name) == ([], "天山区")


def test_a_round_that_cannot_be_used_ends_the_run_with_every_finding(run: Run, tmp_path: Path):
    (tmp_path / "r.yaml").write_text("规划: urumqi-14fyp\n截止日期: 2023-12-31\n", encoding="utf-8")
    (tmp_path / "s.yaml").write_text(submission(), encoding="utf-8")
    done = run(str(tmp_path / "s.yaml"), "--round", str(tmp_path / "r.yaml"))
    assert (done.code, done.out) == (2, "")
    assert "r.yaml:1:1 FZ201 缺少必填的标题（title）" in done.err
    assert "r.yaml:2:1 FZ202 不认识的键“截止日期”，是不是“截至”？" in done.err
    assert run(str(tmp_path / "s.yaml"), "--round", str(tmp_path / "no.yaml")).code == 2


def test_a_walk_passes_the_round_in_use_over_and_calls_any_other_what_it_is(run: Run, tmp_path: Path):
    (tmp_path / "r.yaml").write_text(HEAD + UNITS, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(submission(), encoding="utf-8")
    with_round = run(str(tmp_path), "--round", str(tmp_path / "r.yaml"), "-f", "json").json
    assert not any(one["path"].endswith("r.yaml") and one["subject"] == "file" for one in with_round["files"])
    without = run(str(tmp_path), "-f", "json").json
    told = {one["path"].rsplit("/", 1)[1]: one["findings"] for one in without["files"]}
    assert [(one["code"], "用 --round 给出" in one["message"]) for one in told["r.yaml"]] == [("FZ203", True)]
    assert "s.yaml" in told
