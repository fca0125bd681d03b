"""The life of a problem over four rounds: what opens it, what closes it, what brings it back; laws that always hold."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from helpers.project import SMALL
from hypothesis import given
from hypothesis import strategies as st

from fazhi_check.plan.store import load_plan
from fazhi_check.round.judged import Earlier, Judged
from fazhi_check.round.problem import Fault, Lost, Premature, Problem
from fazhi_check.round.problems import Register, Rows, problems_of
from fazhi_check.round.rows import Closing, Dispatch, Entered, Extension
from fazhi_check.rules.closings import on_closings
from fazhi_check.submission.records import Unit
from fazhi_check.words import Text

PLAN = load_plan(str(SMALL))
TASK, OTHER, UNIT = "1.1.1-03", "1.1.1-05", Unit(name="天山区", level="county", code="650102")
NO = f"650102-{TASK}"
QUARTERS = tuple(map(date.fromisoformat, ("2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31")))
FIRST, NEXT = date(2022, 12, 31), date(2023, 6, 30)
# What a quarter may say of a task, by a sign each.
SIGNS: dict[str, dict[str, Any]] = {
    "o": {"verdict": "overdue", "flagged": True, "reported": "not_started", "deadline": FIRST},
    "w": {"verdict": "overdue", "flagged": True, "reported": "under_way", "deadline": FIRST},
    "N": {"verdict": "overdue", "flagged": True, "reported": "under_way", "deadline": NEXT},
    "m": {"verdict": "missing", "flagged": True, "deadline": FIRST},
    "u": {"verdict": "unproven", "flagged": True, "reported": "done", "deadline": FIRST},
    "k": {"verdict": "on_track", "flagged": False, "reported": "under_way", "deadline": NEXT, "done_on": "2023-05"},
    "a": {"verdict": "on_track", "flagged": False, "reported": "under_way", "deadline": NEXT, "apply": True},
    "O": {"verdict": "overdue", "flagged": True, "reported": "not_started", "deadline": FIRST, "apply": True},
    "n": {"verdict": "on_track", "flagged": False, "reported": "not_started", "deadline": NEXT},
    "d": {"verdict": "met", "flagged": False, "reported": "done", "deadline": NEXT},
    "p": {"verdict": "on_track", "flagged": False, "reported": "under_way", "deadline": NEXT, "proofs": 3},
    "x": {"verdict": "exempt", "flagged": False, "reported": "not_applicable"},
}


def judged(sign: str, day: date, task: str = TASK) -> Judged:
    """Return a judgement by its sign."""
    return Judged(task, as_of=day, plan=PLAN.id, message=Text("没有做到", "not done"), **SIGNS[sign])


def reports(signs: str, task: str = TASK) -> list[Earlier]:
    """Return a report a quarter, by a sign each; what is - is not judged, of a blank there is no report."""
    return [
        Earlier(day, PLAN.id, {} if sign == "-" else {task: judged(sign, day, task)})
        for sign, day in zip(signs, QUARTERS, strict=False)
        if sign != " "
    ]


def closing(day: str, decision: str = "closed", **more: Any) -> Closing:
    return Closing.model_validate(
        {"unit": "天山区", "date": day, "by": "市委依法治市办", "decision": decision, "task": TASK, **more}
    )


def extension(day: str, to: str, **more: Any) -> Extension:
    return Extension.model_validate(
        {"unit": "天山区", "date": day, "to": to, "by": "市委依法治市办", "task": TASK, **more}
    )


def dispatch(day: str, *problems: str, reply_by: str | None = None) -> Dispatch:
    return Dispatch.model_validate(
        {"unit": "天山区", "date": day, "kind": "督办单", "problems": problems, "reply_by": reply_by}
    )


def entered(day: str, **more: Any) -> Entered:
    return Entered.model_validate({"unit": "天山区", "date": day, "text": "卷宗不全", **more})


def rows(*given_rows: Any) -> Rows:
    kinds = {Entered: "problems", Closing: "closings", Extension: "extensions", Dispatch: "dispatches"}
    found: dict[str, list[Any]] = {}
    for one in given_rows:
        found.setdefault(kinds[type(one)], []).append(one)
    return Rows(**found)


def register(signs: str, *given_rows: Any, unit: Unit = UNIT, day: date | None = None) -> Register:
    return problems_of(unit, PLAN, reports(signs), rows(*given_rows), day or QUARTERS[len(signs) - 1])


def told(signs: str, *given_rows: Any) -> list[str]:
    """Return the problems as number, state, quarter of the beginning, flagged judgements."""
    return [
        f"{one.no.removeprefix(NO) or '1'} {one.state} {one.opened:%m} {one.rounds}"
        for one in register(signs, *given_rows).problems
    ]


def only(signs: str, *given_rows: Any) -> Problem:
    (one,) = register(signs, *given_rows).problems
    return one


def codes(found: Register) -> list[str]:
    """Return the codes that rows which do not hold are told under."""
    names = {Fault: "FZ906", Premature: "FZ605", Lost: "FZ606"}
    return [names[type(one)] for one in found.unheld]


SPRING, SUMMER, AUTUMN = "2023-05-10", "2023-08-10", "2023-11-10"
STORIES: list[tuple[str, list[Any], list[str]]] = [
    # Without decisions: open while flagged, put right by the unit's own word, applied for.
    ("k", [], []),
    ("o", [], ["1 open 03 1"]),
    ("ooo", [], ["1 open 03 3"]),
    ("kko", [], ["1 open 09 1"]),
    ("ook", [], ["1 fixed 03 2"]),
    ("oox", [], ["1 fixed 03 2"]),
    ("oa", [], ["1 applied 03 1"]),
    ("oak", [], ["1 fixed 03 1"]),  # an application is not carried over
    ("oO", [], ["1 applied 03 2"]),
    ("oko", [], ["1 open 03 2"]),  # never closed: nothing has come back
    ("oo-", [], ["1 open 03 2"]),
    ("oa-", [], ["1 applied 03 1"]),
    ("o- k", [], ["1 fixed 03 1"]),
    # Closed once a judgement was free of it, whether before the decision or in the report that it stands in.
    ("ok", [closing(SPRING)], ["1 closed 03 1"]),
    ("okk", [closing(SUMMER)], ["1 closed 03 1"]),
    ("ok-", [closing(SUMMER)], ["1 closed 03 1"]),
    ("ok", [closing("2023-06-30")], ["1 closed 03 1"]),
    ("ok", [closing("2023-07-01")], ["1 fixed 03 1"]),  # after the day of judgement: it waits
    # Closed though nothing bore it out: it stays open, until something does.
    ("oo", [closing(SPRING)], ["1 open 03 2"]),
    ("ook", [closing(SPRING)], ["1 closed 03 2"]),
    ("ook", [closing(SPRING), closing(SUMMER, "returned")], ["1 fixed 03 2"]),
    # Sent back, until a later judgement.
    ("ok", [closing("2023-06-30", "returned")], ["1 returned 03 1"]),
    ("okk", [closing("2023-06-30", "returned")], ["1 fixed 03 1"]),
    ("oko", [closing("2023-06-30", "returned")], ["1 open 03 2"]),
    ("ok-", [closing(SUMMER, "returned")], ["1 returned 03 1"]),
    ("oa", [closing("2023-06-30", "returned")], ["1 returned 03 1"]),
    ("okk-", [closing(SUMMER), closing(AUTUMN, "returned")], ["1 returned 03 1"]),
    # Back after it was closed: fallen back, dropped, the same deadline missed again.
    ("oko", [closing(SPRING)], ["1 reopened 03 2"]),
    ("okm", [closing(SPRING)], ["1 reopened 03 2"]),
    ("okw", [closing(SPRING)], ["1 reopened 03 2"]),
    ("okoo", [closing(SPRING)], ["1 reopened 03 3"]),
    ("oko-", [closing(SPRING)], ["1 reopened 03 2"]),
    ("okok", [closing(SPRING)], ["1 fixed 03 2"]),
    ("okoa", [closing(SPRING)], ["1 applied 03 2"]),
    ("okoO", [closing(SPRING)], ["1 reopened 03 3"]),
    ("oko", [closing(SPRING), closing("2023-09-30", "returned")], ["1 reopened 03 2"]),
    ("okok", [closing(SPRING), closing(AUTUMN)], ["1 closed 03 2"]),
    ("okoo", [closing(SPRING), closing(AUTUMN)], ["1 reopened 03 3"]),  # not borne out since it came back
    # A new phase's deadline is another matter: a new problem, nothing has come back.
    ("okN", [closing(SPRING)], ["1 closed 03 1", "-2 open 09 1"]),
    ("okNk", [closing(SPRING)], ["1 closed 03 1", "-2 fixed 09 1"]),
    ("okNk", [closing(SPRING), closing(AUTUMN)], ["1 closed 03 1", "-2 closed 09 1"]),
    ("okNo", [closing(SPRING)], ["1 closed 03 1", "-2 open 09 2"]),
    ("oN", [], ["1 open 03 2"]),  # never closed: it takes in what comes later
    # Cancelled by approval: it stays so, but for another matter.
    ("o", [closing("2023-03-31", "cancelled")], ["1 cancelled 03 1"]),
    ("oo", [closing(SPRING, "cancelled")], ["1 cancelled 03 2"]),
    ("oko", [closing(SPRING, "cancelled")], ["1 cancelled 03 2"]),
    ("okN", [closing(SPRING, "cancelled")], ["1 cancelled 03 1", "-2 open 09 1"]),
    ("oo", [closing(SPRING, "cancelled"), closing("2023-06-30", "returned")], ["1 returned 03 2"]),
]


# What an inspection found in spring, on a task. The unit has put it right by its own word only where its report has become
# better since: the first sign is the judgement before that, a blank where there was none.
FOUND_BY_HAND: list[tuple[str, list[Any], list[str]]] = [
    ("kk", [], ["1 open 05 0"]),  # 推进中 before and after, never flagged: nothing was put right
    ("kkk", [], ["1 open 05 0"]),
    ("nk", [], ["1 fixed 05 0"]),  # the stage is better than before it was found
    ("nkn", [], ["1 open 05 0"]),  # and is no longer
    ("kn", [], ["1 open 05 0"]),
    ("kd", [], ["1 fixed 05 0"]),  # met now and not then
    ("dd", [], ["1 open 05 0"]),  # met then already: the inspection found that it is not
    ("kx", [], ["1 open 05 0"]),  # that it does not apply puts nothing right
    ("kp", [], ["1 open 05 0"]),  # more progress and proofs at the same stage
    (" k", [], ["1 open 05 0"]),  # no report before: the first after it says nothing yet
    (" kd", [], ["1 fixed 05 0"]),
    ("k-", [], ["1 open 05 0"]),
    ("komk", [], ["1 fixed 05 2", "-2 fixed 06 2"]),  # flagged since it was found, and no longer
    ("ok", [], ["1 fixed 03 1", "-2 fixed 05 0"]),  # the judgement before it counts by its stage, and that is better
    ("wk", [], ["1 fixed 03 1", "-2 open 05 0"]),  # the same stage under a later deadline
    ("ka", [], ["1 applied 05 0"]),
    ("kk", [closing(SPRING, "cancelled")], ["1 cancelled 05 0"]),
    ("kk", [closing(SUMMER)], ["1 open 05 0"]),
    ("kdd", [closing(SUMMER, "returned")], ["1 fixed 05 0"]),
]


@pytest.mark.parametrize(("signs", "given_rows", "expected"), FOUND_BY_HAND, ids=lambda one: str(one)[:20])
def test_life_of_a_problem_that_an_inspection_found(signs: str, given_rows: list[Any], expected: list[str]):
    assert told(signs, entered("2023-05-01", task=TASK), *given_rows) == expected


@pytest.mark.parametrize(("signs", "given_rows", "expected"), STORIES, ids=lambda one: str(one)[:20])
def test_life_of_a_problem(signs: str, given_rows: list[Any], expected: list[str]):
    assert told(signs, *given_rows) == expected


def test_what_a_problem_tells():
    one = only(
        "ook", closing(SUMMER, fixed_on="2023-08", basis="现场核查记录 3 号"), extension("2023-04-01", "2023-12-01")
    )
    assert (one.no, one.target, one.state, one.opened) == (NO, TASK, "closed", QUARTERS[0])
    assert (one.fixed_on, one.decided_on, one.by) == ("2023-08", date(2023, 8, 10), "市委依法治市办")
    assert one.deadline == date(2023, 12, 1)
    assert (one.before.as_of, one.before.verdict) == (QUARTERS[1], "overdue")
    assert (one.now.as_of, one.now.verdict, one.now.reported) == (QUARTERS[2], "on_track", "under_way")
    assert one.basis == "现场核查记录 3 号"
    assert one.text.say("zh") == "健全机制：没有做到"


def test_text_is_ours_and_points_into_no_file():
    invalid = Judged(TASK, QUARTERS[0], "invalid", flagged=True, plan=PLAN.id, message=Text("见 FZ203", "see FZ203"))
    register = problems_of(UNIT, PLAN, [Earlier(QUARTERS[0], PLAN.id, {TASK: invalid})], Rows(), QUARTERS[0])
    assert "FZ" not in register.problems[0].text.say("zh")
    assert register.problems[0].text.say("en").endswith("corrected before it is judged")


def test_unit_says_when_it_was_fixed():
    assert only("ok").fixed_on == "2023-05"
    assert only("oko").fixed_on is None
    assert only("oo", closing(SPRING)).decided_on is None  # a closing that does not hold decides nothing


def test_what_is_not_judged_now_has_no_present_judgement():
    one = only("ok-")
    assert (one.before.as_of, one.now) == (QUARTERS[1], None)
    closed, new = register("okN", closing(SPRING)).problems
    assert (closed.before.as_of, closed.now) == (QUARTERS[1], None)  # the present one is the new problem's
    assert (new.before.as_of, new.now.as_of) == (QUARTERS[1], QUARTERS[2])


def test_numbers_have_the_name_of_a_unit_that_its_code_does_not_tell():
    unit = Unit(name="市司法局", level="department", code="650100")
    first, second = register("okN", closing(SPRING), unit=unit).problems
    assert (first.no, second.no) == (f"650100-{TASK}-市司法局", f"650100-{TASK}-市司法局-2")
    renamed = Unit(name="乌鲁木齐市司法局", level="department", code="650100")
    for no in (first.no, f"650100-{TASK}"):
        again = register("ok", closing(SPRING, task=None, no=no), unit=renamed)
        assert ([one.state for one in again.problems], again.unheld) == (["closed"], [])


def test_row_names_a_problem_by_number_or_the_last_of_a_task_by_its_date():
    by_task = register("okN-", closing(SPRING), closing("2023-12-31", "cancelled"))
    assert [one.state for one in by_task.problems] == ["closed", "cancelled"]
    by_number = register("okN-", closing(SPRING), closing("2023-12-31", "cancelled", no=NO, task=None))
    assert [one.state for one in by_number.problems] == ["cancelled", "open"]
    second = register("okN-", closing(SPRING), closing("2023-12-31", "cancelled", no=f"{NO}-2"))
    assert [one.state for one in second.problems] == ["closed", "cancelled"]


def test_deadline_is_the_last_extension_else_the_one_entered_else_the_last_dispatch():
    first, last = dispatch("2023-04-10", NO, reply_by="2023-05-10"), dispatch("2023-05-20", TASK, reply_by="2023-07-20")
    assert only("oo").deadline is None
    assert only("oo", first, last).deadline == date(2023, 7, 20)
    assert only("oo", first, last).reminders == 2
    given_day = entered("2023-04-01", no=NO, deadline="2023-06-01", source="专项督察", ref="某办发〔2023〕4号")
    assert only("oo", first, given_day).deadline == date(2023, 6, 1)
    put_off = extension("2023-05-30", "2023-06-30")
    assert only("oo", first, given_day, put_off).deadline == date(2023, 6, 30)
    again = extension("2023-06-29", "2023-09-30")
    assert only("oo", again, given_day, put_off, first).deadline == date(2023, 9, 30)
    assert only("oo", dispatch("2023-07-05", NO, reply_by="2023-08-01")).reminders == 0  # of a later day


def test_overdue_is_computed_and_no_state():
    letter = dispatch("2023-04-10", "全部", reply_by="2023-05-10")
    late, done = only("oo", letter), only("ok", letter)
    assert (late.state, late.overdue(QUARTERS[1]), late.days_over(QUARTERS[1])) == ("open", True, 51)
    assert not late.overdue(date(2023, 5, 10))
    assert (done.state, done.overdue(QUARTERS[1])) == ("fixed", False)


def test_extension_approved_too_late_or_to_an_earlier_day_does_not_hold():
    letter = dispatch("2023-04-10", TASK, reply_by="2023-05-10")
    for row in (
        extension("2023-05-11", "2023-06-30"),
        extension("2023-05-01", "2023-05-10"),
        extension("2023-04-01", "2023-06-30", **{"from": "2023-03-31"}),
    ):
        found = register("oo", letter, row)
        assert codes(found) == ["FZ906"]
        assert found.problems[0].deadline == date(2023, 5, 10)
    assert not register("oo", letter, extension("2023-05-10", "2023-06-30")).unheld


def test_dispatch_reminds_of_what_it_names_and_of_all_that_is_open():
    found = register("okN-", closing(SPRING), dispatch("2023-10-01", "全部"), dispatch("2023-11-01", NO, TASK))
    assert [one.reminders for one in found.problems] == [1, 2]


def test_entered_by_hand_without_a_task():
    one = only("k", entered("2023-02-01", no="DC-1", source="专项督察", ref="某办发〔2023〕4号", deadline="2023-03-01"))
    assert (one.no, one.target, one.state, one.source, one.ref) == (
        "DC-1",
        None,
        "open",
        "专项督察",
        "某办发〔2023〕4号",
    )
    assert (one.text.say("zh"), one.rounds, one.before, one.now) == ("卷宗不全", 0, None, None)
    assert one.overdue(QUARTERS[0])
    # There is no judgement that could be free of it: the decision holds alone.
    closed = register("k", entered("2023-02-01", no="DC-1"), closing("2023-03-01", no="DC-1", task=None))
    assert ([each.state for each in closed.problems], closed.unheld) == (["closed"], [])
    assert [each.no for each in register("k", entered("2023-02-01"), entered("2023-02-03")).problems] == [
        "650102-交办",
        "650102-交办-2",
    ]


def test_entered_by_hand_on_a_task_stands_beside_what_was_judged():
    found = register("oo", entered("2023-05-01", task=TASK, no="DC-1"))
    assert [(one.no, one.state, one.rounds) for one in found.problems] == [(NO, "open", 2), ("DC-1", "open", 1)]
    found = register("kk", entered("2023-05-01", task=TASK))
    assert [(one.no, one.state, one.opened.month) for one in found.problems] == [(NO, "open", 5)]
    # What an inspection found is not put right by the report of the day before, or the same day.
    assert only("kk", entered("2023-06-30", task=TASK)).state == "open"
    assert told("kkk", entered("2023-05-01", task=TASK), closing(SUMMER)) == ["1 closed 05 0"]
    assert told("kko", entered("2023-05-01", task=TASK), closing(SUMMER)) == ["1 reopened 05 1", "-2 open 09 1"]


def test_entered_under_the_number_of_a_judged_one_says_more_of_it():
    one = only("oo", entered("2023-05-01", no=NO, task=TASK, source="巡察移交"))
    assert (one.no, one.text.say("zh"), one.source, one.opened, one.rounds) == (
        NO,
        "卷宗不全",
        "巡察移交",
        QUARTERS[0],
        2,
    )
    ahead = only("ko", entered("2023-02-01", no=NO, source="巡察移交"))
    assert (ahead.no, ahead.target, ahead.source, ahead.rounds) == (NO, TASK, "巡察移交", 1)


def test_one_number_given_twice_is_a_fault():
    found = register("k", entered("2023-02-01", no="DC-1"), entered("2023-02-02", no="DC-1"))
    assert codes(found) == ["FZ906"]
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("signs", "row", "code", "state"),
    [
        ("oo", closing(SPRING), "FZ605", "open"),
        ("o-", closing(SPRING), "FZ605", "open"),
        ("okoo", closing("2023-12-31"), None, "closed"),
        ("oo", closing(SPRING, task=OTHER), "FZ606", "open"),
        ("oo", closing("2023-01-10"), "FZ606", "open"),  # before it began
        ("oo", closing("2023-01-10", no=NO, task=None), "FZ606", "open"),
        ("oo", closing(SPRING, no="650102-1.1.1-99", task=None), "FZ606", "open"),
        ("oo", closing(SPRING, no=NO, task=OTHER), "FZ906", "open"),
        ("oo", closing(SPRING, task=None), "FZ906", "open"),
        ("oo", extension(SPRING, "2023-12-31", task=OTHER), "FZ606", "open"),
        ("oo", dispatch(SPRING, OTHER), "FZ606", "open"),
        ("oo", dispatch(SPRING), None, "open"),
        ("oo", closing(SPRING, "cancelled"), None, "cancelled"),
        ("oo", closing("2023-09-10", task=OTHER), None, "open"),  # it waits
    ],
)
def test_rows_that_do_not_hold_are_told(signs: str, row: Any, code: str | None, state: str):
    found = register(signs, row)
    assert codes(found) == ([code] if code else [])
    assert found.problems[0].state == state
    for one in on_closings(found.unheld):
        assert "天山区" in one.message("zh")
        assert one.message("en").isprintable()


@pytest.mark.parametrize(
    ("signs", "more", "told"),
    [
        ("ooo", closing(SUMMER), 2),
        ("ooo", closing(SUMMER, "returned"), 1),
        ("ooo", closing(SUMMER, "cancelled"), 0),  # it does not stay open
        ("ook", closing(SUMMER), 0),
    ],
)
def test_each_closing_that_does_not_hold_is_told(signs: str, more: Closing, told: int):
    found = register(signs, closing(SPRING), more)
    assert codes(found) == ["FZ605"] * told


def test_closing_that_does_not_hold_says_since_when():
    (found,) = on_closings(register("oo", closing(SPRING)).unheld)
    assert all(part in found.message("zh") for part in (NO, "2023-05-10", "2023-03-31"))


# Laws.
_SIGNS = st.text("owNmukaOx-", min_size=1, max_size=4)
_DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(date.isoformat)
_DECISIONS = st.builds(closing, _DAYS, st.sampled_from(["closed", "returned", "cancelled"]))
_ROWS = st.lists(
    st.one_of(
        _DECISIONS,
        st.builds(extension, _DAYS, _DAYS),
        st.builds(dispatch, _DAYS, st.just(TASK)),
        st.builds(entered, _DAYS, no=st.sampled_from(["DC-1", "DC-2"]), task=st.sampled_from([None, TASK])),
    ),
    max_size=4,
)


def own(found: Register) -> list[Problem]:
    return [one for one in found.problems if not one.no.startswith("DC")]


@given(_SIGNS, _ROWS)
def test_what_is_flagged_has_one_problem_that_is_to_be_put_right(signs: str, listed: list[Any]):
    found = register(signs, *listed)
    now = signs[-1] != "-" and SIGNS[signs[-1]]["flagged"]
    live = [one for one in own(found) if one.state not in ("closed", "cancelled")]
    assert len(live) <= 1
    if now and not live:  # then an office has decided so: on the last report's day or later, or to drop it
        assert own(found)[-1].state in ("closed", "cancelled")
        assert own(found)[-1].state == "cancelled" or own(found)[-1].decided_on >= QUARTERS[len(signs) - 1]
    assert bool(own(found)) == any(sign != "-" and SIGNS[sign]["flagged"] for sign in signs)


@given(_SIGNS, _ROWS)
def test_nothing_has_come_back_that_was_not_closed(signs: str, listed: list[Any]):
    closed = {row.date for row in listed if isinstance(row, Closing) and row.decision == "closed"}
    for one in register(signs, *listed).problems:
        assert one.state != "reopened" or any(one.opened <= day <= QUARTERS[-1] for day in closed)


@given(_SIGNS, _ROWS)
def test_number_is_one_problem_only(signs: str, listed: list[Any]):
    numbers = [one.no for one in register(signs, *listed).problems]
    assert len(set(numbers)) == len(numbers)


@given(_SIGNS.filter(lambda signs: len(signs) > 1), _ROWS)
def test_later_rounds_leave_numbers_and_beginnings_as_they_are(signs: str, listed: list[Any]):
    before = [(one.no, one.opened) for one in register(signs[:-1], *listed).problems]
    assert [(one.no, one.opened) for one in register(signs, *listed).problems][: len(before)] == before


@given(_SIGNS, _ROWS.filter(lambda listed: len({row.date for row in listed}) == len(listed)))
def test_rows_of_different_dates_may_stand_in_any_order(signs: str, listed: list[Any]):
    told_once = register(signs, *listed).problems
    for order in list(permutations(listed))[:6]:
        assert register(signs, *order).problems == told_once


@given(_SIGNS, _DAYS)
def test_only_decisions_settle(signs: str, day: str):
    """Without a decision nothing is closed, cancelled, sent back or has come back."""
    for one in register(signs, dispatch(day, TASK), extension(day, "2024-01-01")).problems:
        assert one.state in ("open", "fixed", "applied")


@given(_SIGNS)
def test_one_more_flagged_report_never_makes_it_less(signs: str):
    rounds = [one.rounds for one in register(signs).problems]
    more = [one.rounds for one in register((signs + "o")[:4]).problems]
    assert len(signs) == 4 or sum(more) == sum(rounds) + 1


def test_units_without_a_report_keep_what_they_had():
    """A quarter that nobody reported in changes nothing but the present judgement."""
    for signs in ("o", "ok", "oa", "oko"):
        then = register(signs, closing(SPRING)).problems
        later = register(signs, closing(SPRING), day=QUARTERS[3] + timedelta(days=1)).problems
        if len(signs) > 1:
            assert [one.state for one in later] == [one.state for one in then]
        assert all(one.now is None for one in later)
