"""The rules one by one: what triggers each code, what just does not, and the exact place it points to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.project import HERE, SMALL
from helpers.running import Ran, examine, verdict_of
from helpers.submissions import PROOF, submission

from fazhi_check.codes import CODES, Severity
from fazhi_check.examine import Checker, check
from fazhi_check.findings import Finding
from fazhi_check.outcome import FileReport
from fazhi_check.plan.model import Plan
from fazhi_check.plan.store import load_plan

MARK = "⟦"
IDENTITY, MOBILE = "111111190001011111", "13000000000"  # invented: no such place, no such birthday
MET = {"status": "done", "evidence": [PROOF["document"]]}


@dataclass(frozen=True)
class Sample:
    """A submission in which each place that a finding must point to has a mark before it."""

    code: str
    entries: str
    as_of: str = "2023-08-30"
    level: str = "city"
    head: tuple[str, str] = ("", "")

    @property
    def marked(self) -> str:
        """The text with its marks."""
        return submission(self.entries, self.as_of, level=self.level).replace(*self.head)

    def text(self) -> str:
        """Return the text without its marks."""
        return self.marked.replace(MARK, "")

    def places(self) -> list[tuple[int, int]]:
        """Return line and column of each mark, not counting the marks before it on its line."""
        found = []
        for number, line in enumerate(self.marked.splitlines(), 1):
            parts = line.split(MARK)[:-1]
            found += [(number, len("".join(parts[: count + 1])) + 1) for count in range(len(parts))]
        return found


def of_code(report: FileReport, code: str) -> list[Finding]:
    """Return the findings of one code."""
    return [one for one in report.findings if one.code == code]


def places(findings: list[Finding]) -> list[tuple[int, int] | None]:
    """Return line and column of each finding."""
    return [one.place and (one.place.line, one.place.column) for one in findings]


TRIGGERS = {
    # FZ2: ids.
    "205-unknown": Sample("FZ205", "  ⟦1.1.1-99: {status: done}\n"),
    "205-full-width-digit": Sample("FZ205", "  ⟦１.1.1-03: {status: done}\n"),
    "205-full-width-hyphen": Sample("FZ205", "  ⟦1.1.1－03: {status: done}\n"),
    "205-trailing-blank": Sample("FZ205", '  ⟦"1.1.1-03 ": {status: done}\n'),
    "205-invisible": Sample("FZ205", "  ⟦1.1.1\u200b-03: {status: done}\n"),
    "205-empty-entry": Sample("FZ205", "  ⟦1.1.1-3:\n"),
    "206-level": Sample("FZ206", "  ⟦1.2.1-01: {value: 50}\n", level="county"),
    "206-empty-entry": Sample("FZ206", "  ⟦1.1.1-01: {}\n", level="department"),
    "206-place": Sample("FZ206", "  ⟦1.1.1-05: {status: done}\n", head=('"650100"', '"410300"')),
    "206-body": Sample(
        "FZ206", "  ⟦1.1.1-03: {status: done}\n", head=("level: city", "level: department, body: court")
    ),
    # FZ3: consistency.
    "301-done-on-day": Sample("FZ301", "  1.1.1-03: {status: done, done_on: ⟦2023-08-31}\n"),
    "301-done-on-month": Sample("FZ301", "  1.1.1-03: {status: done, done_on: ⟦2023-09}\n"),
    "301-done-on-year": Sample("FZ301", "  1.1.1-03: {status: done, done_on: ⟦2024}\n"),
    "301-chinese": Sample("FZ301", "  1.1.1-03: {状态: 已完成, 完成日期: ⟦2023年8月31日}\n"),
    "301-evidence": Sample(
        "FZ301",
        "  1.1.1-03:\n    status: done\n    evidence:\n      - {kind: document, title: 某文件, date: 2023-08-30}\n"
        "      - kind: document\n        title: 某文件\n        date: ⟦2023-08-31\n",
    ),
    "301-evidence-after-a-null": Sample(
        "FZ301", "  1.1.1-03: {status: done, evidence: [~, {kind: record, title: 某次, date: ⟦2024-01}]}\n"
    ),
    "301-year": Sample("FZ301", "  1.2.1-05: {by_year: {2021: 4, ⟦2024: 4}}\n"),
    "301-year-in-chinese": Sample("FZ301", "  1.2.1-05: {分年度: {2021年: 4, ⟦2024年: 4}}\n"),
    "301-all-of-them": Sample(
        "FZ301",
        "  1.2.1-05: {by_year: {⟦2024: 4}, done_on: ⟦2025}\n  1.1.1-03: {status: done, done_on: ⟦2023-09-01}\n",
    ),
    "302": Sample("FZ302", "", as_of="⟦2020-12-31"),
    "303-no-reason": Sample("FZ303", "  1.1.1-03: {status: ⟦not_applicable}\n"),
    "303-empty-reason": Sample("FZ303", '  1.1.1-03: {reason: "", status: ⟦not_applicable}\n'),
    "303-blank-reason": Sample("FZ303", '  1.1.1-03: {理由: "  ", 状态: ⟦不适用}\n'),
    "303-reason-none": Sample("FZ303", "  1.1.1-03: {状态: 不适用, 理由: ⟦无}\n"),
    "303-reason-dash": Sample("FZ303", "  1.1.1-03: {状态: 不适用, 理由: ⟦——}\n"),
    "303-reason-omitted": Sample("FZ303", "  1.1.1-03: {status: not_applicable, reason: ⟦略。}\n"),
    "303-reason-n-a": Sample("FZ303", "  1.1.1-03: {status: not_applicable, reason: ⟦N/A}\n"),
    "303-null-reason": Sample("FZ303", "  1.1.1-03:\n    reason:\n    status: ⟦not_applicable\n"),
    "304-covered-above-total": Sample("FZ304", "  1.2.1-03: {covered: ⟦41, total: 40}\n"),
    "304-bound-above-total": Sample("FZ304", "  1.2.1-03: {covered: ⟦41以上, total: 40}\n"),
    "304-total-zero": Sample("FZ304", "  1.2.1-03: {covered: 0, total: ⟦0}\n"),
    "304-covered-negative": Sample("FZ304", "  1.2.1-03: {covered: ⟦-1, total: 40}\n"),
    "304-percent-above-100": Sample("FZ304", '  1.2.1-03: {value: ⟦"100.1%"}\n'),
    "304-percent-negative": Sample("FZ304", "  1.2.1-03: {value: ⟦-0.1}\n"),
    "304-percent-bound": Sample("FZ304", "  1.2.1-03: {数值: ⟦101%以上}\n"),
    "304-standing-percent": Sample("FZ304", "  1.2.1-07: {value: ⟦101}\n"),
    "304-progress-above-100": Sample("FZ304", "  1.1.1-03: {status: done, progress: ⟦101}\n"),
    "304-progress-negative": Sample("FZ304", "  1.1.1-03: {status: done, progress: ⟦-1}\n"),
    "304-two-forms": Sample("FZ304", "  1.2.1-03: {covered: 3, total: 4, value: ⟦50}\n"),
    "304-two-forms-rounded": Sample("FZ304", "  1.2.1-03: {covered: 1, total: 3, value: ⟦33.4}\n"),
    "304-two-forms-above": Sample("FZ304", "  1.2.1-03: {covered: 3, total: 4, value: ⟦80%以上}\n"),
    "304-two-forms-below": Sample("FZ304", "  1.2.1-03: {covered: 3, total: 4, value: ⟦不足70%}\n"),
    "304-two-forms-bound-of-parts": Sample("FZ304", "  1.2.1-03: {covered: 30以上, total: 40, value: ⟦70}\n"),
    "304-part-negative": Sample("FZ304", "  1.2.1-04: {by_unit: {甲村: 6, 乙村: ⟦-1}}\n"),
    "304-count-negative": Sample("FZ304", "  1.2.1-05: {by_year: {2021: 4, 2022: ⟦-1}}\n"),
    "304-count-negative-in-chinese": Sample("FZ304", "  1.2.1-05: {分年度: {2021年: 4, 2022年: ⟦-1}}\n"),
    "305-identity": Sample("FZ305", f"  1.1.1-03: {{status: done, note: ⟦证号{IDENTITY}}}\n"),
    "305-identity-with-x": Sample("FZ305", f"  1.1.1-03: {{status: done, note: ⟦{IDENTITY[:-1]}X}}\n"),
    "305-mobile": Sample("FZ305", f"  1.1.1-03: {{status: done, owner: ⟦某局{MOBILE}}}\n"),
    "305-mobile-parted": Sample("FZ305", "  1.1.1-03: {status: done, note: ⟦130 0000 0000}\n"),
    "305-mobile-full-width": Sample("FZ305", "  1.1.1-03: {status: done, note: ⟦１３０００００００００}\n"),
    "305-evidence": Sample(
        "FZ305", f"  1.1.1-03: {{status: done, evidence: [{{kind: record, title: ⟦电话{MOBILE}}}]}}\n"
    ),
    "305-name-of-a-part": Sample("FZ305", f"  1.2.1-04: {{by_unit: {{⟦甲村{MOBILE}: 6}}}}\n"),
    "305-unit-name": Sample("FZ305", "", head=("甲市", f"⟦甲市{MOBILE}")),
    "305-source": Sample("FZ305", "", head=("entries:", f"source: {{note: ⟦电话{MOBILE}}}\nentries:")),
    "305-unknown-key": Sample("FZ305", f"  1.1.1-03: {{status: done, phone: ⟦{MOBILE}}}\n"),
    "306-done-in-part": Sample("FZ306", "  1.1.1-03: {status: done, progress: ⟦99}\n"),
    "306-all-but-not-done": Sample("FZ306", "  1.1.1-03: {status: substantial, progress: ⟦100}\n"),
    "306-not-started-yet-begun": Sample("FZ306", "  1.1.1-03: {status: not_started, progress: ⟦1}\n"),
    "306-not-started-yet-completed": Sample("FZ306", "  1.1.1-03: {状态: 未启动, 完成日期: ⟦2023-05}\n"),
    "306-not-applicable-yet-completed": Sample(
        "FZ306", "  1.1.1-03: {status: not_applicable, reason: 没有这项工作, done_on: ⟦2023-05}\n"
    ),
    "306-done-below-the-mark": Sample("FZ306", "  1.2.1-01: {status: done, value: ⟦99}\n"),
    "306-done-above-the-mark": Sample("FZ306", "  1.2.1-02: {状态: 已完成, 数值: ⟦11}\n"),
    "306-done-under-a-bound": Sample("FZ306", "  1.2.1-01: {status: done, value: ⟦不足100}\n"),
    "306-not-started-at-the-mark": Sample("FZ306", "  1.2.1-01: {status: not_started, value: ⟦100}\n"),
    "306-coverage": Sample("FZ306", "  1.2.1-03: {status: done, covered: ⟦39, total: 40}\n"),
    "306-minimum": Sample("FZ306", "  1.2.1-04: {status: done, by_unit: ⟦{甲村: 5}}\n"),
    "306-standing": Sample("FZ306", "  1.2.1-08: {status: done, value: ⟦1}\n"),
    "307-zero-width": Sample("FZ307", "  1.1.1-03: {status: done, note: ⟦某\u200b事}\n"),
    "307-direction": Sample("FZ307", "  1.1.1-03: {status: done, note: ⟦某\u202e事}\n"),
    "307-id": Sample("FZ307", "  ⟦1.1.1\u200b-03: {status: done}\n"),
    "307-number": Sample("FZ307", "  1.2.1-01: {value: ⟦5\u200b0}\n"),
    "307-inside-the-text": Sample("FZ307", "  1.1.1-03: {status: done, note: ⟦某\ufeff事}\n"),
    "307-unit-name": Sample("FZ307", "", head=("甲市", "⟦甲\u2060市")),
    "308-secret": Sample("FZ308", "  1.1.1-03: {status: done, note: ⟦秘密★5年}\n"),
    "308-confidential": Sample("FZ308", "  1.1.1-03: {status: done, problem: ⟦属机密★}\n"),
    "308-top-secret": Sample("FZ308", "  1.1.1-03: {status: done, evidence: [{kind: record, title: ⟦绝密 ★}]}\n"),
    "308-source": Sample("FZ308", "", head=("entries:", "source: {title: ⟦某报告(秘密★)}\nentries:")),
    # FZ4: evidence.
    "401-none": Sample("FZ401", "  ⟦1.1.1-03: {status: done}\n"),
    "401-a-claim": Sample("FZ401", "  ⟦1.1.1-03: {status: done, evidence: [{kind: report, title: 某总结}]}\n"),
    "401-a-value-too-few": Sample("FZ401", "  ⟦1.2.1-01: {value: 100}\n"),
    "401-no-value": Sample("FZ401", "  ⟦1.2.1-01: {status: done}\n"),
    "402-day": Sample(
        "FZ402", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件, date: ⟦2020-12-31}]}\n"
    ),
    "402-month": Sample("FZ402", "  1.1.1-03: {status: done, 佐证: [{类型: 文件, 标题: 某文件, 日期: ⟦2020年12月}]}\n"),
    "402-year": Sample(
        "FZ402", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件, date: ⟦2020}]}\n"
    ),
    # FZ5: progress. Of a township only 1.1.1-03 is asked.
    "501-no-entry": Sample("FZ501", "", level="township", head=("entries:", "⟦entries:")),
    "501-no-entry-in-chinese": Sample("FZ501", "", level="township", head=("entries:", "⟦事项:")),
    "501-empty-entry": Sample("FZ501", "  ⟦1.1.1-03: {note: ~}\n", level="township"),
    "502": Sample("FZ502", "  ⟦1.1.1-03: {status: not_started}\n", as_of="2022-12-31"),
    "503": Sample("FZ503", "  ⟦1.1.1-03: {status: under_way, progress: 50}\n", as_of="2024-07-01"),
    "504": Sample("FZ504", "  ⟦1.1.1-03: {status: substantial}\n", as_of="2025-10-02"),
}

NEAR_MISSES = {
    "205-quoted": Sample("FZ205", '  "1.1.1-03": {status: done}\n'),
    "206-its-level": Sample("FZ206", "  1.2.1-03: {value: 50}\n", level="county"),
    "206-its-place": Sample("FZ206", "  1.1.1-05: {status: done}\n", head=('"650100"', '"650199"')),
    "206-its-body": Sample(
        "FZ206", "  1.1.1-02: {status: done}\n", head=("level: city", "level: department, body: court")
    ),
    "206-unknown-is-205": Sample("FZ206", "  1.1.1-99: {status: done}\n"),
    "301-the-day-itself": Sample("FZ301", "  1.1.1-03: {status: done, done_on: 2023-08-30}\n"),
    "301-the-month-itself": Sample("FZ301", "  1.1.1-03: {status: done, done_on: 2023-08}\n"),
    "301-the-year-itself": Sample("FZ301", "  1.1.1-03: {status: done, done_on: 2023}\n"),
    "301-the-counts-of-this-year": Sample("FZ301", "  1.2.1-05: {by_year: {2023: 2}}\n"),
    "301-evidence-of-the-day": Sample(
        "FZ301", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件, date: 2023-08-30}]}\n"
    ),
    "301-evidence-of-the-month": Sample(
        "FZ301", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件, date: 2023-08}]}\n"
    ),
    "301-published-later": Sample("FZ301", "", head=("entries:", "source: {date: 2023-09-15}\nentries:")),
    "302-the-first-day": Sample("FZ302", "", as_of="2021-01-01"),
    "303-with-reason": Sample("FZ303", "  1.1.1-03: {status: not_applicable, reason: 无此项}\n"),
    "303-another-status": Sample("FZ303", "  1.1.1-03: {status: not_started}\n"),
    "304-all-covered": Sample("FZ304", "  1.2.1-03: {covered: 40, total: 40}\n"),
    "304-none-covered": Sample("FZ304", "  1.2.1-03: {covered: 0, total: 1}\n"),
    "304-bound-up-to-the-total": Sample("FZ304", "  1.2.1-03: {covered: 40以上, total: 40}\n"),
    "304-hundred": Sample("FZ304", "  1.2.1-03: {value: 100%}\n"),
    "304-nought": Sample("FZ304", "  1.2.1-03: {value: 0}\n"),
    "304-progress-hundred": Sample("FZ304", "  1.1.1-03: {status: done, progress: 100}\n"),
    "304-progress-nought": Sample("FZ304", "  1.1.1-03: {status: not_started, progress: 0}\n"),
    "304-no-percentage": Sample("FZ304", "  1.2.1-02: {value: 101}\n"),
    "304-two-forms-agree": Sample("FZ304", "  1.2.1-03: {covered: 3, total: 4, value: 75}\n"),
    "304-two-forms-one-place": Sample("FZ304", "  1.2.1-03: {covered: 1, total: 3, value: 33.3}\n"),
    "304-two-forms-no-place": Sample("FZ304", "  1.2.1-03: {covered: 1, total: 3, value: 33%}\n"),
    "304-two-forms-within-a-bound": Sample("FZ304", "  1.2.1-03: {covered: 1, total: 3, value: 30%以上}\n"),
    "304-two-forms-within-an-upper-bound": Sample("FZ304", "  1.2.1-03: {covered: 3, total: 4, value: 不足80%}\n"),
    "304-two-forms-within-the-bound-of-parts": Sample("FZ304", "  1.2.1-03: {covered: 30以上, total: 40, value: 80}\n"),
    "304-two-forms-rounded-up": Sample("FZ304", "  1.2.1-03: {covered: 13, total: 40, value: 33}\n"),
    "304-no-part": Sample("FZ304", "  1.2.1-04: {by_unit: {甲村: 0}}\n"),
    "305-a-digit-more": Sample("FZ305", f"  1.1.1-03: {{status: done, note: 编号{MOBILE}0}}\n"),
    "305-a-digit-less": Sample("FZ305", f"  1.1.1-03: {{status: done, note: 编号{MOBILE[:-1]}}}\n"),
    "305-office-telephone": Sample("FZ305", "  1.1.1-03: {status: done, note: 电话0991-1234567}\n"),
    "305-no-such-month": Sample("FZ305", "  1.1.1-03: {status: done, note: 编号111111190013011111}\n"),
    "305-no-such-day": Sample("FZ305", "  1.1.1-03: {status: done, note: 编号111111190001321111}\n"),
    "305-a-sum": Sample("FZ305", f"  1.2.1-01: {{value: {MOBILE}}}\n"),
    "305-a-sum-in-chinese": Sample("FZ305", f"  1.2.1-01: {{数值: {MOBILE}}}\n"),
    "306-completion-to-come": Sample("FZ306", "  1.1.1-03: {status: not_started, done_on: 2023-09}\n"),
    "306-begun-with-a-date": Sample("FZ306", "  1.1.1-03: {status: under_way, done_on: 2023-05}\n"),
    "306-done-in-full": Sample("FZ306", "  1.1.1-03: {status: done, progress: 100}\n"),
    "306-nearly-done": Sample("FZ306", "  1.1.1-03: {status: substantial, progress: 99}\n"),
    "306-not-started-at-nought": Sample("FZ306", "  1.1.1-03: {status: not_started, progress: 0}\n"),
    "306-done-at-the-mark": Sample("FZ306", "  1.2.1-01: {status: done, value: 100}\n"),
    "306-under-way-below-the-mark": Sample("FZ306", "  1.2.1-01: {status: under_way, value: 99}\n"),
    "306-done-at-an-open-bound": Sample("FZ306", "  1.2.1-01: {status: done, value: 99余}\n"),
    "306-done-fully-covered": Sample("FZ306", "  1.2.1-03: {status: done, covered: 40, total: 40}\n"),
    "306-not-applicable": Sample("FZ306", "  1.2.1-01: {status: not_applicable, reason: 无此项}\n"),
    "306-done-every-year": Sample("FZ306", "  1.2.1-05: {status: done, by_year: {2021: 4, 2022: 4}}\n"),
    "307-wide-blank-and-quotes": Sample("FZ307", "  1.1.1-03: {status: done, note: 某　“事”·★}\n"),
    "307-tab-in-quotes": Sample("FZ307", '  1.1.1-03: {status: done, note: "某\t事\\n"}\n'),
    "308-the-word-alone": Sample("FZ308", "  1.1.1-03: {status: done, note: 学习保守国家秘密法}\n"),
    "308-the-star-alone": Sample("FZ308", "  1.1.1-03: {status: done, note: ★重点}\n"),
    "308-apart": Sample("FZ308", "  1.1.1-03: {status: done, note: 秘密文件★}\n"),
    "401-proven": Sample("FZ401", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件}]}\n"),
    "401-not-done-yet": Sample("FZ401", "  1.1.1-03: {status: substantial}\n"),
    "402-the-first-day": Sample(
        "FZ402", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件, date: 2021-01-01}]}\n"
    ),
    "402-the-first-year": Sample(
        "FZ402", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件, date: 2021}]}\n"
    ),
    "402-undated": Sample("FZ402", "  1.1.1-03: {status: done, evidence: [{kind: document, title: 某文件}]}\n"),
    "501-reported": Sample("FZ501", "  1.1.1-03: {status: not_started}\n", level="township"),
    "501-exempt": Sample("FZ501", "  1.1.1-03: {status: not_applicable, reason: 无此项}\n", level="township"),
    "501-invalid": Sample("FZ501", "  1.1.1-03: {note: 某事}\n", level="township"),
    "502-the-day-before": Sample("FZ502", "  1.1.1-03: {status: not_started}\n", as_of="2022-12-30"),
    "503-the-day-before": Sample("FZ503", "  1.1.1-03: {status: under_way}\n", as_of="2024-06-30"),
    "504-the-day-before": Sample("FZ504", "  1.1.1-03: {status: substantial}\n", as_of="2025-10-01"),
}


@pytest.mark.parametrize("sample", TRIGGERS.values(), ids=TRIGGERS.keys())
def test_what_triggers_a_rule_is_found_at_its_place(small: Plan, sample: Sample):
    found = of_code(examine(sample.text(), small), sample.code)
    assert sample.places()
    assert places(found) == sample.places()


@pytest.mark.parametrize("sample", NEAR_MISSES.values(), ids=NEAR_MISSES.keys())
def test_what_just_does_not_trigger_a_rule_is_let_be(small: Plan, sample: Sample):
    report = examine(sample.text(), small)
    assert of_code(report, sample.code) == []
    assert report.unit is not None


@pytest.mark.parametrize("sample", TRIGGERS.values(), ids=TRIGGERS.keys())
def test_a_finding_is_said_whole_in_both_languages(small: Plan, sample: Sample):
    for found in of_code(examine(sample.text(), small), sample.code):
        zh, en = found.message("zh"), found.message("en")
        assert zh != en
        assert not {"{", "}"} & set(zh + en)
        assert "None" not in zh + en


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("205-full-width-digit", ["１.1.1-03", "1.1.1-03"]),
        ("301-done-on-month", ["2023-09", "2023-08-30"]),
        ("301-year", ["2024", "2023-08-30"]),
        ("302", ["2020-12-31", "2021-01-01"]),
        ("304-covered-above-total", ["41", "40"]),
        ("304-two-forms", ["50", "3/4"]),
        ("306-done-below-the-mark", ["99"]),
        ("307-zero-width", ["U+200B"]),
        ("308-secret", ["秘密★"]),
        ("402-day", ["某文件", "2020-12-31"]),
        ("502", ["2022-12-31"]),
        ("504", ["90", "2025-12-31"]),
    ],
)
def test_a_message_names_what_is_wrong(small: Plan, name: str, said: list[str]):
    (found,) = of_code(examine(TRIGGERS[name].text(), small), TRIGGERS[name].code)
    for lang in ("zh", "en"):
        assert [part for part in said if part not in found.message("en" if lang == "en" else "zh")] == []


@pytest.mark.parametrize(
    "name", [name for name in TRIGGERS if name.startswith(("303", "304", "306", "401", "402", "50"))]
)
def test_a_finding_names_the_target_it_concerns(small: Plan, name: str):
    sample = TRIGGERS[name]
    wanted = "1.1.1-03" if sample.level == "township" else sample.entries.strip().strip(MARK)[:8]
    assert [one.target for one in of_code(examine(sample.text(), small), sample.code)] == [wanted]


@pytest.mark.parametrize("name", ["302", "305-unit-name", "305-source", "307-unit-name", "308-source"])
def test_a_finding_outside_the_entries_names_no_target(small: Plan, name: str):
    assert [one.target for one in of_code(examine(TRIGGERS[name].text(), small), TRIGGERS[name].code)] == [None]


# Severity, and what it means for the file and the entry.

ERRORS = ("FZ205", "FZ301", "FZ302", "FZ303", "FZ304", "FZ305", "FZ307", "FZ308")
WARNINGS = ("FZ206", "FZ306", "FZ309", "FZ401", "FZ402", "FZ501", "FZ502", "FZ503")


@pytest.mark.parametrize(
    ("code", "severity"),
    [*((code, "error") for code in ERRORS), *((code, "warning") for code in WARNINGS), ("FZ504", "note")],
)
def test_each_code_has_its_severity(code: str, severity: str):
    assert CODES[code].severity == severity


@pytest.mark.parametrize("sample", TRIGGERS.values(), ids=TRIGGERS.keys())
def test_only_errors_make_a_file_not_valid(small: Plan, sample: Sample):
    report = examine(sample.text(), small)
    others = [one for one in report.findings if one.code != sample.code and one.severity is Severity.error]
    assert report.valid is (sample.code not in ERRORS and not others)


SPOILT: dict[str, dict[str, Any]] = {
    "FZ301": MET | {"done_on": "2023-09-01"},
    "FZ305": MET | {"note": f"电话{MOBILE}"},
    "FZ306": MET | {"progress": 99},
    "FZ307": MET | {"note": "某\u200b事"},
    "FZ308": MET | {"note": "秘密★"},
    "FZ402": {"status": "done", "evidence": [PROOF["document"] | {"date": "2019-01-01"}]},
}


@pytest.mark.parametrize("code", SPOILT)
def test_other_findings_do_not_change_a_verdict(small: Plan, code: str):
    report = examine(submission({"1.1.1-03": SPOILT[code]}), small)
    assert len(of_code(report, code)) == 1
    assert verdict_of(report, "1.1.1-03").verdict == "met"


@pytest.mark.parametrize(
    ("code", "target", "entry"),
    [
        ("FZ303", "1.1.1-03", MET | {"status": "not_applicable"}),
        ("FZ304", "1.1.1-03", MET | {"progress": 101}),
        ("FZ304", "1.2.1-03", {"covered": 41, "total": 40, "evidence": [PROOF["figure"]]}),
    ],
)
def test_what_cannot_be_used_makes_its_entry_invalid(small: Plan, code: str, target: str, entry: dict[str, Any]):
    report = examine(submission({target: entry, "1.1.1-01": MET}), small)
    assert len(of_code(report, code)) == 1
    assert verdict_of(report, target).verdict == "invalid"
    assert verdict_of(report, "1.1.1-01").verdict == "met"


@pytest.mark.parametrize("name", ["205-unknown", "206-level"])
def test_an_entry_that_answers_nothing_gets_no_assessment(small: Plan, name: str):
    sample = TRIGGERS[name]
    answered, unanswered = examine(sample.text(), small), examine(submission(level=sample.level), small)
    assert [one.target.id for one in answered.assessments] == [one.target.id for one in unanswered.assessments]


# FZ205: advice.


@pytest.mark.parametrize("written", ["1.1.1-3", "1.1.1－03", "1.1.l-03", "1.1.1\u200b-03"])
def test_an_id_that_is_nearly_right_is_recognised(small: Plan, written: str):
    (found,) = of_code(examine(submission(f"  {written}: {{status: done}}\n"), small), "FZ205")
    assert "1.1.1-03" in found.message("zh")
    assert "did you mean 1.1.1-03" in found.message("en")


def test_an_invisible_character_in_an_id_is_shown_for_what_it_is(small: Plan):
    report = examine(submission("  1.1.1\u200b-03: {status: done}\n"), small)
    assert {one.code for one in report.findings if one.place and one.place.line == 5} == {"FZ205", "FZ307"}
    assert verdict_of(report, "1.1.1-03").verdict == "missing"


# FZ301 and FZ302 look at the file's own date.


@pytest.mark.parametrize(("day", "done_on", "number"), [("2022-01-01", "2023-05", 0), ("2024-06-01", "2023-09", 1)])
def test_another_day_of_judgement_does_not_move_the_files_own_date(small: Plan, day: str, done_on: str, number: int):
    text = submission({"1.1.1-03": {"status": "done", "done_on": done_on}}, "2023-08-30")
    assert len(of_code(examine(text, small, date.fromisoformat(day)), "FZ301")) == number


def test_a_file_from_before_the_plan_is_not_assessed(small: Plan):
    report = examine(submission({"1.1.1-03": {"status": "not_started"}}, "2020-12-31"), small)
    assert [one.code for one in report.findings] == ["FZ302"]
    assert report.assessments == []
    assert set(report.counts().values()) == {0}
    assert report.valid is False


def test_another_day_of_judgement_does_not_cure_a_file_from_before_the_plan(small: Plan):
    report = examine(submission("", "2020-12-31"), small, date(2023, 8, 30))
    assert [one.code for one in report.findings] == ["FZ302"]
    assert report.assessments == []


def test_a_day_of_judgement_before_the_plan_is_not_the_files_fault(small: Plan):
    report = examine(submission("", "2023-08-30"), small, date(2020, 6, 1))
    assert of_code(report, "FZ302") == []
    assert len(report.assessments) == len(small.targets)


def test_other_errors_are_still_found_in_a_file_from_before_the_plan(small: Plan):
    text = submission({"1.1.1-03": {"status": "not_applicable"}, "1.1.1-99": {"status": "done"}}, "2020-12-31")
    assert {one.code for one in examine(text, small).findings} == {"FZ205", "FZ302", "FZ303"}


# FZ402: a span is older than the plan only as a whole.


@pytest.mark.parametrize(("when", "number"), [("2021", 0), ("2021-07", 0), ("2021-06", 1), ("2020", 1)])
def test_evidence_is_older_only_if_its_last_day_is(when: str, number: int):
    plan = load_plan(str(HERE / "plans" / "midyear"))
    entry = {"status": "done", "evidence": [PROOF["document"] | {"date": when}]}
    text = submission({"1.1.1-02": entry}).replace("plan: small", "plan: midyear")
    assert len(of_code(examine(text, plan), "FZ402")) == number


# FZ305: masked wherever it is shown.


@pytest.mark.parametrize("name", [name for name in TRIGGERS if name.startswith("305")])
@pytest.mark.parametrize("form", ["json", "table"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_personal_numbers_are_masked_in_every_output(
    run: Callable[..., Ran], tmp_path: Path, name: str, form: str, lang: str
):
    path = tmp_path / "sample.yaml"
    path.write_text(TRIGGERS[name].text(), encoding="utf-8")
    ran = run(path, "--plan", SMALL, "--format", form, "--show", "all", "--lang", lang)
    assert ran.code == 1
    assert "FZ305" in ran.out
    shown = (ran.out + ran.err).replace(" ", "").translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    assert not [number for number in (IDENTITY, IDENTITY[:-1], MOBILE) if number in shown]


@pytest.mark.parametrize(("name", "what"), [("305-identity", "身份证号"), ("305-mobile", "手机号")])
def test_the_kind_of_personal_number_is_said(small: Plan, name: str, what: str):
    (found,) = of_code(examine(TRIGGERS[name].text(), small), "FZ305")
    assert what in found.message("zh")


def test_two_numbers_in_one_text_are_two_findings(small: Plan):
    report = examine(submission({"1.1.1-03": MET | {"note": f"{MOBILE}、{IDENTITY}"}}), small)
    assert len(of_code(report, "FZ305")) == 2


# FZ306 on a frequency.


@pytest.mark.parametrize(
    ("by_year", "as_of", "number"),
    [
        ({2021: 1, 2022: 4}, "2023-08-30", 1),
        ({2021: 4, 2022: 3}, "2022-12-31", 1),
        ({2021: 4, 2022: 3}, "2022-12-30", 0),
        ({2021: 4, 2022: 4, 2023: 2}, "2023-08-30", 0),
        ({2021: "3余", 2022: 4}, "2023-08-30", 0),
    ],
    ids=["short", "full-on-31-december", "not-full-on-30-december", "this-year", "open-bound"],
)
def test_done_with_a_full_year_short_contradicts_itself(small: Plan, by_year: dict[int, Any], as_of: str, number: int):
    report = examine(submission({"1.2.1-05": {"status": "done", "by_year": by_year}}, as_of), small)
    assert (verdict_of(report, "1.2.1-05").verdict == "overdue") is bool(number)
    assert [one.target for one in of_code(report, "FZ306")] == ["1.2.1-05"] * number


def test_a_year_partly_outside_the_plan_contradicts_nothing():
    plan = load_plan(str(HERE / "plans" / "midyear"))
    entry = {"status": "done", "by_year": {2021: 0, 2022: 4, 2023: 4, 2024: 4}, "evidence": [PROOF["record"]]}
    report = examine(submission({"1.1.1-01": entry}, "2025-08-30").replace("plan: small", "plan: midyear"), plan)
    assert verdict_of(report, "1.1.1-01").verdict == "met"
    assert of_code(report, "FZ306") == []


# FZ4 and FZ5 follow the verdicts.


@pytest.mark.parametrize(
    ("entry", "as_of", "verdict"),
    [
        (None, "2023-08-30", "missing"),
        ({"status": "done"}, "2023-08-30", "unproven"),
        ({"status": "not_started"}, "2023-08-30", "overdue"),
        ({"status": "under_way", "progress": 50}, "2024-07-01", "lagging"),
        ({"status": "substantial"}, "2025-10-02", "due_soon"),
    ],
)
def test_what_is_only_explored_raises_no_finding_of_progress(
    small: Plan, entry: dict[str, Any] | None, as_of: str, verdict: str
):
    report = examine(submission({} if entry is None else {"1.1.1-04": entry}, as_of), small)
    assert verdict_of(report, "1.1.1-04").verdict == verdict
    assert [one for one in report.findings if one.target == "1.1.1-04"] == []


def test_every_verdict_on_a_duty_that_needs_a_word_has_its_one_finding(small: Plan):
    entries = {
        "1.1.1-01": {"status": "done"},
        "1.1.1-02": {"status": "not_started"},
        "1.1.1-03": {"status": "under_way", "progress": 50},
        "1.2.1-03": {"value": 100, "evidence": [PROOF["figure"]]},
        "1.2.1-06": {"status": "under_way"},
    }
    report = examine(submission(entries, "2024-07-01"), small)
    codes = {"unproven": "FZ401", "missing": "FZ501", "overdue": "FZ502", "lagging": "FZ503", "due_soon": "FZ504"}
    wanted = {(codes[one.verdict], one.target.id) for one in report.assessments if one.verdict in codes and one.flagged}
    found = [(one.code, one.target) for one in report.findings if one.code in codes.values()]
    assert {("FZ401", "1.1.1-01"), ("FZ502", "1.1.1-02"), ("FZ503", "1.1.1-03"), ("FZ501", "1.1.1-05")} <= wanted
    assert sorted(found) == sorted(wanted)


# FZ309: several files.


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[str]]:
    """Write texts as files a.yaml, b.yaml, c.yaml; return their paths."""

    def write(*texts: str) -> list[str]:
        paths = [tmp_path / f"{name}.yaml" for name, _ in zip("abc", texts, strict=False)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return [str(path) for path in paths]

    return write


def doubles(paths: list[str], checker: Checker) -> list[list[Finding]]:
    """Return the FZ309 of each file."""
    return [of_code(one, "FZ309") for one in check(paths, checker).files]


def test_a_second_file_of_one_unit_and_date_is_named(small: Plan, files: Callable[..., list[str]]):
    paths = files(submission(), submission({"1.1.1-03": MET}))
    first, second = doubles(paths, Checker(small))
    assert first == []
    assert places(second) == [(2, 1)]
    for lang in ("zh", "en"):
        assert "a.yaml" in second[0].message("en" if lang == "en" else "zh")
        assert "2023-08-30" in second[0].message("en" if lang == "en" else "zh")


def test_every_further_file_of_the_unit_is_named(small: Plan, files: Callable[..., list[str]]):
    assert [len(found) for found in doubles(files(*[submission()] * 3), Checker(small))] == [0, 1, 1]


def test_a_double_is_a_warning_and_both_files_are_judged(small: Plan, files: Callable[..., list[str]]):
    report = check(files(submission(), submission()), Checker(small))
    assert [one.valid for one in report.files] == [True, True]
    assert [len(one.assessments) for one in report.files] == [len(small.targets)] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (submission(), submission(as_of="2023-08-31")),
        (submission(), submission(level="county")),
        (submission(), submission(code="650200")),
        (submission(level="department", name="甲局"), submission(level="department", name="乙局")),
        (submission(level="township", name="甲乡"), submission(level="township", name="乙乡")),
        (
            submission().replace("level: city", "level: department, body: court"),
            submission().replace("level: city", "level: department, body: government"),
        ),
    ],
    ids=["date", "level", "code", "department", "township", "body"],
)
def test_files_of_two_units_or_two_dates_are_no_doubles(
    small: Plan, files: Callable[..., list[str]], one: str, other: str
):
    assert doubles(files(one, other), Checker(small)) == [[], []]


def test_the_date_of_a_double_is_the_files_own(small: Plan, files: Callable[..., list[str]]):
    # --as-of and --phase move verdicts and waivers only; last year's file is no second file of this year.
    paths = files(submission(as_of="2022-12-31"), submission(as_of="2023-12-31"))
    assert doubles(paths, Checker(small, as_of=date(2024, 1, 1))) == [[], []]
    assert doubles(paths, Checker(small, phase="2022")) == [[], []]


def test_another_day_of_judgement_does_not_hide_a_double(small: Plan, files: Callable[..., list[str]]):
    paths = files(submission(), submission())
    assert [len(found) for found in doubles(paths, Checker(small, as_of=date(2024, 1, 1)))] == [0, 1]


# In the JSON report.


def test_json_gives_code_severity_place_target_and_data(run: Callable[..., Ran], tmp_path: Path):
    sample = TRIGGERS["301-done-on-day"]
    path = tmp_path / "sample.yaml"
    path.write_text(sample.text(), encoding="utf-8")
    ran = run(path, "--plan", SMALL, "--format", "json", "--lang", "en")
    (one,) = [found for found in ran.json["files"][0]["findings"] if found["code"] == "FZ301"]
    assert (one["severity"], one["target"], (one["line"], one["column"])) == ("error", "1.1.1-03", *sample.places())
    assert "2023-08-31" in json.dumps(one["data"])
    assert ran.json["files"][0]["valid"] is False


def test_a_value_beside_not_applicable_is_not_lost_in_silence(small: Plan):
    report = examine(submission("  1.2.1-01: {status: not_applicable, reason: 无此项, value: 1}\n"), small)
    assert [one.target for one in of_code(report, "FZ306")] == ["1.2.1-01"]
    assert verdict_of(report, "1.2.1-01").verdict == "exempt"
