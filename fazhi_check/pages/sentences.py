"""`fazhi-check explain sentences`: every sentence a verdict can have, as real judgements of an invented plan say them.

For editors: whatever the words in `sentences` come to, filled in, stands here once, by measure, for each way to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple, TextIO

from fazhi_check.assess import Assessment
from fazhi_check.digest.line import line_of
from fazhi_check.examine import Checker
from fazhi_check.plan.model import (
    Baseline,
    Coverage,
    Cumulative,
    Frequency,
    Item,
    Measure,
    Milestone,
    Minimum,
    Pace,
    Period,
    Phase,
    Plan,
    Proofs,
    Quantity,
    Requirement,
    Requires,
    Section,
    Standing,
    Target,
)
from fazhi_check.round.course import Course
from fazhi_check.round.rows import Assignment, Head, Member, Round
from fazhi_check.words import VERDICTS, Text

_START, _END = date(2021, 1, 1), date(2025, 12, 31)
_PHASES = (
    Phase("2022", "全面推进", date(2022, 12, 31), _START),
    Phase("2024", "集中攻坚", date(2024, 12, 31), date(2023, 1, 1)),
    Phase("2025", "深化提升", _END, date(2024, 1, 1)),
)
_STAGES: dict[str, Requires] = {"2022-12-31": "under_way", "2024-12-31": "substantial", "2025-12-31": "done"}
_ONE, _TWO = Proofs(("document", "record"), 1), Proofs(("figure",), 2)


class _Way(NamedTuple):
    """A way to judge: what it is called, the day or the phase; `of` is the day of the file where that is another.

    `node` is a day by which an office wants the milestone to be under way.
    """

    name: Text
    day: str
    phase: str | None = None
    of: str | None = None
    node: str | None = None


_WAYS = (
    _Way(Text("时限之前", "before any deadline"), "2021-10-31"),
    _Way(Text("所设节点已过", "after a node that was set"), "2021-10-31", node="2021-09-30"),
    _Way(Text("第一个时限当日", "on the first deadline"), "2022-12-31"),
    _Way(Text("时限过后", "after the first deadline"), "2023-08-30"),
    _Way(Text("判定日期晚于填报", "judged later than the file"), "2024-03-31", of="2023-08-30"),
    _Way(Text("判定日期早于填报", "judged earlier than the file"), "2023-03-31", of="2023-08-30"),
    _Way(Text("临近时限", "near a deadline"), "2025-11-16"),
    _Way(Text("规划期末当日", "on the plan's last day"), "2025-12-31"),
    _Way(Text("规划期之后", "after the plan"), "2026-03-31"),
    _Way(Text("阶段验收 2022", "acceptance of 2022"), "2022-12-31", "2022", "2023-08-30"),
    _Way(Text("阶段验收 2025", "acceptance of 2025"), "2025-12-31", "2025", "2026-03-31"),
)
_PROOF = "佐证: [{类型: 文件, 标题: 实施办法, 日期: 2021-06-30}]"
_FIGURES = "佐证: [{类型: 数据, 标题: 前期数据, 日期: 2021-01}, {类型: 数据, 标题: 近期数据, 日期: 2021-06}]"
_CLAIM = "佐证: [{类型: 自述, 标题: 工作总结}]"
_LATE = "佐证: [{类型: 文件, 标题: 通知, 日期: 2026-02-28}]"
_AFTER = "佐证: [{类型: 文件, 标题: 通知, 日期: 2023-05-31}]"


def _numbers(key: str, *values: str) -> list[str]:
    return [f"{key}: {value}, {_PROOF}" for value in values]


_CALLED = {_PROOF: "有佐证", _FIGURES: "有两期数据", _CLAIM: "仅有自述", _LATE: "佐证日期在后", _AFTER: "2023 年的佐证"}
_BY_STATUS = ["状态: 未启动", "状态: 推进中", f"状态: 已完成, {_PROOF}"]
_FAULTY, _EXEMPT = "状态: 完工", "状态: 不适用, 理由: 本市没有这项任务"
_PROPOSED = f"待确认: 是, {_PROOF}"
# What may be reported, by target: the flow of an entry, empty where nothing is.
_ENTRIES: dict[str, list[str]] = {
    "1.1.1-01": [
        "",
        "状态: 未启动",
        "状态: 推进中",
        f"状态: 推进中, {_AFTER}",
        "状态: 推进中, 进度: 30",
        "状态: 推进中, 进度: 5",
        "状态: 推进中, 进度: 30%以上",
        "状态: 取得突破",
        "状态: 已完成",
        f"状态: 已完成, {_CLAIM}",
        f"状态: 已完成, {_AFTER}",
        f"状态: 已完成, {_LATE}",
        f"状态: 已完成, {_PROOF}",
        f"状态: 已完成, 完成日期: 2021-08-15, {_PROOF}",
        f"状态: 已完成, 完成日期: 2023-05, {_PROOF}",
        f"状态: 已完成, 完成日期: 2025-12-31, {_PROOF}",
        f"状态: 已完成, 完成日期: 2026-02, {_PROOF}",
        _PROPOSED,
        _FAULTY,
        _EXEMPT,
    ],
    "1.1.1-02": ["状态: 推进中", "状态: 已完成", f"状态: 已完成, {_PROOF}", f"状态: 已完成, {_FIGURES}"],
    "1.1.1-03": [
        "",
        *_numbers("数值", "5", "38", "60", "100"),
        *_numbers("数值", "30余", "100余", "不足5"),
        *_BY_STATUS,
    ],
    "1.1.1-14": _numbers("数值", "20", "60"),
    "1.1.1-04": ["", *_numbers("数值", "90", "55", "不足80", "不足60"), *_BY_STATUS],
    "1.1.1-05": ["", *_numbers("数值", "2", "0"), *_BY_STATUS],
    "1.1.1-06": [
        "",
        "覆盖数: 37, 总数: 40",
        f"覆盖数: 40, 总数: 40, {_PROOF}",
        "数值: 12",
        "数值: 90%以上",
        f"分单位: {{甲区: 已完成, 乙区: 推进中, 丙区: 不适用}}, {_PROOF}",
        f"分单位: {{甲区: 100%, 乙区: 100%}}, {_PROOF}",
        f"分单位: {{甲区: 40/40, 乙区: 27/30}}, {_PROOF}",
        "分单位: {甲区: 100%, 乙区: 98%以上, 丙区: 90%}",
        f"分单位: {{甲区: 已完成, {', '.join(f'{name}县: 推进中' for name in '甲乙丙丁戊己庚辛壬癸子丑寅卯')}}}, {_PROOF}",
        *_BY_STATUS,
    ],
    "1.1.1-07": ["", *_numbers("数值", "70", "96"), "数值: 96", *_BY_STATUS],
    "1.1.1-08": [
        "",
        f"分单位: {{甲村: 4, 乙村: 9}}, {_PROOF}",
        f"分单位: {{甲村: 6, 乙村: 9}}, {_PROOF}",
        "分单位: {甲村: 5余}",
        *_BY_STATUS,
    ],
    "1.1.1-09": [
        "",
        f"分年度: {{2021: 2, 2022: 3, 2023: 2, 2024: 2, 2025: 2}}, {_PROOF}",
        "分年度: {2021: 2, 2022: 3, 2023: 2, 2024: 2, 2025: 2}",
        "分年度: {2021: 1}",
        "分年度: {2022: 2}",
        "分年度: {2021: 1余}",
        "分年度: {2021: 2, 2022: 2, 2023: 0}",
        *_BY_STATUS,
    ],
    "1.1.1-10": [
        "",
        _PROPOSED,
        "状态: 未启动",
        "状态: 推进中",
        f"状态: 推进中, {_PROOF}",
        f"状态: 推进中, {_AFTER}",
        _EXEMPT,
    ],
    "1.1.1-11": ["", *_numbers("数值", "100", "98"), "数值: 100", "数值: 98%以上", *_BY_STATUS],
    "1.1.1-12": ["", *_numbers("数值", "95", "90"), *_BY_STATUS],
    "1.1.1-13": ["", *_numbers("数值", "0", "2"), "数值: 0", *_BY_STATUS],
    "1.1.1-15": [
        "",
        f"分年度: {{2021: -4, 2022: -3.5, 2023: -2.5, 2024: -2.2, 2025: -2.1}}, {_PROOF}",
        "分年度: {2021: -4, 2022: -3.5, 2023: -2.5, 2024: -2.2, 2025: -2.1}",
        "分年度: {2021: -2.7, 2022: -0.1}",
        "分年度: {2021: -2.7, 2022: -0.1, 2023: -1, 2024: 0.5, 2025: -1}",
        "分年度: {2021: -3, 2022: -2.8, 2023: -2.6, 2024: -2.4}",
        "分年度: {2022: -2}",
        "分年度: {2021: 不足-4, 2022: -3}",
        "分年度: {2021: -4, 2022: 不足-9, 2023: -2.5, 2024: -2.2, 2025: -2.1}",
        *_BY_STATUS,
    ],
    "1.1.1-17": [
        "",
        f"分年度: {{2021: 6, 2022: 5.5, 2023: 5.5, 2024: 5, 2025: 5}}, {_PROOF}",
        "分年度: {2021: 0, 2022: 1}",
        "分年度: {2021: 2余, 2022: 1}",
        "分年度: {2021: 2余, 2022: 不足3}",
        "分年度: {2021: 3}",
    ],
    "1.1.1-18": ["", "分年度: {2021: 4, 2022: 2}"],
    "1.1.1-16": [f"数值: 70, 口径: 按户计, {_PROOF}", f"数值: 96, 口径: 按件计, {_PROOF}"],
}


def _target(number: str, title: Text, measure: Measure, schedule: dict[str, Requires], proofs: Proofs) -> Target:
    asked = tuple(Requirement(date.fromisoformat(day), requires) for day, requires in schedule.items())
    return Target(
        id=f"1.1.1-{number}",
        section="1.1",
        item="1.1.1",
        title=title.zh,
        title_en=title.en,
        anchors=(),
        measure=measure,
        force="shall",
        schedule=asked,
        applies_to=("city",),
        local_only=False,
        lead=("government",),
        evidence=proofs,
    )


_HUNDRED, _SIXTY, _MOST, _NO = Fraction(100), Fraction(60), Fraction(95), Fraction(0)
_REPORTED: dict[str, Requires] = {"2022-12-31": "under_way", "2025-12-31": "done"}
_FORTY: dict[str, Requires] = {"2022-12-31": Fraction(40), "2025-12-31": "done"}
_BASE = Baseline(date(2020, 12, 31), _NO)
# What is asked, by the last part of its id: one of each measure, and of each way to mark it.
_TARGETS: dict[str, tuple[Text, Measure, dict[str, Requires], Proofs]] = {
    "01": (Text("节点任务", "milestone"), Milestone(), _STAGES, _ONE),
    "02": (Text("节点任务（要两期数据）", "milestone, two figures asked"), Milestone(), _STAGES, _TWO),
    "03": (
        Text("数量，越多越好", "quantity, rising"),
        Quantity(at_least=_HUNDRED, unit="家", baseline=_BASE),
        _FORTY,
        _ONE,
    ),
    "14": (Text("数量，没有基期值", "quantity, no baseline"), Quantity(at_least=_HUNDRED, unit="家"), _FORTY, _ONE),
    "04": (Text("数量，越少越好", "quantity, falling"), Quantity(at_most=_SIXTY, unit="件"), _REPORTED, _ONE),
    "05": (Text("数量，只能为零", "quantity, none"), Quantity(at_most=_NO, unit="起"), _REPORTED, _ONE),
    "06": (Text("覆盖率，全覆盖", "coverage, all"), Coverage(), _REPORTED, _ONE),
    "07": (Text("覆盖率", "coverage"), Coverage(at_least=_MOST), _REPORTED, _ONE),
    "08": (Text("最低值", "minimum"), Minimum(Fraction(6), unit="名"), _REPORTED, _ONE),
    "09": (Text("年度频次", "frequency"), Frequency(Fraction(2)), _REPORTED, _ONE),
    "10": (Text("常态要求", "standing duty"), Standing(), {}, _ONE),
    "11": (Text("常态要求，全部做到", "standing duty, all"), Standing(at_least=_HUNDRED, unit="%"), _STAGES, _ONE),
    "12": (Text("常态要求，有下限", "standing duty, a least"), Standing(at_least=_MOST, unit="%"), _REPORTED, _ONE),
    "13": (Text("常态要求，不得发生", "standing duty, none"), Standing(at_most=_NO, unit="起"), _STAGES, _ONE),
    "15": (Text("累计变化", "cumulative change"), Cumulative(at_most=Fraction(-27, 2), unit="%"), _REPORTED, _ONE),
    "17": (
        Text("累计变化，先稳后升", "cumulative change, rising in the end"),
        Cumulative(at_least=Fraction(30), unit="%"),
        {"2022-12-31": Fraction(-1), "2025-12-31": "done"},
        _ONE,
    ),
    "18": (
        Text("累计变化，先稳后降", "cumulative change, falling in the end"),
        Cumulative(at_most=Fraction(-27, 2), unit="%"),
        {"2022-12-31": Fraction(2), "2025-12-31": "done"},
        _ONE,
    ),
    "16": (
        Text("覆盖率，写明口径", "coverage with a counting rule"),
        Coverage(at_least=_MOST, basis="按件计"),
        _REPORTED,
        _ONE,
    ),
}


def invented_plan() -> Plan:
    """Return the plan whose targets are judged: one of each measure and of each way to mark it."""
    targets = tuple(_target(number, *asked) for number, asked in _TARGETS.items())
    return Plan(
        id="invented",
        title="示例规划",
        title_en="An invented plan",
        edition=None,
        publisher=None,
        published=None,
        jurisdiction=None,
        period=Period(_START, _END),
        phases=_PHASES,
        groups={},
        pace=Pace(Fraction(10), Fraction(30), 90),
        bodies={"government": "政府"},
        sections=(Section("1.1", "示例", None, "printed", (Item("1.1.1", "示例"),)),),
        targets=targets,
        hash="invented",
        listing=tuple(one.id for one in targets),
    )


class Row(NamedTuple):
    """One judgement: in which way, of which entry, and what was said of it."""

    way: Text
    entry: str
    verdict: str
    label: Text
    zh: str
    en: str

    @property
    def pattern(self) -> tuple[str, str]:
        """What is the same of two rows that differ in numbers only."""
        return _numberless(self.label.zh), _numberless(self.zh)


def _numberless(text: str) -> str:
    return re.sub(r"\d[\d.、-]*", "0", text)


def rows(target: str, plan: Plan) -> Iterator[Row]:
    """Yield the judgements on a target, each kind of sentence once."""
    seen = set()
    for way in _WAYS:
        for entry in _ENTRIES[target]:
            row = _row(way, entry, _judged(target, entry, way, plan))
            if row and row.pattern not in seen:
                seen.add(row.pattern)
                yield row


def _judged(target: str, entry: str, way: _Way, plan: Plan) -> Assessment | None:
    head = f'计划: invented\n单位: {{名称: 甲市, 层级: 市级, 代码: "650100"}}\n截至: {way.of or way.day}\n'
    text = f"{head}事项: {{{target}: {{{entry}}}}}\n" if entry else f"{head}事项: {{}}\n"
    as_of = date.fromisoformat(way.day) if way.of and not way.phase else None
    course = _round(way, plan) if way.node else None
    report = Checker(plan, as_of, way.phase, course=course).text("示例.yaml", text)
    if any(one.code == "FZ301" for one in report.findings):  # of a date to come: no such file is judged
        return None
    return next((one for one in report.assessments if one.target.id == target), None)


def _round(way: _Way, plan: Plan) -> Course:
    """Return the course of a round that sets a node."""
    head = Head.model_validate({"plan": plan.id, "title": way.name.zh, "as_of": way.day})
    unit = Member.model_validate({"name": "甲市", "level": "city", "code": "650100"})
    node = Assignment.model_validate({"task": plan.targets[0].id, "node": {way.node: "under_way"}})
    return Course(Round("", head, {"units": [unit], "assignments": [node]}))


def _row(way: _Way, entry: str, one: Assessment | None) -> Row | None:
    if one is None:
        return None
    day = date.fromisoformat(way.day)
    line = line_of(one, None, day)._replace(accepted=bool(way.phase))
    return Row(way.name, entry, one.verdict, line.degree, one.why.say("zh"), one.why.say("en"))


def render_sentences(out: TextIO) -> None:
    """Write the page: a table for each kind of target."""
    plan = invented_plan()
    print(_HEAD, file=out)
    for target in plan.targets:
        print(f"\n## {target.title} {target.title_en}\n", file=out)
        print("| 判定 verdict | 何时 when | 填报 entry | 中文 | English |\n|---|---|---|---|---|", file=out)
        out.writelines(f"{line}\n" for line in _lines(rows(target.id, plan)))


def _lines(found: Iterable[Row]) -> Iterator[str]:
    for row in sorted(found, key=lambda one: [*VERDICTS].index(one.verdict)):
        label = f"{_numberless(row.label.zh)} {_numberless(row.label.en)}".replace("0", "n")
        cells = (label, row.way.zh, _brief(row.entry), row.zh, row.en)
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _brief(entry: str) -> str:
    """Return an entry with a word for its evidence."""
    for written, word in _CALLED.items():
        entry = entry.replace(written, word)
    return entry.replace(", ", "，") or "—"


_HEAD = """\
# 判定用语 The sentences of verdicts

每种判定、每种衡量方式、每种判定情形的句子各列一句，由一个示例规划的真实判定得出：数字只是例子。
Every sentence that a verdict can have, one of each kind, as judgements of an invented plan say them."""
