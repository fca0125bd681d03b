"""The heads of real ledgers: which of their columns are read as what, which are told, which are of persons.

Each is laid out as offices do: a title merged over the table, a group column merged downwards, heads in two rows, a sum
and a line for signatures below. An 编号 is put in front where the ledger has no column for it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from helpers.clerks import LABELS, handed_in, shown
from helpers.sheets import workbook

from fazhi_check.submission.advice.keys import meant_by
from fazhi_check.submission.sheet.columns import COLUMN_OF, COLUMNS, DOUBTFUL, PLAIN_HEADS
from fazhi_check.submission.sheet.signs import head_of, is_person

# What is not read as a key of an entry: what the plan or the office says, what is told, what may not be read.
SHOWN, TOLD, DOUBT, PERSON, SILENT = "shown", "told", "doubt", "person", "silent"


class Ledger(NamedTuple):
    """A ledger of an office: what each of its heads is read as, in order."""

    name: str
    heads: dict[str, str]


LEDGERS = (
    Ledger(
        "事项台账",
        {
            "序号": SILENT,
            "任务来源": SHOWN,
            "任务内容": SHOWN,
            "牵头区领导": PERSON,
            "牵头单位": SHOWN,
            "协办单位": SHOWN,
            "完成时间": DOUBT,
            "具体进展": "note",
            "存在的困难或问题": "problem",
            "任务状态": "status",
        },
    ),
    Ledger(
        "八张报表",
        {
            "报表": TOLD,
            "报表预估档位": TOLD,
            "指标名称": SHOWN,
            "责任单位": "owner",
            "指标预估档位": TOLD,
            "指标实际档位": TOLD,
            "工作进展": "note",
            "存在问题": "problem",
        },
    ),
    Ledger(
        "八张问题清单",
        {
            "清单": TOLD,
            "清单预估档位": TOLD,
            "指标名称": SHOWN,
            "责任单位": "owner",
            "工作进展": "note",
            "存在问题": "problem",
        },
    ),
    Ledger(
        "议定事项台账",
        {
            "会议名称": TOLD,
            "召开时间": TOLD,
            "跟踪督办事项": SHOWN,
            "有关要求": SHOWN,
            "牵头领导": PERSON,
            "责任单位": "owner",
            "完成时限": SHOWN,
            "落实情况": "note",
            "状态": "status",
            "落实时间": "done_on",
        },
    ),
    Ledger(
        "隐患排查整改台账",
        {
            "检查日期": TOLD,
            "被检查单位": TOLD,
            "存在的安全隐患": "problem",
            "整改措施": "next_step",
            "整改时限": SHOWN,
            "备注": DOUBT,
            "责任人": PERSON,
            "整改到位时间": "done_on",
            "销号时间": TOLD,
        },
    ),
    Ledger(
        "整改通知单",
        {
            "序号": SILENT,
            "被检查单位": TOLD,
            "具体地点": TOLD,
            "隐患类别": TOLD,
            "存在的问题或隐患": "problem",
            "问题或隐患图片": TOLD,
            "整改措施": "next_step",
            "整改期限": SHOWN,
            "整改责任人": PERSON,
            "整改资金": TOLD,
            "复查时间": TOLD,
            "完成情况": "note",
            "复查人": PERSON,
            "备注": DOUBT,
        },
    ),
    Ledger(
        "销号申请单",
        {
            "序号": SILENT,
            "被检查单位": TOLD,
            "具体地点": TOLD,
            "隐患类别": TOLD,
            "存在隐患或问题": "problem",
            "采取的整改措施": DOUBT,
            "整改期限": SHOWN,
            "整改责任人": PERSON,
            "整改情况": "note",
            "完成时间": DOUBT,
            "复查人": PERSON,
            "整改前图片": TOLD,
            "整改后图片": TOLD,
        },
    ),
    Ledger(
        "整改治理台账",
        {
            "序号": SILENT,
            "检查时间": TOLD,
            "检查人": PERSON,
            "隐患类别": TOLD,
            "存在隐患或问题": "problem",
            "整改措施": "next_step",
            "整改完成时间": DOUBT,
            "责任人": PERSON,
            "复查时间": TOLD,
            "复查人": PERSON,
            "复查结果": SHOWN,
        },
    ),
    Ledger(
        "综合督查通报台帐",
        {
            "序号": SILENT,
            "日期": DOUBT,
            "编号": "id",
            "项目名称": SHOWN,
            "标段": TOLD,
            "督查类型": TOLD,
            "督查内容": TOLD,
            "发出单位": TOLD,
            "责任单位": "owner",
            "整改回复状态": "status",
            "整改回复时间": TOLD,
            "发出人员": PERSON,
            "监督负责人": PERSON,
            "备注": DOUBT,
        },
    ),
    Ledger(
        "督办事项",
        {
            "事项编号": "id",
            "事项类别": TOLD,
            "来源时间": TOLD,
            "事项名称": SHOWN,
            "批示或出访领导": PERSON,
            "任务要求": SHOWN,
            "主办单位": "owner",
            "主办人": PERSON,
            "拟办结时间": SHOWN,
            "成果形式": DOUBT,
            "工作计划": "next_step",
            "最近反馈时间": TOLD,
            "推进状态": "status",
            "进展情况": "note",
            "频次": TOLD,
        },
    ),
    Ledger(
        "绩效评价表",
        {
            "一级指标": TOLD,
            "权重": TOLD,
            "二级指标": TOLD,
            "分值": TOLD,
            "三级指标": SHOWN,
            "计量单位": TOLD,
            "目标值": SHOWN,
            "采集数据项": TOLD,
            "指标值": "value",
        },
    ),
    Ledger(
        "考评表",
        {
            "考评项目": TOLD,
            "自评描述": "note",
            "自评得分": TOLD,
            "材料": "evidence",
            "评价描述": SHOWN,
            "上级评分": TOLD,
        },
    ),
)
# What a clerk writes under a head that is read.
WRITTEN = {
    "status": "推进中",
    "done_on": "2022-05-20",
    "value": "60",
    "note": "已起草",
    "problem": "人手少",
    "next_step": "下月印发",
    "owner": "甲市司法局",
    "evidence": None,  # of which the ledger does not say the kind: it would be told, and the entry not read
}


WRITES = {use for use, text in WRITTEN.items() if text}


def laid_out(ledger: Ledger) -> tuple[bytes, list[str]]:
    """Return the ledger as a workbook with one row filled in, and its heads."""
    heads = [*([] if "id" in ledger.heads.values() else ["编号"]), *ledger.heads]
    read = {head: ledger.heads.get(head, "id") for head in heads}
    line = {head: WRITTEN.get(use, f"内容{number:02}") for number, (head, use) in enumerate(read.items())}
    at, target = next(head for head, use in read.items() if use == "id"), "1.2.1-01"
    rows = [[line[head] if head != at else target for head in heads], [None] * len(heads)]
    rows[1][heads.index(at)] = "1.2.1-02"  # filled in by nobody yet
    below = [
        ["", *["合计"][: len(heads)], *["3"] * (len(heads) - 1)],
        [],
        ["负责人签字：张三丰", "", "", "填表人：李四光"],
    ]

    def more(book: Any, out: Any) -> None:
        style, top = book.add_format(), len(LABELS) + 1
        out.merge_range(top, 0, top, len(heads), f"甲市{ledger.name}", style)
        for number, head in enumerate(["类别", *heads]):
            out.merge_range(top + 1, number, top + 2, number, head, style)
        out.merge_range(top + 3, 0, top + 4, 0, "法治政府", style)

    lines = [[], [], *(["", *row] for row in rows), *below]
    return workbook([], lines, LABELS, "Sheet1", more), heads


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_a_ledger_is_read_by_its_own_heads(ledger: Ledger) -> None:
    raw, heads = laid_out(ledger)
    report = handed_in(raw)
    assert [one.code for one in report.all_findings if one.code == "FZ101"] == []
    entry = report.entries["1.2.1-01"]
    assert {key for key in WRITES if getattr(entry, key) is not None} == WRITES.intersection(ledger.heads.values())
    notes = "\n".join(one.message("zh") for one in shown(report) if one.code == "FZ108")
    for head, use in ledger.heads.items():
        if use in (TOLD, DOUBT, PERSON):
            assert f"{head}（" in notes
        else:
            assert f"{head}（" not in notes
    persons = next((line for line in notes.split("\n") if "涉及个人" in line), "")
    assert [head for head, use in ledger.heads.items() if use == PERSON and head not in persons] == []
    everything = repr(report.entries) + "".join(one.message("zh") for one in report.all_findings)
    hidden = [f"内容{number:02}" for number, head in enumerate(heads) if ledger.heads.get(head) == PERSON]
    assert [word for word in ("张三丰", "李四光", *hidden) if word in everything] == []


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.name)
def test_the_table_of_heads_agrees_with_each_ledger(ledger: Ledger) -> None:
    for written, use in ledger.heads.items():
        head = head_of(written)
        known = COLUMN_OF.get(head)
        if use in (SILENT, TOLD, DOUBT, PERSON):
            assert known is None
            assert (head in DOUBTFUL) == (use == DOUBT)
            assert is_person(head) == (use == PERSON)
            assert (head in PLAIN_HEADS) == (use == SILENT)
        else:
            assert known
            assert use in (known.key, known.use)


def test_no_head_is_in_two_columns_and_none_of_a_person() -> None:
    heads = [word for column in COLUMNS for word in (column.head, *column.aliases)]
    assert len(heads) == len(set(heads))
    assert [word for word in heads if is_person(word)] == []
    assert DOUBTFUL.keys().isdisjoint(heads)
    assert all(head_of(word) == word for word in (*heads, *DOUBTFUL))


def test_heads_and_keys_of_texts_agree_where_both_know_a_word() -> None:
    """A word for another key in a text would be read as one thing in a sheet, and be told as another in a text."""
    for column in COLUMNS:
        if column.use in ("entry", "evidence"):
            meant = {meant_by(word, column.use) for word in (column.head, *column.aliases)}
            assert meant <= {column.key, None, *(["evidence"] if column.key == "title" else [])}
