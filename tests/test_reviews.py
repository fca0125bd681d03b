"""What an office settles stands beside what was judged, and says what has not been settled."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pytest
from helpers.rounds import Given, round_of, row, small, twelve
from helpers.submissions import MIXED, submission

from fazhi_check.beside import Settled
from fazhi_check.digest.line import Line
from fazhi_check.digest.reviews import in_order, sampled
from fazhi_check.digest.run import Digest, digest
from fazhi_check.digest.saved import read_saved
from fazhi_check.outcome import FileReport, Report
from fazhi_check.reports import renderer
from fazhi_check.reports.view import View
from fazhi_check.round.duties import Duties
from fazhi_check.round.members import Members
from fazhi_check.round.reviews import Reviews, faults, lacking, settled_by
from fazhi_check.round.rows import Member, Review

MEMBER = Member.model_validate(row("天山区"))
MEMBERS = Members([MEMBER], small())


def review(**given: Any) -> Review:
    return Review.model_validate({"unit": "天山区", "task": "1.1.1-03", **given})


def settling(*rows: Review) -> Report:
    reviews = Reviews(rows, MEMBERS)

    def change(file: FileReport) -> None:
        file.assessments = reviews.settle(MEMBER, file.assessments)

    text = submission(MIXED, "2024-11-15", name="天山区", level="county", code="650102")
    return round_of([Given(row("天山区"), text)], small(), change=change)


def line_of(report: Report | Digest, target: str) -> Line:
    made = report if isinstance(report, Digest) else digest(report)
    return next(line for line in made.files[0].lines if line.target == target)


@pytest.mark.parametrize(
    ("given", "computed", "verdict"),
    [
        ({"decision": "accept"}, "met", "met"),
        ({"decision": "认可"}, "lagging", "lagging"),
        ({"decision": "agree_exempt"}, "exempt", "exempt"),
        ({"decision": "reject", "verdict": "未填报"}, "met", "missing"),
        ({"decision": "refuse_exempt"}, "exempt", "missing"),
        ({"decision": "return"}, "met", None),
        ({"decision": "accept", "final": "change", "final_verdict": "unproven"}, "met", "unproven"),
        ({"decision": "reject", "verdict": "lagging", "final": "keep"}, "met", "lagging"),
        ({"decision": "return", "final": "change", "final_verdict": "met"}, "met", "met"),
        ({"final": "change", "final_verdict": "overdue"}, "on_track", "overdue"),
    ],
)
def test_what_a_review_settles(given: dict[str, Any], computed: str, verdict: str | None):
    settled = settled_by(review(**given), computed)
    assert settled
    assert (settled.verdict, settled.pending) == (verdict, False)


def test_what_was_found_of_the_evidence_settles_nothing_yet():
    assert settled_by(review(evidence="不符"), "met") == Settled(None, "contradicted", pending=True)
    assert settled_by(review(objection="我区已按期完成"), "met") is None


def test_a_decision_on_what_does_not_apply_says_nothing_of_what_does():
    assert settled_by(review(decision="refuse_exempt"), "on_track") is None
    assert settled_by(review(decision="agree_exempt"), "met") is None


def test_the_last_row_of_a_unit_and_task_counts_by_date_then_by_order():
    rows = [
        review(decision="accept", date="2024-02-01"),
        review(decision="return", date="2024-01-20"),
        review(decision="reject", verdict="met"),
    ]
    assert Reviews(rows, MEMBERS).of(MEMBER)["1.1.1-03"].decision == "accept"
    twice = [review(decision="accept", date="2024-02-01"), review(decision="return", date="2024-02-01")]
    assert Reviews(twice, MEMBERS).of(MEMBER)["1.1.1-03"].decision == "return"


def test_a_row_that_lacks_its_verdict_is_left_out_and_nothing_else_is_lost():
    rows = [review(decision="accept"), review(decision="reject", date="2024-02-01")]
    assert [lacking(one) for one in rows] == [None, "verdict"]
    assert lacking(review(decision="accept", final="change")) == "final_verdict"
    assert Reviews(rows, MEMBERS).of(MEMBER)["1.1.1-03"].decision == "accept"
    assert not Reviews([review(unit="沙依巴克区", decision="accept")], MEMBERS).of(MEMBER)


def test_what_is_wrong_with_reviews_is_told():
    rows = [
        review(decision="reject"),
        review(decision="accept", final="change"),
        review(task="9.9.9-01", decision="accept"),  # told with what else the plan does not have
        review(task="1.2.1-01", decision="accept"),
        review(decision="agree_exempt"),
        review(unit="不在名册的区", decision="accept"),
        review(task="1.2.1-08", decision="agree_exempt"),
    ]
    judged = settling().files
    found = list(faults(rows, Duties(MEMBERS, small(), ()), judged))
    assert [(one.code, one.message()) for one in found] == [
        ("FZ201", "缺少必填的改判（核定意见为不认可时必填）"),
        ("FZ201", "缺少必填的复核判定（复核为变更时必填）"),
        ("FZ906", "调度有误：这次没有要求天山区报 1.2.1-01，这一行核定没有用上；请核对单位和编号"),
        (
            "FZ203",
            "核定意见的值“同意不适用”不对：该事项没有申请不适用，初核为逾期；请改为认可、不认可或退回补正",
        ),
    ]
    assert [found[-1].message(lang).count("agree_exempt") for lang in ("zh", "en")] == [0, 1]


def test_what_is_settled_changes_neither_counts_nor_the_gate():
    plain, settled = settling(), settling(review(decision="reject", verdict="overdue", task="1.1.1-02"))
    assert plain.files[0].counts() == settled.files[0].counts()
    assert digest(plain).exit_code == digest(settled).exit_code
    assert line_of(settled, "1.1.1-02").settled
    assert line_of(settled, "1.1.1-02").verdict == line_of(plain, "1.1.1-02").verdict


def test_what_a_unit_says_does_not_apply_is_asked_until_an_office_agrees():
    asked, agreed = settling(), settling(review(task="1.2.1-08", decision="agree_exempt"))
    refused = settling(review(task="1.2.1-08", decision="refuse_exempt"))
    assert [line_of(one, "1.2.1-08").called.zh for one in (asked, agreed, refused)] == [
        "申请不适用",
        "不适用",
        "申请不适用",
    ]
    rests = [digest(one).files[0].conclusion.rest.zh for one in (asked, agreed)]
    assert "申请不适用 1 项" in rests[0]
    assert "申请不适用" not in rests[1]
    number = [int(one.split("应报 ")[1].split(" ")[0]) for one in rests]
    assert number[0] == number[1] + 1
    blocks = [[one.title.zh for one in digest(each).files[0].apart_and_exempt] for each in (asked, agreed)]
    assert "申请不适用 1 项" in blocks[0]
    assert "不适用 1 项" in blocks[1]


def test_outside_a_round_nothing_is_said_of_reviews():
    report = settling()
    report.round = None
    for one in report.files:
        one.assessments = [each._replace(applied=False) for each in one.assessments]
    made = digest(report)
    assert line_of(made, "1.2.1-08").called.zh == "不适用"
    assert made.reviewed.zh == made.files[0].reviewed.zh == ""
    assert all(line.review is None and not line.settlement.zh for line in made.files[0].lines)


def test_what_needs_review_comes_first_and_what_is_not_settled_is_counted():
    lines = in_order(digest(settling()).files[0].lines)
    reasons = [line.review for line in lines]
    order = ["met", "unproven", "exempt", "claim", "contradiction", None]
    assert [order.index(one) for one in reasons] == sorted(order.index(one) for one in reasons)
    needed = sum(one is not None for one in reasons)
    met = next(line.target for line in lines if line.review == "met")
    said = digest(settling(review(task=met, decision="accept"))).files[0].reviewed.zh
    assert said == f"需核定 {needed} 项，已核定 1 项，未经核定 {needed - 1} 项"


def test_nobody_but_an_office_says_that_evidence_is_true():
    found = digest(settling()).files[0].lines
    proven = next(line.target for line in found if line.support == "proven")
    said = {
        None: "未核",
        "confirmed": "属实",
        "contradicted": "不符",
        "absent": "未附",
        "unchecked": "未核",
    }
    for evidence, word in said.items():
        line = line_of(settling(review(task=proven, decision="accept", evidence=evidence)), proven)
        assert line.resting_on.zh == f"已列佐证 {line.proofs} 件（{word}）"


def test_every_format_says_what_was_settled_and_what_was_not():
    made = digest(settling(review(task="1.1.1-02", decision="reject", verdict="overdue", by="市委依法治市办")))
    for name in ("table", "markdown", "html", "csv", "concise"):
        out = io.StringIO()
        renderer(name).render(made, out, View(show_all=True, color="never"))
        text = out.getvalue()
        assert "未经核定" in text, name
        assert "佐证充分" not in text
        if name not in ("concise",):
            assert "逾期" in text
            assert "核定" in text


def test_a_saved_report_says_the_same_of_reviews():
    rows = [
        review(task="1.1.1-02", decision="reject", verdict="overdue", by="市委依法治市办", date="2024-12-01"),
        review(task="1.1.1-03", evidence="不符"),
        review(task="1.2.1-08", decision="agree_exempt", reason="同意"),
    ]
    made = digest(settling(*rows))
    out = io.StringIO()
    renderer("json").render(made, out, View())
    again, _ = read_saved(out.getvalue(), "tests/plans/small")

    def told(one: Digest) -> list[tuple[Any, ...]]:
        return [
            (line.target, line.settled, line.review, line.applied, line.called, line.settled_by)
            for line in one.files[0].in_order
        ]

    assert told(again) == told(made)
    assert again.files[0].reviewed == made.files[0].reviewed


def drawn(report: Report, number: int) -> list[tuple[str, str]]:
    return [(one.file.name, one.line.target) for one in sampled(digest(report), number)]


def test_the_sample_depends_on_nothing_but_unit_task_and_title():
    given, plan = twelve(), small()
    whole = drawn(round_of(given, plan), 10_000)
    few = drawn(round_of(given, plan), 3)
    assert len(few) == 3
    assert set(few) <= set(drawn(round_of(given, plan), 5)) <= set(whole)
    mixed = list(given)
    Random(7).shuffle(mixed)
    assert set(drawn(round_of(mixed, plan), 3)) == set(few)
    assert set(drawn(round_of(given, plan, title="2025年第一季度调度"), 3)) != set(few)


def test_only_what_lists_evidence_is_drawn():
    report = round_of(twelve(), small())
    proofs = {(one.name, line.target) for one in digest(report).submissions for line in one.lines if line.proofs}
    assert set(drawn(report, 10_000)) == proofs
