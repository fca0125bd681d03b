"""The second Chinese names of keys and statuses, and one fact under two statuses (FZ311)."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.running import examine, verdict_of
from helpers.submissions import PROOF, submission

from fazhi_check.plan.model import Plan

HEAD = """\
{plan}: small
单位: {{名称: 甲市, 层级: 市级, 代码: 650100}}
截至: 2023-08-30
事项:
"""


def codes(plan: Plan, text: str) -> list[str]:
    return [one.code for one in examine(text, plan).findings if one.code < "FZ4"]


@pytest.mark.parametrize("key", ["计划", "规划", "plan"])
def test_the_plan_goes_by_either_name(small: Plan, key: str) -> None:
    report = examine(HEAD.format(plan=key) + "  1.1.1-03: {状态: 推进中, 进展情况: 已起草}\n", small)
    assert report.valid
    assert verdict_of(report, "1.1.1-03").verdict == "on_track"
    assert report.entries["1.1.1-03"].note == "已起草"


@pytest.mark.parametrize("second", ["计划", "plan"])
def test_a_key_under_two_of_its_names_stands_twice(small: Plan, second: str) -> None:
    text = HEAD.format(plan="规划").replace("单位", f"{second}: small\n单位", 1) + "  1.1.1-03: {状态: 推进中}\n"
    assert codes(small, text) == ["FZ104"]


@pytest.mark.parametrize("second", ["说明", "note"])
@pytest.mark.parametrize("block", [True, False])
def test_a_note_under_two_of_its_names_stands_twice(small: Plan, second: str, block: bool) -> None:
    entry = (
        f"\n    状态: 推进中\n    进展情况: 甲\n    {second}: 乙\n"
        if block
        else f" {{状态: 推进中, 进展情况: 甲, {second}: 乙}}\n"
    )
    report = examine(HEAD.format(plan="规划") + f"  1.1.1-03:{entry}", small)
    assert [one.code for one in report.findings if one.code < "FZ4"] == ["FZ104"]
    assert verdict_of(report, "1.1.1-03").verdict == "invalid"


@pytest.mark.parametrize(("word", "verdict"), [("持续开展", "on_track"), ("未开展", "overdue")])
@pytest.mark.parametrize("target", ["1.2.1-06", "1.1.1-05"])
def test_a_standing_duty_goes_on_or_was_not_begun(small: Plan, target: str, word: str, verdict: str) -> None:
    report = examine(submission({target: {"状态": word}}), small)
    assert (report.valid, verdict_of(report, target).verdict) == (True, verdict)


@pytest.mark.parametrize("word", ["持续开展", "未开展"])
@pytest.mark.parametrize("target", ["1.1.1-03", "1.2.1-03", "1.2.1-05"])
@pytest.mark.parametrize("form", ["block", "flow", "quoted", "json"])
def test_what_is_to_be_finished_is_not_called_so(small: Plan, target: str, word: str, form: str) -> None:
    written = {
        "block": submission(f"  {target}:\n    状态: {word}\n"),
        "flow": submission(f"  {target}: {{状态: {word}}}\n"),
        "quoted": submission(f'  {target}:\n    "状态": "{word}"\n'),
        "json": submission(f'  "{target}": {{"状态": "{word}"}}\n'),
    }[form]
    report = examine(written, small)
    [found] = [one for one in report.findings if one.code == "FZ203"]
    assert found.place is not None
    assert ("未启动" if word == "未开展" else "推进中") in found.message("zh")
    assert verdict_of(report, target).verdict == "invalid"


# FZ311.

QUOTED = PROOF["document"] | {"quote": "建立了三项机制"}
ELSEWHERE = PROOF["record"] | {"title": "另一件", "quote": " 建立了 三项机制"}
UNDER_WAY, DONE = {"status": "under_way"}, {"status": "done"}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (UNDER_WAY | {"evidence": [QUOTED]}, DONE | {"evidence": [QUOTED]}, True),
        (UNDER_WAY | {"evidence": [QUOTED]}, DONE | {"evidence": [ELSEWHERE]}, True),
        (UNDER_WAY | {"evidence": [PROOF["document"]]}, DONE | {"evidence": [PROOF["document"]]}, True),
        (UNDER_WAY | {"evidence": [QUOTED]}, UNDER_WAY | {"evidence": [QUOTED]}, False),
        (UNDER_WAY | {"evidence": [QUOTED], "note": "只是启动"}, DONE | {"evidence": [QUOTED]}, False),
        (UNDER_WAY | {"evidence": [QUOTED]}, DONE | {"evidence": [QUOTED], "note": "范围不同"}, False),
        (UNDER_WAY | {"evidence": [QUOTED], "note": " "}, DONE | {"evidence": [QUOTED]}, True),
        (UNDER_WAY | {"evidence": [QUOTED]}, DONE | {"evidence": [QUOTED | {"quote": "四项"}]}, False),
        (UNDER_WAY | {"evidence": [PROOF["report"]]}, DONE | {"evidence": [PROOF["report"]]}, False),
        (
            {"status": "not_applicable", "reason": "无此机构", "evidence": [QUOTED]},
            DONE | {"evidence": [QUOTED]},
            False,
        ),
        (UNDER_WAY, DONE, False),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_fact_under_two_statuses_is_noted_unless_a_note_says_why(
    small: Plan, first: dict[str, Any], second: dict[str, Any], told: bool, turned: bool
) -> None:
    entries = {"1.1.1-01": first, "1.1.1-03": second}
    report = examine(submission(dict(reversed(entries.items())) if turned else entries), small)
    found = [one for one in report.findings if one.code == "FZ311"]
    assert [(one.target, one.severity.value) for one in found] == ([("1.1.1-03", "note")] if told else [])
    assert report.valid
    if told:
        message = found[0].message("zh")
        assert all(word in message for word in ("1.1.1-01", "推进中", "已完成"))
