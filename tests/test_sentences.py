"""The sentences of verdicts: docs/sentences.md holds them all as they are, and none says what its verdict denies."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from helpers.project import ROOT
from helpers.running import Ran
from helpers.submissions import CJK

from fazhi_check import sentences
from fazhi_check.pages.sentences import Row, invented_plan, render_sentences, rows
from fazhi_check.words import Sentence, Text

pytestmark = pytest.mark.slow  # together they take many seconds

Run = Callable[..., Ran]


class Said(NamedTuple):
    """A sentence of the table with the target that it is said of."""

    target: str
    row: Row


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """All sentences of the table."""
    plan = invented_plan()
    return [Said(target.id, row) for target in plan.targets for row in rows(target.id, plan)]


def test_the_page_in_docs_is_what_the_program_prints(run: Run):
    comment, _, page = (ROOT / "docs" / "sentences.md").read_text("utf-8").partition("\n\n")
    assert comment.startswith("<!--")
    assert page == run("explain", "sentences").out
    told = io.StringIO()
    render_sentences(told)
    assert page == told.getvalue()


def test_every_verdict_and_every_sentence_stands_in_the_table(said: list[Said]):
    assert {row.verdict for _, row in said} == {
        *("met", "on_track", "due_soon", "lagging", "overdue", "unproven", "missing", "invalid", "exempt")
    }
    wordings = [row.zh for _, row in said]
    for name, text in vars(sentences).items():
        if name.isupper() and isinstance(text, Text) and text.zh and name not in ("ITS_ERRORS",):
            begin, *rest = re.split(r"\{\w+\}", text.zh)
            longest = max((begin, *rest), key=len)
            assert any(longest in one for one in wordings), name


def test_a_sentence_is_written_as_an_office_writes(said: list[Said]):
    for _, row in said:
        assert not re.search(r"[()'\"]|实报|缺报|计划|  ", row.zh)
        assert not re.search(r"[一-鿿”] [一-鿿“]", row.zh)  # no blank between Chinese and Chinese
        assert not re.search(r"[一-鿿]\d+(?:\.\d+)?(?![\d.%余以]|-\d)", re.sub(r"[“（][^”）]*[”）]", "", row.zh))
        assert row.zh.count("（") == row.zh.count("）")
        assert not re.search(r"[{}]|None|，，|；；|，；", row.zh + row.en)


def test_english_is_english(said: list[Said]):
    for _, row in said:
        given = re.findall(
            r"“[^”]*”|progress [^;,]*|reason: .*|(?:lacking|not settled): [^(;)]*", row.en
        )  # as it was written
        left = row.en
        for part in given:
            left = left.replace(part, "")
        assert not CJK.search(left)
        assert not re.search(r"\b1 (?:bodies|cases|items|times|days|people)\b", row.en)


def test_no_sentence_denies_its_verdict(said: list[Said]):
    denied = {
        "met": "佐证材料不足|未填数值|不确切|落后|没有填报|今日到期",
        "on_track": "佐证材料不足|不确切|落后|已过|今日到期|已列佐证",
        "due_soon": "佐证材料不足|落后|已过|今日到期",
        "lagging": "佐证|已过|今日到期|无法认定",
        "overdue": "佐证材料不足|落后|无法认定|还有",
        "unproven": "已列佐证|落后 |今日到期",
        "missing": "填报为|佐证",
        "invalid": "应|佐证",
        "exempt": "应|佐证",
    }
    for _, row in said:
        assert not re.search(denied[row.verdict], row.zh)
        assert ("不足" in row.zh or sentences.reason_of(Text(row.zh, row.en)) is not None) >= (
            row.verdict == "unproven"
        )
        assert "逾期 0 天" not in row.label.zh


def test_what_is_not_a_matter_of_evidence_begins_with_its_reason(said: list[Said]):
    for _, row in said:
        reason = sentences.reason_of(Text(row.zh, row.en))
        lacks_a_value = row.verdict == "overdue" and row.label.zh == "逾期（未填数值）"  # of a standing duty
        assert (reason is not None) == (lacks_a_value or (row.verdict == "unproven" and "佐证材料不足" not in row.zh))
        assert sentences.reason_of(Text(row.zh, row.zh)) == sentences.reason_of(Text(row.en, row.en)) == reason


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_what_can_be_passed_has_a_direction(said: list[Said], lang: str):
    told = {(target, (row.zh, row.en)[lang == "en"]) for target, row in said}
    for target, only in (("1.1.1-05", "0"), ("1.1.1-06", "100%"), ("1.1.1-11", "100%"), ("1.1.1-13", "0")):
        direction = rf"(?:不高于|不低于|at most|at least) ?{only}"
        assert not any(re.search(direction, one) for of, one in told if of == target)


def test_a_bound_lags_by_no_less_than_it_says():
    lag = Sentence(sentences.LAG_AT_LEAST, {"lag": 12})
    assert Sentence(Text("落后{lag}个", "{lag} behind"), {"lag": lag}).say("zh") == "落后至少 12 个"


def test_what_a_phase_accepts_is_not_called_done_and_its_deadline_is_no_today(said: list[Said]):
    accepted = [row for _, row in said if row.way.zh.startswith("阶段验收")]
    assert {row.label.zh for row in accepted if row.verdict == "met"} == {"达标"}
    assert not any("今日" in row.label.zh + row.zh for row in accepted)
