"""The problems of units as formats show them: one sentence, an order, the columns that offices use."""

from __future__ import annotations

from datetime import date
from typing import Any

from helpers.rounds import DAY, EARLIER, Given, problems_of, round_of, row, small
from helpers.submissions import submission

from fazhi_check.digest.problems import COLUMNS, in_order, listed_of, rows_of, told, told_of
from fazhi_check.digest.round.followed import members
from fazhi_check.digest.run import digest as digest_of
from fazhi_check.round.problem import Problem
from fazhi_check.words import Text

SAID = Text("卷宗不全", "files not whole")


def problem(no: str, state: Any, deadline: str | None = None, **more: Any) -> Problem:
    return Problem(no, None, SAID, None, state, EARLIER, 1, deadline and date.fromisoformat(deadline), **more)


def test_one_sentence_says_how_many_stand_where():
    listed = [
        problem("1", "open", "2024-11-14"),
        problem("2", "open"),
        problem("3", "closed", "2024-01-01"),
        problem("4", "reopened", "2024-11-14"),
        problem("5", "fixed", "2024-01-01"),
    ]
    said = told(listed, DAY)
    assert said.zh == "问题台账：反弹 1（其中超过整改时限 1）；待整改 2（其中超过整改时限 1）；自报已改 1；已销号 1"
    assert said.en.startswith("problem ledger: reopened 1 (1 of them past the deadline); to be put right 2 (1 of them")
    assert told([], DAY).zh == "问题台账：没有在册的问题"
    assert told_of([]) is None


def test_what_is_to_be_put_right_stands_first_the_longest_overdue_before_the_rest():
    listed = [
        problem("closed", "closed"),
        problem("late", "open", "2024-11-01"),
        problem("later", "open", "2024-01-01"),
        problem("free", "open"),
        problem("applied", "applied"),
        problem("back", "reopened"),
    ]
    assert [one.no for one in in_order(listed, DAY)] == ["back", "later", "late", "free", "applied", "closed"]


def rows(*listed: Problem) -> Any:
    text = submission(
        {"1.1.1-03": {"status": "not_started", "next_step": "十二月底前建成", "note": "正在起草"}}, str(DAY)
    )
    return rows_of(members(digest_of(round_of([Given(row("天山区"), text, problems=listed)], small()))))


def test_a_row_has_the_columns_that_offices_use():
    before, now = problems_of("650102")[0][12:14]
    task = problem("650102-1.1.1-03", "reopened", "2024-11-05", before=before, now=now)._replace(target="1.1.1-03")
    closed = problem("DC-1", "closed", by="市委依法治市办", basis="现场核查", decided_on=DAY, ref="某办发〔2024〕4号")
    sent_back = problem("DC-2", "returned", by="市委依法治市办", requirement="补充现场照片", decided_on=DAY)
    back, returned, done = rows(task, closed, sent_back)
    assert (back.measures, back.progress.zh) == ("十二月底前建成", "逾期\n填报未启动\n正在起草")
    assert (back.remarks.zh, back.state.zh, back.source.zh[:5]) == ("超过整改时限 10 天", "反弹", "1.1.1")
    assert (done.checked, done.result.zh, done.closed_on) == ("现场核查；市委依法治市办", "已销号", str(DAY))
    assert done.given == f"{EARLIER} 某办发〔2024〕4号"
    assert (returned.result.zh, returned.closed_on, returned.measures) == ("退回整改（补充现场照片）", "", "")
    assert set(COLUMNS) <= set(back._fields)


def test_few_problems_are_listed_and_of_many_those_that_no_verdict_tells():
    text = submission({}, str(DAY))

    def listed(problems: list[Problem], everything: bool = False) -> tuple[list[str], int]:
        found = listed_of(digest_of(round_of([Given(row("天山区"), text, problems=problems)], small())), everything)
        return [one.no for one in found.rows], found.rest

    few = [problem("1", "open"), problem("2", "applied"), problem("3", "returned"), problem("4", "cancelled")]
    assert listed(few) == (["3", "1", "2"], 0)
    judged = [problem(f"j{number}", "open")._replace(target="1.1.1-03") for number in range(12)]
    assert listed([*judged, *few]) == (["3", "1", "2"], 12)
    assert listed([*judged, *few], everything=True)[1] == 0
